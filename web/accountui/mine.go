package accountui

import (
	"net/http"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/web/serve"
	"parvis/web/urls"
)

func (h *Handlers) showMine(w http.ResponseWriter, r *http.Request) error {
	return serve.Page(w, r, MinePage(serve.Person(r)))
}

// PasswordForm is the change of one's own password; what was typed is never given back.
type PasswordForm struct {
	Forced   bool // the current one is provisional: nothing else is open
	Problems fault.Problems
}

func (h *Handlers) showPassword(w http.ResponseWriter, r *http.Request) error {
	return serve.Page(w, r, PasswordPage(PasswordForm{Forced: serve.Person(r).MustChangePassword}))
}

func (h *Handlers) changePassword(w http.ResponseWriter, r *http.Request) error {
	values, err := serve.Form(r)
	if err != nil {
		return err
	}
	me := serve.Person(r)
	form := PasswordForm{Forced: me.MustChangePassword}
	if values.Get(account.FieldNew) != values.Get("again") {
		form.Problems.Add("again", "Les deux nouveaux mots de passe ne sont pas identiques. Veuillez les saisir à nouveau.")
		return serve.Invalid(w, r, PasswordPage(form))
	}
	changed, err := h.accounts.ChangePassword(r.Context(), me, values.Get(account.FieldCurrent), values.Get(account.FieldNew), h.address(r))
	if problems, ok := fault.ProblemsOf(err); ok {
		form.Problems = problems
		return serve.Invalid(w, r, PasswordPage(form))
	}
	if fault.Is(err, fault.TooMany) {
		form.Problems.Add(account.FieldCurrent, fault.SentenceOf(err))
		return serve.Status(w, r, http.StatusTooManyRequests, PasswordPage(form))
	}
	if err != nil {
		return err
	}
	if err := h.open(r, changed); err != nil {
		return err
	}
	serve.Flash(r, "Votre mot de passe est changé. Vos sessions sur d’autres appareils sont fermées.")
	if form.Forced {
		return serve.Redirect(w, r, urls.Home())
	}
	return serve.Redirect(w, r, urls.MyAccount())
}
