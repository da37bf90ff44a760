package demo

import (
	"context"
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"

	"parvis/internal/account"
	"parvis/internal/calendar"
	"parvis/internal/fault"
	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/internal/rooms"
	"parvis/internal/workcal"
)

// story is what the chapters share.
type story struct {
	rooms     rooms.Rooms
	people    map[who]account.Person
	events    map[string]int64         // series key → the 2025 edition
	templates map[string]plan.Template // by key
	forms     surveys
}

// tell writes the whole story: the people, when they are away, the museum's spaces, the districts
// of the twinning, then every project.
func tell(ctx context.Context, r rooms.Rooms) error {
	s := story{rooms: r}
	var err error
	if s.people, err = people(ctx, r.Accounts); err != nil {
		return err
	}
	if err := s.closeDays(ctx); err != nil {
		return err
	}
	if err := s.describeSpaces(ctx); err != nil {
		return err
	}
	if err := s.gatherCrew(ctx); err != nil {
		return err
	}
	if err := s.nameTerritories(ctx); err != nil {
		return err
	}
	if s.events, err = s.editions(ctx); err != nil {
		return err
	}
	if s.templates, err = s.templatesByKey(ctx); err != nil {
		return err
	}
	// Projects one after the other so that their numbers never change; their plans all at once.
	ids := make([]int64, len(chapters))
	for i, c := range chapters {
		if ids[i], err = s.open(ctx, c); err != nil {
			return fmt.Errorf("open %q: %w", c.title, err)
		}
	}
	if s.forms, err = s.ask(ctx); err != nil {
		return err
	}
	if err := s.remember(ctx, ids[0]); err != nil {
		return fmt.Errorf("remember the year before: %w", err)
	}
	if err := s.rememberNight(ctx); err != nil {
		return fmt.Errorf("remember the night of the year before: %w", err)
	}
	if err := s.liveAll(ctx, ids); err != nil {
		return err
	}
	if err := s.partner(ctx, ids); err != nil {
		return err
	}
	return s.talk(ctx, ids)
}

// partner has the service find its partners and speak with them.
func (s story) partner(ctx context.Context, ids []int64) error {
	organisations, err := s.fillDirectory(ctx)
	if err != nil {
		return err
	}
	projects := map[string]int64{}
	for i, c := range chapters {
		projects[c.short] = ids[i]
	}
	if err := s.signAgreements(ctx, organisations, projects); err != nil {
		return err
	}
	if err := s.offer(ctx, organisations, projects); err != nil {
		return err
	}
	if err := s.schedule(ctx, projects); err != nil {
		return err
	}
	if err := s.staffUp(ctx, projects[archaeology.short]); err != nil {
		return err
	}
	if err := s.file(ctx, organisations, projects[archaeology.short]); err != nil {
		return err
	}
	if err := s.lend(ctx, projects[archaeology.short]); err != nil {
		return err
	}
	if err := s.phones(ctx); err != nil {
		return err
	}
	if err := s.seek(ctx, organisations, projects); err != nil {
		return err
	}
	if err := s.speak(ctx, organisations, projects); err != nil {
		return err
	}
	return s.conclude(ctx, organisations, projects)
}

// liveAll leads every project from its first day to the story's, at once.
func (s story) liveAll(ctx context.Context, ids []int64) error {
	group, ctx := errgroup.WithContext(ctx)
	for i, c := range chapters {
		group.Go(func() error {
			if err := s.live(ctx, ids[i], c); err != nil {
				return fmt.Errorf("live %q: %w", c.title, describe(err))
			}
			return nil
		})
	}
	return group.Wait()
}

// describe puts the problems of a form, which a fault's text leaves out, into the error.
func describe(err error) error {
	if problems, ok := fault.ProblemsOf(err); ok {
		return fmt.Errorf("%w: %v", err, problems)
	}
	return err
}

func (s story) closeDays(ctx context.Context) error {
	head := s.people[claire].On(Day)
	closures := []calendar.Closure{
		{First: day(time.May, 2), Label: "Pont du 1er mai"},
		{First: day(time.May, 30), Label: "Pont de l’Ascension"},
		{First: day(time.December, 24), Last: day(time.December, 31), Label: "Fermeture de fin d’année"},
	}
	for _, c := range closures {
		if _, err := s.rooms.Calendar.AddClosure(ctx, head, c, ""); err != nil {
			return fmt.Errorf("close the service: %w", describe(err))
		}
	}
	settings, err := s.rooms.Calendar.Settings(ctx, head)
	if err != nil {
		return err
	}
	for d := range settings.Week.Opening {
		if d != 1 { // closed on Tuesdays
			settings.Week.Opening[d] = "10 h – 18 h"
		}
	}
	if err := s.rooms.Calendar.SetWeek(ctx, head, settings.Week, settings.Week.Version); err != nil {
		return fmt.Errorf("say when the museum is open: %w", describe(err))
	}
	leaves := []calendar.Leave{
		{PersonID: s.people[samir].ID, First: day(time.April, 14), Last: day(time.April, 18)},
		{PersonID: s.people[lucie].ID, First: day(time.July, 21), Last: day(time.August, 8)},
	}
	for _, l := range leaves {
		if _, err := s.rooms.Calendar.AddLeave(ctx, head, l, ""); err != nil {
			return fmt.Errorf("give leave: %w", describe(err))
		}
	}
	return nil
}

// editions finds the national events of the story's year.
func (s story) editions(ctx context.Context) (map[string]int64, error) {
	events, err := s.rooms.Programme.Events(ctx, s.people[claire].On(Day), Day.Year())
	if err != nil {
		return nil, fmt.Errorf("find the events: %w", err)
	}
	known := map[string]int64{}
	for _, e := range events {
		known[e.SeriesKey] = e.ID
	}
	return known, nil
}

func (s story) templatesByKey(ctx context.Context) (map[string]plan.Template, error) {
	list, err := s.rooms.Plans.Templates(ctx, s.people[claire].On(Day), "")
	if err != nil {
		return nil, fmt.Errorf("find the templates: %w", err)
	}
	known := map[string]plan.Template{}
	for _, t := range list {
		known[t.Key] = t
	}
	return known, nil
}

// day is a day of the story's year.
func day(m time.Month, d int) workcal.Date { return workcal.Of(Day.Year(), m, d) }

var paris = func() *time.Location {
	l, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		panic(err) // time/tzdata is linked in
	}
	return l
}()

// at is a moment of a day in Paris.
func at(d workcal.Date, hour, minute int) time.Time {
	return time.Date(d.Year(), d.Month(), d.Day(), hour, minute, 0, 0, paris)
}

// open creates a chapter's project on the day it began.
func (s story) open(ctx context.Context, c chapter) (int64, error) {
	draft := programme.ProjectDraft{Kind: c.kind, Title: c.title, ShortName: c.short, PilotID: s.people[c.pilot].ID,
		First: c.first, Last: c.last, Objectives: c.objectives, Audiences: c.audiences, SafetyMargin: c.margin, Opening: c.opening}
	if c.series != "" {
		id, ok := s.events[c.series]
		if !ok {
			return 0, fmt.Errorf("no %d edition of %q", Day.Year(), c.series)
		}
		draft.EventID = id
	}
	id, err := s.rooms.Programme.Create(ctx, s.people[c.pilot].At(at(c.begun, 9, 40)), "", draft)
	return id, describe(err)
}
