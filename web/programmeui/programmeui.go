// Package programmeui draws the programme: events by year, projects, their members, status,
// journal, archive and trash.
package programmeui

import (
	"context"
	"net/http"

	"github.com/go-chi/chi/v5"

	"parvis/internal/account"
	"parvis/internal/journal"
	"parvis/internal/partnership"
	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/web/actui"
	"parvis/web/fileui"
	"parvis/web/serve"
	"parvis/web/threadui"
	"parvis/web/urls"
)

// People gives those who can pilot a project or be its members.
type People interface {
	Active(ctx context.Context) ([]account.Choice, error)
}

// Plans gives a project's retroplanning as it stands on a day, how those that ask for work stand, and how far others have
// come.
type Plans interface {
	Plan(ctx context.Context, by account.By, projectID int64) (plan.View, error)
	Overview(ctx context.Context, by account.By, projectIDs ...int64) ([]plan.Standing, error)
	Progress(ctx context.Context, by account.By, projectIDs []int64) (map[int64]plan.Progress, error)
	actui.Foretelling
}

// Threads gives what was written about an event or a project, for its page.
type Threads interface {
	Of(r *http.Request, kind journal.Kind, id int64) (*threadui.View, *fileui.View, error)
}

// Partners tells how the partners of a project stand.
type Partners interface {
	Counts(ctx context.Context, by account.By, project int64) (partnership.Counts, error)
}

// Handlers answers the programme's pages.
type Handlers struct {
	programme *programme.Room
	people    People
	plans     Plans
	threads   Threads
	partners  Partners
}

// New gives the handlers over the programme, the people of the service, the retroplannings, what is said of projects
// and events, and who takes part in projects.
func New(room *programme.Room, people People, plans Plans, threads Threads, partners Partners) *Handlers {
	return &Handlers{programme: room, people: people, plans: plans, threads: threads, partners: partners}
}

// Routes lists the programme's pages: read with GET, act with POST.
func (h *Handlers) Routes(r chi.Router) {
	page, post := serve.Routes(r)

	page(urls.Events(), h.listEvents)
	post(urls.Events(), h.createEvent)
	page(urls.EventsExport(0, ""), h.exportEvents)
	page(urls.EventsPrint(0), h.printEvents)
	page(urls.NewEvent(), h.newEvent)
	page(urls.Event(urls.AnyEvent), h.showEvent)
	post(urls.Event(urls.AnyEvent), h.saveEvent)
	page(urls.EventEdit(urls.AnyEvent), h.editEvent)
	page(urls.EventHistory(urls.AnyEvent), h.showEventHistory)
	page(urls.EventDelete(urls.AnyEvent), h.askDeleteEvent)
	post(urls.EventDelete(urls.AnyEvent), h.deleteEvent)

	page(urls.Projects(), h.listProjects)
	post(urls.Projects(), h.createProject)
	page(urls.NewProject(), h.newProject)
	page(urls.Project(urls.AnyProject), h.showProject)
	post(urls.Project(urls.AnyProject), h.saveProject)
	page(urls.ProjectEdit(urls.AnyProject), h.editProject)
	post(urls.ProjectStatus(urls.AnyProject), h.setStatus)
	post(urls.ProjectConfirm(urls.AnyProject), h.confirm)
	post(urls.ProjectAsk(urls.AnyProject), h.askConfirmation)
	page(urls.ProjectMembers(urls.AnyProject), h.showMembers)
	post(urls.ProjectMembers(urls.AnyProject), h.addMember)
	post(urls.ProjectMemberDelete(urls.AnyProject, urls.AnyPerson), h.removeMember)
	page(urls.ProjectHistory(urls.AnyProject), h.showHistory)
	page(urls.ProjectArchive(urls.AnyProject), h.askArchive)
	post(urls.ProjectArchive(urls.AnyProject), h.archiveProject)
	post(urls.ProjectUnarchive(urls.AnyProject), h.unarchiveProject)
	page(urls.ProjectDelete(urls.AnyProject), h.askDeleteProject)
	post(urls.ProjectDelete(urls.AnyProject), h.deleteProject)

	// Addresses of before, that people may have kept.
	page("/projets/corbeille", serve.Moved(urls.Trash()))
	page("/projets/{project}/journal", serve.MovedUp("historique"))
}
