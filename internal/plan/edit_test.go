package plan_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account/accounttest"
	"parvis/internal/fault"
	"parvis/internal/plan"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

func TestAPlanHasABoundedNumberOfTasks(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.fill(h.project, 999)
	by := h.Head.At(now)
	_, err := h.CreateTask(ctx, by, h.project, draft("La millième"), "")
	h.Must(err)
	_, err = h.CreateTask(ctx, by, h.project, draft("Une de trop"), "")
	h.Refused(err, fault.Conflict, "")
	h.Must(plan.SeedTemplates(ctx, h.DB))
	_, err = h.ApplyTemplate(ctx, by, h.project, scalar[int64](h, `SELECT min(id) FROM plan_templates`, nil), nil, "")
	h.Refused(err, fault.Conflict, "")
	if n := scalar[int64](h, `SELECT count(*) FROM tasks`, nil); n != 1000 {
		t.Errorf("%d tasks", n)
	}
}

func TestATaskIsKeptAsGiven(t *testing.T) {
	t.Parallel()
	h := open(t)
	two := 2
	want := plan.Draft{Title: "Dossier de sécurité", Category: plan.Administrative, ResponsibleID: &h.Intern.ID, Duration: 5,
		CalendarDays: true, MinDuration: &two, Offset: retroplan.Offset{Side: retroplan.BeforeEvent, Count: 10, Unit: retroplan.WorkingDays},
		Deadline: workcal.Of(2025, 6, 2), NotBefore: workcal.Of(2025, 4, 14), PinnedStart: workcal.Of(2025, 5, 5),
		PinnedFinish: workcal.Of(2025, 5, 12), Statutory: true, Source: "Mairie (à vérifier)", Notes: "Une ligne\nune autre"}
	typed := want
	typed.Title, typed.Notes = "  Dossier  de sécurité ", "Une ligne\r\nune autre\n"
	id, err := h.CreateTask(ctx, h.Intern.At(now), h.project, typed, key)
	h.Must(err)
	row := h.row(id)
	got := row.Draft()
	if *got.ResponsibleID != h.Intern.ID || *got.MinDuration != 2 || row.Responsible != "Zoé Petit" {
		t.Errorf("got %+v", row)
	}
	got.ResponsibleID, got.MinDuration = want.ResponsibleID, want.MinDuration
	if got != want || row.Version != 1 || row.State != retroplan.ToDo {
		t.Errorf("got %+v, want %+v", got, want)
	}
	h.lastEntry("Zoé Petit a créé la tâche «\u00a0Dossier de sécurité\u00a0»")
}

func TestAnOffsetIsKeptInTheUnitItIsCountedIn(t *testing.T) {
	t.Parallel()
	h := open(t)
	for text, latest := range map[string]workcal.Date{ // around 13–15 June 2025
		"": 0, "J-21": workcal.Of(2025, 5, 23), "J-10o": workcal.Of(2025, 5, 28), "J-2 mois": workcal.Of(2025, 4, 11),
		"E+7": workcal.Of(2025, 6, 23), "E+1o": workcal.Of(2025, 6, 16), "E+1 mois": workcal.Of(2025, 7, 15),
	} {
		row := h.row(h.task("Une tâche", due(text)))
		if row.Offset.String() != text || latest != 0 && row.LatestFinish != latest {
			t.Errorf("%q comes back as %q, due on %s, want %s", text, row.Offset, row.LatestFinish, latest)
		}
	}
	_, err := h.CreateTask(ctx, h.Head.At(now), h.project, draft("Trop loin", func(d *plan.Draft) {
		d.Offset = retroplan.Offset{Side: retroplan.BeforeEvent, Count: 67, Unit: retroplan.Months}
	}), "")
	if problems, ok := fault.ProblemsOf(err); !ok || problems.For(plan.FieldDue) == "" {
		t.Errorf("67 months: %v", err)
	}
}

func TestTheSameFormSentTwiceCreatesOneTask(t *testing.T) {
	t.Parallel()
	h := open(t)
	var group sync.WaitGroup
	ids := make([]int64, 4)
	for i := range ids {
		group.Go(func() { ids[i], _ = h.CreateTask(ctx, h.Team.At(now), h.project, draft("Une seule"), key) })
	}
	group.Wait()
	if n := len(h.view(h.project).Rows); n != 1 || ids[0] == 0 || ids[0] != ids[1] || ids[0] != ids[3] {
		t.Errorf("%d tasks, ids %v", n, ids)
	}
	if by := scalar[int64](h, `SELECT created_by FROM tasks`, nil); by != h.Team.ID {
		t.Errorf("created by %d, want %d", by, h.Team.ID)
	}
}

func TestBadTasksComeBackWithProblemsByField(t *testing.T) {
	t.Parallel()
	h := open(t)
	nobody, big := int64(999), strings.Repeat("é", 10<<20)
	type bad struct {
		field string
		draft plan.Draft
	}
	for _, c := range []bad{
		{plan.FieldTitle, draft(" ")},
		{plan.FieldCategory, draft("A", func(d *plan.Draft) { d.Category = "sport" })},
		{plan.FieldDuration, draft("A", lasting(2001))},
		{plan.FieldDuration, draft("A", lasting(-1), func(d *plan.Draft) { d.MinDuration = new(int) })},
		{plan.FieldEffort, draft("A", func(d *plan.Draft) { d.Effort = 2001 })},
		{plan.FieldMinDuration, draft("A", func(d *plan.Draft) { d.MinDuration = new(int); *d.MinDuration = 3 })},
		{plan.FieldResponsible, draft("A", func(d *plan.Draft) { d.ResponsibleID = &nobody })},
		{plan.FieldDue, draft("A", func(d *plan.Draft) { d.Offset = retroplan.Offset{Side: 9, Count: 2} })},
		{plan.FieldDue, draft("A", func(d *plan.Draft) { d.Deadline = workcal.Of(9999, 1, 1) })},
		{plan.FieldPinnedFinish, draft("A", func(d *plan.Draft) { d.PinnedStart, d.PinnedFinish = today, today-1 })},
		{plan.FieldPinnedStart, draft("A", func(d *plan.Draft) { d.PinnedStart, d.PinnedFinish = workcal.Of(9999, 1, 1), today })},
		{plan.FieldOptional, draft("A", func(d *plan.Draft) { d.Statutory, d.Optional = true, true })},
		{plan.FieldNotes, draft("A", func(d *plan.Draft) { d.Notes = big })},
		{plan.FieldSource, draft("A", func(d *plan.Draft) { d.Source = "nul \x00" })},
	} {
		_, err := h.CreateTask(ctx, h.Head.At(now), h.project, c.draft, "")
		h.Refused(err, fault.Invalid, c.field)
		if problems, _ := fault.ProblemsOf(err); len(problems) != 1 {
			t.Errorf("%s: %v is told of one mistake", c.field, problems)
		}
	}
	for _, title := range []string{big, "nul \x00", "pas UTF-8 \xff"} {
		_, err := h.CreateTask(ctx, h.Head.At(now), h.project, draft(title), "")
		h.Refused(err, fault.Invalid, plan.FieldTitle)
	}
	if n := len(h.view(h.project).Rows); n != 0 {
		t.Errorf("%d tasks were created", n)
	}
}

func TestEveryProblemIsToldAtOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	nobody := int64(999)
	_, err := h.CreateTask(ctx, h.Head.At(now), h.project, plan.Draft{Duration: -1, ResponsibleID: &nobody}, "")
	problems, _ := fault.ProblemsOf(err)
	if len(problems) != 4 {
		t.Errorf("got %v", problems)
	}
}

func TestEditingIsJournaledFieldByField(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.task("Impression")
	h.Must(h.EditTask(ctx, h.Intern.At(now), id, 1, draft("Impression", lasting(7), due("J-21"))))
	got := h.row(id)
	if got.Version != 2 || got.Duration != 7 || got.Offset.String() != "J-21" {
		t.Errorf("got %+v", got)
	}
	h.lastEntry("Zoé Petit a modifié la tâche «\u00a0Impression\u00a0»", "Durée: 2\u00a0jours ouvrés → 7\u00a0jours ouvrés", "À faire pour:  → J-21")
	entries := len(h.journal(h.project))
	h.Must(h.EditTask(ctx, h.Intern.At(now), id, 2, got.Draft()))
	if h.row(id).Version != 2 || len(h.journal(h.project)) != entries {
		t.Error("saving without a change was written")
	}
}

func TestTwoPeopleEditingNeverOverwriteEachOther(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.task("Impression")
	h.Must(h.EditTask(ctx, h.Team.At(now), id, 1, draft("Impression du programme", assignedTo(h.Other))))
	h.Must(h.TickTask(ctx, h.Head.At(now), id)) // who ticks writes no text
	stale := h.Met(h.EditTask(ctx, h.Head.At(now), id, 1, draft("Impression des affiches", assignedTo(h.Intern))))
	if stale.By != h.Team.Name || stale.Version != 2 {
		t.Errorf("told of %q and version %d", stale.By, stale.Version)
	}
	equal(t, "both texts", accounttest.Said(stale.Texts), []string{"Titre: Impression du programme → Impression des affiches", "Catégorie: Logistique → Logistique",
		"Responsable: Paul Renaud → Zoé Petit", "Durée: 2\u00a0jours ouvrés → 2\u00a0jours ouvrés", "Charge: non connue → non connue"})
	if h.row(id).Title != "Impression du programme" {
		t.Error("the first text was overwritten")
	}
	h.Must(h.EditTask(ctx, h.Head.At(now), id, stale.Version, draft("Impression des affiches")))
	if kept := h.row(id); kept.Title != "Impression des affiches" {
		t.Errorf("keeping hers gave %+v", kept)
	}
}

func TestTickingDoesNotDisturbSomebodyWhoIsWriting(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.task("Impression")
	h.Must(h.TickTask(ctx, h.Head.At(now), id))
	h.Must(h.EditTask(ctx, h.Team.At(now), id, 1, draft("Impression du programme")))
	if r := h.row(id); r.State != retroplan.Done || r.Title != "Impression du programme" {
		t.Errorf("got %+v", r)
	}
}

func TestATaskMayStayWithSomebodyWhoLeft(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.task("A", assignedTo(h.Other))
	h.exec(`UPDATE people SET disabled_at = now() WHERE id = @id`, pgx.NamedArgs{"id": h.Other.ID})
	h.Must(h.EditTask(ctx, h.Head.At(now), id, 1, draft("B", assignedTo(h.Other))))
	h.Refused(h.Assign(ctx, h.Head.At(now), h.task("C"), &h.Other.ID), fault.Invalid, plan.FieldResponsible)
}

func TestAssigningIsJournaled(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.task("A")
	h.Must(h.Assign(ctx, h.Intern.At(now), id, &h.Intern.ID))
	h.lastEntry("Zoé Petit a changé l’attribution de la tâche «\u00a0A\u00a0»", "Responsable: à attribuer → Zoé Petit")
	if r := h.row(id); r.Responsible != "Zoé Petit" {
		t.Errorf("got %+v", r)
	}
	h.Must(h.Assign(ctx, h.Head.At(now), id, nil))
	h.lastEntry("Claire Fontaine a changé l’attribution de la tâche «\u00a0A\u00a0»", "Responsable: Zoé Petit → à attribuer")
}

func TestAnArchivedProjectIsReadOnly(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.task("A", assignedTo(h.Intern))
	h.put(h.project, "archived")
	_, err := h.CreateTask(ctx, h.Head.At(now), h.project, draft("B"), "")
	h.Refused(err, fault.Forbidden, "")
	h.Refused(h.EditTask(ctx, h.Head.At(now), id, 1, draft("B")), fault.Forbidden, "")
	h.Refused(h.TickTask(ctx, h.Head.At(now), id), fault.Forbidden, "")
	_, err = h.NewTask(ctx, h.Head.At(now), h.project)
	h.Refused(err, fault.Forbidden, "")
	v := h.view(h.project)
	if v.CanEdit || v.CanApplyTemplate || v.CanMoveDate || v.Rows[0].CanEdit || v.Rows[0].CanTick {
		t.Error("the plan of an archived project offers changes")
	}
}

func TestDeletingIsUndoneForThirtyDays(t *testing.T) {
	t.Parallel()
	h := open(t)
	a, b, c := h.task("A"), h.task("B"), h.task("C")
	h.chain(a, b, c)
	_, err := h.AddItem(ctx, h.Head.At(now), b, "Point", "")
	h.Must(err)
	h.Must(h.DeleteTask(ctx, h.Intern.At(now), b))
	h.lastEntry("Zoé Petit a mis à la corbeille la tâche «\u00a0B\u00a0»")
	_, err = h.Task(ctx, h.Head.On(today), b)
	h.Refused(err, fault.NotFound, "")
	if r := h.row(c); len(r.Needs) != 0 {
		t.Errorf("C still needs %v", r.Needs)
	}
	until := time.Date(2025, 5, 7, 23, 59, 59, 0, time.UTC) // the end of the thirtieth day after
	if in := h.trash(h.Head.At(until)); len(in) != 1 || in[0].ID != b || in[0].Name != "B" || in[0].ProjectID != h.project || in[0].Until() != workcal.Of(2025, 5, 7) {
		t.Errorf("trash %+v", in)
	}
	if in := h.trash(h.Head.At(until.Add(time.Second))); len(in) != 0 {
		t.Errorf("too late to restore, and still shown: %+v", in)
	}
	h.Refused(h.RestoreTask(ctx, h.Head.At(until.Add(time.Second)), b), fault.NotFound, "")
	h.Must(h.RestoreTask(ctx, h.Intern.At(until), b))
	h.lastEntry("Zoé Petit a rétabli la tâche «\u00a0B\u00a0»")
	d := h.detail(b)
	if len(d.Items) != 1 || len(d.Row.Needs) != 1 || len(d.Row.Successors) != 1 {
		t.Errorf("restored without its checklist or dependencies: %+v", d.Row)
	}
}

func TestRestoringNeverClosesALoop(t *testing.T) {
	t.Parallel()
	h := open(t)
	a, b, c := h.task("A"), h.task("B"), h.task("C")
	h.chain(a, b, c)
	h.Must(h.DeleteTask(ctx, h.Head.At(now), b))
	h.Must(h.AddNeed(ctx, h.Head.At(now), a, c, 0))
	h.Must(h.RestoreTask(ctx, h.Head.At(now), b))
	h.lastEntry("Claire Fontaine a rétabli la tâche «\u00a0B\u00a0»", "Laissé de côté:  → 1\u00a0dépendance qui aurait formé une boucle")
	if r := h.row(b); len(r.Needs) != 0 || len(r.Successors) != 1 {
		t.Errorf("got %+v", r)
	}
}

func TestJournalOfATaskIsItsHistory(t *testing.T) {
	t.Parallel()
	h := open(t)
	a := h.task("Impression")
	h.task("Impression des affiches")
	h.Must(h.Start(ctx, h.Head.At(now), a))
	history := h.detail(a).History
	if len(history) != 2 || history[0].Sentence(history[0].Subject) != "Claire Fontaine a commencé la tâche" || !history[0].At.Equal(now) {
		t.Errorf("got %+v", history)
	}
	equal(t, "what changed", accounttest.Said(history[0].Changes), []string{"État: À faire → En cours", "Commencée le:  → 7 avril 2025"})
}

func TestMovingTheEventMovesThePlan(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.task("A", due("J-21"))
	h.exec(`UPDATE projects SET target_first = '2025-06-20', target_last = '2025-06-22' WHERE id = @id`, pgx.NamedArgs{"id": h.project})
	if got := h.row(id).LatestFinish; got != workcal.Of(2025, 5, 30) {
		t.Errorf("got %s", got)
	}
}
