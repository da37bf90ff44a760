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
//     offset and waits, directly or not, for a task due at J−0 or after the event. Nothing
//     else (a deadline, a pinned date) changes its side, so that moving the event never does.
//     A task without offset whose own deadline lies after the event is bound by that
//     deadline, not by the eve, and may be done before or after; one whose deadline is a day of
//     the event is bound by the eve, and a conflict says so.
//   - The event's own days. J−0 is its first day and E+0 its last, whatever the week, public
//     holidays and closures say: from the first to the last, all days are worked for what is
//     due on them. A leave of the person is a conflict, and the date stays. What is due at
//     E+0 may begin on the first day; what is due later, not before the first working day
//     after the event, even in calendar days.
//   - Days of a task. Working tasks start and finish on worked days of their calendar;
//     tasks in calendar days on any day, so neither the eve of the event nor an offset
//     rolls for them, unless it is statutory.
//   - Lag. It is counted in working days on the calendar of the successor, whose start it
//     delays, whatever the kinds of the two tasks. A negative lag gives a working task and one
//     in calendar days the same start; into a milestone it counts as none.
//   - Milestone. It costs no day: it stands at the end of the day on which what it waits for
//     is finished, be it off, or on its "not before" or today if they are later, and what
//     follows starts on the next day. Its latest day is a worked one, but for its neighbours'
//     sake it may be a day off (easeMilestones).
//   - In progress. It started when it started, whatever its predecessors do. What is left
//     (Remaining, else the duration less the days elapsed before today, at least one) is
//     counted from today. Its finish is still planned as late as allowed.
//   - Blocked. Planned like a task to do; if it had started, its whole duration is left
//     unless Remaining says otherwise, since no work went on meanwhile.
//   - Done. All its dates are the actual ones; it has no slack and is never critical nor late.
//     It asks nothing more of its predecessors. Without a recorded start, only its last day is
//     known; without a recorded finish it does not hold back its successors, and a conflict
//     says so.
//   - Dropped. It has no dates, offset, deadline, pin or side of its own, but the order passes
//     through it: its successors come after its predecessors. Dropping the re-reading does not
//     let the printing start before the text is written. It takes no time and no lag, but an
//     overlap that it allowed stays, so that dropping a task never makes another one later.
//   - Actual dates that the state does not explain (a finish on what is not done, a start on
//     what is to do) are not used, and a conflict says so.
//   - Pinned. The planned dates are the pinned ones, even in the past or on a day off. The
//     missing end follows from the duration. Successors wait for the pinned finish and
//     predecessors must be done before the pinned start; the latest dates stay those that
//     the rest of the plan asks for, so that the slack says what the pin costs. Once the
//     pinned finish is past, the earliest dates are computed as if there were no pin.
//   - Safety margin. Planned dates are computed backwards like the latest ones, from the
//     event, offsets and deadlines moved earlier by the margin; it is not added at each task.
//   - Late tasks wait for the planned dates of their predecessors, not for the earliest ones.
//   - Slack is counted in working days from the earliest to the latest finish, for tasks in
//     calendar days too; a finish that is late by days off only is late by one day. A task is
//     late by n exactly when its slack is −n, and critical when it has no positive slack; after
//     the event, where a single day to be done on is usual, only when it is late or the event
//     is over. Without a latest finish there is no slack.
//   - After the event without offset nor deadline, a task is planned as soon as possible.
//     If no successor sets a limit either, it has no latest dates.
//   - Ties. When several limits give the same latest finish, the reason is the own offset,
//     else the deadline, else the first such successor, else the eve of the event.
package retroplan
