package dashboardui

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"parvis/internal/access"
	"parvis/internal/activity"
	"parvis/internal/agreement"
	"parvis/internal/dashboard"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/logistics"
	"parvis/internal/notice"
	"parvis/internal/partnership"
	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/internal/retroplan"
	"parvis/internal/slot"
	"parvis/internal/staff"
	"parvis/internal/workcal"
	"parvis/web/ui"
	"parvis/web/urls"
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
	critical := criticalText("tâche critique", "tâches critiques", h.Late, h.Watched.Total-h.Late)
	projects := french.Projects(h.Live)
	switch {
	case h.Live == 0:
		return ""
	case critical == "":
		return "Rien n’est en retard ni critique dans " + projects + "."
	case h.Pressing < h.Live:
		projects = french.Projects(h.Pressing) + " sur " + french.Number(h.Live)
	}
	if h.Late > 0 {
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

// target is when a project takes place, and how far that is: « 13–15 juin 2025 · J-67 ».
func target(p plan.Project, today workcal.Date) string {
	if !p.Dated() {
		return p.DaysText()
	}
	return p.DaysText() + " · " + programme.Countdown(today, p.First, p.Last)
}

// link is an address and what it is called; none without an address.
type link struct{ URL, Label string }

// shares is how many projects to confirm the head is shown: mentions leave them fewer lines.
func shares(h dashboard.Home) int {
	return min(len(h.Awaiting.Shown), dashboard.MaxDecide-min(len(h.Mentions.Shown), 2)-min(h.Offers.Total, 1)-min(h.Sessions.Waiting, 1))
}

// sends tells whether anything on the page is sent: a box, a confirmation, what takes a blocked task back to work.
func sends(h dashboard.Home) bool {
	decides := h.Person.Role == access.Head && len(h.Awaiting.Shown) > 0
	ticks := h.Person.Role != access.Head && slices.ContainsFunc(h.List.Sections, func(s plan.Section) bool { return s.CanTick(true) })
	files := slices.ContainsFunc(h.Filed, func(p logistics.NextThing) bool { return p.Next() != "" })
	return decides || ticks || files || acts(h)
}

// unblocks tells whether a line has the button that takes a blocked task back to work.
func unblocks(list dashboard.Some[dashboard.Alert]) bool {
	return slices.ContainsFunc(list.Shown, func(a dashboard.Alert) bool { return a.State == retroplan.Blocked && a.CanReopen })
}

// allWaiting leads to every project that waits, where some are left out.
func allWaiting(h dashboard.Home) link {
	if h.Awaiting.Total == shares(h) {
		return link{}
	}
	return link{urls.Projects() + "?statut=preparing", "Les " + french.Number(h.Awaiting.Total) + " projets en préparation"}
}

func allWatched(h dashboard.Home) link {
	if h.Watched.More() == 0 {
		return link{}
	}
	return link{urls.Watch(), "Les " + french.Tasks(h.Watched.Total)}
}

// wholeList leads to the list, and says how long it is when a part is left out.
func wholeList(l dashboard.List) link {
	if l.More() > 0 {
		return link{urls.MyList(), "Ma liste, " + french.Tasks(l.Total)}
	}
	return link{urls.MyList(), "Ma liste"}
}

func allOwn(h dashboard.Home) link {
	if h.Own.More() > 0 {
		return link{urls.Projects() + "?mes=oui", "Mes " + french.Projects(h.Own.Total)}
	}
	return link{urls.Projects(), "Tous les projets"}
}

// waitingDays is when a project that waits takes place.
func waitingDays(p plan.Project, today workcal.Date) string {
	if p.First.IsZero() {
		return "sans date"
	}
	return programme.DaysText(p.First, p.Last) + ", " + programme.Countdown(today, p.First, p.Last)
}

// threadOf is where a text that names the reader stands.
func threadOf(n notice.Notice) string {
	switch n.About.Kind {
	case journal.Task:
		return urls.InThread(urls.Task(n.About.ID))
	case journal.Project:
		return urls.InThread(urls.Project(n.About.ID))
	case journal.Event:
		return urls.InThread(urls.Event(n.About.ID))
	case journal.Activity:
		return urls.InThread(urls.Activity(n.About.ID))
	case journal.Slot:
		return urls.InThread(urls.Slot(n.About.ID))
	case journal.Agreement:
		return urls.InThread(urls.Agreement(n.About.ID))
	}
	return urls.Notices()
}

// mentionWords says who names the reader, and where.
func mentionWords(n notice.Notice) string {
	words := french.Subject(n.Lines[0].By) + " vous cite"
	if n.Project != "" {
		words += " · " + n.Project
	}
	return words
}

// alertWords say whose a task is, of which project, and what holds it.
func alertWords(a dashboard.Alert) string {
	words := []string{french.Responsible(a.Responsible), a.Project.Short()}
	if a.State == retroplan.Blocked && a.BlockedBecause != "" {
		because := french.Shorten(a.BlockedBecause, 60)
		if a.Late > 0 { // else the line begins with it
			because = "bloquée\u00a0: " + because
		}
		return strings.Join(append([]string{because}, words...), " · ")
	}
	return strings.Join(append(words, due(a.Row)), " · ")
}

// listWords say of which project a task of the reader's list is, for when, and how far its points have come.
func listWords(r plan.ListRow, part plan.When) string {
	words := []string{r.Project.Short()}
	if text := when(r, part); text != "" {
		words = append(words, text)
	}
	if r.Items > 0 {
		words = append(words, french.ItemsTicked(r.ItemsTicked, r.Items))
	}
	if r.Free {
		words = append(words, french.Responsible(""))
	}
	return strings.Join(words, " · ")
}

// planWords say how a plan stands in a word or two: « 2 en retard », « sans marge », « à jour ».
func planWords(s plan.Summary) string {
	switch {
	case s.Total == 0:
		return "aucune tâche"
	case s.Late > 0:
		return french.Number(s.Late) + "\u00a0en retard"
	case s.Critical > 0:
		return french.Number(s.Critical) + "\u00a0sans marge"
	case s.Blocked > 0:
		return french.Count(s.Blocked, "bloquée", "bloquées")
	}
	return "à jour"
}

func planTone(s plan.Summary) string {
	switch {
	case s.Late > 0:
		return "late"
	case s.Critical > 0:
		return "tight"
	}
	return "fine"
}

// changedWords is what somebody else did, in a sentence that stands without its project.
func changedWords(c journal.Recent) string {
	return c.Sentence(journal.Subject{Kind: journal.Project, ID: c.ProjectID})
}

func since(c journal.Recent, today workcal.Date) string { return ui.When(c.At, today) }

// othersText counts the critical tasks of a panel that stands below that of the late ones.
func othersText(others, late int) string {
	if late == 0 {
		return french.Tasks(others)
	}
	return french.Tasks(others) + ", outre " + french.Agree(late, "celle qui est", "les "+french.Number(late)) + " en retard"
}

// due is the last day of a task: « à finir le ven. 4 avril au plus tard ».
func due(r plan.Row) string {
	if r.Late > 0 {
		return "était à finir le " + r.LatestFinish.FrenchShortIn(r.Year)
	}
	return "à finir le " + r.LatestFinish.FrenchShortIn(r.Year) + " au plus tard"
}

// when says by which day a task of her list is to be done, or was.
func when(r plan.ListRow, part plan.When) string {
	switch {
	case part == plan.WhenLate:
		return "était à finir le " + r.LatestFinish.FrenchShortIn(r.Year)
	case r.PlannedFinish.IsZero():
		return ""
	}
	return "pour le " + r.PlannedFinish.FrenchShortIn(r.Year)
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

// endingWords say with whom an agreement is, and when it ends.
func endingWords(a agreement.Soon, today workcal.Date) string {
	when := "finit le " + a.LastDay.FrenchDayIn(today.Year())
	if a.LastDay == today {
		when = "finit aujourd’hui"
	}
	if a.Organisations == "" {
		return "convention · " + when
	}
	return "convention avec " + french.Shorten(a.Organisations, 80) + " · " + when
}

// endingURL leads to all that is about to end.
func endingURL() string {
	return urls.AgreementsOf(url.Values{"echeance": {"60"}, "tri": {string(agreement.ByEnd)}})
}

// callWords says why somebody is to be called: « Premier appel · Jumelage 2025 ».
func callWords(c partnership.Waiting, today workcal.Date, several bool) string {
	what := "Premier appel"
	if c.Step != "" {
		what = c.Step
	}
	if !c.Day.IsZero() {
		what += ", le " + c.Day.FrenchDayIn(today.Year())
	}
	if several {
		what += " · " + c.Short
	}
	return what
}

// severalProjects tells whether calls are of more than one, which each then names.
func severalProjects(list []partnership.Waiting) bool {
	return slices.ContainsFunc(list, func(c partnership.Waiting) bool { return c.Project != list[0].Project })
}

// listTitle says what the beginning of the intern's list holds.
func listTitle(l dashboard.List) string {
	if l.Shown > 0 && !slices.ContainsFunc(l.Sections, func(s plan.Section) bool { return s.When == plan.WhenThisWeek }) {
		return "En retard et aujourd’hui"
	}
	return "À faire cette semaine"
}

// callURL is the form of the exchange.
func callURL(c partnership.Waiting) string {
	return urls.NewExchange(url.Values{"structure": {strconv.FormatInt(c.Organisation, 10)}, "projet": {strconv.FormatInt(c.Project, 10)}})
}

// offersWords say in how many projects activities wait to be retained.
func offersWords(w activity.Waiting) string {
	return "Dans " + french.Projects(w.Projects) + ", pour le public."
}

// offersURL leads to what is proposed, by project.
func offersURL() string {
	return urls.ActivitiesOf(url.Values{"etat": {string(activity.Proposed)}, "tri": {string(activity.ByProject)}})
}

// sessionsLink leads to all that the reader is given.
func sessionsLink(c staff.Coming) string {
	return french.Agree(c.Total, "Ma feuille de route", "Les "+french.Slots(c.Total))
}

// sessionWords say when and where a slot is held, and what is still to be answered: « ven. 13 juin, 10 h – 11 h · Auditorium · accueil ».
func sessionWords(p staff.Post, today workcal.Date) string {
	words := []string{p.Day.FrenchShortIn(today.Year()) + ", " + p.Hours(), p.Place, p.Need}
	switch {
	case p.Status == slot.Proposed:
		words = append(words, "encore proposée")
	case p.Answer == "" && p.Told.At != nil:
		words = append(words, p.Answer.Label())
	}
	return strings.Join(words, " · ")
}

// filedWords says by when a piece is due, what it holds back, and of which project it is.
func filedWords(p logistics.NextThing, today workcal.Date) string {
	text := p.InProject
	if !p.Due.IsZero() {
		text = "avant le " + p.Due.FrenchDayIn(today.Year()) + " · " + text
	}
	if p.Holds > 0 {
		text += " · bloque " + french.Count(p.Holds, "pièce", "pièces")
	}
	return text
}

// wrongToday says what is wrong with a project that holds slots today; "" for nothing.
func wrongToday(t dashboard.Running) string {
	var said []string
	for _, one := range []struct {
		n         int
		one, many string
	}{{t.Late, "séance en retard", "séances en retard"}, {t.People, "poste à pourvoir", "postes à pourvoir"}, {t.Incidents, "incident ouvert", "incidents ouverts"}, {t.Things, "article qui manque", "articles qui manquent"}} {
		if one.n > 0 {
			said = append(said, french.Count(one.n, one.one, one.many))
		}
	}
	return strings.Join(said, ", ")
}

// slotsToday says how much of its day is still to come.
func slotsToday(t dashboard.Running) string {
	if t.Coming == 0 {
		return french.Slots(t.Slots) + ", toutes terminées"
	}
	return french.Slots(t.Slots) + ", dont " + french.Number(t.Coming) + " en cours ou à venir"
}
