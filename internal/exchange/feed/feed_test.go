package feed_test

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/emersion/go-ical"
	"pgregory.net/rapid"

	"parvis/internal/exchange/feed"
	"parvis/internal/workcal"
)

func written(t interface{ Fatal(...any) }, c feed.Calendar) string {
	var b bytes.Buffer
	if err := c.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestAFeedReadsAsItWasWritten by a parser that is not the one of the library that writes it.
func TestAFeedReadsAsItWasWritten(t *testing.T) {
	text := rapid.StringOfN(rapid.RuneFrom([]rune("aéàœ’«» ,;:\\\"\n=-+@—日")), 0, 200, -1)
	rapid.Check(t, func(t *rapid.T) {
		want := feed.Calendar{Name: oneLine(text.Draw(t, "name"))}
		for i := range rapid.IntRange(0, 5).Draw(t, "events") {
			first := workcal.Of(2025, 2, 28).AddDays(rapid.IntRange(-400, 400).Draw(t, "day"))
			want.Events = append(want.Events, feed.Event{UID: "tache-" + string(rune('a'+i)) + "@parvis.test", Summary: oneLine(text.Draw(t, "summary")), Description: strings.TrimSpace(text.Draw(t, "description")),
				First: first, Last: first.AddDays(rapid.IntRange(0, 40).Draw(t, "days")), URL: "https://parvis.test/taches/1", Categories: "Logistique", Changed: time.Date(2025, 4, 7, 9, 0, 0, 0, time.UTC)})
		}
		said := written(t, want)
		for _, line := range strings.SplitAfter(said, "\r\n") {
			if line != "" && (!strings.HasSuffix(line, "\r\n") || strings.Contains(strings.TrimSuffix(line, "\r\n"), "\n") || len(line) > 77 || !utf8.ValidString(line)) {
				t.Fatalf("a line is %q", line)
			}
		}
		read, err := ical.NewDecoder(strings.NewReader(said)).Decode()
		if err != nil {
			t.Fatal(err)
		}
		events := read.Events()
		if len(events) != len(want.Events) {
			t.Fatalf("%d events, want %d", len(events), len(want.Events))
		}
		if name, err := read.Props.Text("X-WR-CALNAME"); err != nil || name != want.Name {
			t.Fatalf("called %q, %v, want %q", name, err, want.Name)
		}
		for i, e := range events {
			w := want.Events[i]
			summary, _ := e.Props.Text(ical.PropSummary)
			description, _ := e.Props.Text(ical.PropDescription)
			uid, _ := e.Props.Text(ical.PropUID)
			start, err := e.DateTimeStart(time.UTC)
			if err != nil {
				t.Fatal(err)
			}
			end, err := e.DateTimeEnd(time.UTC)
			if err != nil {
				t.Fatal(err)
			}
			if summary != w.Summary || description != w.Description || uid != w.UID || workcal.FromTime(start) != w.First || workcal.FromTime(end) != w.Last.AddDays(1) {
				t.Fatalf("%q %q %q %s %s, want %+v", uid, summary, description, start, end, w)
			}
		}
		if again := written(t, want); again != said {
			t.Fatal("the same feed is written in two ways")
		}
	})
}

func oneLine(text string) string {
	return strings.TrimSpace(strings.ReplaceAll(text, "\n", " "))
}

// TestADayEndsTheDayAfter on the last day of a short February, where the end is the first of March.
func TestADayEndsTheDayAfter(t *testing.T) {
	day := workcal.Of(2025, 2, 28)
	said := written(t, feed.Calendar{Name: "JEA", Events: []feed.Event{{UID: "t1@parvis.test", Summary: "Affiche, J-105 ; bon à tirer", First: day, Last: day, Changed: time.Date(2025, 1, 2, 3, 4, 5, 0, time.UTC)}}})
	for _, want := range []string{"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "PRODID:-//Parvis//", "DTSTART;VALUE=DATE:20250228\r\n", "DTEND;VALUE=DATE:20250301\r\n", "DTSTAMP:20250102T030405Z\r\n",
		`SUMMARY:Affiche\, J-105 \; bon à tirer` + "\r\n", "REFRESH-INTERVAL;VALUE=DURATION:PT4H\r\n", "TRANSP:TRANSPARENT\r\n"} {
		if !strings.Contains(said, want) {
			t.Errorf("no %q in\n%s", want, said)
		}
	}
}

// TestTimesAreWrittenAsClocksOfParisShowThem, with how these run, and read by a parser that knows them from elsewhere.
func TestTimesAreWrittenAsClocksOfParisShowThem(t *testing.T) {
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		start := time.Date(2025, 1, 1, 0, rapid.IntRange(0, 365*24*60).Draw(t, "begins"), 0, 0, time.UTC).In(paris)
		end := start.Add(time.Duration(rapid.IntRange(1, 1440).Draw(t, "lasts")) * time.Minute)
		want := feed.Event{UID: "seance-1@parvis.test", Summary: "Visite", Start: start, End: end, Location: "Cour ; à gauche, puis à droite", Status: feed.Cancelled, Sequence: rapid.IntRange(0, 99).Draw(t, "sequence"), Changed: start}
		read, err := ical.NewDecoder(strings.NewReader(written(t, feed.Calendar{Name: "JEA", Events: []feed.Event{want}}))).Decode()
		if err != nil {
			t.Fatal(err)
		}
		e := read.Events()[0]
		begins, err := e.DateTimeStart(nil)
		if err != nil {
			t.Fatal(err)
		}
		ends, err := e.DateTimeEnd(nil)
		if err != nil {
			t.Fatal(err)
		}
		location, _ := e.Props.Text(ical.PropLocation)
		status, _ := e.Props.Text(ical.PropStatus)
		sequence, _ := e.Props.Get(ical.PropSequence).Int()
		shown := func(at time.Time) string { return at.In(paris).Format("2006-01-02 15:04") }
		if shown(begins) != shown(start) || shown(ends) != shown(end) || location != want.Location || status != "CANCELLED" || sequence != want.Sequence || e.Props.Get(ical.PropTransparency) != nil {
			t.Fatalf("%s %s %q %s %d, want %+v", begins, ends, location, status, sequence, want)
		}
	})
	day := workcal.Of(2025, 2, 28)
	if said := written(t, feed.Calendar{Name: "JEA", Events: []feed.Event{{UID: "t", Summary: "t", First: day, Last: day}}}); strings.Contains(said, "VTIMEZONE") || strings.Contains(said, "SEQUENCE") {
		t.Errorf("days have a zone:\n%s", said)
	}
	noon := time.Date(2025, 6, 13, 14, 30, 0, 0, paris)
	said := written(t, feed.Calendar{Name: "JEA", Events: []feed.Event{{UID: "s", Summary: "s", Start: noon, End: noon.Add(time.Hour)}, {UID: "s2", Summary: "s", Start: noon, End: noon.Add(time.Hour)}}})
	for _, want := range []string{"BEGIN:VTIMEZONE\r\nTZID:Europe/Paris\r\nBEGIN:DAYLIGHT\r\nDTSTART:19810329T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n", "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\nEND:STANDARD\r\n",
		"DTSTART;TZID=Europe/Paris:20250613T143000\r\nDTEND;TZID=Europe/Paris:20250613T153000\r\n", "SEQUENCE:0\r\n"} {
		if !strings.Contains(said, want) {
			t.Errorf("no %q in\n%s", want, said)
		}
	}
	if n := strings.Count(said, "BEGIN:VTIMEZONE"); n != 1 {
		t.Errorf("%d zones", n)
	}
}
