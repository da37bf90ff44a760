// Package shipped holds the models of documents that Parvis comes with.
package shipped

import (
	"embed"
	"slices"
	"strings"

	"parvis/internal/french"
)

// Kind is what a document is for.
type Kind string

// The kinds, as stored.
const (
	Letter        Kind = "lettre"
	Agreement     Kind = "convention"
	Attestation   Kind = "attestation"
	Families      Kind = "familles"
	Authorisation Kind = "autorisation"
	Badge         Kind = "badge"
	Other         Kind = "autre"
)

// Kinds lists them in the order of the pages.
var Kinds = []Kind{Letter, Agreement, Attestation, Families, Authorisation, Badge, Other}

var labels = map[Kind]string{Letter: "lettre", Agreement: "convention", Attestation: "attestation", Families: "courrier aux familles", Authorisation: "autorisation parentale", Badge: "badge", Other: "autre"}

// Label is the kind in French, without a capital; "" for none.
func (k Kind) Label() string { return labels[k] }

// Model is one of them, written in the marks of package markup.
type Model struct {
	Key  string // which one it is, for good
	Name string
	Kind Kind
	Body string
}

//go:embed texts/*.md
var texts embed.FS

// Models lists them.
func Models() []Model {
	read := func(key, name string, kind Kind) Model {
		data, err := texts.ReadFile("texts/" + key + ".md")
		if err != nil {
			panic(err) // it is part of the program
		}
		return Model{Key: key, Name: name, Kind: kind, Body: french.Paragraphs(strings.TrimSpace(string(data)))}
	}
	return slices.Clip([]Model{
		read("invitation", "Lettre d’invitation à un relais", Letter),
		read("convention", "Convention de partenariat simple", Agreement),
		read("autorisation", "Autorisation parentale (image et voix)", Authorisation),
	})
}
