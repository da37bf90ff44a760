package plan_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/journal"
	"parvis/internal/plan"
	"parvis/internal/retroplan"
	"parvis/internal/trash"
	"parvis/internal/workcal"
)

// own notes something for a person, by a day or some day.
func (h house) own(who account.Person, title string, day workcal.Date) int64 {
	h.T.Helper()
	id, err := h.AddOwn(ctx, who.At(now), plan.OwnDraft{Title: title, Day: day}, "")
	h.Must(err)
	return id
}

// ownLines are what somebody reads of what a person noted for herself.
func (h house) ownLines(who account.Person, of account.Person, f plan.Filter) []string {
	h.T.Helper()
	l, err := h.ListOf(ctx, who.On(today), of.ID, f)
	h.Must(err)
	var lines []string
	for _, s := range l.Sections {
		for _, o := range s.Own {
			lines = append(lines, fmt.Sprint(s.When, ": ", o.Title))
		}
	}
	return lines
}

// What somebody notes for herself is seen by her and the head, changed by her alone, and is not there for others.
func TestWhatIsNotedForOneselfIsOnesOwn(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.own(h.Intern, "Rendre la convention de stage", 0)
	for _, who := range []account.Person{h.Intern, h.Head, h.Team} {
		sees, changes := who.ID != h.Team.ID, who.ID == h.Intern.ID
		d, err := h.Own(ctx, who.On(today), id)
		switch {
		case sees && (err != nil || d.Title != "Rendre la convention de stage" || d.Person != h.Intern.Name || d.Mine != changes || len(d.History) == 0):
			t.Errorf("%s reads %+v (%v)", who.Name, d, err)
		case !sees && !fault.Is(err, fault.NotFound):
			t.Errorf("%s reads %+v (%v)", who.Name, d, err)
		}
		version := scalar[int](h, `SELECT version FROM own_tasks`, nil)
		for name, do := range map[string]func() error{
			"tick": func() error { return h.TickOwn(ctx, who.At(now), id) }, "untick": func() error { return h.UntickOwn(ctx, who.At(now), id) },
			"edit": func() error {
				return h.EditOwn(ctx, who.At(now), id, version, plan.OwnDraft{Title: "Rendre la convention de stage"})
			},
			"delete": func() error {
				if err := h.DeleteOwn(ctx, who.At(now), id); err != nil {
					return err
				}
				return h.RestoreOwn(ctx, who.At(now), id)
			},
		} {
			switch err := do(); {
			case changes && err != nil, !changes && sees && !fault.Is(err, fault.Forbidden), !sees && !fault.Is(err, fault.NotFound):
				t.Errorf("%s, %s: %v", who.Name, name, err)
			}
		}
	}
	h.Must(h.DeleteOwn(ctx, h.Intern.At(now), id))
	bin := h.Bins()[1]
	for _, who := range []account.Person{h.Intern, h.Head, h.Team} {
		items, err := bin.List(ctx, who.At(now))
		h.Must(err)
		if seen := len(items) == 1; seen != (who.ID == h.Intern.ID) {
			t.Errorf("%s finds %+v in the trash", who.Name, items)
		}
		if who.ID != h.Intern.ID && bin.Restore(ctx, who.At(now), id) == nil {
			t.Errorf("%s restores what is not hers", who.Name)
		}
	}
}

// Only the head reads in a colleague's list what she noted for herself; interns open nobody's list but theirs.
func TestAColleaguesListIsForHeadAndTeam(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.own(h.Intern, "Convention", today)
	hers := h.task("à elle", on(today), assignedTo(h.Intern))
	h.task("libre", on(today))
	for _, who := range []account.Person{h.Head, h.Team} {
		l, err := h.ListOf(ctx, who.On(today), h.Intern.ID, plan.Filter{})
		h.Must(err)
		own := 0
		if who.ID == h.Head.ID {
			own = 1
		}
		if len(l.Sections) != 1 || len(l.Sections[0].Rows) != 1 || l.Sections[0].Rows[0].ID != hers || len(l.Sections[0].Own) != own ||
			l.Person != h.Intern.Name || l.Mine || !l.Sections[0].Rows[0].CanEdit || len(l.People) != 3 {
			t.Errorf("%s reads %+v", who.Name, l)
		}
	}
	_, err := h.ListOf(ctx, h.Intern.On(today), h.Team.ID, plan.Filter{})
	h.Refused(err, fault.Forbidden, "")
	_, err = h.ListOf(ctx, h.Head.On(today), 999, plan.Filter{})
	h.Refused(err, fault.NotFound, "")
	l, err := h.MyList(ctx, h.Intern.On(today), plan.Filter{})
	h.Must(err)
	if len(l.People) != 0 || !l.Mine || len(l.Addable) != 1 || l.Addable[0].ID != h.project {
		t.Errorf("the intern is offered the lists of %+v, and to add to %+v", l.People, l.Addable)
	}
	h.task("à Paul", assignedTo(h.Other))
	h.exec(`UPDATE people SET disabled_at = now() WHERE id = @id OR id = @gone`, pgx.NamedArgs{"id": h.Other.ID, "gone": h.Team.ID})
	l, err = h.MyList(ctx, h.Head.On(today), plan.Filter{})
	h.Must(err)
	if len(l.People) != 2 { // the intern, and who left with something to do
		t.Errorf("offered %+v", l.People)
	}
}

func TestAHorizonLeavesOutWhatComesLaterAndCountsIt(t *testing.T) {
	t.Parallel()
	h := open(t)
	mine := assignedTo(h.Intern)
	undated := h.newProject("Idée", h.Team)
	h.exec(`UPDATE projects SET target_first = NULL, target_last = NULL WHERE id = @id`, pgx.NamedArgs{"id": undated})
	h.taskIn(undated, "sans date", mine)
	for title, day := range map[string]workcal.Date{"en retard": today - 3, "aujourd’hui": today, "dimanche": today + 6, "30 avril": workcal.Of(2025, 4, 30), "2 mai": workcal.Of(2025, 5, 2)} {
		h.own(h.Intern, title, day)
	}
	h.own(h.Intern, "un jour", 0)
	h.task("14 avril", on(workcal.Of(2025, 4, 14)), mine)
	h.task("12 mai", on(workcal.Of(2025, 5, 12)), mine)
	for horizon, want := range map[plan.Horizon]struct {
		lines          string
		later, undated int
	}{
		plan.ThisWeek:  {"late today week undated", 4, 1},
		plan.ThisMonth: {"late today week month undated", 2, 1},
		plan.AllTime:   {"late today week month later undated", 0, 0},
	} {
		l, err := h.MyList(ctx, h.Intern.On(today), plan.Filter{Horizon: horizon})
		h.Must(err)
		var parts []string
		for _, s := range l.Sections {
			parts = append(parts, string(s.When))
			if s.Total != len(s.Rows)+len(s.Own) {
				t.Errorf("%q: %s counts %d", horizon, s.When, s.Total)
			}
		}
		if got := strings.Join(parts, " "); got != want.lines || l.Later != want.later || l.Undated != want.undated {
			t.Errorf("%q: %s, %d later, %d undated", horizon, got, l.Later, l.Undated)
		}
	}
	// The last days of a month: the week reaches into the next one.
	l, err := h.MyList(ctx, h.Intern.On(workcal.Of(2025, 4, 29)), plan.Filter{Horizon: plan.ThisWeek})
	h.Must(err)
	if l.Of(plan.WhenThisWeek) != 2 {
		t.Errorf("on 29 April, this week has %+v", l.Sections)
	}
	equal(t, "of a project", h.ownLines(h.Intern, h.Intern, plan.Filter{Project: h.project}), nil)
	equal(t, "what is free", h.ownLines(h.Intern, h.Intern, plan.Filter{Whose: plan.WhoseFree}), nil)
}

// Every act on what somebody noted leaves one entry, which no project's history tells.
func TestActsOnOnesOwnAreJournaled(t *testing.T) {
	t.Parallel()
	h := open(t)
	by := h.Intern.At(now)
	id, err := h.AddOwn(ctx, by, plan.OwnDraft{Title: " Appeler  la mairie "}, key)
	h.Must(err)
	again, err := h.AddOwn(ctx, by, plan.OwnDraft{Title: "Appeler la mairie"}, key)
	if err != nil || again != id {
		t.Errorf("the same key notes it again as %d (%v)", again, err)
	}
	h.Must(h.EditOwn(ctx, by, id, 1, plan.OwnDraft{Title: "Appeler la mairie", Day: workcal.Of(2025, 4, 11)}))
	h.Must(h.EditOwn(ctx, by, id, 2, plan.OwnDraft{Title: "Appeler la mairie", Day: workcal.Of(2025, 4, 11)})) // changes nothing
	stale := h.Met(h.EditOwn(ctx, by, id, 1, plan.OwnDraft{Title: "Autre"}))
	if stale.Version != 2 || stale.By != h.Intern.Name {
		t.Errorf("told of %+v", stale)
	}
	h.Must(h.TickOwn(ctx, by, id))
	h.Must(h.TickOwn(ctx, by, id))
	h.Must(h.UntickOwn(ctx, by, id))
	h.Must(h.DeleteOwn(ctx, by, id))
	h.Must(h.RestoreOwn(ctx, by, id))
	subject := journal.Subject{Kind: journal.OwnTask, ID: id, Name: "Appeler la mairie"}
	var got []journal.Entry
	for _, e := range h.entries() {
		if e.Subject.Kind == journal.OwnTask {
			if !reflect.DeepEqual(e.Subject, subject) || e.PersonID != h.Intern.ID || len(e.Projects) != 0 {
				t.Errorf("got %+v", e)
			}
			got = append(got, e)
		}
	}
	verbs := []journal.Verb{journal.Created, journal.Edited, journal.Finished, journal.Reopened, journal.Deleted, journal.Restored}
	for i, e := range got {
		if len(got) != len(verbs) || e.Verb != verbs[i] {
			t.Fatalf("%d entries, the %d. says %s", len(got), i, e.Verb)
		}
	}
	if want := []field.Change{{Name: "pour", Label: "Pour le", After: "11 avril 2025", To: "11/04/2025"}}; !reflect.DeepEqual(got[1].Changes, want) {
		t.Errorf("edited: %+v", got[1].Changes)
	}
	_, err = h.AddOwn(ctx, by, plan.OwnDraft{Title: " ", Day: workcal.Of(9999, 1, 1)}, "")
	h.Refused(err, fault.Invalid, plan.FieldTitle)
	h.Refused(err, fault.Invalid, plan.FieldDue)
}

// What somebody noted goes thirty days after she threw it away, or after her access ended.
func TestOnesOwnGoesWithThePerson(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.own(h.Intern, "Convention", 0)
	h.own(h.Team, "Devis", 0)
	h.exec(`UPDATE people SET disabled_at = now() WHERE id = @id`, pgx.NamedArgs{"id": h.Intern.ID})
	left := func(at time.Time) int {
		h.T.Helper()
		h.Must(h.Bins()[1].Purge(ctx, trash.Since(at)))
		return scalar[int](h, `SELECT count(*) FROM own_tasks`, nil)
	}
	if n := left(now.AddDate(0, 0, 30)); n != 2 {
		t.Errorf("%d are left within thirty days", n)
	}
	if n := left(now.AddDate(0, 0, 31)); n != 1 {
		t.Errorf("%d are left after thirty days", n)
	}
	if _, err := h.ListOf(ctx, h.Head.On(today), h.Intern.ID, plan.Filter{}); err != nil {
		t.Error(err)
	}
	if h.row(h.task("A")).State != retroplan.ToDo {
		t.Error("a plan was touched")
	}
}
