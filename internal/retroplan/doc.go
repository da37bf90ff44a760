// Package retroplan plans the tasks of a project backwards from its event.
//
// It is pure: a Plan and today's date come in, a Result comes out. There is one
// direction per side of the event: before it, tasks are planned as late as their
// successors and the event allow; after it, as soon as their predecessors allow or
// as late as their due date allows. Offsets are the truth and dates are derived.
//
// # What the rules leave open, and how it is decided here
//
//   - Side. A task is after the event when its own offset says E+n, or when it has no
//     offset and waits for a task that is after the event. Nothing else (a deadline, a
//     pinned date) changes its side, so that moving the event never does.
//   - E+0 means the first working day after the event: nothing starts sooner.
//   - Days of a task. Working tasks start and finish on worked days of their calendar;
//     tasks in calendar days on any day, so neither the eve of the event nor an offset
//     rolls for them, unless it is statutory. A lag is counted in working days on the
//     calendar of the successor, whose start it delays.
//   - Milestone. It stands at the end of its day: it may share the last day of its
//     predecessor, and its successor starts on the next day.
//   - In progress. It started when it started, whatever its predecessors do. What is left
//     (Remaining, else the duration less the days elapsed before today, at least one) is
//     counted from today. Its finish is still planned as late as allowed.
//   - Blocked. Planned like a task to do; if it had started, its whole duration is left
//     unless Remaining says otherwise, since no work went on meanwhile.
//   - Done. All its dates are the actual ones, slack 0, never critical nor late. It asks
//     nothing more of its predecessors. Without a recorded finish it does not hold back its
//     successors, and a conflict says so.
//   - Dropped. It takes no time and no lag, but it still orders: its successors come after
//     its predecessors. Dropping the re-reading does not let the printing start before the
//     text is written. It has no dates but recorded ones.
//   - Pinned. The planned dates are the pinned ones, even in the past or on a day off. The
//     missing end follows from the duration. Successors wait for the pinned finish and
//     predecessors must be done before the pinned start; the latest dates stay those that
//     the rest of the plan asks for, so that the slack says what the pin costs. Once the
//     pinned finish is past, the earliest dates are computed as if there were no pin.
//   - Safety margin. Planned dates are computed backwards like the latest ones, from the
//     event, offsets and deadlines moved earlier by the margin; it is not added at each task.
//   - After the event without offset nor deadline, a task is planned as soon as possible.
//     If no successor sets a limit either, it has no latest dates: slack 0, not critical.
//   - Ties. When several limits give the same latest finish, the reason is the own offset,
//     else the deadline, else the first such successor, else the eve of the event.
//   - Slack of tasks in calendar days is counted in working days like the others; a finish
//     that is late by days off only counts as late by one day.
package retroplan
