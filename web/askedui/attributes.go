package askedui

import (
	"github.com/a-h/templ"

	"parvis/internal/survey/question"
)

// attributes say in which language a text is, where it is not the page's.
func (t text) attributes() templ.Attributes {
	if !t.Foreign {
		return nil
	}
	return templ.Attributes{"lang": string(t.Lang), "dir": Dir(t.Lang)}
}

// group describes a group of boxes by what stands under its question.
func (a asked) group(field string) templ.Attributes {
	ids := a.describedBy(field)
	if field != a.id() { // a row is described by its own problem alone
		ids = ""
		if a.Problems.For(field) != "" {
			ids = field + "-probleme"
		}
	}
	if ids == "" {
		return nil
	}
	return templ.Attributes{"aria-describedby": ids}
}

// marked tells of a box of a group or of a small field, of a group whether its answer is to mend.
func (a asked) marked(field string) templ.Attributes {
	of := templ.Attributes{}
	if a.Problems.For(field) != "" || a.Problems.For(a.id()) != "" {
		of["aria-invalid"] = "true"
	}
	if (field != a.id() || a.Kind == question.Ranking) && a.Problems.For(field) != "" {
		of["aria-describedby"] = field + "-probleme"
	}
	return of
}

// field describes and marks a field that is typed in.
func (a asked) field(field string) templ.Attributes {
	of := templ.Attributes{}
	if ids := a.describedBy(field); ids != "" {
		of["aria-describedby"] = ids
	}
	if a.Problems.For(field) != "" {
		of["aria-invalid"] = "true"
	}
	return of
}
