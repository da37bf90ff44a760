package programme_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/programme"
)

// told writes what everybody was told and did not read, by first name, and forgets it: "Inès: project moved ×1".
func (h house) told() string {
	h.T.Helper()
	rows, err := postgres.List[struct{ Line string }](context.Background(), h.DB, `SELECT split_part(who.name, ' ', 1) || ': ' || n.subject_kind || ' ' || n.what || ' ×' || n.times AS line
		FROM notices n JOIN people_named who ON who.id = n.person_id ORDER BY 1`, nil)
	h.Must(err)
	_, err = h.DB.Exec(context.Background(), `DELETE FROM notices`)
	h.Must(err)
	var lines []string
	for _, row := range rows {
		lines = append(lines, row.Line)
	}
	return strings.Join(lines, ", ")
}

func (h house) wantTold(what, want string) {
	h.T.Helper()
	if got := h.told(); got != want {
		h.T.Errorf("%s: told %q, want %q", what, got, want)
	}
}

// working says that one person has open tasks in any of the projects.
func working(who account.Person) func(context.Context, pgx.Tx, []int64) ([]int64, error) {
	return func(_ context.Context, _ pgx.Tx, projects []int64) ([]int64, error) {
		if len(projects) == 0 {
			return nil, nil
		}
		return []int64{who.ID}, nil
	}
}

func TestWhoeverIsConcernedIsToldThatDatesMove(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), t.Context()
	h.Concerning(working(h.Intern))
	event := h.event()
	onIt := func(d *programme.ProjectDraft) {
		d.EventID, d.First, d.Last = event.ID, 0, 0
	}
	first, gone, cancelled := h.project(onIt), h.project(onIt, func(d *programme.ProjectDraft) { d.PilotID = h.Other.ID }), h.project(onIt, func(d *programme.ProjectDraft) { d.PilotID = h.Other.ID })
	h.Must(h.Delete(ctx, h.Head.At(now), gone.ID))
	h.put(cancelled.ID, programme.Cancelled)
	h.wantTold("before", "")

	moved := event.Draft()
	moved.First, moved.Last = moved.First.AddDays(7), moved.Last.AddDays(7)
	h.Must(h.EditEvent(ctx, h.Head.At(now), event.ID, 1, moved))
	h.wantTold("an event that moves", "Inès: event moved ×1, Zoé: event moved ×1") // not Paul, whose projects ask for nothing
	moved.Notes = "Autre chose"
	h.Must(h.EditEvent(ctx, h.Head.At(now), event.ID, 2, moved))
	h.wantTold("an event that is edited otherwise", "")

	own := first.Draft()
	own.EventID, own.First, own.Last = 0, day("2025-09-01"), day("2025-09-02")
	h.Must(h.Edit(ctx, h.Team.At(now), first.ID, 1, own))
	h.wantTold("a project that is given its own days", "Zoé: project moved ×1") // Inès did it
	own.Title = "Autre titre"
	h.Must(h.Edit(ctx, h.Head.At(now), first.ID, 2, own))
	h.wantTold("a project that is edited otherwise", "")
	own.EventID, own.First, own.Last = event.ID, 0, 0
	h.Must(h.Edit(ctx, h.Head.At(now), first.ID, 3, own))
	h.wantTold("a project that is linked to another day", "Inès: project moved ×1, Zoé: project moved ×1")
}

func TestAnEventWithoutProjectTellsNobody(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Concerning(working(h.Intern))
	event := h.event()
	moved := event.Draft()
	moved.First, moved.Last = moved.First.AddDays(7), moved.Last.AddDays(7)
	h.Must(h.EditEvent(t.Context(), h.Head.At(now), event.ID, 1, moved))
	h.wantTold("an event that nobody prepares", "")
}

func TestAConfirmationIsAskedAndGiven(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), t.Context()
	second := h.Person("Denise Chef", access.Head)
	p := h.project()
	h.Must(h.AddMember(ctx, h.Team.At(now), p.ID, h.Intern.ID))
	for what, by := range map[string]account.Person{"an idea": h.Team, "an intern": h.Intern} {
		if err := h.AskConfirmation(ctx, by.At(now), p.ID); err == nil {
			t.Errorf("asked of %s", what)
		}
	}
	h.Must(h.SetStatus(ctx, h.Team.At(now), p.ID, 1, programme.Preparing))
	h.wantTold("preparing", "")
	if sheet, err := h.Project(ctx, h.Team.At(now), p.ID); err != nil || !sheet.May.Ask {
		t.Errorf("the team may ask: %+v, %v", sheet.May, err)
	}
	if h.find(p.ID).May.Ask {
		t.Error("the head may ask herself")
	}
	h.Must(h.AskConfirmation(ctx, h.Team.At(now), p.ID))
	h.Must(h.AskConfirmation(ctx, h.Other.At(now), p.ID))
	h.wantTold("asked", "Claire: project asked ×2, Denise: project asked ×2")
	if err := h.AskConfirmation(ctx, second.At(now), p.ID); !fault.Is(err, fault.Conflict) {
		t.Errorf("a head asks: %v", err)
	}
	if err := h.AskConfirmation(ctx, h.Intern.At(now), p.ID); !fault.Is(err, fault.Forbidden) {
		t.Errorf("an intern asks: %v", err)
	}
	h.Must(h.SetStatus(ctx, h.Head.At(now), p.ID, 2, programme.Confirmed))
	h.wantTold("given", "Inès: project confirmed ×1, Zoé: project confirmed ×1")
	h.Must(h.SetStatus(ctx, h.Head.At(now), p.ID, 3, programme.Preparing))
	h.wantTold("taken back", "Inès: project unconfirmed ×1, Zoé: project unconfirmed ×1")
	if got := h.journal(p.ID)[2]; got != "Paul Renaud a demandé la confirmation du projet" {
		t.Errorf("%q", got)
	}
}

// nothing is a guard that refuses: acts fail once everything is done in them.
type nothing struct{}

func (nothing) Allow(context.Context, pgx.Tx) error { return errors.New("refused") }

func TestDatesMoveWithTheirNoticesOrNotAtAll(t *testing.T) {
	t.Parallel()
	h := open(t)
	p := h.project()
	d := p.Draft()
	d.First, d.Last = day("2025-09-01"), day("2025-09-02")
	if err := h.Edit(postgres.Guarded(t.Context(), nothing{}), h.Head.At(now), p.ID, 1, d); err == nil {
		t.Error("nothing was refused")
	}
	h.wantTold("an act that failed", "")
	failing := func(context.Context, pgx.Tx, []int64) ([]int64, error) { return nil, errors.New("nobody knows") }
	h.Concerning(failing)
	if err := h.Edit(t.Context(), h.Head.At(now), p.ID, 1, d); err == nil || h.find(p.ID).First != p.First {
		t.Errorf("moved without telling: %v", err)
	}
}
