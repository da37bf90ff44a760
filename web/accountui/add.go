package accountui

import (
	"net/http"
	"net/url"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// MemberForm is what a head of service types about a person.
type MemberForm struct {
	Name, Email, Role string
	Key               string // of the submission, when adding
	Version           string // when editing
	Problems          fault.Problems
}

func parseMember(values url.Values) MemberForm {
	return MemberForm{Name: values.Get(account.FieldName), Email: values.Get(account.FieldEmail), Role: values.Get(account.FieldRole),
		Key: values.Get("cle"), Version: values.Get("version")}
}

func (f MemberForm) identity() account.Identity {
	return account.Identity{Name: f.Name, Email: f.Email, Role: access.Role(f.Role)}
}

func roleOptions() []ui.Option {
	hints := map[access.Role]string{
		access.Head:   "Peut tout faire : valider, archiver, gérer l’équipe et les réglages.",
		access.Team:   "Crée et modifie événements, projets et tâches.",
		access.Intern: "Lit tout, coche ses tâches et modifie celles des projets dont elle est membre.",
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
	return serve.Page(w, r, AddPage(MemberForm{Key: serve.NewKey()}))
}

func (h *Handlers) add(w http.ResponseWriter, r *http.Request) error {
	values, err := serve.Form(r)
	if err != nil {
		return err
	}
	form := parseMember(values)
	added, err := h.accounts.Add(r.Context(), serve.Person(r), form.identity(), form.Key)
	if problems, ok := fault.ProblemsOf(err); ok {
		form.Problems = problems
		return serve.Invalid(w, r, AddPage(form))
	}
	if err != nil {
		return err
	}
	return h.showProvisional(w, r, added)
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
