package workbook

import (
	"archive/zip"
	"bytes"
	"path"
	"strings"

	"parvis/internal/exchange/sheet"
)

// archive is the parts of a file by their names, in small letters and without a slash before them.
type archive struct {
	parts    map[string]*zip.File
	unpacked uint64 // bytes of the parts that were opened
	opened   map[string]bool
}

// unpack lists the parts of a file without unpacking any.
func unpack(data []byte) (*archive, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	if len(z.File) > mostParts {
		return nil, errTooBig
	}
	a := &archive{parts: make(map[string]*zip.File, len(z.File)), opened: map[string]bool{}}
	for _, f := range z.File {
		name := partName(f.Name)
		if _, twice := a.parts[name]; twice {
			return nil, damaged(0) // which of the two counts is anybody's guess
		}
		a.parts[name] = f
	}
	return a, a.foreign()
}

func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean(strings.ReplaceAll(name, `\`, "/")), "/"))
}

func (a *archive) has(name string) bool { return a.parts[name] != nil }

// open begins to read a part. archive/zip stops a part that is longer than it says.
func (a *archive) open(name string) (*parser, error) {
	f := a.parts[name]
	if f == nil {
		return nil, damaged(0)
	}
	if !a.opened[name] {
		a.opened[name] = true
		if a.unpacked += min(f.UncompressedSize64, MostUnpacked+1); a.unpacked > MostUnpacked {
			return nil, errTooBig
		}
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	return newParser(r), nil
}

// relation is what a part says of another one.
type relation struct{ kind, target string }

// relations reads what a part says of others, by id. The kind is the last word of its address.
func (a *archive) relations(part string) (map[string]relation, error) {
	dir, base := path.Split(part)
	name := dir + "_rels/" + base + ".rels"
	all := map[string]relation{}
	if !a.has(name) {
		return all, nil
	}
	p, err := a.open(name)
	if err != nil {
		return nil, err
	}
	if err := p.root(); err != nil {
		return nil, err
	}
	for {
		e, more, err := p.child(1)
		if err != nil || !more {
			return all, err
		}
		if len(all) > mostParts {
			return nil, errTooBig
		}
		target := attribute(e, "Target")
		if !strings.HasPrefix(target, "/") {
			target = dir + target
		}
		if attribute(e, "TargetMode") != "External" {
			all[attribute(e, "Id")] = relation{path.Base(attribute(e, "Type")), partName(target)}
		}
		if err := p.skip(); err != nil {
			return nil, err
		}
	}
}

// related finds the part that is of a kind, "" when there is none; of several, always the same.
func related(all map[string]relation, kind string) string {
	found := ""
	for _, r := range all {
		if r.kind == kind && (found == "" || r.target < found) {
			found = r.target
		}
	}
	return found
}

// tab is a sheet as the workbook names it.
type tab struct {
	name, part string
	hidden     bool
}

// outline reads what the workbook says of its sheets, and what all of them share.
func (r *reader) outline() error {
	roots, err := r.archive.relations("")
	if err != nil {
		return err
	}
	book := related(roots, "officeDocument")
	if book == "" {
		book = "xl/workbook.xml"
	}
	links, err := r.archive.relations(book)
	if err != nil {
		return err
	}
	if err := r.listSheets(book, links); err != nil {
		return err
	}
	if len(r.sheets) == 0 {
		return &sheet.Problem{Text: "Ce classeur ne contient aucune feuille de calcul."}
	}
	if part := related(links, "styles"); part != "" {
		if err := r.readFormats(part); err != nil {
			return err
		}
	}
	if part := related(links, "sharedStrings"); part != "" {
		return r.readShared(part)
	}
	return nil
}

func (r *reader) listSheets(book string, links map[string]relation) error {
	p, err := r.archive.open(book)
	if err != nil {
		return err
	}
	if err := p.root(); err != nil {
		return err
	}
	for {
		e, more, err := p.child(1)
		if err != nil || !more {
			return err
		}
		switch e.Name.Local {
		case "workbookPr":
			if truth(attribute(e, "date1904")) {
				r.from = of1904
			}
		case "sheet":
			link := links[attribute(e, "id")]
			if link.kind != "worksheet" { // a chart is no sheet of cells
				break
			}
			if len(r.sheets) == mostSheets {
				return errTooBig
			}
			r.sheets = append(r.sheets, tab{name: attribute(e, "name"), part: link.target, hidden: strings.HasSuffix(strings.ToLower(attribute(e, "state")), "hidden")})
		case "sheets":
			continue // and step into it
		}
		if err := p.skip(); err != nil {
			return err
		}
	}
}

// readShared reads the texts that cells share.
func (r *reader) readShared(part string) error {
	p, err := r.archive.open(part)
	if err != nil {
		return err
	}
	if err := p.root(); err != nil {
		return err
	}
	size := 0
	for {
		e, more, err := p.child(1)
		if err != nil {
			return err
		}
		if !more {
			return p.finish()
		}
		if e.Name.Local != "si" {
			if err := p.skip(); err != nil {
				return err
			}
			continue
		}
		text, err := p.rich()
		if err != nil {
			return err
		}
		if size += len(text); size > MostText || len(r.shared) == mostShared {
			return errTooBig
		}
		r.shared = append(r.shared, text)
	}
}
