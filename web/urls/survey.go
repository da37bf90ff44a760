package urls

import (
	"net/url"
	"strconv"
)

// Forms is the list of forms; POST creates one.
func Forms() string { return "/questionnaires" }

// FormsOf is the list under a filter.
func FormsOf(filter url.Values) string { return with(Forms(), filter) }

// NewForm asks how a form begins; POST to Forms creates it.
func NewForm() string { return Forms() + "/nouveau" }

// NewFormFor asks how a form of a project begins.
func NewFormFor(project int64) string {
	return with(NewForm(), url.Values{"projet": {strconv.FormatInt(project, 10)}})
}

// FormImport asks for a file that a form begins with; POST reads it, and shows what cannot be kept.
func FormImport() string { return Forms() + "/import" }

// Form is one form and its draft; POST saves what is said of it besides its questions.
func Form(id int64) string { return path(Forms()+"/", id) }

// FormAt is a question in the draft of a form.
func FormAt(id int64, key string) string { return Form(id) + "#q-" + key }

// FormEdit is the form of what is said of a form besides its questions; POST to Form saves it.
func FormEdit(id int64) string { return Form(id) + "/modifier" }

// FormOrder moves and removes questions of a draft (POST).
func FormOrder(id int64) string { return Form(id) + "/ordre" }

// FormQuestions adds a question to a draft (POST).
func FormQuestions(id int64) string { return Form(id) + "/questions" }

// NewQuestion is the form for a question, after another one; POST to FormQuestions adds it.
func NewQuestion(id int64, after string) string {
	return with(FormQuestions(id)+"/nouvelle", url.Values{"apres": {after}})
}

// AnyQuestionKey is what Question names, for the router.
const AnyQuestionKey = "{key}"

// Question is the form of a question of a draft; POST saves it.
func Question(id int64, key string) string { return FormQuestions(id) + "/" + key }

// QuestionKeys is the same, with the keys of its answers.
func QuestionKeys(id int64, key string) string { return Question(id, key) + "?codes=1" }

// QuestionCondition is when a question is shown; POST changes it.
func QuestionCondition(id int64, key string) string { return Question(id, key) + "/condition" }

// QuestionConditionOn asks which answers to another question, or which places, show it.
func QuestionConditionOn(id int64, key, on string) string {
	return with(QuestionCondition(id, key), url.Values{"sur": {on}})
}

// QuestionBanked puts a question in the bank, or gives it the words that the bank has (POST).
func QuestionBanked(id int64, key string) string { return Question(id, key) + "/banque" }

// FormBank offers questions of the bank, after one of a draft; POST takes them.
func FormBank(id int64, after string) string {
	return with(Form(id)+"/banque", url.Values{"apres": {after}})
}

// FormPublish says what a draft changes (GET) and publishes it (POST).
func FormPublish(id int64) string { return Form(id) + "/publication" }

// FormUse takes a form out of use, or puts it back (POST).
func FormUse(id int64) string { return Form(id) + "/usage" }

// FormDelete asks (GET) and puts a form in the trash (POST).
func FormDelete(id int64) string { return Form(id) + "/suppression" }

// FormHistory is who did what to a form, and when.
func FormHistory(id int64) string { return Form(id) + "/historique" }

// FormVersion is a version of a form; POST notes who read it again.
func FormVersion(id, number int64) string { return path(Form(id)+"/versions/", number) }

// FormPreview shows a draft, or a version, as it will be answered; the query says which, how wide, in which language.
func FormPreview(id int64, query url.Values) string { return with(Form(id)+"/apercu", query) }

// FormPaper is a draft, or a version, on paper.
func FormPaper(id int64, query url.Values) string { return with(Form(id)+"/papier", query) }

// FormExport says what a workbook for other programs will not say of a draft, or of a version.
func FormExport(id int64, query url.Values) string { return with(Form(id)+"/export", query) }

// FormFile is that workbook.
func FormFile(id int64, query url.Values) string { return with(Form(id)+"/export/fichier", query) }

// Bank is the bank of questions.
func Bank() string { return Forms() + "/banque" }

// BankQuestion is a question of the bank; POST saves it.
func BankQuestion(id int64) string { return path(Bank()+"/", id) }

// BankUse retires a question of the bank, or puts it back (POST).
func BankUse(id int64) string { return BankQuestion(id) + "/usage" }

// BankHistory is who did what to a question of the bank, and when.
func BankHistory(id int64) string { return BankQuestion(id) + "/historique" }
