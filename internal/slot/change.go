package slot

import (
	"cmp"
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/partner"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/space"
	"parvis/internal/trash"
)

// hold locks a project, the first of all that is locked, and asks whether somebody may do this with its slots.
func hold(ctx context.Context, tx pgx.Tx, by account.By, project int64, action *access.Action) (access.Tie, error) {
	if err := visible(by); err != nil {
		return access.Tie{}, err
	}
	p, tie, err := programme.Locked(ctx, tx, by, project)
	if err != nil {
		return tie, err
	}
	return tie, cmp.Or(by.Check(action, tie), p.CheckOpen())
}

// holdSlot locks the project of a slot, then the slot, and asks access for the action that what is found there takes.
func holdSlot(ctx context.Context, tx pgx.Tx, by account.By, id int64, trashed bool, action func(Slot) *access.Action) (Slot, error) {
	if err := visible(by); err != nil {
		return Slot{}, err
	}
	project, err := projectOf(ctx, tx, id)
	if err != nil {
		return Slot{}, err
	}
	p, tie, err := programme.Locked(ctx, tx, by, project)
	if err != nil {
		return Slot{}, err
	}
	s, err := lockOne(ctx, tx, by, id)
	if err != nil {
		return s, err
	}
	if (s.DeletedAt != nil) != trashed || trashed && !by.Can(MayDelete, tie) {
		return s, fault.Missing(nil)
	}
	return s, cmp.Or(by.Check(action(s), tie), p.CheckOpen())
}

func editing(s Slot) *access.Action { return toEdit(s.Status) }

func planning(Slot) *access.Action { return MayPlan }

func deleting(Slot) *access.Action { return MayDelete }

// did makes an entry about a slot, which its project's history tells too.
func did(by account.By, verb journal.Verb, s Slot, changes ...field.Change) journal.Entry {
	entry := by.Did(verb, s.Subject(), changes...)
	entry.Projects = []int64{s.Project.ID}
	return entry
}

// tied names what a draft is of and where, and refuses what is not there; before is what the slot was, which it may keep whatever became of it.
func tied(ctx context.Context, q postgres.Querier, project int64, d Draft, before *Draft) (Draft, Activity, error) {
	var p fault.Problems
	activities, err := activityNamed(ctx, q, project, d.ActivityID)
	if err != nil {
		return d, Activity{}, err
	}
	p.Require(len(activities) == 1, FieldActivity, "Veuillez choisir une activité du projet.")
	switch {
	case d.Space.ID == 0:
		d.Space = partner.Ref{}
	case before != nil && before.Space.ID == d.Space.ID:
		d.Space = before.Space
	default:
		spaces, err := spaceNamed(ctx, q, d.Space.ID)
		if err != nil {
			return d, Activity{}, err
		}
		p.Require(len(spaces) == 1, FieldSpace, "Cet espace n’est plus en service\u00a0: veuillez en choisir un autre.")
		if len(spaces) == 1 {
			d.Space = spaces[0].ref()
		}
	}
	if err := p.Err(); err != nil {
		return d, Activity{}, err
	}
	return d, activities[0], nil
}

// Made is what making slots did.
type Made struct {
	IDs []int64
	Effects
}

// Create keeps a new slot of a project and gives its number: planned where whoever asks may plan, otherwise proposed. Grave conflicts that it would
// make are refused with FieldDespite, unless despite. The same submission key creates once.
func (r *Room) Create(ctx context.Context, by account.By, key string, project int64, d Draft, despite bool) (int64, Effects, error) {
	var out Effects
	id, err := postgres.CreateAlike(ctx, r.db, key, stands(ctx), func(tx pgx.Tx) (int64, error) {
		tie, err := hold(ctx, tx, by, project, MayPropose)
		if err != nil {
			return 0, err
		}
		d := d.In(Proposed, "").Tidied()
		if by.Can(MayPlan, tie) {
			d.Status = Planned
		}
		if err := d.Check().Err(); err != nil {
			return 0, err
		}
		d, _, err = tied(ctx, tx, project, d, nil)
		if err != nil {
			return 0, err
		}
		made, err := r.create(ctx, tx, by, project, []Draft{d}, 0, despite)
		out = made.Effects
		if err != nil {
			return 0, err
		}
		return made.IDs[0], nil
	})
	return id, out, err
}

// create keeps new slots of a project that is held; they are to take what another one takes, or nothing for 0.
func (r *Room) create(ctx context.Context, tx pgx.Tx, by account.By, project int64, list []Draft, like int64, despite bool) (Made, error) {
	s, err := r.holdScene(ctx, tx, by, project, nil, list)
	if err != nil {
		return Made{}, err
	}
	after := s.with(nil, list)
	after.gear = s.gear.again(like, len(list))
	out := Made{Effects: s.effects(after)}
	if err := out.ask(despite); err != nil {
		return out, err
	}
	if out.IDs, err = insert(ctx, tx, by, list); err != nil {
		return out, err
	}
	entries := &pgx.Batch{}
	for i, d := range list {
		journal.Queue(entries, did(by, journal.Created, Slot{ID: out.IDs[i], Project: s.project, Activity: s.activity(d.ActivityID), Draft: d}))
	}
	return out, postgres.Translate(tx.SendBatch(ctx, entries).Close())
}

// holdScene locks the spaces that slots leave and take, in order, and reads what they are looked at with.
func (r *Room) holdScene(ctx context.Context, tx pgx.Tx, by account.By, project int64, before, after []Draft) (scene, error) {
	var spaces []int64
	for _, d := range slices.Concat(before, after) {
		if d.Space.ID != 0 {
			spaces = append(spaces, d.Space.ID)
		}
	}
	slices.Sort(spaces)
	if err := space.Hold(ctx, tx, slices.Compact(spaces)); err != nil {
		return scene{}, err
	}
	return r.readScene(ctx, tx, by, project, after)
}

// Edit replaces what was typed about a slot, if it is still at this version: otherwise nothing is written, and the failure carries both texts
// (fault.StaleOf). Its activity and its status stay. Conflicts are asked about as Create does.
func (r *Room) Edit(ctx context.Context, by account.By, id int64, version int, d Draft, despite bool) (Effects, error) {
	var out Effects
	err := postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		before, err := holdSlot(ctx, tx, by, id, false, editing)
		if err != nil {
			return err
		}
		d := d.In(before.Status, before.Because).Tidied()
		d.ActivityID = before.ActivityID
		if err := d.Check().Err(); err != nil {
			return err
		}
		if d, _, err = tied(ctx, tx, before.Project.ID, d, &before.Draft); err != nil {
			return err
		}
		if before.Version != version {
			return journal.Met(ctx, tx, "Cette séance", before.Subject(), before.Version, Fields.Both(before.Draft, d))
		}
		if len(Fields.Changes(before.Draft, d)) == 0 {
			return nil
		}
		out, err = r.write(ctx, tx, by, before.Project.ID, []Slot{before}, map[int64]Draft{id: d}, journal.Edited, despite)
		return err
	})
	return out, err
}

// write changes slots of a project, which are held: those that a change leaves as they were are not written.
func (r *Room) write(ctx context.Context, tx pgx.Tx, by account.By, project int64, list []Slot, changes map[int64]Draft, verb journal.Verb, despite bool) (Effects, error) {
	var after []Draft
	for _, d := range changes {
		after = append(after, d)
	}
	s, err := r.holdScene(ctx, tx, by, project, drafts(list), after)
	if err != nil {
		return Effects{}, err
	}
	out := s.effects(s.with(changes, nil))
	if err := out.ask(despite); err != nil {
		return out, err
	}
	b := &pgx.Batch{}
	for _, one := range list {
		d, is := changes[one.ID]
		if !is {
			continue
		}
		typed := append(Fields.Changes(one.Draft, d), Standing.Changes(one.Draft, d)...)
		if len(typed) == 0 {
			continue
		}
		queueUpdate(b, by, one.ID, d)
		anew := one
		anew.Draft = d
		journal.Queue(b, did(by, verb, anew, typed...))
	}
	return out, postgres.Translate(tx.SendBatch(ctx, b).Close())
}

// several locks slots of a project that somebody may do this with; those that are in the trash meanwhile are left out.
func several(ctx context.Context, tx pgx.Tx, by account.By, project int64, ids []int64, action func(Slot) *access.Action) (list []Slot, gone int, err error) {
	tie, err := hold(ctx, tx, by, project, MayPropose)
	if err != nil {
		return nil, 0, err
	}
	all, err := lock(ctx, tx, by, ids)
	if err != nil {
		return nil, 0, err
	}
	if len(all) < len(ids) {
		return nil, 0, fault.Missing(nil)
	}
	for _, s := range all {
		switch {
		case s.Project.ID != project:
			return nil, 0, fault.Missing(nil)
		case s.DeletedAt != nil:
			gone++
			continue
		}
		if err := by.Check(action(s), tie); err != nil {
			return nil, 0, err
		}
		list = append(list, s)
	}
	return list, gone, nil
}

// checkChosen refuses none, and too many at once.
func checkChosen(p *fault.Problems, ids []int64) {
	p.Require(len(ids) > 0, "", "Aucune séance n’est choisie.")
	p.Require(len(ids) <= MaxAtOnce, "", "Choisissez au plus "+french.Number(MaxAtOnce)+"\u00a0séances à la fois.")
}

// Moving is where slots go: so many days and minutes later, and to a place; what is not said stays.
type Moving struct {
	Days    int
	Minutes int
	Space   int64 // 0: the same
	Nowhere bool  // its place is not known any more
}

// Done is what an act on several slots did.
type Done struct {
	Changed int
	Gone    int // were put in the trash meanwhile
	Effects
}

// Move moves slots of a project, as one act. Conflicts are asked about as Create does. At most MaxAtOnce; numbers that are of no slot of this project
// are NotFound.
func (r *Room) Move(ctx context.Context, by account.By, project int64, ids []int64, to Moving, despite bool) (Done, error) {
	ids = unique(ids)
	var p fault.Problems
	checkChosen(&p, ids)
	p.Require(to.Days >= -3_660 && to.Days <= 3_660, "jours", "Veuillez donner dix ans au plus.")
	p.Require(to.Minutes > -Day && to.Minutes < Day, "minutes", "Veuillez donner moins d’un jour.")
	p.Require(to != Moving{}, "", "Veuillez dire de combien, ou vers quel espace, les séances se déplacent.")
	var out Done
	err := postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		out = Done{}
		list, gone, err := several(ctx, tx, by, project, ids, editing)
		if err != nil {
			return err
		}
		if err := p.Err(); err != nil {
			return err
		}
		changes := map[int64]Draft{}
		for _, s := range list {
			d := s.Draft
			d.Times = d.moved(to.Days, to.Minutes)
			switch {
			case to.Nowhere:
				d.Space, d.Elsewhere = partner.Ref{}, ""
			case to.Space != 0:
				d.Space, d.Elsewhere = partner.Ref{ID: to.Space}, ""
			}
			if err := d.Check().Err(); err != nil {
				return err
			}
			if d, _, err = tied(ctx, tx, project, d, &s.Draft); err != nil {
				return err
			}
			if len(Fields.Changes(s.Draft, d)) > 0 {
				changes[s.ID] = d
			}
		}
		out.Changed, out.Gone = len(changes), gone
		out.Effects, err = r.write(ctx, tx, by, project, list, changes, journal.Moved, despite)
		return err
	})
	return out, err
}

// SetStatus plans, postpones or cancels slots of a project, as one act; because says why, for the last two.
func (r *Room) SetStatus(ctx context.Context, by account.By, project int64, ids []int64, to Status, because string, despite bool) (Done, error) {
	ids = unique(ids)
	var p fault.Problems
	checkChosen(&p, ids)
	Draft{Status: to, Because: french.OneLine(because)}.checkStatus(&p)
	var out Done
	err := postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		out = Done{}
		list, gone, err := several(ctx, tx, by, project, ids, planning)
		if err != nil {
			return err
		}
		if err := p.Err(); err != nil {
			return err
		}
		changes := map[int64]Draft{}
		for _, s := range list {
			if d := s.In(to, french.OneLine(because)); len(Standing.Changes(s.Draft, d)) > 0 {
				changes[s.ID] = d
			}
		}
		out.Changed, out.Gone = len(changes), gone
		out.Effects, err = r.write(ctx, tx, by, project, list, changes, journal.StateSet, despite)
		return err
	})
	return out, err
}

// Repeating is how often a slot comes again: so many times in all on each of some days, so many minutes after one another.
type Repeating struct {
	Every int   // minutes from one beginning to the next; 0: once a day
	Until int   // minutes from midnight, after which none ends; 0: as Count says
	Count int   // in all on one day, the first included; 0: as Until says
	Days  []int // days after the one of the slot; 0 is its own
}

// times are the times of the slots that are to be made, the one that is repeated left out.
func (rep Repeating) times(of Times) []Times {
	var list []Times
	for _, day := range rep.Days {
		for n := 0; n == 0 || rep.Every > 0 && (rep.Count == 0 || n < rep.Count); n++ {
			at := of.moved(day, 0)
			at.From, at.To = at.From+n*rep.Every, at.To+n*rep.Every
			if at.From >= Day || rep.Until > 0 && n > 0 && at.To > rep.Until || len(list) > MaxRepeated {
				break
			}
			if day != 0 || n != 0 {
				list = append(list, at)
			}
		}
	}
	return list
}

// Repeat makes a slot again at other times, as one act, with what is said of it but its groups and its notes. Conflicts are asked about as Create
// does. At most MaxRepeated. The same submission key makes them once.
func (r *Room) Repeat(ctx context.Context, by account.By, key string, id int64, rep Repeating, despite bool) (Made, error) {
	var p fault.Problems
	rep.Days = unique(rep.Days)
	p.Require(rep.Every >= 0 && rep.Every < Day, "toutes", "Veuillez donner moins d’un jour, par exemple 1\u00a0h.")
	p.Require(rep.Count >= 0 && rep.Count <= MaxRepeated, "fois", "Veuillez donner un nombre de séances, "+french.Number(MaxRepeated)+" au plus.")
	p.Require(rep.Every == 0 || rep.Count > 0 || rep.Until > 0, "fois", "Veuillez dire combien de séances, ou jusqu’à quelle heure.")
	p.Require(len(rep.Days) > 0, "jours", "Veuillez choisir au moins un jour.")
	for _, day := range rep.Days {
		p.Require(day >= -3_660 && day <= 3_660, "jours", "Veuillez choisir des jours proches de la séance.")
	}
	var out Made
	_, err := postgres.Create(ctx, r.db, key, func(tx pgx.Tx) (int64, error) {
		out = Made{}
		s, err := holdSlot(ctx, tx, by, id, false, editing)
		if err != nil {
			return 0, err
		}
		if err := p.Err(); err != nil {
			return 0, err
		}
		times := rep.times(s.Times)
		p.Require(len(times) > 0, "fois", "Cela ne fait aucune autre séance\u00a0: veuillez donner une heure plus tardive, plus de séances, ou d’autres jours.")
		p.Require(len(times) <= MaxRepeated, "fois", "Cela fait plus de "+french.Number(MaxRepeated)+"\u00a0séances\u00a0: veuillez en demander moins.")
		if err := p.Err(); err != nil {
			return 0, err
		}
		list := make([]Draft, len(times))
		for i, at := range times {
			list[i] = s.In(s.Status, "")
			if !s.Status.Held() {
				list[i].Status = Proposed
			}
			list[i].Times, list[i].Notes, list[i].Filled = at, "", false
			if err := list[i].Check().Err(); err != nil {
				return 0, err
			}
		}
		if out, err = r.create(ctx, tx, by, s.Project.ID, list, id, despite); err != nil {
			return 0, err
		}
		for _, do := range r.copies {
			if err := do(ctx, tx, by, id, out.IDs); err != nil {
				return 0, err
			}
		}
		return out.IDs[0], nil
	})
	return out, err
}

// Delete puts a slot in the trash.
func (r *Room) Delete(ctx context.Context, by account.By, id int64) error {
	return r.throw(ctx, by, id, false, journal.Deleted)
}

// Restore takes a slot out of the trash; NotFound once it is too late, or to whoever may not.
func (r *Room) Restore(ctx context.Context, by account.By, id int64) error {
	return r.throw(ctx, by, id, true, journal.Restored)
}

func (r *Room) throw(ctx context.Context, by account.By, id int64, back bool, verb journal.Verb) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		s, err := holdSlot(ctx, tx, by, id, back, deleting)
		if err != nil {
			return err
		}
		at, err := trash.Mark(s.DeletedAt, by.At, back)
		if err != nil {
			return err
		}
		if s.Space.ID != 0 {
			if err := space.Hold(ctx, tx, []int64{s.Space.ID}); err != nil {
				return err
			}
		}
		if err := markDeleted(ctx, tx, by, id, at); err != nil {
			return err
		}
		return journal.Write(ctx, tx, did(by, verb, s))
	})
}

func unique[N int | int64](list []N) []N {
	list = slices.Clone(list)
	slices.Sort(list)
	return slices.Compact(list)
}
