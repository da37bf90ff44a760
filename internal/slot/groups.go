package slot

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/partner"
	"parvis/internal/postgres"
	"parvis/internal/trash"
)

// holdRegistering locks a slot, and nothing above it: groups are entered on the telephone by several people at once, and each entry waits for the
// others of its slot alone. Places are counted once it is held.
func holdRegistering(ctx context.Context, tx pgx.Tx, by account.By, id int64) (Slot, error) {
	if err := visible(by); err != nil {
		return Slot{}, err
	}
	s, err := lockOne(ctx, tx, by, id)
	if err != nil {
		return s, err
	}
	if s.DeletedAt != nil {
		return s, fault.Missing(nil)
	}
	return s, s.CheckRegister(by)
}

// holdGroup locks the slot of a group, and gives both.
func holdGroup(ctx context.Context, tx pgx.Tx, by account.By, id int64, trashed bool) (Slot, Registration, error) {
	if err := visible(by); err != nil {
		return Slot{}, Registration{}, err
	}
	g, err := group(ctx, tx, id)
	if err != nil {
		return Slot{}, g, err
	}
	s, err := holdRegistering(ctx, tx, by, g.SlotID)
	if err != nil {
		return s, g, err
	}
	if g, err = group(ctx, tx, id); err == nil && (g.DeletedAt != nil) != trashed {
		err = fault.Missing(nil)
	}
	return s, g, err
}

// didGroup makes an entry about a group, which its project's history tells too.
func didGroup(by account.By, verb journal.Verb, s Slot, g Registration) journal.Entry {
	entry := by.Did(verb, g.Subject())
	entry.Projects = []int64{s.Project.ID}
	return entry
}

// organised names the organisation of a group, and refuses one that is not in the directory; one that it had, it may keep.
func organised(ctx context.Context, q postgres.Querier, g Group, before partner.Ref) (Group, error) {
	if g.Organisation.ID == 0 || g.Organisation.ID == before.ID {
		if g.Organisation.ID != 0 {
			g.Organisation = before
		}
		return g.called(), nil
	}
	found, err := organisationNamed(ctx, q, g.Organisation.ID)
	if err != nil {
		return g, err
	}
	var p fault.Problems
	p.Require(len(found) == 1, "structures", "Cette structure n’est plus là\u00a0: veuillez la choisir de nouveau.")
	if len(found) == 1 {
		g.Organisation = found[0]
	}
	return g.called(), p.Err()
}

// lacking refuses a group for which there are not enough places: it may wait.
func lacking(s Slot, people int) error {
	if !s.Status.Held() {
		return fault.New(fault.Conflict, "Cette séance est "+s.Status.Label()+"\u00a0: aucun groupe ne peut y être inscrit.", nil)
	}
	if s.fits(people) {
		return nil
	}
	var p fault.Problems
	switch left := s.Left(); {
	case left == 0:
		p.Add(FieldPeople, "La séance est complète\u00a0: vous pouvez mettre le groupe en liste d’attente.")
	default:
		p.Add(FieldPeople, "Il reste "+french.Count(left, "place", "places")+"\u00a0: vous pouvez mettre le groupe en liste d’attente.")
	}
	return p.Err()
}

// Register enters a group, and gives its number: among those who come, if there are places for all of it, or among those who wait. The same submission key
// enters it once.
func (r *Room) Register(ctx context.Context, by account.By, key string, slot int64, g Group, waiting bool) (int64, error) {
	return postgres.CreateAlike(ctx, r.db, key, groupStands(ctx), func(tx pgx.Tx) (int64, error) {
		s, err := holdRegistering(ctx, tx, by, slot)
		if err != nil {
			return 0, err
		}
		g := g.Tidied()
		if err := g.Check().Err(); err != nil {
			return 0, err
		}
		if g, err = organised(ctx, tx, g, partner.Ref{}); err != nil {
			return 0, err
		}
		if err := lacking(s, g.People); err != nil && (!waiting || !s.Status.Held()) {
			return 0, err
		}
		id, err := insertGroup(ctx, tx, by, slot, g, waiting)
		if err != nil {
			return 0, err
		}
		return id, journal.Write(ctx, tx, didGroup(by, journal.Created, s, Registration{ID: id, SlotID: slot, Group: g}))
	})
}

// EditGroup replaces what is said of a group, if it is still at this version: otherwise the failure carries both texts. One that comes may not take
// more places than there are.
func (r *Room) EditGroup(ctx context.Context, by account.By, id int64, version int, g Group, waiting bool) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		s, before, err := holdGroup(ctx, tx, by, id, false)
		if err != nil {
			return err
		}
		g := g.Tidied()
		if err := g.Check().Err(); err != nil {
			return err
		}
		if g, err = organised(ctx, tx, g, before.Organisation); err != nil {
			return err
		}
		if before.Version != version {
			return journal.Met(ctx, tx, "Ce groupe", before.Subject(), before.Version, GroupFields.Both(before.Group, g))
		}
		changes := GroupFields.Changes(before.Group, g)
		if len(changes) == 0 && waiting == before.Waiting {
			return nil
		}
		if !waiting {
			left := s
			if !before.Waiting {
				left.Taken -= before.People
			}
			if more := before.Waiting || g.People > before.People; more {
				if err := lacking(left, g.People); err != nil {
					return err
				}
			}
		}
		if err := updateGroup(ctx, tx, by, id, g, waiting); err != nil {
			return err
		}
		return journal.Write(ctx, tx, didGroup(by, journal.Edited, s, Registration{ID: id, SlotID: s.ID, Group: g}))
	})
}

// LetIn brings a group that waits among those who come: all of it, or not at all.
func (r *Room) LetIn(ctx context.Context, by account.By, id int64) (int64, error) {
	var slot int64
	err := postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		s, g, err := holdGroup(ctx, tx, by, id, false)
		if slot = s.ID; err != nil {
			return err
		}
		if !g.Waiting {
			return nil
		}
		if err := lacking(s, g.People); err != nil {
			return err
		}
		if err := updateGroup(ctx, tx, by, id, g.Group, false); err != nil {
			return err
		}
		return journal.Write(ctx, tx, didGroup(by, journal.StateSet, s, g))
	})
	return slot, err
}

// RemoveGroup puts a group in the trash, and gives its slot: its places are free, and whoever waits is offered them.
func (r *Room) RemoveGroup(ctx context.Context, by account.By, id int64) (int64, error) {
	var slot int64
	err := postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		s, g, err := holdGroup(ctx, tx, by, id, false)
		if slot = s.ID; err != nil {
			return err
		}
		if err := markGroupDeleted(ctx, tx, by, id, &by.At); err != nil {
			return err
		}
		return journal.Write(ctx, tx, didGroup(by, journal.Deleted, s, g))
	})
	return slot, err
}

// RestoreGroup takes a group out of the trash; where its places were given meanwhile, it waits.
func (r *Room) RestoreGroup(ctx context.Context, by account.By, id int64) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		s, g, err := holdGroup(ctx, tx, by, id, true)
		if err == nil {
			err = trash.Check(g.DeletedAt, by.At)
		}
		if err != nil {
			return err
		}
		if err := markGroupDeleted(ctx, tx, by, id, nil); err != nil {
			return err
		}
		if !g.Waiting && !s.fits(g.People) {
			if err := updateGroup(ctx, tx, by, id, g.Group, true); err != nil {
				return err
			}
		}
		return journal.Write(ctx, tx, didGroup(by, journal.Restored, s, g))
	})
}

// Registration gives a group with its slot.
func (r *Room) Registration(ctx context.Context, by account.By, id int64) (Registration, Slot, error) {
	if err := visible(by); err != nil {
		return Registration{}, Slot{}, err
	}
	g, err := group(ctx, r.db, id)
	if err == nil && g.DeletedAt != nil {
		err = fault.Missing(nil)
	}
	if err != nil {
		return g, Slot{}, err
	}
	list, err := found(ctx, r.db, by, []int64{g.SlotID})
	if err == nil && (len(list) == 0 || list[0].DeletedAt != nil) {
		err = fault.Missing(nil)
	}
	return g, first(list), err
}

// Organisation names an organisation of the directory, as far as it stands: for the form.
func (r *Room) Organisation(ctx context.Context, by account.By, id int64) ([]partner.Ref, error) {
	if err := visible(by); err != nil || id == 0 {
		return nil, err
	}
	return organisationNamed(ctx, r.db, id)
}
