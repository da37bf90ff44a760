package plansheet

import (
	"slices"
	"strings"

	"parvis/internal/french"
	"parvis/internal/retroplan"
)

// importedOf gives what is kept of a task besides its place in the plan.
func (d *decoder) importedOf(e *entry) Imported {
	one := Imported{Row: e.Number, Task: d.sheet.Tasks[e.task], WishedStart: d.wishes[e.task].start, WishedFinish: d.wishes[e.task].finish}
	if e.unnamed {
		one.Task.Ref = ""
	}
	for _, c := range d.columns {
		text := e.cell(c.at)
		if text == "" {
			continue
		}
		switch c.kept {
		case keptWho:
			one.Who = append(one.Who, people(text)...)
		case keptCategory:
			one.Category = text
		case keptBecause:
			one.Because = text
		case keptItems:
			one.Items = append(one.Items, items(text)...)
		case keptSource:
			one.Source = text
		case keptNotes:
			if one.Notes != "" {
				one.Notes += "\n"
			}
			one.Notes += text
		case keptFinish:
			words := d.finishWords(e, c)
			if one.Notes != "" && words != "" {
				one.Notes += "\n"
			}
			one.Notes += words
		}
	}
	if one.Because == "" && one.Task.State == retroplan.Blocked {
		if _, text := d.text(e, roleState); text != "" && !saysOnlyBlocked[french.Fold(text)] {
			one.Because = french.Capital(text)
		}
	}
	return one
}

// saysOnlyBlocked are the states that give no reason, folded.
var saysOnlyBlocked = map[string]bool{"bloque": true, "bloquee": true, "bloques": true, "bloquees": true, "blocked": true}

// people parts the names of a cell: "AB / CD" is two. Where they stand on several lines, nothing else
// parts them.
func people(text string) []string {
	parts := strings.Split(text, "\n")
	if len(parts) == 1 {
		parts = strings.FieldsFunc(strings.NewReplacer(" et ", "/", " & ", "/", " + ", "/").Replace(text), func(r rune) bool { return strings.ContainsRune("/,;", r) })
	}
	var all []string
	for _, part := range parts {
		if part = strings.TrimSpace(part); part != "" && !isDash(part) && !slices.Contains(all, part) {
			all = append(all, part)
		}
	}
	return all
}

// The marks of a checklist.
var (
	ticked   = []string{"[x]", "[X]", "☑", "☒", "✅", "✓", "✔"}
	unticked = []string{"[ ]", "[]", "☐", "- ", "• ", "* "}
)

// items reads the lines of a checklist.
func items(text string) []Item {
	var all []Item
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		item := Item{Text: line}
		if rest, ok := cutMark(line, ticked); ok {
			item = Item{Text: rest, Ticked: true}
		} else if rest, ok := cutMark(line, unticked); ok {
			item.Text = rest
		}
		if item.Text != "" {
			all = append(all, item)
		}
	}
	return all
}

func cutMark(line string, marks []string) (string, bool) {
	for _, mark := range marks {
		if rest, ok := strings.CutPrefix(line, mark); ok {
			return strings.TrimSpace(rest), true
		}
	}
	return line, false
}
