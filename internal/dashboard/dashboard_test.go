package dashboard_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/dashboard"
	"parvis/internal/demo"
	"parvis/internal/fault"
	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/programme"
	"parvis/internal/retroplan"
	"parvis/internal/rooms"
	"parvis/internal/workcal"
)

// service is the demonstration's service, or an empty one.
type service struct {
	rooms.Rooms
	head   account.Person
	team   account.Person
	intern account.Person
}

func over(db *pgxpool.Pool) service { return service{Rooms: rooms.ForTests(db)} }

var filled = pgtest.Filled(func(ctx context.Context, db *pgxpool.Pool) error { return demo.Fill(ctx, rooms.ForTests(db)) })

// empty is a service with a person of each role and nothing to do.
func empty(t *testing.T) service {
	t.Helper()
	s := over(pgtest.New(t))
	for who, i := range map[*account.Person]account.Identity{
		&s.head:   {Name: "Claire Vasseur", Email: "claire@musee.test", Role: access.Head},
		&s.team:   {Name: "Samir Benali", Email: "samir@musee.test", Role: access.Team},
		&s.intern: {Name: "Inès Carpentier", Email: "ines@musee.test", Role: access.Intern},
	} {
		p, err := s.Accounts.Seed(t.Context(), i, demo.Password)
		if err != nil {
			t.Fatal(err)
		}
		*who = p
	}
	return s
}

func story(t *testing.T) service {
	t.Helper()
	s := over(filled(t))
	for i, who := range []*account.Person{&s.head, &s.team, &s.intern} {
		m, err := s.Accounts.MemberByEmail(t.Context(), account.Console().On(demo.Day), demo.Logins[i].Email)
		if err != nil {
			t.Fatal(err)
		}
		*who = m.Person
	}
	return s
}

func (s service) home(t *testing.T, p account.Person, today workcal.Date) dashboard.Home {
	t.Helper()
	h, err := s.Dashboard.Home(t.Context(), p.On(today))
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func TestQueriesDoNotGrowWithTheProgramme(t *testing.T) {
	t.Parallel()
	costs := func(s service, p account.Person) (first, home, watch int64) {
		ctx, n := postgres.CountQueries(t.Context())
		if _, err := s.Dashboard.Home(ctx, p.On(demo.Day)); err != nil {
			t.Fatal(err)
		}
		first = n.Swap(0) // with the plans still to work out
		if _, err := s.Dashboard.Home(ctx, p.On(demo.Day)); err != nil {
			t.Fatal(err)
		}
		home = n.Load()
		if _, err := s.Dashboard.Watch(ctx, p.On(demo.Day)); err != nil {
			t.Fatal(err)
		}
		return first, home, n.Load() - home
	}
	none, full := empty(t), story(t)
	for _, pair := range [][2]account.Person{{none.head, full.head}, {none.team, full.team}, {none.intern, full.intern}} {
		full.Plans.Forget()
		_, home, watch := costs(none, pair[0])
		first, fullHome, fullWatch := costs(full, pair[1])
		if pair[1].Role == access.Intern { // the file of her project, which is kept while nothing changes
			home, first = home+2, first-2
		}
		if home != fullHome || watch != fullWatch || first > 3 || fullHome > 3 || fullWatch > 1 {
			t.Errorf("%s: %d and %d queries without a project, %d, %d and %d with eight", pair[0].Role, home, watch, first, fullHome, fullWatch)
		}
	}
}

func TestEmptyServiceOffersAFirstStepToWhoeverMayTakeIt(t *testing.T) {
	t.Parallel()
	s := empty(t)
	for _, p := range []account.Person{s.head, s.team, s.intern} {
		h := s.home(t, p, demo.Day)
		if h.Live != 0 || h.Late != 0 || h.Watched.Total != 0 || len(h.Changed) != 0 || h.List.Total != 0 {
			t.Errorf("%s: %+v", p.Role, h)
		}
		if h.CanCreate != (p.Role != access.Intern) {
			t.Errorf("%s: may create %t", p.Role, h.CanCreate)
		}
	}
}

func TestSomebodyWithoutAnAccountSeesNothing(t *testing.T) {
	t.Parallel()
	s := empty(t)
	now := time.Now()
	gone := s.team
	gone.DisabledAt = &now
	if _, err := s.Dashboard.Home(t.Context(), gone.On(demo.Day)); !fault.Is(err, fault.NotFound) {
		t.Errorf("home: %v, want NotFound", err)
	}
	if _, err := s.Dashboard.Watch(t.Context(), gone.On(demo.Day)); !fault.Is(err, fault.NotFound) {
		t.Errorf("watch: %v, want NotFound", err)
	}
}

// TestStory reads the demonstration's service.
func TestStory(t *testing.T) {
	t.Parallel()
	s := story(t)
	for name, holds := range map[string]func(*testing.T){
		"events ahead come nearest first with their plans": s.eventsAheadComeNearestFirst,
		"events that are over are left out":                s.eventsThatAreOverAreLeftOut,
		"only the head is asked to confirm":                s.onlyTheHeadIsAskedToConfirm,
		"the latest come first, her own projects before":   s.theLatestComeFirst,
		"what is left out is counted":                      s.whatIsLeftOutIsCounted,
		"the watch holds every late and critical task":     s.theWatchHoldsEverything,
		"an intern sees the events of her projects":        s.internSeesHerProjects,
		"her list keeps to what presses":                   s.herListKeepsToWhatPresses,
		"what others did is told":                          s.whatOthersDidIsTold,
		"what is blocked is shown once":                    s.whatIsBlockedIsShownOnce,
		"what names her waits until she looks":             s.mentionsWait,
	} {
		t.Run(name, holds)
	}
}

func (s service) eventsAheadComeNearestFirst(t *testing.T) {
	h := s.home(t, s.head, demo.Day)
	if len(h.Events.Shown) != 4 || h.Events.Total != 7 {
		t.Fatalf("%d events of %d, want the four of the year of seven", len(h.Events.Shown), h.Events.Total)
	}
	for i, e := range h.Events.Shown {
		if i > 0 && e.First < h.Events.Shown[i-1].First {
			t.Errorf("%s comes after %s", e.Name, h.Events.Shown[i-1].Name)
		}
		if len(e.Plans) != 1 || e.Plans[0].Project.EventID != e.ID || e.Plans[0].Summary.Total == 0 {
			t.Errorf("%s is shown with %d plans", e.Name, len(e.Plans))
		}
	}
}

func (s service) eventsThatAreOverAreLeftOut(t *testing.T) {
	last := workcal.Of(2025, time.June, 15)
	if first := s.home(t, s.head, last).Events.Shown[0]; first.Last != last {
		t.Errorf("on the last day of the JEA the first event is %s", first.Name)
	}
	if first := s.home(t, s.head, last.AddDays(1)).Events.Shown[0]; first.Last <= last {
		t.Errorf("the day after the JEA the first event is %s", first.Name)
	}
}

func (s service) onlyTheHeadIsAskedToConfirm(t *testing.T) {
	awaiting := s.home(t, s.head, demo.Day).Awaiting
	if awaiting.Total == 0 {
		t.Error("nothing awaits the head's confirmation")
	}
	for _, p := range awaiting.Shown {
		if sheet, err := s.Programme.Project(t.Context(), s.head.On(demo.Day), p.ID); err != nil || sheet.Status != programme.Preparing || sheet.Version != p.Version {
			t.Errorf("%q awaits confirmation, %v", p.Title, err)
		}
	}
	for _, p := range []account.Person{s.team, s.intern} {
		if n := s.home(t, p, demo.Day).Awaiting.Total; n != 0 {
			t.Errorf("%s is asked to confirm %d projects", p.Role, n)
		}
	}
}

func (s service) theLatestComeFirst(t *testing.T) {
	for _, p := range []account.Person{s.head, s.team} {
		late := s.home(t, p, demo.Day).Watched.Shown
		if len(late) < 2 {
			t.Fatalf("%d late tasks", len(late))
		}
		for i := 1; i < len(late); i++ {
			a, b := late[i-1], late[i]
			apart := p.Role != access.Head && a.Project.Member != b.Project.Member
			if !apart && a.Late < b.Late || a.Late == 0 && b.Late > 0 || apart && b.Project.Member && (a.Late > 0) == (b.Late > 0) {
				t.Errorf("%s: %q (late by %d) comes before %q (by %d)", p.Role, a.Title, a.Late, b.Title, b.Late)
			}
		}
	}
}

func (s service) whatIsLeftOutIsCounted(t *testing.T) {
	h := s.home(t, s.head, demo.Day)
	if h.Watched.More() == 0 || h.Watched.More()+len(h.Watched.Shown) != h.Watched.Total || h.Late == 0 {
		t.Errorf("%d tasks to watch shown of %d, %d more", len(h.Watched.Shown), h.Watched.Total, h.Watched.More())
	}
	if h.List.More() == 0 || h.List.Shown+h.List.More() != h.List.Total {
		t.Errorf("%d tasks of her list shown of %d, %d more", h.List.Shown, h.List.Total, h.List.More())
	}
}

func (s service) theWatchHoldsEverything(t *testing.T) {
	standings, err := s.Plans.Overview(t.Context(), s.head.On(demo.Day))
	if err != nil {
		t.Fatal(err)
	}
	late, critical := 0, 0
	for _, st := range standings {
		late, critical = late+st.Summary.Late, critical+st.Summary.Critical
	}
	watch, err := s.Dashboard.Watch(t.Context(), s.head.On(demo.Day))
	if err != nil {
		t.Fatal(err)
	}
	if late == 0 || len(watch.Late.Shown) != late || len(watch.Late.Shown)+len(watch.Critical.Shown) != critical {
		t.Errorf("%d late and %d critical tasks, the plans count %d and %d (late ones included)",
			len(watch.Late.Shown), len(watch.Critical.Shown), late, critical)
	}
}

func (s service) internSeesHerProjects(t *testing.T) {
	h := s.home(t, s.intern, demo.Day)
	if len(h.Events.Shown) != 0 {
		t.Errorf("events, which her projects say: %+v", h.Events.Shown)
	}
	for _, st := range h.Own.Shown {
		if !st.Project.Member {
			t.Errorf("%q is not hers", st.Project.Title)
		}
	}
	if h.Own.Total != 3 {
		t.Errorf("%d projects of hers, want 3", h.Own.Total)
	}
}

func (s service) herListKeepsToWhatPresses(t *testing.T) {
	h := s.home(t, s.intern, demo.Day)
	shown := 0
	for _, section := range h.List.Sections {
		shown += len(section.Rows) + len(section.Own)
		for _, o := range section.Own {
			for _, c := range h.Calls.Shown {
				if o.Title == c.Step {
					t.Errorf("%q is to be called twice", o.Title)
				}
			}
		}
		if section.When == plan.WhenLater || section.When == plan.WhenDone {
			t.Errorf("it shows %q", section.When.Label())
		}
	}
	if shown != h.List.Shown || h.List.Late == 0 || h.List.Sections[0].When != plan.WhenLate {
		t.Errorf("%d tasks drawn, %d counted, %d late", shown, h.List.Shown, h.List.Late)
	}
}

// whatOthersDidIsTold: nobody is told of her own acts, and only the head of projects that are not hers.
func (s service) whatOthersDidIsTold(t *testing.T) {
	for _, p := range []account.Person{s.head, s.team, s.intern} {
		h := s.home(t, p, demo.Day)
		if len(h.Changed) == 0 {
			t.Errorf("%s is told of no change", p.Role)
		}
		for i, c := range h.Changed {
			if c.PersonID == p.ID || c.Project == "" || i > 0 && c.At.After(h.Changed[i-1].At) {
				t.Errorf("%s is told %q of %q", p.Role, c.Sentence(c.Subject), c.Project)
			}
			sheet, err := s.Programme.Project(t.Context(), p.On(demo.Day), c.ProjectID)
			if err != nil || p.Role != access.Head && !sheet.Tie.Member {
				t.Errorf("%s is told of %q, %v", p.Role, c.Project, err)
			}
		}
	}
}

// whatIsBlockedIsShownOnce: among what presses, or after it.
func (s service) whatIsBlockedIsShownOnce(t *testing.T) {
	h := s.home(t, s.head, demo.Day)
	if h.Blocked.Total == 0 {
		t.Error("nothing is blocked")
	}
	for _, b := range h.Blocked.Shown {
		if b.State != retroplan.Blocked || slices.ContainsFunc(h.Watched.Shown, func(a dashboard.Alert) bool { return a.ID == b.ID }) {
			t.Errorf("%q is %s, or shown twice", b.Title, b.State)
		}
	}
}

// mentionsWait: a text that names somebody waits until she looks at it.
func (s service) mentionsWait(t *testing.T) {
	h := s.home(t, s.intern, demo.Day)
	if h.Mentions.Total == 0 {
		t.Fatal("nothing names her")
	}
	about := h.Mentions.Shown[0].About
	if err := s.Notices.See(t.Context(), s.intern.On(demo.Day), about.Kind, about.ID); err != nil {
		t.Fatal(err)
	}
	if n := s.home(t, s.intern, demo.Day).Mentions.Total; n != h.Mentions.Total-1 {
		t.Errorf("%d wait after she looked at one of %d", n, h.Mentions.Total)
	}
}
