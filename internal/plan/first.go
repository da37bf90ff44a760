package plan

import "slices"

// First puts the first n of a list, as before says, at its beginning, in that order, those that are equal as they stood. The
// order of the rest is not told. It costs a comparison for each of the list where few are asked for.
func First[T any](list []T, n int, before func(a, b T) int) {
	if n >= len(list) {
		slices.SortStableFunc(list, before)
		return
	}
	if n <= 0 {
		return
	}
	for i, one := range list {
		if i >= n && before(one, list[n-1]) >= 0 {
			continue
		}
		last := min(i, n-1)
		if last < i {
			list[i] = list[last]
		}
		for last > 0 && before(one, list[last-1]) < 0 {
			list[last] = list[last-1]
			last--
		}
		list[last] = one
	}
}
