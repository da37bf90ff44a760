package urls

import (
	"net/url"
	"strconv"
)

// Documents is the list of models of documents; POST creates a text.
func Documents() string { return "/documents" }

// NewModel is the form of a model written in Parvis; POST to Documents creates it.
func NewModel() string { return Documents() + "/modeles/nouveau" }

// WordModel asks for a model in Word's format (GET), and keeps it (POST).
func WordModel() string { return Documents() + "/modeles/word" }

// Model is one model; POST edits it.
func Model(id int64) string { return path(Documents()+"/modeles/", id) }

// ModelEdit is the form of a model; POST to Model saves it.
func ModelEdit(id int64) string { return Model(id) + "/modifier" }

// ModelFile is the file of a model in Word's format; POST replaces it.
func ModelFile(id int64) string { return Model(id) + "/fichier" }

// ModelDelete asks (GET) and puts a model in the trash (POST).
func ModelDelete(id int64) string { return Model(id) + "/suppression" }

// ModelHistory is who did what to a model, and when.
func ModelHistory(id int64) string { return Model(id) + "/historique" }

// documentsOf is where documents of a project are made, or of none (0).
func documentsOf(project int64) string {
	if project == 0 {
		return Documents()
	}
	return Project(project) + Documents()
}

// NewDocument chooses a model and for whom (GET, POST), with what the query names: modele, structure, contact, filtre (of the list of organisations), partenaires (of the project: a role, or tous).
func NewDocument(project int64, from url.Values) string {
	return with(documentsOf(project)+"/nouveau", from)
}

// NewDocumentFor is NewDocument for an organisation, outside any project.
func NewDocumentFor(organisation int64) string {
	return NewDocument(0, url.Values{"structure": {strconv.FormatInt(organisation, 10)}})
}

// FillDocument says what lacks and asks for the rest (GET), then makes the document (POST); the query names the model and for whom.
func FillDocument(project int64, of url.Values) string {
	return with(documentsOf(project)+"/remplir", of)
}
