package sheet

import (
	"slices"
	"strings"
	"unicode/utf8"

	"parvis/internal/french"
)

// formulaStarts are the characters at which a spreadsheet takes a text for a formula, in every
// width that some spreadsheet accepts; a tab or a line end before one is skipped by others.
const formulaStarts = "=+-@\t\r\n＝＋－＠"

// mistakes are what spreadsheets show in a cell whose formula fails, in English and in French.
var mistakes = []string{"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#UNKNOWN!", "#CONNECT!",
	"#NUL!", "#VALEUR!", "#NOM?", "#NOMBRE!", "#PROPAGATION!", "#CALCUL!", "#CHAMP!", "#BLOQUE!", "#INCONNU!"}

// IsMistake reports whether a cell holds what a spreadsheet shows where a formula fails: "#REF!".
func IsMistake(cell string) bool {
	return strings.HasPrefix(cell, "#") && slices.Contains(mistakes, cell)
}

// SayMistake says what is wrong with such a cell.
func SayMistake(cell string) string {
	return "Cette cellule contient une erreur de calcul, " + french.Quote(cell) + "\u00a0: corrigez sa formule, ou remplacez-la par sa valeur."
}

// Protect puts an apostrophe before a text that a spreadsheet would run as a formula, or that
// would be read as another one.
func Protect(s string) string {
	if risky(s) || Ambiguous(s) {
		return "'" + s
	}
	return s
}

// Unprotect takes away the apostrophe that Protect puts, and the ="…" with which programs keep a
// spreadsheet from counting with a text.
func Unprotect(s string) string {
	switch {
	case Ambiguous(s) && s[0] == '=':
		return s[2 : len(s)-1]
	case Ambiguous(s):
		return s[1:]
	}
	return s
}

func risky(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return s != "" && strings.ContainsRune(formulaStarts, first) || IsMistake(s)
}

// Ambiguous reports whether Unprotect would change a text.
func Ambiguous(s string) bool {
	switch {
	case len(s) > 1 && s[0] == '\'':
		return s[1] == '\'' || risky(s[1:])
	case len(s) > 3 && strings.HasPrefix(s, `="`):
		return strings.IndexByte(s[2:], '"') == len(s)-3
	}
	return false
}
