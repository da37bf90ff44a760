package thread

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"parvis/internal/account"
)

var service = []account.Choice{{ID: 1, Name: "Claire Vasseur"}, {ID: 2, Name: "Claire Fontaine"}, {ID: 3, Name: "Samir Benali"}, {ID: 4, Name: "Inès d’Arc"},
	{ID: 5, Name: "Marie-Laure Petit"}, {ID: 6, Name: "Marie"}, {ID: 7, Name: "Marie Curie"}, {ID: 8, Name: "Jean Dupont"}, {ID: 9, Name: "Jean Dupont"}, {ID: 10, Name: "J. Renard"}}

func TestNamesAreUnderstood(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ typed, body, unknown, wrong string }{
		{"Bonjour", "Bonjour", "", ""},
		{"@Samir, oui", "<3>, oui", "", ""},
		{"@Samir Benali.", "<3>.", "", ""},
		{"@samir benali peux-tu ?", "<3> peux-tu ?", "", ""},
		{"à @SAMIR\u00a0Benali !", "à <3> !", "", ""},
		{"@Ines", "<4>", "", ""},
		{"@Inès d'Arc-", "<4>-", "", ""},
		{"@Marie-Laure et @Marie", "<5> et <6>", "", ""},
		{"@Marie Curie", "<7>", "", ""},
		{"@Marie vient", "<6> vient", "", ""},
		{"@J. Renard", "<10>", "", ""},
		{"@Claire", "", "", "Claire Vasseur ou Claire Fontaine"},
		{"@Claire Fontaine", "<2>", "", ""},
		{"@Claire vient", "", "", "Claire Vasseur ou Claire Fontaine"},
		{"@Jean Dupont", "", "", "Jean Dupont ou Jean Dupont"},
		{"@Zoé et @home", "@Zoé et @home", "@Zoé @home", ""},
		{"samir@musee.fr", "samir@musee.fr", "", ""},
		{"@ @@Samir", "@ @<3>", "", ""},
		{"@Samir\nBenali", "<3>\nBenali", "", ""},
		{"@Samir@Samir", "<3>@Samir", "", ""},
		{"(@Samir)", "(<3>)", "", ""},
		{"@Samira", "@Samira", "@Samira", ""},
	} {
		r := understand(c.typed, service, nil)
		body := strings.NewReplacer(string(opens), "<", string(closes), ">").Replace(r.body)
		wrong := ""
		if len(r.wrong) > 0 {
			wrong = r.wrong[0].Sentence
		}
		if (wrong == "") != (c.wrong == "") || !strings.Contains(wrong, c.wrong) || c.wrong == "" && body != c.body || strings.Join(r.unknown, " ") != c.unknown {
			t.Errorf("%q: %q, unknown %q, wrong %q", c.typed, body, r.unknown, wrong)
		}
	}
	if r := understand("@Jean Dupont", service, []int64{9}); len(r.wrong) != 0 || !slices.Equal(r.named, []int64{9}) {
		t.Errorf("who is named already is meant: %+v", r)
	}
}

func TestEachPersonIsCalledByWordsThatAreHersAlone(t *testing.T) {
	t.Parallel()
	want := []string{"@Claire Vasseur", "@Claire Fontaine", "@Samir", "@Inès", "@Marie-Laure", "@Marie", "@Marie Curie", "@Jean Dupont", "@Jean Dupont", "@J"}
	got := Called(service)
	for i, p := range service {
		if p.ID == 6 { // her whole name begins another's: it is hers where it stands alone
			continue
		}
		if got[i] != want[i] {
			t.Errorf("%s is called %q, want %q", p.Name, got[i], want[i])
		}
	}
	for i, call := range got[:8] {
		if i < 7 {
			if r := understand(call, service, nil); len(r.wrong) > 0 || !slices.Equal(r.named, []int64{service[i].ID}) {
				t.Errorf("%q names %v, %v", call, r.named, r.wrong)
			}
		}
	}
}

// What is kept, shown to its author as she would type it, is understood as what is kept; nothing that is typed passes for
// the sign of a person, and nothing but names changes.
func TestWhatIsKeptIsTypedAgain(t *testing.T) {
	t.Parallel()
	people := []account.Choice{service[0], service[1], service[2], service[3], service[4]}
	names := map[int64]string{}
	for _, p := range people {
		names[p.ID] = p.Name
	}
	piece := rapid.OneOf(rapid.SampledFrom([]string{"@", "@Samir", "@Claire Vasseur", "@Inès", "@Claire", " ", "\n", ".", "-", "’", "\x02", "\x03", "3", "é", "Samir", "\x022\x03"}), rapid.StringN(0, 4, -1))
	rapid.Check(t, func(rt *rapid.T) {
		typed := tidy(strings.Join(rapid.SliceOfN(piece, 0, 12).Draw(rt, "pieces"), ""))
		if !utf8.ValidString(typed) || strings.ContainsRune(typed, 0) {
			return
		}
		r := understand(typed, people, nil)
		if n := strings.Count(r.body, string(opens)); n < len(r.named) || strings.Count(typed, string(opens)) > 0 {
			rt.Fatalf("%q is kept as %q", typed, r.body)
		}
		if len(r.wrong) > 0 {
			return
		}
		shown := Text{Parts: partsOf(r.body, names)}.Typed()
		again := understand(shown, people, r.named)
		if again.body != r.body && len(again.wrong) == 0 {
			rt.Fatalf("%q is kept as %q, shown as %q, and kept then as %q", typed, r.body, shown, again.body)
		}
	})
}
