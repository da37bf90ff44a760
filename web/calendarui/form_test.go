package calendarui

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"parvis/internal/calendar"
	"parvis/internal/fault"
	"parvis/internal/workcal"
)

// wantProblem checks that err is Invalid and complains of exactly these fields, in this order.
func wantProblem(t *testing.T, err error, fields ...string) {
	t.Helper()
	problems, _ := fault.ProblemsOf(err)
	var got []string
	for _, p := range problems {
		got = append(got, p.Field)
	}
	if !slices.Equal(got, fields) {
		t.Errorf("problems with %q, want %q (%v)", got, fields, err)
	}
}

func TestWeekIsReadFromItsBoxes(t *testing.T) {
	t.Parallel()
	ids := map[string]bool{}
	for _, d := range weekdays {
		if got := parseDays(url.Values{dayField(d): {"1"}}); got != workcal.WeekOf(d) {
			t.Errorf("%s is sent as %q and read as %b", d, dayField(d), got)
		}
		ids[dayField(d)], ids[personDayID(7, d)], ids[personDayID(8, d)] = true, true, true
	}
	if len(ids) != 21 {
		t.Errorf("%d different ids for twenty-one boxes", len(ids))
	}
	if got := parseDays(url.Values{"jour_0": {"1"}, "jour_8": {"1"}, "jour_": {"1"}, "jour_1": {""}}); got != 0 {
		t.Errorf("boxes that are not there are read as %b", got)
	}
}

func TestDayNamesReadAsASentence(t *testing.T) {
	t.Parallel()
	for want, week := range map[string]workcal.Week{
		"aucun jour":     0,
		"mardi":          workcal.WeekOf(time.Tuesday),
		"lundi et jeudi": workcal.WeekOf(time.Thursday, time.Monday),
		"lundi, mardi, mercredi, jeudi et vendredi": workcal.MondayToFriday,
		"samedi et dimanche":                        workcal.WeekOf(time.Sunday, time.Saturday),
	} {
		if got := dayNames(week); got != want {
			t.Errorf("dayNames(%b) = %q, want %q", week, got, want)
		}
	}
}

func TestWeekKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	f := parseWeek(url.Values{"jour_1": {"1"}, "zone": {"Z"}, "alsace_moselle": {"1"}, "version": {"trois"}})
	if f.Days != workcal.WeekOf(time.Monday) || f.Zone != "Z" || !f.AlsaceMoselle {
		t.Errorf("kept %+v", f)
	}
	if _, version := f.read(); version != 0 {
		t.Errorf("version %d: a version that is no number must meet a conflict", version)
	}
}

func TestDaysOffRefuseAnImpossibleDateAndLeaveAnEmptyOneToTheRoom(t *testing.T) {
	t.Parallel()
	f := parseAway(url.Values{"fermeture_debut": {"2025-02-30"}, "fermeture_dernier": {"demain"}, "fermeture_libelle": {"Pont"}}, closureField)
	if f.First != "2025-02-30" || f.Last != "demain" || f.Label != "Pont" {
		t.Errorf("kept %+v", f)
	}
	_, _, _, err := f.days(workcal.Of(2025, 4, 7))
	wantProblem(t, err, calendar.FieldFirst, calendar.FieldLast)

	for typed, want := range map[[2]string][2]workcal.Date{
		{"2025-05-30", ""}:              {workcal.Of(2025, 5, 30), 0},
		{"30/05/2025", "1er juin"}:      {workcal.Of(2025, 5, 30), workcal.Of(2025, 6, 1)},
		{"24 déc. 2027", "02/01"}:       {workcal.Of(2027, 12, 24), workcal.Of(2028, 1, 2)},
		{"vendredi 30 mai", "30.05.25"}: {workcal.Of(2025, 5, 30), workcal.Of(2025, 5, 30)},
	} {
		first, last, _, err := parseAway(url.Values{"absence_debut": {typed[0]}, "absence_dernier": {typed[1]}}, leaveField).days(workcal.Of(2025, 4, 7))
		if err != nil || first != want[0] || last != want[1] {
			t.Errorf("%q: %v, %v, %v", typed, first, last, err)
		}
	}
	_, _, notes, _ := parseAway(url.Values{"absence_debut": {"30 mai"}}, leaveField).days(workcal.Of(2025, 4, 7))
	if len(notes) != 1 || !strings.Contains(notes[0], "2025 est retenue") {
		t.Errorf("what is assumed is said: %q", notes)
	}
}

func TestPersonsWeekIsHersOrTheServicesButNeverEmpty(t *testing.T) {
	t.Parallel()
	week, err := parsePersonWeek(7, url.Values{"jour_1": {"1"}, "jour_4": {"1"}}).read()
	if err != nil || week != workcal.WeekOf(time.Monday, time.Thursday) {
		t.Errorf("%b, %v; want Monday and Thursday", week, err)
	}
	week, err = parsePersonWeek(7, url.Values{"jour_1": {"1"}, "service": {"1"}}).read()
	if err != nil || week != 0 {
		t.Errorf("%b, %v; want the service's week", week, err)
	}
	_, err = parsePersonWeek(7, url.Values{}).read()
	wantProblem(t, err, "semaine-7-1")
}

func TestYearOfTheHolidaysStaysWithinReason(t *testing.T) {
	t.Parallel()
	for asked, want := range map[string]int{"2026": 2026, "": 2025, "1899": 2025, "2200": 2025, "-3": 2025, "l’an prochain": 2025} {
		if got := yearAsked(url.Values{"annee": {asked}}, 2025); got != want {
			t.Errorf("year %q gives %d, want %d", asked, got, want)
		}
	}
}

func TestDaysWithoutAYearAreMostlyAhead(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]workcal.Date{
		"24 décembre": workcal.Of(2025, 12, 24), "2 janvier": workcal.Of(2026, 1, 2), "2 avril": workcal.Of(2025, 4, 2), "15/03": workcal.Of(2025, 3, 15),
	} {
		f := parseAway(url.Values{leaveField(calendar.FieldFirst): {typed}}, leaveField)
		if first, _, notes, err := f.days(workcal.Of(2025, 8, 5)); err != nil || first != want || len(notes) == 0 {
			t.Errorf("%q is read as %v, %v, %v", typed, first, notes, err)
		}
	}
}
