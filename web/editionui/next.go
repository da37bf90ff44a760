package editionui

import (
	"net/http"
	"net/url"
	"strconv"

	"parvis/internal/account"
	"parvis/internal/edition"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/programme"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// The names of fields that only these pages have.
const (
	fieldCancelled = "annulees"
	fieldAside     = "ecartees"
	fieldSeen      = "vu"
	fieldFate      = "suite_"
	fieldDay       = "jour_"
)

// nextPage is the page on which the next edition is prepared.
type nextPage struct {
	*form.Form
	edition.Preview
	Events []programme.Event
	People []account.Choice
	Year   int
}

// kept are the fields of the choice that go with the answers.
var kept = []string{edition.FieldEvent, edition.FieldFirst, edition.FieldLast, edition.FieldTitle, "nom_court", edition.FieldPilot, fieldCancelled, fieldAside}

// chosen are those fields as they were read, for the form that answers.
func (p nextPage) chosen() []ui.Hidden {
	var list []ui.Hidden
	for _, name := range kept {
		list = append(list, p.Kept(name))
	}
	return append(list, ui.Hidden{Name: fieldSeen, Value: p.Seen})
}

// order is that of the fields on the page, for the summary of what is to mend.
func (p nextPage) order() []string {
	order := append([]string{""}, kept...)
	for _, i := range p.Items {
		order = append(order, i.AnswerField(), i.DayField())
	}
	return order
}

func (p nextPage) labels() map[string]string {
	labels := map[string]string{edition.FieldTitle: "Titre", "nom_court": "Nom court", edition.FieldPilot: "Pilote", edition.FieldEvent: "Événement", edition.FieldFirst: "Premier jour", edition.FieldLast: "Dernier jour"}
	for _, i := range p.Items {
		labels[i.AnswerField()], labels[i.DayField()] = itemLabel(i), dayLabel(i)
	}
	return labels
}

// parse reads what is chosen of an edition, as it is typed; days without a year are those after a day.
func parse(f *form.Form, near workcal.Date) edition.Choice {
	c := edition.Choice{Title: f.Text(edition.FieldTitle), ShortName: f.Text("nom_court"), PilotID: f.ID(edition.FieldPilot), EventID: f.ID(edition.FieldEvent),
		Cancelled: f.Flag(fieldCancelled), Aside: f.Flag(fieldAside), Seen: f.Text(fieldSeen), Answers: map[string]edition.Answer{}}
	if c.EventID == 0 {
		c.First, c.Last = f.Days(edition.FieldFirst, edition.FieldLast, near)
	}
	for _, key := range f.Flags(fieldFate) {
		a := edition.Answer{Fate: form.Choice(f, fieldFate+key, edition.Fates)}
		if a.Fate == edition.Typed {
			a.Day = f.Day(fieldDay+key, near)
		}
		c.Answers[key] = a
	}
	return c
}

// filled is the form of a choice.
func filled(c edition.Choice) *form.Form {
	return form.Of(url.Values{edition.FieldTitle: {c.Title}, "nom_court": {c.ShortName}, edition.FieldPilot: {field.Number(c.PilotID)}, edition.FieldEvent: {field.Number(c.EventID)}})
}

// page gathers what the page shows of a choice.
func (h *Handlers) page(r *http.Request, project int64, f *form.Form, c edition.Choice) (nextPage, error) {
	p := nextPage{Form: f, Year: serve.Today(r).Year()}
	var err error
	if p.Events, err = h.editions.Events(r.Context(), serve.By(r), project); err != nil {
		return p, err
	}
	if p.People, err = h.people.Active(r.Context()); err != nil {
		return p, err
	}
	p.Preview, err = h.editions.Plan(r.Context(), serve.By(r), project, c)
	return p, err
}

// ask shows where everything would go: as it is usual, or as the address says.
func (h *Handlers) ask(w http.ResponseWriter, r *http.Request) error {
	id, err := serve.ID(r, "project")
	if err != nil {
		return err
	}
	source, series, err := h.editions.Project(r.Context(), serve.By(r), id)
	if err != nil {
		return err
	}
	f := form.Tried(r)
	var c edition.Choice
	if r.URL.RawQuery == "" {
		events, err := h.editions.Events(r.Context(), serve.By(r), id)
		if err != nil {
			return err
		}
		c = edition.Usual(serve.By(r), source, series, events)
		f = filled(c)
	} else {
		c = parse(f, later(source, serve.Today(r)))
		if c.Title == source.Title { // its year follows the dates that are chosen, until somebody gives it another title
			events, err := h.editions.Events(r.Context(), serve.By(r), id)
			if err != nil {
				return err
			}
			f = form.Tried(renamed(r, source, c, events))
			c = parse(f, later(source, serve.Today(r)))
		}
	}
	p, err := h.page(r, id, f.Keyed(serve.NewKey()), c)
	if err != nil {
		return err
	}
	if c.EventID != 0 && p.Event == nil {
		f.Add(edition.FieldEvent, "Cet événement n’existe pas, ou n’existe plus\u00a0: veuillez en choisir un autre.")
	}
	if !f.Valid() {
		return serve.Invalid(w, r, NextPage(p))
	}
	return serve.Page(w, r, NextPage(p))
}

// renamed is the request for an edition whose title and short name have the year of the days that it names.
func renamed(r *http.Request, of programme.Project, c edition.Choice, events []programme.Event) *http.Request {
	first := c.First
	for _, e := range events {
		if e.ID == c.EventID {
			first = e.First
		}
	}
	q := r.URL.Query()
	q.Set(edition.FieldTitle, edition.NextTitle(c.Title, of.First, first))
	q.Set("nom_court", edition.NextTitle(c.ShortName, of.First, first))
	other := r.Clone(r.Context())
	other.URL.RawQuery = q.Encode()
	return other
}

// later is a day of the year in which an edition comes again.
func later(p programme.Project, today workcal.Date) workcal.Date {
	if !p.Dated() {
		return today
	}
	return p.First.AddDays(365)
}

func (h *Handlers) prepare(w http.ResponseWriter, r *http.Request) error {
	id, err := serve.ID(r, "project")
	if err != nil {
		return err
	}
	source, _, err := h.editions.Project(r.Context(), serve.By(r), id)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	c := parse(f, later(source, serve.Today(r)))
	var made int64
	var out edition.Outcome
	if err = f.Err(); err == nil {
		made, out, err = h.editions.Prepare(r.Context(), serve.By(r), f.Sending(), id, c)
	}
	if f.Refuse(fault.SeenAt(err, urls.Project(made))) {
		p, err := h.page(r, id, f, c)
		if err != nil {
			return err
		}
		return serve.Invalid(w, r, NextPage(p))
	}
	return serve.Saved(w, r, f, err, said(out), urls.Project(made))
}

// said tells what was done.
func said(out edition.Outcome) string {
	return "Le projet de l’édition suivante est créé, avec\u00a0: " + french.And([]string{french.Tasks(out.Tasks), french.Activities(out.Activities), french.Slots(out.Slots)}) + ", sans noms ni statuts."
}

func (p nextPage) eventOptions() []ui.Option {
	options := []ui.Option{{Value: "", Label: "Aucun\u00a0: des dates propres au projet"}}
	for _, e := range p.Events {
		options = append(options, ui.Option{Value: field.Number(e.ID), Label: e.Name + " (" + workcal.FrenchRange(e.First, e.Last) + ")", Group: strconv.Itoa(e.First.Year())})
	}
	return options
}

func (p nextPage) pilotOptions() []ui.Option {
	options := []ui.Option{{Value: "", Label: "Choisir une personne"}}
	for _, one := range p.People {
		options = append(options, ui.Option{Value: field.Number(one.ID), Label: one.Name})
	}
	return options
}

// lead says what will be copied.
func (p nextPage) lead() string {
	return "Le rétroplanning, les activités, les séances et leurs besoins sont copiés sur de nouvelles dates, chaque jour sur le même jour de la semaine. Rien n’est écrit avant votre accord."
}

func itemLabel(i edition.Item) string {
	if i.Why == edition.NoHour {
		return french.Quote(i.Slots[0].Name()) + "\u00a0: cette heure n’existe pas la nuit du " + i.To.FrenchDay()
	}
	return french.Capital(french.Slots(len(i.Slots))) + " du " + i.Day.French() + "\u00a0: pas de " + workcal.FrenchWeekday(i.Day.Weekday()) + " qui convienne dans les nouvelles dates"
}

func dayLabel(i edition.Item) string {
	if i.Why == edition.NoHour {
		return "Autre jour pour " + french.Quote(i.Slots[0].Name())
	}
	return "Autre jour pour celles du " + i.Day.French()
}

func fateOptions(i edition.Item) []ui.Option {
	near := ui.Option{Value: string(edition.Nearest), Label: "Au plus proche\u00a0: le " + i.Near.French()}
	if i.Why == edition.NoHour {
		near.Label = "Une heure plus tard"
	}
	return []ui.Option{near, {Value: string(edition.Typed), Label: "Un autre jour"}, {Value: string(edition.LeftOut), Label: "Ne pas reprendre", Hint: "L’édition suivante ne les aura pas."}}
}

// window is the title of the window: it says where everything would go, once that is said.
func (p nextPage) window() string {
	said := "Préparer l’édition suivante"
	if day := p.Text("debut"); day != "" {
		said += ", aperçu au " + day
	}
	return said + " · " + p.Project.Title
}
