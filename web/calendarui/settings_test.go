package calendarui_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"parvis/internal/account"
	"parvis/internal/calendar"
	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
	"parvis/web/urls"
	"parvis/web/webtest"
)

func calendars(t *testing.T, h *webtest.House) calendar.Settings {
	t.Helper()
	c, err := h.Calendar.Settings(t.Context(), h.Head.At(h.Now))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func personOf(t *testing.T, h *webtest.House, p account.Person) calendar.PersonCalendar {
	t.Helper()
	for _, one := range calendars(t, h).People {
		if one.PersonID == p.ID {
			return one
		}
	}
	t.Fatalf("%s is not among the people", p.Name)
	return calendar.PersonCalendar{}
}

func TestHeadSetsTheServicesWeek(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	head := h.As(h.Head)
	page := head.Get(urls.Calendar()).Want(t, http.StatusOK)
	wantText(t, page, "Équipe", "lundi 21 avril 2025", "Lundi de Pâques", "Vacances de printemps", "aucun motif d’absence")
	form := url.Values{"jour_2": {"1"}, "jour_3": {"1"}, "jour_4": {"1"}, "jour_5": {"1"}, "jour_6": {"1"}, "alsace_moselle": {"1"}, "zone": {"C"}, "version": hidden(page, "version")}
	wantTo(t, head.Post(urls.Week(), form), urls.Calendar())
	week := calendars(t, h).Week
	if week.Days != workcal.TuesdayToSaturday || !week.AlsaceMoselle || week.SchoolZone != "C" {
		t.Errorf("stored %+v", week)
	}
	wantText(t, head.Get(urls.Calendar()), "La semaine du service est enregistrée", "Vendredi saint")
}

func TestWeekWithoutADayIsRefusedAndKeptAsTyped(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	head := h.As(h.Head)
	page := head.Post(urls.Week(), url.Values{"alsace_moselle": {"1"}, "zone": {"B"}, "version": {"1"}}).Want(t, http.StatusUnprocessableEntity)
	wantText(t, page, "Un point est à corriger", "Cochez au moins un jour travaillé.")
	page.Has(t, `href="#jour_1"`, `<option value="B" selected>`, `name="alsace_moselle" value="oui" checked`)
	page = head.Post(urls.Week(), url.Values{"jour_3": {"1"}, "zone": {"D"}, "version": {"1"}}).Want(t, http.StatusUnprocessableEntity)
	page.Has(t, `href="#zone"`, `id="jour_3" name="jour_3" value="1" checked`).Lacks(t, `id="jour_1" name="jour_1" value="1" checked`)
	if week := calendars(t, h).Week; week.Days != workcal.MondayToFriday || week.Version != 1 {
		t.Errorf("stored %+v", week)
	}
}

func TestTwoWeeksAtOnceAreShownSideBySide(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	head := h.As(h.Head)
	version := hidden(head.Get(urls.Calendar()), "version")
	wantTo(t, head.Post(urls.Week(), url.Values{"jour_1": {"1"}, "jour_2": {"1"}, "zone": {"A"}, "version": version}), urls.Calendar())

	clash := head.Post(urls.Week(), url.Values{"jour_4": {"1"}, "jour_5": {"1"}, "zone": {"B"}, "version": version}).Want(t, http.StatusConflict)
	wantText(t, clash, "Texte enregistré par Claire Vasseur", "Jours travaillés différent jeudi et vendredi lundi et mardi", "Jours fériés d’Alsace-Moselle non non", "Zone scolaire différent B A")
	clash.Has(t, `href="`+urls.Calendar()+`"`, `action="`+urls.Week()+`?envoi"`)
	head.Post(urls.Week(), url.Values{"jour_4": {"1"}, "zone": {"B"}, "version": {"deux"}}).Want(t, http.StatusConflict)
	if week := calendars(t, h).Week; week.SchoolZone != "A" {
		t.Fatalf("the second week replaced the first: %+v", week)
	}
	keep := url.Values{}
	for _, name := range []string{"jour_4", "jour_5", "zone", "version"} {
		keep[name] = hidden(clash, name)
	}
	wantTo(t, head.Post(urls.Week(), keep), urls.Calendar())
	if week := calendars(t, h).Week; week.SchoolZone != "B" || week.Days != workcal.WeekOf(time.Thursday, time.Friday) {
		t.Errorf("stored %+v", week)
	}
}

func TestClosureIsAddedOnceMovesDatesAndCanBePutBack(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	head, project := h.As(h.Head), newProject(t, h, programme.EventProgramme)
	task, err := h.Plans.CreateTask(t.Context(), h.Team.At(h.Now), project, plan.Draft{Title: "Briefing", Category: plan.Logistics, Duration: 1,
		Offset: retroplan.Offset{Side: retroplan.BeforeEvent, Count: 14}}, "")
	if err != nil {
		t.Fatal(err)
	}
	due := func() workcal.Date { row, _ := planOf(t, h, project).Row(task); return row.LatestFinish }
	if due() != workcal.Of(2025, time.May, 30) {
		t.Fatalf("due %s before the closure", due())
	}

	form := url.Values{"fermeture_libelle": {"pont de l’Ascension"}, "fermeture_debut": {"2025-05-30"}, "vu": {"oui"}, // what follows was seen
		"cle": hidden(head.Get(urls.Calendar()), "cle")[:1]}
	for range 2 { // a double click
		wantTo(t, head.Post(urls.Closures(), form), urls.Calendar())
	}
	closures := calendars(t, h).Closures
	if len(closures) != 1 || closures[0].Last != workcal.Of(2025, time.May, 30) {
		t.Fatalf("stored %+v", closures)
	}
	if due() != workcal.Of(2025, time.May, 28) {
		t.Errorf("due %s: the day before Ascension is the last one open", due())
	}

	removed := head.Post(urls.ClosureDelete(closures[0].ID), nil).Want(t, http.StatusSeeOther)
	page := head.Get(strings.TrimSuffix(removed.Location, "#fermetures")).Want(t, http.StatusOK)
	wantText(t, page, "est supprimée.", "Pour la remettre")
	page.Has(t, `value="pont de l’Ascension"`, `value="30/05/2025"`)
	head.Post(urls.ClosureDelete(closures[0].ID), nil).Want(t, http.StatusNotFound)
	if due() != workcal.Of(2025, time.May, 30) {
		t.Errorf("due %s after the closure was removed", due())
	}
}

func TestDaysOffThatCannotBeAreRefusedAndKeptAsTyped(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	head, who := h.As(h.Head), strconv.FormatInt(h.Intern.ID, 10)
	for _, c := range []struct {
		path  string
		form  url.Values
		wants []string
	}{
		{urls.Closures(), url.Values{"fermeture_libelle": {"Travaux"}, "fermeture_debut": {"2025-02-30"}}, []string{`value="Travaux"`, `value="2025-02-30"`, `href="#fermeture_debut"`}},
		{urls.Closures(), url.Values{"fermeture_debut": {"2025-05-30"}}, []string{`value="2025-05-30"`, `href="#fermeture_libelle"`}},
		{urls.Closures(), url.Values{"fermeture_libelle": {"Travaux"}, "fermeture_debut": {"2025-05-30"}, "fermeture_dernier": {"2025-05-01"}}, []string{`href="#fermeture_dernier"`, `value="2025-05-01"`}},
		{urls.Closures(), url.Values{"fermeture_libelle": {strings.Repeat("é", 201)}, "fermeture_debut": {"2025-05-30"}}, []string{strings.Repeat("é", 201), `href="#fermeture_libelle"`}},
		{urls.Leaves(), url.Values{"absence_personne": {who}}, []string{`<option value="` + who + `" selected>`, `href="#absence_debut"`}},
		{urls.Leaves(), url.Values{"absence_personne": {"999999"}, "absence_debut": {"2025-05-30"}}, []string{`href="#absence_personne"`, `value="2025-05-30"`}},
		{urls.Leaves(), url.Values{"absence_personne": {"moi"}, "absence_debut": {"1925-05-30"}, "absence_dernier": {"2025-05-30"}}, []string{`href="#absence_dernier"`}},
	} {
		head.Post(c.path, c.form).Want(t, http.StatusUnprocessableEntity).Has(t, c.wants...)
	}
	c := calendars(t, h)
	if len(c.Closures) != 0 || len(personOf(t, h, h.Intern).Leaves) != 0 {
		t.Errorf("stored %+v", c)
	}
	head.Post(urls.Closures(), url.Values{"fermeture_libelle": {"a\x00b"}, "fermeture_debut": {"2025-05-30"}}).Want(t, http.StatusUnprocessableEntity)
}

func TestLeaveIsAddedRemovedAndCanBePutBack(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	head, who := h.As(h.Head), strconv.FormatInt(h.Other.ID, 10)
	keys := hidden(head.Get(urls.Calendar()), "cle")
	form := url.Values{"absence_personne": {who}, "absence_debut": {"2025-04-22"}, "absence_dernier": {"2025-04-25"}, "cle": keys[1:]}
	wantTo(t, head.Post(urls.Leaves(), form), urls.Calendar())
	leaves := personOf(t, h, h.Other).Leaves
	if len(leaves) != 1 {
		t.Fatalf("stored %+v", leaves)
	}
	wantText(t, head.Get(urls.Calendar()), "Absence : 22–25 avril 2025")
	again := head.Post(urls.Leaves(), url.Values{"absence_personne": {who}, "absence_debut": {"2025-04-25"}, "absence_dernier": {"2025-04-28"}})
	wantText(t, again.Want(t, http.StatusUnprocessableEntity).Has(t, `href="#absence_debut"`),
		"Lucie Morel a déjà une absence notée du 22 avril 2025 au 25 avril 2025 : supprimez-la d’abord, ou donnez d’autres jours.")

	removed := head.Post(urls.LeaveDelete(leaves[0].ID), nil).Want(t, http.StatusSeeOther)
	page := head.Get(strings.TrimSuffix(removed.Location, "#absences")).Want(t, http.StatusOK)
	wantText(t, page, "L’absence de Lucie Morel est supprimée.")
	page.Has(t, `<option value="`+who+`" selected>`, `value="22/04/2025"`, `value="25/04/2025"`)
	head.Post(urls.LeaveDelete(leaves[0].ID), nil).Want(t, http.StatusNotFound)
}

func TestPersonHasAWeekOfHerOwnAndGoesBackToTheServices(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	head := h.As(h.Head)
	path := urls.PersonWeek(h.Intern.ID)
	wantTo(t, head.Post(path, url.Values{"jour_1": {"1"}, "jour_2": {"1"}, "jour_4": {"1"}}), urls.Calendar())
	if one := personOf(t, h, h.Intern); !one.Own || one.Days != workcal.WeekOf(time.Monday, time.Tuesday, time.Thursday) {
		t.Errorf("stored %+v", one)
	}
	wantText(t, head.Get(urls.Calendar()), "Semaine particulière : lundi, mardi et jeudi")

	monday := "semaine-" + strconv.FormatInt(h.Intern.ID, 10) + "-1"
	refused := head.Post(path, nil).Want(t, http.StatusUnprocessableEntity)
	wantText(t, refused, "Cochez au moins un jour, ou revenez à la semaine du service.")
	refused.Has(t, `href="#`+monday+`"`, `<details open`).Lacks(t, `id="`+monday+`" name="jour_1" value="1" checked`)

	wantTo(t, head.Post(path, url.Values{"service": {"1"}}), urls.Calendar())
	if personOf(t, h, h.Intern).Own {
		t.Error("she still has a week of her own")
	}
	head.Post(urls.PersonWeek(h.Intern.ID+99), url.Values{"jour_1": {"1"}}).Want(t, http.StatusNotFound)
}

func TestOnlyTheHeadChangesTheCalendarAndSeesAbsences(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	leave, err := h.Calendar.AddLeave(t.Context(), h.Head.At(h.Now), calendar.Leave{PersonID: h.Other.ID, First: workcal.Of(2025, time.April, 22)}, "")
	if err != nil {
		t.Fatal(err)
	}
	closure, err := h.Calendar.AddClosure(t.Context(), h.Head.At(h.Now), calendar.Closure{First: workcal.Of(2025, time.May, 30), Label: "pont"}, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []account.Person{h.Team, h.Intern} {
		c := h.As(p)
		page := c.Get(urls.Calendar()+"?fermeture_debut=2025-05-30").Want(t, http.StatusOK)
		wantText(t, page, "lundi, mardi, mercredi, jeudi et vendredi", "30 mai 2025", "pont", "Ascension")
		page.Lacks(t, "Lucie Morel", "Absences et semaines", urls.Team(), urls.Closures(), `method="post" action="/reglages`)
		for _, path := range []string{urls.Week(), urls.Closures(), urls.ClosureDelete(closure), urls.Leaves(), urls.LeaveDelete(leave), urls.PersonWeek(p.ID)} {
			wantText(t, c.Post(path, url.Values{"jour_1": {"1"}}).Want(t, http.StatusForbidden), "Seule la cheffe de service peut faire cela.")
		}
	}
	if c := calendars(t, h); len(c.Closures) != 1 || c.Week.Days != workcal.MondayToFriday {
		t.Errorf("stored %+v", c)
	}
}

// Whoever reads the calendar reads its history; only who edits it reads who was away.
func TestTheHistoryOfTheCalendarIsOneLinkAway(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	head := h.As(h.Head)
	who := strconv.FormatInt(h.Other.ID, 10)
	wantTo(t, head.Post(urls.Closures(), url.Values{"fermeture_libelle": {"Pont"}, "fermeture_debut": {"2025-05-30"}}), urls.Calendar())
	wantTo(t, head.Post(urls.Leaves(), url.Values{"absence_personne": {who}, "absence_debut": {"2025-04-22"}, "absence_dernier": {"2025-04-25"}}), urls.Calendar())
	wantTo(t, head.Post(urls.PersonWeek(h.Other.ID), url.Values{"jour_1": {"1"}, "jour_2": {"1"}}), urls.Calendar())
	wantTo(t, head.Post(urls.Week(), url.Values{"jour_2": {"1"}, "jour_3": {"1"}, "zone": {"A"}, "version": {"1"}}), urls.Calendar())
	head.Get(urls.Calendar()).Want(t, http.StatusOK).Has(t, `<a class="button quiet" href="`+urls.CalendarHistory()+`">Historique du calendrier</a>`)

	all := head.Get(urls.CalendarHistory()).Want(t, http.StatusOK)
	wantText(t, all, "Historique", "lundi 7 avril 2025", "Claire Vasseur a créé la fermeture « Pont »", "Premier jour : 30 mai 2025",
		"Claire Vasseur a modifié le calendrier du service", "Zone scolaire : C → devient A",
		"Claire Vasseur a noté une absence pour Lucie Morel", "22 avril 2025", "25 avril 2025",
		"Claire Vasseur a modifié la semaine de travail pour Lucie Morel", "celle du service → devient lundi et mardi")
	for _, p := range []account.Person{h.Team, h.Intern} {
		c := h.As(p)
		c.Get(urls.Calendar()).Want(t, http.StatusOK).Has(t, urls.CalendarHistory())
		told := c.Get(urls.CalendarHistory()).Want(t, http.StatusOK).Lacks(t, "Lucie Morel", "une absence", "22 avril")
		wantText(t, told, "Claire Vasseur a créé la fermeture « Pont »", "Claire Vasseur a modifié le calendrier du service")
	}
}

func TestHolidaysOfAnotherYearAreOneLinkAway(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	head := h.As(h.Head)
	wantText(t, head.Get(urls.Calendar()), "Jours fériés 2025", "jeudi 29 mai 2025", "‹ 2024", "2026 ›")
	wantText(t, head.Get(strings.TrimSuffix(urls.CalendarYear(2027), "#feries")), "Jours fériés 2027", "jeudi 6 mai 2027", "à partir du 3 juillet 2027")
	wantText(t, head.Get(strings.TrimSuffix(urls.CalendarYear(2028), "#feries")), "Jours fériés 2028", "Parvis ne connaît pas les dates de cette zone pour 2028.")
}

func TestDaysOffAreTypedAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	head, who := h.As(h.Head), strconv.FormatInt(h.Other.ID, 10)
	wantTo(t, head.Post(urls.Leaves(), url.Values{"absence_personne": {who}, "absence_debut": {"22 avril"}, "absence_dernier": {"25/04/2025"}}), urls.Calendar())
	wantText(t, head.Get(urls.Calendar()), "L’absence est ajoutée", "L’année manque dans « 22 avril » : 2025 est retenue.", "Absence : 22–25 avril 2025")
	wantTo(t, head.Post(urls.Closures(), url.Values{"fermeture_libelle": {"Pont"}, "fermeture_debut": {"vendredi 30 mai 2025"}}), urls.Calendar())
	wantText(t, head.Get(urls.Calendar()), "La fermeture est ajoutée", "30 mai 2025")
	refused := head.Post(urls.Closures(), url.Values{"fermeture_libelle": {"Pont"}, "fermeture_debut": {"jeudi 30 mai 2025"}}).Want(t, http.StatusUnprocessableEntity)
	refused.Has(t, `value="jeudi 30 mai 2025"`)
	wantText(t, refused, "le 30 mai 2025 est un vendredi")
}
