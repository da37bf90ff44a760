package plansheet

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"parvis/internal/fault"
	"parvis/internal/retroplan"
)

// Problem is one thing that cannot be read, and where.
type Problem struct {
	Line   int    // in the file, from 1; 0 when it concerns the whole file
	Column int    // from 1; 0 when it concerns the whole line
	Header string // the column's header as written, or its usual name
	Text   string // in French, with its full stop
}

// String says where and what: "ligne 3, colonne 2 (duration) : …".
func (p Problem) String() string {
	var where []string
	if p.Line > 0 {
		where = append(where, "ligne "+strconv.Itoa(p.Line))
	}
	switch {
	case p.Column > 0 && p.Header != "":
		where = append(where, fmt.Sprintf("colonne %d (%s)", p.Column, printable(p.Header, 40)))
	case p.Column > 0:
		where = append(where, fmt.Sprintf("colonne %d", p.Column))
	case p.Header != "":
		where = append(where, "colonne "+printable(p.Header, 40))
	}
	if len(where) == 0 {
		return p.Text
	}
	return strings.Join(where, ", ") + "\u00a0: " + p.Text
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
			more := strconv.Itoa(len(ps)-i) + " "
			if len(ps) == keptProblems {
				more = "beaucoup d’"
			}
			b.WriteString("\n… et " + more + "autres problèmes.")
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
// place in the file.
func (s *Sheet) Explain(err error) Problems {
	p := Problem{Text: fault.SentenceOf(err)}
	var cycle *retroplan.CycleError
	var task *retroplan.TaskError
	switch {
	case errors.As(err, &cycle):
		s.locate(&p, cycle.IDs[0], "needs")
	case errors.As(err, &task):
		s.locate(&p, task.ID, columnOf[task.Problem])
	}
	return Problems{p}
}

var columnOf = map[retroplan.TaskProblem]string{
	retroplan.DuplicateID: "id", retroplan.EmptyID: "id", retroplan.UnknownNeed: "needs", retroplan.LagTooLong: "needs",
	retroplan.NegativeDuration: "duration", retroplan.DurationTooLong: "duration", retroplan.OffsetOutOfRange: "offset",
	retroplan.StateUnknown: "state",
}

func (s *Sheet) locate(p *Problem, id, column string) {
	for i := range s.Tasks {
		if s.Tasks[i].ID == id {
			p.Line = s.lines[i]
			break
		}
	}
	p.Header = column
	if at, ok := s.columns[column]; ok {
		p.Column, p.Header = at+1, s.headers[at]
	}
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

func quoted(s string) string { return "«\u00a0" + printable(s, 60) + "\u00a0»" }
