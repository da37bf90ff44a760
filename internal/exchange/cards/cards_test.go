package cards_test

import (
	"strings"
	"testing"

	"parvis/internal/exchange/cards"
	"parvis/internal/exchange/intake"
	"parvis/internal/french"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

func TestWhatASecondRowSaysOtherwiseIsKeptInTheNotes(t *testing.T) {
	t.Parallel()
	list := []cards.Card{
		{Row: 2, Organisation: cards.Organisation{Name: "A", Address: "3 bis avenue du Test", Town: "Colombes", Kind: "CSC", Type: "CSC", Notes: "x"}, Contacts: []cards.Contact{{First: "Zoé", Family: "X", Role: "Directrice"}}},
		{Row: 3, With: 2, Organisation: cards.Organisation{Name: "A", Address: "3bis av. du Test", Town: "Nanterre", Kind: "CSC", Type: "csc", SIRET: "99900000300015", Notes: "x\ny", Phones: []written.Tel{{Number: "+33199000001"}}},
			Contacts: []cards.Contact{{First: "X", Family: "ZOE", Civility: "Mme", Role: "Présidente"}, {First: "Luc", Family: "Y"}}},
		{Row: 4, With: 2, Organisation: cards.Organisation{Name: "A", Phones: []written.Tel{{Number: "+33199000001", Label: "accueil"}}}, Interactions: []cards.Interaction{{Month: workcal.Of(2025, 2, 1)}}},
		{Row: 5, Waits: true, Organisation: cards.Organisation{Name: "B"}},
		{Row: 6, With: 5, Organisation: cards.Organisation{Name: "B"}},
	}
	whole := cards.Whole(list)
	if len(whole) != 2 || whole[1].Row != 6 {
		t.Fatalf("%+v", whole)
	}
	g := whole[0]
	o := g.Organisation
	if french.PlainSpaces(o.Notes) != "x\nAutre ville : Nanterre\nx\ny" || o.SIRET != "99900000300015" || len(o.Phones) != 1 || o.Phones[0].Label != "accueil" || o.Address != "3 bis avenue du Test" {
		t.Errorf("%+v", o)
	}
	if len(g.Contacts) != 2 || g.Contacts[0].Civility != "Mme" || french.PlainSpaces(g.Contacts[0].Notes) != "Autre fonction : Présidente" || len(g.Interactions) != 1 || g.Interactions[0].When() != "février 2025" {
		t.Errorf("%+v", g.Card)
	}
	if len(list[0].Contacts) != 1 || list[0].Organisation.Notes != "x" {
		t.Error("the cards themselves are changed")
	}
}

func TestCardsThatAreAlikeAreAskedAbout(t *testing.T) {
	t.Parallel()
	named := func(row int, name, town string, phones ...string) cards.Card {
		c := cards.Card{Row: row, Organisation: cards.Organisation{Name: name, Town: town}}
		for _, p := range phones {
			c.Organisation.Phones = append(c.Organisation.Phones, written.Tel{Number: p})
		}
		return c
	}
	fresh := func() []cards.Card {
		return []cards.Card{named(2, "CSC Le Phare", "Colombes", "+33199000001"), named(3, "csc le phare", "Colombes"), named(4, "Centre socio-culturel Phare", "Colombes"), named(5, "Ludothèque", "", "+33199000001"), named(6, "CSC Le Phare", "Bordeaux")}
	}
	list := fresh()
	j := cards.Judge(list, intake.Choices{}, "ligne")
	if list[1].With != 2 || !list[2].Waits || list[2].With != 0 || list[3].With != 0 || list[4].With != 0 || len(j.Asks) != 1 || j.Asks[0].Name != cards.AskAlike(4) || len(j.Remarks[6]) != 0 {
		t.Errorf("%+v, %+v", list, j)
	}
	if text := j.Remarks[5][0]; text.Waits || !strings.Contains(text.Text, "même téléphone") {
		t.Errorf("%+v", text)
	}
	list = fresh()
	cards.Judge(list, intake.Choices{Answers: map[string]string{cards.AskAlike(4): cards.Join}}, "ligne")
	if list[2].Waits || list[2].With != 2 || !list[2].Joined || list[2].Outcome() != intake.Changed {
		t.Errorf("%+v", list[2])
	}
	list = fresh()
	j = cards.Judge(list, intake.Choices{Answers: map[string]string{cards.AskAlike(4): "?"}}, "ligne")
	if !list[2].Waits || j.Asks[0].Problem == "" {
		t.Errorf("%+v", j.Asks)
	}
}

func TestNamesOfPeopleAreParted(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Mme MARTINEAU-DUVAL Zoé": "Mme|Zoé|MARTINEAU-DUVAL|", "de la TOUR-X Anne": "|Anne|de la TOUR-X|", "M. N’DIAYE-TEST Ousmane (animateur)": "M.|Ousmane|N’DIAYE-TEST|animateur", "Zoé": "||Zoé|",
		"Zoé Martin, directrice": "|Zoé|Martin|directrice", "": "|||",
	} {
		p, _ := cards.ReadName(text, cards.FirstFirst)
		if got := p.Civility + "|" + p.First + "|" + p.Family + "|" + p.Role; got != want {
			t.Errorf("%q: %s", text, got)
		}
	}
	if p, guessed := cards.ReadName("O'Brien-Z Maëlys", cards.FamilyFirst); p.First != "Maëlys" || guessed {
		t.Errorf("%+v", p)
	}
}
