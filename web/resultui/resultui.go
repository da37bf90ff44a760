// Package resultui draws what was answered to forms: the counts with their bars, what people wrote, the responses one by one, two editions beside each other, and the task that
// is made of a result.
package resultui

import (
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"

	"parvis/internal/results"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/urls"
)

// Handlers answers the pages of results.
type Handlers struct {
	room *results.Room
}

// New gives the handlers over results.
func New(room *results.Room) *Handlers { return &Handlers{room} }

// Counting a large form reads all its answers: how many are counted at once, and how long the next waits.
const (
	mostCounted = 4
	patience    = 10 * time.Second
)

// Routes lists the pages of results: read with GET, act with POST.
func (h *Handlers) Routes(r chi.Router) {
	page, post := serve.Routes(r)
	large, _ := serve.Routes(r.With(serve.Few(mostCounted, patience)))

	page(urls.AllResults(), serve.Moved(urls.Forms()))
	large(urls.FormResults(urls.AnyForm, nil), h.showResults)
	large(urls.ResultsFile(urls.AnyForm, nil), h.exportResults)
	page(urls.FormVerbatims(urls.AnyForm, nil), h.showVerbatims)
	page(urls.FormResponses(urls.AnyForm, nil), h.showResponses)
	post(urls.FormResponses(urls.AnyForm, nil), h.setAside)
	large(urls.ResponsesFile(urls.AnyForm, nil), h.exportResponses)
	page(urls.FormResponse(urls.AnyForm, urls.AnyResponse), h.showResponse)
	post(urls.FormResponse(urls.AnyForm, urls.AnyResponse), h.setOneAside)
	post(urls.CountResponse(urls.AnyForm, urls.AnyResponse), h.countAgain)
	large(urls.FormCompare(urls.AnyForm, nil), h.compare)
	page(urls.ResultTask(urls.AnyForm, nil), h.askTask)
	post(urls.ResultTask(urls.AnyForm, nil), h.makeTask)
}

func formID(r *http.Request) (int64, error) { return serve.ID(r, "form") }

// view counts what the address asks for.
func (h *Handlers) view(r *http.Request) (resultView, error) {
	id, err := formID(r)
	if err != nil {
		return resultView{}, err
	}
	f := form.Query(r)
	v, err := h.room.Results(r.Context(), serve.By(r), id, parseFilter(f, serve.By(r)))
	return resultView{View: v, filterView: filterView{Form: f, FormID: id, Filter: v.Filter, Choices: v.Choices, at: urls.FormResults}}, err
}

func (h *Handlers) showResults(w http.ResponseWriter, r *http.Request) error {
	v, err := h.view(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, ResultsPage(v))
}

func (h *Handlers) exportResults(w http.ResponseWriter, r *http.Request) error {
	v, err := h.view(r)
	if err != nil {
		return err
	}
	return serve.Table(w, r, results.Aggregated, v.Aggregates(), "resultats")
}

func (h *Handlers) showVerbatims(w http.ResponseWriter, r *http.Request) error {
	id, err := formID(r)
	if err != nil {
		return err
	}
	f := form.Query(r)
	v, err := h.room.Verbatims(r.Context(), serve.By(r), id, parseFilter(f, serve.By(r)), f.Text(fieldQuestion), f.Text(fieldFind), f.Int(fieldPage))
	if err != nil {
		return err
	}
	return serve.Page(w, r, VerbatimsPage(verbatimView{Verbatims: v, filterView: filterView{Form: f, FormID: id, Filter: v.Filter, Choices: v.Choices, at: urls.FormVerbatims}}))
}
