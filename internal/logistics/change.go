package logistics

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
	"parvis/internal/logistics/next"
	"parvis/internal/partner"
	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/trash"
	"parvis/internal/workcal"
)

// hold locks a project, the first of all that is locked, and asks whether somebody may do this with its file.
func hold(ctx context.Context, tx pgx.Tx, by account.By, project int64, action *access.Action) error {
	if err := visible(by); err != nil {
		return err
	}
	p, tie, err := programme.Locked(ctx, tx, by, project)
	if err != nil {
		return err
	}
	return cmp.Or(by.Check(action, tie), p.CheckOpen())
}

// holdPiece locks the project of a piece, living or in the trash, then the piece.
func holdPiece(ctx context.Context, tx pgx.Tx, by account.By, id int64, trashed bool) (Piece, error) {
	if err := visible(by); err != nil {
		return Piece{}, err
	}
	project, err := projectOf(ctx, tx, id)
	if err != nil {
		return Piece{}, err
	}
	if err := hold(ctx, tx, by, project, MayEdit); err != nil {
		if trashed && fault.Is(err, fault.Forbidden) {
			return Piece{}, fault.Missing(err)
		}
		return Piece{}, err
	}
	row, err := lock(ctx, tx, by, id)
	if err != nil {
		return Piece{}, err
	}
	if (row.DeletedAt != nil) != trashed {
		return Piece{}, fault.Missing(nil)
	}
	return row.piece(by.Today()), nil
}

// did makes an entry about a piece, which its project's history tells.
func did(by account.By, verb journal.Verb, p Piece, changes ...field.Change) journal.Entry {
	entry := by.Did(verb, p.Subject(), changes...)
	entry.Projects = []int64{p.Project}
	return entry
}

func sees(by account.By) bool { return by.Can(account.MaySeeAmounts, access.Tie{}) }

// apart keeps of some changes that of the amount, or the others.
func apart(changes []field.Change, amount bool) []field.Change {
	return slices.DeleteFunc(slices.Clone(changes), func(c field.Change) bool { return (c.Name == FieldAmount) != amount })
}

// record writes what became of a piece. What became of its amount is an entry apart, which only those read who may see amounts.
func record(ctx context.Context, tx pgx.Tx, by account.By, verb journal.Verb, p Piece, changes []field.Change) error {
	if others := apart(changes, false); len(others) > 0 || verb == journal.Created {
		if err := journal.Write(ctx, tx, did(by, verb, p, others...)); err != nil {
			return err
		}
	}
	amount := apart(changes, true)
	if len(amount) == 0 {
		return nil
	}
	entry := did(by, journal.Edited, p, amount...)
	entry.Within, entry.Subject = entry.Subject, journal.Subject{Kind: journal.PieceAmount, ID: p.ID}
	if err := journal.Write(ctx, tx, entry); err != nil {
		return err
	}
	return journal.Keep(ctx, tx, journal.PieceAmount, []int64{p.ID}, true)
}

// settled names what a draft points to, and refuses what is not there, or would have a piece wait for itself; before is what it pointed to
// until now, which may stay.
func settled(ctx context.Context, q postgres.Querier, by account.By, project, id int64, d, before Draft) (Draft, error) {
	k, err := findKnown(ctx, q, project, d)
	if err != nil {
		return d, err
	}
	var p fault.Problems
	d.Task = pointed(&p, FieldTask, "Cette tâche n’est plus dans le plan\u00a0: veuillez en choisir une autre.", d.Task, k.task, before.Task)
	d.Organisation = pointed(&p, FieldOrganisation, "Cette structure n’est plus là\u00a0: veuillez la choisir de nouveau.", d.Organisation, k.organisation, before.Organisation)
	d.Contact = pointed(&p, FieldContact, "Ce contact n’est plus dans cette structure\u00a0: veuillez en choisir un autre.", d.Contact, k.contact, before.Contact)
	d.Agreement = pointed(&p, FieldAgreement, "Cette convention n’est plus là\u00a0: veuillez en choisir une autre.", d.Agreement, k.agreement, before.Agreement)
	var people []partner.Ref
	for _, one := range k.people {
		if one.ID == d.Person.ID {
			people = append(people, one.Ref)
		}
	}
	if d.Person.ID != before.Person.ID && d.Person.ID != 0 && d.Person.ID != by.ID && !by.Can(plan.MayGiveTask, access.Tie{}) {
		return d, by.Check(plan.MayGiveTask, access.Tie{})
	}
	d.Person = pointed(&p, FieldPerson, "Veuillez choisir une personne de la liste.", d.Person, people, before.Person)
	p.Require(len(k.needs) == len(d.Needs), FieldNeeds, "Une des pièces attendues n’est plus dans le dossier\u00a0: veuillez les choisir de nouveau.")
	d.Needs = k.needs
	if err := loops(ctx, q, &p, project, id, d); err != nil {
		return d, err
	}
	return d, p.Err()
}

// pointed is the thing that a draft points to as it is called now: it has to be there, unless it was pointed to before.
func pointed(p *fault.Problems, name, sentence string, asked partner.Ref, found []partner.Ref, before partner.Ref) partner.Ref {
	switch {
	case asked.ID == 0:
		return partner.Ref{}
	case len(found) == 1:
		return found[0]
	case asked.ID == before.ID:
		return before
	}
	p.Add(name, sentence)
	return asked
}

// loops refuses that a piece waits, by way of others, for itself.
func loops(ctx context.Context, q postgres.Querier, p *fault.Problems, project, id int64, d Draft) error {
	if id == 0 || len(d.Needs) == 0 {
		return nil
	}
	list, err := listWaiting(ctx, q, project)
	if err != nil {
		return err
	}
	var things []next.Thing
	for _, w := range list {
		if w.ID == id {
			w.Needs = nil
		}
		things = append(things, next.Thing{ID: w.ID, Needs: w.Needs})
	}
	for _, need := range d.Needs {
		if next.Closes(things, id, need.ID) {
			p.Add(FieldNeeds, french.Quote(need.Name)+" attend déjà cette pièce\u00a0: elles s’attendraient l’une l’autre.")
			return nil
		}
	}
	return nil
}

// Create adds a piece to a project and gives its id. The same submission key adds once.
func (r *Room) Create(ctx context.Context, by account.By, key string, project int64, d Draft) (int64, error) {
	d = d.Tidy()
	return postgres.CreateAlike(ctx, r.db, key, stands(ctx), func(tx pgx.Tx) (int64, error) {
		if err := hold(ctx, tx, by, project, MayEdit); err != nil {
			return 0, err
		}
		if !sees(by) {
			d.Amount = Blank.Amount
		}
		if err := d.Check().Err(); err != nil {
			return 0, err
		}
		d, err := settled(ctx, tx, by, project, 0, d, Draft{})
		if err != nil {
			return 0, err
		}
		if err := roomFor(ctx, tx, project, 1); err != nil {
			return 0, err
		}
		id, err := insert(ctx, tx, by, project, 0, d)
		if err != nil {
			return 0, err
		}
		return id, record(ctx, tx, by, journal.Created, Piece{ID: id, Project: project, Draft: d}, apart(Fields.Changes(Draft{}, d), true))
	})
}

// roomFor refuses more pieces than a file may have.
func roomFor(ctx context.Context, q postgres.Querier, project int64, more int) error {
	n, err := countOf(ctx, q, project)
	if err == nil && n+more > MostOf {
		err = fault.New(fault.Conflict, "Un dossier a au plus "+french.Number(MostOf)+"\u00a0pièces.", nil)
	}
	return err
}

// Edit replaces what was typed about a piece, if it is still at this version: otherwise nothing is written, and the failure carries both
// texts (fault.StaleOf). Whoever may not see its amount leaves it as it is.
func (r *Room) Edit(ctx context.Context, by account.By, id int64, version int, d Draft) error {
	d = d.Tidy()
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		before, err := holdPiece(ctx, tx, by, id, false)
		if err != nil {
			return err
		}
		if !sees(by) {
			d.Amount = before.Amount
		}
		if err := d.Check().Err(); err != nil {
			return err
		}
		if d, err = settled(ctx, tx, by, before.Project, id, d, before.Draft); err != nil {
			return err
		}
		if before.Version != version {
			texts := Fields.Both(before.Draft, d)
			if !sees(by) {
				texts = apart(texts, false)
			}
			return journal.Met(ctx, tx, "Cette pièce", before.Subject(), before.Version, texts)
		}
		changes := Fields.Changes(before.Draft, d)
		if len(changes) == 0 {
			return nil
		}
		if err := update(ctx, tx, by, id, d); err != nil {
			return err
		}
		return record(ctx, tx, by, journal.Edited, Piece{ID: id, Project: before.Project, Draft: d}, changes)
	})
}

const (
	notYet   = "Cette date n’est pas encore venue\u00a0: notez-la quand ce sera fait."
	followed = "Cette pièce suit une convention\u00a0: son état se change sur la fiche de la convention."
)

// SetState notes that a piece came to a state on a day, today where none is given. To the state that it is in it corrects the day; without a
// day it then changes nothing, so that a button pressed twice acts once.
func (r *Room) SetState(ctx context.Context, by account.By, id int64, to State, on workcal.Date) (Piece, error) {
	var p Piece
	err := postgres.InTx(ctx, r.db, func(tx pgx.Tx) (err error) {
		if p, err = holdPiece(ctx, tx, by, id, false); err != nil {
			return err
		}
		var problems fault.Problems
		problems.Require(stateLabels[p.Direction][to] != "", FieldState, "Veuillez choisir un état dans la liste.")
		problems.Require(on <= by.Today(), FieldOn, notYet)
		if err := problems.Err(); err != nil {
			return err
		}
		if p.Tied() {
			return fault.New(fault.Conflict, followed, nil)
		}
		if p.State == to && (on.IsZero() || p.StateOn == on) {
			return nil
		}
		return advance(ctx, tx, by, &p, to, on)
	})
	return p, err
}

// advance writes that a piece came to a state, with who did it.
func advance(ctx context.Context, tx pgx.Tx, by account.By, p *Piece, to State, on workcal.Date) error {
	if on.IsZero() {
		on = by.Today()
	}
	changes := standing.Changes(*p, Piece{Draft: p.Draft, State: to, StateOn: on})
	if err := setState(ctx, tx, by, p.ID, to, on); err != nil {
		return err
	}
	p.State, p.StateOn = to, on
	return journal.Write(ctx, tx, did(by, journal.StateSet, *p, changes...))
}

// standing is what is told of how far a piece is.
var standing = field.List[Piece]{
	{Name: FieldState, Label: "État", Value: func(p Piece) string { return string(p.State) }, Text: func(p Piece) string { return p.State.Label(p.Direction) }},
	{Name: FieldOn, Label: "Depuis le", Day: func(p Piece) workcal.Date { return p.StateOn }},
}

// Delete puts a piece in the trash.
func (r *Room) Delete(ctx context.Context, by account.By, id int64) error {
	return r.throw(ctx, by, id, false, journal.Deleted)
}

// Restore takes a piece out of the trash; NotFound once it is too late, or to whoever may not.
func (r *Room) Restore(ctx context.Context, by account.By, id int64) error {
	return r.throw(ctx, by, id, true, journal.Restored)
}

func (r *Room) throw(ctx context.Context, by account.By, id int64, back bool, verb journal.Verb) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		p, err := holdPiece(ctx, tx, by, id, back)
		if err != nil {
			return err
		}
		at, err := trash.Mark(p.DeletedAt, by.At, back)
		if err != nil {
			return err
		}
		if err := markDeleted(ctx, tx, by, id, at); err != nil {
			return err
		}
		return journal.Write(ctx, tx, did(by, verb, p))
	})
}
