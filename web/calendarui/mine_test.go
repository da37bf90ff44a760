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

func TestEverybodyNotesHerOwnAbsencesAndPutsOneBack(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	for _, p := range []account.Person{h.Head, h.Team, h.Intern} {
		c := h.As(p)
		c.Get(urls.MyAccount()).Want(t, http.StatusOK).Has(t, `href="`+urls.MyAbsences()+`"`)
		page := c.Get(urls.MyAbsences()).Want(t, http.StatusOK)
		wantText(t, page, "Mes absences et ma semaine", "Aucune absence à venir.", "aucun motif d’absence", "Semaine du service")
		page.Lacks(t, `name="absence_personne"`)

		form := url.Values{"absence_debut": {"22 avril"}, "absence_dernier": {"25/04/2025"}, "cle": hidden(page, "cle")}
		for range 2 { // a double click
			wantTo(t, c.Post(urls.MyAbsences(), form), urls.MyAbsences())
		}
		wantText(t, c.Get(urls.MyAbsences()), "Votre absence est ajoutée", "2025 est retenue", "Absence : 22–25 avril 2025")
		leaves := personOf(t, h, p).Leaves
		if len(leaves) != 1 {
			t.Fatalf("stored %+v", leaves)
		}
		refused := c.Post(urls.MyAbsences(), url.Values{"absence_debut": {"2025-04-25"}}).Want(t, http.StatusUnprocessableEntity)
		wantText(t, refused.Has(t, `href="#absence_debut"`, `value="2025-04-25"`), "Mes absences et ma semaine", p.Name+" a déjà une absence notée")
		c.Post(urls.MyAbsences(), url.Values{"absence_debut": {"demain matin"}}).Want(t, http.StatusUnprocessableEntity).Has(t, `value="demain matin"`)

		removed := c.Post(urls.MyLeaveDelete(leaves[0].ID), nil).Want(t, http.StatusSeeOther)
		if removed.Location != urls.MyAbsencesWith(url.Values{"absence_debut": {"22/04/2025"}, "absence_dernier": {"25/04/2025"}}) {
			t.Errorf("sent to %s", removed.Location)
		}
		page = c.Get(strings.TrimSuffix(removed.Location, "#absences")).Want(t, http.StatusOK)
		wantText(t, page, "Votre absence est supprimée.", "Pour la remettre", "Aucune absence à venir.")
		page.Has(t, `value="22/04/2025"`, `value="25/04/2025"`)
		c.Post(urls.MyLeaveDelete(leaves[0].ID), nil).Want(t, http.StatusNotFound)
	}
}

func TestEverybodySetsHerOwnWeekAndGoesBackToTheServices(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	for _, p := range []account.Person{h.Head, h.Team, h.Intern} {
		c, monday := h.As(p), "semaine-"+strconv.FormatInt(p.ID, 10)+"-1"
		c.Get(urls.MyAbsences()).Has(t, `id="`+monday+`" name="jour_1" value="1" checked`)
		wantTo(t, c.Post(urls.MyWeek(), url.Values{"jour_1": {"1"}, "jour_2": {"1"}}), urls.MyAbsences())
		wantText(t, c.Get(urls.MyAbsences()), "Votre semaine est enregistrée.", "Semaine particulière : lundi et mardi", "Revenir à la semaine du service")

		refused := c.Post(urls.MyWeek(), nil).Want(t, http.StatusUnprocessableEntity)
		wantText(t, refused, "Cochez au moins un jour, ou revenez à la semaine du service.")
		refused.Has(t, `href="#`+monday+`"`).Lacks(t, `id="`+monday+`" name="jour_1" value="1" checked`)
		if one := personOf(t, h, p); !one.Own || one.Days != workcal.WeekOf(time.Monday, time.Tuesday) {
			t.Errorf("stored %+v", one)
		}
		wantTo(t, c.Post(urls.MyWeek(), url.Values{"service": {"1"}}), urls.MyAbsences())
		if personOf(t, h, p).Own {
			t.Errorf("%s still has a week of her own", p.Name)
		}
	}
}

func TestAColleaguesAbsenceIsReadButNotChanged(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	add := func(first, last workcal.Date) int64 {
		t.Helper()
		id, err := h.Calendar.AddLeave(t.Context(), h.Head.At(h.Now), calendar.Leave{PersonID: h.Other.ID, First: first, Last: last}, "")
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	add(webtest.Today.AddDays(-20), webtest.Today.AddDays(-18))
	current := add(webtest.Today.AddDays(-1), webtest.Today)
	add(workcal.Of(2025, time.April, 22), workcal.Of(2025, time.April, 25))
	for _, p := range []account.Person{h.Team, h.Intern} {
		c := h.As(p)
		page := c.Get(urls.MyAbsences()).Want(t, http.StatusOK)
		wantText(t, page, "Absences dans l’équipe", "Lucie Morel en ce moment : 6–7 avril 2025", "Lucie Morel 22–25 avril 2025", "Aucune absence à venir.")
		page.Lacks(t, urls.MyLeaveDelete(current), "mars 2025")
		wantText(t, c.Post(urls.MyLeaveDelete(current), nil).Want(t, http.StatusForbidden), "Seule la cheffe de service ou la personne elle-même peut faire cela.")

		// Her own page notes her own days, whoever the form names.
		who := strconv.FormatInt(h.Other.ID, 10)
		wantTo(t, c.Post(urls.MyAbsences(), url.Values{"absence_personne": {who}, "absence_debut": {"2025-06-02"}}), urls.MyAbsences())
		if hers := personOf(t, h, p).Leaves; len(hers) != 1 || hers[0].First != workcal.Of(2025, time.June, 2) {
			t.Errorf("stored %+v", hers)
		}
	}
	if leaves := personOf(t, h, h.Other).Leaves; len(leaves) != 3 {
		t.Errorf("her leaves are now %+v", leaves)
	}
	wantText(t, h.As(h.Other).Get(urls.MyAbsences()), "Absence : 6–7 avril 2025", h.Team.Name+" 2 juin 2025")
}

func TestOnesOwnAbsenceMovesOnesTasks(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project := newProject(t, h, programme.EventProgramme)
	task, err := h.Plans.CreateTask(t.Context(), h.Team.At(h.Now), project, plan.Draft{Title: "Briefing", Category: plan.Logistics, Duration: 1,
		ResponsibleID: &h.Team.ID, Offset: retroplan.Offset{Side: retroplan.BeforeEvent, Count: 14}}, "")
	if err != nil {
		t.Fatal(err)
	}
	due := func() workcal.Date { row, _ := planOf(t, h, project).Row(task); return row.LatestFinish }
	if due() != workcal.Of(2025, time.May, 30) {
		t.Fatalf("due %s before the absence", due())
	}
	wantTo(t, h.As(h.Team).Post(urls.MyAbsences(), url.Values{"absence_debut": {"2025-05-30"}}), urls.MyAbsences())
	if due() != workcal.Of(2025, time.May, 28) {
		t.Errorf("due %s: the day before Ascension is the last one she works", due())
	}
}
