package imports

import (
	"parvis/internal/personal"
)

// Personal is what imported files hold of people: one that names somebody who is erased goes as a whole.
func Personal() personal.Holder {
	c := personal.Closed
	return personal.Holder{
		Tables: []personal.Table{
			{Name: "imports", Thing: "Fichier à importer", Columns: map[string]personal.How{"kind": c, "state": c, "name": personal.Bytes, "data": personal.Bytes, "choices": personal.Bytes, "failure": personal.Bytes}},
			{Name: "import_columns", Key: "kind", Thing: "En-têtes de tableau", Columns: map[string]personal.How{"kind": c, "headings": c, "columns": personal.Copied}},
		},
		Processings: []personal.Processing{{Key: "imports", Name: "Imports de fichiers", Purpose: "Lire un tableau, montrer ce qu’il ferait, l’importer.",
			Basis: "Mission d’intérêt public (article 6.1.e du RGPD).", People: "Toute personne qu’un fichier importé nomme.", Data: "Le contenu du fichier et ses corrections.",
			Readers: "La personne qui importe.", Kept: "Huit jours après la dernière ouverture du fichier\u00a0; ce qui a été reconnu des en-têtes, deux ans.", Measures: "Seule la personne qui importe ouvre le fichier.", Source: "Durée fixée par l’application."}},
		Bytes: removeNaming,
		Erase: eraseImports,
	}
}
