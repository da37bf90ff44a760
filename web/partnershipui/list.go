package partnershipui

import (
	"net/http"
	"net/url"

	"parvis/internal/access"
	"parvis/internal/document"
	"parvis/internal/french"
	"parvis/internal/partnership"
	"parvis/web/serve"
)

func (h *Handlers) showList(w http.ResponseWriter, r *http.Request) error {
	l, err := h.list(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, ListPage(l, serve.By(r).Can(document.MayFill, access.Tie{Member: l.Project.Member})))
}

func (h *Handlers) printList(w http.ResponseWriter, r *http.Request) error {
	l, err := h.list(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, PrintPage(l))
}

func (h *Handlers) export(w http.ResponseWriter, r *http.Request) error {
	if err := serve.By(r).Check(partnership.MayExchange, access.Tie{}); err != nil {
		return err
	}
	l, err := h.list(r)
	if err != nil {
		return err
	}
	return serve.Table(w, r, partnership.Table, l.Partners, "partenaires")
}

// everyPartner asks the page that prepares a document for all partners of its project.
var everyPartner = url.Values{"partenaires": {"tous"}}

// counted says how many partners there are.
func counted(l partnership.List) string {
	if len(l.Partners) == 0 {
		return "Aucun partenaire pour l’instant."
	}
	return french.Count(len(l.Partners), "structure participe", "structures participent") + " au projet."
}
