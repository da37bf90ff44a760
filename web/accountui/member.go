package accountui

import (
	"net/http"
	"strconv"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
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
	return h.accounts.Member(r.Context(), serve.Person(r), id)
}

func (h *Handlers) showMember(w http.ResponseWriter, r *http.Request) error {
	m, err := h.member(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, MemberPage(h.rowFor(r, m), formOf(m)))
}

func (h *Handlers) rowFor(r *http.Request, m account.Member) TeamRow {
	return rowOf(m, serve.Person(r), serve.Now(r).Location())
}

func formOf(m account.Member) MemberForm {
	return MemberForm{Name: m.Name, Email: m.Email, Role: string(m.Role), Version: strconv.Itoa(m.Version)}
}

func (h *Handlers) edit(w http.ResponseWriter, r *http.Request) error {
	values, err := serve.Form(r)
	if err != nil {
		return err
	}
	before, err := h.member(r)
	if err != nil {
		return err
	}
	form := parseMember(values)
	version, _ := strconv.Atoi(form.Version) // 0, which is nobody's, meets a conflict
	edited, err := h.accounts.Edit(r.Context(), serve.Person(r), before.ID, form.identity(), version)
	if problems, ok := fault.ProblemsOf(err); ok {
		form.Problems = problems
		return serve.Invalid(w, r, MemberPage(h.rowFor(r, before), form))
	}
	if fault.Is(err, fault.Conflict) {
		return h.showClash(w, r, form)
	}
	if err != nil {
		return err
	}
	serve.Flash(r, "La fiche de "+edited.Name+" est enregistrée.")
	if me := serve.Person(r); me.ID == edited.ID && !edited.Can(account.MayManagePeople, access.Tie{}) {
		return serve.Redirect(w, r, urls.MyAccount()) // she gave her role away
	}
	return serve.Redirect(w, r, urls.Team())
}

// showClash shows what was typed beside what somebody else saved meanwhile.
func (h *Handlers) showClash(w http.ResponseWriter, r *http.Request, form MemberForm) error {
	saved, err := h.member(r)
	if err != nil {
		return err
	}
	theirs := formOf(saved)
	return serve.Conflict(w, r, ui.ClashPage(ui.Page{Title: "Deux modifications de la même fiche", Section: ui.Settings}, ui.Clash{
		Title: "Deux modifications de la même fiche",
		Versions: []ui.Version{
			{Field: "Prénom et nom", Yours: form.Name, Theirs: theirs.Name},
			{Field: "Adresse électronique", Yours: form.Email, Theirs: theirs.Email},
			{Field: "Rôle", Yours: access.Role(form.Role).Label(), Theirs: saved.Role.Label()},
		},
		Hidden: []ui.Hidden{{Name: account.FieldName, Value: form.Name}, {Name: account.FieldEmail, Value: form.Email},
			{Name: account.FieldRole, Value: form.Role}, {Name: "version", Value: theirs.Version}},
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
	values, err := serve.Form(r)
	if err != nil {
		return err
	}
	id, err := serve.ID(r, "personne")
	if err != nil {
		return err
	}
	reset, err := h.accounts.ResetPassword(r.Context(), serve.Person(r), id, values.Get("cle"))
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
	if err := h.accounts.Disable(r.Context(), serve.Person(r), m.ID, serve.Now(r)); err != nil {
		return err
	}
	serve.Flash(r, "Le compte de "+m.Name+" est désactivé. Vous pouvez le réactiver à tout moment.")
	return serve.Redirect(w, r, urls.Team())
}

func (h *Handlers) enable(w http.ResponseWriter, r *http.Request) error {
	m, err := h.member(r)
	if err != nil {
		return err
	}
	if err := h.accounts.Enable(r.Context(), serve.Person(r), m.ID); err != nil {
		return err
	}
	serve.Flash(r, "Le compte de "+m.Name+" est de nouveau actif.")
	return serve.Redirect(w, r, urls.Team())
}
