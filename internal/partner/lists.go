package partner

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/postgres"
)

// SavedList is a filter that somebody keeps under a name.
type SavedList struct {
	ID     int64
	Name   string
	Query  string // as the address of the page writes it
	Shared bool   // with the whole service
	Mine   bool
	Owner  string
}

// maxLists is how many lists somebody keeps.
const maxLists = 50

// Lists gives the lists that a person keeps, and those that others share.
func (r *Room) Lists(ctx context.Context, by account.By) ([]SavedList, error) {
	if err := visible(by); err != nil {
		return nil, err
	}
	lists, err := r.kept.lists.Of(by.Changes, strconv.FormatInt(by.ID, 10), func() ([]SavedList, error) { return listSaved(ctx, r.db, by.ID) })
	return slices.Clone(lists), err
}

// SaveList keeps a filter under a name and gives its id. Under a name that she uses already, it takes the place of that one.
func (r *Room) SaveList(ctx context.Context, by account.By, l SavedList) (int64, error) {
	if err := visible(by); err != nil {
		return 0, err
	}
	l.Name = french.OneLine(l.Name)
	var p fault.Problems
	p.Require(l.Name != "", "nom_liste", "Veuillez donner un nom à cette liste.")
	p.CheckText("nom_liste", l.Name, 80)
	p.Require(len(l.Query) <= 2000, "nom_liste", "Ce filtre est trop long pour être gardé.")
	if p.Any() {
		return 0, p.Err()
	}
	var id int64
	err := postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		mine, err := lockSaved(ctx, tx, by.ID)
		if err != nil {
			return err
		}
		for _, one := range mine {
			if french.Fold(one.Name) == french.Fold(l.Name) {
				id = one.ID
				return updateSaved(ctx, tx, by, id, l)
			}
		}
		if len(mine) >= maxLists {
			return fault.Problems{{Field: "nom_liste", Sentence: "Vous gardez déjà cinquante listes\u00a0: supprimez celles qui ne servent plus."}}.Err()
		}
		id, err = insertSaved(ctx, tx, by, l)
		return err
	})
	return id, err
}

// ForgetList removes a list: one's own, or one that is shared where the head of service does it.
func (r *Room) ForgetList(ctx context.Context, by account.By, id int64) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		gone, err := deleteSaved(ctx, tx, by.ID, id, by.Can(MayDelete, access.Tie{}))
		if err != nil {
			return err
		}
		return cmp.Or(visible(by), missing(gone))
	})
}

// missing is NotFound where nothing was found.
func missing(found bool) error {
	if !found {
		return fault.Missing(nil)
	}
	return nil
}
