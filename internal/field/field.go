// Package field lists, once, what a thing holds as it goes out: for the two texts of a clash, the
// journal's before and after, the columns of a table, the order of a form's problems.
//
// What comes in is read by hand, in the parse function of each form: a list draws no form.
package field

import (
	"strconv"

	"parvis/internal/workcal"
)

// Field is one thing that is told of a T.
type Field[T any] struct {
	Name  string         // of the form's field: "capacite_assise"
	Label string         // as people read it: « Capacité assise »
	Value func(T) string // as the form sends it, so that a change can be taken back; "" for nothing
	Text  func(T) string // as people read it; nil where that is what the form sends
	// Instead of both, for what has one way to be sent, read and kept in a spreadsheet.
	Day    func(T) workcal.Date // zero for none
	Number func(T) int          // 0 for none
	Flag   func(T) bool         // a box, ticked or not
}

// Sent is a field's value as the form sends it, "" for nothing.
func (f Field[T]) Sent(of T) string {
	switch {
	case f.Day != nil:
		return f.Day(of).Digits()
	case f.Number != nil:
		return Number(f.Number(of))
	case f.Flag != nil:
		return Flag(f.Flag(of))
	}
	return f.Value(of)
}

// Said is a field's value as people read it, "" for nothing.
func (f Field[T]) Said(of T) string {
	switch {
	case f.Text != nil:
		return f.Text(of)
	case f.Day != nil:
		return f.Day(of).FrenchDay()
	case f.Flag != nil:
		return YesNo(f.Flag(of))
	}
	return f.Sent(of)
}

// List is what is told of a T, in the order of its form.
type List[T any] []Field[T]

// Names gives the names of the fields, in order.
func (l List[T]) Names() []string {
	names := make([]string, len(l))
	for i, f := range l {
		names[i] = f.Name
	}
	return names
}

// Labels gives the labels of the fields, by name.
func (l List[T]) Labels() map[string]string {
	labels := make(map[string]string, len(l))
	for _, f := range l {
		labels[f.Name] = f.Label
	}
	return labels
}

// Values gives each field as the form sends it, by name.
func (l List[T]) Values(of T) map[string][]string {
	values := make(map[string][]string, len(l))
	for _, f := range l {
		values[f.Name] = []string{f.Sent(of)}
	}
	return values
}

// Change is one field of two texts of the same thing.
type Change struct {
	Name   string `json:"name"`
	Label  string `json:"label"`
	Before string `json:"before,omitempty"` // as people read them
	After  string `json:"after,omitempty"`
	From   string `json:"from,omitempty"` // as a form sends them, where that differs
	To     string `json:"to,omitempty"`
}

// Differs tells whether the two texts do.
func (c Change) Differs() bool { return c.Before != c.After || c.From != c.To }

// Both sets two texts side by side, without the fields that are empty in both.
func (l List[T]) Both(before, after T) []Change {
	var both []Change
	for _, f := range l {
		c := Change{Name: f.Name, Label: f.Label, Before: f.Said(before), After: f.Said(after)}
		if from, to := f.Sent(before), f.Sent(after); from != c.Before || to != c.After {
			c.From, c.To = from, to
		}
		if c != (Change{Name: f.Name, Label: f.Label}) {
			both = append(both, c)
		}
	}
	return both
}

// Changes is Both with only what differs.
func (l List[T]) Changes(before, after T) []Change {
	var changes []Change
	for _, c := range l.Both(before, after) {
		if c.Differs() {
			changes = append(changes, c)
		}
	}
	return changes
}

// Number writes a number or an id the way a form sends it, "" for none.
func Number[T int | int64](n T) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(int64(n), 10)
}

// Flag writes a box the way a form sends it: "" when it is not ticked.
func Flag(ticked bool) string {
	if ticked {
		return "oui"
	}
	return ""
}

// YesNo writes a box as people read it.
func YesNo(ticked bool) string {
	if ticked {
		return "oui"
	}
	return "non"
}
