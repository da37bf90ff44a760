// Package french is how the house writes French: numbers, counts and their agreement, lists,
// quotations and hours, and the words that several pages share (terms.go). It folds texts for
// comparing (fold.go) and tidies what people type without losing the spaces that French
// typography needs.
package french

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Number writes n with a narrow no-break space between thousands: "10 000".
func Number(n int) string {
	if n < 0 {
		return "−" + Number(-n)
	}
	if n < 1000 {
		return strconv.Itoa(n)
	}
	rest := strconv.Itoa(n % 1000)
	return Number(n/1000) + "\u202f" + strings.Repeat("0", 3-len(rest)) + rest
}

// Size writes a number of bytes as people read it, rounded down to what is said: "512 Ko", "2 Mo".
func Size(bytes int64) string {
	if bytes < 1<<20 {
		return Number(int(bytes>>10)) + "\u00a0Ko"
	}
	return Number(int(bytes>>20)) + "\u00a0Mo"
}

// Euros writes an amount in cents as people read it: "1 200 €", "1 200,50 €".
func Euros(cents int64) string {
	text := Number(int(cents / 100))
	if rest := cents % 100; rest != 0 {
		text += fmt.Sprintf(",%02d", rest)
	}
	return text + "\u00a0€"
}

// Agree gives the words for n things: zero and one are singular in French.
func Agree(n int, one, many string) string {
	if n > -2 && n < 2 {
		return one
	}
	return many
}

// Count writes a number with its words, "1 tâche", "12 tâches", the first of them on the same line.
func Count(n int, one, many string) string { return Number(n) + "\u00a0" + Agree(n, one, many) }

// And joins a list: "a, b et c".
func And(list []string) string { return join(list, " et ") }

// Or joins alternatives: "a, b ou c".
func Or(list []string) string { return join(list, " ou ") }

func join(list []string, last string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	end := len(list) - 1
	return strings.Join(list[:end], ", ") + last + list[end]
}

// AndOthers joins the first most of a list and counts the rest: "a, b et 3 autres".
func AndOthers(list []string, most int) string {
	if len(list) <= most {
		return And(list)
	}
	return strings.Join(list[:most], ", ") + " et " + Count(len(list)-most, "autre", "autres")
}

// Of writes « de » before somebody's name: "de Claire", "d’Inès", "d’Hélène", "d’Yves", "de Yann".
func Of(name string) string {
	letters := Fold(name)
	first, size := utf8.DecodeRuneInString(letters)
	if strings.ContainsRune("aeiouh", first) || first == 'y' && !strings.ContainsAny(letters[size:min(len(letters), size+1)], "aeiouy") {
		return "d’" + name
	}
	return "de " + name
}

// Quote puts a text between French quotation marks; its own become those of a quotation within:
// "« Atelier “Toucher la terre” »".
func Quote(s string) string { return "«\u00a0" + innerQuotes.Replace(s) + "\u00a0»" }

var innerQuotes = strings.NewReplacer("«\u00a0", "“", "«\u202f", "“", "« ", "“", "«", "“", "\u00a0»", "”", "\u202f»", "”", " »", "”", "»", "”")

// Capital makes the first letter of a text a capital.
func Capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

// Sentence gives a text its capital and its full stop; nothing is no sentence.
func Sentence(s string) string {
	if s == "" || strings.HasSuffix(s, ".") {
		return Capital(s)
	}
	return Capital(s) + "."
}

// Hour writes "9 h 05".
func Hour(t time.Time) string {
	return strconv.Itoa(t.Hour()) + "\u00a0h\u00a0" + t.Format("04")
}

// OneLine is Visible on one line: any run of blanks is one space. No-break spaces stay.
func OneLine(s string) string {
	return strings.Join(strings.FieldsFunc(Visible(s), func(r rune) bool {
		switch r {
		case ' ', '\t', '\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029':
			return true
		}
		return false
	}), " ")
}

// Paragraphs is Visible with its lines, ended the Unix way.
func Paragraphs(s string) string {
	return Visible(strings.ReplaceAll(s, "\r\n", "\n"))
}

// PlainSpaces makes every no-break space a plain one, for who compares words or counts columns.
func PlainSpaces(s string) string { return plainSpaces.Replace(s) }

var plainSpaces = strings.NewReplacer("\u00a0", " ", "\u202f", " ")
