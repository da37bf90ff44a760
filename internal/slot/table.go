package slot

import (
	"context"
	"errors"
	"slices"
	"strings"

	"parvis/internal/account"
	"parvis/internal/activity"
	"parvis/internal/exchange/table"
	"parvis/internal/french"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

// Line is a slot as a row of a file: with its activity and its place by their names.
type Line struct {
	Draft
	Title string        // of its activity
	Kind  activity.Kind // of its activity
	Taken int           // people of the groups that are in

	from, to   string // as they are written
	lasts      int    // minutes; 0: not said
	hall       string // a place, as it is written
	dayStatus  Status // what the cell of the day says besides
	statusSaid bool   // in a column of its own
	titled     bool   // the row itself names its activity
	dayAbove   bool   // its day is that of a row above
	said       activity.Draft
	loose      []loose
	remarks    []remark
}

// remark is something to know of a row that goes in: about the column of a name.
type remark struct{ column, text string }

// loose is what a row says of its activity and that no field holds: it is for the notes.
type loose struct{ column, label, text string }

// LineOf is a slot as a file holds it.
func LineOf(s Slot) Line {
	l := Line{Draft: s.Draft, Title: s.Activity.Title, Kind: s.Activity.Kind, Taken: s.Taken, from: Clock(s.From), to: endText(s.Times), hall: s.Space.Name}
	return l
}

// Lines are slots as a file holds them.
func Lines(list []Slot) []Line {
	lines := make([]Line, len(list))
	for i, s := range list {
		lines[i] = LineOf(s)
	}
	return lines
}

// Export gives the slots of a project as a file holds them, in the order of their times, to whoever may export them.
func (r *Room) Export(ctx context.Context, by account.By, project int64) ([]Line, error) {
	p, err := r.OfProject(ctx, by, project)
	if err != nil {
		return nil, err
	}
	if err := by.Check(MayExchange, p.Project.tie()); err != nil {
		return nil, err
	}
	return Lines(p.Slots), nil
}

type column = table.Column[Line]

// The names of columns that are not fields of a slot.
const (
	colKind      = "type"
	colAudiences = "publics"
	colPrice     = "prix"
	colBooking   = "reservation"
	colDuration  = "duree"
)

// Table is how the slots of a project are written as a file. What it writes, Import reads again.
var Table = table.Table[Line]{Name: "Séances", Columns: tableColumns(0)}

// reading is Table with the columns that only come in, for days that are guessed near one.
func reading(near workcal.Date) table.Table[Line] {
	t := Table
	t.Columns = append(tableColumns(near),
		column{Name: colDuration, Label: "Durée", Rare: true, Read: func(l *Line, text string) (err error) { l.lasts, err = written.Minutes(text); return err }},
		column{Name: colAudiences, Label: "Publics", Aliases: []string{"Public", "Public visé"}, Rare: true, Read: func(l *Line, text string) error { l.readAudiences(text); return nil }},
		column{Name: colPrice, Label: "Tarif", Aliases: []string{"Prix", "Prix (€)", "Tarifs"}, Rare: true, Read: func(l *Line, text string) error { l.readPrice(text); return nil }},
		column{Name: colBooking, Label: "Réservation", Aliases: []string{"Réservations", "Comment réserver", "Inscription"}, Rare: true, Read: func(l *Line, text string) error { l.readBooking(text); return nil }},
	)
	for i := range t.Columns {
		t.Columns[i].Group = "La séance"
		if slices.Contains([]string{FieldActivity, colKind, colDuration, colAudiences, colPrice, colBooking}, t.Columns[i].Name) {
			t.Columns[i].Group = "L’activité"
		}
	}
	return t
}

func tableColumns(near workcal.Date) []column {
	return []column{
		{Name: FieldDay, Label: "Date", Aliases: []string{"Jour"}, Required: true, Cell: func(l Line) table.Cell { return table.Day(l.Day) },
			Read: func(l *Line, text string) error { return l.readDay(text, near, false) }, Down: func(l *Line, text string) error { return l.readDay(text, near, true) }},
		{Name: FieldActivity, Label: "Activité", Aliases: []string{"Titre", "Intitulé", "Titre de l’activité"}, Required: true, Cell: func(l Line) table.Cell { return table.Text(l.Title) },
			Read: func(l *Line, text string) error { l.Title, l.titled = french.OneLine(text), true; return nil },
			Down: func(l *Line, text string) error { l.Title = french.OneLine(text); return nil }},
		{Name: colKind, Label: "Type", Aliases: []string{"Nature"}, Rare: true, Cell: func(l Line) table.Cell { return table.Text(l.Kind.Label()) },
			Read: func(l *Line, text string) error { l.readKind(text); return nil }},
		{Name: FieldFrom, Label: "Début", Aliases: []string{"Horaire", "Horaires", "Heure", "Heures", "Heure de début"}, Required: true, Cell: func(l Line) table.Cell { return table.Text(l.from) },
			Read: func(l *Line, text string) error { l.from = text; return nil }},
		{Name: FieldTo, Label: "Fin", Aliases: []string{"Heure de fin"}, Rare: true, Cell: func(l Line) table.Cell { return table.Text(l.to) },
			Read: func(l *Line, text string) error { l.to = text; return nil }},
		{Name: FieldSpace, Label: "Lieu", Aliases: []string{"Espace", "Salle", "Lieux"}, Rare: true, Cell: func(l Line) table.Cell { return table.Text(l.hall) },
			Read: func(l *Line, text string) error { l.hall = french.OneLine(text); return nil }},
		{Name: FieldPlace, Label: "Adresse, si c’est ailleurs", Aliases: []string{"Adresse", "Ailleurs"}, Rare: true, Cell: func(l Line) table.Cell { return table.Text(l.Elsewhere) },
			Read: func(l *Line, text string) error { l.Elsewhere = french.OneLine(text); return nil }},
		{Name: FieldCapacity, Label: "Jauge", Aliases: []string{"Capacité", "Places", "Jauge maximale", "Effectif maximum"}, Rare: true, Cell: func(l Line) table.Cell { return someOf(l.Capacity) },
			Read: func(l *Line, text string) (err error) { l.Capacity, err = readCapacity(text); return err }},
		{Name: "complete", Label: "Complète", Aliases: []string{"Complet"}, Rare: true, Cell: func(l Line) table.Cell { return table.YesNo(l.Filled) },
			Read: func(l *Line, text string) (err error) { l.Filled, err = written.YesNo(text); return err }},
		{Name: "inscrits", Label: "Personnes inscrites", Cell: func(l Line) table.Cell { return table.Whole(l.Taken) }},
		{Name: FieldStatus, Label: "Statut", Aliases: []string{"État"}, Rare: true, Cell: func(l Line) table.Cell { return table.Text(l.Status.Label()) }, Read: readStatus},
		{Name: FieldBecause, Label: "Pourquoi", Aliases: []string{"Motif"}, Rare: true, Cell: func(l Line) table.Cell { return table.Text(l.Because) },
			Read: func(l *Line, text string) error { l.Because = text; return nil }},
		{Name: "montage", Label: "Temps de montage", Aliases: []string{"Montage"}, Rare: true, Cell: func(l Line) table.Cell { return table.Text(minutesText(l.SetUp)) },
			Read: func(l *Line, text string) (err error) { l.SetUp, err = written.Minutes(text); return err }},
		{Name: "rangement", Label: "Temps de rangement", Aliases: []string{"Rangement", "Démontage", "Temps de démontage"}, Rare: true, Cell: func(l Line) table.Cell { return table.Text(minutesText(l.Tidy)) },
			Read: func(l *Line, text string) (err error) { l.Tidy, err = written.Minutes(text); return err }},
		{Name: "notes", Label: "Notes", Aliases: []string{"Note", "Remarque", "Remarques", "Observations", "Commentaire", "Commentaires"}, Rare: true, Cell: func(l Line) table.Cell { return table.Text(l.Notes) },
			Read: func(l *Line, text string) error { l.Notes = text; return nil }},
	}
}

func someOf(n int) table.Cell {
	if n == 0 {
		return table.Cell{}
	}
	return table.Whole(n)
}

// nextDay is how a file says that a slot ends on the next day, where its hour alone would say otherwise.
const nextDay = "lendemain"

// endText is when a slot ends, as readTimes reads it after its beginning.
func endText(t Times) string {
	if to, err := written.Until(t.From, t.To%Day); t.To > Day && (err != nil || to != t.To) {
		return Clock(t.To) + " le " + nextDay
	}
	return Clock(t.To)
}

// readTimes reads from when to when: two hours, both in the first cell, or a beginning and how long it lasts. The problem names its column.
func readTimes(from, to string, lasts int) (begins, ends int, column string, err error) {
	if written.LooksLikeHours(from) {
		if begins, ends, err = written.Hours(from); err != nil {
			return 0, 0, FieldFrom, err
		}
		if to == "" {
			return begins, ends, "", nil
		}
		again, until, column, err := readTimes(Clock(begins), to, 0)
		if err == nil && (again != begins || until != ends) {
			column, err = FieldTo, errors.New("Le début dit déjà quand elle finit, "+Clock(ends)+"\u00a0: gardez une seule des deux fins.")
		}
		return again, until, column, err
	}
	if begins, err = written.Hour(from); err != nil {
		return 0, 0, FieldFrom, err
	}
	if to == "" && lasts > 0 {
		return begins, begins + lasts, "", nil
	}
	end, next := cutNextDay(to)
	if ends, err = written.Hour(end); err != nil {
		return 0, 0, FieldTo, err
	}
	if next {
		return begins, ends + Day, "", nil
	}
	if ends, err = written.Until(begins, ends); err != nil {
		return 0, 0, FieldTo, err
	}
	return begins, ends, "", nil
}

// cutNextDay takes « le lendemain » off the end of an hour.
func cutNextDay(text string) (hour string, next bool) {
	if len(text) > 200 {
		return text, false
	}
	plain := french.Fold(text)
	for _, words := range []string{" le " + nextDay, " " + nextDay, " (" + nextDay + ")"} {
		if hour, next = strings.CutSuffix(plain, words); next {
			return hour, true
		}
	}
	return text, false
}
