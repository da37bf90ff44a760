// Package programmeui draws the programme: events by year, projects, their members, status,
// journal, archive and trash.
package programmeui

import (
	"context"

	"github.com/go-chi/chi/v5"

	"parvis/internal/account"
	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/web/serve"
)

// People gives those who can pilot a project or be its members.
type People interface {
	Active(ctx context.Context) ([]account.Choice, error)
}

// Plans gives a project's retroplanning as it stands on a day, and how far those of many have come.
type Plans interface {
	Plan(ctx context.Context, by account.By, projectID int64) (plan.View, error)
	Progress(ctx context.Context, by account.By, projectIDs []int64) (map[int64]plan.Progress, error)
}

// Handlers answers the programme's pages.
type Handlers struct {
	programme *programme.Room
	people    People
	plans     Plans
}

// New gives the handlers over the programme, the people of the service and the retroplannings.
func New(room *programme.Room, people People, plans Plans) *Handlers {
	return &Handlers{programme: room, people: people, plans: plans}
}

// Routes lists the programme's pages: read with GET, act with POST.
func (h *Handlers) Routes(r chi.Router) {
	page := func(pattern string, f serve.Handler) { r.Get(pattern, serve.Handle(f)) }
	post := func(pattern string, f serve.Handler) { r.Post(pattern, serve.Handle(f)) }

	page("/evenements", h.listEvents)
	post("/evenements", h.createEvent)
	page("/evenements/nouveau", h.newEvent)
	page("/evenements/{event}", h.showEvent)
	post("/evenements/{event}", h.saveEvent)
	page("/evenements/{event}/modifier", h.editEvent)
	page("/evenements/{event}/suppression", h.askDeleteEvent)
	post("/evenements/{event}/suppression", h.deleteEvent)
	post("/evenements/{event}/suppression/supprimer", h.restoreEvent)

	page("/projets", h.listProjects)
	post("/projets", h.createProject)
	page("/projets/nouveau", h.newProject)
	page("/projets/corbeille", h.showTrash)
	page("/projets/{project}", h.showProject)
	post("/projets/{project}", h.saveProject)
	page("/projets/{project}/modifier", h.editProject)
	post("/projets/{project}/statut", h.setStatus)
	page("/projets/{project}/membres", h.showMembers)
	post("/projets/{project}/membres", h.addMember)
	post("/projets/{project}/membres/{person}/suppression", h.removeMember)
	page("/projets/{project}/journal", h.showJournal)
	page("/projets/{project}/archive", h.askArchive)
	post("/projets/{project}/archive", h.archiveProject)
	post("/projets/{project}/archive/supprimer", h.unarchiveProject)
	page("/projets/{project}/suppression", h.askDeleteProject)
	post("/projets/{project}/suppression", h.deleteProject)
	post("/projets/{project}/suppression/supprimer", h.restoreProject)
}
