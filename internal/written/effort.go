package written

import (
	"math"
	"regexp"
	"strconv"

	"parvis/internal/french"
	"parvis/internal/retroplan"
)

var efforts = kind{name: "La charge", tooLong: "trop longue", example: "écrivez par exemple 0,5, 2 j ou une demi-journée, ou laissez vide si elle n’est pas connue."}

// personDays is what some write after days of work: "2 jours-homme", "2 j/h", "2 jh".
var personDays = regexp.MustCompile(`^(.*\d ?(?:j|jours?)) ?[-./ ]? ?(?:h\.?|hommes?|pers\.?|personnes?|agents?)$`)

// Effort reads the work that a task asks for: "0,5", "½", "1/2 j", "1,5 jour", "une demi-journée", "2 jours-homme",
// or, for five days each, "2 sem". Hours, at seven a day, and other parts of days are taken to the nearest half-day, one
// at least, and the note says so: unlike a duration (see Duration), no date waits for its end.
//
// It is a Problem that it is zero, which is not how one says that it is not known; that it is negative or
// beyond retroplan.MostEffort; that it is in calendar days or in months, which say how long and not
// how much; or that it leaves a choice to make.
func Effort(text string) (e retroplan.Effort, note string, err error) {
	s, err := efforts.plain(text)
	if err != nil {
		return 0, "", err
	}
	if m := personDays.FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	x, u, ok := parseDuration(s)
	switch {
	case !ok || u == percents:
		return 0, "", efforts.notOne(text, s, "une charge", "la plus grande des charges")
	case x < 0:
		return 0, "", Problem("La charge " + quoted(text) + " est négative.")
	case x == 0:
		return 0, "", Problem("Une charge de zéro n’en est pas une" + colon + "laissez vide si elle n’est pas connue, ou écrivez 0,5 pour peu de chose.")
	case u == calendarDays || u == calendarWeeks:
		return 0, "", Problem(quoted(text) + " dit combien de temps passe, et non combien de travail il faut" + colon + efforts.example)
	case u == months || u == years:
		return 0, "", Problem(quoted(text) + " n’a pas une longueur fixe" + colon + efforts.example)
	case u == ouvrables:
		return 0, "", Problem(notOuvrables(text) + "2 jours.")
	}
	exact := x * u.workingDays() * 2
	if exact > float64(retroplan.MostEffort) {
		return 0, "", Problem("La charge " + quoted(text) + " est trop grande" + colon + french.HalfDays(int(retroplan.MostEffort)) + " au plus.")
	}
	e = max(1, retroplan.Effort(math.Floor(exact+0.5)))
	return e, nearestNote(text, exact, e, u), nil
}

// nearestNote says how what is no whole number of half-days was counted.
func nearestNote(text string, exact float64, e retroplan.Effort, u unit) string {
	inHours := u == hours || u == minutes
	if !inHours && math.Abs(exact-float64(e)) <= 1e-6 {
		return ""
	}
	note := quoted(text) + " est compté comme " + e.Words()
	if inHours {
		note += ", à " + strconv.Itoa(hoursPerDay) + " heures par jour"
	}
	return note + colon + "la charge se compte en demi-journées."
}
