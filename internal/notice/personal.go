package notice

import (
	"parvis/internal/personal"
)

// Personal is what notices hold of people.
func Personal() personal.Holder {
	c := personal.Closed
	return personal.Holder{
		Tables: []personal.Table{
			{Name: "notices", Key: "subject_id", Thing: "Avis", Columns: map[string]personal.How{"subject_kind": c, "what": c}},
			{Name: "notices_off", Key: "person_id", Thing: "Choix d’avis", Columns: map[string]personal.How{"kind": c}},
		},
		Erase: eraseNotices,
	}
}
