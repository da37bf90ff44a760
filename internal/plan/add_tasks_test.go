package plan_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/workcal"
)

func TestTasksAreAddedWhereTheyWereAskedFor(t *testing.T) {
	t.Parallel()
	h := open(t)
	a, b := h.task("A", on(today)), h.task("B", on(today))
	h.task("C", on(today))
	before := len(h.entries())
	ids, err := h.AddTasks(ctx, h.Team.At(now), h.project, plan.Added{Drafts: []plan.Draft{draft("Un", on(today)), draft("Deux", on(today), assignedTo(h.Intern), func(d *plan.Draft) {
		d.NotBefore, d.Internal, d.Notes = today, true, "à relire"
	})}, Below: a}, "a-key-for-lines-1")
	h.Must(err)
	equal(t, "order", titles(h.view(h.project).Rows), []string{"A", "Un", "Deux", "B", "C"})
	second := h.row(ids[1])
	if len(ids) != 2 || second.Title != "Deux" || second.Deadline != today || second.NotBefore != today || !second.Internal || second.Notes != "à relire" || second.Responsible != h.Intern.Name {
		t.Errorf("%v: %+v", ids, second.Task)
	}
	if n := len(h.entries()) - before; n != 2 {
		t.Errorf("%d entries for two tasks", n)
	}
	ids, err = h.AddTasks(ctx, h.Team.At(now), h.project, plan.Added{Drafts: []plan.Draft{draft("Trois"), draft("Quatre")}, Below: 999, After: []plan.Need{{ID: b, Lag: 2}}}, "")
	h.Must(err)
	for _, id := range ids {
		if r := h.row(id); len(r.Needs) != 1 || r.Needs[0].ID != b || r.Needs[0].Lag != 2 {
			t.Errorf("%s waits for %+v", r.Title, r.Needs)
		}
	}
	id, err := h.CreateTask(ctx, h.Team.At(now), h.project, draft("Cinq"), "", plan.Need{ID: a, Lag: -1}, plan.Need{ID: b})
	h.Must(err)
	if r := h.row(id); len(r.Needs) != 2 {
		t.Errorf("Cinq waits for %+v", r.Needs)
	}
	h.lastEntry("Inès Marchand a créé la tâche «\u00a0Cinq\u00a0»", "Attend:  → A", "Attend:  → B")
}

func TestTasksAreAddedAllOrNone(t *testing.T) {
	t.Parallel()
	h := open(t)
	elsewhere := h.taskIn(h.elsewhere, "Ailleurs")
	gone := h.Other
	h.exec(`UPDATE people SET disabled_at = now() WHERE id = @id`, pgx.NamedArgs{"id": gone.ID})
	good := draft("Bonne")
	many := make([]plan.Draft, plan.MaxLines+1)
	for i := range many {
		many[i] = good
	}
	for name, c := range map[string]struct {
		added plan.Added
		field string
		says  string
	}{
		"nothing":         {plan.Added{}, plan.FieldTitle, "Donnez un titre"},
		"too many":        {plan.Added{Drafts: many}, plan.FieldTitle, "au plus 200 lignes"},
		"no title":        {plan.Added{Drafts: []plan.Draft{good, draft("")}}, plan.FieldTitle, "Ligne 2 : donnez un titre"},
		"alone":           {plan.Added{Drafts: []plan.Draft{draft("", lasting(-1))}}, plan.FieldTitle, "Donnez un titre"},
		"somebody gone":   {plan.Added{Drafts: []plan.Draft{good, draft("A", assignedTo(gone))}}, plan.FieldTitle, "Ligne 2 : choisissez la personne"},
		"after elsewhere": {plan.Added{Drafts: []plan.Draft{good}, After: []plan.Need{{ID: elsewhere}}}, plan.FieldNeed, "de ce projet"},
		"a long wait":     {plan.Added{Drafts: []plan.Draft{good}, After: []plan.Need{{ID: h.task("A"), Lag: 501}}}, plan.FieldLag, ""},
	} {
		n := len(h.view(h.project).Rows)
		_, err := h.AddTasks(ctx, h.Team.At(now), h.project, c.added, "a-key-for-"+strings.ReplaceAll(name, " ", "-"))
		if err == nil {
			t.Errorf("%s was added", name)
			continue
		}
		h.says(err, fault.Invalid, c.field, c.says)
		if got := len(h.view(h.project).Rows); got != n {
			t.Errorf("%s: %d tasks of %d", name, got, n)
		}
	}
	_, err := h.CreateTask(ctx, h.Team.At(now), h.project, good, "", plan.Need{ID: elsewhere})
	h.Refused(err, fault.Invalid, plan.FieldNeed)
	_, err = h.AddTasks(ctx, h.Intern.At(now), h.project, plan.Added{Drafts: []plan.Draft{good, draft("Pour une autre", assignedTo(h.Team))}}, "")
	h.allowed(h.Intern, "give", err, false)
	_, err = h.AddTasks(ctx, h.Intern.At(now), h.elsewhere, plan.Added{Drafts: []plan.Draft{good}}, "")
	h.allowed(h.Intern, "add elsewhere", err, false)
	h.fill(h.project, 1000-len(h.view(h.project).Rows))
	_, err = h.AddTasks(ctx, h.Team.At(now), h.project, plan.Added{Drafts: []plan.Draft{good}}, "")
	h.says(err, fault.Conflict, "", "au plus 1 000 tâches")
}

func TestLinesSentTwiceAreAddedOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	a := plan.Added{Drafts: []plan.Draft{draft("Un"), draft("Deux")}}
	first, err := h.AddTasks(ctx, h.Team.At(now), h.project, a, key)
	h.Must(err)
	again, err := h.AddTasks(ctx, h.Team.At(now), h.project, a, key)
	h.Must(err)
	if len(first) != 2 || len(again) != 1 || again[0] != first[0] || len(h.view(h.project).Rows) != 2 {
		t.Errorf("%v, then %v", first, again)
	}
}

func TestAsManyRoundTripsForManyLines(t *testing.T) {
	t.Parallel()
	h := open(t)
	below := h.task("A")
	asks := func(n int) int64 {
		drafts := make([]plan.Draft, n)
		for i := range drafts {
			drafts[i] = draft(fmt.Sprint("Tâche ", i), assignedTo(h.Intern))
		}
		counted, queries := postgres.CountQueries(ctx)
		_, err := h.AddTasks(counted, h.Head.At(now), h.project, plan.Added{Drafts: drafts, Below: below, After: []plan.Need{{ID: below}}}, fmt.Sprint("a-key-for-so-many-", n))
		h.Must(err)
		return queries.Load()
	}
	if few, many := asks(2), asks(200); few != many {
		t.Errorf("%d round trips for 2 tasks, %d for 200", few, many)
	} else {
		t.Logf("%d round trips", few)
	}
}

func TestAFormOpenedInAMonthProposesItsLastDay(t *testing.T) {
	t.Parallel()
	h := open(t)
	a := h.task("A")
	b, err := h.NewLines(ctx, h.Team.At(now), h.project, a)
	h.Must(err)
	if b.Below == nil || b.Below.Title != "A" || len(b.People) != 4 {
		t.Errorf("%+v", b)
	}
	for month, want := range map[workcal.Date]string{
		workcal.Of(2025, 5, 12): "J-14", // Friday 30 May
		workcal.Of(2025, 6, 1):  "J-1",
		workcal.Of(2025, 7, 1):  "E+46",
		workcal.Of(1999, 7, 1):  "",
		0:                       "",
	} {
		if got := b.DueIn(month).String(); got != want {
			t.Errorf("%s: %q, want %q", month, got, want)
		}
	}
	if b, err = h.NewLines(ctx, h.Team.At(now), h.project, 999); err != nil || b.Below != nil {
		t.Errorf("%+v, %v", b.Below, err)
	}
	for who, may := range map[*account.Person]bool{&h.Intern: false, &h.Head: true} {
		_, err := h.NewLines(ctx, who.At(now), h.elsewhere, 0)
		h.allowed(*who, "lines elsewhere", err, may)
	}
}
