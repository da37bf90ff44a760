package partner

import (
	"slices"
	"strings"
	"time"

	"parvis/internal/calendar"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/workcal"
)

// Channel is how people reached each other.
type Channel string

// The channels, as stored.
const (
	Call    Channel = "call"
	Email   Channel = "email"
	Letter  Channel = "letter"
	Visit   Channel = "visit"
	Meeting Channel = "meeting"
	Other   Channel = "other"
)

// Channels lists every channel in the order of the pages.
var Channels = []Channel{Call, Email, Visit, Letter, Meeting, Other}

var channelLabels = map[Channel]string{Call: "appel", Email: "courriel", Letter: "courrier", Visit: "visite", Meeting: "réunion", Other: "autre échange"}

// Label is the channel in French, without a capital.
func (c Channel) Label() string { return channelLabels[c] }

func (c Channel) preferable() bool { return slices.Contains(Preferred, c) }

// Outcome is what a call met.
type Outcome string

// The outcomes, as stored; "" is not said.
const (
	Reached  Outcome = "reached"
	Message  Outcome = "message"
	NoAnswer Outcome = "no_answer"
	CallBack Outcome = "call_back"
)

// Outcomes lists them in the order of the pages.
var Outcomes = []Outcome{Reached, Message, NoAnswer, CallBack}

var outcomeLabels = map[Outcome]string{Reached: "échange eu", Message: "message laissé", NoAnswer: "sans réponse", CallBack: "à rappeler"}

// Label is the outcome in French, without a capital.
func (o Outcome) Label() string { return outcomeLabels[o] }

// InteractionDraft is what a person types about an exchange.
type InteractionDraft struct {
	Channel       Channel
	Day           workcal.Date // the first of the month, where only the month is known
	MonthOnly     bool
	Outcome       Outcome
	Summary       string
	NextStep      string
	NextDay       workcal.Date
	Organisations []Ref
	Contacts      []Ref
	Projects      []Ref
}

// Interaction is a call, a letter or a visit.
type Interaction struct {
	InteractionDraft
	ID        int64
	ByID      int64
	By        string // who logged it
	Step      *Step  // the next step as a task; nil: it is none
	DeletedAt *time.Time
	Version   int
}

// Step is a next step that became a task: of a project, or of somebody's own list.
type Step struct {
	Task    int64 // of a project; 0: it is of a list
	Own     int64
	OwnerID int64 // whose list
	Title   string
	Done    bool
}

// Subject is the exchange as the journal names it: by the organisation it was with.
func (i Interaction) Subject() journal.Subject {
	s := journal.Subject{Kind: journal.Interaction, ID: i.ID}
	if len(i.Organisations) > 0 {
		s.Name = i.Organisations[0].Name
	} else if len(i.Contacts) > 0 {
		s.Name = i.Contacts[0].Name
	}
	return s
}

// DayText is the day of an exchange as people read it: « 3 mars 2025 », or only « février 2025 ».
func (d InteractionDraft) DayText() string {
	if d.MonthOnly {
		return d.Day.FrenchMonthYear()
	}
	return d.Day.FrenchDay()
}

// InteractionFields lists what is told of an exchange, in the order of its form.
var InteractionFields = field.List[InteractionDraft]{
	{Name: "canal", Label: "Moyen", Value: func(d InteractionDraft) string { return string(d.Channel) }, Text: func(d InteractionDraft) string { return d.Channel.Label() }},
	{Name: "jour", Label: "Date", Value: func(d InteractionDraft) string { return d.Day.Digits() }, Text: InteractionDraft.DayText},
	{Name: "resultat", Label: "Résultat", Value: func(d InteractionDraft) string { return string(d.Outcome) }, Text: func(d InteractionDraft) string { return d.Outcome.Label() }},
	{Name: "structures", Label: "Structures", Value: func(d InteractionDraft) string { return ids(d.Organisations) }, Text: func(d InteractionDraft) string { return names(d.Organisations) }},
	{Name: "contacts", Label: "Contacts", Value: func(d InteractionDraft) string { return ids(d.Contacts) }, Text: func(d InteractionDraft) string { return names(d.Contacts) }},
	{Name: "projets", Label: "Projets", Value: func(d InteractionDraft) string { return ids(d.Projects) }, Text: func(d InteractionDraft) string { return names(d.Projects) }},
	{Name: "resume", Label: "Ce qui s’est dit", Value: func(d InteractionDraft) string { return d.Summary }},
	{Name: "suite", Label: "Suite à donner", Value: func(d InteractionDraft) string { return d.NextStep }},
	{Name: "suite_le", Label: "Pour le", Day: func(d InteractionDraft) workcal.Date { return d.NextDay }},
}

func ids(list []Ref) string {
	texts := make([]string, len(list))
	for i, one := range list {
		texts[i] = field.Number(one.ID)
	}
	return strings.Join(texts, ",")
}

func names(list []Ref) string {
	texts := make([]string, len(list))
	for i, one := range list {
		texts[i] = one.Name
	}
	return strings.Join(texts, ", ")
}

// The bounds of what an exchange is about.
const (
	maxSummary = 10_000
	maxStep    = 200
	maxTied    = 20 // organisations, contacts or projects of one exchange
)

const tooManyTied = "Un échange concerne au plus vingt structures, contacts ou projets."

// Tidy trims the texts, and leaves out what only goes with a call of one that is none.
func (d InteractionDraft) Tidy() InteractionDraft {
	d.Summary, d.NextStep = french.Paragraphs(d.Summary), french.OneLine(d.NextStep)
	if d.Channel != Call {
		d.Outcome = ""
	}
	if d.Day.Day() != 1 {
		d.MonthOnly = false
	}
	return d
}

// Check lists what must be mended before the exchange can be kept, on a day.
func (d InteractionDraft) Check(today workcal.Date) fault.Problems {
	var p fault.Problems
	p.Require(channelLabels[d.Channel] != "", "canal", "Veuillez choisir un moyen de la liste.")
	p.Require(!d.Day.IsZero(), "jour", "Veuillez donner la date de l’échange.")
	calendar.CheckYear(&p, "jour", d.Day)
	p.Require(d.Day.IsZero() || d.Day <= today, "jour", "Cette date n’est pas encore venue\u00a0: notez ce qui est à faire dans «\u00a0Suite à donner\u00a0».")
	p.Require(d.Outcome == "" || outcomeLabels[d.Outcome] != "", "resultat", "Veuillez choisir un résultat de la liste, ou aucun.")
	p.Require(len(d.Organisations) > 0 || len(d.Contacts) > 0, "structures", "Veuillez dire avec quelle structure cet échange a eu lieu.")
	p.Require(len(d.Organisations) <= maxTied, "structures", tooManyTied)
	p.Require(len(d.Contacts) <= maxTied, "contacts", tooManyTied)
	p.Require(len(d.Projects) <= maxTied, "projets", tooManyTied)
	p.CheckText("resume", d.Summary, maxSummary)
	p.CheckText("suite", d.NextStep, maxStep)
	calendar.CheckYear(&p, "suite_le", d.NextDay)
	p.Require(d.NextDay.IsZero() || d.NextStep != "", "suite", "Veuillez dire ce qui est à faire pour cette date.")
	return p
}
