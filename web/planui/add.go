package planui

import (
	"net/http"
	"slices"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/plan"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// fieldInto names the project that a task is added to: the list's filter has a project too.
const fieldInto = "dans"

// fieldBy names the day that a task is added for: the filter has what tasks are for.
const fieldBy = "jour"

// addToList adds a task to its reader's own list: to a project's plan when she names one, else for herself.
func (h *Handlers) addToList(w http.ResponseWriter, r *http.Request) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	by, into := serve.By(r), f.ID(fieldInto)
	draft := plan.OwnDraft{Title: f.Text(plan.FieldTitle), Day: f.Soon(fieldBy, serve.Today(r), serve.Ahead(r))}
	broken := draft.Check()
	for i := range broken {
		if broken[i].Field == plan.FieldDue {
			broken[i].Field = fieldBy
		}
	}
	err = f.Merge(broken)
	var id int64
	said := "Tâche ajoutée à votre liste\u00a0: " + french.Quote(french.OneLine(draft.Title)) + "."
	switch {
	case err != nil:
	case into == 0:
		id, err = h.plans.AddOwn(r.Context(), by, draft, f.Sending())
		err = fault.SeenAt(err, urls.OwnTask(id))
	default:
		id, err = h.plans.CreateTask(r.Context(), by, into, inPlan(draft, by), f.Sending())
		said = "Tâche ajoutée à votre liste et au rétroplanning\u00a0: " + french.Quote(french.OneLine(draft.Title)) + "."
		err = fault.SeenAt(err, urls.Task(id))
	}
	if f.Refuse(err) {
		p, err := h.list(r, f)
		if err != nil {
			return err
		}
		return serve.Invalid(w, r, ListPage(p))
	}
	if err == nil {
		p, err := h.list(r, f)
		if err != nil {
			return err
		}
		if !p.holds(id, into != 0) {
			said += " Elle commence plus tard\u00a0: «\u00a0Tout\u00a0» la montre."
		}
	}
	return serve.Saved(w, r, f, err, said, urls.MyList()+filterQuery(parseFilter(form.Query(r))))
}

// inPlan is what somebody noted as a task of a plan: hers, of one day. She completes it on its page.
func inPlan(d plan.OwnDraft, by account.By) plan.Draft {
	return plan.Draft{Title: d.Title, Category: plan.Administrative, ResponsibleID: &by.ID, Duration: 1, Deadline: d.Day}
}

// holds tells whether the list shows a task, of a plan or somebody's own.
func (p listPage) holds(id int64, inPlan bool) bool {
	return slices.ContainsFunc(p.Sections, func(s plan.Section) bool {
		if inPlan {
			return slices.ContainsFunc(s.Rows, func(r plan.ListRow) bool { return r.ID == id })
		}
		return slices.ContainsFunc(s.Own, func(o plan.Own) bool { return o.ID == id })
	})
}

// unfolded tells whether what is typed beside the title is to be seen.
func (p listPage) unfolded() bool {
	return p.Form.Text(fieldBy) != "" || p.Form.Text(fieldInto) != "" || p.Form.Wrong(fieldBy) || p.Form.Wrong(fieldInto)
}

// addLabels name the fields of the quick form.
var addLabels = map[string]string{plan.FieldTitle: "Ajouter une tâche", fieldBy: "Pour le", fieldInto: "Dans le projet"}

func (p listPage) intoField() ui.Field {
	options := []ui.Option{{Value: "", Label: "Aucun\u00a0: tâche personnelle"}}
	for _, one := range p.Addable {
		o := ui.Option{Value: id(one.ID), Label: one.Title, Group: "Autres projets"}
		if one.Member {
			o.Group = "Mes projets"
		}
		options = append(options, o)
	}
	field := p.Form.Field(ui.Field{Name: fieldInto, Label: addLabels[fieldInto]})
	field.Options = ui.Choose(options, field.Value)
	return field
}
