package planui

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"parvis/internal/french"
	"parvis/internal/plan"
	"parvis/internal/retroplan"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/urls"
)

// planPage is a plan as a list: its rows are those that the address keeps.
type planPage struct {
	plan.View
	All       []plan.Row // of the whole plan
	Narrowing narrowing
	Reader    int64
	Mine      int             // open tasks of the reader, in the whole plan
	People    []plan.Assignee // whom chosen tasks may be given to
	Next      *plan.Row       // the next milestone of the whole plan
}

func (h *Handlers) view(r *http.Request) (plan.View, error) {
	project, err := serve.ID(r, "project")
	if err != nil {
		return plan.View{}, err
	}
	return h.plans.Plan(r.Context(), serve.By(r), project)
}

func (h *Handlers) showPlan(w http.ResponseWriter, r *http.Request) error {
	project, err := serve.ID(r, "project")
	if err != nil {
		return err
	}
	by := serve.By(r)
	v, people, err := h.plans.PlanToWork(r.Context(), by, project)
	if err != nil {
		return err
	}
	p := planPage{View: v, All: v.Rows, Narrowing: parseNarrowing(form.Query(r)), People: people, Reader: by.ID}
	for i := range v.Rows {
		row := &v.Rows[i]
		if row.State.Open() && row.ResponsibleID != nil && *row.ResponsibleID == by.ID {
			p.Mine++
		}
		if p.Next == nil && row.State.Open() && row.Milestone() && row.PlannedFinish >= v.Today {
			p.Next = row
		}
	}
	p.Rows = p.Narrowing.narrow(by.ID).Rows(v.Rows)
	return serve.Page(w, r, PlanPage(p))
}

// Anchor is the id of a task's row in a list.
func Anchor(task int64) string { return "t" + strconv.FormatInt(task, 10) }

// rowURL is the place of a task in its project's plan.
func rowURL(project, task int64) string { return urls.Plan(project) + "#" + Anchor(task) }

// self is the address of this very list.
func (p planPage) self() string { return p.Narrowing.url(p.Project.ID) }

// works tells whether the reader may change any task.
func (p planPage) works() bool {
	return slices.ContainsFunc(p.All, func(r plan.Row) bool { return r.CanEdit })
}

// sends tells whether the list has something to send: a task to tick, or to choose.
func (p planPage) sends() bool {
	return p.works() || slices.ContainsFunc(p.Rows, func(r plan.Row) bool { return r.CanTick && r.State != retroplan.Dropped })
}

// changeable counts the tasks with a box that the list shows without being unfolded.
func (p planPage) changeable() (n int) {
	folds := p.Narrowing.folds()
	for i := range p.Rows {
		if p.Rows[i].CanEdit && (!folds || p.Rows[i].State.Open()) {
			n++
		}
	}
	return n
}

// allURL leads to what may be done with all of them, as many as shown.
func (p planPage) allURL(shown int) string {
	n := p.Narrowing
	return urls.TogetherAll(p.Project.ID, shown, n.Words, n.Who, string(n.Category), n.State, n.By)
}

// printURL is the sheet of what the list shows, as far as paper knows it.
func (p planPage) printURL() string {
	choice := url.Values{}
	if p.Narrowing.State == "a-faire" {
		choice.Set("reste", "oui")
	}
	if who := p.Narrowing.narrow(p.Reader); p.Narrowing.Who == whoNobody {
		choice.Set("qui", whoNobody)
	} else if person := max(who.Person, who.Mine); person > 0 {
		choice.Set("qui", id(person))
	}
	return urls.PlanPrintOf(p.Project.ID, choice)
}

// before and after are what is said of a plan around its lateness: its day, and how far it has come.
func (p planPage) before() string {
	if !p.Project.Dated() {
		return planLead(p.View)
	}
	return p.Project.DaysText() + ", " + countdown(p.View) + "."
}

func (p planPage) after() string {
	text := french.Capital(french.TasksDone(p.Summary.Done, p.Summary.Total))
	if p.Summary.LateBy > 0 {
		text = "– " + french.TasksDone(p.Summary.Done, p.Summary.Total)
	}
	if p.Next == nil {
		return text + "."
	}
	return text + ". Prochain jalon, " + p.Next.PlannedFinish.FrenchShortIn(p.Next.Year) + "\u00a0: "
}

// found says how many tasks the address keeps.
func (p planPage) found() string {
	if len(p.Rows) == len(p.All) {
		return french.Tasks(len(p.All))
	}
	return french.Tasks(len(p.Rows)) + " sur " + french.Number(len(p.All))
}

// firstOpen is the first task that is shown and still to be done; 0 when there is none.
func (p planPage) firstOpen() int64 {
	for i := range p.Rows {
		if p.Rows[i].State.Open() {
			return p.Rows[i].ID
		}
	}
	return 0
}
