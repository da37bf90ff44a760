package accountui

import (
	"net/http"
	"net/url"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// member reads the person the path names.
func (h *Handlers) member(r *http.Request) (account.Member, error) {
	id, err := serve.ID(r, "personne")
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
	return serve.Page(w, r, MemberPage(h.rowFor(r, m), form.Of(memberValues(m)).Over(m.Version)))
}

func (h *Handlers) rowFor(r *http.Request, m account.Member) TeamRow {
	return rowOf(m, serve.By(r))
}

// memberValues writes a person as her form would send her.
func memberValues(m account.Member) url.Values {
	return url.Values{account.FieldName: {m.Name}, account.FieldEmail: {m.Email}, account.FieldRole: {string(m.Role)}}
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
	switch {
	case f.Refuse(err):
		return serve.Invalid(w, r, MemberPage(h.rowFor(r, before), f))
	case fault.Is(err, fault.Conflict):
		return h.showClash(w, r, f)
	case err != nil:
		return err
	}
	serve.Flash(r, "La fiche "+french.Of(edited.Name)+" est enregistrée.")
	if me := serve.By(r); me.ID == edited.ID && !edited.Can(account.MayManagePeople, access.Tie{}) {
		return serve.Redirect(w, r, urls.MyAccount()) // she gave her role away
	}
	return serve.Redirect(w, r, urls.Team())
}

// showClash shows what was typed beside what somebody else saved meanwhile.
func (h *Handlers) showClash(w http.ResponseWriter, r *http.Request, f *form.Form) error {
	saved, err := h.member(r)
	if err != nil {
		return err
	}
	mine := parseMember(f)
	return serve.Conflict(w, r, ui.ClashPage(ui.Page{Title: "Deux modifications de la même fiche", Section: ui.Settings}, ui.Clash{
		Title: "Deux modifications de la même fiche",
		Versions: []ui.Version{
			{Field: "Prénom et nom", Yours: mine.Name, Theirs: saved.Name},
			{Field: "Adresse électronique", Yours: mine.Email, Theirs: saved.Email},
			{Field: "Rôle", Yours: mine.Role.Label(), Theirs: saved.Role.Label()},
		},
		Hidden:  f.Again(saved.Version, account.FieldName, account.FieldEmail, account.FieldRole),
		KeepURL: urls.Member(saved.ID),
		BackURL: urls.Member(saved.ID),
	}))
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
	id, err := serve.ID(r, "personne")
	if err != nil {
		return err
	}
	reset, err := h.accounts.ResetPassword(r.Context(), serve.By(r), id, f.Key())
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
