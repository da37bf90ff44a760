package surveyui

import (
	"cmp"
	"net/http"
	"net/url"
	"strconv"

	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/survey"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// listView is the list of forms under its filter.
type listView struct {
	Rows     []survey.Row
	Projects []survey.Project
	Filter   survey.Filter
	Form     *form.Form
	May      survey.Rights
	Counted  bool
}

func (h *Handlers) list(w http.ResponseWriter, r *http.Request) error {
	f := form.Query(r)
	v := listView{Form: f, May: survey.Allowed(serve.By(r)), Counted: h.surveys.Counted(), Filter: survey.Filter{Text: f.Text("texte"), Purpose: form.Choice(f, "public", survey.Purposes),
		Project: max(0, f.ID("projet")), State: form.Choice(f, "etat", survey.States), Sort: form.Choice(f, "tri", survey.Sorts), Down: f.Text("sens") == ui.SortDown}}
	var err error
	if v.Rows, err = h.surveys.List(r.Context(), serve.By(r), v.Filter); err != nil {
		return err
	}
	if v.Projects, err = h.surveys.Projects(r.Context(), serve.By(r)); err != nil {
		return err
	}
	return serve.Page(w, r, ListPage(v))
}

// query is the filter as an address holds it, with more fields set.
func (v listView) query(set ...string) url.Values {
	q := url.Values{"texte": {v.Filter.Text}, "public": {string(v.Filter.Purpose)}, "projet": {field.Number(v.Filter.Project)}, "etat": {string(v.Filter.State)}, "tri": {string(v.Filter.Sort)}}
	if v.Filter.Down {
		q.Set("sens", ui.SortDown)
	}
	for i := 0; i+1 < len(set); i += 2 {
		q.Set(set[i], set[i+1])
	}
	return q
}

// heading is the heading of a column.
func (v listView) heading(label string, by survey.Sort) ui.SortHeading {
	sorting := ui.Sorting{By: string(v.Filter.Sort), Usual: string(survey.ByTitle), Down: v.Filter.Down}
	return ui.SortHeading{Label: label, URL: urls.FormsOf(v.query(sorting.Resorted(string(by))...)), Sorted: sorting.Sorted(string(by))}
}

// window is the title of the window: it says what the list is narrowed to and how it is sorted.
func (v listView) window() string {
	var kept []string
	if v.Filter.Text != "" {
		kept = append(kept, "contenant "+french.Quote(v.Filter.Text))
	}
	if v.Filter.Purpose != "" {
		kept = append(kept, v.Filter.Purpose.Label())
	}
	for _, p := range v.Projects {
		if p.ID == v.Filter.Project {
			kept = append(kept, p.Title)
		}
	}
	if v.Filter.State != "" {
		kept = append(kept, v.Filter.State.Label())
	}
	sort := ui.Resort(sortWords, cmp.Or(v.Filter.Sort, survey.ByTitle), survey.ByTitle, v.Filter.Down)
	return ui.Narrowing{Kept: kept, Count: v.count(), Sort: sort, Down: v.Filter.Down}.Window("Questionnaires")
}

var sortWords = map[survey.Sort]string{survey.ByTitle: "par titre", survey.ByPurpose: "par public", survey.ByPublished: "par publication", survey.ByAnswers: "par nombre de réponses"}

// count says how many forms there are under the filter.
func (v listView) count() string {
	if len(v.Rows) == 0 {
		return "Aucun questionnaire"
	}
	return french.Count(len(v.Rows), "questionnaire", "questionnaires")
}

// purposes are the choices of whom a form is for, after others.
func purposes(options ...ui.Option) []ui.Option {
	for _, p := range survey.Purposes {
		options = append(options, ui.Option{Value: string(p), Label: french.Capital(p.Label())})
	}
	return options
}

func states() []ui.Option {
	options := []ui.Option{{Label: "Tous"}}
	for _, s := range survey.States {
		options = append(options, ui.Option{Value: string(s), Label: french.Capital(s.Label())})
	}
	return options
}

// projectOptions are the choices of a project, those in hand first.
func projectOptions(projects []survey.Project, none string) []ui.Option {
	options := []ui.Option{{Label: none}}
	for _, p := range projects {
		group := "Projets en cours"
		if !p.Open {
			group = "Projets terminés"
		}
		options = append(options, ui.Option{Value: strconv.FormatInt(p.ID, 10), Label: p.Title, Group: group})
	}
	return options
}

// published says which version is out: « 2, le 6 mai 2024, par Lucie Perrin ».
func published(r survey.Row) string {
	return french.Number(r.Published) + ", le " + workcal.FromTime(r.PublishedAt).FrenchDay() + ", par " + r.PublishedBy
}

// answered says how many answers a form has: « 138 réponses », and what is set aside beside them.
func answered(r survey.Row) string {
	if r.Answers+r.Aside == 0 {
		return "Aucune réponse"
	}
	said := french.Count(r.Answers, "réponse", "réponses")
	if r.Aside > 0 {
		said += " (" + french.Number(r.Aside) + " de côté)"
	}
	return said
}
