package written

import (
	"math"
	"strconv"
	"strings"

	"parvis/internal/french"
)

var amounts = kind{name: "Le montant", tooLong: "trop long", example: "écrivez par exemple 1200 ou 1200,50."}

// MostEuros is the largest amount that Euros reads.
const MostEuros = 100_000_000

// Euros reads an amount in cents: "1 200,50 €", "1200.5", "80 euros". It is a Problem that it is below zero, has parts of a cent, or
// is beyond MostEuros.
func Euros(text string) (cents int64, err error) {
	s, err := amounts.plain(text)
	if err != nil {
		return 0, err
	}
	for _, unit := range []string{"€", "euros", "euro", "eur"} {
		if rest, has := strings.CutSuffix(s, unit); has {
			s = strings.TrimSpace(rest)
			break
		}
	}
	m := numberAlone.FindStringSubmatch(s)
	if m == nil || m[1] == "-" {
		return 0, Problem(quoted(text) + " n’est pas un montant en euros" + colon + amounts.example)
	}
	x := decimal(m[2])
	if x > MostEuros {
		return 0, Problem("Le montant " + quoted(text) + " est trop grand" + colon + french.Number(MostEuros) + "\u00a0€ au plus.")
	}
	rounded := math.Round(x * 100)
	if math.Abs(x*100-rounded) > 1e-4 {
		return 0, Problem(quoted(text) + " compte des fractions de centime" + colon + amounts.example)
	}
	return int64(rounded), nil
}

// EurosText writes an amount in cents as Euros reads it: "1200,50", "1200".
func EurosText(cents int64) string {
	text := strconv.FormatInt(cents/100, 10)
	if rest := cents % 100; rest != 0 {
		text += "," + strconv.FormatInt(rest/10, 10) + strconv.FormatInt(rest%10, 10)
	}
	return text
}
