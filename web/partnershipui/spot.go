package partnershipui

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/partner"
	"parvis/internal/partnership"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// The fields of the sharing out.
const (
	fieldChosen = "s[]"
	fieldPeople = "a[]"
	fieldType   = "type_"
)

// spotPage is what looking for organisations found, and how they are shared out.
type spotPage struct {
	partnership.Spotting
	Search partnership.Search
	Asked  bool       // something was looked for
	All    bool       // every box is ticked
	Form   *form.Form // of the sharing out
}

func parseSearch(f *form.Form) partnership.Search {
	s := partnership.Search{Territory: max(0, f.ID("territoire"))}
	for _, g := range partnership.Groups {
		if f.Flag(fieldType + g.Key) {
			s.Groups = append(s.Groups, g.Key)
		}
	}
	return s
}

func (p spotPage) query(more ...string) url.Values {
	q := url.Values{"cherche": {"oui"}}
	if p.Search.Territory != 0 {
		q.Set("territoire", id(p.Search.Territory))
	}
	for _, g := range p.Search.Groups {
		q.Set(fieldType+g, "oui")
	}
	for i := 0; i+1 < len(more); i += 2 {
		q.Set(more[i], more[i+1])
	}
	return q
}

// search finds what the address of the request looks for.
func (h *Handlers) search(r *http.Request, f *form.Form) (spotPage, error) {
	project, err := serve.ID(r, "project")
	if err != nil {
		return spotPage{}, err
	}
	asked := form.Query(r)
	p := spotPage{Search: parseSearch(asked), Asked: asked.Flag("cherche"), All: asked.Flag("tout"), Form: f}
	p.Spotting, err = h.partnerships.Spot(r.Context(), serve.By(r), project, p.Search)
	return p, err
}

// callWithin is in how many days calls that are shared out are to be made, unless somebody says otherwise.
const callWithin = 7

func (h *Handlers) spot(w http.ResponseWriter, r *http.Request) error {
	near := serve.Today(r).AddDays(callWithin).FrenchDay() // without a day, calls would wait for the end of the project
	p, err := h.search(r, form.Of(url.Values{"pour": {near}}).Keyed(serve.NewKey()))
	if err != nil {
		return err
	}
	return serve.Page(w, r, SpotPage(p))
}

func (h *Handlers) share(w http.ResponseWriter, r *http.Request) error {
	project, err := serve.ID(r, "project")
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	s := partnership.Sharing{Organisations: f.IDs(fieldChosen), People: f.IDs(fieldPeople), Deadline: f.Soon("pour", serve.Today(r), serve.Today(r))}
	var out partnership.Shared
	if err = f.Err(); err == nil {
		out, err = h.partnerships.Share(r.Context(), serve.By(r), f.Sending(), project, s)
	}
	if fault.Is(err, fault.Conflict) {
		if again, ok := fault.TwiceOf(err); ok && again.Same {
			return serve.Saved(w, r, f, err, "", urls.ProjectPartners(project))
		}
	}
	if f.Refuse(err) {
		p, err := h.search(r, f)
		if err != nil {
			return err
		}
		p.Asked = true
		return serve.Invalid(w, r, SpotPage(p))
	}
	if err != nil {
		return err
	}
	serve.Say(r, ui.Said{Text: strings.Join(append([]string{saidShared(out, len(s.People))}, f.Notes()...), " "), Warn: len(out.Already) > 0 || out.Gone > 0,
		See: ui.Crumb{Label: "Imprimer la liste d’appels", URL: urls.CallSheet(project)}})
	return serve.Redirect(w, r, urls.ProjectPartners(project))
}

// saidShared says what sharing out did, and what it left out.
func saidShared(out partnership.Shared, people int) string {
	said := french.Count(out.Added, "structure est sur le tableau, à l’étape «\u00a0repéré\u00a0», avec un premier appel", "structures sont sur le tableau, à l’étape «\u00a0repéré\u00a0», avec un premier appel pour chacune")
	switch {
	case people > 1:
		said += ", à tour de rôle entre " + french.Number(people) + "\u00a0personnes"
	case people == 0:
		said += ", à attribuer"
	}
	said += "."
	if n := len(out.Already); n > 0 {
		said += " " + french.AndOthers(out.Already, 3) + french.Agree(n, " participait déjà au projet\u00a0: rien n’a été ajouté pour elle.", " participaient déjà au projet\u00a0: rien n’a été ajouté pour elles.")
	}
	if out.Gone > 0 {
		said += " " + french.Count(out.Gone, "structure n’est plus dans l’annuaire.", "structures ne sont plus dans l’annuaire.")
	}
	return said
}

// ticked tells whether the box of an organisation is.
func (p spotPage) ticked(organisation int64) bool {
	return p.All || slices.Contains(p.Form.IDs(fieldChosen), organisation)
}

// calls tells whether somebody is ticked as one who calls: what was sent, or else the members of the project.
func (p spotPage) calls(one partnership.Person) bool {
	if !p.Form.Valid() {
		return slices.Contains(p.Form.IDs(fieldPeople), one.ID)
	}
	return one.Member
}

// callers are the people offered: the members of the project.
func (p spotPage) callers() []partnership.Person {
	return slices.DeleteFunc(slices.Clone(p.People), func(one partnership.Person) bool { return !one.Member })
}

// places are the choices of a place: towns, each with its districts.
func (p spotPage) places() []ui.Option {
	options := []ui.Option{{Label: "Partout"}}
	for _, t := range p.Territories {
		o := ui.Option{Value: id(t.ID), Label: t.Name, Group: t.Town}
		if t.Town == "" {
			o.Label, o.Group = t.Name+" (toute la ville)", t.Name
		}
		options = append(options, o)
	}
	return ui.Choose(options, id(p.Search.Territory))
}

// looked tells whether a group of kinds is looked for.
func (p spotPage) looked(key string) bool {
	if len(p.Search.Groups) == 0 {
		return key == partnership.Groups[0].Key
	}
	return slices.Contains(p.Search.Groups, key)
}

// found says how many nobody approached.
func (p spotPage) found() string {
	if p.More {
		return "Plus de " + french.Count(partnership.MaxAtOnce, "structure", "structures") + " que personne n’a approchées pour ce projet\u00a0: voici les premières. Choisissez un territoire pour en voir moins."
	}
	return french.Count(len(p.Found), "structure que personne n’a approchée pour ce projet.", "structures que personne n’a approchées pour ce projet.")
}

func phones(list []partner.Phone) string {
	texts := make([]string, len(list))
	for i, one := range list {
		texts[i] = one.Text()
	}
	return ui.OrDash(strings.Join(texts, ", "))
}

// distinct is the name of an organisation that was found, told apart from others of the same name.
func (p spotPage) distinct(f partnership.Found) string {
	rank, same := 1, 0
	for _, other := range p.Found {
		if french.Fold(other.Name) != french.Fold(f.Name) {
			continue
		}
		if same++; other.ID == f.ID {
			rank = same
		}
	}
	if same > 1 {
		return f.Name + " (" + french.Number(rank) + ")"
	}
	return f.Name
}

// window names the page, apart from that of before a search.
func (p spotPage) window() string {
	title := "Chercher des relais · " + p.Project.Title
	switch {
	case p.Asked && p.All:
		title += " · trouvés, tous choisis"
	case p.Asked:
		title += " · trouvés"
	}
	return title
}
