package survey

import (
	"context"
	"time"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/attendance"
	"parvis/internal/fault"
	"parvis/internal/survey/question"
)

// Project is one that a form may be of.
type Project struct {
	ID    int64
	Title string
	Open  bool // neither finished nor archived
}

// Slot is one of the project of a form.
type Slot struct {
	ID       int64
	Title    string
	StartsAt time.Time
}

// Places is what a question may depend on besides answers.
type Places struct {
	Projects  []Project
	Slots     []Slot // of the form's project
	Audiences []attendance.Audience
}

// Projects gives those that a form may be of, those in hand first.
func (r *Room) Projects(ctx context.Context, by account.By) ([]Project, error) {
	if !by.Can(MayRead, access.Tie{}) {
		return nil, fault.Missing(nil)
	}
	return projects(ctx, r.db)
}

// Places gives what a question of a form may depend on besides answers.
func (r *Room) Places(ctx context.Context, by account.By, project int64) (Places, error) {
	var p Places
	var err error
	if p.Projects, err = r.Projects(ctx, by); err != nil {
		return p, err
	}
	if p.Audiences, err = r.counts.Audiences(ctx, by); err != nil {
		return p, err
	}
	p.Slots, err = slotsOf(ctx, r.db, project)
	return p, err
}

// sound refuses questions that no draft may hold: those that a file or another form brings are as free as what is typed, and no freer.
func sound(questions []question.Question) error {
	if len(questions) > question.MaxQuestions {
		return fault.New(fault.Conflict, tooMany, nil)
	}
	keys := map[string]bool{}
	for _, q := range questions {
		d := DraftOf(q)
		if !question.IsQuestionKey(q.Key) || keys[q.Key] || d.Check().Any() {
			return fault.New(fault.Conflict, "Une question de ce modèle ne peut pas être reprise\u00a0: «\u00a0"+q.Key+"\u00a0».", nil)
		}
		keys[q.Key] = true
		for _, of := range [][]question.Option{q.Options, q.Rows} {
			options := map[string]bool{}
			for _, o := range of {
				if !question.IsOptionKey(o.Key) || options[o.Key] {
					return fault.New(fault.Conflict, "Une réponse de la question «\u00a0"+q.Key+"\u00a0» ne peut pas être reprise.", nil)
				}
				options[o.Key] = true
			}
		}
	}
	return nil
}
