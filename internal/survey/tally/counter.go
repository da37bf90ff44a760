package tally

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"parvis/internal/survey/question"
	"parvis/internal/workcal"
)

// Pool is which answers are counted together. What was answered with help says what somebody else understood too: it stands beside, and is never added.
type Pool int

// The pools.
const (
	Alone  Pool = iota
	Helped      // somebody read the questions, or answered in her place
)

// Pools lists them in the order of the pages.
var Pools = []Pool{Alone, Helped}

// Label is the pool in French, without a capital.
func (p Pool) Label() string {
	if p == Helped {
		return "avec aide"
	}
	return "sans aide"
}

const pools = 2

// mostDays bounds the days that answers of one question are told apart by.
const mostDays = 4_000

// count is what is known of a question, or of a row of one, in a pool.
type count struct {
	n, unsure, blank, hidden, unread int
	by                               []int // answers by option
	firsts, places                   []int // of a ranking: how often an option was first, the sum of its places
	numbers                          []float64
	days                             map[workcal.Date]int
}

// cell is a question, or a row of a matrix, under the key that kept lines have.
type cell struct {
	key      string
	question int // in the form
	row      question.Option
	kind     question.Kind
	options  []question.Option
	in       [pools]count
}

// Counter counts responses one by one. It is for one goroutine.
type Counter struct {
	form      question.Form
	cells     []cell
	at        map[string]int
	responses [pools]int
}

// New gives a counter for the joined versions of a form.
func New(form question.Form) *Counter {
	c := &Counter{form: form, at: map[string]int{}}
	for i, q := range form.Questions {
		if !q.Kind.Asks() || q.Practice {
			continue
		}
		if q.Kind != question.Matrix {
			c.add(cell{key: q.Key, question: i, kind: q.Kind, options: answers(q)})
			continue
		}
		for _, row := range q.Rows {
			c.add(cell{key: q.Key + "." + row.Key, question: i, row: row, kind: q.Kind, options: answers(q)})
		}
	}
	return c
}

func (c *Counter) add(one cell) {
	for p := range one.in {
		one.in[p].by = make([]int, len(one.options))
		if one.kind == question.Ranking {
			one.in[p].firsts, one.in[p].places = make([]int, len(one.options)), make([]int, len(one.options))
		}
	}
	c.at[one.key] = len(c.cells)
	c.cells = append(c.cells, one)
}

// answers are what a question may be answered with, what is offered no more last.
func answers(q question.Question) []question.Option {
	if q.Kind == question.Consent {
		return []question.Option{{Key: agreed, Label: question.FR("accord donné")}, {Key: notAgreed, Label: question.FR("case non cochée")}}
	}
	var list, retired []question.Option
	for _, o := range q.Choices() {
		if o.Retired {
			retired = append(retired, o)
			continue
		}
		list = append(list, o)
	}
	if q.Other {
		list = append(list, question.Option{Key: question.OtherKey, Label: question.FR("Autre")})
	}
	return append(list, retired...)
}

const (
	agreed    = "1"
	notAgreed = "0"
)

// Add counts a response, as question.Form.Kept wrote it. Nothing of the line is kept.
func (c *Counter) Add(helped bool, choices string) {
	pool := Alone
	if helped {
		pool = Helped
	}
	c.responses[pool]++
	next := 0 // lines are mostly in the order of the form
	question.EachKept(choices, func(key, value string) {
		if next >= len(c.cells) || c.cells[next].key != key {
			at, known := c.at[key]
			if !known {
				return
			}
			next = at
		}
		one := &c.cells[next]
		next++
		one.in[pool].take(one, value)
	})
}

func (n *count) take(of *cell, value string) {
	switch {
	case value == question.NotAsked:
		n.hidden++
	case value == question.Unsure:
		n.unsure++
	case of.kind == question.Consent: // a box that is left empty answers too
		n.n++
		n.by[map[bool]int{true: 0, false: 1}[value == agreed]]++
	case value == "":
		n.blank++
	case of.kind == question.Multiple, of.kind == question.Ranking:
		n.several(of, value)
	case of.kind == question.Number:
		x, err := strconv.ParseFloat(value, 64)
		if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
			n.unread++
			return
		}
		n.n++
		n.numbers = append(n.numbers, x)
	case of.kind == question.Date:
		n.day(value)
	case of.kind == question.Text, of.kind == question.Long:
		n.n++
	default:
		i := optionAt(of.options, value)
		if i < 0 {
			n.unread++
			return
		}
		n.n++
		n.by[i]++
	}
}

func (n *count) several(of *cell, value string) {
	some := false
	for place := 1; value != ""; place++ {
		key := value
		if i := strings.IndexByte(value, '+'); i >= 0 {
			key, value = value[:i], value[i+1:]
		} else {
			value = ""
		}
		i := optionAt(of.options, key)
		if i < 0 {
			continue
		}
		some = true
		n.by[i]++
		if of.kind == question.Ranking {
			n.places[i] += place
			if place == 1 {
				n.firsts[i]++
			}
		}
	}
	if some {
		n.n++
	} else {
		n.unread++
	}
}

func (n *count) day(value string) {
	d, err := workcal.Parse(value)
	if err != nil || len(n.days) >= mostDays && n.days[d] == 0 {
		n.unread++
		return
	}
	if n.days == nil {
		n.days = map[workcal.Date]int{}
	}
	n.n++
	n.days[d]++
}

func optionAt(options []question.Option, key string) int {
	for i := range options {
		if options[i].Key == key {
			return i
		}
	}
	return -1
}

// Tally gives what was counted until now.
func (c *Counter) Tally() Tally {
	t := Tally{responses: c.responses}
	for _, one := range c.cells {
		if len(t.Questions) == 0 || t.Questions[len(t.Questions)-1].Key != c.form.Questions[one.question].Key {
			t.Questions = append(t.Questions, Question{Question: c.form.Questions[one.question]})
		}
		part := Part{Row: one.row}
		for p, n := range one.in {
			total := c.responses[p]
			r := Result{N: n.n, Blank: n.blank, Unsure: n.unsure, Unread: n.unread, kind: one.kind, options: one.options, by: slices.Clone(n.by), firsts: slices.Clone(n.firsts), places: slices.Clone(n.places), days: n.sortedDays()}
			r.NotAsked = max(0, total-n.n-n.blank-n.unsure-n.unread) // hidden, or not in the version that was answered
			r.numbers = slices.Sorted(slices.Values(n.numbers))
			part.in[p] = r
		}
		last := &t.Questions[len(t.Questions)-1]
		last.Parts = append(last.Parts, part)
	}
	return t
}

func (n *count) sortedDays() []DayCount {
	list := make([]DayCount, 0, len(n.days))
	for d, k := range n.days {
		list = append(list, DayCount{d, k})
	}
	slices.SortFunc(list, func(a, b DayCount) int { return int(a.Day) - int(b.Day) })
	return list
}
