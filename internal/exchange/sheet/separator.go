package sheet

import (
	"math"
	"strings"
	"unicode/utf8"
)

// sampled is how many records are looked at to find the separator.
const sampled = 20

// separators are those that are looked for; of equals, the first wins.
var separators = []string{";", "\t", ",", "|"}

// named reads a first line "sep=;", which tells Excel the separator. Exports may pad it with
// that separator. The length is that of the line with its end, 0 when there is none.
func named(text string) (sep string, length int) {
	line := text
	if at := strings.IndexAny(text, "\r\n"); at >= 0 {
		line = text[:at]
	}
	length = len(line)
	if strings.HasPrefix(text[length:], "\r\n") {
		length++
	}
	length = min(length+1, len(text))
	line = strings.TrimPrefix(line, `"`)
	if len(line) < 5 || !strings.EqualFold(line[:4], "sep=") {
		return "", 0
	}
	_, size := utf8.DecodeRuneInString(line[4:])
	sep = line[4 : 4+size]
	if sep == `"` || strings.Trim(line[4+size:], `" `+sep) != "" {
		return "", 0
	}
	return sep, length
}

// sample is what the first records look like when cut by one separator.
type sample struct {
	sep     string
	known   int     // headers recognised in the record that has the most of them
	width   int     // cells of that record
	several float64 // part of the records that have several cells
	score   float64 // how consistent the table is
	padding bool    // a record without any text is cut into several cells
}

// separator chooses what separates the cells: what gives the most headers that the import
// knows, else the most consistent table. It is "" for a single column.
func separator(text string, known func(string) bool) string {
	best, padding := sample{}, ""
	for _, sep := range separators {
		s := look(text, sep, known)
		if s.padding && padding == "" {
			padding = sep
		}
		if s.known > 1 || best.known > 1 {
			if s.known > best.known || s.known == best.known && s.score > best.score {
				best = s
			}
		} else if s.several >= 0.5 && (s.known == 0 || s.width > 1) && s.score > best.score {
			best = s
		}
	}
	if best.sep == "" {
		return padding // a single column among the empty cells of a spreadsheet
	}
	return best.sep
}

// look cuts the first records that are not empty.
func look(text, sep string, known func(string) bool) sample {
	found := sample{sep: sep}
	scan := scanner{text: text, sep: sep}
	widths := map[int]int{}
	records, several, prose, cuts := 0, 0, 0, 0
	for more := true; more && records < sampled; {
		var cells []string
		var problem *Problem
		cells, more, problem = scan.next(nil)
		if !more && (problem == nil || len(cells) <= MaxCells) { // a record that is too wide still tells
			break
		}
		if Empty(cells) {
			found.padding = found.padding || len(cells) > 1
			continue
		}
		records++
		widths[len(cells)]++
		if len(cells) > 1 {
			several++
		}
		p, c := proseCuts(cells)
		prose, cuts = prose+p, cuts+c
		if n := count(cells, known); n > found.known {
			found.known, found.width = n, len(cells)
		}
	}
	if several == 0 {
		return found
	}
	found.several = float64(several) / float64(records)
	for width, n := range widths {
		if width > 1 {
			found.score = max(found.score, float64(n)/float64(records)*math.Log2(float64(width)))
		}
	}
	found.score *= 1 - 0.7*float64(prose)/float64(cuts)
	return found
}

// proseCuts counts the cuts of a record, and those that look like a mark within a sentence or
// a number: "Textes, visuels", "1,5".
func proseCuts(cells []string) (prose, cuts int) {
	for i := 1; i < len(cells); i++ {
		before, after := cells[i-1], cells[i]
		cuts++
		if strings.HasPrefix(after, " ") && strings.TrimSpace(after) != "" || digitAtEnd(before) && digitAtStart(after) {
			prose++
		}
	}
	return prose, cuts
}

func digitAtEnd(s string) bool   { return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9' }
func digitAtStart(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

func count(cells []string, known func(string) bool) int {
	if known == nil {
		return 0
	}
	n := 0
	for _, c := range cells[:min(len(cells), HeaderCells)] {
		if known(c) {
			n++
		}
	}
	return n
}
