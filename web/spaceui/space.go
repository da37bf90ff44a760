package spaceui

import (
	"cmp"
	"net/http"

	"parvis/internal/access"
	"parvis/internal/fault"
	"parvis/internal/space"
	"parvis/internal/trash"
	"parvis/web/historyui"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// space finds the space of the request and what its reader may do with it.
func (h *Handlers) space(r *http.Request) (space.Sheet, error) {
	id, err := serve.ID(r, "space")
	if err != nil {
		return space.Sheet{}, err
	}
	return h.spaces.Space(r.Context(), serve.By(r), id)
}

// living finds the space of the request, unless it is in the trash or its reader may not do this with it.
func (h *Handlers) living(r *http.Request, action *access.Action) (space.Sheet, error) {
	v, err := h.space(r)
	if err == nil && v.DeletedAt != nil {
		err = fault.Missing(nil)
	}
	return v, cmp.Or(err, serve.By(r).Check(action, access.Tie{}))
}

func (h *Handlers) showSpace(w http.ResponseWriter, r *http.Request) error {
	v, err := h.space(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, SpacePage(v))
}

func crumbs(more ...ui.Crumb) []ui.Crumb {
	return append([]ui.Crumb{{Label: "Espaces", URL: urls.Spaces()}}, more...)
}

func (h *Handlers) showHistory(w http.ResponseWriter, r *http.Request) error {
	v, err := h.space(r)
	if err != nil {
		return err
	}
	page, err := h.spaces.History(r.Context(), serve.By(r), v.ID, historyui.Asked(r))
	if err != nil {
		return err
	}
	return historyui.Show(w, r, ui.Spaces, v.Subject(), page, crumbs(ui.Crumb{Label: v.Name, URL: urls.Space(v.ID)})...)
}

func (h *Handlers) askDelete(w http.ResponseWriter, r *http.Request) error {
	v, err := h.living(r, space.MayDelete)
	if err != nil {
		return err
	}
	return serve.Page(w, r, DeletePage(v))
}

func (h *Handlers) deleteSpace(w http.ResponseWriter, r *http.Request) error {
	id, err := serve.ID(r, "space")
	if err != nil {
		return err
	}
	if err := h.spaces.Delete(r.Context(), serve.By(r), id); err != nil {
		return err
	}
	return serve.Thrown(w, r, "L’espace est à la corbeille. Vous pouvez le rétablir pendant "+trash.Lasts+".", "espaces", id, urls.Spaces())
}
