package markup

import (
	"strings"

	"parvis/internal/exchange/docx"
)

// mostItems is how often an item is repeated.
const mostItems = 200

// Fill gives the text with its values. A field that has none becomes docx.Blank, a line to write on.
func (t Text) Fill(v docx.Values) []docx.Block {
	var blocks []docx.Block
	for _, l := range t.lines {
		list, ok := l.list(v)
		if l.kind != docx.Item || !ok {
			blocks = append(blocks, l.fill(v, nil, ""))
			continue
		}
		for _, item := range v.Lists[list][:min(len(v.Lists[list]), mostItems)] {
			blocks = append(blocks, l.fill(v, item, list))
		}
	}
	return blocks
}

// list is the first list that a line names.
func (l line) list(v docx.Values) (string, bool) {
	for _, p := range l.pieces {
		if name, _, dotted := strings.Cut(p.field, "."); dotted {
			if _, known := v.Lists[name]; known {
				return name, true
			}
		}
	}
	return "", false
}

func (l line) fill(v docx.Values, item map[string]string, list string) docx.Block {
	b := docx.Block{Kind: l.kind, Level: l.level}
	for _, p := range l.pieces {
		words := p.words
		if p.field != "" {
			words = valueOf(p.field, v, item, list)
		}
		if words != "" {
			b.Words = append(b.Words, docx.Words{Text: words, Bold: p.bold})
		}
	}
	return b
}

// valueOf is what stands in the place of a field: in a repeated item, of the item.
func valueOf(key string, v docx.Values, item map[string]string, list string) string {
	if value, ok := v.Texts[key]; ok {
		return value
	}
	name, rest, _ := strings.Cut(key, ".")
	if item != nil && name == list {
		return item[rest]
	}
	all, ok := v.Lists[name]
	if !ok {
		return docx.Blank
	}
	var said []string
	for _, one := range all {
		if one[rest] != "" {
			said = append(said, one[rest])
		}
	}
	return strings.Join(said, ", ")
}

// Showing gives the text with its fields as they are written, to look at.
func (t Text) Showing() []docx.Block {
	v := docx.Values{Texts: map[string]string{}}
	for _, name := range t.fields {
		v.Texts[name] = "{{" + name + "}}"
	}
	return t.Fill(v)
}
