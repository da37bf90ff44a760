package planui

import (
	"net/http"

	"parvis/web/serve"
	"parvis/web/urls"
)

// movedTrash sends on to the deleted tasks of a project, in the trash of the house.
func (h *Handlers) movedTrash(w http.ResponseWriter, r *http.Request) error {
	id, err := serve.ID(r, "project")
	if err != nil {
		return err
	}
	return serve.Moved(urls.TrashOf(id))(w, r)
}
