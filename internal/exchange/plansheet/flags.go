package plansheet

import (
	"slices"
	"strings"

	"parvis/internal/exchange/sheet"
	"parvis/internal/french"
	"parvis/internal/retroplan"
)

// isMilestoneWord reports whether a cell says that the task is a milestone by its name.
func isMilestoneWord(text string) bool {
	switch french.Fold(text) {
	case "jalon", "milestone":
		return true
	}
	return false
}

// flagOf reads yes or no.
func flagOf(text string) (yes, ok bool) {
	switch strings.Trim(french.Fold(text), " .!") {
	case "x", "oui", "o", "vrai", "yes", "y", "true", "1", "ok", "✓", "✔", "☑", "✅", "■", "●":
		return true, true
	case "non", "n", "faux", "no", "false", "0", "☐", "":
		return false, true
	}
	return false, false
}

// readFlag reads yes or no.
func (d *decoder) readFlag(e *entry, at int, text string) bool {
	yes, ok := flagOf(text)
	if !ok {
		d.add(e.Number, at, quoted(text)+" n’est ni oui ni non.")
	}
	return yes
}

// saysMilestones reports whether the cells of a column tell milestones from tasks: by ticks, or, as
// « Type » may, by the word.
func (c *column) saysMilestones() bool {
	return slices.ContainsFunc(c.texts, isMilestoneWord) || c.filled > 0 && !slices.Contains(c.roles, roleUnused) && !slices.ContainsFunc(c.texts, func(text string) bool {
		_, ok := flagOf(text)
		return !ok && !isDash(text)
	})
}

// readMilestone gives a milestone no duration, and refuses one that lasts.
func (d *decoder) readMilestone(e *entry, t *retroplan.Task, duration string) {
	at, text := d.text(e, roleMilestone)
	if text == "" {
		return
	}
	yes := isMilestoneWord(text)
	if !yes && !slices.Contains(d.columns[at].roles, roleUnused) {
		yes = d.readFlag(e, at, text)
	}
	switch {
	case !yes:
	case duration == "":
		t.Duration = 0
		d.notes.add(noteValue, e.Number, at, "La tâche est un jalon\u00a0: elle ne dure pas.")
	case t.Duration > 0:
		d.add(e.Number, at, "La tâche est dite un jalon, mais sa durée est "+quoted(duration)+"\u00a0: un jalon ne dure pas. Laissez sa durée vide, ou dites que ce n’est pas un jalon.")
	}
}

// leaveInactive parts the rows that the table says are not active, as Microsoft Project does.
func (d *decoder) leaveInactive(all []entry) []entry {
	c := d.first(roleActive)
	if c == nil {
		return all
	}
	kept := all[:0]
	var rows []sheet.Row
	for i := range all {
		e := &all[i]
		text := e.cell(c.at)
		yes, ok := flagOf(text)
		if text == "" || !ok || yes {
			kept = append(kept, *e)
			continue
		}
		rows = append(rows, e.Row)
		for _, name := range []string{e.id, e.title} {
			if name != "" {
				d.names.addInactive(name)
			}
		}
	}
	d.leave(rows, "Cette ligne n’est pas active\u00a0: elle est laissée de côté", "Ces lignes ne sont pas actives\u00a0: elles sont laissées de côté")
	return kept
}

// readActive refuses what is neither yes nor no.
func (d *decoder) readActive(e *entry) {
	if at, text := d.text(e, roleActive); text != "" {
		d.readFlag(e, at, text)
	}
}
