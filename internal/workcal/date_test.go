package workcal_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"parvis/internal/workcal"
)

func day(t testing.TB, s string) workcal.Date {
	t.Helper()
	d, err := workcal.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func anyDate() *rapid.Generator[workcal.Date] {
	return rapid.Map(rapid.Int32Range(int32(workcal.MinDate), int32(workcal.MaxDate)),
		func(n int32) workcal.Date { return workcal.Date(n) })
}

func TestDateAgreesWithTheStandardLibraryOnEveryDay(t *testing.T) {
	t.Parallel()
	at := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	for d := workcal.MinDate; d <= workcal.MaxDate; d++ {
		y, m, n := at.Date()
		if d.Year() != y || d.Month() != m || d.Day() != n || d.Weekday() != at.Weekday() ||
			workcal.Of(y, m, n) != d {
			t.Fatalf("day %d is %s, want %s", d, d, at.Format(time.DateOnly))
		}
		at = at.AddDate(0, 0, 1)
	}
}

func TestDateSurvivesTextTimeAndJSON(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := anyDate().Draw(t, "date")
		if got, err := workcal.Parse(d.String()); err != nil || got != d {
			t.Fatalf("Parse(%q) = %v, %v", d, got, err)
		}
		if got := workcal.FromTime(d.Time()); got != d && d != workcal.MinDate {
			t.Fatalf("FromTime(%v) = %v", d.Time(), got)
		}
		data, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		var back workcal.Date
		if err := json.Unmarshal(data, &back); err != nil || back != d {
			t.Fatalf("JSON %s gave %v, %v", data, back, err)
		}
		wy, ww := d.Time().ISOWeek()
		if y, w := d.ISOWeek(); y != wy || w != ww {
			t.Fatalf("ISO week %d-%d, want %d-%d", y, w, wy, ww)
		}
	})
}

func TestParseRefusesDatesThatDoNotExist(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"", "2025-02-29", "2025-04-31", "2025-13-01", "2025-00-10", "2025-06-00",
		"0000-01-01", "25-06-13", "2025-6-13", "2025/06/13", "2025-06-13 ", "13/06/2025", "-025-06-13",
		"+025-06-13", "2025-06-1x", "2025-06-13T00:00:00Z", strings.Repeat("9", 10_000_000)} {
		if d, err := workcal.Parse(s); err == nil {
			t.Errorf("Parse(%.20q) = %v, want an error", s, d)
		} else if len(err.Error()) > 200 {
			t.Errorf("Parse(%.20q) gives an error of %d bytes", s, len(err.Error()))
		}
	}
	if d := day(t, "2024-02-29"); d.Day() != 29 {
		t.Errorf("29 February 2024 read as %v", d)
	}
}

func TestZeroDateMeansNoDate(t *testing.T) {
	t.Parallel()
	var none workcal.Date
	if !none.IsZero() || none.String() != "" || none.French() != "" || none.FrenchShort() != "" ||
		none.FrenchDay() != "" || none.Digits() != "" || none.AddDays(10) != 0 || !none.Time().IsZero() {
		t.Error("the zero date shows as a date")
	}
	data, err := json.Marshal(map[string]workcal.Date{"d": none})
	if err != nil || string(data) != `{"d":null}` {
		t.Errorf("JSON of no date: %s, %v", data, err)
	}
	back := struct{ A, B workcal.Date }{A: 5, B: 5}
	if err := json.Unmarshal([]byte(`{"A":null,"B":""}`), &back); err != nil || back.A != 0 || back.B != 0 {
		t.Errorf("reading null and empty: %+v, %v", back, err)
	}
	if v, err := none.Value(); v != nil || err != nil {
		t.Errorf("Value of no date: %v, %v", v, err)
	}
	if workcal.FromTime(time.Time{}) != 0 {
		t.Error("the zero time is a date")
	}
}

func TestDateArithmeticSaturates(t *testing.T) {
	t.Parallel()
	for _, n := range []int{1 << 40, 1<<63 - 1, 4_000_000} {
		if got := workcal.MinDate.AddDays(n); got != workcal.MaxDate {
			t.Errorf("MinDate + %d = %v", n, got)
		}
		if got := workcal.MaxDate.AddDays(-n); got != workcal.MinDate {
			t.Errorf("MaxDate - %d = %v", n, got)
		}
	}
	if got := workcal.Of(123456789012, 1, 1); got != workcal.MaxDate {
		t.Errorf("a year far away gives %v", got)
	}
	if got := workcal.Of(2025, 6, 31); got != workcal.Of(2025, 7, 1) {
		t.Errorf("31 June gives %v", got)
	}
	if got := workcal.Of(2025, 14, 1); got != workcal.Of(2026, 2, 1) {
		t.Errorf("month 14 gives %v", got)
	}
}

func TestFromTimeUsesTheTimesOwnZone(t *testing.T) {
	t.Parallel()
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2025, 6, 12, 22, 30, 0, 0, time.UTC)
	if got := workcal.FromTime(at.In(paris)); got != day(t, "2025-06-13") {
		t.Errorf("half past midnight in Paris is %v", got)
	}
}

func TestScanReadsWhatDatabasesGive(t *testing.T) {
	t.Parallel()
	var d workcal.Date
	for _, src := range []any{time.Date(2025, 6, 13, 0, 0, 0, 0, time.UTC), "2025-06-13", []byte("2025-06-13")} {
		d = 0
		if err := d.Scan(src); err != nil || d != workcal.Of(2025, 6, 13) {
			t.Errorf("Scan(%T) = %v, %v", src, d, err)
		}
	}
	if err := d.Scan(nil); err != nil || d != 0 {
		t.Errorf("Scan(nil) = %v, %v", d, err)
	}
	if err := d.Scan(workcal.MinDate.Time()); err != nil || d != workcal.MinDate {
		t.Errorf("the first day there is reads as %v, %v", d, err)
	}
	if err := d.Scan(time.Date(-43, 3, 15, 0, 0, 0, 0, time.UTC)); err == nil {
		t.Error("a date before our era was read")
	}
	if err := d.Scan(12); err == nil {
		t.Error("a number was read as a date")
	}
	if err := d.Scan("infinity"); err == nil {
		t.Error("infinity was read as a date")
	}
}

func TestFrenchDates(t *testing.T) {
	t.Parallel()
	friday, first := day(t, "2025-06-13"), day(t, "2025-08-01")
	for got, want := range map[string]string{
		friday.French():          "vendredi 13 juin 2025",
		friday.FrenchShort():     "ven. 13 juin",
		friday.FrenchBrief():     "Ven. 13",
		friday.FrenchDay():       "13 juin 2025",
		friday.FrenchMonthYear(): "juin 2025",
		friday.Digits():          "13/06/2025",
		first.Digits():           "01/08/2025",
		first.French():           "vendredi 1er août 2025",
		first.FrenchShort():      "ven. 1er août",
		workcal.FrenchRange(friday, day(t, "2025-06-15")):               "13–15 juin 2025",
		workcal.FrenchRange(day(t, "2025-06-15"), friday):               "13–15 juin 2025",
		workcal.FrenchRange(friday, friday):                             "13 juin 2025",
		workcal.FrenchRange(friday, 0):                                  "13 juin 2025",
		workcal.FrenchRange(0, friday):                                  "13 juin 2025",
		workcal.FrenchRange(day(t, "2025-06-01"), day(t, "2025-06-03")): "1er–3 juin 2025",
		workcal.FrenchRange(day(t, "2025-05-30"), day(t, "2025-06-02")): "30 mai – 2 juin 2025",
		workcal.FrenchRange(day(t, "2025-12-30"), day(t, "2026-01-02")): "30 décembre 2025 – 2 janvier 2026",
		workcal.FrenchRange(0, 0):                                       "",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestDigitsAreThoseOfTheStandardLibrary(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := anyDate().Draw(t, "date")
		if got, want := d.Digits(), d.Time().Format("02/01/2006"); got != want {
			t.Fatalf("%v is written %q, want %q", d, got, want)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2025-06-13", "2024-02-29", "2025-02-29", "9999-12-31", "0001-01-01", "é025-06-1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := workcal.Parse(s)
		want, wantErr := time.Parse(time.DateOnly, s)
		if wantErr == nil && want.Year() == 0 {
			return // a real year for Go, no date for us
		}
		if (err == nil) != (wantErr == nil) {
			t.Fatalf("Parse(%q): %v, the standard library says %v", s, err, wantErr)
		}
		if err == nil && d.String() != s {
			t.Fatalf("Parse(%q) = %v", s, d)
		}
	})
}
