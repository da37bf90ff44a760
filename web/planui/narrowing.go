package planui

import (
	"slices"
	"strings"

	"parvis/internal/french"
	"parvis/internal/plan"
	"parvis/internal/retroplan"
	"parvis/web/form"
	"parvis/web/ui"
	"parvis/web/urls"
)

// narrowing is what an address narrows the list of a plan to, and how it groups it.
type narrowing struct {
	Words    string
	Who      string // a person's id, whoIAm, whoNobody; "" for everybody
	Category plan.Category
	State    string // one of the shown states; "" for all
	By       string // byCategory, byPerson; "" by month
}

// Whose tasks, besides those of a person.
const (
	whoIAm    = "moi"
	whoNobody = "personne"
)

// How a list is grouped, besides by month.
const (
	byCategory = "categorie"
	byPerson   = "personne"
)

// shown is a state, or what is said of an open task, that a list may be narrowed to.
type shown struct {
	code, label string
	set         func(*plan.Narrow)
}

func inState(s retroplan.State) func(*plan.Narrow) {
	return func(n *plan.Narrow) { n.State = &s }
}

// shownStates are those of the select, in its order.
var shownStates = []shown{
	{"a-faire", "à faire", func(n *plan.Narrow) { n.Remaining = true }},
	{"en-retard", "en retard", func(n *plan.Narrow) { n.Late = true }},
	{"sans-marge", "sans marge", func(n *plan.Narrow) { n.Critical = true }},
	{"en-cours", "en cours", inState(retroplan.InProgress)},
	{"bloquees", "bloquées", func(n *plan.Narrow) { n.Blocked = true }},
	{"faites", "faites", inState(retroplan.Done)},
	{"abandonnees", "abandonnées", inState(retroplan.Dropped)},
}

// parseNarrowing reads an address; what it does not know it leaves out.
func parseNarrowing(f *form.Form) narrowing {
	n := narrowing{Words: french.OneLine(f.Text("mots")), Category: form.Choice(f, "categorie", plan.Categories), By: form.Choice(f, "par", []string{byCategory, byPerson})}
	if who := f.Text("qui"); who == whoIAm || who == whoNobody || f.ID("qui") > 0 {
		n.Who = who
	}
	if state := f.Text("etat"); slices.ContainsFunc(shownStates, func(s shown) bool { return s.code == state }) {
		n.State = state
	}
	return n
}

// narrow is what the reader's list keeps.
func (n narrowing) narrow(reader int64) plan.Narrow {
	keep := plan.Narrow{Words: n.Words, Category: n.Category}
	switch n.Who {
	case "":
	case whoIAm:
		keep.Mine = reader
	case whoNobody:
		keep.Unassigned = true
	default:
		keep.Person = form.Of(map[string][]string{"qui": {n.Who}}).ID("qui")
	}
	for _, s := range shownStates {
		if s.code == n.State {
			s.set(&keep)
		}
	}
	return keep
}

// folds tells whether the list folds what is done and abandoned away, as it does except where only that is asked for.
func (n narrowing) folds() bool { return n.State != "faites" && n.State != "abandonnees" }

// shown is what the reader's list shows without being unfolded.
func (n narrowing) shown(reader int64) plan.Narrow {
	keep := n.narrow(reader)
	keep.Remaining = keep.Remaining || n.folds()
	return keep
}

func (n narrowing) url(project int64) string {
	return urls.PlanNarrowed(project, n.Words, n.Who, string(n.Category), n.State, n.By)
}

// counter is a count of a plan, which leads to what it counts.
type counter struct {
	N       int
	Label   string
	URL     string
	Current bool
}

// counters are those of a plan, each for the whole of it.
func (p planPage) counters() []counter {
	s := p.Summary
	var list []counter
	add := func(n int, label string, to narrowing) {
		to.By = p.Narrowing.By
		list = append(list, counter{n, label, to.url(p.Project.ID), to == p.Narrowing})
	}
	add(s.Total, french.Agree(s.Total, "tâche", "tâches"), narrowing{})
	add(s.Open, "à faire", narrowing{State: "a-faire"})
	if s.Late > 0 {
		add(s.Late, "en retard", narrowing{State: "en-retard"})
	}
	if s.Critical > 0 {
		add(s.Critical, "sans marge", narrowing{State: "sans-marge"})
	}
	if s.Blocked > 0 {
		add(s.Blocked, french.Agree(s.Blocked, "bloquée", "bloquées"), narrowing{State: "bloquees"})
	}
	if p.Mine > 0 {
		add(p.Mine, "à moi", narrowing{Who: whoIAm, State: "a-faire"})
	}
	return list
}

func (p planPage) whoOptions() []ui.Option {
	options := []ui.Option{{Value: "", Label: "Tout le monde"}, {Value: whoIAm, Label: "Moi"}}
	named, nobody := map[int64]bool{}, false
	for i := range p.All {
		switch r := &p.All[i]; {
		case r.ResponsibleID == nil:
			nobody = true
		case !named[*r.ResponsibleID]:
			named[*r.ResponsibleID] = true
			options = append(options, ui.Option{Value: id(*r.ResponsibleID), Label: r.Responsible})
		}
	}
	if nobody {
		options = append(options, ui.Option{Value: whoNobody, Label: french.Unassigned})
	}
	return ui.Choose(options, p.Narrowing.Who)
}

func (p planPage) stateOptions() []ui.Option {
	options := []ui.Option{{Value: "", Label: "Tous les états"}}
	for _, s := range shownStates {
		options = append(options, ui.Option{Value: s.code, Label: french.Capital(s.label)})
	}
	return ui.Choose(options, p.Narrowing.State)
}

func (p planPage) categoryOptions() []ui.Option {
	options := categoryOptions()
	options[0].Label = "Toute catégorie"
	return ui.Choose(options, string(p.Narrowing.Category))
}

func (p planPage) byOptions() []ui.Option {
	return ui.Choose([]ui.Option{{Value: "", Label: "par mois"}, {Value: byCategory, Label: "par catégorie"}, {Value: byPerson, Label: "par personne"}}, p.Narrowing.By)
}

// part is a part of the list: its tasks to do, and those that are done, folded.
type part struct {
	ID    string // of its heading
	Title string
	Rows  []*plan.Row
	Done  []*plan.Row
	Fold  string // what the fold of the done ones says
	First bool   // the first whose table is not folded
}

// count says how many tasks a part has to do and done.
func (p part) count() string {
	switch {
	case len(p.Rows) == 0:
		return french.Tasks(len(p.Done))
	case len(p.Done) == 0:
		return french.Number(len(p.Rows)) + "\u00a0à faire"
	}
	closed := french.Count(len(p.Done), "close", "closes")
	if all(p.Done, retroplan.Done) {
		closed = french.Count(len(p.Done), "faite", "faites")
	}
	return french.Number(len(p.Rows)) + "\u00a0à faire, " + closed
}

// parts groups the rows that are shown. What is done is folded, months that are done with into one fold, except
// where only that is asked for.
func (p planPage) parts() []part {
	folded := p.Narrowing.folds()
	var list []part
	index := map[string]int{}
	for i := range p.Rows {
		r := &p.Rows[i]
		key, title := p.group(r)
		at, ok := index[key]
		if !ok {
			at = len(list)
			index[key] = at
			list = append(list, part{ID: "p-" + key, Title: title})
		}
		if one := &list[at]; folded && !r.State.Open() {
			one.Done = append(one.Done, r)
		} else {
			one.Rows = append(one.Rows, r)
		}
	}
	if p.Narrowing.By == byCategory {
		slices.SortStableFunc(list, func(a, b part) int { return strings.Compare(french.Fold(a.Title), french.Fold(b.Title)) })
	}
	if p.Narrowing.By == "" {
		list = behind(list)
	}
	for i := range list {
		list[i].Fold = french.Count(len(list[i].Done), "tâche close", "tâches closes")
		if all(list[i].Done, retroplan.Done) {
			list[i].Fold = french.Count(len(list[i].Done), "tâche faite", "tâches faites")
		}
	}
	if i := slices.IndexFunc(list, func(one part) bool { return len(one.Rows) > 0 }); i >= 0 {
		list[i].First = true
	}
	return list
}

func all(rows []*plan.Row, s retroplan.State) bool {
	return !slices.ContainsFunc(rows, func(r *plan.Row) bool { return r.State != s })
}

// behind joins the first months in which nothing is left to do.
func behind(list []part) []part {
	n := 0
	for n < len(list) && len(list[n].Rows) == 0 {
		n++
	}
	if n < 2 {
		return list
	}
	first := part{ID: "fini"}
	for _, one := range list[:n] {
		first.Done = append(first.Done, one.Done...)
	}
	first.Title = list[0].Title + " à " + strings.ToLower(list[n-1].Title)
	return append([]part{first}, list[n:]...)
}

// group is the key and the title of the part that a row belongs to.
func (p planPage) group(r *plan.Row) (key, title string) {
	switch {
	case p.Narrowing.By == byCategory:
		return string(r.Category), r.Category.Label()
	case p.Narrowing.By == byPerson && r.ResponsibleID == nil:
		return "personne", french.Capital(french.Unassigned)
	case p.Narrowing.By == byPerson:
		return id(*r.ResponsibleID), r.Responsible
	case !p.Project.Dated():
		return "sans-date", "Sans date"
	case r.PlannedFinish.IsZero():
		return "abandonnees", "Abandonnées"
	}
	first := r.PlannedFinish.AddDays(1 - r.PlannedFinish.Day())
	return first.String()[:7], french.Capital(first.FrenchMonthYear())
}
