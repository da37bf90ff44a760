package logisticsui

import (
	"net/http"
	"net/url"

	"parvis/internal/access"
	"parvis/internal/fault"
	"parvis/internal/logistics"
	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/internal/trash"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/historyui"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// fieldAnswer begins the names of the boxes of the questions; fieldEntry those of the lines that are proposed.
const (
	fieldAnswer = "q-"
	fieldEntry  = "ligne-"
	fieldAsked  = "demande" // the questions were answered: nothing is ticked by itself any more
)

// usualView is what the ready list proposes for a project.
type usualView struct {
	logistics.Proposed
	Form     *form.Form
	Answers  logistics.Answers
	Today    workcal.Date
	Sees     bool // she may read the whole list
	Answered bool
}

// answered reads the questions that were answered yes.
func answered(f *form.Form) logistics.Answers {
	yes := logistics.Answers{}
	for _, name := range f.Flags(fieldAnswer) {
		yes[logistics.Switch(name)] = true
	}
	return yes
}

func (h *Handlers) usual(r *http.Request, f *form.Form) (usualView, error) {
	project, err := serve.ID(r, "project")
	if err != nil {
		return usualView{}, err
	}
	v := usualView{Form: f, Answers: answered(f), Today: serve.Today(r), Sees: serve.By(r).Can(logistics.MaySeeList, access.Tie{}), Answered: f.Flag(fieldAsked)}
	v.Proposed, err = h.room.Proposed(r.Context(), serve.By(r), project, v.Answers)
	return v, err
}

func (h *Handlers) showUsual(w http.ResponseWriter, r *http.Request) error {
	v, err := h.usual(r, form.Query(r).Keyed(serve.NewKey()))
	if err != nil {
		return err
	}
	return serve.Page(w, r, UsualPage(v))
}

// addUsual adds the lines that are ticked, as one act.
func (h *Handlers) addUsual(w http.ResponseWriter, r *http.Request) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	v, err := h.usual(r, f)
	if err != nil {
		return err
	}
	var chosen []int64
	for _, name := range f.Flags(fieldEntry) {
		chosen = append(chosen, numberOf(name))
	}
	n, err := h.room.Apply(r.Context(), serve.By(r), f.Sending(), v.Project.ID, chosen)
	if fault.Is(err, fault.Invalid) {
		f.Add(fieldEntry, fault.SentenceOf(err))
		return serve.Invalid(w, r, UsualPage(v))
	}
	return serve.Saved(w, r, f, err, pieces(n)+" dans le dossier.", urls.Logistics(v.Project.ID))
}

// window is the title of the window: it says what was answered yes.
func (v usualView) window() string {
	title := "Pièces habituelles"
	for _, s := range logistics.Switches {
		if v.Answers[s] {
			title += " · " + s.Label()
		}
	}
	return title + " · " + v.Project.Title
}

// due says by when a line would be for a project.
func (v usualView) due(e logistics.Entry) string {
	text := e.Offset.String()
	if d := e.On(v.Project.First, v.Project.Last); !d.IsZero() {
		text += ", " + day(d, v.Today)
	}
	return text
}

// entryForm is the form of a line of the ready list.
type entryForm struct {
	*form.Form
	Entry *logistics.Entry // that is edited; nil for a new one
}

func parseEntry(f *form.Form, today workcal.Date) (logistics.EntryDraft, error) {
	d := logistics.EntryDraft{Title: f.Text(logistics.FieldTitle), Kind: form.Choice(f, logistics.FieldKind, logistics.Kinds), Part: form.Choice(f, logistics.FieldPart, logistics.Parts),
		Direction: form.Choice(f, logistics.FieldDirection, logistics.Directions), Project: form.Choice(f, logistics.FieldProject, programme.Kinds), Switch: form.Choice(f, logistics.FieldSwitch, logistics.Switches),
		Offset: form.Value(f, logistics.FieldDue, plan.ParseOffset), Statutory: f.Flag("legal"), Source: f.Text("source"), VerifiedOn: f.Day(logistics.FieldVerified, today), Notes: f.Text("notes")}.Tidy()
	return d, f.Merge(d.Check(today))
}

func (h *Handlers) showEntries(w http.ResponseWriter, r *http.Request) error {
	list, err := h.room.Entries(r.Context(), serve.By(r))
	if err != nil {
		return err
	}
	return serve.Page(w, r, EntriesPage(list, serve.By(r).Can(logistics.MayCorrect, access.Tie{})))
}

func (h *Handlers) newEntry(w http.ResponseWriter, r *http.Request) error {
	if err := serve.By(r).Check(logistics.MayCorrect, access.Tie{}); err != nil {
		return err
	}
	return serve.Page(w, r, EntryFormPage(entryForm{Form: form.Of(logistics.EntryFields.Values(logistics.BlankEntry)).Keyed(serve.NewKey())}))
}

func (h *Handlers) createEntry(w http.ResponseWriter, r *http.Request) error {
	f, err := serve.Sent(r, logistics.MayCorrect)
	if err != nil {
		return err
	}
	d, err := parseEntry(f, serve.Today(r))
	var made int64
	if err == nil {
		made, err = h.room.AddEntry(r.Context(), serve.By(r), f.Sending(), d)
	}
	if f.Refuse(fault.SeenAt(err, urls.FileEntry(made))) {
		return serve.Invalid(w, r, EntryFormPage(entryForm{Form: f}))
	}
	return serve.Saved(w, r, f, err, "La pièce est dans la liste.", urls.FileEntries())
}

func (h *Handlers) entry(r *http.Request) (logistics.Entry, error) {
	id, err := serve.ID(r, "fileentry")
	if err != nil {
		return logistics.Entry{}, err
	}
	return h.room.Entry(r.Context(), serve.By(r), id)
}

func (h *Handlers) editEntry(w http.ResponseWriter, r *http.Request) error {
	e, err := h.entry(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, EntryFormPage(entryForm{Form: form.Of(logistics.EntryFields.Values(e.EntryDraft)).Over(e.Version), Entry: &e}))
}

func (h *Handlers) saveEntry(w http.ResponseWriter, r *http.Request) error {
	e, err := h.entry(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	d, err := parseEntry(f, serve.Today(r))
	if err == nil {
		err = h.room.EditEntry(r.Context(), serve.By(r), e.ID, f.Version(), d)
	}
	if f.Refuse(err) {
		return serve.Invalid(w, r, EntryFormPage(entryForm{Form: f, Entry: &e}))
	}
	return serve.Saved(w, r, f, err, "La ligne est enregistrée.", urls.FileEntries())
}

func (h *Handlers) entryHistory(w http.ResponseWriter, r *http.Request) error {
	e, err := h.entry(r)
	if err != nil {
		return err
	}
	page, err := h.room.EntryHistory(r.Context(), serve.By(r), e.ID, historyui.Asked(r))
	if err != nil {
		return err
	}
	return historyui.Show(w, r, ui.Settings, e.Subject(), page, entryCrumbs(ui.Crumb{Label: e.Title, URL: urls.FileEntry(e.ID)})...)
}

func (h *Handlers) askDeleteEntry(w http.ResponseWriter, r *http.Request) error {
	e, err := h.entry(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, DeleteEntryPage(e))
}

func (h *Handlers) deleteEntry(w http.ResponseWriter, r *http.Request) error {
	e, err := h.entry(r)
	if err != nil {
		return err
	}
	if err := h.room.DeleteEntry(r.Context(), serve.By(r), e.ID); err != nil {
		return err
	}
	return serve.Thrown(w, r, "La ligne est à la corbeille. Vous pouvez la rétablir pendant "+trash.Lasts+".", "habituelles", e.ID, urls.FileEntries())
}

// listCrumbs lead back from the ready list: whoever may only read it has no settings.
func listCrumbs(correct bool) []ui.Crumb {
	if !correct {
		return nil
	}
	return entryCrumbs()[:1]
}

func entryCrumbs(more ...ui.Crumb) []ui.Crumb {
	return append([]ui.Crumb{{Label: "Réglages", URL: urls.Settings()}, {Label: "Pièces habituelles", URL: urls.FileEntries()}}, more...)
}

// answersQuery keeps the answers in an address.
func answersQuery(yes logistics.Answers) url.Values {
	q := url.Values{fieldAsked: {"oui"}}
	for s, is := range yes {
		if is {
			q.Set(fieldAnswer+string(s), "oui")
		}
	}
	return q
}
