package activityui

import (
	"strconv"
	"strings"

	"parvis/internal/activity"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/written"
	"parvis/web/ui"
)

const dash = "—"

// tone chooses the badge of a state; its word says the same.
func tone(s activity.State) string {
	switch s {
	case activity.Retained, activity.Announced:
		return "good"
	case activity.Proposed:
		return "warn"
	}
	return "muted"
}

// ages writes « de 6 à 12 ans », « à partir de 6 ans », « jusqu’à 12 ans », or "".
func ages(d activity.Draft) string {
	switch {
	case d.AgeFrom == 0 && d.AgeTo == 0:
		return ""
	case d.AgeTo == 0:
		return "à partir de " + years(d.AgeFrom)
	case d.AgeFrom == 0:
		return "jusqu’à " + years(d.AgeTo)
	case d.AgeFrom == d.AgeTo:
		return years(d.AgeFrom)
	}
	return "de " + strconv.Itoa(d.AgeFrom) + " à " + years(d.AgeTo)
}

func years(n int) string { return french.Count(n, "an", "ans") }

// public writes for whom an activity is: « familles, scolaires, de 6 à 12 ans ».
func public(d activity.Draft) string { return joined(", ", d.Audiences, ages(d)) }

// price writes « gratuit » or « 5,50 € », or "".
func price(d activity.Draft) string {
	switch {
	case d.Free:
		return "gratuit"
	case d.Price == 0:
		return ""
	}
	return french.Euros(d.Price)
}

func booking(d activity.Draft) string { return joined("\u00a0: ", d.Booking.Label(), d.BookingText) }

// group writes how many people come at most, and how many a member of staff accompanies.
func group(d activity.Draft) string {
	var most, staff string
	if d.GroupMost > 0 {
		most = people(d.GroupMost) + " au plus"
	}
	if d.PerStaff > 0 {
		staff = "un encadrant pour " + people(d.PerStaff)
	}
	return joined(", ", most, staff)
}

func people(n int) string { return french.Count(n, "personne", "personnes") }

func duration(d activity.Draft) string { return written.MinutesText(d.Duration) }

func joined(by string, parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, by)
}

// offered are what is really there for people with a disability.
func offered(d activity.Draft) []string {
	var list []string
	for _, o := range activity.Offers {
		if d.Offers[o] {
			list = append(list, o.Label())
		}
	}
	return list
}

// accessible are those to whom an activity is accessible: « moteur, auditif », or "".
func accessible(d activity.Draft) string {
	var list []string
	for _, one := range activity.Disabilities {
		if d.Access[one] == activity.Accessible {
			list = append(list, one.Name())
		}
	}
	if len(list) == len(activity.Disabilities) {
		return "à tous"
	}
	return strings.Join(list, ", ")
}

// disability is the label of a name of addresses.
func disability(name string) string {
	for _, d := range activity.Disabilities {
		if d.Name() == name {
			return d.Label()
		}
	}
	return ""
}

// eachLine are the lines of a text.
func eachLine(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}

func kindOptions(options ...ui.Option) []ui.Option {
	for _, k := range activity.Kinds {
		options = append(options, ui.Option{Value: string(k), Label: french.Capital(k.Label())})
	}
	return options
}

func stateOptions(states []activity.State, options ...ui.Option) []ui.Option {
	for _, s := range states {
		options = append(options, ui.Option{Value: string(s), Label: french.Capital(s.Label())})
	}
	return options
}

func accessOptions(options ...ui.Option) []ui.Option {
	for _, d := range activity.Disabilities {
		options = append(options, ui.Option{Value: d.Name(), Label: d.Label()})
	}
	return options
}

func answerOptions() []ui.Option {
	options := []ui.Option{{Label: "Non renseigné"}}
	for _, a := range activity.Answers {
		options = append(options, ui.Option{Value: string(a), Label: french.Capital(a.Label())})
	}
	return options
}

func bookingOptions() []ui.Option {
	options := []ui.Option{{Label: "Non renseigné"}}
	for _, b := range activity.Bookings {
		options = append(options, ui.Option{Value: string(b), Label: french.Capital(b.Label())})
	}
	return options
}

// projectOptions are projects by the year in which they begin, after others.
func projectOptions(projects []activity.Project, options ...ui.Option) []ui.Option {
	for _, p := range projects {
		group := "Sans date"
		if p.Year != 0 {
			group = strconv.Itoa(p.Year)
		}
		options = append(options, ui.Option{Value: field.Number(p.ID), Label: p.Title, Group: group})
	}
	return options
}

// nextLabel is the button of the usual next step.
func nextLabel(s activity.State) string {
	return map[activity.State]string{activity.Proposed: "Proposer l’activité", activity.Retained: "Retenir l’activité", activity.Announced: "Annoncer l’activité"}[s]
}
