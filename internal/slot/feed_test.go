package slot_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"parvis/internal/account"
	"parvis/internal/activity"
	"parvis/internal/fault"
	"parvis/internal/slot"
)

// TestWhatIsToldOutsideGrowsWithEachChange: its own and those of its activity; what is only proposed, put aside or thrown away is not told.
func TestWhatIsToldOutsideGrowsWithEachChange(t *testing.T) {
	t.Parallel()
	h := open(t)
	said := func() string {
		t.Helper()
		list, err := h.ToldOf(t.Context(), h.head, h.project)
		h.must(err)
		var lines []string
		for _, s := range list {
			lines = append(lines, fmt.Sprintf("%s %s %d %s", s.Activity.Title, s.Status, s.Changes, s.Changed.UTC().Format("15:04")))
		}
		return strings.Join(lines, ", ")
	}
	first := h.add(h.team, h.on(570, 630, h.hall))
	h.add(h.intern, h.on(700, 760, h.hall))
	talk := h.on(800, 860, 0)
	talk.ActivityID = h.talk
	h.add(h.team, talk)
	if got := said(); got != "Visite des réserves planned 0 09:00, Conférence planned 0 09:00" {
		t.Error(got)
	}
	later := h.team.Person.At(now.Add(time.Hour))
	_, err := h.SetStatus(t.Context(), later, h.project, []int64{first}, slot.Cancelled, "Grève", true)
	h.must(err)
	h.must(h.activities.Edit(t.Context(), h.team.Person.At(now.Add(2*time.Hour)), h.talk, 1, activity.Draft{Kind: activity.Talk, Title: "Table ronde"}))
	if got := said(); got != "Visite des réserves cancelled 1 10:00, Table ronde planned 1 11:00" {
		t.Error(got)
	}
	h.must(h.activities.SetState(t.Context(), later, h.talk, 2, activity.SetAside, "Trop cher"))
	if got := said(); got != "Visite des réserves cancelled 1 10:00" {
		t.Error(got)
	}
	h.must(h.Delete(t.Context(), h.head, first))
	if got := said(); got != "" {
		t.Error(got)
	}
	_, err = h.ToldOf(t.Context(), h.stranger, 999)
	h.must(err)
	if _, err := h.ToldOf(t.Context(), account.By{}, h.project); !fault.Is(err, fault.NotFound) {
		t.Error(err)
	}
}
