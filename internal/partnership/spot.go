package partnership

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/calendar"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/partner"
	"parvis/internal/partner/kinds"
	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/workcal"
)

// Group is kinds of organisations that are looked for together.
type Group struct {
	Key, Label string
	Kinds      []kinds.Code
	Role       Role // of those that are found
}

// Groups are what may be looked for for a project; the first is what is looked for unless something else is asked.
var Groups = []Group{
	{"relais", "Relais des jeunes", kinds.Relays(), Relay},
	{"culture", "Structures culturelles, artistiques et scientifiques", []kinds.Code{kinds.Culturelle, kinds.Artistique, kinds.Scientifique}, CoOrganiser},
	{"ecoles", "Établissements scolaires", []kinds.Code{kinds.Scolaire}, School},
	{"medico", "Structures médico-sociales", []kinds.Code{kinds.MedicoSocial}, Relay},
	{"institutions", "Institutions", []kinds.Code{kinds.Institution}, OtherRole},
	{"fournisseurs", "Prestataires et fournisseurs", []kinds.Code{kinds.Fournisseur}, Provider},
	{"presse", "Presse", []kinds.Code{kinds.Presse}, Media},
}

// Search is where organisations are looked for, and which.
type Search struct {
	Territory int64 // a district, or a town with its districts; 0: anywhere
	Groups    []string
}

// chosen gives the groups that are asked for, the first where none is.
func (s Search) chosen() []Group {
	var list []Group
	for _, g := range Groups {
		for _, key := range s.Groups {
			if g.Key == key {
				list = append(list, g)
			}
		}
	}
	if len(list) == 0 {
		return Groups[:1]
	}
	return list
}

func (s Search) codes() []string {
	var codes []string
	for _, g := range s.chosen() {
		for _, k := range g.Kinds {
			codes = append(codes, string(k))
		}
	}
	return codes
}

// roleOf is what an organisation of a kind is to a project that looked for it.
func roleOf(kind kinds.Code) Role {
	for _, g := range Groups {
		for _, k := range g.Kinds {
			if k == kind {
				return g.Role
			}
		}
	}
	return OtherRole
}

// Found is an organisation that nobody approached for a project.
type Found struct {
	partner.Ref
	Kind      kinds.Code
	Town      string
	Territory string
	Phones    []partner.Phone
}

// Territory is a place to look in.
type Territory struct {
	partner.Ref
	Town string // of a district: where it lies; "" of a town
}

// Spotting is what looking for organisations gives, with what it takes to share them out.
type Spotting struct {
	Project     Project
	May         Rights
	Territories []Territory // towns, each before its districts
	Found       []Found     // at most MaxAtOnce
	More        bool        // there are others
	People      []Person    // who may be given calls
}

// Spot gives the organisations of some kinds, somewhere, that nobody approached for a project: they take no part in it, and no
// exchange about it is known. One round trip.
func (r *Room) Spot(ctx context.Context, by account.By, project int64, s Search) (Spotting, error) {
	if err := visible(by); err != nil {
		return Spotting{}, err
	}
	var out Spotting
	var people []Person
	found, err := r.read(ctx, by, project, func(b *pgx.Batch) {
		queueTerritories(b, &out.Territories)
		queueFound(b, &out.Found, project, s)
		queuePeople(b, &people, project)
	})
	if err != nil {
		return Spotting{}, err
	}
	out.Project, out.May = found, found.rights(by)
	if err := by.Check(MayEdit, found.tie()); err != nil {
		return Spotting{}, err
	}
	if err := found.Status.CheckOpen(); err != nil {
		return Spotting{}, err
	}
	if out.More = len(out.Found) > MaxAtOnce; out.More {
		out.Found = out.Found[:MaxAtOnce]
	}
	out.People = givable(by, people, 0)
	return out, nil
}

// Sharing is organisations to call for a project, among whom, and by when.
type Sharing struct {
	Organisations []int64
	People        []int64      // in turn; empty: nobody yet
	Deadline      workcal.Date // zero: none
}

// Shared is what sharing organisations out did.
type Shared struct {
	Added   int
	Partner int64    // the first of them
	Already []string // those that take part in the project already: somebody added them meanwhile
	Gone    int      // those that are not in the directory any more
}

// titleOf is the first call to an organisation, as a task.
func titleOf(name string) string { return french.Shorten("Appeler "+name, 200) }

// Share makes organisations partners of a project, spotted, each followed by one of the people in turn, with a first call as a task
// of the plan for her: all as one act. What takes part in the project already is left out and named: two people who share out
// the same at once call it once. The same submission key shares once.
func (r *Room) Share(ctx context.Context, by account.By, key string, project int64, s Sharing) (Shared, error) {
	var out Shared
	s.Organisations = unique(s.Organisations)
	var p fault.Problems
	p.Require(len(s.Organisations) > 0, "", "Aucune structure n’est choisie.")
	p.Require(len(s.Organisations) <= MaxAtOnce, "", "Choisissez au plus "+french.Number(MaxAtOnce)+"\u00a0structures à la fois.")
	calendar.CheckYear(&p, "pour", s.Deadline)
	id, err := postgres.Create(ctx, r.db, key, func(tx pgx.Tx) (int64, error) {
		out = Shared{}
		if err := hold(ctx, tx, by, project); err != nil {
			return 0, err
		}
		if err := p.Err(); err != nil {
			return 0, err
		}
		free, err := r.free(ctx, tx, by, project, &s, &out)
		if err != nil {
			return 0, err
		}
		ids, err := share(ctx, tx, by, project, free, s)
		if err != nil {
			return 0, err
		}
		out.Added = len(ids)
		return ids[0], nil
	})
	out.Partner = id
	return out, err
}

// free gives the organisations that may still be shared out, and refuses when there is none; the people are checked.
func (r *Room) free(ctx context.Context, tx pgx.Tx, by account.By, project int64, s *Sharing, out *Shared) ([]Found, error) {
	var found []candidate
	var people []Person
	b := &pgx.Batch{}
	queueCandidates(b, &found, project, s.Organisations)
	queuePeople(b, &people, project)
	if err := tx.SendBatch(ctx, b).Close(); err != nil {
		return nil, postgres.Translate(err)
	}
	for _, id := range s.People {
		known := false
		for _, p := range people {
			known = known || p.ID == id
		}
		if !known {
			return nil, fault.Problems{{Field: "a", Sentence: "Veuillez choisir des personnes de la liste."}}.Err()
		}
		if id != by.ID {
			if err := by.Check(plan.MayGiveTask, access.Tie{}); err != nil {
				return nil, err
			}
		}
	}
	var free []Found
	for _, c := range found {
		if c.Taken {
			out.Already = append(out.Already, c.Name)
		} else {
			free = append(free, c.Found)
		}
	}
	out.Gone = len(s.Organisations) - len(found)
	if len(free) == 0 {
		return nil, fault.New(fault.Conflict, "Rien n’a été ajouté\u00a0: "+french.Agree(len(s.Organisations), "cette structure est déjà sur le tableau du projet, ou n’est plus dans l’annuaire.",
			"ces structures sont déjà sur le tableau du projet, ou ne sont plus dans l’annuaire."), nil)
	}
	return free, roomFor(ctx, tx, project, len(free))
}

func share(ctx context.Context, tx pgx.Tx, by account.By, project int64, free []Found, s Sharing) ([]int64, error) {
	drafts, calls := make([]Draft, len(free)), make([]plan.Draft, len(free))
	for i, o := range free {
		drafts[i] = Draft{Organisation: o.Ref, Role: roleOf(o.Kind), Stage: Spotted}
		calls[i] = plan.Draft{Title: titleOf(o.Name), Category: plan.Partners, Duration: 1, Deadline: s.Deadline}
		if len(s.People) > 0 {
			who := s.People[i%len(s.People)]
			drafts[i].Follower.ID, calls[i].ResponsibleID = who, &who
		}
	}
	tasks, err := plan.AddTasksIn(ctx, tx, by, project, calls...)
	if err != nil {
		return nil, err
	}
	ids, err := insert(ctx, tx, by, project, drafts, tasks)
	if err != nil {
		return nil, err
	}
	entries := &pgx.Batch{}
	for i, id := range ids {
		journal.Queue(entries, did(by, journal.Attached, Partner{ID: id, Project: project, Draft: drafts[i]}))
	}
	return ids, postgres.Translate(tx.SendBatch(ctx, entries).Close())
}
