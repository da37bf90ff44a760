// Package territoryui draws the towns and the districts that the service works with: their list by town, each of them, their map, and the
// list as a file and on paper.
package territoryui

import (
	"github.com/go-chi/chi/v5"

	"parvis/internal/partner"
	"parvis/internal/partnership"
	"parvis/internal/territory"
	"parvis/web/serve"
	"parvis/web/urls"
)

// Handlers answers the pages of the territories.
type Handlers struct {
	territories  *territory.Room
	partners     *partner.Room
	partnerships *partnership.Room
}

// New gives the handlers over the territories, the directory and the partners of projects, which say what there is in each.
func New(room *territory.Room, directory *partner.Room, partnerships *partnership.Room) *Handlers {
	return &Handlers{territories: room, partners: directory, partnerships: partnerships}
}

// Routes lists the pages of the territories: read with GET, act with POST.
func (h *Handlers) Routes(r chi.Router) {
	page, post := serve.Routes(r)

	page(urls.Territories(), h.listTerritories)
	post(urls.Territories(), h.createTerritory)
	page(urls.NewTerritory(), h.newTerritory)
	page(urls.TerritoriesExport(nil), h.exportTerritories)
	page(urls.TerritoriesPrint(nil), h.printTerritories)
	page(urls.Territory(urls.AnyTerritory), h.showTerritory)
	post(urls.Territory(urls.AnyTerritory), h.saveTerritory)
	page(urls.TerritoryEdit(urls.AnyTerritory), h.editTerritory)
	page(urls.TerritoryHistory(urls.AnyTerritory), h.showHistory)
	page(urls.TerritoryDelete(urls.AnyTerritory), h.askDelete)
	post(urls.TerritoryDelete(urls.AnyTerritory), h.deleteTerritory)
}
