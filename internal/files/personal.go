package files

import (
	"parvis/internal/personal"
)

// Personal is what attached files hold of people: their names can be searched, what is in them cannot.
func Personal() personal.Holder {
	c := personal.Closed
	return personal.Holder{
		Tables: []personal.Table{
			{Name: "files", Thing: "Fichier", Title: "name", Place: "=subject_kind", PlaceID: "subject_id", Most: map[string]int{"name": 150},
				Columns: map[string]personal.How{"subject_kind": c, "name": personal.Typed, "type": c, "sha256": c, "object": c}},
			{Name: "file_chunks", Key: "file_id", Thing: "Contenu d’un fichier", Columns: map[string]personal.How{"data": personal.Bytes}},
			{Name: "file_thumbnails", Key: "file_id", Thing: "Vignette", Columns: map[string]personal.How{"data": personal.Bytes}},
			{Name: "file_scans", Key: "file_id", Thing: "Examen d’un fichier", Columns: map[string]personal.How{"state": c, "found": c}},
			{Name: "file_store", Key: "only_one", Thing: "Lieu des fichiers", Columns: map[string]personal.How{"name": c}},
		},
		Erase: eraseFiles,
	}
}
