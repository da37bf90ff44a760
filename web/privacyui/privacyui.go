// Package privacyui draws what the service answers for about personal data: the register, how long records are kept, what is
// held of somebody, her erasure, and the purge.
package privacyui

import (
	"bytes"
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"github.com/go-chi/chi/v5"

	"parvis/internal/access"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/personal"
	"parvis/internal/privacy"
	"parvis/web/form"
	"parvis/web/historyui"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// Handlers answers these pages.
type Handlers struct {
	room   *privacy.Room
	places map[string]func(id int64) string
}

// New gives the handlers; places are the pages of things, by their kinds.
func New(room *privacy.Room, places map[journal.Kind]func(id int64) string) *Handlers {
	h := &Handlers{room: room, places: map[string]func(int64) string{personal.Contact: urls.PrivacyContact, personal.Member: urls.PrivacyPerson, personal.Outsider: urls.PrivacyOutsider}}
	for kind, page := range places {
		h.places[string(kind)] = page
	}
	return h
}

// Routes lists the pages: read with GET, act with POST.
func (h *Handlers) Routes(r chi.Router) {
	page, post := serve.Routes(r)
	page(urls.Privacy(), h.show)
	page(urls.PrivacyRegister(), h.register)
	page(urls.PrivacyHistory(), h.history)
	page(urls.PrivacySearch(), h.show)
	post(urls.PrivacySearch(), h.search)
	post(urls.PrivacyRewrite(), h.rewrite)
	for kind, at := range map[string]func(int64) string{personal.Contact: urls.PrivacyContact, personal.Member: urls.PrivacyPerson, personal.Outsider: urls.PrivacyOutsider} {
		page(at(urls.AnyThing), h.of(kind, at, h.showSubject))
		page(urls.PrivacyExport(at(urls.AnyThing)), h.of(kind, at, h.export))
		post(urls.PrivacyErase(at(urls.AnyThing)), h.erase(kind, at))
	}
	page(urls.Retention(urls.AnyKept), h.editRetention)
	post(urls.Retention(urls.AnyKept), h.saveRetention)
	page(urls.PurgeOf(urls.AnyKept), h.askPurge)
	post(urls.PurgeOf(urls.AnyKept), h.purge)
}

// kept is how long a kind of record is kept, and how much of it is at the end of its time.
type kept struct {
	privacy.Retention
	Due int
}

func (h *Handlers) overview(r *http.Request, f *form.Form) (overview, error) {
	list, err := h.room.Retentions(r.Context(), serve.By(r))
	if err != nil {
		return overview{}, err
	}
	v := overview{Form: f}
	for _, k := range list {
		_, due, err := h.room.Due(r.Context(), serve.By(r), k.Key)
		if err != nil {
			return overview{}, err
		}
		v.Kept = append(v.Kept, kept{k, len(due)})
	}
	return v, nil
}

type overview struct {
	*form.Form
	Kept []kept
}

func (h *Handlers) show(w http.ResponseWriter, r *http.Request) error {
	v, err := h.overview(r, form.Of(nil))
	if err != nil {
		return err
	}
	return serve.Page(w, r, OverviewPage(v))
}

func (h *Handlers) register(w http.ResponseWriter, r *http.Request) error {
	list, kept, err := h.room.Register(r.Context(), serve.By(r))
	if err != nil {
		return err
	}
	return serve.Page(w, r, RegisterPage(list, kept))
}

func (h *Handlers) history(w http.ResponseWriter, r *http.Request) error {
	page, err := h.room.History(r.Context(), serve.By(r), historyui.Asked(r))
	if err != nil {
		return err
	}
	return historyui.Show(w, r, ui.Settings, journal.Subject{}, page, crumbs()...)
}

func crumbs() []ui.Crumb { return []ui.Crumb{{Label: "Données personnelles", URL: urls.Privacy()}} }

func (h *Handlers) search(w http.ResponseWriter, r *http.Request) error {
	f, err := serve.Sent(r, privacy.MayManage)
	if err != nil {
		return err
	}
	v, err := h.room.Search(r.Context(), serve.By(r), french.OneLine(f.Text("qui")))
	if f.Refuse(err) {
		o, err := h.overview(r, f)
		if err != nil {
			return err
		}
		return serve.Invalid(w, r, OverviewPage(o))
	}
	if err != nil {
		return err
	}
	return serve.Page(w, r, FoundPage(h.drawn(v, "")))
}

// prefix begins the names of the boxes of texts, and words those of names of one word.
const (
	prefix = "texte-"
	words  = "mot-"
)

func (h *Handlers) rewrite(w http.ResponseWriter, r *http.Request) error {
	f, err := serve.Sent(r, privacy.MayManage)
	if err != nil {
		return err
	}
	done, err := h.room.Rewrite(r.Context(), serve.By(r), french.OneLine(f.Text("qui")), f.Flags(prefix))
	if err != nil {
		return err
	}
	serve.Flash(r, saying(done))
	return serve.Redirect(w, r, urls.Privacy())
}

func saying(done []string) string {
	if len(done) == 0 {
		return "Rien n’était à effacer."
	}
	return "C’est effacé. " + strings.Join(done, " ")
}

// subject is what is held of somebody, as a page draws it.
type subject struct {
	privacy.View
	At    string // the path of her page; "" for what was typed
	Links map[string]string
}

func (h *Handlers) drawn(v privacy.View, at string) subject {
	s := subject{View: v, At: at, Links: map[string]string{}}
	for _, f := range v.Found {
		if page := h.places[f.Place]; page != nil && f.PlaceID > 0 {
			s.Links[f.Row] = page(f.PlaceID)
		}
	}
	return s
}

type drawing = func(w http.ResponseWriter, r *http.Request, s subject) error

// of finds whom the path names.
func (h *Handlers) of(kind string, at func(int64) string, draw drawing) serve.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		if err := serve.By(r).Check(privacy.MayManage, access.Tie{}); err != nil {
			return err
		}
		id, err := serve.ID(r, "thing")
		if err != nil {
			return err
		}
		v, err := h.room.Of(r.Context(), serve.By(r), kind, id)
		if err != nil {
			return err
		}
		return draw(w, r, h.drawn(v, at(id)))
	}
}

func (h *Handlers) showSubject(w http.ResponseWriter, r *http.Request, s subject) error {
	return serve.Page(w, r, SubjectPage(s))
}

// export sends all that is held of somebody as one page, for her to read, with the same as JSON, for another program.
func (h *Handlers) export(w http.ResponseWriter, r *http.Request, s subject) error {
	type mention struct {
		Where string `json:"ou"`
		Text  string `json:"texte"`
	}
	all := struct {
		Name     string             `json:"nom"`
		Day      string             `json:"le"`
		Sections []personal.Section `json:"parties"`
		Found    []mention          `json:"textes"`
	}{s.Name, serve.Today(r).Digits(), s.Sections, nil}
	for _, f := range s.Found {
		all.Found = append(all.Found, mention{f.Thing, f.Excerpt})
	}
	data, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		return err
	}
	var page bytes.Buffer
	if err := ExportPage(s, serve.Today(r).FrenchDay(), string(data)).Render(r.Context(), &page); err != nil {
		return err
	}
	return serve.File(w, r, "donnees-personnelles.html", "text/html; charset=utf-8", page.Bytes())
}

func (h *Handlers) erase(kind string, at func(int64) string) serve.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		f, err := serve.Sent(r, privacy.MayManage)
		if err != nil {
			return err
		}
		id, err := serve.ID(r, "thing")
		if err != nil {
			return err
		}
		v, err := h.room.Of(r.Context(), serve.By(r), kind, id)
		if err != nil {
			return err
		}
		c := privacy.Choice{Rows: f.Flags(prefix)}
		for i, s := range v.Singles {
			if slices.Contains(f.Flags(words), number(i)) {
				c.Words = append(c.Words, s.Word)
			}
		}
		done, err := h.room.Erase(r.Context(), serve.By(r), kind, id, c)
		if err != nil {
			return err
		}
		serve.Flash(r, saying(done))
		return serve.Redirect(w, r, urls.Privacy())
	}
}

type retentionForm struct {
	*form.Form
	Kept privacy.Retention
}

func (h *Handlers) editRetention(w http.ResponseWriter, r *http.Request) error {
	k, err := h.room.Retention(r.Context(), serve.By(r), chi.URLParam(r, "kept"))
	if err != nil {
		return err
	}
	return serve.Page(w, r, RetentionPage(retentionForm{form.Of(map[string][]string{"mois": {k.Text()}}).Over(k.Version), k}))
}

func (h *Handlers) saveRetention(w http.ResponseWriter, r *http.Request) error {
	k, err := h.room.Retention(r.Context(), serve.By(r), chi.URLParam(r, "kept"))
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	months := f.Int("mois")
	if err = f.Err(); err == nil {
		err = h.room.SetRetention(r.Context(), serve.By(r), k.Key, f.Version(), months)
	}
	if f.Refuse(err) {
		return serve.Invalid(w, r, RetentionPage(retentionForm{f, k}))
	}
	return serve.Saved(w, r, f, err, "La durée est enregistrée.", urls.Privacy())
}

type duePage struct {
	Kept  privacy.Retention
	Items []personal.Item
	Count int
}

// mostShown is how many names the preview of a purge shows.
const mostShown = 50

func (h *Handlers) askPurge(w http.ResponseWriter, r *http.Request) error {
	k, items, err := h.room.Due(r.Context(), serve.By(r), chi.URLParam(r, "kept"))
	if err != nil {
		return err
	}
	return serve.Page(w, r, PurgePage(duePage{k, items[:min(len(items), mostShown)], len(items)}))
}

func (h *Handlers) purge(w http.ResponseWriter, r *http.Request) error {
	if _, err := serve.Sent(r, privacy.MayManage); err != nil {
		return err
	}
	k, _, err := h.room.Due(r.Context(), serve.By(r), chi.URLParam(r, "kept"))
	if err != nil {
		return err
	}
	n, err := h.room.Purge(r.Context(), serve.By(r), k.Key)
	if err != nil {
		return err
	}
	serve.Flash(r, "Purge faite\u00a0: "+french.Count(n, k.One, k.Many)+".")
	return serve.Redirect(w, r, urls.Privacy())
}
