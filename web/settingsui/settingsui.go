// Package settingsui draws the page that leads to what the service sets: each with a sentence of figures.
package settingsui

import (
	"context"
	"net/http"

	"github.com/go-chi/chi/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/calendar"
	"parvis/internal/french"
	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/internal/trash"
	"parvis/internal/workcal"
	"parvis/web/serve"
	"parvis/web/urls"
)

// People lists who logs in.
type People interface {
	People(ctx context.Context, by account.By) ([]account.Member, error)
}

// Calendar gives the days that are worked.
type Calendar interface {
	Settings(ctx context.Context, by account.By) (calendar.Settings, error)
}

// Templates lists the templates of retroplannings.
type Templates interface {
	Templates(ctx context.Context, by account.By, kind programme.Kind) ([]plan.Template, error)
}

// Handlers answers the page of the settings.
type Handlers struct {
	people    People
	calendar  Calendar
	templates Templates
	bins      []trash.Bin
}

// New gives the handlers over the rooms whose settings there are.
func New(people People, calendar Calendar, templates Templates, bins []trash.Bin) *Handlers {
	return &Handlers{people: people, calendar: calendar, templates: templates, bins: bins}
}

// Routes lists the page.
func (h *Handlers) Routes(r chi.Router) { r.Get(urls.Settings(), serve.Handle(h.show)) }

// setting is a thing that the service sets: where, and how it is now.
type setting struct {
	Name, URL, Figures string
	More               []more
}

// more leads to another page about it.
type more struct{ Label, URL string }

func (h *Handlers) show(w http.ResponseWriter, r *http.Request) error {
	by := serve.By(r)
	if err := by.Check(account.MayManagePeople, access.Tie{}); err != nil {
		return err
	}
	people, err := h.people.People(r.Context(), by)
	if err != nil {
		return err
	}
	days, err := h.calendar.Settings(r.Context(), by)
	if err != nil {
		return err
	}
	templates, err := h.templates.Templates(r.Context(), by, "")
	if err != nil {
		return err
	}
	thrown := 0
	for _, bin := range h.bins {
		items, err := bin.List(r.Context(), by)
		if err != nil {
			return err
		}
		thrown += len(items)
	}
	return serve.Page(w, r, SettingsPage([]setting{
		{Name: "Équipe", URL: urls.Team(), Figures: teamFigures(people),
			More: []more{{"Ajouter une personne", urls.NewMember()}, {"Ce que chaque rôle peut faire", urls.GuidePage("roles")}}},
		{Name: "Calendrier", URL: urls.Calendar(), Figures: calendarFigures(days, by.Today()),
			More: []more{{"Historique du calendrier", urls.CalendarHistory()}}},
		{Name: "Modèles de rétroplanning", URL: urls.GuidePage("retroplanning#partir-dun-modèle"), Figures: templateFigures(templates)},
		{Name: "Pièces habituelles", URL: urls.FileEntries(), Figures: "Ce que les dossiers proposent, selon le projet, avec la source de chaque délai et le jour où il a été vérifié."},
		{Name: "Données personnelles", URL: urls.Privacy(), Figures: "Ce que Parvis garde des personnes, pour combien de temps\u00a0; export, effacement et purge.",
			More: []more{{"Registre des traitements", urls.PrivacyRegister()}}},
		{Name: french.Trash, URL: urls.Trash(), Figures: trashFigures(thrown)},
	}))
}

// teamFigures counts who may log in, by role, and who may no more.
func teamFigures(people []account.Member) string {
	active, gone := map[access.Role]int{}, 0
	for _, p := range people {
		if p.Active() {
			active[p.Role]++
		} else {
			gone++
		}
	}
	n := active[access.Head] + active[access.Team] + active[access.Intern]
	text := french.Count(n, "personne se connecte", "personnes se connectent") + "\u00a0: " + french.And(some(
		counted(active[access.Head], "cheffe de service", "cheffes de service"),
		counted(active[access.Team], "personne de l’équipe", "personnes de l’équipe"),
		counted(active[access.Intern], "stagiaire", "stagiaires")))
	if gone > 0 {
		text += ". " + french.Count(gone, "compte désactivé", "comptes désactivés")
	}
	return text + "."
}

// calendarFigures tells the week, the closures that are not over, and who has days of her own.
func calendarFigures(s calendar.Settings, today workcal.Date) string {
	closures, weeks, away := 0, 0, 0
	for _, c := range s.Closures {
		if c.Last >= today {
			closures++
		}
	}
	for _, p := range s.People {
		if p.Own {
			weeks++
		}
		for _, l := range p.Leaves {
			if l.Last >= today {
				away++
			}
		}
	}
	list := some(counted(closures, "fermeture à venir", "fermetures à venir"), counted(away, "absence notée", "absences notées"),
		counted(weeks, "personne avec une semaine à elle", "personnes avec une semaine à elles"))
	text := "Jours travaillés\u00a0: " + calendar.WeekText(s.Week.Days) + "."
	if len(list) > 0 {
		text += " " + french.Sentence(french.And(list))
	}
	return text
}

func templateFigures(list []plan.Template) string {
	return french.Count(len(list), "modèle", "modèles") + ", à appliquer depuis le rétroplanning d’un projet."
}

func trashFigures(n int) string {
	if n == 0 {
		return "Rien n’attend d’être rétabli."
	}
	return french.Count(n, "chose supprimée peut", "choses supprimées peuvent") + " encore être " + french.Agree(n, "rétablie", "rétablies") + ", pendant " + trash.Lasts + "."
}

// counted writes a number with its words, "" for none.
func counted(n int, one, many string) string {
	if n == 0 {
		return ""
	}
	return french.Count(n, one, many)
}

// some leaves out what is empty.
func some(list ...string) (kept []string) {
	for _, s := range list {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return kept
}
