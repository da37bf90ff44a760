package written

import (
	"math"
	"regexp"
	"strconv"
)

// isoLag is a lag as GanttProject writes it: P1D, P-1D, PT0S.
var isoLag = regexp.MustCompile(`^(-)?p(t)?(-)?(\d{1,9}(?:[.,]\d{1,9})?)([dwmyhs])$`)

var isoUnits = map[string]unit{"d": plainDays, "w": weeks, "m": months, "y": years, "th": hours, "tm": minutes, "ts": minutes}

// lagWords name the units in which a lag cannot be kept.
var lagWords = map[unit]string{
	calendarDays: "jours calendaires", calendarWeeks: "semaines calendaires", hours: "heures", minutes: "heures", months: "mois", years: "années",
	percents: "pourcentage", ouvrables: "jours ouvrables",
}

// withLag adds to a link the lag that follows a sign; before is what stands before the sign.
func withLag(text, before string, link Link, sign byte, lag string) reading {
	x, u, ok := parseLag(sign, lag)
	days := x * u.lagDays()
	rounded := int(math.Copysign(float64(roundUp(min(math.Abs(days), maxNumber+1))), days))
	instead := func() string { return "écrivez par exemple " + printable(before) + signed(rounded) + "." }
	switch {
	case !ok && sign == '-' && (lag == "" || lag[0] < '0' || lag[0] > '9'):
		return reading{problem: "La tâche " + quoted(text) + " n’existe pas."} // a title with a dash in it
	case !ok:
		return reading{problem: "Dans " + quoted(text) + ", la tâche " + quoted(link.Ref) + " existe, mais le décalage ne se lit pas" + colon + linkExample}
	case x == 0:
		return reading{link: link}
	case math.Abs(days) > maxNumber:
		return reading{problem: "Le délai de " + quoted(text) + " est trop long.", understood: true}
	case lagWords[u] != "":
		return reading{problem: "Le décalage de " + quoted(text) + " est en " + lagWords[u] + ", et Parvis ne le garde qu’en jours ouvrés" + colon + instead(), understood: true}
	case math.Abs(days-float64(rounded)) > 1e-6:
		return reading{problem: "Le décalage de " + quoted(text) + " n’est pas un nombre entier de jours" + colon + instead(), understood: true}
	}
	link.Lag = rounded
	return reading{link: link}
}

// parseLag reads a folded text after its sign.
func parseLag(sign byte, s string) (x float64, u unit, ok bool) {
	if sign == '=' {
		m := isoLag.FindStringSubmatch(s)
		if m == nil {
			return 0, 0, false
		}
		if x = decimal(m[4]); (m[1] == "-") != (m[3] == "-") {
			x = -x
		}
		u, ok = isoUnits[m[2]+m[5]]
		return x, u, ok
	}
	if n, plain := fewDigits(s); plain { // nearly all lags
		if sign == '-' {
			n = -n
		}
		return float64(n), bare, true
	}
	m := amount.FindStringSubmatch(s)
	if m == nil || m[1] != "" {
		return 0, 0, false
	}
	if x = decimal(m[2]); sign == '-' {
		x = -x
	}
	u, ok = unitOf(m[3])
	return x, u, ok
}

// fewDigits reads a whole number that is written with a few digits and nothing else.
func fewDigits(s string) (n int, ok bool) {
	if s == "" || len(s) > 6 {
		return 0, false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}

// lagDays gives the working days that are about as long as one unit of a lag.
func (u unit) lagDays() float64 {
	switch u {
	case calendarDays, calendarWeeks:
		return u.workingDays() * 5 / 7
	case ouvrables:
		return 5.0 / 6
	case months:
		return 20
	case years:
		return 240
	case percents:
		return 0.01
	}
	return u.workingDays()
}

func signed(n int) string {
	if n < 0 {
		return strconv.Itoa(n)
	}
	return "+" + strconv.Itoa(n)
}
