package partnerui

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"parvis/internal/access"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/partner"
	"parvis/internal/partnership"
	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/partnerpick"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// What a next step may become, besides a task of the project of that number.
const (
	stepNoted = ""      // it is only noted
	stepOwn   = "liste" // it is on the list of who logs it
)

// fieldOrganisations chooses the organisations of an exchange, fieldOrganisation that of a post.
const (
	fieldOrganisations = "structures"
	fieldOrganisation  = "structure"
)

// exchangeForm logs or edits an exchange.
type exchangeForm struct {
	*form.Form
	Sheet    *partner.ExchangeSheet // that is edited; nil for a new one
	Pick     partnerpick.Choice
	Contacts []choice      // who is tied, and the first people of the organisations
	Rest     []choice      // the other people there
	Projects []partner.Ref // that it is about
	Others   []partner.Ref // that it may be about
	Plans    []partner.Ref // whose plans may take its next step
	Today    workcal.Date
}

// choice is a box to tick.
type choice struct {
	partner.Ref
	Hint   string
	Ticked bool
}

// exchangeForm gathers what the form offers.
func (h *Handlers) exchangeForm(r *http.Request, f *form.Form, p partnerpick.Choice, sheet *partner.ExchangeSheet) (exchangeForm, error) {
	v := exchangeForm{Form: f, Sheet: sheet, Pick: p, Today: serve.Today(r)}
	by := serve.By(r)
	asked := partner.InteractionDraft{}
	for _, id := range f.IDs("contacts") {
		asked.Contacts = append(asked.Contacts, partner.Ref{ID: id})
	}
	for _, id := range f.IDs("projets") {
		asked.Projects = append(asked.Projects, partner.Ref{ID: id})
	}
	known, err := h.partners.Tied(r.Context(), by, asked)
	if err != nil {
		return v, err
	}
	if sheet != nil { // who was there stays, whatever became of her
		for _, c := range sheet.Contacts {
			same := func(r partner.Ref) bool { return r.ID == c.ID }
			if slices.ContainsFunc(asked.Contacts, same) && !slices.ContainsFunc(known.Contacts, same) {
				known.Contacts = append(known.Contacts, c)
			}
		}
	}
	v.Projects = known.Projects
	members, err := h.partners.People(r.Context(), by, p.IDs())
	if err != nil {
		return v, err
	}
	ticked := map[int64]bool{}
	for _, c := range known.Contacts {
		ticked[c.ID] = true
	}
	for _, m := range members {
		v.Contacts = append(v.Contacts, choice{Ref: partner.Ref{ID: m.ID, Name: m.Name()}, Hint: memberHint(m), Ticked: ticked[m.ID]})
		delete(ticked, m.ID)
	}
	for _, c := range known.Contacts {
		if ticked[c.ID] {
			v.Contacts = append(v.Contacts, choice{Ref: c, Ticked: true})
		}
	}
	v.Contacts, v.Rest = atHand(v.Contacts)
	return v, h.offerProjects(r, &v)
}

// mostAtHand is how many people a form shows at once: on a telephone, a call is noted without scrolling.
const mostAtHand = 2

// atHand parts who is ticked, and as many others as there is room for, from the rest; both keep their order.
func atHand(people []choice) (shown, rest []choice) {
	room := mostAtHand
	for _, c := range people {
		if c.Ticked {
			room--
		}
	}
	for _, c := range people {
		if !c.Ticked && room <= 0 {
			rest = append(rest, c)
			continue
		}
		if !c.Ticked {
			room--
		}
		shown = append(shown, c)
	}
	return shown, rest
}

// memberHint says what is to be known before somebody is called.
func memberHint(m partner.Member) string {
	if m.Consent == partner.ConsentRefused {
		return m.Consent.Label()
	}
	return ""
}

// offerProjects lists the projects that an exchange may be about, and those whose plans may take its next step.
func (h *Handlers) offerProjects(r *http.Request, v *exchangeForm) error {
	by := serve.By(r)
	all, err := h.programme.List(r.Context(), by, programme.Filter{})
	if err != nil {
		return err
	}
	mine := map[int64]bool{}
	if !by.Can(plan.MayAddTask, access.Tie{}) {
		own, err := h.programme.List(r.Context(), by, programme.Filter{Mine: true})
		if err != nil {
			return err
		}
		for _, p := range own {
			mine[p.ID] = true
		}
	}
	for _, p := range all {
		ref := partner.Ref{ID: p.ID, Name: p.Title}
		v.Others = append(v.Others, ref)
		if mine[p.ID] || by.Can(plan.MayAddTask, access.Tie{}) {
			v.Plans = append(v.Plans, ref)
		}
	}
	return nil
}

func (h *Handlers) newExchange(w http.ResponseWriter, r *http.Request) error {
	if err := serve.By(r).Check(partner.MayLog, access.Tie{}); err != nil {
		return err
	}
	asked := form.Query(r)
	values := url.Values{"canal": {string(cmp.Or(form.Choice(asked, "canal", partner.Channels), partner.Call))}, "jour": {serve.Today(r).Digits()}, "suite_ou": {stepOwn}}
	for from, to := range map[string]string{"contact": "contacts", "projet": "projets"} {
		for _, id := range asked.IDs(from) {
			if id > 0 {
				values.Add(to, strconv.FormatInt(id, 10))
			}
		}
	}
	if back := asked.Text(serve.FieldReturn); urls.Local(back) {
		values.Set(serve.FieldReturn, back)
	}
	f := form.Of(values).Keyed(serve.NewKey())
	p, err := h.pick.Named(r, asked.IDs("structure"))
	if err != nil {
		return err
	}
	if id := asked.ID("projet"); id > 0 {
		values.Set("suite_ou", strconv.FormatInt(id, 10))
	}
	v, err := h.exchangeForm(r, f, p, nil)
	if err != nil {
		return err
	}
	if !v.takes(values.Get("suite_ou")) {
		values.Set("suite_ou", stepOwn)
	}
	return serve.Page(w, r, ExchangeFormPage(v))
}

// takes tells whether a next step may become a task there.
func (v exchangeForm) takes(where string) bool {
	for _, p := range v.Plans {
		if strconv.FormatInt(p.ID, 10) == where {
			return true
		}
	}
	return where == stepNoted || where == stepOwn
}

// parseExchange reads an exchange, and what becomes of its next step.
func (h *Handlers) parseExchange(r *http.Request, f *form.Form, before ...partner.Ref) (d partner.InteractionDraft, next partner.Next, p partnerpick.Choice, err error) {
	if p, err = h.pick.Pick(r, f, fieldOrganisations, before...); err != nil {
		return d, next, p, err
	}
	d = partner.InteractionDraft{Channel: form.Choice(f, "canal", partner.Channels), Day: f.Day("jour", serve.Today(r)), Outcome: form.Choice(f, "resultat", partner.Outcomes), Summary: f.Text("resume"),
		NextStep: f.Text("suite"), NextDay: f.Soon("suite_le", serve.Today(r), serve.Ahead(r)), Organisations: p.Refs, MonthOnly: f.Flag("mois_seul")}
	for _, id := range f.IDs("contacts") {
		d.Contacts = append(d.Contacts, partner.Ref{ID: id})
	}
	for _, id := range f.IDs("projets") {
		d.Projects = append(d.Projects, partner.Ref{ID: id})
	}
	if id := f.ID("projet"); id > 0 {
		d.Projects = append(d.Projects, partner.Ref{ID: id})
	}
	d = d.Tidy()
	where := f.Text("suite_ou")
	next.Task = where != stepNoted && d.NextStep != ""
	if where != stepNoted && where != stepOwn {
		next.Project = f.ID("suite_ou")
	}
	return d, next, p, f.Merge(d.Check(serve.Today(r)))
}

func (h *Handlers) createExchange(w http.ResponseWriter, r *http.Request) error {
	f, err := serve.Sent(r, partner.MayLog)
	if err != nil {
		return err
	}
	draft, next, p, err := h.parseExchange(r, f)
	var id int64
	var done partnership.Logged
	if err == nil {
		id, done, err = h.projects.Log(r.Context(), serve.By(r), f.Sending(), draft, next)
	}
	if f.Refuse(fault.SeenAt(err, urls.Exchange(id))) {
		v, err := h.exchangeForm(r, f, p, nil)
		return cmp.Or(err, serve.Invalid(w, r, ExchangeFormPage(v)))
	}
	back := urls.Exchange(id)
	if len(draft.Organisations) > 0 {
		back = urls.Organisation(draft.Organisations[0].ID) + "#echanges"
	}
	return serve.Saved(w, r, f, err, logged(next, done), serve.BackTo(f, back))
}

// logged says what logging an exchange did, whom it moved on the board of a project, and which first calls are done.
func logged(next partner.Next, done partnership.Logged) string {
	said := []string{"L’échange est noté"}
	if n := len(done.Moved); n > 0 {
		said = append(said, french.AndOthers(done.Moved, 3)+french.Agree(n, " passe à ", " passent à ")+french.Quote(partnership.Contacted.Label()))
	}
	switch n := len(done.Called); {
	case n == 1:
		said = append(said, "le premier appel est fait")
	case n > 1:
		said = append(said, french.Number(n)+" premiers appels sont faits")
	}
	switch {
	case next.Task && next.Project != 0:
		said = append(said, "sa suite est une tâche du projet")
	case next.Task:
		said = append(said, "sa suite est sur votre liste")
	}
	if len(said) == 1 {
		return said[0] + "."
	}
	last := len(said) - 1
	return strings.Join(said[:last], ", ") + ", et " + said[last] + "."
}

func (h *Handlers) exchange(r *http.Request) (partner.ExchangeSheet, error) {
	id, err := serve.ID(r, "exchange")
	if err != nil {
		return partner.ExchangeSheet{}, err
	}
	return h.partners.Exchange(r.Context(), serve.By(r), id)
}

func (h *Handlers) livingExchange(r *http.Request) (partner.ExchangeSheet, error) {
	x, err := h.exchange(r)
	if err == nil && x.DeletedAt != nil {
		err = fault.Missing(nil)
	}
	return x, cmp.Or(err, serve.By(r).Check(partner.MayEditLog, access.Tie{Mine: x.ByID == serve.By(r).ID}))
}

type exchangeView struct {
	partner.ExchangeSheet
	Today  workcal.Date
	Reader int64
}

func (h *Handlers) showExchange(w http.ResponseWriter, r *http.Request) error {
	x, err := h.exchange(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, ExchangePage(exchangeView{x, serve.Today(r), serve.By(r).ID}))
}

func (h *Handlers) editExchange(w http.ResponseWriter, r *http.Request) error {
	x, err := h.livingExchange(r)
	if err != nil {
		return err
	}
	values := partner.InteractionFields.Values(x.InteractionDraft)
	if x.MonthOnly {
		values["mois_seul"] = []string{"oui"}
	}
	f := form.Of(partnerpick.Fill(values, fieldOrganisations, x.Organisations)).Over(x.Version)
	v, err := h.exchangeForm(r, f, partnerpick.Of(x.Organisations), &x)
	return cmp.Or(err, serve.Page(w, r, ExchangeFormPage(v)))
}

func (h *Handlers) saveExchange(w http.ResponseWriter, r *http.Request) error {
	x, err := h.livingExchange(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	draft, _, p, err := h.parseExchange(r, f, x.Organisations...)
	if err == nil {
		err = h.partners.EditExchange(r.Context(), serve.By(r), x.ID, f.Version(), draft)
	}
	if f.Refuse(err) {
		v, err := h.exchangeForm(r, f, p, &x)
		return cmp.Or(err, serve.Invalid(w, r, ExchangeFormPage(v)))
	}
	return serve.Saved(w, r, f, err, "L’échange est enregistré.", urls.Exchange(x.ID))
}

func (h *Handlers) deleteExchange(w http.ResponseWriter, r *http.Request) error {
	x, err := h.livingExchange(r)
	if err != nil {
		return err
	}
	if err := h.partners.DeleteExchange(r.Context(), serve.By(r), x.ID); err != nil {
		return err
	}
	next := urls.Organisations()
	if len(x.Organisations) > 0 && !x.Organisations[0].Gone {
		next = urls.Organisation(x.Organisations[0].ID)
	}
	return serve.Thrown(w, r, "L’échange est à la corbeille.", "echanges", x.ID, next)
}

func exchangeCrumbs(i partner.Interaction, more ...ui.Crumb) []ui.Crumb {
	crumbs := organisationCrumbs()
	if len(i.Organisations) > 0 && !i.Organisations[0].Gone {
		crumbs = append(crumbs, ui.Crumb{Label: i.Organisations[0].Name, URL: urls.Organisation(i.Organisations[0].ID)})
	}
	return append(crumbs, more...)
}
