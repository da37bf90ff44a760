package answerui

import (
	"net/http"
	"slices"
	"strings"

	"parvis/internal/french"
	"parvis/internal/response"
	"parvis/internal/survey/question"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/urls"
)

// correctionPage is a sheet that was typed, to be typed over.
type correctionPage struct {
	entryPage
	Typed response.Typed
}

func (h *Handlers) correction(r *http.Request) (correctionPage, error) {
	id, err := serve.ID(r, "collection")
	if err != nil {
		return correctionPage{}, err
	}
	sheet, err := serve.ID(r, "response")
	if err != nil {
		return correctionPage{}, err
	}
	o, t, err := h.room.ToCorrect(r.Context(), serve.By(r), id, sheet)
	return correctionPage{entryPage{Opening: o, Lines: lines(o.Form.Form)}, t}, err
}

func (h *Handlers) showCorrection(w http.ResponseWriter, r *http.Request) error {
	p, err := h.correction(r)
	if err != nil {
		return err
	}
	p.In = form.Of(p.values()).Over(p.Typed.Edition())
	return serve.Page(w, r, CorrectionPage(p))
}

func (h *Handlers) correct(w http.ResponseWriter, r *http.Request) error {
	f, err := serve.Sent(r, response.MayRead)
	if err != nil {
		return err
	}
	p, err := h.correction(r)
	if err != nil {
		return err
	}
	p.In = f
	answers := p.read(f)
	day := pastDay(f, r)
	if err = f.Err(); err == nil {
		err = h.room.Correct(r.Context(), serve.By(r), p.ID, p.Typed.ID, f.Version(), p.given(f, day, answers))
	}
	if f.Refuse(err) {
		return serve.Invalid(w, r, CorrectionPage(p))
	}
	return serve.Saved(w, r, f, err, "La feuille "+french.Number(int(p.Typed.ID))+" est corrigée. L’historique du recueil dit ce qui a changé.", urls.Collection(p.ID))
}

// values are the fields of the page as the sheet was typed: what typed reads.
func (p correctionPage) values() map[string][]string {
	values := map[string][]string{fieldDay: {p.Typed.Day.Digits()}, fieldLang: {string(p.Typed.Language)}, fieldHelp: {string(p.Typed.Help)}}
	answers := p.Typed.Answers()
	for _, q := range p.Opening.Form.Form.Questions {
		a := answers[q.Key]
		for name, list := range q.Fields(a) {
			switch {
			case q.Kind == question.Ranking && !a.Unsure, name == question.Field(q.Key, question.OtherKey):
			case q.Kind == question.Date && !a.Unsure:
				if d, err := workcal.Parse(a.Text); err == nil {
					list = []string{d.Digits()}
				}
			case a.Unsure && len(q.Choices()) == 0:
				list = []string{"?"}
			case q.Kind == question.Number:
				list = []string{strings.Replace(a.Text, ".", ",", 1)}
			case q.Kind != question.Text && q.Kind != question.Long:
				list = []string{strings.Join(numbersOf(q, list), " ")}
			}
			values[typedField(name)] = list
		}
	}
	return values
}

// numbersOf are the numbers of boxes as they are printed.
func numbersOf(q question.Question, keys []string) []string {
	var list []string
	for _, c := range q.Codes() {
		if slices.Contains(keys, c.Key) {
			list = append(list, c.Number)
		}
	}
	return list
}
