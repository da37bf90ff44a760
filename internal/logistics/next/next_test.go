package next_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"parvis/internal/logistics/next"
	"parvis/internal/workcal"
)

func day(d int) workcal.Date { return workcal.Of(2025, 4, 7).AddDays(d) }

// open is a thing to do; a day of 0 is none.
func open(id int64, due int, needs ...int64) next.Thing {
	t := next.Thing{ID: id, Needs: needs}
	if due != 0 {
		t.Due = day(due)
	}
	return t
}

func done(t next.Thing) next.Thing {
	t.Done = true
	return t
}

func TestWhatComesFirst(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		list []next.Thing
		want []int64
	}{
		"nothing":                                    {nil, nil},
		"by the day on which they are due":           {[]next.Thing{open(1, 9), open(2, -3), open(3, 4)}, []int64{2, 3, 1}},
		"three at most":                              {[]next.Thing{open(1, 1), open(2, 2), open(3, 3), open(4, 4)}, []int64{1, 2, 3}},
		"never what is done":                         {[]next.Thing{done(open(1, 1)), open(2, 2)}, []int64{2}},
		"never what waits":                           {[]next.Thing{open(1, 1, 2), open(2, 8)}, []int64{2}},
		"what waits for what is done is free":        {[]next.Thing{open(1, 1, 2), done(open(2, 8))}, []int64{1}},
		"what waits for what is not there is free":   {[]next.Thing{open(1, 1, 7)}, []int64{1}},
		"what holds back most, of one day":           {[]next.Thing{open(1, 5), open(2, 5), open(3, 9, 2), open(4, 9, 2)}, []int64{2, 1}},
		"it holds back what waits behind it, too":    {[]next.Thing{open(1, 5), open(2, 5), open(3, 9, 1), open(4, 9, 2), open(5, 9, 4)}, []int64{2, 1}},
		"what holds back something due, before that": {[]next.Thing{open(1, 4), open(2, 30), open(3, 2, 2)}, []int64{2, 1}},
		"what has no day comes last":                 {[]next.Thing{open(1, 0), open(2, 300)}, []int64{2, 1}},
		"without a day, what holds back something":   {[]next.Thing{open(1, 0), open(2, 0), open(3, 0, 2)}, []int64{2, 1}},
		"the older one, all being equal":             {[]next.Thing{open(2, 1), open(1, 1)}, []int64{1, 2}},
		"a loop holds itself":                        {[]next.Thing{open(1, 1, 2), open(2, 1, 1), open(3, 9)}, []int64{3}},
		"what is done holds nothing back any more":   {[]next.Thing{open(1, 5), open(2, 5), done(open(3, 1, 2)), open(4, 6, 1)}, []int64{1, 2}},
	} {
		if got := next.Of(c.list).First(3); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// things draws a file of things that wait for each other, loops among them.
func things(t *rapid.T) []next.Thing {
	n := rapid.IntRange(0, 12).Draw(t, "n")
	list := make([]next.Thing, n)
	for i := range list {
		list[i] = open(int64(i+1), rapid.IntRange(0, 4).Draw(t, "due"), rapid.SliceOfN(rapid.Int64Range(1, 14), 0, 3).Draw(t, "needs")...)
		list[i].Done = rapid.IntRange(0, 3).Draw(t, "done") == 0
	}
	return list
}

// waits tells whether a thing waits for another one, directly or not, by way of open things: walked from the one that waits, without any of the
// package's own means.
func waits(list []next.Thing, from, to int64, seen map[int64]bool) bool {
	if from < 1 || int(from) > len(list) || list[from-1].Done || seen[from] {
		return false
	}
	seen[from] = true
	for _, need := range list[from-1].Needs {
		if need == to || waits(list, need, to, seen) {
			return true
		}
	}
	return false
}

func TestFirstIsNeverBlockedNorDoneAndTheMostBlockingComesFirst(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		list := things(t)
		blocks := func(id int64) (n int, until workcal.Date) {
			until = list[id-1].Due
			for _, other := range list {
				if other.ID == id || other.Done || !waits(list, other.ID, id, map[int64]bool{}) {
					continue
				}
				n++
				if !other.Due.IsZero() && (until.IsZero() || other.Due < until) {
					until = other.Due
				}
			}
			return n, until
		}
		free := 0
		for _, one := range list {
			held := one.Done
			for _, need := range one.Needs {
				held = held || int(need) <= len(list) && !list[need-1].Done
			}
			if !held {
				free++
			}
		}
		o := next.Of(list)
		all := o.First(len(list))
		if len(all) != free {
			t.Fatalf("%d of %d that are free", len(all), free)
		}
		for i, id := range all {
			if list[id-1].Done || len(o.Blocking(id)) > 0 {
				t.Fatalf("%d is done or waits", id)
			}
			n, until := blocks(id)
			if o.Blocks(id) != n {
				t.Fatalf("%d holds back %d, not %d", id, n, o.Blocks(id))
			}
			if i == 0 {
				continue
			}
			before, day := blocks(all[i-1])
			if until.IsZero() {
				until = workcal.Of(9999, 1, 1)
			}
			if day.IsZero() {
				day = workcal.Of(9999, 1, 1)
			}
			if until < day || until == day && n > before {
				t.Fatalf("%d comes after %d", id, all[i-1])
			}
		}
		if three := o.First(3); !slices.Equal(three, all[:min(3, len(all))]) {
			t.Fatalf("%v are not the first of %v", three, all)
		}
	})
}

func TestANeedThatClosesALoopIsSeen(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		list := things(t)
		for i := range list {
			list[i].Done = false
		}
		id, need := rapid.Int64Range(1, 12).Draw(t, "id"), rapid.Int64Range(1, 12).Draw(t, "need")
		if want := id == need || waits(list, need, id, map[int64]bool{}); next.Closes(list, id, need) != want {
			t.Fatalf("%d for %d: %v", id, need, !want)
		}
	})
}
