package daybook

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"parvis/internal/attendance"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/workcal"
)

// MostSent is how long one thing that a telephone sends may be, in bytes.
const MostSent = 64 << 10

// Sort is what sort of thing a telephone sends.
type Sort string

// The sorts, as telephones say them.
const (
	SentTap  Sort = "compte"
	SentTick Sort = "coche"
	SentNote Sort = "note"
	SentGrid Sort = "grille"
)

// Sent is one thing that was done on a telephone, as it waited there.
type Sent struct {
	Key     string
	Sort    Sort
	Person  int64 // who did it; 0 where a link did
	Link    int64 // through which somebody without an account counted; 0: none
	Project int64
	Day     workcal.Date
	At      time.Time // by the clock of the service, as far as the telephone knew it; zero: not said
	Tap     attendance.Tap
	Line    string // of a list
	Done    bool
	Draft   Draft
	Grid    Grid
}

// Grid is what was observed at a slot, as the fields of the grid's form: the room that keeps observations reads it.
type Grid struct {
	Slot, Form int64
	Number     int // of the form's version
	Fields     url.Values
}

// The bounds of a grid's fields.
const (
	mostFields = 1_000
	mostName   = 200 // bytes
)

// sent is Sent as it is written. What this version does not know is refused, so that it stays where it was typed.
type sent struct {
	Key      string      `json:"cle"`
	Sort     Sort        `json:"genre"`
	Person   int64       `json:"personne,omitempty"`
	Link     int64       `json:"lien,omitempty"`
	Project  int64       `json:"projet"`
	Day      string      `json:"jour"`
	At       int64       `json:"quand,omitempty"` // milliseconds since 1970
	Slot     int64       `json:"seance,omitempty"`
	Audience int64       `json:"public,omitempty"`
	Measure  string      `json:"mesure,omitempty"`
	N        int         `json:"nombre,omitempty"`
	Undoes   string      `json:"annule,omitempty"`
	Line     string      `json:"ligne,omitempty"`
	Done     bool        `json:"fait,omitempty"`
	Kind     Kind        `json:"type,omitempty"`
	Place    string      `json:"lieu,omitempty"`
	Body     string      `json:"texte,omitempty"`
	After    string      `json:"suite,omitempty"`
	Minutes  int         `json:"minutes,omitempty"`
	Closed   bool        `json:"clos,omitempty"`
	Form     int64       `json:"questionnaire,omitempty"`
	Number   int         `json:"numero,omitempty"`
	Fields   [][2]string `json:"champs,omitempty"`
}

// The moments that a telephone may say: nobody notes in another century.
var (
	earliest = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC).UnixMilli()
	latest   = time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC).UnixMilli()
)

func unreadable(cause error) error {
	return fault.New(fault.Invalid, "Cette saisie est illisible.", cause)
}

// ParseSent reads one thing that a telephone sends.
func ParseSent(data []byte) (Sent, error) {
	if len(data) > MostSent {
		return Sent{}, fault.New(fault.TooLarge, "Cette saisie est trop longue.", nil)
	}
	var in sent
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&in); err != nil {
		return Sent{}, unreadable(err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return Sent{}, unreadable(errors.New("something follows"))
	}
	return in.read()
}

func (in sent) read() (Sent, error) {
	for _, text := range []string{in.Key, in.Undoes, in.Line, in.Place, in.Body, in.After} {
		if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
			return Sent{}, unreadable(errors.New("no text"))
		}
	}
	day, err := workcal.Parse(in.Day)
	if err != nil {
		return Sent{}, unreadable(err)
	}
	s := Sent{Key: in.Key, Sort: in.Sort, Person: in.Person, Link: in.Link, Project: in.Project, Day: day, Line: in.Line, Done: in.Done}
	if in.At != 0 {
		if in.At < earliest || in.At > latest {
			return Sent{}, unreadable(errors.New("no moment of ours"))
		}
		s.At = time.UnixMilli(in.At).UTC()
	}
	if in.Person < 0 || in.Link < 0 || (in.Person > 0) == (in.Link > 0) || in.Project <= 0 || !goodKey(in.Key) {
		return Sent{}, unreadable(errors.New("it does not say whose, of what, or under which key"))
	}
	if in.Link != 0 && in.Sort != SentTap {
		return Sent{}, unreadable(errors.New("one only counts through a link"))
	}
	if in.Sort != SentGrid && (in.Form != 0 || in.Number != 0 || in.Fields != nil) {
		return Sent{}, unreadable(errors.New("only grids have fields"))
	}
	switch in.Sort {
	case SentGrid:
		s.Grid = Grid{Slot: in.Slot, Form: in.Form, Number: in.Number, Fields: url.Values{}}
		if in.Slot <= 0 || in.Form <= 0 || in.Number <= 0 || len(in.Fields) > mostFields {
			return Sent{}, unreadable(errors.New("no grid of ours"))
		}
		for _, f := range in.Fields {
			if len(f[0]) > mostName || !utf8.ValidString(f[0]) || !utf8.ValidString(f[1]) || strings.ContainsRune(f[0]+f[1], 0) {
				return Sent{}, unreadable(errors.New("no field of ours"))
			}
			s.Grid.Fields.Add(f[0], french.Paragraphs(f[1]))
		}
		return s, nil
	case SentTap:
		s.Tap = attendance.Tap{Key: in.Key, Slot: in.Slot, Audience: in.Audience, Measure: attendance.Measure(in.Measure), N: in.N, Undoes: in.Undoes, At: s.At}
		return s, s.Tap.Check()
	case SentTick:
		if in.Line == "" || utf8.RuneCountInString(in.Line) > MaxLine {
			return Sent{}, unreadable(errors.New("no line"))
		}
		return s, nil
	case SentNote:
		s.Draft = Draft{Kind: in.Kind, Slot: in.Slot, Place: in.Place, Body: in.Body, Done: in.After, Minutes: in.Minutes, Closed: in.Closed}.Tidy()
		return s, s.Draft.Check().Err()
	}
	return Sent{}, unreadable(errors.New("no sort of ours"))
}

// goodKey tells whether a key is one that telephones and forms make: 16 to 64 letters and digits.
func goodKey(key string) bool {
	if len(key) < 16 || len(key) > 64 {
		return false
	}
	return strings.IndexFunc(key, func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') && r != '-'
	}) < 0
}
