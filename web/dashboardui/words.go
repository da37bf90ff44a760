package dashboardui

import (
	"strings"

	"parvis/internal/dashboard"
	"parvis/internal/french"
	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// firstName is what somebody is greeted by.
func firstName(name string) string {
	first, _, _ := strings.Cut(name, " ")
	return first
}

// lead sums the morning up in a sentence or two: what presses, then what comes next.
func lead(h dashboard.Home) string {
	var parts []string
	if s := pressing(h); s != "" {
		parts = append(parts, s)
	}
	if s := nextEvent(h); s != "" {
		parts = append(parts, s)
	}
	return strings.Join(parts, " ")
}

func pressing(h dashboard.Home) string {
	critical := criticalText("tâche critique", "tâches critiques", h.Late.Total, h.Critical.Total)
	projects := french.Projects(h.Live)
	switch {
	case h.Live == 0:
		return ""
	case critical == "":
		return "Rien n’est en retard ni critique dans " + projects + "."
	case h.Pressing < h.Live:
		projects = french.Projects(h.Pressing) + " sur " + french.Number(h.Live)
	}
	if h.Late.Total > 0 {
		critical += ","
	}
	return sentence(critical, "dans", projects)
}

// criticalText counts the critical tasks, the late ones included, as every page does: « 8 tâches
// critiques, dont 2 en retard ». Empty when there is none.
func criticalText(one, many string, late, others int) string {
	if late+others == 0 {
		return ""
	}
	return french.WithLate(french.Count(late+others, one, many), late+others, late)
}

func sentence(parts ...string) string { return french.Sentence(strings.Join(parts, " ")) }

func nextEvent(h dashboard.Home) string {
	if len(h.Events.Shown) == 0 {
		return ""
	}
	e := h.Events.Shown[0]
	switch n := e.First.Sub(h.Today); {
	case n > 1:
		return sentence("Prochain événement\u00a0:", e.Name+",", "dans "+french.Days(n))
	case n == 1:
		return sentence("Demain\u00a0:", e.Name)
	}
	return sentence("En ce moment\u00a0:", e.Name)
}

// ownLead opens the page of somebody whose own list comes first.
func ownLead(h dashboard.Home) string {
	if h.List.Total == 0 {
		return "Aucune tâche ne vous attend."
	}
	return sentence(french.TasksToDo(h.List.Total, h.List.Late))
}

// target is when a project takes place, and how far that is: « 13–15 juin 2025 · J-67 ».
func target(p plan.Project, today workcal.Date) string {
	if !p.Dated() {
		return p.DaysText()
	}
	return p.DaysText() + " · " + programme.Countdown(today, p.First, p.Last)
}

// othersText counts the critical tasks of a panel that stands below that of the late ones.
func othersText(others, late int) string {
	if late == 0 {
		return french.Tasks(others)
	}
	return french.Tasks(others) + ", outre " + french.Agree(late, "celle qui est", "les "+french.Number(late)) + " en retard"
}

// pressingTasks counts what presses in a plan: « 5 critiques, dont 3 en retard, 1 bloquée ».
func pressingTasks(s plan.Summary) string {
	var parts []string
	if critical := criticalText("critique", "critiques", s.Late, s.Critical-s.Late); critical != "" {
		parts = append(parts, critical)
	}
	if s.Blocked > 0 {
		parts = append(parts, french.Count(s.Blocked, "bloquée", "bloquées"))
	}
	return strings.Join(parts, ", ")
}

// due is the last day of a task and why: « à finir le ven. 4 avril au plus tard : J-70 ».
func due(r plan.Row) string {
	words := "à finir le " + r.LatestFinish.FrenchShortIn(r.Year) + " au plus tard"
	if r.Late > 0 {
		words = "était à finir le " + r.LatestFinish.FrenchShortIn(r.Year)
	}
	return words + "\u00a0: " + r.Reason.Label()
}

// when says by which day a task of her list is to be done, or was.
func when(r plan.ListRow, part plan.When) string {
	switch {
	case part == plan.WhenLate:
		return "était à finir le " + r.LatestFinish.FrenchShortIn(r.Year)
	case r.PlannedFinish.IsZero():
		return ""
	}
	return "pour le " + r.PlannedFinish.FrenchShortIn(r.Year) + " · " + r.J
}

func more(n int, one, many string) string {
	return "Voir " + french.Count(n, one, many) + " de plus"
}

func days(e dashboard.Event) string { return workcal.FrenchRange(e.First, e.Last) }

// alertClass marks a task for its border; the words beside it say the same.
func alertClass(a dashboard.Alert) string {
	switch {
	case a.Late > 0:
		return "is-late"
	case a.State == retroplan.Blocked:
		return "is-blocked"
	}
	return "is-critical"
}
