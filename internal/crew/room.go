package crew

import (
	"cmp"
	"context"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/trash"
)

// Room is who holds the slots: every operation is one of its methods.
type Room struct {
	db *pgxpool.Pool
}

// New opens the room kept in a database.
func New(db *pgxpool.Pool) *Room { return &Room{db: db} }

// Rights is what a person may do here, for the page that shows it.
type Rights struct{ Edit, Delete, Restore bool }

// Allowed is what a person may do with the crew as a whole.
func Allowed(by account.By) Rights {
	return Rights{Edit: by.Can(MayEdit, access.Tie{}), Delete: by.Can(MayDelete, access.Tie{}), Restore: by.Can(MayDelete, access.Tie{})}
}

// on is what of it is left for a thing that lives, or is in the trash.
func (r Rights) on(living bool) Rights {
	return Rights{Edit: r.Edit && living, Delete: r.Delete && living, Restore: r.Restore && !living}
}

// List gives the people that pass the filter, by name. One query.
func (r *Room) List(ctx context.Context, by account.By, f Filter) ([]Member, error) {
	if !by.Can(MayRead, access.Tie{}) {
		return nil, fault.Missing(nil)
	}
	all, err := list(ctx, r.db)
	return f.Of(Members(all)), err
}

// Members gives those who may be given slots, by name: for choosers.
func (r *Room) Members(ctx context.Context, by account.By) ([]Member, error) {
	return r.List(ctx, by, Filter{})
}

// Outsider gives somebody without an account. Whoever may restore her also finds a deleted one.
func (r *Room) Outsider(ctx context.Context, by account.By, id int64) (Sheet, error) {
	if !by.Can(MayRead, access.Tie{}) {
		return Sheet{}, fault.Missing(nil)
	}
	may := Allowed(by)
	o, err := find(ctx, r.db, id, may.Restore)
	return Sheet{Outsider: o, May: may.on(o.DeletedAt == nil)}, err
}

// History gives a page, from 1, of what was done to an outsider, newest first.
func (r *Room) History(ctx context.Context, by account.By, id int64, page int) (journal.Page, error) {
	if _, err := r.Outsider(ctx, by, id); err != nil {
		return journal.Page{}, err
	}
	return journal.Of(ctx, r.db, by.Sight(), journal.Outsider, id, page)
}

// Create keeps a new outsider and gives her id. Skills that nobody had come with her. The same submission key creates once; the same under
// another key is asked about, since two people may bear one name (postgres.OnceAlike).
func (r *Room) Create(ctx context.Context, by account.By, key string, d Draft) (int64, error) {
	d = d.Tidy()
	if err := cmp.Or(by.Check(MayEdit, access.Tie{}), d.Check().Err()); err != nil {
		return 0, err
	}
	lives := func(tx pgx.Tx, id int64) (bool, error) { return lives(ctx, tx, id) }
	return postgres.CreateAlike(ctx, r.db, key, lives, func(tx pgx.Tx) (int64, error) {
		id, err := insert(ctx, tx, by, d)
		if err != nil {
			return 0, err
		}
		if err := journal.Write(ctx, tx, by.Did(journal.Created, Outsider{ID: id, Draft: d}.Subject())); err != nil {
			return 0, err
		}
		ids, _, err := resolve(ctx, tx, by, SplitSkills(d.Skills))
		if err != nil {
			return 0, err
		}
		return id, addSkills(ctx, tx, OfOutsider(id), ids)
	})
}

// Edit replaces what was typed about an outsider, if it is still at this version: otherwise nothing is written, and the failure carries
// both texts (fault.StaleOf).
func (r *Room) Edit(ctx context.Context, by account.By, id int64, version int, d Draft) error {
	d = d.Tidy()
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		before, err := hold(ctx, tx, by, id, false, MayEdit)
		if err != nil {
			return err
		}
		if err := d.Check().Err(); err != nil {
			return err
		}
		if before.Version != version {
			return journal.Met(ctx, tx, "Cette fiche", before.Subject(), before.Version, Fields.Both(before.Draft, d))
		}
		return replace(ctx, tx, by, before, d)
	})
}

// replace writes what differs, and nothing if nothing does.
func replace(ctx context.Context, tx pgx.Tx, by account.By, before Outsider, d Draft) error {
	ids, names, err := resolve(ctx, tx, by, SplitSkills(d.Skills))
	if err != nil {
		return err
	}
	d.Skills = JoinSkills(names)
	changes := Fields.Changes(before.Draft, d)
	if len(changes) == 0 {
		return nil
	}
	if err := update(ctx, tx, by, before.ID, d); err != nil {
		return err
	}
	if err := dropSkills(ctx, tx, before.Hand(), before.SkillIDs, ids); err != nil {
		return err
	}
	if err := addSkills(ctx, tx, before.Hand(), ids); err != nil {
		return err
	}
	return journal.Write(ctx, tx, by.Did(journal.Edited, Outsider{ID: before.ID, Draft: d}.Subject(), changes...))
}

// hold finds an outsider, living or in the trash, that this person may see, keeps her from changing until the transaction ends, and asks
// access for the action.
func hold(ctx context.Context, tx pgx.Tx, by account.By, id int64, trashed bool, action *access.Action) (Outsider, error) {
	if !by.Can(MayRead, access.Tie{}) || trashed && !Allowed(by).Restore {
		return Outsider{}, fault.Missing(nil)
	}
	o, err := lock(ctx, tx, id, trashed)
	return o, cmp.Or(err, by.Check(action, access.Tie{}))
}

// Delete puts an outsider in the trash.
func (r *Room) Delete(ctx context.Context, by account.By, id int64) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		o, err := hold(ctx, tx, by, id, false, MayDelete)
		if err != nil {
			return err
		}
		if err := markDeleted(ctx, tx, by, id, &by.At); err != nil {
			return err
		}
		return journal.Write(ctx, tx, by.Did(journal.Deleted, o.Subject()))
	})
}

// Restore takes an outsider out of the trash; NotFound once it is too late, or to whoever may not.
func (r *Room) Restore(ctx context.Context, by account.By, id int64) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		o, err := hold(ctx, tx, by, id, true, MayDelete)
		if err != nil {
			return err
		}
		if err := trash.Check(o.DeletedAt, by.At); err != nil {
			return err
		}
		if err := markDeleted(ctx, tx, by, id, nil); err != nil {
			return err
		}
		return journal.Write(ctx, tx, by.Did(journal.Restored, o.Subject()))
	})
}

// Bins are where outsiders and skills are thrown away.
func (r *Room) Bins() []trash.Bin {
	return []trash.Bin{
		{Key: "vacataires", Label: "Personnes sans compte", Done: "La personne est rétablie.", List: r.trashed, Restore: r.Restore, Purge: r.purge},
		{Key: "competences", Label: "Compétences", Done: "La compétence est rétablie.", List: r.trashedSkills, Restore: r.RestoreSkill, Purge: r.purgeSkills},
	}
}

// Lock holds those of the hands that are there, until the transaction ends, in one order whatever theirs: nobody else who locks one of them
// gives her anything meanwhile, an outsider is not deleted and an account not disabled. It gives them as they are then.
//
// The rows of accounts are only shared: every transaction of a person shares her own row as it commits, and two people who give each
// other slots must not wait for one another. A lock of this room's own keeps givers apart.
func Lock(ctx context.Context, tx pgx.Tx, hands []Hand) ([]Member, error) {
	hands = inOrder(hands)
	if len(hands) == 0 {
		return nil, nil
	}
	if err := lockHands(ctx, tx, hands); err != nil {
		return nil, err
	}
	all, err := list(ctx, tx)
	return slices.DeleteFunc(Members(all), func(m Member) bool { return m.Gone || !slices.Contains(hands, m.Hand) }), err
}

// Person is somebody of the service with her skills, as one reader sees her.
type Person struct {
	Member
	May Rights // Edit: her skills
}

// Subject is her skills as the journal names them.
func (p Person) Subject() journal.Subject {
	return journal.Subject{Kind: journal.OwnSkills, ID: p.Hand.Person(), Name: p.Name}
}

// Person gives somebody of the service with her skills, also once her account is disabled.
func (r *Room) Person(ctx context.Context, by account.By, id int64) (Person, error) {
	if !by.Can(MayRead, access.Tie{}) {
		return Person{}, fault.Missing(nil)
	}
	return person(ctx, r.db, by, id)
}

func person(ctx context.Context, q postgres.Querier, by account.By, id int64) (Person, error) {
	all, err := list(ctx, q)
	if err != nil {
		return Person{}, err
	}
	for _, m := range Members(all) {
		if id > 0 && m.Hand == OfPerson(id) {
			return Person{Member: m, May: Rights{Edit: m.Active && Allowed(by).Edit}}, nil
		}
	}
	return Person{}, fault.Missing(nil)
}

// PersonHistory gives a page, from 1, of how the skills of somebody of the service changed, newest first.
func (r *Room) PersonHistory(ctx context.Context, by account.By, id int64, page int) (journal.Page, error) {
	if _, err := r.Person(ctx, by, id); err != nil {
		return journal.Page{}, err
	}
	return journal.Of(ctx, r.db, by.Sight(), journal.OwnSkills, id, page)
}

// SetSkills gives somebody of the service these skills, by their names; those that nobody had are created. What she was shown with and that
// is not among them goes. What somebody else gave her meanwhile stays: the form did not show it.
func (r *Room) SetSkills(ctx context.Context, by account.By, id int64, shown []int64, names []string) error {
	names = SplitSkills(JoinSkills(names))
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		if !by.Can(MayRead, access.Tie{}) {
			return fault.Missing(nil)
		}
		if _, err := Lock(ctx, tx, []Hand{OfPerson(id)}); err != nil {
			return err
		}
		before, err := person(ctx, tx, by, id)
		if err := cmp.Or(err, by.Check(MayEdit, access.Tie{})); err != nil {
			return err
		}
		if !before.Active {
			return fault.New(fault.Conflict, "Le compte de "+before.Name+" est désactivé\u00a0: ses compétences ne se modifient plus.", nil)
		}
		var p fault.Problems
		checkSkills(&p, names)
		if err := p.Err(); err != nil {
			return err
		}
		ids, _, err := resolve(ctx, tx, by, names)
		if err != nil {
			return err
		}
		if err := dropSkills(ctx, tx, before.Hand, shown, ids); err != nil {
			return err
		}
		if err := addSkills(ctx, tx, before.Hand, ids); err != nil {
			return err
		}
		after, err := person(ctx, tx, by, id)
		if err != nil {
			return err
		}
		p.Require(len(after.Skills) <= MaxSkills, "competences", "Une personne a au plus "+french.Number(MaxSkills)+" compétences.")
		changes := skillsOf.Changes(before.Member, after.Member)
		if err := p.Err(); err != nil || len(changes) == 0 {
			return err
		}
		return journal.Write(ctx, tx, by.Did(journal.Edited, before.Subject(), changes...))
	})
}
