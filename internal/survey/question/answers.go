package question

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/written"
)

// Answer is what somebody answered to one question. What is empty is no answer.
type Answer struct {
	Chosen []string          // keys of options: one, several in the form's order, or a ranking with the first choice first
	Rows   map[string]string // of a matrix: the key of an option, or Unsure, by the key of its row
	Unsure bool              // « Je ne sais pas »
	Text   string            // of a text, a number ("12.5") or a day ("2025-06-13"); of a choice, what « Autre » stands for
	Agreed bool              // of a consent
}

// Answers are by the keys of questions.
type Answers map[string]Answer

// Unsure and NotAsked stand for an answer among kept ones: somebody said that she does not know; a condition hid the question. Nothing at all after « = » is a question
// that was shown and that nobody answered.
const (
	Unsure   = "~"
	NotAsked = "-"
)

// MaxText and MaxLong bound what is typed, in characters.
const (
	MaxText = 200
	MaxLong = 2000
)

// Empty tells that nothing was answered.
func (a Answer) Empty() bool {
	return len(a.Chosen) == 0 && len(a.Rows) == 0 && !a.Unsure && a.Text == "" && !a.Agreed
}

// values is what conditions compare.
func (a Answer) values() []string {
	switch {
	case a.Unsure:
		return []string{Unsure}
	case a.Agreed:
		return []string{"1"}
	case len(a.Rows) > 0:
		var list []string
		for row, v := range a.Rows {
			list = append(list, row+"="+v)
		}
		return list
	case len(a.Chosen) > 0:
		return a.Chosen
	case a.Text != "":
		return []string{a.Text}
	}
	return nil
}

func number(id int64) []string {
	if id == 0 {
		return nil
	}
	return []string{strconv.FormatInt(id, 10)}
}

// Field is the name of the field that a question is answered in; a matrix has one for each row, a ranking one for each option, « Autre » a text of its own
// (the part after the point). « Je ne sais pas » beside something that is typed has a box of its own, whose part is Unsure; elsewhere it is one of the values.
func Field(key, part string) string {
	if part == "" {
		return "q." + key
	}
	return "q." + key + "." + part
}

// Read takes the answer to a question from the fields of a form, and lists what is to mend. What is not among what the question offers is a problem, never kept.
func (q Question) Read(l Lang, get func(field string) []string) (Answer, fault.Problems) {
	var p fault.Problems
	a := Answer{}
	field := Field(q.Key, "")
	values := slices.DeleteFunc(slices.Concat(get(field), get(Field(q.Key, Unsure))), func(v string) bool { return v == "" })
	if q.Unsure && slices.Contains(values, Unsure) {
		a.Unsure = true
		if len(values) > 1 {
			p.Require(false, field, say(l, unsureAndMore))
		}
		return a, p
	}
	switch q.Kind {
	case Single, Scale5, Scale3, NPS:
		p.Require(len(values) <= 1, field, say(l, oneOnly))
		q.choose(&a, &p, l, field, values)
	case Multiple:
		q.choose(&a, &p, l, field, values)
	case Consent:
		a.Agreed = len(values) == 1 && values[0] == "1"
		p.Require(len(values) == 0 || a.Agreed, field, say(l, notOffered))
	case Matrix:
		q.readRows(&a, &p, l, get)
	case Ranking:
		q.readRanks(&a, &p, l, get)
	default:
		q.readTyped(&a, &p, l, field, values)
	}
	if q.Required && len(p) == 0 && !q.complete(a) {
		p.Require(false, field, say(l, required))
	}
	return a, p
}

// complete tells whether a required question has its whole answer.
func (q Question) complete(a Answer) bool {
	if q.Kind == Matrix {
		return len(a.Rows) == len(q.Rows)
	}
	return !a.Empty() || !q.Kind.Asks()
}

func (q Question) choose(a *Answer, p *fault.Problems, l Lang, field string, values []string) {
	for _, v := range values {
		if !q.Offers(v) {
			p.Require(false, field, say(l, notOffered))
			return
		}
	}
	for _, o := range q.Choices() { // in the form's order, once each
		if slices.Contains(values, o.Key) {
			a.Chosen = append(a.Chosen, o.Key)
		}
	}
	if q.Other && slices.Contains(values, OtherKey) {
		a.Chosen = append(a.Chosen, OtherKey)
	}
}

func (q Question) readRows(a *Answer, p *fault.Problems, l Lang, get func(string) []string) {
	for _, row := range q.Rows {
		field := Field(q.Key, row.Key)
		values := slices.DeleteFunc(slices.Clone(get(field)), func(v string) bool { return v == "" })
		switch {
		case len(values) == 0:
			continue
		case len(values) > 1:
			p.Require(false, field, say(l, oneOnly))
		case q.Unsure && values[0] == Unsure, q.Offers(values[0]):
			if a.Rows == nil {
				a.Rows = map[string]string{}
			}
			a.Rows[row.Key] = values[0]
		default:
			p.Require(false, field, say(l, notOffered))
		}
	}
}

// readRanks reads "1", "2"… beside each option. Some may have none; no two may share one.
func (q Question) readRanks(a *Answer, p *fault.Problems, l Lang, get func(string) []string) {
	type ranked struct {
		key string
		at  int
	}
	var list []ranked
	for _, o := range q.Options {
		field := Field(q.Key, o.Key)
		text := strings.TrimSpace(first(get(field)))
		if text == "" {
			continue
		}
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > len(q.Options) {
			p.Require(false, field, say(l, badRank))
			continue
		}
		if slices.ContainsFunc(list, func(r ranked) bool { return r.at == n }) {
			p.Require(false, field, say(l, sameRank))
			continue
		}
		list = append(list, ranked{o.Key, n})
	}
	slices.SortFunc(list, func(a, b ranked) int { return a.at - b.at })
	for _, r := range list {
		a.Chosen = append(a.Chosen, r.key)
	}
}

func (q Question) readTyped(a *Answer, p *fault.Problems, l Lang, field string, values []string) {
	text := strings.TrimSpace(french.Visible(first(values)))
	if text == "" {
		return
	}
	most := MaxText
	if q.Kind == Long {
		most = MaxLong
	}
	if utf8.RuneCountInString(text) > most {
		p.Require(false, field, say(l, tooLong))
		return
	}
	switch q.Kind {
	case Number:
		x, err := written.Decimal(text)
		switch {
		case err != nil:
			p.Require(false, field, say(l, badNumber))
		case !q.Decimals && x != float64(int64(x)):
			p.Require(false, field, say(l, wholeNumber))
		case q.Least != nil && x < *q.Least, q.Most != nil && x > *q.Most:
			p.Require(false, field, outside(l, q.Least, q.Most))
		default:
			a.Text = strconv.FormatFloat(x, 'f', -1, 64)
		}
	case Date:
		d, _, err := written.Date(text, 0)
		if err != nil || d.Year() < 1900 || d.Year() > 2100 {
			p.Require(false, field, say(l, badDate))
			return
		}
		a.Text = d.String()
	case Text:
		a.Text = french.OneLine(text)
	default:
		a.Text = text
	}
}

func first(values []string) string {
	if len(values) == 0 {
		return ""
	}
	return values[0]
}

// ReadOther takes what « Autre » stands for, where it was chosen.
func (q Question) ReadOther(a *Answer, l Lang, get func(string) []string) fault.Problems {
	var p fault.Problems
	if !q.Other || !slices.Contains(a.Chosen, OtherKey) {
		return p
	}
	text := french.OneLine(french.Visible(first(get(Field(q.Key, OtherKey)))))
	if utf8.RuneCountInString(text) > MaxText {
		p.Require(false, Field(q.Key, OtherKey), say(l, tooLong))
		return p
	}
	a.Text = text
	return p
}

// ReadPage takes the answers of a page into what was answered before, and lists what is to mend. Questions that are not shown lose what they had.
func ReadPage(page []Question, c Context, l Lang, so Answers, get func(string) []string) fault.Problems {
	var all fault.Problems
	for _, q := range page {
		if !q.Kind.Asks() {
			continue
		}
		delete(so, q.Key)
		if !q.Shown(c, so) {
			continue
		}
		a, p := q.Read(l, get)
		p = append(p, q.ReadOther(&a, l, get)...)
		all = append(all, p...)
		if len(p) == 0 && !a.Empty() {
			so[q.Key] = a
		}
	}
	return all
}

// ReadAll takes the answers of a whole form that came at once, and lists what is to mend.
func (f Form) ReadAll(c Context, l Lang, get func(string) []string) (Answers, fault.Problems) {
	so := Answers{}
	p := ReadPage(f.Questions, c, l, so, get)
	return so, p
}
