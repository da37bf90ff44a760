package space

import (
	"parvis/internal/imports"
	"parvis/internal/journal"
)

// MaxImported is how many spaces a file may hold.
const MaxImported = 500

// Import is how spaces come from a spreadsheet: by their names.
func (r *Room) Import() imports.Kind {
	return &imports.Named[Space, Draft]{Key: "espaces", Into: journal.Subject{Kind: journal.Space, Name: "Espaces"}, May: MayExchange, Table: Table, Fields: Fields,
		Most: MaxImported, Many: "espaces", Created: "Espaces créés", Changed: "Espaces modifiés",
		Named: func(d Draft) string { return d.Name },
		Blank: func(d Draft) Draft { return Draft{Name: d.Name, Active: d.Active, Access: d.Access} },
		Kept:  func(s Space) (int64, int, Draft) { return s.ID, s.Version, s.Draft },
		Lock:  lockAll, List: list, Create: create, Replace: replace}
}
