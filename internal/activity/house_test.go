package activity_test

import (
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/activity"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/notice"
	"parvis/internal/partner"
	"parvis/internal/partner/kinds"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/programme"
	"parvis/internal/trash"
	"parvis/internal/undo"
	"parvis/internal/workcal"
)

var (
	now   = time.Date(2025, 4, 7, 11, 0, 0, 0, postgres.Paris)
	today = workcal.FromTime(now)
)

// house is a database with the people of a service and one project, of which the intern is a member.
type house struct {
	*activity.Room
	t                            *testing.T
	db                           *pgxpool.Pool
	projects                     *programme.Room
	back                         *undo.Room
	head, team, intern, stranger account.By // the stranger is an intern who is a member of nothing
	project                      int64
}

func open(t *testing.T) house {
	t.Helper()
	h := house{t: t, db: pgtest.New(t)}
	h.Room, h.projects = activity.New(h.db), programme.New(h.db)
	h.back = undo.New(h.db, programme.Undoable{}, partner.Undoable{}, activity.Undoable{})
	h.head, h.team, h.intern, h.stranger = h.person("Claire Fontaine", access.Head), h.person("Samir Benali", access.Team), h.person("Zoé Petit", access.Intern), h.person("Léo Roux", access.Intern)
	h.project = h.newProject("JEA 2025")
	h.must(h.projects.AddMember(t.Context(), h.team, h.project, h.intern.ID))
	return h
}

func (h house) person(name string, role access.Role) account.By {
	h.t.Helper()
	id, err := postgres.Scalar[int64](h.t.Context(), h.db, `INSERT INTO people (email, name, role, password_hash) VALUES (@name || '@parvis.test', @name, @role, 'x') RETURNING id`,
		pgx.NamedArgs{"name": name, "role": string(role)})
	h.must(err)
	return account.Person{ID: id, Name: name, Role: role, Version: 1}.At(now)
}

func (h house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h house) newProject(title string) int64 {
	h.t.Helper()
	id, err := h.projects.Create(h.t.Context(), h.team, "", programme.ProjectDraft{Title: title, Kind: programme.EventProgramme, PilotID: h.team.ID, First: today, Last: today})
	h.must(err)
	return id
}

func (h house) organisation(name string) partner.Ref {
	h.t.Helper()
	id, err := partner.New(h.db).Create(h.t.Context(), h.team, "", partner.OrganisationDraft{Name: name, Kind: kinds.Association})
	h.must(err)
	return partner.Ref{ID: id, Name: name}
}

func (h house) make(by account.By, d activity.Draft) int64 {
	h.t.Helper()
	id, err := h.Create(h.t.Context(), by, "", h.project, d)
	h.must(err)
	return id
}

func (h house) sheet(by account.By, id int64) activity.Sheet {
	h.t.Helper()
	s, err := h.Activity(h.t.Context(), by, id)
	h.must(err)
	return s
}

func (h house) set(by account.By, id int64, to activity.State) error {
	h.t.Helper()
	because := ""
	if to == activity.SetAside {
		because = "Trop cher"
	}
	return h.SetState(h.t.Context(), by, id, h.sheet(h.head, id).Version, to, because)
}

// history is the sentences of the history of an activity, last first.
func (h house) history(id int64) string {
	h.t.Helper()
	page, err := h.History(h.t.Context(), h.head, id, 1)
	h.must(err)
	var said []string
	for _, e := range page.Entries {
		said = append(said, e.Sentence(journal.Subject{Kind: journal.Activity, ID: id}))
	}
	return strings.Join(said, "\n")
}

func same(a, b activity.Draft) bool {
	return len(activity.Fields.Changes(a, b))+len(activity.Standing.Changes(a, b)) == 0
}

func TestAnActivityIsCreatedEditedAndRemembered(t *testing.T) {
	t.Parallel()
	h := open(t)
	d := whole()
	d.Organisations = []partner.Ref{h.organisation("Archives"), h.organisation("Médiathèque")}
	id := h.make(h.intern, d)
	if got := h.sheet(h.head, id); !same(d, got.Draft) || got.Version != 1 || got.Project.Title != "JEA 2025" || got.AuthorIs != "Zoé Petit" {
		t.Errorf("%+v", got)
	}
	edited := d
	edited.Title, edited.Organisations, edited.Free, edited.Price = "Fouille", d.Organisations[:1], true, 0
	h.must(h.Edit(t.Context(), h.intern, id, 1, edited))
	h.must(h.Edit(t.Context(), h.intern, id, 2, edited)) // nothing differs
	if got := h.sheet(h.head, id); !same(edited, got.Draft) || got.Version != 2 {
		t.Errorf("%+v", got)
	}
	met, ok := fault.StaleOf(h.Edit(t.Context(), h.head, id, 1, d))
	if !ok || met.By != "Zoé Petit" || met.Version != 2 {
		t.Errorf("%+v", met)
	}
	gone := d
	gone.Organisations = []partner.Ref{{ID: 999}}
	if problems, ok := fault.ProblemsOf(h.Edit(t.Context(), h.head, id, 2, gone)); !ok || problems.For(activity.FieldOrganisations) == "" {
		t.Errorf("%v", problems)
	}
	project, err := h.projects.History(t.Context(), h.intern, h.project, 1)
	h.must(err)
	if got := project.Entries[0].Sentence(journal.Subject{Kind: journal.Project, ID: h.project}); got != "Zoé Petit a modifié l’activité «\u00a0Fouille\u00a0»" {
		t.Errorf("the project’s history says %s", got)
	}
}

// TestWhoBringsAnActivityFromAStateToAnother walks every pair of states for every role.
func TestWhoBringsAnActivityFromAStateToAnother(t *testing.T) {
	t.Parallel()
	h := open(t)
	for _, from := range activity.States {
		for _, to := range activity.States {
			if from == to {
				continue
			}
			for who, may := range map[*account.By]bool{&h.head: true, &h.team: true, &h.intern: from == activity.Idea && to == activity.Proposed, &h.stranger: false} {
				id := h.make(h.team, whole())
				if from != activity.Idea {
					h.must(h.set(h.team, id, from))
				}
				err := h.set(*who, id, to)
				if may != (err == nil) || !may && !fault.Is(err, fault.Forbidden) {
					t.Errorf("%s, from %s to %s: %v", who.Name, from, to, err)
				}
			}
		}
	}
}

func TestWhoEditsWhatIsRetained(t *testing.T) {
	t.Parallel()
	h := open(t)
	for _, state := range activity.States {
		id := h.make(h.team, whole())
		if state != activity.Idea {
			h.must(h.set(h.team, id, state))
		}
		draft := state == activity.Idea || state == activity.Proposed
		for who, may := range map[*account.By]bool{&h.head: true, &h.team: true, &h.intern: draft, &h.stranger: false} {
			s := h.sheet(*who, id)
			d := s.Draft
			d.Notes = who.Name
			err := h.Edit(t.Context(), *who, id, s.Version, d)
			if may != (err == nil) || !may && !fault.Is(err, fault.Forbidden) || s.May.Edit != may {
				t.Errorf("%s, %s: %v, told %t", who.Name, state, err, s.May.Edit)
			}
		}
		if got := h.sheet(h.head, id).State; got != state {
			t.Errorf("editing made %s of %s", got, state)
		}
	}
	_, err := h.Create(t.Context(), h.stranger, "", h.project, whole())
	if !fault.Is(err, fault.Forbidden) {
		t.Errorf("an intern elsewhere adds: %v", err)
	}
}

func TestAnAuthorIsToldWhatBecomesOfHerProposal(t *testing.T) {
	t.Parallel()
	h := open(t)
	notices := notice.New(h.db, activity.Topics...)
	unread := func(by account.By) string {
		s, err := notices.Sheet(t.Context(), by)
		h.must(err)
		var said []string
		for _, n := range s.Unread {
			for _, l := range n.Lines {
				said = append(said, n.About.Name+": "+l.Sentence(n.About.Kind))
			}
		}
		return strings.Join(said, "\n")
	}
	id := h.make(h.intern, whole())
	h.must(h.set(h.intern, id, activity.Proposed))
	if got := unread(h.intern); got != "" {
		t.Errorf("her own act tells her %q", got)
	}
	h.must(h.set(h.team, id, activity.Retained))
	if got, want := unread(h.intern), "Fouille pour tous: Samir Benali a retenu cette activité."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	h.must(h.set(h.team, id, activity.Announced))
	h.must(h.set(h.team, id, activity.Retained)) // not told twice
	if got, want := unread(h.intern), "Fouille pour tous: Samir Benali a retenu cette activité."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	h.must(h.set(h.head, id, activity.SetAside))
	if got, want := unread(h.intern), "Fouille pour tous: Claire Fontaine a écarté cette activité\u00a0; sa fiche dit pourquoi."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	h.must(h.set(h.head, id, activity.Proposed))
	if got := unread(h.intern) + unread(h.team); got != "" {
		t.Errorf("what holds no more is told: %q", got)
	}
}

func TestAStateIsTakenBackByWhoeverMayChangeIt(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.make(h.intern, whole())
	last := func() string {
		page, err := h.History(t.Context(), h.head, id, 1)
		h.must(err)
		return page.Entries[0].Act
	}
	h.must(h.SetState(postgres.Acting(t.Context()), h.intern, id, 1, activity.Proposed, ""))
	if _, err := h.back.Undo(postgres.Acting(t.Context()), h.intern, last()); err != nil {
		t.Fatal(err)
	}
	if got := h.sheet(h.head, id); got.State != activity.Idea {
		t.Errorf("%+v", got)
	}
	h.must(h.SetState(postgres.Acting(t.Context()), h.team, id, h.sheet(h.head, id).Version, activity.SetAside, "Trop cher"))
	act := last()
	if _, err := h.back.Undo(t.Context(), h.intern, act); !fault.Is(err, fault.Forbidden) {
		t.Errorf("an intern takes back what the team did: %v", err)
	}
	if _, err := h.back.Undo(postgres.Acting(t.Context()), h.team, act); err != nil {
		t.Fatal(err)
	}
	if got := h.sheet(h.head, id); got.State != activity.Idea || got.Because != "" {
		t.Errorf("%+v", got)
	}
	// What an intern wrote is not hers to take back once it is retained.
	d := h.sheet(h.head, id)
	d.Draft.Notes = "Autre"
	h.must(h.Edit(postgres.Acting(t.Context()), h.intern, id, d.Version, d.Draft))
	act = last()
	h.must(h.set(h.team, id, activity.Retained))
	if _, err := h.back.Undo(t.Context(), h.intern, act); !fault.Is(err, fault.Forbidden) {
		t.Errorf("an intern writes a retained activity: %v", err)
	}
}

func TestTheHeadDeletesAndRestores(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.make(h.intern, whole())
	for _, who := range []account.By{h.team, h.intern} {
		if err := h.Delete(t.Context(), who, id); !fault.Is(err, fault.Forbidden) {
			t.Errorf("%s deletes: %v", who.Name, err)
		}
	}
	h.must(h.Delete(t.Context(), h.head, id))
	bin := h.Bins()[0]
	for _, who := range []account.By{h.team, h.intern} {
		items, err := bin.List(t.Context(), who)
		if _, found := h.Activity(t.Context(), who, id); len(items) != 0 || err != nil || !fault.Is(found, fault.NotFound) || !fault.Is(bin.Restore(t.Context(), who, id), fault.NotFound) {
			t.Errorf("%s finds it in the trash: %v, %v", who.Name, items, found)
		}
	}
	items, err := bin.List(t.Context(), h.head)
	if err != nil || len(items) != 1 || !items[0].May || items[0].Project != "JEA 2025" {
		t.Errorf("%+v, %v", items, err)
	}
	late := h.head
	late.At = now.AddDate(0, 0, trash.Days+1)
	if err := bin.Restore(t.Context(), late, id); !fault.Is(err, fault.NotFound) {
		t.Errorf("too late: %v", err)
	}
	h.must(bin.Restore(t.Context(), h.head, id))
	if got, want := h.history(id), "Claire Fontaine a rétabli l’activité\nClaire Fontaine a mis à la corbeille l’activité\nZoé Petit a créé l’activité"; got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	h.must(h.Delete(t.Context(), h.head, id))
	h.must(bin.Purge(t.Context(), now.AddDate(0, 0, 1)))
	if _, err := h.Activity(t.Context(), h.head, id); !fault.Is(err, fault.NotFound) {
		t.Errorf("purged: %v", err)
	}
}

func TestAnActivityGoesWithItsProject(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.make(h.intern, whole())
	h.must(h.projects.Delete(t.Context(), h.head, h.project))
	if _, err := h.Activity(t.Context(), h.head, id); !fault.Is(err, fault.NotFound) {
		t.Errorf("it is there without its project: %v", err)
	}
	if list, _, err := h.List(t.Context(), h.head, activity.Filter{}); err != nil || len(list) != 0 {
		t.Errorf("%v, %v", list, err)
	}
	h.must(h.projects.Restore(t.Context(), h.head, h.project))
	h.sheet(h.head, id)
}

func TestAnArchivedProjectIsReadOnly(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.make(h.team, whole())
	_, err := h.db.Exec(t.Context(), `UPDATE projects SET status = 'archived', archived_at = now(), status_before_archive = 'finished' WHERE id = $1`, h.project)
	h.must(err)
	s := h.sheet(h.head, id)
	if s.May.Edit || s.May.Retain || s.May.Delete || s.May.Propose || !s.May.TakeUp {
		t.Errorf("%+v", s.May)
	}
	_, create := h.Create(t.Context(), h.head, "", h.project, whole())
	for what, err := range map[string]error{"create": create, "edit": h.Edit(t.Context(), h.head, id, 1, whole()), "state": h.set(h.head, id, activity.Proposed), "delete": h.Delete(t.Context(), h.head, id)} {
		if !fault.Is(err, fault.Forbidden) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestQueriesDoNotGrowWithRows(t *testing.T) {
	t.Parallel()
	h := open(t)
	org := h.organisation("Archives")
	first := h.make(h.team, whole())
	for range 3 {
		for range 4 {
			d := whole()
			d.Organisations = []partner.Ref{org}
			h.make(h.team, d)
		}
		ctx, count := postgres.CountQueries(t.Context())
		_, _, err := h.List(ctx, h.intern, activity.Filter{Text: "a"})
		h.must(err)
		_, err = h.OfProject(ctx, h.intern, h.project, activity.Filter{})
		h.must(err)
		_, err = h.Activity(ctx, h.intern, first)
		h.must(err)
		if count.Load() != 3 {
			t.Fatalf("%d queries", count.Load())
		}
	}
	if _, _, err := h.List(t.Context(), account.Person{Role: "visitor"}.At(now), activity.Filter{}); !fault.Is(err, fault.NotFound) {
		t.Errorf("a stranger lists: %v", err)
	}
}

func TestWhatWaitsIsCountedForWhoRetains(t *testing.T) {
	t.Parallel()
	h := open(t)
	for range 2 {
		h.must(h.set(h.intern, h.make(h.intern, whole()), activity.Proposed))
	}
	h.make(h.intern, whole())
	for who, want := range map[*account.By]int{&h.head: 2, &h.team: 2, &h.intern: 0} {
		var w activity.Waiting
		b := &pgx.Batch{}
		activity.ToRetain(&w, *who)(b)
		if b.Len() > 0 {
			h.must(h.db.SendBatch(t.Context(), b).Close())
		}
		if w.Total != want || want > 0 && w.Projects != 1 {
			t.Errorf("%s: %+v", who.Name, w)
		}
	}
}
