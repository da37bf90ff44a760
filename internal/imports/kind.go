package imports

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/exchange/intake"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/postgres"
)

// Kind is what a room takes from sheets.
type Kind interface {
	// Name is stored and stands in addresses: "retroplanning".
	Name() string
	// Check asks whether somebody may import into a thing, and gives how it is called: a fault.NotFound where she may not see it.
	Check(ctx context.Context, q postgres.Querier, by account.By, subject int64) (journal.Subject, error)
	// Hold keeps what the rows go into, and are compared with, from changing until the transaction ends, and asks again.
	Hold(ctx context.Context, tx pgx.Tx, by account.By, subject int64) error
	// Read says what a file would do. It writes nothing, and gives the same for the same file, choices and things. What cannot be read
	// at all is a fault.Invalid.
	Read(ctx context.Context, q postgres.Querier, by account.By, subject int64, data []byte, c intake.Choices) (Read, error)
}

// Read is a file as a room understands it, compared with what is there.
type Read interface {
	Report() *intake.Report
	// Seen stands for what the rows were compared with: it differs once any of that changed.
	Seen() string
	// Apply writes what the rows say, and one entry of the journal; it says how many of them it is past. The thing was held.
	Apply(ctx context.Context, tx pgx.Tx, by account.By, past func(rows int)) error
}

// Counts is what the entry of an import says: how many things were created and how many changed, under these labels.
func Counts(r *intake.Report, created, changed string) []field.Change {
	list := []field.Change{{Name: "crees", Label: created, After: french.Number(r.Count(intake.Created))}}
	if n := r.Count(intake.Changed); n > 0 {
		list = append(list, field.Change{Name: "modifies", Label: changed, After: french.Number(n)})
	}
	return list
}
