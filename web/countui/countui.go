// Package countui draws evaluation's counts: how many were planned for, registered, came and did not, slot by slot and added up; the count of a slot as it
// is corrected at the desk; and the ministry's table of a year.
package countui

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"

	"parvis/internal/access"
	"parvis/internal/attendance"
	"parvis/internal/french"
	"parvis/internal/link"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// Handlers answers the pages of counts.
type Handlers struct{ counts *attendance.Room }

// New gives the handlers over the counts.
func New(counts *attendance.Room) *Handlers { return &Handlers{counts: counts} }

// Routes lists the pages of counts: read with GET, act with POST.
func (h *Handlers) Routes(r chi.Router) {
	page, post := serve.Routes(r)
	page(urls.Attendance(nil), h.listAll)
	page(urls.AttendancePrint(nil), h.printAll)
	page(urls.AttendanceExport(nil), h.exportAll)
	page(urls.AttendanceYear(nil), h.showYear)
	page(urls.AttendanceYearExport(nil), h.exportYear)
	page(urls.ProjectAttendance(urls.AnyProject, nil), h.listProject)
	page(urls.ProjectAttendancePrint(urls.AnyProject, nil), h.printProject)
	page(urls.ProjectAttendanceExport(urls.AnyProject, nil), h.exportProject)
	page(urls.SlotAttendance(urls.AnySlot), h.showSlot)
	post(urls.SlotAttendance(urls.AnySlot), h.correct)
	post(urls.SlotAttendanceReason(urls.AnySlot), h.saveReason)
	post(urls.SlotAttendanceBack(urls.AnySlot), h.takeBack)
}

// aPage is how many slots a page of a list shows.
const aPage = 100

// mostPrinted bounds a list on paper.
const mostPrinted = 2_000

// listPage is the counts of slots under a filter, with their totals.
type listPage struct {
	Project *attendance.Project // nil: of all projects
	All     attendance.Evaluated
	Filter  filter
	Form    *form.Form
	Slots   []attendance.Slot  // those of the filter, in its order
	Sum     attendance.Summary // of them
	Page    int
	At      time.Time
	May     rights
}

// rights is what the reader may do besides reading.
type rights struct {
	Count    bool
	Exchange bool
	Share    bool
}

func rightsOf(r *http.Request, open bool) rights {
	by := serve.By(r)
	return rights{Count: open && by.Can(attendance.MayCount, access.Tie{}), Exchange: by.Can(attendance.MayExchange, access.Tie{}), Share: open && by.Can(link.MayShare, access.Tie{})}
}

func (h *Handlers) ofAll(r *http.Request) (listPage, error) {
	f := form.Query(r)
	p := listPage{Form: f, Filter: parseFilter(f, serve.Today(r).Year()), At: serve.By(r).At, May: rightsOf(r, true)}
	var err error
	if p.All, err = h.counts.OfYear(r.Context(), serve.By(r), p.Filter.Year); err != nil {
		return p, err
	}
	p.narrow()
	return p, nil
}

func (h *Handlers) ofProject(r *http.Request) (listPage, error) {
	id, err := serve.ID(r, "project")
	if err != nil {
		return listPage{}, err
	}
	f := form.Query(r)
	p := listPage{Form: f, Filter: parseFilter(f, 0), At: serve.By(r).At}
	p.Filter.Year, p.Filter.Series, p.Filter.Project = 0, "", 0
	one, all, err := h.counts.OfProject(r.Context(), serve.By(r), id)
	if err != nil {
		return p, err
	}
	p.Project, p.All, p.May = &one, all, rightsOf(r, one.Status.Open())
	p.narrow()
	return p, nil
}

// narrow keeps the slots of the filter, puts them in order, and adds them up. What everybody is shown is kept, and read only.
func (p *listPage) narrow() {
	p.Slots, p.Sum = p.All.Slots, p.All.Whole
	if p.narrowed() {
		p.Slots = make([]attendance.Slot, 0, len(p.All.Slots))
		for _, s := range p.All.Slots {
			if !p.Filter.takes(s, p.At) {
				continue
			}
			if p.Filter.Audience != 0 {
				s = s.OfAudience(p.Filter.Audience)
			}
			p.Slots = append(p.Slots, s)
		}
		p.Sum = p.All.SummaryOf(p.Slots, p.At)
	}
	if by := orders[p.Filter.Sort]; by != nil || p.Filter.Down {
		p.Slots = slices.Clone(p.Slots)
	}
	if by := orders[p.Filter.Sort]; by != nil {
		slices.SortStableFunc(p.Slots, by)
	}
	if p.Filter.Down {
		slices.Reverse(p.Slots)
	}
	p.Page = max(1, min(p.Form.Int("page"), p.pages()))
}

// orders are how a list may be sorted; that of its times is its own.
var orders = map[sorting]func(a, b attendance.Slot) int{
	byActivity: func(a, b attendance.Slot) int { return strings.Compare(french.Fold(a.Title), french.Fold(b.Title)) },
	byProject: func(a, b attendance.Slot) int {
		return strings.Compare(french.Fold(a.Project.Short()), french.Fold(b.Project.Short()))
	},
	byRegistered: func(a, b attendance.Slot) int { return compare(a.Registered, b.Registered) },
	byPresent:    func(a, b attendance.Slot) int { return compare(a.Present, b.Present) },
}

// compare puts what is not known before every number.
func compare(a, b attendance.Number) int {
	if a.Known != b.Known {
		if b.Known {
			return -1
		}
		return 1
	}
	return cmp.Compare(a.N, b.N)
}

func (p listPage) pages() int { return (len(p.Slots) + aPage - 1) / aPage }

// shown are the slots of the page.
func (p listPage) shown() []attendance.Slot {
	from := (p.Page - 1) * aPage
	if from >= len(p.Slots) {
		return nil
	}
	return p.Slots[from:min(from+aPage, len(p.Slots))]
}

// parted are the slots of the page, those to come apart where there are others and the list is in the order of its times.
func (p listPage) parted() (held, coming []attendance.Slot) {
	shown := p.shown()
	if p.Filter.Sort != "" || p.Filter.Down {
		return shown, nil
	}
	for _, s := range shown {
		if s.Coming(p.At) {
			coming = append(coming, s)
		} else {
			held = append(held, s)
		}
	}
	if len(held) == 0 {
		return coming, nil
	}
	return held, coming
}

func (h *Handlers) listAll(w http.ResponseWriter, r *http.Request) error {
	p, err := h.ofAll(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, ListPage(p))
}

func (h *Handlers) listProject(w http.ResponseWriter, r *http.Request) error {
	p, err := h.ofProject(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, ListPage(p))
}

func (h *Handlers) printAll(w http.ResponseWriter, r *http.Request) error {
	p, err := h.ofAll(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, PrintPage(p))
}

func (h *Handlers) printProject(w http.ResponseWriter, r *http.Request) error {
	p, err := h.ofProject(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, PrintPage(p))
}

func (h *Handlers) exportAll(w http.ResponseWriter, r *http.Request) error {
	return h.export(w, r, h.ofAll)
}

func (h *Handlers) exportProject(w http.ResponseWriter, r *http.Request) error {
	return h.export(w, r, h.ofProject)
}

// export gives the slots of a filter as a file, each with all its numbers: what comes in again is whole.
func (h *Handlers) export(w http.ResponseWriter, r *http.Request, of func(*http.Request) (listPage, error)) error {
	if err := serve.By(r).Check(attendance.MayExchange, access.Tie{}); err != nil {
		return err
	}
	p, err := of(r)
	if err != nil {
		return err
	}
	return serve.Table(w, r, attendance.Sheet(p.All.Audiences, p.All.Territories), p.Slots, "frequentation")
}

// yearPage is the ministry's table of a year.
type yearPage struct {
	Year  int
	Years []int
	Rows  []attendance.Ministry // a project each
	Whole attendance.Ministry
	Why   map[attendance.Reason]int
	May   rights
}

func (h *Handlers) ofYear(r *http.Request) (yearPage, error) {
	p := yearPage{Year: parseFilter(form.Query(r), serve.Today(r).Year()).Year, May: rightsOf(r, true)}
	if p.Year == 0 {
		p.Year = serve.Today(r).Year()
	}
	all, err := h.counts.OfYear(r.Context(), serve.By(r), p.Year)
	if err != nil {
		return p, err
	}
	p.Years = years(all, p.Year)
	if last := p.Year - 1; form.Query(r).Text("annee") == "" && attendance.TotalsOf(all.Slots, serve.By(r).At).Present.Of == 0 && slices.Contains(p.Years, last) {
		// a year begins with last year's table, until something is counted
		if all, err = h.counts.OfYear(r.Context(), serve.By(r), last); err != nil {
			return p, err
		}
		p.Year = last
	}
	at := serve.By(r).At
	p.Whole, p.Why = attendance.MinistryOf("Total "+strconv.Itoa(p.Year), all.Slots, all.Audiences, at), all.Whole.Reasons
	of, keys := map[int64][]attendance.Slot{}, []attendance.Project{}
	for _, s := range all.Slots {
		if of[s.Project.ID] == nil {
			keys = append(keys, s.Project)
		}
		of[s.Project.ID] = append(of[s.Project.ID], s)
	}
	for _, project := range keys {
		if row := attendance.MinistryOf(project.Title, of[project.ID], all.Audiences, at); row.Slots > 0 {
			p.Rows = append(p.Rows, row)
		}
	}
	return p, nil
}

func (h *Handlers) showYear(w http.ResponseWriter, r *http.Request) error {
	p, err := h.ofYear(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, YearPage(p))
}

func (h *Handlers) exportYear(w http.ResponseWriter, r *http.Request) error {
	if err := serve.By(r).Check(attendance.MayExchange, access.Tie{}); err != nil {
		return err
	}
	p, err := h.ofYear(r)
	if err != nil {
		return err
	}
	return serve.Table(w, r, attendance.MinistrySheet, append(p.Rows, p.Whole), "frequentation-ministere-"+strconv.Itoa(p.Year))
}

// years are those that may be chosen, the last one first.
func years(all attendance.Evaluated, asked int) []int {
	first, last := all.First, all.Last
	if first == 0 {
		first, last = asked, asked
	}
	first, last = min(first, asked), max(last, asked)
	first = max(first, last-mostYears)
	var list []int
	for y := last; y >= first; y-- {
		list = append(list, y)
	}
	return list
}

const mostYears = 100

func id(n int64) string { return strconv.FormatInt(n, 10) }

// section is where the page stands in the house.
func (p listPage) section() ui.Section {
	if p.Project != nil {
		return ui.Projects
	}
	return ui.Attendance
}
