package dayui

import (
	"net/http"
	"net/url"

	"parvis/internal/crew"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/urls"
)

const fieldPhone = "telephone"

func (h *Handlers) showCalls(w http.ResponseWriter, r *http.Request) error {
	own, err := h.day.Phone(r.Context(), serve.By(r))
	if err != nil {
		return err
	}
	v, err := h.calls(r, form.Of(url.Values{fieldPhone: {own.Text()}}))
	if err != nil {
		return err
	}
	Kept(w, r)
	return serve.Page(w, r, CallsPage(v))
}

func (h *Handlers) savePhone(w http.ResponseWriter, r *http.Request) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	phone := form.Value(f, fieldPhone, crew.ReadPhone)
	v, err := h.calls(r, f)
	if err != nil {
		return err
	}
	if err = f.Err(); err == nil {
		err = h.day.SetPhone(r.Context(), serve.By(r), phone)
	}
	if f.Refuse(err) {
		return serve.Invalid(w, r, CallsPage(v))
	}
	return serve.Saved(w, r, f, err, "Votre numéro est noté pour l’équipe du jour.", urls.DayCalls(v.Project.ID, v.Day))
}
