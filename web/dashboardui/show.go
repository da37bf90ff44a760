package dashboardui

import (
	"net/http"

	"parvis/internal/access"
	"parvis/web/serve"
)

func (h *Handlers) showHome(w http.ResponseWriter, r *http.Request) error {
	home, err := h.dashboard.Home(r.Context(), serve.By(r))
	if err != nil {
		return err
	}
	switch home.Person.Role {
	case access.Head:
		return serve.Page(w, r, HeadPage(home))
	case access.Intern:
		return serve.Page(w, r, InternPage(home))
	}
	return serve.Page(w, r, TeamPage(home))
}

func (h *Handlers) showWatch(w http.ResponseWriter, r *http.Request) error {
	watch, err := h.dashboard.Watch(r.Context(), serve.By(r))
	if err != nil {
		return err
	}
	return serve.Page(w, r, WatchPage(watch))
}
