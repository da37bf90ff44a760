// Package trashui draws the one trash of the house: what every room threw away and this person may
// put back.
package trashui

import (
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"

	"parvis/internal/fault"
	"parvis/internal/trash"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/urls"
)

// Handlers answers the pages of the trash.
type Handlers struct {
	bins []trash.Bin
	home map[string]func(int64) string
}

// New gives the handlers over every room's bins. home gives, by a bin's key, the page of a thing that
// was put back.
func New(bins []trash.Bin, home map[string]func(int64) string) *Handlers {
	for _, bin := range bins {
		if home[bin.Key] == nil {
			panic("trashui: nothing says where " + bin.Key + " go back to")
		}
	}
	return &Handlers{bins: bins, home: home}
}

// Routes lists the pages of the trash.
func (h *Handlers) Routes(r chi.Router) {
	r.Get(urls.Trash(), serve.Handle(h.show))
	r.Post(urls.Restore("{bin}", urls.AnyThing), serve.Handle(h.restore))
}

// shelf is what one bin holds.
type shelf struct {
	trash.Bin
	Items []trash.Item
}

// show lists what can be put back, of one project where the address names it.
func (h *Handlers) show(w http.ResponseWriter, r *http.Request) error {
	project := max(0, form.Query(r).ID("projet")) // what is no id narrows nothing
	var shelves []shelf
	for _, bin := range h.bins {
		items, err := bin.List(r.Context(), serve.By(r))
		if err != nil {
			return err
		}
		s := shelf{Bin: bin}
		for _, item := range items {
			if project == 0 || item.ProjectID == project {
				s.Items = append(s.Items, item)
			}
		}
		if len(s.Items) > 0 {
			shelves = append(shelves, s)
		}
	}
	return serve.Page(w, r, TrashPage(shelves, project))
}

// restore puts a thing back, and shows it where it stands again.
func (h *Handlers) restore(w http.ResponseWriter, r *http.Request) error {
	id, err := serve.ID(r, "thing")
	if err != nil {
		return err
	}
	for _, bin := range h.bins {
		if bin.Key != r.PathValue("bin") {
			continue
		}
		f, err := form.Read(r)
		if err != nil {
			return err
		}
		if err := bin.Restore(r.Context(), serve.By(r), id); err != nil {
			return err
		}
		serve.Flash(r, bin.Done)
		return serve.Redirect(w, r, serve.BackTo(f, h.home[bin.Key](id)))
	}
	return fault.Missing(nil)
}

// trashWindow is the title of the window over the trash, or over what comes from one project.
func trashWindow(project int64) string {
	if project == 0 {
		return "Corbeille"
	}
	return "Corbeille du projet n° " + strconv.FormatInt(project, 10)
}
