package space

import (
	"context"
	"crypto/sha256"
	"fmt"
	"strconv"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/exchange/table"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/postgres"
)

// MaxImported is how many rows a file may hold.
const MaxImported = 500

// Import is what a file would change.
type Import struct {
	New     []ImportRow
	Changed []ImportRow
	Same    int             // rows that say what is kept already
	Refused []table.Problem // of the rows that are left aside
	Notes   []string        // what must be known of how the file was read, in sentences
	Seen    string          // stands for what it was compared with: it differs once that changed
}

// ImportRow is a row that changes something.
type ImportRow struct {
	Number  int   // in the file
	Before  Space // zero for a new one
	Draft   Draft
	Changes []field.Change
}

// Preview tells what a file would change, and writes nothing. A row is the living space of the same name,
// whatever its capitals and accents, or a new one; a cell that is empty changes nothing.
func (r *Room) Preview(ctx context.Context, by account.By, data []byte) (Import, error) {
	if err := by.Check(MayExchange, access.Tie{}); err != nil {
		return Import{}, err
	}
	living, err := list(ctx, r.db)
	if err != nil {
		return Import{}, err
	}
	return judge(data, living)
}

// Import changes what a file says, all of it or nothing, but for the rows that are refused. Where seen is
// not what the file is compared with now, nothing is written, done is false, and what it would change now
// is given back.
func (r *Room) Import(ctx context.Context, by account.By, data []byte, seen string) (found Import, done bool, err error) {
	if err := by.Check(MayExchange, access.Tie{}); err != nil {
		return Import{}, false, err
	}
	err = postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		living, err := listAlone(ctx, tx)
		if err != nil {
			return err
		}
		if found, err = judge(data, living); err != nil || found.Seen != seen {
			return err
		}
		for _, row := range found.New {
			if _, err := create(ctx, tx, by, row.Draft); err != nil {
				return err
			}
		}
		for _, row := range found.Changed {
			if err := replace(ctx, tx, by, row.Before, row.Draft); err != nil {
				return err
			}
		}
		done = true
		return nil
	})
	return found, done && err == nil, err
}

// judge compares a file with the living spaces.
func judge(data []byte, living []Space) (Import, error) {
	read, err := Table.Read(data)
	if err != nil {
		return Import{}, err
	}
	if len(read.Rows) > MaxImported {
		return Import{}, fault.New(fault.Invalid, "Ce fichier compte plus de "+french.Number(MaxImported)+" espaces. Importez-le en plusieurs fois.", nil)
	}
	kept, rowOf := make(map[string]Space, len(living)), map[string]int{}
	for _, s := range living {
		kept[french.Fold(s.Name)] = s
	}
	found, seen := Import{Notes: read.Notes}, sha256.New()
	for i := range read.Rows {
		row := &read.Rows[i]
		key := french.Fold(row.Value.Name)
		before := kept[key]
		d := row.Value.Tidy()
		if before.ID != 0 {
			d = Table.Over(before.Draft, *row).Tidy()
		}
		broken := d.Check()
		if first, twice := rowOf[key]; twice && key != "" {
			broken.Add("nom", "La ligne "+strconv.Itoa(first)+" porte déjà ce nom.")
		}
		rowOf[key] = row.Number
		read.Refuse(i, broken)
		_, _ = fmt.Fprintln(seen, row.Number, before.ID, before.Version)
		found.put(*row, before, d)
	}
	found.Seen = fmt.Sprintf("%x", seen.Sum(nil))
	return found, nil
}

// put files a row under what it would change.
func (f *Import) put(row table.Row[Draft], before Space, d Draft) {
	one := ImportRow{Number: row.Number, Before: before, Draft: d, Changes: Fields.Changes(before.Draft, d)}
	switch {
	case len(row.Problems) > 0:
		f.Refused = append(f.Refused, row.Problems...)
	case before.ID == 0:
		f.New = append(f.New, one)
	case len(one.Changes) > 0:
		f.Changed = append(f.Changed, one)
	default:
		f.Same++
	}
}
