package partnership

import (
	"time"

	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/partner"
	"parvis/internal/partner/kinds"
	"parvis/internal/workcal"
)

// Role is what an organisation is to a project, as stored.
type Role string

// The roles.
const (
	Relay       Role = "relay"
	CoOrganiser Role = "co_organiser"
	Funder      Role = "funder"
	Provider    Role = "provider"
	Host        Role = "host"
	School      Role = "school"
	Media       Role = "media"
	OtherRole   Role = "other"
)

// Roles lists them in the order of the pages.
var Roles = []Role{Relay, CoOrganiser, Funder, Provider, Host, School, Media, OtherRole}

var roleLabels = map[Role]string{Relay: "relais", CoOrganiser: "co-organisateur", Funder: "financeur", Provider: "prestataire", Host: "hôte", School: "école", Media: "média", OtherRole: "autre"}

// Label is the role in French, without a capital.
func (r Role) Label() string { return roleLabels[r] }

// Stage is how far an organisation is with a project, as stored; "" is not on the board.
type Stage string

// The stages.
const (
	Spotted    Stage = "spotted"
	Contacted  Stage = "contacted"
	Interested Stage = "interested"
	Engaged    Stage = "engaged"
	Declined   Stage = "declined"
	Silent     Stage = "silent"
)

// Stages lists them in their order.
var Stages = []Stage{Spotted, Contacted, Interested, Engaged, Declined, Silent}

var stageLabels = map[Stage]string{"": "hors tableau", Spotted: "repéré", Contacted: "contacté", Interested: "intéressé", Engaged: "engagé", Declined: "décliné", Silent: "sans réponse"}

// Label is the stage in French, without a capital.
func (s Stage) Label() string { return stageLabels[s] }

func (s Stage) known() bool { return stageLabels[s] != "" }

// Over tells whether nothing more is awaited: they said no, or never answered.
func (s Stage) Over() bool { return s == Declined || s == Silent }

// The bounds of what is typed and of what is done at once.
const (
	MaxNotes  = 10_000 // characters
	MaxAtOnce = 200    // partners that one act adds or moves
	// MostOf is how many organisations take part in a project.
	MostOf = 2000
)

// Draft is what a person types about a partner of a project.
type Draft struct {
	Organisation partner.Ref // of the directory; it does not change
	Role         Role
	Stage        Stage
	Contact      partner.Ref // somebody there; ID 0: nobody in particular
	Follower     partner.Ref // who follows it in the service; ID 0: nobody
	Notes        string
}

// Partner is an organisation that takes part in a project, or may.
type Partner struct {
	Draft
	ID            int64
	Project       int64
	Kind          kinds.Code
	Town          string
	Territory     partner.Ref // ID 0: none said
	Phones        []partner.Phone
	Emails        []string
	Gone          bool // the organisation is not in the directory any more
	Namesake      bool // another one of those read with it bears its name
	Rank          int  // among those, from 1
	ContactPhones []partner.Phone
	ContactEmails []string
	NotToContact  bool // the contact refused it
	Call          Call
	Last          Exchange
	DeletedAt     *time.Time
	Version       int
}

// Call is the first call to a partner, as a task of the project; ID 0: there is none.
type Call struct {
	ID   int64
	Who  string // "": nobody yet
	Done bool
}

// Open tells whether the call is still to be made.
func (c Call) Open() bool { return c.ID != 0 && !c.Done }

// Exchange is the last one with a partner about the project; ID 0: there was none.
type Exchange struct {
	ID        int64
	Channel   partner.Channel
	Day       workcal.Date // the first of the month, where only the month is known
	MonthOnly bool
	Next      string // the step that follows, while it is not done; "": none
	NextDay   workcal.Date
}

// DayText is the day of the exchange as people read it, "" where there was none.
func (e Exchange) DayText() string {
	if e.ID == 0 {
		return ""
	}
	return partner.InteractionDraft{Day: e.Day, MonthOnly: e.MonthOnly}.DayText()
}

// Relay tells whether it brings an audience: it takes part in the project as a relay, or it is of a kind that is one. Nothing else says what a
// relay is.
func (p Partner) Relay() bool { return p.Role == Relay || p.Kind.Relay() }

// EngagedRelay tells whether a relay has said that it takes part.
func (p Partner) EngagedRelay() bool { return p.Stage == Engaged && p.Relay() }

// Subject is the partner as the journal names it.
func (p Partner) Subject() journal.Subject {
	return journal.Subject{Kind: journal.Partner, ID: p.ID, Name: p.Organisation.Name}
}

// Fields lists what is told of a partner, in the order of its form.
var Fields = field.List[Draft]{
	{Name: "role", Label: "Rôle", Value: func(d Draft) string { return string(d.Role) }, Text: func(d Draft) string { return d.Role.Label() }},
	{Name: "etape", Label: "Étape", Value: func(d Draft) string { return string(d.Stage) }, Text: func(d Draft) string { return d.Stage.Label() }},
	{Name: "contact", Label: "Contact", Value: func(d Draft) string { return field.Number(d.Contact.ID) }, Text: func(d Draft) string { return d.Contact.Name }},
	{Name: "suivi", Label: "Suivi par", Value: func(d Draft) string { return field.Number(d.Follower.ID) }, Text: func(d Draft) string { return d.Follower.Name }},
	{Name: "notes", Label: "Notes", Value: func(d Draft) string { return d.Notes }},
}

// stageChange is what the journal says of a partner that moves.
func stageChange(from, to Stage) field.Change {
	return field.Change{Name: "etape", Label: "Étape", Before: from.Label(), After: to.Label(), From: string(from), To: string(to)}
}

// Blank is a draft of which nothing was typed yet.
var Blank = Draft{Role: Relay}

// Tidy trims the texts.
func (d Draft) Tidy() Draft {
	d.Notes = french.Paragraphs(d.Notes)
	return d
}

// Check lists what must be mended before the partner can be kept.
func (d Draft) Check() fault.Problems {
	var p fault.Problems
	p.Require(roleLabels[d.Role] != "", "role", "Veuillez choisir un rôle de la liste.")
	p.Require(d.Stage.known(), "etape", "Veuillez choisir une étape de la liste, ou «\u00a0hors tableau\u00a0».")
	p.CheckText("notes", d.Notes, MaxNotes)
	return p
}
