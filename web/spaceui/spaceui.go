// Package spaceui draws the museum's spaces: their list, each of them, and the list as a file and on paper.
package spaceui

import (
	"github.com/go-chi/chi/v5"

	"parvis/internal/space"
	"parvis/web/serve"
	"parvis/web/urls"
)

// Handlers answers the pages of the spaces.
type Handlers struct {
	spaces *space.Room
}

// New gives the handlers over the spaces.
func New(room *space.Room) *Handlers { return &Handlers{spaces: room} }

// Routes lists the pages of the spaces: read with GET, act with POST.
func (h *Handlers) Routes(r chi.Router) {
	page, post := serve.Routes(r)

	page(urls.Spaces(), h.listSpaces)
	post(urls.Spaces(), h.createSpace)
	page(urls.NewSpace(), h.newSpace)
	page(urls.SpacesExport(nil), h.exportSpaces)
	page(urls.SpacesPrint(nil), h.printSpaces)
	page(urls.Space(urls.AnySpace), h.showSpace)
	post(urls.Space(urls.AnySpace), h.saveSpace)
	page(urls.SpaceEdit(urls.AnySpace), h.editSpace)
	page(urls.SpaceHistory(urls.AnySpace), h.showHistory)
	page(urls.SpaceDelete(urls.AnySpace), h.askDelete)
	post(urls.SpaceDelete(urls.AnySpace), h.deleteSpace)
}
