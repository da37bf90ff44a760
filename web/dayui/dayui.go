// Package dayui draws the day itself on a telephone: what runs now and next, where one counts, what is noted, what is ticked, who is called; and, once
// it is over, its account on paper. It takes what telephones kept while there was no network.
package dayui

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/go-chi/chi/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/attendance"
	"parvis/internal/daybook"
	"parvis/internal/equipment"
	"parvis/internal/files"
	"parvis/internal/journal"
	"parvis/internal/outing"
	"parvis/internal/slot"
	"parvis/internal/staff"
	"parvis/internal/workcal"
	"parvis/web/fileui"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/static"
	"parvis/web/ui"
	"parvis/web/urls"
)

// Handlers answers the pages of the day.
type Handlers struct {
	day      *daybook.Room
	counts   *attendance.Room
	lent     *equipment.Room
	outings  *outing.Room
	files    *files.Room
	attached *fileui.Handlers
	grid     func(*http.Request, daybook.Sent) error // keeps what was observed at a slot; nil: nothing does
}

// Observing has a room that keeps observations take those that telephones kept.
func (h *Handlers) Observing(take func(*http.Request, daybook.Sent) error) { h.grid = take }

// New gives the handlers over the rooms.
func New(day *daybook.Room, counts *attendance.Room, lent *equipment.Room, outings *outing.Room, room *files.Room, attached *fileui.Handlers) *Handlers {
	return &Handlers{day: day, counts: counts, lent: lent, outings: outings, files: room, attached: attached}
}

// Routes lists what stands by itself: pages that are kept on telephones, and what these send. None of it moves a plan.
func (h *Handlers) Routes(r chi.Router) {
	page, post := serve.Routes(r)
	r.Get(urls.DayWorker(), static.Worker(urls.Days()).ServeHTTP)
	page(urls.Days(), h.lead)
	page(urls.Day(urls.AnyProject, 0), h.showNow)
	page(urls.DayCounts(urls.AnyProject, 0), h.showCounts)
	page(urls.DayCount(urls.AnyProject, urls.AnySlot, 0), h.showCount)
	page(urls.DayNotes(urls.AnyProject, 0, nil), h.showNotes)
	page(urls.DayLists(urls.AnyProject, 0), h.showLists)
	page(urls.DayCalls(urls.AnyProject, 0), h.showCalls)
	post(urls.DayCalls(urls.AnyProject, 0), h.savePhone)
	page(urls.DayOuting(urls.AnyProject, urls.AnyOuting, 0), h.showOuting)
	page(urls.DayAccount(urls.AnyProject, 0), h.printAccount)
	page(urls.DayAccountWord(urls.AnyProject, 0), h.writeAccount)
	h.attached.Taking(r).Post(urls.DaySent(), serve.Handle(h.take))
	h.attached.Taking(r).Post(urls.DayPhoto(), serve.Handle(h.takePhoto))
}

// ActRoutes lists what can be taken back.
func (h *Handlers) ActRoutes(r chi.Router) {
	page, post := serve.Routes(r)
	post(urls.DayReason(urls.AnyProject, urls.AnySlot), h.saveReason)
	page(urls.DayEntry(urls.AnyEntry), h.showEntry)
	page(urls.DayEntryEdit(urls.AnyEntry), h.editEntry)
	post(urls.DayEntryEdit(urls.AnyEntry), h.saveEntry)
	post(urls.DayEntryClose(urls.AnyEntry), h.closeEntry)
	page(urls.DayEntryDelete(urls.AnyEntry), h.askDelete)
	post(urls.DayEntryDelete(urls.AnyEntry), h.deleteEntry)
	page(urls.DayEntryHistory(urls.AnyEntry), h.showHistory)
	page(urls.Audiences(), h.listAudiences)
	page(urls.NewAudience(), h.newAudience)
	post(urls.Audiences(), h.createAudience)
	page(urls.Audience(urls.AnyAudience), h.editAudience)
	post(urls.Audience(urls.AnyAudience), h.saveAudience)
	page(urls.AudiencesHistory(), h.audiencesHistory)
}

// key is one of the keys at the foot.
type key string

const (
	keyNow   key = "en-cours"
	keyCount key = "compter"
	keyNote  key = "noter"
	keyLists key = "listes"
	keyCall  key = "appeler"
)

// frame is what every page of a day shows.
type frame struct {
	Project daybook.Project
	Day     workcal.Date
	At      time.Time
	Person  int64
	Today   workcal.Date
}

// asked reads which project and which day are asked for: today, where none is.
func asked(r *http.Request) (id int64, day workcal.Date, err error) {
	if id, err = serve.ID(r, "project"); err != nil {
		return 0, 0, err
	}
	day, err = workcal.Parse(form.Query(r).Text("jour"))
	if err != nil || day.Year() < 1970 || day.Year() > 2200 {
		day = serve.Today(r)
	}
	return id, day, nil
}

func frameOf(r *http.Request, p daybook.Project, day workcal.Date) frame {
	by := serve.By(r)
	return frame{Project: p, Day: day, At: by.At, Person: by.ID, Today: by.Today()}
}

// page is one of the day's own, with its keys; "" is under none of them.
func (f frame) page(title string, at key) ui.Page {
	return ui.Page{Title: title + " · " + f.Project.Short(), Section: ui.DayOf, Here: ui.Here{Project: f.Project.ID}, Light: true, Scripts: []string{"day.js"}, Keys: keys(f.Project.ID, f.Day, at)}
}

func keys(project int64, day workcal.Date, at key) []ui.Tab {
	return []ui.Tab{
		{Label: "En cours", URL: urls.Day(project, day), Current: at == keyNow},
		{Label: "Compter", URL: urls.DayCounts(project, day), Current: at == keyCount},
		{Label: "Noter", URL: urls.DayNotes(project, day, nil), Current: at == keyNote},
		{Label: "Listes", URL: urls.DayLists(project, day), Current: at == keyLists},
		{Label: "Appeler", URL: urls.DayCalls(project, day), Current: at == keyCall},
	}
}

// Keys are the keys at the foot of a page of a day that stands under none of them.
func Keys(project int64, day workcal.Date) []ui.Tab { return keys(project, day, "") }

// Kept has a telephone keep a page, for its reader.
func Kept(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Parvis-Jour", strconv.FormatInt(serve.By(r).ID, 10))
}

// lead goes to the day of what runs today; where several do, or none, one chooses.
func (h *Handlers) lead(w http.ResponseWriter, r *http.Request) error {
	list, err := h.day.Coming(r.Context(), serve.By(r))
	if err != nil {
		return err
	}
	today := 0
	for _, one := range list {
		if one.Day == serve.Today(r) {
			today++
		}
	}
	if today == 1 {
		return serve.Redirect(w, r, urls.Day(list[0].Project.ID, list[0].Day))
	}
	return serve.Page(w, r, ChoosePage(list, serve.Today(r)))
}

type nowView struct {
	frame
	daybook.Now
	Outings []outing.Outing      // of the day
	Lacking []equipment.Shortage // of the day
	Staffs  bool                 // the reader may give slots
}

func (h *Handlers) showNow(w http.ResponseWriter, r *http.Request) error {
	id, day, err := asked(r)
	if err != nil {
		return err
	}
	n, err := h.day.Now(r.Context(), serve.By(r), id, day)
	if err != nil {
		return err
	}
	outings, err := h.outings.OnDay(r.Context(), serve.By(r), id, day)
	if err != nil {
		return err
	}
	lacking, err := h.lent.ShortagesOn(r.Context(), serve.By(r), id, day)
	if err != nil {
		return err
	}
	Kept(w, r)
	return serve.Page(w, r, NowPage(nowView{frameOf(r, n.Project, day), n, outings, lacking, serve.By(r).Can(staff.MayStaff, access.Tie{})}))
}

type wholeView struct {
	frame
	daybook.Day
	Form *form.Form
}

// whole reads the day that is asked for, as far as a page shows it.
func (h *Handlers) whole(r *http.Request, read func(context.Context, account.By, int64, workcal.Date) (daybook.Day, error)) (wholeView, error) {
	id, day, err := asked(r)
	if err != nil {
		return wholeView{}, err
	}
	d, err := read(r.Context(), serve.By(r), id, day)
	return wholeView{frame: frameOf(r, d.Project, day), Day: d}, err
}

func (h *Handlers) showCounts(w http.ResponseWriter, r *http.Request) error {
	v, err := h.whole(r, h.day.Counts)
	if err != nil {
		return err
	}
	Kept(w, r)
	return serve.Page(w, r, CountsPage(v))
}

func (h *Handlers) printAccount(w http.ResponseWriter, r *http.Request) error {
	v, err := h.whole(r, h.day.Whole)
	if err != nil {
		return err
	}
	return serve.Page(w, r, AccountPage(v))
}

type listsView struct {
	frame
	Lists []daybook.List
	Key   string
}

func (h *Handlers) showLists(w http.ResponseWriter, r *http.Request) error {
	id, day, err := asked(r)
	if err != nil {
		return err
	}
	p, lists, err := h.day.ListsOf(r.Context(), serve.By(r), id, day)
	if err != nil {
		return err
	}
	Kept(w, r)
	return serve.Page(w, r, ListsPage(listsView{frameOf(r, p, day), lists, serve.NewKey()}))
}

type countView struct {
	frame
	daybook.Counting
	Key, Key2 string
	Form      *form.Form
}

func (h *Handlers) countView(r *http.Request, id, at int64) (countView, error) {
	c, err := h.day.Counting(r.Context(), serve.By(r), id, at)
	if err != nil {
		return countView{}, err
	}
	p := daybook.Project{ID: c.Project.ID, Title: c.Project.Title, ShortName: c.Project.ShortName, Status: c.Project.Status}
	return countView{frame: frameOf(r, p, c.Day), Counting: c, Key: serve.NewKey(), Key2: serve.NewKey(), Form: form.Of(nil)}, nil
}

func (h *Handlers) showCount(w http.ResponseWriter, r *http.Request) error {
	id, _, err := asked(r)
	if err != nil {
		return err
	}
	at, err := serve.ID(r, "slot")
	if err != nil {
		return err
	}
	v, err := h.countView(r, id, at)
	if err != nil {
		return err
	}
	Kept(w, r)
	return serve.Page(w, r, CountPage(v))
}

func (h *Handlers) saveReason(w http.ResponseWriter, r *http.Request) error {
	id, _, err := asked(r)
	if err != nil {
		return err
	}
	at, err := serve.ID(r, "slot")
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	v, err := h.countView(r, id, at)
	if err != nil {
		return err
	}
	reason := form.Choice(f, "raison", append([]attendance.Reason{""}, attendance.Reasons...))
	if err := h.counts.SetReason(r.Context(), serve.By(r), at, reason); err != nil {
		return err
	}
	said := "La fréquentation est à renseigner."
	if reason != "" {
		said = "La fréquentation n’est pas renseignée\u00a0: " + reason.Label() + "."
	}
	return serve.Saved(w, r, f, nil, said, urls.DayCount(id, at, v.Seen.Day))
}

type callsView struct {
	frame
	People  []daybook.Person
	Outings []outing.Outing // of the day
	Form    *form.Form
}

func (h *Handlers) calls(r *http.Request, f *form.Form) (callsView, error) {
	id, day, err := asked(r)
	if err != nil {
		return callsView{}, err
	}
	p, people, err := h.day.Duty(r.Context(), serve.By(r), id, day)
	if err != nil {
		return callsView{}, err
	}
	outings, err := h.outings.OnDay(r.Context(), serve.By(r), id, day)
	return callsView{frameOf(r, p, day), people, outings, f}, err
}

func id(n int64) string { return strconv.FormatInt(n, 10) }

// place is where a slot is, with its hour: « Fouille pour tous, 14 h ».
func called(s daybook.Seen) string { return s.Activity.Title + ", " + slot.Clock(s.From) }

// entryTopic is what the files of a line are attached to.
const entryTopic = journal.DayEntry
