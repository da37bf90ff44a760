// Package serve is what every handler shares: errors become pages here, pages are rendered
// here, and a request says here who is asking and which day it is.
package serve

import (
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"log/slog"
	"mime"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"sync"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/exchange/table"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/ui"
	"parvis/web/urls"
)

// Handler answers a request or says why it could not; Handle turns the failure into a page.
type Handler func(w http.ResponseWriter, r *http.Request) error

// Handle makes an http.HandlerFunc of a Handler.
func Handle(h Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil {
			Fail(w, r, err)
		}
	}
}

// Routes gives the two ways a route is listed: read with GET, act with POST.
func Routes(r chi.Router) (page, post func(path string, h Handler)) {
	page = func(path string, h Handler) { r.Get(path, Handle(h)) }
	post = func(path string, h Handler) { r.Post(path, Handle(h)) }
	return page, post
}

// Page answers 200 with a page, rendered whole before the first byte leaves.
func Page(w http.ResponseWriter, r *http.Request, page templ.Component) error {
	return Status(w, r, http.StatusOK, page)
}

// Invalid answers 422: the same page, with what was typed and what to mend.
func Invalid(w http.ResponseWriter, r *http.Request, page templ.Component) error {
	return Status(w, r, http.StatusUnprocessableEntity, page)
}

// Form answers with the page of a form: 200 when it is asked, 422 when something in it is to mend.
func Form(w http.ResponseWriter, r *http.Request, f *form.Form, page templ.Component) error {
	if !f.Valid() {
		return Invalid(w, r, page)
	}
	return Page(w, r, page)
}

// Sent reads a form from somebody who may do this; anybody else is refused before it is read.
func Sent(r *http.Request, action *access.Action) (*form.Form, error) {
	if err := By(r).Check(action, access.Tie{}); err != nil {
		return nil, err
	}
	return form.Read(r)
}

// Act does something to the thing that the path names, then says so and goes on.
func Act(w http.ResponseWriter, r *http.Request, thing string, do func(context.Context, account.By, int64) error, said, next string) error {
	id, err := ID(r, thing)
	if err != nil {
		return err
	}
	if err := do(r.Context(), By(r), id); err != nil {
		return err
	}
	Flash(r, said)
	return Redirect(w, r, next)
}

// FieldReturn is the field of a form that says where it was opened from, to go back to.
const FieldReturn = "retour"

// Thrown says that a thing was put in a bin, offers to put it back, and leads to where she was: to next, which both lead to.
func Thrown(w http.ResponseWriter, r *http.Request, said, bin string, id int64, next string) error {
	Say(r, ui.Said{Text: said, URL: urls.Restore(bin, id), Hidden: []ui.Hidden{{Name: FieldReturn, Value: next}}, Acts: []ui.Act{{Label: french.Restore}}})
	return Redirect(w, r, next)
}

// BackTo is where a form was opened from, as it says, if that is a page of this site, else fallback.
func BackTo(f *form.Form, fallback string) string {
	if target := f.Text(FieldReturn); urls.Local(target) {
		return target
	}
	return fallback
}

// Before is the page of this site that a request comes from, its path with whatever follows; "" where the browser does not
// say, or says another site's.
func Before(r *http.Request) string {
	u, err := url.Parse(cmp.Or(r.Header.Get("HX-Current-URL"), r.Referer()))
	if err != nil || u.Host == "" || u.Host != r.Host {
		return ""
	}
	at := u.RequestURI()
	if u.Fragment != "" {
		at += "#" + u.EscapedFragment()
	}
	if !urls.Local(at) {
		return ""
	}
	return at
}

// Saved ends the sending of a form: 303 with what was done, and what was assumed to read it, when err
// is nil; 303 to what was created before when it is a form sent again; 409 with both texts when it is an edit
// that met another. Any other failure is given back.
func Saved(w http.ResponseWriter, r *http.Request, f *form.Form, err error, said, next string) error {
	if again, ok := fault.TwiceOf(err); ok && again.Same {
		if !flashing(r) { // a button pressed twice: what was done is still to be said
			Flash(r, fault.SentenceOf(err), f.Notes()...)
		}
		return Redirect(w, r, next)
	}
	if err != nil {
		return Clash(w, r, f, err, next)
	}
	Flash(r, said, f.Notes()...)
	return Redirect(w, r, next)
}

// Clash answers 409 when err is an edit that met another: the page that shows both texts, and offers
// to send what was typed again over what is stored now, or to keep that and go back. Any other failure
// is given back.
func Clash(w http.ResponseWriter, r *http.Request, f *form.Form, err error, back string) error {
	met, ok := fault.StaleOf(err)
	if !ok {
		return err
	}
	return Conflict(w, r, ui.ClashPage(ui.Clash{Stale: met, Hidden: f.Again(met.Version), KeepURL: r.URL.Path, BackURL: back}))
}

// Conflict answers 409: what is shown changed meanwhile.
func Conflict(w http.ResponseWriter, r *http.Request, page templ.Component) error {
	return Status(w, r, http.StatusConflict, page)
}

// Status answers with a page and this status.
func Status(w http.ResponseWriter, r *http.Request, status int, page templ.Component) error {
	v := visitOf(r)
	frame := v.frame(r, status)
	frame.Invalid = status == http.StatusUnprocessableEntity
	body := bodies.Get().(*bytes.Buffer)
	defer keep(body)
	if err := page.Render(ui.WithFrame(r.Context(), frame), &drawing{ctx: r.Context(), body: body}); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Add("Vary", "HX-Request")
	w.WriteHeader(status)
	_, _ = w.Write(body.Bytes())
	return nil
}

// MostPage is how long a page may be, in bytes: what is longer is not drawn to its end.
const MostPage = 8 << 20

// drawing takes a page as it is drawn, while somebody waits for it and it is not too long.
type drawing struct {
	ctx  context.Context
	body *bytes.Buffer
}

func (d *drawing) Write(p []byte) (int, error) {
	if err := d.ctx.Err(); err != nil {
		return 0, err
	}
	if d.body.Len()+len(p) > MostPage {
		return 0, fault.New(fault.Unavailable, "Cette page est trop longue pour être affichée. Réduisez ce qu’elle montre, par un filtre ou une période plus courte.", nil)
	}
	return d.body.Write(p)
}

// bodies are what pages are rendered into: a page is long, and growing a new one each time costs
// more than drawing it.
var bodies = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// keep gives a body back, unless an extraordinary page made it huge.
func keep(body *bytes.Buffer) {
	if body.Cap() > 2<<20 {
		return
	}
	body.Reset()
	bodies.Put(body)
}

// File answers with a file to keep, of this name and type.
func File(w http.ResponseWriter, _ *http.Request, name, contentType string, data []byte) error {
	h := w.Header()
	h.Set("Content-Type", contentType)
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	_, _ = w.Write(data)
	return nil
}

// Table answers with a table as a file, in the format that the address asks for: a workbook without one.
func Table[T any](w http.ResponseWriter, r *http.Request, t table.Table[T], rows []T, name string) error {
	format := cmp.Or(form.Choice(form.Query(r), "format", table.Formats), table.XLSX)
	var out bytes.Buffer
	if err := t.Write(&out, format, rows); err != nil {
		return err
	}
	return File(w, r, name+"."+string(format), format.ContentType(), out.Bytes())
}

// Redirect answers 303 to a path of this site. A form that a script sent for the whole page, as it does
// with one opened in place, is told where to go instead.
func Redirect(w http.ResponseWriter, r *http.Request, url string) error {
	if r.Header.Get("Parvis-Page") != "" {
		return Leave(w, r, url)
	}
	http.Redirect(w, r, url, http.StatusSeeOther)
	return nil
}

// Leave sends the whole page to a path of this site, also when a script asked for a part of it: it would
// follow a 303 by itself, and look for its part in the page it finds there.
func Leave(w http.ResponseWriter, r *http.Request, url string) error {
	if r.Header.Get("HX-Request") == "" {
		http.Redirect(w, r, url, http.StatusSeeOther)
		return nil
	}
	w.Header().Set("HX-Redirect", url)
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// Moved answers for an address of before: it sends on to a page's own.
func Moved(url string) Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		http.Redirect(w, r, url, http.StatusMovedPermanently)
		return nil
	}
}

// MovedUp is Moved where only the last part of the path is another; a query goes with it.
func MovedUp(last string) Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		to := url.URL{Path: path.Join(path.Dir(r.URL.Path), last), RawQuery: r.URL.RawQuery}
		http.Redirect(w, r, to.String(), http.StatusMovedPermanently)
		return nil
	}
}

// ID reads a path value as a positive id; anything else is NotFound.
func ID(r *http.Request, name string) (int64, error) {
	id, err := strconv.ParseInt(r.PathValue(name), 10, 64)
	if err != nil || id <= 0 {
		return 0, fault.Missing(err)
	}
	return id, nil
}

// NewKey is a fresh key for a form that creates something: sending it twice creates once.
func NewKey() string { return rand.Text() }

// By is who is asking, and the moment of the request on the service's clock. Routes behind
// RequirePerson always have somebody; elsewhere the person may be empty.
func By(r *http.Request) account.By {
	v := visitOf(r)
	by := v.person.At(v.now)
	if v.told != nil {
		by.Changes = v.told.changes
	}
	return by
}

// LoggedIn tells whether somebody is.
func LoggedIn(r *http.Request) bool { return visitOf(r).person.ID != 0 }

// WithPerson notes who is asking: what she asks for is written only while her session lasts. t is what Counting gave.
func WithPerson(ctx context.Context, p account.Person, t *told) context.Context {
	v := *visitIn(ctx)
	v.person, v.told = p, t
	return account.Acting(context.WithValue(ctx, visitKey{}, &v), p)
}

// Today is the day of the request on the service's clock, in Paris.
func Today(r *http.Request) workcal.Date { return By(r).Today() }

// mostlyAhead is how far ahead a day without a year is looked for: from two months behind to ten
// months ahead.
const mostlyAhead = 120

// Ahead is the day that what is typed without its year is nearest to, where people mostly look
// ahead: a closure for Christmas is next Christmas's, a leave noted late is last week's.
func Ahead(r *http.Request) workcal.Date { return Today(r).AddDays(mostlyAhead) }

// logFailure notes what went wrong without any personal data: no query, no body, no name.
func logFailure(r *http.Request, level slog.Level, err error) {
	slog.Log(r.Context(), level, "request failed", "request", RequestID(r), "method", r.Method,
		"path", urls.Logged(r.URL.Path), "person", visitOf(r).person.ID, "kind", int(fault.KindOf(err)), "cause", err)
}
