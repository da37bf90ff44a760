package docx

import (
	"archive/zip"
	"bytes"
	"embed"
	"io"
	"strconv"

	"parvis/internal/fault"
)

// MostColumns is how many columns Word takes in a table.
const MostColumns = 63

//go:embed parts
var parts embed.FS

// fixed are the parts that every document has, in their order; "" is the text itself and its properties.
var fixed = []struct{ name, file string }{
	{"[Content_Types].xml", "parts/types.xml"}, {"_rels/.rels", "parts/roots.xml"},
	{"word/_rels/document.xml.rels", "parts/links.xml"}, {"word/styles.xml", "parts/styles.xml"},
	{"word/numbering.xml", "parts/numbering.xml"}, {"word/settings.xml", "parts/settings.xml"},
}

// Write writes a document. The same text gives the same bytes. Where it fails, nothing is written.
func Write(w io.Writer, t Text) error {
	switch {
	case len(t.Letters) == 0:
		return noLetter()
	case len(t.Letters) > MostLetters:
		return manyLetters()
	}
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	for _, f := range fixed {
		text, err := parts.ReadFile(f.file)
		if err != nil {
			return err
		}
		if err := add(z, f.name, func(out *made) { out.write(text) }); err != nil {
			return err
		}
	}
	if err := add(z, "docProps/core.xml", func(out *made) { properties(out, t.Title) }); err != nil {
		return err
	}
	if err := add(z, "word/document.xml", func(out *made) { document(out, t) }); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	_, err := packed.WriteTo(w)
	return err
}

func add(z *zip.Writer, name string, write func(*made)) error {
	part, err := z.Create(name)
	if err != nil {
		return err
	}
	out := &made{to: part}
	write(out)
	return out.err
}

const declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

func properties(out *made, title string) {
	out.string(declaration + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
		`<dc:title>` + escape(title) + `</dc:title><dc:language>fr-FR</dc:language></cp:coreProperties>`)
}

func document(out *made, t Text) {
	out.string(declaration + `<w:document xmlns:w="` + transitional + `"><w:body>`)
	if t.Layout == OnBadges {
		badges(out, t.Letters)
	} else {
		for i, l := range t.Letters {
			letter(out, l)
			settings := []byte(letterSection)
			if i < len(t.Letters)-1 {
				settings = lastParagraph("w:", settings)
			}
			out.write(settings)
		}
	}
	out.string(`</w:body></w:document>`)
}

// The settings of a page: A4 upright, in twentieths of a point.
const (
	letterSection = `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1247" w:bottom="1134" w:left="1247" w:header="567" w:footer="567" w:gutter="0"/><w:pgNumType w:start="1"/></w:sectPr>`
	letterWidth   = 11906 - 2*1247

	// Five badges of 54 mm leave 27 mm of a page: the point of the last paragraph goes into what the margins leave.
	badgeSection = `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="737" w:right="1134" w:bottom="737" w:left="1134" w:header="0" w:footer="0" w:gutter="0"/></w:sectPr>`
	badgeWidth   = 4819 // 85 mm
	badgeHeight  = 3061 // 54 mm
)

// letter writes the blocks of one. A page that begins is said by the paragraph that follows: a break of its own would leave an empty line.
func letter(out *made, l Letter) {
	breaks, table := false, false
	for _, b := range l.Blocks {
		if out.err != nil {
			return
		}
		switch b.Kind {
		case PageBreak:
			breaks = true
			continue
		case Table:
			if breaks || table { // tables that follow each other would be one
				out.string(gap(breaks, table && !breaks))
			}
			writeTable(out, b.Rows)
		default:
			if table && !breaks {
				out.string(gap(false, true))
			}
			writeParagraph(out, b, breaks)
		}
		breaks, table = false, b.Kind == Table
	}
	if table { // a letter ends with a paragraph
		out.string(gap(false, false))
	}
}

// gap is an empty paragraph: a point high, or as high as what parts two paragraphs.
func gap(breaks, parts bool) string {
	line := "20"
	if parts {
		line = "120"
	}
	return `<w:p><w:pPr>` + breakBefore(breaks) + `<w:spacing w:before="0" w:after="0" w:line="` + line + `" w:lineRule="exact"/></w:pPr></w:p>`
}

func breakBefore(breaks bool) string {
	if breaks {
		return `<w:pageBreakBefore/>`
	}
	return ""
}

func writeParagraph(out *made, b Block, breaks bool) {
	style := ""
	switch b.Kind {
	case Title:
		style = "Titre"
	case Heading:
		style = "Titre" + strconv.Itoa(min(max(b.Level, 1), 3))
	case Item:
		style = "Listepuces"
	}
	styled(out, style, breakBefore(breaks), b.Words, false)
}

// styled writes a paragraph of a style; all of it is bold where bold says so.
func styled(out *made, style, more string, words []Words, bold bool) {
	out.string(`<w:p>`)
	if style != "" {
		style = `<w:pStyle w:val="` + style + `"/>`
	}
	if style+more != "" {
		out.string(`<w:pPr>` + style + more + `</w:pPr>`)
	}
	for _, w := range words {
		out.string(`<w:r>`)
		if w.Bold || bold {
			out.string(`<w:rPr><w:b/><w:bCs/></w:rPr>`)
		}
		r := newRun("w:t")
		r.value(w.Text)
		out.write(r.end())
		out.string(`</w:r>`)
	}
	out.string(`</w:p>`)
}

// writeTable writes a table as wide as the text, its columns alike. The headings stand again on each page.
func writeTable(out *made, rows [][]Cell) {
	columns := 0
	for _, r := range rows {
		columns = max(columns, len(r))
	}
	switch {
	case columns == 0:
		return
	case columns > MostColumns:
		out.err = fault.New(fault.Invalid, "Un tableau d’un document Word compte au plus 63 colonnes. Répartissez les vôtres en plusieurs tableaux.", nil)
		return
	}
	width := strconv.Itoa(letterWidth / columns)
	out.string(`<w:tbl><w:tblPr><w:tblStyle w:val="Grilledutableau"/><w:tblW w:w="5000" w:type="pct"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>`)
	for range columns {
		out.string(`<w:gridCol w:w="` + width + `"/>`)
	}
	out.string(`</w:tblGrid>`)
	for i, row := range rows {
		out.string(`<w:tr><w:trPr><w:cantSplit/>`)
		if i == 0 {
			out.string(`<w:tblHeader/>`)
		}
		out.string(`</w:trPr>`)
		for j := range columns {
			var words []Words
			if j < len(row) {
				words = row[j]
			}
			out.string(`<w:tc><w:tcPr><w:tcW w:w="` + width + `" w:type="dxa"/></w:tcPr>`)
			styled(out, "Cellule", "", words, i == 0)
			out.string(`</w:tc>`)
		}
		out.string(`</w:tr>`)
	}
	out.string(`</w:tbl>`)
}
