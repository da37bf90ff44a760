package planui

import (
	"bytes"
	"cmp"
	"net/http"

	"parvis/internal/exchange/plansheet"
	"parvis/internal/exchange/table"
	"parvis/web/form"
	"parvis/web/serve"
)

// exportPlan is the retroplanning as a spreadsheet: ?format=xlsx (the default) or ?format=csv.
func (h *Handlers) exportPlan(w http.ResponseWriter, r *http.Request) error {
	id, err := serve.ID(r, "project")
	if err != nil {
		return err
	}
	list, name, err := h.plans.Exported(r.Context(), serve.By(r), id)
	if err != nil {
		return err
	}
	format := cmp.Or(form.Choice(form.Query(r), "format", table.Formats), table.XLSX)
	var out bytes.Buffer
	if err := plansheet.Export(&out, format, name, list); err != nil {
		return err
	}
	return serve.File(w, r, "Rétroplanning "+name+"."+string(format), format.ContentType(), out.Bytes())
}
