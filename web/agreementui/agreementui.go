// Package agreementui draws the agreements: their list, each of them, those of a project, and the list as a file and on paper.
package agreementui

import (
	"github.com/go-chi/chi/v5"

	"parvis/internal/agreement"
	"parvis/internal/programme"
	"parvis/web/partnerpick"
	"parvis/web/serve"
	"parvis/web/threadui"
	"parvis/web/urls"
)

// Handlers answers the pages of the agreements.
type Handlers struct {
	agreements *agreement.Room
	programme  *programme.Room
	pick       *partnerpick.Picker
	threads    *threadui.Handlers
}

// New gives the handlers over the agreements.
func New(room *agreement.Room, projects *programme.Room, pick *partnerpick.Picker, threads *threadui.Handlers) *Handlers {
	return &Handlers{agreements: room, programme: projects, pick: pick, threads: threads}
}

// Routes lists the pages of the agreements: read with GET, act with POST.
func (h *Handlers) Routes(r chi.Router) {
	page, post := serve.Routes(r)

	page(urls.Agreements(), h.listAgreements)
	post(urls.Agreements(), h.createAgreement)
	page(urls.NewAgreement(nil), h.newAgreement)
	page(urls.AgreementsExport(nil), h.exportAgreements)
	page(urls.AgreementsPrint(nil), h.printAgreements)
	page(urls.Agreement(urls.AnyAgreement), h.showAgreement)
	post(urls.Agreement(urls.AnyAgreement), h.saveAgreement)
	page(urls.AgreementEdit(urls.AnyAgreement), h.editAgreement)
	post(urls.AgreementState(urls.AnyAgreement), h.setState)
	page(urls.AgreementHistory(urls.AnyAgreement), h.showHistory)
	page(urls.AgreementDelete(urls.AnyAgreement), h.askDelete)
	post(urls.AgreementDelete(urls.AnyAgreement), h.deleteAgreement)
	page(urls.ProjectAgreements(urls.AnyProject), h.showProject)
}
