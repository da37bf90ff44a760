// Package planui draws the retroplanning: the plan as a list, a chart and on paper, each task, and
// everybody's own list.
package planui

import (
	"github.com/go-chi/chi/v5"

	"parvis/internal/plan"
)

// Handlers answers the plan's pages.
type Handlers struct {
	plans *plan.Room
}

// New gives the handlers over the plan room.
func New(plans *plan.Room) *Handlers { return &Handlers{plans: plans} }

// Routes lists the plan's pages.
func (h *Handlers) Routes(r chi.Router) {
	page, post := pages(r)

	page("/ma-liste", h.showMyList)
	page("/ma-liste/impression", h.printMyList)

	page("/projets/{project}/retroplanning", h.showPlan)
	page("/projets/{project}/retroplanning/gantt", h.showGantt)
	page("/projets/{project}/retroplanning/impression", h.printPlan)
	page("/projets/{project}/retroplanning/modele", h.showTemplates)
	post("/projets/{project}/retroplanning/modele", h.applyTemplate)
	page("/projets/{project}/retroplanning/corbeille", h.showTrash)
	page("/projets/{project}/retroplanning/taches", h.newTask)
	post("/projets/{project}/retroplanning/taches", h.createTask)

	page("/taches/{task}", h.showTask)
	page("/taches/{task}/modifier", h.editTask)
	post("/taches/{task}", h.saveTask)
	post("/taches/{task}/coche", h.tickTask)
	post("/taches/{task}/coche/supprimer", h.untickTask)
	post("/taches/{task}/etat", h.setState)
	post("/taches/{task}/monter", h.moveUp)
	post("/taches/{task}/descendre", h.moveDown)
	page("/taches/{task}/suppression", h.askDelete)
	post("/taches/{task}/suppression", h.deleteTask)
	post("/taches/{task}/suppression/supprimer", h.restoreTask)
	post("/taches/{task}/dependances", h.addNeed)
	post("/taches/{task}/dependances/{need}/suppression", h.removeNeed)
	post("/taches/{task}/points", h.addItem)
	post("/taches/{task}/points/{item}", h.editItem)
	post("/taches/{task}/points/{item}/coche", h.tickItem)
	post("/taches/{task}/points/{item}/coche/supprimer", h.untickItem)
	post("/taches/{task}/points/{item}/suppression", h.removeItem)
	post("/taches/{task}/points/{item}/suppression/supprimer", h.restoreItem)
}
