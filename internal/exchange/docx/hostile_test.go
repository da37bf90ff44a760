package docx_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"hash/crc32"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"parvis/internal/exchange/docx"
	"parvis/internal/fault"
	"parvis/internal/french"
)

// claiming packs a document and a part that claims to be of some length.
func claiming(t testing.TB, name string, text []byte, length uint64) []byte {
	t.Helper()
	var packedText, out bytes.Buffer
	f, err := flate.NewWriter(&packedText, flate.BestSpeed)
	if err == nil {
		_, err = f.Write(text)
	}
	if err != nil || f.Close() != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(&out)
	for _, f := range unzip(t, packed(t, par("a"))).File {
		if f.Name != name {
			if err := z.Copy(f); err != nil {
				t.Fatal(err)
			}
		}
	}
	w, err := z.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, CRC32: crc32.ChecksumIEEE(text), CompressedSize64: uint64(packedText.Len()), UncompressedSize64: length})
	if err == nil {
		_, err = w.Write(packedText.Bytes())
	}
	if err != nil || z.Close() != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestWhatIsNoDocumentOfWordIsRefusedByName(t *testing.T) {
	t.Parallel()
	const damaged, big = "abîmé", "dépasse ce que Parvis lit"
	types := func(kind string) file {
		return file{"[Content_Types].xml", `<Types><Override PartName="/word/document.xml" ContentType="` + kind + `"/></Types>`}
	}
	whole := func(text string) []byte { return packed(t, "", file{"word/document.xml", text}) }
	many := make([]file, 2001)
	for i := range many {
		many[i] = file{"x/" + strconv.Itoa(i), ""}
	}
	blanks := bytes.Repeat([]byte(" "), 16<<20+1)
	for name, c := range map[string]struct {
		data []byte
		says string
	}{
		"nothing":                      {nil, "n’est pas un document Word"},
		"a text":                       {[]byte("Bonjour"), "n’est pas un document Word"},
		"a PDF":                        {[]byte("%PDF-1.7"), "PDF"},
		"RTF":                          {[]byte(`{\rtf1`), "RTF"},
		"an old Word":                  {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"), "(.doc)"},
		"half a document":              {lettre(t)[:2000], damaged},
		"an archive":                   {archive(t, []file{{"a.txt", "a"}}), "n’est pas un document Word"},
		"LibreOffice":                  {archive(t, []file{{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", ""}}), "(.odt)"},
		"a workbook":                   {archive(t, []file{types(""), {"xl/workbook.xml", ""}}), "Excel"},
		"slides":                       {archive(t, []file{types(""), {"ppt/presentation.xml", ""}}), "présentation"},
		"macros by type":               {packed(t, "", types("application/vnd.ms-word.document.macroEnabled.main+xml")), "macros"},
		"a model with macros":          {packed(t, "", types("application/vnd.ms-word.template.macroEnabledTemplate.main+xml")), "macros"},
		"macros by part":               {packed(t, "", file{"word/vbaProject.bin", "x"}), "macros"},
		"a model of Word":              {packed(t, "", types(officeType+"template.main+xml")), "(.dotx)"},
		"a part twice":                 {archive(t, []file{{"[Content_Types].xml", "<a/>"}, {"word/a.xml", ""}, {`Word\A.xml`, ""}}), damaged},
		"no text":                      {archive(t, []file{types(officeType + "document.main+xml")}), damaged},
		"no body":                      {whole(`<w:document ` + namespaces + `/>`), damaged},
		"a body of one mark":           {whole(`<w:document ` + namespaces + `><w:body/></w:document>`), damaged},
		"a body of something else":     {whole(`<document><body/></document>`), damaged},
		"no XML":                       {whole(`Bonjour <`), damaged},
		"another encoding":             {whole(`<?xml version="1.0" encoding="windows-1252"?><a/>`), damaged},
		"a document type":              {whole(`<!DOCTYPE a [<!ENTITY b "c">]><w:document ` + namespaces + `><w:body/></w:document>`), damaged},
		"a document type among links":  {packed(t, "", file{"_rels/.rels", `<!DOCTYPE a><Relationships/>`}), damaged},
		"an entity":                    {packed(t, par("&b;")), damaged},
		"a bad nesting":                {packed(t, `<w:p><w:r></w:p></w:r>`), damaged},
		"another prefix at the end":    {packed(t, `<w:p></v:p>`), damaged},
		"no end":                       {whole(`<w:document ` + namespaces + `><w:body>`), damaged},
		"an end too many":              {whole(`<w:document ` + namespaces + `><w:body/></w:document></w:document>`), damaged},
		"no text in UTF-8":             {packed(t, par("\xff")), damaged},
		"a row without a table":        {packed(t, row("{{a}}")), damaged},
		"a text within a mark":         {packed(t, `<w:p><w:bookmarkStart><w:r><w:t>{{a}}</w:t></w:r></w:bookmarkStart></w:p>`), damaged},
		"too deep":                     {packed(t, strings.Repeat(`<a>`, 260)+strings.Repeat(`</a>`, 260)), damaged},
		"a damaged header":             {packed(t, "", file{"word/header1.xml", "<a>"}), damaged},
		"a part that lies":             {claiming(t, "word/document.xml", blanks, 100), damaged},
		"a part too long":              {claiming(t, "word/document.xml", blanks, uint64(len(blanks))), big},
		"a picture that claims much":   {claiming(t, "word/media/a.png", []byte("x"), 257<<20), big},
		"one that claims all there is": {claiming(t, "word/media/a.png", []byte("x"), 1<<63), big},
		"parts without end":            {packed(t, "", many...), big},
		"texts without end":            {packed(t, `<w:p><w:r>`+strings.Repeat(`<w:t>a</w:t>`, 100_001)+`</w:r></w:p>`), big},
		"marks without end":            {packed(t, strings.Repeat(`<w:bookmarkEnd/>`, 500_001)), big},
		"fields without end":           {packed(t, fieldsWithoutEnd()), big},
	} {
		m, err := docx.Open(c.data)
		kind := fault.Invalid
		if c.says == big {
			kind = fault.TooLarge
		}
		if !fault.Is(err, kind) || !strings.Contains(french.PlainSpaces(fault.SentenceOf(err)), c.says) {
			t.Errorf("%s: %v, %v; want %q", name, m != nil, err, c.says)
		}
	}
}

func fieldsWithoutEnd() string {
	var b strings.Builder
	for i := range 10_001 {
		b.WriteString("{{f" + strconv.Itoa(i) + "}}")
	}
	return par(b.String())
}

func TestATextOfManyPiecesIsReadInTime(t *testing.T) {
	t.Parallel()
	for _, inside := range []string{strings.Repeat(`a<!---->`, 1_000_000), strings.Repeat("{{", 4_000_000), strings.Repeat("{{aaaaaaaaaa ", 500_000)} {
		if fields := open(t, packed(t, par(inside))).Fields(); len(fields) > 0 {
			t.Errorf("%q are no fields", fields)
		}
	}
}

// nasty gives every field of a model something that harms.
func nasty(m *docx.Model) docx.Values {
	v := docx.Values{Texts: map[string]string{}, Lists: map[string][]map[string]string{}}
	for i, key := range m.Fields() {
		list, rest, ok := strings.Cut(key, ".")
		if ok && rest != "" && i%2 == 0 {
			v.Lists[list] = append(v.Lists[list], map[string]string{rest: "]]><w:p>\n" + key})
		} else {
			v.Texts[key] = "{{" + key + "}}\n</w:t>\t&\x00\xff"
		}
	}
	return v
}

// holds asks of a file that it is refused with a sentence, or that what is made of it opens.
func holds(t *testing.T, data []byte) {
	t.Helper()
	m, err := docx.Open(data)
	if err != nil {
		if kind := fault.KindOf(err); kind != fault.Invalid && kind != fault.TooLarge || fault.SentenceOf(err) == "" {
			t.Fatalf("an error that says nothing: %v", err)
		}
		return
	}
	v := nasty(m)
	for name, write := range map[string]func(*bytes.Buffer) error{
		"one":  func(w *bytes.Buffer) error { return m.Fill(w, v) },
		"many": func(w *bytes.Buffer) error { return m.FillAll(w, []docx.Values{v, {}, v}) },
	} {
		var out bytes.Buffer
		if err := write(&out); err != nil {
			// Parts that are only copied were never looked into.
			if !fault.Is(err, fault.Invalid) || out.Len() > 0 {
				t.Fatalf("%s: %v, and %d bytes", name, err, out.Len())
			}
			continue
		}
		if _, err := docx.Open(out.Bytes()); err != nil {
			t.Fatalf("%s: what is made does not open: %v", name, err)
		}
		if long := len(part(t, out.Bytes(), "word/document.xml")); long > docx.MostMade {
			t.Fatalf("%s: %d bytes", name, long)
		}
	}
}

func TestNoChangeOfALetterBreaksIt(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(4, 2)) // #nosec: the same ones each time
	text := part(t, lettre(t), "word/document.xml")
	_, text, _ = strings.Cut(text, "?>")
	for range 1500 {
		b := []byte(text)
		switch from, to := random.IntN(len(b)), random.IntN(len(b)); random.IntN(4) {
		case 0:
			b[from] = byte(random.IntN(256))
		case 1:
			b = append(b[:min(from, to)], b[max(from, to):]...)
		case 2:
			b = append(b[:max(from, to):max(from, to)], b[min(from, to):]...)
		default:
			b[from], b[to] = b[to], b[from]
		}
		holds(t, packed(t, "", file{"word/document.xml", string(b)}, header("{{a}}")))
	}
	for range 200 {
		b := bytes.Clone(lettre(t))
		b[random.IntN(len(b))] = byte(random.IntN(256))
		holds(t, b)
	}
}

// FuzzOpen packs parts that may be anything: a mutated archive would only show its checksums.
func FuzzOpen(f *testing.F) {
	f.Add(par("a {{nom}}", "{{", "b}}")+`<w:sectPr><w:type w:val="continuous"/><w:cols/></w:sectPr>`, `<w:hdr `+namespaces+`>`+par("{{nom}}")+`</w:hdr>`, "")
	f.Add(`<w:tbl>`+row("{{c.n}}", "{{c.m}}")+row("{{d.n}}")+`</w:tbl>`+numbered, `<a/>`, `<w:footnotes `+namespaces+`><w:footnote w:type="separator" w:id="0"/></w:footnotes>`)
	f.Add(`<w:p><w:pPr><w:sectPr/></w:pPr></w:p><x:p xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:r><x:t>{{é}}<![CDATA[{{a}}]]></x:t></x:r></x:p><w:sectPr w:a='"'/>`, `<!DOCTYPE a>`, "")
	f.Add(`<w:p w14:paraId="1" w14:textId='2'><w:r><w:pict><w:txbxContent>`+par("{{e", "f}}")+`</w:txbxContent></w:pict><w:t>{{g}}</w:t></w:r></w:p>`, "", "")
	f.Add(`<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>`, "", `<w:footnotes `+namespaces+`><w:footnote w:id="2">`+par("{{nom}}")+`</w:footnote><w:footnote w:id='3'/></w:footnotes>`)
	f.Fuzz(func(t *testing.T, body, header, notes string) {
		if len(body)+len(header)+len(notes) > 1<<16 {
			return
		}
		var more []file
		if header != "" {
			more = append(more, file{"word/header1.xml", header})
		}
		if notes != "" {
			more = append(more, file{"word/footnotes.xml", notes})
		}
		holds(t, packed(t, body, more...))
	})
}
