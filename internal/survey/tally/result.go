package tally

import (
	"parvis/internal/french"
	"parvis/internal/survey/question"
	"parvis/internal/workcal"
)

// The least numbers of answers of which more than counts may be said.
const (
	LeastShare   = 5  // fewer: counts, and nothing else
	LeastPercent = 30 // fewer: counts first, a percentage only after
)

// Warning is what every result carries: who did not want to answer is not known.
const Warning = "réponses volontaires, non représentatives"

// Tally is what was answered to a form.
type Tally struct {
	Questions []Question
	responses [pools]int
}

// Responses is how many responses a pool has. Two pools are never added.
func (t Tally) Responses(p Pool) int { return t.responses[p] }

// Warning is what a reader is told of all that stands here.
func (t Tally) Warning() string { return Warning }

// Question is what was answered to one question: one part, or one for each row of a matrix.
type Question struct {
	question.Question
	Parts []Part
}

// Part is a question, or a row of one, with what was answered in each pool.
type Part struct {
	Row question.Option // zero where the question has no rows
	in  [pools]Result
}

// In gives what was answered in a pool.
func (p Part) In(pool Pool) Result { return p.in[pool] }

// Size is how much a number of answers allows to say.
type Size int

// The sizes.
const (
	None   Size = iota
	Few         // under LeastShare: counts only
	Small       // under LeastPercent: counts before percentages
	Enough      // percentages with their intervals, recommendations
)

// SizeOf is the size of so many answers.
func SizeOf(n int) Size {
	switch {
	case n <= 0:
		return None
	case n < LeastShare:
		return Few
	case n < LeastPercent:
		return Small
	}
	return Enough
}

// Result is what was answered to a question, or to a row of one, in one pool. What was not answered stands beside N, never inside.
type Result struct {
	N        int // answers
	Blank    int // it was shown, and nobody answered
	Unsure   int // « Je ne sais pas »
	NotAsked int // a condition hid it, or the version did not ask it
	Unread   int // what was kept is none of what the form ever offered

	kind           question.Kind
	options        []question.Option
	by             []int
	firsts, places []int
	numbers        []float64 // in order
	days           []DayCount
}

// Kind is what the question asks for.
func (r Result) Kind() question.Kind { return r.kind }

// Size is how much may be said.
func (r Result) Size() Size { return SizeOf(r.N) }

// Line is how many gave one answer.
type Line struct {
	question.Option
	N  int
	of int
}

// Lines are the counts of each option, what is offered no more only where somebody chose it. There are none where a question has no options.
func (r Result) Lines() []Line {
	if !r.kind.Closed() {
		return nil
	}
	list := make([]Line, 0, len(r.options))
	for i, o := range r.options {
		if o.Retired && r.by[i] == 0 {
			continue
		}
		list = append(list, Line{o, r.by[i], r.N})
	}
	return list
}

// Name is the answer in French, marked where the form offers it no more.
func (l Line) Name() string {
	name := l.Label.In(question.French)
	if l.Retired {
		name += " (retirée)"
	}
	return name
}

// Of is among how many answers.
func (l Line) Of() int { return l.of }

// Share gives the part of the answers, with its interval; false under LeastShare.
func (l Line) Share() (Share, bool) {
	if l.of < LeastShare {
		return Share{}, false
	}
	low, high := wilson(l.N, l.of)
	return Share{float64(l.N) / float64(l.of), low, high}, true
}

// Words says the line as far as its size allows: « 3 sur 4 », « 8 sur 10, soit 80 % », « 55 % (214 sur 391) ».
func (l Line) Words() string {
	counts := french.Number(l.N) + " sur " + french.Number(l.of)
	share, ok := l.Share()
	switch {
	case !ok:
		return counts
	case l.of < LeastPercent:
		return counts + ", soit " + share.Percent()
	}
	return share.Percent() + " (" + counts + ")"
}

// Median is what stands in the middle of ordered answers: one option, or two where the number of answers is even and its halves meet between them.
type Median struct{ Lower, Upper question.Option }

// Between tells that the middle falls between two options.
func (m Median) Between() bool { return m.Lower.Key != m.Upper.Key }

// Median gives the middle of an ordered scale; false under LeastShare, where options have no order, and where answers are on two scales: a version took some away.
func (r Result) Median() (Median, bool) {
	if r.N < LeastShare || !r.kind.Ordered() {
		return Median{}, false
	}
	for i, o := range r.options {
		if o.Retired && r.by[i] > 0 {
			return Median{}, false
		}
	}
	return Median{r.nth((r.N + 1) / 2), r.nth(r.N/2 + 1)}, true
}

// nth is the option of the nth answer in order, from 1.
func (r Result) nth(n int) question.Option {
	for i, k := range r.by {
		if n -= k; n <= 0 {
			return r.options[i]
		}
	}
	return question.Option{}
}

// Score is a recommendation: the part of 9 and 10 less that of 0 to 6, from -100 to 100, with its interval.
type Score struct{ value, low, high float64 }

// Score gives the recommendation; false under LeastPercent.
func (r Result) Score() (Score, bool) {
	if r.kind != question.NPS || r.N < LeastPercent {
		return Score{}, false
	}
	promoters, detractors := 0, 0
	for i, k := range r.by {
		if i >= 9 {
			promoters += k
		} else if i <= 6 {
			detractors += k
		}
	}
	return scoreOf(promoters, detractors, r.N), true
}

// Place is how an option was ranked.
type Place struct {
	question.Option
	Firsts int // how often it was the first choice
	N      int // how often it was ranked at all: its mean is of those
	mean   float64
}

// Mean is the mean place, from 1; false where fewer than LeastShare ranked the option.
func (p Place) Mean() (float64, bool) { return p.mean, p.N >= LeastShare }

// Name is the option in French, marked where the form offers it no more.
func (p Place) Name() string { return Line{Option: p.Option}.Name() }

// Places are the options of a ranking, in the order of the form.
func (r Result) Places() []Place {
	if r.kind != question.Ranking {
		return nil
	}
	var list []Place
	for i, o := range r.options {
		if o.Retired && r.by[i] == 0 {
			continue
		}
		p := Place{Option: o, Firsts: r.firsts[i], N: r.by[i]}
		if p.N > 0 {
			p.mean = float64(r.places[i]) / float64(p.N)
		}
		list = append(list, p)
	}
	return list
}

// Spread is how numbers are spread. Quartiles and the median are between the two nearest answers where none stands there.
type Spread struct{ Least, First, Median, Third, Most float64 }

// Spread gives how the numbers that were answered are spread; false under LeastShare: the least and the most would be somebody's.
func (r Result) Spread() (Spread, bool) {
	if r.kind != question.Number || r.N < LeastShare {
		return Spread{}, false
	}
	return Spread{r.numbers[0], quantile(r.numbers, .25), quantile(r.numbers, .5), quantile(r.numbers, .75), r.numbers[len(r.numbers)-1]}, true
}

// DayCount is how many answered a day.
type DayCount struct {
	Day workcal.Date
	N   int
}

// Days are the days that were answered, in order.
func (r Result) Days() []DayCount { return r.days }
