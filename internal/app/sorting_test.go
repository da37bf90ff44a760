package app_test

import (
	"regexp"
	"strings"
	"testing"
)

// sorted finds what an ORDER BY of the code names, up to the end of its line.
var sorted = regexp.MustCompile(`ORDER BY ([^` + "`" + `\n]*)`)

// named is a column that people read, where it begins an item of the list.
var named = regexp.MustCompile(`^(?:\w+\.)?(name|title|label)\b`)

// TestListsOfNamesAreSortedAsFrenchDoes holds every query that sorts what people read to the collation
// that every database has: its own may put É after Z.
func TestListsOfNamesAreSortedAsFrenchDoes(t *testing.T) {
	t.Parallel()
	code := sources(t, func(path string) bool { return strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") })
	count := 0
	for _, m := range sorted.FindAllStringSubmatch(code, -1) {
		for item := range strings.SplitSeq(m[1], ",") {
			item = strings.TrimSpace(item)
			if !named.MatchString(item) {
				continue
			}
			count++
			if !strings.Contains(item, `COLLATE "fr-x-icu"`) {
				t.Errorf("ORDER BY %s: %q is sorted as the database likes; write COLLATE \"fr-x-icu\" after it", m[1], item)
			}
		}
	}
	if count < 12 {
		t.Errorf("only %d columns: the search misses some", count)
	}
}
