package planui

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/plan"
	"parvis/internal/trash"
	"parvis/internal/written"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// The fields of a change of several tasks. The list sends a box for each task that was chosen, or leads to all that it shows
// by its filter; this page turns that into tasks, once, and sends in one field what it was about.
const (
	fieldAct     = "acte"
	fieldBox     = "t[]" // HTML checkers take a name that stands several times for an oversight unless it ends so
	fieldIDs     = "ids"
	fieldAll     = "tout"     // of an address: all that a list shows, by its filter
	fieldNumber  = "nombre"   // how many that was
	fieldConfirm = "confirme" // a deletion was asked about
	nobody       = "personne" // of plan.FieldTo
)

// togetherFields are the fields of the page in its order, and togetherLabels what it calls them.
var (
	togetherFields = []string{plan.FieldTo, plan.FieldShift, plan.FieldCategory, plan.FieldState, plan.FieldBecause, plan.FieldAfter, plan.FieldLag, plan.FieldEffort, plan.FieldInternal}
	togetherLabels = map[string]string{plan.FieldTo: "Attribuer à", plan.FieldShift: "Décaler de", plan.FieldCategory: "Catégorie", plan.FieldState: "État",
		plan.FieldBecause: "Ce qui les bloque", plan.FieldAfter: "Commencent après", plan.FieldLag: "Jours ouvrés d’attente", plan.FieldEffort: "Charge en jours", plan.FieldInternal: "Visibles des partenaires"}
)

// togetherPage is several tasks and what may be done with them; Act is the one that is asked about before, a deletion.
type togetherPage struct {
	plan.Chosen
	Form    *form.Form
	Act     plan.Act
	Refused []plan.Refusal
	Back    string
	Listed  int // how many tasks the list showed that they come from, where it is another number; else 0
}

// askTogether shows the page about the tasks that its address names, or that the list of a filter shows.
func (h *Handlers) askTogether(w http.ResponseWriter, r *http.Request) error {
	asked := form.Query(r)
	if asked.Flag(fieldAll) {
		return h.askAll(w, r, asked)
	}
	p, err := h.chosen(r, asked)
	if err != nil {
		return err
	}
	return serve.Page(w, r, TogetherPage(p))
}

// askAll is askTogether about all that a list shows: from here on it is those tasks, whatever the filter would show later.
func (h *Handlers) askAll(w http.ResponseWriter, r *http.Request, asked *form.Form) error {
	project, err := serve.ID(r, "project")
	if err != nil {
		return err
	}
	n := parseNarrowing(asked)
	chosen, err := h.plans.ChosenOf(r.Context(), serve.By(r), project, n.shown(serve.By(r).ID))
	if err != nil {
		return err
	}
	p := togetherPage{Chosen: chosen, Form: form.Of(nil), Back: n.url(project)}
	if listed := asked.Int(fieldNumber); listed > 0 && listed != len(chosen.Rows) {
		p.Listed = listed
	}
	return serve.Page(w, r, TogetherPage(p))
}

// chosenIDs are the tasks that a form is about.
func chosenIDs(f *form.Form) []int64 { return append(f.IDs(fieldBox), f.IDs(fieldIDs)...) }

func (h *Handlers) chosen(r *http.Request, f *form.Form) (togetherPage, error) {
	project, err := serve.ID(r, "project")
	if err != nil {
		return togetherPage{}, err
	}
	chosen, err := h.plans.Chosen(r.Context(), serve.By(r), project, chosenIDs(f))
	return togetherPage{Chosen: chosen, Form: f, Back: backTo(f, urls.Plan(project))}, err
}

// changeTogether does what is asked with the tasks that are chosen. Without an act or its value, and before a
// deletion, it answers with the page that asks.
func (h *Handlers) changeTogether(w http.ResponseWriter, r *http.Request) error {
	project, err := serve.ID(r, "project")
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	ids, act := chosenIDs(f), form.Choice(f, fieldAct, plan.Acts)
	change, given := parseChange(f, act)
	var out plan.Outcome
	switch {
	case len(ids) == 0:
		f.Add("", "Aucune tâche n’est choisie.")
	case !given || act == plan.ActDelete && !f.Flag(fieldConfirm):
		p, err := h.chosen(r, f)
		if err != nil {
			return err
		}
		if act == plan.ActDelete {
			p.Act = act
		}
		return serve.Form(w, r, f, TogetherPage(p))
	case f.Valid():
		out, err = h.plans.Together(r.Context(), serve.By(r), project, ids, change)
		if err == nil {
			said := ui.Said{Text: strings.Join(append([]string{saidTogether(change, out)}, f.Notes()...), " "), Warn: out.Changed == 0 || len(out.Gone) > 0}
			if act == plan.ActDelete && out.Changed > 0 {
				said.See = ui.Crumb{Label: "Voir la corbeille", URL: urls.TrashOf(project)}
			}
			serve.Say(r, said)
			return serve.Redirect(w, r, backTo(f, urls.Plan(project)))
		}
	}
	if err != nil && !f.Refuse(err) && len(out.Refused) == 0 {
		return err
	}
	p, read := h.chosen(r, f)
	if read != nil {
		return read
	}
	p.Refused = out.Refused
	if act == plan.ActDelete {
		p.Act = act
	}
	if n := len(out.Refused); n > 0 { // the page lists them
		sentence := "Rien n’a été changé\u00a0: " + french.Count(n, "tâche s’y oppose.", "tâches s’y opposent.")
		for _, field := range togetherFields {
			f.Reword(field, sentence)
		}
		if fault.Is(err, fault.Forbidden) {
			f.Add("", sentence)
		}
	}
	if fault.Is(err, fault.Forbidden) {
		return serve.Status(w, r, http.StatusForbidden, TogetherPage(p))
	}
	return serve.Invalid(w, r, TogetherPage(p))
}

// parseChange reads the value of an act. given tells whether there is one; what cannot be read of it is noted.
func parseChange(f *form.Form, act plan.Act) (c plan.Change, given bool) {
	c.Act = act
	given = f.Text(string(act)) != "" // most acts are called as their field
	switch act {
	case plan.ActAssign:
		given = f.Text(plan.FieldTo) != ""
		if person := f.ID(plan.FieldTo); person > 0 {
			c.Person = &person
		} else if given {
			f.Require(f.Text(plan.FieldTo) == nobody, plan.FieldTo, "Choisissez une personne dans la liste.")
		}
	case plan.ActShift:
		given = f.Text(plan.FieldShift) != ""
		c.Days = f.Int(plan.FieldShift)
	case plan.ActCategory:
		c.Category = form.Choice(f, plan.FieldCategory, plan.Categories)
	case plan.ActState:
		c.Ask, c.Because = form.Choice(f, plan.FieldState, plan.Asks), f.Text(plan.FieldBecause)
	case plan.ActAfter:
		c.After, c.Lag = f.ID(plan.FieldAfter), f.Int(plan.FieldLag)
		f.Reword(plan.FieldLag, lagProblem)
	case plan.ActEffort:
		if text := french.Fold(f.Text(plan.FieldEffort)); text != "inconnue" && text != "non connue" {
			var note string
			var err error
			if c.Effort, note, err = written.Effort(f.Text(plan.FieldEffort)); err != nil && given {
				f.Add(plan.FieldEffort, err.Error())
			}
			f.Note(note)
		}
	case plan.ActInternal:
		c.Internal = f.Text(plan.FieldInternal) == "oui"
		f.Require(!given || c.Internal || f.Text(plan.FieldInternal) == "non", plan.FieldInternal, "Choisissez dans la liste.")
	case plan.ActDelete:
		given = true
	}
	return c, given && act != ""
}

// saidTogether says what was done, what was so already and what was gone.
func saidTogether(c plan.Change, out plan.Outcome) string {
	said := []string{doneTogether(c, out)}
	if out.Changed == 0 {
		said[0] = "Rien n’a changé."
	}
	if n := len(out.Carried); n > 0 {
		said = append(said, french.Count(n, "tâche choisie n’a pas de jour à elle et se place d’après les autres", "tâches choisies n’ont pas de jour à elles et se placent d’après les autres")+"\u00a0: "+quoted(titlesOf(out.Carried))+".")
	}
	if out.Already > 0 {
		said = append(said, french.Count(out.Already, "tâche était déjà ainsi.", "tâches étaient déjà ainsi."))
	}
	return strings.Join(append(said, saidGone(out.Gone)...), " ")
}

// saidGone names the tasks that were deleted meanwhile, if any.
func saidGone(titles []string) []string {
	if len(titles) == 0 {
		return nil
	}
	return []string{french.Count(len(titles), "tâche a été supprimée entre-temps", "tâches ont été supprimées entre-temps") + "\u00a0: " + quoted(titles) + "."}
}

// quoted names the first of some titles.
func quoted(titles []string) string {
	list := make([]string, len(titles))
	for i, t := range titles {
		list[i] = french.Quote(t)
	}
	return french.AndOthers(list, 3)
}

func doneTogether(c plan.Change, out plan.Outcome) string {
	n := out.Changed
	count := func(one, many string) string { return french.Count(n, "tâche "+one, "tâches "+many) }
	switch c.Act {
	case plan.ActAssign:
		if c.Person == nil {
			return count("remise", "remises") + " à attribuer."
		}
		return count("attribuée", "attribuées") + " à " + out.Named + "."
	case plan.ActShift:
		if c.Days < 0 {
			return count("avancée", "avancées") + " de " + french.Days(-c.Days) + "."
		}
		return count("décalée", "décalées") + " de " + french.Days(c.Days) + "."
	case plan.ActCategory:
		return count("rangée", "rangées") + " dans la catégorie " + french.Quote(c.Category.Label()) + "."
	case plan.ActState:
		return count(doneWords(c.Ask)) + "."
	case plan.ActAfter:
		return count("commence", "commencent") + " maintenant après " + french.Quote(out.Named) + "."
	case plan.ActEffort:
		return count("a", "ont") + " maintenant pour charge\u00a0: " + c.Effort.Words() + "."
	case plan.ActInternal:
		if c.Internal {
			return count("est maintenant interne", "sont maintenant internes") + "\u00a0: les partenaires n’en voient rien."
		}
		return count("n’est plus interne.", "ne sont plus internes.")
	}
	return count("est à la corbeille.", "sont à la corbeille.") + " Vous pouvez " + french.Agree(n, "la", "les") + " rétablir pendant " + trash.Lasts + "."
}

func doneWords(a plan.Ask) (one, many string) {
	switch a {
	case plan.AskStart:
		return "commencée", "commencées"
	case plan.AskFinish:
		return "faite", "faites"
	case plan.AskBlock:
		return "notée comme bloquée", "notées comme bloquées"
	case plan.AskReopen:
		return "rouverte", "rouvertes"
	}
	return "abandonnée", "abandonnées"
}

// mostListed is how many of the chosen tasks are listed before the others are folded.
const mostListed = 10

// problems are what is to mend. Once no task is left, nothing is asked about any field.
func (p togetherPage) problems() fault.Problems {
	problems := p.Form.Problems(togetherFields...)
	if len(p.Rows) == 0 {
		problems = slices.DeleteFunc(problems, func(one fault.Problem) bool { return one.Field != "" })
	}
	return problems
}

// title says how many tasks the page is about.
func (p togetherPage) title() string {
	n := len(p.Rows)
	switch {
	case n == 0:
		return "Aucune tâche choisie"
	case p.Act == plan.ActDelete:
		return "Supprimer " + french.Count(n, "tâche\u00a0?", "tâches\u00a0?")
	}
	return french.Count(n, "tâche choisie", "tâches choisies")
}

// carried are the values that each form of the page carries: the tasks in one field, where to go back to, what is done.
func (p togetherPage) carried(act plan.Act, rows []plan.Row) []ui.Hidden {
	ids := make([]string, len(rows))
	for i := range rows {
		ids[i] = id(rows[i].ID)
	}
	return []ui.Hidden{{Name: fieldIDs, Value: strings.Join(ids, ",")}, {Name: fieldReturn, Value: p.Back}, {Name: fieldAct, Value: string(act)}}
}

// editable and tickable are the chosen tasks that may be changed and whose state may; the page offers what may be done to some.
func (p togetherPage) editable() []plan.Row {
	return p.those(func(r *plan.Row) bool { return r.CanEdit })
}

func (p togetherPage) tickable() []plan.Row {
	return p.those(func(r *plan.Row) bool { return r.CanEdit || r.CanTick || r.CanReopen })
}

// others are the chosen tasks that did not refuse.
func (p togetherPage) others() []plan.Row {
	refused := map[int64]bool{}
	for _, r := range p.Refused {
		refused[r.ID] = true
	}
	return p.those(func(r *plan.Row) bool { return !refused[r.ID] })
}

func (p togetherPage) those(keep func(*plan.Row) bool) []plan.Row {
	var rows []plan.Row
	for i := range p.Rows {
		if keep(&p.Rows[i]) {
			rows = append(rows, p.Rows[i])
		}
	}
	return rows
}

func toOptions(people []plan.Assignee) []ui.Option {
	options := peopleOptions(people)
	options[0] = ui.Option{Value: nobody, Label: french.Unassigned}
	return append([]ui.Option{{Value: "", Label: "Choisir…"}}, options...)
}

func askOptions() []ui.Option {
	options := []ui.Option{{Value: "", Label: "Choisir…"}}
	for _, a := range plan.Asks {
		label := askVerbs[a]
		if a == plan.AskFinish { // no day is asked for
			label += " aujourd’hui"
		}
		options = append(options, ui.Option{Value: string(a), Label: label})
	}
	return options
}

var internalOptions = []ui.Option{{Value: "", Label: "Choisir…"}, {Value: "oui", Label: "Non\u00a0: internes au service"}, {Value: "non", Label: "Oui"}}

// rowText tells one of the chosen tasks.
func rowText(r plan.Row) string {
	text := strconv.Itoa(r.Number) + ". " + r.Title + "\u00a0: " + french.Responsible(r.Responsible)
	if r.J != "" {
		text += ", " + r.J
	}
	return text
}

func titlesOf(tasks []plan.Link) []string {
	titles := make([]string, len(tasks))
	for i, t := range tasks {
		titles[i] = t.Title
	}
	return titles
}
