package staff

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"parvis/internal/crew"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
)

// The bounds of what is typed.
const (
	MaxNeeds  = 30  // of one slot
	MaxWanted = 99  // people of one need
	MaxLabel  = 100 // characters
	MaxAtOnce = 200 // people given slots in one act
)

// The names of fields that pages speak of.
const (
	FieldNeeds = "besoins"
	FieldHand  = "personne"
)

// Want is what is said of a need.
type Want struct {
	Label string     // for one: « médiatrice », « accueil »
	Skill crew.Skill // what whoever is given it knows how to do; none: anybody
	Count int        // people
}

// Need is what a slot needs, with who is given it.
type Need struct {
	Want
	ID      int64
	SlotID  int64
	Version int
	Posts   []Post // in the order in which they were given; those who answered no are among them
}

// Held is how many people are given the need and did not answer no.
func (n Need) Held() int {
	held := 0
	for _, p := range n.Posts {
		if p.Holds() {
			held++
		}
	}
	return held
}

// Lacking is how many people it lacks.
func (n Need) Lacking() int { return max(0, n.Count-n.Held()) }

// Gap says what it lacks: « 1 médiatrice », « 2 accueils »; "" for nothing.
func (n Need) Gap() string {
	if n.Lacking() == 0 {
		return ""
	}
	return counted(n.Lacking(), n.Label)
}

// Text says what is needed, as it is typed: « 2 accueils », « 1 médiatrice (LSF) ».
func (w Want) Text() string {
	said := counted(w.Count, w.Label)
	if w.Skill.ID != 0 && !spells(w.Label, w.Skill.Name) {
		said += " (" + w.Skill.Name + ")"
	}
	return said
}

// counted is so many of what a label calls one: its first word takes the mark of the plural.
func counted(n int, label string) string {
	first, rest, _ := strings.Cut(label, " ")
	if n > 1 && takesMark(first) {
		first += "s"
	}
	return strings.TrimSpace(french.Number(n) + " " + first + " " + rest)
}

// takesMark tells whether a word takes an s where there are several: not what ends with one already, nor letters that stand for words.
func takesMark(word string) bool {
	last, _ := utf8.DecodeLastRuneInString(word)
	return unicode.IsLetter(last) && !strings.ContainsRune("sxzSXZ", last) && strings.ToUpper(word) != word
}

// one is what a label of several calls one.
func one(label string) string {
	first, rest, more := strings.Cut(label, " ")
	if utf8.RuneCountInString(first) > 3 && strings.HasSuffix(first, "s") && !strings.HasSuffix(first, "ss") {
		first = strings.TrimSuffix(first, "s")
	}
	if more {
		return first + " " + rest
	}
	return first
}

// spells tells whether a label holds the name of a skill, word for word.
func spells(label, skill string) bool {
	return strings.Contains(" "+words(label)+" ", " "+words(skill)+" ")
}

func words(s string) string {
	return strings.Join(strings.FieldsFunc(french.Fold(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

var (
	counting = regexp.MustCompile(`^(\d{1,6})\s*(?:[x×]\s+)?(.*)$`)
	bracket  = regexp.MustCompile(`^(.*\S)\s*\(([^()]+)\)$`)
)

// ReadNeeds reads needs as people type them, one a line or parted by semicolons: « 1 médiatrice LSF », « 2 accueils », « conteuse (anglais) ». The name
// of a skill that stands in a line is what it asks for; of two, the longer.
func ReadNeeds(text string, skills []crew.Skill) ([]Want, fault.Problems) {
	var p fault.Problems
	var list []Want
	byLength := slices.Clone(skills)
	slices.SortStableFunc(byLength, func(a, b crew.Skill) int { return cmp.Compare(len(b.Name), len(a.Name)) })
	for line := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' || r == ';' }) {
		w := Want{Count: 1, Label: french.OneLine(french.PlainSpaces(line))}
		if w.Label == "" {
			continue
		}
		if m := counting.FindStringSubmatch(w.Label); m != nil {
			w.Count, _ = strconv.Atoi(m[1])
			w.Label = french.OneLine(m[2])
		}
		if m := bracket.FindStringSubmatch(w.Label); m != nil {
			for _, s := range skills {
				if french.Fold(s.Name) == french.Fold(french.OneLine(m[2])) {
					w.Label, w.Skill = m[1], s
				}
			}
		}
		for _, s := range byLength {
			if w.Skill.ID == 0 && spells(w.Label, s.Name) {
				w.Skill = s
			}
		}
		if w.Count > 1 {
			w.Label = one(w.Label)
		}
		p.Require(w.Label != "", FieldNeeds, "Veuillez dire de quoi il faut "+french.Number(w.Count)+"\u00a0: par exemple «\u00a0"+french.Number(w.Count)+" accueil\u00a0».")
		p.Require(w.Count >= 1 && w.Count <= MaxWanted, FieldNeeds, "Veuillez demander entre 1 et "+french.Number(MaxWanted)+" personnes par besoin.")
		p.CheckText(FieldNeeds, w.Label, MaxLabel)
		list = append(list, w)
	}
	p.Require(len(list) <= MaxNeeds, FieldNeeds, "Une séance a au plus "+french.Number(MaxNeeds)+" besoins.")
	return list, p
}

// Needs is what a slot needs, as it is typed whole.
type Needs struct {
	Wants   []Want
	Version int // grows with each change of any of them
}

// Text is what is typed, one need a line.
func (n Needs) Text() string {
	lines := make([]string, len(n.Wants))
	for i, w := range n.Wants {
		lines[i] = w.Text()
	}
	return strings.Join(lines, "\n")
}

// NeedFields lists what people type about the needs of a slot.
var NeedFields = field.List[Needs]{{Name: FieldNeeds, Label: "Besoins", Value: Needs.Text}}

// match finds which need each line of a text is: the one of the same name, then, in their order, those that are left. -1 is a new one.
func match(kept []Need, typed []Want) []int {
	at := make([]int, len(typed))
	taken := make([]bool, len(kept))
	find := func(i int, same func(Need) bool) {
		for k := range kept {
			if at[i] < 0 && !taken[k] && same(kept[k]) {
				at[i], taken[k] = k, true
			}
		}
	}
	for i := range at {
		at[i] = -1
	}
	for i, w := range typed {
		find(i, func(n Need) bool { return french.Fold(n.Label) == french.Fold(w.Label) && n.Skill.ID == w.Skill.ID })
	}
	for i, w := range typed {
		find(i, func(n Need) bool { return french.Fold(n.Label) == french.Fold(w.Label) })
	}
	for i := range typed {
		find(i, func(Need) bool { return true })
	}
	return at
}
