package programme

import (
	"parvis/internal/personal"
)

// Personal is what projects and events hold of people.
func Personal() personal.Holder {
	c, typed := personal.Closed, personal.Typed
	return personal.Holder{
		Tables: []personal.Table{
			{Name: "event_series", Key: "key", Thing: "Série d’événements", Columns: map[string]personal.How{"key": c, "name": c}},
			{Name: "events", Thing: "Événement", Title: "name", Place: "event", Columns: map[string]personal.How{"series_key": c, "name": typed, "theme": typed, "notes": typed, "source": typed}},
			{Name: "projects", Thing: "Projet", Title: "title", Place: "project",
				Columns: map[string]personal.How{"kind": c, "status": c, "status_before_archive": c, "title": typed, "objectives": typed, "audiences": typed, "short_name": typed, "opening": c}},
		},
		About: aboutProjects,
		After: afterWords,
	}
}
