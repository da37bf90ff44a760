package accountui

import (
	"net/http"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/french"
	"parvis/web/form"
	"parvis/web/historyui"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// member reads the person the path names.
func (h *Handlers) member(r *http.Request) (account.Member, error) {
	id, err := serve.ID(r, "person")
	if err != nil {
		return account.Member{}, err
	}
	return h.accounts.Member(r.Context(), serve.By(r), id)
}

func (h *Handlers) showMember(w http.ResponseWriter, r *http.Request) error {
	m, err := h.member(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, MemberPage(h.rowFor(r, m), form.Of(account.IdentityFields.Values(m.Identity())).Over(m.Version)))
}

func (h *Handlers) rowFor(r *http.Request, m account.Member) TeamRow {
	row := rowOf(m, serve.By(r))
	row.Invite = h.mail && m.Active() && m.MustChangePassword && !row.Me
	return row
}

func (h *Handlers) edit(w http.ResponseWriter, r *http.Request) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	before, err := h.member(r)
	if err != nil {
		return err
	}
	edited, err := h.accounts.Edit(r.Context(), serve.By(r), before.ID, parseMember(f), f.Version())
	if f.Refuse(err) {
		return serve.Invalid(w, r, MemberPage(h.rowFor(r, before), f))
	}
	next := urls.Team()
	if me := serve.By(r); me.ID == edited.ID && !edited.Can(account.MayManagePeople, access.Tie{}) {
		next = urls.MyAccount() // she gave her role away
	}
	return serve.Saved(w, r, f, err, "La fiche "+french.Of(edited.Name)+" est enregistrée.", next)
}

func (h *Handlers) showHistory(w http.ResponseWriter, r *http.Request) error {
	m, err := h.member(r)
	if err != nil {
		return err
	}
	page, err := h.accounts.History(r.Context(), serve.By(r), m.ID, historyui.Asked(r))
	if err != nil {
		return err
	}
	return historyui.Show(w, r, ui.Settings, m.Subject(), page, append(teamCrumbs(), ui.Crumb{Label: m.Name, URL: urls.Member(m.ID)})...)
}

func (h *Handlers) askErase(w http.ResponseWriter, r *http.Request) error {
	m, err := h.member(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, ErasePage(h.rowFor(r, m)))
}

func (h *Handlers) erase(w http.ResponseWriter, r *http.Request) error {
	id, err := serve.ID(r, "person")
	if err != nil {
		return err
	}
	if err := h.accounts.Erase(r.Context(), serve.By(r), id); err != nil {
		return err
	}
	serve.Flash(r, "Ce nom ne figure plus dans aucun historique\u00a0: ce que la personne a fait y reste, sans dire qui.")
	return serve.Redirect(w, r, urls.Member(id))
}

func (h *Handlers) askReset(w http.ResponseWriter, r *http.Request) error {
	m, err := h.member(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, ResetPage(h.rowFor(r, m), serve.NewKey()))
}

func (h *Handlers) reset(w http.ResponseWriter, r *http.Request) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	id, err := serve.ID(r, "person")
	if err != nil {
		return err
	}
	reset, err := h.accounts.ResetPassword(r.Context(), serve.By(r), id, f.Sending())
	if err != nil {
		return err
	}
	return h.showProvisional(w, r, reset)
}

func (h *Handlers) askDisable(w http.ResponseWriter, r *http.Request) error {
	m, err := h.member(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, DisablePage(h.rowFor(r, m)))
}

func (h *Handlers) disable(w http.ResponseWriter, r *http.Request) error {
	m, err := h.member(r)
	if err != nil {
		return err
	}
	if err := h.accounts.Disable(r.Context(), serve.By(r), m.ID); err != nil {
		return err
	}
	serve.Flash(r, "Le compte "+french.Of(m.Name)+" est désactivé. Vous pouvez le réactiver à tout moment.")
	return serve.Redirect(w, r, urls.Team())
}

func (h *Handlers) enable(w http.ResponseWriter, r *http.Request) error {
	m, err := h.member(r)
	if err != nil {
		return err
	}
	if err := h.accounts.Enable(r.Context(), serve.By(r), m.ID); err != nil {
		return err
	}
	serve.Flash(r, "Le compte "+french.Of(m.Name)+" est de nouveau actif.")
	return serve.Redirect(w, r, urls.Team())
}
