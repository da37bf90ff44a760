package alike

import (
	"slices"
	"strings"

	"parvis/internal/partner/kinds"
)

// Person is what is compared of one.
type Person struct {
	First, Family  string
	Phones, Emails []string
}

// FoldedPerson is a person as she is compared.
type FoldedPerson struct {
	name           string // its words in any order
	phones, emails []string
}

// Fold folds a person.
func (p Person) Fold() FoldedPerson {
	words := strings.Fields(kinds.Key(p.First + " " + p.Family))
	slices.Sort(words)
	return FoldedPerson{strings.Join(words, " "), p.Phones, lower(p.Emails)}
}

// Keys gives the texts of which two people who are alike share one at least.
func (p Person) Keys() []string { return p.Fold().Keys() }

// Keys gives the texts of which two people who are alike share one at least.
func (p FoldedPerson) Keys() []string {
	var all keys
	all.add("nom:", p.name)
	all.add("tel:", p.phones...)
	all.add("mel:", p.emails...)
	return all
}

// People tells whether two people are the same.
func People(a, b Person) Likeness { return a.Fold().Like(b.Fold()) }

// Like tells whether two people are the same. One who shares a telephone or an address with another name is a
// colleague, as far as anybody knows.
func (p FoldedPerson) Like(q FoldedPerson) Likeness {
	l, weight := shared(p.phones, q.phones, p.emails, q.emails)
	switch {
	case p.name != "" && p.name == q.name:
		l.Reasons, weight = append(l.Reasons, "même nom"), weight+weightNear
	case p.name != "" && q.name != "" && weight > 0:
		weight = possibleFrom
	}
	return l.weigh(weight)
}
