package plan_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"parvis/internal/account"
	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/internal/workcal"
)

// worked are the live plans as a room that keeps nothing reads them.
func (b *busy) worked(by account.By) map[int64]plan.View {
	b.T.Helper()
	b.fresh.Forget()
	standings, err := b.fresh.Overview(ctx, by)
	b.Must(err)
	views := map[int64]plan.View{}
	for _, s := range standings {
		views[s.Project.ID], err = b.fresh.Plan(ctx, by, s.Project.ID)
		b.Must(err)
	}
	return views
}

// subtract writes what the plan after minus the plan before says, by the rule alone.
func subtract(before, after map[int64]plan.View) []string {
	var late, later, tight, recovered, appeared, vanished, moved int
	for id, v := range after {
		old := map[int64]plan.Row{}
		for _, r := range before[id].Rows {
			old[r.ID] = r
		}
		kinds := func(r plan.Row) map[string]bool {
			found := map[string]bool{}
			for _, c := range r.Conflicts {
				found[fmt.Sprint(c.Kind)] = true
			}
			return found
		}
		for _, r := range v.Rows {
			was, there := old[r.ID]
			if !r.State.Open() {
				continue
			}
			open := there && was.State.Open()
			if r.Late > 0 && !(open && was.Late > 0) {
				late++
			}
			if open && was.Late > 0 && r.Late > was.Late {
				later++
			}
			if open && r.Late == 0 && r.Critical && !was.Critical {
				tight++
			}
			if open && was.Late > 0 && r.Late == 0 {
				recovered++
			}
			if open && (was.PlannedStart != r.PlannedStart || was.PlannedFinish != r.PlannedFinish) {
				moved++
			}
			for kind := range kinds(r) {
				if !kinds(was)[kind] {
					appeared++
				}
			}
			for kind := range kinds(was) {
				if open && !kinds(r)[kind] {
					vanished++
				}
			}
		}
	}
	var told []string
	for _, one := range []struct {
		n    int
		word string
	}{{late, "en retard|devien"}, {later, "davantage"}, {appeared, "apparai"}, {tight, "de marge"}, {recovered, "plus en retard"}, {vanished, "dispara"}, {moved, "de date"}} {
		if one.n > 0 {
			told = append(told, fmt.Sprint(one.n, " ", one.word))
		}
	}
	return told
}

// TestConsequencesAreThePlanAfterMinusThePlanBefore has people do anything, and compares what is said of each act.
func TestConsequencesAreThePlanAfterMinusThePlanBefore(t *testing.T) {
	t.Parallel()
	b := openBusy(t, 77)
	by := b.Head.At(now)
	silent, spoke := 0, map[string]bool{}
	for round := 0; round < 2 || round < 10 && len(spoke) < 7; round++ {
		for _, i := range b.random.Perm(len(deeds)) {
			before, picture := b.worked(by), b.picture(by)
			if err := b.act(deeds[i]); err != nil {
				continue
			}
			told := picture.Until(b.picture(by)).Told()
			want := subtract(before, b.worked(by))
			if len(told) != len(want) {
				t.Fatalf("%s: told %v, want %v", deeds[i], told, want)
			}
			for k, one := range told {
				n, word, _ := strings.Cut(want[k], " ")
				if words := strings.Split(word, "|"); !strings.HasPrefix(one.Text, n+"\u00a0") || !strings.Contains(strings.ReplaceAll(one.Text, "î", "i"), words[len(words)-1]) && !strings.Contains(one.Text, words[0]) {
					t.Errorf("%s: %q, want %s", deeds[i], one.Text, want[k])
				}
				spoke[word] = true
			}
			if len(told) == 0 {
				silent++
			}
		}
	}
	if len(spoke) < 7 || silent < 5 {
		t.Errorf("it told of %v, and %d times of nothing: too few to tell", spoke, silent)
	}
}

func (b *busy) picture(by account.By) plan.Picture {
	b.T.Helper()
	p, err := b.Picture(ctx, by)
	b.Must(err)
	return p
}

// TestWhatIsRehearsedIsWhatThenHappens tries to move an event, sees what would follow and that nothing did, then moves it.
func TestWhatIsRehearsedIsWhatThenHappens(t *testing.T) {
	t.Parallel()
	b := openBusy(t, 78)
	by := b.Head.At(now)
	sheet, err := b.programme.Project(ctx, by, b.project)
	b.Must(err)
	d := sheet.Draft()
	d.EventID, d.First, d.Last = b.event, 0, 0
	b.Must(b.programme.Edit(ctx, by, b.project, sheet.Version, d))
	for _, days := range []int{7, -60, 53} {
		event, err := b.programme.Event(ctx, by, b.event)
		b.Must(err)
		moved := event.Draft()
		moved.First, moved.Last = moved.First.AddDays(days), moved.Last.AddDays(days)
		move := func(ctx context.Context) error { return b.programme.EditEvent(ctx, by, b.event, event.Version, moved) }
		before, stored := b.picture(by), b.stored()
		would, err := b.Rehearse(ctx, by, move)
		b.Must(err)
		if d := differences(stored, b.stored()); len(d) > 0 || before.Until(b.picture(by)).Any() {
			t.Errorf("%d days: what was tried is there: %v", days, d)
		}
		b.Must(move(ctx))
		if did := before.Until(b.picture(by)); fmt.Sprintf("%+v", did) != fmt.Sprintf("%+v", would) || !did.Any() {
			t.Errorf("%d days: would %+v\ndid %+v", days, would, did)
		}
	}
	_, err = b.Rehearse(ctx, b.Intern.At(now), func(ctx context.Context) error {
		return b.programme.EditEvent(ctx, b.Intern.At(now), b.event, 1, programme.EventDraft{Name: "x", First: workcal.Of(2025, 7, 1), Last: workcal.Of(2025, 7, 1)})
	})
	if err == nil {
		t.Error("who may not move it may not try")
	}
}
