package attendance

import (
	"time"

	"parvis/internal/fault"
)

// Measure is what a tap counts.
type Measure string

// The measures, as stored.
const (
	Present Measure = "present"
	Absent  Measure = "absent" // of those who were expected
)

// Reason is why nobody knows how many came; "" is that nobody said.
type Reason string

// The reasons, as stored.
const (
	Closed    Reason = "closed"    // it was not held after all
	Untold    Reason = "untold"    // whoever held it did not say
	Pointless Reason = "pointless" // nobody comes to such a slot
)

// Reasons lists every reason in the order of the pages.
var Reasons = []Reason{Closed, Untold, Pointless}

var reasonLabels = map[Reason]string{Closed: "fermé", Untold: "non communiqué", Pointless: "sans objet"}

// Label is the reason in French, without a capital.
func (r Reason) Label() string { return reasonLabels[r] }

// Tap is one press of a button: so many people of an audience more, or less.
type Tap struct {
	Key      string // made where it was tapped, 16 to 64 characters
	Slot     int64
	Audience int64 // 0 for those who did not come
	Door     int64 // through which somebody without an account counts; 0: whoever asks does
	Measure  Measure
	N        int    // 0 says that nobody came
	Undoes   string // the key of the tap that it takes back; "": none
	At       time.Time
}

// Check tells what is wrong with a tap: it is no form, whose fields one mends.
func (t Tap) Check() error {
	switch {
	case len(t.Key) < 16 || len(t.Key) > 64 || len(t.Undoes) > 64:
		return fault.New(fault.Invalid, "Cette saisie n’a pas de clé valable.", nil)
	case t.Measure != Present && t.Measure != Absent, (t.Measure == Present) != (t.Audience > 0), t.Slot <= 0:
		return fault.New(fault.Invalid, "Cette saisie ne dit pas qui elle compte.", nil)
	case t.N < -MaxAtOnce || t.N > MaxAtOnce:
		return fault.New(fault.Invalid, "Une saisie compte au plus 10\u00a0000 personnes.", nil)
	}
	return nil
}

// Line is how many of an audience came to a slot.
type Line struct {
	Audience
	N int
}

// Number is how many, or that nobody knows.
type Number struct {
	Known bool
	N     int
}

// Count is what is known of who came to a slot.
type Count struct {
	Present Number
	Absent  Number
	Lines   []Line   // of the audiences that somebody counted, in their order
	By      []string // who counted: people by their names, then the links through which others did
	Reason  Reason   // where Present is not known; "" where nobody said

	doors []string // while it is read
}

// Of is how many of an audience came, as far as they were counted.
func (c Count) Of(audience int64) int {
	for _, l := range c.Lines {
		if l.ID == audience {
			return l.N
		}
	}
	return 0
}

// Total adds the numbers that are known, and says of how many slots none is.
func Total(counts []Count) (sum, missing int) {
	for _, c := range counts {
		if c.Present.Known {
			sum += c.Present.N
		} else {
			missing++
		}
	}
	return sum, missing
}

// Entry is a tap as the history of a slot tells it.
type Entry struct {
	Key      string
	At       time.Time
	By       string // who counted; "" where a link did
	Door     string // the link through which somebody without an account did
	Audience string // "" for those who did not come
	Measure  Measure
	N        int
	Undoes   bool // it takes another one back
	Undone   bool // another one took it back
}

// Who says who counted: « Inès Carpentier », « par le lien « Porte nord » ».
func (e Entry) Who() string {
	if e.Door != "" {
		return "par le " + doorText(e.Door)
	}
	return e.By
}
