package partner

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/exchange/intake"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/imports"
	"parvis/internal/journal"
	"parvis/internal/postgres"
)

// Apply implements imports.Read: all of it, or nothing where a record is no longer what the rows were compared with.
func (in *incoming) Apply(ctx context.Context, tx pgx.Tx, by account.By, past func(int)) error {
	did := by.Did(journal.Imported, journal.Subject{Kind: journal.Sheet}, append(imports.Counts(in.report, "Fiches créées", "Fiches modifiées"), in.counts()...)...)
	if err := journal.Write(ctx, tx, did); err != nil {
		return err
	}
	if err := in.holdAll(ctx, tx); err != nil {
		return err
	}
	rows := in.report.Count(intake.Created) + in.report.Count(intake.Changed)
	for i, step := range []func(context.Context, pgx.Tx, account.By) error{in.writeOrganisations, in.writePeople, in.writeSeats, in.writeExchanges} {
		if err := step(ctx, tx, by); err != nil {
			return err
		}
		past(rows * (i + 1) / 4)
	}
	return nil
}

// counts says how many people and exchanges came.
func (in *incoming) counts() []field.Change {
	var people int
	for _, p := range in.people {
		if p.before.ID == 0 {
			people++
		}
	}
	var list []field.Change
	if people > 0 {
		list = append(list, field.Change{Name: "contacts", Label: "Contacts créés", After: french.Number(people)})
	}
	if n := len(in.exchanges); n > 0 {
		list = append(list, field.Change{Name: "echanges", Label: "Échanges créés", After: french.Number(n)})
	}
	return list
}

// holdAll keeps the records that are written, or written to, from changing, and refuses those that did.
func (in *incoming) holdAll(ctx context.Context, tx pgx.Tx) error {
	var people, organisations []int64
	for id := range in.persons {
		people = append(people, id)
	}
	for id := range in.records {
		organisations = append(organisations, id)
	}
	held, err := lockContacts(ctx, tx, people...)
	if err != nil {
		return err
	}
	for _, c := range held {
		if p := in.persons[c.ID]; c.Version != p.before.Version {
			return changedMeanwhile(c.Name())
		}
	}
	found, err := lockOrganisations(ctx, tx, organisations...)
	if err != nil {
		return err
	}
	for _, o := range found {
		if r := in.records[o.ID]; o.Version != r.before.Version {
			return changedMeanwhile(o.Name)
		}
	}
	if len(held) != len(people) || len(found) != len(organisations) {
		return changedMeanwhile("")
	}
	return nil
}

func changedMeanwhile(name string) error {
	which := "Une fiche"
	if name != "" {
		which = "La fiche de " + french.Quote(name)
	}
	return fault.New(fault.Conflict, which+" a changé pendant l’import\u00a0: rien n’a été importé. Voici ce que le fichier ferait maintenant.", nil)
}

func (in *incoming) writeOrganisations(ctx context.Context, tx pgx.Tx, by account.By) error {
	var fresh []*record
	for _, r := range in.written {
		if r.id == 0 {
			fresh = append(fresh, r)
		}
	}
	ids, err := takeNumbers(ctx, tx, "organisations", len(fresh))
	if err != nil {
		return err
	}
	for i, r := range fresh {
		r.id = ids[i]
	}
	if err := insertOrganisations(ctx, tx, by, fresh); err != nil {
		return err
	}
	b := &pgx.Batch{}
	var all []int64
	for _, r := range in.written {
		all = append(all, r.id)
		subject := Organisation{ID: r.id, OrganisationDraft: r.draft}.Subject()
		if r.before.ID == 0 {
			journal.Queue(b, by.Did(journal.Created, subject))
			continue
		}
		if err := updateOrganisation(ctx, tx, by, r.id, r.draft); err != nil {
			return err
		}
		journal.Queue(b, by.Did(journal.Edited, subject, OrganisationFields.Changes(r.before.OrganisationDraft, r.draft)...))
	}
	if err := postgres.Translate(tx.SendBatch(ctx, b).Close()); err != nil {
		return err
	}
	return indexOrganisations(ctx, tx, all...)
}

func (in *incoming) writePeople(ctx context.Context, tx pgx.Tx, by account.By) error {
	var fresh []*person
	for _, p := range in.people {
		if p.id == 0 {
			fresh = append(fresh, p)
		}
	}
	ids, err := takeNumbers(ctx, tx, "contacts", len(fresh))
	if err != nil {
		return err
	}
	for i, p := range fresh {
		p.id = ids[i]
	}
	if err := insertContacts(ctx, tx, by, fresh); err != nil {
		return err
	}
	b := &pgx.Batch{}
	var all []int64
	for _, p := range in.people {
		all = append(all, p.id)
		subject := Contact{ID: p.id, ContactDraft: p.draft}.Subject()
		if p.before.ID == 0 {
			journal.Queue(b, by.Did(journal.Created, subject))
			continue
		}
		if err := updateContact(ctx, tx, by, p.id, p.draft); err != nil {
			return err
		}
		journal.Queue(b, by.Did(journal.Edited, subject, ContactFields.Changes(p.before.ContactDraft, p.draft)...))
	}
	if err := postgres.Translate(tx.SendBatch(ctx, b).Close()); err != nil {
		return err
	}
	return indexContacts(ctx, tx, all...)
}

// writeSeats keeps what people do where: new posts, and those that were given a function.
func (in *incoming) writeSeats(ctx context.Context, tx pgx.Tx, by account.By) error {
	var fresh []*seat
	for _, s := range in.seats {
		switch {
		case s.id == 0:
			fresh = append(fresh, s)
		default:
			if err := updatePost(ctx, tx, s.id, s.draft); err != nil {
				return err
			}
		}
		if s.person.before.ID == 0 {
			continue // she came with it
		}
		verb := journal.PostAdded
		if s.id != 0 {
			verb = journal.PostEdited
		}
		if err := writePost(ctx, tx, by, verb, Contact{ID: s.person.id, ContactDraft: s.person.draft}, s.record.draft.Name, s.before, s.draft); err != nil {
			return err
		}
	}
	return insertPosts(ctx, tx, fresh)
}

// writeExchanges keeps the exchanges. They have no entry of their own: each says itself who noted it, and when.
func (in *incoming) writeExchanges(ctx context.Context, tx pgx.Tx, by account.By) error {
	ids, err := takeNumbers(ctx, tx, "interactions", len(in.exchanges))
	if err != nil {
		return err
	}
	if err := insertExchanges(ctx, tx, by, ids, in.exchanges); err != nil {
		return err
	}
	var with []int64
	for _, x := range in.exchanges {
		if x.with != nil {
			with = append(with, x.with.id)
		}
	}
	return noteLastDays(ctx, tx, once(with))
}
