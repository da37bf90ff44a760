package privacy

import (
	"context"
	"strconv"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/personal"
	"parvis/internal/postgres"
)

// Retention is how long the service keeps a kind of record.
type Retention struct {
	personal.Kept
	Chosen  int // months
	Version int // 1: the default stands
}

// Retentions gives them all.
func (r *Room) Retentions(ctx context.Context, by account.By) ([]Retention, error) {
	if err := by.Check(MayManage, access.Tie{}); err != nil {
		return nil, err
	}
	chosen, err := listRetentions(ctx, r.db)
	if err != nil {
		return nil, err
	}
	var list []Retention
	for _, h := range r.holders {
		for _, k := range h.Kept {
			one := Retention{Kept: k, Chosen: k.Months, Version: 1}
			if c, there := chosen[k.Key]; there {
				one.Chosen, one.Version = c.Months, c.Version
			}
			list = append(list, one)
		}
	}
	return list, nil
}

// retention gives one of them; NotFound where there is none.
func (r *Room) retention(ctx context.Context, by account.By, key string) (Retention, error) {
	list, err := r.Retentions(ctx, by)
	for _, k := range list {
		if k.Key == key {
			return k, nil
		}
	}
	if err == nil {
		err = fault.Missing(nil)
	}
	return Retention{}, err
}

// Retention gives how long a kind of record is kept; NotFound where there is no such kind.
func (r *Room) Retention(ctx context.Context, by account.By, key string) (Retention, error) {
	return r.retention(ctx, by, key)
}

var retentionFields = field.List[int]{{Name: "mois", Label: "Durée (mois)", Value: func(n int) string { return field.Number(n) }}}

// SetRetention chooses how long a kind of record is kept, in months, if nobody chose since this version.
func (r *Room) SetRetention(ctx context.Context, by account.By, key string, version, months int) error {
	k, err := r.retention(ctx, by, key)
	if err != nil {
		return err
	}
	var p fault.Problems
	p.Require(months >= k.Min && months <= k.Max, "mois", "Veuillez donner une durée entre "+french.Months(k.Min)+" et "+french.Months(k.Max)+".")
	if err := p.Err(); err != nil {
		return err
	}
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		was, err := lockRetention(ctx, tx, key)
		if err != nil {
			return err
		}
		if was.Version == 0 {
			was.Months, was.Version = k.Months, 1
		}
		about := journal.Subject{Kind: journal.Retention, ID: 1, Name: k.Label}
		if was.Version != version {
			return journal.Met(ctx, tx, "Cette durée", about, was.Version, retentionFields.Both(was.Months, months))
		}
		changes := retentionFields.Changes(was.Months, months)
		if len(changes) == 0 {
			return nil
		}
		if err := writeRetention(ctx, tx, by, key, months); err != nil {
			return err
		}
		return journal.Write(ctx, tx, by.Did(journal.Edited, about, changes...))
	})
}

// Months is a number of months as a form sends it.
func (k Retention) Text() string { return strconv.Itoa(k.Chosen) }
