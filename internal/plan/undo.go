package plan

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/undo"
)

// Undoable is how what was done to plans is taken back.
type Undoable struct{}

var _ undo.Owner = Undoable{}

// Tables implements undo.Owner.
func (Undoable) Tables() []undo.Table {
	return []undo.Table{
		{Name: "tasks", Keys: []string{"id"}, Thing: "la tâche", Of: "de la tâche", Title: "title", Gone: "deleted_at", Touch: "version = t.version + 1, updated_at = @now",
			Beside: []string{"position", "created_at"},
			Holds:  []undo.Held{{Table: "checklist_items", Column: "task_id"}, {Table: "task_needs", Column: "need_id"}, {Table: "task_needs", Column: "task_id"}},
			Groups: [][]string{{"state", "actual_start", "actual_finish", "blocked_because"}, {"duration", "calendar_days", "min_duration"},
				{"offset_side", "offset_count", "offset_unit", "deadline"}, {"pinned_start", "pinned_finish"}},
			Labels: map[string]string{"title": "le titre", "category": "la catégorie", "responsible_id": "l’attribution", "duration": "la durée", "calendar_days": "la durée",
				"min_duration": "la durée minimale", "offset_side": "l’échéance", "offset_count": "l’échéance", "offset_unit": "l’échéance", "deadline": "l’échéance",
				"not_before": "la date «\u00a0pas avant\u00a0»", "pinned_start": "le début fixé", "pinned_finish": "la fin fixée", "statutory": "l’obligation légale",
				"optional": "le caractère facultatif", "internal": "le caractère interne", "effort_half_days": "la charge", "source": "la source", "notes": "le texte des notes",
				"state": "l’état", "actual_start": "l’état", "actual_finish": "l’état", "blocked_because": "le motif du blocage", "deleted_at": "la mise à la corbeille"}},
		{Name: "task_needs", Keys: []string{"task_id", "need_id"}, Thing: "une dépendance", Of: "d’une dépendance", Labels: map[string]string{"lag": "le délai"}},
		{Name: "checklist_items", Keys: []string{"id"}, Thing: "le point", Of: "du point", Title: "label", Gone: "removed_at", Beside: []string{"position"},
			Groups: [][]string{{"ticked_at", "ticked_by"}},
			Labels: map[string]string{"label": "le texte", "ticked_at": "la coche", "ticked_by": "la coche", "removed_at": "le retrait"}},
		{Name: "own_tasks", Keys: []string{"id"}, Thing: "la tâche personnelle", Of: "de la tâche personnelle", Title: "title", Gone: "deleted_at",
			Touch: "version = t.version + 1, updated_at = @now", Beside: []string{"created_at"},
			Labels: map[string]string{"title": "le titre", "day": "le jour", "done_on": "l’état", "deleted_at": "la mise à la corbeille"}},
		{Name: "plan_templates", Keys: []string{"id"}, Thing: "le modèle", Of: "du modèle", Title: "name", Touch: "version = t.version + 1, updated_at = @now",
			Beside: []string{"created_at"}, Labels: map[string]string{"name": "le nom", "description": "la description", "body": "le contenu"}},
	}
}

// Lock implements undo.Owner: the projects, as for every change of a plan.
func (Undoable) Lock(ctx context.Context, tx pgx.Tx, rows []undo.Row) error {
	tasks, _, err := placesOf(ctx, tx, rows, 0)
	if err != nil {
		return err
	}
	return programme.Hold(ctx, tx, projectsIn(tasks))
}

func projectsIn(tasks map[int64]place) []int64 {
	var ids []int64
	for _, p := range tasks {
		ids = append(ids, p.ProjectID)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// Judge implements undo.Owner.
func (Undoable) Judge(ctx context.Context, q postgres.Querier, by account.By, rows []undo.Row) (map[string]error, error) {
	tasks, items, err := placesOf(ctx, q, rows, by.ID)
	if err != nil {
		return nil, err
	}
	owns, err := ownersOf(ctx, q, undo.IDs(undo.Of(rows, "own_tasks"), "id"))
	if err != nil {
		return nil, err
	}
	refused := map[string]error{}
	for _, row := range rows {
		if refused[row.Act] == nil {
			if err := mayWrite(by, row, tasks, items, owns); err != nil {
				refused[row.Act] = err
			}
		}
	}
	return refused, nil
}

// states are the columns that ticking a task and noting how far it is write.
var states = []string{"state", "actual_start", "actual_finish", "blocked_because"}

// mayWrite asks what the operation asks that writes a row so.
func mayWrite(by account.By, row undo.Row, tasks map[int64]place, items, owns map[int64]int64) error {
	action, task := MayEditTask, row.ID("id")
	switch row.Table {
	case "own_tasks":
		return by.Check(MayEditOwn, access.Tie{Mine: owns[row.ID("id")] == by.ID})
	case "plan_templates":
		return by.Check(MayApplyTemplate, access.Tie{})
	case "task_needs":
		task = row.ID("task_id")
	case "checklist_items":
		task = items[row.ID("id")]
		if row.Only("ticked_at", "ticked_by") {
			action = MayTick
		}
	case "tasks":
		if row.Only(states...) && undo.Text(row.After, "state") != "dropped" && undo.Text(row.Before, "state") != "dropped" {
			action = MayTick
		}
	}
	at, known := tasks[task]
	if !known || at.Status == nil {
		return fault.New(fault.Conflict, "Ce geste ne s’annule plus\u00a0: le projet est dans la corbeille.", nil)
	}
	return check(by, action, (&Task{ResponsibleID: at.ResponsibleID}).Tie(by.ID, at.Member), *at.Status)
}

// Settle implements undo.Owner: what comes back may close a loop with what was linked since. Whoever has a task again, or no
// longer, is told so.
func (Undoable) Settle(ctx context.Context, tx pgx.Tx, by account.By, rows []undo.Row) error {
	tasks, _, err := placesOf(ctx, tx, rows, 0)
	if err != nil {
		return err
	}
	for _, id := range projectsIn(tasks) {
		needs, err := needsOf(ctx, tx, id, 0)
		if err != nil {
			return err
		}
		if way := graphOf(needs).anyLoop(); way != nil {
			titles, err := titledTasks(ctx, tx, id)
			if err != nil {
				return err
			}
			return fault.New(fault.Conflict, "Rien n’a été annulé. "+loopSentence(way, func(id int64) string { return titles[id] }), nil)
		}
		n, _, err := lastPosition(ctx, tx, id)
		if err != nil {
			return err
		}
		if n > maxTasks {
			return fault.New(fault.Conflict, "Rien n’a été annulé\u00a0: le rétroplanning aurait plus de "+french.Number(maxTasks)+"\u00a0tâches.", nil)
		}
		for _, counted := range []string{room, lists} {
			if err := postgres.Bump(ctx, tx, counted, id); err != nil {
				return err
			}
		}
	}
	return tellBack(ctx, tx, by, undo.Of(rows, "tasks"), tasks)
}

// anyLoop gives a loop of a graph, written as loop gives it; nil when there is none.
func (g graph) anyLoop() []int64 {
	for from, waiting := range g {
		before := g.downstream(from)
		for _, task := range waiting {
			if task == from {
				return []int64{from}
			}
		}
		for at := range before {
			if slices.Contains(g[at], from) {
				return loopIn(before, from, at)
			}
		}
	}
	return nil
}
