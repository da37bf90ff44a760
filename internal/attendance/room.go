package attendance

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/slot"
)

// Room is the counts: every operation is one of its methods.
type Room struct {
	db   *pgxpool.Pool
	kept kept
}

// kept is what evaluation showed: see look.
type kept struct {
	projects *postgres.Kept[Project]
	slots    *postgres.Kept[Evaluated] // without their counts, which nothing that changes the programme counts
	counted  *postgres.Kept[Evaluated]
	sums     *postgres.Kept[Summary]
	counting *postgres.Kept[Counting]
}

// What is kept at most: a few megabytes of the largest years, and what they add up to.
const (
	mostKept = 6
	mostOnes = 100
	mostDesk = 200 // slots at which people count
)

// New opens the counts kept in a database.
func New(db *pgxpool.Pool) *Room {
	return &Room{db: db, kept: kept{projects: postgres.Keep[Project](mostOnes), slots: postgres.Keep[Evaluated](mostKept), counted: postgres.Keep[Evaluated](mostKept), sums: postgres.Keep[Summary](mostOnes), counting: postgres.Keep[Counting](mostDesk)}}
}

// visible refuses whoever may not read the counts, as if there were none.
func visible(by account.By) error {
	if !by.Can(MayRead, access.Tie{}) {
		return fault.Missing(nil)
	}
	return programme.Visible(by)
}

// Audiences gives every audience in the order of the lists, those that are counted no more too.
func (r *Room) Audiences(ctx context.Context, by account.By) ([]Audience, error) {
	if err := visible(by); err != nil {
		return nil, err
	}
	return audiences(ctx, r.db)
}

// AudiencesHistory gives a page, from 1, of what was done to the audiences, newest first.
func (r *Room) AudiencesHistory(ctx context.Context, by account.By, page int) (journal.Page, error) {
	if err := visible(by); err != nil {
		return journal.Page{}, err
	}
	return journal.OfKinds(ctx, r.db, page, journal.Audience)
}

// Audience gives an audience.
func (r *Room) Audience(ctx context.Context, by account.By, id int64) (Audience, error) {
	if err := visible(by); err != nil {
		return Audience{}, err
	}
	return audience(ctx, r.db, id)
}

// CreateAudience keeps a new audience and gives its number. The same submission key creates once.
func (r *Room) CreateAudience(ctx context.Context, by account.By, key string, d AudienceDraft) (int64, error) {
	d = d.Tidy()
	if err := cmp.Or(visible(by), by.Check(MaySet, access.Tie{}), d.Check().Err()); err != nil {
		return 0, err
	}
	return postgres.Create(ctx, r.db, key, func(tx pgx.Tx) (int64, error) {
		id, err := insertAudience(ctx, tx, by, d)
		if err != nil {
			return 0, Refusals.Translate(err)
		}
		return id, journal.Write(ctx, tx, by.Did(journal.Created, Audience{ID: id, AudienceDraft: d}.Subject()))
	})
}

// EditAudience replaces what was typed about an audience, if it is still at this version: otherwise nothing is written, and the failure carries both
// texts (fault.StaleOf).
func (r *Room) EditAudience(ctx context.Context, by account.By, id int64, version int, d AudienceDraft) error {
	d = d.Tidy()
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		if err := visible(by); err != nil {
			return err
		}
		before, err := lockAudience(ctx, tx, id)
		if err := cmp.Or(err, by.Check(MaySet, access.Tie{}), d.Check().Err()); err != nil {
			return err
		}
		if before.Version != version {
			return journal.Met(ctx, tx, "Ce public", before.Subject(), before.Version, AudienceFields.Both(before.AudienceDraft, d))
		}
		changes := AudienceFields.Changes(before.AudienceDraft, d)
		if len(changes) == 0 {
			return nil
		}
		if err := updateAudience(ctx, tx, by, id, d); err != nil {
			return Refusals.Translate(err)
		}
		return journal.Write(ctx, tx, by.Did(journal.Edited, Audience{ID: id, AudienceDraft: d}.Subject(), changes...))
	})
}

// Add keeps a tap, once: the same again under its key is done already, and anything else under it is a Conflict. It gives what the slot's count is then.
func (r *Room) Add(ctx context.Context, by account.By, t Tap) (Count, error) {
	err := postgres.InTx(ctx, r.db, func(tx pgx.Tx) error { return r.AddIn(ctx, tx, by, t) })
	if err != nil {
		return Count{}, err
	}
	counts, err := r.Sums(ctx, by, []int64{t.Slot})
	return counts[t.Slot], err
}

// AddIn is Add in the transaction of another room.
func (r *Room) AddIn(ctx context.Context, tx pgx.Tx, by account.By, t Tap) error {
	if err := cmp.Or(visible(by), by.Check(MayCount, access.Tie{})); err != nil {
		return err
	}
	t.Door = 0
	return add(ctx, tx, by, t)
}

// add keeps a tap of whoever may count: by an account, or through a door.
func add(ctx context.Context, tx pgx.Tx, by account.By, t Tap) error {
	if err := t.Check(); err != nil {
		return err
	}
	known, same, err := tapped(ctx, tx, by, t)
	if err != nil {
		return err
	}
	if known {
		return again(same)
	}
	if _, err := held(ctx, tx, by, t.Slot); err != nil {
		return err
	}
	if t.Audience != 0 {
		a, err := audience(ctx, tx, t.Audience)
		if err != nil {
			return fault.New(fault.Invalid, "Ce public n’est pas dans la liste.", err)
		}
		t.Audience = a.ID
	}
	if t.At.IsZero() || t.At.After(by.At) {
		t.At = by.At // a telephone whose clock is fast did not tap tomorrow
	}
	kept, err := insertTap(ctx, tx, by, t)
	if err != nil || kept {
		return err
	}
	if known, same, err = tapped(ctx, tx, by, t); err != nil || !known { // what it takes back was taken back already
		return err
	}
	return again(same) // it came twice at once
}

// again is what a key that is known already is answered.
func again(same bool) error {
	if same {
		return nil
	}
	return fault.New(fault.Conflict, "Une autre saisie a déjà été reçue sous la même clé\u00a0: celle-ci n’a pas été comptée.", nil)
}

// held finds a slot that can be counted.
func held(ctx context.Context, q postgres.Querier, by account.By, id int64) (slot.Slot, error) {
	list, err := slot.Found(ctx, q, by, []int64{id})
	if err == nil && (len(list) == 0 || list[0].DeletedAt != nil) {
		err = fault.New(fault.NotFound, "Cette séance n’est plus là\u00a0: elle est peut-être à la corbeille.", nil)
	}
	if err != nil {
		return slot.Slot{}, err
	}
	return list[0], list[0].Project.Status.CheckOpen()
}

// Sums gives the counts of slots, by their numbers: one for each that was asked, also where nothing is known.
func (r *Room) Sums(ctx context.Context, by account.By, slots []int64) (map[int64]Count, error) {
	if err := visible(by); err != nil {
		return nil, err
	}
	return sums(ctx, r.db, slots)
}

func sums(ctx context.Context, q postgres.Querier, slots []int64) (map[int64]Count, error) {
	s := Reading{}
	b := &pgx.Batch{}
	s.Queue(b, slots)
	if err := q.SendBatch(ctx, b).Close(); err != nil {
		return nil, postgres.Translate(err)
	}
	return s.Counts(slots), nil
}

// Counting is what whoever counts at a slot sees.
type Counting struct {
	Count     Count
	Audiences []Audience // that are counted, in their order
	Entries   []Entry    // the last taps, newest first
	Last      *Tap       // of whoever asks, that can be taken back; nil: none
}

// Counting gives what was counted at a slot, as one person sees it: it is kept until somebody counts there, or something else is counted.
func (r *Room) Counting(ctx context.Context, by account.By, slot int64) (Counting, error) {
	if err := visible(by); err != nil {
		return Counting{}, err
	}
	stamp := ""
	if by.Changes > 0 {
		var err error
		if stamp, err = stampOf(ctx, r.db, slot); err != nil {
			return Counting{}, err
		}
	}
	c, err := r.kept.counting.Of(by.Changes, fmt.Sprint(slot, " ", by.ID, " ", stamp), func() (Counting, error) {
		var c Counting
		var s Reading
		b := &pgx.Batch{}
		s.Queue(b, []int64{slot})
		queueEntries(b, &c.Entries, slot, mostEntries, 0)
		queueLast(b, &c.Last, by, slot)
		if err := r.db.SendBatch(ctx, b).Close(); err != nil {
			return c, postgres.Translate(err)
		}
		c.Count, c.Audiences = s.Counts([]int64{slot})[slot], s.Audiences()
		return c, nil
	})
	c.Audiences, c.Entries, c.Count.Lines, c.Count.By = slices.Clone(c.Audiences), slices.Clone(c.Entries), slices.Clone(c.Count.Lines), slices.Clone(c.Count.By)
	return c, err
}

// Entries gives the last taps of a slot, the newest first: at most 50.
func (r *Room) Entries(ctx context.Context, by account.By, id int64) ([]Entry, error) {
	if err := visible(by); err != nil {
		return nil, err
	}
	return entries(ctx, r.db, id, mostEntries, 0)
}

// SetReason says why nobody knows how many came to a slot; "" takes that back.
func (r *Room) SetReason(ctx context.Context, by account.By, id int64, reason Reason) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		if err := cmp.Or(visible(by), by.Check(MayCount, access.Tie{})); err != nil {
			return err
		}
		s, err := held(ctx, tx, by, id)
		if err != nil {
			return err
		}
		if reason != "" && reasonLabels[reason] == "" {
			return fault.New(fault.Invalid, "Veuillez choisir une raison de la liste.", nil)
		}
		before, err := reasonOf(ctx, tx, id)
		if err != nil || before == reason {
			return err
		}
		if err := writeReason(ctx, tx, by, id, reason); err != nil {
			return err
		}
		entry := by.Did(journal.Counted, s.Subject(), field.Change{Name: "raison", Label: "Fréquentation non renseignée", Before: before.Label(), After: reason.Label()})
		entry.Projects = []int64{s.Project.ID}
		return journal.Write(ctx, tx, entry)
	})
}

// Last gives the last tap of whoever asks on a slot that was not taken back, for the button that takes it back: its contrary.
func (r *Room) Last(ctx context.Context, by account.By, id int64) (Tap, bool, error) {
	if err := visible(by); err != nil {
		return Tap{}, false, err
	}
	return lastTap(ctx, r.db, by, id, 0)
}
