// Package partnershipui draws the partners of a project: their board, their list, each of them, and the gesture that finds relays
// and shares out the calls.
package partnershipui

import (
	"github.com/go-chi/chi/v5"

	"parvis/internal/partnership"
	"parvis/internal/territory"
	"parvis/web/partnerpick"
	"parvis/web/serve"
	"parvis/web/urls"
)

// Handlers answers the pages of the partners of projects.
type Handlers struct {
	partnerships *partnership.Room
	territories  *territory.Room
	pick         *partnerpick.Picker
}

// New gives the handlers over the partners of projects, which are picked from the directory, and the territories that they are in.
func New(room *partnership.Room, territories *territory.Room, pick *partnerpick.Picker) *Handlers {
	return &Handlers{partnerships: room, territories: territories, pick: pick}
}

// Routes lists the pages of the partners of projects: read with GET, act with POST.
func (h *Handlers) Routes(r chi.Router) {
	page, post := serve.Routes(r)

	page(urls.ProjectPartners(urls.AnyProject), h.showBoard)
	post(urls.ProjectPartners(urls.AnyProject), h.move)
	page(urls.ProjectPartnerList(urls.AnyProject), h.showList)
	page(urls.ProjectPartnerMap(urls.AnyProject), h.showMap)
	post(urls.ProjectPartnerList(urls.AnyProject), h.addPartner)
	page(urls.NewProjectPartner(urls.AnyProject), h.newPartner)
	page(urls.ProjectPartnersPrint(urls.AnyProject), h.printList)
	page(urls.ProjectPartnersExport(urls.AnyProject, ""), h.export)
	page(urls.Spot(urls.AnyProject), h.spot)
	post(urls.Spot(urls.AnyProject), h.share)
	page(urls.CallSheet(urls.AnyProject), h.callSheet)
	post(urls.CallSheet(urls.AnyProject), h.callSheetAsking)
	page(urls.Partner(urls.AnyPartner), h.showPartner)
	post(urls.Partner(urls.AnyPartner), h.savePartner)
	page(urls.PartnerDelete(urls.AnyPartner), h.askTakeOff)
	post(urls.PartnerDelete(urls.AnyPartner), h.takeOff)
}
