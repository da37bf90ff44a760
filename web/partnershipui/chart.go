package partnershipui

import (
	"net/http"
	"net/url"

	"parvis/internal/french"
	"parvis/internal/partnership"
	"parvis/internal/territory"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// mapPage is the board of a project's partners on a schematic map.
type mapPage struct {
	boardPage
	Map   ui.TerritoryMarks
	Lacks []lack
}

// lack is a district where a relay is still to be found.
type lack struct {
	Sentence, Label string
	Territory       int64
}

func (h *Handlers) showMap(w http.ResponseWriter, r *http.Request) error {
	p, err := h.board(r, form.Of(nil))
	if err != nil {
		return err
	}
	all, err := h.territories.List(r.Context(), serve.By(r), territory.Filter{})
	if err != nil {
		return err
	}
	return serve.Page(w, r, MapPage(mapOf(p, all)))
}

// mapOf lays the rows of the board out as marks, with the districts beside them where nobody was spotted.
func mapOf(p boardPage, all []territory.Territory) mapPage {
	v := mapPage{boardPage: p, Map: ui.TerritoryMarks{ID: "carte", Title: "Structures du projet par quartier", What: "Quartier", Detail: "Ville", Always: true,
		Legend: "Rond\u00a0: un relais au moins est engagé. Carré\u00a0: des structures, sans relais engagé. Losange\u00a0: personne n’est repéré. Entre parenthèses\u00a0: relais engagés, puis structures."}}
	for _, c := range partnership.Columns {
		v.Map.Counting = append(v.Map.Counting, c.Label)
	}
	places := map[int64]territory.Territory{}
	for _, t := range all {
		places[t.ID] = t
	}
	add := func(id int64, m ui.TerritoryMark) {
		m.Longitude, m.Latitude = places[id].Longitude, places[id].Latitude
		v.Map.Marks = append(v.Map.Marks, m)
	}
	missing := func(id int64, label, what string) {
		v.Lacks = append(v.Lacks, lack{Sentence: label + "\u00a0: " + what + ".", Label: label, Territory: id})
	}
	names := p.distinctPlaces()
	for _, t := range p.Towns {
		for _, row := range t.Rows {
			m := ui.TerritoryMark{Label: names.of(row.Place.ID, rowName(t, row)), Detail: ui.OrDash(t.Name), URL: urls.ProjectPartners(p.Project.ID) + "#" + rowID(row.Place.ID)}
			cards := 0
			for _, cell := range row.Cells {
				m.Counts = append(m.Counts, len(cell))
				cards += len(cell)
			}
			if m.Tally = french.Number(row.Engaged) + "/" + french.Number(cards); row.Engaged == 0 {
				m.Shape = ui.Square
			}
			if row.Lacks() {
				missing(row.Place.ID, m.Label, "aucun relais engagé")
			}
			add(row.Place.ID, m)
		}
	}
	for _, one := range p.Untouched {
		m := ui.TerritoryMark{Label: names.of(one.ID, one.Name), Detail: ui.OrDash(p.townOf(one.ID)), URL: urls.Territory(one.ID), Counts: make([]int, len(partnership.Columns)), Tally: "0/0", Shape: ui.Diamond}
		if p.May.Edit {
			m.URL = p.spotIn(one.ID)
		}
		missing(one.ID, m.Label, "personne n’est repéré")
		add(one.ID, m)
	}
	return v
}

// spotIn looks for relays of the project in a territory.
func (p boardPage) spotIn(territory int64) string {
	return urls.SpotOf(p.Project.ID, url.Values{"cherche": {"oui"}, "territoire": {id(territory)}})
}

// townOf is the town that a district is shown in.
func (p boardPage) townOf(district int64) string {
	for _, one := range p.Places {
		if one.District.ID == district {
			return one.Town.Name
		}
	}
	return ""
}

// distinct tells districts of one name apart.
type distinct struct {
	page  boardPage
	names map[string]int
	ranks map[int64]int // of a place among those of its name
}

func (p boardPage) distinctPlaces() distinct {
	d := distinct{page: p, names: map[string]int{}, ranks: map[int64]int{}}
	for _, t := range p.Towns {
		for _, row := range t.Rows {
			d.add(row.Place.ID, rowName(t, row))
		}
	}
	for _, one := range p.Untouched {
		d.add(one.ID, one.Name)
	}
	return d
}

func (d distinct) add(place int64, name string) {
	d.names[french.Fold(name)]++
	d.ranks[place] = d.names[french.Fold(name)]
}

// of is the name of a place, with its town and its number where another bears it.
func (d distinct) of(place int64, name string) string {
	if d.names[french.Fold(name)] < 2 {
		return name
	}
	return name + " (" + cmpOr(d.page.townOf(place), "sans ville") + ", " + french.Number(d.ranks[place]) + ")"
}

// rowID names a row of the board in its page.
func rowID(place int64) string { return "quartier-" + id(place) }
