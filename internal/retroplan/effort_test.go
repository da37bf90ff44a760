package retroplan_test

import (
	"encoding/json"
	"testing"

	"parvis/internal/french"
	"parvis/internal/retroplan"
)

func TestEffortsAreWrittenForFormsPeopleAndPrograms(t *testing.T) {
	t.Parallel()
	for e, want := range map[retroplan.Effort][3]string{
		0:    {"", "non connue", "null"},
		1:    {"0,5", "une demi-journée", "0.5"},
		2:    {"1", "1 jour", "1"},
		3:    {"1,5", "1,5 jour", "1.5"},
		4:    {"2", "2 jours", "2"},
		5:    {"2,5", "2,5 jours", "2.5"},
		2000: {"1000", "1 000 jours", "1000"},
	} {
		text, err := json.Marshal(e)
		if got := [3]string{e.String(), french.PlainSpaces(e.Words()), string(text)}; got != want || err != nil {
			t.Errorf("%d: %q, %v, want %q", e, got, err, want)
		}
		var back retroplan.Effort = 7
		if err := json.Unmarshal(text, &back); back != e || err != nil {
			t.Errorf("%s reads as %d, %v", text, back, err)
		}
		stored, err := e.Value()
		back = 7
		if known := stored != nil; known != e.Known() || err != nil || back.Scan(stored) != nil || back != e {
			t.Errorf("%d is stored as %v and read as %d, %v", e, stored, back, err)
		}
	}
}

func TestWhatIsNoEffortIsRefusedInJSON(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"0", "-1", "0.25", "1000.5", "1e300", `"1"`, "true", "[]"} {
		var e retroplan.Effort
		if err := json.Unmarshal([]byte(text), &e); err == nil || e != 0 {
			t.Errorf("%s is %d, %v", text, e, err)
		}
	}
}
