package partnership

import (
	"parvis/internal/personal"
)

// Personal is what the partners of projects hold of people.
func Personal() personal.Holder {
	c, typed := personal.Closed, personal.Typed
	return personal.Holder{About: aboutSubject, Erase: eraseSubject, Tables: []personal.Table{
		{Name: "project_partners", Thing: "Partenaire d’un projet", Place: "project", PlaceID: "project_id", Columns: map[string]personal.How{"role": c, "stage": c, "notes": typed}},
	}}
}
