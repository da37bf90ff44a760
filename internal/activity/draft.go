package activity

import (
	"strings"

	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/partner"
	"parvis/internal/written"
)

// The bounds of what is typed.
const (
	MaxTitle         = 200 // characters
	MaxSummary       = 300
	MaxText          = 10_000
	MaxWords         = 300 // of audiences, of languages
	MaxAge           = 120
	MaxDuration      = 10_080     // minutes: a week
	MaxPrice         = 10_000_000 // cents
	MaxPeople        = 100_000
	MaxBecause       = 500
	MaxOrganisations = 20
)

// The names of fields that pages and other rooms speak of.
const (
	FieldTitle         = "titre"
	FieldKind          = "type"
	FieldOrganisations = "structures"
	FieldState         = "etat"
	FieldBecause       = "motif"
)

// Draft is what is said of an activity. People type all of it but its state and why it was put aside, which have acts of their own.
type Draft struct {
	Kind          Kind
	Title         string
	Summary       string // for a programme
	Text          string
	Audiences     string // with commas
	AgeFrom       int    // years; 0: not said
	AgeTo         int
	Duration      int    // minutes; 0: not known
	Languages     string // with commas
	Access        [5]Answer
	Offers        [5]bool
	Free          bool
	Price         int64 // in cents; 0: not known
	Booking       Booking
	BookingText   string
	GroupMost     int    // people; 0: not known
	PerStaff      int    // people for one member of staff; 0: not known
	Speakers      string // one a line
	Organisations []partner.Ref
	Materials     string
	Credits       string // of its image
	Notes         string // for the service
	State         State
	Because       string // why it is put aside, "" in any other state
}

// Blank is a draft of which nothing was typed yet.
var Blank = Draft{Kind: Visit, State: Idea}

// Fields lists what people type about an activity, in the order of its form.
var Fields = fields()

// Standing lists how far it is.
var Standing = field.List[Draft]{
	{Name: FieldState, Label: "État", Value: func(d Draft) string { return string(d.State) }, Text: func(d Draft) string { return d.State.Label() }},
	{Name: FieldBecause, Label: "Pourquoi elle est écartée", Value: func(d Draft) string { return d.Because }},
}

func fields() field.List[Draft] {
	list := field.List[Draft]{
		{Name: FieldKind, Label: "Type", Value: func(d Draft) string { return string(d.Kind) }, Text: func(d Draft) string { return d.Kind.Label() }},
		{Name: FieldTitle, Label: "Titre", Value: func(d Draft) string { return d.Title }},
		{Name: "accroche", Label: "Texte court", Value: func(d Draft) string { return d.Summary }},
		{Name: "texte", Label: "Texte long", Value: func(d Draft) string { return d.Text }},
		{Name: "publics", Label: "Publics", Value: func(d Draft) string { return d.Audiences }},
		{Name: "age_de", Label: "Âge, à partir de", Number: func(d Draft) int { return d.AgeFrom }},
		{Name: "age_a", Label: "Âge, jusqu’à", Number: func(d Draft) int { return d.AgeTo }},
		{Name: "duree", Label: "Durée", Value: func(d Draft) string { return written.MinutesText(d.Duration) }},
		{Name: "langues", Label: "Langues", Value: func(d Draft) string { return d.Languages }},
	}
	for _, one := range Disabilities {
		list = append(list, field.Field[Draft]{Name: one.Field(), Label: one.Label(), Value: func(d Draft) string { return string(d.Access[one]) }, Text: func(d Draft) string { return d.Access[one].Label() }})
	}
	for _, one := range Offers {
		list = append(list, field.Field[Draft]{Name: one.Field(), Label: one.Label(), Flag: func(d Draft) bool { return d.Offers[one] }})
	}
	return append(list, field.List[Draft]{
		{Name: "gratuit", Label: "Gratuit", Flag: func(d Draft) bool { return d.Free }},
		{Name: "prix", Label: "Prix (€)", Value: Draft.priceSent},
		{Name: "reservation", Label: "Réservation", Value: func(d Draft) string { return string(d.Booking) }, Text: func(d Draft) string { return d.Booking.Label() }},
		{Name: "reserver", Label: "Comment réserver", Value: func(d Draft) string { return d.BookingText }},
		{Name: "groupe", Label: "Personnes au plus", Number: func(d Draft) int { return d.GroupMost }},
		{Name: "encadrement", Label: "Personnes par encadrant", Number: func(d Draft) int { return d.PerStaff }},
		{Name: "intervenants", Label: "Intervenants", Value: func(d Draft) string { return d.Speakers }},
		{Name: FieldOrganisations, Label: "Structures", Value: func(d Draft) string { return idsOf(d.Organisations) }, Text: func(d Draft) string { return Names(d.Organisations) }},
		{Name: "materiel", Label: "Matériel nécessaire", Value: func(d Draft) string { return d.Materials }},
		{Name: "credits", Label: "Crédits de l’image", Value: func(d Draft) string { return d.Credits }},
		{Name: "notes", Label: "Notes", Value: func(d Draft) string { return d.Notes }},
	}...)
}

func (d Draft) priceSent() string {
	if d.Price == 0 {
		return ""
	}
	return written.EurosText(d.Price)
}

func numbers(list []partner.Ref) []int64 {
	kept := make([]int64, len(list))
	for i, one := range list {
		kept[i] = one.ID
	}
	return kept
}

func idsOf(list []partner.Ref) string {
	texts := make([]string, len(list))
	for i, one := range list {
		texts[i] = field.Number(one.ID)
	}
	return strings.Join(texts, ",")
}

// Names are the names of organisations, with commas.
func Names(list []partner.Ref) string {
	texts := make([]string, len(list))
	for i, one := range list {
		texts[i] = one.Name
	}
	return strings.Join(texts, ", ")
}

// words writes a list that people type with commas, semicolons or one a line the same way: « familles, scolaires ». What is there twice
// stays once.
func words(text string) string {
	var list []string
	seen := map[string]bool{}
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' || r == '\n' }) {
		part = french.OneLine(part)
		if key := french.Fold(part); part != "" && !seen[key] {
			seen[key] = true
			list = append(list, part)
		}
	}
	return strings.Join(list, ", ")
}

// lines trims each line and leaves out the empty ones.
func lines(text string) string {
	var list []string
	for line := range strings.SplitSeq(french.Paragraphs(text), "\n") {
		if line = french.OneLine(line); line != "" {
			list = append(list, line)
		}
	}
	return strings.Join(list, "\n")
}

// Tidy trims the texts.
func (d Draft) Tidy() Draft {
	d.Title, d.Summary, d.BookingText, d.Credits, d.Because = french.OneLine(d.Title), french.OneLine(d.Summary), french.OneLine(d.BookingText), french.OneLine(d.Credits), french.OneLine(d.Because)
	d.Text, d.Materials, d.Notes = french.Paragraphs(d.Text), french.Paragraphs(d.Materials), french.Paragraphs(d.Notes)
	d.Audiences, d.Languages, d.Speakers = words(d.Audiences), words(d.Languages), lines(d.Speakers)
	if d.State == "" {
		d.State = Idea
	}
	return d
}

// Check lists what must be mended before the activity can be kept.
func (d Draft) Check() fault.Problems {
	var p fault.Problems
	p.Require(kindLabels[d.Kind] != "", FieldKind, "Veuillez choisir un type dans la liste\u00a0: «\u00a0Autre\u00a0» convient à ce qui n’y est pas.")
	p.Require(d.Title != "", FieldTitle, "Veuillez donner un titre à l’activité.")
	for _, one := range []struct {
		name, text string
		most       int
	}{{FieldTitle, d.Title, MaxTitle}, {"accroche", d.Summary, MaxSummary}, {"texte", d.Text, MaxText}, {"publics", d.Audiences, MaxWords}, {"langues", d.Languages, MaxWords},
		{"reserver", d.BookingText, MaxWords}, {"intervenants", d.Speakers, MaxText}, {"materiel", d.Materials, MaxText}, {"credits", d.Credits, MaxWords}, {"notes", d.Notes, MaxText}} {
		p.CheckText(one.name, one.text, one.most)
	}
	ages := func(name string, age int) {
		p.Require(age >= 0 && age <= MaxAge, name, "Veuillez donner un âge entre 0 et 120\u00a0ans, ou laisser ce champ vide.")
	}
	ages("age_de", d.AgeFrom)
	ages("age_a", d.AgeTo)
	p.Require(d.AgeTo == 0 || d.AgeFrom <= d.AgeTo, "age_a", "Cet âge est au-dessous du premier\u00a0: veuillez vérifier les deux.")
	p.Require(d.Duration >= 0 && d.Duration <= MaxDuration, "duree", "La durée dépasse une semaine\u00a0: veuillez la vérifier.")
	p.Require(d.Price >= 0 && d.Price <= MaxPrice, "prix", "Veuillez donner un prix entre 0 et "+french.Number(MaxPrice/100)+"\u00a0€, ou laisser ce champ vide.")
	p.Require(!d.Free || d.Price == 0, "prix", "L’activité est notée gratuite\u00a0: veuillez retirer le prix, ou décocher «\u00a0Gratuit\u00a0».")
	for _, one := range Disabilities {
		_, known := answerLabels[d.Access[one]]
		p.Require(known, one.Field(), "Veuillez choisir une réponse de la liste.")
	}
	_, known := bookingLabels[d.Booking]
	p.Require(known, "reservation", "Veuillez choisir dans la liste.")
	people := "Veuillez donner un nombre de personnes entre 0 et " + french.Number(MaxPeople) + ", ou laisser ce champ vide."
	p.Require(d.GroupMost >= 0 && d.GroupMost <= MaxPeople, "groupe", people)
	p.Require(d.PerStaff >= 0 && d.PerStaff <= MaxPeople, "encadrement", people)
	p.Require(len(d.Organisations) <= MaxOrganisations, FieldOrganisations, "Une activité compte au plus vingt structures.")
	d.checkState(&p)
	return p
}

func (d Draft) checkState(p *fault.Problems) {
	p.Require(stateLabels[d.State] != "", FieldState, "Veuillez choisir un état dans la liste.")
	p.Require(d.State != SetAside || d.Because != "", FieldBecause, "Veuillez dire en quelques mots pourquoi l’activité est écartée.")
	p.Require(d.State == SetAside || d.Because == "", FieldBecause, "Cette raison ne va qu’avec l’état «\u00a0Écartée\u00a0».")
	p.CheckText(FieldBecause, d.Because, MaxBecause)
}

// In gives the draft in a state.
func (d Draft) In(state State, because string) Draft {
	d.State, d.Because = state, ""
	if state == SetAside {
		d.Because = because
	}
	return d
}

// anew is what is taken up again for another project: all that is said of it but the notes, as an idea.
func (d Draft) anew() Draft {
	d = d.In(Idea, "")
	d.Notes = ""
	return d
}

// Lack is something that nobody said of an activity yet.
type Lack string

// What may lack, as addresses hold it.
const (
	NoText     Lack = "texte"
	NoAudience Lack = "public"
	NoAccess   Lack = "accessibilite"
	NoDuration Lack = "duree"
)

// AllLacks lists them in the order of the pages.
var AllLacks = []Lack{NoText, NoAudience, NoAccess, NoDuration}

var lackLabels = map[Lack]string{NoText: "sans texte", NoAudience: "sans public", NoAccess: "sans accessibilité", NoDuration: "sans durée"}

// Label says what lacks: « sans texte ».
func (l Lack) Label() string { return lackLabels[l] }

// Lacks tells whether this lacks: nothing does in what was put aside.
func (d Draft) Lacks(l Lack) bool {
	if d.State == SetAside {
		return false
	}
	switch l {
	case NoText:
		return d.Summary == "" && d.Text == ""
	case NoAudience:
		return d.Audiences == ""
	case NoAccess:
		return d.Access == [5]Answer{}
	case NoDuration:
		return d.Duration == 0
	}
	return false
}
