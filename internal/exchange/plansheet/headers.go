package plansheet

import (
	"regexp"
	"slices"
	"strings"

	"parvis/internal/french"
)

// rolesOf are the roles of every header, and of the same without small words.
var rolesOf = readWords()

func readWords() map[string][]role {
	all := map[string][]role{}
	add := func(key string, r role) {
		if key != "" && !slices.Contains(all[key], r) {
			all[key] = append(all[key], r)
		}
	}
	for r := roleUnknown; r <= roleUnusedDates; r++ {
		for _, word := range headerWords[r] {
			add(headerKey(word), r)
		}
	}
	for r := roleUnknown; r <= roleUnusedDates; r++ {
		for _, word := range headerWords[r] {
			if key := without(headerKey(word), smallWords); len(all[key]) == 0 {
				add(key, r)
			}
		}
	}
	return all
}

// preference orders the roles of one header: the first that suits its cells wins.
var preference = []role{roleDue, roleDuration, roleActualStart, roleActualFinish, roleNeeds, roleSuccessors, roleState, roleMilestone, roleUnit, roleEffort, roleInternal}

// headerOf gives the roles that a header may have, the most telling first; none when it is not
// known. A combined header ("Fin / échéance") has those of its parts; whole tells that every
// part is known.
func headerOf(header string) (roles []role, whole bool) {
	if _, ok := countingOf(header); ok {
		return []role{roleDue}, true
	}
	roles, whole = listedHeader(header)
	if isCount(header) { // « Jours avant livraison » names no task, and does not count from the event
		roles = slices.DeleteFunc(roles, func(r role) bool { return r == roleNeeds || r == roleSuccessors || r == roleDue })
	}
	if !whole || len(roles) == 0 || !numbersTime(header) {
		return roles, whole && len(roles) > 0
	}
	roles = slices.DeleteFunc(roles, func(r role) bool { return r == roleID })
	return roles, len(roles) > 0
}

// numbersTime reports whether a header speaks of a number of the week or the like, « N° de semaine »,
// which names no task.
func numbersTime(header string) bool {
	return slices.ContainsFunc(headerWordsOf(withoutBrackets(header)), func(w string) bool { return countedUnits[w] != "" })
}

// isCount reports whether a header speaks of a number of days or weeks before or after something.
func isCount(header string) bool {
	side, unit := false, false
	for _, w := range headerWordsOf(header) {
		side = side || countedSides[w] != ""
		unit = unit || countedUnits[w] != ""
	}
	return side && unit
}

// listedHeader finds a header in the lists of roles.go.
func listedHeader(header string) (roles []role, whole bool) {
	for _, text := range readings(header) {
		if roles = lookUp(headerKey(text)); len(roles) > 0 {
			return inOrder(roles), true
		}
	}
	for _, text := range readings(header) {
		if roles, whole = lookUpParts(headerKey(text)); len(roles) > 0 {
			return inOrder(roles), whole
		}
	}
	return nil, false
}

func inOrder(roles []role) []role {
	roles = slices.Clone(roles)
	slices.SortStableFunc(roles, func(a, b role) int { return rank(a) - rank(b) })
	return roles
}

func rank(r role) int {
	if at := slices.Index(preference, r); at >= 0 {
		return at
	}
	return len(preference) + int(r)
}

// knownHeader reports whether a cell is a header that means something here.
func knownHeader(cell string) bool {
	roles, _ := headerOf(cell)
	return len(roles) > 0
}

// mostHeader is the longest header, in bytes, that is compared with those that are known.
const mostHeader = 200

// readings are the texts that may be the header itself: the whole, its first line, what stands
// before a remark.
func readings(header string) []string {
	header = strings.TrimSpace(header)
	if header == "" || len(header) > mostHeader {
		return nil
	}
	first, _, _ := strings.Cut(header, "\n")
	before, _, _ := strings.Cut(header, ":")
	all := []string{header}
	for _, text := range []string{first, withoutBrackets(header), withoutBrackets(first), withoutBrackets(before)} {
		if text != "" && !slices.Contains(all, text) {
			all = append(all, text)
		}
	}
	return all
}

// withoutBrackets leaves out notes such as "(jours)" and "[j]".
func withoutBrackets(s string) string {
	var b strings.Builder
	depth := 0
	for _, r := range s {
		switch r {
		case '(', '[':
			depth++
		case ')', ']':
			depth = max(0, depth-1)
		default:
			if depth == 0 {
				b.WriteRune(r)
			}
		}
	}
	return strings.TrimSpace(b.String())
}

var headerSigns = strings.NewReplacer("_", " ", "-", " ", ".", "", "º", "°", `"`, "", "(", " ", ")", " ", "[", " ", "]", " ")

// headerKey writes a header the way it is compared: folded, without dashes and final signs.
func headerKey(s string) string {
	plain := french.Fold(s)
	if letter := strings.Trim(strings.ReplaceAll(plain, " ", ""), ":*?"); letter == "#" || letterAndSign.MatchString(letter) {
		return letter // "J-": a letter alone is a day of the week
	}
	key := strings.Join(strings.Fields(headerSigns.Replace(plain)), " ")
	return strings.Trim(key, " :*?!,;=#")
}

var letterAndSign = regexp.MustCompile(`^(?:[jsm]-|e\+)$`)

// lookUp finds the roles of a key as it is, else without small words, else without the words
// that add nothing to the one they stand with ("durée prévue", "nom de l’action").
func lookUp(key string) []role {
	if roles := rolesOf[key]; len(roles) > 0 {
		return roles
	}
	short := without(key, smallWords)
	if roles := rolesOf[short]; len(roles) > 0 {
		return roles
	}
	bare := without(short, fillers)
	if bare == "" { // "tâches prévues", "actions à mener"
		bare, _, _ = strings.Cut(short, " ")
	}
	return rolesOf[bare]
}

func lookUpParts(key string) (roles []role, whole bool) {
	parts := strings.FieldsFunc(strings.NewReplacer(" et ", "/", " ou ", "/", " and ", "/", " or ", "/").Replace(key), func(r rune) bool {
		return strings.ContainsRune("/|+,;&", r)
	})
	if len(parts) < 2 || len(parts) > 5 {
		return nil, false
	}
	whole = true
	for _, part := range parts {
		found := lookUp(strings.Trim(part, " :*?!"))
		whole = whole && len(found) > 0
		for _, r := range found {
			if !slices.Contains(roles, r) {
				roles = append(roles, r)
			}
		}
	}
	return roles, whole
}

var (
	smallWords = words("de du des d l la le les un une a au aux en the of to in")
	fillers    = words("tache taches action actions etape etapes activite activites task tasks prevu prevue prevus prevues estime estimee estimees previsionnel " +
		"previsionnelle previsionnelles theorique theoriques souhaite souhaitee final finale realisation realiser mener faire effectuer rendu remise livraison envoi validation jour jours j ouvre ouvres days day semaine semaines sem heures calendaires calendaire weeks hours")
)

func words(list string) map[string]bool {
	all := map[string]bool{}
	for _, w := range strings.Fields(list) {
		all[w] = true
	}
	return all
}

// without leaves words out of a key.
func without(key string, left map[string]bool) string {
	var kept []string
	for _, w := range strings.FieldsFunc(key, func(r rune) bool { return r == ' ' || r == '\'' }) {
		if !left[w] {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}
