package app_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// criteriaOf is how many criteria each theme of RGAA 4.1 has: 106 in all.
var criteriaOf = []int{9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12}

var (
	criterion  = regexp.MustCompile(`(?m)^\| (\d+\.\d+) \| ([^|]+) \| (\w+) \| ([^|]*) \| ([^|]*) \|$`)
	testNamed  = regexp.MustCompile("`(\\w+)`")
	heldByWord = regexp.MustCompile("`\\w+`|\\([^)]*\\)")
)

// TestTheCriteriaAreAllThereWithTheirEvidence holds docs/accessibility.md: each criterion of RGAA once, verdicts
// that add up to the sentence at its head, and for each that conforms, who held it: a check that the page
// describes, a test that exists, or a reading by hand that says what was read.
func TestTheCriteriaAreAllThereWithTheirEvidence(t *testing.T) {
	t.Parallel()
	page := read(t, "docs/accessibility.md")
	tests := sources(t, func(path string) bool { return strings.HasSuffix(path, "_test.go") })
	described := map[string]bool{}
	for _, name := range found(regexp.MustCompile("(?m)^\\| `?([a-z -]+)`? \\| \\S"), page[:strings.Index(page, "## The criteria")]) {
		described[name] = true
	}
	var want []string
	for theme, count := range criteriaOf {
		for n := range count {
			want = append(want, fmt.Sprintf("%d.%d", theme+1, n+1))
		}
	}
	verdicts := map[string]int{}
	rows := criterion.FindAllStringSubmatch(page, -1)
	for i, m := range rows {
		number, title, verdict, evidence, held := m[1], strings.TrimSpace(m[2]), m[3], strings.TrimSpace(m[4]), strings.TrimSpace(m[5])
		if i >= len(want) || number != want[i] {
			t.Fatalf("line %d is criterion %s «\u00a0%s\u00a0», want each of the %d once, in order", i+1, number, title, len(want))
		}
		verdicts[verdict]++
		switch verdict {
		case "C":
			wantHeld(t, number, evidence, held, described)
		case "NC", "NA":
			if evidence == "" {
				t.Errorf("%s is %s, and the page does not say why", number, verdict)
			}
		default:
			t.Errorf("%s has the verdict %q", number, verdict)
		}
	}
	if len(rows) != len(want) {
		t.Errorf("%d criteria, want %d", len(rows), len(want))
	}
	if verdicts["NC"] == 0 && !strings.Contains(page, fmt.Sprintf("%d conforming, none that we know not to, %d not applicable", verdicts["C"], verdicts["NA"])) {
		t.Errorf("the page does not say at its head that its verdicts are %v", verdicts)
	}
	for _, name := range found(regexp.MustCompile("`((?:Test\\w+|look|everyRouteIsListed|titlesTellPagesApart))`"), page) {
		if !regexp.MustCompile(`func (\([^)]*\) )?` + name + `\(`).MatchString(tests) {
			t.Errorf("the page names %s, which is no test", name)
		}
	}
	if n := strings.Count(page, "`Test"); n < 15 {
		t.Errorf("the page names %d tests", n)
	}
}

// wantHeld checks that whatever holds a criterion is a function of the tests, or a check that the page describes.
func wantHeld(t *testing.T, number, evidence, held string, described map[string]bool) {
	t.Helper()
	for _, name := range strings.Split(heldByWord.ReplaceAllString(held, ""), ",") {
		if name = strings.TrimSpace(name); name != "" && !described[name] {
			t.Errorf("%s is held by %q, which the page does not describe", number, name)
		}
	}
	if held == "" {
		t.Errorf("%s conforms, and nothing holds it", number)
	}
	if strings.Contains(held, "by hand") && evidence == "" {
		t.Errorf("%s was read by hand, and the page does not say what was read", number)
	}
	for _, name := range found(testNamed, held) {
		if !strings.HasPrefix(name, "Test") && name != "look" && name != "titlesTellPagesApart" {
			t.Errorf("%s is held by %s, which is no test", number, name)
		}
	}
}
