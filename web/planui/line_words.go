package planui

import (
	"context"
	"io"
	"strings"

	"github.com/a-h/templ"

	"parvis/internal/french"
	"parvis/internal/plan"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// said is a part of a sentence: "strong", "late" and "tight" stand out, "" does not.
type said struct{ tone, text string }

// saying draws sentences. A template would put spaces between their parts, before commas too.
func saying(parts []said) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		var b strings.Builder
		for _, s := range parts {
			text := templ.EscapeString(s.text)
			switch s.tone {
			case "":
				b.WriteString(text)
			case "strong":
				b.WriteString("<strong>" + text + "</strong>")
			default:
				b.WriteString(`<strong class="` + s.tone + `">` + text + "</strong>")
			}
		}
		_, err := io.WriteString(w, b.String())
		return err
	})
}

// says tells what is typed in a row comes to: which day it is, the dates that follow, and what that costs.
func (p linePage) says() []said {
	if p.Effect == nil {
		return nil
	}
	e := *p.Effect
	words := dueSays(e, p.Project)
	if e.Row.State.Open() && p.Project.Dated() {
		words = append(words, costSays(e.Row, p.Today)...)
	}
	if e.Moves() && !e.Row.PlannedFinish.IsZero() {
		words = append(words, said{"", "Ses dates\u00a0: "}, said{"strong", arrow(e.Row.PlannedStart, e.Row.PlannedFinish, e.Row.Year)}, said{"", insteadOf(e) + ". "})
	}
	for _, c := range e.Row.Conflicts {
		words = append(words, said{"late", c.Sentence() + " "})
	}
	return append(words, said{"", followsText(e)})
}

// dueSays tells which day the task's own due date is.
func dueSays(e plan.Effect, project plan.Project) []said {
	row := e.Row
	typed := row.DueText(row.Year)
	switch {
	case !row.State.Open():
		return []said{{"", "La tâche est " + row.State.French() + "\u00a0: ses dates ne bougent plus. "}}
	case typed == "" && row.LatestFinish.IsZero():
		return nil
	case typed == "":
		return []said{{"", "Au plus tard "}, {"strong", row.LatestFinish.French()}, {"", place(row.LatestFinish, project) + ", " + row.Reason.Label() + ". "}}
	case !project.Dated() && row.Offset.IsZero():
		return []said{{"", "À faire pour le "}, {"strong", row.Deadline.French()}, {"", ". "}}
	case !project.Dated():
		return []said{{"", "Le projet n’a pas encore de date\u00a0: "}, {"strong", typed}, {"", " donnera un jour dès qu’il en aura une. "}}
	}
	own := e.Own
	day := said{"strong", own.Date.French()}
	if own.Kind == retroplan.ReasonEve { // a day of the event itself: the conflict says what to write instead
		return []said{{"", "Elle doit être finie "}, day, {"", place(own.Date, project) + ", " + own.Label() + ". "}}
	}
	asked, falls, rolled := strings.Cut(own.Label(), " tombe ")
	if own.Kind == retroplan.ReasonDeadline {
		asked = row.Deadline.FrenchDayIn(row.Year)
	}
	then := "\u00a0: "
	if rolled {
		if then = " tombe " + falls + "\u00a0: ce sera "; strings.HasPrefix(falls, "un ") {
			then = " est " + falls + "\u00a0: ce sera "
		}
	}
	where := place(own.Date, project)
	if where == ", "+asked {
		where = ""
	}
	return []said{{"strong", asked}, {"", then}, day, {"", where + ". "}}
}

// place is where a day stands beside the event, after a comma.
func place(d workcal.Date, p plan.Project) string {
	if j := plan.PlaceOf(d, p.First, p.Last); j != "" {
		return ", " + j
	}
	return ""
}

// costSays tells how much room the task has, or how late it is and why.
func costSays(r plan.Row, today workcal.Date) []said {
	switch {
	case r.Late > 0:
		return []said{{"late", french.Days(r.Late) + " de retard"}, {"", "\u00a0: " + lateBecause(r, today) + ". "}}
	case r.Critical:
		return []said{{"tight", "Sans marge"}, {"", ". "}}
	case r.LatestFinish.IsZero():
		return nil
	}
	return []said{{"", french.Days(r.Slack) + " de marge. "}}
}

// lateBecause tells how the task comes to its end: « 6 jours depuis aujourd’hui mènent au 14 avril ».
func lateBecause(r plan.Row, today workcal.Date) string {
	end := r.EarliestFinish.FrenchDayIn(r.Year)
	switch {
	case r.Milestone():
		return "le jalon ne peut pas venir avant le " + end
	case r.State == retroplan.InProgress || !r.ActualStart.IsZero():
		return "elle finit au plus tôt le " + end
	}
	since := "depuis aujourd’hui"
	if r.EarliestStart != today {
		since = "à partir du " + r.EarliestStart.FrenchDayIn(r.Year)
	}
	return french.Days(r.Duration) + " " + since + french.Agree(r.Duration, " mène", " mènent") + " au " + end
}

// insteadOf says which days a task had.
func insteadOf(e plan.Effect) string {
	if e.Was[1].IsZero() {
		return ""
	}
	return ", au lieu de " + arrow(e.Was[0], e.Was[1], e.Row.Year)
}

// arrow writes planned days in little room: « 7 → 14 avril », « 27 mars → 7 avril », « 14 avril ».
func arrow(from, to workcal.Date, year int) string {
	end := to.FrenchDayIn(year)
	switch {
	case from == to || from.IsZero():
		return end
	case from.Year() != to.Year():
		return from.FrenchDayIn(year) + " → " + end
	case from.Month() != to.Month():
		return from.FrenchDayIn(from.Year()) + " → " + end
	}
	start, _, _ := strings.Cut(from.FrenchDayIn(from.Year()), " ")
	return start + " → " + end
}

// mostNamed is how many tasks a sentence names.
const mostNamed = 3

// followsText tells what follows for the plan, in the words that the act is told in once it is done; what concerns the task
// alone was said before.
func followsText(e plan.Effect) string {
	var parts []string
	for _, told := range e.Consequences.Told() {
		own := func(t plan.Touching) bool { return t.ID == e.Row.ID }
		if len(told.Tasks) == 1 && own(told.Tasks[0]) || len(told.Tasks) == 0 && e.Consequences.Moved == 1 && e.Moves() {
			continue
		}
		text := told.Text
		if len(told.Tasks) > 0 {
			text += "\u00a0: " + touched(told.Tasks)
		}
		parts = append(parts, text+".")
	}
	return strings.Join(parts, " ")
}

// touched names the first tasks of a list, with how late they become.
func touched(list []plan.Touching) string {
	names := make([]string, 0, len(list))
	for _, t := range list {
		name := french.Quote(t.Title)
		if t.Late > 0 {
			name += " (" + french.Days(t.Late) + ")"
		}
		names = append(names, name)
	}
	return french.AndOthers(names, mostNamed)
}

// savedText tells that a row is kept, and its dates; what follows for the plan is told with it, as after any act.
func savedText(v plan.LineView, e plan.Effect) string {
	text := french.Quote(e.Row.Title)
	if e.Row.State != v.Row.State {
		text += ", " + e.Row.State.French()
	}
	if e.Moves() && !e.Row.PlannedFinish.IsZero() {
		text += "\u00a0: " + arrow(e.Row.PlannedStart, e.Row.PlannedFinish, e.Row.Year) + insteadOf(e) + "."
	} else {
		text += ". Ses dates ne changent pas."
	}
	return "Tâche enregistrée\u00a0: " + text
}
