package xlsform

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"parvis/internal/exchange/workbook"
	"parvis/internal/survey/question"
)

// unsureWords are what « Je ne sais pas » is in the languages of forms.
var unsureWords = question.Wording{"fr": "Je ne sais pas", "en": "I don’t know", "es": "No lo sé", "de": "Ich weiß es nicht", "it": "Non lo so", "pt": "Não sei", "ar": "لا أعرف", "uk": "Не знаю"}

// line is a row by the names of its columns.
type line map[string]string

// writer is a form that is being written.
type writer struct {
	form            question.Form
	langs           []question.Lang
	survey, choices []line
	taken           map[string]bool    // names, in small letters: other programs do not tell large ones from small ones
	names           map[string]string  // of questions, by key
	rows            map[string]string  // of rows of matrices, by "key.row"
	codes           map[string]codesOf // of options, by the key of their question
}

// codesOf are the codes of the options of a question, and that of « Je ne sais pas ».
type codesOf struct {
	of     map[string]string
	unsure string
}

// Write writes a form as a workbook that Read, and other programs, read. What other programs cannot be told is left out, and listed on a sheet of its own (Omitted).
func Write(f question.Form) ([]byte, error) {
	w := &writer{form: f, taken: map[string]bool{"meta": true, "instanceid": true}, names: map[string]string{}, rows: map[string]string{}, codes: map[string]codesOf{}}
	for _, l := range f.Langs {
		if l.Label() != "" && !slices.Contains(w.langs, l) {
			w.langs = append(w.langs, l)
		}
	}
	if len(w.langs) == 0 {
		w.langs = []question.Lang{question.French}
	}
	w.questions()
	for _, l := range slices.Concat(w.survey, w.choices) {
		for _, text := range l {
			if workbook.TooLong(text) {
				return nil, refuse("Une condition ou un texte de ce questionnaire est trop long pour une cellule de classeur\u00a0: veuillez le raccourcir.")
			}
		}
	}
	return w.book()
}

// name gives a question or a row a name that nothing else in the file has.
func (w *writer) name(wanted string) string {
	name := wanted
	for n := 2; w.taken[strings.ToLower(name)]; n++ {
		name = wanted + "_" + strconv.Itoa(n)
	}
	w.taken[strings.ToLower(name)] = true
	return name
}

func (w *writer) questions() {
	live := slices.DeleteFunc(slices.Clone(w.form.Questions), func(q question.Question) bool { return q.Retired })
	w.text("intro", w.form.Intro)
	inside := false
	end := func() {
		if inside {
			w.survey = append(w.survey, line{"type": "end_group"})
		}
		inside = false
	}
	for i, q := range live {
		if q.Kind != question.Section {
			w.question(q)
			continue
		}
		end()
		if q.When == nil && i+1 < len(live) && live[i+1].Kind != question.Section {
			inside = true
		}
		w.section(q, inside)
	}
	end()
	w.text("thanks", w.form.Thanks)
}

// text writes the introduction or the thanks as a note.
func (w *writer) text(which string, said question.Wording) {
	l := line{"type": "note", "name": w.name("parvis_" + which), "parvis": which}
	if w.say(l, "label", said) {
		w.survey = append(w.survey, l)
	}
}

// say writes a wording in its columns; false when it says nothing.
func (w *writer) say(l line, column string, said question.Wording) bool {
	any := false
	for _, lang := range w.langs {
		if text := said[lang]; text != "" {
			l[column+"::"+languageName(lang)] = marked(text)
			any = true
		}
	}
	return any
}

// begin is what every row has: its name, its texts and what only Parvis reads.
func (w *writer) begin(kind string, q question.Question, said ...string) line {
	name := w.name(q.Key)
	w.names[q.Key] = name
	if name != q.Key {
		said = append(said, "key="+q.Key)
	}
	if q.Bank {
		said = append(said, "bank")
	}
	if q.Practice {
		said = append(said, "practice")
	}
	l := line{"type": kind, "name": name, "parvis": strings.Join(said, " ")}
	w.say(l, "label", q.Label)
	w.say(l, "hint", q.Help)
	if q.When != nil {
		l["relevant"] = w.relevant(*q.When) // "" where nothing of it can be said
	}
	return l
}

// section writes the title of a part: a group, or a note where it has a condition of its own or nothing stands under it.
func (w *writer) section(q question.Question, group bool) {
	if !group {
		w.survey = append(w.survey, w.begin("note", q, "section"))
		return
	}
	l := w.begin("begin_group", q, "section")
	if w.form.Layout == question.Paged {
		l["appearance"] = "field-list"
	}
	w.survey = append(w.survey, l)
}

func (w *writer) question(q question.Question) {
	if q.Kind == question.Matrix {
		w.matrix(q)
		return
	}
	kind, said, more := "", []string{}, line{}
	list := ""
	switch q.Kind {
	case question.Single:
		kind = "select_one"
	case question.Scale5, question.Scale3:
		kind, said = "select_one", []string{"kind=" + string(q.Kind)}
		more["appearance"] = "likert"
	case question.Multiple:
		kind = "select_multiple"
	case question.Ranking:
		kind = "rank"
	case question.NPS:
		kind = "range"
		more["parameters"] = "start=0 end=10 step=1"
		if q.Unsure { // which a range has no place for
			kind, said = "select_one", []string{"kind=nps"}
			delete(more, "parameters")
		}
	case question.Number:
		kind = "integer"
		if q.Decimals {
			kind = "decimal"
		}
		more["constraint"] = bounds(q)
	case question.Text, question.Long:
		kind = "text"
		if q.Kind == question.Long {
			more["appearance"] = "multiline"
		}
	case question.Date:
		kind = "date"
	case question.Consent:
		kind = "acknowledge"
	case question.Info:
		kind = "note"
	default:
		return // no kind of ours
	}
	chooses := strings.HasPrefix(kind, "select") || kind == "rank"
	if q.Unsure && (!chooses || kind == "rank") {
		said = append(said, "unsure")
	}
	if chooses {
		list = " " + w.list(q)
		if q.Other {
			list += " or_other"
		}
	}
	l := w.begin(kind+list, q, said...)
	for name, text := range more {
		l[name] = text
	}
	if q.Required && q.Kind.Asks() {
		l["required"] = "yes"
	}
	w.survey = append(w.survey, l)
}

func bounds(q question.Question) string {
	var parts []string
	if q.Least != nil {
		parts = append(parts, ". >= "+strconv.FormatFloat(*q.Least, 'f', -1, 64))
	}
	if q.Most != nil {
		parts = append(parts, ". <= "+strconv.FormatFloat(*q.Most, 'f', -1, 64))
	}
	return strings.Join(parts, " and ")
}

// matrix writes a table as a group, of which each row is a question.
func (w *writer) matrix(q question.Question) {
	list := w.list(q)
	l := w.begin("begin_group", q)
	l["appearance"] = "table-list"
	w.survey = append(w.survey, l)
	for _, row := range q.Rows {
		if row.Retired {
			continue
		}
		name := w.name(w.names[q.Key] + "_" + row.Key)
		w.rows[q.Key+"."+row.Key] = name
		r := line{"type": "select_one " + list, "name": name, "parvis": "row=" + row.Key}
		w.say(r, "label", row.Label)
		if q.Required {
			r["required"] = "yes"
		}
		w.survey = append(w.survey, r)
	}
	w.survey = append(w.survey, line{"type": "end_group"})
}

// list writes the choices of a question under its key, and « Je ne sais pas » after them.
func (w *writer) list(q question.Question) string {
	codes := codesOf{of: map[string]string{}}
	taken := map[string]bool{"other": q.Other}
	for _, o := range q.Choices() {
		taken[o.Key] = true
	}
	free := func(wanted string) string {
		name := wanted
		for n := 2; taken[name]; n++ {
			name = wanted + "_" + strconv.Itoa(n)
		}
		taken[name] = true
		return name
	}
	for _, o := range q.Choices() {
		if o.Retired {
			continue
		}
		code := o.Key
		var said []string
		if q.Other && code == "other" { // which other programs would take for « Autre »
			code = free("other")
			said = append(said, "key="+o.Key)
		}
		codes.of[o.Key] = code
		if o.Picture != "" {
			said = append(said, "picture="+o.Picture)
		}
		l := line{"list_name": q.Key, "name": code, "parvis": strings.Join(said, " ")}
		label := o.Label
		if q.Kind == question.NPS {
			label = question.Wording{}
			for _, lang := range w.langs {
				label[lang] = o.Key
			}
		}
		w.say(l, "label", label)
		w.choices = append(w.choices, l)
	}
	if q.Unsure && q.Kind != question.Ranking {
		codes.unsure = free("nsp")
		l := line{"list_name": q.Key, "name": codes.unsure, "parvis": "unsure"}
		w.say(l, "label", unsureWords)
		w.choices = append(w.choices, l)
	}
	w.codes[q.Key] = codes
	return q.Key
}

// relevant writes a condition as an expression. Where one of several parts would do and cannot be said, nothing is: a question too many is seen, a question too few is not.
func (w *writer) relevant(c question.Condition) string {
	join := " and "
	if c.Any {
		join = " or "
		if slices.ContainsFunc(c.Of, func(one question.Clause) bool { return lost(w.form, one) }) {
			return ""
		}
	}
	var parts []string
	for _, clause := range c.Of {
		terms, between := w.terms(clause)
		switch text := strings.Join(terms, between); {
		case text == "":
		case len(terms) > 1 && between != join && len(c.Of) > 1:
			parts = append(parts, "("+text+")")
		default:
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, join)
}

// terms writes a clause as comparisons, and what stands between them.
func (w *writer) terms(c question.Clause) (terms []string, between string) {
	q, found := w.form.Question(c.On)
	name := w.names[c.On]
	if !found || name == "" {
		return nil, ""
	}
	between = " or "
	if c.Op == question.Answered {
		if q.Kind != question.Matrix {
			return []string{"${" + name + "} != ''"}, between
		}
		for _, row := range q.Rows {
			if on := w.rows[q.Key+"."+row.Key]; on != "" {
				terms = append(terms, "${"+on+"} != ''")
			}
		}
		return terms, between
	}
	if c.Op == question.IsNot {
		between = " and "
	}
	for _, v := range c.Values {
		on, code := name, v
		if row, option, ok := strings.Cut(v, "="); ok && q.Kind == question.Matrix {
			on, code = w.rows[q.Key+"."+row], option
		}
		if on == "" {
			continue
		}
		code = quoteCode(w.code(q, code))
		several := q.Kind == question.Multiple || q.Kind == question.Ranking
		switch {
		case several && c.Op == question.IsNot:
			terms = append(terms, "not(selected(${"+on+"}, "+code+"))")
		case several:
			terms = append(terms, "selected(${"+on+"}, "+code+")")
		case c.Op == question.IsNot:
			terms = append(terms, "${"+on+"} != "+code)
		default:
			terms = append(terms, "${"+on+"} = "+code)
		}
	}
	return terms, between
}

// code is what the file calls an answer.
func (w *writer) code(q question.Question, value string) string {
	codes := w.codes[q.Key]
	switch {
	case q.Kind == question.Consent:
		return "OK"
	case value == question.Unsure && codes.unsure != "":
		return codes.unsure
	case q.Other && value == question.OtherKey:
		return "other"
	case codes.of[value] != "":
		return codes.of[value]
	}
	return value
}

// quoteCode puts a text between marks that it does not hold.
func quoteCode(text string) string {
	if strings.Contains(text, "'") {
		return `"` + strings.ReplaceAll(text, `"`, "”") + `"`
	}
	return "'" + text + "'"
}

// book writes the sheets.
func (w *writer) book() ([]byte, error) {
	survey, choices := []string{"type", "name"}, []string{"list_name", "name"}
	for _, l := range w.langs {
		survey, choices = append(survey, "label::"+languageName(l)), append(choices, "label::"+languageName(l))
	}
	for _, l := range w.langs {
		survey = append(survey, "hint::"+languageName(l))
	}
	survey = append(survey, "required", "relevant", "appearance", "constraint", "parameters", "parvis")
	choices = append(choices, "parvis")
	id := keyOf(w.form.Title.In(question.French), "questionnaire", question.IsQuestionKey)
	settings := line{"form_title": w.form.Title.In(question.French), "form_id": id, "default_language": languageName(w.langs[0]), "parvis_layout": string(w.form.Layout)}
	named := []string{"form_title", "form_id", "default_language", "parvis_layout"}
	if settings["parvis_layout"] == "" {
		settings["parvis_layout"] = string(question.Paged)
	}
	for _, l := range w.langs {
		if text := w.form.Title[l]; text != "" && l != question.French {
			named = append(named, "parvis_title_"+string(l))
			settings["parvis_title_"+string(l)] = text
		}
	}
	var out bytes.Buffer
	book := workbook.NewWriter(&out, "survey", columnsOf(survey))
	write(book, survey, w.survey)
	book.NextSheet("choices", columnsOf(choices))
	write(book, choices, w.choices)
	book.NextSheet("settings", columnsOf(named))
	write(book, named, []line{settings})
	book.NextSheet(omittedSheet, []workbook.Column{{Heading: "Question", Width: 50}, {Heading: "Ce que ce fichier ne dit pas aux autres programmes", Width: 100}})
	for _, o := range Omitted(w.form) {
		book.Text(o.Name)
		book.Text(o.Reason)
		book.EndRow()
	}
	if err := book.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func columnsOf(names []string) []workbook.Column {
	list := make([]workbook.Column, len(names))
	for i, n := range names {
		list[i] = workbook.Column{Heading: n, Width: 18}
		if strings.HasPrefix(n, "label") || strings.HasPrefix(n, "hint") {
			list[i].Width = 40
		}
	}
	return list
}

func write(book *workbook.Writer, columns []string, lines []line) {
	for _, l := range lines {
		for _, c := range columns {
			if l[c] == "" {
				book.Skip()
			} else {
				book.Text(l[c])
			}
		}
		book.EndRow()
	}
}
