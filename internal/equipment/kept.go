package equipment

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/partner"
	"parvis/internal/postgres"
	"parvis/internal/workcal"
)

// kept is what pages showed, until something is counted: a catalogue and what is booked of it are looked at many times between two changes. It is as
// anybody sees it, and read only.
type kept struct {
	items     *postgres.Kept[[]Item]
	sets      *postgres.Kept[[]Set]
	boards    *postgres.Kept[Board]
	days      *postgres.Kept[Day]
	shortages *postgres.Kept[[]Shortage]
	lacking   *postgres.Kept[[]Shortage] // by a project on a day
	takers    *postgres.Kept[takenUp]
	loads     *postgres.Kept[[]workcal.Date]
	lists     *postgres.Kept[[]List]
	slots     *postgres.Kept[Booking]
	free      *postgres.Kept[[]Free]
	people    *postgres.Kept[[]partner.Ref]
}

// What is kept at most: some megabytes of the largest programmes, and what people are at.
const (
	mostKept = 6
	mostOnes = 200
)

func keep() kept {
	return kept{items: postgres.Keep[[]Item](1), sets: postgres.Keep[[]Set](1), people: postgres.Keep[[]partner.Ref](1), boards: postgres.Keep[Board](mostKept), days: postgres.Keep[Day](mostKept),
		shortages: postgres.Keep[[]Shortage](mostKept), lacking: postgres.Keep[[]Shortage](mostOnes), takers: postgres.Keep[takenUp](mostOnes), loads: postgres.Keep[[]workcal.Date](mostKept), lists: postgres.Keep[[]List](mostKept),
		slots: postgres.Keep[Booking](mostOnes), free: postgres.Keep[[]Free](mostKept)}
}

// takenUp is what takes a thing, and when it is lacking.
type takenUp struct {
	by        []Taker
	shortages []Shortage
}

// catalogue gives the things by their names.
func (r *Room) catalogue(ctx context.Context, by account.By) ([]Item, error) {
	list, err := r.kept.items.Of(by.Changes, "", func() ([]Item, error) { return list(ctx, r.db) })
	return slices.Clone(list), err
}

// freeAt gives the things in service, by name, with how many are left during a time but for what a booking takes.
func (r *Room) freeAt(ctx context.Context, by account.By, from, to time.Time, but int64) ([]Free, error) {
	items, err := r.catalogue(ctx, by)
	if err != nil {
		return nil, err
	}
	list, err := r.kept.free.Of(by.Changes, fmt.Sprint(from.Unix(), to.Unix(), but), func() ([]Free, error) {
		var rows []takeRow
		if !from.IsZero() {
			b := &pgx.Batch{}
			queueTakes(b, &rows, from, to, but)
			if err := r.db.SendBatch(ctx, b).Close(); err != nil {
				return nil, postgres.Translate(err)
			}
		}
		takes := map[int64][]Take{}
		for _, t := range rows {
			takes[t.Item] = append(takes[t.Item], t.take())
		}
		list := make([]Free, 0, len(items))
		for _, i := range items {
			if i.Active {
				list = append(list, Free{i, max(0, i.Usable()-Peak(takes[i.ID], from, to))})
			}
		}
		return list, nil
	})
	return slices.Clone(list), err
}
