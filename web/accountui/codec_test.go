package accountui

import (
	"maps"
	"reflect"
	"testing"
	"time"

	"github.com/alexedwards/scs/v2"
)

// TestASessionIsReadAsItWasWritten, one written by the codec of before too.
func TestASessionIsReadAsItWasWritten(t *testing.T) {
	deadline := time.Date(2025, 4, 7, 9, 30, 0, 123456789, time.UTC)
	for _, values := range []map[string]any{
		{},
		{personKey: int64(1) << 60, epochKey: int64(3), "flash": "Tâche « Affiche » <b>\u00a0faite", heldKey: []byte{0, 0xff, '\n', '{'}, "other": []byte{1}},
	} {
		before := maps.Clone(values)
		if n, ok := before[epochKey].(int64); ok {
			before[epochKey] = int(n) // as it was put then
		}
		for name, by := range map[string]scs.Codec{"now": Codec{}, "before": scs.GobCodec{}} {
			put := values
			if name == "before" {
				put = before
			}
			data, err := by.Encode(deadline, put)
			if err != nil {
				t.Fatal(err)
			}
			until, got, err := Codec{}.Decode(data)
			if err != nil || !until.Equal(deadline) || len(got) != len(values) || len(got) > 0 && !reflect.DeepEqual(got, values) {
				t.Errorf("%s: %v %v %v, want %v", name, until, got, err, values)
			}
		}
	}
	if _, err := (Codec{}).Encode(deadline, map[string]any{"flag": true}); err == nil {
		t.Error("a value that could not be read back is written")
	}
	for _, broken := range []string{"", "{", "{}{", "nonsense", "{}", "{\"data\":[\"a\"]}\n", "{\"data\":[\"a\"],\"lengths\":[2]}\nx", "{\"data\":[\"a\"],\"lengths\":[-1]}\nx"} {
		if _, _, err := (Codec{}).Decode([]byte(broken)); err == nil {
			t.Errorf("%q is read as a session", broken)
		}
	}
}
