package docx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parvis/internal/exchange/docx"
)

const (
	namespaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"`
	officeType = `application/vnd.openxmlformats-officedocument.wordprocessingml.`
	links      = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
)

// file is a part of a document that a test makes.
type file struct{ name, text string }

// packed is a document whose text is body, with more parts, which replace those of the same name.
func packed(t testing.TB, body string, more ...file) []byte {
	t.Helper()
	return archive(t, with([]file{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="` + officeType + `document.main+xml"/><Override PartName="/word/header1.xml" ContentType="` + officeType + `header+xml"/><Override PartName="/word/footnotes.xml" ContentType="` + officeType + `footnotes+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + links + `officeDocument" Target="word/document.xml"/></Relationships>`},
		{"word/_rels/document.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + links + `header" Target="header1.xml"/><Relationship Id="rId2" Type="` + links + `footnotes" Target="/word/footnotes.xml"/></Relationships>`},
		{"word/document.xml", `<?xml version="1.0" encoding="UTF-8"?><w:document ` + namespaces + `><w:body>` + body + `</w:body></w:document>`},
	}, more))
}

func with(files, more []file) []file {
	for _, m := range more {
		if i := slices.IndexFunc(files, func(f file) bool { return f.name == m.name }); i >= 0 {
			files[i] = m
			continue
		}
		files = append(files, m)
	}
	return files
}

func archive(t testing.TB, files []file) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range files {
		w, err := z.Create(f.name)
		if err == nil {
			_, err = io.WriteString(w, f.text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// header is one with a paragraph of runs.
func header(text string) file {
	return file{"word/header1.xml", `<w:hdr ` + namespaces + `>` + par(text) + `</w:hdr>`}
}

// par is a paragraph whose runs hold these texts.
func par(texts ...string) string {
	var b strings.Builder
	b.WriteString(`<w:p>`)
	for _, text := range texts {
		b.WriteString(`<w:r><w:t>` + text + `</w:t></w:r>`)
	}
	return b.String() + `</w:p>`
}

// row is a table row whose cells hold these texts.
func row(texts ...string) string {
	var b strings.Builder
	for _, text := range texts {
		b.WriteString(`<w:tc>` + par(text) + `</w:tc>`)
	}
	return `<w:tr>` + b.String() + `</w:tr>`
}

func open(t testing.TB, data []byte) *docx.Model {
	t.Helper()
	m, err := docx.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func fill(t testing.TB, data []byte, v docx.Values) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := open(t, data).Fill(&out, v); err != nil {
		t.Fatal(err)
	}
	open(t, out.Bytes())
	return out.Bytes()
}

func fillAll(t testing.TB, data []byte, letters ...docx.Values) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := open(t, data).FillAll(&out, letters); err != nil {
		t.Fatal(err)
	}
	open(t, out.Bytes())
	return out.Bytes()
}

func unzip(t testing.TB, data []byte) *zip.Reader {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func part(t testing.TB, data []byte, name string) string {
	t.Helper()
	f, err := unzip(t, data).Open(name)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// read gives the text of a part as a reader sees it: a line for each paragraph, cells and rows too, "\n" where a line breaks.
func read(t testing.TB, data []byte, name string) string {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(part(t, data, name)))
	var b strings.Builder
	inside := 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return b.String()
		}
		if err != nil {
			t.Fatalf("%s is no XML: %v", name, err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "t":
				inside++
			case "br":
				if inside > 0 {
					t.Fatal("a line break within a text")
				}
				b.WriteString("\n")
			case "tab":
				b.WriteString("\t")
			}
		case xml.EndElement:
			switch e.Name.Local {
			case "t":
				inside--
			case "p":
				b.WriteString("¶")
			}
		case xml.CharData:
			if inside > 0 {
				b.Write(e)
			}
		}
	}
}

func document(t testing.TB, data []byte) string { return read(t, data, "word/document.xml") }

func lettre(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/lettre.docx")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// ours are values for the letter, without its SIRET.
func ours() docx.Values {
	return docx.Values{
		Texts: map[string]string{"organisation.nom": "Théâtre <des> « Deux & Rives »", "organisation.ville": "Colombes", "signataire": "Mme {{lieu}}", "du": "2 mai", "au": "9 mai",
			"lieu": "Nanterre", "jauge": "20", "adresse": "1, rue de l’Écluse\r\nBât. B\tesc. 2", "objet": "Visite", "date": "3 avril", "projet.titre": "Nuit des musées"},
		Lists: map[string][]map[string]string{"contacts": {{"nom": "Zoé", "role": "relais", "tel": "01 99 00 00 01"}, {"nom": "Léo {{date}}", "role": "direction"}}},
	}
}

func TestTheLetterIsFilledAsItsReadmeSays(t *testing.T) {
	t.Parallel()
	m := open(t, lettre(t))
	if got, want := strings.Join(m.Fields(), " "), "organisation.nom signataire du au lieu jauge adresse objet siret organisation.ville contacts.nom contacts.role contacts.tel date projet.titre"; got != want {
		t.Errorf("fields: %s", got)
	}
	if got := m.Missing(ours()); !slices.Equal(got, []string{"siret"}) {
		t.Errorf("missing: %q", got)
	}
	filled := fill(t, lettre(t), ours())
	want := "CONVENTION¶Entre le musée et Théâtre <des> « Deux & Rives », représentée par Mme {{lieu}}.¶" +
		"Du 2 mai au 9 mai et Nanterre (jauge : 20).¶Adresse : \t1, rue de l’Écluse\nBât. B\tesc. 2¶Objet : Visite¶Inséré : Visite¶" +
		"Manquant : ………, accolades seules {{ pas fini¶Encadré : Colombes¶Encadré : Colombes¶¶" +
		"Nom¶Rôle¶Téléphone¶Zoé¶relais (Nanterre)¶01 99 00 00 01¶Léo {{date}}¶direction (Nanterre)¶¶Fait à Nanterre, le 3 avril.¶"
	if got := document(t, filled); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if got := read(t, filled, "word/header1.xml") + read(t, filled, "word/footer1.xml"); got != "Projet Nuit des musées¶Nanterre — page 1¶" {
		t.Errorf("header and footer: %q", got)
	}
	same(t, lettre(t), filled, "word/document.xml", "word/header1.xml", "word/footer1.xml")
}

// same asks that all parts but some are packed as they were, in the same order.
func same(t testing.TB, before, after []byte, but ...string) {
	t.Helper()
	old, anew := unzip(t, before), unzip(t, after)
	if len(old.File) != len(anew.File) {
		t.Fatalf("%d parts became %d", len(old.File), len(anew.File))
	}
	for i, f := range old.File {
		g := anew.File[i]
		if f.Name != g.Name {
			t.Fatalf("%s stands where %s stood", g.Name, f.Name)
		}
		if !slices.Contains(but, f.Name) && !bytes.Equal(rawPart(t, f), rawPart(t, g)) {
			t.Errorf("%s changed", f.Name)
		}
	}
}

func rawPart(t testing.TB, f *zip.File) []byte {
	t.Helper()
	r, err := f.OpenRaw()
	if err != nil {
		t.Fatal(err)
	}
	raw, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestWhatHoldsNoFieldIsTheSameToTheByte(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		texts := rapid.SliceOfN(rapid.StringMatching(`[a-zé{} .«]{0,12}`), 0, 8).Draw(rt, "texts")
		for i, text := range texts {
			texts[i] = strings.ReplaceAll(text, "}", ".") // nothing ends a field
		}
		body := par(texts...) + rapid.SampledFrom([]string{"", `<w:tbl>` + row(texts...) + `</w:tbl>`, `<w:sectPr/>`}).Draw(rt, "more")
		data := packed(t, body, header("x"), file{"word/media/image.png", rapid.String().Draw(rt, "image")})
		m := open(t, data)
		var out bytes.Buffer
		if err := m.Fill(&out, ours()); err != nil || len(m.Fields()) > 0 {
			rt.Fatal(err, m.Fields())
		}
		same(t, data, out.Bytes())
	})
}

func TestAFieldIsFoundHoweverItIsWritten(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ body, fields, reads string }{
		"plain":                         {par("a {{nom}} b"), "nom", "a V b¶"},
		"in capitals, with accents":     {par("{{Contact.PRÉNOM_2}}"), "contact.prenom_2", "V¶"},
		"accents apart":                 {par("{{te\u0301le\u0301phone}}"), "telephone", "V¶"},
		"a ligature":                    {par("{{œuvre}}"), "oeuvre", "V¶"},
		"blanks within":                 {par("{{ nom\u00a0}}"), "nom", "V¶"},
		"letter by letter":              {par("x{", "{", "n", "", "o", "m", "}", "}y"), "nom", "xVy¶"},
		"two in a text":                 {par("{{a}}{{b}}"), "a b", "VV¶"},
		"two that share a run":          {par("{{a", "}}{{", "b}}"), "a b", "VV¶"},
		"three braces":                  {par("{{{nom}}}"), "nom", "{V}¶"},
		"one within another":            {par("{{a {{nom}}"), "nom", "{{a V¶"},
		"one begun":                     {par("{{ pas fini"), "", "{{ pas fini¶"},
		"one brace":                     {par("{nom}} {{nom}"), "", "{nom}} {{nom}¶"},
		"two words":                     {par("{{a b}}"), "", "{{a b}}¶"},
		"a hyphen":                      {par("{{a-b}}"), "", "{{a-b}}¶"},
		"nothing":                       {par("{{}} {{ }} {{.}} {{2024}}"), "", "{{}} {{ }} {{.}} {{2024}}¶"},
		"too long":                      {par("{{" + strings.Repeat("a", 101) + "}}"), "", "{{" + strings.Repeat("a", 101) + "}}¶"},
		"over two paragraphs":           {par("{{no") + par("m}}"), "", "{{no¶m}}¶"},
		"over a tab":                    {`<w:p><w:r><w:t>{{no</w:t><w:tab/><w:t>m}}</w:t></w:r></w:p>`, "", "{{no\tm}}¶"},
		"over a line break":             {`<w:p><w:r><w:t>{{no</w:t><w:br/><w:t>m}}</w:t></w:r></w:p>`, "", "{{no\nm}}¶"},
		"over a page that ended":        {`<w:p><w:r><w:t>{{no</w:t></w:r><w:r><w:lastRenderedPageBreak/><w:t>m}}</w:t></w:r></w:p>`, "nom", "V¶"},
		"over a deletion":               {`<w:p><w:r><w:t>{{no</w:t></w:r><w:del><w:r><w:delText>xx</w:delText></w:r></w:del><w:r><w:t>m}}</w:t></w:r></w:p>`, "nom", "V¶"},
		"over a text box":               {`<w:p><w:r><w:t>{{no</w:t></w:r><w:r><w:pict><w:txbxContent>` + par("{{autre}}") + `</w:txbxContent></w:pict></w:r><w:r><w:t>m}}</w:t></w:r></w:p>`, "autre", "{{noV¶m}}¶"},
		"around a link":                 {`<w:p><w:r><w:t>{{contact.</w:t></w:r><w:hyperlink><w:r><w:t>mail}}</w:t></w:r></w:hyperlink></w:p>`, "contact.mail", "V¶"},
		"in references":                 {par("&#123;&#x7B;nom}&#125; &amp; &lt;"), "nom", "V & <¶"},
		"in CDATA":                      {`<w:p><w:r><w:t><![CDATA[{{]]>no<!-- -->m}}</w:t></w:r></w:p>`, "nom", "V¶"},
		"in a text that holds elements": {`<w:p><w:r><w:t>{{no<w:b/>m}}</w:t></w:r></w:p>`, "", "{{nom}}¶"},
		"another prefix":                {`<x:p xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><x:r><x:t>{{nom}}</x:t></x:r></x:p>`, "nom", "V¶"},
		"no prefix":                     {`<p xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"><r><t>{{nom}}</t></r></p>`, "nom", "V¶"},
		"the prefix of something else":  {`<w:p xmlns:w="http://example.org/"><w:r><w:t>{{nom}}</w:t></w:r></w:p>`, "", "{{nom}}¶"},
		"the text of a drawing":         {`<a:p><a:r><a:t>{{nom}}</a:t></a:r></a:p>`, "", "{{nom}}¶"},
		"a field's instruction":         {`<w:p><w:r><w:instrText>{{nom}}</w:instrText></w:r></w:p>`, "", "¶"},
	} {
		data := packed(t, c.body)
		m := open(t, data)
		if got := strings.Join(m.Fields(), " "); got != c.fields {
			t.Errorf("%s: fields %q, want %q", name, got, c.fields)
		}
		v := docx.Values{Texts: map[string]string{}}
		for _, f := range m.Fields() {
			v.Texts[f] = "V"
		}
		if got := document(t, fill(t, data, v)); got != c.reads {
			t.Errorf("%s: reads %q, want %q", name, got, c.reads)
		}
	}
}

func TestAValueIsWrittenAsItIsAndOnce(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ value, reads string }{
		{"a\nb\r\nc\rd\u2028e", "a\nb\nc\nd\ne"},
		{"\n\ttab\t", "\n\ttab\t"},
		{"  deux  blancs  ", "  deux  blancs  "},
		{"<w:t>&amp; ]]> \"'", "<w:t>&amp; ]]> \"'"},
		{"a\x00\x01\x1b\ufffe\uffff\xffb\ufffd", "ab\ufffd"},
		{"{{b}} {{a}} {{ pas fini", "{{b}} {{a}} {{ pas fini"},
		{"𝄞 é\u0301", "𝄞 é\u0301"},
		{"", ""},
	} {
		got := fill(t, packed(t, par("[{{a}}]", "{{b}}")), docx.Values{Texts: map[string]string{"a": c.value, "b": "B"}})
		if text := document(t, got); text != "["+c.reads+"]B¶" {
			t.Errorf("%q reads %q", c.value, text)
		}
	}
}

func TestALineToWriteOnStandsForWhatIsMissing(t *testing.T) {
	t.Parallel()
	data := packed(t, par("{{a}} {{b}} {{c.d}} {{e.f}} {{e.g}}"))
	v := docx.Values{Texts: map[string]string{"b": ""}, Lists: map[string][]map[string]string{"e": {{"f": "F"}, {}, {"f": "G"}}}}
	if got := open(t, data).Missing(v); !slices.Equal(got, []string{"a", "c.d", "e.g"}) {
		t.Errorf("missing: %q", got)
	}
	if got := document(t, fill(t, data, v)); got != "………  ……… F, G ………¶" {
		t.Errorf("got %q", got)
	}
}
