package staff

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/crew"
	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/slot"
	"parvis/internal/undo"
)

func tieOf(member bool) access.Tie { return access.Tie{Member: member} }

// Undoable is how what was done to those who hold the slots is taken back.
type Undoable struct{}

var _ undo.Owner = Undoable{}

// Tables implements undo.Owner.
func (Undoable) Tables() []undo.Table {
	return []undo.Table{
		{Name: "slot_needs", Keys: []string{"id"}, Thing: "le besoin", Of: "du besoin", Title: "label", Gone: "deleted_at",
			Touch: "version = t.version + 1, updated_at = @now", Beside: []string{"created_at", "position"}, Holds: []undo.Held{{Table: "postings", Column: "need_id"}},
			Labels: map[string]string{"slot_id": "la séance", "label": "le nom", "skill_id": "la compétence", "wanted": "le nombre de personnes", "position": "la place dans la liste", "deleted_at": "la mise à la corbeille"}},
		{Name: "postings", Keys: []string{"id"}, Thing: "une personne sur une séance", Of: "d’une personne sur une séance",
			Touch: "version = t.version + 1, updated_at = @now", Beside: []string{"created_at"}, Groups: [][]string{{"answer", "answered_at"}, {"told_at", "told_starts", "told_ends", "told_place"}},
			Labels: map[string]string{"need_id": "le besoin", "slot_id": "la séance", "hand": "la personne", "person_id": "la personne", "outsider_id": "la personne", "answer": "la réponse", "answered_at": "la réponse",
				"ended_at": "la présence", "told_at": "ce qui a été dit", "told_starts": "ce qui a été dit", "told_ends": "ce qui a été dit", "told_place": "ce qui a été dit", "created_by": "qui l’a confiée"}},
	}
}

// at names a row of this room.
type at struct {
	OfPost bool
	ID     int64
}

func atOf(row undo.Row) at { return at{row.Table == "postings", row.ID("id")} }

// place is the slot of a row as it stands, for whoever would write it again.
type place struct {
	SlotID int64
	Hand   crew.Hand
	Now    slot.Status // of the slot; "": it is not there
	Living bool
	Status *programme.Status // nil: the project is in the trash
	Member bool
}

// Lock implements undo.Owner: the slots. Of somebody who is twice at once when she is put back, the database notes one that is not firm.
func (Undoable) Lock(ctx context.Context, tx pgx.Tx, rows []undo.Row) error {
	found, err := placesOf(ctx, tx, rows, 0)
	if err != nil {
		return err
	}
	var slots []int64
	for _, p := range found {
		slots = append(slots, p.SlotID)
	}
	_, err = slot.Hold(ctx, tx, account.By{}, unique(slots))
	return err
}

// Judge implements undo.Owner.
func (Undoable) Judge(ctx context.Context, q postgres.Querier, by account.By, rows []undo.Row) (map[string]error, error) {
	found, err := placesOf(ctx, q, rows, by.ID)
	if err != nil {
		return nil, err
	}
	refused := map[string]error{}
	for _, row := range rows {
		if refused[row.Act] != nil {
			continue
		}
		if err := mayWrite(by, row, found[atOf(row)]); err != nil {
			refused[row.Act] = err
		}
	}
	return refused, nil
}

// mayWrite asks what the operation asks that writes a row so. What people were told is not taken back: they know it.
func mayWrite(by account.By, row undo.Row, in place) error {
	if in.Status == nil || !in.Living {
		return fault.New(fault.Conflict, "Ce geste ne s’annule plus\u00a0: la séance est dans la corbeille.", nil)
	}
	if row.Wrote("told_at", "told_starts", "told_ends", "told_place") {
		return fault.New(fault.Conflict, "Ce geste ne s’annule pas\u00a0: des personnes ont été prévenues.", nil)
	}
	action, tie := toSay(slot.Slot{Draft: slot.Draft{Status: in.Now}}), tieOf(in.Member)
	if row.Table == "postings" {
		action = MayStaff
		if row.Only("answer", "answered_at", "version", "updated_at") {
			action, tie.Mine = MayAnswer, in.Hand == crew.OfPerson(by.ID)
		}
	}
	if err := by.Check(action, tie); err != nil {
		return err
	}
	return in.Status.CheckOpen()
}

// Settle implements undo.Owner: the constraints hold what must, and what would not hold shows.
func (Undoable) Settle(context.Context, pgx.Tx, account.By, []undo.Row) error { return nil }
