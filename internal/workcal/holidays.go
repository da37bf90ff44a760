package workcal

import (
	"sync"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/aa"
	"github.com/rickar/cal/v2/fr"
)

// holiday pairs a rule of rickar/cal with the name people in France give the day.
type holiday struct {
	rule *cal.Holiday
	name string
}

// frenchHolidays are the eleven public holidays of article L3133-1 of the Code du travail.
var frenchHolidays = []holiday{
	{fr.NouvelAn, "Jour de l’an"},
	{fr.LundiDePâques, "Lundi de Pâques"},
	{fr.FêteDuTravail, "Fête du Travail"},
	{fr.FêteDeLaVictoire, "Victoire de 1945"},
	{fr.Ascension, "Ascension"},
	{fr.LundiDePentecôte, "Lundi de Pentecôte"},
	{fr.FêteNationale, "Fête nationale"},
	{fr.Assomption, "Assomption"},
	{fr.Toussaint, "Toussaint"},
	{fr.Armistice1918, "Armistice de 1918"},
	{fr.Noël, "Noël"},
}

// alsaceMoselleHolidays are the two more of article L3134-13 of the Code du travail.
var alsaceMoselleHolidays = []holiday{
	{aa.GoodFriday, "Vendredi saint"},
	{aa.ChristmasDay2, "Saint-Étienne"},
}

// PublicHoliday is a public holiday and its French name.
type PublicHoliday struct {
	Date Date
	Name string
}

// PublicHolidays lists the French public holidays of a year (1 to 9999) in the order
// of the calendar; alsaceMoselle adds the two of Alsace and Moselle. Where two fall on
// one day (1 May 2008: Fête du Travail, Ascension), both are listed.
func PublicHolidays(year int, alsaceMoselle bool) []PublicHoliday {
	if year < 1 || year > 9999 {
		return nil
	}
	list := make([]PublicHoliday, 0, len(frenchHolidays)+len(alsaceMoselleHolidays))
	add := func(holidays []holiday) {
		for _, h := range holidays {
			actual, _ := h.rule.Calc(year)
			d := FromTime(actual)
			at := len(list)
			for at > 0 && list[at-1].Date > d {
				at--
			}
			list = append(list, PublicHoliday{})
			copy(list[at+1:], list[at:])
			list[at] = PublicHoliday{Date: d, Name: h.name}
		}
	}
	add(frenchHolidays)
	if alsaceMoselle {
		add(alsaceMoselleHolidays)
	}
	return list
}

// holidayDays lists the days off of a span of years; computed once per span because
// every calendar of the process shares them.
func holidayDays(span span, alsaceMoselle bool) []Date {
	switch {
	case span == usualSpan && alsaceMoselle:
		return usualAlsaceMoselle()
	case span == usualSpan:
		return usualFrance()
	case alsaceMoselle:
		return wholeAlsaceMoselle()
	}
	return wholeFrance()
}

var (
	usualFrance        = sync.OnceValue(func() []Date { return computeHolidays(usualSpan, false) })
	usualAlsaceMoselle = sync.OnceValue(func() []Date { return computeHolidays(usualSpan, true) })
	wholeFrance        = sync.OnceValue(func() []Date { return computeHolidays(wholeSpan, false) })
	wholeAlsaceMoselle = sync.OnceValue(func() []Date { return computeHolidays(wholeSpan, true) })
)

func computeHolidays(s span, alsaceMoselle bool) []Date {
	firstYear, lastYear := s.first.Year(), s.last.Year()
	days := make([]Date, 0, (lastYear-firstYear+1)*len(frenchHolidays))
	for year := firstYear; year <= lastYear; year++ {
		for _, h := range PublicHolidays(year, alsaceMoselle) {
			days = append(days, h.Date)
		}
	}
	return days
}
