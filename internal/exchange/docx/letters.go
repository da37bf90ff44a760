package docx

import (
	"bytes"
	"encoding/xml"
	"io"
	"maps"
	"slices"
	"strings"
)

// FillAll writes one document with a letter for each set of values, each from a new page numbered 1 on. Where it fails, nothing is written.
func (m *Model) FillAll(w io.Writer, letters []Values) error {
	switch {
	case len(letters) == 0:
		return noLetter()
	case len(letters) > MostLetters:
		return manyLetters()
	case len(letters) == 1:
		return m.Fill(w, letters[0])
	}
	common, _ := m.shared(letters)
	return m.assemble(w, func(p *part) func(*made) {
		switch {
		case p == m.parts[0]:
			return func(out *made) { m.all(out, letters) }
		case len(p.notes) > 0:
			return func(out *made) { m.allNotes(out, p, letters) }
		case len(p.fields) == 0:
			return nil
		}
		return func(out *made) {
			newFilling(common).nodes(out, p, span{0, int64(len(p.raw))}, p.nodes, false)
		}
	})
}

// Unshared are the fields of headers and footers whose values differ from letter to letter: FillAll leaves them empty.
func (m *Model) Unshared(letters []Values) []string {
	if len(letters) < 2 {
		return nil
	}
	_, differ := m.shared(letters)
	return differ
}

// shared is what all letters have in common of the fields that exist once, and the fields in which they differ, which are "" in it.
func (m *Model) shared(letters []Values) (Values, []string) {
	common := Values{Texts: map[string]string{}, Lists: map[string][]map[string]string{}}
	var differ []string
	first := newFilling(letters[0])
	for _, p := range m.parts[1:] {
		if len(p.notes) > 0 {
			continue
		}
		for _, key := range p.fields {
			if slices.Contains(differ, key) {
				continue
			}
			name, _, _ := first.list(key)
			if !alike(letters, key, name) {
				differ = append(differ, key)
				common.Texts[key] = ""
				continue
			}
			if text, ok := letters[0].Texts[key]; ok {
				common.Texts[key] = text
			}
			if items, ok := letters[0].Lists[name]; ok {
				common.Lists[name] = items
			}
		}
	}
	return common, differ
}

// alike tells whether a field is the same in all letters, whether it is a text or one of a list.
func alike(letters []Values, key, list string) bool {
	text, given := letters[0].Texts[key]
	items, listed := letters[0].Lists[list]
	for _, v := range letters[1:] {
		if other, ok := v.Texts[key]; ok != given || other != text {
			return false
		}
		if other, ok := v.Lists[list]; ok != listed || !slices.EqualFunc(other, items, maps.Equal[map[string]string, map[string]string]) {
			return false
		}
	}
	return true
}

// all writes the text once for each letter.
func (m *Model) all(out *made, letters []Values) {
	p := m.parts[0]
	content := p.body
	settings := []byte("<" + p.prefix + "sectPr/>")
	if p.section.end > 0 {
		content.end = p.section.start
		settings = p.raw[p.section.start:p.section.end]
	}
	lone := !slices.ContainsFunc(p.nodes, func(n *node) bool { return n.kind == aSection })
	number := copied
	out.write(p.raw[:content.start])
	for i, v := range letters {
		f := newFilling(v)
		f.letters, f.number, f.notes = true, &number, m.noteNumbers(i)
		f.nodes(out, p, content, p.nodes, i > 0)
		own := settings
		if lone {
			own = startSection(settings, i > 0)
		}
		if i < len(letters)-1 {
			own = lastParagraph(p.prefix, own)
		}
		out.write(own)
	}
	out.write(p.raw[max(content.end, p.section.end):])
}

// allNotes writes the notes of the first letter where they stand, then those of each other letter, with numbers of their own.
func (m *Model) allNotes(out *made, p *part, letters []Values) {
	end := p.notes[len(p.notes)-1].end
	number := copied
	newFilling(letters[0]).nodes(out, p, span{0, end}, p.nodes, false)
	for i, v := range letters[1:] {
		f := newFilling(v)
		f.number, f.notes = &number, m.noteNumbers(i+1)
		for _, n := range p.notes {
			f.nodes(out, p, n.span, p.nodes, true)
		}
	}
	out.write(p.raw[end:])
}

// noteNumbers are the numbers of a letter's notes, by their keys; the first letter keeps those of the model.
func (m *Model) noteNumbers(letter int) map[string]int {
	numbers := map[string]int{}
	for _, p := range m.parts[1:] {
		last := 0
		for _, n := range p.notes {
			last = max(last, n.id)
		}
		for i, n := range p.notes {
			if letter > 0 {
				numbers[n.key] = last + (letter-1)*len(p.notes) + i + 1
			}
		}
	}
	return numbers
}

// lastParagraph is a paragraph a point high that ends a section: a section ends with a paragraph, and the letter's own last one may be in a table.
func lastParagraph(prefix string, settings []byte) []byte {
	w := func(name string) string { return "<" + prefix + name }
	return slices.Concat([]byte(w("p>")+w("pPr>")+w("spacing ")+prefix+`before="0" `+prefix+`after="0" `+prefix+`line="20" `+prefix+`lineRule="exact"/>`),
		settings, []byte("</"+prefix+"pPr></"+prefix+"p>"))
}

// after are the settings of a section that stand after the numbering of pages, which has its place among them.
var after = []string{"cols", "formProt", "vAlign", "noEndnote", "titlePg", "textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings", "sectPrChange"}

// startSection is the settings of a letter's first section: its pages are numbered from 1, and a letter that follows another begins on a new
// page.
func startSection(settings []byte, follows bool) []byte {
	t := newTokens(settings)
	prefix := ""
	numbered := false
	var out []byte
	at := 0
	insert := func(place int, text string) {
		out = append(append(out, settings[at:place]...), text...)
		at = place
	}
	for {
		token, err := t.next()
		if err != nil {
			return append(out, settings[at:]...)
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch {
			case len(t.within) == 1:
				prefix = strings.TrimSuffix(tag(e.Name), e.Name.Local)
			case len(t.within) > 2 || numbered:
			case e.Name.Local == "pgNumType":
				numbered = true
				if attribute(e, "start") == "" {
					insert(int(t.start)+1+len(tag(e.Name)), " "+prefix+`start="1"`)
				}
			case slices.Contains(after, e.Name.Local):
				numbered = true
				insert(int(t.start), numbering(prefix))
			case e.Name.Local == "type" && follows && slices.Contains([]string{"continuous", "nextColumn"}, attribute(e, "val")):
				insert(int(t.start), "<"+prefix+"type "+prefix+`val="nextPage">`)
				at = int(t.end)
				if bytes.HasSuffix(settings[t.start:t.end], []byte("/>")) {
					out = append(out, "</"+prefix+"type>"...)
				}
			}
		case xml.EndElement:
			switch {
			case len(t.within) != 1 || numbered:
			case t.start == t.end: // one mark that ends itself
				insert(int(t.start)-len("/>"), ">"+numbering(prefix)+"</"+prefix+"sectPr>")
				at = int(t.end)
			default:
				insert(int(t.start), numbering(prefix))
			}
			t.leave()
		}
	}
}

func numbering(prefix string) string { return "<" + prefix + "pgNumType " + prefix + `start="1"/>` }
