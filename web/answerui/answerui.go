// Package answerui draws where forms are asked and answered: the pages of the public, which need no account and no script, the tablet that one visitor leaves to
// the next, and the service's own: its collections, its sheets, what it types, asks and observes.
package answerui

import (
	"net/http"
	"net/netip"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/httprate"

	"parvis/internal/fault"
	"parvis/internal/response"
	"parvis/web/serve"
	"parvis/web/static"
	"parvis/web/urls"
)

// Handlers answers the pages of forms that are asked.
type Handlers struct {
	room    *response.Room
	address string // scheme://host[:port] that links begin with; "" when nobody said
	trusted []netip.Prefix
	answers *httprate.RateLimiter // kept, a minute
	pages   *httprate.RateLimiter
	open    *openings
}

// AnswersAMinute is how many answers one address may give through one link, unless the installation says otherwise: a class of thirty behind one address
// answers at once, and again.
const AnswersAMinute = 60

// pagesFor is how many pages may be asked for each answer: most of what is asked is a page on the way.
const pagesFor = 20

// New gives the handlers. address is where the public pages are reached; trusted are the proxies whose X-Forwarded-For is believed; most is how many answers one
// address may give through one link in a minute, AnswersAMinute for 0.
func New(room *response.Room, address string, trusted []netip.Prefix, most int) *Handlers {
	if most <= 0 {
		most = AnswersAMinute
	}
	return &Handlers{room: room, address: address, trusted: trusted, answers: httprate.NewRateLimiter(most, time.Minute), pages: httprate.NewRateLimiter(most*pagesFor, time.Minute), open: &openings{kept: map[string]opened{}}}
}

// whence is one address and one link. It stays in memory, for two minutes.
func (h *Handlers) whence(r *http.Request) string {
	return serve.ClientAddress(r, h.trusted).String() + " " + r.PathValue("token")
}

func tooMany() error {
	return fault.New(fault.TooMany, "Trop de réponses sont arrivées de votre réseau en une minute. Attendez une minute, puis recommencez\u00a0: ce que vous avez répondu est toujours sur cette page.", nil)
}

// full tells whether one address does this too often.
func (h *Handlers) full(w http.ResponseWriter, r *http.Request, of *httprate.RateLimiter) bool {
	return of.OnLimit(w, r, h.whence(r))
}

// PublicRoutes are open to everybody who has the address of a form.
func (h *Handlers) PublicRoutes(r chi.Router) {
	get := func(path string, to serve.Handler) { r.Get(path, serve.Handle(h.plain(to))) }
	get(urls.Asked(urls.AnyToken), h.showAsked)
	r.Post(urls.Asked(urls.AnyToken), serve.Handle(h.plain(h.answer)))
	get(urls.AskedThanks(urls.AnyToken, nil), h.showThanks)
	get(urls.AskedKiosk(urls.AnyToken), h.showKiosk)
	get(urls.AskedKioskWorker(urls.AnyToken), h.worker)
	r.Post(urls.AskedSent(urls.AnyToken), serve.Handle(h.take))
}

// worker answers with the program that keeps a tablet's page: it may look after that page alone.
func (h *Handlers) worker(w http.ResponseWriter, r *http.Request) error {
	o, _, err := h.opening(r)
	if err == nil {
		static.WorkerOf("kiosk-worker.js", urls.AskedKiosk(o.Token)).ServeHTTP(w, r)
	}
	return err
}

// Routes lists the pages of the service: read with GET, act with POST. What is done to a collection can be taken back.
func (h *Handlers) Routes(r chi.Router) {
	page, post := serve.Routes(r)
	page(urls.ProjectCollections(urls.AnyProject), h.showProject)
	post(urls.ProjectCollections(urls.AnyProject), h.create)
	page(urls.NewCollection(urls.AnyProject), h.newCollection)
	page(urls.Collection(urls.AnyCollection), h.showCollection)
	post(urls.Collection(urls.AnyCollection), h.save)
	page(urls.CollectionEdit(urls.AnyCollection), h.edit)
	post(urls.CollectionDelete(urls.AnyCollection), h.throw)
	post(urls.CollectionClose(urls.AnyCollection), h.close)
	post(urls.CollectionReopen(urls.AnyCollection), h.reopen)
	page(urls.CollectionHistory(urls.AnyCollection), h.showHistory)
	page(urls.CollectionPoster(urls.AnyCollection, nil), h.printPoster)
	page(urls.CollectionPaper(urls.AnyCollection, nil), h.printPaper)
	page(urls.CollectionEntry(urls.AnyCollection, nil), h.showEntry)
	post(urls.CollectionEntry(urls.AnyCollection, nil), h.enter)
	page(urls.CollectionCorrection(urls.AnyCollection, urls.AnyResponse), h.showCorrection)
	post(urls.CollectionCorrection(urls.AnyCollection, urls.AnyResponse), h.correct)
	page(urls.CollectionInterview(urls.AnyCollection), h.showInterview)
	post(urls.CollectionInterview(urls.AnyCollection), h.interview)
	page(urls.ProjectObservations(urls.AnyProject), h.showObservations)
	page(urls.SlotObserve(urls.AnySlot), h.chooseGrid)
	page(urls.SlotGrid(urls.AnySlot, urls.AnyForm), h.showGrid)
	post(urls.SlotGrid(urls.AnySlot, urls.AnyForm), h.observe)
	page(urls.Observation(urls.AnyObservation), h.showObservation)
}
