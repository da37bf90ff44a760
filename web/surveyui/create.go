package surveyui

import (
	"cmp"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"parvis/internal/access"
	"parvis/internal/exchange/xlsform"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/survey"
	"parvis/internal/survey/question"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// settingsForm is the page of what is said of a form besides its questions.
type settingsForm struct {
	*form.Form
	Sheet    *survey.Sheet // that is edited; nil for a new one
	Projects []survey.Project
	Others   []survey.Row // that a new one may be a copy of
	File     string       // what a file held, for a new one that begins with it; "": none did
}

// Where a new form begins.
const (
	fieldBegin = "depart"
	fieldFile  = "lu"
	blank      = "vierge"
	readyAs    = "pret:"
	copyOf     = "copie:"
)

// parseSettings reads what is said of a form; the error is what is to mend.
func parseSettings(f *form.Form) (survey.Settings, error) {
	s := survey.Settings{Purpose: form.Choice(f, "public", survey.Purposes), ProjectID: f.ID("projet"), Layout: form.Choice(f, "presentation", question.Layouts),
		Title: wording(f, "titre"), Intro: wording(f, "intro"), Thanks: wording(f, "merci")}
	for _, l := range f.Flags("langue.") {
		s.Langs = append(s.Langs, question.Lang(l))
	}
	s = s.Tidy()
	return s, f.Merge(s.Check())
}

// wording reads a text in every language.
func wording(f *form.Form, name string) question.Wording {
	w := question.Wording{}
	for _, l := range question.Langs {
		if text := f.Text(in(name, l)); text != "" {
			w[l] = text
		}
	}
	return w
}

// in is the name of a field in a language.
func in(name string, l question.Lang) string {
	if l == question.French {
		return name
	}
	return name + "." + string(l)
}

func settingsValues(s survey.Settings) map[string][]string {
	values := survey.SettingsFields.Values(s)
	for _, l := range s.Langs {
		values["langue."+string(l)] = []string{field.Flag(true)}
	}
	return values
}

func (h *Handlers) newForm(w http.ResponseWriter, r *http.Request) error {
	if err := serve.By(r).Check(survey.MayBuild, access.Tie{}); err != nil {
		return err
	}
	asked := form.Query(r)
	values := settingsValues(survey.Settings{Purpose: survey.Visitors, Layout: question.Paged, ProjectID: max(0, asked.ID("projet"))})
	values[fieldBegin] = []string{blank}
	if begin := asked.Text(fieldBegin); begin != "" {
		values[fieldBegin] = []string{begin}
	}
	v := settingsForm{Form: form.Of(values).Keyed(serve.NewKey())}
	return h.creation(w, r, v, serve.Page)
}

// creation shows the form of a new form.
func (h *Handlers) creation(w http.ResponseWriter, r *http.Request, v settingsForm, show func(http.ResponseWriter, *http.Request, templComponent) error) error {
	var err error
	if v.Projects, err = h.surveys.Projects(r.Context(), serve.By(r)); err != nil {
		return err
	}
	if v.Others, err = h.surveys.List(r.Context(), serve.By(r), survey.Filter{}); err != nil {
		return err
	}
	return show(w, r, NewPage(v))
}

func (h *Handlers) create(w http.ResponseWriter, r *http.Request) error {
	f, err := serve.Sent(r, survey.MayBuild)
	if err != nil {
		return err
	}
	s := survey.Settings{Purpose: form.Choice(f, "public", survey.Purposes), ProjectID: f.ID("projet"), Layout: question.Paged, Title: wording(f, "titre")}
	begin, err := h.begins(r, f)
	if err != nil {
		return err
	}
	if begin != nil {
		title := s.Title[question.French]
		s.Layout, s.Langs, s.Intro, s.Thanks, s.Title = begin.Layout, begin.Langs, begin.Intro, begin.Thanks, question.Wording{}
		for l, text := range begin.Title {
			s.Title[l] = text
		}
		s.Title[question.French] = title
	} else {
		begin = &question.Form{}
	}
	s = s.Tidy()
	var id int64
	if err = f.Merge(s.Check()); err == nil {
		id, err = h.surveys.Create(r.Context(), serve.By(r), f.Sending(), s, begin.Questions)
	}
	if f.Refuse(fault.SeenAt(err, urls.Form(id))) {
		return h.creation(w, r, settingsForm{Form: f, File: f.Text(fieldFile)}, serve.Invalid)
	}
	return serve.Saved(w, r, f, err, "Le questionnaire est créé, en brouillon.", urls.Form(id))
}

// begins finds what a new form begins as; nil is nothing.
func (h *Handlers) begins(r *http.Request, f *form.Form) (*question.Form, error) {
	if text := f.Text(fieldFile); text != "" {
		var read question.Form
		if err := json.Unmarshal([]byte(text), &read); err != nil {
			return nil, fault.New(fault.Invalid, "Ce qui a été lu du fichier n’est pas arrivé entier\u00a0: veuillez choisir le fichier de nouveau.", err)
		}
		return &read, nil
	}
	begin := f.Text(fieldBegin)
	if key, ok := strings.CutPrefix(begin, readyAs); ok {
		ready, found := survey.ReadyForm(key)
		f.Require(found, fieldBegin, "Veuillez choisir un point de départ de la liste.")
		return &ready.Form, nil
	}
	if text, ok := strings.CutPrefix(begin, copyOf); ok {
		id, _ := strconv.ParseInt(text, 10, 64)
		other, err := h.surveys.Form(r.Context(), serve.By(r), id)
		if fault.Is(err, fault.NotFound) {
			f.Add(fieldBegin, "Veuillez choisir un point de départ de la liste.")
			return nil, nil
		}
		return &other.Draft, err
	}
	f.Require(begin == blank || begin == "", fieldBegin, "Veuillez choisir un point de départ de la liste.")
	return nil, nil
}

// beginnings are the choices of where a new form begins.
func (v settingsForm) beginnings() []ui.Option {
	options := []ui.Option{{Value: blank, Label: "Une page vide"}}
	for _, ready := range survey.ReadyForms() {
		options = append(options, ui.Option{Value: readyAs + ready.Key, Label: ready.Form.Title.In(question.French), Group: "Questionnaires prêts"})
	}
	for _, o := range v.Others {
		options = append(options, ui.Option{Value: copyOf + strconv.FormatInt(o.ID, 10), Label: o.Title, Group: "Copie d’un questionnaire du service"})
	}
	return options
}

func (h *Handlers) askFile(w http.ResponseWriter, r *http.Request) error {
	if err := serve.By(r).Check(survey.MayBuild, access.Tie{}); err != nil {
		return err
	}
	return serve.Page(w, r, FilePage(form.Of(nil)))
}

// readFile reads a workbook, and shows what it holds before anything is created.
func (h *Handlers) readFile(w http.ResponseWriter, r *http.Request) error {
	if err := serve.By(r).Check(survey.MayBuild, access.Tie{}); err != nil {
		return err
	}
	data, name, err := form.File(r, "fichier", xlsform.MostBytes)
	var read xlsform.Imported
	if err == nil && name == "" {
		err = fault.Problems{{Field: "fichier", Sentence: "Veuillez choisir un fichier."}}.Err()
	}
	if err == nil {
		read, err = xlsform.Read(data)
	}
	f := form.Of(nil)
	if f.Refuse(err) {
		return serve.Invalid(w, r, FilePage(f))
	}
	if err != nil {
		return err
	}
	text, err := json.Marshal(read.Form)
	if err != nil {
		return err
	}
	values := settingsValues(survey.SettingsOf(read.Form, survey.Visitors))
	if values["titre"][0] == "" {
		values["titre"] = []string{strings.TrimSuffix(name, ".xlsx")}
	}
	v := settingsForm{Form: form.Of(values).Keyed(serve.NewKey()), File: string(text)}
	if v.Projects, err = h.surveys.Projects(r.Context(), serve.By(r)); err != nil {
		return err
	}
	return serve.Page(w, r, ReadPage(v, read))
}

func (h *Handlers) editSettings(w http.ResponseWriter, r *http.Request) error {
	s, err := h.living(r, survey.MayBuild)
	if err != nil {
		return err
	}
	now := s.Settings()
	return h.settings(w, r, settingsForm{Form: form.Of(settingsValues(now)).Over(now.Edition()), Sheet: &s}, serve.Page)
}

func (h *Handlers) settings(w http.ResponseWriter, r *http.Request, v settingsForm, show func(http.ResponseWriter, *http.Request, templComponent) error) error {
	var err error
	if v.Projects, err = h.surveys.Projects(r.Context(), serve.By(r)); err != nil {
		return err
	}
	return show(w, r, SettingsPage(v))
}

func (h *Handlers) saveSettings(w http.ResponseWriter, r *http.Request) error {
	s, err := h.living(r, survey.MayBuild)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	hidden := url.Values{}
	for _, l := range question.Langs[1:] { // the texts of languages that the page does not show stay
		if !slices.Contains(s.Draft.Langs, l) {
			hidden[in("titre", l)], hidden[in("intro", l)], hidden[in("merci", l)] = []string{s.Draft.Title[l]}, []string{s.Draft.Intro[l]}, []string{s.Draft.Thanks[l]}
		}
	}
	settings, err := parseSettings(f.Behind(hidden))
	if err == nil {
		err = h.surveys.Edit(r.Context(), serve.By(r), s.ID, f.Version(), settings)
	}
	if f.Refuse(err) {
		return h.settings(w, r, settingsForm{Form: f, Sheet: &s}, serve.Invalid)
	}
	return serve.Saved(w, r, f, err, "Les réglages du questionnaire sont enregistrés.", urls.Form(s.ID))
}

// layouts are the choices of a presentation.
func layouts() []ui.Option {
	hints := map[question.Layout]string{question.Paged: "Un titre de partie commence une page.", question.OneByOne: "Pour un téléphone.", question.Easy: "Grands caractères, dessins, six questions au plus. Le texte est à relire par des personnes concernées."}
	var options []ui.Option
	for _, l := range question.Layouts {
		options = append(options, ui.Option{Value: string(l), Label: capital(l.Label()), Hint: hints[l]})
	}
	return options
}

// spoken are the languages of a form besides French, those that are shown on its page.
func (v settingsForm) spoken() []question.Lang {
	var list []question.Lang
	for _, l := range question.Langs[1:] {
		if v.Text(in("titre", l)) != "" || v.Flag("langue."+string(l)) || v.Sheet != nil && slices.Contains(v.Sheet.Draft.Langs, l) {
			list = append(list, l)
		}
	}
	return list
}

var settingsLabels = survey.SettingsFields.Labels()

// settingsOrder is the order of the fields of both pages.
var settingsOrder = func() []string {
	list := []string{"titre", fieldBegin, "public", "projet", "presentation", "intro", "merci"}
	for _, l := range question.Langs[1:] {
		list = append(list, in("titre", l), in("intro", l), in("merci", l))
	}
	return list
}()

// leftLine says of what a file holds that cannot be kept where it is.
func leftLine(l xlsform.Left) string {
	where := "Ligne " + strconv.Itoa(l.Row)
	if l.Row == 0 {
		where = "Hors des questions"
	}
	return where + cmp.Or(map[bool]string{true: " (la question est gardée)"}[l.Part], "")
}
