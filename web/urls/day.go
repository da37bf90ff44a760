package urls

import (
	"net/url"
	"strings"

	"parvis/internal/workcal"
)

// Days leads to the day of what runs today.
func Days() string { return "/jour" }

// DayWorker is the program that keeps the pages of the day on a telephone.
func DayWorker() string { return Days() + "/veille.js" }

// DaySent takes what was counted, ticked or noted (POST), from a form or from a telephone that kept it.
func DaySent() string { return Days() + "/saisies" }

// DayPhoto takes a photograph that a telephone kept for a note (POST).
func DayPhoto() string { return DaySent() + "/photo" }

func dayOf(project int64, part string, day workcal.Date) string {
	query := url.Values{}
	if !day.IsZero() {
		query.Set("jour", day.String())
	}
	return with(path("/jour/projet/", project, part), query)
}

// Day is what runs now and next in each place of a project; without a day, today.
func Day(project int64, day workcal.Date) string { return dayOf(project, "", day) }

// DayCounts lists the slots of a day to count at.
func DayCounts(project int64, day workcal.Date) string { return dayOf(project, "/compter", day) }

// DayCount is where one counts at a slot.
func DayCount(project, slot int64, day workcal.Date) string {
	return dayOf(project, path("/compter/", slot), day)
}

// DayReason says why nobody knows how many came to a slot (POST).
func DayReason(project, slot int64) string {
	return dayOf(project, path("/compter/", slot, "/raison"), 0)
}

// DayNotes is where one notes what happens; the query says of which slot, and of what sort.
func DayNotes(project int64, day workcal.Date, filter url.Values) string {
	at := dayOf(project, "/noter", day)
	if len(filter) == 0 {
		return at
	}
	if strings.Contains(at, "?") {
		return at + "&" + filter.Encode()
	}
	return with(at, filter)
}

// DayLists are the lists to tick.
func DayLists(project int64, day workcal.Date) string { return dayOf(project, "/listes", day) }

// DayCalls is who is called, and how; POST keeps the reader's own number.
func DayCalls(project int64, day workcal.Date) string { return dayOf(project, "/appeler", day) }

// DayOuting is the sheet of what is done away from the museum on a day, to take along.
func DayOuting(project, outing int64, day workcal.Date) string {
	return dayOf(project, path("/hors-les-murs/", outing), day)
}

// DayAccount is what the day was, for paper.
func DayAccount(project int64, day workcal.Date) string { return dayOf(project, "/compte-rendu", day) }

// DayAccountWord is the same as a file that Word opens, to go on from.
func DayAccountWord(project int64, day workcal.Date) string {
	return dayOf(project, "/compte-rendu/word", day)
}

// DayEntry is a line of the daybook.
func DayEntry(id int64) string { return path("/jour/notes/", id) }

// DayEntryEdit is the form of a line (GET); POST saves it.
func DayEntryEdit(id int64) string { return DayEntry(id) + "/modifier" }

// DayEntryClose closes an incident (POST).
func DayEntryClose(id int64) string { return DayEntry(id) + "/cloture" }

// DayEntryDelete asks (GET) and puts a line in the trash (POST).
func DayEntryDelete(id int64) string { return DayEntry(id) + "/suppression" }

// DayEntryHistory is what was done to a line.
func DayEntryHistory(id int64) string { return DayEntry(id) + "/historique" }

// Audiences are the kinds of public that counts tell apart; POST adds one.
func Audiences() string { return "/reglages/publics" }

// NewAudience is the form of a new one.
func NewAudience() string { return Audiences() + "/nouveau" }

// Audience is the form of one (GET); POST saves it.
func Audience(id int64) string { return path(Audiences()+"/", id) }

// AudiencesHistory is what was done to them.
func AudiencesHistory() string { return Audiences() + "/historique" }
