package plansheet

import (
	"strings"

	"parvis/internal/french"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

// readTasks reads every row but for its links.
func (d *decoder) readTasks() {
	d.cache = caches{days: map[string]day{}, durations: map[string]length{}, dues: map[string]due{}, states: map[string]progress{}, offsets: map[retroplan.Offset]workcal.Date{}}
	d.prepareProgress()
	d.sheet.Tasks = make([]retroplan.Task, 0, len(d.entries))
	d.sheet.Rows = make([]int, 0, len(d.entries))
	for i := range d.entries {
		e := &d.entries[i]
		if e.heading {
			continue
		}
		e.task = len(d.sheet.Tasks)
		d.sheet.Tasks = append(d.sheet.Tasks, d.readTask(e))
		d.sheet.Rows = append(d.sheet.Rows, e.Number)
	}
	d.refuseAmerican()
	d.tellMerged()
	if d.first(roleDuration) == nil && len(d.sheet.Tasks) > 0 && !d.importing {
		but := ""
		if len(d.by[roleMilestone]) > 0 {
			but = " qui n’est pas un jalon"
		}
		d.tell("Le tableau ne dit pas les durées\u00a0: chaque tâche" + but + " compte un jour.")
	}
}

func (d *decoder) readTask(e *entry) retroplan.Task {
	t := retroplan.Task{ID: e.taskID(), Ref: e.id, Title: e.title}
	said := d.readState(e, &t)
	d.tellBorrowed(e)
	d.readActive(e)
	d.readDuration(e, &t)
	d.readEffort(e, &t)
	d.readDue(e, &t)
	d.readWishes(e, &t)
	for _, c := range [...]struct {
		role role
		date *workcal.Date
	}{{roleNotBefore, &t.NotBefore}, {roleActualStart, &t.Start}, {roleActualFinish, &t.Finish}, {rolePinnedStart, &t.PinnedStart}, {rolePinnedFinish, &t.PinnedFinish}} {
		if at, text := d.text(e, c.role); text != "" {
			*c.date = d.readDay(e, at, text)
		}
	}
	for _, c := range [...]struct {
		role role
		flag *bool
	}{{roleStatutory, &t.Statutory}, {roleOptional, &t.Optional}, {roleCalendarDays, &t.CalendarDays}, {roleInternal, &t.Internal}} {
		if at, text := d.text(e, c.role); text != "" {
			*c.flag = d.readFlag(e, at, text) || *c.flag
		}
	}
	if !said {
		t.State = impliedState(t)
	}
	d.beyond(e)
	d.doubtWishes(e, &t)
	return t
}

// text gives what a row says in the column of a role, and the place of that column.
func (d *decoder) text(e *entry, r role) (at int, text string) {
	columns := d.by[r]
	if len(columns) == 0 {
		return 0, ""
	}
	text = e.cell(columns[0].at)
	if isDash(text) {
		text = ""
	}
	return columns[0].at, text
}

// isDash reports whether a cell holds only dashes, which is how some people write nothing.
func isDash(text string) bool {
	return text != "" && strings.Trim(french.Fold(text), "- ") == ""
}

// impliedState is told by actual dates where nothing else tells it.
func impliedState(t retroplan.Task) retroplan.State {
	switch {
	case t.Finish != 0:
		return retroplan.Done
	case t.Start != 0:
		return retroplan.InProgress
	}
	return retroplan.ToDo
}

// beyond refuses what stands beyond the last header: a separator too many has moved the cells.
func (d *decoder) beyond(e *entry) {
	for at := len(d.headers); at < len(e.Cells); at++ {
		if strings.TrimSpace(e.Cells[at]) != "" {
			d.add(e.Number, at, "Cette cellule est au-delà de la dernière colonne\u00a0: un séparateur de trop, sans doute.")
			return
		}
	}
}

// length is a duration as it was read.
type length struct {
	days     int
	calendar bool
	note     string
	problem  string
}

func (d *decoder) readDuration(e *entry, t *retroplan.Task) {
	t.Duration = 1
	at, text := d.text(e, roleDuration)
	if text != "" {
		l := d.lengthOf(d.inUnit(d.columns[at], d.inUnitOfRow(e, text)))
		d.add(e.Number, at, l.problem)
		d.notes.add(noteValue, e.Number, at, l.note)
		t.Duration, t.CalendarDays = l.days, l.calendar
	}
	d.readMilestone(e, t, text)
	if c := d.first(roleDuration); c != nil && text == "" && t.Duration > 0 && t.State.Open() && !d.importing {
		d.notes.add(noteEmpty, e.Number, c.at, "Pas de durée\u00a0: la tâche compte un jour.")
	}
	if at, text := d.text(e, roleMinDuration); text != "" {
		l := d.lengthOf(d.inUnit(d.columns[at], text))
		d.add(e.Number, at, l.problem)
		d.notes.add(noteValue, e.Number, at, l.note)
		t.MinDuration = l.days
	}
}

func (d *decoder) lengthOf(text string) length {
	l, ok := d.cache.durations[text]
	if !ok {
		var err error
		l.days, l.calendar, l.note, err = written.Duration(text)
		l.problem = sentence(err)
		d.cache.durations[text] = l
	}
	return l
}

// sentence gives what an error of a reader says.
func sentence(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
