package equipment

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/table"
	"parvis/internal/french"
	"parvis/internal/imports"
	"parvis/internal/journal"
	"parvis/internal/postgres"
)

// MaxImported is how many things a file may hold.
const MaxImported = 500

// Import is how things come from a spreadsheet. A row is the thing of the catalogue that has the same name, whatever its capitals and accents, or a new
// one; a cell that is empty changes nothing.
func (r *Room) Import() imports.Kind { return importer{} }

type importer struct{}

// Name implements imports.Kind.
func (importer) Name() string { return "materiel" }

// Check implements imports.Kind.
func (importer) Check(_ context.Context, _ postgres.Querier, by account.By, _ int64) (journal.Subject, error) {
	return journal.Subject{Kind: journal.Equipment, Name: "Matériel"}, by.Check(MayExchange, access.Tie{})
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

// incoming is a file of things beside those that are there.
type incoming struct {
	report intake.Report
	seen   strings.Builder
	rows   []incomingItem
}

// incomingItem is a row that changes something.
type incomingItem struct {
	before Item // zero for a new one
	draft  Draft
}

// Report implements imports.Read.
func (in *incoming) Report() *intake.Report { return &in.report }

// Seen implements imports.Read.
func (in *incoming) Seen() string { return in.seen.String() }

// judge compares the rows with the living things.
func (in *incoming) judge(read *table.Reading[Draft], living []Item) {
	kept, rowOf := make(map[string]Item, len(living)), map[string]int{}
	for _, s := range living {
		kept[french.Fold(s.Name)] = s
		fmt.Fprint(&in.seen, s.ID, ".", s.Version, " ")
	}
	all := make([]incomingItem, len(read.Rows))
	for i := range read.Rows {
		row := &read.Rows[i]
		key := french.Fold(row.Value.Name)
		all[i] = incomingItem{before: kept[key], draft: row.Value.Tidy()}
		if all[i].before.ID != 0 {
			all[i].draft = Table.Over(all[i].before.Draft, *row).Tidy()
		}
		broken := all[i].draft.Check()
		if first, twice := rowOf[key]; twice && key != "" {
			broken.Add("nom", "La ligne "+strconv.Itoa(first)+" porte déjà ce nom.")
		}
		if i >= MaxImported {
			broken.Add("nom", "Un fichier compte au plus "+french.Number(MaxImported)+" articles : importez les autres ensuite.")
		}
		rowOf[key] = row.Number
		read.Refuse(i, broken)
	}
	in.report = read.Report()
	for i, one := range all {
		if row := in.report.Row(read.Rows[i].Number); row.Outcome == intake.Created {
			in.settle(row, one)
		}
	}
}

// settle says what a row that goes in does.
func (in *incoming) settle(row *intake.Row, one incomingItem) {
	row.Changes = Fields.Changes(one.before.Draft, one.draft)
	switch {
	case one.before.ID == 0:
		row.Changes = Fields.Changes(Draft{Name: one.draft.Name, Active: one.draft.Active, Category: one.draft.Category}, one.draft)
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
	did := by.Did(journal.Imported, journal.Subject{Kind: journal.Sheet}, imports.Counts(&in.report, "Articles créés", "Articles modifiés")...)
	if err := journal.Write(ctx, tx, did); err != nil {
		return err
	}
	for i, row := range in.rows {
		if err := in.write(ctx, tx, by, row); err != nil {
			return err
		}
		past(i + 1)
	}
	return nil
}

func (in *incoming) write(ctx context.Context, tx pgx.Tx, by account.By, row incomingItem) error {
	if row.before.ID == 0 {
		_, err := create(ctx, tx, by, row.draft)
		return err
	}
	return replace(ctx, tx, by, row.before, row.draft)
}
