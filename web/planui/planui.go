// Package planui draws the retroplanning: the plan as a list, a chart and on paper, each task, and
// everybody's own list.
package planui

import (
	"context"
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"

	"parvis/internal/account"
	"parvis/internal/journal"
	"parvis/internal/partner"
	"parvis/internal/plan"
	"parvis/web/fileui"
	"parvis/web/serve"
	"parvis/web/threadui"
	"parvis/web/urls"
)

// Handlers answers the plan's pages.
type Handlers struct {
	plans   *plan.Room
	threads Threads
	said    Said
	left    Left // nil: nothing else is asked
	from    From // nil: no task was made of anything
}

// Threads gives what was written about a task, for its page.
type Threads interface {
	Of(r *http.Request, kind journal.Kind, id int64) (*threadui.View, *fileui.View, error)
}

// Said gives the exchange with a partner whose next step a task is, or something on a list; none for most.
type Said interface {
	OfTask(ctx context.Context, by account.By, task int64) (partner.Page, error)
	OfOwn(ctx context.Context, by account.By, own int64) (partner.Page, error)
}

// New gives the handlers over the plan room, and over what is said of tasks.
func New(plans *plan.Room, threads Threads, said Said) *Handlers {
	return &Handlers{plans: plans, threads: threads, said: said}
}

// Charts and prints take some megabytes each: how many are drawn at once, and how long the next waits.
const (
	mostLarge = 6
	patience  = 10 * time.Second
)

// Routes lists the plan's pages.
func (h *Handlers) Routes(r chi.Router) {
	page, post := serve.Routes(r)

	page(urls.New(nil), h.showNew)
	page(urls.MyList(), h.showList)
	post(urls.MyList(), h.addToList)
	page(urls.ListOf(urls.AnyPerson), h.showList)
	page(urls.OwnTask(urls.AnyThing), h.showOwn)
	post(urls.OwnTask(urls.AnyThing), h.saveOwn)
	page(urls.OwnDelete(urls.AnyThing), h.askDeleteOwn)
	post(urls.OwnDelete(urls.AnyThing), h.deleteOwn)
	page(urls.Plan(urls.AnyProject), h.showPlan)
	large, _ := serve.Routes(r.With(serve.Few(mostLarge, patience)))
	large(urls.MyListPrint(), h.printList)
	large(urls.ListPrintOf(urls.AnyPerson), h.printList)
	large(urls.Gantt(urls.AnyProject), h.showGantt)
	large(urls.PlanPrint(urls.AnyProject), h.printPlan)
	large(urls.PlanExport(urls.AnyProject, ""), h.exportPlan)
	page(urls.ApplyTemplate(urls.AnyProject), h.showTemplates)
	post(urls.ApplyTemplate(urls.AnyProject), h.applyTemplate)
	page("/projets/{project}/retroplanning/corbeille", h.movedTrash) // an address of before
	page(urls.NewTask(urls.AnyProject), h.newTask)
	post(urls.NewTask(urls.AnyProject), h.createTask)
	page(urls.QuickAdd(urls.AnyProject), h.newLines)
	post(urls.QuickAdd(urls.AnyProject), h.createLines)
	page(urls.Together(urls.AnyProject), h.askTogether)
	post(urls.Together(urls.AnyProject), h.changeTogether)

	page(urls.Task(urls.AnyTask), h.showTask)
	page(urls.TaskEdit(urls.AnyTask), h.editTask)
	post(urls.Task(urls.AnyTask), h.saveTask)
	page(urls.TaskLine(urls.AnyTask), h.showLine)
	post(urls.TaskLine(urls.AnyTask), h.saveLine)
	post(urls.Ticks(), h.tick)
	post(urls.TaskState(urls.AnyTask), h.setState)
	page(urls.TaskGive(urls.AnyTask), h.askGive)
	post(urls.TaskGive(urls.AnyTask), h.giveTask)
	page(urls.TaskBlock(urls.AnyTask), h.askBlock)
	page(urls.TaskShift(urls.AnyTask), h.askShift)
	post(urls.TaskShift(urls.AnyTask), h.shiftTask)
	post(urls.TaskUp(urls.AnyTask), h.moveUp)
	post(urls.TaskDown(urls.AnyTask), h.moveDown)
	page(urls.TaskDelete(urls.AnyTask), h.askDelete)
	post(urls.TaskDelete(urls.AnyTask), h.deleteTask)
	post(urls.TaskNeeds(urls.AnyTask), h.addNeed)
	post(urls.TaskNeedDelete(urls.AnyTask, urls.AnyNeed), h.removeNeed)
	post(urls.Items(urls.AnyTask), h.addItem)
	post(urls.ItemEdit(urls.AnyTask, urls.AnyItem), h.editItem)
	post(urls.ItemDelete(urls.AnyTask, urls.AnyItem), h.removeItem)
	post(urls.ItemRestore(urls.AnyTask, urls.AnyItem), h.restoreItem)
}
