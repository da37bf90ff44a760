package programme

import (
	"context"
	"fmt"

	"parvis/internal/access"
	"parvis/internal/account"
)

// Project gives a project and its members. The head of service also finds the
// deleted ones (DeletedAt is then set); for anybody else they are NotFound. Two queries.
func (r *Room) Project(ctx context.Context, by account.By, id int64) (ProjectSheet, error) {
	if err := Visible(by); err != nil {
		return ProjectSheet{}, err
	}
	row, err := findSheet(ctx, r.db, by, id)
	if err != nil {
		return ProjectSheet{}, fmt.Errorf("find project %d: %w", id, err)
	}
	members, err := listMembers(ctx, r.db, id)
	if err != nil {
		return ProjectSheet{}, fmt.Errorf("list members of project %d: %w", id, err)
	}
	sheet := ProjectSheet{Project: row.Project, Members: members, Tie: access.Tie{Member: row.IsMember}}
	sheet.May = sheet.rights(by, sheet.Tie)
	if sheet.DeletedAt == nil {
		for _, t := range TransitionsFor(by.Person, sheet.Tie, sheet.Status) {
			if t.To != Archived {
				sheet.Steps = append(sheet.Steps, t)
			}
		}
	}
	return sheet, nil
}
