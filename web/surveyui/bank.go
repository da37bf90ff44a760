package surveyui

import (
	"net/http"

	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/survey"
	"parvis/internal/survey/question"
	"parvis/web/form"
	"parvis/web/historyui"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

func (h *Handlers) bank(w http.ResponseWriter, r *http.Request) error {
	list, err := h.surveys.Bank(r.Context(), serve.By(r))
	if err != nil {
		return err
	}
	return serve.Page(w, r, BankPage(list))
}

// bankForm is the page of a question of the bank.
type bankForm struct {
	questionForm
	Banked survey.BankSheet
}

func (h *Handlers) banked(r *http.Request) (bankForm, error) {
	id, err := serve.ID(r, "bankquestion")
	if err != nil {
		return bankForm{}, err
	}
	b, err := h.surveys.Banked(r.Context(), serve.By(r), id)
	v := bankForm{Banked: b, questionForm: questionForm{Question: b.Question, Langs: spokenBy(b.Question), Fixed: b.Fixed()}}
	v.Question.Bank = false // here it is edited as any other
	return v, err
}

// spokenBy are the languages in which a question has words, and English, for it to be given some.
func spokenBy(q question.Question) []question.Lang {
	langs := []question.Lang{question.French}
	for _, l := range question.Langs[1:] {
		if q.Label[l] != "" || l == "en" {
			langs = append(langs, l)
		}
	}
	return langs
}

func (h *Handlers) editBanked(w http.ResponseWriter, r *http.Request) error {
	v, err := h.banked(r)
	if err != nil {
		return err
	}
	values := questionValues(v.Banked.Question, form.Query(r).Flag("codes"))
	values.Set("theme", v.Banked.Theme)
	v.Form = form.Of(values).Over(v.Banked.BankEdition())
	return serve.Page(w, r, BankedPage(v))
}

func (h *Handlers) saveBanked(w http.ResponseWriter, r *http.Request) error {
	f, err := serve.Sent(r, survey.MayBank)
	if err != nil {
		return err
	}
	v, err := h.banked(r)
	if err != nil {
		return err
	}
	d, err := parseQuestion(f, v.Banked.Question, v.Langs)
	if err == nil {
		err = h.surveys.EditBanked(r.Context(), serve.By(r), v.Banked.ID, f.Version(), survey.BankDraft{Theme: f.Text("theme"), QuestionDraft: d})
	}
	if v.Form = f; f.Refuse(err) {
		return serve.Invalid(w, r, BankedPage(v))
	}
	return serve.Saved(w, r, f, err, "La question de la banque est enregistrée. Les questionnaires qui la posent reprennent son texte quand on le leur demande.", urls.BankQuestion(v.Banked.ID))
}

func (h *Handlers) useBanked(w http.ResponseWriter, r *http.Request) error {
	f, err := serve.Sent(r, survey.MayBank)
	if err != nil {
		return err
	}
	id, err := serve.ID(r, "bankquestion")
	if err != nil {
		return err
	}
	active, said := f.Flag("actif"), "La question n’est plus proposée. Les questionnaires qui la posent continuent."
	if active {
		said = "La question est de nouveau proposée."
	}
	if err := h.surveys.Retire(r.Context(), serve.By(r), id, active); err != nil {
		return err
	}
	serve.Flash(r, said)
	return serve.Redirect(w, r, urls.BankQuestion(id))
}

func (h *Handlers) bankHistory(w http.ResponseWriter, r *http.Request) error {
	v, err := h.banked(r)
	if err != nil {
		return err
	}
	p, err := h.surveys.BankHistory(r.Context(), serve.By(r), v.Banked.ID, historyui.Asked(r))
	if err != nil {
		return err
	}
	return historyui.Show(w, r, ui.Forms, v.Banked.Subject(), p, bankCrumbs(ui.Crumb{Label: titled(v.Question), URL: urls.BankQuestion(v.Banked.ID)})...)
}

func bankCrumbs(more ...ui.Crumb) []ui.Crumb {
	return append(crumbs(ui.Crumb{Label: "Banque de questions", URL: urls.Bank()}), more...)
}

// offer is the page that takes questions of the bank into a draft.
type offer struct {
	*form.Form
	Sheet survey.Sheet
	After string
	Bank  []survey.BankSheet // those that may be taken
}

func (h *Handlers) offerBank(w http.ResponseWriter, r *http.Request) error {
	s, err := h.living(r, survey.MayBuild)
	if err != nil {
		return err
	}
	all, err := h.surveys.Bank(r.Context(), serve.By(r))
	if err != nil {
		return err
	}
	v := offer{Form: form.Of(nil), Sheet: s, After: form.Query(r).Text("apres")}
	if _, found := s.Draft.Question(v.After); !found {
		v.After = ""
	}
	for _, b := range all {
		if _, there := s.Draft.Question(b.Key); b.Active && !there {
			v.Bank = append(v.Bank, b)
		}
	}
	return serve.Page(w, r, OfferPage(v))
}

func (h *Handlers) takeBank(w http.ResponseWriter, r *http.Request) error {
	f, err := serve.Sent(r, survey.MayBuild)
	if err != nil {
		return err
	}
	id, err := serve.ID(r, "form")
	if err != nil {
		return err
	}
	ids := f.IDs("question")
	if len(ids) == 0 {
		return fault.New(fault.Invalid, "Veuillez choisir au moins une question.", nil)
	}
	if err := h.surveys.Take(r.Context(), serve.By(r), id, f.Text("apres"), ids); err != nil {
		return err
	}
	serve.Flash(r, "Ajouté au brouillon\u00a0: "+french.Count(len(ids), "question", "questions")+" de la banque.")
	return serve.Redirect(w, r, urls.Form(id))
}

// themes are the questions of the bank under their themes, in order.
func themes(list []survey.BankSheet) []string {
	var all []string
	for _, b := range list {
		if len(all) == 0 || all[len(all)-1] != b.Theme {
			all = append(all, b.Theme)
		}
	}
	return all
}

func under(list []survey.BankSheet, theme string) []survey.BankSheet {
	var of []survey.BankSheet
	for _, b := range list {
		if b.Theme == theme {
			of = append(of, b)
		}
	}
	return of
}

func themeWords(theme string) string {
	if theme == "" {
		return "Sans thème"
	}
	return theme
}
