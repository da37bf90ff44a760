// Package crewui draws who may be given slots: people of the service and those without an account, what each knows how to do, and the list
// of skills.
package crewui

import (
	"github.com/go-chi/chi/v5"

	"parvis/internal/crew"
	"parvis/web/serve"
	"parvis/web/urls"
)

// Handlers answers the pages of the crew.
type Handlers struct {
	crew *crew.Room
}

// New gives the handlers over the crew.
func New(room *crew.Room) *Handlers { return &Handlers{crew: room} }

// Routes lists the pages of the crew: read with GET, act with POST.
func (h *Handlers) Routes(r chi.Router) {
	page, post := serve.Routes(r)

	page(urls.Crew(), h.list)
	post(urls.Crew(), h.create)
	page(urls.CrewPrint(nil), h.print)
	page(urls.NewOutsider(), h.newOutsider)
	page(urls.Skills(), h.skills)
	post(urls.Skills(), h.addSkill)
	page(urls.Skill(urls.AnySkill), h.editSkill)
	post(urls.Skill(urls.AnySkill), h.renameSkill)
	page(urls.SkillDelete(urls.AnySkill), h.askDeleteSkill)
	post(urls.SkillDelete(urls.AnySkill), h.deleteSkill)
	page(urls.CrewPerson(urls.AnyPerson), h.showPerson)
	post(urls.CrewPerson(urls.AnyPerson), h.setSkills)
	page(urls.CrewPersonHistory(urls.AnyPerson), h.personHistory)
	page(urls.Outsider(urls.AnyOutsider), h.show)
	post(urls.Outsider(urls.AnyOutsider), h.save)
	page(urls.OutsiderEdit(urls.AnyOutsider), h.edit)
	page(urls.OutsiderHistory(urls.AnyOutsider), h.history)
	page(urls.OutsiderDelete(urls.AnyOutsider), h.askDelete)
	post(urls.OutsiderDelete(urls.AnyOutsider), h.delete)
}
