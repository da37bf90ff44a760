package workbook

import (
	"bufio"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// parser walks through the elements of a part. It looks at the local names only: producers choose
// prefixes and namespaces as they like.
type parser struct {
	decoder *xml.Decoder
	source  *source
	depth   int        // of the element it is in: 1 in the root
	within  []xml.Name // those elements, the root first
}

func newParser(r io.Reader) *parser {
	s := &source{bytes: bufio.NewReaderSize(r, 32<<10)}
	return &parser{decoder: xml.NewDecoder(s), source: s}
}

// source gives the decoder one byte at a time, and stops within a mark or a text that is longer
// than any of a workbook: the decoder would hold all of it.
type source struct {
	bytes *bufio.Reader
	since int // bytes read for this token
}

var errLong = errors.New("a token longer than any of a workbook")

// ReadByte gives the next byte.
func (s *source) ReadByte() (byte, error) {
	if s.since++; s.since > MostToken {
		return 0, errLong
	}
	return s.bytes.ReadByte()
}

// Read is there for the decoder to be made; it reads by ReadByte.
func (s *source) Read(p []byte) (int, error) { return s.bytes.Read(p) }

// errForbidden is what XML allows and workbooks do not: a document type, which may define entities.
var errForbidden = errors.New("a document type, or elements too deep within each other")

// errUnbalanced is an element that ends otherwise than it began, or does not end.
var errUnbalanced = errors.New("an element that does not end as it began")

// next gives the next token. At the end of the part it is an io.EOF; an end within an element is
// errUnbalanced.
func (p *parser) next() (xml.Token, error) {
	p.source.since = 0
	t, err := p.decoder.RawToken() // Token would copy each one to know namespaces, which nobody asks for
	switch t := t.(type) {
	case xml.StartElement:
		if p.depth++; p.depth > mostDepth {
			return nil, errForbidden
		}
		p.within = append(p.within, t.Name)
	case xml.EndElement:
		if p.depth == 0 || p.within[p.depth-1] != t.Name {
			return nil, errUnbalanced
		}
		p.depth--
		p.within = p.within[:p.depth]
	case xml.Directive:
		return nil, errForbidden
	}
	if errors.Is(err, io.EOF) && p.depth > 0 {
		return nil, errUnbalanced
	}
	return t, err
}

// child steps into the next element within the one whose inside has this depth; more is false at
// the end of that one.
func (p *parser) child(depth int) (e xml.StartElement, more bool, err error) {
	for {
		t, err := p.next()
		if err != nil {
			return e, false, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			return t, true, nil
		case xml.EndElement:
			if p.depth < depth {
				return e, false, nil
			}
		}
	}
}

// root steps into the one element that the part is.
func (p *parser) root() error {
	_, _, err := p.child(0)
	return err
}

// skip leaves the element it is in.
func (p *parser) skip() error {
	for depth := p.depth; p.depth >= depth; {
		if _, err := p.next(); err != nil {
			return err
		}
	}
	return nil
}

// finish reads to the end of the part, where its checksum is compared.
func (p *parser) finish() error {
	for {
		if _, err := p.next(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// text gives the characters of the element it is in, and leaves it.
func (p *parser) text() (string, error) {
	var first string
	var all strings.Builder // where comments cut the text into pieces
	for depth := p.depth; p.depth >= depth; {
		t, err := p.next()
		if err != nil {
			return "", err
		}
		c, ok := t.(xml.CharData)
		switch {
		case !ok || p.depth > depth:
		case first == "":
			first = string(c)
		case max(all.Len(), len(first))+len(c) > MostToken:
			return "", errLong
		default:
			if all.Len() == 0 {
				all.WriteString(first)
			}
			all.Write(c)
		}
	}
	if all.Len() > 0 {
		return all.String(), nil
	}
	return first, nil
}

// rich gives the text of a shared or inline string, and leaves it. Its pieces may each have letters
// of their own; how they are pronounced (rPh) is no part of it.
func (p *parser) rich() (string, error) {
	var all strings.Builder
	for depth := p.depth; ; {
		e, more, err := p.child(depth)
		if err != nil {
			return "", err
		}
		switch {
		case !more:
			return plainText(all.String()), nil
		case e.Name.Local == "r":
			// Step into it.
		case e.Name.Local == "t":
			text, err := p.text()
			if err != nil {
				return "", err
			}
			if all.Len()+len(text) > MostToken {
				return "", errLong
			}
			all.WriteString(text)
		default:
			if err := p.skip(); err != nil {
				return "", err
			}
		}
	}
}

// attribute gives the value of an attribute by its local name, "" when there is none.
func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func truth(value string) bool { return value == "1" || value == "true" }
