package space

import (
	"parvis/internal/personal"
)

// Personal is what spaces hold of people: nothing but words.
func Personal() personal.Holder {
	typed := personal.Typed
	return personal.Holder{Tables: []personal.Table{{Name: "spaces", Thing: "Espace", Title: "name", Place: "space", Folds: map[string]string{"name_folded": "name"},
		Columns: map[string]personal.How{"name": typed, "name_folded": personal.Derived, "floor": typed, "access": personal.Closed, "notes": typed}}}}
}
