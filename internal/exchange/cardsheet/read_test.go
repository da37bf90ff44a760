package cardsheet_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"parvis/internal/exchange/cards"
	"parvis/internal/exchange/cardsheet"
	"parvis/internal/exchange/intake"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

var today = workcal.Of(2025, 4, 1)

// relais is a directory as a service keeps it: a title, headings under a row that groups them, two people in one
// cell, ruined codes, a duplicate, a test, a total and a foot.
func relais(t *testing.T) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/relais.csv")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func read(t *testing.T, data string, c intake.Choices) *cardsheet.Reading {
	t.Helper()
	r, err := cardsheet.Read([]byte(data), cardsheet.Options{Choices: c, Today: today})
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

// filled joins what is not empty.
func filled(by string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return strings.TrimSpace(s) == "" }), by)
}

// summary writes a card on a few lines.
func summary(c cards.Card) string {
	o := c.Organisation
	text := filled(" | ", filled(":", string(o.Kind), o.Name), o.Unit, o.Address, filled(" ", o.PostalCode, o.Town, o.Cedex), o.SIRET, o.UAI, tels(o.Phones), strings.Join(o.Emails, " "), o.Website,
		strings.Join(o.Tags, "+"), filled(" ", o.Territory, strings.Join(o.Districts, " ")), fmt.Sprintf("%q", french.PlainSpaces(o.Notes)))
	for _, p := range c.Contacts {
		text += "\n@ " + filled(" | ", filled(" ", p.Civility, p.First, "/", p.Family), p.Role, tels(p.Phones), strings.Join(p.Emails, " "), string(p.Prefers), p.Notes)
	}
	for _, i := range c.Interactions {
		text += "\n! " + filled(" | ", i.When(), string(i.Channel), i.Via, i.Who, i.Subject, i.Summary, i.Remark, i.FollowUp)
		if !i.Due.IsZero() {
			text += " | " + i.Due.FrenchDay()
		}
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
		text += fmt.Sprintf("\n%s %d: %s", kind, m.Column, m.Text)
		if m.Proposal != "" {
			text += " [" + m.Proposal + "]"
		}
	}
	return french.PlainSpaces(text)
}

func cardOf(r *cardsheet.Reading, row int) *cards.Card {
	for i := range r.Cards {
		if r.Cards[i].Row == row {
			return &r.Cards[i]
		}
	}
	return nil
}

// rows is what becomes of each row of the directory, and the card that it makes.
var rows = map[int]struct{ said, card string }{
	1: {"skipped\nnote 0: Cette ligne est au-dessus des en-têtes : elle est laissée de côté.", ""},
	3: {"skipped\nnote 0: Cette ligne est au-dessus des en-têtes : elle est laissée de côté.", ""},
	4: {"skipped\nnote 0: Cette ligne porte les en-têtes.", ""},
	5: {"created", `ML:Mission locale des Deux Rives | 12, rue de l’Exemple | 92000 Nanterre Cedex | 99900000300015 | "Très à l’écoute"
@ Mme Zoé / MARTINEAU-DUVAL | 01 99 00 00 01 | zoe.md@example.org
! 12 mars 2025 | Zoé MARTINEAU-DUVAL`},
	6: {`created
note 6: « 9,99E+13 » n’est plus un SIRET : le tableur en a perdu des chiffres, qui ne se devinent pas. Reprenez-le à sa source. La ligne est importée sans lui.
note 9: « 199000002 » est lu comme le 01 99 00 00 02 : le zéro de tête manquait.`,
		`CSC:Centre socioculturel « Le Phare » | 3 bis avenue du Test | 92700 Colombes | "À rappeler après les vacances\n(préfère le mardi ; coût : 40 €)"
@ M. Ousmane / N’DIAYE-TEST | 01 99 00 00 02 | contact@lephare.example.org
! 3 février 2025 | Ousmane N’DIAYE-TEST`},
	7: {`created
note 7: La civilité « Mme » est donnée à Élodie LEBRUN-X.
note 8: Cette ligne nomme 2 personnes, Élodie LEBRUN-X et Hugo PETIT-Y : chacune est un contact.
note 11: « févr-25 » ne dit pas le jour : février 2025 est gardé, sans jour.`,
		`E2C:École de la 2e chance – site du Test | 1 rue de l'École | 92000 Nanterre | ""
@ Mme Élodie / LEBRUN-X | 01 99 00 00 03 | elodie@example.org
@ Hugo / PETIT-Y | 01 99 00 00 04 | hugo@example.org
! février 2025`},
	9: {`waits
waits 0: Cette ligne ressemble à la ligne 6, « Centre socioculturel “Le Phare” » (même téléphone, même adresse électronique, nom proche et même adresse) : dites s’il faut les réunir.`,
		`CSC:CENTRE SOCIO-CULTUREL LE PHARE | 3bis av. du Test | 92700 Colombes | 01 99 00 00 02 Accueil | contact@lephare.example.org | "Doublon ?"`},
	10: {`waits
note 4: « 1000 » est lu comme le code postal 01000 : un tableur retire le zéro du début.
waits 10: « bib@example,org » n’est pas une adresse électronique : son domaine a une virgule à la place d’un point. [bib@example.org]
waits 11: La date « 31/02/2025 » n’existe pas.`, `BIB:Bibliothèque de l’Œuf bleu | Place du Marché | 01000 Bourg-Exemple | 01 99 00 00 05 | ""`},
	11: {"waits\nwaits 0: Cette ligne ressemble à un essai (adresse, numéro ou date de test) : dites s’il faut la garder.", ""},
	12: {"created", `ASSO:Association "Les Amis du Gué" | 5 allée X | 92000 Nanterre | "=HYPERLINK(\"http://example.org\")"
@ Mme Maëlys / O'Brien-Z | 01 99 00 00 06 secrétariat | maelys@example.org
! 1er mars 2025 | Maëlys O'Brien-Z`},
	13: {"created", `MUNI:Direction de la jeunesse (exemple) | Hôtel de Ville - BP 99 | 92000 Nanterre Cedex | ""`},
	14: {"created\nnote 11: « 45717 » est un numéro de jour d’Excel : il est lu comme le 1er mars 2025.",
		`FJT:Résidence jeunes actifs Les Tilleuls | 8 rue du Test | 92000 Nanterre | ""
@ Mme Anaïs / DUPRÉ-X | 01 99 00 00 07 | anais.dupre@example.org
! 1er mars 2025 | Anaïs DUPRÉ-X`},
	15: {"created", `EVS:Espace de vie sociale du Bac | ""`},
	16: {"skipped\nnote 0: Cette ligne est un total : elle est laissée de côté.", ""},
	17: {"skipped\nnote 0: Cette ligne n’a qu’un texte, sans nom de structure : c’est un intertitre ou un pied de tableau.", ""},
}

func TestADirectoryAsPeopleKeepItIsReadRowByRow(t *testing.T) {
	t.Parallel()
	r := read(t, string(relais(t)), intake.Choices{})
	if len(r.Report.Rows) != len(rows) || len(r.Cards) != 9 || r.Report.Ready() {
		t.Errorf("%d rows, %d cards", len(r.Report.Rows), len(r.Cards))
	}
	for number, want := range rows {
		row := r.Report.Row(number)
		if row == nil || said(row) != want.said {
			t.Errorf("row %d: %v\nwant %s", number, row, want.said)
			continue
		}
		card := ""
		if c := cardOf(r, number); c != nil {
			if card = summary(*c); c.Waits != (row.Outcome == intake.Waits) {
				t.Errorf("row %d waits: %v", number, c.Waits)
			}
		}
		if card != want.card {
			t.Errorf("row %d: %s\nwant %s", number, card, want.card)
		}
	}
	report := r.Report
	if report.Encoding != "Windows-1252" || report.Separator != ";" || report.Heading != 4 || len(report.Notes) > 0 {
		t.Errorf("%q by %q from row %d, %q", report.Encoding, report.Separator, report.Heading, report.Notes)
	}
	var roles []string
	for _, c := range report.Columns {
		roles = append(roles, c.Heading+"="+c.Role)
	}
	if got := strings.Join(roles, " "); got != "Type=type Nom de la structure=structure Adresse=adresse CP=cp Ville=ville SIRET=siret Civ.=civilite NOM Prénom=contact Tél.=tel E-mail=mail Dernier contact=date Observations=notes" {
		t.Error(got)
	}
	asks := ""
	for _, a := range report.Asks {
		asks += fmt.Sprint(a.Name, a.Rows, a.Proposal, " ")
	}
	if asks != "essais[11]laisser illisibles[10]sans doublon.9[9]reunir " {
		t.Error(asks)
	}
}

// proposed answers every question as the report proposes.
func proposed(r intake.Report) intake.Choices {
	c := intake.Choices{Answers: map[string]string{}}
	for _, a := range r.Asks {
		c.Answers[a.Name] = a.Proposal
	}
	return c
}

func TestWhatIsProposedLetsEverythingIn(t *testing.T) {
	t.Parallel()
	r := read(t, string(relais(t)), proposed(read(t, string(relais(t)), intake.Choices{}).Report))
	report := r.Report
	if !report.Ready() || report.Count(intake.Created) != 8 || report.Count(intake.Changed) != 1 || report.Count(intake.Skipped) != 6 {
		t.Errorf("%d created, %d changed, %d skipped, %d wait", report.Count(intake.Created), report.Count(intake.Changed), report.Count(intake.Skipped), report.Count(intake.Waits))
	}
	for number, want := range map[int]string{
		9:  "changed\nnote 0: Cette ligne est réunie avec la ligne 6, « Centre socioculturel “Le Phare” » (même téléphone, même adresse électronique, nom proche et même adresse), comme vous l’avez choisi.",
		11: "skipped\nnote 0: Cette ligne ressemble à un essai : elle est laissée de côté, comme vous l’avez choisi.",
		10: `created
note 4: « 1000 » est lu comme le code postal 01000 : un tableur retire le zéro du début.
note 10: « bib@example,org » n’est pas une adresse électronique : son domaine a une virgule à la place d’un point. La ligne est importée sans cette cellule, comme vous l’avez choisi.
note 11: La date « 31/02/2025 » n’existe pas. La ligne est importée sans cette cellule, comme vous l’avez choisi.`,
	} {
		if got := said(report.Row(number)); got != want {
			t.Errorf("row %d: %s", number, got)
		}
	}
	whole := cards.Whole(r.Cards)
	var from []string
	for _, g := range whole {
		from = append(from, fmt.Sprint(g.Rows))
	}
	if got := strings.Join(from, " "); got != "[5] [6 9] [7] [10] [12] [13] [14] [15]" {
		t.Error(got)
	}
	if got, want := summary(whole[1].Card), `CSC:Centre socioculturel « Le Phare » | 3 bis avenue du Test | 92700 Colombes | 01 99 00 00 02 Accueil | contact@lephare.example.org | "À rappeler après les vacances\n(préfère le mardi ; coût : 40 €)\nDoublon ?"
@ M. Ousmane / N’DIAYE-TEST | 01 99 00 00 02 | contact@lephare.example.org
! 3 février 2025 | Ousmane N’DIAYE-TEST`; got != want {
		t.Error(got)
	}
}

func TestAPersonDecidesOtherwise(t *testing.T) {
	t.Parallel()
	r := read(t, string(relais(t)), intake.Choices{Out: []int{10}, Answers: map[string]string{cardsheet.AskTests: cardsheet.TakeTests, cardsheet.AskBad: cardsheet.WithoutBad, cards.AskAlike(9): cards.Apart}})
	if !r.Report.Ready() || len(cards.Whole(r.Cards)) != 9 {
		t.Errorf("%d organisations", len(cards.Whole(r.Cards)))
	}
	if got := summary(*cardOf(r, 11)); !strings.HasPrefix(got, `PIJ:Point info jeunesse | 92700 Colombes | "aaa"`) {
		t.Error(got)
	}
	r = read(t, string(relais(t)), intake.Choices{Cells: map[string]string{intake.At(10, 10): "bib@example.org", intake.At(10, 11): "28/02/2025", intake.At(6, 6): "999 000 003 00023"}, Answers: map[string]string{cardsheet.AskTests: "peut-être"}})
	if got := said(r.Report.Row(10)); !strings.HasPrefix(got, "created") {
		t.Error(got)
	}
	if c := cardOf(r, 6); c.Organisation.SIRET != "99900000300023" {
		t.Errorf("%+v", c)
	}
	if a := r.Report.Asks[0]; a.Problem == "" || r.Report.Row(11).Outcome != intake.Waits {
		t.Errorf("%+v", a)
	}
}

func TestWhatCannotBeReadAtAllIsRefused(t *testing.T) {
	t.Parallel()
	for name, data := range map[string]string{"nothing": "", "a PDF": "%PDF-1.7", "too long": "Structure\n" + strings.Repeat("a\n", cardsheet.MostRows+1)} {
		if _, err := cardsheet.Read([]byte(data), cardsheet.Options{}); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
