package planui

import (
	"net/http"
	"net/url"
	"strings"
	"time"

	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/plan"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// fieldBelow names the task that new ones are put below, and fieldMonth the month of the list in which they were asked for.
const (
	fieldBelow = "apres"
	fieldMonth = "mois"
)

// quickFields are the fields of the form of lines, in order, and quickLabels what it calls them.
var (
	quickFields = []string{plan.FieldTitle, plan.FieldResponsible, plan.FieldDuration, plan.FieldCategory, plan.FieldDue, plan.FieldNeed}
	quickLabels = map[string]string{plan.FieldTitle: "Tâche", plan.FieldResponsible: "Responsable", plan.FieldDuration: "Durée", plan.FieldCategory: "Catégorie",
		plan.FieldDue: "À faire pour", plan.FieldNeed: "Commence après"}
)

// linesPage is the form of tasks to add by lines, with what was typed in it.
type linesPage struct {
	plan.BlankLines
	Form *form.Form
	Back string
}

// title tells the form's window from one that was opened elsewhere in the plan.
func (p linesPage) title() string {
	if p.Below == nil {
		return "Ajouter d’une ligne"
	}
	return "Ajouter après " + french.Quote(p.Below.Title)
}

// newLines opens the form as the place that it was opened from says: below a task, in a month, for somebody.
func (h *Handlers) newLines(w http.ResponseWriter, r *http.Request) error {
	asked := form.Query(r)
	p, err := h.lines(r, asked)
	if err != nil {
		return err
	}
	values := url.Values{plan.FieldDuration: {"1"}, plan.FieldDue: {p.DueIn(parseMonth(asked.Text(fieldMonth))).String()}}
	category := form.Choice(asked, plan.FieldCategory, plan.Categories)
	if p.Below != nil {
		values.Set(fieldBelow, id(p.Below.ID))
		if category == "" {
			category = p.Below.Category
		}
	}
	values.Set(plan.FieldCategory, string(category))
	if who := asked.ID(plan.FieldResponsible); who > 0 {
		values.Set(plan.FieldResponsible, id(who))
	}
	if asked.Text(fieldReturn) != "" {
		values.Set(fieldReturn, p.Back)
	}
	p.Form = form.Of(values).Keyed(serve.NewKey())
	return serve.Page(w, r, LinesPage(p))
}

// lines reads what the form needs, and where it goes back to.
func (h *Handlers) lines(r *http.Request, f *form.Form) (linesPage, error) {
	project, err := serve.ID(r, "project")
	if err != nil {
		return linesPage{}, err
	}
	blank, err := h.plans.NewLines(r.Context(), serve.By(r), project, f.ID(fieldBelow))
	return linesPage{BlankLines: blank, Form: f, Back: backTo(f, urls.Plan(project))}, err
}

func (h *Handlers) createLines(w http.ResponseWriter, r *http.Request) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	p, err := h.lines(r, f)
	if err != nil {
		return err
	}
	project := p.Project.ID
	added, err := parseLines(f, p.BlankLines, near(r, p.Project))
	var ids []int64
	if err == nil {
		ids, err = h.plans.AddTasks(r.Context(), serve.By(r), project, added, f.Sending())
	}
	next := p.Back
	if len(ids) > 0 { // the first new row is shown, in the list as it was narrowed
		if list, _, _ := strings.Cut(next, "#"); strings.HasPrefix(list+"?", urls.Plan(project)+"?") {
			next = list + "#" + Anchor(ids[0])
		}
	}
	if f.Refuse(fault.SeenAt(err, next)) {
		return serve.Invalid(w, r, LinesPage(p))
	}
	said := ""
	if err == nil {
		if said, err = h.fell(r, project, ids); err != nil {
			return err
		}
	}
	return serve.Saved(w, r, f, err, said, next)
}

// parseLines reads the form: what a line does not say is what the other fields say. The error is what is to mend.
func parseLines(f *form.Form, b plan.BlankLines, nearest workcal.Date) (plan.Added, error) {
	base := plan.Draft{Category: form.Choice(f, plan.FieldCategory, plan.Categories)}
	base.Duration, base.CalendarDays = parseDuration(f, plan.FieldDuration, false)
	f.Require(base.Category.Valid(), plan.FieldCategory, "Choisissez une catégorie dans la liste.")
	var note string
	var err error
	if base.Offset, base.Deadline, note, err = plan.ParseDue(f.Text(plan.FieldDue), nearest); err != nil {
		f.Add(plan.FieldDue, err.Error())
	}
	f.Note(note)
	if person := f.ID(plan.FieldResponsible); person != 0 {
		f.Require(person > 0, plan.FieldResponsible, "Choisissez une personne dans la liste.")
		base.ResponsibleID = &person
	}
	a := plan.Added{Below: max(0, f.ID(fieldBelow))}
	if need := f.ID(plan.FieldNeed); need != 0 {
		a.After = []plan.Need{{ID: need}}
	}
	// What the other fields do not say is said there, not once more for each line.
	lines := base
	if !f.Valid() {
		lines.Category, lines.Duration = plan.Categories[0], 1
	}
	drafts, notes, problems := plan.Lines(f.Text(plan.FieldTitle), lines, b.People, nearest)
	a.Drafts = drafts
	for _, said := range notes {
		f.Note(said)
	}
	if problems.Any() {
		f.Add(plan.FieldTitle, sentences(problems))
	}
	return a, f.Err()
}

// mostSaid is how many lines to mend are told of at once.
const mostSaid = 8

// sentences says what is to mend in several lines as one problem of their field.
func sentences(problems fault.Problems) string {
	said := make([]string, 0, mostSaid+1)
	for _, p := range problems[:min(len(problems), mostSaid)] {
		said = append(said, p.Sentence)
	}
	if more := len(problems) - mostSaid; more > 0 {
		said = append(said, french.Count(more, "autre ligne est à corriger.", "autres lignes sont à corriger."))
	}
	return strings.Join(said, " ")
}

// parseMonth reads the month of a list, "2025-05"; zero for anything else.
func parseMonth(text string) workcal.Date {
	month, err := time.Parse("2006-01", text)
	if err != nil {
		return 0
	}
	return workcal.Of(month.Year(), month.Month(), 1)
}

// mostFell is how many new tasks are told with their days.
const mostFell = 3

// fell says what was added and on which days it fell.
func (h *Handlers) fell(r *http.Request, project int64, ids []int64) (string, error) {
	v, err := h.plans.Plan(r.Context(), serve.By(r), project)
	if err != nil {
		return "", err
	}
	var told []string
	for _, id := range ids {
		row, ok := v.Row(id)
		if !ok { // deleted meanwhile
			continue
		}
		day := days(row)
		if row.PlannedFinish.IsZero() {
			day = "sans date"
		}
		if len(ids) == 1 {
			return "La tâche " + french.Quote(row.Title) + " a été ajoutée\u00a0: " + day + ".", nil
		}
		told = append(told, french.Quote(row.Title)+", "+day)
	}
	if len(told) > mostFell {
		told = append(told[:mostFell], french.Count(len(told)-mostFell, "autre", "autres"))
	}
	return french.Tasks(len(ids)) + " ont été ajoutées\u00a0: " + strings.Join(told, "\u00a0; ") + ".", nil
}

// belowOptions offers to begin after the task that the new ones are put below, and no other: the page holds no list.
func belowOptions(below plan.Row) []ui.Option {
	return []ui.Option{{Value: "", Label: "aucune tâche"}, {Value: id(below.ID), Label: below.Title}}
}
