package attendance

import (
	"slices"
	"strings"

	"parvis/internal/french"
)

// Counts gives what was read, for each slot that was asked.
func (s *Reading) Counts(slots []int64) map[int64]Count {
	of := make(map[int64]Count, len(slots))
	for _, id := range slots {
		of[id] = Count{}
	}
	for _, row := range s.sums {
		c := of[row.SlotID]
		if row.Measure == Absent {
			c.Absent = Number{true, row.N}
		} else {
			c.Present = Number{true, c.Present.N + row.N}
			c.Lines = append(c.Lines, Line{row.audience(), row.N})
		}
		c.By = append(c.By, row.By...)
		for _, d := range row.Doors {
			c.doors = append(c.doors, doorText(d))
		}
		of[row.SlotID] = c
	}
	for _, row := range s.reasons {
		c := of[row.SlotID]
		c.Reason = row.Reason
		of[row.SlotID] = c
	}
	for id, c := range of {
		c.By, c.doors = append(sorted(c.By), sorted(c.doors)...), nil
		of[id] = c
	}
	return of
}

// sorted puts names in order, each once.
func sorted(names []string) []string {
	slices.SortFunc(names, func(a, b string) int { return strings.Compare(french.Fold(a), french.Fold(b)) })
	return slices.Compact(names)
}
