package shareui

import (
	"context"
	"net/http"
	"strings"
	"time"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/link"
	"parvis/internal/programme"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// linksPage is some links and the form that makes one.
type linksPage struct {
	Links    []link.Link
	Form     *form.Form
	Today    workcal.Date
	Address  string             // where links lead; "": not known, and none can be made
	Back     string             // this very page
	Outsider int64              // whose slots they show
	Name     string             // hers
	Project  *programme.Project // whose they are; nil: one's own, or everybody's
	Made     string             // the address of the one that was just made; "": none was
	May      bool               // make one
}

func (h *Handlers) page(r *http.Request, f *form.Form, back string) linksPage {
	return linksPage{Form: f, Today: serve.Today(r), Address: h.address, Back: back, May: h.address != ""}
}

// errNoAddress is the failure of whoever would make a link that leads nowhere.
func errNoAddress() error {
	return fault.New(fault.Conflict, "L’adresse publique de Parvis n’est pas connue\u00a0: demandez à la personne qui l’administre d’indiquer PARVIS_URL.", nil)
}

func (h *Handlers) ofProject(r *http.Request, f *form.Form) (linksPage, error) {
	id, err := serve.ID(r, "project")
	if err != nil {
		return linksPage{}, err
	}
	p := h.page(r, f, urls.ProjectLinks(id))
	sheet, err := h.programme.Project(r.Context(), serve.By(r), id)
	if err != nil {
		return linksPage{}, err
	}
	p.Project, p.May = &sheet.Project, p.May && sheet.Status.Open()
	p.Links, err = h.links.OfProject(r.Context(), serve.By(r), id)
	return p, err
}

func (h *Handlers) showProject(w http.ResponseWriter, r *http.Request) error {
	p, err := h.ofProject(r, form.Of(map[string][]string{link.FieldPurpose: {string(link.Plan)}}).Keyed(serve.NewKey()))
	if err != nil {
		return err
	}
	return serve.Page(w, r, ProjectLinksPage(p))
}

// shareProject makes a link and shows its address, the only time that it can be shown.
func (h *Handlers) shareProject(w http.ResponseWriter, r *http.Request) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	p, err := h.ofProject(r, f)
	if err != nil {
		return err
	}
	if h.address == "" {
		return errNoAddress()
	}
	d := link.Draft{Purpose: form.Choice(f, link.FieldPurpose, link.Purposes), Label: f.Text(link.FieldLabel), LastDay: f.Day(link.FieldLastDay, serve.Ahead(r))}
	var made link.Made
	if f.Valid() {
		made, err = h.links.ShareProject(r.Context(), serve.By(r), p.Project.ID, f.Sending(), d)
	} else {
		err = f.Err()
	}
	if f.Refuse(fault.SeenAt(err, p.Back)) {
		return serve.Invalid(w, r, ProjectLinksPage(p))
	}
	if err != nil {
		return err
	}
	return h.showMade(w, r, made, urls.ProjectLinks(p.Project.ID), p)
}

// showMade shows the address of a link once; sent again, the form leads to the list instead.
func (h *Handlers) showMade(w http.ResponseWriter, r *http.Request, made link.Made, list string, p linksPage) error {
	if made.Token == "" {
		serve.Flash(r, "C’était déjà fait. L’adresse d’un lien ne se montre qu’une fois\u00a0: si elle est perdue, arrêtez-le et faites-en un autre.")
		return serve.Redirect(w, r, list)
	}
	p.Made = h.address + urls.SharedPlan(made.Token)
	switch made.Purpose {
	case link.Feed:
		p.Made = h.address + urls.SharedFeed(made.Token)
	case link.Slots:
		p.Made = h.address + urls.SharedSlots(made.Token)
	}
	return serve.Page(w, r, MadePage(p, made.Link))
}

func (h *Handlers) mine(r *http.Request, f *form.Form) (linksPage, error) {
	p := h.page(r, f, urls.MyFeeds())
	var err error
	p.Links, err = h.links.Mine(r.Context(), serve.By(r))
	return p, err
}

func (h *Handlers) showMine(w http.ResponseWriter, r *http.Request) error {
	p, err := h.mine(r, form.Of(nil).Keyed(serve.NewKey()))
	if err != nil {
		return err
	}
	return serve.Page(w, r, MyFeedsPage(p))
}

func (h *Handlers) feedMine(w http.ResponseWriter, r *http.Request) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	if h.address == "" {
		return errNoAddress()
	}
	p, err := h.mine(r, f)
	if err != nil {
		return err
	}
	made, err := h.links.FeedOfMine(r.Context(), serve.By(r), f.Sending(), f.Text(link.FieldLabel))
	f.Reword(link.FieldLabel, "Dites pour quel agenda est ce lien, par exemple «\u00a0mon téléphone\u00a0»\u00a0: vous saurez lequel arrêter.")
	if f.Refuse(fault.SeenAt(err, p.Back)) {
		return serve.Invalid(w, r, MyFeedsPage(p))
	}
	if err != nil {
		return err
	}
	return h.showMade(w, r, made, urls.MyFeeds(), p)
}

func (h *Handlers) showAll(w http.ResponseWriter, r *http.Request) error {
	p := h.page(r, form.Of(nil), urls.AllLinks())
	var err error
	if p.Links, err = h.links.All(r.Context(), serve.By(r)); err != nil {
		return err
	}
	return serve.Page(w, r, AllLinksPage(p))
}

func (h *Handlers) end(w http.ResponseWriter, r *http.Request) error {
	return h.change(w, r, h.links.End, "ne donne plus accès à rien.")
}

func (h *Handlers) resume(w http.ResponseWriter, r *http.Request) error {
	return h.change(w, r, h.links.Resume, "donne de nouveau accès.")
}

// changing ends or resumes a link.
type changing = func(ctx context.Context, by account.By, id int64) (link.Link, error)

func (h *Handlers) change(w http.ResponseWriter, r *http.Request, do changing, now string) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	id, err := serve.ID(r, "thing")
	if err != nil {
		return err
	}
	one, err := do(r.Context(), serve.By(r), id)
	if err != nil {
		return err
	}
	serve.Flash(r, "Le lien «\u00a0"+one.Label+"\u00a0» "+now)
	return serve.Redirect(w, r, serve.BackTo(f, home(one)))
}

// home is the page on which a link stands.
func home(l link.Link) string {
	switch l.SubjectKind {
	case journal.Project:
		return urls.ProjectLinks(l.SubjectID)
	case journal.Outsider:
		return urls.OutsiderLinks(l.SubjectID)
	case journal.Piece:
		return urls.PieceRemind(l.SubjectID)
	case journal.Door:
		return urls.ProjectDoors(l.ProjectID)
	}
	return urls.MyFeeds()
}

// facts are what is told of a link, in a sentence.
func (p linksPage) facts(l link.Link) string {
	said := []string{l.Purpose.Label()}
	if p.Project == nil && l.Subject != "" && p.Back == urls.AllLinks() {
		said[0] += ", " + l.Subject
	}
	made := "créé le " + on(l.CreatedAt).FrenchDay()
	if l.CreatedBy != "" && p.Back != urls.MyFeeds() {
		made += " par " + l.CreatedBy
	}
	said = append(said, made)
	if sent := fate(l, p.Today); sent != "" {
		said = append(said, sent)
	}
	if l.UsedAt == nil {
		said = append(said, "jamais lu")
	} else {
		said = append(said, "lu pour la dernière fois le "+on(*l.UsedAt).FrenchDay())
	}
	switch l.On(p.Today) {
	case link.Ended:
		ended := "arrêté le " + on(*l.EndedAt).FrenchDay()
		if l.EndedBy != "" && p.Back != urls.MyFeeds() {
			ended += " par " + l.EndedBy
		}
		said = append(said, ended)
	case link.Expired:
		said = append(said, "terminé depuis le "+l.LastDay.AddDays(1).FrenchDay())
	default:
		if !l.LastDay.IsZero() {
			said = append(said, "jusqu’au "+l.LastDay.FrenchDay())
		}
	}
	return strings.Join(said, " · ")
}

// on is the day of a moment in Paris.
func on(at time.Time) workcal.Date { return account.Person{}.At(at).Today() }

// labels name the fields of the form.
var labels = link.Fields.Labels()

// feedLabels names the field of a feed of one's own.
var feedLabels = map[string]string{link.FieldLabel: "Pour quel agenda"}

func purposeOptions() []ui.Option {
	list := make([]ui.Option, len(link.Purposes))
	for i, p := range link.Purposes {
		list[i] = ui.Option{Value: string(p), Label: p.Label()}
	}
	return list
}

func sectionOf(l link.Link) ui.Section {
	switch l.SubjectKind {
	case journal.Project:
		return ui.Projects
	case journal.Outsider:
		return ui.Crew
	case journal.Piece, journal.Door:
		return ui.Projects
	}
	return ui.Account
}

func madeCrumbs(p linksPage) []ui.Crumb {
	if p.Project != nil {
		return append(ui.ProjectCrumbs(p.Project.ID, p.Project.Short()), ui.Crumb{Label: "Liens", URL: p.Back})
	}
	if p.Outsider != 0 {
		return outsiderCrumbs(p)
	}
	return []ui.Crumb{{Label: "Mon compte", URL: urls.MyAccount()}, {Label: "Mes tâches dans mon agenda", URL: p.Back}}
}
