package surveyui

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"parvis/internal/french"
	"parvis/internal/survey"
	"parvis/internal/survey/question"
	"parvis/internal/written"
)

type templComponent = templ.Component

func capital(s string) string { return french.Capital(s) }

// optionWords are the answers that a question offers, in one line.
func optionWords(options []question.Option) string {
	var list []string
	for _, o := range options {
		list = append(list, o.Label.In(question.French))
	}
	return strings.Join(list, " · ")
}

// languages are those of a form.
func languages(f question.Form) string {
	var list []string
	for _, l := range f.Langs {
		list = append(list, l.Name())
	}
	return french.And(list)
}

func bound(x *float64) string {
	if x == nil {
		return "…"
	}
	return written.NumberText(*x)
}

// rereadWords say whether people whom an easy form is for read its last version again. Until then it is never called more than simplified.
func rereadWords(s survey.Sheet) string {
	for _, e := range s.Versions {
		if e.RereadBy == "" {
			continue
		}
		said := "La version " + french.Number(e.Number) + " a été relue par " + e.RereadBy + ", le " + e.RereadOn.FrenchDay() + "."
		if e.Number != s.Published || s.Changed() {
			said += " Le texte a changé depuis\u00a0: version simplifiée, à relire."
		}
		return said
	}
	return "Version simplifiée, à relire\u00a0: la relecture par des personnes concernées se note sur la version publiée."
}

// query names the version in an address.
func (v versionView) query() url.Values {
	return url.Values{"version": {strconv.Itoa(v.Version.Number)}}
}

// leadOf says of a question's form where the question goes, or what else decides of it.
func leadOf(v questionForm) string {
	if !v.New() {
		return titled(v.Question)
	}
	if q, found := v.Sheet.Draft.Question(v.After); found {
		return "Après «\u00a0" + titled(q) + "\u00a0»."
	}
	return "En tête du questionnaire."
}

// answersHint says how answers are typed.
func answersHint(v questionForm) string {
	hint := "Une par ligne. Une échelle va de la moins bonne à la meilleure réponse."
	if v.New() {
		return hint + " Pour un choix, une échelle, un tableau ou un classement\u00a0; une échelle sans réponses prend les siennes."
	}
	return hint + " Une ligne corrigée ou déplacée garde son code\u00a0; une ligne retirée reste dans les résultats, marquée «\u00a0retirée\u00a0»."
}

// together is whether all parts of a condition must hold, as its form sends it.
func together(q question.Question) string {
	if q.When != nil && q.When.Any {
		return "une"
	}
	return "toutes"
}

func isContext(on string) bool { return strings.HasPrefix(on, "@") }
