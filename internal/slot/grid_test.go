package slot_test

import (
	"testing"

	"pgregory.net/rapid"

	"parvis/internal/partner"
	"parvis/internal/slot"
)

// TestAGridHoldsEachSlotOnceAndNoCellTwice draws days and follows what a browser does with rows and columns.
func TestAGridHoldsEachSlotOnceAndNoCellTwice(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := slot.Programme{Spaces: []slot.Space{{ID: 1, Name: "A"}, {ID: 2, Name: "B"}, {ID: 3, Name: "C"}}}
		want := map[int64]bool{}
		for i := range rapid.IntRange(0, 12).Draw(t, "slots") {
			s := slot.Slot{ID: int64(i + 1)}
			s.Day = friday.AddDays(rapid.IntRange(0, 1).Draw(t, "day"))
			s.From = rapid.IntRange(0, slot.Day-1).Draw(t, "from")
			s.To = s.From + rapid.IntRange(1, slot.Day).Draw(t, "lasts")
			switch at := rapid.IntRange(0, 5).Draw(t, "place"); at {
			case 4:
				s.Elsewhere = "Là-bas"
			case 5:
			default:
				s.Space = partner.Ref{ID: int64(at + 1), Name: "?"} // 4 is in use no more
			}
			p.Slots = append(p.Slots, s)
			want[s.ID] = s.Day == friday
		}
		g := p.GridOf(friday)
		taken := make([]int, len(g.Columns)) // rows of each column that cells above take still
		seen := map[int64]int{}
		for n, row := range g.Rows {
			next := 0
			for c := range g.Columns {
				if taken[c] > 0 {
					taken[c]--
					continue
				}
				if next >= len(row.Cells) || row.Cells[next].Column != c {
					t.Fatalf("row %d has no cell for column %d: %+v", n, c, row)
				}
				cell := row.Cells[next]
				next++
				taken[c] = cell.Rows - 1
				for _, s := range cell.Slots {
					seen[s.ID]++
					if s.From < cell.From || s.To > cell.From+cell.Rows*slot.Half {
						t.Fatalf("%+v is not within its cell %d, %d rows", s.Times, cell.From, cell.Rows)
					}
				}
			}
			if next != len(row.Cells) {
				t.Fatalf("row %d has cells too many", n)
			}
		}
		for id, here := range want {
			if n := seen[id]; here && n != 1 || !here && n != 0 {
				t.Fatalf("slot %d stands %d times", id, n)
			}
		}
		for c, left := range taken {
			if left > 0 {
				t.Fatalf("column %d goes beyond the last row", c)
			}
		}
	})
}
