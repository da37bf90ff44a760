package equipment_test

import (
	"strings"
	"testing"

	"parvis/internal/attendance"
	"parvis/internal/daybook"
	"parvis/internal/equipment"
	"parvis/internal/fault"
)

// TestWhatTheDayLoadsIsTickedOnce has a telephone tick what leaves and comes back: it is the catalogue's own note, whoever looks.
func TestWhatTheDayLoadsIsTickedOnce(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), t.Context()
	h.needs(h.slot(h.project, h.visit, 10, 12), "3 tables pliantes")
	day := daybook.New(h.db, h.slots, attendance.New(h.db))
	day.Listing(h.DayLists)
	day.Keeping(equipment.DayOut, h.DayTick)
	day.Keeping(equipment.DayBack, h.DayTick)
	lists := func() map[string]daybook.Line {
		t.Helper()
		_, all, err := day.ListsOf(ctx, h.intern, h.project, friday)
		h.must(err)
		of := map[string]daybook.Line{}
		for _, l := range all {
			of[plain(l.Title)] = l.Lines[0]
		}
		return of
	}
	const load, bring = "À charger : lieu à préciser", "À rapporter : lieu à préciser"
	line := lists()[load]
	if plain(line.Label) != "3 × Table pliante" || line.Where != "Réserve A" || line.Tick.Done || len(lists()) != 1 {
		t.Errorf("%+v", lists())
	}
	tick := func(n, key string, done bool) error {
		return day.Tick(ctx, h.intern, strings.Repeat(n, 20), h.project, friday, key, done, now)
	}
	h.must(tick("a", line.Key, true))
	if got := lists(); !got[load].Tick.Done || got[load].Tick.By != "Zoé Petit" || got[bring].Key == "" || got[bring].Tick.Done {
		t.Errorf("%+v", got)
	}
	back := lists()[bring].Key
	h.must(tick("b", back, true))
	h.want(fault.Conflict, tick("c", line.Key, false)) // it is back already
	h.must(tick("d", back, false))
	h.must(tick("e", line.Key, false))
	h.must(tick("a", line.Key, true)) // the first one again, whose answer was lost: it is known, and changes nothing
	if got := lists(); got[load].Tick.Done || len(got) != 1 {
		t.Errorf("%+v", got)
	}
	h.want(fault.Forbidden, day.Tick(ctx, h.stranger, strings.Repeat("f", 20), h.project, friday, line.Key, true, now))
	h.want(fault.NotFound, tick("g", equipment.DayOut+"99999", true))
}
