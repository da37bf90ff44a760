package programmeui

import (
	"parvis/internal/programme"
	"parvis/internal/workcal"
	"parvis/web/fileui"
	"parvis/web/form"
	"parvis/web/threadui"
)

// eventView is one event as its reader sees it.
type eventView struct {
	programme.EventSheet
	Today  workcal.Date
	Thread *threadui.View
	Files  *fileui.View
	Plans  standings // of its projects
}

// yearView is a year's events, and how the plans of the projects that prepare them stand.
type yearView struct {
	programme.YearOfEvents
	Plans standings
}

// confirmable is the first project of these events that the reader may confirm; 0 when there is none.
func confirmable(events ...programme.EventSummary) int64 {
	for _, e := range events {
		for _, p := range e.Projects {
			if p.Confirm {
				return p.ID
			}
		}
	}
	return 0
}

// over tells whether the event is a thing of the past, for which nothing is prepared any more.
func (v eventView) over() bool { return v.Last < v.Today }

// eventForm is the page of the form of an event that is edited, or of a new one when there is none.
type eventForm struct {
	*form.Form
	Event  *eventView
	Series []programme.Series
}
