package planui

import (
	"net/http"
	"strconv"

	"parvis/internal/plan"
	"parvis/web/serve"
	"parvis/web/urls"
)

func (h *Handlers) view(r *http.Request) (plan.View, error) {
	project, err := serve.ID(r, "project")
	if err != nil {
		return plan.View{}, err
	}
	return h.plans.Plan(r.Context(), serve.By(r), project)
}

func (h *Handlers) showPlan(w http.ResponseWriter, r *http.Request) error {
	v, err := h.view(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, PlanPage(v))
}

// anchor is the id of a task's row in a list.
func anchor(task int64) string { return "tache-" + strconv.FormatInt(task, 10) }

// rowURL is the place of a task in its project's plan.
func rowURL(project, task int64) string { return urls.Plan(project) + "#" + anchor(task) }
