package docx_test

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"parvis/internal/exchange/docx"
	"parvis/internal/fault"
)

func TestEachLetterIsASectionOfItsOwn(t *testing.T) {
	t.Parallel()
	const small = `<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>`
	one := `<w:pgNumType w:start="1"/>`
	for name, c := range map[string]struct{ settings, first, last string }{
		"none":               {``, `<w:sectPr>` + one + `</w:sectPr>`, `<w:sectPr>` + one + `</w:sectPr>`},
		"one mark":           {`<w:sectPr w:rsidR="1"/>`, `<w:sectPr w:rsidR="1">` + one + `</w:sectPr>`, `<w:sectPr w:rsidR="1">` + one + `</w:sectPr>`},
		"a page":             {`<w:sectPr><w:pgSz w:w="1"/></w:sectPr>`, `<w:sectPr><w:pgSz w:w="1"/>` + one + `</w:sectPr>`, `<w:sectPr><w:pgSz w:w="1"/>` + one + `</w:sectPr>`},
		"columns":            {`<w:sectPr><w:pgSz w:w="1"/><w:cols/><w:docGrid/></w:sectPr>`, `<w:sectPr><w:pgSz w:w="1"/>` + one + `<w:cols/><w:docGrid/></w:sectPr>`, `<w:sectPr><w:pgSz w:w="1"/>` + one + `<w:cols/><w:docGrid/></w:sectPr>`},
		"numbers":            {`<w:sectPr><w:pgNumType w:fmt="lowerRoman"/><w:cols/></w:sectPr>`, `<w:sectPr><w:pgNumType w:start="1" w:fmt="lowerRoman"/><w:cols/></w:sectPr>`, `<w:sectPr><w:pgNumType w:start="1" w:fmt="lowerRoman"/><w:cols/></w:sectPr>`},
		"numbers from three": {`<w:sectPr><w:pgNumType w:start="3"/></w:sectPr>`, `<w:sectPr><w:pgNumType w:start="3"/></w:sectPr>`, `<w:sectPr><w:pgNumType w:start="3"/></w:sectPr>`},
		"one that goes on":   {`<w:sectPr><w:type w:val="continuous"/></w:sectPr>`, `<w:sectPr><w:type w:val="continuous"/>` + one + `</w:sectPr>`, `<w:sectPr><w:type w:val="nextPage"></w:type>` + one + `</w:sectPr>`},
		"an end of its own":  {`<w:sectPr><w:type w:val="nextColumn"></w:type></w:sectPr>`, `<w:sectPr><w:type w:val="nextColumn"></w:type>` + one + `</w:sectPr>`, `<w:sectPr><w:type w:val="nextPage"></w:type>` + one + `</w:sectPr>`},
		"an odd page":        {`<w:sectPr><w:type w:val="oddPage"/></w:sectPr>`, `<w:sectPr><w:type w:val="oddPage"/>` + one + `</w:sectPr>`, `<w:sectPr><w:type w:val="oddPage"/>` + one + `</w:sectPr>`},
	} {
		filled := part(t, fillAll(t, packed(t, par("{{a}}")+c.settings), text("a", "1"), text("a", "2")), "word/document.xml")
		_, body, _ := strings.Cut(filled, "<w:body>")
		letter := func(n string) string { return `<w:p><w:r><w:t xml:space="preserve">` + n + `</w:t></w:r></w:p>` }
		want := letter("1") + small + c.first + `</w:pPr></w:p>` + letter("2") + c.last + `</w:body></w:document>`
		if body != want {
			t.Errorf("%s:\ngot  %s\nwant %s", name, body, want)
		}
	}
}

func TestTheFirstOfALettersSectionsBeginsItsPages(t *testing.T) {
	t.Parallel()
	inside := `<w:p><w:pPr><w:sectPr><w:type w:val="continuous"/><w:sectPrChange><w:sectPr/></w:sectPrChange></w:sectPr></w:pPr></w:p>`
	filled := part(t, fillAll(t, packed(t, par("{{a}}")+inside+par("fin")+`<w:sectPr><w:type w:val="continuous"/></w:sectPr>`), text("a", "1"), text("a", "2")), "word/document.xml")
	if strings.Count(filled, `<w:pgNumType w:start="1"/><w:sectPrChange>`) != 2 || strings.Count(filled, "pgNumType") != 2 {
		t.Errorf("pages are numbered from 1 elsewhere: %s", filled)
	}
	if strings.Count(filled, `"nextPage"`) != 1 || strings.Count(filled, `"continuous"`) != 3 {
		t.Errorf("sections begin elsewhere: %s", filled)
	}
}

func text(pairs ...string) docx.Values {
	v := docx.Values{Texts: map[string]string{}}
	for i := 0; i < len(pairs); i += 2 {
		v.Texts[pairs[i]] = pairs[i+1]
	}
	return v
}

func TestWhatExistsOnceTakesWhatLettersShare(t *testing.T) {
	t.Parallel()
	data := packed(t, par("{{nom}}"), header("[{{ville}}] [{{nom}}] [{{rien}}] {{c.n}} {{d.n}}"))
	a, b := text("nom", "A", "ville", "V"), text("nom", "B", "ville", "V")
	a.Lists = map[string][]map[string]string{"c": {{"n": "1"}}, "d": {{"n": "1"}}}
	b.Lists = map[string][]map[string]string{"c": {{"n": "1"}}, "d": {{"n": "2"}}}
	m := open(t, data)
	if got := m.Unshared([]docx.Values{a, b}); !slices.Equal(got, []string{"nom", "d.n"}) {
		t.Errorf("unshared: %q", got)
	}
	if got := m.Unshared([]docx.Values{a}); got != nil {
		t.Errorf("one letter alone shares nothing of %q", got)
	}
	filled := fillAll(t, data, a, b)
	if got := read(t, filled, "word/header1.xml") + document(t, filled); got != "[V] [] [………] 1 ¶A¶¶B¶" {
		t.Errorf("got %q", got)
	}
	if got := read(t, fillAll(t, data, b), "word/header1.xml"); got != "[V] [B] [………] 1 2¶" {
		t.Errorf("one letter alone: %q", got)
	}
}

func TestEachLetterHasNotesOfItsOwn(t *testing.T) {
	t.Parallel()
	note := func(id, text string) string { return `<w:footnote w:id="` + id + `">` + par(text) + `</w:footnote>` }
	notes := file{"word/footnotes.xml", `<w:footnotes ` + namespaces + `><w:footnote w:type="separator" w:id="0">` + par("") + `</w:footnote>` + note("2", "{{nom}}") + note("5", "fixe") + `</w:footnotes>`}
	reference := func(id string) string { return `<w:footnoteReference w:id="` + id + `"/>` }
	body := `<w:p><w:r>` + reference("5") + `</w:r><w:r>` + reference("2") + `</w:r><w:r>` + reference("9") + `</w:r></w:p>`
	data := packed(t, body, notes)
	letters := []docx.Values{text("nom", "A"), text("nom", "B"), text("nom", "C")}
	filled := fillAll(t, data, letters...)
	if got := read(t, filled, "word/footnotes.xml"); got != "¶A¶fixe¶B¶fixe¶C¶fixe¶" {
		t.Errorf("notes: %q", got)
	}
	id := regexp.MustCompile(`(?:footnote|Reference)( w:type="separator")? w:id="(\d+)"`)
	ids := func(part string) (all []string) {
		for _, found := range id.FindAllStringSubmatch(part, -1) {
			all = append(all, found[2])
		}
		return all
	}
	if got := strings.Join(ids(part(t, filled, "word/footnotes.xml")), " "); got != "0 2 5 6 7 8 9" {
		t.Errorf("notes are numbered %s", got)
	}
	if got := strings.Join(ids(part(t, filled, "word/document.xml")), " "); got != "5 2 9 7 6 9 9 8 9" {
		t.Errorf("they are referred to as %s", got)
	}
	if got := open(t, data).Unshared(letters); len(got) > 0 {
		t.Errorf("unshared: %q", got)
	}
	same(t, data, fill(t, data, letters[0]), "word/footnotes.xml")
}

func TestThreeHundredLettersMakeOneDocument(t *testing.T) {
	t.Parallel()
	letters := make([]docx.Values, 300)
	for i := range letters {
		letters[i] = ours()
		letters[i].Texts["organisation.nom"] = fmt.Sprintf("Structure nº %d", i+1)
	}
	filled := fillAll(t, lettre(t), letters...)
	whole := part(t, filled, "word/document.xml")
	if n := strings.Count(whole, "</w:sectPr>"); n != 300 {
		t.Errorf("%d sections", n)
	}
	if before := len(part(t, lettre(t), "word/document.xml")); len(whole) > 400*before || len(filled) > 200_000 {
		t.Errorf("%d letters of %d bytes make %d, and a file of %d", len(letters), before, len(whole), len(filled))
	}
	reads := document(t, filled)
	for i := range letters {
		if strings.Count(reads, fmt.Sprintf("Structure nº %d,", i+1)) != 1 {
			t.Fatalf("letter %d", i+1)
		}
	}
}

func TestADocumentIsMadeWholeOrNotAtAll(t *testing.T) {
	t.Parallel()
	m := open(t, packed(t, `<w:tbl>`+row("{{c.n}}")+`</w:tbl>`+par("{{a}}")))
	long := text("a", strings.Repeat("x", 65<<20))
	rows := docx.Values{Lists: map[string][]map[string]string{"c": slices.Repeat([]map[string]string{{"n": strings.Repeat("x", 1000)}}, 70_000)}}
	for name, c := range map[string]struct {
		do   func(*bytes.Buffer) error
		kind fault.Kind
	}{
		"a long value": {func(w *bytes.Buffer) error { return m.Fill(w, long) }, fault.TooLarge},
		"many rows":    {func(w *bytes.Buffer) error { return m.Fill(w, rows) }, fault.TooLarge},
		"many long ones": {func(w *bytes.Buffer) error {
			return m.FillAll(w, slices.Repeat([]docx.Values{text("a", strings.Repeat("x", 1<<20))}, 70))
		}, fault.TooLarge},
		"nobody":   {func(w *bytes.Buffer) error { return m.FillAll(w, nil) }, fault.Invalid},
		"too many": {func(w *bytes.Buffer) error { return m.FillAll(w, make([]docx.Values, docx.MostLetters+1)) }, fault.TooLarge},
		"no text":  {func(w *bytes.Buffer) error { return docx.Write(w, docx.Text{}) }, fault.Invalid},
		"too many texts": {func(w *bytes.Buffer) error {
			return docx.Write(w, docx.Text{Letters: make([]docx.Letter, docx.MostLetters+1)})
		}, fault.TooLarge},
		"a text too long": {func(w *bytes.Buffer) error {
			return docx.Write(w, paragraphs(docx.Block{Words: docx.Plain(strings.Repeat("x", 65<<20))}))
		}, fault.TooLarge},
		"too many columns": {func(w *bytes.Buffer) error {
			return docx.Write(w, paragraphs(docx.Block{Kind: docx.Table, Rows: [][]docx.Cell{make([]docx.Cell, 64)}}))
		}, fault.Invalid},
	} {
		var out bytes.Buffer
		if err := c.do(&out); !fault.Is(err, c.kind) || out.Len() > 0 {
			t.Errorf("%s: %v, and %d bytes", name, err, out.Len())
		}
	}
}

func paragraphs(blocks ...docx.Block) docx.Text {
	return docx.Text{Letters: []docx.Letter{{Blocks: blocks}}}
}
