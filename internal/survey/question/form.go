package question

import "slices"

// Kind is what a question asks for.
type Kind string

// The kinds, as stored.
const (
	Single   Kind = "single"   // one of the options
	Multiple Kind = "multiple" // any of the options
	Scale5   Kind = "scale5"   // five options in order, the least first
	Scale3   Kind = "scale3"   // three, with words or pictures
	NPS      Kind = "nps"      // 0 to 10: would you recommend it?
	Matrix   Kind = "matrix"   // rows that are each given one of the options, which are in order
	Ranking  Kind = "ranking"  // the options, the first choice first
	Number   Kind = "number"
	Text     Kind = "text" // one line
	Long     Kind = "long" // several
	Date     Kind = "date"
	Consent  Kind = "consent" // one box to tick
	Info     Kind = "info"    // says something, asks nothing
	Section  Kind = "section" // the title of what follows, and a new page
)

// Kinds lists every kind in the order of the builder.
var Kinds = []Kind{Single, Multiple, Scale5, Scale3, NPS, Matrix, Ranking, Number, Text, Long, Date, Consent, Info, Section}

var kindLabels = map[Kind]string{
	Single: "choix unique", Multiple: "choix multiple", Scale5: "échelle à 5 points", Scale3: "échelle à 3 points", NPS: "recommandation de 0 à 10",
	Matrix: "tableau d’échelles", Ranking: "classement", Number: "nombre", Text: "texte court", Long: "texte long", Date: "date", Consent: "accord",
	Info: "texte d’information", Section: "titre de partie",
}

// Label is the kind in French, without a capital; "" for what is none.
func (k Kind) Label() string { return kindLabels[k] }

// Asks tells whether a kind expects an answer.
func (k Kind) Asks() bool { return k != Info && k != Section }

// Closed tells whether what is answered is among options, or a figure of a scale: such answers are counted, others are listed.
func (k Kind) Closed() bool {
	switch k {
	case Single, Multiple, Scale5, Scale3, NPS, Matrix, Ranking, Consent:
		return true
	}
	return false
}

// HasOptions tells whether a question of this kind has options that are typed.
func (k Kind) HasOptions() bool {
	switch k {
	case Single, Multiple, Scale5, Scale3, Matrix, Ranking:
		return true
	}
	return false
}

// Ordered tells whether the options go from the least to the most, so that a median means something.
func (k Kind) Ordered() bool { return k == Scale5 || k == Scale3 || k == NPS || k == Matrix }

// Lang is a language as browsers name it: "fr", "en".
type Lang string

// French is the language that every form has, and that a wording is shown in where it has no other.
const French Lang = "fr"

var langLabels = map[Lang]string{French: "Français", "en": "English", "es": "Español", "de": "Deutsch", "it": "Italiano", "pt": "Português", "ar": "العربية", "uk": "Українська"}

var langNames = map[Lang]string{French: "français", "en": "anglais", "es": "espagnol", "de": "allemand", "it": "italien", "pt": "portugais", "ar": "arabe", "uk": "ukrainien"}

// Langs lists the languages that a form may have.
var Langs = []Lang{French, "en", "es", "de", "it", "pt", "ar", "uk"}

// Name is the language in French, for whoever prepares a form or reads its answers.
func (l Lang) Name() string { return langNames[l] }

// Label is how the language calls itself, for whoever chooses it to answer.
func (l Lang) Label() string { return langLabels[l] }

// RightToLeft tells in which direction it is written.
func (l Lang) RightToLeft() bool { return l == "ar" }

// Wording is a text in the languages it is written in.
type Wording map[Lang]string

// In is the wording in a language, in French where it has none.
func (w Wording) In(l Lang) string {
	if s := w[l]; s != "" {
		return s
	}
	return w[French]
}

// Lang is the language that In answers in, so that a page can say it.
func (w Wording) Lang(l Lang) Lang {
	if w[l] != "" {
		return l
	}
	return French
}

// FR is a wording in French alone.
func FR(text string) Wording { return Wording{French: text} }

// Layout is how a form is shown.
type Layout string

// The layouts, as stored.
const (
	Paged    Layout = "pages"  // several questions on a page, a new one for each section
	OneByOne Layout = "single" // one question on a page
	Easy     Layout = "easy"   // one on a page, easy to read: large, with pictures, no more than six
)

// Layouts lists the layouts in the order of the builder.
var Layouts = []Layout{Paged, OneByOne, Easy}

var layoutLabels = map[Layout]string{Paged: "plusieurs questions par page", OneByOne: "une question par page", Easy: "version simplifiée"}

// Label is the layout in French, without a capital.
func (l Layout) Label() string { return layoutLabels[l] }

// Format is the number that a stored form bears.
const Format = 1

// Form is everything that is asked, in order.
type Form struct {
	Format    int        `json:"format"`
	Title     Wording    `json:"title"`
	Intro     Wording    `json:"intro,omitempty"`  // before the first question
	Thanks    Wording    `json:"thanks,omitempty"` // after the last
	Langs     []Lang     `json:"langs"`            // French first
	Layout    Layout     `json:"layout"`
	Questions []Question `json:"questions"`
}

// Question is one thing that is asked, or said.
type Question struct {
	Key      string     `json:"key"`
	Bank     bool       `json:"bank,omitempty"` // of the bank: asked under this key by several forms, whose answers compare
	Kind     Kind       `json:"kind"`
	Label    Wording    `json:"label"`
	Help     Wording    `json:"help,omitempty"`
	Required bool       `json:"required,omitempty"`
	Unsure   bool       `json:"unsure,omitempty"` // « Je ne sais pas » stands apart from the options
	Other    bool       `json:"other,omitempty"`  // « Autre » with a text, of a single or a multiple choice
	Options  []Option   `json:"options,omitempty"`
	Rows     []Option   `json:"rows,omitempty"` // of a matrix
	Least    *float64   `json:"least,omitempty"`
	Most     *float64   `json:"most,omitempty"`
	Decimals bool       `json:"decimals,omitempty"`
	Practice bool       `json:"practice,omitempty"` // shows how one answers; it is not counted
	When     *Condition `json:"when,omitempty"`     // nil: always shown
	Retired  bool       `json:"-"`                  // of joined versions: the last one asks it no more
}

// Option is something that may be answered, or a row of a matrix.
type Option struct {
	Key     string  `json:"key"`
	Label   Wording `json:"label"`
	Picture string  `json:"picture,omitempty"` // the name of a drawing that Parvis comes with; always beside words
	Retired bool    `json:"-"`                 // of joined versions: the last one offers it no more
}

// OtherKey is the key of « Autre » among what was chosen.
const OtherKey = "autre"

// OtherText is the key under which what « Autre » stands for is kept.
func OtherText(question string) string { return question + ".autre" }

// Question finds a question by its key.
func (f Form) Question(key string) (Question, bool) {
	i := slices.IndexFunc(f.Questions, func(q Question) bool { return q.Key == key })
	if i < 0 {
		return Question{}, false
	}
	return f.Questions[i], true
}

// Offers tells whether a question has an option of this key.
func (q Question) Offers(key string) bool {
	return q.Other && key == OtherKey || slices.ContainsFunc(q.Choices(), func(o Option) bool { return o.Key == key })
}

// Choices are the options that can be answered, those of a recommendation too, without « Autre ».
func (q Question) Choices() []Option {
	if q.Kind == NPS {
		return recommendation
	}
	return q.Options
}

var recommendation = func() []Option {
	list := make([]Option, 11)
	for i := range list {
		list[i] = Option{Key: digits(i), Label: FR(digits(i))}
	}
	return list
}()

func digits(i int) string {
	if i == 10 {
		return "10"
	}
	return string(rune('0' + i))
}
