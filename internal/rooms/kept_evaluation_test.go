package rooms_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/attendance"
	"parvis/internal/journal"
	"parvis/internal/notice"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/rooms"
	"parvis/internal/staff"
	"parvis/internal/workcal"
)

// TestWhatEvaluationKeepsIsWhatWouldBeRead has people count, and do anything that the counts of the slots, the header of a page, a thread and its files may show,
// on two servers.
func TestWhatEvaluationKeepsIsWhatWouldBeRead(t *testing.T) {
	t.Parallel()
	first := workcal.Of(2025, 6, 13)
	k := keepingOf(t, programme.ProjectDraft{Kind: programme.EventProgramme, Title: "JEA 2025", First: first, Last: first.AddDays(2)})
	k.read = k.evaluation
	acts := k.programmeActs()
	for name, act := range k.evaluationActs() {
		acts[name] = act
	}
	k.all(acts)
}

// evaluation is what these pages show.
func (k *keeping) evaluation(r rooms.Rooms, by account.By) map[string]any {
	k.Helper()
	all := map[string]any{}
	note := func(what string, v any, err error) {
		text, failed := json.Marshal(v)
		if failed != nil {
			k.Fatal(failed)
		}
		all[what] = string(text)
		if err != nil {
			all[what] = err.Error()
		}
	}
	for _, year := range []int{0, 2025} {
		of, err := r.Attendance.OfYear(k.Context(), by, year)
		note(fmt.Sprint("the counts of ", year), of, err)
	}
	there := by // while slots run
	there.At = time.Date(2025, 6, 13, 10, 10, 20, 0, postgres.Paris)
	p, of, err := r.Attendance.OfProject(k.Context(), there, k.project)
	note("the counts of a project", []any{p, of}, err)
	stamp := ""
	if _, err := r.Accounts.Person(k.Context(), by.ID, notice.Stamp(by.ID, &stamp)); err != nil {
		k.Fatal(err)
	}
	unread, onDuty, err := r.Notices.Waiting(k.Context(), there, stamp, there.Today().String(), func(into *bool) []account.Also { return []account.Also{staff.OnDuty(by.ID, there.At, into)} })
	note("what waits for her", []any{unread, onDuty}, err)
	out, err := r.Outings.OnDay(k.Context(), there, k.project, there.Today())
	note("what is away that day", out, err)
	short, err := r.Equipment.ShortagesOn(k.Context(), there, k.project, there.Today())
	note("what lacks that day", short, err)
	for _, id := range k.every(`SELECT id FROM slots ORDER BY id`) {
		c, err := r.Daybook.Counting(k.Context(), there, k.project, id)
		note(fmt.Sprint("what was counted at ", id), c, err)
		slices.Reverse(c.Counted.Audiences) // whoever asks may sort what she is given
		slices.Reverse(c.Counted.Entries)
		slices.Reverse(c.Count.Lines)
	}
	if id := k.slotToAskOf(); id != 0 {
		with, read := r.Files.With(k.Context(), by, journal.Slot, id)
		said, err := r.Threads.Thread(k.Context(), by, journal.Slot, id, 1, with)
		note("what is said of it", said, err)
		if err == nil {
			shelf, err := read()
			note("its files", shelf, err)
		}
	}
	return all
}

// evaluationActs are what people do besides that these pages may show.
func (k *keeping) evaluationActs() map[string]func(rooms.Rooms) error {
	living := func() int64 { return k.some(`SELECT id FROM slots_named WHERE living ORDER BY id`) }
	return map[string]func(rooms.Rooms) error{
		"say why nobody knows": func(r rooms.Rooms) error {
			return r.Attendance.SetReason(k.gesture(), k.head, living(), pick(k, "", attendance.Closed, attendance.Untold))
		},
		"take back a tap": func(r rooms.Rooms) error {
			id := k.some(`SELECT slot_id FROM attendance_taps ORDER BY id`)
			last, there, err := r.Attendance.Last(k.Context(), k.head, id)
			if err == nil && there {
				_, err = r.Attendance.TakeBack(k.gesture(), k.head, id, []string{last.Key})
			}
			return err
		},
		"call an audience otherwise": func(r rooms.Rooms) error {
			a, err := r.Attendance.Audience(k.Context(), k.head, 1)
			if err != nil {
				return err
			}
			a.Name = pick(k, "Individuels", "Individuels de passage")
			return r.Attendance.EditAudience(k.gesture(), k.head, 1, a.Version, a.AudienceDraft)
		},
		"name somebody": func(r rooms.Rooms) error {
			name, err := postgres.Scalar[string](k.Context(), k.db, `SELECT name FROM people WHERE id = @id`, pgx.NamedArgs{"id": k.team.ID})
			if err != nil {
				return err
			}
			_, err = r.Threads.Write(k.gesture(), k.head, journal.Slot, living(), "", "@"+name+" : à voir")
			return err
		},
		"look at it": func(r rooms.Rooms) error {
			return r.Notices.See(k.Context(), k.team, journal.Slot, k.some(`SELECT id FROM slots ORDER BY id`))
		},
	}
}
