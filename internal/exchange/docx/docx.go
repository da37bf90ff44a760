package docx

import (
	"archive/zip"
	"errors"

	"parvis/internal/fault"
	"parvis/internal/french"
)

// The bounds of a document, in bytes unpacked.
const (
	MostPart = 16 << 20  // of a part that may hold fields
	MostRead = 32 << 20  // of all those parts
	MostHeld = 256 << 20 // of all parts, as the file declares them; the others are never unpacked
	MostMade = 64 << 20  // of one part that is made
)

// The bounds of what is counted.
const (
	MostLetters = 1000 // in one document

	mostParts  = 2000    // of the archive
	mostFields = 10_000  // of a model
	mostNodes  = 500_000 // of a part: what is to change where it is filled or repeated
	mostTexts  = 100_000 // of a paragraph
	mostDepth  = 256     // elements within each other
	mostName   = 100     // bytes of a field's name
	mostNote   = 1 << 30 // the number of a note
)

// Blank is what a field without a value becomes: a line to write on.
const Blank = "………"

// Values are what a document is filled with. Fields are named as Model.Fields gives them.
type Values struct {
	Texts map[string]string              // by field: "structure.nom". One that is "" says nothing
	Lists map[string][]map[string]string // by the field's first word: "contacts"; the items, by the rest: "nom"
}

// Model is a document with fields. It never changes, and may be filled by many at once.
type Model struct {
	files  []*zip.File // all parts, in their order
	parts  []*part     // those that may hold fields, the text itself first
	fields []string    // in order, each once
}

// Fields are the names of the fields in small letters without accents, each once, in their order: the text's, then those of headers,
// footers and notes. Which are lists is for Values to say.
func (m *Model) Fields() []string { return append([]string(nil), m.fields...) }

// Missing are the fields that these values have nothing for, in the order of Fields: Fill makes Blank of them.
func (m *Model) Missing(v Values) []string {
	f := newFilling(v)
	var missing []string
	for _, key := range m.fields {
		if _, ok := f.value(key); !ok {
			missing = append(missing, key)
		}
	}
	return missing
}

const saveAgain = " Ouvrez-le dans votre traitement de texte, enregistrez-le de nouveau au format «\u00a0Document Word (.docx)\u00a0», puis recommencez."

func damaged(cause error) error {
	return fault.New(fault.Invalid, "Ce document est abîmé ou incomplet."+saveAgain, cause)
}

func tooBig(cause error) error {
	return fault.New(fault.TooLarge, "Une fois décompressé, ce document dépasse ce que Parvis lit\u00a0: 16\u00a0Mo de texte, et "+french.Size(MostHeld)+" en tout, images comprises. "+
		"Allégez-le, puis recommencez.", cause)
}

func tooLong() error {
	return fault.New(fault.TooLarge, "Le document à préparer dépasse ce que Parvis écrit\u00a0: 64\u00a0Mo de texte. Préparez-le en plusieurs fois.", nil)
}

func noLetter() error {
	return fault.New(fault.Invalid, "Il n’y a personne à qui écrire\u00a0: choisissez au moins un destinataire.", nil)
}

func manyLetters() error {
	return fault.New(fault.TooLarge, "Un document tient au plus "+french.Number(MostLetters)+" lettres. Préparez-les en plusieurs fois.", nil)
}

var (
	errShape = errors.New("docx: not the shape of a document")
	errMany  = errors.New("docx: more of something than is read")
)
