package programme_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"parvis/internal/fault"
	"parvis/internal/programme"
)

// undated makes a draft wait for its date.
func undated(d *programme.ProjectDraft) { d.Undated, d.EventID, d.First, d.Last = true, 0, 0, 0 }

func TestIdeaMayWaitForItsDateAndNothingElseMay(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), context.Background()
	p := h.project(undated)
	if p.Dated() || p.DaysText() != "pas encore de date" || !p.Draft().Undated {
		t.Errorf("got %+v", p.Project)
	}
	step := func(to programme.Status) error {
		return h.SetStatus(ctx, h.Head.At(now), p.ID, h.find(p.ID).Version, to)
	}
	refused := func(to programme.Status) {
		t.Helper()
		err := step(to)
		h.Refused(err, fault.Invalid, "statut")
		problems, _ := fault.ProblemsOf(err)
		if !strings.Contains(problems.For("statut"), "veuillez d’abord lui donner un événement ou une date propre") {
			t.Errorf("%s: %q", to, problems.For("statut"))
		}
	}
	refused(programme.Preparing)
	h.Must(step(programme.Cancelled))
	refused(programme.Preparing)
	h.Must(step(programme.Archived))
	h.Must(h.Unarchive(ctx, h.Head.At(now), p.ID))
	if back := h.find(p.ID); back.Status != programme.Cancelled || back.Dated() {
		t.Errorf("back from the archive: %+v", back.Project)
	}

	e := h.event()
	d := h.find(p.ID).Draft()
	d.Undated, d.EventID = false, e.ID
	h.Must(h.Edit(ctx, h.Team.At(now), p.ID, h.find(p.ID).Version, d))
	h.Must(step(programme.Preparing))
	for _, status := range []programme.Status{programme.Preparing, programme.Confirmed, programme.Running, programme.Finished} {
		h.put(p.ID, status)
		d := h.find(p.ID).Draft()
		undated(&d)
		h.Refused(h.Edit(ctx, h.Head.At(now), p.ID, h.find(p.ID).Version, d), fault.Invalid, "jour_j")
	}
	h.put(p.ID, programme.Idea)
	d = h.find(p.ID).Draft()
	undated(&d)
	h.Must(h.Edit(ctx, h.Head.At(now), p.ID, h.find(p.ID).Version, d))
	d.Undated, d.First, d.Last = false, day("2025-06-13"), day("2025-06-13")
	h.Must(h.Edit(ctx, h.Head.At(now), p.ID, h.find(p.ID).Version, d))
	event := e.Name + " (" + programme.DaysText(e.First, e.Last) + ")"
	want := []string{
		"Claire Fontaine a changé les dates du projet | Jour J: pas encore de date → une date propre au projet | Premier jour:  → 13 juin 2025 | Dernier jour:  → 13 juin 2025",
		"Claire Fontaine a détaché le projet de son événement | Jour J: celui d’un événement → pas encore de date | Événement: " + event + " → ",
		"Claire Fontaine a repris la préparation du projet",
		"Inès Marchand a rattaché le projet à un événement | Jour J: pas encore de date → celui d’un événement | Événement:  → " + event,
	}
	if lines := h.journal(p.ID); !slices.Equal(lines[:len(want)], want) {
		t.Errorf("journal: %q", lines)
	}
}

func TestProjectsWithoutADateComeLastAndInNoYear(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), context.Background()
	waiting := h.project(undated)
	dated := h.project(func(d *programme.ProjectDraft) { d.First, d.Last = day("2024-06-13"), day("2024-06-13") })
	list, err := h.List(ctx, h.Intern.At(now), programme.Filter{})
	h.Must(err)
	if len(list) != 2 || list[0].ID != dated.ID || list[1].ID != waiting.ID {
		t.Fatalf("got %+v", list)
	}
	slices.Reverse(list)
	if coming := programme.ComingFirst(list, day("2025-04-07")); coming != 0 || list[1].ID != waiting.ID {
		t.Errorf("%d to come, last %q", coming, list[1].Title)
	}
	for year, want := range map[int]int{2024: 1, 2025: 0} {
		list, err := h.List(ctx, h.Intern.At(now), programme.Filter{Year: year})
		h.Must(err)
		if len(list) != want {
			t.Errorf("%d projects in %d, want %d", len(list), year, want)
		}
	}
	if got := programme.Countdown(day("2025-04-07"), waiting.First, waiting.Last); got != "" {
		t.Errorf("counted down: %q", got)
	}
}

func TestDraftSaysItHasNoDateOrGivesOne(t *testing.T) {
	t.Parallel()
	d := programme.ProjectDraft{Kind: programme.EAC, Title: "T", PilotID: 1, Undated: true}
	if p := d.Tidy().Check(); p.Any() {
		t.Errorf("refused: %v", p)
	}
	with := d
	with.EventID = 3
	if with.Check().For("jour_j") == "" {
		t.Error("without a date, and with an event")
	}
	with = d
	with.First = day("2025-06-13")
	if with.Tidy().Check().For("jour_j") == "" {
		t.Error("without a date, and with one of its own")
	}
}
