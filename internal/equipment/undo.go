package equipment

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/slot"
	"parvis/internal/undo"
)

// Undoable is how what was done to equipment and to bookings is taken back.
type Undoable struct{}

var _ undo.Owner = Undoable{}

// Tables implements undo.Owner.
func (Undoable) Tables() []undo.Table {
	touch := "version = t.version + 1, updated_at = @now"
	return []undo.Table{
		{Name: "equipment", Keys: []string{"id"}, Thing: "l’article", Of: "de l’article", Title: "name", Gone: "deleted_at", Touch: touch, Beside: []string{"created_at"},
			Groups: [][]string{{"name", "name_folded"}, {"quantity", "broken", "missing"}},
			Labels: map[string]string{"name": "le nom", "name_folded": "le nom", "category": "la catégorie", "quantity": "la quantité", "broken": "ce qui est à réparer", "missing": "ce qui manque",
				"storage": "le lieu de rangement", "set_up": "l’installation", "notes": "le texte des notes", "active": "l’état", "deleted_at": "la mise à la corbeille"}},
		{Name: "equipment_sets", Keys: []string{"id"}, Thing: "le lot", Of: "du lot", Title: "name", Gone: "deleted_at", Touch: touch, Beside: []string{"created_at"}, Groups: [][]string{{"name", "name_folded"}},
			Labels: map[string]string{"name": "le nom", "name_folded": "le nom", "notes": "le texte des notes", "deleted_at": "la mise à la corbeille"}},
		{Name: "equipment_set_items", Keys: []string{"set_id", "equipment_id"}, Thing: "l’article d’un lot", Of: "de l’article d’un lot", Labels: map[string]string{"quantity": "la quantité"}},
		{Name: "bookings", Keys: []string{"id"}, Thing: "la réservation", Of: "de la réservation", Title: "purpose", Gone: "deleted_at", Touch: touch, Beside: []string{"created_at"}, Groups: [][]string{{"starts_at", "ends_at"}},
			Holds: []undo.Held{{Table: "booking_lines", Column: "booking_id"}},
			Labels: map[string]string{"project_id": "le projet", "slot_id": "la séance", "purpose": "l’objet", "place": "la destination", "starts_at": "les dates", "ends_at": "les dates", "person_id": "qui s’en occupe",
				"deleted_at": "la mise à la corbeille"}},
		{Name: "booking_lines", Keys: []string{"id"}, Thing: "l’article réservé", Of: "de l’article réservé", Groups: [][]string{{"out_at", "out_by", "back_at", "back_by", "broken", "missing"}},
			Labels: map[string]string{"booking_id": "la réservation", "equipment_id": "l’article", "quantity": "la quantité", "out_at": "la sortie", "out_by": "la sortie", "back_at": "le retour", "back_by": "le retour",
				"broken": "ce qui est à réparer", "missing": "ce qui manque"}},
	}
}

// place is the project of a row of a booking as it stands, for whoever would write it again.
type place struct {
	SlotID int64
	Living bool
	Status *programme.Status // nil: the project is in the trash
	Member bool
}

// Lock implements undo.Owner: the slots of bookings. What is firm is decided as the transaction ends.
func (Undoable) Lock(ctx context.Context, tx pgx.Tx, rows []undo.Row) error {
	found, err := placesOf(ctx, tx, rows, 0)
	if err != nil {
		return err
	}
	var slots []int64
	for _, p := range found {
		if p.SlotID != 0 {
			slots = append(slots, p.SlotID)
		}
	}
	if len(slots) == 0 {
		return nil
	}
	slices.Sort(slots)
	_, err = slot.Hold(ctx, tx, account.By{}, slices.Compact(slots))
	return err
}

// Judge implements undo.Owner.
func (Undoable) Judge(ctx context.Context, q postgres.Querier, by account.By, rows []undo.Row) (map[string]error, error) {
	found, err := placesOf(ctx, q, rows, by.ID)
	if err != nil {
		return nil, err
	}
	refused := map[string]error{}
	for i, row := range rows {
		if refused[row.Act] != nil {
			continue
		}
		var err error
		if ofBooking(row) {
			err = mayWrite(by, found[i])
		} else if !onReturn(rows, row) {
			err = by.Check(MayEdit, access.Tie{})
			if row.Wrote("deleted_at") {
				err = by.Check(MayDelete, access.Tie{})
			}
		}
		if err != nil {
			refused[row.Act] = err
		}
	}
	return refused, nil
}

func ofBooking(row undo.Row) bool { return row.Table == "bookings" || row.Table == "booking_lines" }

// onReturn tells whether a thing was only counted otherwise as a line of the same act came back.
func onReturn(rows []undo.Row, row undo.Row) bool {
	return row.Table == "equipment" && row.Only("broken", "missing", "version", "updated_at") &&
		slices.ContainsFunc(rows, func(o undo.Row) bool {
			return o.Act == row.Act && o.Table == "booking_lines" && o.Wrote("broken", "missing")
		})
}

// mayWrite asks what the operations ask.
func mayWrite(by account.By, in place) error {
	if in.Status == nil || !in.Living {
		return fault.New(fault.Conflict, "Ce geste ne s’annule plus\u00a0: le projet ou la séance est dans la corbeille.", nil)
	}
	if err := by.Check(MayBook, tieOf(in.Member)); err != nil {
		return err
	}
	return in.Status.CheckOpen()
}

// Settle implements undo.Owner: the constraints hold what must, and what is lacking shows.
func (Undoable) Settle(context.Context, pgx.Tx, account.By, []undo.Row) error { return nil }
