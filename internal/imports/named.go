package imports

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
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/postgres"
)

// Draft is what is typed of a thing.
type Draft[D any] interface {
	Tidy() D
	Check() fault.Problems
}

// Named is a Kind of things T that are known by their names, of which a row says a draft D: it is the living one of the same name, whatever its
// capitals and accents, or a new one; a cell that is empty changes nothing.
type Named[T any, D Draft[D]] struct {
	Key              string // see Kind.Name
	Into             journal.Subject
	May              *access.Action
	Table            table.Table[D]
	Fields           field.List[D]
	Most             int // rows of a file
	Many             string
	Created, Changed string // what the journal calls how many there were

	Named   func(D) string
	Blank   func(D) D // what a new one is, where a row says nothing of it
	Kept    func(T) (id int64, version int, d D)
	Lock    func(context.Context, pgx.Tx) error // keeps all of them from changing
	List    func(context.Context, postgres.Querier) ([]T, error)
	Create  func(context.Context, pgx.Tx, account.By, D) (int64, error)
	Replace func(context.Context, pgx.Tx, account.By, T, D) error
}

// Name implements Kind.
func (n *Named[T, D]) Name() string { return n.Key }

// Check implements Kind.
func (n *Named[T, D]) Check(_ context.Context, _ postgres.Querier, by account.By, _ int64) (journal.Subject, error) {
	return n.Into, by.Check(n.May, access.Tie{})
}

// Hold implements Kind.
func (n *Named[T, D]) Hold(ctx context.Context, tx pgx.Tx, by account.By, _ int64) error {
	if err := by.Check(n.May, access.Tie{}); err != nil {
		return err
	}
	return n.Lock(ctx, tx)
}

// Read implements Kind.
func (n *Named[T, D]) Read(ctx context.Context, q postgres.Querier, _ account.By, _ int64, data []byte, c intake.Choices) (Read, error) {
	living, err := n.List(ctx, q)
	if err != nil {
		return nil, err
	}
	read, err := n.Table.ReadWith(data, c)
	if err != nil {
		return nil, err
	}
	in := &named[T, D]{of: n}
	in.judge(read, living)
	return in, nil
}

// named is a file of things beside those that are there.
type named[T any, D Draft[D]] struct {
	of     *Named[T, D]
	report intake.Report
	seen   strings.Builder
	rows   []namedRow[T, D]
}

// namedRow is a row that changes something.
type namedRow[T any, D Draft[D]] struct {
	before *T // nil for a new one
	draft  D
}

// Report implements Read.
func (in *named[T, D]) Report() *intake.Report { return &in.report }

// Seen implements Read.
func (in *named[T, D]) Seen() string { return in.seen.String() }

// judge compares the rows with the living things.
func (in *named[T, D]) judge(read *table.Reading[D], living []T) {
	kept, rowOf := make(map[string]*T, len(living)), map[string]int{}
	for i := range living {
		id, version, d := in.of.Kept(living[i])
		kept[french.Fold(in.of.Named(d))] = &living[i]
		fmt.Fprint(&in.seen, id, ".", version, " ")
	}
	all := make([]namedRow[T, D], len(read.Rows))
	for i := range read.Rows {
		row := &read.Rows[i]
		key := french.Fold(in.of.Named(row.Value))
		all[i] = namedRow[T, D]{before: kept[key], draft: row.Value.Tidy()}
		if all[i].before != nil {
			_, _, d := in.of.Kept(*all[i].before)
			all[i].draft = in.of.Table.Over(d, *row).Tidy()
		}
		broken := all[i].draft.Check()
		if first, twice := rowOf[key]; twice && key != "" {
			broken.Add("nom", "La ligne "+strconv.Itoa(first)+" porte déjà ce nom.")
		}
		if i >= in.of.Most {
			broken.Add("nom", "Un fichier compte au plus "+french.Number(in.of.Most)+" "+in.of.Many+"\u00a0: importez les autres ensuite.")
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
func (in *named[T, D]) settle(row *intake.Row, one namedRow[T, D]) {
	if one.before == nil {
		row.Changes = in.of.Fields.Changes(in.of.Blank(one.draft), one.draft)
		in.rows = append(in.rows, one)
		return
	}
	_, _, before := in.of.Kept(*one.before)
	row.Changes = in.of.Fields.Changes(before, one.draft)
	if row.Outcome = intake.Same; len(row.Changes) > 0 {
		row.Outcome = intake.Changed
		in.rows = append(in.rows, one)
	}
}

// Apply implements Read.
func (in *named[T, D]) Apply(ctx context.Context, tx pgx.Tx, by account.By, past func(int)) error {
	did := by.Did(journal.Imported, journal.Subject{Kind: journal.Sheet}, Counts(&in.report, in.of.Created, in.of.Changed)...)
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

func (in *named[T, D]) write(ctx context.Context, tx pgx.Tx, by account.By, row namedRow[T, D]) error {
	if row.before == nil {
		_, err := in.of.Create(ctx, tx, by, row.draft)
		return err
	}
	return in.of.Replace(ctx, tx, by, *row.before, row.draft)
}
