package undo

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strconv"

	"parvis/internal/journal"
)

// Table is a table of a room whose rows can be taken back.
type Table struct {
	Name   string
	Keys   []string          // the columns of its primary key
	KeyOf  string            // their type; "" is bigint
	Thing  string            // what a row is, with its article: « la tâche »
	Of     string            // the same after « de »: « du projet »
	Holds  []Held            // rows that hang on one of these, and hide with it
	Title  string            // the column that names a row in a sentence; "" for none
	Labels map[string]string // what people call its columns, with their article: « la durée »
	Groups [][]string        // columns of which none goes back without the others
	Gone   string            // the column that says when a row was thrown away; "": rows are removed
	Beside []string          // columns that say nothing of what somebody did to a row: its place among others
	Touch  string            // what else is written of a row that goes back: its version, its time (@now)
}

// Held is a table whose rows hang on another's, by this column.
type Held struct{ Table, Column string }

// group gives the columns that go back with one.
func (t *Table) group(column string) []string {
	for _, g := range t.Groups {
		if slices.Contains(g, column) {
			return g
		}
	}
	return []string{column}
}

// Row is what one act did to one row, all told. Before is nil for a row that came, After for one that went.
type Row struct {
	Act           string
	Table         string
	Key           journal.Values
	Before, After journal.Values
	Erased        bool
	first, last   int64 // of its changes
}

// name tells rows apart.
func name(table string, key journal.Values) string {
	text := table
	for _, k := range slices.Sorted(maps.Keys(key)) {
		text += " " + string(key[k])
	}
	return text
}

// Fold gives what an act did to each row, from all its changes in order. A row that came and went leaves nothing, and so
// does a column that is again what it was.
func Fold(changes []journal.RowChange) []Row {
	at := map[string]int{}
	var rows []Row
	for _, c := range changes {
		of := name(c.Relation, c.Key)
		i, known := at[of]
		if !known {
			at[of] = len(rows)
			rows = append(rows, Row{Act: c.Act, Table: c.Relation, Key: c.Key, Before: maps.Clone(c.Before), After: maps.Clone(c.After), Erased: c.Erased, first: c.ID, last: c.ID})
			continue
		}
		r := &rows[i]
		r.last, r.Erased = c.ID, r.Erased || c.Erased
		switch {
		case c.Before == nil && r.After == nil: // it went and came again
			r.After = maps.Clone(c.After)
		case c.After == nil && r.Before != nil && len(r.After) < len(c.Before): // it was written, then went: what it was whole
			whole := maps.Clone(c.Before)
			maps.Copy(whole, r.Before)
			r.Before, r.After = whole, nil
		case c.After == nil:
			r.After = nil
		default:
			for k, v := range c.After {
				if r.Before != nil {
					if _, seen := r.Before[k]; !seen {
						r.Before[k] = c.Before[k]
					}
				}
				r.After[k] = v
			}
		}
	}
	kept := rows[:0]
	for _, r := range rows {
		if r.Before != nil && r.After != nil {
			for k := range r.After {
				if bytes.Equal(r.Before[k], r.After[k]) {
					delete(r.Before, k)
					delete(r.After, k)
				}
			}
		}
		if r.Before == nil && r.After == nil || len(r.Before) == 0 && len(r.After) == 0 && !r.Erased {
			continue
		}
		kept = append(kept, r)
	}
	return kept
}

// Why something of an act is not taken back.
type Why string

// The reasons why a part of an act stays.
const (
	Since    Why = "since"    // somebody changed it since
	Thrown   Why = "thrown"   // it is in the trash since
	GoneNow  Why = "gone"     // it is not there any more
	ThereNow Why = "there"    // it is there again
	Forgot   Why = "forgot"   // it told something of somebody who was erased
	Unknown  Why = "unknown"  // its table is not one that can be taken back
	Followed Why = "followed" // somebody added to it since
)

// whys are all of them, with what a sentence about a kept part says.
var whys = map[Why]string{
	Since:    "a changé depuis",
	Thrown:   "est maintenant dans la corbeille",
	GoneNow:  "n’est plus là",
	ThereNow: "est déjà de nouveau là",
	Forgot:   "concernait une personne dont les données ont été effacées",
	Unknown:  "ne s’annule pas",
	Followed: "a reçu depuis ce que quelqu’un d’autre y a ajouté",
}

// Step is what taking a row back does to it.
type Step struct {
	Row
	Put    journal.Values // columns to put back; of a row that went, all of it
	Add    bool           // the row went, and comes back
	Remove bool           // the row came, and goes: it is thrown away, or removed where rows are not
	Kept   []string       // columns that stay, by name; all of the row where Why is about it
	Why    Why            // of what stays; "" for nothing
}

// does tells whether the step writes anything.
func (s *Step) does() bool { return s.Add || s.Remove || len(s.Put) > 0 }

// Back gives what takes a row back, from the row as it is now (nil where there is none) and from its columns that others wrote
// since, with their names. What is still as the act left it goes back; the rest stays. It writes nothing.
func Back(t *Table, r Row, now journal.Values, since map[string]string) Step {
	s := Step{Row: r}
	thrown := t.Gone != "" && now != nil && !null(now[t.Gone])
	switch {
	case r.Erased:
		s.Why = Forgot
	case r.Before == nil && (now == nil || thrown): // it came, and went since
	case r.Before == nil:
		for k, v := range r.After {
			if k != t.Gone && !slices.Contains(t.Beside, k) && k != "version" && k != "updated_at" && !bytes.Equal(now[k], v) {
				s.Kept = append(s.Kept, k)
			}
		}
		if s.Remove = len(s.Kept) == 0; !s.Remove {
			s.Why = Since
		}
	case r.After == nil && now != nil:
		s.Why = ThereNow
	case r.After == nil:
		s.Add, s.Put = true, r.Before
	case now == nil:
		s.Why = GoneNow
	case thrown && null(r.After[t.Gone]):
		s.Why = Thrown
	default:
		s.columns(t, now, since)
	}
	slices.Sort(s.Kept)
	return s
}

// columns puts back those that are as the act left them, group by group.
func (s *Step) columns(t *Table, now journal.Values, since map[string]string) {
	s.Put = journal.Values{}
	for column := range s.After {
		same := true
		for _, k := range t.group(column) {
			if left, wrote := s.After[k]; wrote {
				same = same && bytes.Equal(now[k], left)
			} else if _, touched := since[k]; touched { // what goes with it was decided over what the act had left
				same = false
			}
		}
		if same {
			s.Put[column] = s.Before[column]
		} else if !slices.Contains(t.Beside, column) {
			s.Kept, s.Why = append(s.Kept, column), Since
		}
	}
}

func null(v []byte) bool { return len(v) == 0 || string(v) == "null" }

// ID is a column of the row that holds an id, from its key or from what the act wrote; 0 where it is neither.
func (r Row) ID(column string) int64 {
	for _, values := range []journal.Values{r.Key, r.Before, r.After} {
		if id, err := strconv.ParseInt(string(values[column]), 10, 64); err == nil {
			return id
		}
	}
	return 0
}

// Text is a column of values that holds a text, "" where it is not there.
func Text(v journal.Values, column string) string {
	var text string
	_ = json.Unmarshal(v[column], &text)
	return text
}

// ID reads a number that a column holds; 0 where it holds none.
func ID(v journal.Values, column string) int64 {
	var id int64
	_ = json.Unmarshal(v[column], &id)
	return id
}

// Wrote tells whether the act changed any of these columns of a row that was there before and after.
func (r Row) Wrote(columns ...string) bool {
	return r.Before != nil && r.After != nil && slices.ContainsFunc(columns, func(c string) bool { _, wrote := r.After[c]; return wrote })
}

// Only tells whether it changed no other.
func (r Row) Only(columns ...string) bool {
	for c := range r.After {
		if !slices.Contains(columns, c) {
			return false
		}
	}
	return r.Before != nil && r.After != nil
}

// IDs gives a column of rows that holds ids, each once and in order; 0 is left out.
func IDs(rows []Row, column string) []int64 {
	var ids []int64
	for _, r := range rows {
		if id := r.ID(column); id != 0 {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// Of gives the rows of a table.
func Of(rows []Row, table string) []Row {
	return slices.DeleteFunc(slices.Clone(rows), func(r Row) bool { return r.Table != table })
}
