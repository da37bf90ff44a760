package partner

import (
	"fmt"

	"parvis/internal/account"
	"parvis/internal/postgres"
)

// kept is what lists showed, until something is counted: the pages of a directory are mostly looked at between two changes. What a text
// finds is not kept, since hardly anybody types the same one twice.
type kept struct {
	organisations *postgres.Kept[listed]
	contacts      *postgres.Kept[Found[ListedContact]]
	lists         *postgres.Kept[[]SavedList]
	alike         *postgres.Kept[alikes]
	counts        *postgres.Kept[map[int64]int] // by territory
	words         *postgres.Kept[[]string]      // of organisations and of contacts, which what is misspelt is compared with
	here          *postgres.Kept[There]
}

// listed is a page of organisations, with what is needed to show it.
type listed struct {
	found      Found[Organisation]
	thresholds Thresholds
}

// alikes are the pairs that may be there twice.
type alikes struct {
	organisations []Pair[Organisation]
	contacts      []Pair[Contact]
}

// mostKept is about a megabyte of pages.
const mostKept = 64

func keep() kept {
	return kept{organisations: postgres.Keep[listed](mostKept), contacts: postgres.Keep[Found[ListedContact]](mostKept),
		lists: postgres.Keep[[]SavedList](mostKept), alike: postgres.Keep[alikes](1),
		words: postgres.Keep[[]string](2), counts: postgres.Keep[map[int64]int](mostKept), here: postgres.Keep[There](mostKept)}
}

// counted is the number that a page of the list is kept under, 0 where it is not.
func (f Filter) counted(by account.By) int64 {
	if f.Text != "" {
		return 0
	}
	return by.Changes
}

// name tells the pages of a day's lists apart.
func (f Filter) name(by account.By) string { return fmt.Sprint(by.Today(), f) }

func (f ContactFilter) counted(by account.By) int64 {
	if f.Text != "" {
		return 0
	}
	return by.Changes
}

func (f ContactFilter) name() string { return fmt.Sprint(f) }
