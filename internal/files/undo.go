package files

import (
	"cmp"
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/notice"
	"parvis/internal/postgres"
	"parvis/internal/undo"
)

// Undoable is how what was done to files is taken back. Adding one is taken back by throwing it away.
type Undoable struct{ Topics notice.Topics }

var _ undo.Owner = (*Undoable)(nil)

// Tables implements undo.Owner. A file has no title there: what is told of an undo is kept in the journal.
func (*Undoable) Tables() []undo.Table {
	return []undo.Table{{Name: "files", Keys: []string{"id"}, Thing: "un fichier", Of: "d’un fichier", Gone: "deleted_at",
		Touch: "version = t.version + 1", Beside: []string{"created_at"}, Labels: map[string]string{"deleted_at": "le retrait", "subject_id": "sa place", "amounts": "la mention des montants"}}}
}

// Lock implements undo.Owner: the rows themselves are enough.
func (*Undoable) Lock(context.Context, pgx.Tx, []undo.Row) error { return nil }

// Judge implements undo.Owner.
func (u *Undoable) Judge(ctx context.Context, q postgres.Querier, by account.By, rows []undo.Row) (map[string]error, error) {
	found, err := listUndoing(ctx, q, u.Topics, u.Topics.For(by), undo.IDs(undo.Of(rows, "files"), "id"))
	if err != nil {
		return nil, err
	}
	refused := map[string]error{}
	for _, row := range rows {
		if f, ok := found[row.ID("id")]; refused[row.Act] == nil {
			if err := mayUndo(by, f, ok, row); err != nil {
				refused[row.Act] = err
			}
		}
	}
	return refused, nil
}

func mayUndo(by account.By, f undoing, there bool, row undo.Row) error {
	switch {
	case !there || !f.Living:
		return fault.New(fault.Conflict, "Ce geste ne s’annule plus\u00a0: ce qui portait ce fichier n’est plus là, ou est à la corbeille.", nil)
	case !f.Readable || (f.Amounts || row.Wrote("amounts")) && !by.Can(account.MaySeeAmounts, access.Tie{}):
		return fault.Missing(nil)
	}
	return cmp.Or(by.Check(MayRemove, access.Tie{Mine: f.AddedByID == by.ID}), checkOpen(f.Open))
}

// Settle implements undo.Owner: what was done to a file is read by those who see it, as it is marked now.
func (*Undoable) Settle(ctx context.Context, tx pgx.Tx, _ account.By, rows []undo.Row) error {
	return keepAsMarked(ctx, tx, undo.IDs(undo.Of(rows, "files"), "id"))
}
