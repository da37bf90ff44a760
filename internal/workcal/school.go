package workcal

import "time"

// SchoolHoliday is a run of school holidays of a zone. It is shown to people and never
// subtracted from the worked days.
type SchoolHoliday struct {
	Zone   string // "A", "B" or "C"; "C" holds Créteil, Montpellier, Paris, Toulouse, Versailles
	Label  string
	From   Date // first day without school
	To     Date // last day without school; zero when not yet known
	Source string
}

// Contains reports whether d lies in the holidays.
func (h SchoolHoliday) Contains(d Date) bool {
	return d >= h.From && d != 0 && (d <= h.To || h.To == 0 && d == h.From)
}

// schoolSource is where the dates of SchoolHolidays come from.
const schoolSource = "Calendrier scolaire national, ministère de l’Éducation nationale"

// SchoolHolidays lists the known school holidays of a zone, in order; of another zone, none.
func SchoolHolidays(zone string) []SchoolHoliday {
	which, known := map[string]int{"A": 0, "B": 1, "C": 2}[zone]
	if !known {
		return nil
	}
	list := make([]SchoolHoliday, 0, len(schoolTable))
	for _, row := range schoolTable {
		days := row.zones[which]
		list = append(list, SchoolHoliday{Zone: zone, Label: row.label, From: days.from, To: days.to, Source: schoolSource})
	}
	return list
}

// schoolTable holds the school years 2023-2024 to 2026-2027 of mainland France, a row for each
// holiday with its days in zones A, B and C. They begin with a Saturday, on Ascension with a
// Thursday, and end on the eve of the day pupils come back.
var schoolTable = []schoolRow{
	// 2023-2024
	{"Vacances de la Toussaint", everywhere(days(2023, 10, 21, 11, 5))},
	{"Vacances de Noël", everywhere(days(2023, 12, 23, 1, 7))},
	{"Vacances d’hiver", byZone{days(2024, 2, 17, 3, 3), days(2024, 2, 24, 3, 10), days(2024, 2, 10, 2, 25)}},
	{"Vacances de printemps", byZone{days(2024, 4, 13, 4, 28), days(2024, 4, 20, 5, 5), days(2024, 4, 6, 4, 21)}},
	{"Pont de l’Ascension", everywhere(days(2024, 5, 9, 5, 12))},
	{"Vacances d’été", everywhere(days(2024, 7, 6, 9, 1))},

	// 2024-2025
	{"Vacances de la Toussaint", everywhere(days(2024, 10, 19, 11, 3))},
	{"Vacances de Noël", everywhere(days(2024, 12, 21, 1, 5))},
	{"Vacances d’hiver", byZone{days(2025, 2, 22, 3, 9), days(2025, 3, 8, 3, 23), days(2025, 2, 15, 3, 2)}},
	{"Vacances de printemps", byZone{days(2025, 4, 19, 5, 4), days(2025, 4, 5, 4, 21), days(2025, 4, 12, 4, 27)}}, // B: until Easter Monday
	{"Pont de l’Ascension", everywhere(days(2025, 5, 29, 6, 1))},
	{"Vacances d’été", everywhere(days(2025, 7, 5, 8, 31))},

	// 2025-2026
	{"Vacances de la Toussaint", everywhere(days(2025, 10, 18, 11, 2))},
	{"Vacances de Noël", everywhere(days(2025, 12, 20, 1, 4))},
	{"Vacances d’hiver", byZone{days(2026, 2, 7, 2, 22), days(2026, 2, 14, 3, 1), days(2026, 2, 21, 3, 8)}},
	{"Vacances de printemps", byZone{days(2026, 4, 4, 4, 19), days(2026, 4, 11, 4, 26), days(2026, 4, 18, 5, 3)}},
	{"Pont de l’Ascension", everywhere(days(2026, 5, 14, 5, 17))},
	{"Vacances d’été", everywhere(days(2026, 7, 4, 8, 31))},

	// 2026-2027
	{"Vacances de la Toussaint", everywhere(days(2026, 10, 17, 11, 1))},
	{"Vacances de Noël", everywhere(days(2026, 12, 19, 1, 3))},
	{"Vacances d’hiver", byZone{days(2027, 2, 13, 2, 28), days(2027, 2, 20, 3, 7), days(2027, 2, 6, 2, 21)}},
	{"Vacances de printemps", byZone{days(2027, 4, 10, 4, 25), days(2027, 4, 17, 5, 2), days(2027, 4, 3, 4, 18)}},
	{"Pont de l’Ascension", everywhere(days(2027, 5, 6, 5, 9))},
	{"Vacances d’été", everywhere(period{from: Of(2027, 7, 3)})}, // the day pupils come back is not known yet
}

type schoolRow struct {
	label string
	zones byZone
}

// byZone holds the days of zones A, B and C.
type byZone [3]period

type period struct {
	from, to Date // to is zero when not yet known
}

func everywhere(p period) byZone { return byZone{p, p, p} }

// days runs from a day of the year to another; one in an earlier month is of the next year.
func days(year int, month time.Month, day int, lastMonth time.Month, lastDay int) period {
	from := Of(year, month, day)
	if lastMonth < month {
		year++
	}
	return period{from: from, to: Of(year, lastMonth, lastDay)}
}
