package plan

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/postgres"
	"parvis/internal/programme"
)

const templateColumns = `id, COALESCE(key, '') AS key, kind, name, description, body AS document, version`

// storedTemplate is a template whose document is still to be read.
type storedTemplate struct {
	ID          int64
	Key         string
	Kind        programme.Kind
	Name        string
	Description string
	Document    []byte
	Version     int
}

func (s storedTemplate) read() (Template, error) {
	body, err := readBody(s.Document)
	return Template{ID: s.ID, Key: s.Key, Kind: s.Kind, Name: s.Name, Description: s.Description, Body: body, Version: s.Version}, err
}

func listTemplates(ctx context.Context, q postgres.Querier, kind programme.Kind) ([]Template, error) {
	stored, err := postgres.List[storedTemplate](ctx, q, `SELECT `+templateColumns+` FROM plan_templates
		WHERE @kind = '' OR kind = @kind ORDER BY kind, name COLLATE "fr-x-icu", id`, pgx.NamedArgs{"kind": string(kind)})
	list := make([]Template, len(stored))
	for i, s := range stored {
		if list[i], err = s.read(); err != nil {
			return nil, err
		}
	}
	return list, err
}

func oneTemplate(ctx context.Context, q postgres.Querier, id int64) (Template, error) {
	stored, err := postgres.One[storedTemplate](ctx, q, `SELECT `+templateColumns+` FROM plan_templates WHERE id = @id`, pgx.NamedArgs{"id": id})
	if err != nil {
		return Template{}, err
	}
	return stored.read()
}

func insertSeeds(ctx context.Context, q postgres.Querier, seeds []seed) error {
	b := &pgx.Batch{}
	for _, s := range seeds {
		body, err := json.Marshal(s.Body)
		if err != nil {
			return fmt.Errorf("write template %s: %w", s.Key, err)
		}
		before, err := json.Marshal(s.withoutEfforts())
		if err != nil {
			return fmt.Errorf("write template %s: %w", s.Key, err)
		}
		b.Queue(`INSERT INTO plan_templates (key, kind, name, description, body)
			VALUES (@key, @kind, @name, @description, @body)
			ON CONFLICT (key) DO UPDATE SET body = EXCLUDED.body, version = plan_templates.version + 1 WHERE plan_templates.body = @before`,
			pgx.NamedArgs{"key": s.Key, "kind": string(s.Kind), "name": s.Name, "description": s.Description, "body": body, "before": before})
	}
	if err := q.SendBatch(ctx, b).Close(); err != nil {
		return fmt.Errorf("seed templates: %w", postgres.Translate(err))
	}
	return nil
}

// projectMembers gives those who may log in, by role.
func projectMembers(ctx context.Context, q postgres.Querier, projectID int64) (map[access.Role][]int64, error) {
	type member struct {
		ID   int64
		Role access.Role
	}
	rows, err := postgres.List[member](ctx, q, `SELECT person_id AS id, role FROM members_named
		WHERE project_id = @project AND active ORDER BY id`, pgx.NamedArgs{"project": projectID})
	byRole := map[access.Role][]int64{}
	for _, m := range rows {
		byRole[m.Role] = append(byRole[m.Role], m.ID)
	}
	return byRole, err
}

// lastPosition gives how many tasks a project has and the last position among them, deleted ones included.
func lastPosition(ctx context.Context, q postgres.Querier, projectID int64) (tasks, position int, err error) {
	type last struct{ Tasks, Position int }
	one, err := postgres.One[last](ctx, q, `SELECT count(*) FILTER (WHERE deleted_at IS NULL) AS tasks,
		COALESCE(max(position), 0) AS position FROM tasks WHERE project_id = @project`, pgx.NamedArgs{"project": projectID})
	return one.Tasks, one.Position, err
}

// newItem is a point of a checklist that is stored with its task.
type newItem struct {
	Label  string
	Ticked bool
}

// unticked makes points of their texts.
func unticked(labels []string) []newItem {
	items := make([]newItem, len(labels))
	for i, label := range labels {
		items[i].Label = label
	}
	return items
}

// insertAll stores tasks numbered from 1 with their dependencies and checklists (by index) in four
// round trips, whatever their number. It replaces the numbers by the ids it takes.
func insertAll(ctx context.Context, tx pgx.Tx, by account.By, tasks []Task, needs []storedNeed, checklists [][]newItem) error {
	ids, err := postgres.Scalars[int64](ctx, tx, `SELECT nextval(pg_get_serial_sequence('tasks', 'id')) FROM generate_series(1, @n::int)`,
		pgx.NamedArgs{"n": len(tasks)})
	if err != nil {
		return err
	}
	_, err = tx.CopyFrom(ctx, pgx.Identifier{"tasks"},
		[]string{"id", "project_id", "number", "position", "title", "category", "responsible_id", "suggested_role", "duration",
			"calendar_days", "effort_half_days", "min_duration", "offset_side", "offset_count", "offset_unit", "deadline", "not_before", "pinned_start", "pinned_finish",
			"statutory", "optional", "internal", "state", "actual_start", "actual_finish", "blocked_because",
			"source", "notes", "created_by", "created_at", "updated_at"},
		pgx.CopyFromSlice(len(tasks), func(i int) ([]any, error) {
			t := &tasks[i]
			t.ID = ids[i]
			side, count, unit := offsetColumns(t.Offset)
			return []any{t.ID, t.ProjectID, t.Number, t.Position, t.Title, string(t.Category), t.ResponsibleID, string(t.SuggestedRole), t.Duration,
				t.CalendarDays, t.Effort, t.MinDuration, side, count, unit, t.Deadline, t.NotBefore, t.PinnedStart, t.PinnedFinish,
				t.Statutory, t.Optional, t.Internal, t.State.String(), t.ActualStart, t.ActualFinish, t.BlockedBecause,
				t.Source, t.Notes, by.ID, by.At, by.At}, nil
		}))
	if err != nil {
		return fmt.Errorf("copy tasks: %w", postgres.Translate(err))
	}
	_, err = tx.CopyFrom(ctx, pgx.Identifier{"task_needs"}, []string{"project_id", "task_id", "need_id", "lag"},
		pgx.CopyFromSlice(len(needs), func(i int) ([]any, error) {
			return []any{tasks[needs[i].TaskID-1].ProjectID, ids[needs[i].TaskID-1], ids[needs[i].NeedID-1], needs[i].Lag}, nil
		}))
	if err != nil {
		return fmt.Errorf("copy dependencies: %w", postgres.Translate(err))
	}
	var items [][]any
	for i, list := range checklists {
		for j, item := range list {
			var at, who any
			if item.Ticked {
				at, who = by.At, by.ID
			}
			items = append(items, []any{ids[i], j + 1, item.Label, at, who})
		}
	}
	_, err = tx.CopyFrom(ctx, pgx.Identifier{"checklist_items"}, []string{"task_id", "position", "label", "ticked_at", "ticked_by"}, pgx.CopyFromRows(items))
	if err != nil {
		return fmt.Errorf("copy checklists: %w", postgres.Translate(err))
	}
	return nil
}
