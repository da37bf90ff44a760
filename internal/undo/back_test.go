package undo

import (
	"encoding/json"
	"slices"
	"testing"

	"parvis/internal/journal"
)

func values(pairs ...string) journal.Values {
	v := journal.Values{}
	for i := 0; i < len(pairs); i += 2 {
		v[pairs[i]] = json.RawMessage(pairs[i+1])
	}
	return v
}

var table1 = Table{Name: "tasks", Keys: []string{"id"}, Gone: "deleted_at", Beside: []string{"position"}, Groups: [][]string{{"state", "finish"}}}

// TestFoldTellsWhatAnActDidInAll walks the ways in which one act writes a row several times.
func TestFoldTellsWhatAnActDidInAll(t *testing.T) {
	t.Parallel()
	key := values("id", "7")
	change := func(before, after journal.Values) journal.RowChange {
		return journal.RowChange{Act: "a", Relation: "tasks", Key: key, Before: before, After: after}
	}
	whole := values("id", "7", "title", `"x"`, "state", `"todo"`)
	for what, c := range map[string]struct {
		changes       []journal.RowChange
		before, after journal.Values // both nil: nothing is left
	}{
		"came and went":      {[]journal.RowChange{change(nil, whole), change(whole, nil)}, nil, nil},
		"went and came":      {[]journal.RowChange{change(whole, nil), change(nil, whole)}, nil, nil},
		"there and back":     {[]journal.RowChange{change(values("title", "1"), values("title", "2")), change(values("title", "2"), values("title", "1"))}, nil, nil},
		"twice":              {[]journal.RowChange{change(values("title", "1"), values("title", "2")), change(values("title", "2"), values("title", "3"))}, values("title", "1"), values("title", "3")},
		"two columns":        {[]journal.RowChange{change(values("title", "1"), values("title", "2")), change(values("state", "1"), values("state", "2"))}, values("title", "1", "state", "1"), values("title", "2", "state", "2")},
		"came, then written": {[]journal.RowChange{change(nil, whole), change(values("title", `"x"`), values("title", `"y"`))}, nil, values("id", "7", "title", `"y"`, "state", `"todo"`)},
		"written, then went": {[]journal.RowChange{change(values("title", `"x"`), values("title", `"y"`)), change(values("id", "7", "title", `"y"`, "state", `"todo"`), nil)}, whole, nil},
	} {
		rows := Fold(c.changes)
		if c.before == nil && c.after == nil {
			if len(rows) > 0 {
				t.Errorf("%s: %+v", what, rows)
			}
			continue
		}
		if len(rows) != 1 || !same(rows[0].Before, c.before) || !same(rows[0].After, c.after) {
			t.Errorf("%s: %+v", what, rows)
		}
	}
}

func same(a, b journal.Values) bool {
	x, _ := json.Marshal(a)
	y, _ := json.Marshal(b)
	return string(x) == string(y)
}

// TestBackLeavesWhatChangedSince is the rule of undoing, case by case.
func TestBackLeavesWhatChangedSince(t *testing.T) {
	t.Parallel()
	edit := Row{Table: "tasks", Before: values("title", "1", "state", "1", "finish", "null"), After: values("title", "2", "state", "2", "finish", "5")}
	came := Row{Table: "tasks", After: values("id", "7", "title", "1", "position", "3", "deleted_at", "null")}
	went := Row{Table: "tasks", Before: values("id", "7", "title", "1")}
	for what, c := range map[string]struct {
		row         Row
		now         journal.Values
		since       map[string]string
		put, kept   []string
		add, remove bool
		why         Why
	}{
		"as it was left":          {row: edit, now: values("title", "2", "state", "2", "finish", "5", "deleted_at", "null"), put: []string{"finish", "state", "title"}},
		"one changed":             {row: edit, now: values("title", "9", "state", "2", "finish", "5"), put: []string{"finish", "state"}, kept: []string{"title"}, why: Since},
		"one of two that go":      {row: edit, now: values("title", "2", "state", "2", "finish", "6"), put: []string{"title"}, kept: []string{"finish", "state"}, why: Since},
		"what goes with it":       {row: Row{Before: values("state", "1"), After: values("state", "2")}, now: values("state", "2"), since: map[string]string{"finish": "Ana"}, kept: []string{"state"}, why: Since},
		"in the trash":            {row: edit, now: values("deleted_at", "4"), why: Thrown},
		"gone":                    {row: edit, why: GoneNow},
		"came":                    {row: came, now: values("id", "7", "title", "1", "position", "9", "deleted_at", "null"), remove: true},
		"came and was changed":    {row: came, now: values("id", "7", "title", "2", "deleted_at", "null"), kept: []string{"title"}, why: Since},
		"came and was thrown":     {row: came, now: values("id", "7", "title", "1", "deleted_at", "3")},
		"went":                    {row: went, put: []string{"id", "title"}, add: true},
		"went and came since":     {row: went, now: values("id", "7"), why: ThereNow},
		"somebody who was erased": {row: Row{Erased: true}, now: values("id", "7"), why: Forgot},
	} {
		s := Back(&table1, c.row, c.now, c.since)
		var put []string
		for k := range s.Put {
			put = append(put, k)
		}
		slices.Sort(put)
		if !slices.Equal(put, c.put) || !slices.Equal(s.Kept, c.kept) || s.Add != c.add || s.Remove != c.remove || s.Why != c.why {
			t.Errorf("%s: puts %v, keeps %v, adds %v, removes %v, %q", what, put, s.Kept, s.Add, s.Remove, s.Why)
		}
	}
}

// TestEveryReasonHasItsSentence counts them.
func TestEveryReasonHasItsSentence(t *testing.T) {
	t.Parallel()
	for _, r := range []Reason{TooLate, Already, Nothing, Raced} {
		if reasons[r] == "" {
			t.Errorf("%s has no sentence", r)
		}
	}
	for _, w := range []Why{Since, Thrown, GoneNow, ThereNow, Forgot, Unknown, Followed} {
		if whys[w] == "" {
			t.Errorf("%s has no words", w)
		}
	}
	if len(reasons) != 4 || len(whys) != 7 {
		t.Errorf("%d reasons and %d whys", len(reasons), len(whys))
	}
}

func FuzzValid(f *testing.F) {
	f.Add("0b8f6f0e-5d0b-4b9e-9d4e-0123456789ab")
	f.Add("0b8f6f0e-5d0b-4b9e-9d4e-0123456789a'")
	f.Fuzz(func(t *testing.T, id string) {
		if valid(id) {
			for _, c := range id {
				if c != '-' && (c < '0' || c > '9') && (c < 'a' || c > 'f') {
					t.Errorf("%q", id)
				}
			}
		}
	})
}
