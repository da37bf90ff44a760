package resultui

import (
	"net/http"
	"strconv"

	"parvis/internal/french"
	"parvis/internal/results"
	"parvis/internal/survey/tally"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// The names of the fields of the page that compares.
const (
	fieldWith  = "avec"
	fieldOther = "projet2"
)

// compareView is two editions beside each other as their page draws them.
type compareView struct {
	results.Comparison
	filterView
}

func (h *Handlers) compare(w http.ResponseWriter, r *http.Request) error {
	id, err := formID(r)
	if err != nil {
		return err
	}
	f := form.Query(r)
	c, err := h.room.Compare(r.Context(), serve.By(r), id, results.Editions{Project: max(0, f.ID(fieldProject)), With: max(0, f.ID(fieldWith)), Other: max(0, f.ID(fieldOther))})
	if err != nil {
		return err
	}
	return serve.Page(w, r, ComparePage(compareView{c, filterView{Form: f, FormID: id, at: urls.FormCompare}}))
}

func (v compareView) title() string {
	return "Comparer " + v.left() + " et " + v.right() + " · " + v.Left.Form.Title
}

// name is a side as the tables head it.
func name(s results.Side, other results.Side) string {
	switch {
	case s.Name == "" && s.Form.ID == other.Form.ID:
		return "Tous les projets"
	case s.Name == "":
		return s.Form.Title
	case s.Form.ID != other.Form.ID && s.Name == other.Name:
		return s.Name + ", " + s.Form.Title
	}
	return s.Name
}

func (v compareView) left() string  { return name(v.Left, v.Right) }
func (v compareView) right() string { return name(v.Right, v.Left) }

func (v compareView) lead() string {
	if !v.Chosen {
		return "Choisissez deux éditions à mettre côte à côte."
	}
	return v.left() + "\u00a0: " + responses(v.Left.Responses) + periodAfter(v.Left) + ". " + v.right() + "\u00a0: " + responses(v.Right.Responses) + periodAfter(v.Right) + ". " + french.Capital(tally.Warning) + "."
}

func periodAfter(s results.Side) string {
	if p := period(s.First, s.Last); p != "" {
		return ", " + p
	}
	return ""
}

// found says how many differences can be claimed, and what that is worth.
func (v compareView) found() string {
	switch {
	case v.Lines == 0:
		return "Il faut trente réponses à la même question de chaque côté pour dire quelque chose d’un écart\u00a0: aucune n’en a autant."
	case v.Larger == 0:
		return "Sur " + french.Count(v.Lines, "réponse comparée", "réponses comparées") + ", aucun écart ne dépasse ce que le hasard des réponses explique. Cela ne veut pas dire que rien n’a changé."
	}
	return "Sur " + french.Count(v.Lines, "réponse comparée", "réponses comparées") + ", " + french.Count(v.Larger, "écart dépasse", "écarts dépassent") +
		" ce que le hasard des réponses explique\u00a0: les intervalles à 95\u00a0% ne se touchent pas. Cela ne dit pas pourquoi, ni que les deux publics se ressemblaient."
}

// verdict says what two shares allow to say.
func (v compareView) verdict(l results.PairLine) string {
	switch {
	case !l.OnLeft || !l.OnRight:
		return "pas proposée des deux côtés"
	case l.Verdict == tally.More:
		return "plus souvent dans " + french.Quote(v.left())
	case l.Verdict == tally.Less:
		return "plus souvent dans " + french.Quote(v.right())
	case l.Verdict == tally.TooFew:
		return "trop peu de réponses"
	}
	return "rien d’assuré"
}

func sideText(l tally.Line, there bool) string {
	if !there {
		return ui.OrDash("")
	}
	s, ok := l.Share()
	if !ok {
		return french.Number(l.N) + " sur " + french.Number(l.Of())
	}
	if l.Of() < tally.LeastPercent {
		return french.Number(l.N) + " sur " + french.Number(l.Of()) + " (" + s.Percent() + ")"
	}
	return s.Percent() + ", " + s.Interval()
}

func lineName(l results.PairLine) string {
	if l.OnLeft {
		return l.Left.Name()
	}
	return l.Right.Name()
}

// projects are the editions of a side.
func projects(places []results.Place) []ui.Option {
	return append([]ui.Option{{Label: "Tous"}}, filterView{Choices: results.Choices{Places: places}}.projects()...)
}

// told is the title of a form, with its rank among those that have the same.
func (v compareView) told(form int64, title string) string {
	rank, same := 1, 0
	for _, f := range v.Forms {
		if f.Title != title {
			continue
		}
		if same++; f.ID == form {
			rank = same
		}
	}
	if same < 2 {
		return title
	}
	return title + " (" + french.Number(rank) + ")"
}

// fields ask which editions.
func (v compareView) fields() []ui.Field {
	forms := []ui.Option{{Label: "Le même questionnaire"}}
	for _, f := range v.Forms {
		if f.ID != v.Left.Form.ID {
			forms = append(forms, ui.Option{Value: strconv.FormatInt(f.ID, 10), Label: v.told(f.ID, f.Title), Group: "Autres questionnaires"})
		}
	}
	with := v.field(fieldWith, "Avec", forms)
	project, other := ui.Field{Name: fieldProject, Label: "Projet"}, ui.Field{Name: fieldOther, Label: "Projet de l’autre côté"}
	project.Options, other.Options = ui.Choose(projects(v.LeftPlaces), number(v.Left.Project)), ui.Choose(projects(v.RightPlaces), number(v.Right.Project))
	return []ui.Field{project, with, other}
}
