package planui

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"

	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// The form fields of the templates page.
const (
	fieldTemplate = "modele"
	fieldAnswer   = "oui_" // with a question's key: it was answered "yes"
)

// showTemplates offers the templates of the project's kind or, once one is chosen, previews it.
func (h *Handlers) showTemplates(w http.ResponseWriter, r *http.Request) error {
	if asked := form.Query(r); asked.Text(fieldTemplate) != "" {
		return h.previewTemplate(w, r, asked)
	}
	project, err := serve.ID(r, "project")
	if err != nil {
		return err
	}
	v, all, err := h.plans.ChooseTemplate(r.Context(), serve.By(r), project)
	if err != nil {
		return err
	}
	own, others := shelve(all, v.Project.Kind)
	return serve.Page(w, r, TemplatesPage(v, own, others))
}

func (h *Handlers) previewTemplate(w http.ResponseWriter, r *http.Request, asked *form.Form) error {
	project, err := serve.ID(r, "project")
	if err != nil {
		return err
	}
	template, err := templateID(asked)
	if err != nil {
		return err
	}
	p, err := h.plans.Template(r.Context(), serve.By(r), template, project, answers(asked))
	if err != nil {
		return err
	}
	return serve.Page(w, r, TemplatePage(foreseen(p, serve.NewKey())))
}

// applyTemplate adds the tasks of a template to the project.
func (h *Handlers) applyTemplate(w http.ResponseWriter, r *http.Request) error {
	project, err := serve.ID(r, "project")
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	template, err := templateID(f)
	if err != nil {
		return err
	}
	applied, err := h.plans.ApplyTemplate(r.Context(), serve.By(r), project, template, answers(f), f.Sending())
	if again, ok := fault.TwiceOf(err); ok && again.Same {
		return serve.Saved(w, r, f, err, "", urls.Plan(project))
	}
	if err != nil {
		return err
	}
	serve.Flash(r, applied.Sentence)
	return serve.Redirect(w, r, urls.Plan(project))
}

// templateID reads the template that was chosen; anything but a positive number is NotFound.
func templateID(f *form.Form) (int64, error) {
	if id := f.ID(fieldTemplate); id > 0 {
		return id, nil
	}
	return 0, fault.Missing(nil)
}

// answers reads which questions were answered "yes". Keys that no template knows do nothing.
func answers(f *form.Form) plan.Answers {
	yes := plan.Answers{}
	for _, key := range f.Flags(fieldAnswer) {
		yes[key] = true
	}
	return yes
}

// shelf is the templates of one kind of project.
type shelf struct {
	Kind      programme.Kind
	Templates []plan.Template
}

// shelve puts the templates of the project's own kind apart from the others, by kind.
func shelve(all []plan.Template, kind programme.Kind) (own []plan.Template, others []shelf) {
	for _, k := range programme.Kinds {
		var list []plan.Template
		for _, t := range all {
			if t.Kind == k {
				list = append(list, t)
			}
		}
		switch {
		case len(list) == 0:
		case k == kind:
			own = list
		default:
			others = append(others, shelf{k, list})
		}
	}
	return own, others
}

// taskCount says how many tasks a template brings: « 52 à 64 tâches selon vos réponses ».
func taskCount(t plan.Template) string {
	always := 0
	for _, task := range t.Body.Tasks {
		if task.Condition == "" {
			always++
		}
	}
	all := len(t.Body.Tasks)
	if always == all {
		return french.Tasks(all)
	}
	return french.Number(always) + " à " + french.Tasks(all) + ", selon vos réponses"
}

// foresight is a preview arranged for its page.
type foresight struct {
	plan.Preview
	Months    []foreseenMonth
	Included  int
	Statutory int
	Late      int
	LeftOut   []plan.PreviewRow
	Hidden    []ui.Hidden // what applying this very preview sends
	Key       string
}

type foreseenMonth struct {
	ID, Label string
	Rows      []plan.PreviewRow
}

// foreseen groups what would be created by the month of its planned finish.
func foreseen(p plan.Preview, key string) foresight {
	f := foresight{Preview: p, Key: key, Hidden: []ui.Hidden{{Name: fieldTemplate, Value: id(p.Template.ID)}}}
	for _, q := range p.Template.Body.Questions {
		if p.Answers[q.Key] {
			f.Hidden = append(f.Hidden, ui.Hidden{Name: fieldAnswer + q.Key, Value: "1"})
		}
	}
	titles := map[string]bool{}
	for _, row := range p.Rows {
		titles[row.Title] = row.Included
	}
	var kept []plan.PreviewRow
	for _, row := range p.Rows {
		row.After = slices.DeleteFunc(slices.Clone(row.After), func(title string) bool { return !titles[title] })
		if !row.Included {
			f.LeftOut = append(f.LeftOut, row)
			continue
		}
		kept = append(kept, row)
		f.Included++
		if row.Statutory {
			f.Statutory++
		}
		if row.Late > 0 {
			f.Late++
		}
	}
	slices.SortStableFunc(kept, func(a, b plan.PreviewRow) int { return a.PlannedFinish.Sub(b.PlannedFinish) })
	for _, row := range kept {
		label := cmp.Or(row.PlannedFinish.FrenchMonthYear(), "Sans date")
		if n := len(f.Months); n == 0 || f.Months[n-1].Label != label {
			f.Months = append(f.Months, foreseenMonth{ID: "mois-" + strconv.Itoa(n+1), Label: label})
		}
		last := &f.Months[len(f.Months)-1]
		last.Rows = append(last.Rows, row)
	}
	return f
}

// Sentence says what applying would do: « 64 tâches, dont 12 obligations légales ; 3 sont déjà en retard. »
func (f foresight) Sentence() string {
	if f.Included == 0 {
		return "Aucune tâche n’est retenue."
	}
	s := french.Count(f.Included, "tâche serait ajoutée", "tâches seraient ajoutées")
	if f.Statutory > 0 {
		s += ", dont " + french.Count(f.Statutory, "obligation légale", "obligations légales")
	}
	if f.Late > 0 {
		s += "\u202f; " + french.Count(f.Late, "serait déjà en retard", "seraient déjà en retard")
	}
	return s + "."
}

// BeforeSentence says what the plan already has, or "".
func (f foresight) BeforeSentence() string {
	if f.Before == 0 {
		return ""
	}
	return "Ce rétroplanning compte déjà " + french.Tasks(f.Before) + french.Agree(f.Before,
		". Elle n’est ni remplacée ni modifiée\u00a0: vérifiez seulement que le modèle ne la répète pas.",
		". Elles ne sont ni remplacées ni modifiées\u00a0: vérifiez seulement que le modèle ne les répète pas.")
}

// applyLabel is the button's text: « Ajouter 64 tâches au rétroplanning ».
func (f foresight) applyLabel() string {
	return "Ajouter " + french.Tasks(f.Included) + " au rétroplanning"
}

// foreseenSigns are the words a previewed task carries, the most pressing first.
func foreseenSigns(r plan.PreviewRow) []sign {
	var out []sign
	if r.Late > 0 {
		out = append(out, sign{"bad", "déjà " + french.LateBy(r.Late)})
	}
	if r.Statutory {
		out = append(out, sign{"", "obligation légale"})
	}
	if r.Optional {
		out = append(out, sign{"muted", "facultative"})
	}
	if r.Internal {
		out = append(out, sign{"muted", "interne"})
	}
	return out
}

// foreseenDuration writes a previewed task's duration as the plan's rows do.
func foreseenDuration(r plan.PreviewRow) string {
	return plan.Task{Duration: r.Duration, CalendarDays: r.CalendarDays}.DurationText()
}

// after names what a previewed task waits for: « après « BAT signé » ».
func after(r plan.PreviewRow) string {
	s := "après "
	for i, title := range r.After {
		if i > 0 {
			s += ", "
		}
		s += french.Quote(title)
	}
	return s
}
