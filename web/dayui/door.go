package dayui

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/httprate"

	"parvis/internal/account"
	"parvis/internal/attendance"
	"parvis/internal/daybook"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/link"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/static"
	"parvis/web/ui"
	"parvis/web/urls"
)

// Doors answers the pages at which people without an account count, by the link of a door and its code.
type Doors struct {
	links   *link.Room
	counts  *attendance.Room
	day     *daybook.Room
	secure  bool // served over https
	trusted []netip.Prefix
	guesses *guesses
}

// NewDoors gives the handlers. secure is for the cookie that remembers a code; trusted are the proxies whose X-Forwarded-For is believed.
func NewDoors(links *link.Room, counts *attendance.Room, day *daybook.Room, secure bool, trusted []netip.Prefix) *Doors {
	return &Doors{links: links, counts: counts, day: day, secure: secure, trusted: trusted, guesses: newGuesses()}
}

// sentAMinute is how much one address may send: several telephones behind one of the museum's send what waited at once, a tap each.
const sentAMinute = 1_200

// PublicRoutes are open to everybody who has a link.
func (h *Doors) PublicRoutes(r chi.Router) {
	r = r.With(httprate.LimitBy(sentAMinute, time.Minute, func(r *http.Request) (string, error) { return h.address(r).String(), nil },
		httprate.WithLimitHandler(serve.Handle(func(http.ResponseWriter, *http.Request) error {
			return fault.New(fault.TooMany, "Trop de saisies arrivent de votre réseau. Elles attendent sur le téléphone, et partiront dans une minute.", nil)
		}))))
	page, post := serve.Routes(r)
	r.Get(urls.DoorWorker(), static.Worker(urls.Doors()).ServeHTTP)
	page(urls.Door(urls.AnyToken), h.show)
	post(urls.Door(urls.AnyToken), h.enter)
	page(urls.DoorCount(urls.AnyToken, urls.AnySlot), h.showSlot)
	post(urls.DoorSent(urls.AnyToken), h.take)
}

func (h *Doors) address(r *http.Request) netip.Addr { return serve.ClientAddress(r, h.trusted) }

// nobody is on whose behalf one counts at a door.
func nobody(r *http.Request) account.By { return account.Person{}.At(serve.By(r).At) }

// doorCookie remembers, for the pages of one link, that its code was given.
const doorCookie = "porte"

// doorView is what every page of a door shows.
type doorView struct {
	link.DoorLink
	attendance.AtDoor
	Token string
	Calls ui.Called
	Asked string // the slot that the address names; "": none
	At    time.Time
	Form  *form.Form
}

var errNotEntered = errors.New("the code was not given")

// find finds the door of a request. The error is errNotEntered where its code was not given yet.
func (h *Doors) find(r *http.Request) (doorView, error) {
	v := doorView{Token: r.PathValue("token"), Asked: r.PathValue("slot"), At: serve.By(r).At, Form: form.Of(nil)}
	var err error
	if v.DoorLink, err = h.links.DoorAt(r.Context(), v.Token, nobody(r)); err != nil || v.Why() != "" {
		return v, err
	}
	cookie, err := r.Cookie(doorCookie)
	if err != nil || !v.Opens(cookie.Value) {
		return v, errNotEntered
	}
	v.Calls.Name = v.CreatedBy
	if phone, err := h.day.PhoneOf(r.Context(), v.CreatedByID); err != nil {
		return v, err
	} else if phone != "" {
		v.Calls.Number, v.Calls.Phone = phone.Number(), phone.Text()
	}
	v.AtDoor, err = h.counts.DoorSlots(r.Context(), v.SubjectID)
	return v, err
}

// guess tries something against the code of a link, as long as it may still be tried.
func (h *Doors) guess(r *http.Request, id int64, try func() (bool, error)) error {
	now := serve.By(r).At
	if !h.guesses.may(id, h.address(r), now) {
		return fault.New(fault.TooMany, "Trop de codes ont été essayés avec ce lien. Attendez "+french.Count(int(guessesIn.Minutes()), "minute", "minutes")+", et demandez le code à la personne du musée qui vous a donné le lien.", nil)
	}
	ok, err := try()
	if err != nil || ok {
		return err
	}
	h.guesses.wrong(id, h.address(r), now)
	return errNotEntered
}

// opened answers for the pages of a door which show something else: that the link opens nothing, or the form of its code.
func (h *Doors) opened(w http.ResponseWriter, r *http.Request) (doorView, bool, error) {
	v, err := h.find(r)
	switch {
	case errors.Is(err, errNotEntered):
		return v, false, serve.Page(w, r, DoorCodePage(v))
	case err != nil:
		return v, false, err
	case v.Why() != "":
		return v, false, serve.Status(w, r, http.StatusNotFound, DoorEndedPage(v))
	}
	w.Header().Set("Parvis-Jour", "porte-"+id(v.DoorLink.ID))
	return v, true, nil
}

func (h *Doors) show(w http.ResponseWriter, r *http.Request) error {
	v, ok, err := h.opened(w, r)
	if err != nil || !ok {
		return err
	}
	if v.AtDoor.Slot == 0 {
		return serve.Page(w, r, DoorPage(v))
	}
	return h.showCount(w, r, v, v.AtDoor.Slot)
}

func (h *Doors) showSlot(w http.ResponseWriter, r *http.Request) error {
	at, err := serve.ID(r, "slot")
	if err != nil {
		return err
	}
	v, ok, err := h.opened(w, r)
	if err != nil || !ok {
		return err
	}
	return h.showCount(w, r, v, at)
}

// doorCount is a slot at which one counts through a door.
type doorCount struct {
	doorView
	attendance.DoorSlot
	Last *attendance.Tap
	Key  string
}

func (h *Doors) showCount(w http.ResponseWriter, r *http.Request, v doorView, at int64) error {
	for _, s := range v.AtDoor.Slots {
		if s.Slot.ID != at {
			continue
		}
		c := doorCount{doorView: v, DoorSlot: s, Key: serve.NewKey()}
		last, there, err := h.counts.LastAtDoor(r.Context(), v.AtDoor.ID, at)
		if there {
			c.Last = &last
		}
		if err != nil {
			return err
		}
		return serve.Page(w, r, DoorCountPage(c))
	}
	w.Header().Del("Parvis-Jour")
	return fault.Missing(nil)
}

// enter takes the code of a link, and has the device remember that it was given until the link ends.
func (h *Doors) enter(w http.ResponseWriter, r *http.Request) error {
	v, err := h.find(r)
	if errors.Is(err, errNotEntered) {
		if v.Form, err = form.Read(r); err != nil {
			return err
		}
		pass := ""
		err = h.guess(r, v.DoorLink.ID, func() (ok bool, err error) {
			code := strings.ReplaceAll(french.PlainSpaces(v.Form.Text("code")), " ", "")
			pass, ok, err = h.links.Enter(r.Context(), v.DoorLink, code, nobody(r))
			return ok, err
		})
		switch {
		case errors.Is(err, errNotEntered):
			v.Form.Add("code", "Ce n’est pas le bon code. Vérifiez-le auprès de la personne du musée qui vous a donné le lien.")
			return serve.Invalid(w, r, DoorCodePage(v))
		case fault.Is(err, fault.TooMany): // where she is, so that she tries again there
			v.Form.Add("code", fault.SentenceOf(err))
			return serve.Status(w, r, http.StatusTooManyRequests, DoorCodePage(v))
		}
		if err == nil {
			http.SetCookie(w, &http.Cookie{Name: doorCookie, Value: pass, Path: urls.Door(v.Token), HttpOnly: true, Secure: h.secure, SameSite: http.SameSiteLaxMode, MaxAge: until(v.LastDay, v.At)})
		}
	}
	if err != nil {
		return err
	}
	return serve.Redirect(w, r, urls.Door(v.Token))
}

// until is how many seconds a device remembers a code: by the clock of the service, whatever that of the device shows. The server itself holds the last day.
func until(last workcal.Date, now time.Time) int {
	next := last.AddDays(1)
	return max(60, int(time.Date(next.Year(), next.Month(), next.Day(), 0, 0, 0, 0, now.Location()).Sub(now).Seconds()))
}

// take takes what was counted at a door, as a telephone kept it or as a form sends it.
func (h *Doors) take(w http.ResponseWriter, r *http.Request) error {
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind == "application/json" {
		return h.takeKept(w, r)
	}
	v, ok, err := h.opened(w, r)
	if err != nil || !ok {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	t := tapOf(f, daybook.Sent{Key: f.Text(fieldKey), At: v.At})
	if _, err := h.counts.AddAtDoor(r.Context(), nobody(r), v.AtDoor.ID, t); err != nil {
		return err
	}
	if v.AtDoor.Slot != 0 {
		return serve.Redirect(w, r, urls.Door(v.Token))
	}
	return serve.Redirect(w, r, urls.DoorCount(v.Token, t.Slot))
}

// takeKept takes one thing that a telephone kept. Its answer names the key, and nothing else takes it off the telephone: a link that ended refuses it,
// and what was not sent then is to be settled.
func (h *Doors) takeKept(w http.ResponseWriter, r *http.Request) error {
	data, err := io.ReadAll(io.LimitReader(r.Body, daybook.MostSent+1))
	if err != nil {
		return err
	}
	key := keyIn(data)
	v, err := h.find(r)
	switch {
	case errors.Is(err, errNotEntered):
		return unentered(w, key)
	case err == nil && v.Why() != "":
		err = fault.New(fault.NotFound, v.Why()+" Dites ce chiffre à la personne du musée qui vous l’avait donné.", nil)
	}
	if err != nil {
		return answer(w, r, key, err, nil)
	}
	s, err := daybook.ParseSent(data)
	if err == nil && s.Link != v.DoorLink.ID {
		err = daybook.Anothers()
	}
	if err != nil {
		return answer(w, r, key, err, nil)
	}
	count, err := h.counts.AddAtDoor(r.Context(), nobody(r), v.AtDoor.ID, s.Tap)
	return answer(w, r, s.Key, err, map[string]any{"comptes": shownCounts(count)})
}

// shownCounts are the numbers of a count as the script shows them, by audience.
func shownCounts(c attendance.Count) map[string]int {
	counts := map[string]int{"absent": c.Absent.N}
	for _, l := range c.Lines {
		counts[strconv.FormatInt(l.ID, 10)] = l.N
	}
	return counts
}

// unentered answers a telephone that has to be given the code again: what it kept waits.
func unentered(w http.ResponseWriter, key string) error {
	data, err := json.Marshal(map[string]any{"cle": key, "code": true})
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(http.StatusUnauthorized)
	_, _ = w.Write(data)
	return nil
}

func (v doorView) page(title string) ui.Page {
	return ui.Page{Title: title, Light: true, Outside: true, Scripts: []string{"day.js"}}
}

// codeTitle is the title of the page that asks for the code.
func (v doorView) codeTitle() string {
	if v.Asked != "" {
		return "Code pour compter à une séance"
	}
	return "Code pour compter"
}

// day is the day of the door's slots.
func (v doorView) day() workcal.Date {
	if v.AtDoor.Slot != 0 && len(v.AtDoor.Slots) > 0 {
		return v.AtDoor.Slots[0].Day
	}
	return v.AtDoor.Day
}

// lead says where one is, and until when.
func (v doorView) lead() string {
	return french.Capital(v.day().French()) + ", " + v.Title + ". Cette page s’ouvre jusqu’au " + v.LastDay.FrenchDay() + " inclus."
}

func (c doorCount) lead() string {
	said := french.Capital(c.DoorSlot.Day.French()) + ", " + c.Hours() + ", " + c.Place() + ". "
	if c.Taken > 0 {
		said += french.Count(c.Taken, "inscrit", "inscrits") + ". "
	}
	return said + french.Capital(countText(c.Count)) + "."
}

// called names the slot: « Fouille pour tous, 14 h ».
func (c doorCount) called() string { return called(daybook.Seen{Slot: c.DoorSlot.Slot}) }

func (c doorCount) crumbs() []ui.Crumb {
	if c.AtDoor.Slot != 0 {
		return nil
	}
	return []ui.Crumb{{Label: "Les séances", URL: urls.Door(c.Token)}}
}

// audiences parts those that have buttons at once from the others.
func (c doorCount) audiences() (shown, others []attendance.Audience) {
	return countView{Counting: daybook.Counting{Seen: daybook.Seen{Count: c.Count}, Counted: attendance.Counting{Audiences: c.AtDoor.Audiences}}}.audiences()
}

// first is the audience under which it is noted that nobody came.
func (c doorCount) first() string {
	shown, others := c.audiences()
	for _, a := range append(shown, others...) {
		return id(a.ID)
	}
	return ""
}

// doorParts are the slots of a day to count at: those that run first, then those that come, then those that are over.
func (v doorView) parts() []doorPart {
	parts := []doorPart{{Title: "En cours"}, {Title: "À venir"}, {Title: "Terminées"}}
	for _, s := range v.AtDoor.Slots {
		i := 1
		switch {
		case !s.End().After(v.At):
			i = 2
		case !s.Start().After(v.At):
			i = 0
		}
		parts[i].Slots = append(parts[i].Slots, s)
	}
	return parts
}

type doorPart struct {
	Title string
	Slots []attendance.DoorSlot
}
