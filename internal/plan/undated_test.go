package plan_test

import (
	"testing"

	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// idea is a project without a date, the intern a member of it.
func (h house) idea() int64 {
	h.T.Helper()
	room := programme.New(h.DB)
	id, err := room.Create(ctx, h.Team.At(now), "", programme.ProjectDraft{Kind: programme.EventProgramme, Title: "Une idée", PilotID: h.Team.ID, Undated: true})
	h.Must(err)
	h.Must(room.AddMember(ctx, h.Team.At(now), id, h.Intern.ID))
	return id
}

func TestPlanOfAnIdeaWithoutADateHasNone(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.project = h.idea()
	first := h.task("Réserver la salle", assignedTo(h.Intern), due("J-21"))
	second := h.task("Relancer", due("E+7"), lasting(5))
	third := h.task("Bilan", func(d *plan.Draft) { d.Deadline = workcal.Of(2020, 1, 6) })
	h.Must(h.AddNeed(ctx, h.Team.At(now), second, first, 2))
	h.Must(h.TickTask(ctx, h.Intern.At(now), first))

	counted, n := postgres.CountQueries(ctx)
	v, err := h.Plan(counted, h.Team.On(today), h.project)
	h.Must(err)
	if n.Load() != 2 || v.Summary.Health != plan.Undated || v.Summary.Done != 1 || v.Summary.Total != 3 || v.Summary.Late+v.Summary.Critical != 0 {
		t.Errorf("%d queries, %+v", n.Load(), v.Summary)
	}
	if months := v.Months(); len(months) != 1 || months[0].Label != "Sans date" || len(months[0].Rows) != 3 {
		t.Errorf("months %+v", months)
	}
	for i, want := range []struct {
		id   int64
		j    string
		down bool
	}{{first, "J-21", true}, {second, "E+7", true}, {third, "", false}} {
		r := v.Rows[i]
		if r.ID != want.id || r.Number != i+1 || r.J != want.j || !r.PlannedStart.IsZero() || !r.PlannedFinish.IsZero() || !r.LatestFinish.IsZero() ||
			r.Critical || r.Late != 0 || len(r.Conflicts) != 0 || r.CanMoveUp != (i > 0) || r.CanMoveDown != want.down {
			t.Errorf("row %d: %+v", i, r)
		}
	}
	if r := v.Rows[1]; len(r.Needs) != 1 || r.Needs[0].Lag != 2 || r.Needs[0].Number != 1 || v.Rows[0].Successors[0].ID != second {
		t.Errorf("links: %+v", r.Needs)
	}
	h.Must(h.MoveUp(ctx, h.Team.At(now), third))
	if v := h.view(h.project); v.Rows[1].ID != third {
		t.Errorf("moved up, the second is %q", v.Rows[1].Title)
	}
	if d := h.detail(second); d.Row.J != "E+7" || len(d.Candidates) != 1 {
		t.Errorf("on its page: %+v", d)
	}
}

func TestTasksWithoutADateCloseTheListButWhatIsDone(t *testing.T) {
	t.Parallel()
	h := open(t)
	dated := h.project
	h.task("datée", assignedTo(h.Intern))
	h.project = h.idea()
	h.task("à elle", assignedTo(h.Intern))
	h.task("libre")
	h.Must(h.Start(ctx, h.Intern.At(now), h.task("commencée", assignedTo(h.Intern))))
	h.Must(h.TickTask(ctx, h.Intern.At(now), h.task("faite", assignedTo(h.Intern))))
	equal(t, "the intern’s", h.list(h.Intern, plan.Filter{}),
		[]string{"later: datée", "undated: à elle", "undated: libre", "undated: commencée", "done: faite"})

	standings, err := h.Overview(ctx, h.Intern.On(today))
	h.Must(err)
	last := standings[len(standings)-1]
	if len(standings) != 3 || last.Project.ID != h.project || last.Next != nil || len(last.Late)+len(last.Critical) != 0 || last.Summary.Total != 4 {
		t.Errorf("standings %+v", standings)
	}
	if standings[0].Project.ID != dated && standings[1].Project.ID != dated {
		t.Error("the dated project is not before")
	}
}

func TestTemplateAppliesToAnIdeaAndGetsItsDatesWithIt(t *testing.T) {
	t.Parallel()
	h := open(t)
	template := h.national()
	h.project = h.idea()
	preview, err := h.Template(ctx, h.Team.On(today), template.ID, h.project, nil)
	h.Must(err)
	for _, r := range preview.Rows {
		if r.Included && (!r.PlannedFinish.IsZero() || r.Late != 0 || r.J != r.Offset.String()) {
			t.Errorf("previewed with a date: %+v", r)
		}
	}
	applied, err := h.ApplyTemplate(ctx, h.Team.At(now), h.project, template.ID, nil, key)
	h.Must(err)
	if v := h.view(h.project); len(v.Rows) != applied.Count || v.Summary.Health != plan.Undated {
		t.Errorf("%d rows, %s", len(v.Rows), v.Summary.Health)
	}
	room := programme.New(h.DB)
	sheet, err := room.Project(ctx, h.Team.On(today), h.project)
	h.Must(err)
	d := sheet.Draft()
	d.Undated, d.First, d.Last = false, workcal.Of(2026, 6, 13), workcal.Of(2026, 6, 15)
	err = room.Edit(ctx, h.Team.At(now), h.project, sheet.Version, d)
	h.Must(err)
	for _, r := range h.view(h.project).Rows {
		if r.PlannedFinish.IsZero() && r.State != retroplan.Dropped {
			t.Errorf("still without a date: %s", r.Title)
		}
	}
}
