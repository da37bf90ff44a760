package planui

import (
	"strconv"
	"strings"

	"parvis/internal/french"
	"parvis/internal/plan"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
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
	case r.Slack == 0:
		return "sans marge"
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
func rowClass(r plan.Row) string {
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

// tickURL ticks what is not done and unticks what is.
func tickURL(r plan.Row) string {
	if r.State == retroplan.Done {
		return urls.TaskUntick(r.ID)
	}
	return urls.TaskTick(r.ID)
}

func itemURL(i plan.Item) string {
	if i.Ticked() {
		return urls.ItemUntick(i.TaskID, i.ID)
	}
	return urls.ItemTick(i.TaskID, i.ID)
}

func orDash(s string) string {
	if s == "" {
		return "—"
	}
	return s
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
	return orDash(strings.Join(parts, ", "))
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
