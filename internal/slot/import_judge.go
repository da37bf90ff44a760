package slot

import (
	"slices"
	"strconv"

	"parvis/internal/activity"
	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/table"
	"parvis/internal/fault"
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
