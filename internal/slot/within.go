package slot

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/journal"
	"parvis/internal/partner"
	"parvis/internal/postgres"
	"parvis/internal/space"
)

// In gives the living slots of a project, in the order of their times, to another room that reads them in a transaction of its own.
func In(ctx context.Context, q postgres.Querier, by account.By, project int64) ([]Slot, error) {
	if err := visible(by); err != nil {
		return nil, err
	}
	var rows []row
	b := &pgx.Batch{}
	queueProjectSlots(b, &rows, by, project)
	err := postgres.Translate(q.SendBatch(ctx, b).Close())
	return slots(rows), err
}

// SpacesIn gives the places of the museum that are in use, by their names.
func SpacesIn(ctx context.Context, q postgres.Querier) ([]Space, error) {
	var list []Space
	b := &pgx.Batch{}
	queueSpaces(b, &list)
	err := postgres.Translate(q.SendBatch(ctx, b).Close())
	return list, err
}

// AddIn keeps new slots of a project, all proposed, in the transaction of another room, and gives their numbers, in order: their activities are of the
// project. A space that is in use no more is to be said again. Conflicts are not asked about. The project is locked, as for every change of its slots.
// What is to mend in one is a fault.Invalid.
func AddIn(ctx context.Context, tx pgx.Tx, by account.By, project int64, list []Draft) ([]int64, error) {
	if _, err := hold(ctx, tx, by, project, MayPropose); err != nil {
		return nil, err
	}
	p, err := projectIn(ctx, tx, by, project)
	if err != nil {
		return nil, err
	}
	var taken []int64
	for _, d := range list {
		if d.Space.ID != 0 {
			taken = append(taken, d.Space.ID)
		}
	}
	if err := space.Hold(ctx, tx, unique(taken)); err != nil {
		return nil, err
	}
	spaces, err := SpacesIn(ctx, tx)
	if err != nil {
		return nil, err
	}
	activities, err := activitiesIn(ctx, tx, project)
	if err != nil {
		return nil, err
	}
	list = append([]Draft(nil), list...)
	for i := range list {
		list[i] = list[i].In(Proposed, "").Tidied()
		list[i].Space = standing(list[i].Space, spaces)
		if err := list[i].Check().Err(); err != nil {
			return nil, err
		}
	}
	var ids []int64
	for from := 0; from < len(list); from += atOnce {
		some := list[from:min(from+atOnce, len(list))]
		made, err := insert(ctx, tx, by, some)
		if err != nil {
			return nil, err
		}
		b := &pgx.Batch{}
		for i, d := range some {
			journal.Queue(b, did(by, journal.Created, Slot{ID: made[i], Project: p, Activity: activities[d.ActivityID], Draft: d}))
		}
		if err := tx.SendBatch(ctx, b).Close(); err != nil {
			return nil, postgres.Translate(err)
		}
		ids = append(ids, made...)
	}
	return ids, nil
}

// standing is a place of the museum where it is in use, and none where it is not.
func standing(ref partner.Ref, spaces []Space) partner.Ref {
	for _, s := range spaces {
		if s.ID == ref.ID {
			return s.ref()
		}
	}
	return partner.Ref{}
}

// activitiesIn gives the living activities of a project by their numbers.
func activitiesIn(ctx context.Context, q postgres.Querier, project int64) (map[int64]Activity, error) {
	var list []Activity
	b := &pgx.Batch{}
	queueActivities(b, &list, project)
	err := postgres.Translate(q.SendBatch(ctx, b).Close())
	of := make(map[int64]Activity, len(list))
	for _, a := range list {
		of[a.ID] = a
	}
	return of, err
}

// Later are the times so many days later, at the same hours of the clocks.
func (t Times) Later(days int) Times { return t.moved(days, 0) }

// Shown tells whether clocks show both its hours: in spring they pass over one.
func (t Times) Shown() bool { return t.shown() }
