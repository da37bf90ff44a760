package document

import "parvis/internal/personal"

// Personal is what models of documents hold of people: whoever wrote one, and what its text says. What a file of Word holds cannot be searched.
func Personal() personal.Holder {
	c, typed := personal.Closed, personal.Typed
	return personal.Holder{Tables: []personal.Table{
		{Name: "document_models", Thing: "Modèle de document", Title: "name", Place: "document", Most: map[string]int{"name": MaxName}, Folds: map[string]string{"name_folded": "name"},
			Columns: map[string]personal.How{"name": typed, "name_folded": personal.Derived, "kind": c, "format": c, "body": typed, "file_name": typed, "shipped": c}},
		{Name: "document_contents", Thing: "Contenu d’un modèle de document", Columns: map[string]personal.How{"data": personal.Bytes}},
	}}
}
