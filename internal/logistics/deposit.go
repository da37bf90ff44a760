package logistics

import (
	"cmp"
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/notice"
	"parvis/internal/postgres"
	"parvis/internal/workcal"
)

// Reminder is a piece with whom to write to about it.
type Reminder struct {
	Sheet
	To     string   // who is written to; "": nobody is named
	Emails []string // theirs, the contact's before the organisation's
}

// ForWhom is for whom a link to drop the piece is.
func (r Reminder) ForWhom() string { return cmp.Or(r.To, "Dépôt de la pièce") }

// Reminder gives what it takes to ask for a piece, to whoever may: one that is open and follows no agreement.
func (r *Room) Reminder(ctx context.Context, by account.By, id int64) (Reminder, error) {
	s, err := r.Piece(ctx, by, id)
	if err != nil {
		return Reminder{}, err
	}
	if s.DeletedAt != nil {
		return Reminder{}, fault.Missing(nil)
	}
	if err := cmp.Or(by.Check(MayRemind, tieOf(s.Of.Member)), s.Of.Status.CheckOpen(), s.awaited()); err != nil {
		return Reminder{}, err
	}
	found := Reminder{Sheet: s, To: cmp.Or(s.Contact.Name, s.Organisation.Name)}
	found.Emails, err = addressesOf(ctx, r.db, s.Draft)
	return found, err
}

// CheckAddressed refuses to have Parvis write about a piece where no address is known.
func CheckAddressed(ctx context.Context, q postgres.Querier, p Piece) error {
	found, err := addressesOf(ctx, q, p.Draft)
	if err == nil && len(found) == 0 {
		err = fault.New(fault.Conflict, "Aucune adresse électronique n’est connue pour cette pièce\u00a0: indiquez celle de son contact ou de sa structure dans l’annuaire.", nil)
	}
	return err
}

// Asks is what the message says to whoever has to send the piece, paragraph by paragraph, without its greeting, the link and the end.
func (r Reminder) Asks(today workcal.Date) []string {
	said := []string{"Pour préparer " + french.Quote(r.Of.Title) + ", nous attendons de votre part la pièce suivante\u00a0: " + r.Title + "."}
	switch {
	case r.Due.IsZero():
	case r.Due < today:
		said = append(said, "Nous l’attendions au plus tard le "+r.Due.French()+".")
	default:
		said = append(said, "Elle nous est nécessaire au plus tard le "+r.Due.French()+".")
	}
	if r.Reference != "" {
		said = append(said, "Référence\u00a0: "+r.Reference+".")
	}
	return said
}

// Thanks ends the message.
const Thanks = "Merci par avance, et bien cordialement,"

// MessageSubject is the subject of the message.
func (r Reminder) MessageSubject() string { return r.Title + " · " + r.Of.Title }

// awaited refuses to ask for what is not waited for.
func (p Piece) awaited() error {
	switch {
	case p.Tied():
		return fault.New(fault.Conflict, followed, nil)
	case !p.State.Open():
		return fault.New(fault.Conflict, "Cette pièce n’est plus attendue\u00a0: elle est "+p.StateText()+".", nil)
	}
	return nil
}

// ToRemind asks whether somebody may ask for a piece that is not in the trash; to whoever may not see it, it is not there.
func ToRemind(ctx context.Context, q postgres.Querier, by account.By, id int64) error {
	if err := visible(by); err != nil {
		return err
	}
	row, err := find(ctx, q, by, id)
	if err != nil {
		return err
	}
	if row.DeletedAt != nil {
		return fault.Missing(nil)
	}
	return by.Check(MayRemind, tieOf(row.Member))
}

// HoldToRemind finds a piece that somebody may ask for by a link, and keeps it and its project from changing until the transaction ends.
func HoldToRemind(ctx context.Context, tx pgx.Tx, by account.By, id int64) (Piece, error) {
	p, err := holdPiece(ctx, tx, by, id, false)
	if err != nil {
		return p, err
	}
	return p, cmp.Or(ToRemind(ctx, tx, by, id), p.awaited())
}

// Awaited is a piece as whoever has to drop it sees it: nothing of the service's own.
type Awaited struct {
	Title, Project string
	Due            workcal.Date
	Open           bool // it can still be dropped
}

// Awaited gives what a link to drop a piece shows. Whoever asks for it read the link.
func (r *Room) Awaited(ctx context.Context, by account.By, id int64) (Awaited, error) {
	row, err := find(ctx, r.db, by, id)
	if err != nil {
		return Awaited{}, err
	}
	v, err := r.plans.Plan(ctx, account.Person{Role: access.Team}.At(by.At), row.ProjectID)
	if err != nil {
		return Awaited{}, err
	}
	p := row.piece(by.Today())
	f := File{Pieces: []Piece{p}}
	f.settle(v)
	p = f.Pieces[0]
	return Awaited{Title: p.Title, Project: v.Project.Title, Due: p.Due, Open: p.DeletedAt == nil && p.State.Open() && !p.Tied() && v.Project.Open()}, nil
}

// Tells tells whether what is dropped for a piece of this kind says what things cost: it is then kept from whoever may not see amounts.
func (k Kind) Tells() bool { return k == Quote || k == Order || k == Invoice || k == Contract }

// Drop notes that a piece was dropped by a link: it is to be checked. attach keeps what was dropped, in the transaction, in the name of whoever
// made the link and as what tells amounts where it may. Who sees to the piece is told; else who made the link. The same submission key drops once.
func (r *Room) Drop(ctx context.Context, by account.By, id int64, key string, maker int64, from string, attach func(tx pgx.Tx, by account.By, id int64, amounts bool) error) error {
	dropper := account.Person{ID: maker, Name: from + " (par un lien)", Role: access.Team}.At(by.At)
	_, err := postgres.Create(ctx, r.db, key, func(tx pgx.Tx) (int64, error) {
		p, err := holdPiece(ctx, tx, dropper, id, false)
		if err != nil {
			return 0, err
		}
		if err := p.awaited(); err != nil {
			return 0, err
		}
		if err := attach(tx, dropper, id, p.Kind.Tells()); err != nil {
			return 0, err
		}
		if p.State != Received {
			if err := setState(ctx, tx, dropper, id, Received, by.Today()); err != nil {
				return 0, err
			}
		}
		if err := journal.Write(ctx, tx, did(dropper, journal.Deposited, p)); err != nil {
			return 0, err
		}
		news := notice.News{What: notice.Dropped, About: p.Subject(), MayRead: MayRead, To: []int64{cmp.Or(p.Person.ID, maker)}}
		return id, notice.Tell(ctx, tx, account.Person{Name: from}.At(by.At), news)
	})
	return err
}
