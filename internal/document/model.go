package document

import (
	"strings"
	"time"

	"parvis/internal/document/markup"
	"parvis/internal/document/shipped"
	"parvis/internal/exchange/docx"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
)

// Kind is what a document is for.
type Kind = shipped.Kind

// Kinds lists them in the order of the pages.
var Kinds = shipped.Kinds

// Format is how a model is written.
type Format string

// The formats.
const (
	Written Format = "text" // in Parvis, by markup
	Word    Format = "docx" // a file
)

// The bounds of what is typed and sent.
const (
	MaxName   = 150     // characters
	MaxBody   = 20_000  // characters
	MostFile  = 2 << 20 // bytes
	mostNamed = 200     // fields of a model
)

// Draft is what a person types about a model.
type Draft struct {
	Name   string
	Kind   Kind
	Format Format
	Body   string // of a text
	File   string // what the file of a model in Word's format is called
}

// Model is a model of documents.
type Model struct {
	Draft
	ID        int64
	Shipped   string // which of those that Parvis comes with; "": the service's own
	UpdatedAt time.Time
	DeletedAt *time.Time
	Version   int

	content int64 // of a file
}

// Sheet is one model as one person sees it, with the fields that it names.
type Sheet struct {
	Model
	Fields []string
	May    Rights
}

// Subject is the model as the journal names it.
func (m Model) Subject() journal.Subject {
	return journal.Subject{Kind: journal.Document, ID: m.ID, Name: m.Name}
}

// Fields lists what is told of a model, in the order of its form.
var Fields = field.List[Draft]{
	{Name: "nom", Label: "Nom", Value: func(d Draft) string { return d.Name }},
	{Name: "sorte", Label: "Sorte", Value: func(d Draft) string { return string(d.Kind) }, Text: func(d Draft) string { return d.Kind.Label() }},
	{Name: "texte", Label: "Texte", Value: func(d Draft) string { return d.Body }},
	{Name: "fichier", Label: "Fichier", Value: func(d Draft) string { return d.File }},
}

// Tidy trims the texts; a model in Word's format has no text of its own.
func (d Draft) Tidy() Draft {
	d.Name, d.File, d.Body = french.OneLine(d.Name), french.FileName(d.File), french.Paragraphs(d.Body)
	if d.Format == Word {
		d.Body = ""
	} else {
		d.File = ""
	}
	return d
}

// Check lists what must be mended before the model can be kept.
func (d Draft) Check() fault.Problems {
	var p fault.Problems
	p.Require(d.Name != "", "nom", "Veuillez donner un nom au modèle.")
	p.CheckText("nom", d.Name, MaxName)
	p.Require(d.Kind.Label() != "", "sorte", "Veuillez choisir une sorte de la liste\u00a0: «\u00a0Autre\u00a0» convient à ce qui n’y est pas.")
	if d.Format == Word {
		p.Require(d.File != "", "fichier", "Veuillez choisir un document Word (.docx).")
		return p
	}
	p.Require(d.Body != "", "texte", "Veuillez écrire le texte du modèle.")
	p.CheckText("texte", d.Body, MaxBody)
	p.Require(len(markup.Parse(d.Body).Fields()) <= mostNamed, "texte", manyFields)
	return p
}

var manyFields = "Ce modèle nomme plus de " + french.Number(mostNamed) + " champs différents\u00a0: veuillez en retirer."

// openFile reads a model in Word's format; what is wrong with it is a problem of its field.
func openFile(data []byte) (*docx.Model, error) {
	refused := func(sentence string) error { return fault.Problems{{Field: "fichier", Sentence: sentence}}.Err() }
	switch {
	case len(data) == 0:
		return nil, refused("Ce fichier est vide.")
	case len(data) > MostFile:
		return nil, refused("Ce fichier dépasse " + french.Size(MostFile) + ". Réduisez-en les images, puis recommencez.")
	}
	m, err := docx.Open(data)
	if fault.Is(err, fault.Invalid) || fault.Is(err, fault.TooLarge) {
		return nil, refused(fault.SentenceOf(err))
	}
	if err != nil {
		return nil, err
	}
	if len(m.Fields()) > mostNamed {
		return nil, refused(manyFields)
	}
	return m, nil
}

// fileName is a name for the document that is made of a model.
func fileName(parts ...string) string {
	var said []string
	for _, p := range parts {
		if p != "" {
			said = append(said, p)
		}
	}
	return french.FileName(french.Shorten(strings.Join(said, " - "), 120) + ".docx")
}
