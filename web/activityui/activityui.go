// Package activityui draws what projects offer to the public: the activities of a project, those of all, each of them, and the same as
// files and on paper.
package activityui

import (
	"github.com/go-chi/chi/v5"

	"parvis/internal/activity"
	"parvis/web/partnerpick"
	"parvis/web/serve"
	"parvis/web/threadui"
	"parvis/web/urls"
)

// Handlers answers the pages of the activities.
type Handlers struct {
	activities *activity.Room
	pick       *partnerpick.Picker
	threads    *threadui.Handlers
}

// New gives the handlers over the activities.
func New(room *activity.Room, pick *partnerpick.Picker, threads *threadui.Handlers) *Handlers {
	return &Handlers{activities: room, pick: pick, threads: threads}
}

// Routes lists the pages of the activities: read with GET, act with POST.
func (h *Handlers) Routes(r chi.Router) {
	page, post := serve.Routes(r)

	page(urls.Activities(), h.listActivities)
	page(urls.ActivitiesExport(nil), h.exportActivities)
	page(urls.ActivitiesPrint(nil), h.printActivities)
	page(urls.Activity(urls.AnyActivity), h.showActivity)
	post(urls.Activity(urls.AnyActivity), h.saveActivity)
	page(urls.ActivityEdit(urls.AnyActivity), h.editActivity)
	post(urls.ActivityState(urls.AnyActivity), h.setState)
	page(urls.ActivityTakeUp(urls.AnyActivity), h.askTakeUp)
	post(urls.ActivityTakeUp(urls.AnyActivity), h.takeUp)
	page(urls.ActivityPrint(urls.AnyActivity), h.printActivity)
	page(urls.ActivityHistory(urls.AnyActivity), h.showHistory)
	page(urls.ActivityDelete(urls.AnyActivity), h.askDelete)
	post(urls.ActivityDelete(urls.AnyActivity), h.deleteActivity)
	page(urls.ProjectActivities(urls.AnyProject), h.listActivities)
	post(urls.ProjectActivities(urls.AnyProject), h.createActivity)
	page(urls.NewActivity(urls.AnyProject), h.newActivity)
	page(urls.ProjectActivitiesExport(urls.AnyProject, nil), h.exportActivities)
	page(urls.ProjectActivitiesPrint(urls.AnyProject, nil), h.printActivities)
}
