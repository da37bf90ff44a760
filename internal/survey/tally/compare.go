package tally

// Verdict is what two shares of the same answer allow to say.
type Verdict int

// The verdicts.
const (
	TooFew   Verdict = iota // fewer than LeastPercent answers on a side: nothing is compared
	Overlaps                // the intervals meet: the difference may be chance
	More                    // the first is above, and the intervals do not meet
	Less
)

// Compare tells what the shares of one answer in two results allow to say. Intervals that do not meet ask for more than a test of the difference would: what is said is
// seldom wrong, and what is not said may still be there.
func Compare(a, b Line) Verdict {
	if a.of < LeastPercent || b.of < LeastPercent {
		return TooFew
	}
	x, _ := a.Share()
	y, _ := b.Share()
	switch {
	case x.low > y.high:
		return More
	case x.high < y.low:
		return Less
	}
	return Overlaps
}
