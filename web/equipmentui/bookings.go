package equipmentui

import (
	"net/http"
	"net/url"
	"slices"
	"time"

	"parvis/internal/equipment"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/slot"
	"parvis/internal/trash"
	"parvis/internal/workcal"
	"parvis/internal/written"
	"parvis/web/form"
	"parvis/web/historyui"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

func projectCrumbs(p slot.Project, more ...ui.Crumb) []ui.Crumb {
	return append(ui.ProjectCrumbs(p.ID, p.Short()), append([]ui.Crumb{{Label: "Matériel", URL: urls.ProjectEquipment(p.ID)}}, more...)...)
}

func (h *Handlers) board(r *http.Request) (equipment.Board, error) {
	id, err := serve.ID(r, "project")
	if err != nil {
		return equipment.Board{}, err
	}
	return h.room.OfProject(r.Context(), serve.By(r), id)
}

func (h *Handlers) showProject(w http.ResponseWriter, r *http.Request) error {
	b, err := h.board(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, ProjectPage(b))
}

// of are the bookings that begin on a day.
func of(b equipment.Board, d workcal.Date) []equipment.Booking {
	return slices.DeleteFunc(slices.Clone(b.Bookings), func(one equipment.Booking) bool { return dayOf(one.TakenFrom) != d })
}

// beginning are the days on which bookings begin.
func beginning(b equipment.Board) []workcal.Date {
	var days []workcal.Date
	for _, one := range b.Bookings {
		days = append(days, dayOf(one.TakenFrom))
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// bookingURL leads to what a booking is of.
func bookingURL(b equipment.Booking) string {
	if b.SlotID != 0 {
		return urls.Slot(b.SlotID)
	}
	return urls.Booking(b.ID)
}

// whenText is from when to when a booking lasts, for a list of its day.
func whenText(b equipment.Booking) string {
	t := slot.TimesOf(b.TakenFrom, b.TakenTo)
	if t.To <= slot.Day {
		return t.Hours()
	}
	return french.Capital(b.When())
}

// lineState says where a line is: « sorti », « de retour, 1 à réparer »; "" before it leaves.
func lineState(l equipment.Line) string {
	switch {
	case l.BackAt != nil && l.BackText() != "":
		return "de retour, " + l.BackText()
	case l.BackAt != nil:
		return "de retour"
	case l.OutAt != nil:
		return "sorti"
	}
	return ""
}

// lineTone chooses the badge of it.
func lineTone(l equipment.Line) string {
	switch {
	case l.BackText() != "":
		return "bad"
	case l.BackAt != nil:
		return "good"
	}
	return "warn"
}

// bookingForm is the page of a booking's form.
type bookingForm struct {
	*form.Form
	equipment.Adding
	Booking *equipment.BookingSheet // that is edited; nil for a new one
	Set     string                  // the name of the one that it begins with
}

// ofSet tells the page apart from that of a booking that begins with nothing.
func (f bookingForm) ofSet() string {
	if f.Set == "" {
		return ""
	}
	return ", lot " + french.Quote(f.Set)
}

// person lists who may take care of it; one who may not any more stays.
func (f bookingForm) people() []ui.Option {
	options := []ui.Option{{Label: "Personne en particulier"}}
	there := false
	for _, p := range f.People {
		options = append(options, ui.Option{Value: field.Number(p.ID), Label: p.Name})
		there = there || f.Booking != nil && f.Booking.Person.ID == p.ID
	}
	if f.Booking != nil && f.Booking.Person.ID != 0 && !there {
		options = append(options, ui.Option{Value: field.Number(f.Booking.Person.ID), Label: f.Booking.Person.Name})
	}
	return group(options)
}

// group gives the options of a long list a heading by their first letter.
func group(options []ui.Option) []ui.Option {
	if len(options) <= 15 {
		return options
	}
	for i, o := range options[1:] {
		options[i+1].Group = string(french.FirstFolded(o.Label) - 'a' + 'A')
	}
	return options
}

// parseBooking reads the form of a booking; the error is what is to mend in it as it is typed.
func parseBooking(f *form.Form, today workcal.Date) (equipment.BookingDraft, error) {
	first, last := f.Days(equipment.FieldFirst, equipment.FieldLast, today)
	d := equipment.BookingDraft{Purpose: f.Text(equipment.FieldPurpose), Place: f.Text(equipment.FieldPlace), First: first, Last: last, From: hour(f, equipment.FieldFrom), To: hour(f, equipment.FieldTo),
		What: f.Text(equipment.FieldWhat)}
	d.Person.ID = max(0, f.ID(equipment.FieldPerson))
	if d.Last.IsZero() && !f.Wrong(equipment.FieldLast) {
		d.Last = d.First
	}
	return d, f.Err()
}

// hour reads an hour that must be there.
func hour(f *form.Form, name string) int {
	if f.Text(name) == "" {
		return -1
	}
	return form.Value(f, name, written.Hour)
}

func (h *Handlers) adding(r *http.Request) (equipment.Adding, error) {
	id, err := serve.ID(r, "project")
	if err != nil {
		return equipment.Adding{}, err
	}
	return h.room.Adding(r.Context(), serve.By(r), id)
}

func (h *Handlers) newBooking(w http.ResponseWriter, r *http.Request) error {
	a, err := h.adding(r)
	if err != nil {
		return err
	}
	name := ""
	d := equipment.BookingDraft{First: a.Project.First, Last: a.Project.Last, From: 9 * 60, To: 18 * 60}
	d.Person.ID = serve.By(r).ID
	if id := form.Query(r).ID("lot"); id > 0 {
		if set, err := h.room.Set(r.Context(), serve.By(r), id); err == nil && set.DeletedAt == nil {
			d.Purpose, d.What, name = set.Name, set.What, set.Name
		}
	}
	return serve.Page(w, r, BookingFormPage(bookingForm{Form: form.Of(equipment.BookingFields.Values(d)).Keyed(serve.NewKey()), Adding: a, Set: name}))
}

func (h *Handlers) book(w http.ResponseWriter, r *http.Request) error {
	a, err := h.adding(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	d, err := parseBooking(f, serve.Today(r))
	var id int64
	var said []string
	if err == nil {
		id, said, err = h.room.Book(r.Context(), serve.By(r), f.Sending(), a.Project.ID, d, f.Flag(equipment.FieldDespite))
	}
	if f.Refuse(fault.SeenAt(err, urls.Booking(id))) {
		return serve.Invalid(w, r, BookingFormPage(bookingForm{Form: f, Adding: a}))
	}
	if err == nil {
		say(r, "Le matériel est réservé.", said, f.Notes())
		return serve.Redirect(w, r, urls.Booking(id))
	}
	return serve.Saved(w, r, f, err, "Le matériel est réservé.", urls.Booking(id))
}

// say says what was done, what is lacking since, and what was assumed.
func say(r *http.Request, text string, lacking, notes []string) {
	var effects []ui.Effect
	for _, one := range slices.Concat(lacking, notes) {
		effects = append(effects, ui.Effect{Text: one})
	}
	serve.Say(r, ui.Said{Text: text, Effects: effects})
}

func (h *Handlers) booking(r *http.Request) (equipment.BookingSheet, error) {
	id, err := serve.ID(r, "booking")
	if err != nil {
		return equipment.BookingSheet{}, err
	}
	b, err := h.room.Booking(r.Context(), serve.By(r), id)
	if err == nil && b.SlotID != 0 {
		err = fault.Missing(nil)
	}
	return b, err
}

func (h *Handlers) showBooking(w http.ResponseWriter, r *http.Request) error {
	b, err := h.booking(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, BookingPage(b))
}

func (h *Handlers) showBookingHistory(w http.ResponseWriter, r *http.Request) error {
	b, err := h.booking(r)
	if err != nil {
		return err
	}
	page, err := h.room.BookingHistory(r.Context(), serve.By(r), b.ID, historyui.Asked(r))
	if err != nil {
		return err
	}
	return historyui.Show(w, r, ui.Projects, b.Subject(), page, projectCrumbs(b.Project, ui.Crumb{Label: b.Title, URL: urls.Booking(b.ID)})...)
}

// editing finds the booking of the request, for whoever may edit it.
func (h *Handlers) editing(r *http.Request) (equipment.BookingSheet, equipment.Adding, error) {
	b, err := h.booking(r)
	if err == nil && b.DeletedAt != nil {
		err = fault.Missing(nil)
	}
	if err != nil {
		return b, equipment.Adding{}, err
	}
	a, err := h.room.EditingBooking(r.Context(), serve.By(r), b.Booking)
	return b, a, err
}

func (h *Handlers) editBooking(w http.ResponseWriter, r *http.Request) error {
	b, a, err := h.editing(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, BookingFormPage(bookingForm{Form: form.Of(equipment.BookingFields.Values(b.BookingDraft)).Over(b.Version), Adding: a, Booking: &b}))
}

func (h *Handlers) saveBooking(w http.ResponseWriter, r *http.Request) error {
	b, a, err := h.editing(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	d, err := parseBooking(f, serve.Today(r))
	var said []string
	if err == nil {
		said, err = h.room.EditBooking(r.Context(), serve.By(r), b.ID, f.Version(), d, f.Flag(equipment.FieldDespite))
	}
	if f.Refuse(err) {
		return serve.Invalid(w, r, BookingFormPage(bookingForm{Form: f, Adding: a, Booking: &b}))
	}
	if err == nil {
		say(r, "La réservation est enregistrée.", said, f.Notes())
		return serve.Redirect(w, r, urls.Booking(b.ID))
	}
	return serve.Saved(w, r, f, err, "La réservation est enregistrée.", urls.Booking(b.ID))
}

func (h *Handlers) cancel(w http.ResponseWriter, r *http.Request) error {
	id, err := serve.ID(r, "booking")
	if err != nil {
		return err
	}
	b, err := h.room.CancelBooking(r.Context(), serve.By(r), id)
	if err != nil {
		return err
	}
	return serve.Thrown(w, r, "La réservation est annulée\u00a0: son matériel est libre. Vous pouvez la rétablir pendant "+trash.Lasts+".", "reservations", id, urls.ProjectEquipment(b.Project.ID))
}

// returnPage asks how a thing that was booked came back.
type returnPage struct {
	*form.Form
	equipment.BookingSheet
	Line equipment.Line
	Key  string // of all the lines that came back with it
	Back string
}

func (h *Handlers) returning(r *http.Request) (returnPage, error) {
	id, err := serve.ID(r, "bookingline")
	if err != nil {
		return returnPage{}, err
	}
	b, l, err := h.room.LineOf(r.Context(), serve.By(r), id)
	if err == nil {
		err = equipment.CheckBook(serve.By(r), b.Project)
	}
	key := l.Ref()
	if with := form.Query(r).Text("avec"); with != "" {
		key = with
	}
	return returnPage{Key: key, Form: form.Of(url.Values{equipment.FieldBroken: {field.Number(l.Broken)}, equipment.FieldMissing: {field.Number(l.Missing)}}), BookingSheet: b, Line: l,
		Back: urls.ProjectLoadingOf(b.Project.ID, dayValues(dayOf(b.TakenFrom)))}, err
}

func (h *Handlers) askReturn(w http.ResponseWriter, r *http.Request) error {
	p, err := h.returning(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, ReturnPage(p))
}

func (h *Handlers) noteReturn(w http.ResponseWriter, r *http.Request) error {
	p, err := h.returning(r)
	if err != nil {
		return err
	}
	if p.Form, err = form.Read(r); err != nil {
		return err
	}
	if with := p.Text("avec"); with != "" {
		p.Key = with
	}
	broken, missing := p.Int(equipment.FieldBroken), p.Int(equipment.FieldMissing)
	if err = p.Err(); err == nil {
		err = h.room.Return(r.Context(), serve.By(r), p.Key, broken, missing)
	}
	if p.Refuse(err) {
		return serve.Invalid(w, r, ReturnPage(p))
	}
	return serve.Saved(w, r, p.Form, err, "Le retour est noté\u00a0: "+p.Line.Text()+".", p.Back)
}

// loadingPage is what a project loads on a day.
type loadingPage struct {
	equipment.Loadings
	Day   workcal.Date
	Lists []equipment.List
}

func (h *Handlers) loading(r *http.Request) (loadingPage, error) {
	id, err := serve.ID(r, "project")
	if err != nil {
		return loadingPage{}, err
	}
	l, err := h.room.Loadings(r.Context(), serve.By(r), id)
	if err != nil {
		return loadingPage{}, err
	}
	p := loadingPage{Loadings: l, Day: serve.Today(r)}
	if len(l.Days) > 0 && !slices.Contains(l.Days, p.Day) {
		p.Day = l.Days[0]
		if i := slices.IndexFunc(l.Days, func(d workcal.Date) bool { return d > serve.Today(r) }); i >= 0 {
			p.Day = l.Days[i]
		}
	}
	if d, err := workcal.Parse(form.Query(r).Text("jour")); err == nil {
		p.Day = d
	}
	p.Lists, err = h.room.LoadingLists(r.Context(), serve.By(r), id, p.Day)
	return p, err
}

func (h *Handlers) showLoading(w http.ResponseWriter, r *http.Request) error {
	p, err := h.loading(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, LoadingPage(p))
}

func (h *Handlers) printLoading(w http.ResponseWriter, r *http.Request) error {
	p, err := h.loading(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, LoadingPrintPage(p))
}

// The names under which the buttons of a loading list say what left and what came back, and what did not.
const (
	tickOut    = "sorti"
	untickOut  = "pas-sorti"
	tickBack   = "revenu"
	untickBack = "pas-revenu"
)

// tick notes what a button of a loading list says.
func (h *Handlers) tick(w http.ResponseWriter, r *http.Request) error {
	project, err := serve.ID(r, "project")
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	back := serve.BackTo(f, urls.ProjectLoading(project))
	ctx, by := r.Context(), serve.By(r)
	for name, do := range map[string]func(string) error{
		tickOut:    func(key string) error { return h.room.Tick(ctx, by, key, true, by.At) },
		untickOut:  func(key string) error { return h.room.Untick(ctx, by, key, true) },
		tickBack:   func(key string) error { return h.room.Tick(ctx, by, key, false, by.At) },
		untickBack: func(key string) error { return h.room.Untick(ctx, by, key, false) },
	} {
		if key := f.Text(name); key != "" {
			if err := do(key); err != nil {
				return err
			}
			serve.Flash(r, tickWords[name])
			return serve.Redirect(w, r, back)
		}
	}
	return fault.New(fault.Invalid, "Rien n’a été coché\u00a0: veuillez recommencer depuis la liste.", nil)
}

var tickWords = map[string]string{tickOut: "La sortie est notée.", untickOut: "La sortie n’est plus notée.", tickBack: "Le retour est noté.", untickBack: "Le retour n’est plus noté."}

// outTick and backTick are the boxes of what is loaded.
func (p loadingPage) outTick(l equipment.Loading, where string) ui.Tick {
	out, _ := l.Out()
	back, _ := l.Back()
	return ui.Tick{Do: tickOut, Undo: untickOut, Value: l.Ref(), Label: "sorti, " + l.Text(), Within: where, Done: out != nil, Fixed: !p.May || back != nil}
}

func (p loadingPage) backTick(l equipment.Loading, where string) ui.Tick {
	out, _ := l.Out()
	back, _ := l.Back()
	return ui.Tick{Do: tickBack, Undo: untickBack, Value: l.Ref(), Label: "de retour, " + l.Text(), Within: where, Done: back != nil, Fixed: !p.May || out == nil}
}

// within tells what is loaded from the same thing from another line.
func within(l equipment.List, i int) string { return placeText(l) + ", " + ui.Nth(i) }

// placeText names where a list goes.
func placeText(l equipment.List) string {
	if l.Place == "" {
		return "Destination à préciser"
	}
	return l.Place
}

// noted says when something was, as short as may be.
func noted(t *time.Time, who string) string {
	if t == nil {
		return ""
	}
	times := slot.TimesOf(*t, *t)
	return slot.Clock(times.From) + ", " + who
}
