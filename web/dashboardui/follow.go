package dashboardui

import (
	"net/url"
	"strconv"

	"parvis/internal/access"
	"parvis/internal/attendance"
	"parvis/internal/dashboard"
	"parvis/internal/french"
	"parvis/internal/logistics"
	"parvis/internal/plan"
	"parvis/internal/response"
	"parvis/internal/workcal"
	"parvis/web/urls"
)

// followedLine is one line of what somebody follows: what a room says, and its act; or a blocked task.
type followedLine struct {
	Alert      *dashboard.Alert
	Title, URL string
	Late       string // said first, in the colour of what is late
	Words      string
	Act        link
}

// followed puts together what the rooms say, the most pressing first: what is late, what is soon forgotten, what somebody waits for, what comes.
func followed(h dashboard.Home) (list []followedLine) {
	for _, d := range h.Due.Shown {
		if d.Late > 0 {
			list = append(list, dueLine(d, h.Today))
		}
	}
	for _, u := range h.ToCount {
		list = append(list, uncountedLine(u))
	}
	for i := range h.Blocked.Shown {
		a := &h.Blocked.Shown[i]
		if h.Person.Role == access.Head {
			list = append(list, followedLine{Alert: a})
		} else { // there is no room for what may be done: her task's page has it
			list = append(list, followedLine{Title: a.Title, URL: urls.Task(a.ID), Late: "bloquée", Words: a.Project.Short() + " · " + french.Responsible(a.Responsible)})
		}
	}
	for _, g := range h.Gathering {
		list = append(list, gatheringLine(g, h.Today))
	}
	for _, d := range h.Due.Shown {
		if d.Late == 0 {
			list = append(list, dueLine(d, h.Today))
		}
	}
	for _, l := range h.Lacking {
		url := urls.ProjectStaff(l.Project)
		list = append(list, followedLine{Title: french.Count(l.People, "poste", "postes") + " à pourvoir", URL: url, Words: l.Title + " · " + workcal.FrenchRange(l.First, l.Last), Act: link{url, "Confier"}})
	}
	for _, a := range h.Ending.Shown {
		list = append(list, followedLine{Title: a.Title, URL: urls.Agreement(a.ID), Words: endingWords(a, h.Today)})
	}
	if more := h.Ending.Total - len(h.Ending.Shown); more > 0 {
		list = append(list, followedLine{Title: french.Count(more, "autre convention finit", "autres conventions finissent"), URL: endingURL(), Words: "dans les 60 jours"})
	}
	if more := h.Blocked.More(); more > 0 {
		list = append(list, followedLine{Title: french.Count(more, "autre tâche bloquée", "autres tâches bloquées"), URL: urls.Projects(), Words: "dans leurs rétroplannings"})
	}
	return list
}

// dueLine says what is due in the file of a project: of one piece, its name.
func dueLine(d logistics.Due, today workcal.Date) followedLine {
	l := followedLine{Title: french.Count(d.Pieces, "pièce du dossier", "pièces du dossier"), URL: urls.Logistics(d.Project), Act: link{urls.Logistics(d.Project), "Le dossier"}}
	when := "d’ici au " + today.AddDays(14).FrenchDayIn(today.Year())
	if d.Pieces == 1 {
		l.Title, l.URL, when = d.Name, urls.Piece(d.Piece), "avant le "+d.First.FrenchDayIn(today.Year())
	}
	switch {
	case d.Late > 0 && d.Late == d.Pieces:
		l.Late = "en retard"
	case d.Late > 0:
		l.Late = "dont " + french.Number(d.Late) + " en retard"
	}
	l.Words = d.Title + " · " + when
	return l
}

// uncountedLine says which slots nobody counted, while somebody remembers.
func uncountedLine(u attendance.Uncounted) followedLine {
	l := followedLine{Title: french.Count(u.Slots, "séance sans compte", "séances sans compte"), URL: urls.ProjectAttendance(u.Project, url.Values{"parmi": {"a-renseigner"}}), Words: u.Title + " · " + workcal.FrenchRange(u.First, u.Last)}
	l.Act = link{l.URL, "Compter"}
	if u.Slots == 1 {
		l.Act.URL = urls.SlotAttendance(u.Slot)
	}
	return l
}

// gatheringLine says what a collection lacks, or that it may be read.
func gatheringLine(g response.Gathering, today workcal.Date) followedLine {
	l := followedLine{Title: g.Label, URL: urls.Collection(g.ID)}
	if g.Closed {
		l.Words, l.Act = french.Count(g.Answers, "réponse à lire", "réponses à lire")+" · "+g.Title, link{urls.FormResults(g.Form, url.Values{"projet": {strconv.FormatInt(g.Project, 10)}}), "Lire"}
		return l
	}
	l.Words, l.Act = french.Number(g.Answers)+" sur "+french.Count(g.Wanted, "réponse attendue", "réponses attendues")+" · "+g.Title, link{l.URL, "Relancer"}
	if g.Last != nil {
		l.Words += " · finit le " + g.Last.FrenchDayIn(today.Year())
	}
	return l
}

// loadWords say what somebody has to finish in the days ahead, and how many days she works meanwhile.
func loadWords(l plan.Load) string {
	words := french.HalfDays(int(l.Effort)) + " à faire, " + french.Number(l.Worked) + " de présence · " + french.Tasks(l.Tasks)
	if l.Unknown > 0 {
		words += ", dont " + french.Number(l.Unknown) + " sans charge"
	}
	return words
}

// allEvents is what leads to the events, those that are not shown too.
func allEvents(h dashboard.Home) string {
	if h.Events.More() > 0 {
		return "Les " + french.Count(h.Events.Total, "événement", "événements")
	}
	return "L’année"
}

// soon are the slots of the reader within a week.
func soon(h dashboard.Home) dashboard.Home {
	for i, p := range h.Sessions.Shown {
		if p.Day > h.Today.AddDays(7) {
			h.Sessions.Shown = h.Sessions.Shown[:i]
			break
		}
	}
	return h
}

// acts tells whether the head may take a blocked task that is shown back to work.
func acts(h dashboard.Home) bool {
	return h.Person.Role == access.Head && (unblocks(h.Watched) || unblocks(h.Blocked))
}

// othersLate are the tasks to watch that the list of a member of the team does not show: the first two.
func othersLate(h dashboard.Home) (list []dashboard.Alert) {
	for _, a := range h.Watched.Shown {
		if len(list) < 2 && (a.ResponsibleID == nil || *a.ResponsibleID != h.Person.ID) {
			list = append(list, a)
		}
	}
	return list
}
