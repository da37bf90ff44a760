package xlsform

import (
	"math"
	"slices"
	"strconv"

	"parvis/internal/survey/question"
)

// why is the reason for which a condition or a bound is not kept; "" when it is.
type why string

const (
	whyTooComplex why = "Cette condition est plus complexe que celles de Parvis\u00a0: la question s’affiche toujours. Veuillez la revoir."
	whyTooMany    why = "Cette condition a plus de 8 parties\u00a0: la question s’affiche toujours. Veuillez la revoir."
)

// condition says an expression as a condition on the questions that were read so far.
func (r *reader) condition(text string) (*question.Condition, why) {
	n, err := parse(text)
	if err != nil {
		return nil, whyTooComplex
	}
	c, reason := r.say(n, false)
	if reason != "" {
		return nil, reason
	}
	c = simpler(c)
	if len(c.Of) > question.MaxClauses {
		return nil, whyTooMany
	}
	return &c, ""
}

// say turns a part of an expression, or what it denies, into a condition. A condition of several clauses holds when all of them do, or any.
func (r *reader) say(n node, denied bool) (question.Condition, why) {
	switch n.op {
	case "not":
		return r.say(n.of[0], !denied)
	case "and", "or":
		c := question.Condition{Any: (n.op == "or") != denied}
		for _, part := range n.of {
			said, reason := r.say(part, denied)
			if reason != "" {
				return c, reason
			}
			said = simpler(said)
			if len(said.Of) > 1 && said.Any != c.Any {
				return c, whyTooComplex
			}
			c.Of = append(c.Of, said.Of...)
		}
		return c, ""
	}
	clause, reason := r.clause(n, denied)
	return question.Condition{Of: []question.Clause{clause}}, reason
}

// simpler puts together what is said of one question: one of several answers, or none of them.
func simpler(c question.Condition) question.Condition {
	out := question.Condition{Any: c.Any}
	for _, clause := range c.Of {
		joins := clause.Op == question.Answered || clause.Op == question.Is && c.Any || clause.Op == question.IsNot && !c.Any
		at := slices.IndexFunc(out.Of, func(o question.Clause) bool { return o.On == clause.On && o.Op == clause.Op })
		if at < 0 || !joins {
			clause.Values = slices.Clone(clause.Values)
			out.Of = append(out.Of, clause)
			continue
		}
		for _, v := range clause.Values {
			if !slices.Contains(out.Of[at].Values, v) {
				out.Of[at].Values = append(out.Of[at].Values, v)
			}
		}
	}
	if len(out.Of) < 2 {
		out.Any = false
	}
	return out
}

func (r *reader) clause(n node, denied bool) (question.Clause, why) {
	var none question.Clause
	if n.left.kind != isName && n.left.kind != isLength {
		return none, whyTooComplex
	}
	on, ok := r.kept[n.left.text]
	if !ok {
		return none, why("Cette condition porte sur " + quote(n.left.text) + ", qui n’est pas une question gardée avant celle-ci\u00a0: la question s’affiche toujours.")
	}
	q := on.question
	op := n.op
	switch op {
	case "<", "<=", ">", ">=":
		if n.left.kind == isName {
			return figures(on, op, n.right.text, denied)
		}
	}
	if denied {
		op = map[string]string{"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<", "selected": "unselected"}[op]
	}
	answered := question.Clause{On: q.Key, Op: question.Answered}
	if n.left.kind == isLength {
		if op == ">" && n.right.text == "0" || op == "!=" && n.right.text == "0" || op == ">=" && n.right.text == "1" {
			return r.oneRow(on, answered)
		}
		return none, whyTooComplex
	}
	if n.right.text == "" {
		if op == "!=" {
			return r.oneRow(on, answered)
		}
		return none, why("Parvis ne sait pas attendre qu’une question soit restée sans réponse\u00a0: la question s’affiche toujours.")
	}
	value, reason := on.value(n.right.text)
	if reason != "" {
		return none, reason
	}
	if q.Kind == question.Multiple && n.op != "selected" && !r.ours {
		r.note("Une condition compare " + quote(q.Key) + ", un choix multiple, à une seule réponse : dans Parvis, elle vaut aussi quand d’autres réponses sont cochées.")
	}
	c := question.Clause{On: q.Key, Op: question.Is, Values: []string{value}}
	if op == "!=" || op == "unselected" {
		c.Op = question.IsNot
	}
	return c, ""
}

// oneRow keeps a condition on a row of a matrix from being taken for one on the whole of it, where it has several.
func (r *reader) oneRow(on named, c question.Clause) (question.Clause, why) {
	if on.row != "" && len(on.question.Rows) > 1 && !r.ours {
		c.Op = question.Is
		for _, o := range on.question.Options {
			c.Values = append(c.Values, on.row+"="+o.Key)
		}
		if on.question.Unsure {
			c.Values = append(c.Values, on.row+"="+question.Unsure)
		}
	}
	return c, ""
}

// value is what a condition compares with, as Parvis keeps it.
func (n named) value(code string) (string, why) {
	q := n.question
	switch {
	case q.Kind == question.Consent:
		if code == "OK" || code == "1" || code == "yes" {
			return "1", ""
		}
		return "", whyTooComplex
	case n.unsure != "" && code == n.unsure, q.Unsure && code == question.Unsure:
		code = question.Unsure
	case q.Other && (code == "other" || code == question.OtherKey):
		code = question.OtherKey
	case n.codes[code] != "":
		code = n.codes[code]
	case q.Kind == question.NPS:
	case q.Kind.Closed():
		return "", why("Cette condition attend la réponse " + quote(code) + " à " + quote(q.Key) + ", qui ne la propose pas\u00a0: la question s’affiche toujours.")
	}
	if q.Kind == question.NPS && code != question.Unsure && !q.Offers(code) {
		return "", whyTooComplex
	}
	if n.row != "" {
		return n.row + "=" + code, ""
	}
	return code, ""
}

// figures says « at most 6 » of a scale as the answers that are.
func figures(n named, op, bound string, denied bool) (question.Clause, why) {
	limit, err := strconv.ParseFloat(bound, 64)
	options := n.question.Choices()
	if err != nil || len(options) == 0 || n.question.Kind == question.Multiple || n.question.Kind == question.Ranking {
		return question.Clause{}, whyTooComplex
	}
	c := question.Clause{On: n.question.Key, Op: question.Is}
	if denied {
		c.Op = question.IsNot
	}
	for _, o := range options {
		x, err := strconv.ParseFloat(o.Key, 64)
		if err != nil {
			return question.Clause{}, whyTooComplex
		}
		if op == "<" && x < limit || op == "<=" && x <= limit || op == ">" && x > limit || op == ">=" && x >= limit {
			value := o.Key
			if n.row != "" {
				value = n.row + "=" + value
			}
			c.Values = append(c.Values, value)
		}
	}
	if len(c.Values) == 0 {
		return c, whyTooComplex
	}
	return c, ""
}

// both is a condition that holds when two do; false where Parvis cannot say it.
func both(a, b *question.Condition) (*question.Condition, bool) {
	if a == nil {
		return b, true
	}
	if b == nil {
		return a, true
	}
	if a.Any && len(a.Of) > 1 || b.Any && len(b.Of) > 1 {
		return b, false
	}
	c := question.Condition{Of: slices.Clone(a.Of)}
	for _, clause := range b.Of {
		if !slices.ContainsFunc(c.Of, func(o question.Clause) bool { return same(o, clause) }) {
			c.Of = append(c.Of, clause)
		}
	}
	c = simpler(c)
	return &c, len(c.Of) <= question.MaxClauses
}

func same(a, b question.Clause) bool {
	return a.On == b.On && a.Op == b.Op && slices.Equal(a.Values, b.Values)
}

// limits says a constraint as the least and the most number; false where it says more.
func limits(text string, whole bool) (least, most *float64, ok bool) {
	n, err := parse(text)
	if err != nil {
		return nil, nil, false
	}
	parts := []node{n}
	for i := 0; i < len(parts); i++ {
		if parts[i].op == "and" {
			parts = slices.Concat(parts[:i], parts[i].of, parts[i+1:])
			i--
			continue
		}
		x, err := strconv.ParseFloat(parts[i].right.text, 64)
		if err != nil || parts[i].left.kind != isSelf || math.IsNaN(x) || math.Abs(x) > mostNumber {
			return nil, nil, false
		}
		switch op := parts[i].op; {
		case op == ">=":
			least = larger(least, x)
		case op == "<=":
			most = smaller(most, x)
		case op == ">" && whole:
			least = larger(least, math.Floor(x)+1)
		case op == "<" && whole:
			most = smaller(most, math.Ceil(x)-1)
		default:
			return nil, nil, false
		}
	}
	return least, most, least == nil || most == nil || *least <= *most
}

// mostNumber is more than a bound is ever.
const mostNumber = 1e15

func larger(a *float64, x float64) *float64 {
	if a != nil && *a > x {
		return a
	}
	return &x
}

func smaller(a *float64, x float64) *float64 {
	if a != nil && *a < x {
		return a
	}
	return &x
}
