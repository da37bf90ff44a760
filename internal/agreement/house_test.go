package agreement_test

import (
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/agreement"
	"parvis/internal/fault"
	"parvis/internal/journal"
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

// house is a database with the people of a service.
type house struct {
	*agreement.Room
	t                  *testing.T
	db                 *pgxpool.Pool
	back               *undo.Room
	head, team, intern account.By
}

func open(t *testing.T) house {
	t.Helper()
	h := house{t: t, db: pgtest.New(t)}
	h.Room = agreement.New(h.db)
	h.back = undo.New(h.db, programme.Undoable{}, partner.Undoable{}, agreement.Undoable{})
	h.head, h.team, h.intern = h.person("Claire Fontaine", access.Head), h.person("Samir Benali", access.Team), h.person("Zoé Petit", access.Intern)
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

func (h house) organisation(name string) partner.Ref {
	h.t.Helper()
	id, err := partner.New(h.db).Create(h.t.Context(), h.team, "", partner.OrganisationDraft{Name: name, Kind: kinds.Association})
	h.must(err)
	return partner.Ref{ID: id, Name: name}
}

func (h house) project(title string) partner.Ref {
	h.t.Helper()
	id, err := programme.New(h.db).Create(h.t.Context(), h.team, "", programme.ProjectDraft{Title: title, Kind: programme.Twinning, PilotID: h.team.ID, First: today, Last: today})
	h.must(err)
	return partner.Ref{ID: id, Name: title}
}

func (h house) agreement(d agreement.Draft) int64 {
	h.t.Helper()
	id, err := h.Create(h.t.Context(), h.team, "", d)
	h.must(err)
	return id
}

func (h house) sheet(by account.By, id int64) agreement.Sheet {
	h.t.Helper()
	s, err := h.Agreement(h.t.Context(), by, id)
	h.must(err)
	return s
}

// whole is a draft in which every field says something.
func (h house) whole() agreement.Draft {
	return agreement.Draft{Title: "Jumelage 2025", Kind: agreement.School, State: agreement.Denounced, Organisations: []partner.Ref{h.organisation("Centre social A"), h.organisation("École B")},
		Project: h.project("Jumelage"), First: today.AddDays(-20), Last: today.AddDays(40), SentOn: today.AddDays(-30), SignedOn: today.AddDays(-20), DenouncedOn: today,
		Signatories: "La directrice du musée\nLa présidente", Amount: agreement.Amount{Said: true, Cents: 123_456}, Notes: "Une ligne\nune autre"}
}

// simple is a signed agreement that lasts so many days more.
func simple(title string, days int, with ...partner.Ref) agreement.Draft {
	return agreement.Draft{Title: title, Kind: agreement.Partnership, State: agreement.Signed, Organisations: with, Last: today.AddDays(days), SignedOn: today.AddDays(-100)}
}

func TestAnAgreementIsCreatedEditedAndRemembered(t *testing.T) {
	t.Parallel()
	h := open(t)
	whole := h.whole()
	id := h.agreement(whole)
	if got := h.sheet(h.head, id); len(agreement.Fields.Changes(whole, got.Draft)) != 0 || got.Version != 1 {
		t.Errorf("%+v", got)
	}
	edited := whole
	edited.Title, edited.Organisations, edited.Project, edited.Amount = "Jumelage", whole.Organisations[:1], partner.Ref{}, agreement.Amount{}
	h.must(h.Edit(t.Context(), h.team, id, 1, edited))
	h.must(h.Edit(t.Context(), h.team, id, 2, edited)) // nothing differs
	if got := h.sheet(h.head, id); len(agreement.Fields.Changes(edited, got.Draft)) != 0 || got.Version != 2 {
		t.Errorf("%+v", got)
	}
	met, ok := fault.StaleOf(h.Edit(t.Context(), h.head, id, 1, whole))
	if !ok || met.By != "Samir Benali" || met.Version != 2 || len(met.Texts) != len(agreement.Fields) {
		t.Errorf("%+v", met)
	}
	if err := h.Edit(t.Context(), h.intern, id, 2, whole); !fault.Is(err, fault.Forbidden) {
		t.Errorf("an intern edits: %v", err)
	}
}

func TestAnInternNeverReadsAnAmount(t *testing.T) {
	t.Parallel()
	h := open(t)
	d := h.whole()
	id := h.agreement(d)
	d.Amount.Cents = 777_700
	h.must(h.Edit(t.Context(), h.team, id, 1, d)) // the amount alone
	d.Title, d.Amount.Cents = "Autre titre", 888_800
	h.must(h.Edit(t.Context(), h.team, id, 2, d)) // and with another field
	list, err := h.List(t.Context(), h.intern, agreement.Filter{})
	h.must(err)
	if h.sheet(h.intern, id).Amount.Said || len(list) != 1 || list[0].Amount.Said {
		t.Error("an intern is told the amount")
	}
	if got := h.sheet(h.team, id).Amount.Cents; got != 888_800 {
		t.Errorf("the team reads %d", got)
	}
	for who, want := range map[*account.By]int{&h.intern: 2, &h.team: 4} {
		page, err := h.History(t.Context(), *who, id, 1)
		h.must(err)
		project, err := programme.New(h.db).History(t.Context(), *who, d.Project.ID, 1)
		h.must(err)
		if len(page.Entries) != want {
			t.Errorf("%s reads %d entries, want %d", who.Name, len(page.Entries), want)
		}
		for _, e := range append(page.Entries, project.Entries...) {
			for _, c := range e.Changes {
				if who == &h.intern && (c.Name == agreement.FieldAmount || strings.Contains(c.Before+c.After, "888")) {
					t.Errorf("the journal tells an intern %+v", c)
				}
			}
			if who == &h.intern && e.Subject.Kind == journal.Amount {
				t.Errorf("the journal tells an intern of an amount: %+v", e)
			}
		}
	}
	for _, text := range []string{"8888", "8 888", "777700"} { // searched, it tells nothing
		if list, err := h.List(t.Context(), h.intern, agreement.Filter{Text: text}); err != nil || len(list) != 0 {
			t.Errorf("%q finds %d, %v", text, len(list), err)
		}
	}
}

func TestAStateIsSetWithItsDayAndTakenBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.agreement(agreement.Draft{Title: "Prêt", Kind: agreement.Loan, State: agreement.ToWrite, Organisations: []partner.Ref{h.organisation("Archives")}})
	h.must(h.SetState(t.Context(), h.team, id, 1, agreement.Sent, today.AddDays(-3)))
	acting := postgres.Acting(t.Context())
	h.must(h.SetState(acting, h.team, id, 2, agreement.Signed, today))
	if got := h.sheet(h.head, id); got.State != agreement.Signed || got.SignedOn != today || got.SentOn != today.AddDays(-3) {
		t.Errorf("%+v", got)
	}
	page, err := h.History(t.Context(), h.intern, id, 1)
	h.must(err)
	if got := page.Entries[0].Sentence(h.sheet(h.head, id).Subject()); got != "Samir Benali a changé l’état de la convention" {
		t.Error(got)
	}
	if _, err = h.back.Undo(t.Context(), h.team, page.Entries[0].Act); err != nil {
		t.Fatal(err)
	}
	if got := h.sheet(h.head, id); got.State != agreement.Sent || !got.SignedOn.IsZero() {
		t.Errorf("taken back: %+v", got)
	}
	version := h.sheet(h.head, id).Version
	if _, ok := fault.StaleOf(h.SetState(t.Context(), h.team, id, 1, agreement.Signed, today)); !ok {
		t.Error("a state is set over another text")
	}
	if problems, ok := fault.ProblemsOf(h.SetState(t.Context(), h.team, id, version, agreement.Signed, today.AddDays(1))); !ok || problems.For("signee") == "" {
		t.Error("it is signed tomorrow")
	}
	if err := h.SetState(t.Context(), h.intern, id, version, agreement.Signed, today); !fault.Is(err, fault.Forbidden) {
		t.Errorf("an intern: %v", err)
	}
}

// TestAChangeOfAmountIsTakenBack changes what an agreement is worth, and takes it back: not as an intern, and not over a later change.
func TestAChangeOfAmountIsTakenBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	d := agreement.Draft{Title: "Prêt", Kind: agreement.Loan, State: agreement.ToWrite, Organisations: []partner.Ref{h.organisation("Archives")}, Amount: agreement.Amount{Said: true, Cents: 100_00}}
	id := h.agreement(d)
	set := func(version int, amount agreement.Amount) string {
		t.Helper()
		d.Amount = amount
		h.must(h.Edit(postgres.Acting(t.Context()), h.team, id, version, d))
		page, err := h.History(t.Context(), h.head, id, 1)
		h.must(err)
		return page.Entries[0].Act
	}
	worth := func(want agreement.Amount) {
		t.Helper()
		if got := h.sheet(h.head, id).Amount; got != want {
			t.Errorf("it is worth %+v, want %+v", got, want)
		}
	}
	doubled := set(1, agreement.Amount{Said: true, Cents: 200_00})
	if _, err := h.back.Undo(t.Context(), h.intern, doubled); err == nil {
		t.Error("an intern takes back what she may not see")
	}
	worth(agreement.Amount{Said: true, Cents: 200_00})
	if _, err := h.back.Undo(t.Context(), h.team, doubled); err != nil {
		t.Fatal(err)
	}
	worth(agreement.Amount{Said: true, Cents: 100_00})
	if got := h.sheet(h.intern, id).Amount; got != (agreement.Amount{}) {
		t.Errorf("an intern reads %+v", got)
	}
	emptied := set(h.sheet(h.head, id).Version, agreement.Amount{})
	worth(agreement.Amount{})
	set(h.sheet(h.head, id).Version, agreement.Amount{Said: true, Cents: 300_00})
	if _, err := h.back.Undo(t.Context(), h.team, emptied); err == nil {
		t.Error("it is taken back over a later change")
	}
	worth(agreement.Amount{Said: true, Cents: 300_00})
}

func TestWhatIsSignedEndsAndIsToldBefore(t *testing.T) {
	t.Parallel()
	h := open(t)
	o := h.organisation("La Ferme")
	for title, days := range map[string]int{"Hier": -1, "Aujourd’hui": 0, "Bientôt": 60, "Plus tard": 61} {
		h.agreement(simple(title, days, o))
	}
	sent := simple("Envoyée", 10, o)
	sent.State, sent.SignedOn = agreement.Sent, 0
	h.agreement(sent)
	for f, want := range map[agreement.Filter]string{
		{State: agreement.Ended}:                         "Hier",
		{State: agreement.Signed, Sort: agreement.ByEnd}: "Aujourd’hui | Bientôt | Plus tard",
		{Within: 60, Sort: agreement.ByEnd, Down: true}:  "Bientôt | Aujourd’hui",
		{State: agreement.Sent, Organisation: o.ID}:      "Envoyée",
		{Organisation: o.ID + 1}:                         "",
		{Text: "ferme", Kind: agreement.Loan}:            "",
		{Text: "BIENTOT"}:                                "Bientôt",
	} {
		list, err := h.List(t.Context(), h.intern, f)
		h.must(err)
		var titles []string
		for _, a := range list {
			titles = append(titles, a.Title)
		}
		if got := strings.Join(titles, " | "); got != want {
			t.Errorf("%+v: %s, want %s", f, got, want)
		}
	}
	ending, err := h.EndingSoon(t.Context(), h.head, today, 60)
	h.must(err)
	if ending.Total != 2 || ending.Shown[0].Title != "Aujourd’hui" || ending.Shown[0].Organisations != "La Ferme" {
		t.Errorf("%+v", ending)
	}
}

func TestAnAgreementGoesToTheTrashAndComesBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.agreement(simple("Prestation", 3, h.organisation("Compagnie")))
	if err := h.Delete(t.Context(), h.team, id); !fault.Is(err, fault.Forbidden) {
		t.Errorf("the team deletes: %v", err)
	}
	h.must(h.Delete(t.Context(), h.head, id))
	if _, err := h.Agreement(t.Context(), h.team, id); !fault.Is(err, fault.NotFound) {
		t.Errorf("the team reads it in the trash: %v", err)
	}
	bin := h.Bins()[0]
	items, err := bin.List(t.Context(), h.head)
	h.must(err)
	if len(items) != 1 || items[0].Name != "Prestation" {
		t.Errorf("%+v", items)
	}
	h.must(h.Restore(t.Context(), h.head, id))
	h.must(h.Delete(t.Context(), h.head, id))
	h.must(bin.Purge(t.Context(), trash.Since(now.AddDate(0, 0, 31))))
	if _, err := h.Agreement(t.Context(), h.head, id); !fault.Is(err, fault.NotFound) {
		t.Errorf("purged: %v", err)
	}
}

func TestAnAgreementKeepsWhatWentToTheTrash(t *testing.T) {
	t.Parallel()
	h := open(t)
	o, p := h.organisation("Maison"), h.project("Atelier")
	d := simple("Atelier", 30, o)
	d.Project = p
	id := h.agreement(d)
	h.must(partner.New(h.db).Delete(t.Context(), h.head, o.ID))
	h.must(programme.New(h.db).Delete(t.Context(), h.head, p.ID))
	d.Title = "Atelier 2025"
	h.must(h.Edit(t.Context(), h.team, id, 1, d))
	got := h.sheet(h.team, id)
	if got.Project.ID != p.ID || got.ProjectText() != "projet à la corbeille" || agreement.Names(got.Organisations) != "Maison" {
		t.Errorf("%+v", got)
	}
	if _, err := h.Create(t.Context(), h.team, "", d); err == nil {
		t.Error("a new one is made with what is in the trash")
	}
}

func TestQueriesDoNotGrowWithRows(t *testing.T) {
	t.Parallel()
	h := open(t)
	o := h.organisation("Une")
	cost := func() int64 {
		ctx, n := postgres.CountQueries(t.Context())
		_, err := h.List(ctx, h.head, agreement.Filter{})
		h.must(err)
		_, err = h.OfOrganisation(ctx, h.head, o.ID)
		h.must(err)
		return n.Load()
	}
	h.agreement(simple("A", 1, o))
	one := cost()
	for range 20 {
		h.agreement(simple("B", 1, o))
	}
	if many := cost(); many != one || one != 2 {
		t.Errorf("%d queries for one, %d for many", one, many)
	}
}
