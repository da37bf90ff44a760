package survey

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"parvis/internal/french"
)

// Row is a form in the list.
type Row struct {
	ID          int64
	Title       string
	Purpose     Purpose
	ProjectID   int64
	Project     string
	Published   int // the number of its last version; 0: none yet
	PublishedAt time.Time
	PublishedBy string
	Changed     bool // the draft differs from the last version
	Questions   int
	Answers     int // that count
	Aside       int
	Active      bool
	UpdatedAt   time.Time
}

// State is how far a form is.
type State string

// The states, as filters name them.
const (
	Drafts    State = "brouillons"
	InUse     State = "publies"
	Changed   State = "modifies" // since they were published
	Withdrawn State = "retires"
)

// States lists every state in the order of the pages.
var States = []State{Drafts, InUse, Changed, Withdrawn}

var stateLabels = map[State]string{Drafts: "jamais publiés", InUse: "publiés, en usage", Changed: "modifiés depuis la publication", Withdrawn: "retirés de l’usage"}

// Label is the state in French, without a capital.
func (s State) Label() string { return stateLabels[s] }

func (s State) takes(r Row) bool {
	switch s {
	case Drafts:
		return r.Published == 0
	case InUse:
		return r.Published > 0 && r.Active
	case Changed:
		return r.Published > 0 && r.Active && r.Changed
	case Withdrawn:
		return !r.Active
	}
	return true
}

// Sort is what a list is sorted by.
type Sort string

// The sorts.
const (
	ByTitle     Sort = "titre"
	ByPurpose   Sort = "public"
	ByPublished Sort = "publication"
	ByAnswers   Sort = "reponses"
)

// Sorts lists every sort.
var Sorts = []Sort{ByTitle, ByPurpose, ByPublished, ByAnswers}

// Filter chooses forms; its zero value takes them all, by title.
type Filter struct {
	Text    string
	Purpose Purpose
	Project int64
	State   State
	Sort    Sort
	Down    bool
}

// Narrowed tells whether the filter leaves anything out.
func (f Filter) Narrowed() bool {
	return f.Text != "" || f.Purpose != "" || f.Project != 0 || f.State != ""
}

// Of gives the rows that the filter takes, in its order; they come sorted by title.
func (f Filter) Of(rows []Row) []Row {
	text := french.Fold(f.Text)
	var list []Row
	for _, r := range rows {
		if strings.Contains(french.Fold(r.Title+" "+r.Project), text) && (f.Purpose == "" || r.Purpose == f.Purpose) && (f.Project == 0 || r.ProjectID == f.Project) && f.State.takes(r) {
			list = append(list, r)
		}
	}
	slices.SortStableFunc(list, func(a, b Row) int {
		switch f.Sort {
		case ByPurpose:
			return cmp.Compare(slices.Index(Purposes, a.Purpose), slices.Index(Purposes, b.Purpose))
		case ByAnswers:
			return cmp.Compare(a.Answers, b.Answers)
		case ByPublished:
			if a.Published == 0 || b.Published == 0 {
				return cmp.Compare(min(a.Published, 1), min(b.Published, 1))
			}
			return a.PublishedAt.Compare(b.PublishedAt)
		}
		return 0
	})
	if f.Down {
		slices.Reverse(list)
	}
	return list
}
