// Package dashboardui draws the first page of each role and the list of tasks to watch.
package dashboardui

import (
	"github.com/go-chi/chi/v5"

	"parvis/internal/dashboard"
	"parvis/web/serve"
	"parvis/web/urls"
)

// Handlers answers the dashboard's pages.
type Handlers struct {
	dashboard *dashboard.Dashboard
}

// New makes the handlers over the dashboard.
func New(d *dashboard.Dashboard) *Handlers { return &Handlers{dashboard: d} }

// Routes lists the dashboard's pages.
func (h *Handlers) Routes(r chi.Router) {
	r.Get(urls.Home(), serve.Handle(h.showHome))
	r.Get(urls.Watch(), serve.Handle(h.showWatch))
}
