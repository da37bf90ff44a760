package account_test

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/calendar"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/journal"
	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/workcal"
)

// silent are the operations that leave no entry: reads, and what somebody does to her own sessions and
// password. Seed is for tests and the demonstration; Erase takes entries' names away.
var silent = []string{"Active", "ChangePassword", "ChooseByLink", "Erase", "Forget", "History", "Linked", "LogIn", "LogOutEverywhere", "Member", "MemberByEmail", "NewLink", "People", "Person", "Purge", "Seed"}

func (h *house) history(id int64) []journal.Entry {
	h.t.Helper()
	page, err := h.History(context.Background(), account.Console().At(monday), id, 1)
	h.must(err)
	return page.Entries
}

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func TestEveryActOnAnAccountLeavesOneEntry(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ctx, by, done := context.Background(), h.head.At(monday), map[string]bool{}
	added, err := h.Add(ctx, by, account.Identity{Name: "Noé  Petit", Email: "Noe@musee.test", Role: access.Intern}, "0123456789abcdef")
	id, seen := added.Person.ID, 0
	noe := journal.Subject{Kind: journal.Person, ID: id, Name: "Noé Petit"}
	did := func(operation string, err error, verb journal.Verb, to journal.Subject, changes ...field.Change) {
		t.Helper()
		h.must(err)
		done[operation] = true
		entries := h.history(id)
		if len(entries) != seen+1 {
			t.Fatalf("%s left %d entries, want one", operation, len(entries)-seen)
		}
		seen++
		got := entries[0]
		want := journal.Entry{ID: got.ID, At: monday, PersonID: h.head.ID, Person: h.head.Name, Verb: verb, Subject: to, Changes: append([]field.Change{}, changes...)}
		if got.At = got.At.UTC(); got.Act == "" {
			t.Errorf("%s: no act", operation)
		}
		got.Act = ""
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\ngot  %+v\nwant %+v", operation, got, want)
		}
	}
	did("Add", err, journal.Created, noe,
		field.Change{Name: "name", Label: "Prénom et nom", After: "Noé Petit"},
		field.Change{Name: "email", Label: "Adresse électronique", After: "noe@musee.test"},
		field.Change{Name: "role", Label: "Rôle", After: "Stagiaire", To: "intern"})
	noe.Name = "Noé Grand"
	grand := account.Identity{Name: "Noé Grand", Email: "noe@musee.test", Role: access.Team}
	_, err = h.Edit(ctx, by, id, grand, 1)
	did("Edit", err, journal.Edited, noe,
		field.Change{Name: "name", Label: "Prénom et nom", Before: "Noé Petit", After: "Noé Grand"},
		field.Change{Name: "role", Label: "Rôle", Before: "Stagiaire", After: "Équipe", From: "intern", To: "team"})
	_, err = h.ResetPassword(ctx, by, id, "another-submission-key")
	did("ResetPassword", err, journal.PasswordReset, noe)
	did("InviteAgain", h.InviteAgain(ctx, by, id), journal.Invited, noe)
	did("Disable", h.Disable(ctx, by, id), journal.Disabled, noe)

	// Sent again, unchanged or refused: nothing more is told.
	_, err = h.Add(ctx, by, account.Identity{Name: "Noé Petit", Email: "noe@musee.test", Role: access.Intern}, "0123456789abcdef")
	h.must(err)
	_, err = h.ResetPassword(ctx, by, id, "another-submission-key")
	h.must(err)
	h.must(h.Disable(ctx, by, id))
	same, err := h.Edit(ctx, by, id, grand, 2)
	if err != nil || same.Version != 2 || same.Name != "Noé Grand" {
		t.Errorf("saved without a change: %+v, %v", same, err)
	}
	_, err = h.Edit(ctx, by, id, account.Identity{Name: "Noé", Email: "noe@musee.test", Role: access.Team}, 1)
	wantKind(t, err, fault.Conflict)
	wantKind(t, h.Disable(ctx, added.Person.At(monday), id), fault.Forbidden)
	if more := len(h.history(id)) - seen; more != 0 {
		t.Errorf("%d entries of what changed nothing", more)
	}
	did("Enable", h.Enable(ctx, by, id), journal.Enabled, noe)
	h.must(h.Enable(ctx, by, id))
	h.must(h.Disable(ctx, account.Console().At(monday), id))
	if e := h.history(id); len(e) != seen+1 || e[0].PersonID != 0 || e[0].Person != "Console" {
		t.Errorf("from the command line: %+v", e[0])
	}

	invited, _, err := h.Invite(ctx, by, account.Identity{Name: "Léa Roux", Email: "lea@musee.test", Role: access.Team}, "")
	h.must(err)
	if e := h.history(invited.ID); len(e) != 1 || e[0].Verb != journal.Created {
		t.Errorf("once invited: %+v", e)
	}
	done["Invite"] = true

	h.must(postgres.InTx(account.Gesture(ctx), h.db, func(tx pgx.Tx) error {
		return h.Take(ctx, tx, by, []account.Taken{{Identity: account.Identity{Name: "Zoé Roy", Email: "zoe@musee.test", Role: access.Team}}})
	}))
	zoe, err := h.MemberByEmail(ctx, by, "zoe@musee.test")
	h.must(err)
	if e := h.history(zoe.ID); len(e) != 1 || e[0].Verb != journal.Created {
		t.Errorf("once taken: %+v", e)
	}
	done["Take"] = true

	for operation := range reflect.TypeFor[*account.Accounts]().Methods() {
		if done[operation.Name] == slices.Contains(silent, operation.Name) {
			t.Errorf("%s: this test must do it, or know that it leaves nothing", operation.Name)
		}
	}
	rows, err := postgres.Scalars[string](ctx, h.db, `SELECT j::text FROM journal j`, nil)
	if stored := strings.Join(rows, "\n"); err != nil || added.Password == "" || strings.Contains(stored, added.Password) {
		t.Errorf("%v, a password is in the history:\n%s", err, stored)
	}
}

func TestTheSecondEditorIsToldBothTextsAndByWhom(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ctx := context.Background()
	zoe := h.seed("zoe@musee.test", "Zoé Blanc", access.Head)
	p := h.seed("noe@musee.test", "Noé Petit", access.Team)
	_, err := h.Edit(ctx, zoe.At(monday), p.ID, account.Identity{Name: "Noé Un", Email: p.Email, Role: access.Intern}, p.Version)
	h.must(err)
	_, err = h.ResetPassword(ctx, h.head.At(monday), p.ID, "") // who gives a password writes no text
	h.must(err)
	_, err = h.Edit(ctx, h.head.At(monday), p.ID, account.Identity{Name: "Noé Deux", Email: p.Email, Role: p.Role}, p.Version)
	wantKind(t, err, fault.Conflict)
	stale, ok := fault.StaleOf(err)
	want := []field.Change{{Name: "name", Label: "Prénom et nom", Before: "Noé Un", After: "Noé Deux"},
		{Name: "email", Label: "Adresse électronique", Before: p.Email, After: p.Email},
		{Name: "role", Label: "Rôle", Before: "Stagiaire", After: "Équipe", From: "intern", To: "team"}}
	if !ok || stale.By != "Zoé Blanc" || stale.Version != p.Version+1 || !slices.Equal(stale.Texts, want) {
		t.Errorf("told %+v", stale)
	}
}

func TestOnlyAHeadReadsAndErasesHistories(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ctx := context.Background()
	team := h.seed("noe@musee.test", "Noé Petit", access.Team)
	intern := h.seed("lea@musee.test", "Léa Roux", access.Intern)
	lowered := h.seed("zoe@musee.test", "Zoé Blanc", access.Head)
	_, err := h.Edit(ctx, h.head.At(monday), lowered.ID, account.Identity{Name: lowered.Name, Email: lowered.Email, Role: access.Team}, 1)
	h.must(err)
	gone := h.head
	gone.DisabledAt = &monday
	h.must(h.Disable(ctx, h.head.At(monday), intern.ID))
	for _, who := range []account.Person{team, intern, gone, {}} {
		_, err := h.History(ctx, who.At(monday), team.ID, 1)
		wantKind(t, err, fault.Forbidden)
		wantKind(t, h.Erase(ctx, who.At(monday), intern.ID), fault.Forbidden)
	}
	wantKind(t, h.Erase(ctx, lowered.At(monday), intern.ID), fault.Forbidden)
	if e := h.history(intern.ID); len(e) != 1 || e[0].Subject.Name != "Léa Roux" {
		t.Errorf("a refusal erased: %+v", e)
	}
	for _, active := range []int64{team.ID, h.head.ID} {
		wantKind(t, h.Erase(ctx, h.head.At(monday), active), fault.Invalid)
	}
	wantKind(t, h.Erase(ctx, h.head.At(monday), 999_999), fault.NotFound)
	h.must(h.Erase(ctx, h.head.At(monday), intern.ID))
	h.must(h.Erase(ctx, h.head.At(monday), intern.ID))
	if e := h.history(intern.ID); len(e) != 1 || e[0].Subject.Name != journal.Nameless || e[0].Person != h.head.Name {
		t.Errorf("erased: %+v", e)
	}
}

// TestAnErasedPersonIsInNoHistory has somebody do, and undergo, what every room writes about people.
func TestAnErasedPersonIsInNoHistory(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ctx, by := context.Background(), h.head.At(monday)
	events, plans, days := programme.New(h.db), plan.New(h.db), calendar.New(h.db)
	added, err := h.Add(ctx, by, account.Identity{Name: "Noé Petit", Email: "noe@musee.test", Role: access.Team}, "")
	h.must(err)
	id := added.Person.ID
	noe := added.Person.At(monday)
	project, err := events.Create(ctx, by, "", programme.ProjectDraft{Kind: programme.Twinning, Title: "Jumelage", PilotID: h.head.ID,
		First: workcal.Of(2025, 6, 13), Last: workcal.Of(2025, 6, 15)})
	h.must(err)
	h.must(events.AddMember(ctx, by, project, id))
	task, err := plans.CreateTask(ctx, noe, project, plan.Draft{Title: "Affiche", Category: plan.Logistics, Duration: 1}, "")
	h.must(err)
	h.must(plans.Assign(ctx, by, task, &id))
	_, err = h.Edit(ctx, by, id, account.Identity{Name: "Noé Grand", Email: "grand@musee.test", Role: access.Team}, 1)
	h.must(err)
	noe.Name = "Noé Grand"
	h.must(plans.TickTask(ctx, noe, task))
	h.must(plans.Assign(ctx, by, task, nil))
	h.must(events.RemoveMember(ctx, by, project, id))
	leave, err := days.AddLeave(ctx, by, calendar.Leave{PersonID: id, First: workcal.Of(2025, 4, 8)}, "")
	h.must(err)
	_, err = days.RemoveLeave(ctx, by, leave)
	h.must(err)
	h.must(days.SetPersonWeek(ctx, by, id, workcal.TuesdayToSaturday))
	h.must(h.Disable(ctx, by, id))

	before := h.told(project, task, id)
	for _, name := range []string{"Noé Petit", "Noé Grand", "grand@musee.test"} {
		if !strings.Contains(before, name) {
			t.Fatalf("%q is in no history: this test holds nothing\n%s", name, before)
		}
	}
	h.must(h.Erase(ctx, by, id))
	after := h.told(project, task, id)
	for _, name := range []string{"Noé", "Petit", "Grand", "noe@", "grand@"} {
		if strings.Contains(after, name) {
			t.Errorf("%q is still told\n%s", name, after)
		}
	}
	if strings.Count(after, "\n") != strings.Count(before, "\n") || !strings.Contains(after, "un ancien membre du service a terminé la tâche") ||
		!strings.Contains(after, "Claire Martin a changé l’attribution de la tâche Responsable: à attribuer → un ancien membre du service") {
		t.Errorf("what was done stays:\n%s", after)
	}
	// Nothing of her is left beside what the pages show.
	rows, err := postgres.Scalars[string](ctx, h.db, `SELECT j::text FROM journal j`, nil)
	if stored := strings.Join(rows, "\n"); err != nil || strings.Contains(stored, "Noé") || strings.Contains(stored, "grand@") {
		t.Errorf("%v, stored:\n%s", err, stored)
	}
}

// told is every history that speaks of these, an entry a line.
func (h *house) told(project, task, person int64) string {
	h.t.Helper()
	ctx, by := context.Background(), h.head.At(monday)
	var lines strings.Builder
	tell := func(of journal.Subject, entries []journal.Entry) {
		for _, e := range entries {
			lines.WriteString(e.Sentence(of))
			for _, c := range e.Changes {
				lines.WriteString(" " + c.Label + ": " + c.Before + " → " + c.After)
			}
			lines.WriteString("\n")
		}
	}
	ofProject, err := programme.New(h.db).History(ctx, by, project, 1)
	h.must(err)
	tell(journal.Subject{Kind: journal.Project, ID: project}, ofProject.Entries)
	ofTask, err := plan.New(h.db).Task(ctx, by, task)
	h.must(err)
	tell(journal.Subject{Kind: journal.Task, ID: task}, ofTask.History)
	ofCalendar, err := calendar.New(h.db).History(ctx, by, 1)
	h.must(err)
	tell(journal.Subject{}, ofCalendar.Entries)
	tell(journal.Subject{Kind: journal.Person, ID: person}, h.history(person))
	return lines.String()
}
