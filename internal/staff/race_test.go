package staff_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/crew"
	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/slot"
	"parvis/internal/staff"
)

// race has two people give one médiatrice to two slots of different projects at once, each over a pool of her own, again and again: it gives how often
// both were let through without a word.
func race(t *testing.T, h house, room func(*pgxpool.Pool) *staff.Room) (both int) {
	t.Helper()
	second, err := postgres.Open(t.Context(), h.db.Config().ConnString())
	h.must(err)
	defer second.Close()
	rooms := []*staff.Room{room(h.db), room(second)}
	for n := range 15 {
		hand := h.outsider(fmt.Sprint("Médiatrice ", n), "LSF")
		needs := []int64{h.needs(h.slotOf(h.intern, h.project, h.visit, 10, 12, h.hall), "1 médiatrice LSF")[0], h.needs(h.slotOf(h.intern, h.project, h.visit, 11, 13, h.court), "1 médiatrice LSF")[0]}
		errs := make([]error, 2)
		gate := make(chan struct{})
		var wait sync.WaitGroup
		for i, by := range []int{0, 1} {
			wait.Go(func() {
				<-gate
				_, errs[i] = rooms[by].Give(t.Context(), h.team, needs[i], hand, false)
			})
		}
		close(gate)
		wait.Wait()
		for _, err := range errs {
			if p, told := fault.ProblemsOf(err); err != nil && (!told || p.For(slot.FieldDespite) == "") {
				t.Errorf("%v", err)
			}
		}
		switch {
		case errs[0] == nil && errs[1] == nil:
			both++
		case errs[0] != nil && errs[1] != nil:
			t.Errorf("neither got her: %v, %v", errs[0], errs[1])
		}
	}
	return both
}

func TestOfTwoWhoGiveOnePersonAtOnceOneIsTold(t *testing.T) {
	t.Parallel()
	h := open(t)
	if both := race(t, h, func(db *pgxpool.Pool) *staff.Room { return staff.New(db, slot.New(db)) }); both != 0 {
		t.Errorf("she was given twice %d times, and nobody was told", both)
	}
}

// TestWithoutItsLockBothAreGivenHer shows that the test above can fail.
func TestWithoutItsLockBothAreGivenHer(t *testing.T) {
	t.Parallel()
	h := open(t)
	if both := race(t, h, func(db *pgxpool.Pool) *staff.Room { return staff.New(db, slot.New(db)).Unlocked() }); both == 0 {
		t.Error("without the lock one is told all the same: the race is not seen")
	}
}

// TestTwoHundredActsOfFourPeople gives and takes four of twelve people, in any order, fifty acts at once: none meets another one in a deadlock.
func TestTwoHundredActsOfFourPeople(t *testing.T) {
	t.Parallel()
	h := open(t)
	var hands []crew.Hand
	for n := range 12 {
		hands = append(hands, h.outsider(fmt.Sprint("Personne ", n), ""))
	}
	var needs []int64
	for n := range 20 {
		needs = append(needs, h.needs(h.slotOf(h.team, h.project, h.visit, 8+n%10, 9+n%10+n/10, h.hall), "90 accueils")[0])
	}
	var lock sync.Mutex
	var waits []time.Duration
	var wait sync.WaitGroup
	turns := make(chan struct{}, 50)
	for n := range 200 {
		turns <- struct{}{}
		wait.Go(func() {
			defer func() { <-turns }()
			random := rand.New(rand.NewPCG(uint64(n), 1))
			var pairs []staff.Pair
			for _, i := range random.Perm(len(hands))[:4] {
				pairs = append(pairs, staff.Pair{Need: needs[random.IntN(len(needs))], Hand: hands[i]})
			}
			begun := time.Now()
			_, err := h.GiveMany(t.Context(), h.team, pairs, true)
			lock.Lock()
			defer lock.Unlock()
			waits = append(waits, time.Since(begun))
			if err != nil {
				t.Errorf("%d: %v", n, err)
			}
		})
	}
	wait.Wait()
	slices.Sort(waits)
	t.Logf("200 acts of four people, fifty at once: half within %v, the longest %v", waits[100], waits[199])
	deadlocks, err := postgres.Scalar[int64](t.Context(), h.db, `SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()`, nil)
	h.must(err)
	if deadlocks != 0 {
		t.Errorf("%d deadlocks", deadlocks)
	}
}
