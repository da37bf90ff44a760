package programmeui

import (
	"net/http"
	"slices"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/programme"
	"parvis/web/form"
	"parvis/web/historyui"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// membersView is who works on a project.
type membersView struct {
	projectView
	Others []account.Choice // who could join
	Field  ui.Field
}

func (h *Handlers) showMembers(w http.ResponseWriter, r *http.Request) error {
	sheet, err := h.livingProject(r)
	if err != nil {
		return err
	}
	v, err := h.membersView(r, sheet)
	if err != nil {
		return err
	}
	return serve.Page(w, r, MembersPage(v))
}

func (h *Handlers) membersView(r *http.Request, sheet programme.ProjectSheet) (membersView, error) {
	people, err := h.people.Active(r.Context())
	if err != nil {
		return membersView{}, err
	}
	v := membersView{projectView: view(r, sheet)}
	options := []ui.Option{{Value: "", Label: "Choisir une personne"}}
	for _, p := range people {
		if !slices.ContainsFunc(sheet.Members, func(m programme.Member) bool { return m.PersonID == p.ID }) {
			v.Others = append(v.Others, p)
			options = append(options, ui.Option{Value: field.Number(p.ID), Label: p.Name + " – " + p.Role.Label()})
		}
	}
	v.Field = ui.Field{Name: "membre", Label: "Ajouter une personne", Required: true, Alone: true, Options: options}
	return v, nil
}

func (h *Handlers) addMember(w http.ResponseWriter, r *http.Request) error {
	sheet, err := h.livingProject(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	if err := h.programme.AddMember(r.Context(), serve.By(r), sheet.ID, f.ID("membre")); err != nil {
		return h.membersAgain(w, r, sheet, err)
	}
	serve.Flash(r, "L’équipe du projet est à jour.")
	return serve.Redirect(w, r, urls.ProjectMembers(sheet.ID))
}

func (h *Handlers) removeMember(w http.ResponseWriter, r *http.Request) error {
	sheet, err := h.livingProject(r)
	if err != nil {
		return err
	}
	member, err := serve.ID(r, "person")
	if err != nil {
		return err
	}
	if err := h.programme.RemoveMember(r.Context(), serve.By(r), sheet.ID, member); err != nil {
		return h.membersAgain(w, r, sheet, err)
	}
	serve.Flash(r, "L’équipe du projet est à jour.")
	return serve.Redirect(w, r, urls.ProjectMembers(sheet.ID))
}

// membersAgain shows the team with what stands in the way of a change.
func (h *Handlers) membersAgain(w http.ResponseWriter, r *http.Request, sheet programme.ProjectSheet, failure error) error {
	problems, ok := fault.ProblemsOf(failure)
	if !ok || !problems.Any() {
		return failure
	}
	v, err := h.membersView(r, sheet)
	if err != nil {
		return err
	}
	v.Problems = problems
	v.Field.Problem = problems.For("membre")
	return serve.Invalid(w, r, MembersPage(v))
}

func (h *Handlers) showHistory(w http.ResponseWriter, r *http.Request) error {
	sheet, err := h.livingProject(r)
	if err != nil {
		return err
	}
	page, err := h.programme.History(r.Context(), serve.By(r), sheet.ID, historyui.Asked(r))
	if err != nil {
		return err
	}
	told, err := historyui.Read(r, sheet.Subject(), page)
	if err != nil {
		return err
	}
	return serve.Page(w, r, HistoryPage(view(r, sheet), told))
}
