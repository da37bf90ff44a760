package workbook

import (
	"errors"
	"slices"
	"strings"

	"parvis/internal/exchange/sheet"
	"parvis/internal/french"
)

// The bounds of a workbook, in bytes.
const (
	MostUnpacked = 64 << 20  // of all parts that are read
	MostText     = 16 << 20  // of the cells that are kept, and of the texts that cells share
	MostToken    = 512 << 10 // of one mark or text; the longest cell takes 320 KB when every letter is escaped
)

// The bounds of what is counted.
const (
	MostColumns = 16_384    // of a sheet
	MostRows    = 1_048_576 // of a sheet
	MostLetters = 32_767    // of a cell, in units of UTF-16 as Excel counts them

	mostParts  = 10_000    // of the archive
	mostSheets = 500       // of a workbook
	mostShared = 1_000_000 // texts that cells share
	mostStyles = 65_536    // and formats
	mostFaults = 10_000
	mostMerged = 10_000
	mostDepth  = 100 // elements within each other
)

// headerRows is how many rows of a sheet are looked at for headings.
const headerRows = 20

// Options is what an import knows of its own files.
type Options struct {
	Known      func(cell string) bool // tells a heading; it chooses among several sheets. It may be nil.
	MaxRows    int                    // the most rows that are kept; 0 keeps all
	MaxColumns int                    // the most columns that may hold something; 0 is MostColumns
	Sheet      string                 // the sheet that is read, by its name; "" or one that is not there is as found
}

// Book is one sheet of a workbook as rows of cells.
type Book struct {
	Sheet  string      // its name
	Sheets []string    // the names of all sheets, in order
	Rows   []sheet.Row // those that are not empty, in order
	Cut    int         // number of the first row beyond MaxRows; 0 when all were kept
	Faults []Fault     // in order
	Merged []Area      // in the order of the file
	Notes  []string    // what people must know of how it was read, in French sentences
}

// Fault is a cell that holds no value. In its row, its text is what stands there.
type Fault struct {
	Row, Column int    // from 1
	Text        string // why, in French, with its full stop
}

// Area is cells that were merged: only the first of them holds a value.
type Area struct{ FirstRow, FirstColumn, LastRow, LastColumn int } // from 1

const saveAgain = " Ouvrez-le dans votre tableur, enregistrez-le de nouveau au format «\u00a0Classeur Excel (.xlsx)\u00a0», puis recommencez."

// errTooBig is that more was packed in the file than is read.
var errTooBig = &sheet.Problem{Text: "Une fois décompressé, ce classeur dépasse ce que Parvis lit\u00a0: 64\u00a0Mo, et 16\u00a0Mo de texte. Copiez le tableau seul dans un nouveau classeur, puis recommencez."}

// damaged is that a workbook breaks its own format, from a row on or, with 0, anywhere.
func damaged(row int) *sheet.Problem {
	return &sheet.Problem{Row: row, Text: "Ce classeur est abîmé ou incomplet." + saveAgain}
}

// refusal gives an error as the *sheet.Problem that Read answers.
func refusal(err error, row int) *sheet.Problem {
	if p, ok := errors.AsType[*sheet.Problem](err); ok {
		return p
	}
	return damaged(row)
}

// reader is a workbook that is being read.
type reader struct {
	archive *archive
	sheets  []tab
	from    epoch
	shared  []string
	formats []format // by style
	options Options
}

// Read reads one sheet of a workbook from the bytes of its file. Its error is a *sheet.Problem.
func Read(data []byte, o Options) (*Book, error) {
	if o.MaxColumns == 0 {
		o.MaxColumns = MostColumns
	}
	b, err := read(data, o)
	if err != nil {
		return nil, refusal(err, 0)
	}
	return b, nil
}

func read(data []byte, o Options) (*Book, error) {
	a, err := unpack(data)
	if err != nil {
		return nil, err
	}
	r := &reader{archive: a, options: o}
	if err := r.outline(); err != nil {
		return nil, err
	}
	chosen, unread, err := r.choose()
	if err != nil {
		return nil, err
	}
	b, err := r.fill(r.sheets[chosen])
	if err != nil {
		return nil, err
	}
	for _, t := range r.sheets {
		b.Sheets = append(b.Sheets, t.name)
	}
	if len(unread) > 0 {
		b.note("Seule la feuille " + french.Quote(shorten(b.Sheet)) + " est lue. " + strings.Join(unread, " "))
	}
	return b, nil
}

// ReadSheets reads the sheets of these names, whose case does not matter, and says which others hold something. A sheet that is not there is nil. Its error is a *sheet.Problem.
func ReadSheets(data []byte, names []string, o Options) (books []*Book, unread []string, err error) {
	if o.MaxColumns == 0 {
		o.MaxColumns = MostColumns
	}
	if books, unread, err = readSheets(data, names, o); err != nil {
		return nil, nil, refusal(err, 0)
	}
	return books, unread, nil
}

func readSheets(data []byte, names []string, o Options) ([]*Book, []string, error) {
	a, err := unpack(data)
	if err != nil {
		return nil, nil, err
	}
	r := &reader{archive: a, options: o}
	if err := r.outline(); err != nil {
		return nil, nil, err
	}
	books := make([]*Book, len(names))
	var read, filled []int
	for i, t := range r.sheets {
		at := slices.IndexFunc(names, func(name string) bool { return strings.EqualFold(name, strings.TrimSpace(t.name)) })
		if at < 0 || books[at] != nil {
			if _, any, err := r.look(t); err != nil {
				return nil, nil, err
			} else if any {
				filled = append(filled, i)
			}
			continue
		}
		if books[at], err = r.fill(t); err != nil {
			return nil, nil, err
		}
		read = append(read, i)
	}
	return books, r.unread(filled, read), nil
}

func (b *Book) note(text string) { b.Notes = append(b.Notes, text) }

// choose finds the sheet that is wanted, else the one that holds the most headings, and says which
// others hold something. A
// sheet that is hidden is chosen only where nothing else is there.
func (r *reader) choose() (chosen int, unread []string, err error) {
	if len(r.sheets) == 1 {
		return 0, nil, nil
	}
	best := -1
	var filled []int
	for i, t := range r.sheets {
		known, any, err := r.look(t)
		if err != nil {
			return 0, nil, err
		}
		if any {
			filled = append(filled, i)
		}
		if weight := bit(t.name != "" && t.name == r.options.Sheet)<<21 | bit(!t.hidden)<<20 | known<<1 | bit(any); weight > best {
			best, chosen = weight, i
		}
	}
	return chosen, r.unread(filled, []int{chosen}), nil
}

// unread says which of the sheets that hold something are not read.
func (r *reader) unread(filled, read []int) (sentences []string) {
	var seen, hidden []string
	for _, i := range filled {
		switch {
		case slices.Contains(read, i):
		case r.sheets[i].hidden:
			hidden = append(hidden, french.Quote(shorten(r.sheets[i].name)))
		default:
			seen = append(seen, french.Quote(shorten(r.sheets[i].name)))
		}
	}
	if len(seen) > 0 {
		sentences = append(sentences, "Les autres ne le sont pas\u00a0: "+french.AndOthers(seen, mostNamed)+".")
	}
	if len(hidden) > 0 {
		sentences = append(sentences, "Celles qui sont masquées ne le sont pas non plus\u00a0: "+french.AndOthers(hidden, mostNamed)+".")
	}
	return sentences
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// mostNamed is how many names a sentence lists.
const mostNamed = 10

// shorten cuts a name, which a file may make as long as it likes.
func shorten(name string) string {
	const most = 40
	runes := []rune(french.OneLine(name))
	if len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return string(runes)
}
