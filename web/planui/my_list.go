package planui

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/plan"
	"parvis/internal/retroplan"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// listPage is somebody's list, the filter it was asked with, and what is typed to add to it.
type listPage struct {
	plan.List
	Form *form.Form
}

// list reads the list of whoever asks, or of the person that the path names.
func (h *Handlers) list(r *http.Request, f *form.Form) (listPage, error) {
	by, person := serve.By(r), serve.By(r).ID
	if r.PathValue("person") != "" {
		var err error
		if person, err = serve.ID(r, "person"); err != nil {
			return listPage{}, err
		}
	}
	list, err := h.plans.ListOf(r.Context(), by, person, parseFilter(form.Query(r)))
	return listPage{List: list, Form: f}, err
}

func (h *Handlers) showList(w http.ResponseWriter, r *http.Request) error {
	p, err := h.list(r, form.Of(nil).Keyed(serve.NewKey()))
	if err != nil {
		return err
	}
	return serve.Page(w, r, ListPage(p))
}

func (h *Handlers) printList(w http.ResponseWriter, r *http.Request) error {
	p, err := h.list(r, nil)
	if err != nil {
		return err
	}
	return serve.Page(w, r, MyListPrint(p))
}

// self is the address of this very list, to come back to.
func (p listPage) self() string { return p.base() + filterQuery(p.Filter) }

func (p listPage) base() string {
	if p.Mine {
		return urls.MyList()
	}
	return urls.ListOf(p.PersonID)
}

// parseFilter reads the filter of an address; what it does not know it leaves out.
func parseFilter(f *form.Form) plan.Filter {
	return plan.Filter{Project: max(0, f.ID("projet")), Category: form.Choice(f, "categorie", plan.Categories),
		Whose: form.Choice(f, "pour", []plan.Whose{plan.WhoseMine, plan.WhoseFree, plan.WhoseBoth}), Horizon: parseHorizon(f)}
}

// everything is how an address asks for a list whatever the day: without a horizon it shows this week.
const everything plan.Horizon = "tout"

func parseHorizon(f *form.Form) plan.Horizon {
	switch h := form.Choice(f, "horizon", []plan.Horizon{plan.ThisMonth, everything}); h {
	case "":
		return plan.ThisWeek
	case everything:
		return plan.AllTime
	default:
		return h
	}
}

// asked is a horizon as an address asks for it.
func asked(h plan.Horizon) string {
	switch h {
	case plan.ThisWeek:
		return ""
	case plan.AllTime:
		return string(everything)
	}
	return string(h)
}

func filterQuery(f plan.Filter) string {
	return urls.ListQuery(field.Number(f.Project), string(f.Category), string(f.Whose), asked(f.Horizon))
}

func (p listPage) printURL() string {
	if p.Mine {
		return urls.MyListPrint() + filterQuery(p.Filter)
	}
	return urls.ListPrintOf(p.PersonID) + filterQuery(p.Filter)
}

// until is the same list with another horizon, or without any other filter.
func (p listPage) until(h plan.Horizon) string {
	f := p.Filter
	f.Horizon = h
	return p.base() + filterQuery(f)
}

// unfiltered is the list with its horizon and nothing else.
func (p listPage) unfiltered() string {
	return p.base() + filterQuery(plan.Filter{Horizon: p.Filter.Horizon})
}

// view is a horizon to choose.
type view struct {
	Label, URL string
	Current    bool
}

func (p listPage) views() []view {
	var list []view
	for _, one := range []struct {
		horizon plan.Horizon
		label   string
	}{{plan.ThisWeek, "Semaine"}, {plan.ThisMonth, "Mois"}, {plan.AllTime, "Tout"}} {
		list = append(list, view{one.label, p.until(one.horizon), p.Filter.Horizon == one.horizon})
	}
	return list
}

// title names the list on its page.
func (p listPage) title() string {
	if p.Mine {
		return "Ma liste"
	}
	return "Liste " + french.Of(p.Person)
}

func (p listPage) filtered() bool {
	return p.Filter.Project != 0 || p.Filter.Category != "" || p.Filter.Whose != ""
}

func (p listPage) projectField() ui.Field {
	options := []ui.Option{{Value: "", Label: "Tous les projets"}}
	for _, one := range p.Projects {
		options = append(options, ui.Option{Value: id(one.ID), Label: one.Title})
	}
	return ui.Field{Name: "projet", Label: "Projet", Options: ui.Choose(options, field.Number(p.Filter.Project))}
}

func (p listPage) categoryField() ui.Field {
	options := categoryOptions()
	options[0].Label = "Toutes les catégories"
	return ui.Field{Name: "categorie", Label: "Catégorie", Options: ui.Choose(options, string(p.Filter.Category))}
}

func (p listPage) whoseField() ui.Field {
	return ui.Field{Name: "pour", Label: "Quelles tâches", Options: ui.Choose([]ui.Option{
		{Value: string(plan.WhoseMine), Label: "Les miennes"},
		{Value: string(plan.WhoseFree), Label: "À attribuer dans mes projets"},
		{Value: string(plan.WhoseBoth), Label: "Les deux"},
	}, string(p.Whose))}
}

// window is the title of the window: it says what the list is narrowed to.
func (p listPage) window(title string) string {
	words := append([]string{title}, p.narrowed()...)
	if p.Filter.Horizon != plan.ThisWeek {
		words = append(words, p.span())
	}
	return strings.Join(words, " · ")
}

// narrowed says what the list is narrowed to, in phrases; nil when it is not.
func (p listPage) narrowed() []string {
	var words []string
	for _, one := range p.Projects {
		if one.ID == p.Filter.Project {
			words = append(words, one.Title)
		}
	}
	if p.Filter.Category != "" {
		words = append(words, p.Filter.Category.Label())
	}
	switch p.Filter.Whose {
	case plan.WhoseFree:
		words = append(words, "à attribuer")
	case plan.WhoseBoth:
		words = append(words, "les miennes et à attribuer")
	}
	return words
}

// span says until when the list looks.
func (p listPage) span() string {
	switch p.Filter.Horizon {
	case plan.ThisWeek:
		return "cette semaine"
	case plan.ThisMonth:
		return "ce mois-ci"
	}
	return "toutes dates"
}

// lead says in one sentence what the list holds: « 1 en retard, 3 aujourd’hui, 7 cette semaine. », on one line of a
// telephone, and « 7 tâches cette semaine. » when that is all.
func (p listPage) lead() string {
	var parts []string
	var count int
	var says string
	for _, one := range []struct {
		when plan.When
		says string
	}{{plan.WhenLate, "en retard"}, {plan.WhenToday, "aujourd’hui"}, {plan.WhenThisWeek, "cette semaine"}, {plan.WhenMonth, "ce mois-ci"}, {plan.WhenLater, "plus tard"}, {plan.WhenUndated, "sans date"}} {
		if n := p.Of(one.when); n > 0 {
			parts, count, says = append(parts, french.Number(n)+" "+one.says), n, one.says
		}
	}
	switch len(parts) {
	case 0:
		return p.nothing()
	case 1:
		return french.Tasks(count) + " " + says + "."
	}
	return strings.Join(parts, ", ") + "."
}

// nothing says what a list without a task to do lacks: until its horizon, or at all.
func (p listPage) nothing() string {
	switch {
	case p.filtered():
		return "Aucune tâche ne répond."
	case p.Filter.Horizon == plan.ThisMonth:
		return "Rien à faire ce mois-ci."
	case p.Filter.Horizon == plan.ThisWeek:
		return "Rien à faire cette semaine."
	}
	return "Rien à faire pour le moment."
}

// beyond counts what the horizon leaves out: « 7 tâches plus tard, 2 sans date »; "" for nothing.
func (p listPage) beyond() string {
	var parts []string
	if p.Later > 0 {
		parts = append(parts, french.Tasks(p.Later)+" plus tard")
	}
	if p.Undated > 0 {
		counted := french.Number(p.Undated)
		if len(parts) == 0 {
			counted = french.Tasks(p.Undated)
		}
		parts = append(parts, counted+" sans date")
	}
	return strings.Join(parts, ", ")
}

// crumbs is the way back from somebody else's list.
func (p listPage) crumbs() []ui.Crumb {
	if p.Mine {
		return nil
	}
	return []ui.Crumb{{Label: "Ma liste", URL: urls.MyList()}}
}

// returning adds to an address where to come back to: the row of a task in a list.
func returning(list string, task int64) string {
	return "?" + url.Values{fieldReturn: {list + "#" + Anchor(task)}}.Encode()
}

// ticks tells whether the reader may tick anything of what the list shows.
func (p listPage) ticks() bool {
	return slices.ContainsFunc(p.Sections, func(s plan.Section) bool { return s.CanTick(p.Mine) })
}

// tickForm is the id of the form that the list's lines send: they do not stand in it, since others open among them.
const tickForm = "coches"

// rowState is the word about a row that presses most.
func rowState(r plan.Row) sign {
	switch {
	case r.State == retroplan.Done || r.State == retroplan.Dropped:
	case r.Late > 0:
		return sign{"late", french.Days(r.Late) + " de retard"}
	case r.State == retroplan.Blocked && r.BlockedBecause != "":
		return sign{"late", "bloquée\u00a0: " + r.BlockedBecause}
	case r.State == retroplan.Blocked:
		return sign{"late", "bloquée"}
	case r.Critical:
		return sign{"tight", "sans marge"}
	case r.State == retroplan.InProgress:
		return sign{"fine", "en cours"}
	}
	return sign{}
}

// rowWords is the rest of a row: its days, its project, how far its checklist has come.
func rowWords(r plan.ListRow) string {
	var words []string
	switch {
	case r.State == retroplan.Done:
		words = append(words, "faite le "+r.ActualFinish.FrenchShortIn(r.Year))
	case r.PlannedFinish.IsZero():
		words = append(words, r.J)
	case r.Late > 0:
		words = append(words, "au plus tard le "+r.LatestFinish.FrenchShortIn(r.Year))
	case !r.LatestFinish.IsZero() && r.LatestFinish != r.PlannedFinish:
		words = append(words, days(r.Row), "au plus tard le "+r.LatestFinish.FrenchShortIn(r.Year))
	default:
		words = append(words, days(r.Row))
	}
	words = append(words, r.Project.Short())
	if r.Free {
		words = append(words, french.Responsible(""))
	}
	words = slices.DeleteFunc(words, func(w string) bool { return w == "" })
	return strings.Join(words, " · ")
}

// pointsWords counts a checklist: « 3 points, 1 fait ».
func pointsWords(r plan.ListRow) string {
	return french.Items(len(r.Checklist)) + ", " + french.Count(r.ItemsTicked, "fait", "faits")
}
