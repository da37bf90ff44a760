package workcal

import (
	"math/bits"
	"sort"
)

// span is a run of days, both ends included.
type span struct{ first, last Date }

var (
	// usualSpan holds every date a museum plans with: 20 KB per calendar.
	usualSpan = span{first: Of(1900, 1, 1), last: Of(2199, 12, 31)}
	// wholeSpan holds every date there is: 700 KB, built only for a calendar that is
	// asked about a date outside usualSpan.
	wholeSpan = span{first: MinDate, last: MaxDate}
)

func (s span) contains(d Date) bool { return d >= s.first && d <= s.last }

// index answers "how many worked days up to here" and "which is the n-th worked day"
// for a span: one bit per day, and the count of bits before each word.
type index struct {
	span
	words []uint64
	base  []int32 // worked days in words[:i]; one entry more than words
}

func newIndex(s span, week Week, holidays []Date, off ...[]Range) *index {
	days := s.last.Sub(s.first) + 1
	x := &index{span: s, words: make([]uint64, (days+63)/64)}
	x.base = make([]int32, len(x.words)+1)
	var patterns [7]uint64 // the week's bits for a word that starts on each weekday
	for start := range patterns {
		for bit := range 64 {
			patterns[start] |= uint64(week>>((start+bit)%7)&1) << bit
		}
	}
	for i := range x.words {
		x.words[i] = patterns[(int(s.first)+i*64)%7]
	}
	if extra := days % 64; extra != 0 {
		x.words[len(x.words)-1] &= 1<<extra - 1
	}
	for _, d := range holidays {
		if s.contains(d) {
			x.words[(d-s.first)/64] &^= 1 << uint((d-s.first)%64)
		}
	}
	for _, ranges := range off {
		for _, r := range ranges {
			x.clear(r)
		}
	}
	x.count()
	return x
}

// without copies the index with more days off.
func (x *index) without(off []Range) *index {
	y := x.copy()
	for _, r := range off {
		y.clear(r)
	}
	y.count()
	return y
}

// copy gives an index of its own to change.
func (x *index) copy() *index {
	return &index{span: x.span, words: append([]uint64(nil), x.words...), base: make([]int32, len(x.base))}
}

// with makes more days worked.
func (x *index) with(open []Range) *index {
	if len(open) == 0 {
		return x
	}
	for _, r := range open {
		x.each(r, func(word int, bits uint64) { x.words[word] |= bits })
	}
	x.count()
	return x
}

func (x *index) clear(r Range) {
	x.each(r, func(word int, bits uint64) { x.words[word] &^= bits })
}

// each calls do with the bits of the range, word by word.
func (x *index) each(r Range, do func(word int, bits uint64)) {
	from, to := max(r.From, x.first), min(r.To, x.last)
	for i, last := int(from-x.first), int(to-x.first); i <= last; i += 64 - i%64 {
		bits := ^uint64(0) << uint(i%64)
		if end := i - i%64 + 63; end > last {
			bits &= ^uint64(0) >> uint(end-last)
		}
		do(i/64, bits)
	}
}

func (x *index) count() {
	for i, w := range x.words {
		x.base[i+1] = x.base[i] + int32(bits.OnesCount64(w))
	}
}

func (x *index) worked(d Date) bool {
	i := uint(d - x.first)
	return x.words[i/64]>>(i%64)&1 == 1
}

// rank counts the worked days of the span up to and including d.
func (x *index) rank(d Date) int32 {
	i := uint(d - x.first)
	return x.base[i/64] + int32(bits.OnesCount64(x.words[i/64]<<(63-i%64)))
}

// nth gives the n-th worked day of the span (from 1); ok is false when there are fewer.
// near is a day the answer is likely to be close to.
func (x *index) nth(n int32, near Date) (Date, bool) {
	if n < 1 || n > x.base[len(x.words)] {
		return 0, false
	}
	w := int(uint(near-x.first) / 64)
	const nearby = 16 // words of 64 days: about three years either way
	for range nearby {
		switch {
		case n <= x.base[w]:
			w--
		case n > x.base[w+1]:
			w++
		default:
			return x.pick(w, n-x.base[w]), true
		}
	}
	w = sort.Search(len(x.words), func(i int) bool { return x.base[i+1] >= n })
	return x.pick(w, n-x.base[w]), true
}

// pick gives the day of the k-th bit (from 1) set in a word: halves are skipped while they hold
// fewer, then the bits before it in its byte.
func (x *index) pick(w int, k int32) Date {
	word, at := x.words[w], 0
	for half := 32; half >= 8; half /= 2 {
		if n := int32(bits.OnesCount64(word & (1<<half - 1))); k > n {
			k, word, at = k-n, word>>half, at+half
		}
	}
	for range k - 1 {
		word &= word - 1
	}
	return x.first + Date(w*64+at+bits.TrailingZeros64(word))
}
