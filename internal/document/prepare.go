package document

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/document/shipped"
	"parvis/internal/exchange/docx"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/partner"
	"parvis/internal/programme"
)

// MostLetters is how many letters are made at once.
const MostLetters = partner.MostAddressees

// MostContacts is how many people are chosen by name: each is looked up by herself.
const MostContacts = 20

// MaxTyped is how long what is typed for a field may be, in characters.
const MaxTyped = 2000

// Order is what is to be made: of which model, about which project, for whom.
type Order struct {
	Model         int64
	Project       int64 // 0: none
	Organisations []int64
	Contacts      []int64           // each in her organisation; those that are there by name
	Despite       []int64           // contacts to whom it is written although they refused
	Typed         map[string]string // by field; the same in every letter
}

// Asked is a field that is typed, once for all letters.
type Asked struct {
	Field
	Value string
}

// Missing is what some letters lack, with whose they are.
type Missing struct {
	Label string
	Of    []string
}

// LeftOut is somebody who refused to be contacted.
type LeftOut struct {
	ID           int64
	Name         string
	Organisation string
}

// letter is for whom one is, and with what it is filled.
type letter struct {
	name   string
	values docx.Values
}

// Prepared is what an order would make.
type Prepared struct {
	Order    Order
	Model    Model
	Project  programme.Project // zero: none
	MayKeep  bool              // with the project
	Letters  []string          // for whom each is; one that is for nobody in particular is ""
	Asked    []Asked
	Blank    []string // labels of what is asked and was not typed
	Missing  []Missing
	LeftOut  []LeftOut
	Gone     int      // organisations or contacts that are no longer there
	Unshared []string // fields in headers and footers, which are left empty because letters differ

	opened  opened
	letters []letter
	dealt   map[int64]bool // contacts with whom the service deals for the project
}

// Prepare says what an order would make and what lacks, and makes nothing. It is refused to whoever may not fill models of that project.
func (r *Room) Prepare(ctx context.Context, by account.By, o Order) (Prepared, error) {
	p, done, err := r.prepare(ctx, by, o)
	if err == nil {
		done()
	}
	return p, err
}

// prepare is Prepare for whoever goes on to make it; done ends the turn of a document of Word.
func (r *Room) prepare(ctx context.Context, by account.By, o Order) (p Prepared, done func(), err error) {
	if p.Project, p.MayKeep, err = r.ToFill(ctx, by, o.Project); err != nil {
		return p, nil, err
	}
	p.Order = o
	if p.Model, err = find(ctx, r.db, o.Model, false); err != nil {
		return p, nil, err
	}
	who, err := r.recipients(ctx, by, &p)
	if err != nil {
		return p, nil, err
	}
	if p.opened, done, err = r.open(ctx, p.Model); err != nil {
		return p, nil, err
	}
	p.fill(by, who)
	if p.opened.word != nil {
		for _, name := range p.opened.word.Unshared(p.values()) {
			p.Unshared = append(p.Unshared, Of(name).Label)
		}
	}
	return p, done, nil
}

// ToFill tells about which project (0: none) somebody is to fill a model, and whether she may keep the document there; whoever may not fill any is refused.
func (r *Room) ToFill(ctx context.Context, by account.By, project int64) (programme.Project, bool, error) {
	if err := visible(by); err != nil || project == 0 {
		return programme.Project{}, false, cmp.Or(err, by.Check(MayFill, access.Tie{}))
	}
	sheet, err := r.programme.Project(ctx, by, project)
	if err == nil && sheet.DeletedAt != nil {
		err = fault.Missing(nil)
	}
	if err != nil {
		return programme.Project{}, false, err
	}
	return sheet.Project, sheet.Status.Open(), by.Check(MayFill, sheet.Tie)
}

// recipient is an organisation, somebody there, or both.
type recipient struct {
	partner.Addressee
	Contact partner.Member // ID 0: nobody
}

func (r recipient) name() string {
	return strings.TrimSuffix(strings.TrimPrefix(r.Contact.Name()+", "+r.Organisation.Name, ", "), ", ")
}

// recipients gives who a document is for, by the name of the organisation.
func (r *Room) recipients(ctx context.Context, by account.By, p *Prepared) ([]recipient, error) {
	o := p.Order
	if len(o.Organisations) > MostLetters {
		return nil, tooMany()
	}
	if len(o.Contacts) > MostContacts {
		return nil, fault.Problems{{Field: "structures", Sentence: "Au plus " + french.Number(MostContacts) + " contacts se choisissent un à un\u00a0: pour d’autres, choisissez leurs structures."}}.Err()
	}
	chosen, where := map[int64]bool{}, slices.Clone(o.Organisations)
	var alone []partner.Member
	for _, id := range o.Contacts {
		c, err := r.partners.Contact(ctx, by, id, 1)
		if err != nil && !fault.Is(err, fault.NotFound) {
			return nil, err
		}
		if err != nil || c.DeletedAt != nil || c.MergedInto != 0 {
			p.Gone++
			continue
		}
		chosen[id] = true
		i := slices.IndexFunc(c.Posts, func(post partner.Post) bool { return post.Current(by.Today()) })
		if i < 0 {
			alone = append(alone, partner.Member{Contact: c.Contact})
		} else if !slices.Contains(where, c.Posts[i].Organisation.ID) {
			where = append(where, c.Posts[i].Organisation.ID)
		}
	}
	found, err := r.partners.Addressees(ctx, by, where)
	if err != nil {
		return nil, err
	}
	if p.dealt, err = r.dealt(ctx, by, o.Project); err != nil {
		return nil, err
	}
	p.Gone += len(where) - len(found)
	var list []recipient
	for _, one := range found {
		one.Members = p.willing(one, chosen)
		list = append(list, p.of(one, chosen)...)
	}
	for _, m := range p.willing(partner.Addressee{Members: alone}, chosen) {
		list = append(list, recipient{Contact: m})
	}
	if len(list) > MostLetters {
		return nil, tooMany()
	}
	return list, nil
}

func tooMany() error {
	return fault.Problems{{Field: "structures", Sentence: "Un document tient au plus " + french.Number(MostLetters) + " lettres\u00a0: veuillez choisir moins de structures."}}.Err()
}

// dealt gives the contacts of the partners of a project, 0 for none: a letter about it is for them before the others.
func (r *Room) dealt(ctx context.Context, by account.By, project int64) (map[int64]bool, error) {
	if project == 0 {
		return nil, nil
	}
	list, err := r.projects.Recipients(ctx, by, project)
	contacts := map[int64]bool{}
	for _, one := range list {
		contacts[one.Contact] = true
	}
	return contacts, err
}

// willing gives those of an organisation whom it may be written to. Those who refused are noted, unless they were chosen again.
func (p *Prepared) willing(one partner.Addressee, chosen map[int64]bool) (list []partner.Member) {
	for _, m := range one.Members {
		despite := slices.Contains(p.Order.Despite, m.ID)
		if m.Consent != partner.ConsentRefused || despite {
			list = append(list, m)
		}
		if m.Consent == partner.ConsentRefused {
			p.LeftOut = append(p.LeftOut, LeftOut{ID: m.ID, Name: m.Name(), Organisation: one.Name})
		}
	}
	// Whoever was chosen by name, or again, comes before whom the service deals with for the project, and these before the others.
	slices.SortStableFunc(list, func(a, b partner.Member) int {
		first := func(m partner.Member) int {
			switch {
			case chosen[m.ID] || slices.Contains(p.Order.Despite, m.ID):
				return 0
			case p.dealt[m.ID]:
				return 1
			}
			return 2
		}
		return cmp.Compare(first(a), first(b))
	})
	return list
}

// of gives the letters to an organisation: to those who were chosen there, or else one to whoever comes first; a badge for each.
func (p *Prepared) of(one partner.Addressee, chosen map[int64]bool) []recipient {
	var list []recipient
	for _, m := range one.Members {
		if chosen[m.ID] || p.Model.Kind == shipped.Badge {
			list = append(list, recipient{one, m})
		}
	}
	if len(list) > 0 {
		return list
	}
	alone := recipient{Addressee: one}
	if len(one.Members) > 0 {
		alone.Contact = one.Members[0]
	}
	return []recipient{alone}
}

func (p *Prepared) values() []docx.Values {
	list := make([]docx.Values, len(p.letters))
	for i, l := range p.letters {
		list[i] = l.values
	}
	return list
}

// fill finds what each letter says, what is asked for all of them, and what lacks.
func (p *Prepared) fill(by account.By, who []recipient) {
	names := p.opened.Fields()
	shared := projectFacts(p.Project)
	day := dayFacts(by)
	texts := map[string]string{}
	for _, name := range names {
		if ofEach(name) && (len(who) > 0 || ofList(name)) {
			continue
		}
		f := Of(name)
		f.Name = name
		known := shared[plain(name)]
		if known != "" {
			texts[name] = known
			continue
		}
		value, typed := p.Order.Typed[name]
		if !typed {
			value = day[name]
		}
		if value = french.Paragraphs(value); value != "" {
			texts[name] = value
		} else {
			p.Blank = append(p.Blank, f.Label)
		}
		p.Asked = append(p.Asked, Asked{f, value})
	}
	if len(who) == 0 {
		p.letters, p.Letters = []letter{{values: docx.Values{Texts: texts, Lists: map[string][]map[string]string{"contacts": nil}}}}, []string{""}
		return
	}
	for _, one := range who {
		p.letters = append(p.letters, letter{one.name(), one.values(names, texts)})
		p.Letters = append(p.Letters, one.name())
	}
	p.miss(names, who)
}

// values is what one letter is filled with, under the names of the model.
func (r recipient) values(names []string, shared map[string]string) docx.Values {
	v := docx.Values{Texts: map[string]string{}, Lists: map[string][]map[string]string{"contacts": {}}}
	facts := organisationFacts(r.Organisation)
	if r.Contact.ID != 0 {
		for name, value := range contactFacts(r.Contact) {
			facts[name] = value
		}
	}
	for _, name := range names {
		if value, ok := shared[name]; ok {
			v.Texts[name] = value
		} else if value := facts[plain(name)]; value != "" && ofEach(name) {
			v.Texts[name] = value
		}
	}
	for _, m := range r.Members {
		v.Lists["contacts"] = append(v.Lists["contacts"], row(m))
	}
	if len(r.Members) == 0 && r.Contact.ID != 0 {
		v.Lists["contacts"] = append(v.Lists["contacts"], row(r.Contact))
	}
	return v
}

// miss notes which letters lack what. Who writes to nobody lacks a contact, and not all that would be said of her.
func (p *Prepared) miss(names []string, who []recipient) {
	note := func(label, of string) {
		i := slices.IndexFunc(p.Missing, func(m Missing) bool { return m.Label == label })
		if i < 0 {
			i, p.Missing = len(p.Missing), append(p.Missing, Missing{Label: label})
		}
		if !slices.Contains(p.Missing[i].Of, of) {
			p.Missing[i].Of = append(p.Missing[i].Of, of)
		}
	}
	for i, one := range who {
		for _, name := range names {
			switch key := plain(name); {
			case !ofEach(name) || p.letters[i].values.Texts[name] != "":
			case ofList(name):
				if len(p.letters[i].values.Lists["contacts"]) == 0 {
					note("contact", one.name())
				}
			case strings.HasPrefix(key, "contact.") && one.Contact.ID == 0:
				note("contact", one.name())
			default:
				note(Of(name).Label, one.name())
			}
		}
	}
}
