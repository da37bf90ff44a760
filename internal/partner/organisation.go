package partner

import (
	"slices"
	"strings"
	"time"

	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/partner/kinds"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

// The bounds of what is typed.
const (
	MaxName    = 200 // characters
	MaxAddress = 500
	MaxTown    = 100
	MaxWebsite = 300
	MaxTag     = 40
	MaxTags    = 20
	MaxNotes   = 10_000
)

// OrganisationDraft is what a person types about an organisation.
type OrganisationDraft struct {
	Name       string
	Kind       kinds.Code
	Address    string // lines, without the postal code and the town
	PostalCode string
	Town       string
	Territory  Ref // ID 0: none said
	SIRET      string
	UAI        string // of a school
	Phones     []Phone
	Emails     []string
	Website    string
	Tags       []string // in lower case, sorted
	Notes      string
}

// Ref names a thing by its number.
type Ref struct {
	ID   int64
	Name string
	Gone bool `db:"-"` // in what an exchange tells: it is in the trash or erased, and has no page
}

// Organisation is one that the service works with, or may.
type Organisation struct {
	OrganisationDraft
	ID         int64
	LastDay    workcal.Date // of the last exchange; zero: none
	MergedInto int64        // 0: it stands by itself
	UpdatedAt  time.Time
	DeletedAt  *time.Time
	Version    int
}

// Subject is the organisation as the journal names it.
func (o Organisation) Subject() journal.Subject {
	return journal.Subject{Kind: journal.Organisation, ID: o.ID, Name: o.Name}
}

// Place is the postal code and the town on one line.
func (d OrganisationDraft) Place() string { return strings.TrimSpace(d.PostalCode + " " + d.Town) }

// OrganisationFields lists what is told of an organisation, in the order of its form.
var OrganisationFields = field.List[OrganisationDraft]{
	{Name: "nom", Label: "Nom", Value: func(d OrganisationDraft) string { return d.Name }},
	{Name: "type", Label: "Type", Value: func(d OrganisationDraft) string { return string(d.Kind) }, Text: func(d OrganisationDraft) string { return d.Kind.Label() }},
	{Name: "etiquettes", Label: "Étiquettes", Value: func(d OrganisationDraft) string { return strings.Join(d.Tags, ", ") }},
	{Name: "adresse", Label: "Adresse", Value: func(d OrganisationDraft) string { return d.Address }},
	{Name: "code_postal", Label: "Code postal", Value: func(d OrganisationDraft) string { return d.PostalCode }},
	{Name: "ville", Label: "Ville", Value: func(d OrganisationDraft) string { return d.Town }},
	{Name: "territoire", Label: "Territoire", Value: func(d OrganisationDraft) string { return field.Number(d.Territory.ID) }, Text: func(d OrganisationDraft) string { return d.Territory.Name }},
	{Name: "telephones", Label: "Téléphones", Value: func(d OrganisationDraft) string { return phonesText(d.Phones) }},
	{Name: "courriels", Label: "Adresses électroniques", Value: func(d OrganisationDraft) string { return strings.Join(d.Emails, "\n") }},
	{Name: "site", Label: "Site internet", Value: func(d OrganisationDraft) string { return d.Website }},
	{Name: "siret", Label: "SIRET", Value: func(d OrganisationDraft) string { return written.SIRETText(d.SIRET) }},
	{Name: "uai", Label: "UAI", Value: func(d OrganisationDraft) string { return d.UAI }},
	{Name: "notes", Label: "Notes", Value: func(d OrganisationDraft) string { return d.Notes }},
}

// Tidy trims the texts; tags are in lower case, each once, in order.
func (d OrganisationDraft) Tidy() OrganisationDraft {
	d.Name, d.Town, d.Website, d.PostalCode = french.OneLine(d.Name), french.OneLine(d.Town), french.OneLine(d.Website), french.OneLine(d.PostalCode)
	d.Address, d.Notes = french.Paragraphs(d.Address), french.Paragraphs(d.Notes)
	d.Tags = ReadTags(strings.Join(d.Tags, ","))
	return d
}

// ReadTags reads tags that are parted by commas, semicolons or lines.
func ReadTags(text string) []string {
	var tags []string
	for one := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ',' || r == ';' || r == '\n' }) {
		if one = strings.ToLower(french.OneLine(one)); one != "" {
			tags = append(tags, one)
		}
	}
	slices.Sort(tags)
	return slices.Compact(tags)
}

// Check lists what must be mended before the organisation can be kept.
func (d OrganisationDraft) Check() fault.Problems {
	var p fault.Problems
	p.Require(d.Name != "", "nom", "Veuillez donner un nom à la structure.")
	p.CheckText("nom", d.Name, MaxName)
	p.Require(d.Kind.Known(), "type", "Veuillez choisir un type dans la liste\u00a0: «\u00a0Autre\u00a0» convient à ce qui n’y est pas.")
	p.Require(len(d.Tags) <= MaxTags, "etiquettes", "Une structure porte au plus vingt étiquettes.")
	for _, tag := range d.Tags {
		p.Require(french.Letters(tag) <= MaxTag, "etiquettes", "Une étiquette compte au plus quarante signes\u00a0: séparez-les par des virgules.")
	}
	p.CheckText("adresse", d.Address, MaxAddress)
	p.Require(d.PostalCode == "" || isPostalCode(d.PostalCode), "code_postal", "Un code postal compte cinq chiffres, par exemple 92000.")
	p.CheckText("ville", d.Town, MaxTown)
	checkWays(&p, d.Phones, d.Emails)
	p.CheckText("site", d.Website, MaxWebsite)
	p.Require(d.Website == "" || isWebsite(d.Website), "site", "Veuillez donner l’adresse d’un site, par exemple https://www.exemple.fr.")
	p.CheckText("notes", d.Notes, MaxNotes)
	return p
}

func isPostalCode(text string) bool {
	return len(text) == 5 && strings.Trim(text, "0123456789") == ""
}

func isWebsite(text string) bool {
	rest, ok := strings.CutPrefix(text, "https://")
	if !ok {
		rest, ok = strings.CutPrefix(text, "http://")
	}
	return ok && rest != "" && !strings.ContainsAny(rest, " <>\"'")
}
