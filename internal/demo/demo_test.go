package demo_test

import (
	"context"
	"io"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/demo"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/programme"
	"parvis/internal/retroplan"
	"parvis/internal/rooms"
	"parvis/internal/workcal"
)

const (
	head   = "cheffe@parvis.test"
	intern = "stagiaire@parvis.test"
)

// service is a database in which the story was told.
type service struct {
	rooms.Rooms
	people map[string]account.Person // by address
}

var filled = pgtest.Filled(func(ctx context.Context, db *pgxpool.Pool) error { return demo.Fill(ctx, rooms.ForTests(db)) })

func told(t *testing.T) service {
	t.Helper()
	s := service{Rooms: rooms.ForTests(filled(t))}
	s.meet(t)
	return s
}

func (s *service) meet(t *testing.T) {
	t.Helper()
	members, err := s.Accounts.People(t.Context(), account.Console().On(demo.Day))
	if err != nil {
		t.Fatal(err)
	}
	s.people = map[string]account.Person{}
	for _, m := range members {
		s.people[m.Email] = m.Person
	}
}

func (s *service) projects(t *testing.T) []programme.Listed {
	t.Helper()
	list, err := s.Programme.List(t.Context(), s.people[head].On(demo.Day), programme.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// archaeology gives the plan of the JEA 2025 project as somebody sees it on the story's day.
func (s *service) archaeology(t *testing.T) plan.View {
	t.Helper()
	for _, p := range s.projects(t) {
		if p.First != workcal.Of(2025, time.June, 13) {
			continue
		}
		view, err := s.Plans.Plan(t.Context(), s.people[intern].On(demo.Day), p.ID)
		if err != nil {
			t.Fatal(err)
		}
		return view
	}
	t.Fatal("no project for the JEA 2025")
	return plan.View{}
}

// TestStory holds what the demonstration promises.
func TestStory(t *testing.T) {
	t.Parallel()
	s := told(t)
	for name, holds := range map[string]func(*testing.T){
		"has its people, events and projects":                           s.storyHasItsPeopleEventsAndProjects,
		"opens every login with the password printed at start":          s.everyLoginOpensWithThePasswordPrintedAtStart,
		"has the JEA partly done, something late, critical and blocked": s.archaeologyIsPartlyDoneWithSomethingLateCriticalAndBlocked,
		"gives the intern the administrative and logistical file":       s.internHoldsTheAdministrativeAndLogisticalFile,
		"gives the intern work late, for today and for this week":       s.internHasWorkLateTodayAndThisWeek,
		"has files, and amounts that the intern does not see":           s.filesAreThereAndAmountsAreKeptFromTheIntern,
		"tells how far each relay of the twinning came":                 s.boardOfTheTwinningTellsHowFarEachRelayCame,
		"leaves structures to find for the twinning":                    s.structuresAreLeftToFind,
		"says nothing of real places that is not public":                s.realPlacesHaveNeitherWaysNorRefusals,
		"gives the intern calls to make":                                s.internHasCallsToMake,
		"tells nothing after its day":                                   s.nothingIsToldAfterTheStorysDay,
	} {
		t.Run(name, holds)
	}
}

func (s *service) filesAreThereAndAmountsAreKeptFromTheIntern(t *testing.T) {
	view := s.archaeology(t)
	for who, want := range map[string]string{head: "Plan d’implantation.pdf, Devis barnums.pdf, Matériel de médiation.csv", intern: "Plan d’implantation.pdf, Matériel de médiation.csv"} {
		by := s.people[who].On(demo.Day)
		shelf, err := s.Files.Of(t.Context(), by, journal.Project, view.Project.ID)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, f := range shelf.Files {
			names = append(names, f.Name)
			content, err := s.Files.Content(t.Context(), f)
			if err != nil {
				t.Fatal(err)
			}
			if n, err := io.Copy(io.Discard, content); err != nil || n != f.Size {
				t.Errorf("%s gives %d bytes, %v", f.Name, n, err)
			}
		}
		if got := strings.Join(names, ", "); got != want {
			t.Errorf("%s sees %s", who, got)
		}
	}
	pictures := 0
	for _, row := range view.Rows {
		shelf, err := s.Files.Of(t.Context(), s.people[intern].On(demo.Day), journal.Task, row.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range shelf.Files {
			if f.Thumbnail {
				pictures++
			}
		}
	}
	if pictures != 1 {
		t.Errorf("%d pictures are attached to its tasks", pictures)
	}
}

func (s *service) storyHasItsPeopleEventsAndProjects(t *testing.T) {
	roles := map[access.Role]int{}
	for _, p := range s.people {
		roles[p.Role]++
		if p.MustChangePassword {
			t.Errorf("%s must change her password", p.Name)
		}
	}
	if roles[access.Head] != 1 || roles[access.Team] != 2 || roles[access.Intern] != 1 {
		t.Errorf("roles %v, want a head, two of the team, an intern", roles)
	}
	kinds := map[programme.Kind]int{}
	for _, p := range s.projects(t) {
		kinds[p.Kind]++
		come, err := s.Plans.Progress(t.Context(), s.people[head].On(demo.Day), []int64{p.ID})
		if n := come[p.ID]; err != nil || n.Total < 20 || n.Done == 0 || n.Done == n.Total {
			t.Errorf("%q has %d tasks of which %d are done, want a plan that has begun; %v", p.Title, n.Total, n.Done, err)
		}
		sheet, err := s.Programme.Project(t.Context(), s.people[head].On(demo.Day), p.ID)
		if err != nil || p.Objectives == "" || p.Audiences == "" || len(sheet.Members) < 3 {
			t.Errorf("%q is not described: %d members, %v", p.Title, len(sheet.Members), err)
		}
	}
	want := map[programme.Kind]int{programme.EventProgramme: 4, programme.Twinning: 1,
		programme.AccessibilityWorkshop: 1, programme.EAC: 1, programme.Residency: 1}
	for kind, n := range want {
		if kinds[kind] != n {
			t.Errorf("%d projects of kind %s, want %d", kinds[kind], kind, n)
		}
	}
	events, err := s.Programme.Events(t.Context(), s.people[head].On(demo.Day), 2025)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range events {
		if e.National() && len(e.Projects) != 1 {
			t.Errorf("%s is prepared by %d projects, want 1", e.Name, len(e.Projects))
		}
	}
}

func (s *service) everyLoginOpensWithThePasswordPrintedAtStart(t *testing.T) {
	for _, login := range demo.Logins {
		if _, err := s.Accounts.LogIn(t.Context(), login.Email, demo.Password, netip.MustParseAddr("127.0.0.1"), time.Now()); err != nil {
			t.Errorf("%s: %v", login.Email, err)
		}
	}
}

func (s *service) archaeologyIsPartlyDoneWithSomethingLateCriticalAndBlocked(t *testing.T) {
	view := s.archaeology(t)
	if view.Summary.Late < 1 || view.Summary.Late > 3 || view.Summary.Critical <= view.Summary.Late || view.Summary.Blocked != 1 {
		t.Errorf("summary %+v, want one to three late, others critical, one blocked", view.Summary)
	}
	if view.Summary.Conflicts != 0 {
		t.Errorf("%d tasks in conflict", view.Summary.Conflicts)
	}
	hands := map[string]int{}
	for _, r := range view.Rows {
		hands[r.Responsible]++
		switch {
		case r.State == retroplan.Done && r.ItemsTicked != r.Items:
			t.Errorf("%q is done with %d of %d items ticked", r.Title, r.ItemsTicked, r.Items)
		case r.State == retroplan.Done && (r.ActualFinish >= demo.Day || !view.Calendar.IsWorked(r.ActualFinish)):
			t.Errorf("%q was done on %s", r.Title, r.ActualFinish.French())
		case r.State == retroplan.Blocked && r.BlockedBecause == "":
			t.Errorf("%q is blocked without a reason", r.Title)
		case r.State.Open() && r.LatestFinish < demo.Day && r.Late == 0:
			t.Errorf("%q was due on %s, is open and not late", r.Title, r.LatestFinish.French())
		}
	}
	if len(hands) < 4 || hands[""] == 0 {
		t.Errorf("tasks by person %v, want four people at least and some to give out", hands)
	}
}

func (s *service) internHoldsTheAdministrativeAndLogisticalFile(t *testing.T) {
	file, hers := 0, 0
	for _, r := range s.archaeology(t).Rows {
		if !r.State.Open() || r.SuggestedRole == access.Head || r.Category != plan.Administrative && r.Category != plan.Logistics {
			continue
		}
		file++
		if r.ResponsibleID != nil && *r.ResponsibleID == s.people[intern].ID {
			hers++
		}
	}
	if hers*4 < file*3 {
		t.Errorf("%d of the %d open administrative and logistical tasks are the intern's", hers, file)
	}
}

func (s *service) internHasWorkLateTodayAndThisWeek(t *testing.T) {
	list, err := s.Plans.MyList(t.Context(), s.people[intern].On(demo.Day), plan.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	rows := map[plan.When]int{}
	for _, section := range list.Sections {
		rows[section.When] = len(section.Rows)
	}
	for _, when := range []plan.When{plan.WhenLate, plan.WhenToday, plan.WhenThisWeek, plan.WhenLater} {
		if rows[when] == 0 {
			t.Errorf("nothing under %q: %v", when.Label(), rows)
		}
	}
}

func (s *service) nothingIsToldAfterTheStorysDay(t *testing.T) {
	for _, p := range s.projects(t) {
		for page, more := 1, true; more; page++ {
			history, err := s.Programme.History(t.Context(), s.people[head].On(demo.Day), p.ID, page)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range history.Entries {
				if e.At.After(demo.Day.Time()) || e.At.Before(p.CreatedAt) {
					t.Errorf("%q: %s on %v, the project began on %v", p.Title, e.Sentence(p.Subject()), e.At, p.CreatedAt)
				}
			}
			more = history.More
		}
	}
}

func TestFillingTwiceTellsOnce(t *testing.T) {
	t.Parallel()
	s := told(t)
	before := s.size(t)
	if err := demo.Fill(t.Context(), s.Rooms); err != nil {
		t.Fatal(err)
	}
	if after := s.size(t); after != before {
		t.Errorf("%+v after the second time, %+v before", after, before)
	}
}

// size is how much a database holds.
type size struct{ People, Projects, Tasks, Lines int }

func (s *service) size(t *testing.T) size {
	t.Helper()
	n, err := postgres.One[size](t.Context(), s.DB, `SELECT (SELECT count(*) FROM people) AS people,
		(SELECT count(*) FROM projects) AS projects, (SELECT count(*) FROM tasks) AS tasks,
		(SELECT count(*) FROM journal) AS lines`, nil)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestInterruptedStoryBeginsAgain(t *testing.T) {
	t.Parallel()
	s := told(t)
	whole := s.size(t)
	if _, err := s.DB.Exec(t.Context(), `UPDATE demonstration SET told_at = NULL`); err != nil {
		t.Fatal(err)
	}
	if _, err := s.DB.Exec(t.Context(), `DELETE FROM projects WHERE id > 3`); err != nil {
		t.Fatal(err)
	}
	if err := demo.Fill(t.Context(), s.Rooms); err != nil {
		t.Fatal(err)
	}
	if again := s.size(t); again != whole {
		t.Errorf("%+v the second time, %+v the first", again, whole)
	}
}

func TestEraseGivesBackANewDatabase(t *testing.T) {
	t.Parallel()
	s := told(t)
	ctx := t.Context()
	// Somebody tried things: a new colleague, another date.
	newcomer := account.Identity{Name: "Jeanne Petit", Email: "jeanne@musee.fr", Role: access.Team}
	if _, err := s.Accounts.Add(ctx, s.people[head].On(demo.Day), newcomer, ""); err != nil {
		t.Fatal(err)
	}
	if _, err := s.DB.Exec(ctx, `UPDATE events SET name = 'changé'`); err != nil {
		t.Fatal(err)
	}
	if err := demo.Fill(ctx, s.Rooms); err != nil {
		t.Errorf("what was tried keeps the demonstration from opening: %v", err)
	}
	if err := demo.Erase(ctx, s.DB); err != nil {
		t.Fatal(err)
	}
	if left := s.size(t); left != (size{}) {
		t.Errorf("%+v is left", left)
	}
	if err := demo.Fill(ctx, s.Rooms); err != nil {
		t.Fatal(err)
	}
	s.meet(t)
	if models, err := s.Documents.List(ctx, s.people[head].On(demo.Day)); err != nil || len(models) < 3 {
		t.Errorf("%d models of documents, %v", len(models), err)
	}
	if view := s.archaeology(t); view.Project.EventName != "Journées européennes de l’archéologie 2025" {
		t.Errorf("the event is still called %q", view.Project.EventName)
	}
}

func TestRealServiceIsNeitherFilledNorErased(t *testing.T) {
	t.Parallel()
	s := service{Rooms: rooms.ForTests(pgtest.New(t))}
	ctx := t.Context()
	real := account.Identity{Name: "Anne Martin", Email: "anne.martin@musee.fr", Role: access.Head}
	if _, err := s.Accounts.Seed(ctx, real, "une phrase de passe"); err != nil {
		t.Fatal(err)
	}
	for name, try := range map[string]func() error{
		"fill":  func() error { return demo.Fill(ctx, s.Rooms) },
		"erase": func() error { return demo.Erase(ctx, s.DB) },
	} {
		if err := try(); !fault.Is(err, fault.Conflict) {
			t.Errorf("%s: %v, want a Conflict fault", name, err)
		}
	}
	if n := s.size(t); n != (size{People: 1}) {
		t.Errorf("the database now holds %+v", n)
	}
}

func TestErasingAnEmptyDatabaseChangesNothing(t *testing.T) {
	t.Parallel()
	if err := demo.Erase(context.Background(), pgtest.New(t)); err != nil {
		t.Fatal(err)
	}
}
