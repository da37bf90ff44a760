package territory

import (
	"math"
	"slices"
	"strings"
	"time"

	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/written"
)

// Kind tells towns from the districts in them.
type Kind string

// The kinds, as stored.
const (
	Town     Kind = "town"
	District Kind = "district"
)

// Kinds lists both in the order of the pages.
var Kinds = []Kind{Town, District}

var kindLabels = map[Kind]string{Town: "ville", District: "quartier"}

// Label is the kind in French, without a capital.
func (k Kind) Label() string { return kindLabels[k] }

// The bounds of what is typed.
const (
	MaxName  = 200   // characters
	MaxTowns = 1_000 // characters of the names of a district's towns
	MaxCode  = 20
	MaxNotes = 10_000
)

// Draft is what a person types about a territory.
type Draft struct {
	Kind        Kind
	Name        string
	KnownAs     string  // an older or a local name
	Code        string  // a town's INSEE code, a district's of the national list; "": none
	Predecessor string  // the code it had in the list before
	Towns       string  `db:"-"` // that a district lies in, as JoinTowns writes their names; "" for a town
	Longitude   float64 // degrees; 0: not known, as is no centre of a French district at exactly 0
	Latitude    float64 // degrees; 0: not known
	Notes       string
}

// Blank is a draft of which nothing was typed yet.
var Blank = Draft{Kind: District}

// Territory is a town or a district.
type Territory struct {
	Draft
	ID        int64
	TownIDs   []int64  // of the living towns that a district lies in
	TownNames []string // theirs, in the same order
	UpdatedAt time.Time
	DeletedAt *time.Time
	Version   int
}

// Sheet is one territory as one person sees it.
type Sheet struct {
	Territory
	May Rights
}

// Subject is the territory as the journal names it.
func (t Territory) Subject() journal.Subject {
	return journal.Subject{Kind: journal.Territory, ID: t.ID, Name: t.Name}
}

// Vintage is the year of the list that gave a district its code; 0: none did.
func (d Draft) Vintage() int {
	if d.Kind != District {
		return 0
	}
	_, year, _ := written.District(d.Code)
	return year
}

// Placed tells whether its centre is known.
func (d Draft) Placed() bool { return d.Latitude != 0 }

// SplitTowns gives the names, or the INSEE codes, that people write of several towns, in their order.
func SplitTowns(text string) []string {
	var names []string
	for _, name := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' || r == '\n' }) {
		if name = french.OneLine(name); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// JoinTowns writes the names of several towns, each once, in the order of the alphabet: "Bagneux, Sceaux".
func JoinTowns(names []string) string {
	names = slices.Clone(names)
	slices.SortStableFunc(names, func(a, b string) int { return strings.Compare(french.Fold(a), french.Fold(b)) })
	names = slices.CompactFunc(names, func(a, b string) bool { return french.Fold(a) == french.Fold(b) })
	return strings.Join(names, ", ")
}

// Tidy trims the texts, writes codes in capitals and without the spaces and signs that spreadsheets put around them, and keeps six
// decimals of a place, some ten centimetres.
func (d Draft) Tidy() Draft {
	d.Name, d.KnownAs, d.Notes = french.OneLine(d.Name), french.OneLine(d.KnownAs), french.Paragraphs(d.Notes)
	d.Code, d.Predecessor = tidyCode(d.Code), tidyCode(d.Predecessor)
	d.Towns = JoinTowns(SplitTowns(d.Towns))
	d.Longitude, d.Latitude = rounded(d.Longitude), rounded(d.Latitude)
	return d
}

// tidyCode gives a code as its reader does, and what is none as it was typed.
func tidyCode(text string) string {
	if code, _, err := written.District(text); err == nil {
		return code
	}
	if code, err := written.INSEE(text); err == nil {
		return code
	}
	return french.OneLine(text)
}

func rounded(x float64) float64 { return math.Round(x*1e6) / 1e6 }

// Check lists what must be mended before the territory can be kept.
func (d Draft) Check() fault.Problems {
	var p fault.Problems
	p.Require(kindLabels[d.Kind] != "", "nature", "Veuillez dire s’il s’agit d’une ville ou d’un quartier.")
	p.Require(d.Name != "", "nom", "Veuillez donner un nom au territoire.")
	p.CheckText("nom", d.Name, MaxName)
	p.CheckText("autre", d.KnownAs, MaxName)
	p.CheckText("villes", d.Towns, MaxTowns)
	p.CheckText("code", d.Code, MaxCode)
	p.CheckText("precedent", d.Predecessor, MaxCode)
	p.CheckText("notes", d.Notes, MaxNotes)
	d.checkPlace(&p)
	d.checkCodes(&p)
	d.checkTowns(&p)
	return p
}

func (d Draft) checkPlace(p *fault.Problems) {
	p.Require(d.Longitude >= -180 && d.Longitude <= 180, "longitude", "Veuillez donner une longitude entre -180 et 180 degrés, ou laisser ce champ vide.")
	p.Require(d.Latitude >= -90 && d.Latitude <= 90, "latitude", "Veuillez donner une latitude entre -90 et 90 degrés, ou laisser ce champ vide.")
	const both = "Un lieu a une longitude et une latitude\u00a0: veuillez donner les deux, ou aucune."
	p.Require(d.Latitude == 0 || d.Longitude != 0, "longitude", both)
	p.Require(d.Longitude == 0 || d.Latitude != 0, "latitude", both)
}

// checkCodes asks of each code what the list that gave it writes: of INSEE for towns, of the ANCT for districts.
func (d Draft) checkCodes(p *fault.Problems) {
	for _, c := range []struct{ field, code string }{{"code", d.Code}, {"precedent", d.Predecessor}} {
		if c.code == "" || p.For(c.field) != "" {
			continue
		}
		var err error
		if d.Kind == Town {
			_, err = written.INSEE(c.code)
		} else {
			_, _, err = written.District(c.code)
		}
		if err != nil {
			p.Add(c.field, err.Error())
		}
	}
	p.Require(d.Predecessor == "" || d.Predecessor != d.Code, "precedent", "Le code précédent est le même que le code\u00a0: veuillez laisser ce champ vide.")
}

// checkTowns asks where a district is. A comma parts the names of towns, so that none has one.
func (d Draft) checkTowns(p *fault.Problems) {
	switch d.Kind {
	case District:
		p.Require(d.Towns != "", "villes", "Veuillez dire dans quelle ville se trouve ce quartier.")
	case Town:
		p.Require(d.Towns == "", "villes", "Une ville ne se trouve pas dans une autre ville\u00a0: veuillez laisser ce champ vide.")
		p.Require(!strings.ContainsAny(d.Name, ",;"), "nom", "Le nom d’une ville n’a ni virgule ni point-virgule.")
	}
}

// after gives a draft that replaces another: a code of another list keeps the one before it, unless a person says which it was.
func (d Draft) after(before Draft) Draft {
	if before.Code != "" && d.Code != before.Code && d.Vintage() != before.Vintage() && d.Predecessor == before.Predecessor {
		d.Predecessor = before.Code
	}
	return d
}
