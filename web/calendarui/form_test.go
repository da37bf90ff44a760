package calendarui

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"parvis/internal/calendar"
	"parvis/internal/workcal"
	"parvis/web/form"
)

// wantProblems checks that the form is wrong in exactly these fields, in this order.
func wantProblems(t *testing.T, f *form.Form, fields ...string) {
	t.Helper()
	var got []string
	for _, p := range f.Problems() {
		got = append(got, p.Field)
	}
	if !slices.Equal(got, fields) {
		t.Errorf("problems with %q, want %q", got, fields)
	}
}

func TestWeekIsReadFromItsBoxes(t *testing.T) {
	t.Parallel()
	ids := map[string]bool{}
	for _, d := range calendar.Weekdays {
		if got := parseDays(form.Of(url.Values{dayField(d): {"1"}})); got != workcal.WeekOf(d) {
			t.Errorf("%s is sent as %q and read as %b", d, dayField(d), got)
		}
		ids[dayField(d)], ids[personDayID(7, d)], ids[personDayID(8, d)] = true, true, true
	}
	if !ids[calendar.FieldWeek] {
		t.Error("the room names no box of a day")
	}
	if len(ids) != 21 {
		t.Errorf("%d different ids for twenty-one boxes", len(ids))
	}
	if got := parseDays(form.Of(url.Values{"jour_0": {"1"}, "jour_8": {"1"}, "jour_": {"1"}, "jour_1": {""}})); got != 0 {
		t.Errorf("boxes that are not there are read as %b", got)
	}
}

func TestWeekIsWrittenAsItIsRead(t *testing.T) {
	t.Parallel()
	week := calendar.Week{Days: workcal.WeekOf(time.Monday, time.Sunday), AlsaceMoselle: true, SchoolZone: "Z"}
	if got := parseWeek(form.Of(weekValues(week))); got != week {
		t.Errorf("read %+v", got)
	}
	carried := url.Values{}
	for _, v := range form.Of(weekValues(week)).Over(2).Again(3) {
		carried.Add(v.Name, v.Value)
	}
	if f := form.Of(carried); len(carried) != 5 || parseWeek(f) != week || f.Version() != 3 {
		t.Errorf("%v is carried on, not two days, Alsace, the zone and the version", carried)
	}
}

func TestDaysOffRefuseAnImpossibleDateAndLeaveAnEmptyOneToTheRoom(t *testing.T) {
	t.Parallel()
	near := workcal.Of(2025, 4, 7)
	f := form.Of(url.Values{"fermeture_debut": {"2025-02-30"}, "fermeture_dernier": {"demain"}, "fermeture_libelle": {"Pont"}})
	if c := parseClosure(f, near); c.Label != "Pont" {
		t.Errorf("read %+v", c)
	}
	wantProblems(t, f, calendar.FieldClosureFirst, calendar.FieldClosureLast)

	for typed, want := range map[[2]string][2]workcal.Date{
		{"2025-05-30", ""}:              {workcal.Of(2025, 5, 30), 0},
		{"30/05/2025", "1er juin"}:      {workcal.Of(2025, 5, 30), workcal.Of(2025, 6, 1)},
		{"24 déc. 2027", "02/01"}:       {workcal.Of(2027, 12, 24), workcal.Of(2028, 1, 2)},
		{"vendredi 30 mai", "30.05.25"}: {workcal.Of(2025, 5, 30), workcal.Of(2025, 5, 30)},
	} {
		f := form.Of(url.Values{"absence_debut": {typed[0]}, "absence_dernier": {typed[1]}})
		if l := parseLeave(f, near); !f.Valid() || l.First != want[0] || l.Last != want[1] {
			t.Errorf("%q: %+v, %v", typed, l, f.Problems())
		}
	}
	f = form.Of(url.Values{"absence_debut": {"30 mai"}})
	parseLeave(f, near)
	if notes := f.Notes(); len(notes) != 1 || !strings.Contains(notes[0], "2025 est retenue") {
		t.Errorf("what is assumed is said: %q", notes)
	}
}

func TestDaysOffAreWrittenAsTheyAreRead(t *testing.T) {
	t.Parallel()
	c := calendar.Closure{First: workcal.Of(2025, 5, 30), Last: workcal.Of(2025, 6, 1), Label: "Pont"}
	if got := parseClosure(form.Of(closureValues(c)), 0); got != c {
		t.Errorf("read %+v", got)
	}
	l := calendar.Leave{PersonID: 7, First: c.First, Last: c.Last}
	if got := parseLeave(form.Of(leaveValues(l)), 0); got != l {
		t.Errorf("read %+v", got)
	}
}

func TestPersonsWeekIsHersOrTheServicesButNeverEmpty(t *testing.T) {
	t.Parallel()
	f := form.Of(url.Values{"jour_1": {"1"}, "jour_4": {"1"}})
	if week := parsePersonWeek(f, 7); !f.Valid() || week != workcal.WeekOf(time.Monday, time.Thursday) {
		t.Errorf("%b, %v; want Monday and Thursday", week, f.Problems())
	}
	f = form.Of(url.Values{"jour_1": {"1"}, "service": {"1"}})
	if week := parsePersonWeek(f, 7); !f.Valid() || week != 0 {
		t.Errorf("%b, %v; want the service's week", week, f.Problems())
	}
	f = form.Of(nil)
	parsePersonWeek(f, 7)
	wantProblems(t, f, "semaine-7-1")
}

func TestYearOfTheHolidaysStaysWithinReason(t *testing.T) {
	t.Parallel()
	for asked, want := range map[string]int{"2026": 2026, "": 2025, "1899": 2025, "2200": 2025, "-3": 2025, "l’an prochain": 2025} {
		if got := yearAsked(form.Query(httptest.NewRequest(http.MethodGet, "/?annee="+url.QueryEscape(asked), nil)), 2025); got != want {
			t.Errorf("year %q gives %d, want %d", asked, got, want)
		}
	}
}

func TestDaysWithoutAYearAreMostlyAhead(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]workcal.Date{
		"24 décembre": workcal.Of(2025, 12, 24), "2 janvier": workcal.Of(2026, 1, 2), "2 avril": workcal.Of(2025, 4, 2), "15/03": workcal.Of(2025, 3, 15),
	} {
		f := form.Of(url.Values{calendar.FieldLeaveFirst: {typed}})
		if first := parseLeave(f, workcal.Of(2025, 8, 5)).First; !f.Valid() || first != want || len(f.Notes()) == 0 {
			t.Errorf("%q is read as %v, %v, %v", typed, first, f.Notes(), f.Problems())
		}
	}
}
