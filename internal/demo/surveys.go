package demo

import (
	"context"
	"fmt"
	"time"

	"parvis/internal/survey"
	"parvis/internal/survey/question"
	"parvis/internal/workcal"
)

// surveys are the forms that the service asks: what visitors thought, in use since 2024, and what is observed of a slot.
type surveys struct {
	public, observation, easy int64
}

// ask has the service prepare its forms: two that are published, and a draft for the workshops with people who have a mental disability.
func (s story) ask(ctx context.Context) (surveys, error) {
	var made surveys
	for _, one := range []struct {
		key     string
		title   string
		by      who
		on      workcal.Date
		publish bool
		into    *int64
	}{
		{"tout-public", "Satisfaction tout public", lucie, workcal.Of(2024, time.May, 6), true, &made.public},
		{"observation", "Observer une séance", samir, workcal.Of(2024, time.May, 13), true, &made.observation},
		{"handicap-mental", "Votre avis, version simplifiée", lucie, workcal.Of(2024, time.May, 21), true, &made.easy},
		{"handicap-mental", "Atelier handicap mental", ines, day(time.April, 3), false, new(int64)},
	} {
		by := s.people[one.by].At(at(one.on, 10, 30))
		ready, found := survey.ReadyForm(one.key)
		if !found {
			return made, fmt.Errorf("no form %q is ready", one.key)
		}
		settings := survey.SettingsOf(ready.Form, ready.Purpose)
		settings.Title = question.Wording{question.French: one.title}
		for l, text := range ready.Form.Title {
			if l != question.French {
				settings.Title[l] = text
			}
		}
		id, err := s.rooms.Surveys.Create(ctx, by, "", settings, ready.Form.Questions)
		if err != nil {
			return made, fmt.Errorf("create %q: %w", one.title, describe(err))
		}
		*one.into = id
		if !one.publish {
			continue
		}
		sheet, err := s.rooms.Surveys.Form(ctx, by, id)
		if err != nil {
			return made, err
		}
		if _, err := s.rooms.Surveys.Publish(ctx, by, id, sheet.Seen()); err != nil {
			return made, fmt.Errorf("publish %q: %w", one.title, err)
		}
	}
	return made, nil
}
