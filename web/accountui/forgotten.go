package accountui

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/urls"
)

func (h *Handlers) showForgotten(w http.ResponseWriter, r *http.Request) error {
	if serve.LoggedIn(r) { // she knows hers
		return serve.Redirect(w, r, urls.Password())
	}
	return serve.Page(w, r, ForgottenPage(form.Of(nil), h.mail))
}

// forget answers the same whoever has the address that was typed, and nobody.
func (h *Handlers) forget(w http.ResponseWriter, r *http.Request) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	if !h.mail {
		return fault.Missing(nil)
	}
	email := account.NormalEmail(f.Text("email"))
	f.Require(account.ValidEmail(email), "email", "Écrivez une adresse complète et sans accent, par exemple prenom.nom@musee.fr.")
	if !f.Valid() {
		return serve.Invalid(w, r, ForgottenPage(f, h.mail))
	}
	err = h.accounts.Forget(r.Context(), email, h.address(r), serve.By(r).At)
	if fault.Is(err, fault.TooMany) {
		f.Add("email", fault.SentenceOf(err))
		return serve.Status(w, r, http.StatusTooManyRequests, ForgottenPage(f, h.mail))
	}
	if err != nil {
		return err
	}
	serve.Flash(r, "Si un compte a cette adresse, un message y part dans l’instant. Son lien sert une fois, pendant deux heures.")
	return serve.Redirect(w, r, urls.Login(""))
}

// showChoice shows what a link leads to, and spends nothing: programs that look at messages open links.
func (h *Handlers) showChoice(w http.ResponseWriter, r *http.Request) error {
	token := chi.URLParam(r, "token")
	p, err := h.accounts.Linked(r.Context(), token, serve.By(r).At)
	if err != nil {
		return h.overOr(w, r, err)
	}
	return serve.Page(w, r, ChoicePage(form.Of(nil), p, token))
}

func (h *Handlers) choose(w http.ResponseWriter, r *http.Request) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	token, now := chi.URLParam(r, "token"), serve.By(r).At
	p, err := h.accounts.Linked(r.Context(), token, now)
	if err != nil {
		return h.overOr(w, r, err)
	}
	fresh := f.Text(account.FieldNew)
	if fresh != f.Text("again") {
		f.Add("again", "Les deux nouveaux mots de passe ne sont pas identiques. Veuillez les saisir de nouveau.")
		return serve.Invalid(w, r, ChoicePage(f, p, token))
	}
	_, err = h.accounts.ChooseByLink(r.Context(), token, fresh, h.address(r), now)
	if f.Refuse(err) {
		return serve.Invalid(w, r, ChoicePage(f, p, token))
	}
	if err != nil {
		return h.overOr(w, r, err)
	}
	serve.Flash(r, "Votre mot de passe est enregistré, et vos sessions sont fermées partout. Connectez-vous.")
	return serve.Redirect(w, r, urls.Login(""))
}

// overOr shows that a link opens nothing any more, or fails otherwise.
func (h *Handlers) overOr(w http.ResponseWriter, r *http.Request, err error) error {
	if !fault.Is(err, fault.NotFound) {
		return err
	}
	return serve.Status(w, r, http.StatusNotFound, OverPage(h.mail))
}
