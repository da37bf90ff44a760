package plan

import (
	"parvis/internal/access"
	"parvis/internal/programme"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// Template is a retroplanning to start from: tasks with dates relative to the event,
// dependencies, suggested roles and checklists.
type Template struct {
	ID          int64
	Key         string // set for those that come with Parvis
	Kind        programme.Kind
	Name        string
	Description string
	Body        Body
	Version     int
}

// Format is the format in which templates are written. What is added to the document without changing what
// is already there keeps it.
const Format = 1

// Body is a template's document, as stored in JSON.
type Body struct {
	Format    int            `json:"format"` // Format, or an earlier one
	Questions []Question     `json:"questions,omitempty"`
	Tasks     []TemplateTask `json:"tasks"`
}

// Question is asked when the template is applied; "yes" adds the tasks whose condition it is.
type Question struct {
	Key   string `json:"key"`
	Label string `json:"label"`
}

// TemplateTask is one task of a template.
type TemplateTask struct {
	Ref          string           `json:"ref"` // what other tasks need it by
	Title        string           `json:"title"`
	Category     Category         `json:"category"`
	Duration     int              `json:"duration"` // working days, or calendar days; 0 is a milestone
	CalendarDays bool             `json:"calendar_days,omitempty"`
	Effort       retroplan.Effort `json:"effort,omitzero"` // days, by halves; not known without it
	MinDuration  *int             `json:"min_duration,omitempty"`
	Offset       retroplan.Offset `json:"offset,omitzero"`
	Needs        []TemplateNeed   `json:"needs,omitempty"`
	Statutory    bool             `json:"statutory,omitempty"`
	Optional     bool             `json:"optional,omitempty"`
	Internal     bool             `json:"internal,omitempty"`
	Role         access.Role      `json:"role,omitempty"`
	Checklist    []string         `json:"checklist,omitempty"`
	Source       string           `json:"source,omitempty"` // where a delay comes from
	Condition    string           `json:"condition,omitempty"`
	Notes        string           `json:"notes,omitempty"`
}

// TemplateNeed is a dependency between tasks of a template.
type TemplateNeed struct {
	Ref string `json:"ref"`
	Lag int    `json:"lag,omitempty"` // working days
}

// Answers says which questions were answered "yes", by key.
type Answers map[string]bool

// Applied says what applying a template did.
type Applied struct {
	Count    int    // tasks created
	Before   int    // tasks the project already had
	Sentence string // « 64 tâches ont été ajoutées. … »
}

// Preview is a template as it would become in a project.
type Preview struct {
	Template Template
	Project  Project // zero when no project was given: no dates then
	Answers  Answers
	Rows     []PreviewRow // in the template's order
	Summary  Summary      // of the tasks that would be created, alone
	Before   int          // tasks the project already has
}

// PreviewRow is one task of a preview.
type PreviewRow struct {
	TemplateTask
	Question string   // the label of the question it depends on, or ""
	Included bool     // the answers keep it
	After    []string // titles of the tasks it needs
	// Dates are zero for what is left out and without a project.
	PlannedStart  workcal.Date
	PlannedFinish workcal.Date
	LatestFinish  workcal.Date
	Year          int // of the day it is read on
	J             string
	Late          int // working days
}
