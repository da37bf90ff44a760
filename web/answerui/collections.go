package answerui

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/response"
	"parvis/internal/slot"
	"parvis/internal/trash"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/historyui"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

func (h *Handlers) showProject(w http.ResponseWriter, r *http.Request) error {
	id, err := serve.ID(r, "project")
	if err != nil {
		return err
	}
	l, err := h.room.OfProject(r.Context(), serve.By(r), id)
	if err != nil {
		return err
	}
	return serve.Page(w, r, ProjectPage(l, serve.Today(r)))
}

func (h *Handlers) collection(r *http.Request) (response.Sheet, error) {
	id, err := serve.ID(r, "collection")
	if err != nil {
		return response.Sheet{}, err
	}
	return h.room.Collection(r.Context(), serve.By(r), id)
}

// sheetPage is one collection, with its address.
type sheetPage struct {
	response.Sheet
	Address string // whole; "": nobody said what links begin with
	Code    ui.Symbol
	Checks  response.Checks
	Day     workcal.Date // on which it is shown
}

// shut says why the address shows no form now, "" where it does.
func (p sheetPage) shut() string {
	switch p.Today {
	case response.Closed:
		return "Ce recueil est clos" + p.since() + "\u00a0: son adresse et la borne ne montrent plus le questionnaire."
	case response.Early:
		return "Ce recueil n’est pas encore ouvert\u00a0: son adresse et la borne montreront le questionnaire à partir du premier jour."
	}
	return ""
}

// since says from when a collection is closed, or why it is.
func (p sheetPage) since() string {
	switch {
	case p.ClosedAt != nil:
		return " depuis le " + workcal.FromTime(*p.ClosedAt).French()
	case !p.Closes.IsZero() && p.Day > p.Closes:
		return " depuis le " + p.Closes.AddDays(1).French()
	}
	return " avec son projet"
}

// link is the address of a form, whole.
func (h *Handlers) link(token string) string {
	if h.address == "" {
		return ""
	}
	return h.address + urls.Asked(token)
}

func (h *Handlers) showCollection(w http.ResponseWriter, r *http.Request) error {
	s, err := h.collection(r)
	if err != nil {
		return err
	}
	p := sheetPage{Sheet: s, Address: h.link(s.Token), Day: serve.Today(r)}
	if p.Code, err = ui.SymbolOf(p.Address); err != nil {
		return err
	}
	if p.Checks, err = h.room.Checks(r.Context(), serve.By(r), s.ID); err != nil {
		return err
	}
	return serve.Page(w, r, CollectionPage(p))
}

func (h *Handlers) showHistory(w http.ResponseWriter, r *http.Request) error {
	s, err := h.collection(r)
	if err != nil {
		return err
	}
	page, err := h.room.History(r.Context(), serve.By(r), s.ID, historyui.Asked(r))
	if err != nil {
		return err
	}
	return historyui.Show(w, r, ui.Projects, s.Subject(), page, crumbs(s.Project, ui.Crumb{Label: s.Label, URL: urls.Collection(s.ID)})...)
}

func crumbs(p slot.Project, more ...ui.Crumb) []ui.Crumb {
	return append(ui.ProjectCrumbs(p.ID, p.Short()), append([]ui.Crumb{{Label: "Questionnaires", URL: urls.ProjectCollections(p.ID)}}, more...)...)
}

// resultsOf narrows the results of its form to where a collection asks it.
func resultsOf(c response.Collection) url.Values {
	q := url.Values{"projet": {id(c.Project.ID)}}
	if c.Slot.ID != 0 {
		q.Set("seance", id(c.Slot.ID))
	}
	return q
}

// collectionForm is the page of a collection's form.
type collectionForm struct {
	*form.Form
	response.Choices
	Edited *response.Sheet // nil for a new one
}

// parse reads the form of a collection; the error is what is to mend.
func parse(f *form.Form, near workcal.Date) (response.Draft, error) {
	d := response.Draft{Form: response.Ref{ID: f.ID(response.FieldForm)}, Label: f.Text(response.FieldLabel), Slot: response.Ref{ID: f.ID(response.FieldSlot)}, Audience: response.Ref{ID: f.ID(response.FieldPublic)},
		Wanted: f.Int(response.FieldWanted), Asker: response.Ref{ID: f.ID(response.FieldAsker)}, When: f.Text(response.FieldWhen)}
	d.Opens, d.Closes = f.Days(response.FieldOpens, response.FieldCloses, near)
	d = d.Tidy()
	return d, f.Merge(d.Check())
}

func (h *Handlers) choosing(r *http.Request) (response.Choices, error) {
	id, err := serve.ID(r, "project")
	if err != nil {
		return response.Choices{}, err
	}
	return h.room.Choosing(r.Context(), serve.By(r), id)
}

func (h *Handlers) newCollection(w http.ResponseWriter, r *http.Request) error {
	c, err := h.choosing(r)
	if err != nil {
		return err
	}
	asked := form.Query(r) // a form or a slot leads here
	f := form.Of(response.Fields.Values(response.Draft{Form: response.Ref{ID: max(0, asked.ID(response.FieldForm))}, Slot: response.Ref{ID: max(0, asked.ID(response.FieldSlot))}, Asker: response.Ref{ID: serve.By(r).ID}}))
	return serve.Page(w, r, CollectionFormPage(collectionForm{Form: f.Keyed(serve.NewKey()), Choices: c}))
}

func (h *Handlers) create(w http.ResponseWriter, r *http.Request) error {
	c, err := h.choosing(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	d, err := parse(f, serve.Today(r))
	var id int64
	if err == nil {
		id, err = h.room.Create(r.Context(), serve.By(r), f.Sending(), c.Project.ID, d)
	}
	if f.Refuse(fault.SeenAt(err, urls.Collection(id))) {
		return serve.Invalid(w, r, CollectionFormPage(collectionForm{Form: f, Choices: c}))
	}
	return serve.Saved(w, r, f, err, "Le recueil est créé\u00a0: son adresse et son code QR sont prêts.", urls.Collection(id))
}

// editing finds the collection of the request, for whoever may edit it, and what it may be about.
func (h *Handlers) editing(r *http.Request) (response.Sheet, response.Choices, error) {
	s, err := h.collection(r)
	if err == nil && s.DeletedAt != nil {
		err = fault.Missing(nil)
	}
	if err != nil {
		return s, response.Choices{}, err
	}
	c, err := h.room.Choosing(r.Context(), serve.By(r), s.Project.ID)
	return s, c, err
}

func (h *Handlers) edit(w http.ResponseWriter, r *http.Request) error {
	s, c, err := h.editing(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, CollectionFormPage(collectionForm{Form: form.Of(response.Fields.Values(s.Draft)).Over(s.Version), Choices: c, Edited: &s}))
}

func (h *Handlers) save(w http.ResponseWriter, r *http.Request) error {
	s, c, err := h.editing(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	f.Behind(map[string][]string{response.FieldForm: {id(s.Form.ID)}})
	d, err := parse(f, serve.Today(r))
	if err == nil {
		err = h.room.Edit(r.Context(), serve.By(r), s.ID, f.Version(), d)
	}
	if f.Refuse(err) {
		return serve.Invalid(w, r, CollectionFormPage(collectionForm{Form: f, Choices: c, Edited: &s}))
	}
	h.open.forget()
	return serve.Saved(w, r, f, err, "Le recueil est enregistré.", urls.Collection(s.ID))
}

func (h *Handlers) throw(w http.ResponseWriter, r *http.Request) error {
	id, err := serve.ID(r, "collection")
	if err != nil {
		return err
	}
	c, err := h.room.Delete(r.Context(), serve.By(r), id)
	if err != nil {
		return err
	}
	h.open.forget()
	return serve.Thrown(w, r, "Le recueil est à la corbeille\u00a0: son adresse ne mène plus à rien. Vous pouvez le rétablir pendant "+trash.Lasts+".", "recueils", id, urls.ProjectCollections(c.Project.ID))
}

func (h *Handlers) close(w http.ResponseWriter, r *http.Request) error {
	id, err := serve.ID(r, "collection")
	if err != nil {
		return err
	}
	defer h.open.forget()
	return serve.Act(w, r, "collection", h.room.Close, "Le recueil est clos\u00a0: il ne prend plus de réponse.", urls.Collection(id))
}

func (h *Handlers) reopen(w http.ResponseWriter, r *http.Request) error {
	id, err := serve.ID(r, "collection")
	if err != nil {
		return err
	}
	defer h.open.forget()
	return serve.Act(w, r, "collection", h.room.Reopen, "Le recueil est rouvert.", urls.Collection(id))
}

func id(n int64) string { return strconv.FormatInt(n, 10) }

// options are choices of a select, the first of which says that there is none.
func options(none string, refs []response.Ref) []ui.Option {
	list := []ui.Option{{Label: none}}
	for _, ref := range refs {
		list = append(list, ui.Option{Value: id(ref.ID), Label: ref.Name})
	}
	return list
}

// slotOptions are the slots of a project under their days: their names end with « , le jour, l’heure ».
func slotOptions(refs []response.Ref) []ui.Option {
	list := options("Tout le projet", refs)
	for i := range list[1:] {
		if parts := strings.Split(list[i+1].Label, ", "); len(parts) > 2 {
			list[i+1].Group = parts[len(parts)-2]
		}
	}
	return list
}

// letterOptions are names under their first letters, where there are many.
func letterOptions(none string, refs []response.Ref) []ui.Option {
	list := options(none, refs)
	if len(list) > 15 {
		for i := range list[1:] {
			list[i+1].Group = strings.ToUpper(french.Fold(list[i+1].Label)[:1])
		}
	}
	return list
}

// gathered says how many answers there are, of how many that are wanted.
func gathered(a response.Asked) string {
	if a.Wanted == 0 {
		return french.Number(a.Answers.All())
	}
	return french.Number(a.Answers.All()) + " sur " + french.Number(a.Wanted)
}

// rateText is the response rate, or why there is none.
func rateText(r response.Rate) string {
	if !r.Known {
		return "non renseigné"
	}
	text := french.Number(r.Percent) + "\u00a0% de " + french.Count(r.Counted, "visiteur compté", "visiteurs comptés")
	if r.Missing > 0 {
		text += "\u00a0; " + french.Count(r.Missing, "séance non comptée", "séances non comptées")
	}
	return text
}

func tone(s response.Standing) string {
	switch s {
	case response.Open:
		return "good"
	case response.Early:
		return "warn"
	}
	return "muted"
}

// days says when the form is asked; "": always.
func days(d response.Draft) string {
	switch {
	case d.Opens.IsZero() && d.Closes.IsZero():
		return "jusqu’à ce que vous le cloriez"
	case d.Opens.IsZero():
		return "jusqu’au " + d.Closes.French()
	case d.Closes.IsZero():
		return "à partir du " + d.Opens.French()
	case d.Opens == d.Closes:
		return "le " + d.Opens.French()
	}
	return "du " + d.Opens.French() + " au " + d.Closes.French()
}

// lead says in one sentence of figures how the collection goes.
func (p sheetPage) lead() string {
	return french.Capital(french.Count(p.Answers.All(), "réponse", "réponses")) + wantedText(p.Wanted) + ". Taux de réponse\u00a0: " + rateText(p.Rate) + "."
}

func wantedText(n int) string {
	if n == 0 {
		return ""
	}
	return " sur " + french.Number(n) + " attendues"
}

// four asks for four addresses to a sheet.
func four() url.Values { return url.Values{"par": {"4"}} }
