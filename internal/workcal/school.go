package workcal

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

// SchoolHolidays lists the known school holidays of a zone, in order. A service may add to
// them or correct them: they are data, not rules.
func SchoolHolidays(zone string) []SchoolHoliday {
	var list []SchoolHoliday
	for _, h := range schoolTable {
		if h.Zone == zone {
			list = append(list, h)
		}
	}
	return list
}

// schoolTable holds zone C (Versailles, hence the Hauts-de-Seine), school years 2024-2025
// and 2025-2026. To is the eve of the day pupils come back.
var schoolTable = []SchoolHoliday{
	zoneC("Vacances de la Toussaint", Of(2024, 10, 19), Of(2024, 11, 3)),
	zoneC("Vacances de Noël", Of(2024, 12, 21), Of(2025, 1, 5)),
	zoneC("Vacances d’hiver", Of(2025, 2, 15), Of(2025, 3, 2)),
	zoneC("Vacances de printemps", Of(2025, 4, 12), Of(2025, 4, 27)),
	zoneC("Pont de l’Ascension", Of(2025, 5, 29), Of(2025, 6, 1)),
	zoneC("Vacances d’été", Of(2025, 7, 5), Of(2025, 8, 31)),
	zoneC("Vacances de la Toussaint", Of(2025, 10, 18), Of(2025, 11, 2)),
	zoneC("Vacances de Noël", Of(2025, 12, 20), Of(2026, 1, 4)),
	zoneC("Vacances d’hiver", Of(2026, 2, 21), Of(2026, 3, 8)),
	zoneC("Vacances de printemps", Of(2026, 4, 18), Of(2026, 5, 3)),
	zoneC("Pont de l’Ascension", Of(2026, 5, 14), Of(2026, 5, 17)),
	zoneC("Vacances d’été", Of(2026, 7, 4), 0),
}

func zoneC(label string, from, to Date) SchoolHoliday {
	return SchoolHoliday{Zone: "C", Label: label, From: from, To: to, Source: schoolSource}
}
