package attendance

import (
	"strconv"
	"time"
)

// Summary is some slots added up at a moment, in as many ways as they can be told apart.
type Summary struct {
	Totals
	Years, Events, Projects, Territories []Subtotal
	Audiences                            []AudienceTotal
}

// The keys of origins that are no territory.
const (
	NoTerritory = "sans"
	Several     = "plusieurs"
)

// Ref is an origin as an address holds it.
func (o Origin) Ref() string {
	switch {
	case o.Several:
		return Several
	case o.Territory == 0:
		return NoTerritory
	}
	return strconv.FormatInt(o.Territory, 10)
}

// OriginLabel names an origin.
func (e Evaluated) OriginLabel(o Origin) string {
	switch {
	case o.Several:
		return "Plusieurs territoires"
	case o.Territory == 0:
		return "Sans territoire connu"
	}
	for _, t := range e.Territories {
		if t.ID == o.Territory {
			return t.Label()
		}
	}
	return "Territoire à la corbeille"
}

// SummaryOf adds up some of the slots.
func (e Evaluated) SummaryOf(list []Slot, at time.Time) Summary {
	number := func(n int64) string { return strconv.FormatInt(n, 10) }
	return Summary{
		Totals: TotalsOf(list, at),
		Years: SubtotalsOf(list, at, func(s *Slot) (string, string) {
			year := strconv.Itoa(s.Day.Year())
			return year, year
		}),
		Events: SubtotalsOf(list, at, func(s *Slot) (string, string) {
			if s.Event.ID == 0 {
				return "", "Hors événement"
			}
			return number(s.Event.ID), s.Event.Name
		}),
		Projects:    SubtotalsOf(list, at, func(s *Slot) (string, string) { return number(s.Project.ID), s.Project.Title }),
		Territories: SubtotalsOf(list, at, func(s *Slot) (string, string) { return s.Origin.Ref(), e.OriginLabel(s.Origin) }),
		Audiences:   ByAudience(list, e.Audiences, at),
	}
}

// choices are what a list of slots is narrowed by.
func (e *Evaluated) choices() {
	e.Series, e.Projects = map[string]string{}, nil
	known := map[int64]bool{}
	for i := range e.Slots {
		s := &e.Slots[i]
		if s.Event.Series != "" {
			e.Series[s.Event.Series] = s.Event.SeriesName
		}
		if !known[s.Project.ID] {
			known[s.Project.ID], e.Projects = true, append(e.Projects, s.Project)
		}
	}
}
