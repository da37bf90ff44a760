package slot

import (
	"slices"
	"strconv"

	"parvis/internal/activity"
	"parvis/internal/exchange/intake"
	"parvis/internal/field"
	"parvis/internal/french"
)

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
