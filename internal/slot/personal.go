package slot

import "parvis/internal/personal"

// Personal is what slots hold of people: whom to call about a group, and what is noted.
func Personal() personal.Holder {
	c, typed := personal.Closed, personal.Typed
	return personal.Holder{Tables: []personal.Table{
		{Name: "slots", Thing: "Séance", Place: "slot", Columns: map[string]personal.How{"elsewhere": typed, "notes": typed, "status": c, "because": typed}},
		{Name: "registrations", Thing: "Groupe inscrit", Title: "name", Place: "registration", Columns: map[string]personal.How{"name": typed, "needs": typed, "contact": typed, "notes": typed}},
	}}
}
