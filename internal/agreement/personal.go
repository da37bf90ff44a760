package agreement

import "parvis/internal/personal"

// Personal is what agreements hold of people: who signs them, and what is noted.
func Personal() personal.Holder {
	c, typed := personal.Closed, personal.Typed
	return personal.Holder{Tables: []personal.Table{
		{Name: "agreements", Thing: "Convention", Title: "title", Place: "agreement", Columns: map[string]personal.How{"title": typed, "kind": c, "state": c, "signatories": typed, "notes": typed}},
	}}
}
