package plan

import (
	"fmt"
	"parvis/internal/french"
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

// ParseOffset reads "J-21", "J-10o", "E+7", in either case, with any dash and with spaces;
// "J" and "E" alone are the first and last day; "" gives no offset. Beyond 2000 days, or on
// the wrong side ("J+3"), it is an error.
func ParseOffset(text string) (Offset, error) {
	plain := strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "−", "-", "–", "-").Replace(text)
	plain = strings.ToUpper(plain)
	if body, ok := strings.CutSuffix(plain, "O"); ok {
		plain = body + "o"
	}
	switch plain {
	case "":
		return Offset{}, nil
	case "J", "E":
		return Offset{Side: Side(plain)}, nil
	}
	o, ok := parsePlain(plain)
	if !ok {
		return Offset{}, fmt.Errorf("offset %.20q is not written J-21, J-10o or E+7", text)
	}
	return o, nil
}

// parsePlain reads exactly what String writes, and a zero with either sign.
func parsePlain(s string) (Offset, bool) {
	if len(s) < 3 || s[0] != 'J' && s[0] != 'E' || s[1] != '-' && s[1] != '+' {
		return Offset{}, false
	}
	digits, working := strings.CutSuffix(s[2:], "o")
	days, err := strconv.ParseUint(digits, 10, 16)
	if err != nil || days > maxDays {
		return Offset{}, false
	}
	o := Offset{Side: Side(s[:1]), Days: int(days), Working: working}
	rightSign := s[1] == '-' == (o.Side == Before)
	return o, rightSign || days == 0
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
	return french.Number(o.Days) + " " + days + side
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
		if v == "" {
			*o = Offset{}
			return nil
		}
		var ok bool
		if *o, ok = parsePlain(v); !ok {
			return fmt.Errorf("cannot read the offset %.20q", v)
		}
		return nil
	}
	return fmt.Errorf("cannot read an offset from %T", src)
}
