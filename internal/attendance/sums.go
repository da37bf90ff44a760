package attendance

import (
	"cmp"
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
		of[row.SlotID] = c
	}
	for _, one := range s.counters {
		c := of[one.SlotID]
		if one.Door != "" {
			c.doors = append(c.doors, doorText(one.Door))
		} else if one.By != "" {
			c.By = append(c.By, one.By)
		}
		of[one.SlotID] = c
	}
	for _, one := range s.came {
		c := of[one.SlotID]
		c.Present = Number{true, one.N}
		of[one.SlotID] = c
	}
	for _, row := range s.reasons {
		c := of[row.SlotID]
		c.Reason = row.Reason
		of[row.SlotID] = c
	}
	for id, c := range of {
		if len(c.By)+len(c.doors) == 0 {
			continue
		}
		c.By, c.doors = append(sorted(c.By), sorted(c.doors)...), nil
		of[id] = c
	}
	return of
}

// Audiences gives those that are counted, in the order of the lists, where lines were read.
func (s *Reading) Audiences() []Audience {
	return slices.DeleteFunc(audiencesOf(s.audiences), func(a Audience) bool { return !a.Active })
}

// name puts the audiences beside the sums that were read without them, each slot's in their order.
func (s *Reading) name(list []audienceRow) {
	of := make(map[int64]audienceRow, len(list))
	for _, a := range list {
		of[a.ID] = a
	}
	for i := range s.sums {
		s.sums[i].audienceRow = of[s.sums[i].ID]
	}
	slices.SortStableFunc(s.sums, func(a, b sumRow) int {
		return cmp.Or(cmp.Compare(a.SlotID, b.SlotID), cmp.Compare(a.Position, b.Position), cmp.Compare(a.ID, b.ID))
	})
}

// sorted puts names in order, each once.
func sorted(names []string) []string {
	slices.SortFunc(names, func(a, b string) int { return strings.Compare(french.Fold(a), french.Fold(b)) })
	return slices.Compact(names)
}
