package plansheet

import (
	"errors"
	"strings"

	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/retroplan"
)

// Problem is one thing that cannot be read, and where.
type Problem struct {
	Row    int    // as the spreadsheet shows it, from 1; 0 when it concerns the whole file
	Column int    // from 1; 0 when it concerns the whole row
	Header string // the column's header as written
	Text   string // in French, with its full stop
}

// String says where and what: "ligne 3, colonne 2 (durée) : …".
func (p Problem) String() string {
	var rows []int
	if p.Row > 0 {
		rows = []int{p.Row}
	}
	return placed(rows, p.Column, p.Header, p.Text)
}

// Problems is every problem found, in the order of the file. It is the error of Decode.
type Problems []Problem

const (
	shownProblems = 100  // as many as are worth reading at once
	keptProblems  = 1000 // beyond, the file is something else than a plan
)

// Error lists the problems in French, one per line.
func (ps Problems) Error() string {
	var b strings.Builder
	for i, p := range ps {
		if i == shownProblems {
			more := french.Count(len(ps)-i, "autre problème", "autres problèmes")
			if len(ps) == keptProblems {
				more = "beaucoup d’autres problèmes"
			}
			b.WriteString("\n… et " + more + ".")
			break
		}
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(p.String())
	}
	return b.String()
}

// Explain turns an error of retroplan.Schedule about these tasks into problems with their
// place in the file: one for each loop.
func (s *Sheet) Explain(err error) Problems {
	if cycle, ok := errors.AsType[*retroplan.CycleError](err); ok {
		var all Problems
		for _, loop := range cycle.All() {
			if len(all) < keptProblems {
				all = append(all, s.locate(s.Rows[loop.IDs[0]-1], roleNeeds, loop.Sentence()))
			}
		}
		return all
	}
	if task, ok := errors.AsType[*retroplan.TaskError](err); ok {
		return Problems{s.locate(s.Rows[task.ID-1], columnOf[task.Problem], task.Sentence())}
	}
	return Problems{{Text: fault.SentenceOf(err)}}
}

var columnOf = map[retroplan.TaskProblem]role{
	retroplan.DuplicateID: roleID, retroplan.EmptyID: roleID, retroplan.UnknownNeed: roleNeeds, retroplan.LagTooLong: roleNeeds,
	retroplan.NegativeDuration: roleDuration, retroplan.DurationTooLong: roleDuration, retroplan.OffsetOutOfRange: roleDue,
	retroplan.StateUnknown: roleState,
}

func (s *Sheet) locate(row int, r role, sentence string) Problem {
	p := Problem{Row: row, Text: printable(sentence, 2000)}
	for _, c := range s.columns {
		if c.role == r {
			p.Column, p.Header = c.at+1, c.header
			break
		}
	}
	return p
}

// printable cuts a text to n characters and leaves out what would upset a terminal.
func printable(s string, n int) string {
	var b strings.Builder
	for _, r := range s {
		if n--; n < 0 {
			b.WriteRune('…')
			break
		}
		if r < ' ' || r >= 0x7f && r < 0xa0 || r == 0x2028 || r == 0x2029 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			r = ' '
		}
		b.WriteRune(r)
	}
	return strings.TrimSpace(b.String())
}

func quoted(s string) string { return french.Quote(printable(s, 60)) }
