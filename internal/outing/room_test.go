package outing_test

import (
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/outing"
	"parvis/internal/partner"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/programme"
	"parvis/internal/slot"
	"parvis/internal/undo"
)

var now = time.Date(2025, 4, 7, 11, 0, 0, 0, postgres.Paris)

// house is a database with the people of a service, two projects, of the first of which the intern is a member, and a host.
type house struct {
	*outing.Room
	t                            *testing.T
	db                           *pgxpool.Pool
	projects                     *programme.Room
	partners                     *partner.Room
	back                         *undo.Room
	head, team, intern, stranger account.By
	project, other, host         int64
}

func open(t *testing.T) house {
	t.Helper()
	h := house{t: t, db: pgtest.New(t)}
	h.Room, h.projects, h.partners = outing.New(h.db, slot.New(h.db)), programme.New(h.db), partner.New(h.db)
	h.back = undo.New(h.db, programme.Undoable{}, partner.Undoable{}, outing.Undoable{})
	h.head, h.team, h.intern, h.stranger = h.person("Claire Fontaine", access.Head), h.person("Samir Benali", access.Team), h.person("Zoé Petit", access.Intern), h.person("Léo Roux", access.Intern)
	h.project, h.other = h.newProject("JEA 2025"), h.newProject("Résidence")
	h.must(h.projects.AddMember(t.Context(), h.team, h.project, h.intern.ID))
	h.host = h.newHost("Centre social du Phare")
	return h
}

func (h house) must(err error) {
	h.t.Helper()
	if err != nil {
		p, _ := fault.ProblemsOf(err)
		h.t.Fatal(err, p)
	}
}

func (h house) want(kind fault.Kind, err error) {
	h.t.Helper()
	if !fault.Is(err, kind) {
		h.t.Errorf("got %v, want a fault of kind %v", err, kind)
	}
}

func (h house) person(name string, role access.Role) account.By {
	h.t.Helper()
	id, err := postgres.Scalar[int64](h.t.Context(), h.db, `INSERT INTO people (email, name, role, password_hash) VALUES (@name || '@parvis.test', @name, @role, 'x') RETURNING id`,
		pgx.NamedArgs{"name": name, "role": string(role)})
	h.must(err)
	return account.Person{ID: id, Name: name, Role: role, Version: 1}.At(now)
}

func (h house) newProject(title string) int64 {
	h.t.Helper()
	id, err := h.projects.Create(h.t.Context(), h.team, "", programme.ProjectDraft{Title: title, Kind: programme.EventProgramme, PilotID: h.team.ID, First: saturday, Last: saturday})
	h.must(err)
	return id
}

func (h house) newHost(name string) int64 {
	h.t.Helper()
	id, err := h.partners.Create(h.t.Context(), h.team, "", partner.OrganisationDraft{Name: name, Kind: "ASSO"})
	h.must(err)
	return id
}

// draft is one of which all is said, at the host of the house.
func (h house) draft(title string) outing.Draft {
	d := whole
	d.Title, d.Host = title, partner.Ref{ID: h.host}
	return d
}

func (h house) create(by account.By, project int64, d outing.Draft) int64 {
	h.t.Helper()
	id, err := h.Create(h.t.Context(), by, "", project, d)
	h.must(err)
	return id
}

func (h house) stored(id int64) outing.Sheet {
	h.t.Helper()
	o, err := h.Outing(h.t.Context(), h.head, id)
	h.must(err)
	return o
}

func TestAnOutingIsKeptEditedThrownAndPutBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	id := h.create(h.intern, h.project, h.draft("Au Phare"))
	o := h.stored(id)
	if o.Host.Name != "Centre social du Phare" || o.Project.ID != h.project || o.Version != 1 || len(o.Missing()) != 0 || !o.May.Edit || o.May.Restore {
		t.Errorf("kept: %+v", o)
	}
	d := o.Draft
	d.Address, d.Host = "Ailleurs", partner.Ref{}
	h.must(h.Edit(ctx, h.intern, id, 1, d))
	h.must(h.Edit(ctx, h.intern, id, 2, d)) // the same again writes nothing
	if got := h.stored(id); got.Version != 2 || got.Draft != d {
		t.Errorf("edited: %+v", got)
	}
	d.Address = "Encore ailleurs"
	err := h.Edit(ctx, h.team, id, 1, d)
	if stale, met := fault.StaleOf(err); !met || len(stale.Texts) == 0 || h.stored(id).Address != "Ailleurs" {
		t.Errorf("over another version: %v", err)
	}
	gone, err := h.Delete(ctx, h.intern, id)
	if h.must(err); gone.Title != "Au Phare" {
		t.Errorf("thrown: %+v", gone)
	}
	_, err = h.Delete(ctx, h.intern, id)
	h.want(fault.NotFound, err)
	h.want(fault.NotFound, h.Edit(ctx, h.intern, id, 3, d))
	if s := h.stored(id); s.May.Edit || !s.May.Restore {
		t.Errorf("in the trash: %+v", s.May)
	}
	if list, err := h.OfProject(ctx, h.head, h.project); err != nil || len(list.Outings) != 0 {
		t.Errorf("listed: %+v, %v", list.Outings, err)
	}
	h.must(h.Restore(ctx, h.intern, id))
	h.want(fault.NotFound, h.Restore(ctx, h.intern, id))
	page, err := h.History(ctx, h.head, id, 1)
	if h.must(err); len(page.Entries) != 4 || page.Entries[0].Verb != journal.Restored || page.Entries[3].Verb != journal.Created {
		t.Errorf("told: %+v", page.Entries)
	}
}

func TestWhatIsLongGoneDoesNotComeBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.create(h.team, h.project, h.draft("Au Phare"))
	_, err := h.Delete(t.Context(), h.team, id)
	h.must(err)
	bin := h.Bins()[0]
	for by, want := range map[account.By]int{h.team: 1, h.intern: 1, h.stranger: 0} {
		items, err := bin.List(t.Context(), by)
		if h.must(err); len(items) != want {
			t.Errorf("%s finds %d in the trash", by.Name, len(items))
		}
	}
	late := h.team
	late.At = now.AddDate(0, 0, 31)
	h.want(fault.NotFound, h.Restore(t.Context(), late, id))
	h.must(bin.Purge(t.Context(), late.At))
	_, err = h.Outing(t.Context(), h.team, id)
	h.want(fault.NotFound, err)
}

// TestWhoMayWhat: the service reads; the head, the team and members of the project prepare; nobody in an archived project.
func TestWhoMayWhat(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	id, elsewhere := h.create(h.team, h.project, h.draft("Ici")), h.create(h.head, h.other, h.draft("Là"))
	for _, by := range []account.By{h.head, h.team, h.intern, h.stranger} {
		for of, may := range map[int64]bool{id: by.Role != access.Intern || by.ID == h.intern.ID, elsewhere: by.Role != access.Intern} {
			s, err := h.Outing(ctx, by, of)
			if h.must(err); s.May.Edit != may {
				t.Errorf("%s may edit %d: %v, want %v", by.Name, of, s.May.Edit, may)
			}
			d := s.Draft
			d.Notes += "."
			err = h.Edit(ctx, by, of, s.Version, d)
			if may != (err == nil) || !may && !fault.Is(err, fault.Forbidden) {
				t.Errorf("%s edits %d: %v", by.Name, of, err)
			}
		}
	}
	_, err := h.Create(ctx, h.stranger, "", h.project, h.draft("Non"))
	h.want(fault.Forbidden, err)
	_, err = h.Delete(ctx, h.stranger, id)
	h.want(fault.Forbidden, err)
	_, err = h.Create(ctx, h.intern, "", 999, h.draft("Non"))
	h.want(fault.NotFound, err)
	_, err = h.Outing(ctx, account.By{}, id)
	h.want(fault.NotFound, err)
	_, err = h.OfProject(ctx, account.By{}, h.project)
	h.want(fault.NotFound, err)
	_, err = h.OnDay(ctx, account.By{}, h.project, saturday)
	h.want(fault.NotFound, err)
	_, err = h.db.Exec(ctx, `UPDATE projects SET status = 'archived', archived_at = now(), status_before_archive = status WHERE id = @id`, pgx.NamedArgs{"id": h.project})
	h.must(err)
	if s := h.stored(id); s.May.Edit {
		t.Error("what is archived is edited")
	}
	h.want(fault.Forbidden, h.Edit(ctx, h.head, id, h.stored(id).Version, h.draft("Plus rien")))
}

func TestAHostIsOneOfTheDirectory(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	d := h.draft("Au Phare")
	d.Host.ID = 999
	_, err := h.Create(ctx, h.team, "", h.project, d)
	if p, is := fault.ProblemsOf(err); !is || !strings.Contains(p.For(outing.FieldHost), "plus là") {
		t.Errorf("nobody's: %v", err)
	}
	id := h.create(h.team, h.project, h.draft("Au Phare"))
	_, err = h.db.Exec(ctx, `UPDATE organisations SET deleted_at = now() WHERE id = @id`, pgx.NamedArgs{"id": h.host})
	h.must(err)
	d = h.stored(id).Draft
	d.Notes = "Elle garde son hôte."
	h.must(h.Edit(ctx, h.team, id, 1, d))
	_, err = h.Create(ctx, h.team, "", h.project, h.draft("Une autre"))
	if p, is := fault.ProblemsOf(err); !is || p.For(outing.FieldHost) == "" {
		t.Errorf("one that was thrown away: %v", err)
	}
}

// TestThoseOfADayAreReadInOneQuery in the order of their titles, and the first few only; lists have those without a day last.
func TestThoseOfADayAreReadInOneQuery(t *testing.T) {
	t.Parallel()
	h := open(t)
	for i, title := range []string{"Zèbre", "Abeille"} {
		d := h.draft(title)
		d.Day = saturday.AddDays(-i)
		h.create(h.team, h.project, d)
	}
	d := h.draft("Sans jour")
	d.Day = 0
	h.create(h.team, h.project, d)
	h.create(h.team, h.other, h.draft("D’un autre projet"))
	list, err := h.OfProject(t.Context(), h.intern, h.project)
	if h.must(err); len(list.Outings) != 3 || list.Outings[0].Title != "Abeille" || list.Outings[2].Title != "Sans jour" || !list.May {
		t.Errorf("%+v", list)
	}
	for n := range 2 {
		ctx, queries := postgres.CountQueries(t.Context())
		found, err := h.OnDay(ctx, h.stranger, h.project, saturday)
		if h.must(err); queries.Load() != 1 || len(found) != 1+11*n {
			t.Errorf("%d outings in %d queries", len(found), queries.Load())
		}
		for range 20 {
			h.create(h.team, h.project, h.draft("Encore"))
		}
	}
}

func TestTheSameFormCreatesOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	for range 2 {
		_, _ = h.Create(t.Context(), h.team, "cle-"+strings.Repeat("a", 22), h.project, h.draft("Au Phare"))
	}
	if list, err := h.OfProject(t.Context(), h.team, h.project); err != nil || len(list.Outings) != 1 {
		t.Errorf("%d are kept, %v", len(list.Outings), err)
	}
}

func TestActsAreTakenBackWhereTheyMay(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.create(h.team, h.project, h.draft("Au Phare"))
	act := account.Gesture(t.Context())
	d := h.stored(id).Draft
	d.Permit, d.PermitText = outing.ToAsk, ""
	h.must(h.Edit(act, h.intern, id, 1, d))
	may, err := h.back.Judge(t.Context(), h.stranger, account.ActOf(act))
	if h.must(err); may[account.ActOf(act)] {
		t.Error("whoever may not prepare it takes it back")
	}
	_, err = h.back.Undo(account.Gesture(t.Context()), h.intern, account.ActOf(act))
	h.must(err)
	if got := h.stored(id); got.Permit != outing.Granted || got.PermitText != "De la mairie" {
		t.Errorf("taken back: %+v", got.Draft)
	}
}
