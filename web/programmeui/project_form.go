package programmeui

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/programme"
	"parvis/internal/workcal"
	"parvis/web/actui"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
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

// window is the title of the window: it names the project that is edited.
func (f projectForm) window() string {
	if f.Project == nil {
		for _, e := range f.Events {
			if e.ID == f.ID("evenement") {
				return f.Title + " · " + e.Name
			}
		}
		return f.Title
	}
	return f.Title + " · " + f.Project.Title
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
		options = append(options, ui.Option{Value: field.Number(p.ID), Label: p.Name})
		known = known || f.Project != nil && p.ID == f.Project.PilotID
	}
	if f.Project != nil && !known {
		options = append(options, ui.Option{Value: field.Number(f.Project.PilotID), Label: f.Project.PilotName + " (compte désactivé)"})
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
		options = append(options, ui.Option{Value: field.Number(e.ID), Label: e.Name + " (" + days + ")", Group: strconv.Itoa(e.First.Year())})
	}
	return options
}

// targetOptions are the places that days can come from; only an idea may have none yet.
func (f projectForm) targetOptions() []ui.Option {
	options := []ui.Option{
		{Value: programme.FromEvent, Label: "Celui d’un événement", Hint: "Si l’événement change de date, le rétroplanning du projet suit."},
		{Value: programme.OwnDays, Label: "Une date propre au projet", Hint: "Par exemple le jour de la restitution."},
	}
	if f.Project == nil || f.Project.Status.MayWait() {
		options = append(options, ui.Option{Value: programme.NoneYet, Label: "Pas encore de date",
			Hint: "Le projet reste une idée\u202f; ses tâches auront des délais, et leurs dates dès qu’il aura la sienne."})
	}
	return options
}

// parseProject reads the form of a project; the error is what is to mend. Of the event and the own days, only the place chosen
// counts. Without a year, days are those nearest to near.
func parseProject(f *form.Form, near workcal.Date) (programme.ProjectDraft, error) {
	d := programme.ProjectDraft{Kind: form.Choice(f, "type", programme.Kinds), Title: f.Text("titre"), ShortName: f.Text("nom_court"), PilotID: f.ID("pilote"),
		Objectives: f.Text("objectifs"), Audiences: f.Text("publics"), SafetyMargin: f.Int("marge"), Opening: f.Text("ouverture")}
	switch f.Text("jour_j") {
	case programme.FromEvent:
		d.EventID = f.ID("evenement")
		f.Require(d.EventID != 0, "evenement", "Veuillez choisir un événement de la liste.")
	case programme.OwnDays:
		d.First, d.Last = f.Days("debut", "fin", near)
		f.Require(!d.First.IsZero(), "debut", "Veuillez donner le premier jour.")
	case programme.NoneYet:
		d.Undated = true
	default:
		f.Add("jour_j", "Veuillez dire d’où vient le jour J : d’un événement, ou d’une date propre au projet.")
	}
	d = d.Tidy()
	broken := d.Check()
	if f.Wrong("debut") || f.Wrong("jour_j") { // then nobody asked for an event
		broken = slices.DeleteFunc(broken, func(p fault.Problem) bool { return p.Field == "evenement" })
	}
	return d, f.Merge(broken)
}

// askProject shows the form of an edited project, or of a new one when there is none.
func (h *Handlers) askProject(w http.ResponseWriter, r *http.Request, status int, f *form.Form, edited *programme.Project) error {
	page := projectForm{Form: f, Project: edited, Today: serve.Today(r),
		Title: "Nouveau projet", Action: urls.Projects(), Back: urls.Projects(), Submit: "Créer le projet"}
	if edited != nil {
		page.Title, page.Action, page.Back, page.Submit = "Modifier le projet", urls.Project(edited.ID), urls.Project(edited.ID), "Enregistrer"
	}
	var err error
	if page.People, err = h.people.Active(r.Context()); err != nil {
		return err
	}
	if page.Events, err = h.programme.Events(r.Context(), serve.By(r), 0); err != nil {
		return err
	}
	programme.ComingFirst(page.Events, page.Today)
	return serve.Status(w, r, status, ProjectFormPage(page))
}

func (h *Handlers) newProject(w http.ResponseWriter, r *http.Request) error {
	by := serve.By(r)
	if err := by.Check(programme.MayEdit, access.Tie{}); err != nil {
		return err
	}
	values := url.Values{"pilote": {field.Number(by.ID)}, "marge": {"0"}}
	if event := form.Query(r).Text("evenement"); event != "" {
		values["jour_j"], values["evenement"], values["type"] = []string{programme.FromEvent}, []string{event}, []string{string(programme.EventProgramme)}
	}
	return h.askProject(w, r, http.StatusOK, form.Of(values).Keyed(serve.NewKey()), nil)
}

func (h *Handlers) createProject(w http.ResponseWriter, r *http.Request) error {
	if err := serve.By(r).Check(programme.MayEdit, access.Tie{}); err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	draft, err := parseProject(f, serve.Ahead(r))
	var id int64
	if err == nil {
		id, err = h.programme.Create(r.Context(), serve.By(r), f.Sending(), draft)
	}
	if f.Refuse(fault.SeenAt(err, urls.Project(id))) {
		return h.askProject(w, r, http.StatusUnprocessableEntity, f, nil)
	}
	return serve.Saved(w, r, f, err, "Le projet est créé. Vous pouvez maintenant composer son équipe et construire son rétroplanning.", urls.Project(id))
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
	return h.askProject(w, r, http.StatusOK, form.Of(programme.ProjectFields.Values(sheet.Draft())).Over(sheet.Version), &sheet.Project)
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
	draft, err := parseProject(f, cmp.Or(sheet.First, serve.Ahead(r)))
	if actui.Revising(f) {
		return h.askProject(w, r, http.StatusOK, f, &sheet.Project)
	}
	save := func(ctx context.Context) error {
		return h.programme.Edit(ctx, serve.By(r), sheet.ID, f.Version(), draft)
	}
	if was := sheet.Draft(); err == nil && (draft.First != was.First || draft.Last != was.Last || draft.EventID != was.EventID) {
		var asked bool
		if asked, err = actui.Before(w, r, f, h.plans, actui.Ahead{Section: ui.Projects, Title: "Changer les dates de " + french.Quote(sheet.Title), Save: "Enregistrer ces dates", Lead: keepTheirDays,
			Crumbs: []ui.Crumb{{Label: "Projets", URL: urls.Projects()}, {Label: sheet.Title, URL: urls.Project(sheet.ID)}}}, save); asked {
			return err
		}
	}
	if err == nil {
		err = save(r.Context())
	}
	if f.Refuse(err) {
		return h.askProject(w, r, http.StatusUnprocessableEntity, f, &sheet.Project)
	}
	return serve.Saved(w, r, f, err, "Le projet est enregistré.", urls.Project(sheet.ID))
}
