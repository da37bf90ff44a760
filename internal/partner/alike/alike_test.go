package alike_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parvis/internal/partner/alike"
)

var phare = alike.Organisation{Name: "Centre socioculturel « Le Phare »", Phones: []string{"+33199000002"}, Emails: []string{"contact@lephare.example.org"}, Street: "3 bis avenue du Test",
	PostalCode: "92700", Town: "Colombes"}

func TestOrganisationsThatAreAlike(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		a, b alike.Organisation
		want string
	}{
		"all of it": {phare, alike.Organisation{Name: "CENTRE SOCIO-CULTUREL LE PHARE", Phones: []string{"+33199000002"}, Emails: []string{"CONTACT@LEPHARE.EXAMPLE.ORG"}, Street: "3bis av. du Test", PostalCode: "92700", Town: "COLOMBES"},
			"2 même téléphone, même adresse électronique, nom proche, même adresse"},
		"its short name, in the town": {phare, alike.Organisation{Name: "CSC Phare", Town: "Colombes"}, "2 nom proche"},
		"a mistyped name":             {phare, alike.Organisation{Name: "CSC Le Pharre", PostalCode: "92700", Town: "Colombes"}, "2 nom proche"},
		"the same name and no place":  {alike.Organisation{Name: "Les Amis du Gué"}, alike.Organisation{Name: "les amis du gue"}, "2 même nom"},
		"the same name elsewhere":     {phare, alike.Organisation{Name: "Centre socioculturel « Le Phare »", PostalCode: "33000", Town: "Bordeaux"}, "0 "},
		"a telephone only":            {phare, alike.Organisation{Name: "Mission locale", Phones: []string{"+33199000002"}}, "1 même téléphone"},
		"a house only":                {phare, alike.Organisation{Name: "Ludothèque", Street: "Bâtiment B\n3 B, avenue du Test", PostalCode: "92700"}, "1 même adresse"},
		"a town only":                 {phare, alike.Organisation{Name: "Ludothèque", Town: "Colombes"}, "0 "},
		"one SIRET":                   {alike.Organisation{Name: "A", SIRET: "99900000300015"}, alike.Organisation{Name: "B", SIRET: "99900000300015"}, "3 même SIRET"},
		"two SIRET":                   {alike.Organisation{Name: "A", SIRET: "99900000300015"}, alike.Organisation{Name: "A", SIRET: "99900000300023"}, "0 "},
		"one UAI":                     {alike.Organisation{Name: "A", UAI: "0921234S"}, alike.Organisation{Name: "A", UAI: "0921234S"}, "3 même code UAI, même nom"},
		"nothing":                     {alike.Organisation{}, alike.Organisation{}, "0 "},
		"two schools":                 {alike.Organisation{Name: "Collège Exemple", Town: "Nanterre"}, alike.Organisation{Name: "Collège Test", Town: "Nanterre"}, "0 "},
	} {
		l := alike.Organisations(c.a, c.b)
		if got := fmt.Sprintf("%d %s", l.Sure, strings.Join(l.Reasons, ", ")); got != c.want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestPeopleWhoAreAlike(t *testing.T) {
	t.Parallel()
	aida := alike.Person{First: "Aïda", Family: "Cissé-Y", Phones: []string{"+33199000303"}, Emails: []string{"aida@example.org"}}
	for name, c := range map[string]struct {
		b    alike.Person
		want string
	}{
		"all of her":          {alike.Person{First: "CISSE-Y", Family: "Aida", Phones: aida.Phones, Emails: []string{"AIDA@example.org"}}, "2 même téléphone, même adresse électronique, même nom"},
		"her name":            {alike.Person{First: "Aida", Family: "CISSE Y"}, "1 même nom"},
		"her name and number": {alike.Person{First: "Aida", Family: "CISSE Y", Phones: aida.Phones}, "2 même téléphone, même nom"},
		"a colleague":         {alike.Person{First: "Luc", Family: "Exemple", Phones: aida.Phones, Emails: aida.Emails}, "1 même téléphone, même adresse électronique"},
		"nobody named":        {alike.Person{Phones: aida.Phones, Emails: aida.Emails}, "2 même téléphone, même adresse électronique"},
		"somebody else":       {alike.Person{First: "Luc", Family: "Exemple"}, "0 "},
		"nobody":              {alike.Person{}, "0 "},
	} {
		l := alike.People(aida, c.b)
		if got := fmt.Sprintf("%d %s", l.Sure, strings.Join(l.Reasons, ", ")); got != c.want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func some[T any](g *rapid.Generator[T]) *rapid.Generator[[]T] { return rapid.SliceOfN(g, 0, 2) }

var (
	phones = some(rapid.SampledFrom([]string{"+33199000001", "+33199000002", ""}))
	emails = some(rapid.SampledFrom([]string{"a@example.org", "A@example.org", "b@example.org", ""}))
	names  = rapid.OneOf(rapid.SampledFrom([]string{"", "CSC Le Phare", "Centre socio-culturel « le phare »", "Pharres", "Mission locale", "ML", "Les", "« »", "Zoé", "ZOE", "Le Phare Zoé"}), rapid.String())
	places = rapid.SampledFrom([]string{"", "3 bis avenue du Test", "3bis av. du Test", "Hôtel de Ville", "BP 9\n1 r. X"})
	towns  = rapid.SampledFrom([]string{"", "Nanterre", "NANTERRE", "Colombes"})
	postal = rapid.SampledFrom([]string{"", "92000", "92700"})
	siret  = rapid.SampledFrom([]string{"", "", "99900000300015", "99900000300023"})
)

func organisation(t *rapid.T, label string) alike.Organisation {
	return alike.Organisation{Name: names.Draw(t, label+" name"), Phones: phones.Draw(t, label+" phones"), Emails: emails.Draw(t, label+" emails"), Street: places.Draw(t, label+" street"),
		PostalCode: postal.Draw(t, label+" postal code"), Town: towns.Draw(t, label+" town"), SIRET: siret.Draw(t, label+" siret")}
}

func shareAKey(a, b []string) bool {
	return slices.ContainsFunc(a, func(key string) bool { return slices.Contains(b, key) })
}

func TestWhoeverIsAlikeSharesAKeyAndHasAReason(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b := organisation(t, "a"), organisation(t, "b")
		l := alike.Organisations(a, b)
		if l.Sure > alike.Unlike && (!shareAKey(a.Keys(), b.Keys()) || len(l.Reasons) == 0) {
			t.Fatalf("%+v and %+v are alike (%+v) by %q and %q", a, b, l, a.Keys(), b.Keys())
		}
		if back := alike.Organisations(b, a); fmt.Sprint(back) != fmt.Sprint(l) {
			t.Fatalf("%+v and back %+v", l, back)
		}
		if len(a.Keys()) > 0 && alike.Organisations(a, a).Sure == alike.Unlike {
			t.Fatalf("%+v is not like itself", a)
		}
		p := alike.Person{First: a.Name, Family: a.Town, Phones: a.Phones, Emails: a.Emails}
		q := alike.Person{First: b.Town, Family: b.Name, Phones: b.Phones, Emails: b.Emails}
		if l := alike.People(p, q); l.Sure > alike.Unlike && (!shareAKey(p.Keys(), q.Keys()) || len(l.Reasons) == 0) {
			t.Fatalf("%+v and %+v are alike (%+v)", p, q, l)
		}
	})
}

func TestStreetsAreOneHoweverTheyAreWritten(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"3 bis avenue du Test": "3 bis avenue test", "3bis av. du Test": "3 bis avenue test", "3B, Av du Test": "3 bis avenue test", "12, rue de l’Exemple": "12 rue exemple",
		"Bâtiment B\n1 rue du Test": "1 rue test", "Hôtel de Ville - BP 99": "hotel ville bp 99", "": "", "1 bd St-Exemple": "1 boulevard saint exemple",
	} {
		if got := alike.StreetKey(text); got != want {
			t.Errorf("%q is %q", text, got)
		}
	}
}
