package partnership_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/partner"
	"parvis/internal/partner/kinds"
	"parvis/internal/partnership"
	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/programme"
	"parvis/internal/trash"
	"parvis/internal/undo"
	"parvis/internal/workcal"
)

var now = time.Date(2025, 4, 7, 11, 0, 0, 0, postgres.Paris)

// house is a database with the people of a service and a twinning, of which the member is an intern.
type house struct {
	*partnership.Room
	t                                           *testing.T
	db                                          *pgxpool.Pool
	directory                                   *partner.Room
	programme                                   *programme.Room
	plans                                       *plan.Room
	back                                        *undo.Room
	head, team, other, member, intern, stranger account.By
	project                                     int64
}

func open(t *testing.T) house {
	t.Helper()
	h := house{t: t, db: pgtest.New(t)}
	h.directory, h.programme, h.plans = partner.New(h.db), programme.New(h.db), plan.New(h.db)
	h.Room = partnership.New(h.db, h.plans)
	h.back = undo.New(h.db, programme.Undoable{}, plan.Undoable{}, partner.Undoable{}, partnership.Undoable{})
	h.head, h.team, h.other = h.person("Claire Fontaine", access.Head), h.person("Samir Benali", access.Team), h.person("Lucie Morel", access.Team)
	h.member, h.intern = h.person("Inès Carpentier", access.Intern), h.person("Zoé Petit", access.Intern)
	h.stranger = account.Person{ID: 9999, Name: "Personne", Role: "visitor", Version: 1}.At(now)
	h.project = h.twinning("Jumelage 2025")
	return h
}

func (h house) twinning(title string) int64 {
	h.t.Helper()
	id, err := h.programme.Create(h.t.Context(), h.head, "", programme.ProjectDraft{Kind: programme.Twinning, Title: title, PilotID: h.team.ID, First: workcal.Of(2025, 6, 14), Last: workcal.Of(2025, 6, 14)})
	h.must(err)
	h.must(h.programme.AddMember(h.t.Context(), h.head, id, h.member.ID))
	return id
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

func (h house) want(kind fault.Kind, err error) {
	h.t.Helper()
	if !fault.Is(err, kind) {
		h.t.Errorf("%v, want %v", err, kind)
	}
}

// place adds a town, or a district of one.
func (h house) place(name string, town int64) int64 {
	h.t.Helper()
	kind := "town"
	if town != 0 {
		kind = "district"
	}
	id, err := postgres.Scalar[int64](h.t.Context(), h.db, `INSERT INTO territories (kind, name, name_folded, created_by, created_at, updated_at) VALUES (@kind, @name, lower(@name), @by, @now, @now) RETURNING id`,
		pgx.NamedArgs{"kind": kind, "name": name, "by": h.head.ID, "now": now})
	h.must(err)
	if town != 0 {
		_, err = h.db.Exec(h.t.Context(), `INSERT INTO territory_towns (district_id, town_id) VALUES ($1, $2)`, id, town)
		h.must(err)
	}
	return id
}

func (h house) organisation(name string, kind kinds.Code, territory int64) int64 {
	h.t.Helper()
	id, err := h.directory.Create(h.t.Context(), h.team, "", partner.OrganisationDraft{Name: name, Kind: kind, Territory: partner.Ref{ID: territory}})
	h.must(err)
	return id
}

func (h house) add(organisation int64, stage partnership.Stage) int64 {
	h.t.Helper()
	id, err := h.Add(h.t.Context(), h.team, "", h.project, partnership.Draft{Organisation: partner.Ref{ID: organisation}, Role: partnership.Relay, Stage: stage})
	h.must(err)
	return id
}

func (h house) log(organisation int64, next string) {
	h.t.Helper()
	d := partner.InteractionDraft{Channel: partner.Call, Day: workcal.Of(2025, 4, 2), Outcome: partner.Reached, Organisations: []partner.Ref{{ID: organisation}}, Projects: []partner.Ref{{ID: h.project}}, NextStep: next}
	if next != "" {
		d.NextDay = workcal.Of(2025, 4, 10)
	}
	_, err := h.directory.Log(h.t.Context(), h.team, "", d, partner.Next{})
	h.must(err)
}

func (h house) sheet(id int64) partnership.Sheet {
	h.t.Helper()
	s, err := h.Partner(h.t.Context(), h.head, id)
	h.must(err)
	return s
}

// stages tells the partners of the project and how far they are, by name.
func (h house) stages() string {
	h.t.Helper()
	l, err := h.List(h.t.Context(), h.intern, h.project)
	h.must(err)
	var list []string
	for _, p := range l.Partners {
		list = append(list, p.Organisation.Name+" "+string(p.Stage))
	}
	return strings.Join(list, ", ")
}

// act gives the id of the last act.
func (h house) act() string {
	h.t.Helper()
	act, err := postgres.Scalar[string](h.t.Context(), h.db, `SELECT act::text FROM journal WHERE act IS NOT NULL ORDER BY id DESC LIMIT 1`, nil)
	h.must(err)
	return act
}

func TestAPartnerIsAddedEditedAndRemembered(t *testing.T) {
	t.Parallel()
	h := open(t)
	o := h.organisation("Centre social", kinds.CentreSocial, 0)
	contact, err := h.directory.CreateContact(t.Context(), h.team, "", partner.ContactDraft{FirstName: "Zoé", LastName: "Martin"}, o, partner.PostDraft{})
	h.must(err)
	id := h.add(o, "")
	d := partnership.Draft{Organisation: partner.Ref{ID: 12345}, Role: partnership.Host, Stage: partnership.Engaged, Contact: partner.Ref{ID: contact}, Follower: partner.Ref{ID: h.other.ID}, Notes: "Une salle"}
	h.must(h.Edit(t.Context(), h.head, id, 1, d))
	h.must(h.Edit(t.Context(), h.head, id, 2, d)) // nothing differs
	got := h.sheet(id)
	want := partnership.Draft{Organisation: partner.Ref{ID: o, Name: "Centre social"}, Role: partnership.Host, Stage: partnership.Engaged, Contact: partner.Ref{ID: contact, Name: "Zoé Martin"},
		Follower: partner.Ref{ID: h.other.ID, Name: "Lucie Morel"}, Notes: "Une salle"}
	if got.Draft != want || got.Version != 2 || !got.May.Edit || got.Kind != kinds.CentreSocial || len(got.Contacts) != 1 {
		t.Errorf("%+v", got)
	}
	history, err := h.programme.History(t.Context(), h.intern, h.project, 1)
	h.must(err)
	if s := history.Entries[0].Sentence(history.Entries[0].Subject); s != "Claire Fontaine a modifié le partenaire" || len(history.Entries[0].Changes) != 5 {
		t.Errorf("%q %+v", s, history.Entries[0].Changes)
	}
	met, ok := fault.StaleOf(h.Edit(t.Context(), h.team, id, 1, partnership.Draft{Role: partnership.Relay, Notes: "Autre chose"}))
	if !ok || met.Version != 2 || met.By != "Claire Fontaine" || met.Name != "Centre social" {
		t.Errorf("%+v", met)
	}
	_, err = h.Add(t.Context(), h.team, "", h.project, partnership.Draft{Organisation: partner.Ref{ID: o}, Role: partnership.Relay})
	if p, _ := fault.ProblemsOf(err); p.For("structure") != "Cette structure est déjà partenaire du projet." {
		t.Errorf("%v", err)
	}
	for field, wrong := range map[string]partnership.Draft{
		"structure": {Organisation: partner.Ref{ID: 12345}, Role: partnership.Relay},
		"role":      {Organisation: partner.Ref{ID: h.organisation("A", kinds.MJC, 0)}, Role: "x"},
		"etape":     {Organisation: partner.Ref{ID: h.organisation("B", kinds.MJC, 0)}, Role: partnership.Relay, Stage: "x"},
		"contact":   {Organisation: partner.Ref{ID: h.organisation("C", kinds.MJC, 0)}, Role: partnership.Relay, Contact: partner.Ref{ID: contact}},
		"suivi":     {Organisation: partner.Ref{ID: h.organisation("D", kinds.MJC, 0)}, Role: partnership.Relay, Follower: partner.Ref{ID: h.intern.ID}},
		"notes":     {Organisation: partner.Ref{ID: h.organisation("E", kinds.MJC, 0)}, Role: partnership.Relay, Notes: strings.Repeat("a", partnership.MaxNotes+1)},
	} {
		_, err := h.Add(t.Context(), h.team, "", h.project, wrong)
		if p, _ := fault.ProblemsOf(err); p.For(field) == "" {
			t.Errorf("%s: %v", field, err)
		}
	}
}

// TestEveryOperationAsksWhoMay asks each operation as each of those whom the table tells apart.
func TestEveryOperationAsksWhoMay(t *testing.T) {
	t.Parallel()
	h := open(t)
	town := h.place("Villeneuve", 0)
	n := 0
	for name, do := range map[string]func(by account.By) error{
		"add": func(by account.By) error {
			n++
			_, err := h.Add(t.Context(), by, "", h.project, partnership.Draft{Organisation: partner.Ref{ID: h.organisation(fmt.Sprint("Ajoutée ", n), kinds.MJC, town)}, Role: partnership.Relay})
			return err
		},
		"edit": func(by account.By) error {
			n++
			return h.Edit(t.Context(), by, h.add(h.organisation(fmt.Sprint("Modifiée ", n), kinds.MJC, 0), ""), 1, partnership.Draft{Role: partnership.Host})
		},
		"move": func(by account.By) error {
			n++
			_, err := h.Move(t.Context(), by, h.project, []int64{h.add(h.organisation(fmt.Sprint("Déplacée ", n), kinds.MJC, 0), "")}, nil, partnership.Contacted)
			return err
		},
		"take off": func(by account.By) error {
			n++
			return h.TakeOff(t.Context(), by, h.add(h.organisation(fmt.Sprint("Retirée ", n), kinds.MJC, 0), ""))
		},
		"spot": func(by account.By) error {
			_, err := h.Spot(t.Context(), by, h.project, partnership.Search{})
			return err
		},
		"share": func(by account.By) error {
			n++
			_, err := h.Share(t.Context(), by, "", h.project, partnership.Sharing{Organisations: []int64{h.organisation(fmt.Sprint("Répartie ", n), kinds.MJC, 0)}, People: []int64{by.ID}})
			return err
		},
	} {
		for _, who := range []account.By{h.head, h.team, h.other, h.member} {
			if err := do(who); err != nil && !(name == "share" && who.ID == h.head.ID && err == nil) {
				t.Errorf("%s, %s: %v", name, who.Name, err)
			}
		}
		if err := do(h.intern); !fault.Is(err, fault.Forbidden) {
			t.Errorf("%s, an intern who is no member: %v", name, err)
		}
		if err := do(h.stranger); !fault.Is(err, fault.NotFound) {
			t.Errorf("%s, a stranger: %v", name, err)
		}
	}
	id := h.add(h.organisation("Lue", kinds.MJC, 0), partnership.Engaged)
	for _, read := range []func(account.By) error{
		func(by account.By) error { _, err := h.List(t.Context(), by, h.project); return err },
		func(by account.By) error { _, err := h.Partner(t.Context(), by, id); return err },
		func(by account.By) error { _, err := h.Counts(t.Context(), by, h.project); return err },
	} {
		h.must(read(h.intern))
		h.want(fault.NotFound, read(h.stranger))
	}
}

func TestAnInternGivesCallsToHerselfOrToNobody(t *testing.T) {
	t.Parallel()
	h := open(t)
	share := func(people ...int64) error {
		_, err := h.Share(t.Context(), h.member, "", h.project, partnership.Sharing{Organisations: []int64{h.organisation(fmt.Sprint("Structure ", len(people)), kinds.MJC, 0)}, People: people})
		return err
	}
	h.want(fault.Forbidden, share(h.team.ID))
	h.want(fault.Forbidden, share(h.member.ID, h.team.ID))
	h.must(share(h.member.ID))
	h.must(share())
	s, err := h.Spot(t.Context(), h.member, h.project, partnership.Search{})
	if h.must(err); len(s.People) != 1 || s.People[0].ID != h.member.ID {
		t.Errorf("%+v", s.People)
	}
	id := h.add(h.organisation("Suivie", kinds.MJC, 0), "")
	h.want(fault.Forbidden, h.Edit(t.Context(), h.member, id, 1, partnership.Draft{Role: partnership.Relay, Follower: partner.Ref{ID: h.team.ID}}))
	h.must(h.Edit(t.Context(), h.team, id, 1, partnership.Draft{Role: partnership.Relay, Follower: partner.Ref{ID: h.team.ID}}))
	h.must(h.Edit(t.Context(), h.member, id, 2, partnership.Draft{Role: partnership.Host, Follower: partner.Ref{ID: h.team.ID}})) // who has it stays
	h.must(h.Edit(t.Context(), h.member, id, 3, partnership.Draft{Role: partnership.Host, Follower: partner.Ref{ID: h.member.ID}}))
}

func TestSeveralMoveAsOneActAndComeBackAsOne(t *testing.T) {
	t.Parallel()
	h := open(t)
	a, b, c := h.add(h.organisation("A", kinds.MJC, 0), partnership.Spotted), h.add(h.organisation("B", kinds.MJC, 0), partnership.Contacted), h.add(h.organisation("C", kinds.MJC, 0), partnership.Interested)
	ctx := postgres.Acting(t.Context())
	out, err := h.Move(ctx, h.member, h.project, []int64{c, a, b, a}, nil, partnership.Interested)
	if h.must(err); out.Changed != 2 || out.Already != 1 || h.stages() != "A interested, B interested, C interested" {
		t.Errorf("%+v %s", out, h.stages())
	}
	history, err := h.programme.History(t.Context(), h.intern, h.project, 1)
	h.must(err)
	if e := history.Entries[0]; e.Sentence(e.Subject) != "Inès Carpentier a changé l’étape du partenaire" || e.Changes[0].After != "intéressé" {
		t.Errorf("%+v", e)
	}
	_, err = h.back.Undo(postgres.Acting(t.Context()), h.member, h.act())
	if h.must(err); h.stages() != "A spotted, B contacted, C interested" {
		t.Errorf("undone: %s", h.stages())
	}
	h.must(h.TakeOff(t.Context(), h.team, b))
	out, err = h.Move(t.Context(), h.member, h.project, []int64{a, b}, nil, partnership.Declined)
	if h.must(err); out.Changed != 1 || out.Gone != 1 {
		t.Errorf("%+v", out)
	}
	_, err = h.Move(t.Context(), h.team, h.project, []int64{a, 12345}, nil, partnership.Engaged)
	h.want(fault.NotFound, err)
	_, err = h.Move(t.Context(), h.team, h.twinning("Un autre"), []int64{a}, nil, partnership.Engaged)
	h.want(fault.NotFound, err)
	for _, ids := range [][]int64{nil, slices.Collect(func(yield func(int64) bool) {
		for i := range int64(partnership.MaxAtOnce + 1) {
			if !yield(i + 1) {
				return
			}
		}
	})} {
		_, err = h.Move(t.Context(), h.team, h.project, ids, nil, partnership.Engaged)
		h.want(fault.Invalid, err)
	}
	_, err = h.Move(t.Context(), h.team, h.project, []int64{a}, nil, "loin")
	h.want(fault.Invalid, err)
}

func TestWhatIsTakenOffComesBackUntilItIsTooLate(t *testing.T) {
	t.Parallel()
	h := open(t)
	o := h.organisation("Centre social", kinds.CentreSocial, 0)
	id := h.add(o, partnership.Engaged)
	h.must(h.TakeOff(t.Context(), h.member, id))
	h.want(fault.NotFound, h.TakeOff(t.Context(), h.member, id))
	_, err := h.Partner(t.Context(), h.intern, id)
	h.want(fault.NotFound, err)
	bin := h.Bins()[0]
	for who, may := range map[*account.By]bool{&h.head: true, &h.member: true, &h.intern: false} {
		list, err := bin.List(t.Context(), *who)
		if h.must(err); len(list) != 1 || list[0].May != may || list[0].ProjectID != h.project || list[0].Name != "Centre social" {
			t.Errorf("%s: %+v", who.Name, list)
		}
	}
	h.want(fault.NotFound, h.Restore(t.Context(), h.intern, id))
	h.must(h.Restore(t.Context(), h.member, id))
	h.must(h.TakeOff(t.Context(), h.team, id))
	again := h.add(o, "")
	h.want(fault.Conflict, h.Restore(t.Context(), h.team, id))
	h.must(h.TakeOff(t.Context(), h.team, again))
	late := h.head.Person.At(now.AddDate(0, 0, trash.Days+1))
	h.want(fault.NotFound, h.Restore(t.Context(), late, id))
	h.must(bin.Purge(t.Context(), now.Add(time.Hour)))
	n, err := postgres.Scalar[int](t.Context(), h.db, `SELECT count(*)::int FROM project_partners`, nil)
	if h.must(err); n != 0 {
		t.Errorf("%d are left", n)
	}
}

func TestAnArchivedProjectIsOnlyRead(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.add(h.organisation("A", kinds.MJC, 0), partnership.Spotted)
	version, err := postgres.Scalar[int](t.Context(), h.db, `SELECT version FROM projects WHERE id = @id`, pgx.NamedArgs{"id": h.project})
	h.must(err)
	h.must(h.programme.Archive(t.Context(), h.head, h.project, version))
	h.want(fault.Forbidden, h.Edit(t.Context(), h.head, id, 1, partnership.Draft{Role: partnership.Host}))
	h.want(fault.Forbidden, h.TakeOff(t.Context(), h.head, id))
	_, err = h.Move(t.Context(), h.head, h.project, []int64{id}, nil, partnership.Engaged)
	h.want(fault.Forbidden, err)
	_, err = h.Share(t.Context(), h.head, "", h.project, partnership.Sharing{Organisations: []int64{h.organisation("B", kinds.MJC, 0)}})
	h.want(fault.Forbidden, err)
	_, err = h.Spot(t.Context(), h.head, h.project, partnership.Search{})
	h.want(fault.Forbidden, err)
	if s := h.sheet(id); s.May.Edit || s.Stage != partnership.Spotted {
		t.Errorf("%+v", s)
	}
}

func TestTheBoardTellsWhatIsMissing(t *testing.T) {
	t.Parallel()
	h := open(t)
	town := h.place("Villeneuve", 0)
	north, south, west := h.place("Nord", town), h.place("Sud", town), h.place("Ouest", town)
	_ = west
	h.add(h.organisation("Engagée", kinds.MJC, north), partnership.Engaged)
	h.add(h.organisation("Contactée", kinds.MJC, north), partnership.Contacted)
	h.add(h.organisation("Repérée", kinds.MJC, south), partnership.Spotted)
	h.add(h.organisation("Muette", kinds.MJC, 0), partnership.Silent)
	h.add(h.organisation("De la ville", kinds.MJC, town), partnership.Declined)
	h.add(h.organisation("Hors tableau", kinds.MJC, south), "")
	l, err := h.List(t.Context(), h.intern, h.project)
	h.must(err)
	b := l.Board()
	var drawn []string
	for _, town := range b.Towns {
		for _, row := range town.Rows {
			line := town.Name + "/" + row.Place.Name
			for i, cell := range row.Cells {
				for _, p := range cell {
					line += " " + partnership.Columns[i].Label + ":" + p.Organisation.Name
				}
			}
			drawn = append(drawn, line)
		}
	}
	want := "Villeneuve/Nord Contacté:Contactée Engagé:Engagée\nVilleneuve/Sud Repéré:Repérée\nVilleneuve/Villeneuve Sans suite:De la ville\n/ Sans suite:Muette"
	if got := strings.Join(drawn, "\n"); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	if b.Cards != 5 || b.Districts != 2 || !slices.Equal(partnership.Names(b.Lacking), []string{"Sud"}) || !slices.Equal(partnership.Names(b.Untouched), []string{"Ouest"}) || !slices.Equal(b.Counts, []int{1, 1, 0, 1, 2}) {
		t.Errorf("%+v", b)
	}
}

func TestQueriesDoNotGrowWithRows(t *testing.T) {
	t.Parallel()
	h := open(t)
	costs := func() (all []int64) {
		t.Helper()
		ctx, n := postgres.CountQueries(t.Context())
		_, err := h.List(ctx, h.team, h.project)
		h.must(err)
		all = append(all, n.Swap(0))
		_, err = h.Spot(ctx, h.team, h.project, partnership.Search{})
		h.must(err)
		return append(all, n.Swap(0))
	}
	none := costs()
	for i := range 12 {
		o := h.organisation(fmt.Sprint("Structure ", i), kinds.MJC, h.place(fmt.Sprint("Ville ", i), 0))
		if i%2 == 0 {
			h.add(o, partnership.Spotted)
			h.log(o, "Rappeler")
		}
	}
	if got := costs(); !slices.Equal(got, none) || got[0] > 1 || got[1] > 1 {
		t.Errorf("%v queries, and %v without a row", got, none)
	}
	share := func(n int) int64 {
		t.Helper()
		var ids []int64
		for i := range n {
			ids = append(ids, h.organisation(fmt.Sprint("À répartir ", n, " ", i), kinds.MJC, 0))
		}
		ctx, count := postgres.CountQueries(t.Context())
		_, err := h.Share(ctx, h.team, "", h.project, partnership.Sharing{Organisations: ids, People: []int64{h.team.ID}})
		h.must(err)
		return count.Load()
	}
	if few, many := share(2), share(partnership.MaxAtOnce); few != many {
		t.Errorf("%d queries for two, %d for two hundred", few, many)
	}
}
