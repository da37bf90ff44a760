package journeys

import (
	"fmt"
	"net/url"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"parvis/internal/exchange/table"
	"parvis/internal/postgres"
	"parvis/internal/survey"
	"parvis/internal/workcal"
	"parvis/web"
	"parvis/web/browsertest"
	"parvis/web/urls"
)

// oneScreen is how low the last line of a first page may stand: a screen of 900 pixels, under the line that says that this is a demonstration.
const oneScreen = 900 + 24

// week is somebody's week: her tab, and a clock that the test sets.
type week struct {
	visitor
	script bool
	clock  *atomic.Pointer[time.Time]
}

func newWeek(t *testing.T, email string, script bool) *week {
	t.Helper()
	w := &week{script: script, clock: &atomic.Pointer[time.Time]{}}
	w.on(workcal.Of(2025, time.April, 7))
	s := newStory(t, func(c *web.Config) { c.Clock = func() time.Time { return *w.clock.Load() } })
	w.visitor = s.enter(t, email, browsertest.Options{Width: 1280, Height: 900, NoScript: !script})
	return w
}

// on makes it nine o’clock on a day.
func (w *week) on(day workcal.Date) {
	at := time.Date(day.Year(), day.Month(), day.Day(), 9, 0, 0, 0, postgres.Paris)
	w.clock.Store(&at)
}

// asked is the form of a title that was published.
func (w *week) asked(t *testing.T, title string) int64 {
	t.Helper()
	forms, err := w.s.Surveys.List(t.Context(), w.s.people[head].At(*w.clock.Load()), survey.Filter{})
	w.s.must(err)
	i := slices.IndexFunc(forms, func(f survey.Row) bool { return f.Title == title })
	if i < 0 {
		t.Fatalf("no form is called %s", title)
	}
	return forms[i].ID
}

// morning opens the first page on a day, which fits one screen.
func (w *week) morning(t *testing.T, day workcal.Date, said ...string) {
	t.Helper()
	w.on(day)
	w.open(urls.Home())
	w.wantText(t, "main", append([]string{day.French()}, said...)...)
	if low := w.Top(".dash") + w.Height(".dash"); low > oneScreen {
		t.Errorf("%s: the first page is %.0f pixels high", day, low)
	}
}

// lives runs a week with and without JavaScript.
func lives(t *testing.T, email string, days func(t *testing.T, w *week)) {
	t.Helper()
	for name, script := range map[string]bool{"with JavaScript": true, "without JavaScript": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			days(t, newWeek(t, email, script))
		})
	}
}

// TestTheHeadLivesAWeek goes from the first page to what each day asks: she confirms, sees who has too much to do, retains, moves a date and takes it back,
// arbitrates, prints for the directors, and finds last year’s figures for the ministry.
func TestTheHeadLivesAWeek(t *testing.T) {
	t.Parallel()
	lives(t, head, func(t *testing.T, w *week) {
		w.confirmsOnMonday(t)
		w.retainsOnTuesday(t)
		w.movesADateOnWednesday(t)
		w.arbitratesOnThursday(t)
		w.printsOnFriday(t)
		w.findsTheFiguresOfTheYear(t)
		w.seesWhatNobodyCounted(t)
	})
}

// confirmsOnMonday confirms what waits for her in one press, and opens the list of whoever has most to do in another.
func (w *week) confirmsOnMonday(t *testing.T) {
	t.Helper()
	w.morning(t, workcal.Of(2025, 4, 7), "À décider", "En retard et sans marge", "À suivre", "7 pièces du dossier", "dont 1 en retard", "Charge des deux semaines", "8 jours à faire, 5 de présence", "Ce qui a changé")
	w.press(t, `main section[aria-labelledby="decider"] .button.primary`, "est confirmé")
	w.wantPath(t, urls.Home())
	samir := w.s.people[team]
	w.Follow(fmt.Sprintf(`section[aria-labelledby="charge"] a[href="%s"]`, urls.ListOf(samir.ID)))
	w.wantText(t, "main", samir.Name, "Formulaires de droit à l’image")
}

// press pushes a button, whose form leads back with a sentence.
func (w *week) press(t *testing.T, button, said string) {
	t.Helper()
	if w.script && w.Exists(button+`[form="coches"]`) {
		w.Click(button) // the page stays
	} else {
		w.Follow(button)
	}
	w.wantText(t, "#annonce", said)
}

// retainsOnTuesday retains two proposed activities from one list, without leaving it.
func (w *week) retainsOnTuesday(t *testing.T) {
	t.Helper()
	w.morning(t, workcal.Of(2025, 4, 8), "6 activités proposées à retenir")
	list := urls.ActivitiesOf(url.Values{"etat": {"proposed"}, "tri": {"projet"}})
	w.Follow(fmt.Sprintf(`section[aria-labelledby="decider"] a[href="%s"]`, list))
	for left := 5; left >= 4; left-- {
		w.press(t, `main tbody button[formaction*="/etat"]`, "retenue")
		w.wantPath(t, list)
		w.wantText(t, "#compte", fmt.Sprintf("%d activités", left))
	}
	w.open(urls.Home())
	w.wantText(t, "main", "4 activités proposées à retenir")
}

// movesADateOnWednesday brings the JEA forward, reads what that breaks, and takes it back.
func (w *week) movesADateOnWednesday(t *testing.T) {
	t.Helper()
	w.morning(t, workcal.Of(2025, 4, 9))
	event := w.s.event("Journées européennes de l’archéologie")
	w.Follow(fmt.Sprintf(`section[aria-labelledby="evenements"] a[href="%s"]`, urls.Event(event)))
	w.Follow(fmt.Sprintf(`main a[href="%s"]`, urls.EventEdit(event)))
	w.Set("#debut", "06/06/2025")
	w.Set("#fin", "08/06/2025")
	w.Follow("main form.form .button.primary")
	w.wantText(t, "main", "Rien n’est encore enregistré", "deviennent en retard", "changent de date", "gardent leurs jours")
	w.Follow("button[name=vu]")
	w.wantText(t, "#annonce", "L’événement est enregistré")
	w.open(urls.ProjectConflicts(w.s.project("JEA")))
	w.wantText(t, "main", "points à régler", "en dehors de l’événement")
	w.open(urls.Event(event))
	w.Follow(fmt.Sprintf(`main a[href="%s"]`, urls.EventEdit(event)))
	w.Set("#debut", "13/06/2025")
	w.Set("#fin", "15/06/2025")
	w.Follow("main form.form .button.primary")
	w.Follow("button[name=vu]")
	w.wantText(t, "main", "vendredi 13 juin 2025")
}

// arbitratesOnThursday gives a late task to somebody else, from its line of the first page.
func (w *week) arbitratesOnThursday(t *testing.T) {
	t.Helper()
	w.morning(t, workcal.Of(2025, 4, 10), "Commande du matériel de communication national")
	task := w.s.row(w.s.project("JEA"), "Commande du matériel")
	w.open(urls.TaskGive(task.ID) + "?" + url.Values{"retour": {urls.Home()}}.Encode())
	w.Set("#responsable", fmt.Sprint(w.s.people[other].ID))
	w.Follow("main form.form .button.primary, main form .button.primary")
	w.wantPath(t, urls.Home())
	w.wantText(t, "#"+anchor(task.ID), w.s.people[other].Name)
}

// printsOnFriday prints the retroplanning for the directors’ meeting: the list, and the chart where a script runs.
func (w *week) printsOnFriday(t *testing.T) {
	t.Helper()
	w.morning(t, workcal.Of(2025, 4, 11))
	jea := w.s.project("JEA")
	w.open(urls.Plan(jea))
	w.Follow(fmt.Sprintf(`main a[href="%s"]`, urls.PlanPrint(jea)))
	w.wantText(t, "main", "jour J : 13–15 juin 2025", "Imprimé le 11 avril 2025")
	pdf := w.printed(t, urls.PlanPrint(jea), 210, 297)
	wantOnSheet(t, pdf, 0, "Rétroplanning", "Imprimé le 11 avril 2025")
}

// findsTheFiguresOfTheYear reads in April what was counted last year, and has it as a file: nothing is counted this year yet.
func (w *week) findsTheFiguresOfTheYear(t *testing.T) {
	t.Helper()
	w.morning(t, workcal.Of(2025, 4, 12))
	w.Follow(fmt.Sprintf(`.main-nav a[href="%s"]`, urls.Activities()))
	w.Follow(fmt.Sprintf(`.siblings a[href="%s"]`, urls.Attendance(nil)))
	w.Follow(fmt.Sprintf(`main a[href="%s"]`, urls.AttendanceYear(nil)))
	w.wantText(t, "h1", "Tableau du ministère 2024")
	w.wantText(t, "main", "Total 2024", "Scolaires")
	if !w.Exists(fmt.Sprintf(`main a[href="%s"]`, urls.AttendanceYearExport(url.Values{"annee": {"2024"}, "format": {string(table.XLSX)}}))) {
		t.Error("the table is no file")
	}
	w.open(urls.Forms())
	w.Follow(`main tbody a[href="` + urls.FormResults(w.asked(t, "Satisfaction tout public"), nil) + `"]`)
	w.wantText(t, "main", "402 réponses")
}

// seesWhatNobodyCounted comes back after the JEA: what nobody counted is said first, and one press leads to it.
func (w *week) seesWhatNobodyCounted(t *testing.T) {
	t.Helper()
	w.on(workcal.Of(2025, 6, 16))
	w.open(urls.Home())
	jea := w.s.project("JEA")
	w.wantText(t, `section[aria-labelledby="suivre"]`, "séances sans compte", "JEA 2025")
	at := urls.ProjectAttendance(jea, url.Values{"parmi": {"a-renseigner"}})
	w.Follow(fmt.Sprintf(`section[aria-labelledby="suivre"] .button[href="%s"]`, at))
	w.wantText(t, "main", "séances ne sont pas renseignées")
}
