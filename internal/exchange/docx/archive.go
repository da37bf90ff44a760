package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"slices"
	"strings"

	"parvis/internal/fault"
)

// Open reads a model. Its error has a sentence for whoever gave the file; data must not change while the model is used.
func Open(data []byte) (*Model, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, foreign(data, err)
	}
	a, err := list(z)
	if err != nil {
		return nil, err
	}
	main, err := a.main()
	if err != nil {
		return nil, err
	}
	m := &Model{files: z.File}
	names, err := a.texts(main)
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	for _, name := range names {
		raw, err := a.read(name)
		if err != nil {
			return nil, err
		}
		p, err := scan(raw, name == main)
		if err != nil {
			return nil, refusal(err)
		}
		p.file = a.parts[name]
		m.parts = append(m.parts, p)
		for _, key := range p.fields {
			if !known[key] {
				known[key] = true
				m.fields = append(m.fields, key)
			}
		}
		if len(m.fields) > mostFields {
			return nil, tooBig(errMany)
		}
	}
	return m, nil
}

// refusal gives what went wrong in a part its sentence.
func refusal(err error) error {
	if errors.Is(err, errMany) {
		return tooBig(err)
	}
	return damaged(err)
}

// archive is the parts of a file by their names, in small letters and without a slash before them.
type archive struct {
	parts map[string]*zip.File
	left  int // bytes that may still be unpacked
}

func list(z *zip.Reader) (*archive, error) {
	if len(z.File) > mostParts {
		return nil, tooBig(errMany)
	}
	a := &archive{parts: make(map[string]*zip.File, len(z.File)), left: MostRead}
	held := uint64(0)
	for _, f := range z.File {
		name := partName(f.Name)
		if a.parts[name] != nil {
			return nil, damaged(errShape) // which of the two counts is anybody's guess
		}
		a.parts[name] = f
		if held += min(f.UncompressedSize64, MostHeld+1); held > MostHeld {
			return nil, tooBig(errMany)
		}
		if path.Base(name) == "vbaproject.bin" {
			return nil, macros()
		}
	}
	return a, nil
}

func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean(strings.ReplaceAll(name, `\`, "/")), "/"))
}

// read unpacks a part. archive/zip stops one that is longer than it says.
func (a *archive) read(name string) ([]byte, error) {
	f := a.parts[name]
	if f == nil {
		return nil, damaged(errShape)
	}
	if f.UncompressedSize64 > MostPart || f.UncompressedSize64 > uint64(a.left) {
		return nil, tooBig(errMany)
	}
	r, err := f.Open()
	if err != nil {
		return nil, damaged(err)
	}
	defer func() { _ = r.Close() }()
	raw, err := io.ReadAll(io.LimitReader(r, MostPart+1))
	if err != nil {
		return nil, damaged(err)
	}
	a.left -= len(raw)
	return raw, nil
}

// main finds the part that holds the text, and refuses what is another kind of document.
func (a *archive) main() (string, error) {
	if a.parts["[content_types].xml"] == nil {
		return "", a.otherwise()
	}
	roots, err := a.relations("")
	if err != nil {
		return "", err
	}
	main := "word/document.xml"
	for _, r := range roots {
		if r.kind == "officedocument" {
			main = r.target
			break
		}
	}
	kind, err := a.contentType(main)
	if err != nil {
		return "", err
	}
	switch {
	case strings.Contains(kind, "macroenabled"):
		return "", macros()
	case strings.HasSuffix(kind, "wordprocessingml.template.main+xml"):
		return "", fault.New(fault.Invalid, "Ce fichier est un modèle de Word (.dotx)."+saveAgain, nil)
	case !strings.HasSuffix(kind, "wordprocessingml.document.main+xml"):
		return "", a.otherwise()
	}
	return main, nil
}

// contentType is what the file declares a part to be, in small letters.
func (a *archive) contentType(name string) (string, error) {
	byExtension := ""
	own := ""
	err := a.each("[content_types].xml", func(e xml.StartElement) {
		kind := strings.ToLower(attribute(e, "ContentType"))
		switch {
		case e.Name.Local == "Override" && partName(attribute(e, "PartName")) == name:
			own = kind
		case e.Name.Local == "Default" && "."+strings.ToLower(attribute(e, "Extension")) == path.Ext(name):
			byExtension = kind
		}
	})
	if own != "" {
		return own, err
	}
	return byExtension, err
}

// texts are the parts that may hold fields, the text itself first.
func (a *archive) texts(main string) ([]string, error) {
	links, err := a.relations(main)
	if err != nil {
		return nil, err
	}
	names := []string{main}
	for _, kind := range []string{"header", "footer", "footnotes", "endnotes"} {
		for _, r := range links {
			if r.kind == kind && a.parts[r.target] != nil && !slices.Contains(names, r.target) {
				names = append(names, r.target)
			}
		}
	}
	return names, nil
}

// relation is what a part says of another one: the kind is the last word of its address, in small letters.
type relation struct{ kind, target string }

// relations are what a part says of others within the file.
func (a *archive) relations(part string) (all []relation, err error) {
	dir, base := path.Split(part)
	name := dir + "_rels/" + base + ".rels"
	if a.parts[name] == nil {
		return nil, nil
	}
	err = a.each(name, func(e xml.StartElement) {
		target := attribute(e, "Target")
		if !strings.HasPrefix(target, "/") {
			target = dir + target
		}
		if e.Name.Local == "Relationship" && attribute(e, "TargetMode") != "External" {
			all = append(all, relation{strings.ToLower(path.Base(attribute(e, "Type"))), partName(target)})
		}
	})
	if len(all) > mostParts {
		return nil, tooBig(errMany)
	}
	return all, err
}

// each looks at every element of a part.
func (a *archive) each(name string, look func(xml.StartElement)) error {
	raw, err := a.read(name)
	if err != nil {
		return err
	}
	t := newTokens(raw)
	for {
		token, err := t.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return refusal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			look(e)
		case xml.EndElement:
			t.leave()
		}
	}
}

func attribute(e xml.StartElement, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}
