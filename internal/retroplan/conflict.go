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
	ActualIgnored                         // to do, but with an actual start
	FinishIgnored                         // not done, but with an actual finish
	FinishUnknown                         // done, without a date
	ActualFuture                          // an actual date after today
	ActualInverted                        // the actual finish is before the actual start
	LimitsApart                           // its own limits leave no room for it after the event
	AwayOnEvent                           // due on the event's own days, on a leave of its person
	DeadlineInEvent                       // its deadline is a day of the event, which its eve comes before
	CalendarExhausted                     // the calendar has no worked day left for it
)

// Conflict is one thing that does not hold together. It is a result, not an error: the plan
// stands, and Sentence says what is broken.
type Conflict struct {
	Kind      ConflictKind
	TaskTitle string       // what people call the other task, if any
	Date      workcal.Date // the date at fault
	Limit     workcal.Date // the date it collides with
	Label     string       // the offset, the reason, or why a day is off
	Nominal   workcal.Date // what Label asked for, where Date has rolled off a day that is not worked

	milestone bool // the task takes no day: nothing of it begins
	year      int  // of the reader, whose dates go without it
}

// Sentence says the conflict in French, with its full stop.
func (c Conflict) Sentence() string {
	date, limit, other := c.Date.FrenchIn(c.year), c.Limit.FrenchIn(c.year), french.Quote(c.TaskTitle)
	switch c.Kind {
	case StatutoryPast:
		return "Le délai légal (" + c.asked(date) + ") est déjà dépassé."
	case StatutoryLate:
		return "Le délai légal (" + c.asked(date) + ") ne peut plus être tenu\u00a0: la tâche finit au plus tôt le " + limit + "."
	case PinBeforeNeed:
		return "La date décidée " + c.begins("place le jalon le ", "fait commencer la tâche le ") + date + ", alors que " + other + " ne le permet pas avant le " + limit + "."
	case PinTooLate:
		return "La date décidée " + c.begins("place le jalon le ", "fait finir la tâche le ") + date + ", après sa date limite du " + limit + " (" + c.Label + ")."
	case PinPast:
		return "La fin décidée, le " + date + ", est déjà passée."
	case PinDayOff:
		return "La date décidée, le " + date + ", n’est pas un jour travaillé (" + c.Label + ")."
	case PinInverted:
		return "La fin décidée (" + date + ") précède le début (" + limit + ")."
	case OffsetTooLate:
		return "La date demandée (" + c.asked(date) + ") est trop tardive pour " + other + ", qui demande de finir le " + limit + "."
	case NeedsAfterEvent:
		return "La tâche est attendue avant l’événement (" + c.Label + "), mais elle dépend de " + other + ", qui vient après."
	case NotBeforeTooLate:
		return c.begins("Le jalon n’est pas possible avant le ", "La tâche ne peut pas commencer avant le ") + date + "\u00a0: il est alors trop tard pour finir le " + limit + "."
	case ActualIgnored:
		return "La tâche est à faire mais porte un début réel (le " + date + ")\u00a0: il n’est pas pris en compte."
	case FinishIgnored:
		return "La tâche n’est pas faite mais porte une fin réelle (le " + date + ")\u00a0: elle n’est pas prise en compte."
	case FinishUnknown:
		return "La tâche est faite, mais sa date de fin n’est pas connue."
	case ActualFuture:
		return "La date réelle du " + date + " est dans le futur."
	case ActualInverted:
		return "La fin réelle (" + date + ") précède le début réel (" + limit + ")."
	case LimitsApart:
		return "La date demandée (" + c.asked(date) + ") ne peut pas être tenue\u00a0: la tâche vient après l’événement et finit au plus tôt le " + limit + "."
	case AwayOnEvent:
		return "La tâche se fait pendant l’événement, le " + date + ", alors que la personne responsable est absente (" + c.Label + ")."
	case DeadlineInEvent:
		return "L’échéance du " + date + " tombe pendant l’événement, et la tâche doit être finie avant qu’il commence\u00a0: si elle se fait ce jour-là, écrivez plutôt J-0 (le premier jour) ou E+0 (le dernier)."
	case CalendarExhausted:
		return "Le calendrier ne laisse pas assez de jours travaillés pour placer la tâche."
	}
	return "Les dates de la tâche se contredisent."
}

// asked is what was asked of the task and its day, which may have rolled: "J-42, avancé au mercredi
// 30 avril".
func (c Conflict) asked(date string) string {
	how := "le "
	switch {
	case c.Nominal != 0 && c.Date < c.Nominal:
		how = "avancé au "
	case c.Nominal != 0 && c.Date > c.Nominal:
		how = "reporté au "
	}
	if c.Label == "" {
		return how + date
	}
	return c.Label + ", " + how + date
}

// begins chooses the words for a milestone, which has no beginning, or for a task.
func (c Conflict) begins(milestone, task string) string {
	if c.milestone {
		return milestone
	}
	return task
}
