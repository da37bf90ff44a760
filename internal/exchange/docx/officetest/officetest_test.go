package officetest_test

import (
	"archive/zip"
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

func TestAModelOfLibreOfficeIsFilled(t *testing.T) {
	t.Parallel()
	words := func(text string) docx.Block { return docx.Block{Words: docx.Plain(text)} }
	var out bytes.Buffer
	err := docx.Write(&out, docx.Text{Letters: []docx.Letter{{Blocks: []docx.Block{
		{Kind: docx.Title, Words: []docx.Words{{Text: "Bonjour {{contact."}, {Text: "prénom}}", Bold: true}}}, words("À {{ lieu }},\nle {{date}}. {{ pas fini"),
		{Kind: docx.Table, Rows: [][]docx.Cell{{docx.Plain("Nom")}, {[]docx.Words{{Text: "{{contacts"}, {Text: ".nom}}", Bold: true}}}}},
		{Kind: docx.Item, Words: docx.Plain("{{objet}}")}, words("Fin."),
	}}}})
	if err != nil {
		t.Fatal(err)
	}
	m, err := docx.Open(officetest.Convert(t, out.Bytes(), "docx"))
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(m.Fields(), " "); got != "contact.prenom lieu date contacts.nom objet" {
		t.Errorf("fields: %s", got)
	}
	var letters []docx.Values
	for _, name := range []string{"Zoé", "Léo"} {
		letters = append(letters, docx.Values{Texts: map[string]string{"contact.prenom": name, "lieu": "Nanterre", "objet": "une\nvisite"},
			Lists: map[string][]map[string]string{"contacts": {{"nom": name + " A"}, {"nom": name + " B"}}}})
	}
	out.Reset()
	if err := m.FillAll(&out, letters); err != nil {
		t.Fatal(err)
	}
	pages := officetest.Pages(t, out.Bytes())
	if len(pages) != 2 {
		t.Fatalf("%d pages: %q", len(pages), pages)
	}
	for i, name := range []string{"Zoé", "Léo"} {
		if want := "Bonjour " + name + " À Nanterre, le ………. {{ pas fini Nom " + name + " A " + name + " B • une visite Fin."; pages[i] != want {
			t.Errorf("got %q, want %q", pages[i], want)
		}
	}
}

func TestANoteStandsOnThePageOfEachLetter(t *testing.T) {
	t.Parallel()
	const w = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	const office, links = `application/vnd.openxmlformats-officedocument.wordprocessingml.`, `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, text := range map[string]string{
		"[Content_Types].xml":          `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="` + office + `document.main+xml"/><Override PartName="/word/footnotes.xml" ContentType="` + office + `footnotes+xml"/></Types>`,
		"_rels/.rels":                  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="` + links + `officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/_rels/document.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="` + links + `footnotes" Target="footnotes.xml"/></Relationships>`,
		"word/document.xml":            `<w:document ` + w + `><w:body><w:p><w:r><w:t>{{nom}}</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p></w:body></w:document>`,
		"word/footnotes.xml":           `<w:footnotes ` + w + `><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>Près de {{lieu}}</w:t></w:r></w:p></w:footnote></w:footnotes>`,
	} {
		part, err := z.Create(name)
		if err == nil {
			_, err = part.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	m, err := docx.Open(out.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	var made bytes.Buffer
	if err := m.FillAll(&made, []docx.Values{{Texts: map[string]string{"nom": "Zoé", "lieu": "Nanterre"}}, {Texts: map[string]string{"nom": "Léo", "lieu": "Colombes"}}}); err != nil {
		t.Fatal(err)
	}
	pages := officetest.Pages(t, made.Bytes())
	if len(pages) != 2 {
		t.Fatalf("%d pages: %q", len(pages), pages)
	}
	holds(t, pages[0], "Zoé", "Près de Nanterre")
	holds(t, pages[1], "Léo", "Près de Colombes")
}
