// Package french writes numbers, counts, quotations and hours the French way, and tidies what
// people type without losing the spaces that French typography needs.
package french

import (
	"strconv"
	"strings"
	"time"
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

// Count writes a number with its noun, "1 tâche", "12 tâches", on one line. Zero and one are
// singular in French.
func Count(n int, one, many string) string {
	if n > -2 && n < 2 {
		return Number(n) + "\u00a0" + one
	}
	return Number(n) + "\u00a0" + many
}

// Quote puts a text between French quotation marks.
func Quote(s string) string { return "«\u00a0" + s + "\u00a0»" }

// Hour writes "9 h 05".
func Hour(t time.Time) string {
	return strconv.Itoa(t.Hour()) + "\u00a0h\u00a0" + t.Format("04")
}

// OneLine trims a text and makes any run of blanks one space. No-break spaces stay.
func OneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		switch r {
		case ' ', '\t', '\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029':
			return true
		}
		return false
	}), " ")
}

// Paragraphs trims a text and keeps its lines, ended the Unix way.
func Paragraphs(s string) string {
	return strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n"))
}
