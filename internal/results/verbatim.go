package results

import (
	"context"
	"slices"
	"strings"

	"parvis/internal/account"
	"parvis/internal/french"
	"parvis/internal/survey/question"
	"parvis/internal/workcal"
)

// Verbatim is what somebody wrote in answer to a question.
type Verbatim struct {
	ID, ResponseID int64
	Key            string // of the question, or question.OtherText of it
	Body           string
	Day            workcal.Date
	Channel        Channel
	ProjectID      int64
	Project        string
	AudienceID     int64
	Helped         bool
	Tasks          []TaskLink
}

// Verbatims is a page of what people wrote.
type Verbatims struct {
	Form     Form
	Filter   Filter
	Choices  Choices
	Question string // its key; "": all
	Find     string
	List     []Verbatim
	Total    int
	Page     int
	May      Rights
}

// MaxFind bounds what is sought, in characters.
const MaxFind = 100

// Verbatims lists what people wrote under a filter, what holds all words sought, whatever their capitals and accents. Responses set aside are left out.
func (r *Room) Verbatims(ctx context.Context, by account.By, form int64, f Filter, key, find string, page int) (Verbatims, error) {
	s, err := r.scene(ctx, by, form)
	if err != nil {
		return Verbatims{}, err
	}
	page = min(max(page, 1), MostPages)
	v := Verbatims{Form: s.form, Filter: f, Choices: s.choices(), Question: key, Find: find, Page: page, May: rights(by)}
	v.List, v.Total, err = verbatims(ctx, r.db, form, f, key, strings.Fields(french.Fold(french.Shorten(find, MaxFind))), page)
	for i := range v.List {
		v.List[i].Tasks = slices.DeleteFunc(slices.Clone(s.tasks), func(t TaskLink) bool { return t.TextID != v.List[i].ID })
	}
	return v, err
}

// Written are the questions that are answered in words: texts, and what « Autre » stands for.
func (f Form) Written() []Writing {
	var list []Writing
	for _, q := range f.Asked.Questions {
		switch {
		case q.Practice:
		case q.Kind == question.Text, q.Kind == question.Long:
			list = append(list, Writing{q.Key, q.Label.In(question.French)})
		case q.Other:
			list = append(list, Writing{question.OtherText(q.Key), q.Label.In(question.French) + " (autre)"})
		}
	}
	return list
}

// Writing is a question that is answered in words.
type Writing struct{ Key, Label string }

// Wording is the wording of a question that was answered in words.
func (f Form) Wording(key string) string {
	for _, w := range f.Written() {
		if w.Key == key {
			return w.Label
		}
	}
	return key
}
