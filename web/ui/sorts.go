package ui

// SortDown is what an address says of a list that is sorted from the last to the first, in its field « sens »; the field
// « tri » names the column.
const SortDown = "decroissant"

// Sorting is how a list is sorted, as its address says it.
type Sorting struct {
	By    string // a column; "": as the list usually is
	Usual string // the column that a list is usually sorted by, upwards; "": by none
	Down  bool
}

// Sorted is how the list is sorted by a column, in the words of aria-sort; "" when it is not.
func (s Sorting) Sorted(by string) string {
	switch {
	case s.By != by && (s.By != "" || by != s.Usual):
		return ""
	case s.Down:
		return "descending"
	}
	return "ascending"
}

// Resorted is what the address says of the list sorted by a column, the other way if it is already: name, value, name,
// value.
func (s Sorting) Resorted(by string) []string {
	if s.Sorted(by) == "ascending" {
		return []string{"tri", by, "sens", SortDown}
	}
	return []string{"tri", by, "sens", ""}
}

// SortHeading is the heading of a column that a list can be sorted by.
type SortHeading struct {
	Label  string
	Class  string
	URL    string // the list sorted by it
	Sorted string // in the words of aria-sort
}
