package tally_test

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parvis/internal/survey/question"
	"parvis/internal/survey/tally"
)

func options(keys ...string) []question.Option {
	var list []question.Option
	for _, k := range keys {
		list = append(list, question.Option{Key: k, Label: question.FR("réponse " + k)})
	}
	return list
}

// form asks one question of every kind.
var form = question.Form{Format: question.Format, Title: question.FR("Essai"), Langs: []question.Lang{question.French}, Questions: []question.Question{
	{Key: "avant", Kind: question.Section, Label: question.FR("D’abord")},
	{Key: "essai", Kind: question.Scale3, Practice: true, Options: options("1", "2", "3")},
	{Key: "note", Kind: question.Scale5, Unsure: true, Options: options("1", "2", "3", "4", "5")},
	{Key: "plu", Kind: question.Scale3, Unsure: true, Options: options("non", "peu", "oui")},
	{Key: "venue", Kind: question.Single, Other: true, Options: options("seul", "famille")},
	{Key: "moyens", Kind: question.Multiple, Other: true, Options: options("ami", "presse", "affiche"),
		When: &question.Condition{Of: []question.Clause{{On: "venue", Op: question.Is, Values: []string{"famille"}}}}},
	{Key: "conseil", Kind: question.NPS},
	{Key: "grille", Kind: question.Matrix, Unsure: true, Options: options("1", "2", "3", "4"), Rows: options("accueil", "horaires")},
	{Key: "rang", Kind: question.Ranking, Options: options("a", "b", "c")},
	{Key: "age", Kind: question.Number},
	{Key: "jour", Kind: question.Date},
	{Key: "accord", Kind: question.Consent},
	{Key: "mot", Kind: question.Long},
}}

// drawn is what somebody answered to a question, drawn at random.
func drawn(t *rapid.T, q question.Question) question.Answer {
	var a question.Answer
	if rapid.IntRange(0, 4).Draw(t, "blank") == 0 {
		return a
	}
	if q.Unsure && q.Kind != question.Matrix && rapid.IntRange(0, 5).Draw(t, "unsure") == 0 {
		a.Unsure = true
		return a
	}
	one := func() string { return rapid.SampledFrom(q.Choices()).Draw(t, "option").Key }
	switch q.Kind {
	case question.Single, question.Scale5, question.Scale3, question.NPS:
		a.Chosen = []string{one()}
		if q.Other && rapid.Bool().Draw(t, "other") {
			a.Chosen = []string{question.OtherKey}
		}
	case question.Multiple, question.Ranking:
		list := rapid.Permutation(q.Options).Draw(t, "order")
		for _, o := range list[:rapid.IntRange(1, len(list)).Draw(t, "some")] {
			a.Chosen = append(a.Chosen, o.Key)
		}
	case question.Matrix:
		a.Rows = map[string]string{}
		for _, row := range q.Rows {
			switch rapid.IntRange(0, 5).Draw(t, "row") {
			case 0:
			case 1:
				a.Rows[row.Key] = question.Unsure
			default:
				a.Rows[row.Key] = one()
			}
		}
	case question.Number:
		a.Text = strconv.Itoa(rapid.IntRange(0, 90).Draw(t, "age"))
	case question.Date:
		a.Text = fmt.Sprintf("2025-06-%02d", rapid.IntRange(1, 30).Draw(t, "jour"))
	case question.Consent:
		a.Agreed = true
	case question.Long:
		a.Text = "mot"
	}
	return a
}

// naive counts the answers to a question as they were drawn, without any line.
type naive struct {
	n, blank, unsure, hidden int
	by, firsts, places       map[string]int
	numbers                  []float64
}

func count(q question.Question, row string, all []question.Answers) naive {
	o := naive{by: map[string]int{}, firsts: map[string]int{}, places: map[string]int{}}
	for _, answers := range all {
		a := answers[q.Key]
		if !q.Shown(question.Context{}, answers) {
			o.hidden++
			continue
		}
		if q.Kind == question.Matrix {
			a = question.Answer{Chosen: strings.Fields(a.Rows[row])}
			if len(a.Chosen) > 0 && a.Chosen[0] == question.Unsure {
				a = question.Answer{Unsure: true}
			}
		}
		switch {
		case q.Kind == question.Consent:
			o.n++
			o.by[map[bool]string{true: "1", false: "0"}[a.Agreed]]++
		case a.Unsure:
			o.unsure++
		case a.Empty():
			o.blank++
		default:
			o.n++
			for i, k := range a.Chosen {
				o.by[k]++
				o.places[k] += i + 1
				if i == 0 {
					o.firsts[k]++
				}
			}
			if q.Kind == question.Number {
				x, _ := strconv.ParseFloat(a.Text, 64)
				o.numbers = append(o.numbers, x)
			}
		}
	}
	return o
}

func TestCountsAgreeWithANaiveCounter(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var all [2][]question.Answers
		c := tally.New(form)
		for range rapid.IntRange(0, 60).Draw(t, "responses") {
			answers := question.Answers{}
			for _, q := range form.Questions {
				if q.Kind.Asks() {
					if a := drawn(t, q); !a.Empty() {
						answers[q.Key] = a
					}
				}
			}
			helped := rapid.IntRange(0, 3).Draw(t, "helped") == 0
			line, _ := form.Kept(question.Context{}, answers)
			c.Add(helped, line)
			pool := map[bool]int{false: 0, true: 1}[helped]
			all[pool] = append(all[pool], answers)
		}
		got := c.Tally()
		for _, q := range got.Questions {
			if q.Practice || !q.Kind.Asks() {
				t.Fatalf("%s is counted", q.Key)
			}
			for _, part := range q.Parts {
				for _, pool := range tally.Pools {
					agree(t, q, part.In(pool), count(q.Question, part.Row.Key, all[pool]))
					if got.Responses(pool) != len(all[pool]) {
						t.Fatalf("%d responses", got.Responses(pool))
					}
				}
			}
		}
	})
}

func agree(t *rapid.T, q tally.Question, r tally.Result, want naive) {
	if r.N != want.n || r.Blank != want.blank || r.Unsure != want.unsure || r.NotAsked != want.hidden || r.Unread != 0 {
		t.Fatalf("%s: %+v, want %+v", q.Key, r, want)
	}
	for _, l := range r.Lines() {
		if l.N != want.by[l.Key] || l.Of() != want.n {
			t.Fatalf("%s: %d of %d chose %s, want %d", q.Key, l.N, l.Of(), l.Key, want.by[l.Key])
		}
		share, ok := l.Share()
		if ok != (want.n >= 5) || ok && (share.Low() > share.Part() || share.High() < share.Part() || share.Low() < 0 || share.High() > 1) {
			t.Fatalf("%s: %+v, %v of %d", q.Key, share, ok, want.n)
		}
	}
	for _, p := range r.Places() {
		mean, ok := p.Mean()
		if p.Firsts != want.firsts[p.Key] || p.N != want.by[p.Key] || ok && math.Abs(mean*float64(p.N)-float64(want.places[p.Key])) > 1e-9 || ok != (p.N >= 5) {
			t.Fatalf("%s: %+v", q.Key, p)
		}
	}
	if m, ok := r.Median(); ok {
		var each []int // the place of every answer
		for i, l := range r.Lines() {
			each = append(each, slices.Repeat([]int{i}, want.by[l.Key])...)
		}
		lines := r.Lines()
		if m.Lower.Key != lines[each[(len(each)-1)/2]].Key || m.Upper.Key != lines[each[len(each)/2]].Key {
			t.Fatalf("%s: median %+v of %v", q.Key, m, each)
		}
	} else if want.n >= 5 && q.Kind.Ordered() {
		t.Fatalf("%s has no median", q.Key)
	}
	if s, ok := r.Spread(); ok != (q.Kind == question.Number && want.n >= 5) || ok && (s.Least != slices.Min(want.numbers) || s.Most != slices.Max(want.numbers) || s.First > s.Median || s.Median > s.Third) {
		t.Fatalf("%s: %+v", q.Key, s)
	}
	if _, ok := r.Score(); ok != (q.Kind == question.NPS && want.n >= 30) {
		t.Fatalf("%s: a recommendation of %d answers: %v", q.Key, want.n, ok)
	}
	days := 0
	for _, d := range r.Days() {
		days += d.N
	}
	if q.Kind == question.Date && days != want.n {
		t.Fatalf("%d days of %d", days, want.n)
	}
}

// lines counts k answers "oui" and the rest "non" to one question.
func lines(k, n int) []tally.Line {
	c := tally.New(question.Form{Questions: []question.Question{{Key: "q", Kind: question.Single, Options: options("oui", "non")}}})
	for i := range n {
		c.Add(false, "q="+map[bool]string{true: "oui", false: "non"}[i < k])
	}
	return c.Tally().Questions[0].Parts[0].In(tally.Alone).Lines()
}

func TestIntervalsAreThoseOfWilson(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		k, n      int
		low, high float64
	}{{8, 10, .4902, .9433}, {10, 10, .7225, 1}, {0, 8, 0, .3244}, {14, 18, .5478, .9100}} {
		share, ok := lines(c.k, c.n)[0].Share()
		if !ok || math.Abs(share.Low()-c.low) > .00005 || math.Abs(share.High()-c.high) > .00005 {
			t.Errorf("%d/%d: %.4f–%.4f, want %.4f–%.4f", c.k, c.n, share.Low(), share.High(), c.low, c.high)
		}
	}
}

func TestFewAnswersSayCountsOnly(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{4: "3 sur 4", 10: "3 sur 10, soit 30\u00a0%", 60: "5\u00a0% (3 sur 60)"} {
		if got := lines(3, n)[0].Words(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	for n, want := range map[int]tally.Size{0: tally.None, 1: tally.Few, 4: tally.Few, 5: tally.Small, 29: tally.Small, 30: tally.Enough} {
		if tally.SizeOf(n) != want {
			t.Errorf("%d answers: %v", n, tally.SizeOf(n))
		}
	}
}

func TestWhatIsOfferedNoMoreStaysMarked(t *testing.T) {
	t.Parallel()
	before, now := form, form
	before.Questions = []question.Question{{Key: "note", Kind: question.Scale3, Options: options("non", "bof", "oui")}, {Key: "vieux", Kind: question.Single, Options: options("x")}}
	now.Questions = []question.Question{{Key: "note", Kind: question.Scale3, Options: options("non", "oui")}}
	c := tally.New(question.Join([]question.Form{before, now}))
	for _, line := range []string{"note=bof&vieux=x", "note=non", "note=oui", "note=oui", "note=oui", "note=~"} {
		c.Add(false, line)
	}
	got := c.Tally()
	note, old := got.Questions[0].Parts[0].In(tally.Alone), got.Questions[1]
	if names := note.Lines(); len(names) != 3 || names[2].Name() != "réponse bof (retirée)" || note.Unsure != 1 {
		t.Errorf("%+v", note)
	}
	if _, ok := note.Median(); ok {
		t.Error("a median over two scales")
	}
	if r := old.Parts[0].In(tally.Alone); !old.Retired || r.N != 1 || r.NotAsked != 5 {
		t.Errorf("%+v", r)
	}
}

func TestNothingIsClaimedWhereIntervalsMeet(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b [2]int
		want tally.Verdict
	}{{[2]int{9, 10}, [2]int{1, 100}, tally.TooFew}, {[2]int{60, 100}, [2]int{50, 100}, tally.Overlaps}, {[2]int{80, 100}, [2]int{50, 100}, tally.More}, {[2]int{50, 100}, [2]int{80, 100}, tally.Less}} {
		if got := tally.Compare(lines(c.a[0], c.a[1])[0], lines(c.b[0], c.b[1])[0]); got != c.want {
			t.Errorf("%v and %v: %v", c.a, c.b, got)
		}
	}
}

func TestWhatIsNoneOfOursIsSetApart(t *testing.T) {
	t.Parallel()
	c := tally.New(form)
	for _, line := range []string{"", "note=9&age=douze&jour=demain&moyens=rien&conseil=11", "note", "&&=&note=5&inconnue=3"} {
		c.Add(false, line)
	}
	for _, q := range c.Tally().Questions {
		for _, part := range q.Parts {
			r := part.In(tally.Alone)
			if n := r.N + r.Blank + r.Unsure + r.Unread + r.NotAsked; n != 4 {
				t.Errorf("%s: %d of 4 responses", q.Key, n)
			}
		}
	}
}

func BenchmarkAdd(b *testing.B) {
	line := "note=4&plu=oui&venue=famille&moyens=ami+presse&conseil=9&grille.accueil=3&grille.horaires=4&rang=b+a+c&age=34&jour=2025-06-14&accord=1&mot="
	c := tally.New(form)
	b.ReportAllocs()
	for range b.N {
		c.Add(false, line)
	}
}
