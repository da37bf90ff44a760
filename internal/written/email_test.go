package written_test

import (
	"strings"
	"testing"

	"parvis/internal/written"
)

func TestEmailsAreReadAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"zoe.md@example.org":                    "zoe.md@example.org",
		" CONTACT@LEPHARE.EXAMPLE.ORG ":         "contact@lephare.example.org",
		"mailto:a-b_c+d@sub.example.org":        "a-b_c+d@sub.example.org",
		"mailto:a@example.org?subject=x":        "a@example.org",
		"Zoé Martineau <zoe@example.org>":       "zoe@example.org",
		"<zoe@example.org>":                     "zoe@example.org",
		"zoe@example.org.":                      "zoe@example.org",
		"elodie@example.org ; hugo@example.org": "elodie@example.org hugo@example.org",
		"elodie@example.org, hugo@example.org":  "elodie@example.org hugo@example.org",
		"elodie@example.org / HUGO@example.org": "elodie@example.org hugo@example.org",
		"elodie@example.org\nhugo@example.org":  "elodie@example.org hugo@example.org",
		"a@example.org ; A@example.org":         "a@example.org",
	} {
		if list, err := written.Emails(text); strings.Join(list, " ") != want || err != nil {
			t.Errorf("%q: %v, %v", text, list, err)
		}
	}
}

func TestWhatIsNoEmailSaysWhy(t *testing.T) {
	t.Parallel()
	for text, says := range map[string]string{
		"":                       "manque",
		"test@test":              "son domaine n’est pas complet",
		"bib@example,org":        "une virgule à la place d’un point",
		"example.org":            "un seul signe @",
		"@example.org":           "un seul signe @",
		"a@@example.org":         "un seul signe @",
		"zoé@example.org":        "ni accent",
		"zoe md@example.org":     "pas d’espace",
		"a..b@example.org":       "écrivez par exemple",
		"a@-example.org":         "écrivez par exemple",
		"a@example.1":            "écrivez par exemple",
		"a@example.org ; b@exam": "son domaine n’est pas complet",
		strings.Repeat("a", 300): "trop longue",
	} {
		if _, err := written.Emails(text); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v", text, err)
		}
	}
	if s, ok := written.LikelyEmail("bib@example,org"); s != "bib@example.org" || !ok {
		t.Errorf("proposes %q", s)
	}
	if s, ok := written.LikelyEmail("test@test"); ok {
		t.Errorf("proposes %q", s)
	}
}

func FuzzEmails(f *testing.F) {
	for _, text := range []string{"a@example.org ; b@example.org", "mailto:a@b.fr?x", "É <a@b.fr>", "a@b,fr", "a@b.fr/c@d.fr ou e@f.fr"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		list, err := written.Emails(text)
		if (err == nil) != (len(list) > 0) {
			t.Fatalf("%q: %v, %v", text, list, err)
		}
		for _, one := range list {
			if again, err := written.Email(one); again != one || err != nil {
				t.Fatalf("%q gives %q, which is read %q, %v", text, one, again, err)
			}
		}
		if again, err := written.Emails(strings.Join(list, " ; ")); len(list) > 0 && (err != nil || strings.Join(again, " ") != strings.Join(list, " ")) {
			t.Fatalf("%v is read %v, %v", list, again, err)
		}
		if s, ok := written.LikelyEmail(text); ok && !strings.Contains(s, "@") {
			t.Fatalf("%q proposes %q", text, s)
		}
	})
}
