package plansheet

import (
	"strconv"
	"strings"

	"parvis/internal/exchange/intake"
	"parvis/internal/french"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// The questions about durations, by their names.
const (
	AskDuration = "duree"       // of the tasks that say none
	AskByDates  = "duree_dates" // of those that have a planned start and finish
)

// byDates is the answer that takes the worked days between the dates of each task.
const byDates = "selon leurs dates"

// askDurations has the tasks wait that say no duration, until one answer serves them all. What is done
// or dropped may do without.
func (d *decoder) askDurations() {
	plain := intake.Ask{Name: AskDuration, Label: "Durée des tâches qui n’en disent pas", Hint: "Par exemple 1 j, 2 sem ou 10 jc (jours calendaires), ou 0 pour des jalons.", Proposal: "1 j"}
	dated := intake.Ask{Name: AskByDates, Label: "Durée des tâches qui ont un début et une fin", Hint: french.Capital(byDates) + "\u00a0: les jours ouvrés de l’un à l’autre sont comptés.", Proposal: byDates}
	at := -1
	if c := d.first(roleDuration); c != nil {
		at = c.at
	}
	var byPlain, byDated []lacking
	for i := range d.entries {
		e := &d.entries[i]
		if e.heading || !d.lacksDuration(e, at) {
			continue
		}
		one := lacking{e: e, task: &d.sheet.Tasks[e.task], at: at, days: d.workedDays(e)}
		switch {
		case !one.task.State.Open():
			closed := "déjà faite"
			if one.task.State == retroplan.Dropped {
				closed = "abandonnée"
			}
			d.report.remark(e.Number, at, intake.Remark{Text: "Pas de durée\u00a0: la tâche, " + closed + ", compte un jour."})
		case one.days > 0:
			byDated, dated.Rows = append(byDated, one), append(dated.Rows, e.Number)
		default:
			byPlain, plain.Rows = append(byPlain, one), append(plain.Rows, e.Number)
		}
	}
	d.ask(plain, byPlain)
	d.ask(dated, byDated)
}

// lacking is a task that says no duration.
type lacking struct {
	e    *entry
	task *retroplan.Task
	at   int // the column of durations, -1 for none
	days int // the worked days from its planned start to its finish; 0 when it has not both
}

// lacksDuration reports whether a row says nothing of how long it takes, not even in a cell whose formula
// fails, nor that it is a milestone.
func (d *decoder) lacksDuration(e *entry, at int) bool {
	if d.sheet.Tasks[e.task].Duration == 0 {
		return false
	}
	if at < 0 {
		return true
	}
	_, text := d.text(e, roleDuration)
	return text == "" && d.source.Fault(e.Number, at+1) == "" && d.cellAt(e.Number, at) == e.cell(at)
}

// workedDays counts the worked days from the planned start of a row to the day on which it is to be
// finished; 0 when it has not both.
func (d *decoder) workedDays(e *entry) int {
	w := d.wishes[e.task]
	finish := w.finish
	if finish.IsZero() {
		finish = d.dueDay(&d.sheet.Tasks[e.task])
	}
	if w.start.IsZero() || finish.IsZero() || finish < w.start {
		return 0
	}
	return d.calendar().Worked(w.start, finish)
}

// calendar counts the days of the service.
func (d *decoder) calendar() *workcal.Calendar {
	if d.options.Calendar == nil {
		d.options.Calendar = workcal.NewCalendar(workcal.Config{Week: workcal.MondayToFriday})
	}
	return d.options.Calendar
}

// dueDay gives the day for which a task is to be done, of its offset where it has no day; 0 when it has
// neither.
func (d *decoder) dueDay(t *retroplan.Task) workcal.Date {
	if !t.Deadline.IsZero() || t.Offset.IsZero() || d.options.Event.First.IsZero() {
		return t.Deadline
	}
	day, known := d.cache.offsets[t.Offset]
	if !known {
		plan := retroplan.Plan{Anchor: d.options.Event, Calendar: d.calendar(), Tasks: []retroplan.Task{{ID: 1, Offset: t.Offset}}}
		if result, err := retroplan.Schedule(plan, d.options.Event.First); err == nil {
			day = result.Rows[0].LatestFinish
		}
		d.cache.offsets[t.Offset] = day
	}
	return day
}

// ask puts a question to the person, or takes the answer.
func (d *decoder) ask(a intake.Ask, all []lacking) {
	if len(all) == 0 {
		return
	}
	a.Answer = strings.TrimSpace(d.options.Choices.Answers[a.Name])
	length := length{}
	takeDates := a.Name == AskByDates && french.Fold(a.Answer) == byDates
	if a.Answer != "" && !takeDates {
		length = d.lengthOf(a.Answer)
		a.Problem = length.problem
	}
	for _, one := range all {
		switch {
		case a.Answer == "" || a.Problem != "":
			d.waitForDuration(one)
			continue
		case takeDates:
			one.task.Duration = one.days
		default:
			one.task.Duration, one.task.CalendarDays = length.days, length.calendar
		}
		d.report.remark(one.e.Number, one.at, intake.Remark{Text: "Pas de durée\u00a0: la tâche compte " + lengthText(one.task) + ", comme vous l’avez choisi."})
	}
	d.report.asks = append(d.report.asks, a)
}

// waitForDuration says that a row has no duration, and which one its dates would give.
func (d *decoder) waitForDuration(one lacking) {
	if one.days == 0 {
		d.report.wait(one.e.Number, one.at, "Pas de durée\u00a0: donnez-la, ou répondez à la question qui vaut pour toutes les tâches sans durée.", "")
		return
	}
	d.report.wait(one.e.Number, one.at, "Pas de durée\u00a0: du début à la fin prévus, il y a "+french.WorkingDays(one.days)+".", strconv.Itoa(one.days)+"\u00a0j")
}

func lengthText(t *retroplan.Task) string {
	switch {
	case t.Duration == 0:
		return "comme un jalon"
	case t.CalendarDays:
		return french.Days(t.Duration)
	}
	return french.WorkingDays(t.Duration)
}
