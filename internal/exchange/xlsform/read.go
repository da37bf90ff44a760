package xlsform

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"sync"

	"parvis/internal/exchange/sheet"
	"parvis/internal/exchange/workbook"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/survey/question"
)

// The bounds of a file.
const (
	MostBytes   = 5 << 20
	MostRows    = 2_000  // of the sheet survey
	MostChoices = 20_000 // rows of the sheet choices
	mostColumns = 300
	mostName    = 60 // characters of a name in a sentence
	mostNotes   = 300
	mostParts   = 500 // parts of questions that are listed, and things that are in no row
)

// Imported is a form that was read from a workbook.
type Imported struct {
	Form  question.Form
	Kept  []Kept   // in the order of the file
	Notes []string // what was read otherwise than it is written, in French sentences
	Left  []Left   // what could not be kept, in the order of the file
}

// Kept is a row that became a question, a text, a section or a row of a matrix.
type Kept struct {
	Row  int    // of the sheet survey
	Name string // in the file
	Key  string // of the question; the same for the rows of a matrix
}

// Left is something that could not be kept.
type Left struct {
	Row    int    // of the sheet survey; 0 for what is elsewhere
	Name   string // in the file: of a question, a column, a setting or a file
	Part   bool   // the question is kept, without this
	Reason string // a French sentence
}

// reader is a form that is being read.
type reader struct {
	survey, choices, settings *page
	lists                     map[string]*list
	out                       Imported
	base                      question.Lang // of columns that name no language
	ours                      bool          // Parvis wrote the file
	kept                      map[string]named
	keys                      map[string]bool
	spoken                    map[question.Lang]bool
	marked                    []string // whose layout of letters was left out
	foreign                   []string // what has no French
	silent                    map[question.Lang][]string
	groups                    []string // that end before the form does
	parts, unlisted, unsaid   int      // what was listed besides rows, and what there was no room for
}

// named is what conditions mean by a name of the file.
type named struct {
	question question.Question
	row      string // of a matrix
	unsure   string // the code of « Je ne sais pas »
	codes    map[string]string
}

// oneAtATime keeps several people who send large files from taking the memory of as many.
var oneAtATime sync.Mutex

// Read reads a form from the bytes of a workbook. Its error is a fault that says what to do.
func Read(data []byte) (Imported, error) {
	if len(data) > MostBytes {
		return Imported{}, refuse("Ce fichier est trop gros\u00a0: cinq mégaoctets au plus pour un questionnaire.")
	}
	if problem := workbook.Foreign(data); problem != nil {
		return Imported{}, refuse(problem.Text)
	}
	if !workbook.Is(data) {
		return Imported{}, refuse("Ce fichier n’est pas un classeur Excel (.xlsx)\u00a0: un questionnaire XLSForm en est un, avec ses feuilles survey et choices.")
	}
	oneAtATime.Lock()
	defer oneAtATime.Unlock()
	books, unread, err := workbook.ReadSheets(data, []string{"survey", "choices", "settings", omittedSheet}, workbook.Options{MaxRows: MostChoices, MaxColumns: mostColumns})
	if err != nil {
		if p, ok := errors.AsType[*sheet.Problem](err); ok {
			return Imported{}, refuse(p.Text)
		}
		return Imported{}, err
	}
	if books[0] == nil {
		return Imported{}, refuse("Ce classeur n’a pas de feuille survey\u00a0: ce n’est pas un questionnaire XLSForm.")
	}
	r := &reader{kept: map[string]named{}, keys: map[string]bool{}, spoken: map[question.Lang]bool{}, silent: map[question.Lang][]string{}}
	r.survey = r.open(books[0], "survey", surveyColumns)
	r.choices = r.open(books[1], "choices", choiceColumns)
	r.settings = r.open(books[2], "settings", settingColumns)
	if !r.survey.has("type") {
		return Imported{}, refuse("La feuille survey n’a pas de colonne type\u00a0: ce n’est pas un questionnaire XLSForm.")
	}
	if len(unread) > 0 {
		r.note("Seules les feuilles survey, choices et settings sont lues. " + strings.Join(unread, " "))
	}
	r.readSettings()
	r.readChoices()
	r.readSurvey()
	r.finish()
	return r.out, nil
}

func refuse(sentence string) error { return fault.New(fault.Invalid, sentence, nil) }

func (r *reader) note(sentence string) {
	if len(r.out.Notes) == mostNotes {
		r.unsaid++
		return
	}
	r.out.Notes = append(r.out.Notes, sentence)
}

// leave lists something that is not kept; lose, a part of a question that is. Every row of the sheet survey is listed; of the rest, so many that a page can show them.
func (r *reader) leave(row int, name, reason string) {
	r.list(Left{Row: row, Name: short(name), Reason: reason})
}

func (r *reader) lose(row int, name, reason string) {
	r.list(Left{Row: row, Name: short(name), Part: true, Reason: reason})
}

func (r *reader) list(l Left) {
	if l.Row == 0 || l.Part {
		if r.parts == mostParts {
			r.unlisted++
			return
		}
		r.parts++
	}
	r.out.Left = append(r.out.Left, l)
}

// short is a name as a sentence may hold it.
func short(name string) string { return french.Shorten(french.OneLine(french.Visible(name)), mostName) }

func quote(name string) string { return french.Quote(short(name)) }

// quoted names several things.
func quoted(names []string) string {
	const most = 12
	list := make([]string, len(names))
	for i, n := range names {
		list[i] = quote(n)
	}
	return french.AndOthers(list, most)
}

var settingReasons = map[string]string{
	"form_id":                 "Parvis donne lui-même un numéro à ses questionnaires.",
	"version":                 "Parvis numérote lui-même les versions.",
	"style":                   "La présentation du questionnaire se choisit dans Parvis.",
	"public_key":              "Le chiffrement des réponses n’a pas d’équivalent\u00a0: elles restent dans Parvis.",
	"submission_url":          "Les réponses restent dans Parvis.",
	"instance_name":           "Une réponse n’a pas de nom\u00a0: elle est anonyme.",
	"allow_choice_duplicates": "Un code ne sert qu’une fois dans une liste.",
}

func (r *reader) readSettings() {
	r.base = question.French
	form := &r.out.Form
	form.Format, form.Layout, form.Title = question.Format, question.Paged, question.Wording{}
	p := r.settings
	if len(p.lines) == 0 {
		return
	}
	l := p.lines[0]
	r.ours = p.get(l, "parvis_layout") != ""
	if name := p.get(l, "default_language"); name != "" {
		lang, ok := languageOf(name)
		written := slices.ContainsFunc(r.survey.columns, func(c column) bool { return c.name == "label" && (c.lang == lang || c.lang == "") && r.survey.holds(c) })
		switch {
		case ok && (written || lang == question.French):
			r.base = lang
		case ok:
			r.note("La langue par défaut, " + quote(name) + ", n’a pas de textes dans la feuille survey.")
		default:
			r.leave(0, name, "La langue par défaut n’est pas de celles que Parvis propose.")
		}
	}
	if layout := question.Layout(p.get(l, "parvis_layout")); layout == question.OneByOne || layout == question.Easy {
		form.Layout = layout
	}
	for _, c := range p.columns {
		text := p.cell(l, c.at)
		if text == "" {
			continue
		}
		lang, ours := strings.CutPrefix(c.name, "parvis_title_")
		switch {
		case c.name == "form_title":
			lang := c.lang
			if lang == "" {
				lang = r.base
			}
			form.Title[lang] = r.limited(0, "form_title", french.OneLine(text), question.MaxWording)
		case ours && question.Lang(lang).Label() != "":
			form.Title[question.Lang(lang)] = r.limited(0, c.name, french.OneLine(text), question.MaxWording)
		case c.name == "default_language" || c.name == "parvis_layout" || r.ours && c.name == "form_id":
		default:
			reason := settingReasons[c.name]
			if reason == "" {
				reason = "Ce réglage n’a pas d’équivalent dans Parvis."
			}
			r.leave(0, c.heading, reason)
		}
	}
	for _, l := range p.lines[1:] {
		r.leave(0, "settings, ligne "+strconv.Itoa(l.Number), "Seule la première ligne des réglages compte.")
	}
}

// limited cuts a text that is longer than a form may hold, and says so.
func (r *reader) limited(row int, name, text string, most int) string {
	if french.Letters(text) <= most && len([]rune(text)) <= most {
		return text
	}
	cut := french.Shorten(text, most-1)
	if runes := []rune(cut); len(runes) > most {
		cut = string(runes[:most])
	}
	r.lose(row, name, "Ce texte est trop long\u00a0: il est coupé à "+french.Number(most)+" caractères.")
	return cut
}

// finish settles what is known only once everything was read.
func (r *reader) finish() {
	f := &r.out.Form
	r.inFrench(f.Title)
	if f.Title[question.French] == "" {
		f.Title[question.French] = "Questionnaire importé"
		r.note("Le fichier ne donne pas de titre au questionnaire\u00a0: veuillez lui en donner un.")
	}
	f.Langs = []question.Lang{question.French}
	for _, l := range question.Langs[1:] {
		if r.spoken[l] {
			f.Langs = append(f.Langs, l)
		}
	}
	switch {
	case !r.spoken[question.French] && len(r.foreign) > 0:
		r.note("Ce questionnaire n’est pas écrit en français\u00a0: ses textes sont repris tels quels comme textes français, à traduire.")
	case len(r.foreign) > 0:
		r.note("Sans texte français, " + quoted(r.foreign) + french.Agree(len(r.foreign), " est repris", " sont repris") + " dans une autre langue, à traduire.")
	}
	for _, l := range f.Langs[1:] {
		if missing := r.silent[l]; len(missing) > 0 {
			r.note("En " + languageNames[l] + ", il manque la traduction de " + quoted(missing) + "\u00a0: le français s’affiche à la place.")
		}
	}
	if len(r.marked) > 0 {
		r.note("La mise en forme (gras, titres, liens) de " + quoted(r.marked) + " n’est pas gardée\u00a0: le texte l’est.")
	}
	if len(r.groups) > 0 {
		r.note(french.Agree(len(r.groups), "La fin du groupe ", "La fin des groupes ") + quoted(r.groups) + french.Agree(len(r.groups), " n’est pas gardée", " n’est pas gardée") +
			"\u00a0: dans Parvis, une partie va jusqu’au titre de la suivante.")
	}
	if r.unlisted > 0 {
		r.out.Left = append(r.out.Left, Left{Name: "…", Reason: "Et " + french.Count(r.unlisted, "autre chose qui n’est pas gardée", "autres choses qui ne sont pas gardées") + ", du même genre."})
	}
	if r.unsaid > 0 {
		r.out.Notes = append(r.out.Notes, "Et "+french.Count(r.unsaid, "autre remarque", "autres remarques")+", du même genre.")
	}
}
