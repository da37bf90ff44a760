package shareui

import (
	"net/http"
	"strconv"
	"time"

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
	At    time.Time
	Posts []staff.Post
	Calls ui.Called
	Said  string // why what she answered could not be kept; "": nothing was refused
}

// waiting is how many wait for her answer.
func (p slotsPage) waiting() int {
	n := 0
	for _, one := range p.Posts {
		if one.Waits(p.At) {
			n++
		}
	}
	return n
}

// asks tells whether she may still answer for one.
func (p slotsPage) asks(one staff.Post) bool {
	return (one.Taken() || one.Answer == staff.No && one.Status.Held()) && one.End().After(p.At)
}

// lead says how many there are, and until when the link opens.
func (p slotsPage) lead() string {
	n := 0
	for _, one := range p.Posts {
		if one.Taken() && one.End().After(p.At) {
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
	p, err := h.slotsPage(r, one)
	if err != nil {
		return err
	}
	return serve.Page(w, r, SharedSlotsPage(p))
}

func (h *Handlers) slotsPage(r *http.Request, one link.Link) (slotsPage, error) {
	p := slotsPage{Name: one.Subject, Token: r.PathValue("token"), Until: one.LastDay, At: nobody(r).At, Calls: ui.Called{Name: one.CreatedBy}}
	phone, err := h.day.PhoneOf(r.Context(), one.CreatedByID)
	if err != nil {
		return p, err
	}
	if phone != "" {
		p.Calls.Number, p.Calls.Phone = phone.Number(), phone.Text()
	}
	p.Posts, err = h.staff.OfOutsider(r.Context(), one.SubjectID, nobody(r).Today())
	return p, err
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
	page := urls.SharedSlots(r.PathValue("token"))
	if f.Text("reponse") == allOfThem {
		if _, err := h.staff.AcceptByLink(r.Context(), nobody(r), one.SubjectID); err != nil {
			return err
		}
		return serve.Redirect(w, r, page)
	}
	post, err := h.staff.AnswerByLink(r.Context(), nobody(r), one.SubjectID, f.ID("seance"), form.Choice(f, "reponse", staff.Answers))
	if problems, ok := fault.ProblemsOf(err); ok {
		return fault.New(fault.Invalid, problems.For("reponse"), err)
	}
	if fault.Is(err, fault.NotFound) || fault.Is(err, fault.Conflict) { // called off, or given to somebody else, since she opened the page
		p, perr := h.slotsPage(r, one)
		if perr != nil {
			return perr
		}
		p.Said = "Votre réponse n’a pas été gardée\u00a0: cette séance a changé depuis que vous avez ouvert la page. Voici vos séances, telles qu’elles sont."
		return serve.Status(w, r, http.StatusConflict, SharedSlotsPage(p))
	}
	if err != nil {
		return err
	}
	return serve.Redirect(w, r, page+"#"+anchor(post))
}

// allOfThem answers yes to all that waits.
const allOfThem = "tout"

// anchor is where a slot stands on her page.
func anchor(p staff.Post) string { return "seance-" + strconv.FormatInt(p.ID, 10) }

// said is how somebody's slot stands, in her own words.
func (p slotsPage) said(one staff.Post) string {
	if one.Answer == "" && one.Taken() && !one.End().After(p.At) {
		return "terminée"
	}
	return said(one)
}

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
