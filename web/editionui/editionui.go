// Package editionui draws how the next edition of a project is prepared, and an edition beside the last one.
package editionui

import (
	"context"

	"github.com/go-chi/chi/v5"

	"parvis/internal/account"
	"parvis/internal/edition"
	"parvis/web/serve"
	"parvis/web/urls"
)

// People gives those who can pilot a project.
type People interface {
	Active(ctx context.Context) ([]account.Choice, error)
}

// Handlers answers the pages of the editions.
type Handlers struct {
	editions *edition.Room
	people   People
}

// New gives the handlers over the editions and the people of the service.
func New(room *edition.Room, people People) *Handlers {
	return &Handlers{editions: room, people: people}
}

// Routes lists the pages of the editions: read with GET, act with POST.
func (h *Handlers) Routes(r chi.Router) {
	page, post := serve.Routes(r)

	page(urls.ProjectEdition(urls.AnyProject), h.compare)
	post(urls.ProjectEdition(urls.AnyProject), h.setBefore)
	page(urls.ProjectEditionPrint(urls.AnyProject), h.print)
	page(urls.NextEdition(urls.AnyProject), h.ask)
	post(urls.NextEdition(urls.AnyProject), h.prepare)
}
