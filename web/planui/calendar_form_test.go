package planui

import (
	"net/url"
	"testing"
	"time"

	"parvis/internal/plan"
	"parvis/internal/workcal"
)

func TestWeekIsReadFromItsBoxes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		boxes []string
		want  workcal.Week
		ok    bool
	}{
		{[]string{"1", "2", "3", "4", "5"}, workcal.MondayToFriday, true},
		{[]string{"6", "2", "3", "4", "5", "5"}, workcal.TuesdayToSaturday, true},
		{[]string{"7"}, workcal.WeekOf(time.Sunday), true},
		{nil, 0, true}, // whether a week may be empty is the room's rule
		{[]string{"1", "8"}, workcal.WeekOf(time.Monday), false},
		{[]string{"0"}, 0, false},
		{[]string{"lundi"}, 0, false},
		{[]string{"99999999999999999999"}, 0, false},
	} {
		got, ok := parseDays(c.boxes)
		if got != c.want || ok != c.ok {
			t.Errorf("parseDays(%q) = %b, %v; want %b, %v", c.boxes, got, ok, c.want, c.ok)
		}
	}
}

func TestEveryDayOfAWeekHasABoxThatReadsBackAsItself(t *testing.T) {
	t.Parallel()
	ids := map[string]bool{}
	for _, d := range weekdays {
		if got, ok := parseDays([]string{dayValue(d)}); !ok || got != workcal.WeekOf(d) {
			t.Errorf("%s is sent as %q and read as %b", d, dayValue(d), got)
		}
		ids[dayID(d)], ids[personDayID(7, d)] = true, true
	}
	if len(ids) != 14 {
		t.Errorf("%d different ids for fourteen boxes", len(ids))
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

func TestWeekKeepsWhatWasTypedAndRefusesAnUnknownDay(t *testing.T) {
	t.Parallel()
	f := parseWeek(url.Values{"jours": {"1", "9"}, "zone": {"Z"}, "alsace_moselle": {"1"}, "version": {"trois"}})
	if f.Days != workcal.WeekOf(time.Monday) || f.Zone != "Z" || !f.AlsaceMoselle {
		t.Errorf("kept %+v", f)
	}
	_, version, err := f.read()
	if version != 0 {
		t.Errorf("version %d: a version that is no number must meet a conflict", version)
	}
	wantProblem(t, err, plan.FieldWeek)
}

func TestDaysOffRefuseAnImpossibleDateAndLeaveAnEmptyOneToTheRoom(t *testing.T) {
	t.Parallel()
	f := parseAway(url.Values{"fermeture_debut": {"2025-02-30"}, "fermeture_dernier": {"demain"}, "fermeture_libelle": {"Pont"}}, closureField)
	if f.First != "2025-02-30" || f.Last != "demain" || f.Label != "Pont" {
		t.Errorf("kept %+v", f)
	}
	_, _, err := f.days()
	wantProblem(t, err, plan.FieldFirst, plan.FieldLast)

	first, last, err := parseAway(url.Values{"absence_debut": {"2025-05-30"}}, leaveField).days()
	if err != nil || first != workcal.Of(2025, 5, 30) || last != 0 {
		t.Errorf("%v, %v, %v; want 30 May 2025 and no last day", first, last, err)
	}
}

func TestPersonsWeekIsHersOrTheServicesButNeverEmpty(t *testing.T) {
	t.Parallel()
	week, err := parsePersonWeek(7, url.Values{"jours": {"1", "4"}}).read()
	if err != nil || week != workcal.WeekOf(time.Monday, time.Thursday) {
		t.Errorf("%b, %v; want Monday and Thursday", week, err)
	}
	week, err = parsePersonWeek(7, url.Values{"jours": {"1"}, "service": {"1"}}).read()
	if err != nil || week != 0 {
		t.Errorf("%b, %v; want the service's week", week, err)
	}
	_, err = parsePersonWeek(7, url.Values{}).read()
	wantProblem(t, err, "semaine-7-1")
	_, err = parsePersonWeek(7, url.Values{"jours": {"12"}}).read()
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
