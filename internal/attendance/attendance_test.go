package attendance_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/activity"
	"parvis/internal/attendance"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/programme"
	"parvis/internal/slot"
	"parvis/internal/undo"
	"parvis/internal/workcal"
)

var (
	saturday = workcal.Of(2025, 6, 14)
	now      = time.Date(2025, 6, 14, 14, 12, 0, 0, postgres.Paris)
)

// house is a database with the people of a service and a project with two slots.
type house struct {
	*attendance.Room
	t                  *testing.T
	db                 *pgxpool.Pool
	slots              *slot.Room
	projects           *programme.Room
	head, team, intern account.By
	project            int64
	at, other          int64 // the slots
	adults, families   int64 // audiences
}

func open(t *testing.T) house {
	t.Helper()
	h := house{t: t, db: pgtest.New(t)}
	h.Room, h.slots, h.projects = attendance.New(h.db), slot.New(h.db), programme.New(h.db)
	h.head, h.team, h.intern = h.person("Claire Fontaine", access.Head), h.person("Samir Benali", access.Team), h.person("Inès Carpentier", access.Intern)
	var err error
	h.project, err = h.projects.Create(t.Context(), h.team, "", programme.ProjectDraft{Title: "JEA 2025", Kind: programme.EventProgramme, PilotID: h.team.ID, First: saturday, Last: saturday})
	h.must(err)
	visit, err := activity.New(h.db).Create(t.Context(), h.team, "", h.project, activity.Draft{Kind: activity.Visit, Title: "Fouille"})
	h.must(err)
	for i, into := range []*int64{&h.at, &h.other} {
		*into, _, err = h.slots.Create(t.Context(), h.team, "", h.project, slot.Draft{ActivityID: visit, Times: slot.Times{Day: saturday, From: 840 + 60*i, To: 900 + 60*i}, Status: slot.Planned}, false)
		h.must(err)
	}
	list, err := h.Audiences(t.Context(), h.intern)
	h.must(err)
	h.adults, h.families = list[0].ID, list[1].ID
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

func (h house) want(kind fault.Kind, err error) {
	h.t.Helper()
	if !fault.Is(err, kind) {
		h.t.Errorf("got %v, want a fault of kind %v", err, kind)
	}
}

func (h house) tap(key string, audience int64, n int) attendance.Tap {
	return attendance.Tap{Key: "cle-de-telephone-" + key, Slot: h.at, Audience: audience, Measure: attendance.Present, N: n, At: now}
}

func (h house) add(by account.By, t attendance.Tap) attendance.Count {
	h.t.Helper()
	c, err := h.Add(h.t.Context(), by, t)
	h.must(err)
	return c
}

func TestACountIsTheSumOfItsTapsOnceEach(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.add(h.intern, h.tap("1", h.adults, 1))
	h.add(h.team, h.tap("2", h.adults, 3))
	h.add(h.intern, h.tap("3", h.families, 4))
	h.add(h.intern, h.tap("1", h.adults, 1)) // sent again: the answer was lost
	c := h.add(h.intern, h.tap("4", h.adults, -1))
	if !c.Present.Known || c.Present.N != 7 || c.Of(h.adults) != 3 || c.Of(h.families) != 4 || c.Absent.Known {
		t.Errorf("%+v", c)
	}
	if !slices.Equal(c.By, []string{"Inès Carpentier", "Samir Benali"}) {
		t.Errorf("counted by %v", c.By)
	}
	list, err := h.Entries(t.Context(), h.head, h.at)
	h.must(err)
	if len(list) != 4 || list[0].N != -1 || list[0].By != "Inès Carpentier" || list[0].Audience != "Adultes" {
		t.Errorf("the history tells %+v", list)
	}
}

func TestAKeyTakesOneContentOfOnePerson(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.add(h.intern, h.tap("1", h.adults, 1))
	for _, c := range []struct {
		by  account.By
		tap attendance.Tap
	}{{h.intern, h.tap("1", h.adults, 2)}, {h.intern, h.tap("1", h.families, 1)}, {h.team, h.tap("1", h.adults, 1)}} {
		_, err := h.Add(t.Context(), c.by, c.tap)
		h.want(fault.Conflict, err)
	}
	sums, err := h.Sums(t.Context(), h.head, []int64{h.at})
	h.must(err)
	if sums[h.at].Present.N != 1 {
		t.Errorf("%+v", sums)
	}
}

func TestTapsThatComeAtOnceCountOnceEach(t *testing.T) {
	t.Parallel()
	h := open(t)
	var group sync.WaitGroup
	for i := range 40 {
		group.Go(func() {
			by := []account.By{h.intern, h.team}[i/2%2]
			if _, err := h.Add(t.Context(), by, h.tap(fmt.Sprint(i/2), h.adults, 1)); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	sums, err := h.Sums(t.Context(), h.head, []int64{h.at})
	h.must(err)
	if sums[h.at].Present.N != 20 {
		t.Errorf("20 taps, each twice at once: %+v", sums[h.at])
	}
}

func TestTheLastTapIsTakenBackOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.add(h.intern, h.tap("1", h.adults, 1))
	h.add(h.team, h.tap("2", h.adults, 5))
	last, there, err := h.Last(t.Context(), h.intern, h.at)
	h.must(err)
	if !there || last.Key != h.tap("1", 0, 0).Key || last.N != 1 {
		t.Fatalf("%+v", last)
	}
	for _, key := range []string{"3", "4"} { // pressed on two windows
		back := h.tap(key, h.adults, -1)
		back.Undoes = last.Key
		if c := h.add(h.intern, back); c.Present.N != 5 {
			t.Errorf("taken back: %+v", c)
		}
	}
	if _, there, _ := h.Last(t.Context(), h.intern, h.at); there {
		t.Error("there is something else to take back")
	}
}

func TestUnknownIsNotZero(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	sums, err := h.Sums(ctx, h.head, []int64{h.at, h.other})
	h.must(err)
	if len(sums) != 2 || sums[h.at].Present.Known || sums[h.at].Absent.Known {
		t.Errorf("%+v", sums)
	}
	h.add(h.intern, h.tap("1", h.adults, 0))
	absent := attendance.Tap{Key: "cle-de-telephone-2", Slot: h.at, Measure: attendance.Absent, N: 3}
	if c := h.add(h.intern, absent); !c.Present.Known || c.Present.N != 0 || c.Absent != (attendance.Number{Known: true, N: 3}) {
		t.Errorf("nobody came, three were expected: %+v", c)
	}
	h.must(h.SetReason(ctx, h.intern, h.other, attendance.Closed))
	sums, err = h.Sums(ctx, h.head, []int64{h.at, h.other})
	h.must(err)
	if sums[h.other].Reason != attendance.Closed || sums[h.other].Present.Known {
		t.Errorf("%+v", sums[h.other])
	}
	if sum, missing := attendance.Total([]attendance.Count{sums[h.at], sums[h.other]}); sum != 0 || missing != 1 {
		t.Errorf("%d came, %d are not known", sum, missing)
	}
	h.must(h.SetReason(ctx, h.intern, h.other, ""))
	sums, err = h.Sums(ctx, h.head, []int64{h.other})
	h.must(err)
	if sums[h.other].Reason != "" {
		t.Errorf("%+v", sums[h.other])
	}
	h.want(fault.Invalid, h.SetReason(ctx, h.intern, h.other, "hunger"))
}

func TestWhatCannotBeCountedIsRefused(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	good := h.tap("1", h.adults, 1)
	for name, spoil := range map[string]func(*attendance.Tap){
		"no key":       func(t *attendance.Tap) { t.Key = "court" },
		"no audience":  func(t *attendance.Tap) { t.Audience = 0 },
		"no such one":  func(t *attendance.Tap) { t.Audience = 99_999 },
		"no measure":   func(t *attendance.Tap) { t.Measure = "maybe" },
		"absent of":    func(t *attendance.Tap) { t.Measure = attendance.Absent },
		"a crowd":      func(t *attendance.Tap) { t.N = attendance.MaxAtOnce + 1 },
		"fewer":        func(t *attendance.Tap) { t.N = -attendance.MaxAtOnce - 1 },
		"a long undo":  func(t *attendance.Tap) { t.Undoes = string(make([]byte, 65)) },
		"no slot said": func(t *attendance.Tap) { t.Slot = 0 },
	} {
		bad := good
		spoil(&bad)
		_, err := h.Add(ctx, h.intern, bad)
		if !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	lost := good
	lost.Slot = 99_999
	_, err := h.Add(ctx, h.intern, lost)
	h.want(fault.NotFound, err)
	h.must(h.slots.Delete(ctx, h.head, h.at))
	_, err = h.Add(ctx, h.intern, good)
	h.want(fault.NotFound, err)
	good.Slot = h.other
	sheet, err := h.projects.Project(ctx, h.head, h.project)
	h.must(err)
	h.must(h.projects.Archive(ctx, h.head, h.project, sheet.Version))
	_, err = h.Add(ctx, h.intern, good)
	h.want(fault.Forbidden, err)
	h.want(fault.Forbidden, h.SetReason(ctx, h.intern, h.other, attendance.Closed))
}

func TestATapOfTomorrowIsOfNow(t *testing.T) {
	t.Parallel()
	h := open(t)
	tap := h.tap("1", h.adults, 1)
	tap.At = now.AddDate(1, 0, 0)
	h.add(h.intern, tap)
	early := h.tap("2", h.adults, 1)
	early.At = now.Add(-time.Hour)
	h.add(h.intern, early)
	list, err := h.Entries(t.Context(), h.head, h.at)
	h.must(err)
	if !list[0].At.Equal(now) || !list[1].At.Equal(early.At) {
		t.Errorf("%+v", list)
	}
}

func TestTheShippedAudiencesAreWrittenAsTheyWouldBe(t *testing.T) {
	t.Parallel()
	h := open(t)
	list, err := h.Audiences(t.Context(), h.head)
	h.must(err)
	if len(list) != 18 {
		t.Fatalf("%d audiences", len(list))
	}
	usual := 0
	for i, a := range list {
		if p := a.Check(); p.Any() || !a.Active || i > 0 && list[i-1].Position >= a.Position {
			t.Errorf("%+v: %v", a, p)
		}
		folded, err := postgres.Scalar[string](t.Context(), h.db, `SELECT name_folded FROM count_audiences WHERE id = @id`, pgx.NamedArgs{"id": a.ID})
		h.must(err)
		if folded != french.Fold(a.Name) {
			t.Errorf("%s is folded as %q, want %q", a.Name, folded, french.Fold(a.Name))
		}
		if a.Usual {
			usual++
		}
	}
	if usual == 0 || usual > 6 {
		t.Errorf("%d have buttons at once: a telephone shows six", usual)
	}
}

func TestOnlyTheHeadSetsTheAudiences(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	draft := attendance.AudienceDraft{Name: " Seniors  actifs ", Heading: attendance.Individual, Usual: true, Active: true, Position: 45}
	for _, by := range []account.By{h.team, h.intern} {
		_, err := h.CreateAudience(ctx, by, "", draft)
		h.want(fault.Forbidden, err)
		h.want(fault.Forbidden, h.EditAudience(ctx, by, h.adults, 1, draft))
	}
	id, err := h.CreateAudience(ctx, h.head, "", draft)
	h.must(err)
	a, err := h.Audience(ctx, h.intern, id)
	h.must(err)
	if want := (attendance.AudienceDraft{Name: "Seniors actifs", Heading: attendance.Individual, Usual: true, Active: true, Position: 45}); a.AudienceDraft != want {
		t.Errorf("%+v", a)
	}
	_, err = h.CreateAudience(ctx, h.head, "", attendance.AudienceDraft{Name: "seniors ACTIFS", Heading: attendance.Young, Position: 1})
	if p, _ := fault.ProblemsOf(err); p.For("nom") == "" {
		t.Errorf("the same name: %v", err)
	}
	for field, spoil := range map[string]func(*attendance.AudienceDraft){
		"nom":     func(d *attendance.AudienceDraft) { d.Name = " " },
		"colonne": func(d *attendance.AudienceDraft) { d.Heading = "" },
		"place":   func(d *attendance.AudienceDraft) { d.Position = 0 },
	} {
		bad := draft
		spoil(&bad)
		if p, _ := fault.ProblemsOf(h.EditAudience(ctx, h.head, id, 1, bad)); p.For(field) == "" {
			t.Errorf("%s is not refused", field)
		}
	}
	draft.Active, draft.Name = false, "Seniors"
	act := account.Gesture(ctx)
	h.must(h.EditAudience(act, h.head, id, 1, draft))
	err = h.EditAudience(ctx, h.head, id, 1, draft)
	if _, stale := fault.StaleOf(err); !stale {
		t.Errorf("over another text: %v", err)
	}
	_, err = undo.New(h.db, attendance.Undoable{}).Undo(account.Gesture(ctx), h.head, account.ActOf(act))
	h.must(err)
	if a, _ = h.Audience(ctx, h.head, id); a.Name != "Seniors actifs" || !a.Active {
		t.Errorf("taken back: %+v", a)
	}
	history, err := h.AudiencesHistory(ctx, h.head, 1)
	h.must(err)
	if len(history.Entries) < 3 {
		t.Errorf("%d entries", len(history.Entries))
	}
}

func TestSumsAreOneBatchHoweverManySlots(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.add(h.intern, h.tap("1", h.adults, 1))
	count := func(ids ...int64) int64 {
		ctx, n := postgres.CountQueries(t.Context())
		_, err := h.Sums(ctx, h.head, ids)
		h.must(err)
		return n.Load()
	}
	if one, two := count(h.at), count(h.at, h.other); one != two {
		t.Errorf("%d queries for one slot, %d for two", one, two)
	}
}
