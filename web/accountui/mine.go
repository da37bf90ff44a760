package accountui

import (
	"net/http"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/urls"
)

func (h *Handlers) showMine(w http.ResponseWriter, r *http.Request) error {
	return serve.Page(w, r, MinePage(serve.By(r).Person))
}

func (h *Handlers) showPassword(w http.ResponseWriter, r *http.Request) error {
	return serve.Page(w, r, PasswordPage(form.Of(nil), serve.By(r).Person))
}

func (h *Handlers) changePassword(w http.ResponseWriter, r *http.Request) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	me := serve.By(r)
	forced := me.MustChangePassword // the current one is provisional: nothing else is open
	fresh := f.Text(account.FieldNew)
	if fresh != f.Text("again") {
		f.Add("again", "Les deux nouveaux mots de passe ne sont pas identiques. Veuillez les saisir de nouveau.")
		return serve.Invalid(w, r, PasswordPage(f, me.Person))
	}
	changed, err := h.accounts.ChangePassword(r.Context(), me, f.Text(account.FieldCurrent), fresh, h.address(r))
	switch {
	case f.Refuse(err):
		return serve.Invalid(w, r, PasswordPage(f, me.Person))
	case fault.Is(err, fault.TooMany):
		f.Add(account.FieldCurrent, fault.SentenceOf(err))
		return serve.Status(w, r, http.StatusTooManyRequests, PasswordPage(f, me.Person))
	case err != nil:
		return err
	}
	if err := h.open(r, changed); err != nil {
		return err
	}
	serve.Flash(r, "Votre mot de passe est changé. Vos sessions sur d’autres appareils sont fermées.")
	if forced {
		return serve.Redirect(w, r, urls.Home())
	}
	return serve.Redirect(w, r, urls.MyAccount())
}
