package survey

import (
	"encoding/json"
	"hash/crc32"
	"slices"
	"strings"
	"time"

	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/survey/question"
	"parvis/internal/workcal"
)

// Form is a form with its draft, which changes until it is published as a version.
type Form struct {
	ID        int64
	Title     string // of the draft, in French
	Purpose   Purpose
	ProjectID int64  // 0: it serves whoever needs it
	Project   string // its title
	Draft     question.Form
	Published int  // the number of its last version; 0: none yet
	Active    bool // in use
	UpdatedAt time.Time
	DeletedAt *time.Time
	Version   int
}

// Subject is the form as the journal names it.
func (f Form) Subject() journal.Subject {
	return journal.Subject{Kind: journal.Form, ID: f.ID, Name: f.Title}
}

// Edition is a version as it is listed.
type Edition struct {
	Number      int
	PublishedBy string
	PublishedAt time.Time
	RereadBy    string       // who of the people it is for read it again; "": nobody did
	RereadOn    workcal.Date // when
}

// Sheet is one form as one person sees it.
type Sheet struct {
	Form
	Versions []Edition // the last one first
	Last     *question.Form
	Answers  int // -1: nobody counts them
	May      Rights
}

// Changed tells whether the draft differs from what was published.
func (s Sheet) Changed() bool { return s.Last == nil || digest(*s.Last) != digest(s.Draft) }

// Problems lists what keeps the draft from being published.
func (s Sheet) Problems() []question.Problem {
	list := s.Draft.Check()
	if s.Last != nil {
		list = append(list, s.Draft.Follows(*s.Last)...)
	}
	return list
}

// digest is a number that two texts share only if they are the same: what was typed over one is refused over another.
func digest(of any) int {
	text, err := json.Marshal(of)
	if err != nil {
		panic(err) // strings, numbers and lists of them
	}
	return int(crc32.ChecksumIEEE(text) >> 1)
}

// Settings is what is typed about a form besides its questions.
type Settings struct {
	Purpose   Purpose
	ProjectID int64
	Layout    question.Layout
	Langs     []question.Lang // French first
	Title     question.Wording
	Intro     question.Wording
	Thanks    question.Wording
}

// Settings is what the form has now.
func (f Form) Settings() Settings {
	return Settings{f.Purpose, f.ProjectID, f.Draft.Layout, f.Draft.Langs, f.Draft.Title, f.Draft.Intro, f.Draft.Thanks}
}

// Edition is the number of the text that these settings are, for whoever types over them.
func (s Settings) Edition() int { return digest(s) }

// Blank is a form of which nothing was typed yet.
func Blank() question.Form {
	return question.Form{Format: question.Format, Title: question.Wording{}, Langs: []question.Lang{question.French}, Layout: question.Paged}
}

// Tidy trims the texts, and puts French first.
func (s Settings) Tidy() Settings {
	s.Title, s.Intro, s.Thanks = tidyLines(s.Title), tidyText(s.Intro), tidyText(s.Thanks)
	langs := []question.Lang{question.French}
	for _, l := range question.Langs {
		if l != question.French && slices.Contains(s.Langs, l) {
			langs = append(langs, l)
		}
	}
	s.Langs = langs
	return s
}

func tidyLines(w question.Wording) question.Wording { return tidied(w, french.OneLine) }

func tidyText(w question.Wording) question.Wording { return tidied(w, french.Paragraphs) }

func tidied(w question.Wording, tidy func(string) string) question.Wording {
	kept := question.Wording{}
	for l, text := range w {
		if text = tidy(text); text != "" {
			kept[l] = text
		}
	}
	return kept
}

// Check lists what must be mended before the settings can be kept. A draft may lack anything but its title.
func (s Settings) Check() fault.Problems {
	var p fault.Problems
	p.Require(s.Title[question.French] != "", "titre", "Veuillez donner un titre au questionnaire.")
	for _, l := range question.Langs {
		p.CheckText(fieldIn("titre", l), s.Title[l], question.MaxWording)
		p.CheckText(fieldIn("intro", l), s.Intro[l], question.MaxSaid)
		p.CheckText(fieldIn("merci", l), s.Thanks[l], question.MaxSaid)
	}
	p.Require(s.Purpose.Label() != "", "public", "Veuillez choisir à qui ce questionnaire s’adresse.")
	p.Require(s.Layout.Label() != "", "presentation", "Veuillez choisir une présentation.")
	p.Require(s.ProjectID >= 0, "projet", "Veuillez choisir un projet de la liste.")
	return p
}

// fieldIn is the name of a field in a language: "titre", "titre.en".
func fieldIn(name string, l question.Lang) string {
	if l == question.French {
		return name
	}
	return name + "." + string(l)
}

// worded lists a wording in each language as fields.
func worded[T any](name, label string, of func(T) question.Wording) field.List[T] {
	var list field.List[T]
	for _, l := range question.Langs {
		said := label
		if l != question.French {
			said += " (" + l.Name() + ")"
		}
		list = append(list, field.Field[T]{Name: fieldIn(name, l), Label: said, Value: func(t T) string { return of(t)[l] }})
	}
	return list
}

// SettingsFields lists what is told of the settings, in the order of their form.
var SettingsFields = slices.Concat(
	worded("titre", "Titre", func(s Settings) question.Wording { return s.Title }),
	field.List[Settings]{
		{Name: "public", Label: "Pour qui", Value: func(s Settings) string { return string(s.Purpose) }, Text: func(s Settings) string { return s.Purpose.Label() }},
		{Name: "projet", Label: "Projet", Value: func(s Settings) string { return field.Number(s.ProjectID) }},
		{Name: "presentation", Label: "Présentation", Value: func(s Settings) string { return string(s.Layout) }, Text: func(s Settings) string { return s.Layout.Label() }},
		{Name: "langues", Label: "Langues", Value: func(s Settings) string { return langNames(s.Langs) }},
	},
	worded("intro", "Introduction", func(s Settings) question.Wording { return s.Intro }),
	worded("merci", "Remerciement", func(s Settings) question.Wording { return s.Thanks }),
)

func langNames(langs []question.Lang) string {
	var list []string
	for _, l := range langs {
		list = append(list, l.Name())
	}
	return strings.Join(list, ", ")
}

// over puts the settings over a form.
func (s Settings) over(f Form) Form {
	f.Title, f.Purpose, f.ProjectID = s.Title[question.French], s.Purpose, s.ProjectID
	f.Draft.Title, f.Draft.Intro, f.Draft.Thanks, f.Draft.Layout, f.Draft.Langs = s.Title, s.Intro, s.Thanks, s.Layout, s.Langs
	return f
}
