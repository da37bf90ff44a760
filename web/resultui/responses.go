package resultui

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"parvis/internal/access"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/results"
	"parvis/internal/survey/question"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// verbatimView is what people wrote, as its page draws it.
type verbatimView struct {
	results.Verbatims
	filterView
}

func (v verbatimView) title() string {
	return v.titled("Verbatims", v.Verbatims.Form.Title, v.Question, v.Find, pageText(v.Page))
}

// pageText says which page of a list it is, "" for the first.
func pageText(page int) string {
	if page < 2 {
		return ""
	}
	return "page " + strconv.Itoa(page)
}

func (v verbatimView) lead() string {
	s := french.Count(v.Total, "verbatim", "verbatims")
	if v.Find != "" || v.Question != "" || v.filterView.Filter.Narrowed() {
		s += " sous ce filtre"
	}
	return s + ". Les réponses mises de côté n’y sont pas."
}

func (v verbatimView) questions() ui.Field {
	var options []ui.Option
	for _, w := range v.Verbatims.Form.Written() {
		options = append(options, ui.Option{Value: w.Key, Label: french.Shorten(w.Label, 60), Group: "Questions"})
	}
	return v.field(fieldQuestion, "Question", append([]ui.Option{{Label: "Toutes"}}, options...))
}

func pages(total int) int {
	return min(max(1, (total+results.PerPage-1)/results.PerPage), results.MostPages)
}

func (v verbatimView) turn(page int) string {
	return urls.FormVerbatims(v.FormID, v.query(fieldQuestion, v.Question, fieldFind, v.Find, fieldPage, strconv.Itoa(page)))
}

// facts say when and where something was written, and nothing of who.
func (v verbatimView) facts(one results.Verbatim) string {
	list := []string{one.Day.French(), one.Channel.Label()}
	if one.Project != "" {
		list = append(list, one.Project)
	}
	if a := v.audience(one.AudienceID); a != "" {
		list = append(list, a)
	}
	if one.Helped {
		list = append(list, "avec aide")
	}
	return strings.Join(list, " · ")
}

// responseView is the list of responses as its page draws it.
type responseView struct {
	results.Responses
	filterView
	Put *form.Form // to set those that are chosen aside
}

func (v responseView) title() string {
	what := "Réponses"
	if v.Aside {
		what += " mises de côté"
	}
	return v.titled(what, v.Responses.Form.Title, pageText(v.Page))
}

func (v responseView) lead() string {
	if v.Aside {
		return french.Count(v.Total, "réponse mise de côté", "réponses mises de côté") + "."
	}
	return french.Count(v.Total, "réponse", "réponses") + ", dans aucun ordre au sein d’un jour\u00a0; celles qui sont mises de côté restent là et ne comptent pas."
}

func (v responseView) turn(page int) string {
	q := v.here()
	q.Set(fieldPage, strconv.Itoa(page))
	return urls.FormResponses(v.FormID, q)
}

// here is the address of the list as it is filtered.
func (v responseView) here() url.Values {
	q := v.query()
	if v.Aside {
		q.Set(fieldAside, "1")
	}
	return q
}

func (v responseView) chosen(id int64) bool {
	return slices.Contains(v.Put.IDs(results.FieldResponses), id)
}

// reasonField asks why responses are set aside.
func reasonField(f *form.Form) ui.Field {
	var options []ui.Option
	hints := map[results.Reason]string{results.Test: "saisie par le service pour essayer", results.Doubtful: "incohérente, ou envoyée plusieurs fois", results.Another: "dites laquelle"}
	for _, r := range results.Reasons {
		options = append(options, ui.Option{Value: string(r), Label: french.Capital(r.Label()), Hint: hints[r]})
	}
	field := f.Field(ui.Field{Name: results.FieldReason, Label: "Motif", Required: true, Alone: true})
	field.Options = ui.Choose(options, field.Value)
	return field
}

func noteField(f *form.Form) ui.Field {
	return f.Field(ui.Field{Name: results.FieldNote, Label: "Précision", When: "pour une autre raison", Max: results.MaxNote, Personal: true})
}

var asideLabels = map[string]string{results.FieldResponses: "Réponses", results.FieldReason: "Motif", results.FieldNote: "Précision"}

func (h *Handlers) responses(r *http.Request, put *form.Form) (responseView, error) {
	id, err := formID(r)
	if err != nil {
		return responseView{}, err
	}
	f := form.Query(r)
	v, err := h.room.Responses(r.Context(), serve.By(r), id, parseFilter(f, serve.By(r)), f.Flag(fieldAside), f.Int(fieldPage))
	return responseView{v, filterView{Form: f, FormID: id, Filter: v.Filter, Choices: v.Choices, at: urls.FormResponses}, put}, err
}

func (h *Handlers) showResponses(w http.ResponseWriter, r *http.Request) error {
	v, err := h.responses(r, form.Of(nil))
	if err != nil {
		return err
	}
	return serve.Page(w, r, ResponsesPage(v))
}

// asideOf reads why responses are set aside.
func asideOf(f *form.Form) results.SetAside {
	return results.SetAside{Reason: form.Choice(f, results.FieldReason, results.Reasons), Note: f.Text(results.FieldNote)}
}

func saidAside(n int) string {
	if n == 0 {
		return "Ces réponses étaient déjà mises de côté."
	}
	return french.Count(n, "réponse mise de côté", "réponses mises de côté") + "\u00a0: " + french.Agree(n, "elle ne compte plus", "elles ne comptent plus") + "."
}

func (h *Handlers) setAside(w http.ResponseWriter, r *http.Request) error {
	id, err := formID(r)
	if err != nil {
		return err
	}
	f, err := serve.Sent(r, results.MaySetAside)
	if err != nil {
		return err
	}
	why := asideOf(f)
	err = f.Merge(why.Tidy().Check())
	n := 0
	if err == nil {
		n, err = h.room.Put(r.Context(), serve.By(r), id, f.IDs(results.FieldResponses), why)
	}
	if f.Refuse(err) {
		v, err := h.responses(r, f)
		if err != nil {
			return err
		}
		return serve.Invalid(w, r, ResponsesPage(v))
	}
	back := form.Query(r)
	return serve.Saved(w, r, f, err, saidAside(n), urls.FormResponses(id, responseView{filterView: filterView{Filter: parseFilter(back, serve.By(r))}, Responses: results.Responses{Aside: back.Flag(fieldAside)}}.here()))
}

// oneView is one response as its page draws it.
type oneView struct {
	results.Sheet
	Put   *form.Form
	Today workcal.Date
}

func (h *Handlers) response(r *http.Request) (form, id int64, err error) {
	if form, err = formID(r); err == nil {
		id, err = serve.ID(r, "response")
	}
	return form, id, err
}

func (h *Handlers) sheet(r *http.Request, put *form.Form) (oneView, error) {
	of, id, err := h.response(r)
	if err != nil {
		return oneView{}, err
	}
	s, err := h.room.Response(r.Context(), serve.By(r), of, id)
	return oneView{Sheet: s, Put: put, Today: serve.Today(r)}, err
}

func (h *Handlers) showResponse(w http.ResponseWriter, r *http.Request) error {
	v, err := h.sheet(r, form.Of(nil))
	if err != nil {
		return err
	}
	return serve.Page(w, r, ResponsePage(v))
}

func (h *Handlers) setOneAside(w http.ResponseWriter, r *http.Request) error {
	of, id, err := h.response(r)
	if err != nil {
		return err
	}
	f, err := serve.Sent(r, results.MaySetAside)
	if err != nil {
		return err
	}
	why := asideOf(f)
	err = f.Merge(why.Tidy().Check())
	n := 0
	if err == nil {
		n, err = h.room.Put(r.Context(), serve.By(r), of, []int64{id}, why)
	}
	if f.Refuse(err) {
		v, err := h.sheet(r, f)
		if err != nil {
			return err
		}
		return serve.Invalid(w, r, ResponsePage(v))
	}
	return serve.Saved(w, r, f, err, saidAside(n), urls.FormResponse(of, id))
}

func (h *Handlers) countAgain(w http.ResponseWriter, r *http.Request) error {
	of, id, err := h.response(r)
	if err != nil {
		return err
	}
	f, err := serve.Sent(r, results.MaySetAside)
	if err != nil {
		return err
	}
	err = h.room.CountAgain(r.Context(), serve.By(r), of, []int64{id})
	return serve.Saved(w, r, f, err, "La réponse compte de nouveau.", urls.FormResponse(of, id))
}

func (v oneView) title() string {
	return "Réponse n°\u00a0" + strconv.FormatInt(v.ID, 10) + " · " + v.Sheet.Form.Title
}

// facts say of a response what is known of it, which is nothing of who answered.
func facts(r results.Response) string {
	list := []string{r.Day.French(), r.Channel.Label(), "version " + strconv.Itoa(r.Number), question.Lang(r.Language).Name()}
	if r.Easy {
		list = append(list, results.Easy.Label())
	}
	if help := r.HelpText(); help != "" {
		list = append(list, help)
	}
	for _, s := range []string{r.Project, r.Slot} {
		if s != "" {
			list = append(list, s)
		}
	}
	return strings.Join(list, " · ")
}

func (v oneView) subject() journal.Subject { return v.Subject(v.Sheet.Form.Title) }

// answered is one answer in words.
type answered struct{ Question, Answer string }

func (v oneView) answers() []answered {
	var list []answered
	for _, q := range v.Sheet.Form.Asked.Questions {
		if !q.Kind.Asks() || q.Practice {
			continue
		}
		a := v.Answers[q.Key]
		label := heading(v.Sheet.Form, q)
		if q.Kind == question.Matrix {
			for _, row := range q.Rows {
				text := ""
				switch key := a.Rows[row.Key]; {
				case a.Unsure, key == question.Unsure:
					text = unsure
				case key != "":
					text = optionLabel(q, key)
				}
				list = append(list, answered{label + " " + fr(row.Label), text})
			}
			continue
		}
		list = append(list, answered{label, answerText(q, a)})
	}
	return list
}

const unsure = "Je ne sais pas"

func answerText(q question.Question, a question.Answer) string {
	if a.Unsure {
		return unsure
	}
	switch q.Kind {
	case question.Consent:
		if a.Agreed {
			return "accord donné"
		}
		return ""
	case question.Number, question.Date, question.Text, question.Long:
		return a.Text
	}
	var names []string
	for i, key := range a.Chosen {
		name := optionLabel(q, key)
		if key == question.OtherKey && a.Text != "" {
			name += "\u00a0: " + a.Text
		}
		if q.Kind == question.Ranking {
			name = strconv.Itoa(i+1) + ". " + name
		}
		names = append(names, name)
	}
	return strings.Join(names, "\u00a0; ")
}

func optionLabel(q question.Question, key string) string {
	for _, o := range q.Choices() {
		if o.Key == key {
			if o.Retired {
				return fr(o.Label) + " (retirée)"
			}
			return fr(o.Label)
		}
	}
	if key == question.OtherKey {
		return "Autre"
	}
	return key
}

func (h *Handlers) exportResponses(w http.ResponseWriter, r *http.Request) error {
	id, err := formID(r)
	if err != nil {
		return err
	}
	by := serve.By(r)
	if err := by.Check(results.MayExport, access.Tie{}); err != nil {
		return err
	}
	asked := form.Query(r)
	f, err := h.room.Export(r.Context(), by, id, parseFilter(asked, by))
	if err != nil {
		return err
	}
	if asked.Text("format") != "csv" {
		data, err := f.Workbook()
		if err != nil {
			return err
		}
		return serve.File(w, r, "reponses.xlsx", xlsx, data)
	}
	part := form.Choice(asked, "partie", results.Parts)
	if part == "" {
		part = results.Labels
	}
	data, err := f.CSV(part)
	if err != nil {
		return err
	}
	return serve.File(w, r, "reponses-"+string(part)+".csv", "text/csv; charset=utf-8", data)
}

const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
