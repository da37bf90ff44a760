// Package surveyui draws the forms of the service: their list, each as it is built, what publishing it changes, its versions, how it will be seen; and the bank
// of questions.
package surveyui

import (
	"cmp"
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"

	"parvis/internal/access"
	"parvis/internal/exchange/xlsform"
	"parvis/internal/fault"
	"parvis/internal/survey"
	"parvis/internal/trash"
	"parvis/web/historyui"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// Handlers answers the pages of the forms.
type Handlers struct {
	surveys *survey.Room
}

// New gives the handlers over the forms.
func New(room *survey.Room) *Handlers { return &Handlers{surveys: room} }

// Routes lists the pages of the forms: read with GET, act with POST.
func (h *Handlers) Routes(r chi.Router) {
	page, post := serve.Routes(r)

	page(urls.Forms(), h.list)
	post(urls.Forms(), h.create)
	page(urls.NewForm(), h.newForm)
	page(urls.FormImport(), h.askFile)
	r.With(serve.Taking(xlsform.MostBytes+1<<20)).Post(urls.FormImport(), serve.Handle(h.readFile))
	page(urls.Bank(), h.bank)
	page(urls.BankQuestion(urls.AnyBankQuestion), h.editBanked)
	post(urls.BankQuestion(urls.AnyBankQuestion), h.saveBanked)
	post(urls.BankUse(urls.AnyBankQuestion), h.useBanked)
	page(urls.BankHistory(urls.AnyBankQuestion), h.bankHistory)

	page(urls.Form(urls.AnyForm), h.show)
	post(urls.Form(urls.AnyForm), h.saveSettings)
	page(urls.FormEdit(urls.AnyForm), h.editSettings)
	post(urls.FormOrder(urls.AnyForm), h.order)
	page(urls.NewQuestion(urls.AnyForm, ""), h.newQuestion)
	post(urls.FormQuestions(urls.AnyForm), h.addQuestion)
	page(urls.Question(urls.AnyForm, urls.AnyQuestionKey), h.editQuestion)
	post(urls.Question(urls.AnyForm, urls.AnyQuestionKey), h.saveQuestion)
	page(urls.QuestionCondition(urls.AnyForm, urls.AnyQuestionKey), h.condition)
	post(urls.QuestionCondition(urls.AnyForm, urls.AnyQuestionKey), h.saveCondition)
	post(urls.QuestionBanked(urls.AnyForm, urls.AnyQuestionKey), h.toBank)
	page(urls.FormBank(urls.AnyForm, ""), h.offerBank)
	post(urls.FormBank(urls.AnyForm, ""), h.takeBank)
	page(urls.FormPublish(urls.AnyForm), h.askPublish)
	post(urls.FormPublish(urls.AnyForm), h.publish)
	post(urls.FormUse(urls.AnyForm), h.use)
	page(urls.FormDelete(urls.AnyForm), h.askDelete)
	post(urls.FormDelete(urls.AnyForm), h.delete)
	page(urls.FormHistory(urls.AnyForm), h.history)
	page(urls.FormVersion(urls.AnyForm, urls.AnyFormVersion), h.version)
	post(urls.FormVersion(urls.AnyForm, urls.AnyFormVersion), h.reread)
	page(urls.FormPreview(urls.AnyForm, nil), h.preview)
	page(urls.FormPaper(urls.AnyForm, nil), h.paper)
	page(urls.FormExport(urls.AnyForm, nil), h.askExport)
	page(urls.FormFile(urls.AnyForm, nil), h.export)
}

// form finds the form of the request and what its reader may do with it.
func (h *Handlers) form(r *http.Request) (survey.Sheet, error) {
	id, err := serve.ID(r, "form")
	if err != nil {
		return survey.Sheet{}, err
	}
	return h.surveys.Form(r.Context(), serve.By(r), id)
}

// living finds the form of the request, unless it is in the trash or its reader may not do this with it.
func (h *Handlers) living(r *http.Request, action *access.Action) (survey.Sheet, error) {
	s, err := h.form(r)
	if err == nil && s.DeletedAt != nil {
		err = fault.Missing(nil)
	}
	return s, cmp.Or(err, serve.By(r).Check(action, access.Tie{}))
}

func crumbs(more ...ui.Crumb) []ui.Crumb {
	return append([]ui.Crumb{{Label: "Questionnaires", URL: urls.Forms()}}, more...)
}

func crumbsOf(s survey.Sheet) []ui.Crumb {
	return crumbs(ui.Crumb{Label: s.Title, URL: urls.Form(s.ID)})
}

func page(title string) ui.Page {
	return ui.Page{Title: title, Section: ui.Forms}
}

func (h *Handlers) history(w http.ResponseWriter, r *http.Request) error {
	s, err := h.form(r)
	if err != nil {
		return err
	}
	p, err := h.surveys.History(r.Context(), serve.By(r), s.ID, historyui.Asked(r))
	if err != nil {
		return err
	}
	return historyui.Show(w, r, ui.Forms, s.Subject(), p, crumbsOf(s)...)
}

func (h *Handlers) askDelete(w http.ResponseWriter, r *http.Request) error {
	s, err := h.living(r, survey.MayDelete)
	if err != nil {
		return err
	}
	if s.Published > 0 {
		return fault.New(fault.Conflict, "Ce questionnaire a été publié\u00a0: il ne se supprime pas, car des réponses peuvent en dépendre. Retirez-le de l’usage.", nil)
	}
	return serve.Page(w, r, DeletePage(s))
}

func (h *Handlers) delete(w http.ResponseWriter, r *http.Request) error {
	id, err := serve.ID(r, "form")
	if err != nil {
		return err
	}
	if err := h.surveys.Delete(r.Context(), serve.By(r), id); err != nil {
		return err
	}
	return serve.Thrown(w, r, "Le questionnaire est à la corbeille. Vous pouvez le rétablir pendant "+trash.Lasts+".", "questionnaires", id, urls.Forms())
}

// number reads the number of a version in the path.
func number(r *http.Request) (int, error) {
	n, err := strconv.Atoi(chi.URLParam(r, "formversion"))
	if err != nil || n < 1 || n > 1_000_000 {
		return 0, fault.Missing(err)
	}
	return n, nil
}
