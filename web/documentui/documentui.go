// Package documentui draws the models of documents, and the way from a model to letters: what lacks, what is typed, the sheets on
// paper, the document of Word and the file of a project.
package documentui

import (
	"time"

	"github.com/go-chi/chi/v5"

	"parvis/internal/document"
	"parvis/internal/partner"
	"parvis/internal/partnership"
	"parvis/web/fileui"
	"parvis/web/form"
	"parvis/web/partnerpick"
	"parvis/web/serve"
	"parvis/web/urls"
)

// patience is how long the file of a model, or a document that is made, may take to come or to go.
const patience = 2 * time.Minute

// Handlers answers the pages of documents.
type Handlers struct {
	documents *document.Room
	partners  *partner.Room
	projects  *partnership.Room
	pick      *partnerpick.Picker
	attached  *fileui.Handlers
}

// New gives the handlers over the models, for whom the directory and the partners of projects know; what is made is attached to projects.
func New(documents *document.Room, partners *partner.Room, projects *partnership.Room, pick *partnerpick.Picker, attached *fileui.Handlers) *Handlers {
	return &Handlers{documents: documents, partners: partners, projects: projects, pick: pick, attached: attached}
}

// Routes lists the pages of documents: read with GET, act with POST.
func (h *Handlers) Routes(r chi.Router) {
	page, post := serve.Routes(r)
	slow := serve.Slow(patience)
	taking := r.With(slow, serve.Taking(document.MostFile*4+form.Most))

	page(urls.Documents(), h.list)
	post(urls.Documents(), h.create)
	page(urls.NewModel(), h.newModel)
	page(urls.WordModel(), h.newWord)
	taking.Post(urls.WordModel(), serve.Handle(h.createWord))
	page(urls.Model(urls.AnyModel), h.show)
	post(urls.Model(urls.AnyModel), h.save)
	page(urls.ModelEdit(urls.AnyModel), h.edit)
	r.With(slow).Get(urls.ModelFile(urls.AnyModel), serve.Handle(h.file))
	taking.Post(urls.ModelFile(urls.AnyModel), serve.Handle(h.replace))
	page(urls.ModelHistory(urls.AnyModel), h.showHistory)
	page(urls.ModelDelete(urls.AnyModel), h.askDelete)
	post(urls.ModelDelete(urls.AnyModel), h.delete)

	for _, project := range []int64{0, urls.AnyProject} {
		page(urls.NewDocument(project, nil), h.choose)
		post(urls.NewDocument(project, nil), h.chosen)
		page(urls.FillDocument(project, nil), h.fill)
		r.With(slow).Post(urls.FillDocument(project, nil), serve.Handle(h.make))
	}
}
