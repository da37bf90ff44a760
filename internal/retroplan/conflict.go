package retroplan

import (
	"parvis/internal/french"
	"parvis/internal/workcal"
)

// ConflictKind is a way in which what was asked of a task cannot hold together.
type ConflictKind int8

// The kinds of conflict.
const (
	StatutoryPast     ConflictKind = iota // the legal date is before today
	StatutoryLate                         // the legal date is ahead but can no longer be met
	PinBeforeNeed                         // pinned to start before a predecessor allows
	PinTooLate                            // pinned to finish after the latest finish
	PinPast                               // the pinned finish is before today
	PinDayOff                             // pinned on a day that is not worked
	PinInverted                           // the pinned finish is before the start
	OffsetTooLate                         // the own offset is later than a successor needs
	NeedsAfterEvent                       // due before the event, but waits for a task after it
	NotBeforeTooLate                      // may not start early enough to finish in time
	ActualIgnored                         // to do, but with actual dates
	FinishUnknown                         // done, without a date
	ActualFuture                          // an actual date after today
	ActualInverted                        // the actual finish is before the actual start
	CalendarExhausted                     // the calendar has no worked day left for it
)

// Conflict is one thing that does not hold together. It is a result, not an error: the plan
// stands, and Sentence says what is broken.
type Conflict struct {
	Kind      ConflictKind
	TaskID    string       // the other task, if any
	TaskTitle string       // its title, or its id when it has none
	Date      workcal.Date // the date at fault
	Limit     workcal.Date // the date it collides with
	Label     string       // the offset, or why a day is off
}

// Sentence says the conflict in French, with its full stop.
func (c Conflict) Sentence() string {
	date, limit, other := c.Date.French(), c.Limit.French(), french.Quote(c.TaskTitle)
	switch c.Kind {
	case StatutoryPast:
		return "Le délai légal (" + c.Label + "le " + date + ") est déjà dépassé."
	case StatutoryLate:
		return "Le délai légal (" + c.Label + "le " + date + ") ne peut plus être tenu\u00a0: la tâche finit au plus tôt le " + limit + "."
	case PinBeforeNeed:
		return "La date décidée fait commencer la tâche le " + date + ", alors que " + other + " ne le permet pas avant le " + limit + "."
	case PinTooLate:
		return "La date décidée fait finir la tâche le " + date + ", après sa date limite du " + limit + " (" + c.Label + ")."
	case PinPast:
		return "La fin décidée, le " + date + ", est déjà passée."
	case PinDayOff:
		return "La date décidée, le " + date + ", n’est pas un jour travaillé (" + c.Label + ")."
	case PinInverted:
		return "La fin décidée (" + date + ") précède le début (" + limit + ")."
	case OffsetTooLate:
		return "L’échéance " + c.Label + " (le " + date + ") est trop tardive pour " + other + ", qui demande de finir le " + limit + "."
	case NeedsAfterEvent:
		return "La tâche est attendue avant l’événement (" + c.Label + "), mais elle dépend de " + other + ", qui vient après."
	case NotBeforeTooLate:
		return "La tâche ne peut pas commencer avant le " + date + "\u00a0: il est alors trop tard pour finir le " + limit + "."
	case ActualIgnored:
		return "La tâche est à faire mais porte des dates réelles\u00a0: elles ne sont pas prises en compte."
	case FinishUnknown:
		return "La tâche est faite, mais sa date de fin n’est pas connue."
	case ActualFuture:
		return "La date réelle du " + date + " est dans le futur."
	case ActualInverted:
		return "La fin réelle (" + date + ") précède le début réel (" + limit + ")."
	case CalendarExhausted:
		return "Le calendrier ne laisse pas assez de jours travaillés pour placer la tâche."
	}
	return "Les dates de la tâche se contredisent."
}
