package urls

import "net/url"

// Territories is the list of towns and districts; POST creates one.
func Territories() string { return "/territoires" }

// TerritoriesOf is the list under a filter.
func TerritoriesOf(filter url.Values) string { return with(Territories(), filter) }

// TerritoriesExport is the list under a filter as a file; the filter holds its format.
func TerritoriesExport(filter url.Values) string { return with(Territories()+"/export", filter) }

// TerritoriesPrint is the list under a filter for paper.
func TerritoriesPrint(filter url.Values) string { return with(Territories()+"/impression", filter) }

// TerritoriesImport asks for a file of territories.
func TerritoriesImport() string { return BringImport("territoires", 0) }

// NewTerritory is the form for a town or a district; POST to Territories creates it.
func NewTerritory() string { return Territories() + "/nouveau" }

// NewTown is the form for a town.
func NewTown() string { return with(NewTerritory(), url.Values{"nature": {"town"}}) }

// NewDistrictIn is the form for a district of a town.
func NewDistrictIn(town int64) string {
	return with(NewTerritory(), url.Values{"ville": {path("", town)}})
}

// Territory is one town or district; POST edits it.
func Territory(id int64) string { return path(Territories()+"/", id) }

// TerritoryEdit is the form of a territory; POST to Territory saves it.
func TerritoryEdit(id int64) string { return Territory(id) + "/modifier" }

// TerritoryDelete asks (GET) and puts a territory in the trash (POST).
func TerritoryDelete(id int64) string { return Territory(id) + "/suppression" }

// TerritoryHistory is who did what to a territory, and when.
func TerritoryHistory(id int64) string { return Territory(id) + "/historique" }
