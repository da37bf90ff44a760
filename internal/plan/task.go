package plan

import (
	"parvis/internal/access"
	"parvis/internal/french"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// Category sorts the tasks of a plan by kind of work.
type Category string

// The categories, as stored.
const (
	Administrative Category = "administrative"
	Logistics      Category = "logistics"
	Communication  Category = "communication"
	Education      Category = "education"
	Partners       Category = "partners"
	Programming    Category = "programming"
	Evaluation     Category = "evaluation"
	Budget         Category = "budget"
)

// Categories lists every category, in the order of a select.
var Categories = []Category{Administrative, Logistics, Communication, Education, Partners, Programming, Evaluation, Budget}

var categoryLabels = map[Category]string{
	Administrative: "Administratif",
	Logistics:      "Logistique",
	Communication:  "Communication",
	Education:      "Pédagogie",
	Partners:       "Partenaires",
	Programming:    "Programmation",
	Evaluation:     "Évaluation",
	Budget:         "Budget",
}

// Label is the category's French name.
func (c Category) Label() string { return categoryLabels[c] }

// Valid tells whether c is one of Categories.
func (c Category) Valid() bool { return categoryLabels[c] != "" }

// Task is what is stored about one task. Dates that nobody gave are zero.
type Task struct {
	ID             int64
	ProjectID      int64
	Number         int // its own in the project, from 1: given once, kept, never given again
	Position       int // manual order within the project, from 1; breaks ties between equal dates
	Title          string
	Category       Category
	ResponsibleID  *int64      // nil: nobody's yet
	Responsible    string      // her name, or ""
	SuggestedRole  access.Role // who should do it, from the template; "" when open
	Duration       int         // working days, or calendar days when CalendarDays; 0 is a milestone
	CalendarDays   bool
	Effort         retroplan.Effort // what it asks of people, apart from its duration; zero is not known
	MinDuration    *int             // what it can be compressed to, in the same days
	Offset         retroplan.Offset // due by "J-21"; zero when it follows from its successors only
	Deadline       workcal.Date     // due by this very day
	NotBefore      workcal.Date
	PinnedStart    workcal.Date // decided by a person: the plan obeys and says what that breaks
	PinnedFinish   workcal.Date
	Statutory      bool // a legal delay: never rolls later
	Optional       bool // may be dropped when time runs out
	Internal       bool // left out of what partners see
	State          retroplan.State
	ActualStart    workcal.Date
	ActualFinish   workcal.Date // set exactly when State is Done
	BlockedBecause string       // why it is, or was, blocked; show it when State is Blocked
	Source         string       // where a delay comes from, for instance a legal text « à vérifier »
	Notes          string
	Version        int // goes back with EditTask
}

// Milestone tells whether the task takes no time: it marks the end of a day.
func (t Task) Milestone() bool { return t.Duration == 0 }

// DurationText writes the duration: "5 jours ouvrés", "1 jour", "jalon".
func (t Task) DurationText() string {
	return durationText(t.Duration, t.CalendarDays)
}

func durationText(days int, calendar bool) string {
	switch {
	case days == 0:
		return "jalon"
	case calendar:
		return french.Days(days)
	}
	return french.WorkingDays(days)
}

// Tie says how a person stands to the task; member: she is a member or the pilot of its project.
func (t *Task) Tie(personID int64, member bool) access.Tie {
	return access.Tie{
		Member:     member,
		Mine:       t.ResponsibleID != nil && *t.ResponsibleID == personID,
		Unassigned: t.ResponsibleID == nil,
	}
}
