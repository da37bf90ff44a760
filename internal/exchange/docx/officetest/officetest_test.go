package officetest_test

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"parvis/internal/exchange/docx"
	"parvis/internal/exchange/docx/officetest"
)

func letter(t *testing.T) *docx.Model {
	t.Helper()
	data, err := os.ReadFile("../testdata/lettre.docx")
	if err != nil {
		t.Fatal(err)
	}
	m, err := docx.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func values(name string) docx.Values {
	return docx.Values{
		Texts: map[string]string{"organisation.nom": name, "organisation.ville": "Colombes", "signataire": "Mme {{lieu}}", "du": "2 mai", "au": "9 mai", "lieu": "Nanterre", "jauge": "20",
			"adresse": "1, rue de l’Écluse\nBât. B\tesc. 2", "objet": "Visite", "date": "3 avril", "projet.titre": "Nuit des musées"},
		Lists: map[string][]map[string]string{"contacts": {{"nom": "Zoé", "role": "relais", "tel": "01 99 00 00 01"}, {"nom": "Léo", "role": "direction"}}},
	}
}

// holds asks that a page reads all of these.
func holds(t *testing.T, page string, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(page, text) {
			t.Errorf("%q is not in %q", text, page)
		}
	}
}

func TestLibreOfficeDrawsAFilledLetter(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	if err := letter(t).Fill(&out, values("Théâtre <des> Deux & Rives")); err != nil {
		t.Fatal(err)
	}
	pages := officetest.Pages(t, out.Bytes())
	if len(pages) != 1 {
		t.Fatalf("%d pages: %q", len(pages), pages)
	}
	holds(t, pages[0], "Projet Nuit des musées", "Entre le musée et Théâtre <des> Deux & Rives, représentée par Mme {{lieu}}.", "Du 2 mai au 9 mai et Nanterre (jauge : 20).", "Objet : Visite", "Inséré : Visite",
		"Manquant : ………, accolades seules {{ pas fini", "Encadré : Colombes", "Zoé relais (Nanterre) 01 99 00 00 01 Léo direction (Nanterre)", "Nanterre — page 1")
	if text := string(officetest.Convert(t, out.Bytes(), "txt")); !strings.Contains(text, "Adresse : \t1, rue de l’Écluse\nBât. B\tesc. 2\n") {
		t.Errorf("the line of the address does not break: %q", text)
	}
}

func TestLibreOfficeDrawsALetterOnAPageOfItsOwn(t *testing.T) {
	t.Parallel()
	var letters []docx.Values
	for i := range 30 {
		v := values(fmt.Sprintf("Structure nº %d", i+1))
		v.Lists["contacts"] = v.Lists["contacts"][:i%3]
		letters = append(letters, v)
	}
	var out bytes.Buffer
	if err := letter(t).FillAll(&out, letters); err != nil {
		t.Fatal(err)
	}
	pages := officetest.Pages(t, out.Bytes())
	if len(pages) != len(letters) {
		t.Fatalf("%d letters on %d pages", len(letters), len(pages))
	}
	for i, page := range pages {
		holds(t, page, fmt.Sprintf("le musée et Structure nº %d,", i+1), "Projet Nuit des musées", "page 1", "Fait à Nanterre")
		if got, want := strings.Count(page, "(Nanterre)"), i%3; got != want {
			t.Errorf("letter %d has %d contacts, want %d", i+1, got, want)
		}
	}
}

func TestLibreOfficeDrawsAWrittenText(t *testing.T) {
	t.Parallel()
	table := docx.Block{Kind: docx.Table, Rows: [][]docx.Cell{{docx.Plain("Nom"), docx.Plain("Rôle")}, {docx.Plain("Zoé")}}}
	one := docx.Letter{Blocks: []docx.Block{
		{Kind: docx.Title, Words: docx.Plain("Attestation de présence")},
		{Words: []docx.Words{{Text: "Je soussignée "}, {Text: "Zoé & Cie", Bold: true}, {Text: ",\ncertifie"}}},
		{Kind: docx.Heading, Level: 1, Words: docx.Plain("Les visites")}, {Kind: docx.Item, Words: docx.Plain("en mai")}, table, table,
		{Kind: docx.PageBreak}, table, {Kind: docx.PageBreak}, {Words: docx.Plain("Dernière page")}, {Kind: docx.PageBreak},
	}}
	var out bytes.Buffer
	if err := docx.Write(&out, docx.Text{Title: "Attestations", Letters: []docx.Letter{one, one}}); err != nil {
		t.Fatal(err)
	}
	pages := officetest.Pages(t, out.Bytes())
	if len(pages) != 6 {
		t.Fatalf("%d pages: %q", len(pages), pages)
	}
	const drawn = "Nom Rôle Zoé"
	for i, want := range []string{"Attestation de présence Je soussignée Zoé & Cie, certifie Les visites • en mai " + drawn + " " + drawn, drawn, "Dernière page"} {
		if pages[i] != want || pages[i+3] != want {
			t.Errorf("page %d: %q and %q, want %q", i+1, pages[i], pages[i+3], want)
		}
	}
}

func TestTenBadgesFillAPage(t *testing.T) {
	t.Parallel()
	text := docx.Text{Layout: docx.OnBadges}
	for i := range 20 {
		long := strings.Repeat("Service des publics et de l’action culturelle ", i)
		text.Letters = append(text.Letters, docx.Letter{Blocks: []docx.Block{{Kind: docx.Title, Words: docx.Plain(fmt.Sprintf("Nº %d.", i+1))}, {Words: docx.Plain(long)}}})
	}
	var out bytes.Buffer
	if err := docx.Write(&out, text); err != nil {
		t.Fatal(err)
	}
	pages := officetest.Pages(t, out.Bytes())
	if len(pages) != 2 {
		t.Fatalf("%d pages", len(pages))
	}
	holds(t, pages[0], "Nº 1.", "Nº 10.")
	holds(t, pages[1], "Nº 11.", "Nº 20.")
}
