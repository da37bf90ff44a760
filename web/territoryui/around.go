package territoryui

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"parvis/internal/access"
	"parvis/internal/french"
	"parvis/internal/partner"
	"parvis/internal/partnership"
	"parvis/internal/territory"
	"parvis/internal/workcal"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// mostProjects is how many projects the page of a territory shows.
const mostProjects = 20

// around is what other rooms say of a territory: who is there, for which projects, and what is missing.
type around struct {
	Of      territory.Sheet
	There   partner.There
	Here    partnership.Here
	Lacks   []partnership.Lack
	Today   workcal.Date
	MayAdd  bool // to the directory
	InTown  bool // a column says in which district
	Working []partnership.Working
}

// around asks them. Two queries.
func (h *Handlers) around(r *http.Request, t territory.Sheet, districts []territory.Territory) (*around, error) {
	by := serve.By(r)
	here, err := h.partnerships.Here(r.Context(), by, t.ID)
	if err != nil {
		return nil, err
	}
	there, err := h.partners.There(r.Context(), by, t.ID, here.RelayIDs())
	if err != nil {
		return nil, err
	}
	a := &around{Of: t, There: there, Here: here, Today: by.Today(), MayAdd: by.Can(partner.MayEdit, access.Tie{}), InTown: t.Kind == territory.Town,
		Lacks: here.Missing(t.Territory, districts, there, by.Today())}
	a.Working = slices.DeleteFunc(slices.Clone(here.Projects), func(w partnership.Working) bool { return w.All == 0 })
	return a, nil
}

// shown are the projects that the page shows.
func (a *around) shown() []partnership.Working {
	return a.Working[:min(len(a.Working), mostProjects)]
}

// takes is what a relay takes part in: the projects under way, or else the last one.
func (a *around) takes(organisation int64) []partnership.Partner {
	all := a.Here.Of(organisation)
	now := slices.DeleteFunc(slices.Clone(all), func(p partnership.Partner) bool { return !a.Here.Project(p.Project).Status.UnderWay() })
	if len(now) == 0 {
		return all[:min(1, len(all))]
	}
	return now
}

// project names a project, apart from others of the same name on the page.
func (a *around) project(p partnership.Project) string {
	rank, same := 1, 0
	for _, other := range a.Here.Projects {
		if french.Fold(other.Project.Short()) != french.Fold(p.Short()) {
			continue
		}
		if same++; other.Project.ID == p.ID {
			rank = same
		}
	}
	return apart(p.Short(), rank, same)
}

// named is an organisation's name, told apart from others of the same name on the page.
func (a *around) named(o partner.Organisation) string {
	rank, same := 1, 0
	for _, list := range [][]partner.Organisation{a.There.Relays, a.There.Others} {
		for _, other := range list {
			if french.Fold(other.Name) != french.Fold(o.Name) {
				continue
			}
			if same++; other.ID == o.ID {
				rank = same
			}
		}
	}
	return apart(o.Name, rank, same)
}

// apart is a name with its rank among those that bear it on the page.
func apart(name string, rank, same int) string {
	if same < 2 {
		return name
	}
	return name + " (" + french.Number(rank) + ")"
}

// last says when the last exchange with an organisation was.
func (a *around) last(o partner.Organisation) string {
	if o.LastDay.IsZero() {
		return "aucun"
	}
	return o.LastDay.FrenchDayIn(a.Today.Year())
}

// directory leads to the list of the directory that has the organisations of the territory, with more of a filter: name, value…
func (a *around) directory(set ...string) string {
	q := url.Values{"territoire": {strconv.FormatInt(a.Of.ID, 10)}}
	for i := 0; i+1 < len(set); i += 2 {
		q.Set(set[i], set[i+1])
	}
	return urls.OrganisationsOf(q)
}

func (a *around) spot(project int64, place int64) string {
	return urls.SpotOf(project, url.Values{"cherche": {"oui"}, "territoire": {strconv.FormatInt(place, 10)}})
}

// mends are the acts that mend what lacks, for whoever may do them, or else where it is seen.
func (a *around) mends(l partnership.Lack) (links []ui.Crumb) {
	add := func(may bool, label, to string) {
		if may {
			links = append(links, ui.Crumb{Label: label, URL: to})
		}
	}
	name, project := "", l.Working.Project.ID
	if project != 0 {
		name = a.project(l.Working.Project)
	}
	switch l.Kind {
	case partnership.NobodyKnown:
		add(a.MayAdd, "Ajouter une structure d’ici", urls.NewOrganisationIn(a.Of.ID))
	case partnership.NoRelay:
		add(a.MayAdd, "Ajouter un relais d’ici", urls.NewOrganisationIn(a.Of.ID))
	case partnership.NoneEngaged, partnership.SomeLack, partnership.NobodySpotted:
		add(l.Working.May.Edit, "Chercher des relais pour "+name, a.spot(project, a.Of.ID))
		add(!l.Working.May.Edit || l.Working.Board > 0, "Carte de "+name, urls.ProjectPartnerMap(project))
	case partnership.Silence:
		months := strconv.Itoa(a.There.Months)
		if a.There.ByTag {
			months = "etiquettes"
		}
		add(true, "Voir les structures à recontacter", a.directory("silence", months))
	case partnership.NoPosition:
		add(a.Of.May.Edit, "Noter le lieu de "+l.Places[0].Name, urls.TerritoryEdit(l.Places[0].ID))
	case partnership.NoCode:
		add(a.Of.May.Edit, "Noter le code", urls.TerritoryEdit(a.Of.ID))
	}
	return links
}
