package written

import "strings"

// unit is what a number of days, weeks… is counted in.
type unit int8

const (
	bare         unit = iota // nothing is written after the number
	plainDays                // working days of a duration, calendar days of an offset
	workingDays              // jours ouvrés
	calendarDays             // jours calendaires
	weeks
	calendarWeeks
	halfDays
	hours
	minutes
	months
	years
	percents
	ouvrables // Monday to Saturday: Parvis does not count them
)

var units = map[string]unit{
	"":  bare,
	"j": plainDays, "jr": plainDays, "jour": plainDays, "journee": plainDays, "d": plainDays, "day": plainDays,
	"o": workingDays, "jo": workingDays, "jouv": workingDays, "jouvre": workingDays, "jourouvre": workingDays, "ouvre": workingDays, "ouv": workingDays,
	"jourtravaille": workingDays, "jourdetravail": workingDays, "wd": workingDays, "workingday": workingDays, "workday": workingDays,
	"c": calendarDays, "jc": calendarDays, "jcal": calendarDays, "jcalendaire": calendarDays, "jourcal": calendarDays, "jourcalendaire": calendarDays,
	"calendaire": calendarDays, "cal": calendarDays, "calendarday": calendarDays, "je": calendarDays, "joure": calendarDays, "jecoule": calendarDays,
	"jourecoule": calendarDays, "ed": calendarDays, "eday": calendarDays, "elapsedday": calendarDays,
	"s": weeks, "sem": weeks, "semaine": weeks, "w": weeks, "wk": weeks, "week": weeks,
	"semc": calendarWeeks, "semcal": calendarWeeks, "semcalendaire": calendarWeeks, "semainecal": calendarWeeks, "semainecalendaire": calendarWeeks,
	"seme": calendarWeeks, "semainee": calendarWeeks, "ew": calendarWeeks, "ewk": calendarWeeks, "eweek": calendarWeeks,
	"demijournee": halfDays, "demij": halfDays,
	"h": hours, "hr": hours, "heure": hours, "hour": hours, "min": minutes, "mn": minutes, "minute": minutes,
	"moi": months, "month": months, "an": years, "annee": years, "year": years, "%": percents,
	"ouvrable": ouvrables, "jourouvrable": ouvrables, "jouvrable": ouvrables,
}

var unitSigns = strings.NewReplacer("(s)", "", ".", " ", "-", " ", "?", " ")

// unitOf reads the folded text after a number. The "?" of a duration that is only estimated says
// nothing about its length.
func unitOf(s string) (unit, bool) {
	if s == "" {
		return units[""], true
	}
	s = unitSigns.Replace(s)
	words := strings.Fields(s)
	for i, word := range words {
		if len(word) > 1 {
			words[i] = strings.TrimSuffix(word, "s")
		}
	}
	u, ok := units[strings.Join(words, "")]
	return u, ok
}
