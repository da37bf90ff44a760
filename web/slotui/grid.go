package slotui

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"parvis/internal/access"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/slot"
	"parvis/internal/workcal"
	"parvis/internal/written"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// fieldBox is a box of the grid and of the list; HTML checkers take a name that stands several times for an oversight unless it ends so.
const fieldBox = "p[]"

// act is what may be done with the chosen slots.
type act string

const (
	actMove     act = "deplacer"
	actPlan     act = "prevoir"
	actPropose  act = "proposer"
	actPostpone act = "reporter"
	actCancel   act = "annuler"
)

var acts = []act{actMove, actPlan, actPropose, actPostpone, actCancel}

var statusOf = map[act]slot.Status{actPlan: slot.Planned, actPropose: slot.Proposed, actPostpone: slot.Postponed, actCancel: slot.Cancelled}

// gridPage is a day of a project's slots: hours down, places across.
type gridPage struct {
	slot.Programme
	Grid slot.Grid
	Of   map[int64][]slot.Conflict
	Gaps map[int64]string // what nobody is given yet, by slot
	Day  workcal.Date
	Form *form.Form
	Back string // the page that the acts come back to
}

// project finds the slots of the project of the request.
func (h *Handlers) project(r *http.Request) (slot.Programme, error) {
	id, err := serve.ID(r, "project")
	if err != nil {
		return slot.Programme{}, err
	}
	return h.slots.OfProject(r.Context(), serve.By(r), id)
}

func (h *Handlers) grid(r *http.Request) (gridPage, error) {
	p, err := h.project(r)
	if err != nil {
		return gridPage{}, err
	}
	v := gridPage{Programme: p, Of: p.ConflictsOf(), Form: form.Of(nil)}
	v.Day = slot.DayShown(p.Days(), form.Query(r).Text("jour"), serve.Today(r))
	v.Grid = p.GridOf(v.Day)
	v.Back = v.dayURL(v.Day)
	v.Gaps, err = h.staff.Gaps(r, p.Project.ID)
	return v, err
}

// dayURL is the grid of a day.
func (p gridPage) dayURL(day workcal.Date) string {
	return urls.ProjectGridOf(p.Project.ID, url.Values{"jour": {day.String()}})
}

func (h *Handlers) showGrid(w http.ResponseWriter, r *http.Request) error {
	v, err := h.grid(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, GridPage(v))
}

func (h *Handlers) printGrid(w http.ResponseWriter, r *http.Request) error {
	v, err := h.grid(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, GridPrintPage(v))
}

func (h *Handlers) showConflicts(w http.ResponseWriter, r *http.Request) error {
	p, err := h.project(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, ConflictsPage(p))
}

// newURL is the form of a slot at an empty place of the grid.
func (p gridPage) newURL(c slot.Cell) string {
	known := url.Values{"jour": {p.Day.String()}, slot.FieldFrom: {strings.ReplaceAll(written.HourText(c.From), "\u00a0", "")}}
	if space := p.Grid.Columns[c.Column].Space.ID; space != 0 {
		known.Set(slot.FieldSpace, id(space))
	}
	return urls.NewSlot(p.Project.ID, known)
}

// toSettle is how many conflicts there are on the day, then in all.
func (p gridPage) toSettle() string {
	today := 0
	for _, c := range p.Conflicts {
		if c.Slot != nil && c.Slot.Day == p.Day {
			today++
		}
	}
	all := french.Count(len(p.Conflicts), "point à régler", "points à régler")
	switch today {
	case len(p.Conflicts):
		return all
	case 0:
		return all + ", aucun ce jour-là"
	}
	return all + ", dont " + french.Number(today) + " ce jour-là"
}

// togetherPage asks how the chosen slots are moved, or why they are not held.
type togetherPage struct {
	*form.Form
	Project slot.Project
	Slots   []slot.Slot // chosen
	Spaces  []slot.Space
	Act     act
	Back    string
}

// together does something with the chosen slots: what needs no more to be known at once, else once a page has asked.
func (h *Handlers) together(w http.ResponseWriter, r *http.Request) error {
	p, err := h.project(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	back := serve.BackTo(f, urls.ProjectGrid(p.Project.ID))
	do := form.Choice(f, "acte", acts)
	action := slot.MayPlan
	if do == actMove || do == "" {
		action = slot.MayPropose
	}
	if err := serve.By(r).Check(action, access.Tie{Member: p.Project.Member}); err != nil {
		return err
	}
	page := togetherPage{Form: f, Project: p.Project, Spaces: p.Spaces, Act: do, Back: back}
	ids := f.IDs(fieldBox)
	for _, s := range p.Slots {
		if slices.Contains(ids, s.ID) {
			page.Slots = append(page.Slots, s)
		}
	}
	if do == "" || len(page.Slots) == 0 {
		sentence := "Cochez d’abord des séances, puis choisissez ce que vous voulez en faire."
		serve.Say(r, ui.Said{Text: sentence, Warn: true})
		return serve.Redirect(w, r, back)
	}
	asks := do != actPlan && do != actPropose
	if asks && f.Text("pret") == "" {
		return serve.Page(w, r, TogetherPage(page))
	}
	return h.act(w, r, page, ids)
}

// act does what was asked with slots.
func (h *Handlers) act(w http.ResponseWriter, r *http.Request, page togetherPage, ids []int64) error {
	f, by, project := page.Form, serve.By(r), page.Project.ID
	despite := f.Flag(slot.FieldDespite)
	var out slot.Done
	var err error
	said := ""
	if page.Act == actMove {
		to := slot.Moving{Days: signed(f, "jours"), Minutes: form.Value(f, "minutes", shift)}
		switch chosen := f.Text(slot.FieldSpace); {
		case chosen == nowhere:
			to.Nowhere = true
		case chosen != "":
			to.Space = max(0, f.ID(slot.FieldSpace))
		}
		if f.Valid() {
			out, err = h.slots.Move(r.Context(), by, project, ids, to, despite)
			said = moved(out.Changed)
		}
	} else {
		status := statusOf[page.Act]
		out, err = h.slots.SetStatus(r.Context(), by, project, ids, status, f.Text(slot.FieldBecause), despite)
		said = french.Count(out.Changed, "séance est maintenant ", "séances sont maintenant ") + french.Agree(out.Changed, status.Label(), status.Label()+"s") + "."
	}
	if !f.Valid() || f.Refuse(err) {
		return serve.Invalid(w, r, TogetherPage(page))
	}
	if err != nil {
		return err
	}
	if out.Changed == 0 {
		said = "Rien n’a changé."
	}
	if out.Gone > 0 {
		said += " " + french.Count(out.Gone, "séance a été supprimée entre-temps.", "séances ont été supprimées entre-temps.")
	}
	serve.Say(r, ui.Said{Text: said, Warn: out.Changed == 0 || out.Gone > 0, Effects: effects(out.Effects, project)})
	return serve.Redirect(w, r, page.Back)
}

func moved(n int) string {
	return french.Count(n, "séance est déplacée.", "séances sont déplacées.")
}

// effects are what a change did to the conflicts of a programme, as an act tells it.
func effects(e slot.Effects, project int64) []ui.Effect {
	var list []ui.Effect
	if n := len(e.Appeared); n > 0 {
		one := ui.Effect{Text: french.Count(n, "point à régler apparaît", "points à régler apparaissent")}
		for _, c := range e.Appeared[:min(n, 5)] {
			one.Lines = append(one.Lines, ui.Crumb{Label: c.Sentence(), URL: urls.ProjectConflicts(project)})
		}
		list = append(list, one)
	}
	if n := len(e.Solved); n > 0 {
		list = append(list, ui.Effect{Text: french.Count(n, "conflit est réglé", "conflits sont réglés")})
	}
	return list
}

// nowhere is what a form sends for a place that is not known.
const nowhere = "a-preciser"

// signed is a number of days, which may be before.
func signed(f *form.Form, name string) int {
	return form.Value(f, name, func(text string) (int, error) {
		text = strings.ReplaceAll(strings.TrimSpace(text), "−", "-")
		n, err := strconv.Atoi(strings.TrimPrefix(text, "+"))
		if err != nil {
			return 0, fault.New(fault.Invalid, "Veuillez donner un nombre de jours, par exemple 1, ou -1 pour la veille.", err)
		}
		return n, nil
	})
}

// shift reads by how long something moves: « 30 min », « -1 h ».
func shift(text string) (int, error) {
	text = strings.ReplaceAll(strings.TrimSpace(text), "−", "-")
	sign := 1
	if rest, before := strings.CutPrefix(text, "-"); before {
		sign, text = -1, rest
	}
	n, err := written.Minutes(strings.TrimPrefix(text, "+"))
	return sign * n, err
}

// title says what is asked about the chosen slots.
func (p togetherPage) title() string {
	n := french.Slots(len(p.Slots))
	switch p.Act {
	case actMove:
		return "Déplacer " + n
	case actPostpone:
		return "Reporter " + n
	case actCancel:
		return "Annuler " + n
	case actPropose:
		return "Remettre à l’état proposé " + n
	}
	return "Prévoir " + n
}

func (p togetherPage) submit() string {
	switch p.Act {
	case actMove:
		return "Déplacer"
	case actPostpone:
		return french.Agree(len(p.Slots), "Reporter la séance", "Reporter les séances")
	case actCancel:
		return french.Agree(len(p.Slots), "Annuler la séance", "Annuler les séances")
	case actPropose:
		return "Remettre à l’état proposé"
	}
	return french.Agree(len(p.Slots), "Prévoir la séance", "Prévoir les séances")
}

// window is the title of the window: it says which day is shown.
func (p gridPage) window() string {
	if p.Day.IsZero() {
		return "Grille · " + p.Project.Title
	}
	return "Grille, " + p.Day.French() + " · " + p.Project.Title
}
