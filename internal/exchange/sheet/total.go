package sheet

import (
	"regexp"
	"strings"

	"parvis/internal/french"
)

var (
	// sum is how a row that sums others up begins, folded.
	sum = regexp.MustCompile(`^(?:sous[- ]?)?(?:total|totaux)\b|^(?:grand[- ]?|sub)total\b|^somme\b|^(?:moyenne|mediane|cumul|average)(?: d(?:e|es|u) .+)?(?: ?: ?[\d,. %]*)?$|` +
		`^(?:nombre|nb|nbre)\.? (?:total )?d(?:e|es|') ?(?:taches|actions|etapes|lignes|jours|semaines|heures|seances|creneaux|activites)\b.*$|^(?:nombre|nb|nbre)\b.*: ?\d+$`)
	amount = regexp.MustCompile(`^[\d\s\p{Z}.,%€/-]+$`)
)

// SaysTotal reports whether a text, as french.Fold writes it, is how a row begins that sums others up:
// « Total : 13 tâches », « Nb de jours ».
func SaysTotal(plain string) bool { return sum.MatchString(plain) }

// IsAmount reports whether a cell holds digits and the signs of numbers only.
func IsAmount(cell string) bool { return amount.MatchString(cell) }

// LooksLikeTotal reports whether the first text of a row says that it sums others up, all others being
// numbers; or whether there is nothing but numbers.
func LooksLikeTotal(cells []string) (says, numbers bool) {
	texts, filled := 0, 0
	for _, c := range cells {
		c = strings.TrimSpace(c)
		if c == "" {
			continue
		}
		filled++
		if IsAmount(c) {
			continue
		}
		if texts++; texts == 1 {
			says = len(c) <= 200 && SaysTotal(french.Fold(c))
		}
	}
	return texts == 1 && says, filled > 0 && texts == 0
}

// FirstText gives the first text of a row, a number only when it has no other; "" for an empty row.
func FirstText(cells []string) string {
	first := ""
	for _, c := range cells {
		switch text := strings.TrimSpace(Unprotect(strings.TrimSpace(c))); {
		case text == "":
		case !IsAmount(text):
			return text
		case first == "":
			first = text
		}
	}
	return first
}
