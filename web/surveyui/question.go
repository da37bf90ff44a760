package surveyui

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/go-chi/chi/v5"

	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/survey"
	"parvis/internal/survey/question"
	"parvis/internal/survey/shipped"
	"parvis/internal/written"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// questionForm is the page of a question's form: of a draft, or of the bank.
type questionForm struct {
	*form.Form
	Sheet    survey.Sheet
	Question question.Question // as it is stored; without a key, it is a new one
	After    string            // after which one a new one goes
	Langs    []question.Lang
	Fixed    bool // its kind does not change any more
	Keys     bool // answers are shown with their keys
}

// New tells whether the question is still to be added.
func (v questionForm) New() bool { return v.Question.Key == "" }

// the question of the request, in the draft of its form.
func (h *Handlers) question(r *http.Request) (questionForm, error) {
	s, err := h.living(r, survey.MayBuild)
	if err != nil {
		return questionForm{}, err
	}
	q, found := s.Draft.Question(chi.URLParam(r, "key"))
	if !found {
		return questionForm{}, fault.New(fault.NotFound, "Cette question n’est plus dans le questionnaire.", nil)
	}
	v := questionForm{Sheet: s, Question: q, Langs: s.Draft.Langs}
	if s.Last != nil {
		_, v.Fixed = s.Last.Question(q.Key)
	}
	return v, nil
}

// questionValues are the fields of a question; keys writes its answers with their keys.
func questionValues(q question.Question, keys bool) url.Values {
	d := survey.DraftOf(q)
	values := url.Values{"genre": {string(d.Kind)}, "obligatoire": {field.Flag(d.Required)}, "nspp": {field.Flag(d.Unsure)}, "autre": {field.Flag(d.Other)}, "entrainement": {field.Flag(d.Practice)}, "decimales": {field.Flag(d.Decimals)},
		"reponses": {survey.LinesOf(q.Options, keys)}, "lignes": {survey.LinesOf(q.Rows, keys)}}
	for name, x := range map[string]*float64{"min": d.Least, "max": d.Most} {
		if x != nil {
			values.Set(name, written.NumberText(*x))
		}
	}
	for _, l := range question.Langs {
		values.Set(in("libelle", l), d.Label[l])
		values.Set(in("aide", l), d.Help[l])
		for key, words := range d.Words {
			values.Set("mot."+key+"."+string(l), words[l])
		}
		for key, words := range d.RowWords {
			values.Set("ligne."+key+"."+string(l), words[l])
		}
	}
	for key, name := range d.Pictures {
		values.Set("dessin."+key, name)
	}
	return values
}

// parseQuestion reads the form of a question that is stored as was; the error is what is to mend.
func parseQuestion(f *form.Form, was question.Question, langs []question.Lang) (survey.QuestionDraft, error) {
	hidden := url.Values{}
	for _, l := range question.Langs { // the texts of languages that the page does not show stay
		if !slices.Contains(langs, l) {
			hidden[in("libelle", l)], hidden[in("aide", l)] = []string{was.Label[l]}, []string{was.Help[l]}
		}
	}
	f.Behind(hidden)
	d := survey.QuestionDraft{Kind: form.Choice(f, "genre", question.Kinds), Label: wording(f, "libelle"), Help: wording(f, "aide"), Required: f.Flag("obligatoire"), Unsure: f.Flag("nspp"), Other: f.Flag("autre"),
		Practice: f.Flag("entrainement"), Decimals: f.Flag("decimales"), Least: limit(f, "min"), Most: limit(f, "max"), Options: f.Text("reponses"), Rows: f.Text("lignes"),
		Words: words(f, "mot.", was.Options, langs), RowWords: words(f, "ligne.", was.Rows, langs), Pictures: map[string]string{}}
	for _, o := range was.Options {
		d.Pictures[o.Key] = f.Text("dessin." + o.Key)
	}
	if d.Kind != was.Kind { // the page did not ask for drawings of what had no answers
		d.Pictures = nil
	}
	d = d.Tidy()
	return d, f.Merge(d.Check())
}

// words reads the answers in other languages that a page shows.
func words(f *form.Form, prefix string, of []question.Option, langs []question.Lang) map[string]question.Wording {
	all := map[string]question.Wording{}
	for _, o := range of {
		all[o.Key] = question.Wording{}
		for _, l := range langs {
			if l != question.French {
				all[o.Key][l] = f.Text(prefix + o.Key + "." + string(l))
			}
		}
	}
	return all
}

func limit(f *form.Form, name string) *float64 {
	if f.Text(name) == "" {
		return nil
	}
	x := f.Decimal(name)
	return &x
}

func (h *Handlers) newQuestion(w http.ResponseWriter, r *http.Request) error {
	s, err := h.living(r, survey.MayBuild)
	if err != nil {
		return err
	}
	after := form.Query(r).Text("apres")
	if _, found := s.Draft.Question(after); after != "" && !found {
		after = ""
	}
	return serve.Page(w, r, QuestionPage(questionForm{Form: form.Of(url.Values{"genre": {string(question.Single)}}).Keyed(serve.NewKey()), Sheet: s, After: after, Langs: s.Draft.Langs}))
}

// usualAnswers are what a scale offers until something else is typed.
var usualAnswers = map[question.Kind]string{
	question.Scale5: "Pas du tout satisfait\nPlutôt pas satisfait\nNi satisfait, ni insatisfait\nPlutôt satisfait\nTout à fait satisfait",
	question.Scale3: "Non\nUn peu\nOui",
}

func (h *Handlers) addQuestion(w http.ResponseWriter, r *http.Request) error {
	s, err := h.living(r, survey.MayBuild)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	after := f.Text("apres")
	d, err := parseQuestion(f, question.Question{}, s.Draft.Langs)
	if d.Options == "" {
		d.Options = usualAnswers[d.Kind]
	}
	var key string
	if err == nil {
		key, err = h.surveys.Add(r.Context(), serve.By(r), f.Sending(), s.ID, after, d)
	}
	if f.Refuse(err) {
		return serve.Invalid(w, r, QuestionPage(questionForm{Form: f, Sheet: s, After: after, Langs: s.Draft.Langs}))
	}
	return serve.Saved(w, r, f, err, "La question est ajoutée au brouillon.", urls.FormAt(s.ID, key))
}

func (h *Handlers) editQuestion(w http.ResponseWriter, r *http.Request) error {
	v, err := h.question(r)
	if err != nil {
		return err
	}
	v.Keys = form.Query(r).Flag("codes")
	v.Form = form.Of(questionValues(v.Question, v.Keys)).Over(survey.QuestionEdition(v.Question))
	return serve.Page(w, r, QuestionPage(v))
}

func (h *Handlers) saveQuestion(w http.ResponseWriter, r *http.Request) error {
	v, err := h.question(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	var d survey.QuestionDraft
	if v.Question.Bank { // its words are the bank's
		d = survey.DraftOf(v.Question)
		d.Required, d.Practice = f.Flag("obligatoire"), f.Flag("entrainement")
	} else {
		d, err = parseQuestion(f, v.Question, v.Langs)
	}
	if err == nil {
		err = h.surveys.Save(r.Context(), serve.By(r), v.Sheet.ID, v.Question.Key, f.Version(), d)
	}
	if v.Form = f; f.Refuse(err) {
		return serve.Invalid(w, r, QuestionPage(v))
	}
	return serve.Saved(w, r, f, err, "La question est enregistrée.", urls.FormAt(v.Sheet.ID, v.Question.Key))
}

// toBank puts a question in the bank, or gives one of the bank the words that it has there now.
func (h *Handlers) toBank(w http.ResponseWriter, r *http.Request) error {
	v, err := h.question(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	said := "La question a repris le texte de la banque."
	if v.Question.Bank {
		err = h.surveys.Freshen(r.Context(), serve.By(r), v.Sheet.ID, v.Question.Key)
	} else {
		err, said = h.surveys.PutInBank(r.Context(), serve.By(r), v.Sheet.ID, v.Question.Key, f.Text("theme")), "La question est dans la banque\u00a0: d’autres questionnaires peuvent la poser sous le même code."
	}
	if f.Refuse(err) {
		values := questionValues(v.Question, false)
		values.Set("theme", f.Text("theme"))
		v.Form = form.Of(values).Over(survey.QuestionEdition(v.Question))
		v.Form.Add("theme", fault.SentenceOf(err))
		return serve.Invalid(w, r, QuestionPage(v))
	}
	return serve.Saved(w, r, f, err, said, urls.FormAt(v.Sheet.ID, v.Question.Key))
}

// kinds are the choices of a question's kind, by families.
func kinds() []ui.Option {
	var options []ui.Option
	for _, k := range question.Kinds {
		group := "À répondre en toutes lettres ou en chiffres"
		switch {
		case !k.Asks():
			group = "À lire"
		case k.Closed():
			group = "À choisir"
		}
		if k == question.Consent {
			group = "À choisir"
		}
		options = append(options, ui.Option{Value: string(k), Label: capital(k.Label()), Group: group})
	}
	slices.SortStableFunc(options, func(a, b ui.Option) int { return rank(a.Group) - rank(b.Group) })
	return options
}

// fixedKinds are the kinds that a question which was asked may still have.
func fixedKinds(k question.Kind) []ui.Option {
	options := []ui.Option{{Value: string(k), Label: capital(k.Label())}}
	if k == question.Text {
		options = append(options, ui.Option{Value: string(question.Long), Label: capital(question.Long.Label())})
	}
	return options
}

// order is that of the fields of the page.
func (v questionForm) order() []string {
	list := []string{"genre", "libelle", "aide", "reponses", "lignes", "min", "max"}
	for _, l := range v.foreign() {
		list = append(list, in("libelle", l), in("aide", l))
		for _, o := range v.Question.Options {
			list = append(list, "mot."+o.Key+"."+string(l))
		}
		for _, o := range v.Question.Rows {
			list = append(list, "ligne."+o.Key+"."+string(l))
		}
	}
	for _, o := range v.Question.Options {
		list = append(list, "dessin."+o.Key)
	}
	return append(list, "theme")
}

func rank(group string) int {
	return slices.Index([]string{"À choisir", "À répondre en toutes lettres ou en chiffres", "À lire"}, group)
}

// drawings are the choices of a drawing beside an answer.
func drawings() []ui.Option {
	options := []ui.Option{{Label: "Aucun"}}
	for _, name := range shipped.Pictures() {
		_, alt, _ := shipped.Picture(name)
		options = append(options, ui.Option{Value: name, Label: capital(alt.In(question.French)), Group: "Dessins"})
	}
	return options
}

// questionLabels name the fields of a question's form.
var questionLabels = func() map[string]string {
	labels := map[string]string{"genre": "Type de question", "reponses": "Réponses proposées", "lignes": "Lignes du tableau", "min": "Plus petit nombre", "max": "Plus grand nombre", "theme": "Thème"}
	for _, l := range question.Langs {
		labels[in("libelle", l)], labels[in("aide", l)] = "Texte", "Aide"
	}
	return labels
}()

// foreign are the languages of the page besides French.
func (v questionForm) foreign() []question.Lang {
	var list []question.Lang
	for _, l := range v.Langs {
		if l != question.French {
			list = append(list, l)
		}
	}
	return list
}

// kind is the kind that the page shows fields for.
func (v questionForm) kind() question.Kind {
	if v.New() {
		return question.Kind(v.Text("genre"))
	}
	return v.Question.Kind
}

// asks tells whether the page shows the fields of a question that is answered.
func (v questionForm) asks() bool { return v.New() || v.kind().Asks() }

// offers tells whether the page shows answers that are typed.
func (v questionForm) offers() bool { return v.New() || v.kind().HasOptions() }
