// Package partnerui draws the directory: the organisations that the service works with, the people there, and what was
// exchanged with them.
package partnerui

import (
	"github.com/go-chi/chi/v5"

	"parvis/internal/journal"
	"parvis/internal/partner"
	"parvis/internal/partnership"
	"parvis/internal/programme"
	"parvis/internal/territory"
	"parvis/web/agreementui"
	"parvis/web/partnerpick"
	"parvis/web/serve"
	"parvis/web/threadui"
	"parvis/web/urls"
)

// Handlers answers the pages of the directory.
type Handlers struct {
	partners    *partner.Room
	territories *territory.Room
	programme   *programme.Room
	projects    *partnership.Room
	pick        *partnerpick.Picker
	agreements  *agreementui.Handlers
	threads     *threadui.Handlers
}

// New gives the handlers over the directory; projects are where exchanges move partners, agreements what is shown of them on the page of an organisation.
func New(partners *partner.Room, territories *territory.Room, programmes *programme.Room, projects *partnership.Room, pick *partnerpick.Picker, agreements *agreementui.Handlers, threads *threadui.Handlers) *Handlers {
	return &Handlers{partners: partners, territories: territories, programme: programmes, projects: projects, pick: pick, agreements: agreements, threads: threads}
}

// Routes lists the pages of the directory: read with GET, act with POST.
func (h *Handlers) Routes(r chi.Router) {
	page, post := serve.Routes(r)

	page(urls.Organisations(), h.listOrganisations)
	post(urls.Organisations(), h.createOrganisation)
	page(urls.NewOrganisation(), h.newOrganisation)
	page(urls.OrganisationsExport(nil), h.exportOrganisations)
	page(urls.OrganisationsPrint(nil), h.printOrganisations)
	page(urls.OrganisationLabels(nil), h.printLabels)
	page(urls.Duplicates(), h.showDuplicates)
	page(urls.MergeWith(urls.AnyOrganisation, nil), h.mergeWith)
	page(urls.Merge(urls.AnyOrganisation, urls.AnyThing), h.askMerge)
	post(urls.Merge(urls.AnyOrganisation, urls.AnyThing), h.merge)
	post(urls.Apart(urls.AnyOrganisation, urls.AnyThing), h.apart)
	page(urls.MergeContacts(urls.AnyContact, urls.AnyThing), h.askMergeContacts)
	post(urls.MergeContacts(urls.AnyContact, urls.AnyThing), h.mergeContacts)
	post(urls.ContactsApart(urls.AnyContact, urls.AnyThing), h.contactsApart)
	page(urls.Tags(), h.showTags)
	post(urls.Tags(), h.setTags)
	post(urls.SavedLists(), h.saveList)
	post(urls.SavedListDelete(urls.AnyList), h.forgetList)
	page(urls.Organisation(urls.AnyOrganisation), h.showOrganisation)
	post(urls.Organisation(urls.AnyOrganisation), h.saveOrganisation)
	page(urls.OrganisationEdit(urls.AnyOrganisation), h.editOrganisation)
	page(urls.OrganisationHistory(urls.AnyOrganisation), h.showOrganisationHistory)
	page(urls.OrganisationDelete(urls.AnyOrganisation), h.askDeleteOrganisation)
	post(urls.OrganisationDelete(urls.AnyOrganisation), h.deleteOrganisation)

	page(urls.Contacts(), h.listContacts)
	post(urls.Contacts(), h.createContact)
	page(urls.NewContact(nil), h.newContact)
	page(urls.ContactsExport(nil), h.exportContacts)
	page(urls.ContactsPrint(nil), h.printContacts)
	page(urls.Contact(urls.AnyContact), h.showContact)
	post(urls.Contact(urls.AnyContact), h.saveContact)
	page(urls.ContactEdit(urls.AnyContact), h.editContact)
	page(urls.ContactHistory(urls.AnyContact), h.showContactHistory)
	page(urls.ContactCard(urls.AnyContact), h.contactCard)
	page(urls.ContactDelete(urls.AnyContact), h.askDeleteContact)
	post(urls.ContactDelete(urls.AnyContact), h.deleteContact)
	page(urls.Posts(urls.AnyContact), h.newPost)
	post(urls.Posts(urls.AnyContact), h.addPost)
	page(urls.Post(urls.AnyPost), h.editPost)
	post(urls.Post(urls.AnyPost), h.savePost)
	post(urls.PostDelete(urls.AnyPost), h.deletePost)

	page(urls.NewExchange(nil), h.newExchange)
	post(urls.Exchanges(), h.createExchange)
	page(urls.Exchange(urls.AnyExchange), h.showExchange)
	post(urls.Exchange(urls.AnyExchange), h.saveExchange)
	page(urls.ExchangeEdit(urls.AnyExchange), h.editExchange)
	post(urls.ExchangeDelete(urls.AnyExchange), h.deleteExchange)
}

// kind is what the threads and files of an organisation are of.
const kind = journal.Organisation
