package activity

import "parvis/internal/personal"

// Personal is what activities hold of people: who speaks there, and what is noted.
func Personal() personal.Holder {
	c, typed := personal.Closed, personal.Typed
	return personal.Holder{Tables: []personal.Table{
		{Name: "activities", Thing: "Activité", Title: "title", Place: "activity", Columns: map[string]personal.How{"title": typed, "kind": c, "state": c, "summary": typed, "body": typed, "audiences": typed,
			"languages": typed, "access_motor": c, "access_visual": c, "access_hearing": c, "access_mental": c, "access_psychic": c, "booking": c, "booking_text": typed, "speakers": typed,
			"materials": typed, "credits": typed, "notes": typed, "because": typed}},
	}}
}
