package shareui

import (
	"net/http"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/link"
	"parvis/internal/staff"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

func (h *Handlers) ofOutsider(r *http.Request, f *form.Form) (linksPage, error) {
	id, err := serve.ID(r, "outsider")
	if err != nil {
		return linksPage{}, err
	}
	p := h.page(r, f, urls.OutsiderLinks(id))
	p.Outsider = id
	p.Name, p.Links, err = h.links.OfOutsider(r.Context(), serve.By(r), id)
	return p, err
}

func outsiderCrumbs(p linksPage) []ui.Crumb {
	return []ui.Crumb{{Label: "Équipe des séances", URL: urls.Crew()}, {Label: p.Name, URL: urls.Outsider(p.Outsider)}}
}

func (h *Handlers) showOutsider(w http.ResponseWriter, r *http.Request) error {
	p, err := h.ofOutsider(r, form.Of(nil).Keyed(serve.NewKey()))
	if err != nil {
		return err
	}
	return serve.Page(w, r, OutsiderLinksPage(p))
}

func (h *Handlers) shareSlots(w http.ResponseWriter, r *http.Request) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	p, err := h.ofOutsider(r, f)
	if err != nil {
		return err
	}
	if h.address == "" {
		return errNoAddress()
	}
	last := f.Day(link.FieldLastDay, serve.Ahead(r))
	var made link.Made
	if err = f.Err(); err == nil {
		made, err = h.links.ShareSlots(r.Context(), serve.By(r), p.Outsider, f.Sending(), last)
	}
	if f.Refuse(fault.SeenAt(err, p.Back)) {
		return serve.Invalid(w, r, OutsiderLinksPage(p))
	}
	if err != nil {
		return err
	}
	return h.showMade(w, r, made, p.Back, p)
}

// slotsPage is what somebody without an account is given.
type slotsPage struct {
	Name  string
	Token string
	Until workcal.Date // the last day on which the link opens; zero: until it is ended
	Posts []staff.Post
}

// lead says how many there are, and until when the link opens.
func (p slotsPage) lead() string {
	n := 0
	for _, one := range p.Posts {
		if one.Taken() {
			n++
		}
	}
	said := french.Count(n, "séance à venir", "séances à venir") + "."
	if !p.Until.IsZero() {
		said += " Cette page s’ouvre jusqu’au " + p.Until.FrenchDay() + "."
	}
	return said
}

// nobody is on whose behalf what a link opens is read and answered.
func nobody(r *http.Request) account.By { return account.Person{}.At(serve.By(r).At) }

// slotsOf finds whose slots a token opens.
func (h *Handlers) slotsOf(r *http.Request) (link.Link, error) {
	return h.links.Read(r.Context(), link.Slots, r.PathValue("token"), nobody(r))
}

func (h *Handlers) showSlots(w http.ResponseWriter, r *http.Request) error {
	one, err := h.slotsOf(r)
	if err != nil {
		return err
	}
	list, err := h.staff.OfOutsider(r.Context(), one.SubjectID, nobody(r).Today())
	if err != nil {
		return err
	}
	return serve.Page(w, r, SharedSlotsPage(slotsPage{Name: one.Subject, Token: r.PathValue("token"), Until: one.LastDay, Posts: list}))
}

func (h *Handlers) answerSlot(w http.ResponseWriter, r *http.Request) error {
	one, err := h.slotsOf(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	_, err = h.staff.AnswerByLink(r.Context(), nobody(r), one.SubjectID, f.ID("seance"), form.Choice(f, "reponse", staff.Answers))
	if problems, ok := fault.ProblemsOf(err); ok {
		return fault.New(fault.Invalid, problems.For("reponse"), err)
	}
	if err != nil {
		return err
	}
	return serve.Redirect(w, r, urls.SharedSlots(r.PathValue("token")))
}

// said is how somebody's slot stands, in her own words.
func said(p staff.Post) string {
	switch {
	case !p.Taken() && p.Answer != staff.No:
		return "n’est plus à vous"
	case p.Answer == "":
		return "réponse attendue"
	case p.Answer == staff.No:
		return "vous avez dit non"
	}
	return "vous avez dit oui"
}
