package planui

import (
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"parvis/internal/french"
	"parvis/internal/partner"
	"parvis/internal/plan"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
	"parvis/web/ui"
	"parvis/web/urls"
)

// days writes the planned days of a task: "ven. 13 juin", or "lun. 7 au ven. 11 avril".
func days(r plan.Row) string { return daysIn(r.PlannedStart, r.PlannedFinish, r.Year) }

// daysIn writes a period for somebody who is in a year; what is in another one is written with it.
func daysIn(from, to workcal.Date, year int) string {
	end := to.FrenchShortIn(year)
	switch {
	case from == to || from.IsZero():
		return end
	case from.Year() != to.Year():
		return from.FrenchShortIn(year) + " au " + end
	case from.Month() != to.Month():
		return from.FrenchShort() + " au " + end
	}
	start, _, _ := strings.Cut(from.FrenchShort(), " "+workcal.FrenchMonth(from.Month()))
	return start + " au " + end
}

// slackText says how much room a task has left.
func slackText(r plan.Row) string {
	switch {
	case !r.State.Open() || r.LatestFinish.IsZero():
		return ""
	case r.Slack < 0:
		return "manque " + french.ShortDays(-r.Slack)
	case r.Critical:
		return "sans marge"
	case r.Slack == 0: // after the event, nothing waits for it: lists do not count it among those without slack
		return ""
	}
	return "marge " + french.ShortDays(r.Slack)
}

// slackDays says the same on a task's own page, where a label stands before it.
func slackDays(r plan.Row) string {
	switch {
	case !r.State.Open() || r.LatestFinish.IsZero():
		return ""
	case r.Slack < 0:
		return "il manque " + french.WorkingDays(-r.Slack)
	case r.Slack == 0:
		return "aucune"
	}
	return french.WorkingDays(r.Slack)
}

// rowClass marks a row's state for its border; the words beside it say the same.
func rowClass(r *plan.Row) string {
	switch {
	case r.State == retroplan.Done:
		return "is-done"
	case r.State == retroplan.Dropped:
		return "is-dropped"
	case r.Late > 0:
		return "is-late"
	case r.State == retroplan.Blocked:
		return "is-blocked"
	case r.Critical:
		return "is-critical"
	}
	return ""
}

// sign is a tone and a word about a task.
type sign struct{ tone, text string }

// signs are the words a row carries about its state, the most pressing first.
func signs(r plan.Row) []sign {
	var out []sign
	add := func(tone, text string) { out = append(out, sign{tone, text}) }
	switch {
	case r.State == retroplan.Done:
		add("good", "faite")
	case r.State == retroplan.Dropped:
		add("muted", "abandonnée")
	default:
		if r.Late > 0 {
			add("bad", french.LateBy(r.Late))
		} else if r.Critical {
			add("warn", "critique")
		}
		if r.State == retroplan.InProgress {
			add("", "en cours")
		}
		if r.State == retroplan.Blocked {
			add("bad", "bloquée")
		}
	}
	if r.Statutory {
		add("", "obligation légale")
	}
	if r.Optional {
		add("muted", "facultative")
	}
	return out
}

// paperSigns are the signs that a printed row needs: its box already says that it is done.
func paperSigns(r plan.Row) []sign {
	if r.State == retroplan.Done {
		return signs(r)[1:]
	}
	return signs(r)
}

// dueText says by when and why: « au plus tard le 23 mai : J-21 ». After the event, what has no due
// date and holds nobody back is due « dès que possible ». Without a date of its project it says nothing.
func dueText(r plan.Row) string {
	switch {
	case r.PlannedFinish.IsZero():
		return ""
	case r.LatestFinish.IsZero():
		return r.Reason.Label()
	}
	return "au plus tard le " + r.LatestFinish.FrenchShortIn(r.Year) + "\u00a0: " + r.Reason.Label()
}

func id(n int64) string { return strconv.FormatInt(n, 10) }

// planLead says what a plan's list is.
func planLead(v plan.View) string {
	if !v.Project.Dated() {
		return "Le projet n’a pas encore de date\u00a0: ses tâches sont dans leur ordre, avec leurs délais et leurs durées. Elles auront leurs dates dès qu’il aura la sienne."
	}
	return "Chaque date se déduit du jour de l’événement\u00a0: déplacez-le, tout suit. Cochez ce qui est fait, la suite se recalcule."
}

// nothingToDraw says why there is no chart.
func nothingToDraw(v plan.View) string {
	if !v.Project.Dated() {
		return "Le diagramme range les tâches sur une ligne de temps\u00a0: il faut d’abord que le projet ait une date."
	}
	return "Le diagramme montrera chaque tâche du rétroplanning sur une ligne de temps."
}

// countdown says how far the day J is: « dans 67 jours (J-67) ».
func countdown(v plan.View) string {
	n := v.Project.First.Sub(v.Today)
	switch {
	case !v.Project.Dated():
		return "ses tâches n’ont que des délais et des durées"
	case n > 1:
		return "dans " + french.Days(n) + " (J-" + strconv.Itoa(n) + ")"
	case n == 1:
		return "demain (J-1)"
	case v.Today <= v.Project.Last:
		return "c’est maintenant"
	}
	after := v.Today.Sub(v.Project.Last)
	return "passé depuis " + french.Days(after) + " (E+" + strconv.Itoa(after) + ")"
}

// stateText is a task's state in one phrase, lateness included.
func stateText(r plan.Row) string {
	switch {
	case r.State == retroplan.Done:
		return "faite le " + r.ActualFinish.FrenchShortIn(r.Year)
	case r.State == retroplan.Dropped:
		return "abandonnée"
	}
	text := r.State.French()
	if r.Late > 0 {
		return text + ", " + french.LateBy(r.Late)
	}
	if r.Critical {
		return text + ", critique"
	}
	return text
}

// linksText writes predecessors by number and lag: « 3, 5 + 2 j ».
func linksText(links []plan.Link) string {
	parts := make([]string, len(links))
	for i, l := range links {
		parts[i] = strconv.Itoa(l.Number)
		switch {
		case l.Lag > 0:
			parts[i] += "\u00a0+\u00a0" + french.ShortDays(l.Lag)
		case l.Lag < 0:
			parts[i] += "\u00a0−\u00a0" + french.ShortDays(-l.Lag)
		}
	}
	return ui.OrDash(strings.Join(parts, ", "))
}

func boxWord(ticked, dropped bool) string {
	switch {
	case ticked:
		return "fait"
	case dropped:
		return "abandonné"
	}
	return "à faire"
}

// The cells of a task in the list of a plan.

func tickName(r *plan.Row) string {
	if r.State == retroplan.Done {
		return untickTask
	}
	return tickTask
}

// tickButton is the box of a task that is ticked where it stands.
func tickButton(r *plan.Row) ui.Strings {
	pressed := strconv.FormatBool(r.State == retroplan.Done)
	return ui.Strings{`<button type="submit" name="`, tickName(r), `" value="`, id(r.ID), `" aria-pressed="`, pressed,
		`" aria-labelledby="f `, Anchor(r.ID), `">`, boxText(r), `</button>`}
}

// titleCell is the heading of a task's row: its title, which leads to the task, and what stands small beside it.
func titleCell(r *plan.Row) ui.Strings {
	cell := ui.Strings{`<th scope="row" id="`, Anchor(r.ID), `">`, "", `<a href="`, urls.Task(r.ID), `">`, templ.EscapeString(r.Title), `</a>`}
	if r.Milestone() {
		cell[3] = `<span class="diamond"></span> `
	}
	if small := besideTitle(r); small != "" {
		cell = append(cell, ` <small>`, templ.EscapeString(small), `</small>`)
	}
	return append(cell, `</th>`)
}

// chooseBox is the box that chooses a task among several.
func chooseBox(r *plan.Row) ui.Strings {
	return ui.Strings{`<input type="checkbox" name="t[]" value="`, id(r.ID), `" aria-labelledby="c `, Anchor(r.ID), `">`}
}

// boxText is the box of a task in letters, for whoever reads without the style sheet that draws it.
func boxText(r *plan.Row) string {
	switch r.State {
	case retroplan.Done:
		return "✓"
	case retroplan.Dropped:
		return "–"
	}
	return "☐"
}

// besideTitle is what stands small beside a title.
func besideTitle(r *plan.Row) string {
	var words []string
	if r.Items > 0 {
		words = append(words, strconv.Itoa(r.ItemsTicked)+"/"+strconv.Itoa(r.Items))
	}
	if r.Statutory {
		words = append(words, "légale")
	}
	if r.Optional {
		words = append(words, "facultative")
	}
	if r.Internal {
		words = append(words, "interne")
	}
	if r.State == retroplan.Blocked && r.BlockedBecause != "" {
		words = append(words, french.Shorten(r.BlockedBecause, 48))
	}
	return strings.Join(words, " · ")
}

// durationCell is « 5 j », « 21 j cal. » or « jalon », and the effort where it is known: « 5 j (2,5 j) ».
func durationCell(r *plan.Row) string {
	text := "jalon"
	if !r.Milestone() {
		text = french.ShortDays(r.Duration)
	}
	if r.CalendarDays && !r.Milestone() {
		text += "\u00a0cal."
	}
	if r.Effort.Known() {
		text += " (" + r.Effort.String() + "\u00a0j" + ")"
	}
	return text
}

// datesCell is the planned days without their weekdays: « 10 → 14 avril », « 27 mars → 7 avril ».
func datesCell(r *plan.Row) string {
	from, to := r.PlannedStart, r.PlannedFinish
	if to.IsZero() {
		return ""
	}
	text := shortDay(to, r.Year)
	if from != to && !from.IsZero() {
		start := shortDay(from, r.Year)
		if from.Year() == to.Year() && from.Month() == to.Month() {
			start, _, _ = strings.Cut(start, "\u00a0")
		}
		text = start + " → " + text
	}
	return text + pinned(r)
}

// pinned says after a task's dates that somebody decided one of them, and the plan did not.
func pinned(r *plan.Row) string {
	if !r.State.Open() || r.PinnedStart.IsZero() && r.PinnedFinish.IsZero() { // what is done has the days it took
		return ""
	}
	return ", fixé"
}

// datesTyped is the planned days of a row in edition.
func datesTyped(r plan.Row) string {
	text := arrow(r.PlannedStart, r.PlannedFinish, r.Year)
	if text == "" {
		return ""
	}
	return text + pinned(&r)
}

// shortDay is a day in a narrow column: « 14 avril », « 6 déc. 2024 » for somebody in another year.
func shortDay(d workcal.Date, year int) string {
	day := strconv.Itoa(d.Day())
	if d.Day() == 1 {
		day = "1er"
	}
	day += "\u00a0" + shortMonths[d.Month()]
	if d.Year() != year {
		day += "\u00a0" + strconv.Itoa(d.Year())
	}
	return day
}

// stateWords say how an open task stands, the most pressing first, or that it is no more to be done.
func stateWords(r *plan.Row) []sign {
	switch r.State {
	case retroplan.Done:
		return []sign{{"", "faite"}}
	case retroplan.Dropped:
		return []sign{{"", "abandonnée"}}
	}
	var out []sign
	switch {
	case r.Late > 0:
		out = append(out, sign{"late", french.ShortDays(r.Late) + " de retard"})
	case r.PlannedFinish.IsZero():
	case r.LatestFinish.IsZero():
		out = append(out, sign{"", r.Reason.Label()})
	case r.Critical:
		out = append(out, sign{"tight", "sans marge"})
	case r.Slack <= 0: // after the event: see slackText
	default:
		out = append(out, sign{"", french.ShortDays(r.Slack) + " de marge"})
	}
	if r.State == retroplan.InProgress {
		out = append(out, sign{"", "en cours"})
	}
	if r.State == retroplan.Blocked {
		out = append(out, sign{"late", "bloquée"})
	}
	return out
}

// fromText names the exchange whose next step something is: « un appel du 3 avril avec le Phare ».
func fromText(x partner.Interaction, year int) string {
	text := x.Channel.Label()
	if x.MonthOnly {
		text += " de " + x.DayText()
	} else {
		text += " du " + x.Day.FrenchDayIn(year)
	}
	if name := x.Subject().Name; name != "" {
		text += " avec " + name
	}
	return text
}
