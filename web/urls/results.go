package urls

import "net/url"

// AllResults was the list of forms that were answered, which is Forms now.
func AllResults() string { return "/resultats" }

// FormResults is what was answered to a form under the filter of the query.
func FormResults(form int64, q url.Values) string { return with(Form(form)+"/resultats", q) }

// ResultsFile is the counts of a form as a file.
func ResultsFile(form int64, q url.Values) string { return with(Form(form)+"/resultats/fichier", q) }

// FormVerbatims is what people wrote in answer to a form.
func FormVerbatims(form int64, q url.Values) string { return with(Form(form)+"/verbatims", q) }

// FormResponses lists the responses to a form; POST sets those that are chosen aside.
func FormResponses(form int64, q url.Values) string { return with(Form(form)+"/reponses", q) }

// ResponsesFile is every response to a form as a file.
func ResponsesFile(form int64, q url.Values) string { return with(Form(form)+"/reponses/fichier", q) }

// FormResponse is one response to a form; POST sets it aside.
func FormResponse(form, response int64) string { return path(Form(form), "/reponses/", response) }

// CountResponse has a response counted that was set aside (POST).
func CountResponse(form, response int64) string { return FormResponse(form, response) + "/comptee" }

// FormCompare puts two editions of a form beside each other.
func FormCompare(form int64, q url.Values) string { return with(Form(form)+"/comparer", q) }

// ResultTask makes a task of a question or of a verbatim, which the query names; POST adds it.
func ResultTask(form int64, q url.Values) string { return with(Form(form)+"/tache", q) }
