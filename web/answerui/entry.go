package answerui

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"parvis/internal/access"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/response"
	"parvis/internal/survey/question"
	"parvis/internal/workcal"
	"parvis/web/askedui"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// The fields of what is typed from paper, beside its answers.
const (
	fieldSheet = "feuille" // that is typed a second time
	fieldDay   = "jour"
)

// entryPage is where sheets of paper are typed.
type entryPage struct {
	response.Opening
	In     *form.Form
	Lines  []entryLine
	Checks response.Checks
	Sheet  int64 // that is typed a second time; 0: a new one

	corrects bool // whoever compares may correct the first entry
}

// entryLine is one thing to type, with the numbers that are printed on the sheet.
type entryLine struct {
	Name, Label, Hint string
	Area              bool
	Max               int
}

// typedField is the field in which what stands in a field of the form is typed as numbers.
func typedField(field string) string { return "s" + strings.TrimPrefix(field, "q") }

// codesText lists the boxes of a question as they are numbered: « 1 Non · 2 Oui · 99 ne sait pas ».
func codesText(q question.Question) string {
	var list []string
	for _, c := range q.Codes() {
		words := response.Value(question.Form{Questions: []question.Question{q}}, q.Key, c.Key)
		if q.Kind == question.Consent && c.Key == "1" {
			words = "accord"
		}
		if q.Kind == question.NPS && words == c.Number {
			list = append(list, c.Number)
			continue
		}
		list = append(list, c.Number+"\u00a0"+words)
	}
	return strings.Join(list, " · ")
}

// lines are what there is to type of a form, in the order of the sheet.
func lines(f question.Form) []entryLine {
	numbers := f.Numbers()
	var list []entryLine
	for _, q := range f.Questions {
		n := numbers[q.Key]
		if n == 0 {
			continue
		}
		label := french.Number(n) + ". " + q.Label.In(question.French)
		line := entryLine{Name: typedField(question.Field(q.Key, "")), Label: label, Hint: codesText(q), Max: 200}
		switch q.Kind {
		case question.Matrix:
			for i, row := range q.Rows {
				list = append(list, entryLine{Name: typedField(question.Field(q.Key, row.Key)), Label: label + " " + letter(i) + " " + row.Label.In(question.French), Hint: codesText(q), Max: 20})
			}
			continue
		case question.Ranking:
			for i, o := range q.Options {
				list = append(list, entryLine{Name: typedField(question.Field(q.Key, o.Key)), Label: label + " " + letter(i) + " " + o.Label.In(question.French), Hint: "Le rang écrit sur la feuille.", Max: 20})
			}
			continue
		case question.Multiple:
			line.Hint += ". Plusieurs numéros, séparés par une espace."
		case question.Text, question.Number, question.Date, question.Long:
			line.Hint = "Comme écrit sur la feuille."
			if q.Unsure {
				line.Hint += " «\u00a0?\u00a0» pour «\u00a0Je ne sais pas\u00a0»."
			}
			line.Area, line.Max = q.Kind == question.Long, question.MaxLong
			if !line.Area {
				line.Max = question.MaxText
			}
		}
		if q.Kind == question.Long {
			line.Hint += " Remplacez un nom par «\u00a0X\u00a0»."
		}
		list = append(list, line)
		if q.Other {
			list = append(list, entryLine{Name: typedField(question.Field(q.Key, question.OtherKey)), Label: label + " Autre, précisez", Hint: "Comme écrit sur la feuille.", Max: question.MaxText})
		}
	}
	return list
}

func letter(i int) string { return string(rune('a'+i)) + "." }

// typed makes the fields of a form of the numbers that were typed.
func typed(f *form.Form, of question.Form) (get func(string) []string) {
	fields := map[string][]string{}
	read := func(q question.Question, field string, several bool) {
		name := typedField(field)
		for token := range strings.FieldsFuncSeq(f.Text(name), func(r rune) bool { return r == ' ' || r == ',' || r == ';' || r == '+' || r == '\u00a0' }) {
			key := ""
			for _, c := range q.Codes() {
				if c.Number == token || token == "?" && c.Key == question.Unsure {
					key = c.Key
				}
			}
			f.Require(key != "", name, "La feuille n’a pas de case n°\u00a0"+french.Shorten(token, 20)+" à cette question.")
			fields[field] = append(fields[field], key)
		}
		f.Require(several || len(fields[field]) <= 1, name, "Une seule case se coche à cette question\u00a0: s’il y en a plusieurs sur la feuille, laissez vide.")
	}
	for _, q := range of.Questions {
		field := question.Field(q.Key, "")
		switch q.Kind {
		case question.Matrix:
			for _, row := range q.Rows {
				read(q, question.Field(q.Key, row.Key), false)
			}
		case question.Ranking:
			for _, o := range q.Options {
				fields[question.Field(q.Key, o.Key)] = f.All(typedField(question.Field(q.Key, o.Key)))
			}
		case question.Text, question.Long, question.Number, question.Date:
			fields[field] = f.All(typedField(field))
			if q.Unsure && strings.TrimSpace(f.Text(typedField(field))) == "?" {
				fields[field] = []string{question.Unsure}
			}
		case question.Info, question.Section:
		default:
			read(q, field, q.Kind == question.Multiple)
		}
		if q.Other {
			fields[question.Field(q.Key, question.OtherKey)] = f.All(typedField(question.Field(q.Key, question.OtherKey)))
		}
	}
	return func(field string) []string { return fields[field] }
}

// asWritten is a form of which nothing has to be answered: a sheet is what it is.
func asWritten(f question.Form) question.Form {
	questions := make([]question.Question, len(f.Questions))
	for i, q := range f.Questions {
		q.Required = false
		questions[i] = q
	}
	f.Questions = questions
	return f
}

func (h *Handlers) staffOpening(r *http.Request) (response.Opening, error) {
	id, err := serve.ID(r, "collection")
	if err != nil {
		return response.Opening{}, err
	}
	return h.room.ForStaff(r.Context(), serve.By(r), id)
}

// entry finds what a page of entry is about: the last version of the form, or that which a sheet answers that is typed again.
func (h *Handlers) entry(r *http.Request, sheet int64, number int) (entryPage, error) {
	o, err := h.staffOpening(r)
	if err != nil {
		return entryPage{}, err
	}
	if sheet != 0 {
		if number, err = h.room.SheetVersion(r.Context(), serve.By(r), o.ID, sheet); err != nil {
			return entryPage{}, err
		}
	}
	if number > 0 {
		if o.Form, err = h.room.Version(r.Context(), o.Collection, number); err != nil {
			return entryPage{}, err
		}
	}
	p := entryPage{Opening: o, Lines: lines(o.Form.Form), Sheet: sheet}
	p.Checks, err = h.room.Checks(r.Context(), serve.By(r), o.ID)
	return p, err
}

func (h *Handlers) showEntry(w http.ResponseWriter, r *http.Request) error {
	asked := form.Query(r)
	p, err := h.entry(r, max(0, asked.ID(fieldSheet)), 0)
	if err != nil {
		return err
	}
	day := asked.Text(fieldDay)
	if d, err := workcal.Parse(day); err == nil {
		day = d.Digits()
	} else {
		day = serve.Today(r).Digits()
	}
	p.In = form.Of(map[string][]string{fieldDay: {day}, fieldLang: {string(langOf(p.Opening.Form.Form, asked.Text(fieldLang)))}, fieldHelp: {string(response.Alone)}, fieldForm: {french.Number(p.Opening.Form.Number)}}).Keyed(serve.NewKey())
	return serve.Page(w, r, EntryPage(p))
}

// enter keeps one sheet, or compares it where it was typed already; the next one follows at once.
func (h *Handlers) enter(w http.ResponseWriter, r *http.Request) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	p, err := h.entry(r, max(0, f.ID(fieldSheet)), max(0, f.Int(fieldForm)))
	if err != nil {
		return err
	}
	p.In = f
	answers := p.read(f)
	day := pastDay(f, r)
	if p.Sheet != 0 && f.Valid() {
		differ, err := h.room.Check(r.Context(), serve.By(r), p.Opening, p.Sheet, answers)
		if err != nil {
			return err
		}
		if p.Checks, err = h.room.Checks(r.Context(), serve.By(r), p.ID); err != nil {
			return err
		}
		p.corrects = len(differ) > 0 && serve.By(r).Can(response.MayCorrect, access.Tie{}) // the first entry is somebody else's
		return serve.Page(w, r, CheckedPage(p, differ))
	}
	var sheet int64
	if err = f.Err(); err == nil {
		sheet, err = h.room.Enter(r.Context(), serve.By(r), p.Opening, p.given(f, day, answers))
	}
	if f.Refuse(err) {
		return serve.Invalid(w, r, EntryPage(p))
	}
	next := url.Values{fieldLang: {f.Text(fieldLang)}}
	if !day.IsZero() {
		next.Set(fieldDay, day.String())
	}
	return serve.Saved(w, r, f, err, "La feuille est enregistrée\u00a0: écrivez "+french.Number(int(sheet))+" en haut de la feuille, puis passez à la suivante.", urls.CollectionEntry(p.ID, next))
}

// read takes the answers of a sheet from the numbers that were typed, and says beside each what is to mend.
func (p entryPage) read(f *form.Form) question.Answers {
	of := asWritten(p.Opening.Form.Form)
	answers, problems := of.ReadAll(p.Context(), question.French, typed(f, of))
	for _, one := range problems {
		f.Add(typedField(one.Field), one.Sentence)
	}
	return answers
}

func (p entryPage) given(f *form.Form, day workcal.Date, answers question.Answers) response.Given {
	g := response.Given{Key: f.Text(fieldKey), Channel: response.OnPaper, Language: langOf(p.Opening.Form.Form, f.Text(fieldLang)), Help: form.Choice(f, fieldHelp, response.Helps), Day: day, Answers: answers}
	if g.Help == "" {
		g.Help = response.Alone
	}
	return g
}

// pastDay reads the day on which a sheet was filled.
func pastDay(f *form.Form, r *http.Request) workcal.Date {
	day := f.Day(fieldDay, serve.Today(r))
	f.Require(day.IsZero() || day <= serve.Today(r), fieldDay, "Ce jour est à venir.")
	return day
}

// languageOptions are the languages of a form.
func languageOptions(f question.Form) []ui.Option {
	var list []ui.Option
	for _, l := range f.Langs {
		list = append(list, ui.Option{Value: string(l), Label: french.Capital(l.Name())})
	}
	return list
}

func helpOptions() []ui.Option {
	var list []ui.Option
	for _, one := range response.Helps {
		list = append(list, ui.Option{Value: string(one), Label: staffHelp[one]})
	}
	return list
}

var staffHelp = map[response.Help]string{response.Alone: "Aucune aide", response.Read: "Quelqu’un a lu les questions", response.Replied: "Quelqu’un a répondu à sa place"}

// order is that of the fields of a page of entry, for what is to mend.
func (p entryPage) order() []string {
	names := []string{fieldDay, fieldLang, fieldHelp}
	for _, l := range p.Lines {
		names = append(names, l.Name)
	}
	return names
}

// labels name the fields of a page of entry.
func (p entryPage) labels() map[string]string {
	labels := map[string]string{fieldDay: "Jour", fieldLang: "Langue", fieldHelp: "Aide reçue"}
	for _, l := range p.Lines {
		labels[l.Name] = french.Shorten(l.Label, 80)
	}
	return labels
}

// agreed says how often the two readings agree.
func agreed(a response.Agreement) string {
	return french.Count(a.Sheets, "feuille saisie deux fois", "feuilles saisies deux fois") + "\u00a0: " + french.Number(a.Percent()) + "\u00a0% des réponses sont les mêmes (" + french.Number(a.Same) + " sur " + french.Number(a.Compared) + ")."
}

// interviewed dresses a walk for whoever asks the questions aloud.
func interviewed(k walk, o response.Opening, name string) walk {
	k.Action, k.Title, k.Asker = urls.CollectionInterview(o.ID), k.Version.Form.Title.In(k.Lang), true
	k.Window = "Entretien · " + k.Title + " · " + o.Label
	k.About, k.Back = "Entretien mené par "+name+", recueil «\u00a0"+o.Label+"\u00a0». Lisez les questions telles qu’elles sont écrites.", urls.Collection(o.ID)
	return k
}

func (h *Handlers) showInterview(w http.ResponseWriter, r *http.Request) error {
	o, err := h.staffOpening(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, WalkPage(interviewed(begin(o.Form, o.Context(), question.French, serve.NewKey()), o, serve.By(r).Name)))
}

func (h *Handlers) interview(w http.ResponseWriter, r *http.Request) error {
	o, err := h.staffOpening(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	if o, err = h.version(r, o, f); err != nil {
		return err
	}
	k := read(f, o.Form, o.Context())
	if !k.move(f.Text(fieldGo)) {
		return serve.Status(w, r, k.status(), WalkPage(interviewed(k, o, serve.By(r).Name)))
	}
	_, err = h.room.Enter(r.Context(), serve.By(r), o, k.given(response.InInterview))
	return serve.Saved(w, r, f, err, "L’entretien est enregistré.", urls.Collection(o.ID))
}

// printPaper is the form on paper, with the numbers by which it is typed afterwards.
func (h *Handlers) printPaper(w http.ResponseWriter, r *http.Request) error {
	s, err := h.collection(r)
	if err == nil && s.DeletedAt != nil {
		err = fault.Missing(nil)
	}
	if err != nil {
		return err
	}
	v, err := h.room.Version(r.Context(), s.Collection, s.Published)
	if err != nil {
		return err
	}
	return serve.Page(w, r, PaperPage(s, v.Form, langOf(v.Form, form.Query(r).Text(fieldLang))))
}

// posterPage is the address of a form on paper.
type posterPage struct {
	sheetPage
	Title string
	Lang  question.Lang
	Four  bool
}

func (h *Handlers) printPoster(w http.ResponseWriter, r *http.Request) error {
	s, err := h.collection(r)
	if err == nil && (s.DeletedAt != nil || h.address == "") {
		err = fault.Missing(nil)
	}
	if err != nil {
		return err
	}
	v, err := h.room.Version(r.Context(), s.Collection, s.Published)
	if err != nil {
		return err
	}
	p := posterPage{sheetPage: sheetPage{Sheet: s, Address: h.link(s.Token)}, Title: v.Form.Title.In(question.French), Lang: question.French, Four: form.Query(r).Text("par") == "4"}
	if p.Code, err = ui.SymbolOf(p.Address); err != nil {
		return err
	}
	return serve.Page(w, r, PosterPage(p))
}

// copies are how many there are on a sheet.
func (p posterPage) copies() int {
	if p.Four {
		return 4
	}
	return 1
}

// letters is the address as people type it: without what browsers add by themselves.
func (p posterPage) letters() string {
	return strings.TrimPrefix(strings.TrimPrefix(p.Address, "https://"), "http://")
}

// paperLanguages are those in which a form is printed.
func paperLanguages(collection int64, f question.Form) []askedui.Choice {
	var list []askedui.Choice
	for _, l := range f.Langs {
		list = append(list, askedui.Choice{Lang: l, URL: urls.CollectionPaper(collection, url.Values{fieldLang: {string(l)}})})
	}
	return list
}

// typedAttributes describe a field, and bound what is typed in it.
func typedAttributes(f ui.Field) templ.Attributes {
	a := templ.Attributes{"aria-describedby": f.Name + "-hint", "maxlength": strconv.Itoa(f.Max)}
	if f.Problem != "" {
		a["aria-describedby"], a["aria-invalid"] = f.Name+"-hint "+f.Name+"-problem", "true"
	}
	return a
}
