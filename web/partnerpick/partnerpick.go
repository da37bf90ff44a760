// Package partnerpick chooses organisations by typing their names: a service knows twenty thousand, which no list to choose in holds.
// Every form that asks for an organisation asks so.
//
// A form has a text, one name a line, and a box for each organisation that is chosen. A line that names exactly one is taken; for any
// other one the form comes back with those that it may mean, as boxes. A form that takes one organisation (One) has a text of one line.
//
//	choice, err := h.pick.Pick(r, f, "structures", before...)   // notes its problems in f
//	draft.Organisations = choice.Refs
//	@partnerpick.Fields(f, ui.Field{Name: "structures", Label: "Structures"}, choice)
package partnerpick

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"parvis/internal/french"
	"parvis/internal/partner"
	"parvis/internal/written"
	"parvis/web/form"
	"parvis/web/serve"
)

const (
	mostNames      = 20                         // lines that are looked up
	mostLetters    = partner.MaxName            // of a line
	mostCandidates = 8                          // that are shown for a line
	mostBoxes      = partner.MostAddressees + 1 // that are read: one more than any form takes, which its room refuses
)

// Boxes is the name of the boxes of the organisations chosen in a field.
func Boxes(field string) string { return field + "[]" }

// Picker finds organisations by what is typed.
type Picker struct {
	partners *partner.Room
}

// New gives a picker over the directory.
func New(partners *partner.Room) *Picker { return &Picker{partners: partners} }

// Choice is what was chosen in a field, and what is asked about it.
type Choice struct {
	Refs      []partner.Ref // without a name: it is not in the directory any more
	one       bool          // its form takes one organisation
	left      []string      // the lines that wait for an answer
	questions []question
}

// question is a line that does not name exactly one organisation.
type question struct {
	Typed      string
	Near       bool // nothing is called so: these look like it
	Candidates []partner.Organisation
	More       int // that are not shown
}

// Of is a choice that was made before, for the form that shows it.
func Of(refs []partner.Ref) Choice { return Choice{Refs: refs} }

// OneOf is Of for a form that takes one organisation.
func OneOf(refs ...partner.Ref) Choice { return Choice{Refs: refs, one: true} }

// Fill puts a choice among the values that a form is filled with.
func Fill(values map[string][]string, field string, refs []partner.Ref) map[string][]string {
	delete(values, field)
	delete(values, Boxes(field))
	for _, one := range refs {
		values[Boxes(field)] = append(values[Boxes(field)], strconv.FormatInt(one.ID, 10))
	}
	return values
}

// Named gives the organisations of these numbers that stand, for a form that an address fills; the other ones are left out.
func (p *Picker) Named(r *http.Request, ids []int64) (Choice, error) {
	var d partner.InteractionDraft
	for _, id := range ids[:min(len(ids), mostBoxes)] {
		if id > 0 {
			d.Organisations = append(d.Organisations, partner.Ref{ID: id})
		}
	}
	if len(d.Organisations) == 0 {
		return Choice{}, nil
	}
	found, err := p.partners.Tied(r.Context(), serve.By(r), d)
	return Choice{Refs: found.Organisations}, err
}

// Pick reads what was chosen and typed in a field. Those of before stay chosen while their boxes are ticked, whatever became of them.
// What is to be answered is noted as its problem; the error is that the directory could not be read.
func (p *Picker) Pick(r *http.Request, f *form.Form, field string, before ...partner.Ref) (Choice, error) {
	ids := f.IDs(Boxes(field))
	c, err := p.Named(r, ids)
	if err != nil {
		return c, err
	}
	for _, one := range before {
		if slices.Contains(ids, one.ID) {
			c.Add(one)
		}
	}
	f.Require(len(c.Refs) >= min(len(ids), mostBoxes), field, "Une de ces structures n’est plus là\u00a0: veuillez vérifier celles qui restent cochées.")
	names := lines(f.Text(field))
	if len(names) > mostNames {
		f.Add(field, "Veuillez donner au plus vingt noms.")
		c.left = names
		return c, nil
	}
	for _, name := range names {
		if err := p.look(r, f, field, name, &c); err != nil {
			return c, err
		}
	}
	return c, nil
}

// One is Pick for a form that takes one organisation, which it asks for.
func (p *Picker) One(r *http.Request, f *form.Form, field string) (Choice, error) {
	c, err := p.Pick(r, f, field)
	c.one = true
	f.Require(len(c.Refs) <= 1, field, "Une seule structure se choisit ici\u00a0: gardez celle que vous voulez dire, et décochez les autres.")
	f.Require(len(c.Refs) > 0, field, "Veuillez donner le nom d’une structure.")
	return c, err
}

func lines(text string) []string {
	var list []string
	for line := range strings.SplitSeq(text, "\n") {
		if line = french.OneLine(line); line != "" && !slices.Contains(list, line) {
			list = append(list, line)
		}
	}
	return list
}

// Add takes organisations, each once.
func (c *Choice) Add(refs ...partner.Ref) {
	for _, one := range refs {
		if !c.has(one.ID) {
			c.Refs = append(c.Refs, one)
		}
	}
}

// First is the number of the organisation of a form that takes one, 0 while there is none.
func (c Choice) First() int64 {
	if len(c.Refs) == 0 {
		return 0
	}
	return c.Refs[0].ID
}

// IDs are the numbers of what is chosen.
func (c Choice) IDs() []int64 {
	ids := make([]int64, len(c.Refs))
	for i, one := range c.Refs {
		ids[i] = one.ID
	}
	return ids
}

// Asks tells whether a line waits for an answer.
func (c Choice) Asks() bool { return len(c.left) > 0 }

func (c *Choice) has(id int64) bool {
	return slices.ContainsFunc(c.Refs, func(r partner.Ref) bool { return r.ID == id })
}

// look finds what a line names. One of which a box is ticked has its answer.
func (p *Picker) look(r *http.Request, f *form.Form, field, name string, c *Choice) error {
	if french.Letters(name) > mostLetters {
		f.Add(field, "Le nom "+written.Quoted(name)+" est trop long.")
		c.left = append(c.left, name)
		return nil
	}
	found, _, err := p.partners.List(r.Context(), serve.By(r), partner.Filter{Text: name})
	if err != nil {
		return err
	}
	if slices.ContainsFunc(found.List, func(o partner.Organisation) bool { return c.has(o.ID) }) {
		return nil
	}
	if one, ok := only(found, name); ok {
		if french.Fold(one.Name) != french.Fold(name) {
			f.Note(written.Quoted(name) + " a été lu " + french.Quote(one.Name) + ".")
		}
		c.Refs = append(c.Refs, partner.Ref{ID: one.ID, Name: one.Name})
		return nil
	}
	shown := slices.DeleteFunc(found.List[:min(len(found.List), mostCandidates)], c.offered)
	hidden := found.Count - min(found.Count, mostCandidates)
	c.left = append(c.left, name)
	c.questions = append(c.questions, question{Typed: name, Near: found.Near, Candidates: shown, More: hidden})
	f.Add(field, asked(name, found))
	return nil
}

// offered tells whether an organisation is a candidate already: it has one box.
func (c *Choice) offered(o partner.Organisation) bool {
	return slices.ContainsFunc(c.questions, func(q question) bool {
		return slices.ContainsFunc(q.Candidates, func(other partner.Organisation) bool { return other.ID == o.ID })
	})
}

// only is the one organisation that a name means: the only one called so, or the only one found by it.
func only(found partner.Found[partner.Organisation], name string) (partner.Organisation, bool) {
	var called []partner.Organisation
	for _, o := range found.List {
		if french.Fold(o.Name) == french.Fold(name) {
			called = append(called, o)
		}
	}
	switch {
	case len(called) == 1:
		return called[0], true
	case found.Count == 1 && !found.Near:
		return found.List[0], true
	}
	return partner.Organisation{}, false
}
