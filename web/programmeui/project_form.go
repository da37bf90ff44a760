package programmeui

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/programme"
	"parvis/internal/workcal"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// projectFields is the order of the form of a project.
var projectFields = []string{"type", "titre", "pilote", "jour_j", "evenement", "debut", "fin", "marge", "objectifs", "publics"}

// The two places a project's target days can come from.
const (
	fromEvent = "evenement"
	ownDays   = "propre"
)

// projectForm is the page of a project's form, with what was typed and what is to mend.
type projectForm struct {
	Title, Action, Back string
	Submit              string
	Key                 string             // of a creation
	Version             int                // of an edit; 0 for a creation
	Project             *programme.Project // edited; nil for a creation
	Values              url.Values
	Problems            fault.Problems
	People              []account.Choice
	Events              []programme.EventSummary
	Today               workcal.Date
}

func (f projectForm) field(name, label, hint string) ui.Field {
	return ui.Field{Name: name, Label: label, Hint: hint}.With(f.Values.Get(name), f.Problems)
}

func (f projectForm) required(name, label, hint string) ui.Field {
	field := f.field(name, label, hint)
	field.Required = true
	return field
}

func (f projectForm) choice(name, label, hint string, options []ui.Option) ui.Field {
	field := f.required(name, label, hint)
	field.Options = ui.Choose(options, f.Values.Get(name))
	return field
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
		options = append(options, ui.Option{Value: chooseID(p.ID), Label: p.Name})
		known = known || f.Project != nil && p.ID == f.Project.PilotID
	}
	if f.Project != nil && !known {
		options = append(options, ui.Option{Value: chooseID(f.Project.PilotID), Label: f.Project.PilotName + " (compte désactivé)"})
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
		options = append(options, ui.Option{Value: chooseID(e.ID), Label: e.Name + " (" + days + ")"})
	}
	return options
}

func targetOptions() []ui.Option {
	return []ui.Option{
		{Value: fromEvent, Label: "Celui d’un événement", Hint: "Si l’événement change de date, le rétroplanning du projet suit."},
		{Value: ownDays, Label: "Une date propre au projet", Hint: "Par exemple le jour de la restitution."},
	}
}

// parseProject reads the form of a project. Of the event and the own days, only the place chosen
// counts. Without a year, days are those nearest to near.
func parseProject(values url.Values, near workcal.Date) (d programme.ProjectDraft, problems fault.Problems, notes []string) {
	r := reading{values: values}
	d = programme.ProjectDraft{Kind: programme.Kind(r.text("type")), Title: r.text("titre"), PilotID: r.id("pilote"),
		Objectives: r.text("objectifs"), Audiences: r.text("publics"), SafetyMargin: r.number("marge")}
	switch r.text("jour_j") {
	case fromEvent:
		d.EventID = r.id("evenement")
		if d.EventID == 0 {
			r.problems.Add("evenement", "Veuillez choisir un événement de la liste.")
		}
	case ownDays:
		d.First, d.Last = r.days("debut", "fin", near)
		if d.First.IsZero() {
			r.require("debut", "Veuillez donner le premier jour.")
		}
	default:
		r.problems.Add("jour_j", "Veuillez dire d’où vient le jour J : d’un événement, ou d’une date propre au projet.")
	}
	d = d.Tidy()
	broken := d.Check()
	if r.problems.For("debut") != "" || r.problems.For("jour_j") != "" {
		broken = slices.DeleteFunc(broken, func(p fault.Problem) bool { return p.Field == "evenement" })
	}
	return d, gather(r.problems, broken, projectFields), r.notes
}

// projectValues writes a project as its form would send it.
func projectValues(d programme.ProjectDraft) url.Values {
	from := ownDays
	if d.EventID != 0 {
		from = fromEvent
	}
	return url.Values{"type": {string(d.Kind)}, "titre": {d.Title}, "pilote": {chooseID(d.PilotID)}, "jour_j": {from},
		"evenement": {chooseID(d.EventID)}, "debut": {ui.Day(d.First)}, "fin": {ui.Day(d.Last)},
		"objectifs": {d.Objectives}, "publics": {d.Audiences}, "marge": {strconv.Itoa(d.SafetyMargin)}}
}

// projectForm completes the form of a project with its lists.
func (h *Handlers) projectForm(r *http.Request, f projectForm) (projectForm, error) {
	var err error
	if f.People, err = h.people.Active(r.Context()); err != nil {
		return f, err
	}
	f.Today = serve.Today(r)
	if f.Events, err = h.programme.Events(r.Context(), serve.Person(r), 0); err != nil {
		return f, err
	}
	programme.ComingFirst(f.Events, f.Today)
	if f.Project == nil {
		f.Title, f.Action, f.Back, f.Submit = "Nouveau projet", urls.Projects(), urls.Projects(), "Créer le projet"
	} else {
		f.Title, f.Action, f.Back, f.Submit = "Modifier le projet", urls.Project(f.Project.ID), urls.Project(f.Project.ID), "Enregistrer"
	}
	return f, nil
}

func (h *Handlers) newProject(w http.ResponseWriter, r *http.Request) error {
	person := serve.Person(r)
	if err := person.Check(programme.MayEdit, access.Tie{}); err != nil {
		return err
	}
	values := url.Values{"pilote": {chooseID(person.ID)}, "marge": {"0"}}
	if event := r.URL.Query().Get("evenement"); event != "" {
		values["jour_j"], values["evenement"], values["type"] = []string{fromEvent}, []string{event}, []string{string(programme.EventProgramme)}
	}
	f, err := h.projectForm(r, projectForm{Key: serve.NewKey(), Values: values})
	if err != nil {
		return err
	}
	return serve.Page(w, r, ProjectFormPage(f))
}

func (h *Handlers) createProject(w http.ResponseWriter, r *http.Request) error {
	person := serve.Person(r)
	if err := person.Check(programme.MayEdit, access.Tie{}); err != nil {
		return err
	}
	values, err := serve.Form(r)
	if err != nil {
		return err
	}
	draft, problems, notes := parseProject(values, serve.Today(r))
	if !problems.Any() {
		id, err := h.programme.Create(r.Context(), person, values.Get("cle"), draft, serve.Now(r))
		if err == nil {
			serve.Flash(r, "Le projet est créé. Vous pouvez maintenant composer son équipe et construire son rétroplanning.", notes...)
			return serve.Redirect(w, r, urls.Project(id))
		}
		var ok bool
		if problems, ok = fault.ProblemsOf(err); !ok || !problems.Any() {
			return err
		}
	}
	f, err := h.projectForm(r, projectForm{Key: values.Get("cle"), Values: values, Problems: problems})
	if err != nil {
		return err
	}
	return serve.Invalid(w, r, ProjectFormPage(f))
}

// projectToEdit finds the project of the request, if its reader may edit it as it stands.
func (h *Handlers) projectToEdit(r *http.Request) (programme.ProjectSheet, error) {
	sheet, err := h.livingProject(r)
	if err != nil {
		return sheet, err
	}
	if err := serve.Person(r).Check(programme.MayEdit, sheet.Tie); err != nil {
		return sheet, err
	}
	return sheet, sheet.CheckOpen()
}

func (h *Handlers) editProject(w http.ResponseWriter, r *http.Request) error {
	sheet, err := h.projectToEdit(r)
	if err != nil {
		return err
	}
	f, err := h.projectForm(r, projectForm{Project: &sheet.Project, Version: sheet.Version, Values: projectValues(sheet.Draft())})
	if err != nil {
		return err
	}
	return serve.Page(w, r, ProjectFormPage(f))
}

func (h *Handlers) saveProject(w http.ResponseWriter, r *http.Request) error {
	sheet, err := h.projectToEdit(r)
	if err != nil {
		return err
	}
	values, err := serve.Form(r)
	if err != nil {
		return err
	}
	draft, problems, notes := parseProject(values, sheet.First)
	if !problems.Any() {
		current, err := h.programme.Edit(r.Context(), serve.Person(r), sheet.ID, version(values), draft, serve.Now(r))
		switch {
		case err == nil:
			serve.Flash(r, "Le projet est enregistré.", notes...)
			return serve.Redirect(w, r, urls.Project(sheet.ID))
		case fault.Is(err, fault.Conflict) && current.ID != 0:
			return h.clashProject(w, r, current, draft, values)
		}
		var ok bool
		if problems, ok = fault.ProblemsOf(err); !ok || !problems.Any() {
			return err
		}
	}
	f, err := h.projectForm(r, projectForm{Project: &sheet.Project, Version: version(values), Values: values, Problems: problems})
	if err != nil {
		return err
	}
	return serve.Invalid(w, r, ProjectFormPage(f))
}

// clashProject shows both texts of a project that two people edited.
func (h *Handlers) clashProject(w http.ResponseWriter, r *http.Request, current programme.Project, mine programme.ProjectDraft, values url.Values) error {
	f, err := h.projectForm(r, projectForm{Project: &current})
	if err != nil {
		return err
	}
	journal, err := h.programme.Journal(r.Context(), serve.Person(r), current.ID, 1)
	if err != nil {
		return err
	}
	clash := ui.Clash{Title: "« " + current.Title + " » a changé entre-temps", KeepURL: urls.Project(current.ID),
		BackURL: urls.Project(current.ID), Hidden: hidden(values, projectFields, current.Version)}
	if len(journal.Entries) > 0 {
		clash.Who = journal.Entries[0].PersonName
	}
	yours, theirs := f.texts(mine), f.texts(current.Draft())
	for i, field := range []string{"Type", "Titre", "Pilote", "Jour J", "Marge de sécurité", "Objectifs", "Publics"} {
		clash.Versions = append(clash.Versions, ui.Version{Field: field, Yours: yours[i], Theirs: theirs[i]})
	}
	return serve.Conflict(w, r, ui.ClashPage(ui.Page{Title: "Deux textes pour un projet", Section: ui.Projects}, clash))
}

// texts writes a project field by field, as people read it.
func (f projectForm) texts(d programme.ProjectDraft) []string {
	target := workcal.FrenchRange(d.First, d.Last)
	if d.EventID != 0 {
		target = labelOf(f.eventOptions(), d.EventID)
	}
	return []string{d.Kind.Label(), d.Title, labelOf(f.pilotOptions(), d.PilotID), target, margin(d.SafetyMargin), d.Objectives, d.Audiences}
}

func labelOf(options []ui.Option, id int64) string {
	for _, o := range options {
		if o.Value == chooseID(id) {
			return o.Label
		}
	}
	return "inconnu"
}
