package plan_test

import (
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"parvis/internal/fault"
	"parvis/internal/plan"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// The event is 13–15 June 2025, a Friday to a Sunday; Whit Monday is 9 June.
var weekend = retroplan.Anchor{First: workcal.Of(2025, 6, 13), Last: workcal.Of(2025, 6, 15)}

func TestShiftingMovesEveryDayThatPeopleGave(t *testing.T) {
	t.Parallel()
	week := workcal.NewCalendar(workcal.Config{Week: workcal.MondayToFriday})
	for _, c := range []struct {
		due  string
		days int
		on   retroplan.Anchor
		want string
	}{
		{"J-21", 3, weekend, "J-18"},  // from a Friday to a Monday
		{"J-21", 1, weekend, "J-18"},  // a Saturday goes on to the Monday
		{"J-18", -1, weekend, "J-21"}, // and back
		{"J-21", -7, weekend, "J-28"},
		{"J-20", 1, weekend, "J-18"},      // a Saturday, hence due on the Friday before
		{"J-5", 1, weekend, "J-3"},        // Whit Monday is off: due on the Friday before
		{"J-10o", 2, weekend, "J-8o"},     // worked days stay worked days
		{"J-2 mois", 7, weekend, "J-56"},  // Sunday 13 April, due on Friday 11, goes to Friday 18
		{"E+1 mois", -5, weekend, "E+25"}, // Tuesday 15 July to Thursday 10
		{"E+7", 2, weekend, "E+10"},       // Sunday 22 June, due on Monday 23, goes to Wednesday 25
		{"J-21", 1, retroplan.Anchor{}, "J-20"},
		{"E+1", -1, retroplan.Anchor{}, "E+0"},
		{"J-3", 3, weekend, "J-0"},
	} {
		row := plan.Row{Task: plan.Task{Title: "Affiche"}}
		row.Offset, _ = plan.ParseOffset(c.due)
		got, err := row.Shifted(plan.Shift{Days: c.days, On: c.on, Calendar: week})
		if err != nil || got.Offset.String() != c.want {
			t.Errorf("%s put off by %d days is %s (%v), want %s", c.due, c.days, got.Offset, err, c.want)
		}
	}
	row := plan.Row{Task: plan.Task{Title: "Affiche", Deadline: workcal.Of(2025, 5, 2), NotBefore: workcal.Of(2025, 4, 14),
		PinnedStart: workcal.Of(2025, 4, 15), PinnedFinish: workcal.Of(2025, 4, 17)}}
	got, err := row.Shifted(plan.Shift{Days: 3, On: weekend, Calendar: week})
	want := plan.Draft{Title: "Affiche", Deadline: workcal.Of(2025, 5, 5), NotBefore: workcal.Of(2025, 4, 17),
		PinnedStart: workcal.Of(2025, 4, 18), PinnedFinish: workcal.Of(2025, 4, 22)} // over Easter Monday
	if err != nil || got != want {
		t.Errorf("got %+v (%v), want %+v", got, err, want)
	}
}

func TestWhatCannotBeShiftedSaysWhy(t *testing.T) {
	t.Parallel()
	week := workcal.NewCalendar(workcal.Config{Week: workcal.MondayToFriday})
	due := func(text string) plan.Task {
		o, _ := plan.ParseOffset(text)
		return plan.Task{Title: "Affiche", Offset: o}
	}
	legal, done := due("J-60"), due("J-3")
	legal.Statutory, done.State = true, retroplan.Done
	follows := plan.Row{Task: due(""), Needs: []plan.Link{{Title: "Maquette"}, {Title: "Textes"}, {Title: "Devis"}}}
	for name, c := range map[string]struct {
		row  plan.Row
		on   retroplan.Anchor
		says string
	}{
		"past the event":   {plan.Row{Task: due("J-2")}, weekend, "« Affiche » ne peut être décalée : elle est à faire pour J-2, et ne serait plus avant l’événement."},
		"months, undated":  {plan.Row{Task: due("J-2 mois")}, retroplan.Anchor{}, "son délai se compte en mois."},
		"by law":           {plan.Row{Task: legal}, weekend, "une obligation légale"},
		"done":             {plan.Row{Task: done}, weekend, "déjà faite"},
		"follows others":   {follows, weekend, "elle suit « Maquette », « Textes » et 1 autre."},
		"comes before one": {plan.Row{Task: due(""), Successors: []plan.Link{{Title: "Tirage"}}}, weekend, "se fait avant « Tirage »."},
		"alone":            {plan.Row{Task: due("")}, weekend, "Modifiez-la pour lui en donner un."},
	} {
		was := c.row.Draft()
		got, err := c.row.Shifted(plan.Shift{Days: 3, On: c.on, Calendar: week})
		if says := strings.ReplaceAll(fault.SentenceOf(err), "\u00a0", " "); fault.KindOf(err) != fault.Conflict || !strings.Contains(says, c.says) {
			t.Errorf("%s: got %q, want %q", name, says, c.says)
		}
		if got != was {
			t.Errorf("%s: it moved to %+v", name, got)
		}
	}
}

func TestShiftingATaskIsToldAndMovesItsDates(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.task("Affiche", due("J-21"), assignedTo(h.Other))
	h.Must(h.Shift(ctx, h.Team.At(now), id, 3))
	h.lastEntry("Inès Marchand a changé les dates de la tâche «\u00a0Affiche\u00a0»", "À faire pour: J-21 → J-18")
	if row := h.row(id); row.LatestFinish != workcal.Of(2025, 5, 26) || *row.ResponsibleID != h.Other.ID || row.Version != 2 {
		t.Errorf("got %+v", row)
	}
	h.Refused(h.Shift(ctx, h.Intern.At(now), id, 3), fault.Forbidden, "") // it is somebody's
	h.Refused(h.Shift(ctx, h.Team.At(now), id, 0), fault.Invalid, plan.FieldShift)
	h.Refused(h.Shift(ctx, h.Team.At(now), id, 2001), fault.Invalid, plan.FieldShift)
	h.Refused(h.Shift(ctx, h.Team.At(now), id, -2000), fault.Invalid, "") // further than any plan reaches

	next := h.task("Tirage")
	h.chain(id, next)
	h.Refused(h.Shift(ctx, h.Team.At(now), next, 3), fault.Conflict, "")
	h.exec(`UPDATE projects SET target_first = NULL, target_last = NULL WHERE id = @id`, pgx.NamedArgs{"id": h.project})
	h.Must(h.Shift(ctx, h.Team.At(now), id, 1))
	if row := h.row(id); row.Offset.String() != "J-17" {
		t.Errorf("without a date: %s", row.Offset)
	}
}

// TestWhatHangsOnWhatIsShiftedIsCarried shifts tasks with those that hang on them: these have no day of their own, and find
// their place by the others, however far along. One that hangs on nothing of them is still refused.
func TestWhatHangsOnWhatIsShiftedIsCarried(t *testing.T) {
	t.Parallel()
	h := open(t)
	first, next, dated, after, alone := h.task("Devis"), h.task("Impression"), h.task("Affiche", due("J-40")), h.task("Pose"), h.task("Sans lien")
	h.chain(first, next, dated, after)
	before := h.row(first).PlannedFinish
	out, err := h.together(h.Team, plan.Change{Act: plan.ActShift, Days: 7}, first, next, dated, after)
	h.Must(err)
	if out.Changed != 1 || out.Already != 0 || len(out.Carried) != 3 {
		t.Errorf("%+v", out)
	}
	if moved := h.row(first).PlannedFinish.Sub(before); moved < 5 || moved > 9 {
		t.Errorf("what stands before moved by %d days", moved)
	}
	out, err = h.together(h.Team, plan.Change{Act: plan.ActShift, Days: 7}, first, alone, dated)
	h.says(err, fault.Invalid, plan.FieldShift, "« Devis » ne peut être décalée", "« Sans lien » ne peut être décalée")
	if len(out.Refused) != 2 { // what lies between is not among them
		t.Errorf("%+v", out)
	}
}
