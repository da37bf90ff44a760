package xlsform

import (
	"errors"
	"strconv"
	"strings"
	"unicode"
)

// The bounds of an expression.
const (
	mostExpression = 32_767 // bytes
	mostTokens     = 20_000
	mostNested     = 20
)

var errExpression = errors.New("an expression that cannot be said otherwise")

// node is a part of an expression: and, or and not of others, or a comparison of two terms.
type node struct {
	op          string // "and", "or", "not", "=", "!=", "<", "<=", ">", ">=", "selected"
	of          []node
	left, right term
}

// term is what is compared.
type term struct {
	kind termKind
	text string // the name of a question, a text or a number
}

type termKind int8

const (
	isName    termKind = iota // ${name}
	isSelf                    // .
	isLiteral                 // 'text' or 12
	isLength                  // string-length(${name}) or count-selected(${name})
)

type token struct {
	kind byte // 'n' name in ${}, 's' text, '0' number, 'w' word, or a sign
	text string
}

// parse reads an expression as far as conditions and bounds need it.
func parse(text string) (node, error) {
	if len(text) > mostExpression {
		return node{}, errExpression
	}
	tokens, err := tokenize(text)
	if err != nil {
		return node{}, err
	}
	p := &parser{tokens: tokens}
	n, err := p.either(0)
	if err == nil && p.at < len(p.tokens) {
		err = errExpression
	}
	return n, err
}

// closers end texts; spreadsheets curl quotation marks by themselves.
var closers = map[rune]string{'\'': "'", '"': `"`, '‘': "’", '’': "’", '“': "”", '”': "”"}

func tokenize(text string) ([]token, error) {
	var list []token
	for text != "" {
		if len(list) == mostTokens {
			return nil, errExpression
		}
		first := []rune(text[:min(len(text), 4)])[0]
		size := len(string(first))
		switch {
		case unicode.IsSpace(first):
			text = text[size:]
			continue
		case strings.HasPrefix(text, "${"):
			end := strings.IndexByte(text, '}')
			if end < 0 {
				return nil, errExpression
			}
			list, text = append(list, token{'n', strings.TrimSpace(text[2:end])}), text[end+1:]
			continue
		case closers[first] != "":
			body, rest, ok := strings.Cut(text[size:], closers[first])
			if !ok {
				return nil, errExpression
			}
			list, text = append(list, token{'s', body}), rest
			continue
		case first >= '0' && first <= '9' || first == '.' && len(text) > 1 && text[1] >= '0' && text[1] <= '9':
			n := len(text) - len(strings.TrimLeft(text, "0123456789."))
			list, text = append(list, token{'0', text[:n]}), text[n:]
			continue
		case strings.HasPrefix(text, "!="), strings.HasPrefix(text, "<="), strings.HasPrefix(text, ">="):
			list, text = append(list, token{text[0], text[:2]}), text[2:]
			continue
		case strings.ContainsRune("=<>().,-", first):
			list, text = append(list, token{text[0], text[:1]}), text[1:]
			continue
		case unicode.IsLetter(first):
			n := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '_' })
			if n < 0 {
				n = len(text)
			}
			list, text = append(list, token{'w', strings.ToLower(text[:n])}), text[n:]
			continue
		}
		return nil, errExpression
	}
	return list, nil
}

type parser struct {
	tokens []token
	at     int
}

func (p *parser) peek() token {
	if p.at < len(p.tokens) {
		return p.tokens[p.at]
	}
	return token{}
}

// take steps over a token of this kind and, if any is given, this text.
func (p *parser) take(kind byte, text string) bool {
	t := p.peek()
	if p.at >= len(p.tokens) || t.kind != kind || text != "" && t.text != text {
		return false
	}
	p.at++
	return true
}

func (p *parser) either(depth int) (node, error) { return p.several("or", depth, p.all) }
func (p *parser) all(depth int) (node, error)    { return p.several("and", depth, p.one) }

func (p *parser) several(word string, depth int, part func(int) (node, error)) (node, error) {
	n, err := part(depth)
	if err != nil {
		return n, err
	}
	list := []node{n}
	for p.take('w', word) {
		if n, err = part(depth); err != nil {
			return n, err
		}
		list = append(list, n)
	}
	if len(list) == 1 {
		return list[0], nil
	}
	return node{op: word, of: list}, nil
}

func (p *parser) one(depth int) (node, error) {
	if depth > mostNested {
		return node{}, errExpression
	}
	switch {
	case p.take('(', ""):
		n, err := p.either(depth + 1)
		if err == nil && !p.take(')', "") {
			err = errExpression
		}
		return n, err
	case p.take('w', "not"):
		if !p.take('(', "") {
			return node{}, errExpression
		}
		n, err := p.either(depth + 1)
		if err == nil && !p.take(')', "") {
			err = errExpression
		}
		return node{op: "not", of: []node{n}}, err
	case p.take('w', "selected"):
		return p.selected()
	}
	left, err := p.term()
	if err != nil {
		return node{}, err
	}
	t := p.peek()
	switch t.text {
	case "=", "!=", "<", "<=", ">", ">=":
	default:
		return node{}, errExpression
	}
	if t.kind == 's' {
		return node{}, errExpression
	}
	p.at++
	right, err := p.term()
	if left.kind == isLiteral {
		left, right, t.text = right, left, turned(t.text)
	}
	if err == nil && (right.kind != isLiteral || left.kind == isLiteral) {
		err = errExpression
	}
	return node{op: t.text, left: left, right: right}, err
}

// turned is a comparison read from the right.
func turned(op string) string {
	switch op[0] {
	case '<':
		return ">" + op[1:]
	case '>':
		return "<" + op[1:]
	}
	return op
}

func (p *parser) selected() (node, error) {
	if !p.take('(', "") {
		return node{}, errExpression
	}
	left, err := p.term()
	if err != nil || left.kind != isName || !p.take(',', "") {
		return node{}, errExpression
	}
	right, err := p.term()
	if err != nil || right.kind != isLiteral || !p.take(')', "") {
		return node{}, errExpression
	}
	return node{op: "selected", left: left, right: right}, nil
}

func (p *parser) term() (term, error) {
	t := p.peek()
	switch {
	case p.take('n', ""):
		return term{isName, t.text}, nil
	case p.take('s', ""):
		return term{isLiteral, t.text}, nil
	case p.take('0', ""):
		return number(t.text, "")
	case p.take('-', ""):
		if n := p.peek(); p.take('0', "") {
			return number(n.text, "-")
		}
	case p.take('.', ""):
		return term{isSelf, ""}, nil
	case p.take('w', "string-length"), p.take('w', "count-selected"):
		if p.take('(', "") {
			if n := p.peek(); p.take('n', "") && p.take(')', "") {
				return term{isLength, n.text}, nil
			}
		}
	}
	return term{}, errExpression
}

func number(digits, sign string) (term, error) {
	x, err := strconv.ParseFloat(sign+digits, 64)
	if err != nil {
		return term{}, errExpression
	}
	return term{isLiteral, strconv.FormatFloat(x+0, 'f', -1, 64)}, nil
}
