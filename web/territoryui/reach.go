package territoryui

import (
	"net/http"

	"parvis/internal/french"
	"parvis/internal/territory"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// count is what the service has in a territory.
type count struct {
	Relays        int // engaged in a project under way
	Organisations int // of the directory
}

func (c count) text() string {
	return french.Count(c.Organisations, "structure", "structures") + ", " + french.Count(c.Relays, "relais engagé", "relais engagés")
}

// tally is the same beside the name of a mark.
func (c count) tally() string { return french.Number(c.Relays) + "/" + french.Number(c.Organisations) }

// shape is how a mark of the map tells it.
func (c count) shape() ui.MarkShape {
	switch {
	case c.Relays > 0:
		return ui.Round
	case c.Organisations > 0:
		return ui.Square
	}
	return ui.Diamond
}

// reach is what the service has in each territory: in a town itself, apart from its districts, unless they were added.
type reach struct {
	relays, organisations map[int64]int
	inTowns               map[int64]count // with those of their districts
}

// reach counts them in some territories, or in all. Two queries.
func (h *Handlers) reach(r *http.Request, territories ...int64) (reach, error) {
	organisations, err := h.partners.CountByTerritory(r.Context(), serve.By(r), territories...)
	if err != nil {
		return reach{}, err
	}
	relays, err := h.partnerships.EngagedByTerritory(r.Context(), serve.By(r))
	return reach{relays: relays, organisations: organisations, inTowns: map[int64]count{}}, err
}

func (r reach) of(id int64) count { return count{r.relays[id], r.organisations[id]} }

// towns adds up what there is in each town with its districts.
func (r reach) towns(all []territory.Territory) {
	for _, t := range all {
		for _, town := range append([]int64{t.ID}, t.TownIDs...) {
			sum, one := r.inTowns[town], r.of(t.ID)
			r.inTowns[town] = count{sum.Relays + one.Relays, sum.Organisations + one.Organisations}
		}
	}
}

func (r reach) ofTown(id int64) count { return r.inTowns[id] }

// marks are districts on a map, with the one that the page is about; 0: none.
func marks(districts []territory.Territory, here int64, r reach) ui.TerritoryMarks {
	m := ui.TerritoryMarks{ID: "carte", What: "Quartier", Detail: "Code", Counting: []string{"Relais engagés", "Structures"},
		Legend: "Rond\u00a0: un relais au moins est engagé dans un projet en cours. Carré\u00a0: des structures, sans relais engagé. Losange\u00a0: aucune structure connue. Entre parenthèses\u00a0: relais engagés, puis structures."}
	for _, d := range districts {
		c := r.of(d.ID)
		m.Marks = append(m.Marks, ui.TerritoryMark{Label: d.Name, Detail: codeOf(d.Draft), URL: urls.Territory(d.ID), Longitude: d.Longitude, Latitude: d.Latitude, Here: d.ID == here,
			Counts: []int{c.Relays, c.Organisations}, Tally: c.tally(), Shape: c.shape()})
	}
	return m
}

func ids(list []territory.Territory) []int64 {
	all := make([]int64, len(list))
	for i, t := range list {
		all[i] = t.ID
	}
	return all
}
