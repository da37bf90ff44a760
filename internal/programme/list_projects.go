package programme

import (
	"context"
	"fmt"

	"parvis/internal/account"
)

// Filter chooses projects; its zero value takes all but the archived ones.
type Filter struct {
	Kind     Kind   // "": any
	Status   Status // "": any
	Pilot    int64  // 0: anybody
	Event    int64  // 0: any, or none
	Year     int    // of the target days; 0: any
	Text     string // in the title, short name, objectives, audiences or event's name; folded before comparing
	Mine     bool   // only those the reader pilots or is a member of
	Archived bool   // archived ones too
}

// Narrowed tells whether the filter leaves anything out beyond the archived projects.
func (f Filter) Narrowed() bool {
	f.Archived = false
	return f != Filter{}
}

// Listed is a project in a list, and what its reader may do with it there.
type Listed struct {
	Project
	Confirm bool // as it stands
}

// List gives the projects a person may see and that pass the filter, by target day. One query.
func (r *Room) List(ctx context.Context, by account.By, f Filter) ([]Listed, error) {
	if err := Visible(by); err != nil {
		return nil, err
	}
	found, err := listProjects(ctx, r.db, by, f)
	if err != nil {
		return nil, fmt.Errorf("list projects: %w", err)
	}
	text := searchable(f.Text)
	list := make([]Listed, 0, len(found))
	for _, p := range found {
		if text == "" || p.says(text) {
			list = append(list, Listed{Project: p, Confirm: Confirmable(by, p.Status)})
		}
	}
	return list, nil
}
