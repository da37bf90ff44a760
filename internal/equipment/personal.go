package equipment

import "parvis/internal/personal"

// Personal is what equipment holds of people: words, and who takes care of a booking.
func Personal() personal.Holder {
	c, typed := personal.Closed, personal.Typed
	return personal.Holder{Tables: []personal.Table{
		{Name: "equipment", Thing: "Matériel", Title: "name", Place: "equipment", Folds: map[string]string{"name_folded": "name"},
			Columns: map[string]personal.How{"name": typed, "name_folded": personal.Derived, "category": c, "storage": typed, "set_up": typed, "notes": typed}},
		{Name: "equipment_sets", Thing: "Lot de matériel", Title: "name", Place: "equipment_set", Folds: map[string]string{"name_folded": "name"},
			Columns: map[string]personal.How{"name": typed, "name_folded": personal.Derived, "notes": typed}},
		{Name: "bookings", Thing: "Réservation de matériel", Title: "purpose", Place: "booking", Columns: map[string]personal.How{"purpose": typed, "place": typed}},
	}}
}
