package slot_test

import (
	"strings"
	"testing"

	"parvis/internal/calendar"
	"parvis/internal/slot"
)

// TestASlotOutsideTheOpeningHoursIsTold asks before a slot of the museum is held while it is closed; the hours of an event stand for the usual ones.
func TestASlotOutsideTheOpeningHoursIsTold(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	week, err := calendar.New(h.db).Settings(ctx, h.head)
	h.must(err)
	opens := func(hours calendar.Opening) {
		t.Helper()
		week.Week.Opening = hours
		h.must(calendar.New(h.db).SetWeek(ctx, h.head, week.Week, week.Week.Version))
		week, err = calendar.New(h.db).Settings(ctx, h.head)
		h.must(err)
	}
	h.add(h.team, h.on(8*60, 9*60, h.hall))
	away := h.on(8*60, 9*60, 0)
	away.Elsewhere = "Place du marché"
	h.add(h.team, away)
	if said := h.told(); said != "" {
		t.Errorf("where nobody said when it is open: %s", said)
	}
	opens(calendar.Opening{4: "9h30 à 12h et 14h-18h", 5: "10h-24h", 6: "0h-1h, 10h-18h"})
	if said, want := h.told(), "« Visite des réserves », de 8 h à 9 h le vendredi 13 juin 2025 est en dehors des heures d’ouverture du musée."; strings.ReplaceAll(said, "\u00a0", " ") != want {
		t.Errorf("%s", said)
	}
	_, _, err = h.Create(ctx, h.team, "", h.project, h.on(11*60, 15*60, h.hall), false)
	h.broken(slot.FieldDespite, err)
	_, _, err = h.Create(ctx, h.team, "", h.project, h.on(14*60, 18*60, h.hall), false)
	h.must(err)
	night := h.on(22*60, 25*60, h.hall)
	night.Day = friday.AddDays(1)
	_, _, err = h.Create(ctx, h.team, "", h.project, night, false) // until midnight, then from midnight on
	h.must(err)

	sheet, err := h.projects.Project(ctx, h.team, h.project)
	h.must(err)
	d := sheet.Draft()
	d.Opening = "8h-2h"
	err = h.projects.Edit(ctx, h.team, h.project, sheet.Version, d)
	h.must(err)
	if said := h.told(); said != "" {
		t.Errorf("while the event has hours of its own: %s", said)
	}
	opens(calendar.Opening{})
	late := h.on(3*60, 4*60, h.hall)
	late.Day = friday.AddDays(2)
	_, _, err = h.Create(ctx, h.team, "", h.project, late, false)
	h.broken(slot.FieldDespite, err)
	late.Day = friday.AddDays(7) // outside the event nobody said when
	h.add(h.team, late)
	if said := h.told(); strings.Contains(said, "ouverture") {
		t.Error(said)
	}
}
