package retroplan

import (
	"fmt"
	"strconv"
	"strings"

	"parvis/internal/french"
)

// Side is the side of the event an offset counts from.
type Side int8

// The two sides.
const (
	NoSide      Side = iota // there is no offset
	BeforeEvent             // J−n, from the first day backwards
	AfterEvent              // E+n, from the last day forwards
)

// Unit is what an offset is counted in.
type Unit int8

// The units of an offset.
const (
	Days        Unit = iota // calendar days
	WorkingDays             // jours ouvrés
	Months                  // the same day of another month, else that month's last day
)

var (
	sideCodes = []string{"", "J", "E"}
	unitCodes = []string{"day", "working_day", "month"}

	sideSigns = []string{"", "J-", "E+"}
	unitSigns = []string{"", "o", " mois"}
)

// String gives the code of the side, as stored: "J" or "E"; "" for NoSide, which is stored as NULL.
func (s Side) String() string { return named(s, sideCodes, "?") }

// String gives the code of the unit, as stored: "day", "working_day", "month".
func (u Unit) String() string { return named(u, unitCodes, "?") }

// Scan reads a stored code, or NULL for NoSide.
func (s *Side) Scan(src any) error { return scan(s, src, sideCodes) }

// Scan reads a stored code.
func (u *Unit) Scan(src any) error { return scan(u, src, unitCodes) }

// Offset places the end of a task relative to the event: "J-21" (21 calendar days before its
// first day), "J-10o" (10 working days before), "J-2 mois" (the same day two months before), "E+7"
// (7 days after its last day). The offset is the truth and the date is derived from it. The zero
// value means "no offset".
type Offset struct {
	Side  Side
	Count int // 0 or more
	Unit  Unit
}

// IsZero reports whether there is no offset.
func (o Offset) IsZero() bool { return o.Side == NoSide }

// Within reports whether the offset is on a side of the event and no further than so many days,
// worked or not, or months.
func (o Offset) Within(days, months int) bool {
	most := days
	if o.Unit == Months {
		most = months
	}
	return (o.Side == BeforeEvent || o.Side == AfterEvent) && o.Unit >= Days && o.Unit <= Months && o.Count >= 0 && o.Count <= most
}

// String writes "J-21", "J-10o", "J-2 mois", "E+7" or "E+1o"; "" when there is no offset.
func (o Offset) String() string {
	if o.IsZero() {
		return ""
	}
	return named(o.Side, sideSigns, "?") + strconv.Itoa(o.Count) + named(o.Unit, unitSigns, "?")
}

// MarshalText writes the offset as String does.
func (o Offset) MarshalText() ([]byte, error) { return []byte(o.String()), nil }

// UnmarshalText reads what String writes.
func (o *Offset) UnmarshalText(text []byte) error {
	*o = Offset{}
	for side := BeforeEvent; side <= AfterEvent; side++ {
		for unit := Days; unit <= Months; unit++ {
			digits := strings.TrimSuffix(strings.TrimPrefix(string(text), sideSigns[side]), unitSigns[unit])
			count, err := strconv.Atoi(digits)
			if read := (Offset{Side: side, Count: count, Unit: unit}); err == nil && count >= 0 && read.String() == string(text) {
				*o = read
				return nil
			}
		}
	}
	if len(text) > 0 {
		return fmt.Errorf("%.40q is not an offset", text)
	}
	return nil
}

// ScanNull and ScanIndex read a column that is NULL or a row of a side, a count and a unit.
func (o *Offset) ScanNull() error {
	*o = Offset{}
	return nil
}

// ScanIndex gives where to put a value of the row.
func (o *Offset) ScanIndex(i int) any {
	switch i {
	case 0:
		return &o.Side
	case 1:
		return &o.Count
	}
	return &o.Unit
}

// Words says the offset in French: "21 jours avant l’événement", "10 jours ouvrés avant
// l’événement", "2 mois avant l’événement", "le dernier jour de l’événement".
func (o Offset) Words() string {
	switch {
	case o.IsZero():
		return ""
	case o.Count == 0 && o.Side == BeforeEvent:
		return "le premier jour de l’événement"
	case o.Count == 0:
		return "le dernier jour de l’événement"
	}
	return o.long() + " l’événement"
}

// long is an offset in full: "10 jours ouvrés avant".
func (o Offset) long() string {
	where := " avant"
	if o.Side == AfterEvent {
		where = " après"
	}
	switch o.Unit {
	case WorkingDays:
		return french.WorkingDays(o.Count) + where
	case Months:
		return french.Months(o.Count) + where
	}
	return french.Days(o.Count) + where
}

// brief is an offset in a few words: J-21 as people write it, other units in full.
func (o Offset) brief() string {
	if o.Unit == Days || o.Count == 0 {
		return o.String()
	}
	return o.long()
}

// inSentence is an offset within a sentence.
func (o Offset) inSentence() string {
	switch {
	case o.Count == 0 && o.Side == BeforeEvent:
		return "le jour J"
	case o.Unit == Days && o.Count > 0:
		return o.String()
	}
	return o.Words()
}
