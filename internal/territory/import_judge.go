package territory

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/table"
	"parvis/internal/fault"
	"parvis/internal/french"
)

// judge compares the rows with the living territories: those of towns first, since districts refer to them.
func (in *incoming) judge(read *table.Reading[Line], living []Territory) {
	kept := indexed(living)
	for _, t := range living {
		fmt.Fprint(&in.seen, t.ID, ".", t.Version, " ")
	}
	all, rowOf := make([]change, len(read.Rows)), map[string]int{}
	for _, kind := range []Kind{Town, District, ""} {
		for i := range read.Rows {
			if read.Rows[i].Value.kind() != kind {
				continue
			}
			var broken fault.Problems
			all[i], broken = kept.compare(read.Rows[i])
			for _, key := range all[i].keys() {
				if first, twice := rowOf[key]; twice && all[i].draft.Name != "" {
					broken.Add("nom", "La ligne "+strconv.Itoa(first)+" dit déjà ce territoire.")
				}
				rowOf[key] = read.Rows[i].Number
			}
			if i >= MaxImported {
				broken.Add("nom", "Un fichier compte au plus "+french.Number(MaxImported)+" territoires\u00a0: importez les autres ensuite.")
			}
			read.Refuse(i, broken)
		}
	}
	in.report = read.Report()
	for _, kind := range Kinds {
		for i, one := range all {
			if row := in.report.Row(read.Rows[i].Number); row.Outcome == intake.Created && one.draft.Kind == kind {
				in.settle(row, one)
				if text := kept.alike(one); row.Outcome == intake.Created && text != "" {
					row.Remarks = append(row.Remarks, intake.Remark{Text: text})
				}
			}
		}
	}
	if len(in.rows) > 0 {
		in.rows = append(kept.comes(), in.rows...)
		in.report.Notes = append(in.report.Notes, kept.notes()...)
	}
}

// key tells territories apart as an import does: by code; without one, a town by its name, a district by its name and its towns.
func (d Draft) key() string {
	if d.Code != "" {
		return string(d.Kind) + " " + d.Code
	}
	return string(d.Kind) + " " + french.Fold(d.Name) + " / " + french.Fold(d.Towns)
}

// keys are those of what a row makes, and of the living territory that it makes it of.
func (c change) keys() []string {
	keys := []string{c.draft.key()}
	if c.before.ID != 0 {
		keys = append(keys, strconv.FormatInt(c.before.ID, 10))
	}
	return keys
}

// index finds what a row is about among the living, and the towns that districts refer to.
type index struct {
	of    map[string]Territory   // by key
	same  map[string][]Territory // districts, by folded name
	towns []*town
	named map[string]*town // by folded name
	coded map[string]*town // by INSEE code
}

// town is one that districts may refer to: a living one, one of a row of the file, or one that comes with a district.
type town struct {
	change
	ofRow bool // a row of the file says it
	comes bool // a district brings it, or its code
}

func indexed(living []Territory) *index {
	x := &index{map[string]Territory{}, map[string][]Territory{}, nil, map[string]*town{}, map[string]*town{}}
	for _, t := range living {
		x.of[t.key()] = t
		if t.Kind == Town {
			x.add(&town{change: change{t, t.Draft}})
		} else {
			x.same[french.Fold(t.Name)] = append(x.same[french.Fold(t.Name)], t)
		}
	}
	return x
}

func (x *index) add(t *town) {
	x.towns = append(x.towns, t)
	x.named[french.Fold(t.draft.Name)] = t
	if t.draft.Code != "" {
		x.coded[t.draft.Code] = t
	}
}

// find gives the living territory that a row is about; the zero one where it is new.
func (x *index) find(d Draft) Territory {
	if t, is := x.of[d.key()]; is {
		return t
	}
	if old := (Draft{Kind: d.Kind, Code: d.Predecessor}); d.Code != "" && old.Code != "" {
		return x.of[old.key()]
	}
	if t := x.named[french.Fold(d.Name)]; d.Kind == Town && t != nil && (d.Code == "" || t.before.Code == "") {
		return t.before
	}
	return Territory{}
}

// compare says what a row makes of what is there, and what is to mend in it.
func (x *index) compare(row table.Row[Line]) (change, fault.Problems) {
	var broken fault.Problems
	line := row.Value
	line.Kind = line.kind()
	line.Draft = line.Tidy()
	towns, err := x.townsOf(line)
	if err != nil {
		broken.Add("villes", err.Error())
	}
	if towns != "" {
		line.Towns = towns
	}
	one := change{before: x.find(line.Draft), draft: line.Draft}
	if before := one.before; before.ID != 0 {
		over := Table.Over(Line{Draft: before.Draft}, row)
		one.draft = over.Tidy()
		one.draft.Kind, one.draft.Towns = before.Kind, before.Towns
		if towns != "" {
			one.draft.Towns = towns
		}
		if french.Fold(one.draft.Name) == french.Fold(before.Name) {
			one.draft.Name = before.Name // lists write the same name in many ways
		}
		one.draft = one.draft.after(before.Draft)
	}
	broken.Merge(one.draft.Check())
	if line.Kind == Town {
		if other := x.named[french.Fold(one.draft.Name)]; other != nil && (one.before.ID == 0 || other.before.ID != one.before.ID) {
			broken.Add("nom", Refusals["territories_town_key"].Sentence)
		}
		x.replace(one)
	}
	return one, broken
}

// alike says of a new district that one of the same name is in one of its towns, since nothing but a code tells them apart.
func (x *index) alike(one change) string {
	for _, t := range x.same[french.Fold(one.draft.Name)] {
		for _, name := range SplitTowns(one.draft.Towns) {
			if !slices.Contains(SplitTowns(t.Towns), name) {
				continue
			}
			code := "sans code"
			if t.Code != "" {
				code = "de code " + t.Code
			}
			return "Un quartier du même nom, " + code + ", est déjà là, à " + name + "\u00a0: cette ligne en fait un autre. Si c’est le même, donnez-lui ce code, ou écrivez-le dans la colonne «\u00a0Code précédent\u00a0»."
		}
	}
	return ""
}

// replace makes a town what a row makes of it, for the districts of the file.
func (x *index) replace(one change) {
	for _, t := range x.towns {
		if one.before.ID != 0 && t.before.ID == one.before.ID {
			t.draft, t.ofRow = one.draft, true
			x.named[french.Fold(one.draft.Name)] = t
			if one.draft.Code != "" {
				x.coded[one.draft.Code] = t
			}
			return
		}
	}
	x.add(&town{change: one, ofRow: true})
}

// townsOf gives the names of the towns that a row refers to, by code where it says them. One that has a code and a name and that nobody
// knows comes with the row.
func (x *index) townsOf(line Line) (string, error) {
	names, codes := SplitTowns(line.Towns), SplitTowns(line.TownCodes)
	if line.Kind == Town {
		return "", nil
	}
	if len(codes) > 0 && len(names) > 0 && len(codes) != len(names) {
		return "", errors.New("Les villes et leurs codes INSEE ne sont pas en même nombre\u00a0: " + french.Number(len(names)) + " et " + french.Number(len(codes)) + ".")
	}
	found := make([]string, max(len(names), len(codes)))
	for i := range found {
		var name, code string
		if i < len(names) {
			name = names[i]
		}
		if i < len(codes) {
			code = codes[i]
		}
		one, err := x.town(name, code)
		if err != nil {
			return "", err
		}
		found[i] = one
	}
	return JoinTowns(found), nil
}

// town gives the name of a town as it is kept.
func (x *index) town(name, code string) (string, error) {
	if code == "" {
		code = tidyCode(name)
		if x.coded[code] == nil {
			code = ""
		}
	}
	if t := x.coded[code]; code != "" && t != nil {
		return t.draft.Name, nil
	}
	same := x.named[french.Fold(name)]
	switch {
	case code == "" && same != nil:
		return same.draft.Name, nil
	case code == "":
		return "", errors.New(french.Quote(name) + " n’est pas une ville connue\u00a0: donnez son code INSEE, ou une ligne pour elle.")
	case name == "":
		return "", errors.New("La ville de code " + code + " n’est pas connue\u00a0: donnez aussi son nom.")
	case same != nil && same.draft.Code == "":
		if x.coded[code] = same; !same.ofRow {
			same.draft.Code, same.comes = code, true
		}
		return same.draft.Name, nil
	case same != nil: // names of towns repeat
		name += " (" + code + ")"
	}
	x.add(&town{change: change{draft: Draft{Kind: Town, Name: name, Code: code}}, comes: true})
	return name, nil
}

// comes gives the towns that come with districts, to write before them.
func (x *index) comes() (list []change) {
	for _, t := range x.towns {
		if t.comes {
			list = append(list, t.change)
		}
	}
	return list
}

// notes name them.
func (x *index) notes() []string {
	const most = 20
	var made, coded []string
	for _, t := range x.comes() {
		named := t.draft.Name
		if !strings.HasSuffix(named, "("+t.draft.Code+")") {
			named += " (" + t.draft.Code + ")"
		}
		if t.before.ID == 0 {
			made = append(made, named)
		} else {
			coded = append(coded, named)
		}
	}
	var notes []string
	for _, n := range []struct {
		text  string
		names []string
	}{{"Ces villes viennent avec leurs quartiers", made}, {"Ces villes, déjà là sans code, reçoivent le leur", coded}} {
		if len(n.names) > 0 {
			slices.Sort(n.names)
			notes = append(notes, n.text+"\u00a0: "+french.AndOthers(n.names, most)+".")
		}
	}
	return notes
}
