package retroplan_test

import (
	"encoding/json"
	"slices"
	"testing"

	"parvis/internal/retroplan"
)

var someOffsets = map[string]retroplan.Offset{
	"": {}, "J-0": before(0), "J-1": before(1), "J-2000": before(2000), "E+0": after(0), "E+7": after(7),
	"J-1o":     {Side: retroplan.BeforeEvent, Count: 1, Unit: retroplan.WorkingDays},
	"J-10o":    {Side: retroplan.BeforeEvent, Count: 10, Unit: retroplan.WorkingDays},
	"E+1o":     {Side: retroplan.AfterEvent, Count: 1, Unit: retroplan.WorkingDays},
	"J-2 mois": {Side: retroplan.BeforeEvent, Count: 2, Unit: retroplan.Months},
	"E+1 mois": {Side: retroplan.AfterEvent, Count: 1, Unit: retroplan.Months},
}

func TestOffsetsComeBackFromTheirText(t *testing.T) {
	t.Parallel()
	for text, o := range someOffsets {
		data, err := json.Marshal(o)
		var back retroplan.Offset
		if o.String() != text || err != nil || json.Unmarshal(data, &back) != nil || back != o {
			t.Errorf("%q: written %s, %v, read back as %+v", text, data, err, back)
		}
	}
	for _, text := range []string{"J", "J-", "J-x", "J--3", "J-+3", "J-03", "j-3", " J-3", "J-3 ", "J-3oo", "J-3 moiso", "E-3", "J+3", "K-3", "21", "o", "J-99999999999999999999"} {
		o := before(1)
		if err := o.UnmarshalText([]byte(text)); err == nil || !o.IsZero() {
			t.Errorf("%q is read as %s", text, o)
		}
	}
}

func TestOffsetsSpeakFrench(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"J-1": "1\u00a0jour avant l’événement", "J-10o": "10\u00a0jours ouvrés avant l’événement", "E+7": "7\u00a0jours après l’événement",
		"E+1o": "1\u00a0jour ouvré après l’événement", "J-2 mois": "2\u00a0mois avant l’événement", "E+1 mois": "1\u00a0mois après l’événement", "J-0": "le premier jour de l’événement", "E+0": "le dernier jour de l’événement", "": "",
		"J-2000": "2\u202f000\u00a0jours avant l’événement",
	} {
		if got := someOffsets[text].Words(); got != want {
			t.Errorf("%s: %q", text, got)
		}
	}
}

func TestOffsetsReachOnlySoFar(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		offset retroplan.Offset
		within bool
	}{
		"none":          {retroplan.Offset{}, false},
		"as far":        {before(30), true},
		"too far":       {after(31), false},
		"backwards":     {before(-1), false},
		"months":        {retroplan.Offset{Side: retroplan.AfterEvent, Count: 2, Unit: retroplan.Months}, true},
		"many months":   {retroplan.Offset{Side: retroplan.AfterEvent, Count: 3, Unit: retroplan.Months}, false},
		"unknown side":  {retroplan.Offset{Side: 3, Count: 1}, false},
		"unknown unit":  {retroplan.Offset{Side: retroplan.BeforeEvent, Count: 1, Unit: 3}, false},
		"negative unit": {retroplan.Offset{Side: retroplan.BeforeEvent, Count: 1, Unit: -1}, false},
	} {
		if got := c.offset.Within(30, 2); got != c.within {
			t.Errorf("%s: %t", name, got)
		}
	}
}

func TestCodesComeBackFromWhereTheyAreStored(t *testing.T) {
	t.Parallel()
	var states []string
	for want := retroplan.ToDo; want <= retroplan.Dropped; want++ {
		var s retroplan.State
		if err := s.Scan(want.String()); err != nil || s != want || want.Label() == "" {
			t.Errorf("%s: %v, %v", want, s, err)
		}
		states = append(states, want.String())
	}
	if !slices.Equal(states, []string{"todo", "in_progress", "blocked", "done", "dropped"}) {
		t.Errorf("%q", states)
	}
	var side retroplan.Side
	var unit retroplan.Unit
	for code, want := range map[string]retroplan.Side{"J": retroplan.BeforeEvent, "E": retroplan.AfterEvent} {
		if err := side.Scan(code); err != nil || side != want || want.String() != code {
			t.Errorf("%s: %v, %v", code, side, err)
		}
	}
	if err := side.Scan(nil); err != nil || side != retroplan.NoSide {
		t.Errorf("NULL: %v, %v", side, err)
	}
	for code, want := range map[string]retroplan.Unit{"day": retroplan.Days, "working_day": retroplan.WorkingDays, "month": retroplan.Months} {
		if err := unit.Scan(code); err != nil || unit != want || want.String() != code {
			t.Errorf("%s: %v, %v", code, unit, err)
		}
	}
	var state retroplan.State
	for _, err := range []error{state.Scan("lost"), state.Scan(nil), state.Scan(3), side.Scan("K"), unit.Scan("week"), unit.Scan(nil)} {
		if err == nil {
			t.Error("an unknown code is read")
		}
	}
}
