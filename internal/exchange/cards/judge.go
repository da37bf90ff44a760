package cards

import (
	"strconv"

	"parvis/internal/exchange/intake"
	"parvis/internal/french"
	"parvis/internal/partner/alike"
)

// What may be answered about two rows that look alike.
const (
	Join  = "reunir"
	Apart = "separer"
)

// AskAlike is how the question about a row that looks like another one is called; of those beyond the first
// ones, AskOthers.
func AskAlike(row int) string { return "doublon." + strconv.Itoa(row) }

// AskOthers is the one question about all rows that look alike beyond the first mostAsked.
const AskOthers = "doublons"

const (
	mostAsked    = 40 // questions of their own
	mostCompared = 20 // cards that one key leads to: a switchboard's number is of many
)

// Judged is what the cards of a file have to do with each other.
type Judged struct {
	Remarks map[int][]intake.Remark // by row
	Asks    []intake.Ask
}

// judge compares the cards of a file.
type judge struct {
	Judged
	list    []Card
	folded  []folded
	keys    map[string][]int // places of the cards by what two that are alike share
	choices intake.Choices
	one     string // "la ligne"
	another string // "Cette ligne"
}

// folded is a card as it is compared.
type folded struct {
	organisation alike.Folded
	people       []alike.FoldedPerson
	name         string // of the organisation; "" for none
	keys         []string
}

// Judge finds the cards of one organisation or person, in the order of the file: those that are written the
// same get their With at once, those that look alike once the person said so, and wait until then. Noun is how
// a row is called, "ligne" or "carte".
func Judge(list []Card, c intake.Choices, noun string) Judged {
	j := &judge{list: list, folded: make([]folded, len(list)), keys: map[string][]int{}, choices: c, one: "la " + noun, another: "Cette " + noun}
	j.Remarks = map[int][]intake.Remark{}
	for i := range list {
		j.folded[i] = list[i].fold()
		j.compare(i)
		for _, key := range j.folded[i].keys {
			if len(j.keys[key]) < mostCompared {
				j.keys[key] = append(j.keys[key], i)
			}
		}
	}
	return j.Judged
}

func (c *Card) fold() folded {
	f := folded{name: french.Fold(c.Organisation.Name)}
	if f.name != "" {
		f.organisation = c.Alike().Fold()
		for _, key := range f.organisation.Keys() {
			f.keys = append(f.keys, "o "+key)
		}
	}
	for _, p := range c.Contacts {
		q := p.Alike().Fold()
		f.people = append(f.people, q)
		for _, key := range q.Keys() {
			f.keys = append(f.keys, "p "+key)
		}
	}
	return f
}

// likeness is how a card is like an earlier one.
type likeness struct {
	alike.Likeness
	to     int // its place
	same   bool
	person bool // it is by a person
}

// compare finds the earlier card that one is most like, and says so.
func (j *judge) compare(i int) {
	var best likeness
	seen := map[int]bool{}
	for _, key := range j.folded[i].keys {
		for _, k := range j.keys[key] {
			if seen[k] {
				continue
			}
			seen[k] = true
			l := j.folded[i].liken(&j.folded[k])
			if l.to = k; l.same && !best.same || l.same == best.same && l.Sure > best.Sure {
				best = l
			}
		}
	}
	if best.Sure > alike.Unlike {
		j.settle(i, best)
	}
}

// liken compares two cards. Organisations are compared with each other; a person without one with everybody.
// A person of two organisations is no duplicate.
func (f *folded) liken(g *folded) likeness {
	if f.name != "" && g.name != "" {
		l := likeness{Likeness: f.organisation.Like(g.organisation)}
		l.same = l.Sure >= alike.Likely && f.name == g.name
		return l
	}
	best := likeness{person: true}
	for _, p := range f.people {
		for _, q := range g.people {
			if l := p.Like(q); l.Sure > best.Sure {
				best.Likeness = l
			}
		}
	}
	return best
}

// settle says what follows from a likeness.
func (j *judge) settle(i int, l likeness) {
	c, d := &j.list[i], &j.list[l.to]
	root := d.Row
	if d.With != 0 {
		root = d.With
	}
	called := d.Called()
	if l.person {
		called = d.people()
	}
	like := j.one + " " + strconv.Itoa(d.Row) + ", " + french.Quote(intake.Shown(called))
	switch why := french.And(l.Reasons); {
	case l.same && c.Organisation.saysOnlyItsName(): // one row for each person, or each time they spoke
		c.With = root
	case l.same:
		c.With = root
		j.note(c.Row, j.another+" est de la même structure que "+like+"\u00a0: elles sont réunies.")
	case l.Sure == alike.Possible:
		j.note(c.Row, j.another+" a quelque chose de commun avec "+like+" ("+why+")\u00a0: les deux sont gardées.")
	default:
		j.ask(c, root, like+" ("+why+")")
	}
}

func (j *judge) note(row int, text string) {
	j.Remarks[row] = append(j.Remarks[row], intake.Remark{Text: text})
}

// ask has a card wait until somebody says whether it is another one.
func (j *judge) ask(c *Card, root int, like string) {
	name := AskAlike(c.Row)
	if len(j.Asks) >= mostAsked {
		name = AskOthers
	}
	answer := j.choices.Answers[name]
	switch answer {
	case Join:
		c.With, c.Joined = root, true
		j.note(c.Row, j.another+" est réunie avec "+like+", comme vous l’avez choisi.")
	case Apart:
		j.note(c.Row, j.another+" ressemble à "+like+"\u00a0: les deux sont gardées, comme vous l’avez choisi.")
	default:
		c.Waits = true
		j.Remarks[c.Row] = append(j.Remarks[c.Row], intake.Remark{Waits: true, Text: j.another + " ressemble à " + like + "\u00a0: dites s’il faut les réunir."})
	}
	if last := len(j.Asks) - 1; name == AskOthers && last >= 0 && j.Asks[last].Name == AskOthers {
		j.Asks[last].Rows = append(j.Asks[last].Rows, c.Row)
		return
	}
	ask := intake.Ask{Name: name, Label: "Que faire de " + j.one + " " + strconv.Itoa(c.Row) + ", " + french.Quote(intake.Shown(c.Called())) + "\u00a0?", Hint: french.Capital(j.one+" "+strconv.Itoa(c.Row)) + " ressemble à " + like + ".",
		Options: []intake.Role{{Name: Join, Label: "Réunir avec " + j.one + " " + strconv.Itoa(root)}, {Name: Apart, Label: "Garder les deux"}}, Rows: []int{c.Row}, Answer: answer, Proposal: Join}
	if name == AskOthers {
		ask.Label, ask.Hint = "Que faire des autres qui se ressemblent\u00a0?", "Une seule réponse vaut pour toutes. Chacune dit à laquelle elle ressemble\u00a0; vous pouvez aussi en laisser de côté."
		ask.Options[0].Label = "Les réunir avec celle à laquelle chacune ressemble"
	}
	ask.Problem = Unoffered(ask)
	j.Asks = append(j.Asks, ask)
}

// saysOnlyItsName tells an organisation that a row names to tie something else to it.
func (o Organisation) saysOnlyItsName() bool {
	return o.Address == "" && o.SIRET == "" && o.UAI == "" && o.Notes == "" && o.Website == "" && len(o.Phones)+len(o.Emails)+len(o.Tags)+len(o.Districts) == 0
}

// Outcome is what becomes of a card that waits for nothing: one that only completes the organisation of an
// earlier row changes it.
func (c *Card) Outcome() intake.Outcome {
	if c.Joined || c.With != 0 && len(c.Contacts)+len(c.Interactions) == 0 {
		return intake.Changed
	}
	return intake.Created
}

// Unoffered says that an answer is none of those offered; "" where there is none, or it is.
func Unoffered(a intake.Ask) string {
	for _, o := range a.Options {
		if o.Name == a.Answer {
			return ""
		}
	}
	if a.Answer == "" {
		return ""
	}
	return "Cette réponse n’est pas proposée\u00a0: choisissez-en une de la liste."
}
