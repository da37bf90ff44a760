package logistics

import (
	"time"

	"parvis/internal/agreement"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/partner"
	"parvis/internal/workcal"
)

// Piece is a document of a project's file, as it stands on a day.
type Piece struct {
	Draft
	ID        int64
	Project   int64
	EntryID   int64 // of the ready list that proposed it; 0: none
	State     State // that of its agreement, where it follows one
	StateOn   workcal.Date
	DeletedAt *time.Time
	UpdatedAt time.Time
	Version   int

	Due       workcal.Date  // by when; zero: whenever, or not known yet
	Follows   string        // how far its agreement is, in its own words; "" where it follows none
	Blocking  []partner.Ref // the open pieces that hold it back
	Holds     int           // how many open pieces wait for it, directly or not
	TaskOpen  bool          // its task is not done
	TaskTick  bool          // the reader may tick that task
	OnlyOf    bool          // no other open piece hangs on that task
	Namesake  bool          // another piece of the file is called the same
	Rank      int           // among those that are called the same, from 1
	FileCount int           // that the reader may see; filled by whoever draws it
}

// Subject is the piece as the journal names it.
func (p Piece) Subject() journal.Subject {
	return journal.Subject{Kind: journal.Piece, ID: p.ID, Name: p.Title}
}

// StateText says how far it is, in French, without a capital.
func (p Piece) StateText() string {
	if p.Follows != "" {
		return p.Follows
	}
	return p.State.Label(p.Direction)
}

// Tied tells whether its state is kept by an agreement, and changed there.
func (p Piece) Tied() bool { return p.Agreement.ID != 0 }

// Blocked tells whether another piece holds it back.
func (p Piece) Blocked() bool { return len(p.Blocking) > 0 }

// Late gives by how many days its day has passed; 0 for none.
func (p Piece) Late(today workcal.Date) int {
	if !p.State.Open() || p.Due.IsZero() || p.Due >= today {
		return 0
	}
	return today.Sub(p.Due)
}

// Soon is within how many days a piece is told apart from those that come later.
const Soon = 7

// Slice is a part of a file by when pieces are due.
type Slice string

// The slices.
const (
	Whole   Slice = ""
	Missing Slice = "manque"  // due today or before
	Coming  Slice = "bientot" // due within a week
	Later   Slice = "tard"    // due later, or whenever
	Kept    Slice = "reunies" // nothing is left to do
)

// Slices lists them.
var Slices = []Slice{Whole, Missing, Coming, Later, Kept}

// Slice says in which a piece is on a day.
func (p Piece) Slice(today workcal.Date) Slice {
	switch {
	case !p.State.Open():
		return Kept
	case !p.Due.IsZero() && p.Due <= today:
		return Missing
	case !p.Due.IsZero() && p.Due <= today.AddDays(Soon):
		return Coming
	}
	return Later
}

// Next is the state to which the usual act leads; "" where there is none: it is done, follows an agreement, or waits for another piece.
func (p Piece) Next() State {
	if p.Tied() || p.Blocked() {
		return ""
	}
	return follows[p.Direction][p.State]
}

// Act says that act.
func (p Piece) Act() string { return actLabels[p.Direction][p.State] }

// ToDo says what is to be done about the piece: « Relancer : Devis du son ».
func (p Piece) ToDo() string {
	word := toDoLabels[p.Direction][p.State]
	if p.Tied() {
		word = "Faire avancer"
	}
	return word + "\u00a0: " + p.Title
}

// Delay says where its day comes from: « J-30, obligation légale ».
func (p Piece) Delay() string {
	text := p.Offset.String()
	if p.Statutory {
		if text != "" {
			text += ", "
		}
		text += "obligation légale"
	}
	return french.Capital(text)
}

// taken are the state and its day that an agreement gives the piece that follows it.
func taken(d agreement.Draft, today workcal.Date) (State, workcal.Date, string) {
	standing := d.Standing(today)
	states := map[agreement.State]State{agreement.ToWrite: ToDo, agreement.Sent: Asked, agreement.Signed: Done, agreement.Ended: Done, agreement.Denounced: Void}
	days := map[agreement.State]workcal.Date{agreement.Sent: d.SentOn, agreement.Signed: d.SignedOn, agreement.Ended: d.SignedOn, agreement.Denounced: d.DenouncedOn}
	return states[standing], days[standing], standing.Label()
}
