package plansheet

import (
	"strconv"
	"strings"

	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// maxNumber bounds durations, lags and offsets: a hundred years of days.
const maxNumber = 36525

var dashes = strings.NewReplacer("−", "-", "–", "-", "‑", "-", " ", "", "\u00a0", "", "\u202f", "")

// parseDuration reads "5", "5o" (working days), "0" (a milestone) or "10c" (calendar days).
// The sentence is empty when it could be read.
func parseDuration(cell string) (days int, calendar bool, sentence string) {
	text := strings.ToLower(dashes.Replace(cell))
	if text == "" {
		return 0, false, "La durée manque\u00a0: écrivez par exemple 5, 0 pour un jalon, 10c pour dix jours calendaires."
	}
	number, calendar := strings.CutSuffix(text, "c")
	if !calendar {
		number = strings.TrimSuffix(number, "o")
	}
	days, ok := count(strings.TrimPrefix(number, "-"))
	switch {
	case !ok:
		return 0, false, quoted(cell) + " n’est pas une durée\u00a0: écrivez par exemple 5, 0 pour un jalon, 10c pour dix jours calendaires."
	case strings.HasPrefix(number, "-") && days > 0:
		return 0, false, "La durée " + quoted(cell) + " est négative."
	case days > maxNumber:
		return 0, false, "La durée " + quoted(cell) + " est trop longue."
	}
	return days, calendar, ""
}

// parseOffset reads "J-21", "J-10o", "J" or "E+7", in either case; nil for an empty cell.
func parseOffset(cell string) (*retroplan.Offset, string) {
	text := strings.ToUpper(dashes.Replace(cell))
	if text == "" {
		return nil, ""
	}
	o := &retroplan.Offset{}
	rest, sign := text[1:], "-"
	switch text[0] {
	case 'J':
	case 'E':
		o.Side, sign = retroplan.AfterEvent, "+"
	default:
		return nil, notAnOffset(cell)
	}
	rest, working := strings.CutSuffix(rest, "O")
	if working {
		o.Unit = retroplan.WorkingDays
	}
	if rest == "" && !working {
		return o, ""
	}
	if strings.HasPrefix(rest, "+") || strings.HasPrefix(rest, "-") {
		days, ok := count(rest[1:])
		switch {
		case !ok:
			return nil, notAnOffset(cell)
		case days > maxNumber:
			return nil, "L’échéance relative " + quoted(cell) + " est trop lointaine."
		case rest[:1] != sign && days != 0 && o.Side == retroplan.BeforeEvent:
			return nil, quoted(cell) + "\u00a0: J se compte à rebours. Après l’événement, comptez depuis son dernier jour\u00a0: E+" + strconv.Itoa(days) + "."
		case rest[:1] != sign && days != 0:
			return nil, quoted(cell) + "\u00a0: E se compte après l’événement. Avant lui, comptez depuis son premier jour\u00a0: J-" + strconv.Itoa(days) + "."
		}
		o.Count = days
		return o, ""
	}
	if days, ok := count(rest); ok && days == 0 {
		return o, "" // J0
	}
	return nil, notAnOffset(cell)
}

func notAnOffset(cell string) string {
	return quoted(cell) + " n’est pas une échéance relative\u00a0: écrivez par exemple J-21, J-10o (jours ouvrés) ou E+7."
}

// parseDate reads 2025-06-13 or 13/06/2025; no date for an empty cell.
func parseDate(cell string) (workcal.Date, string) {
	text := strings.TrimSpace(cell)
	if text == "" {
		return 0, ""
	}
	if len(text) == 10 && text[2] == '/' && text[5] == '/' {
		text = text[6:] + "-" + text[3:5] + "-" + text[:2]
	}
	d, err := workcal.Parse(text)
	if err != nil {
		if looksLikeDate(text) {
			return 0, "La date " + quoted(cell) + " n’existe pas."
		}
		return 0, quoted(cell) + " n’est pas une date\u00a0: écrivez par exemple 2025-06-13."
	}
	return d, ""
}

func looksLikeDate(s string) bool {
	if len(s) != 10 {
		return false
	}
	for i := range len(s) {
		if dash := i == 4 || i == 7; dash && s[i] != '-' || !dash && (s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	return true
}

// parseState reads a state in English or French; found is false for an empty cell.
func parseState(cell string) (state retroplan.State, found bool, sentence string) {
	text := plain(cell)
	if text == "" {
		return retroplan.ToDo, false, ""
	}
	state, ok := retroplan.StateOf(states[text])
	if !ok {
		return 0, false, quoted(cell) + " n’est pas un état\u00a0: écrivez à faire, en cours, bloqué, fait ou abandonné."
	}
	return state, true, ""
}

// parseNeed reads one part of a needs cell: "B", "B+2" or "B-1".
func parseNeed(part string, ids map[string]int) (retroplan.Need, string) {
	part = strings.TrimSpace(part)
	if _, ok := ids[part]; ok {
		return retroplan.Need{ID: part}, ""
	}
	text := strings.NewReplacer("−", "-", "–", "-").Replace(part)
	at := strings.LastIndexAny(text, "+-")
	if at > 0 {
		id := strings.TrimSpace(text[:at])
		lag, ok := count(strings.TrimSpace(text[at+1:]))
		if _, exists := ids[id]; exists && ok {
			if lag > maxNumber {
				return retroplan.Need{}, "Le délai de " + quoted(part) + " est trop long."
			}
			if text[at] == '-' {
				lag = -lag
			}
			return retroplan.Need{ID: id, Lag: lag}, ""
		}
	}
	return retroplan.Need{}, "La tâche " + quoted(part) + " n’existe pas."
}

// count reads a number written with digits only; one that is too long to mean anything
// comes back as more than maxNumber.
func count(s string) (int, bool) {
	if s == "" {
		return 0, false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		return maxNumber + 1, true
	}
	return n, true
}
