package plan_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"parvis/internal/calendar"
	"parvis/internal/plan"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// TestAPlanIsNarrowedByEachCriterion holds what each criterion keeps, alone and with another one.
func TestAPlanIsNarrowedByEachCriterion(t *testing.T) {
	t.Parallel()
	ines, lucie := int64(3), int64(4)
	day := func(n int) workcal.Date { return workcal.Of(2025, 4, n) }
	row := func(id int64, title string, change func(*plan.Row)) plan.Row {
		r := plan.Row{Task: plan.Task{ID: id, Title: title, Category: plan.Logistics}, Row: retroplan.Row{PlannedFinish: day(int(id))}}
		change(&r)
		return r
	}
	rows := []plan.Row{
		row(1, "Réserver l’auditorium", func(r *plan.Row) { r.State, r.ResponsibleID, r.Responsible = retroplan.Done, &ines, "Inès Carpentier" }),
		row(2, "Relire l’œuvre", func(r *plan.Row) {
			r.Late, r.Critical, r.ResponsibleID, r.Responsible = 2, true, &ines, "Inès Carpentier"
		}),
		row(3, "Affiche", func(r *plan.Row) { r.Critical, r.Category, r.Internal = true, plan.Communication, true }),
		row(4, "Navette", func(r *plan.Row) {
			r.State, r.ResponsibleID, r.Responsible = retroplan.Blocked, &lucie, "Lucie Morel"
		}),
		row(5, "Tombola", func(r *plan.Row) { r.State, r.PlannedFinish, r.ResponsibleID = retroplan.Dropped, 0, &lucie }),
		row(6, "Bilan", func(r *plan.Row) { r.State = retroplan.InProgress }),
	}
	begun := retroplan.InProgress
	for name, c := range map[string]struct {
		narrow plan.Narrow
		want   []int64
	}{
		"nothing":                      {plan.Narrow{}, []int64{1, 2, 3, 4, 5, 6}},
		"a word of the title":          {plan.Narrow{Words: "AUDITORIUM"}, []int64{1}},
		"without accents or ligatures": {plan.Narrow{Words: "reserver"}, []int64{1}},
		"every word":                   {plan.Narrow{Words: "  oeuvre   relire "}, []int64{2}},
		"a word of two that lacks":     {plan.Narrow{Words: "oeuvre affiche"}, nil},
		"a name":                       {plan.Narrow{Words: "morel"}, []int64{4}},
		"a category by its name":       {plan.Narrow{Words: "communication"}, []int64{3}},
		"blanks":                       {plan.Narrow{Words: " "}, []int64{1, 2, 3, 4, 5, 6}},
		"a person":                     {plan.Narrow{Person: ines}, []int64{1, 2}},
		"nobody":                       {plan.Narrow{Unassigned: true}, []int64{3, 6}},
		"mine":                         {plan.Narrow{Mine: lucie}, []int64{4, 5}},
		"mine and another's":           {plan.Narrow{Mine: lucie, Person: ines}, nil},
		"a category":                   {plan.Narrow{Category: plan.Communication}, []int64{3}},
		"a state":                      {plan.Narrow{State: &begun}, []int64{6}},
		"late":                         {plan.Narrow{Late: true}, []int64{2}},
		"without slack":                {plan.Narrow{Critical: true}, []int64{2, 3}},
		"blocked":                      {plan.Narrow{Blocked: true}, []int64{4}},
		"what remains":                 {plan.Narrow{Remaining: true}, []int64{2, 3, 4, 6}},
		"until a day":                  {plan.Narrow{Until: day(4)}, []int64{1, 2, 3, 4}},
		"what remains for her":         {plan.Narrow{Remaining: true, Person: ines}, []int64{2}},
		"a partner's version":          {plan.Narrow{Partner: true}, []int64{1, 2, 4, 5, 6}},
		"what remains until a day":     {plan.Narrow{Remaining: true, Until: day(3)}, []int64{2, 3}},
	} {
		var got []int64
		for _, r := range c.narrow.Rows(rows) {
			got = append(got, r.ID)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, not %v", name, got, c.want)
		}
		if (c.narrow == plan.Narrow{}) != c.narrow.Zero() {
			t.Errorf("%s: Zero says %v", name, c.narrow.Zero())
		}
	}
	if rows[1].Title != "Relire l’œuvre" || len(rows) != 6 {
		t.Error("the rows were changed")
	}
}

// TestAPartnersVersionNamesNobodyAndNothingInternal reads all that a narrowed plan holds: neither a name, nor an
// internal task, not even as what another one waits for, nor why something is blocked.
func TestAPartnersVersionNamesNobodyAndNothingInternal(t *testing.T) {
	t.Parallel()
	h := open(t)
	secret := h.task("Négocier le cachet", func(d *plan.Draft) { d.Internal = true }, due("J-40"), assignedTo(h.Intern))
	public := h.task("Signer la convention", due("J-30"), assignedTo(h.Intern), func(d *plan.Draft) { d.Notes = "demander à " + h.Other.Name })
	before := h.task("Envoyer le programme", assignedTo(h.Team))
	h.chain(before, secret)
	h.chain(secret, public)
	h.Must(h.Block(ctx, h.Head.At(now), public, "attend "+h.Other.Name))
	asked, _ := h.view(h.project).Row(public)
	_, err := h.calendar.AddLeave(ctx, h.Head.At(now), calendar.Leave{PersonID: h.Intern.ID, First: asked.LatestFinish, Last: asked.LatestFinish}, "")
	h.Must(err)
	whole := h.view(h.project)
	if r, _ := whole.Row(public); !strings.Contains(r.Why(), "absence") {
		t.Errorf("nobody's absence moves its day: %s", r.Why())
	}
	v := whole.Narrowed(plan.Narrow{Partner: true})
	equal(t, "rows", titles(v.Rows), []string{"Envoyer le programme", "Signer la convention"})
	text := fmt.Sprintf("%+v", v.Project)
	for _, r := range v.Rows {
		text += fmt.Sprintf("%+v %s %s", r, r.Reason.Label(), r.Why())
		for _, c := range r.Conflicts {
			text += c.Sentence()
		}
	}
	for _, hidden := range []string{"Négocier", "absence", h.Intern.Name, h.Team.Name, h.Other.Name, h.Head.Name} {
		if strings.Contains(text, hidden) {
			t.Errorf("it says %q: %s", hidden, text)
		}
	}
	if v.Summary.Total != 2 || whole.Summary.Total != 3 {
		t.Errorf("it counts %d tasks, the whole plan %d", v.Summary.Total, whole.Summary.Total)
	}
	if r, _ := whole.Row(public); len(r.Needs) != 1 || r.Responsible != h.Intern.Name || !strings.Contains(r.BlockedBecause, h.Other.Name) {
		t.Errorf("the whole plan was changed: %+v", r)
	}
}
