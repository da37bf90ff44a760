package slotui

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"parvis/internal/french"
	"parvis/internal/slot"
	"parvis/internal/workcal"
	"parvis/internal/written"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// filter chooses slots of a list.
type filter struct {
	Text   string // in the title of the activity, the place or the project
	Status slot.Status
	Which  which
}

// which is a sort of slots that a list may be narrowed to.
type which string

const (
	withRoom    which = "libres"    // there are places still
	full        which = "completes" // there are none
	waitingList which = "attente"   // groups wait
	unplaced    which = "sans-lieu"
)

var whiches = []which{withRoom, full, waitingList, unplaced}

var whichLabels = map[which]string{withRoom: "avec des places", full: "complètes", waitingList: "avec une liste d’attente", unplaced: "sans lieu"}

func (f filter) narrowed() bool { return f != filter{} }

// says tells which slots say the text of the filter. Many say the same words: they are folded once.
func (f filter) says() func(slot.Slot) bool {
	type words struct{ title, place, project string }
	text, known := french.Fold(f.Text), map[words]bool{}
	return func(s slot.Slot) bool {
		if text == "" {
			return true
		}
		w := words{s.Activity.Title, s.Place(), s.Project.Title}
		said, met := known[w]
		if !met {
			said = strings.Contains(french.Fold(w.title+" "+w.place+" "+w.project), text)
			known[w] = said
		}
		return said
	}
}

// takes tells whether the filter, its text apart, lets a slot through.
func (f filter) takes(s slot.Slot) bool {
	if f.Status != "" && s.Status != f.Status {
		return false
	}
	switch f.Which {
	case withRoom:
		return s.Status.Held() && s.Left() != 0
	case full:
		return s.Full()
	case waitingList:
		return s.Waiting > 0
	case unplaced:
		return s.Status.Held() && s.Space.ID == 0 && s.Elsewhere == ""
	}
	return true
}

// listPage is slots by day: of a project, or of all in a month.
type listPage struct {
	Project *slot.Project // nil: of all projects
	All     int
	Slots   []slot.Slot
	Of      map[int64][]slot.Conflict
	May     slot.Rights
	Filter  filter
	Form    *form.Form
	Month   workcal.Date // its first day, for those of all projects
	Now     time.Time
	Back    string
}

// part is the slots of a day.
type part struct {
	Day  workcal.Date
	List []slot.Slot
}

func (p listPage) parts() []part {
	var parts []part
	for _, s := range p.Slots {
		if n := len(parts); n == 0 || parts[n-1].Day != s.Day {
			parts = append(parts, part{Day: s.Day})
		}
		last := &parts[len(parts)-1]
		last.List = append(last.List, s)
	}
	return parts
}

func parseFilter(f *form.Form) filter {
	return filter{Text: f.Text("texte"), Status: form.Choice(f, slot.FieldStatus, slot.Statuses), Which: form.Choice(f, "parmi", whiches)}
}

// narrow keeps those of a list that pass the filter; the list is its own.
func (p *listPage) narrow(list []slot.Slot) {
	p.All = len(list)
	says := p.Filter.says()
	p.Slots = slices.DeleteFunc(list, func(s slot.Slot) bool { return !p.Filter.takes(s) || !says(s) })
}

func (h *Handlers) ofProject(r *http.Request) (listPage, error) {
	f := form.Query(r)
	programme, err := h.project(r)
	if err != nil {
		return listPage{}, err
	}
	p := listPage{Project: &programme.Project, Of: programme.ConflictsOf(), May: programme.May, Filter: parseFilter(f), Form: f, Now: serve.By(r).At}
	p.narrow(programme.Slots)
	p.Back = p.here(p.query())
	return p, nil
}

// ofAll finds the slots of a month, the one of today unless another one is asked for.
func (h *Handlers) ofAll(r *http.Request) (listPage, error) {
	f := form.Query(r)
	month := serve.Today(r)
	if asked, err := workcal.Parse(f.Text("mois") + "-01"); err == nil && asked.Year() >= 2000 && asked.Year() <= 2100 {
		month = asked
	}
	month = month.AddDays(1 - month.Day())
	p := listPage{Filter: parseFilter(f), Form: f, Month: month, Now: serve.By(r).At}
	list, err := h.slots.Between(r.Context(), serve.By(r), month, month.AddMonths(1).AddDays(-1))
	p.narrow(list)
	return p, err
}

func (h *Handlers) listProject(w http.ResponseWriter, r *http.Request) error {
	p, err := h.ofProject(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, ProjectPage(p))
}

func (h *Handlers) printProject(w http.ResponseWriter, r *http.Request) error {
	p, err := h.ofProject(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, PrintPage(p))
}

// exportProject gives the slots of a project as a file, all of them: what comes in again is whole.
func (h *Handlers) exportProject(w http.ResponseWriter, r *http.Request) error {
	project, err := serve.ID(r, "project")
	if err != nil {
		return err
	}
	lines, err := h.slots.Export(r.Context(), serve.By(r), project)
	if err != nil {
		return err
	}
	return serve.Table(w, r, slot.Table, lines, "seances")
}

func (h *Handlers) listSlots(w http.ResponseWriter, r *http.Request) error {
	p, err := h.ofAll(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, ListPage(p))
}

func (h *Handlers) printSlots(w http.ResponseWriter, r *http.Request) error {
	p, err := h.ofAll(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, PrintPage(p))
}

// query is the filter as an address holds it, with more fields set: name, value…
func (p listPage) query(set ...string) url.Values {
	q := url.Values{"texte": {p.Filter.Text}, slot.FieldStatus: {string(p.Filter.Status)}, "parmi": {string(p.Filter.Which)}}
	if p.Project == nil {
		q.Set("mois", monthValue(p.Month))
	}
	for i := 0; i+1 < len(set); i += 2 {
		q.Set(set[i], set[i+1])
	}
	return q
}

func monthValue(d workcal.Date) string { return d.String()[:7] }

// monthText is « juin 2025 ».
func monthText(d workcal.Date) string {
	return workcal.FrenchMonth(d.Month()) + " " + d.String()[:4]
}

// here is the list under a filter.
func (p listPage) here(q url.Values) string {
	if p.Project != nil {
		return urls.ProjectSlotsOf(p.Project.ID, q)
	}
	return urls.SlotsOf(q)
}

func (p listPage) print() string {
	if p.Project != nil {
		return urls.ProjectSlotsPrint(p.Project.ID, p.query())
	}
	return urls.SlotsPrint(p.query())
}

// whole is the list without its filter.
func (p listPage) whole() string {
	if p.Project != nil {
		return urls.ProjectSlots(p.Project.ID)
	}
	return urls.SlotsOf(url.Values{"mois": {monthValue(p.Month)}})
}

func (p listPage) count() string {
	if len(p.Slots) == 0 {
		return "Aucune séance"
	}
	return french.Slots(len(p.Slots))
}

// narrowed says what the filter keeps.
func (p listPage) narrowed() []string {
	var kept []string
	if p.Project == nil {
		kept = append(kept, "en "+monthText(p.Month))
	}
	if p.Filter.Text != "" {
		kept = append(kept, "contenant "+written.Quoted(p.Filter.Text))
	}
	if p.Filter.Status != "" {
		kept = append(kept, "au statut "+french.Quote(p.Filter.Status.Label()))
	}
	if p.Filter.Which != "" {
		kept = append(kept, whichLabels[p.Filter.Which])
	}
	return kept
}

// window is the title of the window: it says what the list is narrowed to.
func (p listPage) window(title string) string {
	of := ""
	if p.Project != nil {
		of = p.Project.Title
	}
	return ui.Narrowing{Kept: p.narrowed(), Count: p.count(), Of: of}.Window(title)
}

// paperTitle names a list on paper.
func (p listPage) paperTitle() string {
	if p.Project != nil {
		return "Séances · " + p.Project.Title
	}
	return "Séances du service, " + monthText(p.Month)
}
