package plansheet

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"parvis/internal/exchange/sheet"
)

// deepest is how many headings may stand above each other.
const deepest = 50

// findHeadings finds the rows that only gather those below them: by their outline number, by how
// deep the rows stand, or by ids such as 1 and 1.2 where row 1 says nothing of its own. They are
// no work: what they contain is.
func (d *decoder) findHeadings() {
	switch outline, level, id := d.first(roleOutline), d.first(roleLevel), d.first(roleID); {
	case outline != nil:
		d.nest(func(e *entry) string { return e.cell(outline.at) }, func(*entry) bool { return true })
	case level != nil:
		d.nestByLevel(level)
	case id != nil && slices.ContainsFunc(d.entries, func(e entry) bool { return strings.Contains(e.id, ".") }):
		d.nest(func(e *entry) string { return e.id }, func(e *entry) bool { return !e.works })
	}
	var headings []sheet.Row
	for i := range d.entries {
		if d.entries[i].heading {
			headings = append(headings, d.entries[i].Row)
		}
	}
	d.leave(headings, "Cette ligne est un intertitre\u00a0: les tâches rangées sous elle comptent, sa durée et ses dates sont laissées de côté",
		"Ces lignes sont des intertitres\u00a0: les tâches rangées sous elles comptent, leurs durées et leurs dates sont laissées de côté")
}

var outlineNumber = regexp.MustCompile(`^\d{1,6}(?:\.\d{1,6}){0,50}$`)

// looksLikeOutline reports whether all cells are different numbers such as 1, 1.1 and 1.2, each
// under another one.
func looksLikeOutline(texts []string) bool {
	seen := map[string]bool{}
	for _, text := range texts {
		if !outlineNumber.MatchString(text) || seen[text] {
			return false
		}
		seen[text] = true
	}
	under := false
	for text := range seen {
		if at := strings.LastIndexByte(text, '.'); at >= 0 {
			if !seen[text[:at]] {
				return false
			}
			under = true
		}
	}
	return under
}

// nest makes headings of the rows whose number begins the numbers of others, if they may be.
func (d *decoder) nest(number func(*entry) string, may func(*entry) bool) {
	places := make(map[string]int, len(d.entries))
	for i := range d.entries {
		if n := strings.Trim(number(&d.entries[i]), ". "); outlineNumber.MatchString(n) {
			if _, taken := places[n]; !taken && may(&d.entries[i]) {
				places[n] = i
			}
		}
	}
	for i := range d.entries {
		n := strings.Trim(number(&d.entries[i]), ". ")
		if !outlineNumber.MatchString(n) {
			continue
		}
		for at := strings.LastIndexByte(n, '.'); at >= 0; at = strings.LastIndexByte(n, '.') {
			n = n[:at]
			if parent, ok := places[n]; ok {
				d.entries[parent].heading = true
				d.entries[i].parent = parent
				break
			}
		}
	}
}

// nestByLevel makes headings of the rows that the next one stands deeper than.
func (d *decoder) nestByLevel(c *column) {
	var above []int // the row of each level above
	var levels []int
	for i := range d.entries {
		level, err := strconv.Atoi(d.entries[i].cell(c.at))
		if err != nil || level < 0 || level > deepest {
			continue
		}
		for len(levels) > 0 && levels[len(levels)-1] >= level {
			above, levels = above[:len(above)-1], levels[:len(levels)-1]
		}
		if len(above) > 0 {
			parent := above[len(above)-1]
			d.entries[parent].heading = true
			d.entries[i].parent = parent
		}
		above, levels = append(above, i), append(levels, level)
	}
}

// leaves gives, for each heading, the tasks that stand under it, however deep.
func (d *decoder) leaves() map[int][]int {
	all := map[int][]int{}
	for i := range d.entries {
		if d.entries[i].heading {
			continue
		}
		for at := d.entries[i].parent; at >= 0; at = d.entries[at].parent {
			all[at] = append(all[at], i)
		}
	}
	return all
}
