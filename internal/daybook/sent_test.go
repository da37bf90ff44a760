package daybook_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"parvis/internal/attendance"
	"parvis/internal/daybook"
)

const head = `{"cle":"abcdefghij0123456789","personne":3,"projet":4,"jour":"2025-06-14","quand":1749902400000,`

func TestWhatATelephoneSendsIsRead(t *testing.T) {
	t.Parallel()
	tap, err := daybook.ParseSent([]byte(head + `"genre":"compte","seance":12,"public":5,"mesure":"present","nombre":-2,"annule":"k"}`))
	if err != nil || tap.Person != 3 || tap.Project != 4 || tap.Day != saturday || !tap.At.Equal(time.Date(2025, 6, 14, 12, 0, 0, 0, time.UTC)) {
		t.Fatalf("%+v %v", tap, err)
	}
	if want := (attendance.Tap{Key: tap.Key, Slot: 12, Audience: 5, Measure: attendance.Present, N: -2, Undoes: "k", At: tap.At}); tap.Tap != want {
		t.Errorf("%+v, want %+v", tap.Tap, want)
	}
	through, err := daybook.ParseSent([]byte(strings.Replace(head, `"personne":3`, `"lien":9`, 1) + `"genre":"compte","seance":12,"public":5,"mesure":"present","nombre":1}`))
	if err != nil || through.Link != 9 || through.Person != 0 {
		t.Errorf("%+v %v", through, err)
	}
	tick, err := daybook.ParseSent([]byte(head + `"genre":"coche","ligne":"montage:12","fait":true}`))
	if err != nil || tick.Line != "montage:12" || !tick.Done {
		t.Errorf("%+v %v", tick, err)
	}
	note, err := daybook.ParseSent([]byte(head + `"genre":"note","type":"incident","lieu":" Cour ","texte":"Un bac fendu","suite":"Balayé","seance":12,"clos":true}`))
	if want := (daybook.Draft{Kind: daybook.Incident, Slot: 12, Place: "Cour", Body: "Un bac fendu", Done: "Balayé", Closed: true}); err != nil || note.Draft != want {
		t.Errorf("%+v %v", note.Draft, err)
	}
}

func TestWhatIsNoSayingOfOursIsRefused(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{
		``, `null`, `[]`, `{}`, `"x"`, `{"cle":"abcdefghij0123456789"}`, head + `"genre":"autre"}`, head + `"genre":"compte"}`,
		head + `"genre":"compte","seance":1,"public":1,"mesure":"present","nombre":1,"inconnu":1}`,
		head + `"genre":"compte","seance":1,"public":1,"mesure":"present","nombre":1e9}`,
		head + `"genre":"compte","seance":1,"public":1,"mesure":"present","nombre":1}x`,
		head + `"genre":"coche"}`, head + `"genre":"coche","ligne":"` + strings.Repeat("a", daybook.MaxLine+1) + `"}`,
		head + `"genre":"note","type":"incident"}`, head + `"genre":"note","type":"delay","texte":"x"}`, head + `"genre":"note","type":"delay","seance":1,"minutes":601}`,
		head + `"genre":"note","type":"note","texte":"a\u0000b"}`, head + `"genre":"note","type":"note","texte":"` + strings.Repeat("a", daybook.MaxBody+1) + `"}`,
		strings.Replace(head, "2025-06-14", "2025-02-30", 1) + `"genre":"coche","ligne":"a"}`,
		strings.Replace(head, "abcdefghij0123456789", "court", 1) + `"genre":"coche","ligne":"a"}`,
		strings.Replace(head, "abcdefghij0123456789", "abcdefghij 0123456789", 1) + `"genre":"coche","ligne":"a"}`,
		strings.Replace(head, `"personne":3`, `"personne":0`, 1) + `"genre":"coche","ligne":"a"}`,
		strings.Replace(head, `"personne":3`, `"personne":3,"lien":2`, 1) + `"genre":"coche","ligne":"a"}`,
		strings.Replace(head, `"personne":3`, `"lien":2`, 1) + `"genre":"coche","ligne":"a"}`,
		strings.Replace(head, `"personne":3`, `"lien":-2`, 1) + `"genre":"compte","seance":12,"public":5,"mesure":"present","nombre":1}`,
		strings.Replace(head, `1749902400000`, `1`, 1) + `"genre":"coche","ligne":"a"}`,
		strings.Repeat(" ", daybook.MostSent) + head + `"genre":"coche","ligne":"a"}`,
	} {
		if s, err := daybook.ParseSent([]byte(bad)); err == nil {
			t.Errorf("%.120q is read as %+v", bad, s)
		}
	}
}

// FuzzParseSent holds that whatever is read keeps its bounds, and that reading it again gives the same.
func FuzzParseSent(f *testing.F) {
	f.Add([]byte(strings.Replace(head, `"personne":3`, `"lien":9`, 1) + `"genre":"compte","seance":12,"public":5,"mesure":"present","nombre":1}`))
	for _, seed := range []string{`"genre":"compte","seance":12,"public":5,"mesure":"present","nombre":-2}`, `"genre":"coche","ligne":"montage:12","fait":true}`, `"genre":"note","type":"delay","seance":1,"minutes":10}`} {
		f.Add([]byte(head + seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := daybook.ParseSent(data)
		if err != nil {
			return
		}
		if (s.Person > 0) == (s.Link > 0) || s.Person < 0 || s.Link < 0 || s.Link > 0 && s.Sort != daybook.SentTap || s.Project <= 0 || len(s.Key) < 16 || len(s.Key) > 64 || s.Day.IsZero() || !json.Valid(data) {
			t.Errorf("%q is read as %+v", data, s)
		}
		switch s.Sort {
		case daybook.SentTap:
			if s.Tap.Check() != nil {
				t.Errorf("%+v", s.Tap)
			}
		case daybook.SentNote:
			if s.Draft.Check().Any() {
				t.Errorf("%+v", s.Draft)
			}
		case daybook.SentTick:
			if s.Line == "" || len([]rune(s.Line)) > daybook.MaxLine {
				t.Errorf("%q", s.Line)
			}
		}
		if again, err := daybook.ParseSent(data); err != nil || !reflect.DeepEqual(again, s) {
			t.Errorf("%+v, then %+v, %v", s, again, err)
		}
	})
}
