package plan_test

import (
	"regexp"
	"strings"
	"testing"

	"parvis/internal/calendar"
	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/internal/workcal"
)

// An event on a Saturday: what is due on the day itself stands on it, whatever the service's week says.
func TestTheEventsOwnDayIsWorkedForWhatIsDueOnIt(t *testing.T) {
	t.Parallel()
	h := open(t)
	saturday := workcal.Of(2025, 5, 17)
	night, err := programme.New(h.DB).Create(ctx, h.Head.At(now), "", programme.ProjectDraft{Kind: programme.EventProgramme, Title: "Nuit des musées",
		PilotID: h.Team.ID, First: saturday})
	h.Must(err)
	count := h.taskIn(night, "Compter le public", lasting(1), due("J-0"), assignedTo(h.Intern))
	review := h.taskIn(night, "Débriefing", lasting(1))
	last := h.taskIn(night, "Ranger", lasting(1), due("E+0"))
	h.chain(count, review)
	for id, want := range map[int64]workcal.Date{count: saturday, last: saturday, review: workcal.Of(2025, 5, 19)} {
		if r := h.row(id); r.PlannedFinish != want || len(r.Conflicts) != 0 {
			t.Errorf("%s is planned on %v: %v", r.Title, r.PlannedFinish, r.Conflicts)
		}
	}
	_, err = h.calendar.AddLeave(ctx, h.Head.At(now), calendar.Leave{PersonID: h.Intern.ID, First: saturday.AddDays(-1), Last: saturday.AddDays(1)}, "")
	h.Must(err)
	r := h.row(count)
	if r.PlannedFinish != saturday || len(r.Conflicts) != 1 || !strings.Contains(r.Conflicts[0].Sentence(), "absence du 16 au 18 mai") {
		t.Errorf("with its person away: %v %v", r.PlannedFinish, r.Conflicts)
	}
}

func TestDroppingATaskPassesTheOrderOn(t *testing.T) {
	t.Parallel()
	h := open(t)
	p := h.task("Textes", lasting(2))
	a := h.task("Relecture", lasting(2), due("E+30"))
	b := h.task("Affiche", lasting(1), due("J-1"))
	h.chain(p, a, b)
	h.Must(h.Drop(ctx, h.Head.At(now), a))
	if r := h.row(b); r.LatestFinish != workcal.Of(2025, 6, 12) || r.AfterEvent || len(r.Conflicts) != 0 {
		t.Errorf("%+v", r)
	}
	if r := h.row(p); r.LatestStart != workcal.Of(2025, 6, 10) || r.LatestFinish != workcal.Of(2025, 6, 11) || r.Reason.Label() != "avant «\u00a0Affiche\u00a0»" {
		t.Errorf("%+v", r)
	}
	if r := h.row(a); r.PlannedFinish != 0 || r.Critical || r.Late != 0 {
		t.Errorf("%+v", r)
	}
}

func TestATickedTaskThatNobodyStartedGetsNoInventedStart(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.task("Textes", lasting(5))
	h.Must(h.TickTask(ctx, h.Head.At(now), id))
	if r := h.row(id); r.PlannedStart != today || r.PlannedFinish != today || !r.ActualStart.IsZero() {
		t.Errorf("planned %v → %v, started %v", r.PlannedStart, r.PlannedFinish, r.ActualStart)
	}
}

func TestReasonsAndConflictsNameTasksByTheirTitle(t *testing.T) {
	t.Parallel()
	h := open(t)
	text := h.task("Textes", func(d *plan.Draft) { d.PinnedStart = workcal.Of(2025, 6, 2) })
	proof := h.task("BAT", due("J-15"))
	h.chain(text, proof)
	r := h.row(text)
	said := strings.Join(texts(r), " ")
	if number := regexp.MustCompile(`avant \d`).FindString(said); number != "" || !strings.Contains(said, "(avant «\u00a0BAT\u00a0»)") {
		t.Errorf("%q in %q", number, said)
	}
	working := h.task("Devis", due("J-35o"))
	if r := h.row(working); r.Reason.Label() != "35\u00a0jours ouvrés avant" {
		t.Errorf("reason %q", r.Reason.Label())
	}
}

func TestAnAbsenceIsNamedByTheDateItMoved(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.task("Devis", lasting(1), due("J-64"), assignedTo(h.Intern))
	_, err := h.calendar.AddLeave(ctx, h.Head.At(now), calendar.Leave{PersonID: h.Intern.ID, First: today.AddDays(1), Last: today.AddDays(4)}, "")
	h.Must(err)
	if r := h.row(id); r.Why() != "J-64 tombe le jeudi 10 avril (absence du 8 au 11 avril)\u00a0: avancé au lundi 7 avril." {
		t.Errorf("%q", r.Why())
	}
}

func TestOffsetsInMonthsFollowTheEvent(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.task("Appel à candidatures", lasting(1), due("J-2 mois"))
	r := h.row(id)
	if r.LatestFinish != workcal.Of(2025, 4, 11) || r.Why() != "2\u00a0mois avant l’événement tombe le dimanche 13 avril\u00a0: avancé au vendredi 11 avril." {
		t.Errorf("%v: %q", r.LatestFinish, r.Why())
	}
}
