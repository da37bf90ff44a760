package calendar_test

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"parvis/internal/account"
	"parvis/internal/calendar"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/imports"
	"parvis/internal/journal"
	"parvis/internal/workcal"
)

// history gives what somebody reads of the calendar's history, newest first.
func (h house) history(who account.Person) []journal.Entry {
	h.T.Helper()
	page, err := h.History(ctx, who.At(now), 1)
	h.Must(err)
	return page.Entries
}

func TestEveryActOnTheCalendarLeavesOneEntry(t *testing.T) {
	t.Parallel()
	h := open(t)
	by, done := h.Head.At(now), map[string]bool{"History": true, "Settings": true, "Absences": true}
	seen := 0
	did := func(operation string, err error, verb journal.Verb, to journal.Subject, changes ...field.Change) {
		t.Helper()
		h.Must(err)
		done[operation] = true
		entries := h.history(h.Head)
		if len(entries) != seen+1 {
			t.Fatalf("%s left %d entries, want one", operation, len(entries)-seen)
		}
		seen++
		got := entries[0]
		want := journal.Entry{ID: got.ID, At: now, PersonID: h.Head.ID, Person: h.Head.Name, Verb: verb, Subject: to, Changes: changes}
		if got.At = got.At.UTC(); got.Act == "" {
			t.Errorf("%s: no act", operation)
		}
		got.Act = ""
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\ngot  %+v\nwant %+v", operation, got, want)
		}
	}
	days := func(first, last, firstDigits, lastDigits string) (added, removed []field.Change) {
		one := field.Change{Name: "debut", Label: "Premier jour", After: first, To: firstDigits}
		two := field.Change{Name: "dernier", Label: "Dernier jour", After: last, To: lastDigits}
		back := func(c field.Change) field.Change {
			return field.Change{Name: c.Name, Label: c.Label, Before: c.After, From: c.To}
		}
		return []field.Change{one, two}, []field.Change{back(one), back(two)}
	}

	week := calendar.Week{Days: workcal.TuesdayToSaturday, AlsaceMoselle: true, SchoolZone: "A"}
	did("SetWeek", h.SetWeek(ctx, by, week, 1), journal.Edited, journal.Subject{Kind: journal.Calendar},
		field.Change{Name: "jours", Label: "Jours travaillés", Before: "lundi, mardi, mercredi, jeudi et vendredi", After: "mardi, mercredi, jeudi, vendredi et samedi"},
		field.Change{Name: "alsace_moselle", Label: "Jours fériés d’Alsace-Moselle", Before: "non", After: "oui"},
		field.Change{Name: "zone", Label: "Zone scolaire", Before: "C", After: "A"})

	added, removed := days("23 mai 2025", "26 mai 2025", "23/05/2025", "26/05/2025")
	closure, err := h.AddClosure(ctx, by, calendar.Closure{First: workcal.Of(2025, 5, 23), Last: workcal.Of(2025, 5, 26), Label: " Inventaire "}, key)
	pont := journal.Subject{Kind: journal.Closure, ID: closure, Name: "Inventaire"}
	did("AddClosure", err, journal.Created, pont, added...)
	did("RemoveClosure", h.RemoveClosure(ctx, by, closure), journal.Removed, pont, removed...)

	added, removed = days("7 avril 2025", "7 avril 2025", "07/04/2025", "07/04/2025")
	leave, err := h.AddLeave(ctx, by, calendar.Leave{PersonID: h.Intern.ID, First: today}, "a-key-for-the-leave")
	away := journal.Subject{Kind: journal.Leave, ID: h.Intern.ID, Name: h.Intern.Name}
	did("AddLeave", err, journal.Noted, away, added...)
	_, err = h.RemoveLeave(ctx, by, leave)
	did("RemoveLeave", err, journal.Removed, away, removed...)

	own := journal.Subject{Kind: journal.OwnWeek, ID: h.Intern.ID, Name: h.Intern.Name}
	for _, c := range []struct {
		week          workcal.Week
		before, after string
	}{
		{workcal.WeekOf(time.Monday, time.Tuesday), "celle du service", "lundi et mardi"},
		{workcal.WeekOf(time.Friday), "lundi et mardi", "vendredi"},
		{0, "vendredi", "celle du service"},
	} {
		did("SetPersonWeek", h.SetPersonWeek(ctx, by, h.Intern.ID, c.week), journal.Edited, own,
			field.Change{Name: "jours", Label: "Jours travaillés", Before: c.before, After: c.after})
	}
	sheets := imports.New(h.DB, h.Import())
	id, err := sheets.Bring(ctx, by, "fermetures", 0, "f.csv", []byte("Fermeture;Premier jour\nPont;30/05/2025\n"), "fichier", "")
	h.Must(err)
	p, err := sheets.Look(ctx, by, id)
	h.Must(err)
	over, err := sheets.Run(ctx, by, id, p.Seen)
	h.Must(err)
	<-over
	if e := h.history(h.Head); len(e) != seen+1 || e[0].Verb != journal.FromSheet || e[0].Subject != calendar.Subject || e[0].Changes[0].After != "1" {
		t.Errorf("an import left %+v", e[0])
	}
	seen, done["Import"] = seen+1, true
	for operation := range reflect.TypeFor[*calendar.Room]().Methods() {
		if !done[operation.Name] {
			t.Errorf("%s: this test must do it, or know that it only reads", operation.Name)
		}
	}

	// Sent again, unchanged or refused: nothing more is told.
	_, err = h.AddClosure(ctx, by, calendar.Closure{First: today, Label: "Inventaire"}, key)
	h.Must(err)
	_, err = h.AddLeave(ctx, by, calendar.Leave{PersonID: h.Intern.ID, First: today}, "a-key-for-the-leave")
	h.Must(err)
	h.Must(h.SetWeek(ctx, by, week, 2))
	h.Must(h.SetPersonWeek(ctx, by, h.Intern.ID, 0))
	h.Refused(h.SetWeek(ctx, by, calendar.Week{Days: workcal.MondayToFriday, SchoolZone: "B"}, 1), fault.Conflict, "")
	h.Refused(h.RemoveClosure(ctx, by, closure), fault.NotFound, "")
	h.Refused(h.SetPersonWeek(ctx, h.Team.At(now), h.Intern.ID, workcal.MondayToFriday), fault.Forbidden, "")
	if more := len(h.history(h.Head)) - seen; more != 0 {
		t.Errorf("%d entries of what changed nothing", more)
	}
}

// Who was away, and when, is for those who may note it: the others read of the week and the closures.
func TestAbsencesAreToldToWhoMayNoteThem(t *testing.T) {
	t.Parallel()
	h := open(t)
	by := h.Head.At(now)
	h.Must(h.SetWeek(ctx, by, calendar.Week{Days: workcal.TuesdayToSaturday, SchoolZone: "C"}, 1))
	_, err := h.AddClosure(ctx, by, calendar.Closure{First: today, Label: "Pont"}, "")
	h.Must(err)
	_, err = h.AddLeave(ctx, by, calendar.Leave{PersonID: h.Team.ID, First: today}, "")
	h.Must(err)
	h.Must(h.SetPersonWeek(ctx, by, h.Team.ID, workcal.MondayToFriday))
	for _, c := range []struct {
		who  account.Person
		want []journal.Kind
	}{
		{h.Head, []journal.Kind{journal.OwnWeek, journal.Leave, journal.Closure, journal.Calendar}},
		{h.Team, []journal.Kind{journal.Closure, journal.Calendar}},
		{h.Intern, []journal.Kind{journal.Closure, journal.Calendar}},
	} {
		var got []journal.Kind
		for _, e := range h.history(c.who) {
			got = append(got, e.Subject.Kind)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s reads of %v, want %v", c.who.Name, got, c.want)
		}
	}
	gone := h.Team
	gone.DisabledAt = &now
	_, err = h.History(ctx, gone.At(now), 1)
	h.Refused(err, fault.NotFound, "")
}
