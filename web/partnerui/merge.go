package partnerui

import (
	"net/http"
	"strconv"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/partner"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

type duplicatesView struct {
	Organisations []partner.Pair[partner.Organisation]
	Contacts      []partner.Pair[partner.Contact]
}

func (h *Handlers) showDuplicates(w http.ResponseWriter, r *http.Request) error {
	organisations, contacts, err := h.partners.Duplicates(r.Context(), serve.By(r))
	if err != nil {
		return err
	}
	return serve.Page(w, r, DuplicatesPage(duplicatesView{organisations, contacts}))
}

// mergeWithView looks for the record that another is to be merged with.
type mergeWithView struct {
	partner.Sheet
	Form  *form.Form
	Found partner.Found[partner.Organisation]
}

func (h *Handlers) mergeWith(w http.ResponseWriter, r *http.Request) error {
	s, err := h.living(r, partner.MayMerge)
	if err != nil {
		return err
	}
	v := mergeWithView{Sheet: s, Form: form.Query(r)}
	if text := v.Form.Text("texte"); text != "" {
		if v.Found, _, err = h.partners.List(r.Context(), serve.By(r), partner.Filter{Text: text}); err != nil {
			return err
		}
	}
	return serve.Page(w, r, MergeWithPage(v))
}

// mergeView is two records side by side, of which one will be left.
type mergeView struct {
	*form.Form
	Section              ui.Section
	Crumbs               []ui.Crumb
	Keep, Lose           partner.Ref
	Alone                []field.Change // of which one is kept: Before is the kept record's
	Both                 []field.Change // of which both are
	Reasons              []string
	Act, Swap, Apart     string
	KeepPage, LosePage   string
	What, Apartly, Title string
}

// together are the fields of which both values are kept.
var together = map[string]bool{"telephones": true, "courriels": true, "etiquettes": true, "notes": true, "accord": true, "accord_le": true}

func (v *mergeView) compare(both []field.Change) {
	for _, c := range both {
		if together[c.Name] {
			v.Both = append(v.Both, c)
		} else {
			v.Alone = append(v.Alone, c)
		}
	}
}

// other gives the fields whose value comes from the record that goes.
func (v mergeView) other(f *form.Form) []string {
	var names []string
	for _, c := range v.Alone {
		if f.Text("garder_"+c.Name) == "autre" {
			names = append(names, c.Name)
		}
	}
	return names
}

func versions(f *form.Form) partner.Versions {
	return partner.Versions{Keep: f.Int("version_gardee"), Lose: f.Int("version_fusionnee")}
}

func versionsForm(p partner.Versions) *form.Form {
	return form.Of(map[string][]string{"version_gardee": {strconv.Itoa(p.Keep)}, "version_fusionnee": {strconv.Itoa(p.Lose)}})
}

func (h *Handlers) organisationPair(r *http.Request) (partner.Pair[partner.Organisation], mergeView, error) {
	keep, lose, err := twoIDs(r, "organisation")
	if err != nil {
		return partner.Pair[partner.Organisation]{}, mergeView{}, err
	}
	p, err := h.partners.Compare(r.Context(), serve.By(r), keep, lose)
	if err != nil {
		return p, mergeView{}, err
	}
	v := mergeView{Section: ui.Organisations, Crumbs: organisationCrumbs(ui.Crumb{Label: p.Keep.Name, URL: urls.Organisation(keep)}), Keep: partner.Ref{ID: keep, Name: p.Keep.Name}, Lose: partner.Ref{ID: lose, Name: p.Lose.Name},
		Reasons: p.Reasons, Act: urls.Merge(keep, lose), Swap: urls.Merge(lose, keep), Apart: urls.Apart(keep, lose), KeepPage: urls.Organisation(keep), LosePage: urls.Organisation(lose),
		Title: "Fusionner deux structures", What: "Contacts, échanges, partenariats, conventions, fichiers et messages de la seconde passent à la première.", Apartly: "Ce sont deux structures différentes"}
	v.compare(partner.OrganisationFields.Changes(p.Keep.OrganisationDraft, p.Lose.OrganisationDraft))
	return p, v, nil
}

func (h *Handlers) askMerge(w http.ResponseWriter, r *http.Request) error {
	p, v, err := h.organisationPair(r)
	if err != nil {
		return err
	}
	v.Form = versionsForm(partner.Versions{Keep: p.Keep.Version, Lose: p.Lose.Version})
	return serve.Page(w, r, MergePage(v))
}

func (h *Handlers) merge(w http.ResponseWriter, r *http.Request) error {
	_, v, err := h.organisationPair(r)
	if err != nil {
		return err
	}
	f, err := serve.Sent(r, partner.MayMerge)
	if err != nil {
		return err
	}
	err = h.partners.Merge(r.Context(), serve.By(r), v.Keep.ID, v.Lose.ID, versions(f), v.other(f))
	return mergedInto(w, r, f, v, err)
}

// mergedInto answers a merge: the kept record's page, or the form with what must be mended.
func mergedInto(w http.ResponseWriter, r *http.Request, f *form.Form, v mergeView, err error) error {
	if f.Refuse(err) {
		v.Form = f
		return serve.Invalid(w, r, MergePage(v))
	}
	if err != nil {
		return err
	}
	serve.Flash(r, "Les deux fiches n’en font plus qu’une.")
	return serve.Redirect(w, r, v.KeepPage)
}

func (h *Handlers) apart(w http.ResponseWriter, r *http.Request) error {
	return setApart(w, r, "organisation", func(by account.By, one, other int64) error { return h.partners.Apart(r.Context(), by, one, other) })
}

func (h *Handlers) contactsApart(w http.ResponseWriter, r *http.Request) error {
	return setApart(w, r, "contact", func(by account.By, one, other int64) error {
		return h.partners.ContactsApart(r.Context(), by, one, other)
	})
}

func setApart(w http.ResponseWriter, r *http.Request, name string, do func(by account.By, one, other int64) error) error {
	one, other, err := twoIDs(r, name)
	if err != nil {
		return err
	}
	if err := do(serve.By(r), one, other); err != nil {
		return err
	}
	serve.Flash(r, "C’est noté\u00a0: ces deux fiches ne seront plus proposées ensemble.")
	return serve.Redirect(w, r, urls.Duplicates())
}

// twoIDs are the two records of a path.
func twoIDs(r *http.Request, name string) (one, other int64, err error) {
	if err := serve.By(r).Check(partner.MayMerge, access.Tie{}); err != nil {
		return 0, 0, err
	}
	if one, err = serve.ID(r, name); err != nil {
		return 0, 0, err
	}
	if other, err = serve.ID(r, "thing"); err != nil {
		return 0, 0, err
	}
	if one == other {
		return 0, 0, fault.Missing(nil)
	}
	return one, other, nil
}

func (h *Handlers) contactPair(r *http.Request) (partner.Pair[partner.Contact], mergeView, error) {
	keep, lose, err := twoIDs(r, "contact")
	if err != nil {
		return partner.Pair[partner.Contact]{}, mergeView{}, err
	}
	p, err := h.partners.CompareContacts(r.Context(), serve.By(r), keep, lose)
	if err != nil {
		return p, mergeView{}, err
	}
	v := mergeView{Section: ui.Contacts, Crumbs: contactCrumbs(ui.Crumb{Label: p.Keep.Name(), URL: urls.Contact(keep)}), Keep: partner.Ref{ID: keep, Name: p.Keep.Name()}, Lose: partner.Ref{ID: lose, Name: p.Lose.Name()},
		Reasons: p.Reasons, Act: urls.MergeContacts(keep, lose), Swap: urls.MergeContacts(lose, keep), Apart: urls.ContactsApart(keep, lose), KeepPage: urls.Contact(keep), LosePage: urls.Contact(lose),
		Title: "Fusionner deux contacts", What: "Fonctions et échanges du second passent au premier. Qui ne souhaite pas être contacté sur une fiche ne l’est plus.", Apartly: "Ce sont deux personnes différentes"}
	v.compare(partner.ContactFields.Changes(p.Keep.ContactDraft, p.Lose.ContactDraft))
	return p, v, nil
}

func (h *Handlers) askMergeContacts(w http.ResponseWriter, r *http.Request) error {
	p, v, err := h.contactPair(r)
	if err != nil {
		return err
	}
	v.Form = versionsForm(partner.Versions{Keep: p.Keep.Version, Lose: p.Lose.Version})
	return serve.Page(w, r, MergePage(v))
}

func (h *Handlers) mergeContacts(w http.ResponseWriter, r *http.Request) error {
	_, v, err := h.contactPair(r)
	if err != nil {
		return err
	}
	f, err := serve.Sent(r, partner.MayMerge)
	if err != nil {
		return err
	}
	err = h.partners.MergeContacts(r.Context(), serve.By(r), v.Keep.ID, v.Lose.ID, versions(f), v.other(f))
	return mergedInto(w, r, f, v, err)
}
