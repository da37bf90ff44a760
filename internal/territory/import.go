package territory

import (
	"context"
	"strings"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/exchange/intake"
	"parvis/internal/imports"
	"parvis/internal/journal"
	"parvis/internal/postgres"
)

// MaxImported is how many territories a file may hold: three times the national list.
const MaxImported = 5_000

// Import is how territories come from a spreadsheet. A row is the living territory of the same code, whatever its name, since names
// repeat; without a code, the town of the same name, or the district without a code of the same name in the same towns. A cell that is
// empty changes nothing. Towns that a district names with their INSEE code, and that nobody knows, come with it.
func (r *Room) Import() imports.Kind { return importer{} }

type importer struct{}

// Name implements imports.Kind.
func (importer) Name() string { return "territoires" }

// Check implements imports.Kind.
func (importer) Check(_ context.Context, _ postgres.Querier, by account.By, _ int64) (journal.Subject, error) {
	return journal.Subject{Kind: journal.Territory, Name: "Territoires"}, by.Check(MayExchange, access.Tie{})
}

// Hold implements imports.Kind.
func (importer) Hold(ctx context.Context, tx pgx.Tx, by account.By, _ int64) error {
	if err := by.Check(MayExchange, access.Tie{}); err != nil {
		return err
	}
	return lockAll(ctx, tx)
}

// Read implements imports.Kind.
func (importer) Read(ctx context.Context, q postgres.Querier, _ account.By, _ int64, data []byte, c intake.Choices) (imports.Read, error) {
	living, err := list(ctx, q)
	if err != nil {
		return nil, err
	}
	read, err := Table.ReadWith(data, c)
	if err != nil {
		return nil, err
	}
	in := &incoming{}
	in.judge(read, living)
	return in, nil
}

// incoming is a file of territories beside those that are there.
type incoming struct {
	report intake.Report
	seen   strings.Builder
	rows   []change // in the order in which they are written: towns first
}

// change is a territory that is created or changed.
type change struct {
	before Territory // zero for a new one
	draft  Draft
}

// Report implements imports.Read.
func (in *incoming) Report() *intake.Report { return &in.report }

// Seen implements imports.Read.
func (in *incoming) Seen() string { return in.seen.String() }

// settle says what a row that goes in does.
func (in *incoming) settle(row *intake.Row, one change) {
	row.Changes = Fields.Changes(one.before.Draft, one.draft)
	switch {
	case one.before.ID == 0:
		row.Changes = Fields.Changes(Draft{Name: one.draft.Name}, one.draft)
	case len(row.Changes) > 0:
		row.Outcome = intake.Changed
	default:
		row.Outcome = intake.Same
		return
	}
	in.rows = append(in.rows, one)
}

// Apply implements imports.Read.
func (in *incoming) Apply(ctx context.Context, tx pgx.Tx, by account.By, past func(int)) error {
	did := by.Did(journal.Imported, journal.Subject{Kind: journal.Sheet}, imports.Counts(&in.report, "Territoires créés", "Territoires modifiés")...)
	if err := journal.Write(ctx, tx, did); err != nil {
		return err
	}
	for i, one := range in.rows {
		if err := one.write(ctx, tx, by); err != nil {
			return err
		}
		past(min(i+1, len(in.report.Rows)))
	}
	return nil
}

func (c change) write(ctx context.Context, tx pgx.Tx, by account.By) error {
	if c.before.ID == 0 {
		_, err := create(ctx, tx, by, c.draft)
		return err
	}
	return replace(ctx, tx, by, c.before, c.draft)
}
