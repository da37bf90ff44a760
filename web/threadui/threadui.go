// Package threadui draws what people write to each other about a thing, on the thing's own page and on a page of its
// own, whichever room the thing is of.
package threadui

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/notice"
	"parvis/internal/thread"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// Place is where the things of a kind stand.
type Place struct {
	Kind    journal.Kind
	Word    string // in addresses: "taches"
	Label   string // « Tâche »
	Section ui.Section
	Page    func(id int64) string
}

// Handlers answers the pages of threads.
type Handlers struct {
	threads *thread.Room
	notices *notice.Room
	places  []Place
}

// New gives the handlers over the threads of the things that stand in these places.
func New(threads *thread.Room, notices *notice.Room, places ...Place) *Handlers {
	return &Handlers{threads: threads, notices: notices, places: places}
}

// Routes lists the pages of threads.
func (h *Handlers) Routes(r chi.Router) {
	page, post := serve.Routes(r)
	page(urls.Thread(urls.AnyKind, urls.AnyThing), h.show)
	post(urls.Thread(urls.AnyKind, urls.AnyThing), h.write)
	page(urls.Text(urls.AnyThing), h.lead)
	post(urls.Text(urls.AnyThing), h.save)
	page(urls.TextEdit(urls.AnyThing), h.edit)
	post(urls.TextDelete(urls.AnyThing), h.remove)
}

// View is a page of a thread as one person sees it.
type View struct {
	thread.Thread
	Place Place
	Form  *form.Form // of a text to add
	Path  string     // of the page that shows it
	Today workcal.Date
	Me    int64
}

// Of gives the thread of a thing for the page that shows the thing; nil where there is none, as of a thing in the
// trash. Whoever looks at the thing has read what she was told of it.
func (h *Handlers) Of(r *http.Request, kind journal.Kind, id int64) (*View, error) {
	i := slices.IndexFunc(h.places, func(p Place) bool { return p.Kind == kind })
	if i < 0 {
		return nil, nil
	}
	v, err := h.view(r, h.places[i], id, form.Of(nil).Keyed(serve.NewKey()))
	if v != nil {
		v.Path = h.places[i].Page(id)
	}
	if fault.Is(err, fault.NotFound) {
		return nil, nil
	}
	return v, err
}

func (h *Handlers) view(r *http.Request, place Place, id int64, f *form.Form) (*View, error) {
	t, err := h.threads.Thread(r.Context(), serve.By(r), place.Kind, id, form.Query(r).Int("fil"))
	if err != nil {
		return nil, err
	}
	if t.Unread && r.Method == http.MethodGet {
		if err := h.notices.See(r.Context(), serve.By(r), place.Kind, id); err != nil { // a page is read all the same
			slog.Warn("a notice could not be noted as read", "request", serve.RequestID(r), "cause", err)
		}
		serve.Recount(r)
	}
	return &View{Thread: t, Place: place, Form: f, Path: urls.Thread(place.Word, id), Today: serve.Today(r), Me: serve.By(r).ID}, nil
}

// place is the one that the path names, with the id of the thing.
func (h *Handlers) place(r *http.Request) (Place, int64, error) {
	id, err := serve.ID(r, "thing")
	i := slices.IndexFunc(h.places, func(p Place) bool { return p.Word == r.PathValue("kind") })
	if err != nil || i < 0 {
		return Place{}, 0, fault.Missing(err)
	}
	return h.places[i], id, nil
}

// page is the page of what a text is about.
func (h *Handlers) page(about journal.Subject) (Place, string) {
	for _, p := range h.places {
		if p.Kind == about.Kind {
			return p, p.Page(about.ID)
		}
	}
	return Place{}, urls.Home()
}

func (h *Handlers) show(w http.ResponseWriter, r *http.Request) error {
	place, id, err := h.place(r)
	if err != nil {
		return err
	}
	v, err := h.view(r, place, id, form.Of(nil).Keyed(serve.NewKey()))
	if err != nil {
		return err
	}
	return serve.Page(w, r, ThreadPage(v))
}

func (h *Handlers) write(w http.ResponseWriter, r *http.Request) error {
	place, id, err := h.place(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	var done thread.Written
	err = f.Merge(nil)
	if err == nil {
		done, err = h.threads.Write(r.Context(), serve.By(r), place.Kind, id, f.Sending(), f.Text(thread.FieldText))
	}
	where := urls.ToText(serve.BackTo(f, place.Page(id)), done.ID)
	if f.Refuse(fault.SeenAt(err, where)) {
		v, err := h.view(r, place, id, f)
		if err != nil {
			return err
		}
		return serve.Invalid(w, r, ThreadPage(v))
	}
	return serve.Saved(w, r, f, err, said("Le message est ajouté au fil.", done), where)
}

// said is what was done, and whom the text names.
func said(sentence string, w thread.Written) string {
	return strings.TrimSpace(sentence + " " + w.Note())
}

// lead goes to where a text was written.
func (h *Handlers) lead(w http.ResponseWriter, r *http.Request) error {
	id, err := serve.ID(r, "thing")
	if err != nil {
		return err
	}
	about, err := h.threads.Where(r.Context(), serve.By(r), id)
	if err != nil {
		return err
	}
	_, page := h.page(about)
	return serve.Redirect(w, r, urls.ToText(page, id))
}

// editView is the form of a text.
type editView struct {
	*form.Form
	Text  thread.Text
	About journal.Subject
	Place Place
	Page  string
	// People are who may be named.
	People []account.Choice
}

// own is the form of a text, for who may edit it.
func (h *Handlers) own(r *http.Request) (editView, error) {
	id, err := serve.ID(r, "thing")
	if err != nil {
		return editView{}, err
	}
	text, about, people, err := h.threads.ToEdit(r.Context(), serve.By(r), id)
	if err != nil {
		return editView{}, err
	}
	v := editView{Text: text, About: text.About, People: people}
	v.About.Name = about.Name
	v.Place, v.Page = h.page(text.About)
	return v, nil
}

func (h *Handlers) edit(w http.ResponseWriter, r *http.Request) error {
	v, err := h.own(r)
	if err != nil {
		return err
	}
	v.Form = form.Of(map[string][]string{thread.FieldText: {v.Text.Typed()}}).Over(v.Text.Version)
	return serve.Page(w, r, EditPage(v))
}

func (h *Handlers) save(w http.ResponseWriter, r *http.Request) error {
	v, err := h.own(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	v.Form = f
	var done thread.Written
	err = f.Merge(nil)
	if err == nil {
		done, err = h.threads.Edit(r.Context(), serve.By(r), v.Text.ID, f.Version(), f.Text(thread.FieldText))
	}
	if f.Refuse(err) {
		return serve.Invalid(w, r, EditPage(v))
	}
	return serve.Saved(w, r, f, err, said("Le message est enregistré.", done), urls.ToText(v.Page, v.Text.ID))
}

func (h *Handlers) remove(w http.ResponseWriter, r *http.Request) error {
	id, err := serve.ID(r, "thing")
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	about, err := h.threads.Where(r.Context(), serve.By(r), id)
	if err == nil {
		err = h.threads.Remove(r.Context(), serve.By(r), id)
	}
	if err != nil {
		return err
	}
	_, page := h.page(about)
	return serve.Thrown(w, r, "Le message est retiré du fil.", "messages", id, serve.BackTo(f, page))
}

// count says how long the thread is.
func (v *View) count() string {
	if v.Total == 0 {
		return ""
	}
	return french.Count(v.Total, "message", "messages")
}

// window is the title of the window over the thread's own page.
func (v *View) window() string {
	title := "Fil · " + v.About.Name
	if v.Page > 1 {
		title += " · page " + strconv.Itoa(v.Page)
	}
	return title
}

// crumbs lead back to what the thread is about.
func (v *View) crumbs() []ui.Crumb {
	return []ui.Crumb{{Label: v.Place.Label + " " + french.Quote(v.About.Name), URL: v.Place.Page(v.About.ID)}}
}

func (v editView) crumbs() []ui.Crumb {
	return []ui.Crumb{{Label: v.Place.Label + " " + french.Quote(v.About.Name), URL: v.Page}}
}

// lead says what the thread is about.
func (v *View) lead() string {
	about := v.Place.Label + " " + french.Quote(v.About.Name)
	if v.Project != "" {
		about += ", projet " + french.Quote(v.Project)
	}
	return about + "."
}

// back is where one goes once a text is added: the page where the box stands, as it was when the form came back to mend.
func (v *View) back() string {
	if typed := v.Form.Text(serve.FieldReturn); urls.Local(typed) {
		return typed
	}
	return v.Path
}

// field is the box in which a text is written.
func field(f *form.Form, people []account.Choice, reader int64) ui.Field {
	return f.Field(ui.Field{Name: thread.FieldText, Label: "Votre message", Hint: hint(people, reader), Required: true, Alone: true, Max: thread.MaxText, Rows: 3})
}

// hint says how somebody else than the reader is named.
func hint(people []account.Choice, reader int64) string {
	for i, call := range thread.Called(people) {
		if people[i].ID != reader {
			return "Pour prévenir quelqu’un, écrivez @ devant son prénom, par exemple " + call + "."
		}
	}
	return ""
}

// called is a person with how she is named.
type called struct{ Name, Call string }

func calledOf(people []account.Choice) []called {
	calls := thread.Called(people)
	list := make([]called, len(people))
	for i, p := range people {
		list[i] = called{p.Name, calls[i]}
	}
	return list
}

// When says when something happened, to somebody who reads it on a day: « aujourd’hui à 9 h 40 ».
func When(at time.Time, today workcal.Date) string {
	day := workcal.FromTime(at)
	hour := " à " + french.Hour(at)
	switch day {
	case today:
		return "aujourd’hui" + hour
	case today.AddDays(-1):
		return "hier" + hour
	}
	return "le " + day.FrenchDayIn(today.Year()) + hour
}

// stamp is a moment as the attribute of an element has it.
func stamp(at time.Time) string { return at.Format(time.RFC3339) }

// of names a text where one of its buttons stands alone: « le message de Claire, hier à 9 h 40 : « Le devis est… » ». Several may be of the
// same minute, and say the same.
func (v *View) of(t thread.Text) string {
	label := func(t thread.Text) string {
		return "le message " + french.Of(t.Author) + ", " + When(t.At, v.Today) + "\u00a0: " + french.Quote(french.Shorten(t.Excerpt(), 40))
	}
	said, n := label(t), 1
	for _, other := range v.Texts {
		if other.ID == t.ID {
			break
		}
		if label(other) == said {
			n++
		}
	}
	if n > 1 {
		said += " (" + strconv.Itoa(n) + ")"
	}
	return said
}

// body is what was written, as it was typed: a template would put spaces between its parts.
func body(t thread.Text) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		for _, p := range t.Parts {
			piece := templ.EscapeString(p.Text)
			if p.Person != 0 {
				piece = `<span class="mention">@` + piece + `</span>`
			}
			if _, err := io.WriteString(w, piece); err != nil {
				return err
			}
		}
		return nil
	})
}

func textID(t thread.Text) string { return "message-" + strconv.FormatInt(t.ID, 10) }
