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

// Person is what is compared of one.
type Person struct {
	First, Family  string
	Phones, Emails []string
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

// facts are an organisation's as they are compared.
type facts struct {
	name, near, place, town string
	phones, emails          []string
	siret, uai, postal      string
}

func (o Organisation) facts() facts {
	f := facts{name: nameKey(o.Name), phones: o.Phones, siret: o.SIRET, uai: o.UAI, postal: o.PostalCode, town: kinds.Key(o.Town)}
	f.near = nearKey(f.name)
	for _, e := range o.Emails {
		f.emails = append(f.emails, strings.ToLower(e))
	}
	if street := StreetKey(o.Street); street != "" && f.postal != "" {
		f.place = f.postal + " " + street
	}
	return f
}

// Keys gives the texts of which two organisations that are alike share one at least.
func (o Organisation) Keys() []string {
	f := o.facts()
	var all []string
	add := func(kind, text string) {
		if key := kind + text; text != "" && !slices.Contains(all, key) {
			all = append(all, key)
		}
	}
	add("siret:", f.siret)
	add("uai:", f.uai)
	add("nom:", f.near)
	add("lieu:", f.place)
	for _, p := range f.phones {
		add("tel:", p)
	}
	for _, e := range f.emails {
		add("mel:", e)
	}
	return all
}

// Organisations tells whether two organisations are the same. A name tells little where the places differ, and
// two different SIRET are two establishments.
func Organisations(a, b Organisation) Likeness {
	x, y := a.facts(), b.facts()
	l, weight := shared(x.phones, y.phones, x.emails, y.emails)
	switch {
	case x.name == "" || y.name == "":
	case x.name == y.name:
		l.Reasons, weight = append(l.Reasons, sameName(a.Name, b.Name)), weight+weightName
	case x.near == y.near:
		l.Reasons, weight = append(l.Reasons, "nom proche"), weight+weightNear
	}
	if x.place != "" && x.place == y.place {
		l.Reasons, weight = append(l.Reasons, "même adresse"), weight+weightSharing
	}
	switch {
	case x.town != "" && x.town == y.town:
		if weight > 0 {
			weight += weightTown
		}
	case x.postal != "" && y.postal != "" && x.postal != y.postal, x.town != "" && y.town != "":
		weight -= weightSharing
	}
	if x.siret != "" && y.siret != "" && x.siret != y.siret {
		weight -= weightName
	}
	for _, number := range []struct{ a, b, says string }{{x.siret, y.siret, "même SIRET"}, {x.uai, y.uai, "même code UAI"}} {
		if number.a != "" && number.a == number.b {
			return Likeness{Certain, append([]string{number.says}, l.Reasons...)}
		}
	}
	return l.weigh(weight)
}

// sameName tells apart a name that is written the same from one that only says the same.
func sameName(a, b string) string {
	if french.Fold(a) == french.Fold(b) {
		return "même nom"
	}
	return "nom proche"
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

// Keys gives the texts of which two people who are alike share one at least.
func (p Person) Keys() []string {
	var all []string
	if name := p.key(); name != "" {
		all = append(all, "nom:"+name)
	}
	for _, phone := range p.Phones {
		if key := "tel:" + phone; phone != "" && !slices.Contains(all, key) {
			all = append(all, key)
		}
	}
	for _, e := range p.Emails {
		if key := "mel:" + strings.ToLower(e); e != "" && !slices.Contains(all, key) {
			all = append(all, key)
		}
	}
	return all
}

// key is the name of a person in any order of its words.
func (p Person) key() string {
	words := strings.Fields(kinds.Key(p.First + " " + p.Family))
	slices.Sort(words)
	return strings.Join(words, " ")
}

// People tells whether two people are the same. One who shares a telephone or an address with another name is
// a colleague, as far as anybody knows.
func People(a, b Person) Likeness {
	lower := func(list []string) []string {
		all := make([]string, len(list))
		for i, e := range list {
			all[i] = strings.ToLower(e)
		}
		return all
	}
	l, weight := shared(a.Phones, b.Phones, lower(a.Emails), lower(b.Emails))
	x, y := a.key(), b.key()
	switch {
	case x != "" && x == y:
		l.Reasons, weight = append(l.Reasons, "même nom"), weight+weightNear
	case x != "" && y != "" && weight > 0:
		weight = possibleFrom
	}
	return l.weigh(weight)
}
