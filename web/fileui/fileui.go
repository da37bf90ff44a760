// Package fileui draws the files that are attached to a thing, on the thing's own page and on a page of their own,
// whichever room the thing is of; it takes what is added, and gives what is there.
package fileui

import (
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/files"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

const (
	// patience is how long files may take to come or to go, on a slow line: 100 MB, or less. More may take longer.
	patience = 20 * time.Minute
	// mostComing is how many forms with files are read at once: each takes room on the disk.
	mostComing = 8
	// turn is how long the next one waits for its turn.
	turn = 15 * time.Second
)

// Handlers answers the pages of files.
type Handlers struct {
	files  *files.Room
	places []ui.Place
	coming chan struct{}
}

// New gives the handlers over the files of the things that stand in these places.
func New(room *files.Room, places ...ui.Place) *Handlers {
	return &Handlers{files: room, places: places, coming: make(chan struct{}, mostComing)}
}

// Routes lists the pages of files, and what is done to them.
func (h *Handlers) Routes(r chi.Router) {
	page, post := serve.Routes(r)
	slow := serve.Slow(h.patience())
	page(urls.Files(urls.AnyKind, urls.AnyThing), h.show)
	h.Taking(r).Post(urls.Files(urls.AnyKind, urls.AnyThing), serve.Handle(h.add))
	r.With(slow).Get(urls.File(urls.AnyThing), serve.Handle(h.send))
	page(urls.FileThumbnail(urls.AnyThing), h.thumbnail)
	page(urls.FilePlace(urls.AnyThing), h.lead)
	post(urls.FileDelete(urls.AnyThing), h.remove)
	post(urls.FileAmounts(urls.AnyThing), h.mark(true))
	post(urls.FileAmountsDelete(urls.AnyThing), h.mark(false))
}

// mostSent is how long a form with files may be, in bytes: they, and what is around them.
func (h *Handlers) mostSent() int64 { return h.files.Limits().Together + form.Most }

// patience is how long the longest form may take to come.
func (h *Handlers) patience() time.Duration {
	return max(patience, patience/100*time.Duration(h.files.Limits().Together/files.MB))
}

// View is the files of a thing as one person sees them.
type View struct {
	files.Shelf
	Place ui.Place
	Form  *form.Form // of files to add
	Path  string     // of the page that shows them
	Today workcal.Date
	Most  files.Limits
}

// Of gives the files of a thing for the page that shows the thing; nil where there are none to see, as of a thing in
// the trash.
func (h *Handlers) Of(r *http.Request, kind journal.Kind, id int64) (*View, error) {
	i := slices.IndexFunc(h.places, func(p ui.Place) bool { return p.Kind == kind })
	if i < 0 {
		return nil, nil
	}
	shelf, err := h.files.Of(r.Context(), serve.By(r), kind, id)
	return h.of(r, h.places[i], id, shelf, err)
}

// With is Of in the batch that reads what else the page shows: it gives the files once the batch was read.
func (h *Handlers) With(r *http.Request, kind journal.Kind, id int64) (account.Also, func() (*View, error)) {
	i := slices.IndexFunc(h.places, func(p ui.Place) bool { return p.Kind == kind })
	if i < 0 {
		return nil, func() (*View, error) { return nil, nil }
	}
	also, read := h.files.With(r.Context(), serve.By(r), kind, id)
	return also, func() (*View, error) {
		shelf, err := read()
		return h.of(r, h.places[i], id, shelf, err)
	}
}

func (h *Handlers) of(r *http.Request, place ui.Place, id int64, shelf files.Shelf, err error) (*View, error) {
	if fault.Is(err, fault.NotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return h.view(r, place, shelf, form.Of(nil).Keyed(serve.NewKey()), place.Page(id)), nil
}

func (h *Handlers) view(r *http.Request, place ui.Place, shelf files.Shelf, f *form.Form, path string) *View {
	return &View{Shelf: shelf, Place: place, Form: f, Path: path, Today: serve.Today(r), Most: h.files.Limits()}
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

func (h *Handlers) show(w http.ResponseWriter, r *http.Request) error {
	place, id, err := h.place(r)
	if err != nil {
		return err
	}
	shelf, err := h.files.Of(r.Context(), serve.By(r), place.Kind, id)
	if err != nil {
		return err
	}
	return serve.Page(w, r, FilesPage(h.view(r, place, shelf, form.Of(nil).Keyed(serve.NewKey()), urls.Files(place.Word, id))))
}

func (h *Handlers) add(w http.ResponseWriter, r *http.Request) error {
	place, id, err := h.place(r)
	if err != nil {
		return err
	}
	shelf, err := h.files.ToAdd(r.Context(), serve.By(r), place.Kind, id)
	if err != nil {
		serve.Drop(r)
		return err
	}
	arrived, problems, err := h.Receive(r, files.FieldFiles)
	defer Close(arrived)
	f := form.Of(nil).Keyed(serve.NewKey())
	if err == nil {
		if f, err = form.Read(r); err != nil {
			return err
		}
		if err = f.Beside(files.Sum(arrived)).Merge(problems); err == nil {
			_, err = h.files.Add(r.Context(), serve.By(r), place.Kind, id, f.Sending(), f.Flag(files.FieldAmounts), arrived)
		}
	}
	where := urls.InFiles(serve.BackTo(f, place.Page(id)))
	if f.Refuse(fault.SeenAt(err, where)) {
		return serve.Invalid(w, r, FilesPage(h.view(r, place, shelf, f, urls.Files(place.Word, id))))
	}
	return serve.Saved(w, r, f, err, french.Agree(len(arrived), "Le fichier est ajouté.", french.Number(len(arrived))+"\u00a0fichiers sont ajoutés."), where)
}

// tooLarge is that more was sent than one form may hold.
func (h *Handlers) tooLarge() string {
	return "Vos fichiers dépassent ensemble " + french.FileSize(h.files.Limits().Together) + ". Veuillez les ajouter en plusieurs fois\u00a0: rien n’a été enregistré."
}

// Close forgets what arrived.
func Close(arrived []*files.Arrived) {
	for _, a := range arrived {
		a.Close()
	}
}

// Taking lets a route read forms with files, for as long as they take to come.
func (h *Handlers) Taking(r chi.Router) chi.Router {
	return r.With(serve.Slow(h.patience()), serve.Taking(h.mostSent()))
}

// Receive reads the files of a form's field, and what is wrong with them: all that is to mend is said at once. The form's other
// fields can be read after it. Whoever receives files closes them. Nobody holds a connection to the database meanwhile.
func (h *Handlers) Receive(r *http.Request, field string) (arrived []*files.Arrived, problems fault.Problems, err error) {
	late := time.NewTimer(turn)
	defer late.Stop()
	select {
	case h.coming <- struct{}{}:
		defer func() { <-h.coming }()
	case <-r.Context().Done():
		return nil, nil, r.Context().Err()
	case <-late.C:
		serve.Drop(r)
		return nil, nil, fault.New(fault.Unavailable, "Beaucoup de fichiers arrivent en ce moment. Veuillez réessayer dans un instant.", nil)
	}
	var wrong []string
	err = form.Stream(r, field, h.tooLarge(), func(name string, content io.Reader) error {
		if len(arrived) == files.MostAtOnce || len(wrong) == files.MostAtOnce {
			wrong = append(wrong[:min(len(wrong), files.MostAtOnce-1)], "Veuillez ajouter au plus "+french.Number(files.MostAtOnce)+"\u00a0fichiers à la fois.")
			return errEnough
		}
		a, err := h.files.Receive(r.Context(), name, content)
		if refused, invalid := fault.ProblemsOf(err); invalid {
			wrong = append(wrong, refused.For(files.FieldFiles))
			return nil
		}
		if err == nil {
			arrived = append(arrived, a)
		}
		return err
	})
	if errors.Is(err, errEnough) {
		serve.Drop(r)
		return arrived, nil, fault.Problems{{Field: field, Sentence: strings.Join(wrong, " ")}}.Err()
	}
	if len(wrong) > 0 {
		problems.Add(field, strings.Join(wrong, " "))
	}
	return arrived, problems, err
}

// errEnough ends the reading of a form that holds too many files.
var errEnough = errors.New("too many files")

// file finds the file of the request.
func (h *Handlers) file(r *http.Request) (files.File, error) {
	id, err := serve.ID(r, "thing")
	if err != nil {
		return files.File{}, err
	}
	return h.files.File(r.Context(), serve.By(r), id)
}

// lead goes to where a file is attached.
func (h *Handlers) lead(w http.ResponseWriter, r *http.Request) error {
	id, err := serve.ID(r, "thing")
	if err != nil {
		return err
	}
	about, err := h.files.Where(r.Context(), serve.By(r), id)
	if err != nil {
		return err
	}
	return serve.Redirect(w, r, h.inPage(about))
}

// inPage is where a file stands on that page.
func (h *Handlers) inPage(about journal.Subject) string {
	if about.Kind == journal.Text {
		return h.page(about)
	}
	return urls.InFiles(h.page(about))
}

// page is the page of what a file is attached to; that of a text leads to where it was written.
func (h *Handlers) page(about journal.Subject) string {
	if about.Kind == journal.Text {
		return urls.Text(about.ID)
	}
	for _, p := range h.places {
		if p.Kind == about.Kind {
			return p.Page(about.ID)
		}
	}
	return urls.Home()
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
	about, err := h.files.Where(r.Context(), serve.By(r), id)
	if err == nil {
		err = h.files.Remove(r.Context(), serve.By(r), id)
	}
	if err != nil {
		return err
	}
	return serve.Thrown(w, r, "Le fichier est retiré.", "fichiers", id, h.back(f, about))
}

// back is where whoever did something to a file goes: where she came from.
func (h *Handlers) back(f *form.Form, about journal.Subject) string {
	if about.Kind == journal.Text {
		return serve.BackTo(f, h.page(about))
	}
	return urls.InFiles(serve.BackTo(f, h.page(about)))
}

// mark says that a file tells amounts, or that it does not.
func (h *Handlers) mark(amounts bool) serve.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		id, err := serve.ID(r, "thing")
		if err != nil {
			return err
		}
		f, err := form.Read(r)
		if err != nil {
			return err
		}
		about, err := h.files.Where(r.Context(), serve.By(r), id)
		if err == nil {
			err = h.files.Mark(r.Context(), serve.By(r), id, amounts)
		}
		said := "Le fichier ne dit plus de montants\u00a0: les stagiaires le voient comme les autres."
		if amounts {
			said = "Le fichier dit des montants\u00a0: les stagiaires ne le voient plus nulle part."
		}
		return serve.Saved(w, r, f, err, said, h.back(f, about))
	}
}

// count says how many there are.
func (v *View) count() string { return french.Count(len(v.Files), "fichier", "fichiers") }

// crumbs lead back to what the files are attached to.
func (v *View) crumbs() []ui.Crumb {
	return []ui.Crumb{{Label: v.Place.Label + " " + french.Quote(v.About.Name), URL: v.Place.Page(v.About.ID)}}
}

// lead says what they are attached to.
func (v *View) lead() string {
	about := v.Place.Label + " " + french.Quote(v.About.Name)
	if v.Project != "" {
		about += ", projet " + french.Quote(v.Project)
	}
	return about + "."
}

// back is where one goes once a file is added: the page where the form stands, as it was when it came back to mend.
func (v *View) back() string {
	if typed := v.Form.Text(serve.FieldReturn); urls.Local(typed) {
		return typed
	}
	return v.Path
}

// meta says who added a file, and when.
func (v *View) meta(f files.File) string {
	return f.AddedBy + ", " + ui.When(f.At, v.Today)
}

// field is where files are chosen.
func (v *View) field() ui.Field {
	return v.Form.Field(ui.Field{Name: files.FieldFiles, Label: "Fichiers à ajouter", Required: true, Alone: true, Multiple: true, Accept: files.Accepted(),
		Hint: french.Number(files.MostAtOnce) + "\u00a0fichiers à la fois, de " + french.FileSize(v.Most.One) + " au plus chacun\u00a0: " + files.Allowed + "."})
}

// marking is where a file is said to tell amounts, or not to.
func marking(f files.File) string {
	if f.Amounts {
		return urls.FileAmountsDelete(f.ID)
	}
	return urls.FileAmounts(f.ID)
}

// amounts is the box that says that files to add tell amounts.
func (v *View) amounts() ui.Field {
	return v.Form.Box(ui.Field{Name: files.FieldAmounts, Label: "Ces fichiers disent des montants", Hint: "Les stagiaires ne les verront nulle part."})
}
