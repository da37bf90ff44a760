package partner

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/postgres"
	"parvis/internal/workcal"
)

// MostHere is how many relays, and how many other organisations, the page of a territory shows.
const MostHere = 30

// Quiet is the number of months without any exchange after which a territory is silent, where no tag borne there asks for less.
const Quiet = 12

// There is the organisations of a territory: of a district, or of a town with its districts.
type There struct {
	Relays, Others         []Organisation // by name, at most MostHere each
	RelayCount, OtherCount int            // in all
	LastDay                workcal.Date   // of the last exchange with any of them; zero: none
	Months                 int            // after how many without one the territory is silent
	ByTag                  bool           // a tag that is borne there asks for it
}

// Count is how many organisations there are.
func (t There) Count() int { return t.RelayCount + t.OtherCount }

// Silent tells whether organisations are known there and nothing was exchanged with any of them for too long.
func (t There) Silent(today workcal.Date) bool {
	return t.Count() > 0 && (t.LastDay.IsZero() || t.LastDay < today.AddMonths(-t.Months))
}

// There gives the organisations of a territory. Its relays are those of a kind that is one, and those that are named besides, which are relays
// of a project. One round trip, however many there are, or none while nothing changed.
func (r *Room) There(ctx context.Context, by account.By, territory int64, relays []int64) (There, error) {
	if err := visible(by); err != nil {
		return There{}, err
	}
	t, err := r.kept.here.Of(by.Changes, fmt.Sprint(territory, relays), func() (There, error) { return r.there(ctx, territory, relays) })
	t.Relays, t.Others = slices.Clone(t.Relays), slices.Clone(t.Others)
	return t, err
}

func (r *Room) there(ctx context.Context, territory int64, relays []int64) (There, error) {
	var out There
	var rows [2][]organisationRow
	var sums []hereSums
	b := &pgx.Batch{}
	queueHere(b, &rows[0], territory, relays, true)
	queueHere(b, &rows[1], territory, relays, false)
	queueHereSums(b, &sums, territory, relays)
	if err := r.db.SendBatch(ctx, b).Close(); err != nil {
		return out, postgres.Translate(err)
	}
	out.Relays, out.Others = organisations(rows[0]), organisations(rows[1])
	for _, one := range sums {
		out.RelayCount, out.OtherCount, out.LastDay = one.Relays, one.Count-one.Relays, one.LastDay
		out.Months, out.ByTag = one.Months, one.Months > 0
	}
	if !out.ByTag {
		out.Months = Quiet
	}
	return out, nil
}

// CountByTerritory tells how many organisations stand in each territory itself, whatever lies in it: those of a town's districts are counted
// there. None named: all of them. One query, or none while nothing changed.
func (r *Room) CountByTerritory(ctx context.Context, by account.By, territories ...int64) (map[int64]int, error) {
	if err := visible(by); err != nil {
		return nil, err
	}
	counts, err := r.kept.counts.Of(by.Changes, fmt.Sprint(territories), func() (map[int64]int, error) { return countByTerritory(ctx, r.db, territories) })
	return maps.Clone(counts), err
}
