package retroplan

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"math"
	"strconv"

	"parvis/internal/french"
)

// Effort is the work that a task asks for, in half-days, whatever the days it lasts: a printer's ten days may take
// us half of one. Zero is not known, which is neither no work nor the duration: whoever adds efforts up
// counts those apart.
type Effort int

// MostEffort is a thousand days.
const MostEffort Effort = 2 * 1000

// Known reports whether somebody said it.
func (e Effort) Known() bool { return e != 0 }

// Within reports whether a task may ask for it, or for an effort that is not known.
func (e Effort) Within() bool { return e >= 0 && e <= MostEffort }

// Days gives it in days: 1.5. It is 0 when it is not known.
func (e Effort) Days() float64 { return float64(e) / 2 }

// String writes it in days as written.Effort reads it, "1,5"; "" when it is not known.
func (e Effort) String() string {
	switch {
	case !e.Known():
		return ""
	case e%2 != 0:
		return strconv.Itoa(int(e/2)) + ",5"
	}
	return strconv.Itoa(int(e / 2))
}

// Words writes it as people read it: "une demi-journée", "1,5 jour", "non connue".
func (e Effort) Words() string {
	if !e.Known() {
		return "non connue"
	}
	return french.HalfDays(int(e))
}

// MarshalJSON writes days, 1.5, and null when it is not known.
func (e Effort) MarshalJSON() ([]byte, error) {
	if !e.Known() {
		return []byte("null"), nil
	}
	return json.Marshal(e.Days())
}

// UnmarshalJSON reads days, by halves, and null. Zero is refused: it says neither.
func (e *Effort) UnmarshalJSON(data []byte) error {
	*e = 0
	if string(data) == "null" {
		return nil
	}
	var days float64
	if err := json.Unmarshal(data, &days); err != nil {
		return fmt.Errorf("read an effort: %w", err)
	}
	if halves := days * 2; halves != math.Trunc(halves) || halves < 1 || halves > float64(MostEffort) {
		return fmt.Errorf("an effort of %v days: halves of days, from 0.5 to %d, or null", days, MostEffort/2)
	}
	*e = Effort(days * 2)
	return nil
}

// Value stores half-days, and NULL when it is not known.
func (e Effort) Value() (driver.Value, error) {
	if !e.Known() {
		return nil, nil
	}
	return int64(e), nil
}

// Scan reads half-days; NULL is not known.
func (e *Effort) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*e = 0
	case int64:
		*e = Effort(v)
	default:
		return fmt.Errorf("cannot read an effort from %T", src)
	}
	return nil
}
