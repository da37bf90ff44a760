package planui

import (
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"parvis/internal/workcal"
)

// luminance is WCAG's, of "#rrggbb".
func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	n, err := strconv.ParseUint(strings.TrimPrefix(colour, "#"), 16, 32)
	if err != nil || len(colour) != 7 {
		t.Fatalf("%q is no colour: %v", colour, err)
	}
	sum := 0.0
	for shift, weight := range map[uint]float64{16: 0.2126, 8: 0.7152, 0: 0.0722} {
		part := float64(n>>shift&0xff) / 255
		if part <= 0.03928 {
			part /= 12.92
		} else {
			part = math.Pow((part+0.055)/1.055, 2.4)
		}
		sum += weight * part
	}
	return sum
}

func contrast(t *testing.T, one, other string) float64 {
	t.Helper()
	a, b := luminance(t, one), luminance(t, other)
	return (math.Max(a, b) + 0.05) / (math.Min(a, b) + 0.05)
}

// TestDaysOffStandOutInCharts holds 3:1 for what a chart says of its days without a word beside it, in light
// and in dark colours: the hatching of days off, the holidays, the school holidays.
func TestDaysOffStandOutInCharts(t *testing.T) {
	t.Parallel()
	css, err := os.ReadFile("../static/plan.css")
	if err != nil {
		t.Fatal(err)
	}
	tokens, err := os.ReadFile("../static/app.css")
	if err != nil {
		t.Fatal(err)
	}
	pair := func(source []byte, pattern string) []string {
		found := regexp.MustCompile(pattern + `light-dark\((#\w{6}), (#\w{6})\)`).FindStringSubmatch(string(source))
		if found == nil {
			t.Fatalf("no colours for %s", pattern)
		}
		return found[1:]
	}
	sheet, sunk := pair(tokens, `--sheet: `), pair(tokens, `--sunk: `)
	for what, pattern := range map[string]string{"holidays": `\.legend \.holiday \{ fill: `, "school holidays": `\.legend \.school \{ fill: `, "days off": `\.legend \.rest \{ stroke: `} {
		colours := pair(css, pattern)
		for i, scheme := range []string{"light", "dark"} {
			for _, ground := range []string{sheet[i], sunk[i]} {
				if got := contrast(t, colours[i], ground); got < 3 {
					t.Errorf("%s are %.2f:1 on %s in %s colours, want 3:1", what, got, ground, scheme)
				}
			}
		}
	}
}

var vertical = regexp.MustCompile(`<path class="(month-line|today)" d="M[\d.]+ ([\d.]+)V([\d.]+)M[\d.]+ ([\d.]+)V`)

// TestNothingStrikesTheScale holds the head of a chart: no rule goes through the numbers of the days, and the
// name of the day J stands above its frame.
func TestNothingStrikesTheScale(t *testing.T) {
	t.Parallel()
	v := sampleView(row(day(4, 8), day(4, 10), day(4, 14)))
	c := charts(v, screenSizes, workcal.SchoolHolidays("C"))[0]
	var out strings.Builder
	if err := gantt(c).Render(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	number := func(pattern string) float64 {
		found := regexp.MustCompile(pattern).FindStringSubmatch(out.String())
		if found == nil {
			t.Fatalf("no %s", pattern)
		}
		n, err := strconv.ParseFloat(found[1], 64)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	base := number(`<text class="week-name" x="[\d.]+" y="([\d.]+)"`)
	top := base - 0.78*c.Sizes.text*0.75 // of the digits
	rules := vertical.FindAllStringSubmatch(out.String(), -1)
	if len(rules) < 4 {
		t.Fatalf("%d rules, want three months and today", len(rules))
	}
	for _, r := range rules {
		ends, _ := strconv.ParseFloat(r[3], 64)
		starts, _ := strconv.ParseFloat(r[4], 64)
		if ends > top || starts < base {
			t.Errorf("the %s runs to %v and on from %v, through the days between %v and %v", r[1], ends, starts, top, base)
		}
	}
	if name, frame := number(`<text class="event-name" x="[\d.]+" y="([\d.]+)"`), number(`<rect class="event" x="[\d.]+" y="([\d.]+)"`); name > frame {
		t.Errorf("the day J is written at %v, over its frame from %v", name, frame)
	}
	if today := number(`<text class="today-name" x="[\d.]+" y="([\d.]+)"`); today > top {
		t.Errorf("« Aujourd’hui » stands at %v, over the days from %v", today, top)
	}
}
