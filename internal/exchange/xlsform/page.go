package xlsform

import (
	"slices"
	"strconv"
	"strings"

	"parvis/internal/exchange/sheet"
	"parvis/internal/exchange/workbook"
	"parvis/internal/french"
	"parvis/internal/survey/question"
)

// page is a sheet with its columns. Its zero value has nothing.
type page struct {
	name    string
	columns []column
	lines   []sheet.Row // below the headings
}

// column is a column of a sheet.
type column struct {
	at      int // from 0
	name    string
	lang    question.Lang // "" where its heading names none
	heading string        // as written
	known   bool
}

// aliases are the other names of columns.
var aliases = map[string]string{
	"command": "type", "tag": "name", "value": "name", "caption": "label", "relevance": "relevant", "bind::relevant": "relevant", "bind::required": "required",
	"bind::constraint": "constraint", "constraint message": "constraint_message", "constraining message": "constraint_message", "bind::jr:constraintmsg": "constraint_message",
	"required message": "required_message", "requiredmsg": "required_message", "bind::jr:requiredmsg": "required_message",
	"bind::calculate": "calculation", "calculate": "calculation", "control::appearance": "appearance", "body::appearance": "appearance",
	"readonly": "read_only", "read only": "read_only", "bind::readonly": "read_only", "bind::read_only": "read_only", "count": "repeat_count", "jr:count": "repeat_count", "control::jr:count": "repeat_count",
	"media::image": "image", "media::audio": "audio", "media::video": "video", "media::big-image": "big-image", "parameter": "parameters", "guidance hint": "guidance_hint",
	"choice filter": "choice_filter", "list name": "list_name", "list": "list_name", "title": "form_title", "set form title": "form_title", "set form id": "form_id", "id_string": "form_id", "default language": "default_language",
}

// translated are the columns that may stand once for each language.
var translated = []string{"label", "hint", "guidance_hint", "constraint_message", "required_message", "image", "big-image", "audio", "video", "form_title"}

var (
	surveyColumns = []string{"type", "name", "label", "hint", "guidance_hint", "required", "required_message", "relevant", "constraint", "constraint_message", "calculation", "appearance",
		"parameters", "choice_filter", "disabled", "default", "read_only", "repeat_count", "image", "big-image", "audio", "video", "trigger", "parvis"}
	choiceColumns  = []string{"list_name", "name", "label", "image", "big-image", "audio", "video", "parvis"}
	settingColumns = []string{} // each is looked at by its name
)

// open finds the columns of a sheet in its first row, and lists those that are not read.
func (r *reader) open(b *workbook.Book, name string, known []string) *page {
	p := &page{name: name}
	if b == nil || len(b.Rows) == 0 {
		return p
	}
	for _, n := range b.Notes {
		r.note("Feuille " + name + "\u00a0: " + n)
	}
	rows := b.Rows
	for i, f := range b.Faults {
		if at := slices.IndexFunc(rows, func(l sheet.Row) bool { return l.Number == f.Row }); at >= 0 {
			rows[at].Cells[f.Column-1] = ""
		}
		if i < 20 {
			r.leave(0, name+", cellule "+workbook.ColumnName(f.Column)+strconv.Itoa(f.Row), f.Text)
		}
	}
	p.lines = rows[1:]
	for at, cell := range rows[0].Cells {
		heading := french.OneLine(french.Visible(cell))
		if heading == "" {
			continue
		}
		c := column{at: at, heading: heading}
		var lang string
		c.name, lang = parseHeading(heading)
		c.known = name == "settings" || slices.Contains(known, c.name)
		if lang != "" {
			var ok bool
			if c.lang, ok = languageOf(lang); !ok && c.known {
				r.leave(0, heading, "La langue de cette colonne n’est pas de celles que Parvis propose.")
				continue
			}
		}
		if slices.ContainsFunc(p.columns, func(d column) bool { return d.known && c.known && d.name == c.name && d.lang == c.lang }) {
			r.leave(0, heading, "Cette colonne est deux fois dans la feuille "+name+"\u00a0: la première est lue.")
			continue
		}
		p.columns = append(p.columns, c)
	}
	if name == "settings" {
		return p
	}
	for _, c := range p.columns {
		if !c.known && slices.ContainsFunc(p.lines, func(l sheet.Row) bool { return p.cell(l, c.at) != "" }) {
			r.leave(0, c.heading, "Cette colonne de la feuille "+name+" n’a pas d’équivalent dans Parvis.")
		}
	}
	r.unheaded(p, rows[0])
	return p
}

// unheaded lists the columns that hold something under no heading.
func (r *reader) unheaded(p *page, headings sheet.Row) {
	widest := 0
	for _, l := range p.lines {
		widest = max(widest, len(l.Cells))
	}
	for at := range widest {
		if at < len(headings.Cells) && french.Visible(headings.Cells[at]) != "" {
			continue
		}
		if slices.ContainsFunc(p.lines, func(l sheet.Row) bool { return p.cell(l, at) != "" }) {
			r.leave(0, "colonne "+workbook.ColumnName(at+1), "Cette colonne de la feuille "+p.name+" n’a pas d’en-tête\u00a0: elle n’est pas lue.")
		}
	}
}

// parseHeading reads "label::Français (fr)", "media::image::English", "relevance", "label:English".
func parseHeading(heading string) (name, lang string) {
	parts := strings.Split(heading, "::")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	name = strings.ToLower(parts[0])
	rest := parts[1:]
	if len(rest) > 0 && (name == "media" || name == "bind" || name == "control" || name == "body") {
		name, rest = name+"::"+strings.ToLower(rest[0]), rest[1:]
	}
	if len(rest) == 0 {
		if before, lang, ok := strings.Cut(heading, ":"); ok && slices.Contains(translated, canonical(strings.ToLower(before))) {
			return canonical(strings.ToLower(before)), strings.TrimSpace(lang)
		}
		return canonical(name), ""
	}
	lang = strings.Join(rest, "::")
	if !slices.Contains(translated, canonical(name)) {
		return name + "::" + strings.ToLower(lang), ""
	}
	return canonical(name), lang
}

func canonical(name string) string {
	name = strings.TrimSpace(name)
	if to := aliases[name]; to != "" {
		return to
	}
	if to := strings.ReplaceAll(name, " ", "_"); slices.Contains(surveyColumns, to) || slices.Contains(choiceColumns, to) {
		return to
	}
	return name
}

func (p *page) has(name string) bool {
	return slices.ContainsFunc(p.columns, func(c column) bool { return c.name == name })
}

// cell is what a reader can see of a cell.
func (p *page) cell(l sheet.Row, at int) string {
	if at >= len(l.Cells) {
		return ""
	}
	return strings.TrimSpace(french.Visible(l.Cells[at]))
}

// raw is a cell as it is.
func (p *page) raw(l sheet.Row, name string) string {
	for _, c := range p.columns {
		if c.name == name && c.at < len(l.Cells) && p.cell(l, c.at) != "" {
			return l.Cells[c.at]
		}
	}
	return ""
}

// get is the cell of a column, of the first that holds something where it stands once for each language.
func (p *page) get(l sheet.Row, name string) string {
	for _, c := range p.columns {
		if c.name == name {
			if text := p.cell(l, c.at); text != "" {
				return text
			}
		}
	}
	return ""
}

// wording is a text in its languages: plain, cut where it is too long, and in French too.
func (r *reader) wording(p *page, l sheet.Row, name, of string, most int) question.Wording {
	w := question.Wording{}
	var untagged string
	var at, row int
	if p == r.survey {
		row = l.Number
	}
	marks := false
	take := func(text string, at int) string {
		plain, changed := plainText(text)
		marks = marks || changed
		if strings.Contains(l.Cells[at], "${") { // as it is: what Parvis writes stands apart there
			r.lose(row, of, "Ce texte reprend une réponse («\u00a0${…}\u00a0»), ce que Parvis ne fait pas\u00a0: veuillez le réécrire.")
		}
		return r.limited(row, of, plain, most)
	}
	for _, c := range p.columns {
		if c.name != name {
			continue
		}
		text := p.cell(l, c.at)
		if text == "" {
			continue
		}
		if c.lang == "" {
			untagged, at = text, c.at
			continue
		}
		if text = take(text, c.at); text != "" {
			w[c.lang] = text
		}
	}
	if untagged != "" {
		if text := take(untagged, at); w[r.base] == "" && text != "" {
			w[r.base] = text
		} else if text != "" && w[r.base] != text {
			r.lose(row, of, "Ce texte est écrit deux fois dans la même langue\u00a0: celui de la colonne qui nomme la langue est gardé.")
		}
	}
	if marks {
		r.marked = append(r.marked, of)
	}
	if len(w) == 0 {
		return nil
	}
	return w
}

// settle notes what a label says in which language, and gives it a French text.
func (r *reader) settle(w question.Wording, name string, fallback string) question.Wording {
	if w == nil {
		w = question.Wording{}
	}
	for l := range w {
		r.spoken[l] = true
	}
	for _, l := range question.Langs[1:] {
		if len(w) > 0 && w[l] == "" {
			r.silent[l] = append(r.silent[l], name)
		}
	}
	if w[question.French] != "" {
		return w
	}
	if r.inFrench(w); w[question.French] != "" {
		r.foreign = append(r.foreign, name)
		return w
	}
	w[question.French] = fallback
	return w
}

// inFrench gives a wording that has no French that of the language of the form, else of the first that it has.
func (r *reader) inFrench(w question.Wording) {
	if len(w) == 0 || w[question.French] != "" {
		return
	}
	for _, l := range append([]question.Lang{r.base}, question.Langs...) {
		if w[l] != "" {
			w[question.French] = w[l]
			return
		}
	}
}

// languages are what files call the languages that Parvis knows.
var languages = map[string]question.Lang{
	"francais": "fr", "french": "fr", "fra": "fr", "fre": "fr", "anglais": "en", "english": "en", "eng": "en", "espagnol": "es", "spanish": "es", "espanol": "es", "spa": "es", "castellano": "es",
	"allemand": "de", "german": "de", "deutsch": "de", "deu": "de", "italien": "it", "italian": "it", "italiano": "it", "ita": "it", "portugais": "pt", "portuguese": "pt", "portugues": "pt", "por": "pt",
	"arabe": "ar", "arabic": "ar", "ara": "ar", "العربية": "ar", "ukrainien": "uk", "ukrainian": "uk", "українська": "uk", "ukr": "uk",
}

// languageNames are the languages as a French sentence names them.
var languageNames = map[question.Lang]string{"fr": "français", "en": "anglais", "es": "espagnol", "de": "allemand", "it": "italien", "pt": "portugais", "ar": "arabe", "uk": "ukrainien"}

// languageOf reads "Français (fr)", "English", "fr", "en-GB".
func languageOf(name string) (question.Lang, bool) {
	name = strings.TrimSpace(name)
	if i := strings.LastIndex(name, "("); i >= 0 && strings.HasSuffix(name, ")") {
		code, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(name[i+1:len(name)-1])), "_", "-"), "-")
		if l := question.Lang(code); l.Label() != "" {
			return l, true
		}
		name = strings.TrimSpace(name[:i])
	}
	code, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(name), "_", "-"), "-")
	if l := question.Lang(code); l.Label() != "" {
		return l, true
	}
	if l, ok := languages[french.Fold(name)]; ok {
		return l, true
	}
	l, ok := languages[strings.ToLower(name)]
	return l, ok
}

// languageName is what a file calls a language.
func languageName(l question.Lang) string { return l.Label() + " (" + string(l) + ")" }
