package plansheet

import (
	"slices"
	"strconv"
	"strings"

	"parvis/internal/exchange/intake"
	"parvis/internal/french"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

// wishes are the days that people planned, which an import keeps beside the plan.
type wishes struct{ start, finish workcal.Date }

// readWishes reads the planned dates of a row. One that cannot be read is left out, and said.
func (d *decoder) readWishes(e *entry, t *retroplan.Task) {
	if !d.importing {
		return
	}
	var w wishes
	for _, c := range d.columns {
		switch c.kept {
		case keptStart:
			w.start = d.readWish(e, c)
		case keptFinish:
			w.finish = d.readWish(e, c)
		}
	}
	d.wishes = append(d.wishes, w)
}

// tellWishes says which columns are kept as wishes.
func (d *decoder) tellWishes() {
	var names []string
	for _, c := range d.columns {
		if (c.kept == keptStart || c.kept == keptFinish) && c.filled > 0 {
			names = append(names, c.name())
		}
	}
	d.tellColumns(names, "dit des dates prévues\u00a0: elles sont gardées comme des souhaits, et le plan calcule les siennes.",
		"disent des dates prévues\u00a0: elles sont gardées comme des souhaits, et le plan calcule les siennes.")
}

func (d *decoder) readWish(e *entry, c *column) workcal.Date {
	text := e.cell(c.at)
	if text == "" || isDash(text) || d.standsForNothing(e, c.at, text) {
		return 0
	}
	read := d.dayOf(text)
	if read.problem != "" {
		d.report.remark(e.Number, c.at, intake.Remark{Text: "Cette date prévue n’est pas gardée. " + read.problem, Proposal: d.likely(text)})
		return 0
	}
	d.notes.add(noteValue, e.Number, c.at, read.note)
	return read.date
}

// doubtWishes has a row wait that ends before it starts, whichever of its dates say so.
func (d *decoder) doubtWishes(e *entry, t *retroplan.Task) {
	if !d.importing {
		return
	}
	w := d.wishes[len(d.wishes)-1]
	for _, pair := range []struct {
		start, finish workcal.Date
		is            func(*column) bool
	}{
		{w.start, t.Deadline, func(c *column) bool { return c.role == roleDue }},
		{w.start, w.finish, func(c *column) bool { return c.kept == keptFinish }},
		{t.PinnedStart, t.PinnedFinish, func(c *column) bool { return c.role == rolePinnedFinish }},
		{t.Start, t.Finish, func(c *column) bool { return c.role == roleActualFinish }},
	} {
		if pair.start.IsZero() || pair.finish.IsZero() || pair.start <= pair.finish {
			continue
		}
		at := slices.IndexFunc(d.columns, func(c *column) bool { return pair.is(c) && e.cell(c.at) != "" })
		d.report.wait(e.Number, at, "La fin, le "+pair.finish.FrenchDay()+", précède le début, le "+pair.start.FrenchDay()+"\u00a0: corrigez l’une ou l’autre.", "")
	}
	if is, _ := d.isTheEvent(e); is {
		d.report.wait(e.Number, -1, "Cette ligne semble être l’événement lui-même, mais elle n’en dit pas les jours\u00a0: corrigez-les, donnez-lui un autre nom, ou laissez-la de côté.", "")
	}
}

// saysEvent reports whether a row is called by what people call the event's own days, and nothing else.
func saysEvent(e *entry) bool {
	name := e.title
	if name == "" {
		name = e.id
	} else if e.id != "" && !e.unnamed {
		return false
	}
	switch french.Fold(name) {
	case "jour j", "le jour j", "jours j", "evenement", "l'evenement":
		return true
	}
	return false
}

// isTheEvent reports whether a row is the event itself: it says so, and days and nothing more. agrees tells
// that they are the event's own.
func (d *decoder) isTheEvent(e *entry) (is, agrees bool) {
	if !d.importing || !saysEvent(e) || d.options.Event.First.IsZero() { // Decode has such a row a task
		return false, false
	}
	last := max(d.options.Event.First, d.options.Event.Last)
	days := 0
	agrees = true
	for _, c := range d.columns {
		text := e.cell(c.at)
		if text == "" || isDash(text) || c.role >= roleUnused || c.role == roleTitle || c.role == roleOtherTitle || c.role == roleID {
			continue
		}
		if !c.role.isDate() && c.role != rolePlanned && c.role != roleDue {
			return false, false
		}
		day, _, err := written.Date(text, d.options.Event.First)
		agrees = agrees && err == nil && day >= d.options.Event.First && day <= last
		days++
	}
	return days > 0, days > 0 && agrees
}

// saysItsDays reports whether a row is the event itself, with its days.
func (d *decoder) saysItsDays(e *entry) bool {
	_, agrees := d.isTheEvent(e)
	return agrees
}

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
		}
	}
	return one
}

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
			d.report.remark(e.Number, at, intake.Remark{Text: "Pas de durée\u00a0: la tâche compte un jour, qui ne change plus rien."})
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
		finish = d.sheet.Tasks[e.task].Deadline
	}
	if w.start.IsZero() || finish < w.start {
		return 0
	}
	calendar := d.options.Calendar
	if calendar == nil {
		calendar = workcal.NewCalendar(workcal.Config{Week: workcal.MondayToFriday})
	}
	return calendar.Worked(w.start, finish)
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
