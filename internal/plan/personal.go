package plan

import (
	"parvis/internal/personal"
)

// Personal is what plans hold of people.
func Personal() personal.Holder {
	c, typed := personal.Closed, personal.Typed
	return personal.Holder{
		Tables: []personal.Table{
			{Name: "tasks", Thing: "Tâche", Title: "title", Place: "task",
				Columns: map[string]personal.How{"category": c, "suggested_role": c, "offset_side": c, "offset_unit": c, "state": c, "title": typed, "blocked_because": typed, "source": typed, "notes": typed}},
			{Name: "checklist_items", Thing: "Point d’une liste", Title: "label", Place: "task", PlaceID: "task_id", Columns: map[string]personal.How{"label": typed}},
			{Name: "own_tasks", Thing: "Tâche personnelle", Title: "title", Place: "own_task", Columns: map[string]personal.How{"title": typed}},
			{Name: "plan_templates", Thing: "Modèle", Title: "name", Columns: map[string]personal.How{"key": c, "kind": c, "name": typed, "description": typed, "body": typed}},
		},
		About: aboutTasks,
		Erase: eraseOwn,
		After: afterWords,
	}
}
