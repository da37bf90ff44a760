package results

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"time"

	"parvis/internal/attendance"
	"parvis/internal/postgres"
	"parvis/internal/survey"
	"parvis/internal/survey/question"
	"parvis/internal/survey/tally"
	"parvis/internal/workcal"
)

// Form is a form with all that its versions ever asked.
type Form struct {
	ID        int64
	Title     string
	Purpose   survey.Purpose
	ProjectID int64 // 0: it serves whoever needs it
	Asked     question.Form
	Versions  []int // their numbers, the first one first
}

// Published tells whether anything can have been answered.
func (f Form) Published() bool { return len(f.Versions) > 0 }

// Voluntary tells whether whoever answers chose to: what the service observed itself is told in other words.
func (f Form) Voluntary() bool { return f.Purpose != survey.Observation }

// Place is where a form was asked.
type Place struct {
	ProjectID      int64
	Project, Short string
	EventID        int64
	Event          string
	First          *workcal.Date // of the project
	SlotID         int64         // 0: of the whole project
	Slot           string
	StartsAt       *time.Time
	AudienceID     int64
	Living         bool
}

// ProjectName is the project's short name, or its title.
func (p Place) ProjectName() string { return cmp.Or(p.Short, p.Project) }

// Choices are what a filter may be set to.
type Choices struct {
	Places    []Place // one for each collection
	Audiences []attendance.Audience
	Languages []question.Lang
	Versions  []int
}

// Rate is how many of the visitors who were counted answered.
type Rate struct {
	Asked    bool // the filter is of places and days, of which visitors are counted
	Answers  int
	Visitors int
	Slots    int // of those asked about, that are over
	Counted  int // of which somebody counted who came
}

// Known tells whether visitors were counted in every slot, so that a part of them can be said.
func (r Rate) Known() bool { return r.Asked && r.Slots > 0 && r.Counted == r.Slots && r.Visitors > 0 }

// Percent is the part, rounded; false where it is not known, or where more answered than were counted: somebody counted too few.
func (r Rate) Percent() (int, bool) {
	if !r.Known() || r.Answers > r.Visitors {
		return 0, false
	}
	return int(math.Round(100 * float64(r.Answers) / float64(r.Visitors))), true
}

// TaskLink is a task that was made of a result.
type TaskLink struct {
	TaskID   int64
	Title    string
	Question string
	TextID   int64 // 0: of the question as a whole
	Done     bool
}

// Rights is what a person may do with the results of a form.
type Rights struct{ SetAside, Export, AddTask bool }

// View is the results of a form under a filter, as one person sees them.
type View struct {
	Form    Form
	Filter  Filter
	Choices Choices
	Tally   tally.Tally
	Aside   int // responses that are not counted
	First   workcal.Date
	Last    workcal.Date
	Rate    Rate
	Tasks   []TaskLink
	May     Rights
}

// Responses is how many are counted, in both pools: a number of responses, never of answers.
func (v View) Responses() int {
	return v.Tally.Responses(tally.Alone) + v.Tally.Responses(tally.Helped)
}

// TasksOf are the tasks made of a question as a whole.
func (v View) TasksOf(key string) []TaskLink {
	return slices.DeleteFunc(slices.Clone(v.Tasks), func(t TaskLink) bool { return t.Question != key || t.TextID != 0 })
}

// slotRow is a slot that is over, of those a form is asked about.
type slotRow struct {
	ID, ProjectID int64
	StartsAt      time.Time
}

// under keeps the slots that a filter takes.
func (f Filter) under(slots []slotRow, places []Place) []int64 {
	var ids []int64
	for _, s := range slots {
		day := workcal.FromTime(s.StartsAt.In(postgres.Paris))
		in := f.Event == 0 || slices.ContainsFunc(places, func(p Place) bool { return p.ProjectID == s.ProjectID && p.EventID == f.Event })
		if in && (f.Project == 0 || s.ProjectID == f.Project) && (f.Slot == 0 || s.ID == f.Slot) && (f.From.IsZero() || day >= f.From) && (f.To.IsZero() || day <= f.To) {
			ids = append(ids, s.ID)
		}
	}
	return ids
}

// rate is answers of visitors.
func (f Filter) rate(answers int, slots []int64, came map[int64]attendance.Count) Rate {
	r := Rate{Asked: f.ofPlaces(), Answers: answers, Slots: len(slots)}
	for _, c := range came {
		if c.Present.Known {
			r.Counted++
			r.Visitors += c.Present.N
		}
	}
	return r
}

// QuestionNumber is the place of a question among those that are asked, from 1, as pages number them.
func (f Form) QuestionNumber(key string) string {
	n := 0
	for _, q := range f.Asked.Questions {
		if q.Kind.Asks() && !q.Practice {
			n++
		}
		if q.Key == key {
			return strconv.Itoa(n)
		}
	}
	return ""
}
