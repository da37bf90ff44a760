package guideui

import (
	"net/http"
	"path"

	"github.com/go-chi/chi/v5"

	"parvis/docs"
	"parvis/internal/fault"
	"parvis/web/serve"
	"parvis/web/urls"
)

// Handlers answers the pages of the guide.
type Handlers struct{ guide guide }

// New draws the guide and gives the handlers over it.
func New() *Handlers { return &Handlers{guide: read()} }

// Routes lists the pages of the guide, for everybody of the service.
func (h *Handlers) Routes(r chi.Router) {
	page, _ := serve.Routes(r)
	page(urls.Guide(), h.show)
	page(urls.GuidePage(urls.AnyGuidePage), h.show)
	page(urls.GuidePicture(urls.AnyGuidePage), h.picture)
}

func (h *Handlers) show(w http.ResponseWriter, r *http.Request) error {
	p, ok := h.guide.pages[r.PathValue("page")]
	if !ok {
		return fault.Missing(nil)
	}
	return serve.Page(w, r, Page(h.guide, p))
}

func (h *Handlers) picture(w http.ResponseWriter, r *http.Request) error {
	data, err := docs.Guide.ReadFile("images/" + path.Base(r.PathValue("page")))
	if err != nil {
		return fault.Missing(err)
	}
	w.Header().Set("Content-Type", "image/png")
	_, _ = w.Write(data)
	return nil
}
