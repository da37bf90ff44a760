package programmeui

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/programme"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// projectFields is the order of the form of a project.
var projectFields = []string{"type", "titre", "pilote", "jour_j", "evenement", "debut", "fin", "marge", "objectifs", "publics"}

// The places a project's target days can come from.
const (
	fromEvent = "evenement"
	ownDays   = "propre"
	noneYet   = "aucune"
)

// projectForm is the page of a project's form.
type projectForm struct {
	*form.Form
	Title, Action, Back, Submit string
	Project                     *programme.Project // edited; nil for a creation
	People                      []account.Choice
	Events                      []programme.EventSummary
	Today                       workcal.Date
}

func kindOptions() []ui.Option {
	var options []ui.Option
	for _, k := range programme.Kinds {
		options = append(options, ui.Option{Value: string(k), Label: k.Label(), Hint: k.Explanation()})
	}
	return options
}

func (f projectForm) pilotOptions() []ui.Option {
	options := []ui.Option{{Value: "", Label: "Choisir une personne"}}
	known := false
	for _, p := range f.People {
		options = append(options, ui.Option{Value: form.Typed(p.ID), Label: p.Name})
		known = known || f.Project != nil && p.ID == f.Project.PilotID
	}
	if f.Project != nil && !known {
		options = append(options, ui.Option{Value: form.Typed(f.Project.PilotID), Label: f.Project.PilotName + " (compte désactivé)"})
	}
	return options
}

func (f projectForm) eventOptions() []ui.Option {
	options := []ui.Option{{Value: "", Label: "Choisir un événement"}}
	for _, e := range f.Events {
		days := workcal.FrenchRange(e.First, e.Last)
		if e.Last < f.Today {
			days += ", passé"
		}
		options = append(options, ui.Option{Value: form.Typed(e.ID), Label: e.Name + " (" + days + ")"})
	}
	return options
}

// targetOptions are the places that days can come from; only an idea may have none yet.
func (f projectForm) targetOptions() []ui.Option {
	options := []ui.Option{
		{Value: fromEvent, Label: "Celui d’un événement", Hint: "Si l’événement change de date, le rétroplanning du projet suit."},
		{Value: ownDays, Label: "Une date propre au projet", Hint: "Par exemple le jour de la restitution."},
	}
	if f.Project == nil || f.Project.Status.MayWait() {
		options = append(options, ui.Option{Value: noneYet, Label: "Pas encore de date",
			Hint: "Le projet reste une idée ; ses tâches auront des délais, et leurs dates dès qu’il aura la sienne."})
	}
	return options
}

// parseProject reads the form of a project. Of the event and the own days, only the place chosen
// counts. Without a year, days are those nearest to near.
func parseProject(f *form.Form, near workcal.Date) programme.ProjectDraft {
	d := programme.ProjectDraft{Kind: form.Choice(f, "type", programme.Kinds), Title: f.Text("titre"), PilotID: f.ID("pilote"),
		Objectives: f.Text("objectifs"), Audiences: f.Text("publics"), SafetyMargin: f.Int("marge")}
	switch f.Text("jour_j") {
	case fromEvent:
		d.EventID = f.ID("evenement")
		f.Require(d.EventID != 0, "evenement", "Veuillez choisir un événement de la liste.")
	case ownDays:
		d.First, d.Last = f.Days("debut", "fin", near)
		f.Require(!d.First.IsZero(), "debut", "Veuillez donner le premier jour.")
	case noneYet:
		d.Undated = true
	default:
		f.Add("jour_j", "Veuillez dire d’où vient le jour J : d’un événement, ou d’une date propre au projet.")
	}
	d = d.Tidy()
	broken := d.Check()
	if f.Wrong("debut") || f.Wrong("jour_j") { // then nobody asked for an event
		broken = slices.DeleteFunc(broken, func(p fault.Problem) bool { return p.Field == "evenement" })
	}
	f.Merge(broken)
	return d
}

// projectValues writes a project as its form would send it.
func projectValues(d programme.ProjectDraft) url.Values {
	from := ownDays
	switch {
	case d.Undated:
		from = noneYet
	case d.EventID != 0:
		from = fromEvent
	}
	return url.Values{"type": {string(d.Kind)}, "titre": {d.Title}, "pilote": {form.Typed(d.PilotID)}, "jour_j": {from},
		"evenement": {form.Typed(d.EventID)}, "debut": {ui.Day(d.First)}, "fin": {ui.Day(d.Last)},
		"objectifs": {d.Objectives}, "publics": {d.Audiences}, "marge": {strconv.Itoa(d.SafetyMargin)}}
}

// projectForm puts a form on the page of an edited project, or of a new one when there is none.
func (h *Handlers) projectForm(r *http.Request, f *form.Form, edited *programme.Project) (projectForm, error) {
	page := projectForm{Form: f, Project: edited, Today: serve.Today(r),
		Title: "Nouveau projet", Action: urls.Projects(), Back: urls.Projects(), Submit: "Créer le projet"}
	if edited != nil {
		page.Title, page.Action, page.Back, page.Submit = "Modifier le projet", urls.Project(edited.ID), urls.Project(edited.ID), "Enregistrer"
	}
	var err error
	if page.People, err = h.people.Active(r.Context()); err != nil {
		return page, err
	}
	page.Events, err = h.programme.Events(r.Context(), serve.By(r), 0)
	programme.ComingFirst(page.Events, page.Today)
	return page, err
}

func (h *Handlers) newProject(w http.ResponseWriter, r *http.Request) error {
	by := serve.By(r)
	if err := by.Check(programme.MayEdit, access.Tie{}); err != nil {
		return err
	}
	values := url.Values{"pilote": {form.Typed(by.ID)}, "marge": {"0"}}
	if event := form.Query(r).Text("evenement"); event != "" {
		values["jour_j"], values["evenement"], values["type"] = []string{fromEvent}, []string{event}, []string{string(programme.EventProgramme)}
	}
	page, err := h.projectForm(r, form.Of(values).Keyed(serve.NewKey()), nil)
	if err != nil {
		return err
	}
	return serve.Page(w, r, ProjectFormPage(page))
}

func (h *Handlers) createProject(w http.ResponseWriter, r *http.Request) error {
	by := serve.By(r)
	if err := by.Check(programme.MayEdit, access.Tie{}); err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	draft := parseProject(f, serve.Ahead(r))
	if f.Valid() {
		id, err := h.programme.Create(r.Context(), by, f.Key(), draft)
		if err == nil {
			serve.Flash(r, "Le projet est créé. Vous pouvez maintenant composer son équipe et construire son rétroplanning.", f.Notes()...)
			return serve.Redirect(w, r, urls.Project(id))
		}
		if !f.Refuse(err) {
			return err
		}
	}
	page, err := h.projectForm(r, f, nil)
	if err != nil {
		return err
	}
	return serve.Invalid(w, r, ProjectFormPage(page))
}

// projectToEdit finds the project of the request, if its reader may edit it as it stands.
func (h *Handlers) projectToEdit(r *http.Request) (programme.ProjectSheet, error) {
	sheet, err := h.livingProject(r)
	if err != nil {
		return sheet, err
	}
	if err := serve.By(r).Check(programme.MayEdit, sheet.Tie); err != nil {
		return sheet, err
	}
	return sheet, sheet.CheckOpen()
}

func (h *Handlers) editProject(w http.ResponseWriter, r *http.Request) error {
	sheet, err := h.projectToEdit(r)
	if err != nil {
		return err
	}
	page, err := h.projectForm(r, form.Of(projectValues(sheet.Draft())).Over(sheet.Version), &sheet.Project)
	if err != nil {
		return err
	}
	return serve.Page(w, r, ProjectFormPage(page))
}

func (h *Handlers) saveProject(w http.ResponseWriter, r *http.Request) error {
	sheet, err := h.projectToEdit(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	draft := parseProject(f, cmp.Or(sheet.First, serve.Ahead(r)))
	if f.Valid() {
		current, err := h.programme.Edit(r.Context(), serve.By(r), sheet.ID, f.Version(), draft)
		switch {
		case err == nil:
			serve.Flash(r, "Le projet est enregistré.", f.Notes()...)
			return serve.Redirect(w, r, urls.Project(sheet.ID))
		case fault.Is(err, fault.Conflict) && current.ID != 0:
			return h.clashProject(w, r, f, draft, current)
		case !f.Refuse(err):
			return err
		}
	}
	page, err := h.projectForm(r, f, &sheet.Project)
	if err != nil {
		return err
	}
	return serve.Invalid(w, r, ProjectFormPage(page))
}

// clashProject shows both texts of a project that two people edited.
func (h *Handlers) clashProject(w http.ResponseWriter, r *http.Request, f *form.Form, mine programme.ProjectDraft, current programme.Project) error {
	page, err := h.projectForm(r, f, &current)
	if err != nil {
		return err
	}
	journal, err := h.programme.Journal(r.Context(), serve.By(r), current.ID, 1)
	if err != nil {
		return err
	}
	clash := ui.Clash{Title: "« " + current.Title + " » a changé entre-temps", KeepURL: urls.Project(current.ID),
		BackURL: urls.Project(current.ID), Hidden: f.Again(current.Version, projectFields...)}
	if len(journal.Entries) > 0 {
		clash.Who = journal.Entries[0].PersonName
	}
	yours, theirs := page.texts(mine), page.texts(current.Draft())
	for i, field := range []string{"Type", "Titre", "Pilote", "Jour J", "Marge de sécurité", "Objectifs", "Publics"} {
		clash.Versions = append(clash.Versions, ui.Version{Field: field, Yours: yours[i], Theirs: theirs[i]})
	}
	return serve.Conflict(w, r, ui.ClashPage(ui.Page{Title: "Deux textes pour un projet", Section: ui.Projects}, clash))
}

// texts writes a project field by field, as people read it.
func (f projectForm) texts(d programme.ProjectDraft) []string {
	target := programme.DaysText(d.First, d.Last)
	if d.EventID != 0 {
		target = labelOf(f.eventOptions(), d.EventID)
	}
	return []string{d.Kind.Label(), d.Title, labelOf(f.pilotOptions(), d.PilotID), target, margin(d.SafetyMargin), d.Objectives, d.Audiences}
}

func labelOf(options []ui.Option, id int64) string {
	for _, o := range options {
		if o.Value == form.Typed(id) {
			return o.Label
		}
	}
	return "inconnu"
}
