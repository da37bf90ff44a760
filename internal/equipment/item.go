package equipment

import (
	"strings"
	"time"

	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
)

// Category is what a thing is for.
type Category string

// The categories, as stored.
const (
	Audiovisual Category = "audiovisual"
	Furniture   Category = "furniture"
	Signage     Category = "signage"
	Workshop    Category = "workshop"
	Hosting     Category = "hosting"
	Access      Category = "access"
	Transport   Category = "transport"
	Safety      Category = "safety"
	Other       Category = "other"
)

// Categories lists them in the order of the pages.
var Categories = []Category{Audiovisual, Furniture, Signage, Workshop, Hosting, Access, Transport, Safety, Other}

var categoryLabels = map[Category]string{Audiovisual: "audiovisuel", Furniture: "mobilier", Signage: "signalétique", Workshop: "atelier", Hosting: "accueil",
	Access: "accessibilité", Transport: "transport", Safety: "sécurité", Other: "autre"}

// Label is the category in French, without a capital.
func (c Category) Label() string { return categoryLabels[c] }

// The bounds of what is typed.
const (
	MaxName     = 200 // characters
	MaxStorage  = 200
	MaxSetUp    = 1_000
	MaxNotes    = 10_000
	MaxQuantity = 100_000
)

// The names of fields that pages and other rooms speak of.
const (
	FieldName     = "nom"
	FieldQuantity = "quantite"
	FieldBroken   = "casses"
	FieldMissing  = "manquants"
)

// Draft is what a person types about a thing of the catalogue.
type Draft struct {
	Name     string // of one: « Table pliante »
	Category Category
	Quantity int    // how many the service has
	Broken   int    // of these, to be mended
	Missing  int    // of these, nowhere to be found
	Storage  string // where it is kept
	SetUp    string // what it takes to install it
	Notes    string
	Active   bool // in service
}

// Blank is a draft of which nothing was typed yet.
var Blank = Draft{Category: Other, Quantity: 1, Active: true}

// Item is a thing of the catalogue, of which there may be several.
type Item struct {
	Draft
	ID        int64
	UpdatedAt time.Time
	DeletedAt *time.Time
	Version   int
}

// Fields lists what is told of a thing, in the order of its form.
var Fields = field.List[Draft]{
	{Name: FieldName, Label: "Nom", Value: func(d Draft) string { return d.Name }},
	{Name: "categorie", Label: "Catégorie", Value: func(d Draft) string { return string(d.Category) }, Text: func(d Draft) string { return d.Category.Label() }},
	{Name: FieldQuantity, Label: "Quantité", Number: func(d Draft) int { return d.Quantity }},
	{Name: FieldBroken, Label: "À réparer", Number: func(d Draft) int { return d.Broken }},
	{Name: FieldMissing, Label: "Manquants", Number: func(d Draft) int { return d.Missing }},
	{Name: "rangement", Label: "Lieu de rangement", Value: func(d Draft) string { return d.Storage }},
	{Name: "installation", Label: "Pour l’installer", Value: func(d Draft) string { return d.SetUp }},
	{Name: "notes", Label: "Notes", Value: func(d Draft) string { return d.Notes }},
	{Name: "actif", Label: "En service", Flag: func(d Draft) bool { return d.Active }},
}

// Subject is the thing as the journal names it.
func (i Item) Subject() journal.Subject {
	return journal.Subject{Kind: journal.Equipment, ID: i.ID, Name: i.Name}
}

// Usable is how many can be lent: none out of service.
func (d Draft) Usable() int {
	if !d.Active {
		return 0
	}
	return d.Quantity - d.Broken - d.Missing
}

// StateText says what is wrong with some of them: « 2 à réparer, 1 manquant »; "" for nothing.
func (d Draft) StateText() string {
	var said []string
	if d.Broken > 0 {
		said = append(said, french.Number(d.Broken)+"\u00a0à réparer")
	}
	if d.Missing > 0 {
		said = append(said, french.Count(d.Missing, "manquant", "manquants"))
	}
	return strings.Join(said, ", ")
}

// Tidy trims the texts.
func (d Draft) Tidy() Draft {
	d.Name, d.Storage = french.OneLine(d.Name), french.OneLine(d.Storage)
	d.SetUp, d.Notes = french.Paragraphs(d.SetUp), french.Paragraphs(d.Notes)
	return d
}

// Check lists what must be mended before the thing can be kept.
func (d Draft) Check() fault.Problems {
	var p fault.Problems
	p.Require(d.Name != "", FieldName, "Veuillez donner un nom à ce matériel.")
	p.CheckText(FieldName, d.Name, MaxName)
	p.Require(categoryLabels[d.Category] != "", "categorie", "Veuillez choisir une catégorie de la liste.")
	p.Require(d.Quantity >= 0 && d.Quantity <= MaxQuantity, FieldQuantity, "Veuillez donner une quantité entre 0 et "+french.Number(MaxQuantity)+".")
	p.Require(d.Broken >= 0, FieldBroken, "Veuillez donner un nombre, ou laisser ce champ vide.")
	p.Require(d.Missing >= 0, FieldMissing, "Veuillez donner un nombre, ou laisser ce champ vide.")
	if !p.Any() {
		p.Compare(d.Broken+d.Missing <= d.Quantity, FieldQuantity, "La quantité est plus petite que ce qui est à réparer ou manquant\u00a0: veuillez vérifier ces nombres.", FieldBroken)
	}
	p.CheckText("rangement", d.Storage, MaxStorage)
	p.CheckText("installation", d.SetUp, MaxSetUp)
	p.CheckText("notes", d.Notes, MaxNotes)
	return p
}
