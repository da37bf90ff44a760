package written

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"parvis/internal/french"
)

var (
	wholes   = kind{name: "Le nombre", tooLong: "trop long", example: "écrivez par exemple 80."}
	decimals = kind{name: "Le nombre", tooLong: "trop long", example: "écrivez par exemple 12,5."}

	numberAlone = regexp.MustCompile(`^([-+])? ?(` + number + `)$`)
)

// MostNumber is the largest number that Whole and Decimal read, on either side of zero.
const MostNumber = 999_999_999

// Whole reads a whole number: "80", "1 200", "-3", "12,0". It is a Problem that it has decimals or
// a unit, or that it is beyond MostNumber.
func Whole(text string) (int, error) {
	x, err := wholes.number(text)
	if err != nil {
		return 0, err
	}
	if x != math.Trunc(x) {
		return 0, Problem(quoted(text) + " n’est pas un nombre entier" + colon + wholes.example)
	}
	return int(x), nil
}

// Decimal reads a number with or without decimals, after a comma or a point: "12,5", "1 200.75".
// It is a Problem that it has a unit, or that it is beyond MostNumber.
func Decimal(text string) (float64, error) { return decimals.number(text) }

// number reads a number alone.
func (k kind) number(text string) (float64, error) {
	s, err := k.plain(text)
	if err != nil {
		return 0, err
	}
	m := numberAlone.FindStringSubmatch(s)
	if m == nil {
		return 0, Problem(quoted(text) + " n’est pas un nombre, en chiffres et sans unité" + colon + k.example)
	}
	x := decimal(m[2])
	if x > MostNumber {
		return 0, Problem("Le nombre " + quoted(text) + " est trop grand" + colon + french.Number(MostNumber) + " au plus.")
	}
	if m[1] == "-" {
		x = -x
	}
	return x, nil
}

// NumberText writes a number as Decimal reads it, "1200,75", to the fifteen digits that spreadsheets
// keep.
func NumberText(x float64) string {
	x, _ = strconv.ParseFloat(strconv.FormatFloat(x, 'g', 15, 64), 64)
	if x == 0 {
		return "0" // and not "-0"
	}
	return strings.Replace(strconv.FormatFloat(x, 'f', -1, 64), ".", ",", 1)
}

var answers = kind{name: "La réponse", tooLong: "trop longue", example: "écrivez oui ou non."}

var yesNo = map[string]bool{
	"oui": true, "o": true, "vrai": true, "yes": true, "y": true, "true": true, "1": true, "x": true, "✓": true, "✔": true, "☑": true, "✅": true,
	"non": false, "n": false, "faux": false, "no": false, "false": false, "0": false, "☐": false,
}

// YesNo reads an answer: "oui", "non", ticks, and what spreadsheets write for them.
func YesNo(text string) (bool, error) {
	s, err := answers.plain(text)
	if err != nil {
		return false, err
	}
	yes, known := yesNo[strings.TrimRight(s, " .!")]
	if !known {
		return false, Problem(quoted(text) + " n’est ni oui ni non" + colon + answers.example)
	}
	return yes, nil
}

// Answer writes "oui" or "non".
func Answer(yes bool) string {
	if yes {
		return "oui"
	}
	return "non"
}
