// Package alike tells how likely it is that two organisations, or two people, are the same one, and why, in
// French. It is pure: it compares facts as internal/written reads them.
//
// Comparing all with all is not needed: Keys gives the few texts of which two that are alike share at least
// one, for a database to index.
package alike

import (
	"slices"
	"strings"

	"parvis/internal/french"
	"parvis/internal/partner/kinds"
)

// Sureness is how sure it is that two are the same.
type Sureness int

// The degrees of sureness.
const (
	Unlike   Sureness = iota
	Possible          // they share one thing, that two may well share
	Likely            // somebody should say whether they are the same
	Certain           // they have the same number, which is nobody else's
)

// Likeness is how sure it is that two are the same, and why: "même téléphone", "nom proche".
type Likeness struct {
	Sure    Sureness
	Reasons []string
}

// Organisation is what is compared of one. Phones are as written.Phone gives them, addresses as
// written.Email does.
type Organisation struct {
	Name       string
	Phones     []string
	Emails     []string
	Street     string // its lines, without postal code and town
	PostalCode string
	Town       string
	SIRET, UAI string
}

// What a thing that two share weighs. Alike at possible, to be asked at likely.
const (
	weightSharing = 2 // a telephone, an address
	weightName    = 3
	weightNear    = 2
	weightTown    = 1
	possibleFrom  = 2
	likelyFrom    = 3
)

// Folded is an organisation as it is compared: folding takes longer than comparing, and is done once for each.
type Folded struct {
	written                 string // its name, as it is written but for capitals and accents
	name, near, place, town string
	phones, emails          []string
	siret, uai, postal      string
}

// Fold folds an organisation.
func (o Organisation) Fold() Folded {
	f := Folded{written: french.Fold(o.Name), name: nameKey(o.Name), phones: o.Phones, emails: lower(o.Emails), siret: o.SIRET, uai: o.UAI, postal: o.PostalCode, town: kinds.Key(o.Town)}
	f.near = nearKey(f.name)
	if street := StreetKey(o.Street); street != "" && f.postal != "" {
		f.place = f.postal + " " + street
	}
	return f
}

func lower(list []string) []string {
	all := make([]string, len(list))
	for i, s := range list {
		all[i] = strings.ToLower(s)
	}
	return all
}

// Keys gives the texts of which two organisations that are alike share one at least.
func (o Organisation) Keys() []string { return o.Fold().Keys() }

// Keys gives the texts of which two organisations that are alike share one at least.
func (f Folded) Keys() []string {
	var all keys
	all.add("siret:", f.siret)
	all.add("uai:", f.uai)
	all.add("nom:", f.near)
	all.add("lieu:", f.place)
	all.add("tel:", f.phones...)
	all.add("mel:", f.emails...)
	return all
}

type keys []string

func (k *keys) add(kind string, texts ...string) {
	for _, text := range texts {
		if text != "" && !slices.Contains(*k, kind+text) {
			*k = append(*k, kind+text)
		}
	}
}

// Organisations tells whether two organisations are the same.
func Organisations(a, b Organisation) Likeness { return a.Fold().Like(b.Fold()) }

// Like tells whether two organisations are the same. A name tells little where the places differ, and two
// different SIRET are two establishments.
func (f Folded) Like(g Folded) Likeness {
	l, weight := shared(f.phones, g.phones, f.emails, g.emails)
	named := 0
	switch {
	case f.name == "" || g.name == "":
	case f.name == g.name && f.written == g.written:
		l.Reasons, named = append(l.Reasons, "même nom"), weightName
	case f.name == g.name:
		l.Reasons, named = append(l.Reasons, "nom proche"), weightName
	case f.near == g.near:
		l.Reasons, named = append(l.Reasons, "nom proche"), weightNear
	}
	if f.place != "" && f.place == g.place {
		l.Reasons, weight = append(l.Reasons, "même adresse"), weight+weightSharing
	}
	switch {
	case f.town != "" && f.town == g.town:
		if named > 0 {
			named += weightTown
		}
	case f.postal != "" && g.postal != "" && f.postal != g.postal, f.town != "" && g.town != "":
		weight -= weightSharing
	}
	if f.siret != "" && g.siret != "" && f.siret != g.siret {
		weight -= weightName
	}
	for _, number := range []struct{ a, b, says string }{{f.siret, g.siret, "même SIRET"}, {f.uai, g.uai, "même code UAI"}} {
		if number.a != "" && number.a == number.b {
			return Likeness{Certain, append([]string{number.says}, l.Reasons...)}
		}
	}
	return l.weigh(weight + named)
}

func (l Likeness) weigh(weight int) Likeness {
	switch {
	case weight >= likelyFrom:
		l.Sure = Likely
	case weight >= possibleFrom:
		l.Sure = Possible
	default:
		return Likeness{}
	}
	return l
}

// shared weighs the telephones and addresses that two share.
func shared(phonesA, phonesB, emailsA, emailsB []string) (l Likeness, weight int) {
	if meet(phonesA, phonesB) {
		l.Reasons, weight = append(l.Reasons, "même téléphone"), weight+weightSharing
	}
	if meet(emailsA, emailsB) {
		l.Reasons, weight = append(l.Reasons, "même adresse électronique"), weight+weightSharing
	}
	return l, weight
}

func meet(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return s != "" && slices.Contains(b, s) })
}
