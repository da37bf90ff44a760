package agreement

import (
	"time"

	"parvis/internal/journal"
	"parvis/internal/partner"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

// Kind is what an agreement is about.
type Kind string

// The kinds, as stored.
const (
	Partnership Kind = "partnership"
	Loan        Kind = "loan"
	Residency   Kind = "residency"
	School      Kind = "school"
	Provision   Kind = "provision"
	Funding     Kind = "funding"
	Other       Kind = "other"
)

// Kinds lists every kind in the order of the pages.
var Kinds = []Kind{Partnership, Loan, Residency, School, Provision, Funding, Other}

var kindLabels = map[Kind]string{Partnership: "partenariat", Loan: "prêt", Residency: "résidence", School: "établissement scolaire", Provision: "prestation",
	Funding: "financement", Other: "autre"}

// Label is the kind in French, without a capital.
func (k Kind) Label() string { return kindLabels[k] }

// State is how far an agreement is.
type State string

// The states, as stored; Ended is only worked out.
const (
	ToWrite   State = "to_write"
	Sent      State = "sent"
	Signed    State = "signed"
	Denounced State = "denounced"
	Ended     State = "ended" // signed, and its last day is over
)

// States lists those that are kept, in the order of the pages.
var States = []State{ToWrite, Sent, Signed, Denounced}

// Standings lists what an agreement can be on a day.
var Standings = []State{ToWrite, Sent, Signed, Ended, Denounced}

var stateLabels = map[State]string{ToWrite: "à rédiger", Sent: "envoyée", Signed: "signée", Denounced: "dénoncée", Ended: "échue"}

// Label is the state in French, without a capital.
func (s State) Label() string { return stateLabels[s] }

// Amount is a sum of money, or that none was said.
type Amount struct {
	Said  bool
	Cents int64
}

// ReadAmount reads an amount in euros as people write it.
func ReadAmount(text string) (Amount, error) {
	cents, err := written.Euros(text)
	if err != nil {
		return Amount{}, err
	}
	return Amount{true, cents}, nil
}

// Sent is the amount as a form sends it, "" for none.
func (a Amount) Sent() string {
	if !a.Said {
		return ""
	}
	return written.EurosText(a.Cents)
}

// Draft is what a person types about an agreement.
type Draft struct {
	Title         string
	Kind          Kind
	State         State
	Organisations []partner.Ref // with whom: one or several
	Project       partner.Ref   // ID 0: none; without a name it is in the trash
	First, Last   workcal.Date  // it holds from the one to the other; zero: not said
	SentOn        workcal.Date
	SignedOn      workcal.Date
	DenouncedOn   workcal.Date
	Signatories   string // one a line
	Amount        Amount // none, for whoever may not see amounts
	Notes         string
}

// Blank is a draft of which nothing was typed yet.
var Blank = Draft{Kind: Partnership, State: ToWrite}

// Standing is the state on a day: a signed agreement whose last day is over has ended.
func (d Draft) Standing(today workcal.Date) State {
	if d.State == Signed && !d.Last.IsZero() && d.Last < today {
		return Ended
	}
	return d.State
}

// Agreement is what binds the museum and its partners: a partnership, a loan, a residency…
type Agreement struct {
	Draft
	ID        int64
	UpdatedAt time.Time
	DeletedAt *time.Time
	Version   int
}

// Subject is the agreement as the journal names it.
func (a Agreement) Subject() journal.Subject {
	return journal.Subject{Kind: journal.Agreement, ID: a.ID, Name: a.Title}
}

// Sheet is one agreement as one person sees it.
type Sheet struct {
	Agreement
	May Rights
}
