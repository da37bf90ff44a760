package slot

import (
	"time"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/activity"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/partner"
	"parvis/internal/programme"
	"parvis/internal/workcal"
)

// Status is whether a slot is held. That it is full, or over, is computed.
type Status string

// The statuses, as stored.
const (
	Proposed  Status = "proposed"
	Planned   Status = "planned"
	Postponed Status = "postponed"
	Cancelled Status = "cancelled"
)

// Statuses lists every status in the order of the pages.
var Statuses = []Status{Proposed, Planned, Postponed, Cancelled}

var statusLabels = map[Status]string{Proposed: "proposée", Planned: "prévue", Postponed: "reportée", Cancelled: "annulée"}

// Label is the status in French, without a capital.
func (s Status) Label() string { return statusLabels[s] }

// Held tells whether a slot of this status takes place, as far as is known.
func (s Status) Held() bool { return s == Proposed || s == Planned }

// toEdit is what it takes to edit a slot of this status.
func toEdit(s Status) *access.Action {
	if s == Proposed {
		return MayPropose
	}
	return MayPlan
}

// Project is a project as the pages of its slots need it.
type Project struct {
	ID          int64
	Title       string
	ShortName   string
	Kind        programme.Kind
	Status      programme.Status
	First, Last workcal.Date // of its event, or its own; zero: not known yet
	Member      bool         // whoever asks works on it
}

// Short is what the project is called where there is little room.
func (p Project) Short() string { return programme.Short(p.ShortName, p.Title) }

func (p Project) tie() access.Tie { return access.Tie{Member: p.Member} }

// Rights is what a person may do with the slots of a project, or with one of them as it stands.
type Rights struct {
	Add      bool
	Edit     bool
	Plan     bool // and postpone, cancel
	Register bool
	Delete   bool
	Restore  bool
	Exchange bool
}

func (p Project) rights(by account.By) Rights {
	open, tie := p.Status.Open(), p.tie()
	return Rights{Add: open && by.Can(MayPropose, tie), Plan: open && by.Can(MayPlan, tie), Register: open && by.Can(MayRegister, tie), Delete: open && by.Can(MayDelete, tie), Exchange: by.Can(MayExchange, tie)}
}

// Activity is what a slot is of.
type Activity struct {
	ID       int64
	Title    string
	Kind     activity.Kind
	State    activity.State
	PerStaff int // people for one member of staff; 0: not known
	Most     int // people at once; 0: not known
	Duration int // minutes; 0: not known
}

// Space is a place of the museum.
type Space struct {
	ID       int64
	Name     string
	Capacity int // 0: not known
	SetUp    int // minutes that it usually takes to set it up
}

// Slot is one time at which an activity is held.
type Slot struct {
	Draft
	ID         int64
	Activity   Activity
	Project    Project
	Taken      int // people of the groups that are in
	Companions int // adults who come along with them
	Groups     int // that are in
	Waiting    int // people of the groups that wait
	Author     int64
	AuthorIs   string
	UpdatedAt  time.Time
	DeletedAt  *time.Time
	Version    int
}

// Subject is the slot as the journal names it.
func (s Slot) Subject() journal.Subject {
	return journal.Subject{Kind: journal.Slot, ID: s.ID, Name: s.Name()}
}

// Name is what a slot is called: « Visite des réserves, 13 juin 2025 à 9 h 30 ».
func (s Slot) Name() string {
	return s.Activity.Title + ", " + s.Day.FrenchDay() + " à " + Clock(s.From)
}

// Full tells whether nobody more is let in: it is said to be, or its places are taken. Only what is held is.
func (s Slot) Full() bool {
	return s.Status.Held() && (s.Filled || s.Capacity > 0 && s.Taken >= s.Capacity)
}

// Over tells whether it was held, and has ended at a moment.
func (s Slot) Over(at time.Time) bool { return s.Status == Planned && !s.End().After(at) }

// Left is how many places there are still; -1 where there is no limit.
func (s Slot) Left() int {
	switch {
	case s.Filled:
		return 0
	case s.Capacity == 0:
		return -1
	}
	return max(0, s.Capacity-s.Taken)
}

// PlacesText says how many come out of how many: « 12 sur 15 », « 8 personnes », « aucun inscrit ».
func (s Slot) PlacesText() string {
	switch {
	case s.Capacity > 0:
		return french.Number(s.Taken) + " sur " + french.Number(s.Capacity)
	case s.Taken > 0:
		return french.Count(s.Taken, "personne", "personnes")
	}
	return "sans jauge"
}

// rights are those about the slot as it stands.
func (s Slot) rights(by account.By) Rights {
	open, living, tie := s.Project.Status.Open(), s.DeletedAt == nil, s.Project.tie()
	may := s.Project.rights(by)
	may.Edit = open && living && by.Can(toEdit(s.Status), tie)
	may.Plan = may.Plan && living
	may.Register = may.Register && living && s.Status.Held()
	may.Restore = may.Delete && !living
	may.Delete = may.Delete && living
	return may
}

// Registration is a group that comes to a slot, or waits for places.
type Registration struct {
	Group
	ID        int64
	SlotID    int64
	Waiting   bool
	Fits      bool // it waits, and there are places for all of it
	CreatedAt time.Time
	DeletedAt *time.Time
	Version   int
}

// Subject is the group as the journal names it.
func (g Registration) Subject() journal.Subject {
	return journal.Subject{Kind: journal.Registration, ID: g.ID, Name: g.Name}
}

// Sheet is one slot as one person sees it.
type Sheet struct {
	Slot
	May       Rights
	Groups    []Registration // in the order in which they came, those who wait last
	Conflicts []Conflict
	Beside    []Slot // the other slots of its activity, in the order of their times
}

// Place is where it is held, for a reader: « Auditorium », an address, or « lieu à préciser ».
func (d Draft) Place() string {
	switch {
	case d.Space.ID != 0:
		return d.Space.Name
	case d.Elsewhere != "":
		return d.Elsewhere
	}
	return "lieu à préciser"
}

// ref is the space as forms keep it.
func (s Space) ref() partner.Ref { return partner.Ref{ID: s.ID, Name: s.Name} }
