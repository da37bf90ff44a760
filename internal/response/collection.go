package response

import (
	"crypto/rand"
	"strings"
	"time"
	"unicode/utf8"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/calendar"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/slot"
	"parvis/internal/survey"
	"parvis/internal/workcal"
)

// The bounds of what is typed.
const (
	MaxLabel  = 120 // characters
	MaxWhen   = 300
	MaxWanted = 100_000
)

// The names of fields that pages speak of.
const (
	FieldLabel  = "nom"
	FieldForm   = "questionnaire"
	FieldSlot   = "seance"
	FieldPublic = "public"
	FieldWanted = "attendues"
	FieldAsker  = "demande"
	FieldWhen   = "quand"
	FieldOpens  = "debut"
	FieldCloses = "fin"
)

// Ref is something that a collection is about, with its name.
type Ref struct {
	ID   int64
	Name string
}

// Draft is what a person types about a collection: what is asked, about what, and the plan of it.
type Draft struct {
	Form          Ref
	Slot          Ref // of the project; none: the whole of it
	Audience      Ref // none: whoever comes
	Label         string
	Wanted        int    // answers; 0: as many as come
	Asker         Ref    // of the service
	When          string // « à la sortie, un visiteur sur cinq »
	Opens, Closes workcal.Date
}

// Fields lists what is told of a collection, in the order of its form.
var Fields = field.List[Draft]{
	{Name: FieldForm, Label: "Questionnaire", Value: func(d Draft) string { return field.Number(d.Form.ID) }, Text: func(d Draft) string { return d.Form.Name }},
	{Name: FieldLabel, Label: "Nom du recueil", Value: func(d Draft) string { return d.Label }},
	{Name: FieldSlot, Label: "Séance", Value: func(d Draft) string { return field.Number(d.Slot.ID) }, Text: func(d Draft) string { return d.Slot.Name }},
	{Name: FieldPublic, Label: "Public", Value: func(d Draft) string { return field.Number(d.Audience.ID) }, Text: func(d Draft) string { return d.Audience.Name }},
	{Name: FieldWanted, Label: "Réponses attendues", Number: func(d Draft) int { return d.Wanted }},
	{Name: FieldAsker, Label: "Qui propose le questionnaire", Value: func(d Draft) string { return field.Number(d.Asker.ID) }, Text: func(d Draft) string { return d.Asker.Name }},
	{Name: FieldWhen, Label: "Quand et à qui", Value: func(d Draft) string { return d.When }},
	{Name: FieldOpens, Label: "Premier jour", Day: func(d Draft) workcal.Date { return d.Opens }},
	{Name: FieldCloses, Label: "Dernier jour", Day: func(d Draft) workcal.Date { return d.Closes }},
}

// Tidy trims the texts.
func (d Draft) Tidy() Draft {
	d.Label, d.When = french.OneLine(d.Label), french.OneLine(d.When)
	return d
}

// Check lists what must be mended before the collection can be kept.
func (d Draft) Check() fault.Problems {
	var p fault.Problems
	p.Require(d.Form.ID > 0, FieldForm, "Veuillez choisir un questionnaire de la liste.")
	p.Require(d.Label != "", FieldLabel, "Veuillez donner un nom à ce recueil.")
	p.CheckText(FieldLabel, d.Label, MaxLabel)
	p.CheckText(FieldWhen, d.When, MaxWhen)
	p.Require(d.Wanted >= 0 && d.Wanted <= MaxWanted, FieldWanted, "Veuillez donner un nombre entre 1 et 100\u00a0000, ou rien.")
	calendar.CheckYear(&p, FieldOpens, d.Opens)
	calendar.CheckYear(&p, FieldCloses, d.Closes)
	p.Require(d.Opens.IsZero() || d.Closes.IsZero() || d.Opens <= d.Closes, FieldCloses, "Le dernier jour vient avant le premier.")
	return p
}

// Standing is whether answers are taken.
type Standing string

// How a collection stands.
const (
	Early  Standing = "early" // its first day is to come
	Open   Standing = "open"
	Closed Standing = "closed"
)

var standingLabels = map[Standing]string{Early: "pas encore ouvert", Open: "ouvert", Closed: "clos"}

// Label is how it stands in French, without a capital.
func (s Standing) Label() string { return standingLabels[s] }

// Collection is where a form is asked.
type Collection struct {
	Draft
	ID        int64
	Project   slot.Project
	Purpose   survey.Purpose
	Published int // the number of the form's last version
	Token     string
	ClosedAt  *time.Time
	UpdatedAt time.Time
	DeletedAt *time.Time
	Version   int
}

// Subject is the collection as the journal names it.
func (c Collection) Subject() journal.Subject {
	return journal.Subject{Kind: journal.Collection, ID: c.ID, Name: c.Label}
}

// Standing is whether it takes answers on a day.
func (c Collection) Standing(day workcal.Date) Standing {
	switch {
	case c.ClosedAt != nil, !c.Closes.IsZero() && day > c.Closes, !c.Project.Status.Open():
		return Closed
	case !c.Opens.IsZero() && day < c.Opens:
		return Early
	}
	return Open
}

// took tells whether it was open on a day that is past: what a tablet kept comes later than it was answered.
func (c Collection) took(day workcal.Date) bool {
	if c.ClosedAt != nil && day > workcal.FromTime(c.ClosedAt.In(postgres.Paris)) || !c.Project.Status.Open() {
		return false
	}
	return (c.Opens.IsZero() || day >= c.Opens) && (c.Closes.IsZero() || day <= c.Closes)
}

// The tokens of addresses: letters and digits that nobody takes for others, since people type what a poster shows.
const (
	letters     = "abcdefghjkmnpqrstuvwxyz23456789"
	tokenLength = 20
)

func newToken() string {
	random := make([]byte, 4*tokenLength)
	token := make([]byte, 0, tokenLength)
	for len(token) < tokenLength {
		_, _ = rand.Read(random) // never fails
		for _, b := range random {
			if len(token) < tokenLength && int(b) < 256/len(letters)*len(letters) {
				token = append(token, letters[int(b)%len(letters)])
			}
		}
	}
	return string(token)
}

// tidyToken is a token as somebody may have typed it; "" for what is none.
func tidyToken(token string) string {
	token = strings.ToLower(token)
	if n := utf8.RuneCountInString(token); n < 20 || n > 40 || strings.ContainsFunc(token, func(r rune) bool { return !strings.ContainsRune(letters, r) }) {
		return ""
	}
	return token
}

// Rights is what a person may do with a collection as it stands.
type Rights struct{ Edit, Restore, Enter bool }

// CheckCollect tells why a person may not ask forms in a project.
func CheckCollect(by account.By, p slot.Project) error {
	if err := by.Check(MayCollect, access.Tie{Member: p.Member}); err != nil {
		return err
	}
	return p.Status.CheckOpen()
}

// CheckEnter tells why a person may not enter answers in a project.
func CheckEnter(by account.By, p slot.Project) error {
	if err := by.Check(MayEnter, access.Tie{Member: p.Member}); err != nil {
		return err
	}
	return p.Status.CheckOpen()
}

// Channel is by which way an answer came.
type Channel string

// The channels, as stored.
const (
	ByLink      Channel = "link"
	ByKiosk     Channel = "kiosk"
	OnPaper     Channel = "paper"
	InInterview Channel = "interview"
	ByObserver  Channel = "observation"
)

// Channels lists every channel in the order of the pages.
var Channels = []Channel{ByLink, ByKiosk, OnPaper, InInterview, ByObserver}

var channelLabels = map[Channel]string{ByLink: "lien ou code QR", ByKiosk: "tablette", OnPaper: "papier", InInterview: "entretien", ByObserver: "observation"}

// Label is the channel in French, without a capital.
func (c Channel) Label() string { return channelLabels[c] }

// Help is what somebody did for whoever answered a form easy to read.
type Help string

// The helps, as stored.
const (
	Alone   Help = "none"
	Read    Help = "reading"
	Replied Help = "proxy"
)

// Helps lists every help in the order of the pages.
var Helps = []Help{Alone, Read, Replied}

// Tally is how many answers a collection has, by channel.
type Tally map[Channel]int

// All is how many there are in all.
func (t Tally) All() int {
	n := 0
	for _, one := range t {
		n += one
	}
	return n
}

// Rate is how many of those who were counted answered.
type Rate struct {
	Known   bool
	Counted int // who came to the slots that somebody counted
	Missing int // slots of which nobody knows how many came
	Percent int
}

func rate(answers, counted, known, missing int) Rate {
	if known == 0 || counted == 0 {
		return Rate{Missing: missing}
	}
	return Rate{Known: true, Counted: counted, Missing: missing, Percent: (100*answers + counted/2) / counted}
}
