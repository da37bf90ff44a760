package question

import (
	"strconv"

	"pgregory.net/rapid"
)

func gen[T any](t *rapid.T, name string, g *rapid.Generator[T]) T { return g.Draw(t, name) }

// someForm draws a form that may be published: every kind, keys as people get them, conditions on what stands before.
func someForm(t *rapid.T) Form {
	f := Form{Format: Format, Title: FR("Un questionnaire"), Langs: []Lang{French}, Layout: gen(t, "layout", rapid.SampledFrom([]Layout{Paged, OneByOne}))}
	for i := range gen(t, "questions", rapid.IntRange(1, 8)) {
		q := someQuestion(t, "q"+strconv.Itoa(i))
		if i > 0 && gen(t, "conditional", rapid.Bool()) {
			q.When = &Condition{Any: gen(t, "any", rapid.Bool())}
			for range gen(t, "clauses", rapid.IntRange(1, 2)) {
				q.When.Of = append(q.When.Of, someClause(t, f))
			}
		}
		f.Questions = append(f.Questions, q)
	}
	f.Questions = append(f.Questions, Question{Key: "fin", Kind: Text, Label: FR("Fin")})
	return f
}

func someClause(t *rapid.T, f Form) Clause {
	on := gen(t, "on", rapid.SampledFrom(f.Questions))
	c := Clause{On: on.Key, Op: gen(t, "op", rapid.SampledFrom(Ops))}
	for _, o := range on.Choices() {
		if gen(t, "value", rapid.Bool()) {
			if on.Kind == Matrix {
				c.Values = append(c.Values, on.Rows[0].Key+"="+o.Key)
			} else {
				c.Values = append(c.Values, o.Key)
			}
		}
	}
	if len(c.Values) == 0 || !on.Kind.Asks() {
		return Clause{On: OfProject, Op: Is, Values: []string{"7"}}
	}
	return c
}

func someQuestion(t *rapid.T, key string) Question {
	q := Question{Key: key, Kind: gen(t, "kind", rapid.SampledFrom(Kinds)), Label: FR("Une question"), Required: gen(t, "required", rapid.Bool()), Unsure: gen(t, "unsure", rapid.Bool())}
	switch q.Kind {
	case Scale5:
		q.Options = someOptions(5)
	case Scale3:
		q.Options = someOptions(3)
	case Single, Multiple:
		q.Options, q.Other = someOptions(gen(t, "options", rapid.IntRange(2, 6))), gen(t, "other", rapid.Bool())
	case Ranking, Matrix:
		q.Options = someOptions(gen(t, "options", rapid.IntRange(2, 6)))
	case Number:
		q.Decimals = gen(t, "decimals", rapid.Bool())
	case Info, Section:
		q.Required, q.Unsure = false, false
	}
	if q.Kind == Matrix {
		q.Rows = someOptions(gen(t, "rows", rapid.IntRange(1, 4)))
	}
	return q
}

func someOptions(n int) []Option {
	list := make([]Option, n)
	for i := range list {
		list[i] = Option{Key: "o" + strconv.Itoa(i), Label: FR("Réponse")}
	}
	return list
}

// someAnswer draws what somebody may answer to a question, or nothing.
func someAnswer(t *rapid.T, q Question) Answer {
	if !q.Kind.Asks() || gen(t, "silent", rapid.Float64Range(0, 1)) < 0.2 {
		return Answer{}
	}
	if q.Unsure && gen(t, "unsure", rapid.Bool()) {
		return Answer{Unsure: true}
	}
	keys := func() (list []string) {
		for _, o := range q.Choices() {
			list = append(list, o.Key)
		}
		return list
	}
	switch q.Kind {
	case Single, Scale5, Scale3, NPS:
		a := Answer{Chosen: []string{gen(t, "one", rapid.SampledFrom(keys()))}}
		if q.Other && gen(t, "other", rapid.Bool()) {
			a = Answer{Chosen: []string{OtherKey}, Text: gen(t, "said", rapid.SampledFrom([]string{"", "autre chose & plus = +"}))}
		}
		return a
	case Multiple:
		var a Answer
		for _, k := range keys() {
			if gen(t, "ticked", rapid.Bool()) {
				a.Chosen = append(a.Chosen, k)
			}
		}
		return a
	case Ranking:
		return Answer{Chosen: gen(t, "order", rapid.Permutation(keys()))[:gen(t, "ranked", rapid.IntRange(1, len(q.Options)))]}
	case Matrix:
		a := Answer{Rows: map[string]string{}}
		for _, row := range q.Rows {
			a.Rows[row.Key] = gen(t, "cell", rapid.SampledFrom(keys()))
		}
		return a
	case Number:
		return Answer{Text: strconv.Itoa(gen(t, "number", rapid.IntRange(-1000, 1_000_000)))}
	case Date:
		return Answer{Text: gen(t, "day", rapid.SampledFrom([]string{"2025-06-13", "1999-12-31"}))}
	case Consent:
		return Answer{Agreed: true}
	}
	return Answer{Text: gen(t, "text", rapid.SampledFrom([]string{"oui", "a=b&c=d+e", "~", "Très bien."}))}
}

func someAnswers(t *rapid.T, f Form) Answers {
	a := Answers{}
	for _, q := range f.Questions {
		if said := someAnswer(t, q); !said.Empty() {
			a[q.Key] = said
		}
	}
	return a
}
