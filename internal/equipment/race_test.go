package equipment_test

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"pgregory.net/rapid"

	"parvis/internal/equipment"
	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/slot"
)

// race has two people book the last projector at once for different projects, each over a pool of her own, again and again: it gives how often both were
// let through without a word.
func race(t *testing.T, h house, room func(*pgxpool.Pool) *equipment.Room) (both int) {
	t.Helper()
	second, err := postgres.Open(t.Context(), h.db.Config().ConnString())
	h.must(err)
	defer second.Close()
	rooms := []*equipment.Room{room(h.db), room(second)}
	projects := []int64{h.project, h.other}
	for n := range 15 {
		name := fmt.Sprint("Dernier projecteur n° ", n)
		h.thing(name, 1)
		errs := make([]error, 2)
		gate := make(chan struct{})
		var wait sync.WaitGroup
		for i := range rooms {
			wait.Go(func() {
				<-gate
				_, _, errs[i] = rooms[i].Book(t.Context(), h.team, "", projects[i], draft(10, 12, "1 × "+name), false)
			})
		}
		close(gate)
		wait.Wait()
		for _, err := range errs {
			if p, told := fault.ProblemsOf(err); err != nil && (!told || p.For(equipment.FieldDespite) == "") {
				t.Errorf("%v", err)
			}
		}
		switch {
		case errs[0] == nil && errs[1] == nil:
			both++
		case errs[0] != nil && errs[1] != nil:
			t.Errorf("neither got it: %v, %v", errs[0], errs[1])
		}
	}
	return both
}

func TestOfTwoWhoTakeTheLastOneAtOnceOneIsTold(t *testing.T) {
	t.Parallel()
	h := open(t)
	if both := race(t, h, func(db *pgxpool.Pool) *equipment.Room { return equipment.New(db, slot.New(db)) }); both != 0 {
		t.Errorf("it was booked twice %d times, and nobody was told", both)
	}
	if n := h.count(`SELECT count(*)::int FROM equipment_reserved WHERE NOT firm`); n != 0 {
		t.Errorf("%d are not firm", n)
	}
}

// TestWithoutItsTurnBothTakeTheLastOne shows that the test above can fail; even then the database says that one of them is not firm.
func TestWithoutItsTurnBothTakeTheLastOne(t *testing.T) {
	t.Parallel()
	h := open(t)
	both := race(t, h, func(db *pgxpool.Pool) *equipment.Room { return equipment.New(db, slot.New(db)).Unlocked() })
	if both == 0 {
		t.Error("without its turn one is told all the same: the race is not seen")
	}
	if n := h.count(`SELECT count(*)::int FROM equipment_reserved WHERE NOT firm`); n != both {
		t.Errorf("%d are not firm, want %d", n, both)
	}
}

// TestManyActsAtOnceMeetInNoDeadlock books, moves slots that need things, counts the catalogue and cancels, in any order, thirty acts at once.
func TestManyActsAtOnceMeetInNoDeadlock(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), t.Context()
	names := []string{"Table pliante", "Vidéoprojecteur"}
	for n := range 6 {
		h.thing(fmt.Sprint("Chose ", n), 3)
		names = append(names, fmt.Sprint("Chose ", n))
	}
	what := func(random *rand.Rand) (text string) {
		for _, i := range random.Perm(len(names))[:4] {
			text += fmt.Sprint(1+random.IntN(2), " × ", names[i], "\n")
		}
		return text
	}
	var mine, others []int64
	random := rand.New(rand.NewPCG(1, 2))
	for n := range 6 {
		mine, others = append(mine, h.slot(h.project, h.visit, 8+n, 10+n)), append(others, h.slot(h.other, h.elsewhere, 8+n, 10+n))
		h.needs(mine[n], what(random))
		h.needs(others[n], what(random))
	}
	var wait sync.WaitGroup
	turns := make(chan struct{}, 30)
	for n := range 120 {
		turns <- struct{}{}
		wait.Go(func() {
			defer func() { <-turns }()
			random := rand.New(rand.NewPCG(uint64(n), 1))
			project, slots := h.project, mine
			if n%2 == 1 {
				project, slots = h.other, others
			}
			var err error
			switch n % 5 {
			case 0, 1:
				_, _, err = h.Book(ctx, h.team, "", project, draft(8+random.IntN(4), 13+random.IntN(4), what(random)), true)
			case 2:
				_, err = h.slots.Move(ctx, h.team, project, slots, slot.Moving{Minutes: 30 - 60*(n/5%2)}, true)
			case 3:
				item, found := h.Item(ctx, h.team, h.table)
				d := item.Draft
				d.Quantity = 1 + random.IntN(8)
				if err = found; err == nil {
					if err = h.Edit(ctx, h.team, h.table, item.Version, d); fault.Is(err, fault.Conflict) {
						err = nil
					}
				}
			case 4:
				var needs equipment.SlotNeeds
				one := slots[random.IntN(len(slots))]
				if needs, err = h.OfSlot(ctx, h.team, one); err == nil {
					if _, err = h.SetSlot(ctx, h.team, one, needs.Booking.Version, what(random), true); fault.Is(err, fault.Conflict) {
						err = nil
					}
				}
			}
			if err != nil {
				t.Errorf("%d: %v", n, err)
			}
		})
	}
	wait.Wait()
	deadlocks, err := postgres.Scalar[int64](ctx, h.db, `SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()`, nil)
	h.must(err)
	if deadlocks != 0 {
		t.Errorf("%d deadlocks", deadlocks)
	}
	h.neverBelowZero(t)
}

// neverBelowZero counts, hour by hour, what is firmly taken of each thing, from the bookings alone: it never is more than can be lent, and nothing that
// would fit is left out.
func (h house) neverBelowZero(t interface{ Errorf(string, ...any) }) {
	h.t.Helper()
	type held struct {
		ID, Item    int64
		Quantity    int
		Start, Stop time.Time
		Sure, Firm  bool
		Usable      int
	}
	list, err := postgres.List[held](h.t.Context(), h.db, `SELECT l.id, l.equipment_id AS item, l.quantity, COALESCE(b.starts_at, s.starts_at - make_interval(mins => s.set_up)) AS start,
			COALESCE(b.ends_at, s.ends_at + make_interval(mins => s.tidy)) AS stop, b.slot_id IS NULL OR s.status = 'planned' AS sure, COALESCE(r.firm, false) AS firm, e.quantity - e.broken - e.missing AS usable
		FROM booking_lines l JOIN bookings b ON b.id = l.booking_id JOIN equipment e ON e.id = l.equipment_id LEFT JOIN slots s ON s.id = b.slot_id LEFT JOIN reservations r ON r.line_id = l.id
		WHERE b.deleted_at IS NULL AND l.back_at IS NULL AND (s.id IS NULL OR s.deleted_at IS NULL AND s.status IN ('proposed', 'planned'))`, nil)
	h.must(err)
	for hour := at(0); hour.Before(at(48)); hour = hour.Add(15 * time.Minute) {
		taken, usable := map[int64]int{}, map[int64]int{}
		for _, one := range list {
			usable[one.Item] = one.Usable
			if one.Firm && !one.Start.After(hour) && one.Stop.After(hour) {
				taken[one.Item] += one.Quantity
			}
		}
		for item, n := range taken {
			if n > usable[item] {
				t.Errorf("%s: %d of %d are firmly taken, of %d", hour.Format("15:04"), n, item, usable[item])
			}
		}
	}
	for _, one := range list {
		if !one.Sure || one.Firm {
			continue
		}
		most := 0
		for hour := one.Start; hour.Before(one.Stop); hour = hour.Add(15 * time.Minute) {
			n := 0
			for _, o := range list {
				if o.Item == one.Item && o.Firm && !o.Start.After(hour) && o.Stop.After(hour) {
					n += o.Quantity
				}
			}
			most = max(most, n)
		}
		if most+one.Quantity <= one.Usable {
			t.Errorf("line %d is not firm, and there are enough: %d of %d beside it", one.ID, most, one.Usable)
		}
	}
}

// TestWhatCanBeReservedNeverGoesBelowZero does what people do, in any order, and has a naive reader count after each act.
func TestWhatCanBeReservedNeverGoesBelowZero(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), t.Context()
	rapid.Check(t, func(r *rapid.T) {
		_, err := h.db.Exec(ctx, `TRUNCATE bookings, slots CASCADE`)
		h.must(err)
		_, err = h.db.Exec(ctx, `DELETE FROM reservations WHERE equipment_id IS NOT NULL`)
		h.must(err)
		var slots, booked []int64
		hours := func() (int, int) {
			from := rapid.IntRange(0, 21).Draw(r, "from")
			return from, rapid.IntRange(from+1, 23).Draw(r, "to")
		}
		what := func() string {
			return fmt.Sprintf("%d tables pliantes\n%d vidéoprojecteurs", rapid.IntRange(1, 4).Draw(r, "tables"), rapid.IntRange(1, 2).Draw(r, "projectors"))
		}
		pick := func(list []int64) int64 { return rapid.SampledFrom(list).Draw(r, "which") }
		for range rapid.IntRange(1, 12).Draw(r, "acts") {
			switch act := rapid.IntRange(0, 7).Draw(r, "act"); {
			case act <= 1:
				from, to := hours()
				booked = append(booked, h.book(h.project, from, to, what()))
			case act == 2 || len(slots) == 0:
				from, to := hours()
				one := h.slot(h.project, h.visit, from, to)
				h.needs(one, what())
				slots = append(slots, one)
			case act == 3:
				_, err := h.slots.Move(ctx, h.team, h.project, []int64{pick(slots)}, slot.Moving{Minutes: rapid.SampledFrom([]int{-45, 15, 60}).Draw(r, "by")}, true)
				if err != nil && !fault.Is(err, fault.Invalid) {
					h.must(err)
				}
			case act == 4:
				status := rapid.SampledFrom([]slot.Status{slot.Planned, slot.Cancelled, slot.Proposed}).Draw(r, "status")
				_, err := h.slots.SetStatus(ctx, h.team, h.project, []int64{pick(slots)}, status, "", true)
				h.must(err)
			case act == 5 && len(booked) > 0:
				b, err := h.Booking(ctx, h.head, pick(booked))
				h.must(err)
				if b.DeletedAt != nil {
					h.must(h.RestoreBooking(ctx, h.head, b.ID))
				} else {
					_, err = h.CancelBooking(ctx, h.head, b.ID)
					h.must(err)
				}
			case act == 6:
				item, err := h.Item(ctx, h.head, h.table)
				h.must(err)
				d := item.Draft
				d.Quantity = rapid.IntRange(0, 6).Draw(r, "quantity")
				h.must(h.Edit(ctx, h.head, h.table, item.Version, d))
			default:
				h.needs(pick(slots), what())
			}
			h.neverBelowZero(r)
		}
	})
}
