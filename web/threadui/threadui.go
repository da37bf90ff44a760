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
	"parvis/internal/files"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/notice"
	"parvis/internal/thread"
	"parvis/internal/workcal"
	"parvis/web/fileui"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// Handlers answers the pages of threads.
type Handlers struct {
	threads  *thread.Room
	notices  *notice.Room
	attached *fileui.Handlers
	places   []ui.Place
}

// New gives the handlers over the threads of the things that stand in these places, whose texts carry files.
func New(threads *thread.Room, notices *notice.Room, attached *fileui.Handlers, places ...ui.Place) *Handlers {
	return &Handlers{threads: threads, notices: notices, attached: attached, places: places}
}

// Routes lists the pages of threads.
func (h *Handlers) Routes(r chi.Router) {
	page, post := serve.Routes(r)
	page(urls.Thread(urls.AnyKind, urls.AnyThing), h.show)
	h.attached.Taking(r).Post(urls.Thread(urls.AnyKind, urls.AnyThing), serve.Handle(h.write))
	page(urls.Text(urls.AnyThing), h.lead)
	post(urls.Text(urls.AnyThing), h.save)
	page(urls.TextEdit(urls.AnyThing), h.edit)
	post(urls.TextDelete(urls.AnyThing), h.remove)
}

// View is a page of a thread as one person sees it.
type View struct {
	thread.Thread
	Place ui.Place
	Form  *form.Form // of a text to add
	Path  string     // of the page that shows it
	Today workcal.Date
	Me    int64
	Files fileui.Beside
}

// Of gives the thread of a thing, and its files, for the page that shows the thing; nil where there is none, as of a thing in the
// trash. Whoever looks at the thing has read what she was told of it.
func (h *Handlers) Of(r *http.Request, kind journal.Kind, id int64) (*View, *fileui.View, error) {
	i := slices.IndexFunc(h.places, func(p ui.Place) bool { return p.Kind == kind })
	if i < 0 {
		return nil, nil, nil
	}
	with, read := h.attached.With(r, kind, id)
	v, err := h.view(r, h.places[i], id, h.places[i].Page(id), form.Of(nil).Keyed(serve.NewKey()), with)
	if fault.Is(err, fault.NotFound) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	files, err := read()
	return v, files, err
}

func (h *Handlers) view(r *http.Request, place ui.Place, id int64, path string, f *form.Form, also ...account.Also) (*View, error) {
	t, err := h.threads.Thread(r.Context(), serve.By(r), place.Kind, id, form.Query(r).Int("fil"), also...)
	if err != nil {
		return nil, err
	}
	if t.Unread && r.Method == http.MethodGet {
		if err := h.notices.See(r.Context(), serve.By(r), place.Kind, id); err != nil { // a page is read all the same
			slog.Warn("a notice could not be noted as read", "request", serve.RequestID(r), "cause", err)
		}
		serve.Recount(r)
	}
	texts := make([]int64, len(t.Texts))
	for i, one := range t.Texts {
		texts[i] = one.ID
	}
	beside, err := h.attached.Beside(r, place.Kind, id, t.MayWrite, texts, path)
	if err != nil {
		return nil, err
	}
	return &View{Thread: t, Place: place, Form: f, Path: path, Today: serve.Today(r), Me: serve.By(r).ID, Files: beside}, nil
}

// place is the one that the path names, with the id of the thing.
func (h *Handlers) place(r *http.Request) (ui.Place, int64, error) {
	id, err := serve.ID(r, "thing")
	i := slices.IndexFunc(h.places, func(p ui.Place) bool { return p.Word == r.PathValue("kind") })
	if err != nil || i < 0 {
		return ui.Place{}, 0, fault.Missing(err)
	}
	return h.places[i], id, nil
}

// page is the page of what a text is about.
func (h *Handlers) page(about journal.Subject) (ui.Place, string) {
	for _, p := range h.places {
		if p.Kind == about.Kind {
			return p, p.Page(about.ID)
		}
	}
	return ui.Place{}, urls.Home()
}

func (h *Handlers) show(w http.ResponseWriter, r *http.Request) error {
	place, id, err := h.place(r)
	if err != nil {
		return err
	}
	v, err := h.view(r, place, id, urls.Thread(place.Word, id), form.Of(nil).Keyed(serve.NewKey()))
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
	arrived, problems, err := h.attached.ReceiveBeside(r, place.Kind, id)
	defer fileui.Close(arrived)
	if err != nil && !fault.Is(err, fault.Invalid) {
		return err
	}
	f, done, err := h.keep(r, place, id, arrived, problems, err)
	if f == nil {
		return err
	}
	where := urls.ToText(serve.BackTo(f, place.Page(id)), done.ID)
	if f.Refuse(fault.SeenAt(err, where)) {
		if len(arrived) > 0 {
			f.Add(fileui.FieldBeside, "Veuillez choisir de nouveau vos fichiers\u00a0: ils n’ont pas été gardés.")
		}
		v, err := h.view(r, place, id, urls.Thread(place.Word, id), f)
		if err != nil {
			return err
		}
		return serve.Invalid(w, r, ThreadPage(v))
	}
	return serve.Saved(w, r, f, err, said("Le message est ajouté au fil.", done), where)
}

// keep reads what was written and keeps it with the files that arrived beside it; bad is what was wrong with them. It gives no form
// where none can be read.
func (h *Handlers) keep(r *http.Request, place ui.Place, id int64, arrived []*files.Arrived, problems fault.Problems, bad error) (*form.Form, thread.Written, error) {
	f := form.Of(nil).Keyed(serve.NewKey())
	if bad != nil {
		return f, thread.Written{}, bad
	}
	f, err := form.Read(r)
	if err != nil {
		return nil, thread.Written{}, err
	}
	if len(arrived) > 0 {
		f.Beside(files.Sum(arrived))
	}
	if err := f.Merge(problems); err != nil {
		return f, thread.Written{}, err
	}
	beside, err := h.attached.Attaching(r, f, arrived)
	if err != nil {
		return f, thread.Written{}, err
	}
	done, err := h.threads.Write(r.Context(), serve.By(r), place.Kind, id, f.Sending(), f.Text(thread.FieldText), beside...)
	return f, done, err
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
	Place ui.Place
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

// encoding is how the form of a text is sent: files need another than texts.
func (v *View) encoding() string {
	if v.Files.MayAdd {
		return "multipart/form-data"
	}
	return "application/x-www-form-urlencoded"
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
	return f.Field(ui.Field{Name: thread.FieldText, Label: "Votre message", Hint: hint(people, reader), Personal: true, Required: true, Alone: true, Max: thread.MaxText, Rows: 3})
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

// stamp is a moment as the attribute of an element has it.
func stamp(at time.Time) string { return at.Format(time.RFC3339) }

// of names a text where one of its buttons stands alone: « le message de Claire, hier à 9 h 40 : « Le devis est… » ». Several may be of the
// same minute, and say the same.
func (v *View) of(t thread.Text) string {
	label := func(t thread.Text) string {
		return "le message " + french.Of(t.Author) + ", " + ui.When(t.At, v.Today) + "\u00a0: " + french.Quote(french.Shorten(t.Excerpt(), 40))
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
