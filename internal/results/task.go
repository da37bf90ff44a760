package results

import (
	"cmp"
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/survey/question"
)

// FieldProject names the project that a task is added to.
const FieldProject = "projet"

// Source is what a task is made of: a question, or what somebody wrote in answer to one.
type Source struct {
	Form     Form
	Question string // its key
	Label    string // its wording
	Verbatim Verbatim
	Places   []Place // where the form was asked
	May      Rights
}

// Proposed is how the task may be called; whoever makes it says it better.
func (s Source) Proposed() string {
	if s.Verbatim.ID != 0 {
		return french.Shorten(french.OneLine(s.Verbatim.Body), 120)
	}
	return french.Shorten("Donner suite\u00a0: "+s.Label, 120)
}

// Project is the one that the task is mostly for.
func (s Source) Project() int64 {
	if s.Verbatim.ID != 0 {
		return s.Verbatim.ProjectID
	}
	if len(s.Places) > 0 {
		return cmp.Or(s.Form.ProjectID, s.Places[0].ProjectID)
	}
	return s.Form.ProjectID
}

// OfQuestion is a question of a form, as a task may be made of it.
func (r *Room) OfQuestion(ctx context.Context, by account.By, form int64, key string) (Source, error) {
	s, err := r.scene(ctx, by, form)
	if err != nil {
		return Source{}, err
	}
	return s.source(by, key)
}

func (s *scene) source(by account.By, key string) (Source, error) {
	q, known := s.form.Asked.Question(key)
	if !known || !q.Kind.Asks() || q.Practice {
		return Source{}, fault.Missing(nil)
	}
	return Source{Form: s.form, Question: key, Label: q.Label.In(question.French), Places: s.places, May: rights(by)}, nil
}

// OfVerbatim is what somebody wrote, as a task may be made of it.
func (r *Room) OfVerbatim(ctx context.Context, by account.By, form, text int64) (Source, error) {
	s, err := r.scene(ctx, by, form)
	if err != nil {
		return Source{}, err
	}
	v, err := verbatimOf(ctx, r.db, form, text)
	if err != nil {
		return Source{}, err
	}
	return Source{Form: s.form, Question: v.Key, Label: s.form.Wording(v.Key), Verbatim: v, Places: s.places, May: rights(by)}, nil
}

// MakeTask adds a task to a project's plan, made of a question of a form or, where text is not 0, of what somebody wrote, and keeps where it comes from. The same submission
// key makes it once.
func (r *Room) MakeTask(ctx context.Context, by account.By, key string, from Source, project int64, d plan.Draft) (int64, error) {
	if err := visible(by); err != nil {
		return 0, err
	}
	return postgres.CreateAlike(ctx, r.db, key, taskStands(ctx), func(tx pgx.Tx) (int64, error) {
		if project == 0 {
			return 0, fault.Problems{{Field: FieldProject, Sentence: "Veuillez choisir le projet dont ce sera une tâche."}}.Err()
		}
		ids, err := plan.AddTasksIn(ctx, tx, by, project, d)
		if fault.Is(err, fault.NotFound) {
			err = fault.Problems{{Field: FieldProject, Sentence: "Ce projet n’est plus là\u00a0: veuillez en choisir un autre."}}.Err()
		}
		if err != nil {
			return 0, err
		}
		if _, err := formNamed(ctx, tx, from.Form.ID); err != nil {
			return 0, err
		}
		return ids[0], insertTask(ctx, tx, by, ids[0], from)
	})
}

// Origin is the result that a task was made of.
type Origin struct {
	FormID   int64
	Form     string
	Question string // its key
	TextID   int64  // 0: the question as a whole
	Body     string // what was written; "" too where it went
}

// OfTask gives the result that a task was made of; false: of none.
func (r *Room) OfTask(ctx context.Context, by account.By, task int64) (Origin, bool, error) {
	if visible(by) != nil {
		return Origin{}, false, nil
	}
	list, err := origins(ctx, r.db, task)
	if err != nil || len(list) == 0 {
		return Origin{}, false, err
	}
	return list[0], true, nil
}

// mayAdd tells whether somebody may add to a project of which she is a member, or not.
func mayAdd(by account.By, member bool) bool {
	return by.Can(plan.MayAddTask, access.Tie{Member: member})
}

// Project is one that a task may be added to.
type Project struct {
	ID     int64
	Name   string
	Member bool
}

// Projects are those that somebody may add a task to: hers first.
func (r *Room) Projects(ctx context.Context, by account.By) ([]Project, error) {
	if err := visible(by); err != nil {
		return nil, err
	}
	list, err := openProjects(ctx, r.db, by)
	var may []Project
	for _, p := range list {
		if mayAdd(by, p.Member) {
			may = append(may, p)
		}
	}
	return may, err
}
