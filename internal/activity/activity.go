package activity

import (
	"time"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/journal"
	"parvis/internal/programme"
)

// Kind is what the public is offered.
type Kind string

// The kinds, as stored.
const (
	Visit     Kind = "visit"
	Workshop  Kind = "workshop"
	Talk      Kind = "talk"
	Show      Kind = "show"
	Stand     Kind = "stand"
	Trail     Kind = "trail"
	Screening Kind = "screening"
	OffSite   Kind = "off_site"
	Other     Kind = "other"
)

// Kinds lists every kind in the order of the pages.
var Kinds = []Kind{Visit, Workshop, Talk, Show, Stand, Trail, Screening, OffSite, Other}

var kindLabels = map[Kind]string{Visit: "visite", Workshop: "atelier", Talk: "conférence", Show: "spectacle", Stand: "stand", Trail: "parcours", Screening: "projection",
	OffSite: "hors les murs", Other: "autre"}

// Label is the kind in French, without a capital.
func (k Kind) Label() string { return kindLabels[k] }

// State is how far an activity is.
type State string

// The states, as stored.
const (
	Idea      State = "idea"
	Proposed  State = "proposed"
	Retained  State = "retained"
	Announced State = "announced"
	SetAside  State = "set_aside"
)

// States lists every state in the order of the pages.
var States = []State{Idea, Proposed, Retained, Announced, SetAside}

var stateLabels = map[State]string{Idea: "idée", Proposed: "proposée", Retained: "retenue", Announced: "annoncée", SetAside: "écartée"}

// Label is the state in French, without a capital.
func (s State) Label() string { return stateLabels[s] }

// draft tells whether an activity is still what somebody thinks of: members of the project edit it.
func (s State) draft() bool { return s == Idea || s == Proposed }

// Next is the usual next step, "" after the last one.
func (s State) Next() State {
	return map[State]State{Idea: Proposed, Proposed: Retained, Retained: Announced}[s]
}

// toChange is what it takes to bring an activity from a state to another one.
func toChange(from, to State) *access.Action {
	if from == Idea && (to == Proposed || to == Idea) {
		return MayPropose
	}
	return MayRetain
}

// toEdit is what it takes to edit an activity in a state.
func toEdit(s State) *access.Action {
	if s.draft() {
		return MayPropose
	}
	return MayRetain
}

// Disability is a kind of disability: a place in Draft.Access.
type Disability int

// The kinds of disability, in the order of the pages.
const (
	Motor Disability = iota
	Visual
	Hearing
	Mental
	Psychic
)

// Disabilities lists them.
var Disabilities = []Disability{Motor, Visual, Hearing, Mental, Psychic}

var disabilities = [5]struct{ name, label string }{{"moteur", "Handicap moteur"}, {"visuel", "Handicap visuel"}, {"auditif", "Handicap auditif"}, {"mental", "Handicap mental"}, {"psychique", "Handicap psychique"}}

// Label is the disability in French: « Handicap moteur ».
func (d Disability) Label() string { return disabilities[d].label }

// Name is the disability in addresses: "moteur".
func (d Disability) Name() string { return disabilities[d].name }

// Field is the name of its field in a form.
func (d Disability) Field() string { return "acces_" + d.Name() }

// Answer tells whether an activity is accessible; "" is not said.
type Answer string

// The answers, as stored.
const (
	Accessible    Answer = "yes"
	NotAccessible Answer = "no"
)

// Answers lists both.
var Answers = []Answer{Accessible, NotAccessible}

var answerLabels = map[Answer]string{"": "", Accessible: "accessible", NotAccessible: "non accessible"}

// Label is the answer in French, "" where none was given.
func (a Answer) Label() string { return answerLabels[a] }

// Offer is something that is really there for people with a disability: a place in Draft.Offers.
type Offer int

// Offers lists what may be offered, in the order of the pages.
var Offers = []Offer{0, 1, 2, 3, 4}

var offers = [5]struct{ name, label string }{{"lsf", "Langue des signes (LSF)"}, {"boucle", "Boucle magnétique"}, {"audiodescription", "Audiodescription"}, {"facile", "Facile à lire et à comprendre"}, {"repos", "Temps de repos"}}

// Label is the offer in French.
func (o Offer) Label() string { return offers[o].label }

// Field is the name of its box in a form.
func (o Offer) Field() string { return "offre_" + offers[o].name }

// Booking is how one books; "" is not said.
type Booking string

// The ways, as stored.
const (
	NoBooking Booking = "none"
	ByPhone   Booking = "phone"
	ByMail    Booking = "mail"
	Online    Booking = "online"
	OnSite    Booking = "on_site"
)

// Bookings lists the ways in the order of the pages.
var Bookings = []Booking{NoBooking, ByPhone, ByMail, Online, OnSite}

var bookingLabels = map[Booking]string{"": "", NoBooking: "sans réservation", ByPhone: "par téléphone", ByMail: "par courriel", Online: "en ligne", OnSite: "sur place"}

// Label is the way in French, without a capital.
func (b Booking) Label() string { return bookingLabels[b] }

// Project is a project as the pages of its activities need it.
type Project struct {
	ID        int64
	Title     string
	ShortName string
	Kind      programme.Kind
	Status    programme.Status
	Year      int  // in which it begins; 0: not known
	Member    bool // whoever asks works on it
}

// Short is what the project is called where there is little room.
func (p Project) Short() string { return programme.Short(p.ShortName, p.Title) }

func (p Project) tie() access.Tie { return access.Tie{Member: p.Member} }

// Rights is what a person may do with the activities of a project, or with one of them as it stands.
type Rights struct {
	Add      bool // to the project
	Edit     bool
	Retain   bool // and announce, put aside, go back
	Propose  bool // it is an idea
	Delete   bool
	Restore  bool
	Exchange bool
	TakeUp   bool // for another project that she may add to
}

// rights are those about the activities of a project as a whole.
func (p Project) rights(by account.By) Rights {
	open := p.Status.Open()
	return Rights{Add: open && by.Can(MayPropose, p.tie()), Retain: open && by.Can(MayRetain, p.tie()), Exchange: by.Can(MayExchange, p.tie()), Delete: open && by.Can(MayDelete, p.tie())}
}

// Activity is an offer to the public.
type Activity struct {
	Draft
	ID        int64
	Project   Project
	TakenFrom int64 // the activity that it was copied from; 0: none
	Author    int64
	AuthorIs  string // her name
	UpdatedAt time.Time
	DeletedAt *time.Time
	Version   int
}

// Subject is the activity as the journal names it.
func (a Activity) Subject() journal.Subject {
	return journal.Subject{Kind: journal.Activity, ID: a.ID, Name: a.Title}
}

// rights are those about the activity as it stands.
func (a Activity) rights(by account.By) Rights {
	open, living, tie := a.Project.Status.Open(), a.DeletedAt == nil, a.Project.tie()
	may := a.Project.rights(by)
	may.Edit = open && living && by.Can(toEdit(a.State), tie)
	may.Retain = may.Retain && living
	may.Propose = open && living && a.State == Idea && by.Can(MayPropose, tie)
	may.Restore = may.Delete && !living
	may.Delete = may.Delete && living
	may.TakeUp = living && by.Can(MayPropose, access.Tie{Member: true})
	return may
}

// Link names an activity elsewhere.
type Link struct {
	ID        int64
	Title     string
	State     State
	ProjectID int64
	Project   string // its short name
}

// Sheet is one activity as one person sees it.
type Sheet struct {
	Activity
	May   Rights
	From  *Activity // what it was copied from, while that stands
	Taken []Link    // the activities that were copied from it
}
