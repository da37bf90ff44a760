package docx

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
)

// The namespaces of what Word writes, and of the strict variant of the format.
const (
	transitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	strict       = "http://purl.oclc.org/ooxml/wordprocessingml/main"
)

// tokens walks through a part, and knows where in its bytes each token stands. It reads raw tokens: names keep their prefixes, which is
// what is written again.
type tokens struct {
	decoder    *xml.Decoder
	start, end int64     // of the last token
	within     []element // those it is in, the root first
	words      map[string][]bool
}

// element is one that has begun.
type element struct {
	name  xml.Name // Space is the prefix
	word  string   // its name, if it is one of Word's own namespace, else ""
	start int64
	binds []string // the prefixes that it declares
}

func newTokens(raw []byte) *tokens {
	return &tokens{decoder: xml.NewDecoder(bytes.NewReader(raw)), words: map[string][]bool{}}
}

// errForbidden is what XML allows and documents do not: a document type, which may define entities.
var errForbidden = errors.New("docx: a document type, or elements too deep within each other")

// errUnbalanced is an element that ends otherwise than it began, or does not end.
var errUnbalanced = errors.New("docx: an element that does not end as it began")

// next gives the next token, io.EOF at the end of the part. During an EndElement, the element is still the last of within.
func (t *tokens) next() (xml.Token, error) {
	t.start = t.decoder.InputOffset()
	token, err := t.decoder.RawToken()
	t.end = t.decoder.InputOffset()
	switch token := token.(type) {
	case xml.StartElement:
		if len(t.within) == mostDepth {
			return nil, errForbidden
		}
		t.enter(token)
	case xml.EndElement:
		if len(t.within) == 0 || t.top().name != token.Name {
			return nil, errUnbalanced
		}
	case xml.Directive:
		return nil, errForbidden
	}
	if errors.Is(err, io.EOF) && len(t.within) > 0 {
		return nil, errUnbalanced
	}
	return token, err
}

func (t *tokens) enter(e xml.StartElement) {
	in := element{name: e.Name, start: t.start}
	for _, a := range e.Attr {
		prefix := ""
		switch {
		case a.Name.Space == "xmlns":
			prefix = a.Name.Local
		case a.Name.Space != "" || a.Name.Local != "xmlns":
			continue
		}
		in.binds = append(in.binds, prefix)
		t.words[prefix] = append(t.words[prefix], a.Value == transitional || a.Value == strict)
	}
	if binds := t.words[e.Name.Space]; len(binds) > 0 && binds[len(binds)-1] {
		in.word = e.Name.Local
	}
	t.within = append(t.within, in)
}

// leave is to follow each EndElement.
func (t *tokens) leave() {
	for _, prefix := range t.top().binds {
		t.words[prefix] = t.words[prefix][:len(t.words[prefix])-1]
	}
	t.within = t.within[:len(t.within)-1]
}

func (t *tokens) top() *element { return &t.within[len(t.within)-1] }

// parent is the name, in Word's own namespace, of what the innermost element is in.
func (t *tokens) parent() string {
	if len(t.within) < 2 {
		return ""
	}
	return t.within[len(t.within)-2].word
}
