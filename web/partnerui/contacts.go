package partnerui

import (
	"cmp"
	"net/http"
	"net/url"
	"strconv"

	"parvis/internal/access"
	"parvis/internal/fault"
	"parvis/internal/partner"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/historyui"
	"parvis/web/partnerpick"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

type contactsView struct {
	Found  partner.Found[partner.ListedContact]
	Filter partner.ContactFilter
	Form   *form.Form
	May    partner.Rights
	Today  workcal.Date
}

func parseContactFilter(f *form.Form) partner.ContactFilter {
	return partner.ContactFilter{Text: f.Text("texte"), Consent: form.Choice(f, "accord", partner.Consents), Page: max(1, min(f.Int("page"), 1000))}
}

func (h *Handlers) contactList(r *http.Request) contactsView {
	f := form.Query(r)
	return contactsView{Filter: parseContactFilter(f), Form: f, May: partner.Allowed(serve.By(r)), Today: serve.Today(r)}
}

func (h *Handlers) listContacts(w http.ResponseWriter, r *http.Request) error {
	v := h.contactList(r)
	var err error
	if v.Found, err = h.partners.Contacts(r.Context(), serve.By(r), v.Filter); err != nil {
		return err
	}
	return serve.Page(w, r, ContactsPage(v))
}

// allContacts is the list of every contact that passes the filter.
func (h *Handlers) allContacts(r *http.Request) (contactsView, error) {
	v := h.contactList(r)
	var err error
	v.Found.List, err = h.partners.AllContacts(r.Context(), serve.By(r), v.Filter)
	v.Found.Count = len(v.Found.List)
	return v, err
}

func (h *Handlers) printContacts(w http.ResponseWriter, r *http.Request) error {
	v, err := h.allContacts(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, PrintContactsPage(v))
}

func (h *Handlers) exportContacts(w http.ResponseWriter, r *http.Request) error {
	if err := serve.By(r).Check(partner.MayExchange, access.Tie{}); err != nil {
		return err
	}
	v, err := h.allContacts(r)
	if err != nil {
		return err
	}
	if v.Form.Text("format") == cards {
		return sendCards(w, r, v.Found.List, "contacts")
	}
	return serve.Table(w, r, partner.ContactTable, partner.Lines(v.Found.List, serve.Today(r)), "contacts")
}

func (v contactsView) query(set ...string) url.Values {
	q := url.Values{"texte": {v.Filter.Text}, "accord": {string(v.Filter.Consent)}}
	for i := 0; i+1 < len(set); i += 2 {
		q.Set(set[i], set[i+1])
	}
	return q
}

func (v contactsView) narrowed() []string {
	var kept []string
	if v.Filter.Text != "" {
		kept = append(kept, "contenant "+quoted(v.Filter.Text))
	}
	if v.Filter.Consent != "" {
		kept = append(kept, v.Filter.Consent.Label())
	}
	return kept
}

func (v contactsView) window(title string) string {
	return ui.Narrowing{Kept: v.narrowed(), Page: v.Found.Page}.Window(title)
}

// contactForm creates or edits a contact; a new one may have a post in an organisation.
type contactForm struct {
	*form.Form
	Sheet *partner.ContactSheet // that is edited; nil for a new one
	In    *partner.Ref          // the organisation of a new one
}

func parseContact(f *form.Form, today workcal.Date) (partner.ContactDraft, error) {
	d := partner.ContactDraft{Civility: f.Text("civilite"), FirstName: f.Text("prenom"), LastName: f.Text("nom"), Phones: form.Value(f, "telephones", partner.ReadPhones),
		Emails: form.Value(f, "courriels", partner.ReadEmails), Channel: partner.Channel(f.Text("canal")), Consent: form.Choice(f, "accord", partner.Consents),
		ConsentOn: f.Day("accord_le", today), Notes: f.Text("notes")}.Tidy()
	return d, f.Merge(d.Check())
}

func parsePost(f *form.Form, today workcal.Date) (partner.PostDraft, error) {
	d := partner.PostDraft{Role: f.Text("fonction")}
	d.Since, d.Until = f.Days("depuis", "jusqu_au", today)
	d = d.Tidy()
	return d, f.Merge(d.Check())
}

// in names the organisation that a form speaks of, nil where it is not there.
func (h *Handlers) in(r *http.Request, f *form.Form) (*partner.Ref, error) {
	id := f.ID("structure")
	if id <= 0 {
		return nil, nil
	}
	d, err := h.partners.Tied(r.Context(), serve.By(r), partner.InteractionDraft{Organisations: []partner.Ref{{ID: id}}})
	if err != nil || len(d.Organisations) == 0 {
		return nil, err
	}
	return &d.Organisations[0], nil
}

func (h *Handlers) newContact(w http.ResponseWriter, r *http.Request) error {
	if err := serve.By(r).Check(partner.MayEdit, access.Tie{}); err != nil {
		return err
	}
	asked := form.Query(r)
	in, err := h.in(r, asked)
	if err != nil {
		return err
	}
	values := url.Values(partner.ContactFields.Values(partner.BlankContact))
	if in != nil {
		values.Set("structure", strconv.FormatInt(in.ID, 10))
	}
	return serve.Page(w, r, ContactFormPage(contactForm{Form: form.Of(values).Keyed(serve.NewKey()), In: in}))
}

func (h *Handlers) createContact(w http.ResponseWriter, r *http.Request) error {
	f, err := serve.Sent(r, partner.MayEdit)
	if err != nil {
		return err
	}
	draft, err := parseContact(f, serve.Today(r))
	var post partner.PostDraft
	if f.ID("structure") > 0 { // her post is asked for only there
		var wrong error
		post, wrong = parsePost(f, serve.Today(r))
		err = cmp.Or(err, wrong)
	}
	var id int64
	if err == nil {
		id, err = h.partners.CreateContact(r.Context(), serve.By(r), f.Sending(), draft, max(0, f.ID("structure")), post)
	}
	if f.Refuse(fault.SeenAt(err, urls.Contact(id))) {
		in, err := h.in(r, f)
		return cmp.Or(err, serve.Invalid(w, r, ContactFormPage(contactForm{Form: f, In: in})))
	}
	next := urls.Contact(id)
	if at := f.ID("structure"); at > 0 {
		next = urls.Organisation(at)
	}
	return serve.Saved(w, r, f, err, "Le contact est créé.", next)
}

func (h *Handlers) contact(r *http.Request) (partner.ContactSheet, error) {
	id, err := serve.ID(r, "contact")
	if err != nil {
		return partner.ContactSheet{}, err
	}
	return h.partners.Contact(r.Context(), serve.By(r), id, historyui.Asked(r))
}

func (h *Handlers) livingContact(r *http.Request, action *access.Action) (partner.ContactSheet, error) {
	c, err := h.contact(r)
	if err == nil && (c.DeletedAt != nil || c.MergedInto != 0) {
		err = fault.Missing(nil)
	}
	return c, cmp.Or(err, serve.By(r).Check(action, access.Tie{}))
}

type contactView struct {
	partner.ContactSheet
	Today workcal.Date
	Alike []partner.Pair[partner.Contact]
}

func (h *Handlers) showContact(w http.ResponseWriter, r *http.Request) error {
	c, err := h.contact(r)
	if err != nil {
		return err
	}
	if c.MergedInto != 0 {
		return serve.Leave(w, r, urls.Contact(c.MergedInto))
	}
	v := contactView{ContactSheet: c, Today: serve.Today(r)}
	if c.DeletedAt == nil {
		if v.Alike, err = h.partners.LikeContact(r.Context(), serve.By(r), c.Contact); err != nil {
			return err
		}
	}
	return serve.Page(w, r, ContactPage(v))
}

func contactCrumbs(more ...ui.Crumb) []ui.Crumb {
	return append([]ui.Crumb{{Label: "Contacts", URL: urls.Contacts()}}, more...)
}

func (h *Handlers) showContactHistory(w http.ResponseWriter, r *http.Request) error {
	c, err := h.contact(r)
	if err != nil {
		return err
	}
	page, err := h.partners.ContactHistory(r.Context(), serve.By(r), c.ID, historyui.Asked(r))
	if err != nil {
		return err
	}
	return historyui.Show(w, r, ui.Contacts, c.Subject(), page, contactCrumbs(ui.Crumb{Label: c.Name(), URL: urls.Contact(c.ID)})...)
}

func (h *Handlers) editContact(w http.ResponseWriter, r *http.Request) error {
	c, err := h.livingContact(r, partner.MayEdit)
	if err != nil {
		return err
	}
	return serve.Page(w, r, ContactFormPage(contactForm{Form: form.Of(partner.ContactFields.Values(c.ContactDraft)).Over(c.Version), Sheet: &c}))
}

func (h *Handlers) saveContact(w http.ResponseWriter, r *http.Request) error {
	c, err := h.livingContact(r, partner.MayEdit)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	draft, err := parseContact(f, serve.Today(r))
	if err == nil {
		err = h.partners.EditContact(r.Context(), serve.By(r), c.ID, f.Version(), draft)
	}
	if f.Refuse(err) {
		return serve.Invalid(w, r, ContactFormPage(contactForm{Form: f, Sheet: &c}))
	}
	return serve.Saved(w, r, f, err, "Le contact est enregistré.", urls.Contact(c.ID))
}

func (h *Handlers) askDeleteContact(w http.ResponseWriter, r *http.Request) error {
	c, err := h.livingContact(r, partner.MayDelete)
	if err != nil {
		return err
	}
	return serve.Page(w, r, DeleteContactPage(c))
}

func (h *Handlers) deleteContact(w http.ResponseWriter, r *http.Request) error {
	c, err := h.livingContact(r, partner.MayDelete)
	if err != nil {
		return err
	}
	if err := h.partners.DeleteContact(r.Context(), serve.By(r), c.ID); err != nil {
		return err
	}
	return serve.Thrown(w, r, "Le contact est à la corbeille.", "contacts", c.ID, urls.Contacts())
}

// postForm adds or edits what a contact does in an organisation.
type postForm struct {
	*form.Form
	Contact partner.Ref
	Post    *partner.Post      // that is edited; nil for a new one
	Pick    partnerpick.Choice // the organisation of a new one
}

func (h *Handlers) newPost(w http.ResponseWriter, r *http.Request) error {
	c, err := h.livingContact(r, partner.MayEdit)
	if err != nil {
		return err
	}
	return serve.Page(w, r, PostFormPage(postForm{Form: form.Of(nil).Keyed(serve.NewKey()), Contact: partner.Ref{ID: c.ID, Name: c.Name()}, Pick: partnerpick.OneOf()}))
}

func (h *Handlers) addPost(w http.ResponseWriter, r *http.Request) error {
	c, err := h.livingContact(r, partner.MayEdit)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	draft, err := parsePost(f, serve.Today(r))
	p, wrong := h.pick.One(r, f, fieldOrganisation)
	if err = cmp.Or(wrong, err, f.Err()); err == nil {
		_, err = h.partners.AddPost(r.Context(), serve.By(r), f.Sending(), c.ID, p.First(), draft)
	}
	if f.Refuse(fault.SeenAt(err, urls.Contact(c.ID))) {
		return serve.Invalid(w, r, PostFormPage(postForm{Form: f, Contact: partner.Ref{ID: c.ID, Name: c.Name()}, Pick: p}))
	}
	return serve.Saved(w, r, f, err, "La fonction est ajoutée.", urls.Contact(c.ID))
}

func (h *Handlers) post(r *http.Request) (partner.Post, error) {
	id, err := serve.ID(r, "post")
	if err != nil {
		return partner.Post{}, err
	}
	return h.partners.Post(r.Context(), serve.By(r), id)
}

func (h *Handlers) editPost(w http.ResponseWriter, r *http.Request) error {
	p, err := h.post(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, PostFormPage(postForm{Form: form.Of(partner.PostFields.Values(p.PostDraft)), Contact: p.Contact, Post: &p}))
}

func (h *Handlers) savePost(w http.ResponseWriter, r *http.Request) error {
	p, err := h.post(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	draft, err := parsePost(f, serve.Today(r))
	if err == nil {
		err = h.partners.EditPost(r.Context(), serve.By(r), p.ID, draft)
	}
	if f.Refuse(err) {
		return serve.Invalid(w, r, PostFormPage(postForm{Form: f, Contact: p.Contact, Post: &p}))
	}
	return serve.Saved(w, r, f, err, "La fonction est enregistrée.", urls.Contact(p.Contact.ID))
}

func (h *Handlers) deletePost(w http.ResponseWriter, r *http.Request) error {
	p, err := h.post(r)
	if err != nil {
		return err
	}
	if err := h.partners.RemovePost(r.Context(), serve.By(r), p.ID); err != nil {
		return err
	}
	serve.Flash(r, "La fonction est retirée.")
	return serve.Redirect(w, r, urls.Contact(p.Contact.ID))
}
