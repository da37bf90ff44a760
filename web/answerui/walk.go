package answerui

import (
	"context"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/a-h/templ"

	"parvis/internal/fault"
	"parvis/internal/response"
	"parvis/internal/survey"
	"parvis/internal/survey/question"
	"parvis/web/askedui"
	"parvis/web/form"
	"parvis/web/ui"
)

// The fields that a form carries from page to page, beside its answers.
const (
	fieldKey  = "cle"
	fieldForm = "numero" // of the version that is answered
	fieldLang = "langue"
	fieldHelp = "aide"
	fieldPage = "page"
	fieldGo   = "aller" // the button: back, or a language; anything else goes on
	goBack    = "retour"
)

// walk is a form on its way from its first page to its last. What was answered so far travels in the page and is read again with every one of them: nothing is
// kept here of somebody who does not finish.
type walk struct {
	Version  survey.Version
	Context  question.Context
	Lang     question.Lang
	Key      string
	Help     response.Help
	Page     int // that is shown; -1: the one that asks who helps, before the first question
	Problems fault.Problems
	held     string              // why the page that was sent is only shown again; "": it is not
	fields   map[string][]string // of the form's own questions, as they came
	pages    [][]question.Question

	// Around the questions.
	Action string
	Title  string
	Window string // the title of the window; "": the heading
	Asker  bool   // somebody of the service asks or watches: she is told in French where she is
	About  string
	Back   string
	Slot   bool // it is about a slot, and says which day
	Day    string
	Draft  bool // nothing is kept: the collection is not open
	DayBad string
}

// The bounds of what one field holds, so that a page never grows beyond what came.
const mostValues = 60

// fieldsOf are the names of the fields that a question is answered in.
func fieldsOf(q question.Question) []string {
	if !q.Kind.Asks() {
		return nil
	}
	names := []string{question.Field(q.Key, "")}
	switch q.Kind {
	case question.Matrix:
		for _, o := range q.Rows {
			names = append(names, question.Field(q.Key, o.Key))
		}
	case question.Ranking:
		for _, o := range q.Options {
			names = append(names, question.Field(q.Key, o.Key))
		}
	}
	if q.Other {
		names = append(names, question.Field(q.Key, question.OtherKey))
	}
	if q.Unsure {
		names = append(names, question.Field(q.Key, question.Unsure))
	}
	return names
}

// begin is a form that nobody answered yet.
func begin(v survey.Version, c question.Context, l question.Lang, key string) walk {
	w := walk{Version: v, Context: c, Lang: l, Key: key, Help: response.Alone, fields: map[string][]string{}, pages: v.Form.Pages()}
	if w.Page = w.before(); !w.easy() {
		w.Page = w.next(-1, question.Answers{})
	}
	return w
}

// before is the number of the page that a form begins before: one easy to read asks one thing a page, and who helps by itself.
func (w *walk) before() int {
	if w.easy() {
		return -1
	}
	return 0
}

// read takes a walk from what a page sent. What the form does not ask is left where it is.
func read(f *form.Form, v survey.Version, c question.Context) walk {
	w := walk{Version: v, Context: c, Lang: langOf(v.Form, f.Text(fieldLang)), Key: f.Text(fieldKey), Help: form.Choice(f, fieldHelp, response.Helps), held: f.Problems().For(""), fields: map[string][]string{}, pages: v.Form.Pages()}
	if w.Help == "" {
		w.Help = response.Alone
	}
	for _, q := range v.Form.Questions {
		for _, name := range fieldsOf(q) {
			if values := f.All(name); len(values) > 0 {
				w.fields[name] = slices.Clone(values[:min(len(values), mostValues)])
			}
		}
	}
	at, err := strconv.Atoi(f.Text(fieldPage))
	if err == nil && at >= w.before() && at < len(w.pages) {
		w.Page = at
	}
	return w
}

// langOf is a language that a form has: the one that is asked for, else French.
func langOf(f question.Form, asked string) question.Lang {
	if l := question.Lang(asked); slices.Contains(f.Langs, l) {
		return l
	}
	return question.French
}

func (w *walk) get(field string) []string { return w.fields[field] }

// so reads the answers of the pages before one, as far as they can be read.
func (w *walk) so(before int) question.Answers {
	a := question.Answers{}
	for _, page := range w.pages[:max(0, before)] {
		question.ReadPage(page, w.Context, w.Lang, a, w.get)
	}
	return a
}

// shown are the questions of a page that somebody who answered so far is shown.
func (w *walk) shown(page int, so question.Answers) []question.Question {
	var list []question.Question
	if page < 0 {
		return nil
	}
	for _, q := range w.pages[page] {
		if q.Shown(w.Context, so) {
			list = append(list, q)
		}
	}
	return list
}

// next is the page after one that shows something; the number of pages where none does.
func (w *walk) next(after int, so question.Answers) int {
	pages := w.pages
	for i := after + 1; i < len(pages); i++ {
		if len(w.shown(i, so)) > 0 {
			return i
		}
	}
	return len(pages)
}

// move goes where the button that was pressed leads. It tells whether the form is answered to its end.
func (w *walk) move(to string) (done bool) {
	if w.held != "" {
		w.Problems.Add("", w.held)
		return false
	}
	switch {
	case to == goBack:
		for i := w.Page - 1; i >= w.before(); i-- {
			if i < 0 || len(w.shown(i, w.so(i))) > 0 {
				w.Page = i
				break
			}
		}
		return false
	case slices.Contains(w.Version.Form.Langs, question.Lang(to)):
		w.Lang = question.Lang(to)
		return false
	}
	so := question.Answers{}
	for i, page := range w.pages[:w.Page+1] {
		if p := question.ReadPage(page, w.Context, w.Lang, so, w.get); p.Any() {
			w.Page, w.Problems = i, p
			return false
		}
	}
	next := w.next(w.Page, so)
	if next == len(w.pages) {
		return true
	}
	w.Page = next
	return false
}

// given is what is kept of the whole form.
func (w *walk) given(c response.Channel) response.Given {
	a, _ := w.Version.Form.ReadAll(w.Context, w.Lang, w.get)
	return response.Given{Key: w.Key, Channel: c, Language: w.Lang, Help: w.Help, Answers: a}
}

// easy tells whether the form is shown large and plain.
func (w *walk) easy() bool { return w.Version.Form.Layout == question.Easy }

// drawn is the page as askedui draws it.
func (w *walk) drawn() askedui.Page {
	return askedui.Page{Questions: w.shown(w.Page, w.so(w.Page)), Lang: w.Lang, Easy: w.easy(), Values: w.get, Problems: w.Problems}
}

// carried is what the page does not show and keeps.
func (w *walk) carried() []ui.Hidden {
	list := []ui.Hidden{{Name: fieldKey, Value: w.Key}, {Name: fieldForm, Value: strconv.Itoa(w.Version.Number)}, {Name: fieldLang, Value: string(w.Lang)}, {Name: fieldPage, Value: strconv.Itoa(w.Page)}}
	if !w.asksHelp() {
		list = append(list, ui.Hidden{Name: fieldHelp, Value: string(w.Help)})
	}
	here := w.shown(w.Page, w.so(w.Page))
	for _, q := range w.Version.Form.Questions {
		if slices.ContainsFunc(here, func(s question.Question) bool { return s.Key == q.Key }) {
			continue
		}
		for _, name := range fieldsOf(q) {
			for _, v := range w.fields[name] {
				if v != "" {
					list = append(list, ui.Hidden{Name: name, Value: v})
				}
			}
		}
	}
	return list
}

// first tells whether this is the page with which the form begins.
func (w *walk) first() bool {
	if w.easy() {
		return w.Page < 0
	}
	for i := range w.Page {
		if len(w.shown(i, w.so(i))) > 0 {
			return false
		}
	}
	return true
}

// last tells whether nothing follows for sure: what is answered here may still show a page more.
func (w *walk) last() bool { return w.Page == len(w.pages)-1 }

// asksHelp tells whether the page asks who helps: the first one of a form easy to read, which asks nothing else.
func (w *walk) asksHelp() bool { return w.easy() && w.first() }

// progress says which page this is, of how many at most.
func (w *walk) progress() string {
	n := len(w.pages) - w.before()
	if n < 2 {
		return ""
	}
	return say(pageOf, w.Lang, strconv.Itoa(w.Page+1-w.before()), strconv.Itoa(n))
}

// status is that of the answer: something is to mend, or nothing.
func (w *walk) status() int {
	if w.Problems.Any() || w.DayBad != "" {
		return http.StatusUnprocessableEntity
	}
	return http.StatusOK
}

// above tells somebody of the service where she is; nothing to anybody else.
func (w *walk) above() templ.Component {
	if w.Back == "" {
		return nil
	}
	return staffAbove(w.About, w.Back)
}

// blanks are the questions of pages that nobody answered anything on yet, as they are drawn: a published version does not change, and most pages are asked blank.
var blanks = struct {
	mu   sync.Mutex
	kept map[string]string
}{kept: map[string]string{}}

// mostBlanks bounds how many are kept.
const mostBlanks = 500

// questions draws the questions of the page.
func (w *walk) questions() templ.Component {
	p := w.drawn()
	if p.Problems.Any() {
		return askedui.Questions(p)
	}
	key := strconv.FormatInt(w.Version.FormID, 10) + " " + strconv.Itoa(w.Version.Number) + " " + string(w.Lang)
	for _, q := range p.Questions {
		for _, name := range fieldsOf(q) {
			if len(w.fields[name]) > 0 {
				return askedui.Questions(p)
			}
		}
		key += " " + q.Key
	}
	return templ.ComponentFunc(func(ctx context.Context, to io.Writer) error {
		blanks.mu.Lock()
		drawn, known := blanks.kept[key]
		blanks.mu.Unlock()
		if !known {
			var b strings.Builder
			if err := askedui.Questions(p).Render(ctx, &b); err != nil {
				return err
			}
			drawn = b.String()
			blanks.mu.Lock()
			if len(blanks.kept) >= mostBlanks {
				clear(blanks.kept)
			}
			blanks.kept[key] = drawn
			blanks.mu.Unlock()
		}
		_, err := io.WriteString(to, drawn)
		return err
	})
}
