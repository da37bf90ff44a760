package sheet

import (
	"strings"
)

// scanner cuts a text into records. encoding/csv cannot be used: it takes no lone CR, skips
// empty lines without counting them, counts the lines of a cell as rows, and refuses the bare
// quotes that Excel accepts.
type scanner struct {
	text string
	sep  string // "" cuts lines only
	at   int    // where the next record begins
	row  int    // number of the last record read

	width  int  // cells of the last record that had several
	lines  bool // a quoted cell of this record holds line breaks and separators
	quoted int  // cells of this record that stand between quotes, with nothing after them
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// next appends the cells of the next record; more is false at the end of the text.
func (s *scanner) next(cells []string) (_ []string, more bool, _ *Problem) {
	if s.at >= len(s.text) {
		return cells, false, nil
	}
	s.row++
	s.lines, s.quoted = false, 0
	from, before := s.at, len(cells)
	for {
		cell, problem := s.cell()
		if problem != nil {
			return cells, false, problem
		}
		if cells = append(cells, cell); len(cells)-before > MaxCells && s.sep != "" {
			return cells, false, &Problem{Row: s.row, Text: "Cette ligne a trop de cellules\u00a0: 16\u202f384 au plus, comme dans un tableur."}
		}
		if !s.separated() {
			break
		}
	}
	if s.quoted < len(cells)-before && s.tookRows(s.text[from:s.at]) {
		return cells, false, &Problem{Row: s.row, Text: "Un guillemet ouvert à cette ligne ne se referme que plus bas et prend des lignes entières du tableau avec lui\u00a0: fermez-le, ou doublez-le s’il fait partie du texte."}
	}
	if n := len(cells) - before; n > 1 {
		s.width = n
	}
	return cells, true, nil
}

// tookRows reports whether a record that holds quoted line breaks would be whole rows without its
// quotes: one was opened by mistake (« "Affiche » in a cell of its own) and closed by another's.
// It is not asked of a record whose cells all stand between quotes: only programs write these.
func (s *scanner) tookRows(record string) bool {
	if !s.lines || s.width < 2 {
		return false
	}
	rows := strings.Split(strings.TrimRight(lineEnds.Replace(record), "\n"), "\n")
	whole, inner := 0, 0
	for i, row := range rows {
		if strings.Count(row, s.sep)+1 == s.width {
			whole++
			if i > 0 && i < len(rows)-1 && s.width >= 4 {
				inner++
			}
		}
	}
	return whole == len(rows) || inner > 0
}

// separated steps over what ends a cell and reports whether another one follows it.
func (s *scanner) separated() bool {
	rest := s.text[s.at:]
	switch {
	case rest == "":
		return false
	case s.sep != "" && strings.HasPrefix(rest, s.sep):
		s.at += len(s.sep)
		return true
	case strings.HasPrefix(rest, "\r\n"):
		s.at += 2
	default:
		s.at++
	}
	return false
}

// cell reads up to the next separator or line end.
func (s *scanner) cell() (string, *Problem) {
	if strings.HasPrefix(s.text[s.at:], `"`) {
		return s.enclosed()
	}
	return s.bare(), nil
}

// bare reads a cell without quotes around it; a quote inside is a letter like another.
func (s *scanner) bare() string {
	from := s.at
	for ; s.at < len(s.text); s.at++ {
		switch c := s.text[s.at]; {
		case c == '\n' || c == '\r':
			return s.text[from:s.at]
		case s.sep != "" && c == s.sep[0] && strings.HasPrefix(s.text[s.at:], s.sep):
			return s.text[from:s.at]
		}
	}
	return s.text[from:]
}

// enclosed reads a cell that begins with a quote. What follows the closing quote belongs to the
// cell, as in Excel.
func (s *scanner) enclosed() (string, *Problem) {
	inside, ok := s.inside()
	if !ok {
		return "", &Problem{Row: s.row, Text: "Un guillemet ouvert à cette ligne n’est jamais refermé\u00a0: fermez-le, ou doublez-le s’il fait partie du texte."}
	}
	after := s.bare()
	if after == "" {
		s.quoted++
	}
	s.lines = s.lines || strings.Contains(inside, "\n") && s.cuts(inside)
	if strings.TrimSpace(after) != "" && s.swallows(inside) {
		return "", &Problem{Row: s.row, Text: "Un guillemet ouvert à cette ligne ne se referme que plus bas, au milieu d’une autre cellule, et prend plusieurs lignes du tableau avec lui\u00a0: fermez-le, ou doublez-le s’il fait partie du texte."}
	}
	return inside + after, nil
}

// inside reads what stands between the opening quote and the closing one.
func (s *scanner) inside() (string, bool) {
	from := s.at + 1
	doubled := false
	for at := from; ; {
		quote := strings.IndexByte(s.text[at:], '"')
		if quote < 0 {
			return "", false
		}
		if at += quote + 1; !strings.HasPrefix(s.text[at:], `"`) {
			s.at = at
			return clean(s.text[from:at-1], doubled), true
		}
		doubled = true
		at++
	}
}

func clean(text string, doubled bool) string {
	if doubled {
		text = strings.ReplaceAll(text, `""`, `"`)
	}
	if strings.Contains(text, "\r") {
		text = lineEnds.Replace(text)
	}
	return text
}

// cuts reports whether a text holds a separator that is no mark within a sentence, before a blank.
func (s *scanner) cuts(text string) bool {
	if s.sep == "" {
		return false
	}
	for {
		_, after, found := strings.Cut(text, s.sep)
		if !found || !strings.HasPrefix(after, " ") {
			return found
		}
		text = after
	}
}

// swallows reports whether a quoted text holds the end of one row of cells and the beginning
// of another: a forgotten quote, that a later one seems to close.
func (s *scanner) swallows(inside string) bool {
	first, rest, several := strings.Cut(inside, "\n")
	return several && s.sep != "" && strings.Contains(first, s.sep) && strings.Contains(rest, s.sep)
}
