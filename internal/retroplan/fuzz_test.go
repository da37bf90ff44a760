package retroplan_test

import (
	"encoding/binary"
	"testing"

	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// FuzzSchedule reads a plan out of any bytes: whatever is asked, the engine answers with
// dates that exist or with an error, and never stops the programme.
func FuzzSchedule(f *testing.F) {
	f.Add([]byte{3, 0, 1, 5, 0, 0, 0, 0, 0, 0, 0, 0}, int32(739049), int32(739000))
	f.Add([]byte{2, 2, 200, 9, 0, 0, 255, 255, 255, 127, 1, 1}, int32(1), int32(3652059))
	f.Add([]byte{1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 128}, int32(-7), int32(1<<30))
	f.Fuzz(func(t *testing.T, data []byte, event, today int32) {
		p := retroplan.Plan{Anchor: retroplan.Anchor{First: workcal.Date(event).AddDays(0)}, Calendar: workcal.NewCalendar(workcal.Config{})}
		for i := 0; len(data) >= 12 && i < 40; i++ {
			b := data[:12]
			data = data[12:]
			number := int32(binary.LittleEndian.Uint32(b[6:10]))
			task := retroplan.Task{ID: taskID(i % 37), Duration: int(int8(b[0])), CalendarDays: b[1]&1 != 0, Statutory: b[1]&2 != 0,
				State: retroplan.State(b[1] >> 5), Remaining: int(b[1] >> 3 & 3)}
			for _, field := range []struct {
				bit  byte
				date *workcal.Date
			}{{1, &task.Deadline}, {2, &task.NotBefore}, {4, &task.PinnedStart}, {8, &task.PinnedFinish}, {16, &task.Start}, {32, &task.Finish}} {
				if b[2]&field.bit != 0 {
					*field.date = workcal.Date(number).AddDays(0) // within what dates there are
				}
			}
			if b[3]&1 != 0 {
				task.Offset = retroplan.Offset{Side: retroplan.BeforeEvent + retroplan.Side(b[3]>>1&1), Unit: retroplan.Unit(b[3] >> 2 & 3), Count: int(number)}
			}
			if b[4] != 0 {
				task.Needs = append(task.Needs, retroplan.Need{ID: taskID(int(b[4]) % 41), Lag: int(int8(b[5]))})
			}
			p.Tasks = append(p.Tasks, task)
		}
		r, err := retroplan.Schedule(p, workcal.Date(today).AddDays(0))
		if err != nil {
			return
		}
		r.Sentence()
		for _, row := range r.Rows {
			row.Reason.Sentence()
			for _, c := range row.Conflicts {
				if c.Sentence() == "" {
					t.Fatalf("%+v has no sentence", c)
				}
			}
			if !row.Frozen && row.PlannedFinish < row.PlannedStart {
				t.Fatalf("planned to finish before it starts: %+v", row)
			}
		}
	})
}
