package slot

import (
	"context"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/activity"
	"parvis/internal/postgres"
)

// Told is a slot as it is told outside the service.
type Told struct {
	Slot
	Changed time.Time // when it, or its activity, last did
	Changes int       // how many times they did
}

// ToldOf gives the slots of a project that are told outside the service, in the order of their times: those that are planned, and those that
// were postponed or cancelled, which people noted already. What is only proposed is nobody else's business, nor is an activity that was put aside.
func (r *Room) ToldOf(ctx context.Context, by account.By, project int64) ([]Told, error) {
	if err := visible(by); err != nil {
		return nil, err
	}
	var rows []row
	var activities []activityStamp
	b := &pgx.Batch{}
	queueProjectSlots(b, &rows, by, project)
	queueActivityStamps(b, &activities, project)
	if err := r.db.SendBatch(ctx, b).Close(); err != nil {
		return nil, postgres.Translate(err)
	}
	return toldOf(slots(rows), activities), nil
}

// ToldThese is ToldOf of slots of any project, by their numbers: those that are in the trash, with their activity or their project too, are left out.
func (r *Room) ToldThese(ctx context.Context, by account.By, ids []int64) ([]Told, error) {
	if err := visible(by); err != nil || len(ids) == 0 {
		return nil, err
	}
	list, err := found(ctx, r.db, by, ids)
	if err != nil {
		return nil, err
	}
	var activities []activityStamp
	b := &pgx.Batch{}
	queueStampsOf(b, &activities, ids)
	if err := r.db.SendBatch(ctx, b).Close(); err != nil {
		return nil, postgres.Translate(err)
	}
	list = slices.DeleteFunc(list, func(s Slot) bool { return s.DeletedAt != nil })
	slices.SortStableFunc(list, func(a, b Slot) int { return a.Start().Compare(b.Start()) })
	return toldOf(list, activities), nil
}

// toldOf are the slots that are told outside the service.
func toldOf(all []Slot, activities []activityStamp) []Told {
	of := make(map[int64]activityStamp, len(activities))
	for _, a := range activities {
		of[a.ID] = a
	}
	var list []Told
	for _, s := range all {
		if s.Status == Proposed || s.Activity.State == activity.SetAside {
			continue
		}
		a := of[s.Activity.ID]
		one := Told{Slot: s, Changed: s.UpdatedAt, Changes: s.Version - 1 + max(0, a.Version-1)}
		if a.UpdatedAt.After(one.Changed) {
			one.Changed = a.UpdatedAt
		}
		list = append(list, one)
	}
	return list
}
