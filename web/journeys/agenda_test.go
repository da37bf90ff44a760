package journeys

import (
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"parvis/internal/activity"
	"parvis/internal/link"
	"parvis/internal/slot"
	"parvis/internal/workcal"
	"parvis/web/browsertest"
	"parvis/web/urls"
)

// eventsSaid are the events of a calendar, a line each.
func eventsSaid(events []browsertest.CalendarEvent) string {
	var said []string
	for _, e := range events {
		shape := "2006-01-02T15:04Z"
		if e.AllDay {
			shape = "2006-01-02"
		}
		said = append(said, strings.Join([]string{strings.SplitN(e.UID, "@", 2)[0], e.Start.Format(shape), e.End.Format(shape), e.Status, fmt.Sprint(e.Sequence), e.Summary}, " | "))
	}
	return strings.Join(said, "\n")
}

// TestACalendarIsReadByAnotherProgram holds the reader that the feeds are read with to a file that is known to be right.
func TestACalendarIsReadByAnotherProgram(t *testing.T) {
	t.Parallel()
	file, err := os.ReadFile("testdata/programme.ics")
	if err != nil {
		t.Fatal(err)
	}
	p := browsertest.NewPage(t, browsertest.Options{})
	events := p.Calendar(string(file))
	want := `s1 | 2025-06-13T12:30Z | 2025-06-13T14:00Z |  | 0 | Atelier « Taille de silex » : gestes, outils; matières
s2 | 2025-06-15T14:00Z | 2025-06-15T15:00Z | CANCELLED | 3 | [Annulée] Balade contée
s3 | 2025-05-17T21:00Z | 2025-05-17T23:00Z |  | 1 | Concert de minuit
t1 | 2025-02-28 | 2025-03-01 |  | 0 | J-105 Devis reçus
s4 | 2025-10-25T20:00Z | 2025-10-26T03:00Z |  | 0 | Nuit du changement d’heure (7 h de durée réelle)`
	if got := eventsSaid(events); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	if len(events) > 0 && events[0].Description != "Première ligne\nDeuxième ligne — a été à l’œuvre, là où l’on taille, avec bâche; prévoir 2 tables et mots éééééééééééé" {
		t.Errorf("%q", events[0].Description)
	}
}

// TestTheSlotsOfAProjectAreReadInACalendarProgram as they are held: in summer and in winter, past midnight, on the night on which an hour comes twice.
func TestTheSlotsOfAProjectAreReadInACalendarProgram(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	claire := s.people[head].At(s.Now)
	project := s.project("JEA")
	of, err := s.Activities.Create(t.Context(), claire, "", project, activity.Draft{Kind: activity.Workshop, Title: "Atelier « Taille de silex » : gestes, outils ; matières — à l’œuvre, là où l’on taille, été comme hiver"})
	s.must(err)
	var want []string
	for _, one := range []struct {
		day      workcal.Date
		from, to int
		utc      string
	}{
		{workcal.Of(2025, 2, 14), 870, 960, "2025-02-14T13:30Z | 2025-02-14T15:00Z"},
		{workcal.Of(2025, 6, 13), 870, 960, "2025-06-13T12:30Z | 2025-06-13T14:00Z"},
		{workcal.Of(2025, 6, 14), 1380, 1500, "2025-06-14T21:00Z | 2025-06-14T23:00Z"},
		{workcal.Of(2025, 10, 25), 1320, 1680, "2025-10-25T20:00Z | 2025-10-26T03:00Z"},
	} {
		id, _, err := s.Slots.Create(t.Context(), claire, "", project, slot.Draft{ActivityID: of, Times: slot.Times{Day: one.day, From: one.from, To: one.to}, Elsewhere: "Parc, allée 2 ; à l’entrée"}, true)
		s.must(err)
		want = append(want, fmt.Sprintf("seance-%d | %s | CONFIRMED | 0 | Atelier « Taille de silex » : gestes, outils ; matières — à l’œuvre, là où l’on taille, été comme hiver", id, one.utc))
	}
	made, err := s.Links.ShareProject(t.Context(), claire, project, "", link.Draft{Purpose: link.Feed, Label: "Agenda"})
	s.must(err)
	var got []browsertest.CalendarEvent
	for _, e := range browsertest.NewPage(t, browsertest.Options{}).Calendar(s.Visitor().Get(urls.SharedFeed(made.Token)).Want(t, http.StatusOK).Body) {
		if !e.AllDay && strings.HasPrefix(e.Summary, "Atelier « Taille de silex » : gestes") {
			got = append(got, e)
			if e.Location != "Parc, allée 2 ; à l’entrée" || !e.Stamp.Equal(s.Now.Truncate(time.Second)) {
				t.Errorf("%+v", e)
			}
		}
	}
	if said := eventsSaid(got); said != strings.Join(want, "\n") {
		t.Errorf("%s\nwant\n%s", said, strings.Join(want, "\n"))
	}
}
