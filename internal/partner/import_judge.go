package partner

import (
	"slices"
	"strconv"

	"parvis/internal/exchange/cards"
	"parvis/internal/exchange/intake"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/partner/alike"
	"parvis/internal/partner/kinds"
	"parvis/internal/workcal"
)

// incoming is a file beside the directory.
type incoming struct {
	choices intake.Choices
	today   workcal.Date
	noun    string // what a row is called
	cards   []cards.Card
	report  *intake.Report
	known   *directory

	records   map[int64]*record // those that were there, by number
	persons   map[int64]*person
	written   []*record // all that the file writes, in its order
	people    []*person
	seats     []*seat
	exchanges []*exchange
	placed    bool // some are given the territory of their town
	asked     int
}

// record is an organisation that a file creates or completes; one without a name is none: its people stand alone.
type record struct {
	id     int64 // 0: new
	before Organisation
	draft  OrganisationDraft
	seats  []*seat
	fresh  map[string]bool // exchanges of the file, by key
}

// person is somebody whom a file creates or completes.
type person struct {
	id     int64
	before Contact
	draft  ContactDraft
}

// seat is what somebody does in an organisation.
type seat struct {
	person        *person
	record        *record
	id            int64 // 0: new
	before, draft PostDraft
}

// exchange is one that a file creates.
type exchange struct {
	draft InteractionDraft
	with  *record // nil: with who alone
	who   *person
}

// judge compares what the file says, organisation by organisation, with the directory.
func (in *incoming) judge(groups []cards.Gathered) {
	of := make(map[int]*cards.Card, len(in.cards))
	for i := range in.cards {
		of[in.cards[i].Row] = &in.cards[i]
	}
	for _, g := range groups {
		r, waits := in.settle(g)
		if waits {
			continue
		}
		for i, number := range g.Rows {
			in.take(r, of[number], in.report.Row(number), i == 0)
		}
	}
	if in.placed {
		in.report.Notes = append(in.report.Notes, "Les structures nouvelles qui ne disent pas leur quartier sont dans le territoire de leur ville, quand il est connu.")
	}
}

// The answers to what asks whether a record is the same one.
const (
	answerSame  = "fiche." // and its number
	answerNew   = "nouvelle"
	answerLeave = "laisser"
	answerEach  = "completer" // the one that each is like, of many
)

// askOthers is the one question about all that look like a record beyond the first mostAsked.
const (
	askOthers = "annuaire"
	mostAsked = 30
)

// settle finds the record that a card is about: that of the same name in no other place, or the one that the person says. Waits tells that
// nobody said it yet, or that it is left aside.
func (in *incoming) settle(g cards.Gathered) (r *record, waits bool) {
	row := in.report.Row(g.Row)
	if g.Organisation.Name == "" {
		return &record{}, false
	}
	var likely []match
	for _, m := range in.known.like(g) {
		if m.Sure >= alike.Likely {
			likely = append(likely, m)
		} else if len(likely) == 0 {
			row.Remarks = append(row.Remarks, intake.Remark{Text: "Quelque chose est commun avec " + in.called(m.at) + ", déjà dans l’annuaire (" + french.And(m.Reasons) + ")\u00a0: les deux sont gardées."})
			break
		}
	}
	if len(likely) == 0 {
		return in.fresh(), false
	}
	if at, is := in.exact(g, likely); is {
		return in.there(at), false
	}
	answer := in.ask(g, row, likely[:min(len(likely), 3)])
	for _, m := range likely {
		if answer == answerSame+strconv.FormatInt(in.known.organisations[m.at].ID, 10) {
			return in.there(m.at), false
		}
	}
	switch answer {
	case answerEach:
		return in.there(likely[0].at), false
	case answerNew:
		return in.fresh(), false
	case answerLeave:
		for _, number := range g.Rows {
			one := in.report.Row(number)
			one.Outcome, one.Remarks = intake.Skipped, append([]intake.Remark{{Text: "Vous laissez cette " + in.noun + " de côté\u00a0: elle ressemble à " + in.called(likely[0].at) + "."}}, one.Remarks...)
		}
	default:
		row.Outcome = intake.Waits
	}
	return nil, true
}

// exact gives the record of the same name: the only one, or the one of several that says all that the card does.
func (in *incoming) exact(g cards.Gathered, likely []match) (at int, is bool) {
	same := slices.DeleteFunc(slices.Clone(likely), func(m match) bool { return !m.same })
	for _, m := range same {
		o := in.known.organisations[m.at].OrganisationDraft
		if len(OrganisationFields.Changes(o, o.filled(g.Organisation, in.known.place(g.Organisation)))) == 0 {
			return m.at, true
		}
	}
	if len(same) != 1 || likely[0].Sure == alike.Certain && !likely[0].same || len(likely) > 1 && likely[1].Sure == alike.Certain {
		return 0, false
	}
	return same[0].at, true
}

func (in *incoming) fresh() *record { return &record{fresh: map[string]bool{}} }

// there is a record of the directory, with the people who stand in it.
func (in *incoming) there(at int) *record {
	o := in.known.organisations[at]
	if r := in.records[o.ID]; r != nil {
		return r
	}
	r := in.fresh()
	r.id, r.before, r.draft = o.ID, o, o.OrganisationDraft
	for _, p := range in.known.members[o.ID] {
		post := p.post()
		if who := in.somebody(p.ContactID); who != nil {
			r.seats = append(r.seats, &seat{person: who, record: r, id: p.ID, before: post.PostDraft, draft: post.PostDraft})
		}
	}
	in.records[o.ID] = r
	return r
}

// somebody is a contact of the directory.
func (in *incoming) somebody(id int64) *person {
	if p := in.persons[id]; p != nil {
		return p
	}
	at, is := in.known.personOf[id]
	if !is {
		return nil
	}
	c := in.known.contacts[at]
	in.persons[id] = &person{id: id, before: c, draft: c.ContactDraft}
	return in.persons[id]
}

// called names an organisation of the directory as sentences do.
func (in *incoming) called(at int) string {
	o := in.known.organisations[at]
	if o.Town != "" {
		return french.Quote(intake.Shown(o.Name)) + " (" + o.Town + ")"
	}
	return french.Quote(intake.Shown(o.Name))
}

// ask asks whether a card is about one of some records, and gives the answer, "" for none yet.
func (in *incoming) ask(g cards.Gathered, row *intake.Row, likely []match) string {
	like := in.called(likely[0].at) + " (" + french.And(likely[0].Reasons) + ")"
	var same []intake.Role
	for _, m := range likely {
		label := "C’est la même\u00a0: compléter sa fiche"
		if len(likely) > 1 {
			label = "C’est " + in.called(m.at) + "\u00a0: compléter sa fiche"
		}
		same = append(same, intake.Role{Name: answerSame + strconv.FormatInt(in.known.organisations[m.at].ID, 10), Label: label})
	}
	return in.put(row, "Cette structure ressemble à "+like, "Que faire de la "+in.noun+" "+strconv.Itoa(g.Row)+", "+french.Quote(intake.Shown(g.Organisation.Name))+"\u00a0?", same, "Ce n’est pas elle\u00a0: en créer une autre", g.Rows)
}

// put asks a question, one for the rest beyond the first ones, and gives the answer.
func (in *incoming) put(row *intake.Row, like, label string, same []intake.Role, other string, rows []int) string {
	name := "annuaire." + strconv.Itoa(row.Number)
	options := append(same, intake.Role{Name: answerNew, Label: other}, intake.Role{Name: answerLeave, Label: "Laisser cette " + in.noun + " de côté"})
	hint := like + ", déjà dans l’annuaire."
	if in.asked++; in.asked > mostAsked {
		name, label, hint = askOthers, "Que faire des autres qui ressemblent à des fiches de l’annuaire\u00a0?", "Une seule réponse vaut pour toutes. Chacune dit à laquelle elle ressemble\u00a0; vous pouvez aussi en laisser de côté."
		options = []intake.Role{{Name: answerEach, Label: "Compléter la fiche à laquelle chacune ressemble"}, {Name: answerNew, Label: "Créer d’autres fiches"}, {Name: answerLeave, Label: "Les laisser de côté"}}
	}
	ask := intake.Ask{Name: name, Label: label, Hint: hint, Options: options, Rows: rows, Answer: in.choices.Answers[name], Proposal: options[0].Name}
	ask.Problem = cards.Unoffered(ask)
	if last := len(in.report.Asks) - 1; name == askOthers && last >= 0 && in.report.Asks[last].Name == askOthers {
		in.report.Asks[last].Rows = append(in.report.Asks[last].Rows, rows...)
	} else {
		in.report.Asks = append(in.report.Asks, ask)
	}
	if ask.Answer == "" || ask.Problem != "" {
		row.Remarks = append(row.Remarks, intake.Remark{Waits: true, Text: like + ", déjà dans l’annuaire\u00a0: dites si c’est la même."})
		return ""
	}
	row.Remarks = append(row.Remarks, intake.Remark{Text: like + ", déjà dans l’annuaire\u00a0: vous avez choisi ce qu’il en est."})
	return ask.Answer
}

// take writes what one card says into a record, and says what that changes.
func (in *incoming) take(r *record, c *cards.Card, row *intake.Row, first bool) {
	isNew := r.id == 0 && first
	if c.Organisation.Name != "" {
		if o := c.Organisation; o.Territory != "" && len(o.Districts) == 0 && in.known.place(o).ID == 0 && french.Fold(o.Territory) != french.Fold(r.draft.Territory.Name) {
			row.Remarks = append(row.Remarks, intake.Remark{Text: "Le territoire " + french.Quote(intake.Shown(o.Territory)) + " n’est pas connu, ou plusieurs portent ce nom\u00a0: il est gardé dans les notes. Le code du quartier le désigne sûrement."})
		}
		row.Changes = append(row.Changes, in.complete(r, c.Organisation, first)...)
		in.refuse(row, r.draft.Check())
	}
	who, before := map[string]*person{}, len(in.people)
	for _, one := range c.Contacts {
		p, changes, waits := in.seated(r, one, row)
		if waits {
			row.Outcome = intake.Waits
			return
		}
		if p != nil {
			who[one.Name()] = p
			in.refuse(row, p.draft.Check())
		}
		row.Changes = append(row.Changes, changes...)
	}
	if row.Outcome == intake.Skipped { // as the person answered about one of its people
		row.Changes, in.people = nil, in.people[:before]
		return
	}
	for _, i := range c.Interactions {
		row.Changes = append(row.Changes, in.speak(r, i, who, c, row)...)
	}
	switch {
	case row.Outcome == intake.Waits:
	case len(row.Changes) == 0 && !(isNew && r.draft.Name != ""):
		row.Outcome = intake.Same
	case r.id != 0 || r.draft.Name == "" && !in.creates(who) || !isNew && row.Outcome == intake.Changed:
		row.Outcome = intake.Changed
	default:
		row.Outcome = intake.Created
	}
}

// creates tells whether somebody of a card is new.
func (in *incoming) creates(who map[string]*person) bool {
	for _, p := range who {
		if p.id == 0 {
			return true
		}
	}
	return false
}

// refuse has a row wait for what no record can hold.
func (in *incoming) refuse(row *intake.Row, broken fault.Problems) {
	for _, one := range broken {
		if m := (intake.Remark{Text: one.Sentence, Waits: true}); !slices.Contains(row.Remarks, m) {
			row.Remarks = append(row.Remarks, m)
		}
		row.Outcome = intake.Waits
	}
}

// complete adds what a card says of an organisation to its record.
func (in *incoming) complete(r *record, o cards.Organisation, first bool) []field.Change {
	at := in.known.place(o)
	before := r.draft
	if r.id == 0 && first {
		before.Name, before.Kind = o.Name, kinds.Autre
		if town := in.known.town(o); at.ID == 0 && town.ID != 0 {
			r.draft.Territory, in.placed = town, true
		}
		in.written = append(in.written, r)
	}
	r.draft = r.draft.filled(o, at)
	changes := OrganisationFields.Changes(before, r.draft)
	if r.id != 0 && len(changes) > 0 && !slices.Contains(in.written, r) {
		in.written = append(in.written, r)
	}
	return changes
}
