package partner

import (
	"parvis/internal/partner/kinds"
)

// PerPage is how many records a page of a list holds.
const PerPage = 50

// Sort is what a list of organisations is sorted by.
type Sort string

// The sorts; "" is by name, or by how well a text is met.
const (
	ByName Sort = "nom"
	ByTown Sort = "ville"
	ByLast Sort = "dernier_contact"
)

// Sorts lists them.
var Sorts = []Sort{ByName, ByTown, ByLast}

// Relays is the kind, in a filter, of every relay of young people.
const Relays kinds.Code = "RELAIS"

// ByTag is the number of months, in a filter, after which each organisation's own tags ask for a call.
const ByTag = -1

// Filter chooses organisations and their order; its zero value takes all of them, by name.
type Filter struct {
	Text        string
	Kind        kinds.Code // "": any; or Relays
	TerritoryID int64      // a district, or a town with its districts; 0: any
	Tag         string
	Silent      int // no exchange for so many months; ByTag: as their tags say; 0: any
	Sort        Sort
	Down        bool
	Page        int // from 1
}

// Narrowed tells whether the filter leaves anything out.
func (f Filter) Narrowed() bool {
	f.Sort, f.Down, f.Page = "", false, 0
	return f != Filter{}
}

// ContactFilter chooses contacts.
type ContactFilter struct {
	Text    string
	Consent Consent
	Page    int
}

// Narrowed tells whether the filter leaves anything out.
func (f ContactFilter) Narrowed() bool { return f.Text != "" || f.Consent != "" }

// Found is a page of a list.
type Found[T any] struct {
	List  []T
	Count int  // of all that pass the filter
	More  bool // and more, which were not counted: the text that was sought is short
	Near  bool // nothing holds the words as they were typed: these look like them
	Page  int  // from 1
}

// Pages is how many pages there are.
func (f Found[T]) Pages() int { return max(1, (f.Count+PerPage-1)/PerPage) }

// kindOf is a kind as it is stored.
func kindOf(text string) kinds.Code { return kinds.Code(text) }

// relayCodes are the kinds that are relays of young people.
func relayCodes() []string {
	var codes []string
	for _, k := range kinds.Relays() {
		codes = append(codes, string(k))
	}
	return codes
}

// Threshold is after how many months without an exchange organisations that bear a tag are to be called again.
type Threshold struct {
	Tag    string
	Months int // 0: never
	Borne  int // by so many organisations
}

// Thresholds are those of every tag.
type Thresholds []Threshold

// Of gives the shortest that tags ask for, 0 for none.
func (t Thresholds) Of(tags []string) int {
	months := 0
	for _, one := range t {
		for _, tag := range tags {
			if tag == one.Tag && one.Months > 0 && (months == 0 || one.Months < months) {
				months = one.Months
			}
		}
	}
	return months
}
