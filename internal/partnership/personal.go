package partnership

import (
	"parvis/internal/personal"
)

// Personal is what the partners of projects and agreements hold of people.
func Personal() personal.Holder {
	c, typed := personal.Closed, personal.Typed
	return personal.Holder{Tables: []personal.Table{
		{Name: "project_partners", Thing: "Partenaire d’un projet", Place: "project", PlaceID: "project_id", Columns: map[string]personal.How{"role": c, "stage": c, "notes": typed}},
		{Name: "agreements", Thing: "Convention", Title: "title", Place: "agreement", Columns: map[string]personal.How{"title": typed, "kind": c, "state": c, "signatories": typed, "notes": typed}},
	}}
}
