package partner

import (
	"slices"

	"parvis/internal/exchange/cards"
	"parvis/internal/french"
	"parvis/internal/partner/alike"
	"parvis/internal/territory"
)

// directory is what a file is compared with: the records that share something with its cards, and who and what hangs on them. Each list is
// in the order of numbers.
type directory struct {
	organisations []Organisation
	contacts      []Contact
	posts         []postRow
	exchanged     []exchangedRow
	territories   []placeRow

	ofKey        map[string][]int // places of organisations, by what two that are alike share
	folded       []alike.Folded
	personOf     map[int64]int
	personKey    map[string][]int // places of contacts
	foldedPeople []alike.FoldedPerson
	members      map[int64][]postRow // by organisation
	exchanges    map[string]bool     // by exchangeKey
	towns        []territory.Choice
	townOf       map[string]Ref   // by the town of an address as it is written
	named        map[string][]int // places of territories, by folded name
	coded        map[string]int   // and by code
}

// mostCompared is how many records one key leads to: a switchboard's number is of many.
const mostCompared = 50

// index makes what was found quick to ask.
func (d *directory) index() {
	d.ofKey, d.personKey, d.personOf, d.members, d.exchanges = map[string][]int{}, map[string][]int{}, map[int64]int{}, map[int64][]postRow{}, map[string]bool{}
	d.foldedPeople = make([]alike.FoldedPerson, len(d.contacts))
	for i, c := range d.contacts {
		d.personOf[c.ID], d.foldedPeople[i] = i, c.likeness().Fold()
		put(d.personKey, d.foldedPeople[i].Keys(), i)
	}
	for _, p := range d.posts {
		d.members[p.OrganisationID] = append(d.members[p.OrganisationID], p)
	}
	d.folded = make([]alike.Folded, len(d.organisations))
	for i, o := range d.organisations {
		like := o.likeness()
		for _, p := range d.members[o.ID] { // a file gives the telephone of one of its people
			if at, is := d.personOf[p.ContactID]; is {
				c := d.contacts[at]
				like.Phones, like.Emails = append(slices.Clip(like.Phones), dialled(c.Phones)...), append(slices.Clip(like.Emails), c.Emails...)
			}
		}
		d.folded[i] = like.Fold()
		put(d.ofKey, d.folded[i].Keys(), i)
	}
	for _, x := range d.exchanged {
		d.exchanges[exchangeKey(x.Organisation, x.Contact, x.draft())] = true
	}
	d.townOf, d.named, d.coded = map[string]Ref{}, map[string][]int{}, map[string]int{}
	for i, t := range d.territories {
		d.named[french.Fold(t.Name)] = append(d.named[french.Fold(t.Name)], i)
		if t.Kind == string(territory.District) && t.Code != "" {
			d.coded[t.Code] = i
		}
		if t.Kind == string(territory.Town) {
			d.towns = append(d.towns, territory.Choice{ID: t.ID, Kind: territory.Town, Name: t.Name, Code: t.Code})
		}
	}
}

func put(keys map[string][]int, of []string, place int) {
	for _, key := range of {
		if len(keys[key]) < mostCompared {
			keys[key] = append(keys[key], place)
		}
	}
}

// match is a record that something of a file is like.
type match struct {
	alike.Likeness
	at   int
	same bool // of the same name, and in no other place
}

// like gives the organisations that a card is like, the likest first.
func (d *directory) like(g cards.Gathered) []match {
	folded := g.Alike().Fold()
	return found(folded.Keys(), d.ofKey, func(at int) match {
		l := folded.Like(d.folded[at])
		return match{l, at, l.Sure >= alike.Likely && french.Fold(g.Organisation.Name) == french.Fold(d.organisations[at].Name)}
	})
}

// likePerson gives the contacts that somebody is like, the likest first.
func (d *directory) likePerson(c ContactDraft) []match {
	folded := c.likeness().Fold()
	return found(folded.Keys(), d.personKey, func(at int) match {
		l := folded.Like(d.foldedPeople[at])
		return match{l, at, slices.Contains(l.Reasons, "même nom")}
	})
}

func found(keys []string, places map[string][]int, compare func(at int) match) []match {
	var list []match
	seen := map[int]bool{}
	for _, key := range keys {
		for _, at := range places[key] {
			if seen[at] {
				continue
			}
			seen[at] = true
			if m := compare(at); m.Sure > alike.Unlike {
				list = append(list, m)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b match) int {
		if a.same != b.same {
			return map[bool]int{true: -1, false: 1}[a.same]
		}
		if a.Sure != b.Sure {
			return int(b.Sure) - int(a.Sure)
		}
		return a.at - b.at
	})
	return list
}

// place gives the territory that a card says: by the code of a district, by a name that only one has in its town, or of a town; the zero
// Ref where it says none that is known. A name alone, of which several districts have one, is none.
func (d *directory) place(o cards.Organisation) Ref {
	for _, code := range o.Districts {
		if at, is := d.coded[code]; is {
			return Ref{ID: d.territories[at].ID, Name: d.territories[at].Name}
		}
	}
	town := d.town(o)
	var named []Ref
	for _, at := range d.named[french.Fold(o.Territory)] {
		if t := d.territories[at]; t.Kind == string(territory.Town) || town.ID == 0 || slices.Contains(t.Towns, town.ID) {
			named = append(named, Ref{ID: t.ID, Name: t.Name})
		}
	}
	if len(named) != 1 {
		return Ref{}
	}
	return named[0]
}

// town gives the territory of the town of an address, the zero Ref where it is none.
func (d *directory) town(o cards.Organisation) Ref {
	ref, asked := d.townOf[o.Town]
	if asked {
		return ref
	}
	if id := territory.Place(o.Town, d.towns); id != nil {
		for _, t := range d.towns {
			if t.ID == *id {
				ref = Ref{ID: t.ID, Name: t.Name}
			}
		}
	}
	d.townOf[o.Town] = ref
	return ref
}
