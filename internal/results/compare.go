package results

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/postgres"
	"parvis/internal/survey/question"
	"parvis/internal/survey/tally"
	"parvis/internal/workcal"
)

// Side is one of the two editions that are compared.
type Side struct {
	Form        Form
	Project     int64
	Name        string // of the project, "" where no project is chosen: the whole form
	Responses   int    // that were answered alone
	Helped      int    // that are not compared
	Aside       int
	First, Last workcal.Date
}

// Pair is a question that both sides asked.
type Pair struct {
	question.Question // as the first side asks it
	Parts             []PairPart
}

// PairPart is a question, or a row of one, on both sides.
type PairPart struct {
	Row         question.Option
	Left, Right tally.Result
	Lines       []PairLine
}

// PairLine is one answer on both sides.
type PairLine struct {
	Left, Right     tally.Line
	OnLeft, OnRight bool
	Verdict         tally.Verdict
}

// Comparison is two editions beside each other.
type Comparison struct {
	Left, Right   Side
	LeftPlaces    []Place
	RightPlaces   []Place
	Forms         []Listed // that it may be compared with
	Pairs         []Pair
	Lines, Larger int // how many answers are compared, and of how many something is said
	Chosen        bool
}

// Editions says what is compared: this form in a project, with another, or the same, in another project.
type Editions struct {
	Project, With, Other int64
}

// Compare puts two editions beside each other, question by question: those of the bank that both ask, all of them where it is the same form.
func (r *Room) Compare(ctx context.Context, by account.By, form int64, e Editions) (Comparison, error) {
	left, err := r.scene(ctx, by, form)
	if err != nil {
		return Comparison{}, err
	}
	right := left
	if e.With != 0 && e.With != form {
		if right, err = r.scene(ctx, by, e.With); err != nil {
			return Comparison{}, err
		}
	}
	c := Comparison{LeftPlaces: left.places, RightPlaces: right.places}
	if c.Forms, err = forms(ctx, r.db, 0); err != nil {
		return Comparison{}, err
	}
	e = e.proposed(left, right)
	c.Left, c.Right = left.side(e.Project), right.side(e.Other)
	c.Chosen = left.form.Published() && right.form.Published() && (left != right || e.Project != e.Other)
	if !c.Chosen {
		return c, nil
	}
	var a, b counted
	batch := &pgx.Batch{}
	queueLines(batch, &a, left.form.ID, Filter{Project: e.Project}, func() *tally.Counter { return tally.New(left.form.Asked) })
	queueLines(batch, &b, right.form.ID, Filter{Project: e.Other}, func() *tally.Counter { return tally.New(right.form.Asked) })
	if err := r.db.SendBatch(ctx, batch).Close(); err != nil {
		return Comparison{}, postgres.Translate(err)
	}
	c.Left.tell(a)
	c.Right.tell(b)
	c.pair(a.Tally, b.Tally, left == right)
	return c, nil
}

// proposed chooses for whoever did not: the last edition, and the one before it where it is the same form.
func (e Editions) proposed(left, right *scene) Editions {
	if e.Project != 0 || e.Other != 0 || left != right {
		return e
	}
	var projects []int64 // the last first
	for _, p := range left.places {
		if !slices.Contains(projects, p.ProjectID) {
			projects = append(projects, p.ProjectID)
		}
	}
	if len(projects) >= 2 {
		e.Project, e.Other = projects[0], projects[1]
	}
	return e
}

func (s *scene) side(project int64) Side {
	side := Side{Form: s.form, Project: project}
	for _, p := range s.places {
		if p.ProjectID == project {
			side.Name = p.ProjectName()
		}
	}
	return side
}

func (s *Side) tell(c counted) {
	s.Responses, s.Helped, s.Aside, s.First, s.Last = c.Tally.Responses(tally.Alone), c.Tally.Responses(tally.Helped), c.Aside, c.First, c.Last
}

// pair puts beside each other what both sides asked under one key.
func (c *Comparison) pair(left, right tally.Tally, same bool) {
	for _, q := range left.Questions {
		i := slices.IndexFunc(right.Questions, func(o tally.Question) bool {
			return o.Key == q.Key && o.Kind == q.Kind && (same || o.Bank && q.Bank)
		})
		if i < 0 || !q.Kind.Closed() || q.Kind == question.Ranking {
			continue
		}
		p := Pair{Question: q.Question}
		for _, part := range q.Parts {
			j := slices.IndexFunc(right.Questions[i].Parts, func(o tally.Part) bool { return o.Row.Key == part.Row.Key })
			if j < 0 {
				continue
			}
			one := PairPart{Row: part.Row, Left: part.In(tally.Alone), Right: right.Questions[i].Parts[j].In(tally.Alone)}
			one.Lines = c.lines(one.Left.Lines(), one.Right.Lines())
			p.Parts = append(p.Parts, one)
		}
		if len(p.Parts) > 0 {
			c.Pairs = append(c.Pairs, p)
		}
	}
}

func (c *Comparison) lines(left, right []tally.Line) []PairLine {
	var list []PairLine
	for _, l := range left {
		line := PairLine{Left: l, OnLeft: true}
		if i := slices.IndexFunc(right, func(r tally.Line) bool { return r.Key == l.Key }); i >= 0 {
			line.Right, line.OnRight, line.Verdict = right[i], true, tally.Compare(l, right[i])
			if line.Verdict != tally.TooFew {
				c.Lines++
			}
			if line.Verdict == tally.More || line.Verdict == tally.Less {
				c.Larger++
			}
		}
		list = append(list, line)
	}
	for _, r := range right {
		if !slices.ContainsFunc(left, func(l tally.Line) bool { return l.Key == r.Key }) {
			list = append(list, PairLine{Right: r, OnRight: true})
		}
	}
	return list
}
