package staff

import (
	"time"

	"parvis/internal/crew"
	"parvis/internal/slot"
)

// Answer is what somebody said of a slot that she was given.
type Answer string

// The answers, as stored and as forms send them; "" is none yet.
const (
	Yes Answer = "yes"
	No  Answer = "no"
)

// Answers lists both.
var Answers = []Answer{Yes, No}

var answerLabels = map[Answer]string{"": "réponse attendue", Yes: "oui", No: "non"}

// Label is the answer in French, without a capital.
func (a Answer) Label() string { return answerLabels[a] }

// Told is what somebody was last told of a slot.
type Told struct {
	At          *time.Time // nil: nothing yet
	slot.Times             // zero, as Place: that it is not hers, or not held
	Place       string
	GivenBefore bool // it was said to be hers
}

// Post is a slot that somebody is given, for one of its needs.
type Post struct {
	slot.Times
	ID         int64
	NeedID     int64
	SlotID     int64
	Hand       crew.Hand
	Name       string // hers
	Need       string // « médiatrice LSF »
	Title      string // of the activity
	Place      string
	Status     slot.Status
	ProjectID  int64
	Project    string // its short name, or its title
	Answer     Answer
	AnsweredAt *time.Time
	Ended      bool // taken off it again
	Needed     bool // the need is not in the trash
	Living     bool // nor the slot, its activity or its project, which is not put aside
	Told       Told
	GivenBy    int64
	Version    int
}

// Holds tells whether she is on it, as far as the need goes.
func (p Post) Holds() bool { return !p.Ended && p.Answer != No }

// Stands tells whether she has to be there.
func (p Post) Stands() bool { return p.Holds() && p.Needed && p.Living && p.Status == slot.Planned }

// Taken tells whether it takes her time, planned or not yet.
func (p Post) Taken() bool { return p.Holds() && p.Needed && p.Living && p.Status.Held() }

// Waits tells whether she has still to say whether she will be there: of what is over, nobody asks.
func (p Post) Waits(now time.Time) bool { return p.Taken() && p.Answer == "" && p.End().After(now) }

// Change is what changed since somebody was told.
type Change string

// The changes; "" is none.
const (
	ToldNever Change = "new"   // it is hers, which she was not told
	ToldOther Change = "moved" // it is at another time, or elsewhere
	ToldGone  Change = "off"   // it is not hers any more, or not held
)

// Since tells what changed since she was told. Whoever answered no is told nothing more.
func (p Post) Since() Change {
	switch {
	case p.Answer == No && !p.Ended:
		return ""
	case p.Stands() && !p.Told.GivenBefore:
		return ToldNever
	case p.Stands() && (p.Told.Times != p.Times || p.Told.Place != p.Place):
		return ToldOther
	case !p.Stands() && p.Told.GivenBefore:
		return ToldGone
	}
	return ""
}

// SinceText says what changed since she was told, for her: « nouveau », « avant : samedi 14 juin 2025, 10 h – 11 h, Auditorium »; "" for nothing.
func (p Post) SinceText() string {
	switch p.Since() {
	case ToldNever:
		return "nouveau"
	case ToldOther:
		return "changé\u00a0; avant\u00a0: " + p.Told.Text() + ", " + p.Told.Place
	case ToldGone:
		return p.off()
	}
	return ""
}

// off says why she has not to be there.
func (p Post) off() string {
	switch {
	case p.Ended || !p.Needed:
		return "retiré de votre feuille de route"
	case !p.Living:
		return "supprimé"
	case p.Status == slot.Proposed:
		return "remis en question"
	}
	return p.Status.Label()
}

// Called says what she does there: « Visite des réserves, médiatrice LSF ».
func (p Post) Called() string { return p.Title + ", " + p.Need }
