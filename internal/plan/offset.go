package plan

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Offset places the end of a task relative to the event: "J-21" (21 calendar days before its
// first day), "J-10o" (10 working days before), "E+7" (7 days after its last day). The offset
// is the truth and the date is derived from it. The zero value means "no offset".
type Offset struct {
	Side    Side
	Days    int  // from 0
	Working bool // counted in working days (jours ouvrés), not calendar days
}

// Side is the end of the event that an offset counts from.
type Side string

// The two sides, as stored and as written.
const (
	Before Side = "J" // before the first day
	After  Side = "E" // after the last day
)

var offsetForm = regexp.MustCompile(`^([JE])([-+]?)(\d{1,4})(o?)$`)

// ParseOffset reads "J-21", "J-10o", "E+7", in either case, with any dash and with spaces;
// "J" and "E" alone are the first and last day; "" gives no offset. Beyond 2000 days, or on
// the wrong side ("J+3"), it is an error.
func ParseOffset(text string) (Offset, error) {
	plain := strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "−", "-", "–", "-").Replace(text)
	plain = strings.ToUpper(plain)
	plain = strings.Replace(plain, "O", "o", 1)
	switch plain {
	case "":
		return Offset{}, nil
	case "J", "E":
		return Offset{Side: Side(plain)}, nil
	}
	m := offsetForm.FindStringSubmatch(plain)
	if m == nil {
		return Offset{}, fmt.Errorf("offset %.20q is not written J-21, J-10o or E+7", text)
	}
	o := Offset{Side: Side(m[1]), Working: m[4] == "o"}
	o.Days, _ = strconv.Atoi(m[3])
	wrong := o.Side == Before && m[2] == "+" || o.Side == After && m[2] == "-"
	if wrong && o.Days != 0 || m[2] == "" || o.Days > maxDays {
		return Offset{}, fmt.Errorf("offset %.20q is out of range", text)
	}
	return o, nil
}

// IsZero tells whether there is no offset.
func (o Offset) IsZero() bool { return o.Side == "" }

// String writes what ParseOffset reads: "J-21", "J-10o", "E+7", or "".
func (o Offset) String() string {
	if o.IsZero() {
		return ""
	}
	sign, suffix := "-", ""
	if o.Side == After {
		sign = "+"
	}
	if o.Working {
		suffix = "o"
	}
	return string(o.Side) + sign + strconv.Itoa(o.Days) + suffix
}

// Words says the offset in French: "21 jours avant l’événement", "10 jours ouvrés avant
// l’événement", "le dernier jour de l’événement".
func (o Offset) Words() string {
	switch {
	case o.IsZero():
		return ""
	case o.Days == 0 && o.Side == Before:
		return "le premier jour de l’événement"
	case o.Days == 0:
		return "le dernier jour de l’événement"
	}
	days, side := "jour", " avant l’événement"
	if o.Working {
		days += " ouvré"
	}
	if o.Days > 1 {
		days = strings.ReplaceAll(days, "jour", "jours")
		days = strings.ReplaceAll(days, "ouvré", "ouvrés")
	}
	if o.Side == After {
		side = " après l’événement"
	}
	return number(o.Days) + " " + days + side
}

// MarshalText writes the offset as String does, for templates.
func (o Offset) MarshalText() ([]byte, error) { return []byte(o.String()), nil }

// UnmarshalText reads the offset as ParseOffset does.
func (o *Offset) UnmarshalText(text []byte) error {
	parsed, err := ParseOffset(string(text))
	*o = parsed
	return err
}

// Scan reads the text form that the queries select.
func (o *Offset) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*o = Offset{}
		return nil
	case string:
		return o.UnmarshalText([]byte(v))
	}
	return fmt.Errorf("cannot read an offset from %T", src)
}
