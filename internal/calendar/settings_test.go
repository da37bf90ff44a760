package calendar_test

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/calendar"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/postgres"
	"parvis/internal/workcal"
)

func TestTheServicesWeekIsKeptDayByDay(t *testing.T) {
	t.Parallel()
	h := open(t)
	c, err := h.Settings(ctx, h.Head.On(today))
	h.Must(err)
	if c.Week.Days != workcal.MondayToFriday || c.Week.SchoolZone != "C" || len(c.People) != 4 || c.People[0].Own {
		t.Errorf("at first %+v", c)
	}
	want := calendar.Week{Days: workcal.WeekOf(time.Sunday, time.Tuesday, time.Saturday), AlsaceMoselle: true, SchoolZone: "A"}
	h.Must(h.SetWeek(ctx, h.Head.On(today), want, c.Week.Version))
	met := h.SetWeek(ctx, h.Head.On(today), calendar.Week{Days: workcal.MondayToFriday, AlsaceMoselle: true, SchoolZone: "B"}, c.Week.Version)
	h.Refused(met, fault.Conflict, "")
	stale, ok := fault.StaleOf(met)
	if texts := []field.Change{{Name: "jours", Label: "Jours travaillés", Before: "mardi, samedi et dimanche", After: "lundi, mardi, mercredi, jeudi et vendredi"},
		{Name: "alsace_moselle", Label: "Jours fériés d’Alsace-Moselle", Before: "oui", After: "oui"},
		{Name: "zone", Label: "Zone scolaire", Before: "A", After: "B"}}; !ok || stale.By != h.Head.Name || stale.Version != c.Week.Version+1 || !slices.Equal(stale.Texts, texts) {
		t.Errorf("the second to save is told %+v", stale)
	}
	after, err := h.Settings(ctx, h.Head.On(today))
	h.Must(err)
	want.Version = c.Week.Version + 1
	if after.Week != want {
		t.Errorf("got %+v", after.Week)
	}
	cal := h.since(today).Build().Service()
	if !cal.IsWorked(workcal.Of(2025, 6, 15)) || cal.IsWorked(workcal.Of(2025, 6, 16)) || cal.IsWorked(workcal.Of(2025, 4, 18)) {
		t.Error("what is read for plans does not follow the week")
	}
}

func TestAClosureIsAddedOnceAndTakenBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	id, err := h.AddClosure(ctx, h.Head.On(today), calendar.Closure{First: workcal.Of(2025, 5, 23), Label: " Inventaire "}, key)
	h.Must(err)
	again, err := h.AddClosure(ctx, h.Head.On(today), calendar.Closure{First: workcal.Of(2025, 5, 23), Label: "Inventaire"}, key)
	h.Must(err)
	c, err := h.Settings(ctx, h.Intern.On(today))
	h.Must(err)
	if again != id || len(c.Closures) != 1 || c.Closures[0].Last != workcal.Of(2025, 5, 23) || c.Closures[0].Label != "Inventaire" {
		t.Errorf("got %+v", c.Closures)
	}
	h.Must(h.RemoveClosure(ctx, h.Head.On(today), id))
	h.Refused(h.RemoveClosure(ctx, h.Head.On(today), id), fault.NotFound, "")
}

func TestLeavesAreHersAndGoBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	id, err := h.AddLeave(ctx, h.Head.On(today), calendar.Leave{PersonID: h.Intern.ID, First: today, Last: today + 4}, key)
	h.Must(err)
	h.Must(h.SetPersonWeek(ctx, h.Head.On(today), h.Intern.ID, workcal.TuesdayToSaturday))
	find := func() calendar.PersonCalendar {
		c, err := h.Settings(ctx, h.Head.On(today))
		h.Must(err)
		for _, p := range c.People {
			if p.PersonID == h.Intern.ID {
				return p
			}
		}
		return calendar.PersonCalendar{}
	}
	if p := find(); !p.Own || p.Days != workcal.TuesdayToSaturday || len(p.Leaves) != 1 || p.Leaves[0].ID != id || p.Leaves[0].Last != today+4 {
		t.Errorf("got %+v", p)
	}
	h.Must(h.SetPersonWeek(ctx, h.Head.On(today), h.Intern.ID, 0))
	gone, err := h.RemoveLeave(ctx, h.Head.On(today), id)
	h.Must(err)
	if want := (calendar.Away{Leave: calendar.Leave{ID: id, PersonID: h.Intern.ID, First: today, Last: today + 4}, Name: h.Intern.Name}); gone != want {
		t.Errorf("taken back %+v, want %+v", gone, want)
	}
	_, err = h.RemoveLeave(ctx, h.Head.On(today), id)
	h.Refused(err, fault.NotFound, "")
	if p := find(); p.Own || p.Days != workcal.MondayToFriday || len(p.Leaves) != 0 {
		t.Errorf("got %+v", p)
	}
}

func TestNobodyIsAwayTwiceOnOneDay(t *testing.T) {
	t.Parallel()
	h := open(t)
	add := func(who account.Person, first, last workcal.Date, key string) error {
		_, err := h.AddLeave(ctx, h.Head.At(now), calendar.Leave{PersonID: who.ID, First: first, Last: last}, key)
		return err
	}
	h.Must(add(h.Intern, today, today+4, key))
	h.Must(add(h.Intern, today, today+4, key)) // the same form again
	h.Must(add(h.Intern, today+5, today+5, ""))
	h.Must(add(h.Team, today+4, today+6, ""))
	for name, c := range map[string]struct {
		first, last workcal.Date
		says        string
	}{
		"its last day":  {today + 4, today + 4, "du 7 avril 2025 au 11 avril 2025"},
		"all around it": {today - 3, today + 30, "du 7 avril 2025 au 11 avril 2025"},
		"a single day":  {today + 5, today + 9, "le 12 avril 2025"},
	} {
		err := add(h.Intern, c.first, c.last, "")
		h.Refused(err, fault.Invalid, calendar.FieldLeaveFirst)
		problems, _ := fault.ProblemsOf(err)
		if want := "Zoé Petit a déjà une absence notée " + c.says + "\u00a0: supprimez-la d’abord, ou donnez d’autres jours."; problems.For(calendar.FieldLeaveFirst) != want {
			t.Errorf("%s: %q, want %q", name, problems.For(calendar.FieldLeaveFirst), want)
		}
	}
	// Whoever finds nothing before, because somebody else is writing, meets the constraint.
	_, err := h.DB.Exec(ctx, `INSERT INTO leaves (person_id, first_day, last_day) VALUES (@person, @first, @first)`,
		pgx.NamedArgs{"person": h.Intern.ID, "first": today})
	h.Refused(calendar.Refusals.Translate(err), fault.Invalid, calendar.FieldLeaveFirst)
}

func TestDaysOffSayWhoEnteredThem(t *testing.T) {
	t.Parallel()
	h := open(t)
	_, err := h.AddLeave(ctx, h.Head.At(now), calendar.Leave{PersonID: h.Intern.ID, First: today}, "")
	h.Must(err)
	_, err = h.AddClosure(ctx, h.Head.At(now), calendar.Closure{Label: "Pont", First: today}, "")
	h.Must(err)
	by, err := postgres.Scalar[[]int64](ctx, h.DB, `SELECT ARRAY[(SELECT created_by FROM leaves), (SELECT created_by FROM closures)]`, nil)
	h.Must(err)
	if by[0] != h.Head.ID || by[1] != h.Head.ID {
		t.Errorf("entered by %v, want twice the head, %d", by, h.Head.ID)
	}
}

func TestImpossibleDaysOffAreProblems(t *testing.T) {
	t.Parallel()
	h := open(t)
	for field, c := range map[string]calendar.Closure{
		calendar.FieldClosureFirst: {Label: "A"},
		calendar.FieldClosureLast:  {Label: "A", First: today, Last: today - 1},
		calendar.FieldClosureLabel: {First: today, Label: "nul \x00"},
	} {
		_, err := h.AddClosure(ctx, h.Head.On(today), c, "")
		h.Refused(err, fault.Invalid, field)
	}
	_, err := h.AddClosure(ctx, h.Head.On(today), calendar.Closure{Label: "A", First: today, Last: today + 366}, "")
	h.Refused(err, fault.Invalid, calendar.FieldClosureLast)
	_, err = h.AddClosure(ctx, h.Head.On(today), calendar.Closure{First: today}, "")
	h.Refused(err, fault.Invalid, calendar.FieldClosureLabel)
	_, err = h.AddLeave(ctx, h.Head.On(today), calendar.Leave{PersonID: 999, First: today}, "")
	h.Refused(err, fault.Invalid, calendar.FieldLeavePerson)
	h.Refused(h.SetPersonWeek(ctx, h.Head.On(today), 999, workcal.MondayToFriday), fault.Invalid, calendar.FieldLeavePerson)
	h.Refused(h.SetWeek(ctx, h.Head.On(today), calendar.Week{SchoolZone: "D"}, 1), fault.Invalid, calendar.FieldWeek)
	h.Refused(h.SetWeek(ctx, h.Head.On(today), calendar.Week{Days: 1, SchoolZone: "D"}, 1), fault.Invalid, calendar.FieldZone)
}

func TestADisabledPersonFindsNoCalendar(t *testing.T) {
	t.Parallel()
	h := open(t)
	gone := h.Team
	gone.DisabledAt = &now
	_, err := h.Settings(ctx, gone.On(today))
	h.Refused(err, fault.NotFound, "")
	h.Refused(h.SetWeek(ctx, gone.On(today), calendar.Week{}, 1), fault.Forbidden, "")
}

func TestOnlyTheHeadEditsTheCalendar(t *testing.T) {
	t.Parallel()
	h := open(t)
	for _, who := range []account.Person{h.Head, h.Team, h.Intern} {
		may := who.ID == h.Head.ID
		c, err := h.Settings(ctx, who.On(today))
		h.Must(err)
		if c.CanEdit != may || (len(c.People) > 0) != may {
			t.Errorf("%s: edit %v, sees %d people", who.Name, c.CanEdit, len(c.People))
		}
		day := calendar.Closure{First: today, Label: "Pont"}
		h.allowed(who, "week", h.SetWeek(ctx, who.On(today), c.Week, c.Week.Version), may)
		_, err = h.AddClosure(ctx, who.On(today), day, "")
		h.allowed(who, "closure", err, may)
		if !may {
			h.allowed(who, "open", h.RemoveClosure(ctx, who.On(today), 1), may)
		}
	}
}

func TestLeavesAndWeeksAreTheHeadsAndOnesOwn(t *testing.T) {
	t.Parallel()
	h := open(t)
	everybody := []account.Person{h.Head, h.Team, h.Intern}
	day := today
	for _, who := range everybody {
		for _, whose := range everybody {
			may := who.ID == h.Head.ID || who.ID == whose.ID
			what := "of " + whose.Name
			day += 2
			_, err := h.AddLeave(ctx, who.On(today), calendar.Leave{PersonID: whose.ID, First: day}, "")
			h.allowed(who, "leave "+what, err, may)
			h.allowed(who, "week "+what, h.SetPersonWeek(ctx, who.On(today), whose.ID, workcal.TuesdayToSaturday), may)
			h.allowed(who, "service’s week again "+what, h.SetPersonWeek(ctx, who.On(today), whose.ID, 0), may)
			id, err := h.AddLeave(ctx, h.Head.On(today), calendar.Leave{PersonID: whose.ID, First: day + 1}, "")
			h.Must(err)
			_, err = h.RemoveLeave(ctx, who.On(today), id)
			h.allowed(who, "back "+what, err, may)
		}
	}
	gone := h.Team
	gone.DisabledAt = &now
	id, err := h.AddLeave(ctx, h.Head.On(today), calendar.Leave{PersonID: gone.ID, First: today}, "")
	h.Must(err)
	_, err = h.AddLeave(ctx, gone.On(today), calendar.Leave{PersonID: gone.ID, First: today + 60}, "")
	h.allowed(gone, "leave", err, false)
	_, err = h.RemoveLeave(ctx, gone.On(today), id)
	h.allowed(gone, "back", err, false)
	h.allowed(gone, "week", h.SetPersonWeek(ctx, gone.On(today), gone.ID, workcal.MondayToFriday), false)
	_, err = h.Absences(ctx, gone.On(today))
	h.Refused(err, fault.NotFound, "")
}

// Everybody reads who is away today and later; nobody reads there of what is over, of people who left, or of
// somebody else's week.
func TestAbsencesAreThoseOfTodayAndLaterAndOnesOwnDays(t *testing.T) {
	t.Parallel()
	h := open(t)
	by := h.Head.On(today)
	left := h.Person("Léa Roux", access.Team)
	add := func(who account.Person, first, last workcal.Date) calendar.Away {
		t.Helper()
		l := calendar.Leave{PersonID: who.ID, First: first, Last: last}
		var err error
		l.ID, err = h.AddLeave(ctx, by, l, "")
		h.Must(err)
		return calendar.Away{Leave: l, Name: who.Name}
	}
	add(h.Intern, today-9, today-1)
	now, later := add(h.Intern, today, today), add(h.Intern, today+20, today+24)
	mine := add(h.Team, today+5, today+6)
	hers := add(h.Head, today+5, today+5)
	add(left, today, today+3)
	_, err := h.DB.Exec(ctx, `UPDATE people SET disabled_at = now() WHERE id = @id`, pgx.NamedArgs{"id": left.ID})
	h.Must(err)
	h.Must(h.SetPersonWeek(ctx, by, h.Team.ID, workcal.TuesdayToSaturday))
	h.Must(h.SetPersonWeek(ctx, by, h.Intern.ID, workcal.WeekOf(time.Monday)))

	for _, c := range []struct {
		who    account.Person
		own    bool
		days   workcal.Week
		leaves []calendar.Leave
		others []calendar.Away
	}{
		{h.Head, false, workcal.MondayToFriday, []calendar.Leave{hers.Leave}, []calendar.Away{now, mine, later}},
		{h.Team, true, workcal.TuesdayToSaturday, []calendar.Leave{mine.Leave}, []calendar.Away{now, hers, later}},
		{h.Intern, true, workcal.WeekOf(time.Monday), []calendar.Leave{now.Leave, later.Leave}, []calendar.Away{hers, mine}},
	} {
		counted, queries := postgres.CountQueries(ctx)
		got, err := h.Absences(counted, c.who.On(today))
		h.Must(err)
		want := calendar.PersonCalendar{PersonID: c.who.ID, Name: c.who.Name, Role: c.who.Role, Own: c.own, Days: c.days, Leaves: c.leaves}
		if !reflect.DeepEqual(got.Mine, want) || !slices.Equal(got.Others, c.others) || !got.CanEdit {
			t.Errorf("%s reads %+v,\nwant %+v and %+v", c.who.Name, got, want, c.others)
		}
		if queries.Load() != 1 {
			t.Errorf("%d queries, want one batch", queries.Load())
		}
	}
}

func TestAWeekReadsAsASentence(t *testing.T) {
	t.Parallel()
	for want, week := range map[string]workcal.Week{
		"aucun jour":     0,
		"mardi":          workcal.WeekOf(time.Tuesday),
		"lundi et jeudi": workcal.WeekOf(time.Thursday, time.Monday),
		"lundi, mardi, mercredi, jeudi et vendredi": workcal.MondayToFriday,
		"samedi et dimanche":                        workcal.WeekOf(time.Sunday, time.Saturday),
	} {
		if got := calendar.WeekText(week); got != want {
			t.Errorf("WeekText(%b) = %q, want %q", week, got, want)
		}
	}
}
