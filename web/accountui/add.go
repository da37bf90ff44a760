package accountui

import (
	"net/http"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// parseMember reads what a head of service types about a person; the room says what is wrong with it.
func parseMember(f *form.Form) account.Identity {
	return account.Identity{Name: f.Text(account.FieldName), Email: f.Text(account.FieldEmail),
		Role: form.Choice(f, account.FieldRole, access.Roles)}
}

func roleOptions() []ui.Option {
	hints := map[access.Role]string{
		access.Head:   "Peut tout faire : valider, archiver, gérer l’équipe et les réglages.",
		access.Team:   "Crée et modifie événements, projets et tâches.",
		access.Intern: "Lit tout, coche ses tâches\u202f; dans les projets dont elle est membre, modifie les siennes et celles à attribuer.",
	}
	options := make([]ui.Option, len(access.Roles))
	for i, role := range access.Roles {
		options[i] = ui.Option{Value: string(role), Label: role.Label(), Hint: hints[role]}
	}
	return options
}

func (h *Handlers) showAdd(w http.ResponseWriter, r *http.Request) error {
	if err := mayManage(r); err != nil {
		return err
	}
	return serve.Page(w, r, AddPage(form.Of(nil).Keyed(serve.NewKey()), h.mail))
}

func (h *Handlers) add(w http.ResponseWriter, r *http.Request) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	if h.mail {
		return h.invitePerson(w, r, f)
	}
	added, err := h.accounts.Add(r.Context(), serve.By(r), parseMember(f), f.Sending())
	if f.Refuse(fault.SeenAt(err, urls.Team())) {
		return serve.Invalid(w, r, AddPage(f, h.mail))
	}
	if err != nil {
		return err
	}
	return h.showProvisional(w, r, added)
}

// invitePerson makes a person known and writes to her.
func (h *Handlers) invitePerson(w http.ResponseWriter, r *http.Request, f *form.Form) error {
	invited, again, err := h.accounts.Invite(r.Context(), serve.By(r), parseMember(f), f.Sending())
	if f.Refuse(fault.SeenAt(err, urls.Team())) {
		return serve.Invalid(w, r, AddPage(f, h.mail))
	}
	if err != nil {
		return err
	}
	if again {
		serve.Flash(r, "C’était déjà fait. Si le message s’est perdu, envoyez une nouvelle invitation.")
		return serve.Redirect(w, r, urls.Member(invited.ID))
	}
	serve.Flash(r, "Un message part à l’adresse "+french.Of(invited.Name)+"\u00a0: il mène au choix de son mot de passe, pendant trois jours.")
	return serve.Redirect(w, r, urls.Member(invited.ID))
}

// invite sends another invitation.
func (h *Handlers) invite(w http.ResponseWriter, r *http.Request) error {
	if _, err := form.Read(r); err != nil {
		return err
	}
	m, err := h.member(r)
	if err != nil {
		return err
	}
	if !h.mail {
		return fault.Missing(nil)
	}
	if err := h.accounts.InviteAgain(r.Context(), serve.By(r), m.ID); err != nil {
		return err
	}
	serve.Flash(r, "Une nouvelle invitation part à l’adresse "+french.Of(m.Name)+".")
	return serve.Redirect(w, r, urls.Member(m.ID))
}

// showProvisional shows a password the only time it can be shown. Sent again, the form leads to
// the person instead.
func (h *Handlers) showProvisional(w http.ResponseWriter, r *http.Request, p account.Provisional) error {
	if p.Password == "" {
		serve.Flash(r, "C’était déjà fait. Le mot de passe provisoire ne se montre qu’une fois : s’il est perdu, donnez-en un nouveau.")
		return serve.Redirect(w, r, urls.Member(p.Person.ID))
	}
	return serve.Page(w, r, ProvisionalPage(p))
}
