package partnership

import (
	"cmp"
	"slices"

	"parvis/internal/french"
	"parvis/internal/partner"
	"parvis/internal/programme"
)

// Place is a district of a town that a project works in, or that lies beside one that it does.
type Place struct {
	District partner.Ref
	Town     partner.Ref
	Code     string // of the district; "": none
}

// Column is a stage of the board, or the two at which nothing more is awaited.
type Column struct {
	Label  string
	Stages []Stage
}

// Columns are those of the board, from left to right.
var Columns = []Column{
	{"Repéré", []Stage{Spotted}}, {"Contacté", []Stage{Contacted}}, {"Intéressé", []Stage{Interested}}, {"Engagé", []Stage{Engaged}},
	{"Sans suite", []Stage{Declined, Silent}},
}

// Board is the partners of a project that have a stage, by place and by stage.
type Board struct {
	Towns     []Town
	Counts    []int         // for each column
	Cards     int           // in all
	Districts int           // that have somebody
	Lacking   []partner.Ref // those of them where no relay is engaged
	Untouched []partner.Ref // of a twinning: the districts beside them where nobody was spotted
}

// Town is the rows of a town; the last is of those whose place is not known.
type Town struct {
	Name string // "" for the last
	Rows []Line
}

// Line is a row of the board: a district, a town itself, or no place.
type Line struct {
	Place   partner.Ref
	Code    string
	Cells   [][]Partner // for each column
	Engaged int         // relays
}

// noDistrict stands for the code of what is no district.
const noDistrict = "-"

// Lacks tells whether the row is of a district where no relay is engaged.
func (l Line) Lacks() bool { return l.Code != noDistrict && l.Engaged == 0 }

// Known is the code of the row's district, "" where it has none.
func (l Line) Known() string {
	if l.Code == noDistrict {
		return ""
	}
	return l.Code
}

// Board lays the partners out.
func (l List) Board() Board {
	b := Board{Counts: make([]int, len(Columns))}
	places := map[int64]Place{} // by district; where it spans several towns, the first
	for _, p := range l.Places {
		if _, known := places[p.District.ID]; !known {
			places[p.District.ID] = p
		}
	}
	rows := map[int64]*Line{}
	towns := map[int64]*Town{}
	of := map[int64]int64{} // a row's town
	for _, p := range l.Partners {
		at := slices.IndexFunc(Columns, func(c Column) bool { return slices.Contains(c.Stages, p.Stage) })
		if at < 0 {
			continue
		}
		row := rows[p.Territory.ID]
		if row == nil {
			row = &Line{Place: p.Territory, Code: noDistrict, Cells: make([][]Partner, len(Columns))}
			town := p.Territory
			if place, district := places[p.Territory.ID]; district {
				row.Code, town = place.Code, place.Town
			}
			rows[p.Territory.ID], of[p.Territory.ID] = row, town.ID
			if towns[town.ID] == nil {
				towns[town.ID] = &Town{Name: town.Name}
			}
		}
		row.Cells[at] = append(row.Cells[at], p)
		b.Counts[at]++
		b.Cards++
		if p.EngagedRelay() {
			row.Engaged++
		}
	}
	for id, row := range rows {
		t := towns[of[id]]
		t.Rows = append(t.Rows, *row)
	}
	for _, t := range towns {
		slices.SortFunc(t.Rows, func(x, y Line) int {
			return cmp.Or(cmp.Compare(french.Fold(x.Place.Name), french.Fold(y.Place.Name)), cmp.Compare(x.Place.ID, y.Place.ID))
		})
		b.Towns = append(b.Towns, *t)
	}
	slices.SortFunc(b.Towns, func(x, y Town) int {
		return cmp.Or(-cmp.Compare(min(1, len(x.Name)), min(1, len(y.Name))), cmp.Compare(french.Fold(x.Name), french.Fold(y.Name)))
	})
	for _, t := range b.Towns {
		for _, row := range t.Rows {
			if row.Code != noDistrict {
				b.Districts++
			}
			if row.Lacks() {
				b.Lacking = append(b.Lacking, row.Place)
			}
		}
	}
	seen := map[int64]bool{}
	for _, p := range l.Places {
		if l.Project.Kind == programme.Twinning && rows[p.District.ID] == nil && towns[p.Town.ID] != nil && !seen[p.District.ID] {
			seen[p.District.ID] = true
			b.Untouched = append(b.Untouched, p.District)
		}
	}
	return b
}
