package programme_test

import (
	"slices"
	"strings"
	"testing"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/programme"
	"parvis/internal/workcal"
)

func day(s string) workcal.Date {
	d, err := workcal.Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

// allowed is the whole table, written again by hand: who may make each change.
var allowed = map[[2]programme.Status]*access.Action{
	{programme.Idea, programme.Preparing}:      programme.MayEdit,
	{programme.Idea, programme.Cancelled}:      programme.MayEdit,
	{programme.Idea, programme.Archived}:       programme.MayArchive,
	{programme.Preparing, programme.Confirmed}: programme.MayConfirm,
	{programme.Preparing, programme.Idea}:      programme.MayEdit,
	{programme.Preparing, programme.Cancelled}: programme.MayEdit,
	{programme.Confirmed, programme.Running}:   programme.MayEdit,
	{programme.Confirmed, programme.Preparing}: programme.MayConfirm,
	{programme.Confirmed, programme.Cancelled}: programme.MayConfirm,
	{programme.Running, programme.Finished}:    programme.MayEdit,
	{programme.Running, programme.Confirmed}:   programme.MayConfirm,
	{programme.Running, programme.Cancelled}:   programme.MayConfirm,
	{programme.Finished, programme.Archived}:   programme.MayArchive,
	{programme.Finished, programme.Running}:    programme.MayEdit,
	{programme.Cancelled, programme.Archived}:  programme.MayArchive,
	{programme.Cancelled, programme.Preparing}: programme.MayEdit,
}

func TestEveryPairOfStatusesIsAllowedOrRefusedAsTheTableSays(t *testing.T) {
	t.Parallel()
	for _, from := range programme.Statuses {
		for _, to := range programme.Statuses {
			want, wanted := allowed[[2]programme.Status{from, to}]
			got, ok := programme.TransitionTo(from, to)
			if ok != wanted || got.Needs != want {
				t.Errorf("%s → %s: got %v %q, want %v %q", from, to, ok, got.Needs, wanted, want)
			}
			if ok && (got.Verb == "" || got.Did == "") {
				t.Errorf("%s → %s has no words", from, to)
			}
		}
	}
}

func TestOnlyTheHeadIsOfferedConfirmationAndArchive(t *testing.T) {
	t.Parallel()
	for _, from := range programme.Statuses {
		for _, role := range access.Roles {
			offered := programme.TransitionsFor(account.Person{ID: 1, Role: role}, access.Tie{Member: true}, from)
			for _, step := range offered {
				if want := step.Needs.Can(role, access.Tie{Member: true}); !want {
					t.Errorf("%s is offered %s → %s", role, from, step.To)
				}
				if role != access.Head && (step.To == programme.Confirmed || step.To == programme.Archived) {
					t.Errorf("%s is offered %s → %s", role, from, step.To)
				}
			}
			if role == access.Intern && len(offered) > 0 {
				t.Errorf("an intern is offered %d changes from %s", len(offered), from)
			}
		}
	}
}

func TestKindsAndStatusesAllHaveTheirWords(t *testing.T) {
	t.Parallel()
	var labels []string
	for _, k := range programme.Kinds {
		if !k.Valid() || k.Explanation() == "" {
			t.Errorf("%s has no words", k)
		}
		labels = append(labels, k.Label())
	}
	for _, s := range programme.Statuses {
		if !s.Valid() || s.Explanation() == "" {
			t.Errorf("%s has no words", s)
		}
		labels = append(labels, s.Label())
	}
	slices.Sort(labels)
	if n := len(slices.Compact(labels)); n != len(programme.Kinds)+len(programme.Statuses) {
		t.Errorf("only %d different labels", n)
	}
	if programme.Kind("circus").Valid() || programme.Status("lost").Valid() {
		t.Error("an unknown kind or status is valid")
	}
}

func goodProject() programme.ProjectDraft {
	return programme.ProjectDraft{Kind: programme.Twinning, Title: "Jumelage", PilotID: 1, First: day("2025-06-13"), Last: day("2025-06-15")}
}

func TestProjectTakesItsDaysFromExactlyOnePlace(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		event       int64
		first, last string
		field       string // "" when accepted
	}{
		"an event":               {event: 3},
		"own days":               {first: "2025-06-13", last: "2025-06-15"},
		"both":                   {event: 3, first: "2025-06-13", last: "2025-06-15", field: "evenement"},
		"an event and a last":    {event: 3, last: "2025-06-15", field: "evenement"},
		"neither":                {field: "evenement"},
		"a negative event":       {event: -1, field: "evenement"},
		"a last day only":        {last: "2025-06-15", field: "debut"},
		"days in reverse":        {first: "2025-06-15", last: "2025-06-13", field: "fin"},
		"more than a year":       {first: "2025-06-15", last: "2026-06-16", field: "fin"},
		"a slip in the century":  {first: "0025-06-15", last: "0025-06-15", field: "debut"},
		"a slip after the limit": {first: "2201-01-01", last: "2201-01-01", field: "debut"},
		"the last day allowed":   {first: "2200-12-31", last: "2200-12-31"},
		"the first day allowed":  {first: "1900-01-01", last: "1900-01-01"},
	} {
		d := goodProject()
		d.EventID, d.First, d.Last = c.event, 0, 0
		if c.first != "" {
			d.First = day(c.first)
		}
		if c.last != "" {
			d.Last = day(c.last)
		}
		p := d.Check()
		if c.field == "" && p.Any() {
			t.Errorf("%s: refused: %v", name, p)
		}
		if c.field != "" && p.For(c.field) == "" {
			t.Errorf("%s: no problem with %s: %v", name, c.field, p)
		}
	}
}

func TestImpossibleTextIsAProblemBesideItsField(t *testing.T) {
	t.Parallel()
	huge := strings.Repeat("é", 10<<20)
	for name, c := range map[string]struct {
		change func(*programme.ProjectDraft)
		field  string
	}{
		"NUL in the title":         {func(d *programme.ProjectDraft) { d.Title = "a\x00b" }, "titre"},
		"no title":                 {func(d *programme.ProjectDraft) { d.Title = " \n " }, "titre"},
		"not UTF-8":                {func(d *programme.ProjectDraft) { d.Objectives = "\xff\xfe" }, "objectifs"},
		"NUL in the audiences":     {func(d *programme.ProjectDraft) { d.Audiences = "\x00" }, "publics"},
		"a title too long":         {func(d *programme.ProjectDraft) { d.Title = strings.Repeat("a", 201) }, "titre"},
		"twenty megabytes of text": {func(d *programme.ProjectDraft) { d.Objectives = huge }, "objectifs"},
		"an unknown kind":          {func(d *programme.ProjectDraft) { d.Kind = "circus" }, "type"},
		"no pilot":                 {func(d *programme.ProjectDraft) { d.PilotID = 0 }, "pilote"},
		"a negative margin":        {func(d *programme.ProjectDraft) { d.SafetyMargin = -1 }, "marge"},
		"a margin too long":        {func(d *programme.ProjectDraft) { d.SafetyMargin = 61 }, "marge"},
	} {
		d := goodProject()
		c.change(&d)
		p := d.Tidy().Check()
		if p.For(c.field) == "" || len(p) != 1 {
			t.Errorf("%s: got %d problems, %q about %s", name, len(p), p.For(c.field), c.field)
		}
	}
	d := goodProject()
	d.Title = strings.Repeat("é", programme.MaxTitle)
	if p := d.Tidy().Check(); p.Any() {
		t.Errorf("a title of the longest length is refused: %v", p)
	}
}

func goodEvent() programme.EventDraft {
	return programme.EventDraft{Name: "Nuit des étoiles", Year: 2025, First: day("2025-08-01"), Last: day("2025-08-03")}
}

func TestEventIsCheckedFieldByField(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*programme.EventDraft)
		field  string
	}{
		"no name":                  {func(d *programme.EventDraft) { d.Name = "" }, "nom"},
		"NUL in the notes":         {func(d *programme.EventDraft) { d.Notes = "\x00" }, "notes"},
		"no first day":             {func(d *programme.EventDraft) { d.First, d.Last = 0, 0 }, "debut"},
		"days in reverse":          {func(d *programme.EventDraft) { d.Last = day("2025-07-01") }, "fin"},
		"the year of another date": {func(d *programme.EventDraft) { d.Year = 2026 }, "annee"},
		"a negative edition":       {func(d *programme.EventDraft) { d.Edition = -3 }, "edition"},
		"verified in the year 25":  {func(d *programme.EventDraft) { d.VerifiedOn = day("0025-01-01") }, "verifie"},
		"a theme too long":         {func(d *programme.EventDraft) { d.Theme = strings.Repeat("a", 501) }, "theme"},
		"a source too long":        {func(d *programme.EventDraft) { d.Source = strings.Repeat("a", 501) }, "source"},
	} {
		d := goodEvent()
		c.change(&d)
		p := d.Tidy().Check()
		if p.For(c.field) == "" || len(p) != 1 {
			t.Errorf("%s: got %d problems: %v", name, len(p), p)
		}
	}
	d := goodEvent()
	d.Last, d.Year, d.Name = 0, 0, "  Nuit   des étoiles "
	d = d.Tidy()
	if d.Last != d.First || d.Year != 2025 || d.Name != "Nuit des étoiles" || d.Check().Any() {
		t.Errorf("a single day without a year is not filled: %+v", d)
	}
}

func TestCountdownSaysHowFarTheDayIs(t *testing.T) {
	t.Parallel()
	first, last := day("2025-06-13"), day("2025-06-15")
	for today, want := range map[string]string{
		"2025-04-07": "J-67", "2025-06-12": "J-1", "2025-06-13": "Jour J", "2025-06-14": "En cours",
		"2025-06-15": "En cours", "2025-06-16": "E+1",
	} {
		if got := programme.Countdown(day(today), first, last); got != want {
			t.Errorf("%s: got %q, want %q", today, got, want)
		}
	}
}

func TestWhatIsComingIsFirstAndNearestFirst(t *testing.T) {
	t.Parallel()
	var list []programme.Event
	for _, first := range []string{"2025-01-10", "2025-03-01", "2025-04-05", "2025-05-17", "2025-09-19"} {
		list = append(list, programme.Event{First: day(first), Last: day(first).AddDays(2)})
	}
	slices.Reverse(list)
	coming := programme.ComingFirst(list, day("2025-04-07"))
	var got []string
	for _, e := range list {
		got = append(got, e.First.String())
	}
	want := []string{"2025-04-05", "2025-05-17", "2025-09-19", "2025-03-01", "2025-01-10"}
	if coming != 3 || !slices.Equal(got, want) {
		t.Errorf("got %d %v, want 3 %v", coming, got, want)
	}
}

func TestAProjectIsUnderWayUntilItIsOverOrGivenUp(t *testing.T) {
	t.Parallel()
	want := map[programme.Status]bool{programme.Idea: true, programme.Preparing: true, programme.Confirmed: true, programme.Running: true}
	for _, s := range programme.Statuses {
		if s.UnderWay() != want[s] {
			t.Errorf("%s: %t", s, s.UnderWay())
		}
	}
}

func TestArchivedProjectRefusesChangesWithASentence(t *testing.T) {
	t.Parallel()
	if err := (programme.Project{Status: programme.Finished}).CheckOpen(); err != nil {
		t.Errorf("a finished project is closed: %v", err)
	}
	err := (programme.Project{Status: programme.Archived}).CheckOpen()
	if !fault.Is(err, fault.Forbidden) || !strings.Contains(fault.SentenceOf(err), "archivé") {
		t.Errorf("got %v", err)
	}
}
