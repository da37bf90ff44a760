package programme_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"parvis/internal/account"
	"parvis/internal/account/accounttest"
	"parvis/internal/fault"
	"parvis/internal/programme"
)

func TestEventIsKeptAsTyped(t *testing.T) {
	t.Parallel()
	h := open(t)
	d := programme.EventDraft{SeriesKey: "jea", Name: "JEA 2026", Year: 2026, Edition: 17, First: day("2026-06-12"), Last: day("2026-06-14"),
		Theme: "L’eau", Notes: "Vendredi\r\nscolaires", Source: "Les organisateurs", VerifiedOn: day("2025-04-01"), ToConfirm: true}
	e := h.event(func(to *programme.EventDraft) { *to = d })
	d.Notes = "Vendredi\nscolaires"
	if e.Draft() != d || e.SeriesName != "Journées européennes de l’archéologie" || !e.National() || e.Version != 1 || len(e.Projects) != 0 {
		t.Errorf("got %+v", e)
	}
	own := h.event()
	if own.National() || own.SeriesName != "" || own.Edition != 0 || !own.VerifiedOn.IsZero() {
		t.Errorf("the museum's own: %+v", own)
	}
}

func TestOfficialEditionsAreThereByYear(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), context.Background()
	list, err := h.Events(ctx, h.Intern.At(now), 2025)
	h.Must(err)
	var names []string
	for _, e := range list {
		names = append(names, e.SeriesKey+" "+e.First.String()+" "+e.Last.String())
	}
	want := []string{"nuit-des-musees 2025-05-17 2025-05-17", "jea 2025-06-13 2025-06-15",
		"jep 2025-09-19 2025-09-21", "fete-de-la-science 2025-10-03 2025-10-13"}
	if !slices.Equal(names, want) {
		t.Errorf("got %q", names)
	}
	page, err := h.Year(ctx, h.Intern.At(now), 0)
	h.Must(err)
	if years := page.Years; page.Year != 2025 || !slices.Equal(years, []programme.YearCount{{Year: 2024, Events: 4}, {Year: 2025, Events: 4}, {Year: 2026, Events: 3}}) {
		t.Errorf("years: %+v", years)
	}
	series, err := h.Series(ctx)
	h.Must(err)
	if len(series) != 4 || series[1].Key != "jea" {
		t.Errorf("series: %+v", series)
	}
}

func TestEventShowsTheProjectsThatPrepareIt(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), context.Background()
	e := h.event()
	link := func(title string) func(*programme.ProjectDraft) {
		return func(d *programme.ProjectDraft) { d.Title, d.EventID, d.First, d.Last = title, e.ID, 0, 0 }
	}
	b, a, gone := h.project(link("B")), h.project(link("A")), h.project(link("C"))
	h.Must(h.Delete(ctx, h.Head.At(now), gone.ID))
	list, err := h.Events(ctx, h.Intern.At(now), 2025)
	h.Must(err)
	i := slices.IndexFunc(list, func(x programme.EventSummary) bool { return x.ID == e.ID })
	want := []programme.ProjectRef{
		{ID: a.ID, Title: "A", Kind: programme.EAC, Status: programme.Idea, Pilot: h.Team.Name, Version: 1},
		{ID: b.ID, Title: "B", Kind: programme.EAC, Status: programme.Idea, Pilot: h.Team.Name, Version: 1},
	}
	if i < 0 || !slices.Equal(list[i].Projects, want) {
		t.Errorf("got %+v", list)
	}
}

func TestSameEditionTwiceIsAProblemBesideTheYear(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), context.Background()
	d := goodEvent()
	d.SeriesKey, d.First, d.Last = "jea", day("2025-06-20"), day("2025-06-22")
	_, err := h.CreateEvent(ctx, h.Team.At(now), "", d)
	h.Refused(err, fault.Invalid, "annee")
	d.SeriesKey = "nowhere"
	_, err = h.CreateEvent(ctx, h.Team.At(now), "", d)
	h.Refused(err, fault.Invalid, "serie")
	for _, nasty := range []string{"a\x00b", "\xff", strings.Repeat("x", 10<<20)} {
		d = goodEvent()
		d.Name = nasty
		_, err = h.CreateEvent(ctx, h.Team.At(now), "", d)
		h.Refused(err, fault.Invalid, "nom")
	}
}

func TestSameSubmissionCreatesOneEvent(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), context.Background()
	ids := make([]int64, 4)
	var all sync.WaitGroup
	for i := range ids {
		all.Go(func() { ids[i], _ = h.CreateEvent(ctx, h.Team.At(now), "abcdefghijklmnopqrst", goodEvent()) })
	}
	all.Wait()
	if len(slices.Compact(ids)) != 1 || ids[0] == 0 {
		t.Errorf("ids: %v", ids)
	}
	if by := scalar[int64](h, `SELECT sum(created_by) FROM events`, nil); by != h.Team.ID {
		t.Errorf("created by %d, want %d for hers and nobody for those that come with Parvis", by, h.Team.ID)
	}
}

func TestMovingAnEventMovesItsProjectsAndTheirJournalsSaySo(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), context.Background()
	e := h.event()
	p := h.project(func(d *programme.ProjectDraft) { d.EventID, d.First, d.Last = e.ID, 0, 0 })
	elsewhere := h.project()
	d := e.Draft()
	d.Theme = "Sans bouger"
	err := h.EditEvent(ctx, h.Team.At(now), e.ID, 1, d)
	h.Must(err)
	if n := len(h.journal(p.ID)); n != 1 {
		t.Errorf("%d lines for an event that did not move", n)
	}
	d.First, d.Last = day("2025-08-08"), day("2025-08-10")
	err = h.EditEvent(ctx, h.Other.At(now), e.ID, 2, d)
	h.Must(err)
	dates := " | Premier jour: 1er août 2025 → 8 août 2025 | Dernier jour: 3 août 2025 → 10 août 2025"
	if got := h.journal(p.ID); len(got) != 2 || got[0] != "Paul Renaud a changé les dates de l’événement «\u00a0Nuit des étoiles\u00a0»"+dates {
		t.Errorf("journal: %q", got)
	}
	own, err := h.EventHistory(ctx, h.Intern.At(now), e.ID, 1)
	h.Must(err)
	want := []string{"Paul Renaud a changé les dates de l’événement" + dates,
		"Inès Marchand a modifié l’événement | Thème:  → Sans bouger", "Inès Marchand a créé l’événement"}
	if got := told(own, e.Subject()); !slices.Equal(got, want) {
		t.Errorf("the event's own history: %q", got)
	}
	if n := len(h.journal(elsewhere.ID)); n != 1 {
		t.Errorf("a project of its own days got %d lines", n)
	}
	if got := h.find(p.ID); got.First != d.First || got.Last != d.Last {
		t.Errorf("the project stayed at %s–%s", got.First, got.Last)
	}
	err = h.EditEvent(ctx, h.Intern.At(now), e.ID, 3, d)
	h.Refused(err, fault.Forbidden, "")
}

func TestSecondEditorOfAnEventGetsBothTexts(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), context.Background()
	e := h.event()
	d := e.Draft()
	d.Theme = "Le ciel"
	err := h.EditEvent(ctx, h.Other.At(now), e.ID, 1, d)
	h.Must(err)
	d.Theme, d.Notes = "La mer", "Apporter des jumelles"
	met := h.Met(h.EditEvent(ctx, h.Team.At(now), e.ID, 1, d))
	if met.By != h.Other.Name || met.Version != 2 {
		t.Errorf("met %q, version %d", met.By, met.Version)
	}
	want := []string{"Événement national: Événement propre au musée → Événement propre au musée", "Nom: Nuit des étoiles → Nuit des étoiles",
		"Premier jour: 1er août 2025 → 1er août 2025", "Dernier jour: 3 août 2025 → 3 août 2025", "Dates à confirmer: non → non",
		"Année: 2025 → 2025", "Thème: Le ciel → La mer", "Notes:  → Apporter des jumelles"}
	if got := accounttest.Said(met.Texts); !slices.Equal(got, want) {
		t.Errorf("texts: %q", got)
	}
	after, err := h.Event(ctx, h.Team.At(now), e.ID)
	h.Must(err)
	if after.Theme != "Le ciel" {
		t.Errorf("overwritten: %q", after.Theme)
	}
}

func TestEventWithProjectsIsNotDeleted(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), context.Background()
	e := h.event()
	p := h.project(func(d *programme.ProjectDraft) { d.EventID, d.First, d.Last = e.ID, 0, 0 })
	h.Refused(h.DeleteEvent(ctx, h.Team.At(now), e.ID), fault.Forbidden, "")
	err := h.DeleteEvent(ctx, h.Head.At(now), e.ID)
	h.Refused(err, fault.Conflict, "")
	if !strings.Contains(fault.SentenceOf(err), "Nuit des étoiles") {
		t.Errorf("sentence: %q", fault.SentenceOf(err))
	}
	h.Must(h.Delete(ctx, h.Head.At(now), p.ID))
	h.Must(h.DeleteEvent(ctx, h.Head.At(now), e.ID))
	_, err = h.Event(ctx, h.Team.At(now), e.ID)
	h.Refused(err, fault.NotFound, "")
	seen, err := h.Event(ctx, h.Head.At(now), e.ID)
	h.Must(err)
	if seen.DeletedAt == nil {
		t.Error("the head does not see that it is deleted")
	}
	// A project cannot come back to an event that is gone.
	err = h.Restore(ctx, h.Head.At(now), p.ID)
	h.Refused(err, fault.Conflict, "")
	h.Refused(h.RestoreEvent(ctx, h.Team.At(now), e.ID), fault.NotFound, "")
	h.Must(h.RestoreEvent(ctx, h.Head.At(now), e.ID))
	h.Must(h.Restore(ctx, h.Head.At(now), p.ID))
	d := h.draft()
	d.EventID, d.First, d.Last = e.ID, 0, 0
	_, err = h.Create(ctx, h.Team.At(now), "", d)
	h.Must(err)
}

func TestDeletedEditionDoesNotComeBackBesideItsReplacement(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), context.Background()
	d := goodEvent()
	d.SeriesKey, d.Year, d.First, d.Last = "jea", 2027, day("2027-06-11"), day("2027-06-13")
	first := h.event(func(to *programme.EventDraft) { *to = d })
	h.Must(h.DeleteEvent(ctx, h.Head.At(now), first.ID))
	h.event(func(to *programme.EventDraft) { *to = d })
	h.Refused(h.RestoreEvent(ctx, h.Head.At(now), first.ID), fault.Conflict, "")
	gone := d
	gone.SeriesKey = ""
	err := h.EditEvent(ctx, h.Team.At(now), first.ID, 2, gone)
	h.Refused(err, fault.NotFound, "")
}

func TestProjectIsNotCreatedOnAnEventThatIsBeingDeleted(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), context.Background()
	for range 5 {
		e := h.event()
		d := h.draft()
		d.EventID, d.First, d.Last = e.ID, 0, 0
		var created, deleted error
		var both sync.WaitGroup
		both.Go(func() { _, created = h.Create(ctx, h.Team.At(now), "", d) })
		both.Go(func() { deleted = h.DeleteEvent(ctx, h.Head.At(now), e.ID) })
		both.Wait()
		if (created == nil) == (deleted == nil) {
			t.Errorf("creation: %v; deletion: %v", created, deleted)
		}
	}
}

func TestListsAndEventsSayWhatTheHeadMayConfirm(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), context.Background()
	e := h.event()
	p := h.project(func(d *programme.ProjectDraft) { d.EventID, d.First, d.Last = e.ID, 0, 0 })
	offered := func(who account.Person) string {
		list, err := h.List(ctx, who.At(now), programme.Filter{})
		h.Must(err)
		sheet, err := h.Event(ctx, who.At(now), e.ID)
		h.Must(err)
		year, err := h.Year(ctx, who.At(now), e.Year)
		h.Must(err)
		i := slices.IndexFunc(year.All, func(x programme.EventSummary) bool { return x.ID == e.ID })
		return fmt.Sprint(list[0].Confirm, sheet.Projects[0].Confirm, year.All[i].Projects[0].Confirm)
	}
	for _, step := range []struct {
		to   programme.Status
		head string
	}{{programme.Preparing, "true true true"}, {programme.Confirmed, "false false false"}, {programme.Running, "false false false"}, {programme.Finished, "false false false"}} {
		h.Must(h.SetStatus(ctx, h.Head.At(now), p.ID, h.find(p.ID).Version, step.to))
		for who, want := range map[account.Person]string{h.Head: step.head, h.Team: "false false false", h.Intern: "false false false"} {
			if got := offered(who); got != want {
				t.Errorf("%s, %s: %s, want %s", step.to, who.Name, got, want)
			}
		}
	}
}
