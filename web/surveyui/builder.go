package surveyui

import (
	"net/http"
	"slices"
	"strings"

	"parvis/internal/french"
	"parvis/internal/survey"
	"parvis/internal/survey/question"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/urls"
)

// builder is the page of a form's draft.
type builder struct {
	survey.Sheet
	Problems []question.Problem
	Warnings []survey.Warning // of a form easy to read
	French   []survey.Warning // what has no translation
}

func (h *Handlers) show(w http.ResponseWriter, r *http.Request) error {
	s, err := h.form(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, BuilderPage(builder{s, s.Problems(), survey.EasyWarnings(s.Draft), survey.Untranslated(s.Draft)}))
}

// lead is the sentence of figures that opens the page.
func (b builder) lead() string {
	parts := []string{french.Capital(b.Purpose.Label()), french.Count(len(b.Draft.Questions), "question ou texte", "questions et textes")}
	switch {
	case b.Published == 0:
		parts = append(parts, "jamais publié")
	case b.Changed():
		parts = append(parts, "modifié depuis la version "+french.Number(b.Published))
	default:
		parts = append(parts, "version "+french.Number(b.Published)+" publiée")
	}
	if !b.Active {
		parts = append(parts, "retiré de l’usage")
	}
	if b.Answers >= 0 && b.Published > 0 {
		parts = append(parts, french.Count(b.Answers, "réponse", "réponses"))
	}
	return strings.Join(parts, " · ") + "."
}

// order moves and removes questions: the name of the button says what, its value which.
func (h *Handlers) order(w http.ResponseWriter, r *http.Request) error {
	f, err := serve.Sent(r, survey.MayBuild)
	if err != nil {
		return err
	}
	id, err := serve.ID(r, "form")
	if err != nil {
		return err
	}
	next, said := urls.Form(id), ""
	switch up, down, gone := f.Text("monter"), f.Text("descendre"), f.Text("retirer"); {
	case up != "":
		err, next, said = h.surveys.Move(r.Context(), serve.By(r), id, up, false), urls.FormAt(id, up), "La question est remontée."
	case down != "":
		err, next, said = h.surveys.Move(r.Context(), serve.By(r), id, down, true), urls.FormAt(id, down), "La question est descendue."
	case gone != "":
		err, said = h.surveys.Remove(r.Context(), serve.By(r), id, gone), "La question est retirée du brouillon."
	default: // no button that there is
		_, err = h.surveys.Form(r.Context(), serve.By(r), id)
	}
	if err != nil {
		return err
	}
	if said != "" {
		serve.Flash(r, said)
	}
	return serve.Redirect(w, r, next)
}

func (h *Handlers) use(w http.ResponseWriter, r *http.Request) error {
	f, err := serve.Sent(r, survey.MayPublish)
	if err != nil {
		return err
	}
	id, err := serve.ID(r, "form")
	if err != nil {
		return err
	}
	said := "Le questionnaire est retiré de l’usage. Ses réponses restent."
	do := h.surveys.Withdraw
	if f.Flag("actif") {
		do, said = h.surveys.PutBack, "Le questionnaire est remis en usage."
	}
	if err := do(r.Context(), serve.By(r), id); err != nil {
		return err
	}
	serve.Flash(r, said)
	return serve.Redirect(w, r, urls.Form(id))
}

// facts are what is said of a question under its text.
func facts(q question.Question) string {
	parts := []string{french.Capital(q.Kind.Label())}
	for _, flag := range []struct {
		is   bool
		said string
	}{{q.Required, "obligatoire"}, {q.Unsure, "«\u00a0Je ne sais pas\u00a0»"}, {q.Other, "«\u00a0Autre\u00a0»"}, {q.Practice, "exemple d’entraînement, non compté"}, {q.Decimals, "nombres à virgule"}} {
		if flag.is {
			parts = append(parts, flag.said)
		}
	}
	if q.Least != nil || q.Most != nil {
		parts = append(parts, strings.TrimSpace("de "+bound(q.Least)+" à "+bound(q.Most)))
	}
	return strings.Join(parts, " · ")
}

// when is a condition in words, of a question of a form.
func when(f question.Form, q question.Question) string {
	if q.When == nil {
		return ""
	}
	var parts []string
	for _, c := range q.When.Of {
		parts = append(parts, clauseWords(f, c, nil))
	}
	return "Seulement si " + strings.Join(parts, map[bool]string{true: ", ou si ", false: ", et si "}[q.When.Any]) + "."
}

// problemsOf are those of one question, or of the form where key is "".
func problemsOf(list []question.Problem, key string) []string {
	var said []string
	for _, p := range list {
		if p.Question == key && !slices.Contains(said, p.Sentence) {
			said = append(said, p.Sentence)
		}
	}
	return said
}

func warningsOf(list []survey.Warning, key string) []string {
	var said []string
	for _, w := range list {
		if w.Question == key {
			said = append(said, w.Sentence)
		}
	}
	return said
}

// place is the number of a question as the builder counts: of everything, from 1.
func place(f question.Form, key string) string {
	return french.Number(slices.IndexFunc(f.Questions, func(q question.Question) bool { return q.Key == key }) + 1)
}

// titled is how a question is called in a link or a heading.
func titled(q question.Question) string { return french.Shorten(q.Label.In(question.French), 90) }

func on(e survey.Edition) string {
	return workcal.FromTime(e.PublishedAt).FrenchDay()
}

// askPublish says what publishing changes.
func (h *Handlers) askPublish(w http.ResponseWriter, r *http.Request) error {
	s, err := h.living(r, survey.MayPublish)
	if err != nil {
		return err
	}
	return serve.Page(w, r, PublishPage(builder{s, s.Problems(), survey.EasyWarnings(s.Draft), survey.Untranslated(s.Draft)}, form.Of(nil).Over(s.Seen())))
}

func (h *Handlers) publish(w http.ResponseWriter, r *http.Request) error {
	f, err := serve.Sent(r, survey.MayPublish)
	if err != nil {
		return err
	}
	id, err := serve.ID(r, "form")
	if err != nil {
		return err
	}
	n, err := h.surveys.Publish(r.Context(), serve.By(r), id, f.Version())
	if err != nil {
		return err
	}
	serve.Flash(r, "La version "+french.Number(n)+" est publiée.")
	return serve.Redirect(w, r, urls.Form(id))
}

// versionView is the page of a version.
type versionView struct {
	survey.Sheet
	Version survey.Version
	Edition survey.Edition
	Form    *form.Form
}

func (h *Handlers) versionOf(r *http.Request) (versionView, error) {
	id, err := serve.ID(r, "form")
	if err != nil {
		return versionView{}, err
	}
	n, err := number(r)
	if err != nil {
		return versionView{}, err
	}
	s, v, err := h.surveys.Version(r.Context(), serve.By(r), id, n)
	if err != nil {
		return versionView{}, err
	}
	view := versionView{Sheet: s, Version: v}
	for _, e := range s.Versions {
		if e.Number == n {
			view.Edition = e
		}
	}
	return view, nil
}

func (h *Handlers) version(w http.ResponseWriter, r *http.Request) error {
	v, err := h.versionOf(r)
	if err != nil {
		return err
	}
	v.Form = form.Of(nil)
	return serve.Page(w, r, VersionPage(v))
}

// reread notes who among the people it is for read a version again.
func (h *Handlers) reread(w http.ResponseWriter, r *http.Request) error {
	f, err := serve.Sent(r, survey.MayPublish)
	if err != nil {
		return err
	}
	v, err := h.versionOf(r)
	if err != nil {
		return err
	}
	note := survey.Reread{By: f.Text("relecture"), On: f.Day("relu_le", serve.Today(r))}
	if err = f.Merge(note.Check(serve.Today(r))); err == nil {
		err = h.surveys.NoteReread(r.Context(), serve.By(r), v.ID, v.Version.Number, note)
	}
	if v.Form = f; f.Refuse(err) {
		return serve.Invalid(w, r, VersionPage(v))
	}
	return serve.Saved(w, r, f, err, "La relecture est notée.", urls.FormVersion(v.ID, int64(v.Version.Number)))
}
