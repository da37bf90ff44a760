package vcard_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"parvis/internal/exchange/cards"
	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/vcard"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/written"
)

func contacts(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/contacts.vcf")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func read(t testing.TB, data []byte, c intake.Choices) *vcard.Reading {
	t.Helper()
	r, err := vcard.Read(data, c)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func tels(list []written.Tel) string {
	var all []string
	for _, p := range list {
		all = append(all, strings.TrimSpace(written.PhoneText(p.Number)+" "+p.Label))
	}
	return strings.Join(all, ", ")
}

func summary(c cards.Card) string {
	o := c.Organisation
	text := fmt.Sprintf("%s|%s|%s|%s %s %s|%s|%s|%s|%s|%s", o.Name, o.Unit, o.Address, o.PostalCode, o.Town, o.Cedex, tels(o.Phones), strings.Join(o.Emails, " "), o.Website, o.Notes, strings.Join(o.Tags, "+"))
	for _, p := range c.Contacts {
		text += fmt.Sprintf("\n@ %s %s / %s|%s|%s|%s|%s", p.Civility, p.First, p.Family, p.Role, tels(p.Phones), strings.Join(p.Emails, " "), p.Notes)
	}
	return french.PlainSpaces(text)
}

func said(row *intake.Row) string {
	text := string(row.Outcome)
	for _, m := range row.Remarks {
		kind := "note"
		if m.Waits {
			kind = "waits"
		}
		text += "\n" + kind + ": " + m.Text
	}
	return french.PlainSpaces(text)
}

// six are the cards of an address book, as several programs write them.
var six = map[int]struct{ said, card string }{
	1: {"created", "Mission locale des Deux Rives|Pôle jeunesse||  |||||\n@ Mme Amélie / Bérard-X||01 99 00 03 01, 01 99 00 03 02 portable|amelie@example.org|"},
	2: {"created", "Centre social Les Tests||1 rue du Test\nBâtiment B|92000 Nanterre |||||\n@  Aïda / Cissé-Y|Coordinatrice, pôle 16–25 ans|01 99 00 03 03|aida@example.org|Préfère être appelée le matin; ne pas laisser de message. Ligne assez longue pour être pliée en deux."},
	3: {"waits\nwaits: Cette carte ressemble à la carte 2, « Aïda Cissé-Y » (même téléphone, même adresse électronique et même nom) : dites s’il faut les réunir.", "|||  |||||\n@  Aida / CISSE-Y||01 99 00 03 03|aida@example.org|"},
	4: {"created", "Maison de quartier Été bleu|||  ||accueil@ete.example.org|||"},
	5: {"created\nnote: Le numéro « 00 00 00 00 00 » n’a que des zéros : laissez la case vide tant qu’il n’est pas connu. La carte est importée sans ce numéro.\nnote: Non gardé, faute d’utilité : la date de naissance et la photo.", "|||  |||||\n@  Luc / Exemple-W||||"},
}

func TestAnAddressBookIsReadCardByCard(t *testing.T) {
	t.Parallel()
	r := read(t, contacts(t), intake.Choices{})
	if len(r.Report.Rows) != 6 || len(r.Cards) != 6 || r.Report.Ready() {
		t.Fatalf("%d rows, %d cards", len(r.Report.Rows), len(r.Cards))
	}
	for number, want := range six {
		if got := said(r.Report.Row(number)); got != want.said {
			t.Errorf("card %d: %s", number, got)
		}
		if got := summary(r.Cards[number-1]); got != want.card {
			t.Errorf("card %d: %s\nwant %s", number, got, want.card)
		}
	}
	if got := said(r.Report.Row(6)); !strings.HasPrefix(got, "waits\nwaits: Cette carte, qui commence à la ligne 48 du fichier, n’a pas de fin (END:VCARD)") || r.Report.Row(6).Title != "Carte sans fin" {
		t.Error(got, r.Report.Row(6).Title)
	}
}

func TestOneCardIsLeftOutAndFiveStand(t *testing.T) {
	t.Parallel()
	r := read(t, contacts(t), intake.Choices{Out: []int{6}, Answers: map[string]string{cards.AskAlike(3): cards.Join}})
	if !r.Report.Ready() || r.Report.Count(intake.Created) != 4 || r.Report.Count(intake.Changed) != 1 || r.Report.Count(intake.Skipped) != 1 {
		t.Errorf("%+v", r.Report.Rows)
	}
	whole := cards.Whole(r.Cards)
	if len(whole) != 4 || len(whole[1].Contacts) != 1 || fmt.Sprint(whole[1].Rows) != "[2 3]" {
		t.Errorf("%+v", whole)
	}
}

func card(lines ...string) []byte {
	return []byte("BEGIN:VCARD\r\nVERSION:3.0\r\n" + strings.Join(lines, "\r\n") + "\r\nEND:VCARD\r\n")
}

func TestCardsAsProgramsWriteThem(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		lines []string
		want  string
	}{
		"a company of Apple's":   {[]string{"N:;;;;", "FN:CSC Test", "ORG:CSC Test;", "X-ABShowAs:COMPANY", "TEL;type=WORK;type=pref:01 99 00 00 01"}, "CSC Test|||  |01 99 00 00 01||||"},
		"an organisation of 4.0": {[]string{"KIND:org", "FN:CSC Test", "EMAIL:a@example.org"}, "CSC Test|||  ||a@example.org|||"},
		"several units":          {[]string{"FN:Zoé X", "N:X;Zoé;;;", "ORG:Ville de Test;Culture;Musées"}, "Ville de Test|Culture – Musées||  |||||\n@  Zoé / X||||"},
		"escapes":                {[]string{"FN:Zoé", `N:A\;B;C\,D;;;`, `NOTE:1\n2\\3\;4\:5`}, "|||  |||||\n@  C,D / A;B||||1\n2\\3;4:5"},
		"labels":                 {[]string{"FN:Zoé X", "N:X;Zoé;;;", "item1.TEL:0199000001", "item1.X-ABLabel:Secrétariat", "item2.TEL:0199000002", "item2.X-ABLabel:_$!<Work>!$_", "TEL;TYPE=fax:0199000003", "TEL;VALUE=uri;TYPE=\"voice,cell\":tel:+33-6-99-00-00-04;ext=12"}, "|||  |||||\n@  Zoé / X||01 99 00 00 01 Secrétariat, 01 99 00 00 02, 01 99 00 00 03 fax, 06 99 00 00 04 poste 12||"},
		"base64 texts":           {[]string{"FN:Zoé X", "N:X;Zoé;;;", "NOTE;ENCODING=b:w4l0w6k="}, "|||  |||||\n@  Zoé / X||||Été"},
		"a person's home":        {[]string{"FN:Zoé X", "N:X;Zoé;;;", "ORG:CSC", "ADR;TYPE=HOME:;;1 rue X;Nanterre;;92000;"}, "CSC|||  |||||\n@  Zoé / X||||"},
		"abroad":                 {[]string{"ORG:CSC", "ADR;TYPE=WORK:;;1 rue X;Bruxelles;;1000;Belgique"}, "CSC||1 rue X\n1000 Bruxelles\nBelgique| Bruxelles |||||"},
		"a cedex and a box":      {[]string{"ORG:CSC", "ADR:BP 9;Bât. A;1 rue X;NANTERRE CEDEX 12;;92014;France", "CATEGORIES:jeunes,16\\,25", "URL:www.exemple.fr"}, "CSC||BP 9\nBât. A\n1 rue X|92014 Nanterre Cedex 12|||https://www.exemple.fr||jeunes+16,25"},
		"a name in capitals":     {[]string{"FN:MARTIN-X Zoé"}, "|||  |||||\n@  Zoé / MARTIN-X||||"},
	} {
		r := read(t, card(c.lines...), intake.Choices{})
		if len(r.Cards) != 1 || summary(r.Cards[0]) != c.want {
			t.Errorf("%s: %s\n%s", name, summary(r.Cards[0]), said(&r.Report.Rows[0]))
		}
	}
	if got := summary(read(t, []byte("BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=WINDOWS-1252;QUOTED-PRINTABLE:B=E9rard;Zo=E9\r\nORG;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:CSC=\r\n=C3=89t=C3=A9\r\nEND:VCARD\r\n"), intake.Choices{}).Cards[0]); got != "CSCÉté|||  |||||\n@  Zoé / Bérard||||" {
		t.Error(got)
	}
	if got := summary(read(t, []byte("BEGIN:VCARD\nORG:\xc9t\xe9\nEND:VCARD"), intake.Choices{}).Cards[0]); got != "Été|||  |||||" {
		t.Error(got)
	}
}

func TestWhatACardDoesNotSayIsSaid(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ data, want string }{
		"nothing":             {string(card("N:;;;;", "FN:")), "skipped\nnote: Cette carte est vide."},
		"no name":             {string(card("EMAIL:a@example.org")), "waits\nwaits: Cette carte ne nomme ni structure ni personne"},
		"a list":              {string(card("FN:Amis", "KIND:group")), "skipped\nnote: Cette carte est une liste"},
		"a line that is none": {string(card("ORG:A", "truc")), "created\nnote: 1 ligne de cette carte ne peut pas être lue."},
		"a bad address":       {string(card("ORG:A", "EMAIL:test@test")), "created\nnote: « test@test » n’est pas une adresse électronique"},
		"unknown things":      {string(card("ORG:A", "X-TRUC:b", "X-TRUC:c", "IMPP:xmpp:a")), "created\nnote: Non gardé, faute d’utilité : « X-TRUC » et une messagerie."},
		"a card in a card":    {"BEGIN:VCARD\nORG:A\nBEGIN:VCARD\nORG:B\nEND:VCARD\n", "waits\nwaits: Cette carte, qui commence à la ligne 1"},
	} {
		r := read(t, []byte(c.data), intake.Choices{})
		if got := said(&r.Report.Rows[0]); !strings.HasPrefix(got, c.want) {
			t.Errorf("%s: %s", name, got)
		}
	}
	r := read(t, []byte("bonjour\n"+string(card("ORG:A"))), intake.Choices{})
	if len(r.Report.Notes) != 1 || r.Report.Count(intake.Created) != 1 {
		t.Errorf("%q", r.Report.Notes)
	}
}

func TestWhatHoldsNoCardsIsRefused(t *testing.T) {
	t.Parallel()
	for name, data := range map[string][]byte{"nothing": nil, "a sheet": []byte("Nom;Mail\n"), "too much": make([]byte, vcard.MostBytes+1), "too many": []byte(strings.Repeat("BEGIN:VCARD\nEND:VCARD\n", vcard.MostCards+1))} {
		if _, err := vcard.Read(data, intake.Choices{}); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if !vcard.Is(contacts(t)) || !vcard.Is([]byte("\ufeff begin:vcard\n")) || vcard.Is([]byte("Nom;Mail")) {
		t.Error("a file is not told by its bytes")
	}
	photo := card("ORG:A", "PHOTO;ENCODING=b:"+strings.Repeat("A", 1<<20), "NOTE:"+strings.Repeat("b", 1<<20))
	if got := said(&read(t, photo, intake.Choices{}).Report.Rows[0]); !strings.Contains(got, "Une ligne trop longue (« NOTE »)") || !strings.Contains(got, "la photo") {
		t.Error(got)
	}
}
