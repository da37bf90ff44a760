package slot

import (
	"slices"
	"strconv"

	"parvis/internal/activity"
	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/table"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
)

// judged is a row of the file while it is looked at.
type judged struct {
	line    Line
	before  Slot // the one that it is, zero for none
	known   *activity.Activity
	of      string // its activity's title, folded
	remarks []remark
	asks    []intake.Ask
	nowhere bool   // nobody said yet where its place is
	skipped string // why the person leaves it out, in a sentence
}

// put is a remark that does not keep the row out.
func (j *judged) put(column, text string) { j.remarks = append(j.remarks, remark{column, text}) }

// judge compares the rows with what the project has.
func (in *incoming) judge(read *table.Reading[Line]) {
	there := map[string][]Slot{} // by activity, day and beginning
	for _, s := range in.slots {
		key := momentKey(french.Fold(s.Activity.Title), s.Times)
		there[key] = append(there[key], s)
	}
	taken, rowOf := map[int64]bool{}, map[string]int{}
	list := make([]*judged, len(read.Rows))
	for i := range read.Rows {
		j := &judged{line: read.Rows[i].Value}
		list[i] = j
		read.Refuse(i, in.look(j, i, read.Rows[i], there, taken, rowOf))
	}
	in.report = read.Report()
	for i, j := range list {
		row := in.report.Row(read.Rows[i].Number)
		in.remark(row, j)
		in.settle(row, j)
	}
	in.sum()
}

// momentKey tells slots of an activity apart, but for their places.
func momentKey(title string, t Times) string {
	return title + "|" + t.Day.String() + "|" + strconv.Itoa(t.From)
}

// placeKey is a place, for comparing.
func placeKey(d Draft) string {
	if d.Space.ID != 0 {
		return "e" + strconv.FormatInt(d.Space.ID, 10)
	}
	return french.Fold(d.Elsewhere)
}

// look works out what a row says, and gives what is to mend in it.
func (in *incoming) look(j *judged, at int, row table.Row[Line], there map[string][]Slot, taken map[int64]bool, rowOf map[string]int) (p fault.Problems) {
	unread := len(row.Problems) > 0
	if !unread && j.line.headsDay() {
		j.skipped = "Cette ligne donne seulement le jour de celles qui suivent."
		return nil
	}
	j.remarks = append(j.remarks, j.line.remarks...)
	in.lookActivity(j, &p)
	times, ok := in.lookTimes(j, &p)
	in.lookStatus(j, &p)
	in.lookPlace(j, row.Number, &p)
	if at >= MaxImported {
		p.Add(FieldDay, "Un fichier compte au plus "+french.Number(MaxImported)+"\u00a0séances\u00a0: importez les autres ensuite.")
	}
	if unread || p.Any() || !ok {
		return p
	}
	j.line.Times = times
	d := j.line.Draft.Tidied()
	key := momentKey(j.of, times)
	place := placeKey(d)
	if j.nowhere {
		place = "?" + french.Fold(j.line.hall)
	}
	if s, is := sameAs(there[key], place, j.line, taken); is {
		taken[s.ID] = true
		j.before = s
		in.over(j, row)
		d = j.line.Draft.Tidied()
		d.ActivityID = s.ActivityID
	} else {
		whole := key + "|" + place
		if first, twice := rowOf[whole]; twice {
			in.askTwice(j, row.Number, first)
		} else if others := there[key]; len(others) > 0 {
			j.put(FieldFrom, "L’activité a déjà une séance à cette heure-là ("+others[0].Place()+")\u00a0: celle-ci s’y ajoute.")
		}
		rowOf[whole] = row.Number
	}
	if d.Space.ID == 0 || d.Elsewhere == "" { // otherwise told by Check
		j.line.Draft = d
	}
	p.Merge(d.Check())
	in.lookAround(j, d)
	return p
}

// headsDay tells whether a row says nothing but a day, as the heading of those below it.
func (l Line) headsDay() bool {
	said := !l.titled && l.from == "" && l.to == "" && l.hall == "" && l.Elsewhere == "" && l.Notes == "" && l.Because == "" && l.Status == "" && l.dayStatus == ""
	return said && !l.Day.IsZero() && !l.dayAbove && l.Capacity+l.SetUp+l.Tidy+l.lasts == 0 && !l.Filled && len(l.loose) == 0 && l.said.Audiences == "" && l.said.Kind == "" && l.said.Price == 0 && !l.said.Free &&
		l.said.AgeFrom == 0 && l.said.Booking == "" && l.said.BookingText == ""
}

// sameAs finds the slot that a row is: of the same place, or the only one where the row says none.
func sameAs(list []Slot, place string, l Line, taken map[int64]bool) (Slot, bool) {
	var free []Slot
	for _, s := range list {
		if taken[s.ID] {
			continue
		}
		if placeKey(s.Draft) == place {
			return s, true
		}
		free = append(free, s)
	}
	if len(free) == 1 && l.hall == "" && l.Elsewhere == "" {
		return free[0], true
	}
	return Slot{}, false
}

// over puts what a row says over the slot that it is.
func (in *incoming) over(j *judged, row table.Row[Line]) {
	said := j.line
	kept := LineOf(j.before)
	kept.hall = ""
	line := reading(in.project.First).Over(kept, row)
	line.Times, line.ActivityID, line.Space, line.Elsewhere = said.Times, j.before.ActivityID, j.before.Space, j.before.Elsewhere
	if status := said.Status; status != "" && in.explicit(said) {
		line.Status = status
	} else {
		line.Status = j.before.Status
	}
	if line.Status.Held() { // a reason that the file leaves out goes with its status
		line.Because = said.Because
	}
	line.said, line.loose = said.said, said.loose
	j.line = line
}

// explicit tells whether a row says its status.
func (in *incoming) explicit(l Line) bool { return l.dayStatus != "" || l.statusSaid }

// lookActivity finds the activity of a row.
func (in *incoming) lookActivity(j *judged, p *fault.Problems) {
	l := &j.line
	j.of = french.Fold(l.Title)
	if j.of == "" {
		p.Add(FieldActivity, "Veuillez donner le titre de l’activité.")
		return
	}
	same := in.titled[j.of]
	switch {
	case len(same) > 1:
		p.Add(FieldActivity, "Plusieurs activités du projet portent ce titre\u00a0: donnez-leur d’abord des titres différents, ou laissez cette ligne de côté.")
		return
	case len(same) == 1:
		j.known = &in.activities[same[0]]
		l.ActivityID = j.known.ID
		if j.known.State == activity.SetAside {
			j.put(FieldActivity, "Cette activité est écartée\u00a0: sa séance n’apparaît pas au programme.")
		}
		return
	}
	draft := in.draftOf(*l)
	for _, one := range draft.Check() {
		p.Add(columnOf[one.Field], one.Sentence)
	}
}

// columnOf is the column of the file that says a field of an activity.
var columnOf = map[string]string{activity.FieldTitle: FieldActivity, activity.FieldKind: colKind, "publics": colAudiences, "age_de": colAudiences, "age_a": colAudiences, "prix": colPrice, "reserver": colBooking,
	"duree": colDuration, "notes": colPrice}

// draftOf is the activity that a row alone would make.
func (in *incoming) draftOf(l Line) activity.Draft {
	d := l.said
	d.Title, d.Duration = l.Title, l.lasts
	for _, one := range l.loose {
		d.Notes = noted(d.Notes, one.label+"\u00a0: "+one.text)
	}
	if d.Kind == "" {
		d.Kind, _ = kindOf(l.Title)
	}
	if d.Kind == "" {
		d.Kind = activity.Other
	}
	return d.Tidy()
}

// noted adds a line to notes, once.
func noted(notes, more string) string {
	if notes == "" {
		return more
	}
	return notes + "\n" + more
}

// lookTimes reads from when to when; not ok where the day, or an hour, cannot be read.
func (in *incoming) lookTimes(j *judged, p *fault.Problems) (t Times, ok bool) {
	l := &j.line
	p.Require(!l.Day.IsZero(), FieldDay, "Veuillez donner le jour.")
	if l.from == "" {
		p.Add(FieldFrom, "Veuillez donner l’heure du début, par exemple 14\u00a0h.")
		return Times{}, false
	}
	lasts := l.lasts
	if lasts == 0 && j.known != nil {
		lasts = j.known.Duration
	}
	from, to, column, err := readTimes(l.from, l.to, lasts)
	if err != nil {
		p.Add(column, err.Error())
		return Times{}, false
	}
	t = Times{Day: l.Day, From: from, To: to}
	if l.to == "" && l.lasts == 0 && to-from == lasts {
		j.put(FieldFrom, "La fin n’est pas dite\u00a0: la durée de l’activité est retenue, soit "+t.Hours()+".")
	}
	return t, !l.Day.IsZero()
}

// lookStatus says how a slot stands: as the row says, otherwise planned by whoever may.
func (in *incoming) lookStatus(j *judged, p *fault.Problems) {
	l := &j.line
	switch {
	case l.dayStatus != "" && l.Status != "" && l.dayStatus != l.Status:
		p.Add(FieldStatus, "La case du jour dit que la séance est "+l.dayStatus.Label()+", et celle-ci qu’elle est "+l.Status.Label()+"\u00a0: gardez l’un des deux.")
	case l.dayStatus != "":
		l.Status = l.dayStatus
	case l.Status != "":
		l.statusSaid = true
	case in.may:
		l.Status = Planned
	default:
		l.Status = Proposed
	}
	p.Require(l.Status == Proposed || in.may, FieldStatus, "Vous ne pouvez que proposer des séances\u00a0: laissez la case vide, ou écrivez «\u00a0proposée\u00a0».")
}

// The answers to what asks where a place is.
const (
	answerSpace = "espace." // and its number
	answerThere = "ailleurs"
	answerLater = "plus-tard"
)

// lookPlace finds the space that a row names. One that is not known is an address where the activity is off site; otherwise it is asked.
func (in *incoming) lookPlace(j *judged, number int, p *fault.Problems) {
	l := &j.line
	if l.hall == "" {
		return
	}
	if at := slices.IndexFunc(in.spaces, func(s Space) bool { return french.Fold(s.Name) == french.Fold(l.hall) }); at >= 0 {
		l.Space = in.spaces[at].ref()
		return
	}
	for _, s := range in.slots { // one that is in use no more, and that a slot has kept
		if s.Space.ID != 0 && french.Fold(s.Space.Name) == french.Fold(l.hall) && j.known != nil && s.ActivityID == j.known.ID {
			l.Space = s.Space
			return
		}
	}
	kind := l.said.Kind
	if kind == "" && j.known != nil {
		kind = j.known.Kind
	}
	if kind == activity.OffSite {
		p.Require(l.Elsewhere == "", FieldPlace, "L’adresse est dite deux fois\u00a0: laissez l’une des deux cases vide.")
		l.Elsewhere = l.hall
		j.put(FieldSpace, "L’activité est hors les murs\u00a0: "+french.Quote(intake.Shown(l.hall))+" est gardé comme adresse.")
		return
	}
	in.askPlace(j, number, p)
}

// lookAround says what a slot that goes in is beside the event, and beside the groups that are in.
func (in *incoming) lookAround(j *judged, d Draft) {
	if d.Capacity > 0 && d.Capacity < j.before.Taken {
		j.put(FieldCapacity, french.Count(j.before.Taken, "personne est inscrite", "personnes sont inscrites")+"\u00a0: c’est plus que la jauge.")
	}
	if event := in.project.event(); !event.Start.IsZero() && (d.Start().Before(event.Start) || d.End().After(event.End)) {
		j.put(FieldDay, "Le "+d.Day.FrenchDay()+" est en dehors de l’événement ("+rangeText(in.project)+").")
	}
}

func rangeText(p Project) string {
	if p.First == p.Last {
		return "le " + p.First.FrenchDay()
	}
	return "du " + p.First.FrenchDay() + " au " + p.Last.FrenchDay()
}

// remark writes the remarks and the questions of a row in the report.
func (in *incoming) remark(row *intake.Row, j *judged) {
	for _, one := range j.remarks {
		in.note(row, one, false)
	}
	for _, ask := range j.asks {
		last := slices.IndexFunc(in.report.Asks, func(a intake.Ask) bool { return a.Name == ask.Name })
		if last < 0 {
			in.report.Asks = append(in.report.Asks, ask)
		} else {
			in.report.Asks[last].Rows = append(in.report.Asks[last].Rows, row.Number)
		}
	}
	if j.of != "" {
		row.Title = intake.Shown(j.line.Title)
		if !j.line.Day.IsZero() {
			row.Title += ", " + j.line.Day.FrenchDay()
			if j.line.From > 0 || j.line.To > 0 {
				row.Title += ", " + j.line.Hours()
			}
		}
	}
}

// note writes a remark where its column is.
func (in *incoming) note(row *intake.Row, one remark, waits bool) {
	m := intake.Remark{Text: one.text, Waits: waits}
	for _, c := range in.report.Columns {
		if c.Role == one.column {
			m.Column, m.Heading = c.At, c.Heading
		}
	}
	row.Remarks = append(row.Remarks, m)
}

// settle says what a row that goes in does.
func (in *incoming) settle(row *intake.Row, j *judged) {
	if j.skipped != "" {
		row.Outcome, row.Remarks = intake.Skipped, []intake.Remark{{Text: j.skipped}}
		return
	}
	for _, ask := range j.asks {
		if ask.Answer == "" || ask.Problem != "" {
			row.Outcome = intake.Waits
		}
	}
	if row.Outcome != intake.Created {
		return
	}
	one := &incomingSlot{before: j.before, draft: j.line.Draft}
	if j.known != nil {
		in.keeps(row, j, "L’activité est déjà là, et garde ce qu’elle dit", j.known.Draft)
	} else {
		one.fresh = in.activityOf(row, j)
		if one.fresh.row == row.Number {
			row.Changes = append(row.Changes, field.Change{Name: FieldActivity, Label: "Nouvelle activité", After: one.fresh.draft.Title})
		}
	}
	if j.before.ID != 0 {
		row.Changes = append(Fields.Changes(j.before.Draft, one.draft), Standing.Changes(j.before.Draft, one.draft)...)
		row.Outcome = intake.Changed
		if len(row.Changes) == 0 {
			row.Outcome = intake.Same
			return
		}
	} else {
		row.Changes = append(row.Changes, said(one.draft)...)
	}
	in.rows = append(in.rows, one)
}

// said is what a new slot says, as changes from nothing.
func said(d Draft) []field.Change {
	var list []field.Change
	for _, f := range slices.Concat(Fields, Standing) {
		if text := f.Said(d); text != "" && (f.Flag == nil || f.Flag(d)) && (f.Number == nil || f.Number(d) != 0) {
			list = append(list, field.Change{Name: f.Name, Label: f.Label, After: text})
		}
	}
	return list
}

// activityOf gives the new activity of a row, to which it adds what it says.
func (in *incoming) activityOf(row *intake.Row, j *judged) *freshActivity {
	own := in.draftOf(j.line)
	a := in.fresh[j.of]
	if a == nil {
		a = &freshActivity{draft: own, row: row.Number}
		in.fresh[j.of], in.created = a, append(in.created, a)
		for _, one := range j.line.loose {
			in.note(row, remark{one.column, one.label + "\u00a0: " + french.Quote(intake.Shown(one.text)) + " ne se lit pas, et est gardé dans les notes de l’activité."}, false)
		}
		return a
	}
	a.draft = filled(a.draft, own, j.line.said)
	in.keeps(row, j, "L’activité garde ce qu’en dit la ligne "+strconv.Itoa(a.row), a.draft)
	return a
}

// filled is an activity with what another row says of it, where nothing was said.
func filled(d, own, said activity.Draft) activity.Draft {
	if said.Kind != "" && d.Kind == activity.Other {
		d.Kind = said.Kind
	}
	for _, word := range words(said.Audiences) {
		if !covers(d.Audiences, word) && french.Letters(d.Audiences+word)+2 <= activity.MaxWords {
			d.Audiences = joined(d.Audiences, word)
		}
	}
	if d.AgeFrom == 0 && d.AgeTo == 0 {
		d.AgeFrom, d.AgeTo = said.AgeFrom, said.AgeTo
	}
	if !d.Free && d.Price == 0 {
		d.Free, d.Price = said.Free, said.Price
	}
	if d.Booking == "" && d.BookingText == "" {
		d.Booking, d.BookingText = said.Booking, said.BookingText
	}
	if d.Duration == 0 {
		d.Duration = own.Duration
	}
	return d.Tidy()
}

// keeps notes what a row says of its activity that it does not become.
func (in *incoming) keeps(row *intake.Row, j *judged, why string, a activity.Draft) {
	tell := func(column, kept string) {
		if kept == "" {
			kept = "rien"
		}
		in.note(row, remark{column, why + "\u00a0: " + kept + "."}, false)
	}
	s := j.line.said
	if s.Kind != "" && s.Kind != a.Kind {
		tell(colKind, a.Kind.Label())
	}
	for _, word := range words(s.Audiences) {
		if !covers(a.Audiences, word) {
			tell(colAudiences, a.Audiences)
			break
		}
	}
	if s.AgeFrom != 0 && (s.AgeFrom != a.AgeFrom || s.AgeTo != a.AgeTo) {
		tell(colAudiences, ageText(a))
	}
	if s.Free != a.Free && s.Free || s.Price != 0 && s.Price != a.Price {
		tell(colPrice, priceText(a))
	}
	if s.BookingText != "" && s.BookingText != a.BookingText || s.BookingText == "" && s.Booking != "" && s.Booking != a.Booking {
		tell(colBooking, bookingText(a))
	}
	for _, one := range j.line.loose {
		in.note(row, remark{one.column, one.label + "\u00a0: " + french.Quote(intake.Shown(one.text)) + " ne se lit pas, et n’est pas repris."}, false)
	}
}

func ageText(a activity.Draft) string {
	if a.AgeFrom == 0 {
		return ""
	}
	return "dès " + strconv.Itoa(a.AgeFrom) + "\u00a0ans"
}

func priceText(a activity.Draft) string {
	switch {
	case a.Free:
		return "gratuit"
	case a.Price > 0:
		return french.Euros(a.Price)
	}
	return ""
}

func bookingText(a activity.Draft) string {
	if a.BookingText != "" {
		return intake.Shown(a.BookingText)
	}
	return a.Booking.Label()
}

// sum says what the file comes to.
func (in *incoming) sum() {
	made, cancelled := in.report.Count(intake.Created), 0
	if made == 0 {
		return
	}
	of := map[string]bool{}
	for _, one := range in.rows {
		if one.before.ID != 0 {
			continue
		}
		if one.fresh != nil {
			of["n"+french.Fold(one.fresh.draft.Title)] = true
		} else {
			of[strconv.FormatInt(one.draft.ActivityID, 10)] = true
		}
		if one.draft.Status == Cancelled {
			cancelled++
		}
	}
	said := french.Count(made, "séance nouvelle", "séances nouvelles") + " de " + french.Activities(len(of))
	if n := len(in.created); n > 0 {
		said += ", dont " + french.Count(n, "nouvelle", "nouvelles")
	}
	if cancelled > 0 {
		said += "\u00a0; " + french.Count(cancelled, "est annulée", "sont annulées")
	}
	in.report.Summary = said + ". Les conflits ne sont pas demandés ici\u00a0: le programme les montre ensuite."
}
