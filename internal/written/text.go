package written

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"parvis/internal/french"
)

// Problem is a French sentence, with its full stop, about a text that cannot be read.
type Problem string

// Error gives the sentence.
func (p Problem) Error() string { return string(p) }

const (
	mostRunes  = 200   // no value is longer, whatever is written around it
	mostQuoted = 60    // of a text in a sentence
	maxNumber  = 36525 // bounds durations, lags and offsets: a hundred years of days
)

const colon = "\u00a0: "

// kind is a kind of value as sentences speak of it.
type kind struct {
	name    string // "La date"
	tooLong string // "trop longue"
	example string // "écrivez par exemple 13/06/2025."
}

// plain folds a cell, or tells why it is not even looked at.
func (k kind) plain(text string) (string, error) {
	if tooLong(text, mostRunes) {
		return "", Problem(k.name + " " + quoted(text) + " est " + k.tooLong + ".")
	}
	s := french.Fold(text)
	if s == "" {
		return "", Problem(k.name + " manque" + colon + k.example)
	}
	return s, nil
}

func tooLong(text string, most int) bool {
	text = strings.TrimSpace(text)
	return len(text) > most*utf8.UTFMax || utf8.RuneCountInString(text) > most
}

// Quoted writes a text of people between quotation marks, cut short and on one line.
func Quoted(s string) string { return quoted(s) }

// quoted writes a text between quotation marks, as printable gives it.
func quoted(s string) string { return french.Quote(printable(s)) }

// printable cuts a text short and leaves out what would upset a terminal or the reading of the
// sentence around it.
func printable(s string) string {
	var b strings.Builder
	n := 0
	for _, r := range strings.TrimSpace(s) {
		if n++; n > mostQuoted {
			b.WriteRune('…')
			break
		}
		if r == utf8.RuneError || !unicode.IsPrint(r) && !unicode.In(r, unicode.Zs) {
			r = ' '
		}
		b.WriteRune(r)
	}
	return french.OneLine(b.String())
}

// number is a whole number or one with decimals, with or without spaces between thousands.
const number = `\d{1,3}(?: \d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?`

// decimal reads a text that matches number. It is infinite when too big.
func decimal(s string) float64 {
	x, _ := strconv.ParseFloat(strings.ReplaceAll(strings.ReplaceAll(s, " ", ""), ",", "."), 64)
	return x
}

// comma writes a number with the decimals that are worth reading.
func comma(x float64) string {
	return strings.Replace(strconv.FormatFloat(x, 'g', 6, 64), ".", ",", 1)
}
