package territory

import (
	"parvis/internal/personal"
)

// Personal is what territories hold of people: nothing but words.
func Personal() personal.Holder {
	c, typed := personal.Closed, personal.Typed
	return personal.Holder{Tables: []personal.Table{{Name: "territories", Thing: "Territoire", Title: "name", Place: "territory", Folds: map[string]string{"name_folded": "name"},
		Columns: map[string]personal.How{"kind": c, "name": typed, "name_folded": personal.Derived, "known_as": typed, "code": c, "predecessor": c, "notes": typed}}}}
}
