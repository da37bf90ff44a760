package survey

import "parvis/internal/personal"

// Personal is what forms hold of people: words, and who wrote them. What was answered is another room's.
func Personal() personal.Holder {
	c, typed := personal.Closed, personal.Typed
	return personal.Holder{Tables: []personal.Table{
		{Name: "forms", Thing: "Questionnaire", Title: "title", Place: "form", Columns: map[string]personal.How{"title": typed, "purpose": c, "draft": c}},
		{Name: "form_versions", Columns: map[string]personal.How{"definition": c, "reread_by": typed}},
		{Name: "bank_questions", Columns: map[string]personal.How{"key": c, "theme": c, "definition": c}},
	}}
}
