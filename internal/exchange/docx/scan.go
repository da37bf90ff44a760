package docx

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
)

// scanner looks for all that may change in a part.
type scanner struct {
	*tokens
	part       *part
	found      []*node
	known      map[string]bool // fields
	paragraphs []*paragraph    // within each other: a text box is in one
	tables     []*table
	text       *piece // that is being read
	letters    []byte // of it
	sections   int    // the settings of sections that it is in
	sectioned  bool   // those of the first section are found
	last       span   // the settings that ended last
	note       note   // that is being read
}

// paragraph is the texts of one, which a field may cross.
type paragraph struct{ pieces []piece }

// piece is a text of a paragraph; one whose tag is "" is anything else that a line holds, which no field crosses.
type piece struct {
	span
	tag, value string
}

// scan looks through a part; the text itself must have a body.
func scan(raw []byte, main bool) (*part, error) {
	s := &scanner{tokens: newTokens(raw), part: &part{raw: raw}, known: map[string]bool{}}
	for {
		token, err := s.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			err = s.take(token)
		}
		if err != nil {
			return nil, err
		}
	}
	if main && s.part.body == (span{}) {
		return nil, errShape
	}
	var err error
	s.part.nodes, err = arrange(s.found)
	return s.part, err
}

func (s *scanner) take(token xml.Token) error {
	switch token := token.(type) {
	case xml.StartElement:
		return s.begin(token)
	case xml.EndElement:
		err := s.finish()
		s.leave()
		return err
	case xml.CharData:
		if s.text != nil && s.top().word == "t" {
			s.letters = append(s.letters, token...)
		}
	}
	return nil
}

// begin takes note of an element that begins.
func (s *scanner) begin(e xml.StartElement) error {
	if s.text != nil { // a text holds letters only
		s.text = nil
		s.rest()
	}
	if err := s.identity(e); err != nil {
		return err
	}
	switch word := s.top().word; word {
	case "body":
		if len(s.within) == 2 {
			s.part.body.start = s.end
			s.part.prefix = strings.TrimSuffix(tag(e.Name), word)
		}
	case "p":
		s.paragraphs = append(s.paragraphs, &paragraph{})
	case "tbl":
		s.tables = append(s.tables, &table{})
	case "tr":
		if len(s.tables) == 0 {
			return errShape
		}
		s.tables[len(s.tables)-1].rows++
	case "sectPr":
		s.sections++
	case "t":
		if s.parent() == "r" && len(s.paragraphs) > 0 {
			s.text, s.letters = &piece{span: span{start: s.start}, tag: tag(e.Name)}, nil
		}
	case "footnote", "endnote":
		if len(s.within) == 2 && attribute(e, "type") == "" { // the others are lines that part notes from the text
			return s.noteNumber(e, word)
		}
	case "footnoteReference", "endnoteReference":
		s.rest()
		return s.noteNumber(e, strings.TrimSuffix(word, "Reference"))
	default:
		if s.parent() == "r" && !invisible(word) {
			s.rest()
		}
	}
	return nil
}

// noteNumber notes the number of a note where it begins, or where it is referred to.
func (s *scanner) noteNumber(e xml.StartElement, kind string) error {
	for _, a := range e.Attr {
		id, err := strconv.Atoi(a.Value)
		if a.Name.Local != "id" || a.Name.Space == "" || err != nil || id < 0 || id > mostNote {
			continue
		}
		before := len(s.found)
		if err := s.attribute(aNote, a.Name); err != nil || len(s.found) == before {
			return err
		}
		n := s.found[before]
		n.tag, n.value = tag(a.Name), kind+" "+strconv.Itoa(id)
		s.note = note{key: n.value, id: id}
		return nil
	}
	return nil
}

// invisible tells what a run may hold within a word, since nobody sees it.
func invisible(word string) bool {
	switch word {
	case "rPr", "lastRenderedPageBreak", "softHyphen", "delText", "annotationRef", "commentReference":
		return true
	}
	return false
}

// rest notes that the line holds something else than letters here.
func (s *scanner) rest() {
	if n := len(s.paragraphs); n > 0 {
		p := s.paragraphs[n-1]
		if last := len(p.pieces) - 1; last < 0 || p.pieces[last].tag != "" {
			p.pieces = append(p.pieces, piece{})
		}
	}
}

// identity finds the numbers that no two paragraphs, rows or drawings may share.
func (s *scanner) identity(e xml.StartElement) error {
	for _, a := range e.Attr {
		var err error
		switch {
		case a.Name.Local == "paraId" || a.Name.Local == "textId":
			err = s.attribute(aDrop, a.Name)
		case a.Name.Local == "id" && a.Name.Space == "" && e.Name.Local == "docPr":
			err = s.attribute(aNumber, a.Name)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// attribute notes one of the mark that begins here, with the blank before it. One that is written in an unusual way stays as it is.
func (s *scanner) attribute(kind kind, name xml.Name) error {
	mark := string(s.part.raw[s.start:s.end])
	opening := tag(name) + `="`
	for at := 1; ; {
		i := strings.Index(mark[at:], opening)
		if i < 0 {
			return nil
		}
		from := at + i - 1
		at += i + len(opening)
		if !strings.ContainsRune(blank, rune(mark[from])) {
			continue
		}
		length := strings.IndexByte(mark[at:], '"')
		if end := at + length + 1; length >= 0 && strings.ContainsRune(blank+"/>", rune(mark[end])) {
			return s.add(&node{span: span{s.start + int64(from), s.start + int64(end)}, kind: kind})
		}
		return nil
	}
}

// blank is what parts attributes.
const blank = " \t\r\n"

func tag(name xml.Name) string {
	if name.Space == "" {
		return name.Local
	}
	return name.Space + ":" + name.Local
}

func (s *scanner) add(n *node) error {
	if len(s.found) == mostNodes {
		return errMany
	}
	s.found = append(s.found, n)
	return nil
}

// finish takes note of the innermost element, which ends.
func (s *scanner) finish() error {
	whole := span{s.top().start, s.end}
	switch s.top().word {
	case "body":
		if len(s.within) == 2 {
			if s.start == s.end { // one mark that ends itself holds nothing, and no letter has a place in it
				return errShape
			}
			s.part.body.end = s.start
			if s.last.end > 0 {
				s.part.section = s.last
			}
		}
	case "footnote", "endnote":
		if len(s.within) == 2 && s.note.key != "" {
			s.part.notes = append(s.part.notes, note{whole, s.note.key, s.note.id})
		}
		s.note = note{}
	case "t":
		return s.endText()
	case "p":
		p := s.paragraphs[len(s.paragraphs)-1]
		s.paragraphs = s.paragraphs[:len(s.paragraphs)-1]
		return s.match(p.pieces)
	case "tbl":
		s.tables = s.tables[:len(s.tables)-1]
	case "tr":
		return s.add(&node{span: whole, kind: aRow, table: s.tables[len(s.tables)-1]})
	case "sectPr":
		return s.endSection(whole)
	case "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "commentReference", "permStart", "permEnd":
		return s.add(&node{span: whole, kind: aDrop})
	case "id":
		if s.parent() == "sdtPr" {
			return s.add(&node{span: whole, kind: aDrop})
		}
	}
	return nil
}

func (s *scanner) endText() error {
	if s.text == nil {
		return nil
	}
	s.text.end, s.text.value = s.end, string(s.letters)
	p := s.paragraphs[len(s.paragraphs)-1]
	if len(p.pieces) == mostTexts {
		return errMany
	}
	p.pieces = append(p.pieces, *s.text)
	s.text = nil
	return nil
}

// endSection notes the settings of the letter's first section. Those at the end of the body are told apart by where they stand.
func (s *scanner) endSection(whole span) error {
	if s.sections--; s.sections > 0 {
		return nil // as they were before a tracked change
	}
	atEnd := s.parent() == "body" && len(s.within) == 3
	if atEnd {
		s.last = whole
		return nil
	}
	if s.sectioned {
		return nil
	}
	s.sectioned = true
	return s.add(&node{span: whole, kind: aSection})
}
