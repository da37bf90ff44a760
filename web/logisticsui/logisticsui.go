// Package logisticsui draws the administrative and logistical files of the projects: the page from which the intern works, each piece, the
// deliveries, and the ready list by which files begin.
package logisticsui

import (
	"context"
	"strconv"

	"github.com/go-chi/chi/v5"

	"parvis/internal/account"
	"parvis/internal/journal"
	"parvis/internal/logistics"
	"parvis/internal/plan"
	"parvis/web/partnerpick"
	"parvis/web/serve"
	"parvis/web/threadui"
	"parvis/web/urls"
)

// Shelves tells which files things have, as somebody sees them.
type Shelves interface {
	Counts(ctx context.Context, by account.By, kind journal.Kind, ids []int64) (map[int64]int, error)
}

// Handlers answers the pages of the files.
type Handlers struct {
	room    *logistics.Room
	plans   *plan.Room
	pick    *partnerpick.Picker
	shelves Shelves
	threads *threadui.Handlers
}

// New gives the handlers over the files; shelves counts what is attached to their pieces.
func New(room *logistics.Room, plans *plan.Room, pick *partnerpick.Picker, shelves Shelves, threads *threadui.Handlers) *Handlers {
	return &Handlers{room: room, plans: plans, pick: pick, shelves: shelves, threads: threads}
}

// Routes lists the pages of the files: read with GET, act with POST.
func (h *Handlers) Routes(r chi.Router) {
	page, post := serve.Routes(r)

	page(urls.Logistics(urls.AnyProject), h.showFile)
	post(urls.LogisticsStates(urls.AnyProject), h.setStateInLine)
	page(urls.LogisticsPrint(urls.AnyProject, nil), h.printFile)
	page(urls.Logistics(urls.AnyProject)+"/export", h.exportFile)
	page(urls.UsualPieces(urls.AnyProject, nil), h.showUsual)
	post(urls.UsualPieces(urls.AnyProject, nil), h.addUsual)

	post(urls.ProjectPieces(urls.AnyProject), h.createPiece)
	page(urls.NewPiece(urls.AnyProject), h.newPiece)
	page(urls.Piece(urls.AnyPiece), h.showPiece)
	post(urls.Piece(urls.AnyPiece), h.savePiece)
	page(urls.PieceEdit(urls.AnyPiece), h.editPiece)
	post(urls.PieceState(urls.AnyPiece), h.setState)
	page(urls.PieceHistory(urls.AnyPiece), h.showHistory)
	page(urls.PieceDelete(urls.AnyPiece), h.askDelete)
	post(urls.PieceDelete(urls.AnyPiece), h.deletePiece)

	page(urls.Deliveries(urls.AnyProject), h.showDeliveries)
	post(urls.Deliveries(urls.AnyProject), h.createDelivery)
	page(urls.DeliveriesPrint(urls.AnyProject), h.printDeliveries)
	page(urls.NewDelivery(urls.AnyProject), h.newDelivery)
	page(urls.Delivery(urls.AnyDelivery), h.showDelivery)
	post(urls.Delivery(urls.AnyDelivery), h.saveDelivery)
	page(urls.DeliveryEdit(urls.AnyDelivery), h.editDelivery)
	post(urls.DeliveryReceive(urls.AnyDelivery), h.receive)
	page(urls.DeliveryHistory(urls.AnyDelivery), h.deliveryHistory)
	page(urls.DeliveryDelete(urls.AnyDelivery), h.askDeleteDelivery)
	post(urls.DeliveryDelete(urls.AnyDelivery), h.deleteDelivery)

	page(urls.FileEntries(), h.showEntries)
	post(urls.FileEntries(), h.createEntry)
	page(urls.NewFileEntry(), h.newEntry)
	page(urls.FileEntry(urls.AnyFileEntry), h.editEntry)
	post(urls.FileEntry(urls.AnyFileEntry), h.saveEntry)
	page(urls.FileEntryHistory(urls.AnyFileEntry), h.entryHistory)
	page(urls.FileEntryDelete(urls.AnyFileEntry), h.askDeleteEntry)
	post(urls.FileEntryDelete(urls.AnyFileEntry), h.deleteEntry)
}

func id(n int64) string { return strconv.FormatInt(n, 10) }
