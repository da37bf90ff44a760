package edition

import (
	"slices"
	"strconv"
	"strings"

	"parvis/internal/programme"
	"parvis/internal/slot"
	"parvis/internal/workcal"
)

// The bounds of what is copied at once.
const (
	MaxSlots      = 5_000
	MaxActivities = 1_000
)

// The names of fields that pages speak of; the others are those of a project's form.
const (
	FieldTitle = "titre"
	FieldPilot = "pilote"
	FieldEvent = "evenement"
	FieldFirst = "debut"
	FieldLast  = "fin"
)

// Fate is what becomes of what cannot stay where it was.
type Fate string

// The fates, as forms send them.
const (
	Nearest Fate = "proche" // the nearest day of the event; of an hour that does not exist, one hour later
	Typed   Fate = "autre"  // another day
	LeftOut Fate = "sans"
)

// Fates lists them in the order of the pages.
var Fates = []Fate{Nearest, Typed, LeftOut}

// Answer is what somebody decided about an Item.
type Answer struct {
	Fate Fate         // "": nothing yet
	Day  workcal.Date // of Typed
}

// Choice is what somebody decided about the next edition.
type Choice struct {
	Title     string
	ShortName string
	PilotID   int64
	EventID   int64        // 0: dates of its own
	First     workcal.Date // of these
	Last      workcal.Date // zero: the same day as First
	Cancelled bool         // slots that were cancelled or postponed too
	Aside     bool         // activities that were put aside too
	Answers   map[string]Answer
	Seen      string // Preview.Seen, of what was read before
}

// draft is the project that is made.
func (c Choice) draft(of programme.Project) programme.ProjectDraft {
	d := programme.ProjectDraft{Kind: of.Kind, Title: c.Title, ShortName: c.ShortName, PilotID: c.PilotID, EventID: c.EventID, Objectives: of.Objectives, Audiences: of.Audiences, SafetyMargin: of.SafetyMargin, Opening: of.Opening}
	if c.EventID == 0 {
		d.First, d.Last = c.First, c.Last
	}
	return d.Tidy()
}

// Why is what keeps slots from staying where they were.
type Why string

// The reasons.
const (
	NoDay  Why = "day"  // their day of the event has none in the new dates
	NoHour Why = "hour" // that night, clocks pass over one of their hours
)

// Item is something that is settled before.
type Item struct {
	Key    string // of its answer: "2024-06-14", or "s12"
	Why    Why
	Day    workcal.Date // on which the slots were
	To     workcal.Date // where they would be
	Near   workcal.Date // the nearest day of the event; zero for NoHour
	Slots  []slot.Slot
	Answer Answer
	Wrong  string // why the answer cannot be, in a sentence
}

// Settled tells whether it was decided.
func (i Item) Settled() bool { return i.Answer.Fate != "" && i.Wrong == "" }

// AnswerField is the name of the field of its answer, and DayField that of the day that is typed.
func (i Item) AnswerField() string { return "suite_" + i.Key }

// DayField is the name of the field of the day that is typed.
func (i Item) DayField() string { return "jour_" + i.Key }

func slotKey(id int64) string { return "s" + strconv.FormatInt(id, 10) }

// NextTitle is what the next edition may be called: the same, with the new year in place of the last.
func NextTitle(title string, from, to workcal.Date) string {
	if from.IsZero() || to.IsZero() {
		return title
	}
	return strings.ReplaceAll(title, strconv.Itoa(from.Year()), strconv.Itoa(to.Year()))
}

// Preparable are the statuses of a project whose next edition may be prepared.
var Preparable = []programme.Status{programme.Running, programme.Finished, programme.Archived}

// MayFollow tells whether the next edition of a project of this status may be prepared.
func MayFollow(s programme.Status) bool { return slices.Contains(Preparable, s) }
