package equipment

import (
	"parvis/internal/imports"
	"parvis/internal/journal"
)

// MaxImported is how many things a file may hold.
const MaxImported = 500

// Import is how things come from a spreadsheet: by their names.
func (r *Room) Import() imports.Kind {
	return &imports.Named[Item, Draft]{Key: "materiel", Into: journal.Subject{Kind: journal.Equipment, Name: "Matériel"}, May: MayExchange, Table: Table, Fields: Fields,
		Most: MaxImported, Many: "articles", Created: "Articles créés", Changed: "Articles modifiés",
		Named: func(d Draft) string { return d.Name },
		Blank: func(d Draft) Draft { return Draft{Name: d.Name, Active: d.Active, Category: d.Category} },
		Kept:  func(i Item) (int64, int, Draft) { return i.ID, i.Version, i.Draft },
		Lock:  lockAll, List: list, Create: create, Replace: replace}
}
