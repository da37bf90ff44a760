package plan

import (
	"context"

	"parvis/internal/account"
	"parvis/internal/calendar"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/workcal"
)

// Templates lists the templates of a kind of project, or all with "".
func (r *Room) Templates(ctx context.Context, by account.By, kind programme.Kind) ([]Template, error) {
	if err := programme.Visible(by); err != nil {
		return nil, err
	}
	return listTemplates(ctx, r.db, kind)
}

// ChooseTemplate gives a project's plan and every template; it refuses whoever may not apply one there.
func (r *Room) ChooseTemplate(ctx context.Context, by account.By, projectID int64) (View, []Template, error) {
	v, err := r.Plan(ctx, by, projectID)
	if err == nil {
		err = v.Project.check(by, MayApplyTemplate)
	}
	if err != nil {
		return View{}, nil, err
	}
	list, err := listTemplates(ctx, r.db, "")
	return v, list, err
}

// Template shows what a template would become in a project with these answers, dates included, to
// whoever may apply it there. Without a project (0) there are no dates.
func (r *Room) Template(ctx context.Context, by account.By, templateID, projectID int64, answers Answers) (Preview, error) {
	p := Preview{Answers: answers}
	if err := programme.Visible(by); err != nil {
		return p, err
	}
	var err error
	if p.Template, err = oneTemplate(ctx, r.db, templateID); err != nil {
		return p, err
	}
	selected := p.Template.Body.Select(answers)
	var rows []Row // of the selected tasks
	if projectID != 0 {
		s, err := r.sheet(ctx, by, whichProject(projectID))
		if err != nil {
			return p, err
		}
		if err := s.project.check(by, MayApplyTemplate); err != nil {
			return p, err
		}
		p.Project, p.Before = s.project, len(s.rows)
		days := s.calendars
		if rows, p.Summary, err = foresee(s.project, selected, days, by.Today()); err == nil && days.Crossed() {
			if days, err = calendar.Whole(ctx, r.db); err == nil {
				rows, p.Summary, err = foresee(s.project, selected, days, by.Today())
			}
		}
		if err != nil {
			return p, err
		}
	}
	next := 0 // selected tasks keep their order
	for _, t := range p.Template.Body.Tasks {
		r := PreviewRow{TemplateTask: t, Question: p.Template.Body.label(t.Condition), After: p.Template.Body.titles(t), Year: by.Today().Year()}
		if r.Included = next < len(selected) && selected[next].Ref == t.Ref; r.Included {
			if rows != nil {
				row := &rows[next]
				r.PlannedStart, r.PlannedFinish, r.LatestFinish, r.J, r.Late = row.PlannedStart, row.PlannedFinish, row.LatestFinish, row.J, row.Late
			}
			next++
		}
		p.Rows = append(p.Rows, r)
	}
	return p, nil
}

// foresee schedules the tasks of a template as if they stood alone in a project, in its order.
func foresee(p Project, selected []TemplateTask, c calendar.Calendars, today workcal.Date) ([]Row, Summary, error) {
	list, needs := tasks(selected)
	b, err := newBoard(p, list, runs(needs, func(n *storedNeed) int64 { return n.TaskID }), c, today)
	if err != nil {
		return nil, Summary{}, err
	}
	rows := make([]Row, len(b.rows))
	for _, row := range b.rows {
		rows[row.ID-1] = row
	}
	return rows, b.summary, nil
}

// ApplyTemplate adds the tasks of a template that the answers call for to a project, after those it
// has. A task goes to the one member of the project who has its suggested role; where there are
// several or none it is nobody's yet. The same key applies once.
func (r *Room) ApplyTemplate(ctx context.Context, by account.By, projectID, templateID int64, answers Answers, key string) (Applied, error) {
	var applied Applied
	err := r.changeProject(ctx, by, projectID, MayApplyTemplate, func(h held) error {
		template, err := oneTemplate(ctx, h.tx, templateID)
		if err != nil {
			return err
		}
		selected := template.Body.Select(answers)
		before, position, err := lastPosition(ctx, h.tx, projectID)
		if err != nil {
			return err
		}
		repeated := true
		// What is created here has no single id: its count stands for it.
		n, err := postgres.Once(ctx, h.tx, key, func() (int64, error) {
			repeated = false
			if err := h.roomForTasks(ctx, len(selected)); err != nil {
				return 0, err
			}
			if err := h.insertSelected(ctx, selected, position); err != nil {
				return 0, err
			}
			n := len(selected)
			return int64(n), h.changed(ctx, by.Did(journal.Applied, journal.Subject{Kind: journal.Template, ID: template.ID, Name: template.Name},
				field.Change{Name: "taches", Label: "Tâches ajoutées", After: french.Number(n)}))
		})
		if repeated {
			before -= int(n)
		}
		applied = Applied{Count: int(n), Before: before}
		return err
	})
	applied.Sentence = applied.sentence()
	return applied, err
}

func (h held) insertSelected(ctx context.Context, selected []TemplateTask, position int) error {
	members, err := projectMembers(ctx, h.tx, h.project.ID)
	if err != nil {
		return err
	}
	number, err := takeNumbers(ctx, h.tx, h.project.ID, len(selected))
	if err != nil {
		return err
	}
	list, needs := tasks(selected)
	checklists := make([][]newItem, len(selected))
	for i := range list {
		list[i].ProjectID = h.project.ID
		list[i].Number = number + i
		list[i].Position += position
		if fit := members[list[i].SuggestedRole]; len(fit) == 1 {
			list[i].ResponsibleID = &fit[0]
		}
		checklists[i] = unticked(selected[i].Checklist)
	}
	if err := insertAll(ctx, h.tx, h.by, list, needs, checklists); err != nil {
		return err
	}
	return h.tell(ctx, givenOf(list))
}

func (a Applied) sentence() string {
	s := french.Count(a.Count, "tâche a été ajoutée", "tâches ont été ajoutées") + "."
	if a.Before > 0 {
		s += " Le projet en comptait déjà " + french.Number(a.Before) + "\u00a0: vérifiez qu’aucune n’est en double."
	}
	return s
}
