package plan

import (
	"fmt"
	"strconv"
	"strings"

	"parvis/internal/french"
	"parvis/internal/retroplan"
	"parvis/internal/written"
)

// Offset places the end of a task relative to the event: "J-21" (21 calendar days before its
// first day), "J-10o" (10 working days before), "J-2 mois" (the same day two months before), "E+7"
// (7 days after its last day). The offset is the truth and the date is derived from it. The zero
// value means "no offset".
type Offset struct {
	Side  Side
	Count int // from 0
	Unit  retroplan.Unit
}

// Side is the end of the event that an offset counts from.
type Side string

// The two sides, as stored and as written.
const (
	Before Side = "J" // before the first day
	After  Side = "E" // after the last day
)

// ParseOffset reads an offset as people write it (see written.Offset); "" gives none. What cannot be
// read, or reaches further than any plan does, is an error whose text is a sentence for whoever
// wrote it.
func ParseOffset(text string) (Offset, error) {
	if strings.TrimSpace(text) == "" {
		return Offset{}, nil
	}
	read, _, err := written.Offset(text)
	if err != nil {
		return Offset{}, err
	}
	o := Offset{Side: Before, Count: read.Count, Unit: read.Unit}
	if read.Side == retroplan.AfterEvent {
		o.Side = After
	}
	if !o.valid() {
		return Offset{}, written.Problem(OffsetProblem)
	}
	return o, nil
}

// OffsetProblem is what is said about an offset that no plan can keep.
const OffsetProblem = "Un délai relatif à l’événement va jusqu’à 2\u202f000\u00a0jours, ou 66\u00a0mois."

// valid tells whether the offset can be kept: on one side of the event, and near enough.
func (o Offset) valid() bool {
	most := maxDays
	if o.Unit == retroplan.Months {
		most = maxMonths
	}
	return (o.Side == Before || o.Side == After) && unitCodes[o.Unit] != "" && o.Count >= 0 && o.Count <= most
}

// IsZero tells whether there is no offset.
func (o Offset) IsZero() bool { return o.Side == "" }

// planned is the offset as the scheduling sees it, nil when there is none.
func (o Offset) planned() *retroplan.Offset {
	if o.IsZero() {
		return nil
	}
	p := &retroplan.Offset{Side: retroplan.BeforeEvent, Count: o.Count, Unit: o.Unit}
	if o.Side == After {
		p.Side = retroplan.AfterEvent
	}
	return p
}

// String writes what ParseOffset reads: "J-21", "J-10o", "J-2 mois", "E+7", or "".
func (o Offset) String() string {
	if o.IsZero() {
		return ""
	}
	return o.planned().String()
}

// Words says the offset in French: "21 jours avant l’événement", "10 jours ouvrés avant
// l’événement", "2 mois avant l’événement", "le dernier jour de l’événement".
func (o Offset) Words() string {
	switch {
	case o.IsZero():
		return ""
	case o.Count == 0 && o.Side == Before:
		return "le premier jour de l’événement"
	case o.Count == 0:
		return "le dernier jour de l’événement"
	}
	text := french.Days(o.Count)
	switch o.Unit {
	case retroplan.WorkingDays:
		text = french.WorkingDays(o.Count)
	case retroplan.Months:
		text = french.Months(o.Count)
	}
	if o.Side == After {
		return text + " après l’événement"
	}
	return text + " avant l’événement"
}

// MarshalText writes the offset as String does, for templates.
func (o Offset) MarshalText() ([]byte, error) { return []byte(o.String()), nil }

// UnmarshalText reads the offset as ParseOffset does.
func (o *Offset) UnmarshalText(text []byte) error {
	parsed, err := ParseOffset(string(text))
	*o = parsed
	return err
}

// unitCodes are the units as they are stored.
var unitCodes = map[retroplan.Unit]string{retroplan.Days: "day", retroplan.WorkingDays: "working_day", retroplan.Months: "month"}

// columns gives an offset as it is stored; side and count are NULL when there is none.
func (o Offset) columns() (side *string, count *int, unit string) {
	if o.IsZero() {
		return nil, nil, unitCodes[retroplan.Days]
	}
	s := string(o.Side)
	return &s, &o.Count, unitCodes[o.Unit]
}

// Scan reads what the queries select, the three columns in a line: "J 10 working_day".
func (o *Offset) Scan(src any) error {
	*o = Offset{}
	if src == nil {
		return nil
	}
	text, ok := src.(string)
	if !ok {
		return fmt.Errorf("cannot read an offset from %T", src)
	}
	parts := strings.Fields(text)
	if len(parts) != 3 {
		return fmt.Errorf("cannot read the offset %.40q", text)
	}
	count, err := strconv.Atoi(parts[1])
	if err != nil {
		return fmt.Errorf("cannot read the offset %.40q: %w", text, err)
	}
	for unit, code := range unitCodes {
		if code == parts[2] {
			*o = Offset{Side: Side(parts[0]), Count: count, Unit: unit}
			return nil
		}
	}
	return fmt.Errorf("cannot read the offset %.40q", text)
}
