package workcal_test

import (
	"slices"
	"testing"
	"time"

	"parvis/internal/workcal"
)

var schoolZones = []string{"A", "B", "C"}

func TestSchoolHolidaysOfAZoneFollowEachOther(t *testing.T) {
	t.Parallel()
	for _, zone := range schoolZones {
		list := workcal.SchoolHolidays(zone)
		if len(list) != 4*6 {
			t.Fatalf("zone %s: %d holidays, want six for each of four school years", zone, len(list))
		}
		for i, h := range list {
			if h.Zone != zone || h.Label == "" || h.Source == "" || h.From.IsZero() {
				t.Errorf("zone %s: incomplete: %+v", zone, h)
			}
			if open := h.To.IsZero(); open != (i == len(list)-1) {
				t.Errorf("zone %s: only the last summer is open, and not %+v", zone, h)
			} else if !open && h.To <= h.From {
				t.Errorf("zone %s: ends before it begins: %+v", zone, h)
			}
			if i > 0 && h.From <= list[i-1].To {
				t.Errorf("zone %s: %+v overlaps %+v", zone, h, list[i-1])
			}
			want := time.Saturday
			if h.Label == "Pont de l’Ascension" {
				want = time.Thursday
			}
			if h.From.Weekday() != want {
				t.Errorf("zone %s: begins on a %s: %+v", zone, h.From.Weekday(), h)
			}
		}
	}
	if list := workcal.SchoolHolidays("D"); list != nil {
		t.Errorf("a zone that does not exist: %v", list)
	}
}

func TestSchoolHolidaysOnKnownDays(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"2023-10-21": {"A", "B", "C"}, "2024-01-07": {"A", "B", "C"}, "2024-01-08": nil,
		"2024-02-16": {"C"}, "2024-02-25": {"A", "B", "C"}, "2024-03-08": {"B"},
		"2025-02-17": {"C"}, "2025-03-10": {"B"}, "2025-04-21": {"A", "B", "C"}, "2025-04-22": {"A", "C"}, "2025-05-04": {"A"},
		"2025-05-30": {"A", "B", "C"}, "2025-08-31": {"A", "B", "C"}, "2025-09-01": nil,
		"2026-02-07": {"A"}, "2026-05-03": {"C"}, "2026-08-31": {"A", "B", "C"}, "2026-09-01": nil,
		"2027-01-03": {"A", "B", "C"}, "2027-03-07": {"B"}, "2027-04-03": {"C"}, "2027-07-02": nil, "2027-07-03": {"A", "B", "C"},
	} {
		var got []string
		for _, zone := range schoolZones {
			if slices.ContainsFunc(workcal.SchoolHolidays(zone), func(h workcal.SchoolHoliday) bool { return h.Contains(day(t, text)) }) {
				got = append(got, zone)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("on %s zones %v are on holiday, want %v", text, got, want)
		}
	}
}

func TestSchoolHolidaysAreNeverSubtracted(t *testing.T) {
	t.Parallel()
	if winter := day(t, "2025-02-17"); !workcal.NewCalendar(workcal.Config{}).IsWorked(winter) {
		t.Error("17 February 2025 is a worked day although schools of zone C are closed")
	}
}
