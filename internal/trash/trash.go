// Package trash is the one rule about what is thrown away, whatever room it is of: it can be put back
// for Days days, then it goes for good.
package trash

import (
	"context"
	"time"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/workcal"
)

// Days is for how many days after the one it was deleted on a thing can be put back.
const Days = 30

// Lasts is Days in words, for sentences.
const Lasts = "30\u00a0jours"

// LastDay is the last day, until its end, on which what was deleted at this moment can be put back.
func LastDay(deletedAt time.Time) workcal.Date { return workcal.FromTime(deletedAt).AddDays(Days) }

// Since is the earliest moment at which what can still be put back now was deleted: what was deleted
// before is to be purged. Moments are read in the place of now, which is Paris.
func Since(now time.Time) time.Time {
	return time.Date(now.Year(), now.Month(), now.Day()-Days, 0, 0, 0, 0, now.Location())
}

// Check refuses, as gone, what can no longer be put back.
func Check(deletedAt *time.Time, now time.Time) error {
	if deletedAt != nil && !deletedAt.Before(Since(now)) {
		return nil
	}
	return fault.New(fault.NotFound, "Cet élément a été mis à la corbeille il y a plus de "+Lasts+"\u00a0: il ne peut plus être rétabli.", nil)
}

// Mark is when a thing says that it was deleted: now, or nil where it is put back, unless it is too late for that.
func Mark(deletedAt *time.Time, now time.Time, back bool) (*time.Time, error) {
	if back {
		return nil, Check(deletedAt, now)
	}
	return &now, nil
}

// Item is a thing in the trash.
type Item struct {
	ID        int64
	Name      string
	ProjectID int64  // 0: it is in no project
	Project   string // "": it is in no project
	DeletedAt time.Time
	May       bool // this person may put it back
}

// Until is the last day on which it can be put back.
func (i Item) Until() workcal.Date { return LastDay(i.DeletedAt) }

// Bin is where a room throws one kind of thing.
type Bin struct {
	Key   string // in addresses: "evenements"
	Label string // « Événement »
	// List gives what this person may see there, last deleted first.
	List func(context.Context, account.By) ([]Item, error)
	// Restore puts a thing back: NotFound when it is not there, Forbidden to whoever may not.
	Restore func(ctx context.Context, by account.By, id int64) error
	Done    string // what to say then: « L’événement est rétabli. »
	// Purge removes for good what was deleted before a moment.
	Purge func(ctx context.Context, before time.Time) error
}
