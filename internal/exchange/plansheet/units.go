package plansheet

import (
	"regexp"
	"strings"
	"unicode"

	"parvis/internal/french"
	"parvis/internal/written"
)

// unit is what a header says its numbers are counted in: « Durée (semaines) ».
type unit struct {
	suffix string // what to write after the number for the readers
	name   string // in sentences
}

var headerUnits = map[string]unit{
	"semaine": {" sem", "semaines"}, "semaines": {" sem", "semaines"}, "sem": {" sem", "semaines"}, "week": {" sem", "semaines"}, "weeks": {" sem", "semaines"},
	"mois": {" mois", "mois"}, "month": {" mois", "mois"}, "months": {" mois", "mois"},
	"heure": {" h", "heures"}, "heures": {" h", "heures"}, "h": {" h", "heures"}, "hours": {" h", "heures"}, "hrs": {" h", "heures"},
	"calendaire": {" jc", "jours calendaires"}, "calendaires": {" jc", "jours calendaires"}, "jc": {" jc", "jours calendaires"}, "calendar": {" jc", "jours calendaires"},
	"ouvre": {"o", "jours ouvrés"}, "ouvres": {"o", "jours ouvrés"},
}

// unitOf finds the unit of a header; most have none.
func unitOf(header string) unit {
	if len(header) > mostHeader {
		return unit{}
	}
	words := strings.FieldsFunc(french.Fold(header), func(r rune) bool { return !unicode.IsLetter(r) })
	for _, w := range words {
		if u, ok := headerUnits[w]; ok {
			return u
		}
	}
	return unit{}
}

// inUnit gives a duration its unit where the header says it and the cell does not. Worked days are
// what a number alone means anyway.
func (d *decoder) inUnit(c *column, text string) string {
	if c.unit.suffix == "" || c.unit.suffix == "o" || !bareNumber.MatchString(text) {
		return text
	}
	d.tellUnit(c)
	return text + c.unit.suffix
}

// withoutUnit is an offset that does not say what it counts.
var withoutUnit = regexp.MustCompile(`(?i)^[je] ?[-+–−‑]? ?\d+$`)

// offsetInUnit does the same for an offset, which counts calendar days when nothing else is said.
func (d *decoder) offsetInUnit(c *column, text string) string {
	switch c.unit.suffix {
	case "o", " sem", " mois":
		if withoutUnit.MatchString(text) {
			d.tellUnit(c)
			return text + c.unit.suffix
		}
	}
	return text
}

func (d *decoder) tellUnit(c *column) {
	d.notes.add(noteUnit, 0, c.at, "Les nombres de cette colonne comptent des "+c.unit.name+", comme l’annonce l’en-tête.")
}

// inUnitOfRow gives a duration the unit that the row says in a column of its own. A cell that has its
// unit already must say the same.
func (d *decoder) inUnitOfRow(e *entry, text string) string {
	at, unit := d.text(e, roleUnit)
	if unit == "" {
		return text
	}
	if bareNumber.MatchString(text) {
		return text + " " + unit
	}
	m := numberOf.FindStringSubmatch(text)
	if m == nil {
		return text
	}
	if own, said := d.lengthOf(text), d.lengthOf(m[1]+" "+unit); own.problem == "" && (said.problem != "" || own.days != said.days || own.calendar != said.calendar) {
		d.add(e.Number, at, "La durée de cette ligne est "+quoted(text)+", et cette colonne dit "+quoted(unit)+"\u00a0: n’en gardez qu’une unité.")
	}
	return text
}

// looksLikeUnit reports whether a cell is a unit of time alone.
func looksLikeUnit(text string) bool {
	_, _, _, err := written.Duration("1 " + text)
	return err == nil && !strings.ContainsAny(text, "0123456789") && !isDash(text) || french.Fold(text) == "mois"
}
