package docx

import (
	"archive/zip"
	"bytes"
	"cmp"
	"io"
	"slices"
	"strconv"
	"strings"
)

// Fill writes the document with one set of values. Where it fails, nothing is written.
func (m *Model) Fill(w io.Writer, v Values) error {
	return m.assemble(w, func(p *part) func(*made) {
		if len(p.fields) == 0 {
			return nil
		}
		return func(out *made) {
			newFilling(v).nodes(out, p, span{0, int64(len(p.raw))}, p.nodes, false)
		}
	})
}

// assemble writes all parts: those that write gives nothing for as they are packed.
func (m *Model) assemble(w io.Writer, write func(*part) func(*made)) error {
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	for _, f := range m.files {
		var anew func(*made)
		if i := slices.IndexFunc(m.parts, func(p *part) bool { return p.file == f }); i >= 0 {
			anew = write(m.parts[i])
		}
		if anew == nil {
			if err := z.Copy(f); err != nil {
				return damaged(err)
			}
			continue
		}
		part, err := z.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate, Modified: f.Modified})
		if err != nil {
			return err
		}
		out := &made{to: part}
		if anew(out); out.err != nil {
			return out.err
		}
	}
	if err := z.Close(); err != nil {
		return err
	}
	_, err := packed.WriteTo(w)
	return err
}

// made is a part that is being written; it stops for good where it gets too long.
type made struct {
	to      io.Writer
	written int
	err     error
}

func (m *made) write(text []byte) {
	if m.err != nil {
		return
	}
	if m.written += len(text); m.written > MostMade {
		m.err = tooLong()
		return
	}
	_, m.err = m.to.Write(text)
}

func (m *made) string(text string) { m.write([]byte(text)) }

// filling is one set of values on its way into the parts.
type filling struct {
	values  Values
	items   map[string]map[string]string // of the lists whose rows it is in
	has     map[string]bool              // of fields of lists: whether an item has it
	letters bool                         // one of several: its first section begins on a page of its own, numbered 1
	notes   map[string]int               // of one of several: the numbers of its notes
	number  *int                         // the last one given to a drawing
}

func newFilling(v Values) *filling {
	return &filling{values: v, items: map[string]map[string]string{}, has: map[string]bool{}, number: new(copied)}
}

// copied is where the numbers of copied drawings begin, far from those that word processors give.
const copied = 1_000_000

// list tells of which list a field is, if it is of one.
func (f *filling) list(key string) (name, rest string, ok bool) {
	name, rest, _ = strings.Cut(key, ".")
	_, ok = f.values.Lists[name]
	return name, rest, ok && rest != ""
}

// value is what a field becomes here; ok is false when there is nothing for it.
func (f *filling) value(key string) (text string, ok bool) {
	name, rest, listed := f.list(key)
	if !listed {
		text, ok = f.values.Texts[key]
		return text, ok
	}
	items := f.values.Lists[name]
	has, looked := f.has[key]
	if !looked {
		has = len(items) == 0 || slices.ContainsFunc(items, func(item map[string]string) bool { _, ok := item[rest]; return ok })
		f.has[key] = has
	}
	if item, in := f.items[name]; in || !has {
		return item[rest], has
	}
	var all []string
	for _, item := range items {
		if item[rest] != "" {
			all = append(all, item[rest])
		}
	}
	return strings.Join(all, ", "), true
}

// nodes writes a range of a part with what changes in it; in a copy, what may be there once only is left out.
func (f *filling) nodes(out *made, p *part, within span, nodes []*node, again bool) {
	at := within.start
	first, _ := slices.BinarySearchFunc(nodes, within.start, func(n *node, start int64) int { return cmp.Compare(n.start, start) })
	for _, n := range nodes[first:] {
		if out.err != nil || n.start >= within.end {
			break
		}
		out.write(p.raw[at:n.start])
		at = n.end
		whole := p.raw[n.start:n.end]
		switch {
		case n.kind == aText:
			f.text(out, n)
		case n.kind == aRow:
			f.row(out, p, n, again)
		case n.kind == aSection && f.letters:
			out.write(startSection(whole, again))
		case n.kind == aDrop && again:
		case n.kind == aNote && f.notes[n.value] > 0:
			out.string(" " + n.tag + `="` + strconv.Itoa(f.notes[n.value]) + `"`)
		case n.kind == aNumber && again:
			*f.number++
			out.string(` id="` + strconv.Itoa(*f.number) + `"`)
		default:
			out.write(whole)
		}
	}
	out.write(p.raw[at:within.end])
}

// row writes a row, once for each item of the list that it names.
func (f *filling) row(out *made, p *part, n *node, again bool) {
	name, ok := f.repeats(n)
	if !ok {
		f.nodes(out, p, n.span, n.within, again)
		return
	}
	items := f.values.Lists[name]
	if len(items) == 0 && f.alone(n) {
		items = []map[string]string{nil}
	}
	for i, item := range items {
		f.items[name] = item
		f.nodes(out, p, n.span, n.within, again || i > 0)
	}
	delete(f.items, name)
}

// repeats finds the list that a row repeats for: the first one that it names, and that no row around it repeats for.
func (f *filling) repeats(n *node) (list string, ok bool) {
	for _, key := range n.keys() {
		if name, _, listed := f.list(key); listed {
			if _, in := f.items[name]; !in {
				return name, true
			}
		}
	}
	return "", false
}

// alone tells that a row must stay: its table would be without any, and it is the first.
func (f *filling) alone(n *node) bool {
	t := n.table
	if t.filled[0] != n || len(t.filled) < t.rows {
		return false
	}
	return !slices.ContainsFunc(t.filled, func(other *node) bool {
		name, ok := f.repeats(other)
		return !ok || len(f.values.Lists[name]) > 0
	})
}

// text writes a text anew.
func (f *filling) text(out *made, n *node) {
	t := newRun(n.tag)
	at := 0
	for _, h := range n.holes {
		t.literal(n.value[at:h.from])
		at = h.to
		if h.key == "" {
			continue
		}
		value, ok := f.value(h.key)
		if !ok {
			value = Blank
		}
		t.value(value)
	}
	t.literal(n.value[at:])
	out.write(t.end())
}
