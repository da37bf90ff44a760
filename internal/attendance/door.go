package attendance

import (
	"cmp"
	"context"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/slot"
	"parvis/internal/workcal"
)

// The bounds of a door, and the names of its fields.
const (
	MaxDoorName = 80     // characters
	mostAtDoor  = 20_000 // taps: whoever has its link cannot fill the database
	mostOfDay   = 1_000  // slots of a day of a project

	FieldDoorName = "nom"
	FieldDoorSlot = "seance"
	FieldDoorDay  = "jour"
)

// DoorDraft is what is typed of a door: what it is called, and where one counts there: at a slot, or at all those of a day.
type DoorDraft struct {
	Name string
	Slot int64
	Day  workcal.Date
}

// Door is what a link lets somebody without an account count at, and nothing else.
type Door struct {
	DoorDraft
	ID      int64
	Project int64
}

// Subject is the door as the journal names it.
func (d Door) Subject() journal.Subject {
	return journal.Subject{Kind: journal.Door, ID: d.ID, Name: d.Name}
}

// doorText is how who counted through a door is told: « lien « Porte nord » ».
func doorText(name string) string { return "lien " + french.Quote(name) }

// MakeDoor keeps a door of a project in the transaction of the room that makes its link, and gives the last day on which somebody counts there.
func MakeDoor(ctx context.Context, tx pgx.Tx, by account.By, project int64, d DoorDraft) (Door, workcal.Date, error) {
	d.Name = french.OneLine(d.Name)
	var p fault.Problems
	p.Require(d.Name != "", FieldDoorName, "Donnez un nom à ce lien, par exemple «\u00a0Porte nord\u00a0»\u00a0: l’historique dira qu’on a compté par là.")
	p.Require(utf8.RuneCountInString(d.Name) <= MaxDoorName, FieldDoorName, "Ce nom est trop long\u00a0: "+french.Number(MaxDoorName)+" caractères au plus.")
	p.Require(d.Slot != 0 || !d.Day.IsZero(), FieldDoorDay, "Dites quel jour on compte avec ce lien.")
	p.Require(d.Day.IsZero() || d.Day.Year() >= 2000 && d.Day.Year() <= 2100, FieldDoorDay, "Veuillez donner un jour entre 2000 et 2100.")
	if err := p.Err(); err != nil {
		return Door{}, 0, err
	}
	last := d.Day
	if d.Slot != 0 {
		list, err := slot.Found(ctx, tx, by, []int64{d.Slot})
		if err != nil {
			return Door{}, 0, err
		}
		p.Require(len(list) == 1 && list[0].DeletedAt == nil && list[0].Project.ID == project && list[0].Status.Held(), FieldDoorSlot, "Choisissez une séance de ce projet, qui ne soit ni annulée ni reportée.")
		if err := p.Err(); err != nil {
			return Door{}, 0, err
		}
		d.Day, last = 0, list[0].Day
	}
	id, err := insertDoor(ctx, tx, by, project, d)
	return Door{ID: id, Project: project, DoorDraft: d}, last, err
}

// AtDoor is what somebody sees through a door: the slots at which she counts, and nothing of the rest.
type AtDoor struct {
	Door
	Title     string // of its project
	Open      bool   // its project is not archived
	Slots     []DoorSlot
	Audiences []Audience // that are counted
}

// DoorSlot is a slot as it is counted at through a door.
type DoorSlot struct {
	slot.Slot
	Count Count
}

// DoorSlots gives what is counted through a door. It asks for no account: whoever calls it saw to the link.
func (r *Room) DoorSlots(ctx context.Context, id int64) (AtDoor, error) {
	row, err := door(ctx, r.db, id)
	if err != nil {
		return AtDoor{}, err
	}
	at := AtDoor{Door: row.door(), Title: row.Title, Open: row.Status.Open()}
	ids, err := doorSlots(ctx, r.db, at.Door)
	if err != nil {
		return at, err
	}
	slots, err := slot.Found(ctx, r.db, account.By{}, ids)
	if err != nil {
		return at, err
	}
	var s Reading
	b := &pgx.Batch{}
	s.Queue(b, ids)
	QueueAudiences(b, &at.Audiences)
	if err := r.db.SendBatch(ctx, b).Close(); err != nil {
		return at, postgres.Translate(err)
	}
	counts, of := s.Counts(ids), map[int64]slot.Slot{}
	for _, one := range slots {
		of[one.ID] = one
	}
	for _, id := range ids { // in the order of their times
		at.Slots = append(at.Slots, DoorSlot{of[id], counts[id]})
	}
	return at, nil
}

// LastAtDoor gives the last tap through a door on a slot that was not taken back.
func (r *Room) LastAtDoor(ctx context.Context, door, id int64) (Tap, bool, error) {
	return lastTap(ctx, r.db, account.By{}, id, door)
}

// AddAtDoor is Add for whoever counts through a door, at one of its slots.
func (r *Room) AddAtDoor(ctx context.Context, by account.By, id int64, t Tap) (Count, error) {
	err := postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		row, err := door(ctx, tx, id)
		if err != nil {
			return err
		}
		ids, err := doorSlots(ctx, tx, row.door())
		if err := cmp.Or(err, among(ids, t.Slot)); err != nil {
			return err
		}
		n, err := doorTaps(ctx, tx, id)
		if err == nil && n >= mostAtDoor {
			err = fault.New(fault.Conflict, "Trop de saisies sont déjà venues par ce lien. Demandez-en un autre à la personne du musée qui vous l’a donné.", nil)
		}
		if err != nil {
			return err
		}
		t.Door = id
		return add(ctx, tx, by, t)
	})
	if err != nil {
		return Count{}, err
	}
	counts, err := sums(ctx, r.db, []int64{t.Slot})
	return counts[t.Slot], err
}

func among(ids []int64, id int64) error {
	for _, one := range ids {
		if one == id {
			return nil
		}
	}
	return fault.New(fault.Forbidden, "Ce lien ne permet pas de compter à cette séance.", nil)
}

// doorRow is a door as the database gives it.
type doorRow struct {
	ID, ProjectID, SlotID int64
	Day                   workcal.Date
	Name, Title           string
	Status                programme.Status
}

func (r doorRow) door() Door {
	return Door{ID: r.ID, Project: r.ProjectID, DoorDraft: DoorDraft{Name: r.Name, Slot: r.SlotID, Day: r.Day}}
}
