package plan_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/undo"
)

// told writes the notices that somebody did not read, and forgets them: "task Louer ×1".
func (h house) told(p account.Person) string {
	h.T.Helper()
	rows, err := postgres.List[struct{ Line string }](ctx, h.DB, `SELECT n.subject_kind || ' ' || COALESCE(t.title, j.title) || ' ×' || n.times || CASE WHEN n.what <> 'given' THEN n.what ELSE '' END AS line
		FROM notices n LEFT JOIN tasks t ON n.subject_kind = 'task' AND t.id = n.subject_id LEFT JOIN projects j ON n.subject_kind = 'project' AND j.id = n.subject_id
		WHERE n.person_id = @p ORDER BY 1`, pgx.NamedArgs{"p": p.ID})
	h.Must(err)
	h.exec(`DELETE FROM notices WHERE person_id = @p`, pgx.NamedArgs{"p": p.ID})
	var lines []string
	for _, row := range rows {
		lines = append(lines, row.Line)
	}
	return strings.Join(lines, ", ")
}

// Whatever the way a task is given, whoever gets it is told once; of several tasks, once for their project, with how many.
func TestWhoeverIsGivenATaskIsTold(t *testing.T) {
	t.Parallel()
	h := open(t)
	by, zoe, inconnu := h.Head.At(now), h.Intern.ID, h.Other.ID
	free := func(title string) int64 { return h.task(title) }
	hers := func(d *plan.Draft) { d.ResponsibleID = &zoe }
	draft := func(title string) plan.Draft {
		return plan.Draft{Title: title, Category: plan.Logistics, Duration: 1, ResponsibleID: &zoe}
	}
	for _, c := range []struct {
		name, want string
		act        func() error
	}{
		{"CreateTask", "task Louer ×1", func() error { _, err := h.CreateTask(ctx, by, h.project, draft("Louer"), ""); return err }},
		{"AddTasks, one", "task Un ×1", func() error {
			_, err := h.AddTasks(ctx, by, h.project, plan.Added{Drafts: []plan.Draft{draft("Un")}}, "")
			return err
		}},
		{"AddTasks, three of which two hers", "project Fouilles ouvertes ×2", func() error {
			other := draft("Trois")
			other.ResponsibleID = &inconnu
			_, err := h.AddTasks(ctx, by, h.project, plan.Added{Drafts: []plan.Draft{draft("Un"), draft("Deux"), other}}, "")
			return err
		}},
		{"Assign", "task Relire ×1", func() error { return h.Assign(ctx, by, free("Relire"), &zoe) }},
		{"Assign to whom has it", "", func() error {
			id := h.task("Sienne", hers)
			h.told(h.Intern)
			return h.Assign(ctx, by, id, &zoe)
		}},
		{"EditTask", "task Plier ×1", func() error {
			id := free("Plier")
			d := h.row(id).Draft()
			d.ResponsibleID = &zoe
			return h.EditTask(ctx, by, id, 1, d)
		}},
		{"EditTask without giving", "", func() error {
			id := h.task("Sienne", hers)
			h.told(h.Intern)
			d := h.row(id).Draft()
			d.Notes = "Autre"
			return h.EditTask(ctx, by, id, 1, d)
		}},
		{"EditLine", "task Poser ×1", func() error {
			v := h.line(by, free("Poser"))
			line := v.Row.Line()
			line.ResponsibleID = &zoe
			_, err := h.EditLine(ctx, by, v, v.Row.Version, line)
			return err
		}},
		{"Together, one", "task Seule ×1", func() error {
			_, err := h.Together(ctx, by, h.project, []int64{free("Seule")}, plan.Change{Act: plan.ActAssign, Person: &zoe})
			return err
		}},
		{"Together, three", "project Fouilles ouvertes ×3", func() error {
			_, err := h.Together(ctx, by, h.project, []int64{free("A"), free("B"), free("C")}, plan.Change{Act: plan.ActAssign, Person: &zoe})
			return err
		}},
		{"Together, another act", "", func() error {
			_, err := h.Together(ctx, by, h.project, []int64{free("D"), free("E")}, plan.Change{Act: plan.ActCategory, Category: plan.Budget})
			return err
		}},
		{"taken back", "", func() error {
			id := h.task("Reprise", hers)
			h.told(h.Intern)
			return h.Assign(ctx, by, id, nil)
		}},
		{"taken by herself", "", func() error { return h.Assign(ctx, h.Intern.At(now), free("Prise"), &zoe) }},
		{"refused", "", func() error {
			id := free("Refusée")
			if err := h.Assign(ctx, h.Intern.At(now), id, &inconnu); err == nil {
				return errors.New("an intern gives a task")
			}
			return nil
		}},
	} {
		if err := c.act(); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if got := h.told(h.Intern); got != c.want {
			t.Errorf("%s: told %q, want %q", c.name, got, c.want)
		}
	}
}

func TestATemplateTellsWhomItGivesItsTasksOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	applied, err := h.ApplyTemplate(ctx, h.Head.At(now), h.project, h.national().ID, nil, "")
	h.Must(err)
	for _, p := range []account.Person{h.Team, h.Intern} {
		n := 0
		for _, row := range h.view(h.project).Rows {
			if row.ResponsibleID != nil && *row.ResponsibleID == p.ID {
				n++
			}
		}
		if got, want := h.told(p), fmt.Sprintf("project Fouilles ouvertes ×%d", n); n < 2 || got != want {
			t.Errorf("%s: %q, want %q, of %d tasks", p.Name, got, want, applied.Count)
		}
	}
}

// committingNothing is a guard that refuses: acts fail once everything is done in them.
type committingNothing struct{}

func (committingNothing) Allow(context.Context, pgx.Tx) error { return errors.New("refused") }

func TestATaskIsGivenWithItsNoticeOrNotAtAll(t *testing.T) {
	t.Parallel()
	h := open(t)
	by, zoe, refused := h.Head.At(now), h.Intern.ID, postgres.Guarded(ctx, committingNothing{})
	one, two := h.task("Un"), h.task("Deux")
	if err := h.Assign(refused, by, one, &zoe); err == nil {
		t.Error("nothing was refused")
	}
	if _, err := h.Together(refused, by, h.project, []int64{one, two}, plan.Change{Act: plan.ActAssign, Person: &zoe}); err == nil {
		t.Error("nothing was refused")
	}
	if got := h.told(h.Intern); got != "" || h.row(one).ResponsibleID != nil {
		t.Errorf("told %q", got)
	}
	// Where telling fails, nothing is given.
	h.exec(`ALTER TABLE notices ADD CONSTRAINT no_more CHECK (false)`, nil)
	if err := h.Assign(ctx, by, one, &zoe); err == nil || h.row(one).ResponsibleID != nil {
		t.Errorf("given without a notice: %v", err)
	}
}

// TestWhatIsTakenBackIsToldNoMore gives tasks, takes that back and does it again: whoever did not look is told what stands.
func TestWhatIsTakenBackIsToldNoMore(t *testing.T) {
	t.Parallel()
	h := open(t)
	by, zoe := h.Head.At(now), h.Intern.ID
	room := undo.New(h.DB, programme.Undoable{}, plan.Undoable{})
	hers := func(d *plan.Draft) { d.ResponsibleID = &h.Team.ID }
	waiting := func(p account.Person) string {
		rows, err := postgres.Scalars[string](ctx, h.DB, `SELECT subject_kind || ' ×' || times FROM notices WHERE person_id = @p AND read_at IS NULL ORDER BY 1`, pgx.NamedArgs{"p": p.ID})
		h.Must(err)
		return strings.Join(rows, ", ")
	}
	act := func(do func(context.Context) error) string {
		one := account.Gesture(ctx)
		h.Must(do(one))
		return account.ActOf(one)
	}
	back := func(id string) string {
		one := account.Gesture(ctx)
		_, err := room.Undo(one, by, id)
		h.Must(err)
		return account.ActOf(one)
	}
	a, b, c := h.task("Un", hers), h.task("Deux"), h.task("Trois")
	h.told(h.Team)
	for name, step := range map[string]struct {
		do    func(context.Context) error
		given string
	}{
		"one": {func(ctx context.Context) error { return h.Assign(ctx, by, a, &zoe) }, "task ×1"},
		"three": {func(ctx context.Context) error {
			_, err := h.Together(ctx, by, h.project, []int64{a, b, c}, plan.Change{Act: plan.ActAssign, Person: &zoe})
			return err
		}, "project ×3"},
		"a new one": {func(ctx context.Context) error {
			_, err := h.CreateTask(ctx, by, h.project, plan.Draft{Title: "Neuf", Category: plan.Logistics, Duration: 1, ResponsibleID: &zoe}, "")
			return err
		}, "task ×1"},
	} {
		did := act(step.do)
		if got := waiting(h.Intern); got != step.given {
			t.Errorf("%s: given, she is told %q", name, got)
		}
		undid := back(did)
		if got := waiting(h.Intern); got != "" {
			t.Errorf("%s: taken back, she is told %q", name, got)
		}
		if got := h.told(h.Team); name != "a new one" && got != "task Un ×1" {
			t.Errorf("%s: who has it again is told %q", name, got)
		}
		if name != "a new one" {
			redid := back(undid)
			if got := waiting(h.Intern); got != step.given {
				t.Errorf("%s: done again, she is told %q", name, got)
			}
			h.exec(`UPDATE notices SET read_at = now() WHERE person_id = @p`, pgx.NamedArgs{"p": zoe})
			back(redid) // she looked: what she knows is not unsaid
			if n, err := postgres.Scalar[int](ctx, h.DB, `SELECT count(*)::int FROM notices WHERE person_id = @p`, pgx.NamedArgs{"p": zoe}); err != nil || n != 1 {
				t.Errorf("%s: what she looked at is gone, %v", name, err)
			}
		}
		h.told(h.Intern)
		h.told(h.Team)
	}
}
