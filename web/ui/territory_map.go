package ui

import (
	"math"
	"strconv"

	"parvis/internal/french"
)

// TerritoryMarks is what a schematic map shows: where things are to each other, without any ground, and the same facts in a table.
type TerritoryMarks struct {
	ID       string   // of its heading in the page
	Title    string   // « Carte des quartiers de Nanterre »
	What     string   // a mark, in the heading of a column: « Quartier »
	Detail   string   // the heading of what is told of a mark: « Code »
	Counting []string // the headings of what is counted at a mark: « Structures »; none: nothing is
	Legend   string   // what the shapes and the figures beside the names say; "": they are all round, without figures
	Always   bool     // the table stands where nothing can be drawn too
	Marks    []TerritoryMark
}

// MarkShape is how a mark is drawn: what it says is told in words by the legend, and by the counts of the table.
type MarkShape int

// The shapes.
const (
	Round MarkShape = iota
	Square
	Diamond
)

// TerritoryMark is a place of a map. One whose place is not known stands in the table only.
type TerritoryMark struct {
	Label, Detail       string
	URL                 string
	Longitude, Latitude float64 // degrees; latitude 0: not known
	Counts              []int   // as many as the map counts
	Tally               string  // the figures beside its name: « 1/4 »
	Shape               MarkShape
	Here                bool // the page is about it
}

func (m TerritoryMark) placed() bool { return m.Latitude != 0 }

// undrawn says why there is no drawing.
func (m TerritoryMarks) undrawn() string {
	if len(m.Marks) > MostMarks {
		return "Il y a trop de repères pour une carte lisible\u00a0: voici le tableau seul."
	}
	return "La carte se dessine à partir de deux repères dont le lieu est connu\u00a0: voici le tableau seul."
}

// MostMarks is how many places a map can show: more are not told apart.
const MostMarks = 60

// Drawn tells whether there is anything to compare: from two places on, and not too many.
func (m TerritoryMarks) Drawn() bool {
	placed := 0
	for _, mark := range m.Marks {
		if mark.placed() {
			placed++
		}
	}
	return placed > 1 && len(m.Marks) <= MostMarks
}

// The sizes of a map, in its own units, which are pixels on a screen.
const (
	mapWidth  = 480.0
	mapHeight = 360.0 // at most
	mapEdge   = 34.0  // around the marks
	mapRadius = 12.0  // of a mark
	mapText   = 12.0  // of a label
	mapSigns  = 24    // letters of a label
)

// spot is a mark where it is drawn.
type spot struct {
	TerritoryMark
	Number int
	X, Y   float64
	label  *tag // where there is room for it
}

// tag is a label beside its mark.
type tag struct {
	Text, Anchor string
	X, Y         float64
	box          box
}

type box struct{ left, top, right, bottom float64 }

func (b box) meets(o box) bool {
	return b.left < o.right && o.left < b.right && b.top < o.bottom && o.top < b.bottom
}

// drawing is a map ready to be written.
type drawing struct {
	spots  []spot
	height float64
}

// numbers gives the number of each mark in the drawing, in their order; 0 where its place is not known.
func (m TerritoryMarks) numbers() []int {
	numbers, next := make([]int, len(m.Marks)), 1
	for i, mark := range m.Marks {
		if mark.placed() {
			numbers[i] = next
			next++
		}
	}
	return numbers
}

// draw places the marks: north is up, and a degree of longitude is as much shorter as it is in the middle of them. Those that would cover
// each other are moved apart.
func (m TerritoryMarks) draw() drawing {
	var d drawing
	west, east, south, north := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	numbers := m.numbers()
	for i, mark := range m.Marks {
		if mark.placed() {
			d.spots = append(d.spots, spot{TerritoryMark: mark, Number: numbers[i]})
			west, east = min(west, mark.Longitude), max(east, mark.Longitude)
			south, north = min(south, mark.Latitude), max(north, mark.Latitude)
		}
	}
	narrow := math.Cos((south + north) / 2 * math.Pi / 180)
	across, down := (east-west)*narrow, north-south
	unit := min((mapWidth-2*mapEdge)/max(across, 1e-9), (mapHeight-2*mapEdge)/max(down, 1e-9))
	if across < 1e-9 && down < 1e-9 {
		unit = 0 // all in one place
	}
	d.height = max(4*mapEdge, down*unit+2*mapEdge)
	for i := range d.spots {
		s := &d.spots[i]
		s.X = mapWidth/2 + (s.Longitude-(west+east)/2)*narrow*unit
		s.Y = d.height/2 - (s.Latitude-(south+north)/2)*unit
	}
	d.part()
	d.name()
	return d
}

// part moves marks apart that would cover each other, and keeps them on the map.
func (d *drawing) part() {
	const rounds = 60
	for range rounds {
		moved := false
		for i := range d.spots {
			for j := range i {
				a, b := &d.spots[j], &d.spots[i]
				x, y := b.X-a.X, b.Y-a.Y
				far, apart := math.Hypot(x, y), a.far()+b.far()+3
				if far >= apart-0.01 {
					continue
				}
				if far < 0.01 { // one on the other: the way differs with their numbers
					x, y, far = math.Cos(float64(i)), math.Sin(float64(i)), 1
				}
				by := (apart - min(far, apart)) / 2 / far
				if far == 1 {
					by = apart / 2
				}
				a.X, a.Y, b.X, b.Y = a.X-x*by, a.Y-y*by, b.X+x*by, b.Y+y*by
				moved = true
			}
		}
		for i := range d.spots {
			s := &d.spots[i]
			s.X, s.Y = min(max(s.X, s.far()+2), mapWidth-s.far()-2), min(max(s.Y, s.far()+2), d.height-s.far()-2)
		}
		if !moved {
			return
		}
	}
}

// name puts a label beside each mark that has room for it, or else its figures; the others have their number, and the table says whose it is.
func (d *drawing) name() {
	var taken []box
	for _, s := range d.spots {
		far := s.far()
		taken = append(taken, box{s.X - far, s.Y - far, s.X + far, s.Y + far})
	}
	for i := range d.spots {
		s := &d.spots[i]
		text := french.Shorten(s.Label, mapSigns)
		if s.Tally == "" {
			s.label = d.room(s, text, &taken)
		} else if s.label = d.room(s, text+" ("+s.Tally+")", &taken); s.label == nil {
			s.label = d.room(s, "("+s.Tally+")", &taken)
		}
	}
}

// room finds where a label fits beside its mark, and takes it; nil where nothing is free.
func (d *drawing) room(s *spot, text string, taken *[]box) *tag {
	wide, far := float64(french.Letters(text))*mapText*0.56+4, s.far()
	for _, t := range []tag{
		{X: s.X + far + 4, Y: s.Y + mapText*0.35, Anchor: "start", box: box{s.X + far + 2, s.Y - 8, s.X + far + 2 + wide, s.Y + 8}},
		{X: s.X - far - 4, Y: s.Y + mapText*0.35, Anchor: "end", box: box{s.X - far - 2 - wide, s.Y - 8, s.X - far - 2, s.Y + 8}},
		{X: s.X, Y: s.Y + far + mapText, Anchor: "middle", box: box{s.X - wide/2, s.Y + far, s.X + wide/2, s.Y + far + 16}},
		{X: s.X, Y: s.Y - far - 5, Anchor: "middle", box: box{s.X - wide/2, s.Y - far - 17, s.X + wide/2, s.Y - far}},
	} {
		if t.Text = text; d.fits(t.box, *taken) {
			*taken = append(*taken, t.box)
			return &t
		}
	}
	return nil
}

func (d *drawing) fits(b box, taken []box) bool {
	if b.left < 0 || b.top < 0 || b.right > mapWidth || b.bottom > d.height {
		return false
	}
	for _, t := range taken {
		if b.meets(t) {
			return false
		}
	}
	return true
}

// alternative says what the drawing is.
func (m TerritoryMarks) alternative(d drawing) string {
	return m.Title + "\u00a0: " + french.Count(len(d.spots), "repère numéroté", "repères numérotés") + ", le nord en haut. Le tableau qui suit les nomme" + map[bool]string{true: " et dit ce que chacun compte"}[len(m.Counting) > 0] + "."
}

// far is how far a mark reaches from its middle.
func (s spot) far() float64 {
	if s.Shape == Diamond {
		return mapRadius + 3
	}
	return mapRadius
}

// path draws a diamond around a mark.
func (s spot) path() string {
	far := s.far()
	return "M" + mapNumber(s.X) + " " + mapNumber(s.Y-far) + "L" + mapNumber(s.X+far) + " " + mapNumber(s.Y) + "L" + mapNumber(s.X) + " " + mapNumber(s.Y+far) + "L" + mapNumber(s.X-far) + " " + mapNumber(s.Y) + "Z"
}

func mapNumber(x float64) string { return strconv.FormatFloat(x, 'f', 1, 64) }
