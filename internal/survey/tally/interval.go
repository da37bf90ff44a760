package tally

import (
	"math"
	"strconv"
)

// z is of an interval that holds what is sought nineteen times in twenty.
const z = 1.96

// Share is a part of the answers with its interval. It is made by Line.Share alone.
type Share struct{ part, low, high float64 }

// Part is the part, from 0 to 1.
func (s Share) Part() float64 { return s.part }

// Low and High are the ends of the interval, from 0 to 1.
func (s Share) Low() float64  { return s.low }
func (s Share) High() float64 { return s.high }

// Percent is the part as people read it: « 55 % ».
func (s Share) Percent() string { return percent(s.part) + "\u00a0%" }

// Interval is the interval as people read it: « de 50 à 60 % ».
func (s Share) Interval() string {
	return "de " + percent(s.low) + " à " + percent(s.high) + "\u00a0%"
}

func percent(x float64) string { return strconv.Itoa(int(math.Round(100 * x))) }

// wilson is the interval of a share (Wilson, 1927): it stays within 0 and 1, and holds for few answers too.
func wilson(k, n int) (low, high float64) {
	p, m := float64(k)/float64(n), float64(n)
	middle := p + z*z/(2*m)
	half := z * math.Sqrt(p*(1-p)/m+z*z/(4*m*m))
	all := 1 + z*z/m
	low, high = (middle-half)/all, (middle+half)/all
	if k == 0 {
		low = 0
	}
	if k == n {
		high = 1
	}
	return max(0, low), min(1, high)
}

func scoreOf(promoters, detractors, n int) Score {
	m := float64(n)
	p, d := float64(promoters)/m, float64(detractors)/m
	half := z * math.Sqrt(max(0, p+d-(p-d)*(p-d))/m)
	return Score{100 * (p - d), 100 * max(-1, p-d-half), 100 * min(1, p-d+half)}
}

// Text is the recommendation as people read it: « +32 ».
func (s Score) Text() string { return signed(s.value) }

// Interval is its interval as people read it: « de +20 à +44 ».
func (s Score) Interval() string { return "de " + signed(s.low) + " à " + signed(s.high) }

func signed(x float64) string {
	n := int(math.Round(x))
	switch {
	case n > 0:
		return "+" + strconv.Itoa(n)
	case n < 0:
		return "\u2212" + strconv.Itoa(-n)
	}
	return "0"
}

// quantile is the value under which that part of sorted numbers stands, between the two nearest.
func quantile(sorted []float64, part float64) float64 {
	at := part * float64(len(sorted)-1)
	i := int(at)
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + (at-float64(i))*(sorted[i+1]-sorted[i])
}
