package plansheet

import (
	"regexp"
	"strings"
	"unicode"

	"parvis/internal/french"
	"parvis/internal/written"
)

// counting is what a header says that numbers alone below it count: « Semaines avant » counts
// weeks before the event. The zero value counts nothing.
type counting struct {
	unit string // for the readers: "jours"
	side string // "avant" or "après"
}

var (
	countedUnits = map[string]string{
		"jour": "jours", "jours": "jours", "j": "jours", "day": "jours", "days": "jours",
		"semaine": "semaines", "semaines": "semaines", "sem": "semaines", "week": "semaines", "weeks": "semaines",
		"mois": "mois", "month": "mois", "months": "mois",
		"ouvre": "jours ouvrés", "ouvres": "jours ouvrés", "ouvree": "jours ouvrés", "ouvrees": "jours ouvrés",
	}
	countedSides = map[string]string{"avant": "avant", "av": "avant", "moins": "avant", "before": "avant", "rebours": "avant", "countdown": "avant", "apres": "après", "after": "après"}
	// What is counted from must be the event, and that end of it that Parvis counts from.
	countedFrom = map[string]map[string]bool{
		"avant": words("evenement event manifestation ouverture vernissage inauguration opening debut premier date jj"),
		"après": words("evenement event manifestation cloture fermeture closing fin dernier date jj"),
	}
	countingFillers = words("nb nbre nombre number de d l le la les en du of the un a compte faire rendre delai echeance decalage offset retro retroplanning temps calendaires calendaire cal x n xx")
	// countingLetters are the headers that are only a letter and a sign.
	countingLetters = map[string]counting{
		"j-": {"jours", "avant"}, "j n": {"jours", "avant"}, "j x": {"jours", "avant"}, "j xx": {"jours", "avant"}, "j": {"jours", "avant"},
		"s-": {"semaines", "avant"}, "s n": {"semaines", "avant"}, "s x": {"semaines", "avant"},
		"m-": {"mois", "avant"}, "m n": {"mois", "avant"}, "m x": {"mois", "avant"}, "e+": {"jours", "après"}, "e n": {"jours", "après"}, "e x": {"jours", "après"},
	}
)

// countingOf tells what a header has numbers count. Every word of the header must be understood:
// « Jours avant livraison » counts from something that Parvis does not know.
func countingOf(header string) (counting, bool) {
	if len(header) > mostHeader {
		return counting{}, false
	}
	if c, ok := countingLetters[headerKey(withoutBrackets(header))]; ok && strings.ContainsAny(french.Fold(header), "-+") {
		if u := countedUnits[lastWord(header)]; u != "" && u != "jours" && c.unit == "jours" {
			c.unit = u // « J- (ouvrés) »
		}
		return c, true
	}
	var c counting
	var rest []string
	counts := false
	for _, w := range headerWordsOf(header) {
		switch side, unit := countedSides[w], countedUnits[w]; {
		case side != "" && c.side != "" && c.side != side:
			return counting{}, false
		case side != "":
			c.side = side
			counts = counts || w == "rebours" || w == "countdown"
		case w == "j" && c.side != "":
			rest = append(rest, "date")
		case unit == "jours" && c.unit != "" || unit != "" && unit == c.unit: // « jours avant le jour J »
		case unit != "" && c.unit != "" && c.unit != "jours":
			return counting{}, false
		case unit != "":
			c.unit = unit
		case !countingFillers[w]:
			rest = append(rest, w)
		}
	}
	if c.side == "" || c.unit == "" && !counts && len(rest) == 0 {
		return counting{}, false
	}
	for _, w := range rest {
		if !countedFrom[c.side][w] {
			return counting{}, false
		}
	}
	if c.unit == "" && counts {
		c.unit = "jours"
	}
	return c, true // without a unit, « Avant l’événement », cells have theirs
}

// headerWordsOf gives the plain words of a header, with those in brackets.
func headerWordsOf(header string) []string {
	if len(header) > mostHeader {
		return nil
	}
	return strings.FieldsFunc(french.Fold(header), func(r rune) bool { return !unicode.IsLetter(r) && r != '%' })
}

func lastWord(header string) string {
	all := headerWordsOf(header)
	if len(all) == 0 {
		return ""
	}
	return all[len(all)-1]
}

// numberOf is a number alone or with its unit, « 21 j », with the minus that people may put before.
var numberOf = regexp.MustCompile(`^[-–—−‐‑\s\p{Z}]*(\d[\d\s\p{Z}.,]*)([\p{L}][\p{L}\s\p{Z}.]*)?$`)

// counted reads a number below a header that says what it counts.
func (c *column) counted(text string) (due, bool) {
	if c.counting.side == "" {
		return due{}, false
	}
	m := numberOf.FindStringSubmatch(text)
	if m == nil {
		return due{}, false
	}
	if _, excel := written.ExcelDay(text); excel {
		return due{}, false
	}
	unit := m[2]
	if unit == "" && c.counting.unit == "" {
		return due{}, false
	}
	if unit == "" {
		unit = c.counting.unit
	} else if _, _, err := written.Offset("1 " + unit + " " + c.counting.side); err != nil {
		return due{}, false // « 7 nov. »
	}
	read := offsetOf(strings.TrimSpace(m[1]) + " " + unit + " " + c.counting.side)
	if m[2] == "" {
		read.note = "Un nombre seul est lu comme des " + c.counting.unit + " " + c.counting.side + " l’événement, ainsi que l’en-tête l’annonce."
	}
	return read, true
}
