package programme

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/field"
	"parvis/internal/journal"
)

// History gives a page, from 1, of what was done to a project and in it, newest first.
func (r *Room) History(ctx context.Context, by account.By, id int64, page int) (journal.Page, error) {
	if _, err := r.Project(ctx, by, id); err != nil {
		return journal.Page{}, err
	}
	return journal.OfProject(ctx, r.db, by.Sight(), id, page)
}

// EventHistory gives a page, from 1, of what was done to an event, newest first.
func (r *Room) EventHistory(ctx context.Context, by account.By, id int64, page int) (journal.Page, error) {
	if _, err := r.Event(ctx, by, id); err != nil {
		return journal.Page{}, err
	}
	return journal.Of(ctx, r.db, by.Sight(), journal.Event, id, page)
}

// record notes what was done to a project as a whole.
func record(ctx context.Context, tx pgx.Tx, by account.By, verb journal.Verb, p Project, changes ...field.Change) error {
	did := by.Did(verb, p.Subject(), changes...)
	did.Projects = []int64{p.ID}
	return journal.Write(ctx, tx, did)
}
