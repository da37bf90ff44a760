package surveyui

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"parvis/internal/french"
	"parvis/internal/survey"
	"parvis/internal/survey/question"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// conditionForm is the page that says when a question is shown.
type conditionForm struct {
	questionForm
	Places survey.Places
	On     string // what a part that is being added is about; "": nothing yet
}

func (h *Handlers) conditionOf(r *http.Request) (conditionForm, error) {
	q, err := h.question(r)
	if err != nil {
		return conditionForm{}, err
	}
	v := conditionForm{questionForm: q}
	v.Places, err = h.surveys.Places(r.Context(), serve.By(r), v.Sheet.ProjectID)
	return v, err
}

func (h *Handlers) condition(w http.ResponseWriter, r *http.Request) error {
	v, err := h.conditionOf(r)
	if err != nil {
		return err
	}
	v.Form = form.Of(nil).Over(survey.QuestionEdition(v.Question))
	if on := form.Query(r).Text("sur"); v.knows(on) {
		v.On = on
	}
	return serve.Page(w, r, ConditionPage(v))
}

// before are the questions that stand before this one and are answered.
func (v conditionForm) before() []question.Question {
	var list []question.Question
	for _, q := range v.Sheet.Draft.Questions {
		if q.Key == v.Question.Key {
			break
		}
		if q.Kind.Asks() {
			list = append(list, q)
		}
	}
	return list
}

// knows tells whether a part may be about this.
func (v conditionForm) knows(on string) bool {
	return slices.Contains(question.Contexts, on) || slices.ContainsFunc(v.before(), func(q question.Question) bool { return q.Key == on })
}

// saveCondition adds a part, removes one, or says whether all must hold.
func (h *Handlers) saveCondition(w http.ResponseWriter, r *http.Request) error {
	v, err := h.conditionOf(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	now := question.Condition{}
	if v.Question.When != nil {
		now = question.Condition{Any: v.Question.When.Any, Of: slices.Clone(v.Question.When.Of)}
	}
	said := "La condition est enregistrée."
	switch gone, on := f.Text("retirer"), f.Text("sur"); {
	case gone != "":
		if i, err := strconv.Atoi(gone); err == nil && i >= 0 && i < len(now.Of) {
			now.Of = slices.Delete(now.Of, i, i+1)
		}
		said = "Cette partie de la condition est retirée."
	case on != "":
		clause := question.Clause{On: on, Op: form.Choice(f, "comparaison", question.Ops)}
		offered := v.values(on)
		for _, o := range offered {
			if slices.Contains(f.All("valeur"), o.Value) {
				clause.Values = append(clause.Values, o.Value)
			}
		}
		if text := f.Text("valeur"); text != "" && len(offered) == 0 {
			clause.Values = []string{french.Shorten(text, question.MaxText)}
		}
		f.Require(v.knows(on), "comparaison", "Ce sur quoi porte la condition n’est plus là.")
		f.Require(clause.Op != "", "comparaison", "Veuillez dire comment comparer.")
		f.Require(clause.Op == question.Answered || len(clause.Values) > 0, "comparaison", "Veuillez choisir au moins une réponse, ou «\u00a0a une réponse\u00a0».")
		if clause.Op == question.Answered {
			clause.Values = nil
		}
		now.Of = append(now.Of, clause)
		v.On = on
	default:
		now.Any = f.Text("ensemble") == "une"
	}
	if err = f.Err(); err == nil {
		err = h.surveys.Ask(r.Context(), serve.By(r), v.Sheet.ID, v.Question.Key, f.Version(), &now)
	}
	if v.Form = f; f.Refuse(err) {
		return serve.Invalid(w, r, ConditionPage(v))
	}
	return serve.Saved(w, r, f, err, said, urls.QuestionCondition(v.Sheet.ID, v.Question.Key))
}

var contextWords = map[string]string{question.OfProject: "le projet", question.OfSlot: "la séance", question.OfAudience: "le public"}

// subjects are what a part may be about.
func (v conditionForm) subjects() []ui.Option {
	var options []ui.Option
	for _, q := range v.before() {
		options = append(options, ui.Option{Value: q.Key, Label: place(v.Sheet.Draft, q.Key) + ". " + french.Shorten(q.Label.In(question.French), 70), Group: "Questions posées avant"})
	}
	for _, c := range question.Contexts {
		options = append(options, ui.Option{Value: c, Label: capital(contextWords[c]), Group: "Là où le questionnaire est posé"})
	}
	return options
}

// values are what a part about something may compare with.
func (v conditionForm) values(on string) []ui.Option {
	var options []ui.Option
	id := func(n int64) string { return strconv.FormatInt(n, 10) }
	switch on {
	case question.OfProject:
		for _, p := range v.Places.Projects {
			options = append(options, ui.Option{Value: id(p.ID), Label: p.Title})
		}
		return options
	case question.OfSlot:
		for _, s := range v.Places.Slots {
			at := s.StartsAt
			options = append(options, ui.Option{Value: id(s.ID), Label: s.Title + ", " + workcal.FromTime(at).FrenchDay() + " à " + french.Hour(at)})
		}
		return options
	case question.OfAudience:
		for _, a := range v.Places.Audiences {
			options = append(options, ui.Option{Value: id(a.ID), Label: a.Name})
		}
		return options
	}
	q, _ := v.Sheet.Draft.Question(on)
	if !q.Kind.Closed() {
		return nil
	}
	if q.Kind == question.Consent {
		return []ui.Option{{Value: "1", Label: "D’accord"}}
	}
	choices := slices.Clone(q.Choices())
	if q.Other {
		choices = append(choices, question.Option{Key: question.OtherKey, Label: question.FR("Autre")})
	}
	if q.Unsure {
		choices = append(choices, question.Option{Key: question.Unsure, Label: question.FR("Je ne sais pas")})
	}
	for _, o := range choices {
		if q.Kind != question.Matrix {
			options = append(options, ui.Option{Value: o.Key, Label: o.Label.In(question.French)})
		}
	}
	if q.Kind == question.Matrix {
		for _, row := range q.Rows {
			for _, o := range choices {
				options = append(options, ui.Option{Value: row.Key + "=" + o.Key, Label: row.Label.In(question.French) + "\u00a0: " + o.Label.In(question.French)})
			}
		}
	}
	return options
}

func comparisons() []ui.Option {
	var options []ui.Option
	for _, o := range question.Ops {
		options = append(options, ui.Option{Value: string(o), Label: o.Label()})
	}
	return options
}

// subject is what a part is about, in words.
func subject(f question.Form, on string) string {
	if word := contextWords[on]; word != "" {
		return word
	}
	return "la question " + place(f, on)
}

// clauseWords is a part of a condition in words; values names what it compares with, nil where the form alone is known.
func clauseWords(f question.Form, c question.Clause, values func(on string) []ui.Option) string {
	said := subject(f, c.On) + " " + c.Op.Label()
	if c.Op == question.Answered {
		return said
	}
	var list []string
	known := conditionForm{questionForm: questionForm{Sheet: survey.Sheet{Form: survey.Form{Draft: f}}}}
	offered := known.values(c.On)
	if values != nil {
		offered = values(c.On)
	}
	for _, value := range c.Values {
		word := value
		for _, o := range offered {
			if o.Value == value {
				word = o.Label
			}
		}
		if values == nil && strings.HasPrefix(c.On, "@") {
			word = ""
		}
		if word != "" {
			list = append(list, "«\u00a0"+word+"\u00a0»")
		}
	}
	if len(list) == 0 {
		return said + " dans une liste"
	}
	return said + " " + french.Or(list)
}
