package equipment

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"parvis/internal/fault"
	"parvis/internal/french"
)

// The bounds of what is booked, and of what a set holds.
const (
	MaxLines  = 100 // different things
	FieldWhat = "articles"
)

// Want is so many of a thing.
type Want struct {
	ID    int64 // of the thing
	Name  string
	Count int
}

// Text says what is wanted, as it is typed: « 2 × Table pliante ».
func (w Want) Text() string { return strconv.Itoa(w.Count) + " × " + w.Name }

// WantsText is what is typed, one thing a line.
func WantsText(list []Want) string {
	lines := make([]string, len(list))
	for i, w := range list {
		lines[i] = w.Text()
	}
	return strings.Join(lines, "\n")
}

var counting = regexp.MustCompile(`^(\d{1,9})\s*(?:[x×]\s+|[x×]$)?(.*)$`)

// ReadWants reads what is wanted as people type it, one thing a line or parted by semicolons: « 2 tables pliantes », « 1 × Vidéoprojecteur ». Things are
// known by their names, whatever their capitals, accents and plurals; of a thing that is named twice the numbers add up.
func ReadWants(text string, known []Item) ([]Want, fault.Problems) {
	var p fault.Problems
	var list []Want
	byName := map[string]Item{}
	for _, i := range slices.Backward(known) {
		byName[singular(i.Name)] = i
	}
	for _, i := range known { // a name as it is written goes before one that only its plural makes alike
		byName["= "+french.Fold(i.Name)] = i
	}
	for line := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' || r == ';' }) {
		w := Want{Count: 1, Name: french.OneLine(french.PlainSpaces(line))}
		if w.Name == "" {
			continue
		}
		item, is := named(byName, w.Name)
		if m := counting.FindStringSubmatch(w.Name); !is && m != nil {
			w.Count, _ = strconv.Atoi(m[1])
			w.Name = french.OneLine(m[2])
			item, is = named(byName, w.Name)
		}
		if !is {
			p.Add(FieldWhat, french.Quote(french.Shorten(w.Name, 80))+" n’est pas dans le catalogue."+near(w.Name, known))
			continue
		}
		p.Require(w.Count >= 1 && w.Count <= MaxQuantity, FieldWhat, item.Name+"\u00a0: veuillez demander une quantité entre 1 et "+french.Number(MaxQuantity)+".")
		if i := slices.IndexFunc(list, func(o Want) bool { return o.ID == item.ID }); i >= 0 {
			list[i].Count = min(list[i].Count+w.Count, MaxQuantity)
			continue
		}
		list = append(list, Want{item.ID, item.Name, w.Count})
	}
	p.Require(len(list) <= MaxLines, FieldWhat, "Veuillez nommer au plus "+french.Number(MaxLines)+" articles différents.")
	return list, p
}

func named(byName map[string]Item, name string) (Item, bool) {
	item, is := byName["= "+french.Fold(name)]
	if !is {
		item, is = byName[singular(name)]
	}
	return item, is && name != ""
}

// singular is a name without the marks of the plural, to compare.
func singular(name string) string {
	words := strings.FieldsFunc(french.Fold(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i, w := range words {
		if len(w) > 3 {
			words[i] = strings.TrimRight(w, "sx")
		}
	}
	return strings.Join(words, " ")
}

// near names things that share a word with a name, for whoever typed it: at most three.
func near(name string, known []Item) string {
	var alike []string
	words := strings.Fields(singular(name))
	for _, i := range known {
		if slices.ContainsFunc(strings.Fields(singular(i.Name)), func(w string) bool { return len(w) > 3 && slices.Contains(words, w) }) && len(alike) < 3 {
			alike = append(alike, french.Quote(i.Name))
		}
	}
	if len(alike) == 0 {
		return ""
	}
	return " Vouliez-vous dire " + french.Or(alike) + "\u00a0?"
}

// together adds wants up, in the order of the names.
func together(lists ...[]Want) []Want {
	var all []Want
	for _, w := range slices.Concat(lists...) {
		if i := slices.IndexFunc(all, func(o Want) bool { return o.ID == w.ID }); i >= 0 {
			all[i].Count = min(all[i].Count+w.Count, MaxQuantity)
			continue
		}
		all = append(all, w)
	}
	slices.SortStableFunc(all, func(a, b Want) int { return cmp.Compare(french.Fold(a.Name), french.Fold(b.Name)) })
	return all
}
