package equipment

import (
	"time"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/partner"
	"parvis/internal/slot"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

// The bounds of what is typed about a booking.
const (
	MaxPurpose = 200 // characters
	MaxPlace   = 300
	MaxDays    = 366
)

// The names of fields that pages and other rooms speak of.
const (
	FieldPurpose = "objet"
	FieldPlace   = "destination"
	FieldFirst   = "du"
	FieldFrom    = "heure_depart"
	FieldLast    = "au"
	FieldTo      = "heure_retour"
	FieldPerson  = "responsable"
	FieldDespite = slot.FieldDespite
)

// BookingDraft is what a person types about a booking that she makes by hand.
type BookingDraft struct {
	Purpose string
	Place   string       // where it goes
	First   workcal.Date // it leaves on that day,
	From    int          // at that minute of the clocks of Paris
	Last    workcal.Date // it is back on that day,
	To      int          // at that minute
	Person  partner.Ref  // of the service, who takes care of it; none: nobody in particular
	What    string       // what is booked, one thing a line (ReadWants)
}

// BookingFields lists what is told of a booking, in the order of its form.
var BookingFields = field.List[BookingDraft]{
	{Name: FieldPurpose, Label: "Pour quoi", Value: func(d BookingDraft) string { return d.Purpose }},
	{Name: FieldWhat, Label: "Articles", Value: func(d BookingDraft) string { return d.What }},
	{Name: FieldFirst, Label: "Départ le", Day: func(d BookingDraft) workcal.Date { return d.First }},
	{Name: FieldFrom, Label: "Heure du départ", Value: func(d BookingDraft) string { return written.HourText(d.From) }},
	{Name: FieldLast, Label: "Retour le", Day: func(d BookingDraft) workcal.Date { return d.Last }},
	{Name: FieldTo, Label: "Heure du retour", Value: func(d BookingDraft) string { return written.HourText(d.To) }},
	{Name: FieldPlace, Label: "Destination", Value: func(d BookingDraft) string { return d.Place }},
	{Name: FieldPerson, Label: "Qui s’en occupe", Value: func(d BookingDraft) string { return field.Number(d.Person.ID) }, Text: func(d BookingDraft) string { return d.Person.Name }},
}

// Tidy trims the texts.
func (d BookingDraft) Tidy() BookingDraft {
	d.Purpose, d.Place = french.OneLine(d.Purpose), french.OneLine(d.Place)
	if d.To == slot.Day && !d.Last.IsZero() { // midnight is the beginning of the next day
		d.Last, d.To = d.Last.AddDays(1), 0
	}
	return d
}

// Start is when it leaves.
func (d BookingDraft) Start() time.Time { return slot.Times{Day: d.First, From: d.From}.Start() }

// End is when it is back.
func (d BookingDraft) End() time.Time { return slot.Times{Day: d.Last, From: 0, To: d.To}.End() }

// check lists what must be mended, but for what is booked.
func (d BookingDraft) check() fault.Problems {
	var p fault.Problems
	p.Require(d.Purpose != "", FieldPurpose, "Veuillez dire pour quoi ce matériel est réservé.")
	p.CheckText(FieldPurpose, d.Purpose, MaxPurpose)
	p.CheckText(FieldPlace, d.Place, MaxPlace)
	year := func(day workcal.Date) bool { return !day.IsZero() && day.Year() >= 2000 && day.Year() <= 2100 }
	p.Require(year(d.First), FieldFirst, "Veuillez donner le jour du départ, entre 2000 et 2100.")
	p.Require(year(d.Last), FieldLast, "Veuillez donner le jour du retour, entre 2000 et 2100.")
	p.Require(d.From >= 0 && d.From < slot.Day, FieldFrom, "Veuillez donner l’heure du départ, par exemple 9\u00a0h.")
	p.Require(d.To >= 0 && d.To < slot.Day, FieldTo, "Veuillez donner l’heure du retour, par exemple 18\u00a0h.")
	if p.Any() {
		return p
	}
	p.Compare(d.End().After(d.Start()), FieldLast, "Le retour vient avant le départ\u00a0: veuillez vérifier les jours et les heures.", FieldFirst)
	p.Require(d.Last.Sub(d.First) <= MaxDays, FieldLast, "Une réservation dure au plus un an.")
	return p
}

// Line is a thing that is booked.
type Line struct {
	Want
	ID       int64
	Booking  int64
	Storage  string // where it is kept
	SetUp    string // what it takes to install it
	Firm     bool   // there are enough
	OutAt    *time.Time
	OutBy    string
	BackAt   *time.Time
	BackBy   string
	Broken   int // of those that came back
	Missing  int // of those that left
	from, to *time.Time
}

// Ref names the line for whoever ticks it alone (Room.Tick).
func (l Line) Ref() string { return field.Number(l.ID) }

// BackText says what came back otherwise than it left: « 1 à réparer »; "" for nothing.
func (l Line) BackText() string { return Draft{Broken: l.Broken, Missing: l.Missing}.StateText() }

// Booking is what a project books, for a slot or by hand.
type Booking struct {
	BookingDraft
	ID        int64
	Project   slot.Project
	SlotID    int64  // 0: by hand
	Title     string // of the slot's activity, or what it is for
	Status    slot.Status
	Living    bool // nor is the slot in the trash
	StartsAt  time.Time
	EndsAt    time.Time // of the slot, setting up and tidying left out
	TakenFrom time.Time // from when to when it is taken
	TakenTo   time.Time
	Lines     []Line // by name
	Author    int64
	AuthorIs  string
	DeletedAt *time.Time
	Version   int
}

// Subject is the booking as the journal names it: what becomes of a slot's is told of the slot.
func (b Booking) Subject() journal.Subject {
	if b.SlotID != 0 {
		return journal.Subject{Kind: journal.Slot, ID: b.SlotID, Name: b.Title + ", " + slot.TimesOf(b.StartsAt, b.EndsAt).Text()}
	}
	return journal.Subject{Kind: journal.Booking, ID: b.ID, Name: b.Title}
}

// Held tells whether it takes anything: it is not cancelled.
func (b Booking) Held() bool {
	return b.DeletedAt == nil && b.Living && (b.SlotID == 0 || b.Status.Held())
}

// When is from when to when it is taken: « samedi 14 juin 2025, 9 h – 12 h ».
func (b Booking) When() string { return spanText(b.TakenFrom, b.TakenTo) }

// Lacking tells whether some of what it books is not firm: there are not enough, or the slot is only proposed.
func (b Booking) Lacking() bool {
	for _, l := range b.Lines {
		if !l.Firm && l.BackAt == nil {
			return b.SlotID == 0 || b.Status == slot.Planned
		}
	}
	return false
}

// spanText says from when to when something lasts.
func spanText(from, to time.Time) string {
	t := slot.TimesOf(from, to)
	if t.To <= slot.Day {
		return t.Text()
	}
	end := slot.TimesOf(to, to)
	return "du " + t.Day.French() + " à " + slot.Clock(t.From) + " au " + end.Day.French() + " à " + slot.Clock(end.From)
}

// SpanText says when something is lacking: « samedi 14 juin 2025, 14 h – 16 h ».
func (l Lack) SpanText() string { return spanText(l.From, l.To) }

// BookingRights is what a person may do with a booking as it stands.
type BookingRights struct{ Edit, Restore bool }

func (b Booking) rights(by account.By) BookingRights {
	may := CheckBook(by, b.Project) == nil
	return BookingRights{Edit: may && b.DeletedAt == nil && b.Living, Restore: may && b.DeletedAt != nil}
}

// CheckBook tells why a person may not book for a project.
func CheckBook(by account.By, p slot.Project) error {
	if err := by.Check(MayBook, access.Tie{Member: p.Member}); err != nil {
		return err
	}
	return p.Status.CheckOpen()
}

// BookingSheet is one booking as one person sees it.
type BookingSheet struct {
	Booking
	May BookingRights
}
