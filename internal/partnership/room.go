package partnership

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
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/partner"
	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/trash"
)

// Room is the partners of the projects: every operation is one of its methods.
type Room struct {
	db    *pgxpool.Pool
	plans *plan.Room // where first calls are tasks
	kept  *postgres.Kept[List]
	here  *postgres.Kept[Here]

	engaged *postgres.Kept[map[int64]int] // relays by territory
}

// mostKept is some megabytes of the partners of projects.
const mostKept = 32

// New opens the partnerships kept in a database; their first calls are tasks of the plans.
func New(db *pgxpool.Pool, plans *plan.Room) *Room {
	return &Room{db: db, plans: plans, kept: postgres.Keep[List](mostKept), here: postgres.Keep[Here](mostKept), engaged: postgres.Keep[map[int64]int](1)}
}

// Project is a project as the pages of its partners need it.
type Project struct {
	ID        int64
	Title     string
	ShortName string
	Kind      programme.Kind
	Status    programme.Status
	Member    bool // whoever asks works on it
}

// Short is what the project is called where there is little room.
func (p Project) Short() string { return programme.Short(p.ShortName, p.Title) }

func (p Project) tie() access.Tie { return access.Tie{Member: p.Member} }

// Rights is what a person may do with the partners of a project, for its pages.
type Rights struct{ Edit, Give, Exchange, AddTasks bool }

func (p Project) rights(by account.By) Rights {
	open := p.Status.Open()
	return Rights{Edit: open && by.Can(MayEdit, p.tie()), Give: open && by.Can(plan.MayGiveTask, p.tie()), Exchange: by.Can(MayExchange, p.tie()),
		AddTasks: open && by.Can(plan.MayAddTask, p.tie())}
}

// visible refuses whoever may not read this, as if there were none.
func visible(by account.By) error {
	if !by.Can(MayRead, access.Tie{}) {
		return fault.Missing(nil)
	}
	return programme.Visible(by)
}

// List is the partners of a project as one person sees them, by name.
type List struct {
	Project  Project
	Partners []Partner
	Places   []Place
	May      Rights
}

// List gives the partners of a project. One round trip, however many there are, or none while nothing changed.
func (r *Room) List(ctx context.Context, by account.By, project int64) (List, error) {
	if err := visible(by); err != nil {
		return List{}, err
	}
	l, err := r.kept.Of(by.Changes, fmt.Sprint(project, by.ID), func() (List, error) { return r.list(ctx, by, project) })
	l.May, l.Partners, l.Places = l.Project.rights(by), slices.Clone(l.Partners), slices.Clone(l.Places)
	return l, err
}

func (r *Room) list(ctx context.Context, by account.By, project int64) (List, error) {
	var rows []row
	var near []placeRow
	found, err := r.read(ctx, by, project, func(b *pgx.Batch) {
		queueOf(b, &rows, project)
		queuePlaces(b, &near, project)
	})
	if err != nil {
		return List{}, err
	}
	return List{Project: found, Partners: partners(rows), Places: places(near)}, nil
}

// read finds a living project with what else a page asks for.
func (r *Room) read(ctx context.Context, by account.By, project int64, more func(*pgx.Batch)) (Project, error) {
	var found []Project
	b := &pgx.Batch{}
	queueProject(b, &found, project, by.ID)
	more(b)
	if err := r.db.SendBatch(ctx, b).Close(); err != nil {
		return Project{}, postgres.Translate(err)
	}
	if len(found) == 0 {
		return Project{}, fault.Missing(nil)
	}
	return found[0], nil
}

// Counts tells how the partners of a project stand, in one query: for whoever has found that she may read the project.
func (r *Room) Counts(ctx context.Context, by account.By, project int64) (Counts, error) {
	if err := visible(by); err != nil {
		return Counts{}, err
	}
	return countsOf(ctx, r.db, project)
}

// Sheet is a partner of a project as one person sees it, with what its form offers.
type Sheet struct {
	Partner
	Of       Project
	May      Rights
	Contacts []partner.Ref // the people there
	People   []Person      // who may follow it, members of the project first
}

// Partner gives a partner of a project. One that was taken off is there for whoever may put it back.
func (r *Room) Partner(ctx context.Context, by account.By, id int64) (Sheet, error) {
	if err := visible(by); err != nil {
		return Sheet{}, err
	}
	project, err := projectOf(ctx, r.db, id)
	if err != nil {
		return Sheet{}, err
	}
	var rows []row
	var contacts []partner.Ref
	var people []Person
	found, err := r.read(ctx, by, project, func(b *pgx.Batch) {
		queueOne(b, &rows, id)
		queueContacts(b, &contacts, id, by.Today())
		queuePeople(b, &people, project)
	})
	if err != nil {
		return Sheet{}, err
	}
	s := Sheet{Of: found, May: found.rights(by), Contacts: contacts}
	if len(rows) == 0 || rows[0].DeletedAt != nil && !s.May.Edit {
		return Sheet{}, fault.Missing(nil)
	}
	s.Partner = rows[0].partner()
	s.People = givable(by, people, s.Follower.ID)
	return s, nil
}

// Person is somebody who may follow a partner of a project, or be given a call.
type Person struct {
	partner.Ref
	Member bool // of the project
}

// givable keeps the people to whom somebody may give a call or a partner: herself, and whoever has it, where she may give it to
// nobody else.
func givable(by account.By, people []Person, has int64) []Person {
	all := by.Can(plan.MayGiveTask, access.Tie{})
	var list []Person
	for _, p := range people {
		if all || p.ID == by.ID || p.ID == has {
			list = append(list, p)
		}
	}
	return list
}

// Blank gives what the form of a new partner of a project needs, for whoever may add one.
func (r *Room) Blank(ctx context.Context, by account.By, project int64) (Sheet, error) {
	if err := visible(by); err != nil {
		return Sheet{}, err
	}
	var people []Person
	found, err := r.read(ctx, by, project, func(b *pgx.Batch) { queuePeople(b, &people, project) })
	if err != nil {
		return Sheet{}, err
	}
	if err := cmp.Or(by.Check(MayEdit, found.tie()), found.Status.CheckOpen()); err != nil {
		return Sheet{}, err
	}
	return Sheet{Of: found, May: found.rights(by), People: givable(by, people, 0)}, nil
}

// hold locks a project, the first of all that is locked, and asks whether somebody may edit its partners.
func hold(ctx context.Context, tx pgx.Tx, by account.By, project int64) error {
	if err := visible(by); err != nil {
		return err
	}
	p, tie, err := programme.Locked(ctx, tx, by, project)
	if err != nil {
		return err
	}
	return cmp.Or(by.Check(MayEdit, tie), p.CheckOpen())
}

// holdPartner locks the project of a partner, living or taken off, then the partner.
func holdPartner(ctx context.Context, tx pgx.Tx, by account.By, id int64, off bool) (Partner, error) {
	if err := visible(by); err != nil {
		return Partner{}, err
	}
	project, err := projectOf(ctx, tx, id)
	if err != nil {
		return Partner{}, err
	}
	if err := hold(ctx, tx, by, project); err != nil {
		if off && fault.Is(err, fault.Forbidden) {
			return Partner{}, fault.Missing(err)
		}
		return Partner{}, err
	}
	found, err := lock(ctx, tx, project, []int64{id})
	if err != nil {
		return Partner{}, err
	}
	if len(found) == 0 || (found[0].DeletedAt != nil) != off {
		return Partner{}, fault.Missing(nil)
	}
	return found[0], nil
}

// did makes an entry about a partner, which its project's history tells.
func did(by account.By, verb journal.Verb, p Partner, changes ...field.Change) journal.Entry {
	entry := by.Did(verb, p.Subject(), changes...)
	entry.Projects = []int64{p.Project}
	return entry
}

// settled names what a draft points to, and refuses what is not there; before is what it pointed to until now, which may stay.
func settled(ctx context.Context, q postgres.Querier, by account.By, project int64, d, before Draft) (Draft, error) {
	k, err := findKnown(ctx, q, project, d)
	if err != nil {
		return d, err
	}
	var p fault.Problems
	if d.Organisation.ID != before.Organisation.ID || d.Organisation.ID == 0 {
		p.Require(len(k.organisation) == 1, "structure", "Veuillez choisir une structure de l’annuaire.")
	}
	d.Organisation = one(k.organisation, before.Organisation)
	if d.Contact.ID != 0 && d.Contact.ID != before.Contact.ID {
		p.Require(len(k.contact) == 1, "contact", "Ce contact n’est plus dans cette structure\u00a0: veuillez en choisir un autre.")
	}
	d.Contact = kept(d.Contact, k.contact, before.Contact)
	if d.Follower.ID != 0 && d.Follower.ID != before.Follower.ID {
		p.Require(len(k.follower) == 1, "suivi", "Veuillez choisir une personne de la liste.")
		if d.Follower.ID != by.ID && !by.Can(plan.MayGiveTask, access.Tie{}) {
			return d, by.Check(plan.MayGiveTask, access.Tie{})
		}
	}
	d.Follower = kept(d.Follower, k.follower, before.Follower)
	return d, p.Err()
}

func one(found []partner.Ref, before partner.Ref) partner.Ref {
	if len(found) == 1 {
		return found[0]
	}
	return before
}

func kept(asked partner.Ref, found []partner.Ref, before partner.Ref) partner.Ref {
	if asked.ID == 0 {
		return partner.Ref{}
	}
	return one(found, before)
}

// Add makes an organisation a partner of a project and gives the partner's id. The same submission key adds once.
func (r *Room) Add(ctx context.Context, by account.By, key string, project int64, d Draft) (int64, error) {
	d = d.Tidy()
	return postgres.Create(ctx, r.db, key, func(tx pgx.Tx) (int64, error) {
		if err := hold(ctx, tx, by, project); err != nil {
			return 0, err
		}
		d, err := settled(ctx, tx, by, project, d, Draft{})
		problems, _ := fault.ProblemsOf(err)
		if err != nil && !problems.Any() {
			return 0, err
		}
		if err := append(problems, d.Check()...).Err(); err != nil {
			return 0, err
		}
		if err := roomFor(ctx, tx, project, 1); err != nil {
			return 0, err
		}
		ids, err := insert(ctx, tx, by, project, []Draft{d}, nil)
		if err != nil {
			return 0, err
		}
		return ids[0], journal.Write(ctx, tx, did(by, journal.Attached, Partner{ID: ids[0], Project: project, Draft: d}))
	})
}

// roomFor refuses more partners than a project may have.
func roomFor(ctx context.Context, q postgres.Querier, project int64, more int) error {
	n, err := countOf(ctx, q, project)
	if err == nil && n+more > MostOf {
		err = fault.New(fault.Conflict, "Un projet a au plus "+french.Number(MostOf)+"\u00a0partenaires.", nil)
	}
	return err
}

// Edit replaces what was typed about a partner, if it is still at this version: otherwise nothing is written, and the failure
// carries both texts (fault.StaleOf). The organisation stays.
func (r *Room) Edit(ctx context.Context, by account.By, id int64, version int, d Draft) error {
	d = d.Tidy()
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		before, err := holdPartner(ctx, tx, by, id, false)
		if err != nil {
			return err
		}
		d.Organisation = before.Organisation
		if d, err = settled(ctx, tx, by, before.Project, d, before.Draft); err != nil {
			return err
		}
		if err := d.Check().Err(); err != nil {
			return err
		}
		if before.Version != version {
			return journal.Met(ctx, tx, "Ce partenaire", before.Subject(), before.Version, Fields.Both(before.Draft, d))
		}
		return replace(ctx, tx, by, before, d)
	})
}

// replace writes what differs, and nothing if nothing does.
func replace(ctx context.Context, tx pgx.Tx, by account.By, before Partner, d Draft) error {
	changes := Fields.Changes(before.Draft, d)
	if len(changes) == 0 {
		return nil
	}
	if err := update(ctx, tx, by, before.ID, d); err != nil {
		return err
	}
	verb := journal.Edited
	if len(changes) == 1 && changes[0].Name == "etape" {
		verb = journal.StageChanged
	}
	return journal.Write(ctx, tx, did(by, verb, before, changes...))
}

// TakeOff takes a partner off its project: it waits in the trash. Its first call stays in the plan.
func (r *Room) TakeOff(ctx context.Context, by account.By, id int64) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		p, err := holdPartner(ctx, tx, by, id, false)
		if err != nil {
			return err
		}
		if err := markDeleted(ctx, tx, by, id, &by.At); err != nil {
			return err
		}
		return journal.Write(ctx, tx, did(by, journal.Removed, p))
	})
}

// Restore puts a partner back on its project; NotFound once it is too late, or to whoever may not.
func (r *Room) Restore(ctx context.Context, by account.By, id int64) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		p, err := holdPartner(ctx, tx, by, id, true)
		if err != nil {
			return err
		}
		if err := trash.Check(p.DeletedAt, by.At); err != nil {
			return err
		}
		if err := markDeleted(ctx, tx, by, id, nil); fault.Is(err, fault.Invalid) {
			return fault.New(fault.Conflict, french.Quote(p.Organisation.Name)+" est de nouveau partenaire de ce projet\u00a0: il n’y a rien à rétablir.", err)
		} else if err != nil {
			return err
		}
		return journal.Write(ctx, tx, did(by, journal.Restored, p))
	})
}

// Bins are where partners of projects are thrown away.
func (r *Room) Bins() []trash.Bin {
	return []trash.Bin{{Key: "partenaires", Label: "Partenaires des projets", Done: "Le partenaire est rétabli dans le projet.", List: r.trashed, Restore: r.Restore, Purge: r.purge}}
}
