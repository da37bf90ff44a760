package plan_test

import (
	"context"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/field"
	"parvis/internal/journal"
	"parvis/internal/plan"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// reads are the operations of the room that leave no trace; the last is a test's own.
var reads = []string{"Bins", "Import", "Exported", "Chosen", "ChosenOf", "Forget", "Morning", "AgendaOf", "Shared", "ListOf", "MyList", "Names", "Own", "OwnToEdit", "ChooseTemplate", "NewLines", "NewTask", "Overview", "Picture", "Plan", "PlanToWork", "Progress", "Rehearse", "Responsibles", "Task", "TaskLine", "TaskToEdit", "TaskToBlock", "Template", "Templates", "TryLine", "WholePlan"}

// acts follows what is done to a project, and checks that each act leaves one entry.
type acts struct {
	house
	done map[string]bool // by operation
	seen int             // entries of the journal
}

// did checks the entry that an operation left: one, by the intern, now, told in the project.
func (a *acts) did(operation string, err error, verb journal.Verb, to, within journal.Subject, changes ...field.Change) {
	a.T.Helper()
	a.Must(err)
	a.done[operation] = true
	entries := a.entries()
	if len(entries) != a.seen+1 {
		a.T.Fatalf("%s left %d entries, want one", operation, len(entries)-a.seen)
	}
	a.seen++
	got := entries[len(entries)-1]
	want := journal.Entry{ID: got.ID, At: now, PersonID: a.Intern.ID, Person: a.Intern.Name, Verb: verb, Subject: to, Within: within,
		Projects: []int64{a.project}, Changes: append([]field.Change{}, changes...)}
	if got.At = got.At.UTC(); got.Act == "" {
		a.T.Errorf("%s: no act", operation)
	}
	got.Act = ""
	if !reflect.DeepEqual(got, want) {
		a.T.Errorf("%s:\ngot  %+v\nwant %+v", operation, got, want)
	}
}

// entries is the whole journal in the order it was written, with the projects that tell each entry.
func (h house) entries() []journal.Entry {
	h.T.Helper()
	var list []journal.Entry
	for page := 1; ; page++ {
		p, err := journal.OfKinds(ctx, h.DB, page, journal.Kinds()...)
		h.Must(err)
		list = append(list, p.Entries...)
		if !p.More {
			break
		}
	}
	slices.SortFunc(list, func(a, b journal.Entry) int { return int(a.ID - b.ID) })
	for i := range list {
		list[i].Projects = scalar[[]int64](h, `SELECT array_agg(project_id ORDER BY project_id) FROM journal_projects WHERE entry_id = @id`,
			pgx.NamedArgs{"id": list[i].ID})
	}
	return list
}

// change is a change whose text is what the form sends; sends says what it sends where that differs.
func change(name, label, before, after string) field.Change {
	return field.Change{Name: name, Label: label, Before: before, After: after}
}

func sends(c field.Change, from, to string) field.Change {
	c.From, c.To = from, to
	return c
}

func TestEveryActLeavesOneEntryThatSaysWhatItDid(t *testing.T) {
	t.Parallel()
	h := open(t)
	template := h.national()
	a := &acts{house: h, done: map[string]bool{}, seen: len(h.entries())}
	a.Intern = h.Team // interns give no task to others, and apply no template
	by, none, other := h.Team.At(now), journal.Subject{}, h.task("Relecture")
	a.seen++
	zoe, paul, relecture := strconv.FormatInt(h.Intern.ID, 10), strconv.FormatInt(h.Other.ID, 10), strconv.FormatInt(other, 10)

	id, err := h.CreateTask(ctx, by, h.project, draft("Affiche"), key)
	task := journal.Subject{Kind: journal.Task, ID: id, Name: "Affiche"}
	a.did("CreateTask", err, journal.Created, task, none)

	two := 2
	err = h.EditTask(ctx, by, id, 1, plan.Draft{Title: "Affiches", Category: plan.Communication, ResponsibleID: &h.Other.ID, Duration: 5, CalendarDays: true, Effort: 3, Internal: true,
		MinDuration: &two, Offset: retroplan.Offset{Side: retroplan.BeforeEvent, Count: 21}, Deadline: workcal.Of(2025, 6, 2), NotBefore: workcal.Of(2025, 5, 2),
		PinnedStart: workcal.Of(2025, 5, 5), PinnedFinish: workcal.Of(2025, 5, 12), Statutory: true, Source: "Mairie", Notes: "Deux formats"})
	task.Name = "Affiches"
	a.did("EditTask", err, journal.Edited, task, none,
		change("titre", "Titre", "Affiche", "Affiches"),
		sends(change("categorie", "Catégorie", "Logistique", "Communication"), "logistics", "communication"),
		sends(change("responsable", "Responsable", "à attribuer", "Paul Renaud"), "", paul),
		sends(change("duree", "Durée", "2\u00a0jours ouvrés", "5\u00a0jours"), "2", "5"),
		change("pour", "À faire pour", "", "J-21 et 2 juin 2025"),
		change("jours_calendaires", "Jours calendaires", "", "oui"),
		sends(change("charge", "Charge", "non connue", "1,5\u00a0jour"), "", "1,5"),
		change("interne", "Interne", "", "oui"),
		change("notes", "Notes", "", "Deux formats"),
		sends(change("pas_avant", "Pas avant", "", "2 mai 2025"), "", "02/05/2025"),
		sends(change("debut_fixe", "Début fixé", "", "5 mai 2025"), "", "05/05/2025"),
		sends(change("fin_fixe", "Fin fixée", "", "12 mai 2025"), "", "12/05/2025"),
		change("duree_minimale", "Durée minimale", "", "2"),
		change("legale", "Obligation légale", "", "oui"),
		change("source", "Source", "", "Mairie"))
	d := h.row(id).Draft()
	d.Statutory, d.Optional = false, true
	a.did("EditTask", h.EditTask(ctx, by, id, 2, d), journal.Edited, task, none,
		change("legale", "Obligation légale", "oui", ""), change("facultative", "Facultative", "", "oui"))
	d.Effort, d.Internal = 0, false
	a.did("EditTask", h.EditTask(ctx, by, id, 3, d), journal.Edited, task, none,
		sends(change("charge", "Charge", "1,5\u00a0jour", "non connue"), "1,5", ""), change("interne", "Interne", "oui", ""))
	a.did("Assign", h.Assign(ctx, by, id, &h.Intern.ID), journal.Assigned, task, none,
		sends(change("responsable", "Responsable", "Paul Renaud", "Zoé Petit"), paul, zoe))

	a.did("Shift", h.Shift(ctx, by, id, 1), journal.Moved, task, none, change("pour", "À faire pour", "J-21 et 2 juin 2025", "J-18 et 3 juin 2025"),
		sends(change("pas_avant", "Pas avant", "2 mai 2025", "5 mai 2025"), "02/05/2025", "05/05/2025"),
		sends(change("debut_fixe", "Début fixé", "5 mai 2025", "6 mai 2025"), "05/05/2025", "06/05/2025"),
		sends(change("fin_fixe", "Fin fixée", "12 mai 2025", "13 mai 2025"), "12/05/2025", "13/05/2025"))

	lines, err := h.AddTasks(ctx, by, h.project, plan.Added{Drafts: []plan.Draft{draft("Relance")}, After: []plan.Need{{ID: other}}}, "a-key-for-the-lines")
	a.did("AddTasks", err, journal.Created, journal.Subject{Kind: journal.Task, ID: lines[0], Name: "Relance"}, none,
		sends(change("besoin", "Attend", "", "Relecture"), "", relecture))
	_, err = h.Together(ctx, by, h.project, []int64{id, other}, plan.Change{Act: plan.ActAssign, Person: &h.Intern.ID})
	a.did("Together", err, journal.Assigned, journal.Subject{Kind: journal.Task, ID: other, Name: "Relecture"}, none,
		sends(change("responsable", "Responsable", "à attribuer", "Zoé Petit"), "", zoe))

	state := func(from, to retroplan.State) field.Change {
		return sends(change("etat", "État", from.Label(), to.Label()), from.String(), to.String())
	}
	started := sends(change("commencee", "Commencée le", "", "7 avril 2025"), "", "07/04/2025")
	finished := sends(change("fin", "Faite le", "", "7 avril 2025"), "", "07/04/2025")
	unfinished := sends(change("fin", "Faite le", "7 avril 2025", ""), "07/04/2025", "")
	a.did("TickTask", h.TickTask(ctx, by, id), journal.Finished, task, none, state(retroplan.ToDo, retroplan.Done), finished)
	a.did("UntickTask", h.UntickTask(ctx, by, id), journal.Reopened, task, none, state(retroplan.Done, retroplan.ToDo), unfinished)
	a.did("Start", h.Start(ctx, by, id), journal.Started, task, none, state(retroplan.ToDo, retroplan.InProgress), started)
	a.did("Block", h.Block(ctx, by, id, "Devis attendu"), journal.Blocked, task, none,
		state(retroplan.InProgress, retroplan.Blocked), change("motif", "Motif", "", "Devis attendu"))
	a.did("Reopen", h.Reopen(ctx, by, id), journal.Reopened, task, none,
		state(retroplan.Blocked, retroplan.InProgress), change("motif", "Motif", "Devis attendu", ""))
	a.did("Finish", h.Finish(ctx, by, id, today), journal.Finished, task, none, state(retroplan.InProgress, retroplan.Done), finished)
	a.did("Reopen", h.Reopen(ctx, by, id), journal.Reopened, task, none, state(retroplan.Done, retroplan.InProgress), unfinished)
	a.did("Drop", h.Drop(ctx, by, id), journal.Dropped, task, none, state(retroplan.InProgress, retroplan.Dropped))
	a.did("Reopen", h.Reopen(ctx, by, id), journal.Reopened, task, none, state(retroplan.Dropped, retroplan.InProgress))

	need := sends(change("besoin", "Attend", "", "Relecture"), "", relecture)
	a.did("AddNeed", h.AddNeed(ctx, by, id, other, 0), journal.NeedAdded, task, none, need)
	a.did("RemoveNeed", h.RemoveNeed(ctx, by, id, other), journal.NeedRemoved, task, none,
		sends(change("besoin", "Attend", "Relecture", ""), relecture, ""))

	itemID, err := h.AddItem(ctx, by, id, "Bon à tirer", "a-key-for-the-item")
	item := journal.Subject{Kind: journal.Item, ID: itemID, Name: "Bon à tirer"}
	a.did("AddItem", err, journal.Created, item, task)
	a.did("TickItem", h.TickItem(ctx, by, id, itemID), journal.Ticked, item, task)
	a.did("UntickItem", h.UntickItem(ctx, by, id, itemID), journal.Unticked, item, task)
	a.did("EditItem", h.EditItem(ctx, by, id, itemID, "Bon à tirer", "BAT"), journal.Edited, item, task, change("point", "Point", "Bon à tirer", "BAT"))
	item.Name = "BAT"
	a.did("RemoveItem", h.RemoveItem(ctx, by, id, itemID), journal.Removed, item, task)
	a.did("RestoreItem", h.RestoreItem(ctx, by, id, itemID), journal.Restored, item, task)

	v := h.line(by, id)
	line := v.Row.Line()
	line.Title = "Affiche"
	_, err = h.EditLine(ctx, by, v, v.Row.Version, line)
	task.Name = "Affiche"
	a.did("EditLine", err, journal.Edited, task, none, change("titre", "Titre", "Affiches", "Affiche"))

	for name, tick := range map[string]func(context.Context, account.By, int64) error{
		"TickTaskWith": func(ctx context.Context, by account.By, id int64) error {
			_, err := h.TickTaskWith(ctx, by, id, plan.TickItems)
			return err
		},
		"FinishWith": func(ctx context.Context, by account.By, id int64) error {
			_, err := h.FinishWith(ctx, by, id, today, plan.AskItems)
			return err
		},
	} {
		whole := journal.Subject{Kind: journal.Task, ID: h.task("Entière"), Name: "Entière"}
		a.seen++
		a.did(name, tick(ctx, by, whole.ID), journal.Finished, whole, none, state(retroplan.ToDo, retroplan.Done), finished)
	}

	a.did("DeleteTask", h.DeleteTask(ctx, by, id), journal.Deleted, task, none)
	a.did("RestoreTask", h.RestoreTask(ctx, by, id), journal.Restored, task, none)

	project := journal.Subject{Kind: journal.Project, ID: h.project, Name: "Fouilles ouvertes"}
	a.did("Reorder", h.Reorder(ctx, by, h.project, []int64{id, other}), journal.Reordered, project, none)
	twins := []int64{h.task("Un", on(today)), h.task("Deux", on(today))}
	a.seen += 2
	a.did("MoveUp", h.MoveUp(ctx, by, twins[1]), journal.Reordered, journal.Subject{Kind: journal.Task, ID: twins[1], Name: "Deux"}, none)
	a.did("MoveDown", h.MoveDown(ctx, by, twins[1]), journal.Reordered, journal.Subject{Kind: journal.Task, ID: twins[1], Name: "Deux"}, none)

	applied, err := h.ApplyTemplate(ctx, h.Team.At(now), h.project, template.ID, nil, "another-submission-key")
	a.did("ApplyTemplate", err, journal.Applied, journal.Subject{Kind: journal.Template, ID: template.ID, Name: template.Name}, none,
		change("taches", "Tâches ajoutées", "", strconv.Itoa(applied.Count)))

	for operation := range reflect.TypeFor[*plan.Room]().Methods() {
		if strings.HasSuffix(operation.Name, "Own") && !slices.Contains(reads, operation.Name) {
			continue // what one notes for oneself is told in no project: TestActsOnOnesOwnAreJournaled
		}
		if a.done[operation.Name] == slices.Contains(reads, operation.Name) {
			t.Errorf("%s: this test must do it, or know that it only reads", operation.Name)
		}
	}
}

// What is refused, or sent again, leaves nothing in any history.
func TestWhatChangesNothingLeavesNoEntry(t *testing.T) {
	t.Parallel()
	h := open(t)
	by := h.Head.At(now)
	id, err := h.CreateTask(ctx, by, h.project, draft("Affiche"), key)
	h.Must(err)
	item, err := h.AddItem(ctx, by, id, "Point", "a-key-for-the-item")
	h.Must(err)
	need, err := h.CreateTask(ctx, by, h.project, draft("Maquette"), "")
	h.Must(err)
	h.Must(h.AddNeed(ctx, by, id, need, 2))
	before := len(h.entries())
	for name, do := range map[string]func() error{
		"created again":       func() error { _, err := h.CreateTask(ctx, by, h.project, draft("Affiche"), key); return err },
		"added again":         func() error { _, err := h.AddItem(ctx, by, id, "Point", "a-key-for-the-item"); return err },
		"the same text":       func() error { return h.EditTask(ctx, by, id, 1, draft(" Affiche ")) },
		"the same item":       func() error { return h.EditItem(ctx, by, id, item, "Point", " Point ") },
		"the same person":     func() error { return h.Assign(ctx, by, id, nil) },
		"not ticked":          func() error { return h.UntickTask(ctx, by, id) },
		"not ticked, item":    func() error { return h.UntickItem(ctx, by, id, item) },
		"nothing to reopen":   func() error { return h.Reopen(ctx, by, id) },
		"the same dependency": func() error { return h.AddNeed(ctx, by, id, need, 2) },
		"no such dependency":  func() error { return h.RemoveNeed(ctx, by, id, 999) },
		"the same order":      func() error { return h.Reorder(ctx, by, h.project, []int64{id, need}) },
	} {
		if err := do(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	stranger := h.Intern
	stranger.ID = 999
	for name, do := range map[string]func() error{
		"an older version": func() error { return h.EditTask(ctx, by, id, 7, draft("Autre")) },
		"another text":     func() error { return h.EditItem(ctx, by, id, item, "Avant", "Autre") },
		"no reason":        func() error { return h.Block(ctx, by, id, "") },
		"not allowed":      func() error { return h.DeleteTask(ctx, stranger.At(now), id) },
		"not deleted":      func() error { return h.RestoreTask(ctx, by, id) },
		"alone":            func() error { return h.MoveUp(ctx, by, id) },
	} {
		if do() == nil {
			t.Errorf("%s: it was done", name)
		}
	}
	if after := h.entries(); len(after) != before {
		t.Errorf("%d entries more: %+v", len(after)-before, after[before:])
	}
}

// A thing deleted on the first moment of a day waits as long as one deleted on its last.
func TestTheTrashKeepsWholeDays(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.task("Affiche")
	item, err := h.AddItem(ctx, h.Head.At(now), id, "Point", "")
	h.Must(err)
	midnight := workcal.Of(2025, 4, 8)
	first := h.Head.On(midnight)
	first.At = first.At.Add(-12 * time.Hour)
	last := h.Head.On(midnight.AddDays(30))
	last.At = last.At.Add(12*time.Hour - time.Second)
	h.Must(h.RemoveItem(ctx, first, id, item))
	d, err := h.Task(ctx, last, id)
	h.Must(err)
	if len(d.Removed) != 1 {
		t.Error("an item that can be put back is not shown")
	}
	h.Must(h.RestoreItem(ctx, last, id, item))
	h.Must(h.DeleteTask(ctx, first, id))
	if in := h.trash(last); len(in) != 1 || in[0].Until() != last.Today() {
		t.Errorf("trash %+v on its last day", in)
	}
	h.purge(last.At)
	h.Must(h.RestoreTask(ctx, last, id))
}

// Everybody sees what is deleted; who may edit the tasks of a project may put it back.
func TestTheTrashOffersWhatMayBePutBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	hers, elsewhere := h.task("Ici"), h.taskIn(h.elsewhere, "Ailleurs")
	h.Must(h.DeleteTask(ctx, h.Head.At(now), hers))
	h.Must(h.DeleteTask(ctx, h.Head.At(now.Add(time.Minute)), elsewhere))
	offers := func() map[string]bool {
		t.Helper()
		may := map[string]bool{}
		for _, in := range h.trash(h.Intern.At(now)) {
			may[in.Project+", "+in.Name] = in.May
		}
		return may
	}
	if got := offers(); !reflect.DeepEqual(got, map[string]bool{"Fouilles ouvertes, Ici": true, "Jumelage, Ailleurs": false}) {
		t.Errorf("the intern is offered %v", got)
	}
	if in := h.trash(h.Team.At(now)); len(in) != 2 || in[0].ID != elsewhere || !in[0].May || !in[1].May {
		t.Errorf("the team is offered %+v", in)
	}
	h.exec(`UPDATE projects SET status = 'archived', archived_at = now(), status_before_archive = 'finished' WHERE id = @id`, pgx.NamedArgs{"id": h.project})
	if got := offers(); got["Fouilles ouvertes, Ici"] {
		t.Error("an archived project takes nothing back")
	}
	h.exec(`UPDATE projects SET deleted_at = now() WHERE id = @id`, pgx.NamedArgs{"id": h.project})
	if in := h.trash(h.Head.At(now)); len(in) != 1 || in[0].ID != elsewhere {
		t.Errorf("the tasks of a deleted project go with it: %+v", in)
	}
}
