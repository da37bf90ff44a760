// Package importui draws the way of a spreadsheet into the house: bring a file, see what it would do row by row, answer what it
// asks, and do it. What is imported where is told by a Door of each kind.
package importui

import (
	"time"

	"github.com/go-chi/chi/v5"

	"parvis/internal/imports"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// Door is the words and places of a kind of import.
type Door struct {
	Kind    string // as the rooms name it
	Title   string // "Importer un rétroplanning"
	Lead    string
	Hint    string // about the file
	Accept  string // the ending of files that are read beside those of spreadsheets: ".vcf"
	One     string // what a row is: "tâche"
	Many    string
	Female  bool // "créée", not "créé"
	Section ui.Section
	Back    func(into int64) string // where it goes
	Export  func(into int64) string // a file to start from
	// UndoneHint is what one has to know once an import was taken back.
	UndoneHint string
}

// Handlers holds what the pages of imports are made from.
type Handlers struct {
	imports *imports.Room
	doors   map[string]Door
	// patience is how long the answer to « Importer » waits for the end, before it shows the progress instead.
	patience time.Duration
}

// New makes the handlers.
func New(room *imports.Room, doors ...Door) *Handlers {
	h := &Handlers{imports: room, doors: map[string]Door{}, patience: 2 * time.Second}
	for _, d := range doors {
		h.doors[d.Kind] = d
	}
	return h
}

// Routes lists the paths of this room.
func (h *Handlers) Routes(r chi.Router) {
	page, post := serve.Routes(r)
	page(urls.Imports(), h.list)
	page(urls.BringImport(urls.AnyKind, urls.AnyThing), h.ask)
	r.With(serve.Taking(form.MostSent)).Post(urls.BringImport(urls.AnyKind, urls.AnyThing), serve.Handle(h.bring))
	page(urls.Import(urls.AnyThing), h.show)
	post(urls.ImportReading(urls.AnyThing), h.saveReading)
	post(urls.ImportAnswers(urls.AnyThing), h.saveAnswers)
	post(urls.ImportReset(urls.AnyThing), h.reset)
	post(urls.ImportRun(urls.AnyThing), h.run)
	post(urls.ImportReopen(urls.AnyThing), h.reopen)
	post(urls.ImportForget(urls.AnyThing), h.forget)
}
