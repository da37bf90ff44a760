package attendance

import (
	"context"
	"crypto/rand"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/table"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/imports"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/slot"
)

// MaxImported is how many rows of counts a file may hold.
const MaxImported = 5_000

// Import is how counts come from a spreadsheet: a row is a slot that is there, found by its day, the title of its activity and what else the file says of
// it. It has a column for each audience, or the name of one beside its number. What is empty, or a word that says why, is not known, and changes no number;
// a number that is kept already is the same.
func (r *Room) Import() imports.Kind { return importer{} }

type importer struct{}

// Name implements imports.Kind.
func (importer) Name() string { return "frequentation" }

// Check implements imports.Kind.
func (importer) Check(_ context.Context, _ postgres.Querier, by account.By, _ int64) (journal.Subject, error) {
	return journal.Subject{Kind: journal.Sheet, Name: "Fréquentation"}, by.Check(MayExchange, access.Tie{})
}

// Hold implements imports.Kind: nobody counts until the file is in.
func (importer) Hold(ctx context.Context, tx pgx.Tx, by account.By, _ int64) error {
	if err := by.Check(MayExchange, access.Tie{}); err != nil {
		return err
	}
	return holdSums(ctx, tx)
}

// Read implements imports.Kind.
func (importer) Read(ctx context.Context, q postgres.Querier, _ account.By, _ int64, data []byte, c intake.Choices) (imports.Read, error) {
	known, err := audiences(ctx, q)
	if err != nil {
		return nil, err
	}
	read, err := readingOf(known).ReadWith(data, c)
	if err != nil {
		return nil, err
	}
	from, to := daysOf(read)
	e, err := evaluate(ctx, q, `AND s.starts_at >= @from AND s.starts_at < @to`, pgx.NamedArgs{"from": slot.Times{Day: from}.Start(), "to": slot.Times{Day: to.AddDays(1)}.Start()})
	if err != nil {
		return nil, err
	}
	in := &incoming{names: map[int64]string{0: "Absents"}, byDay: map[string][]Slot{}, taken: map[string]int{}}
	for _, a := range known {
		in.names[a.ID] = a.Name
	}
	for _, s := range e.Slots {
		key := s.Day.String() + " " + french.Fold(s.Title)
		in.byDay[key] = append(in.byDay[key], s)
		fmt.Fprint(&in.seen, s.ID, ".", s.Taps, s.Reason, " ")
	}
	in.judge(read)
	return in, nil
}

// incoming is a file of counts beside those that are kept.
type incoming struct {
	names  map[int64]string
	byDay  map[string][]Slot // slots by their day and title
	taken  map[string]int    // the row that says the number of an audience of a slot
	report intake.Report
	seen   strings.Builder
	rows   []incomingCount
}

// incomingCount is a row that changes something.
type incomingCount struct {
	slot   Slot
	typed  Figures
	reason Reason
}

// Report implements imports.Read.
func (in *incoming) Report() *intake.Report { return &in.report }

// Seen implements imports.Read.
func (in *incoming) Seen() string { return in.seen.String() }

func (in *incoming) judge(read *table.Reading[countRow]) {
	found := make([]Slot, len(read.Rows))
	for i := range read.Rows {
		var p fault.Problems
		row := &read.Rows[i]
		p.Require(i < MaxImported, colDay, "Un fichier compte au plus "+french.Number(MaxImported)+" lignes\u00a0: importez les autres ensuite.")
		if !p.Any() {
			found[i] = in.find(row.Value, &p)
		}
		row.Value.check(&p)
		if !p.Any() && len(row.Problems) == 0 {
			in.once(row.Number, found[i], row.Value, &p)
		}
		read.Refuse(i, p)
	}
	in.report = read.Report()
	for i := range read.Rows {
		if row := in.report.Row(read.Rows[i].Number); row.Outcome == intake.Created {
			in.settle(row, found[i], read.Rows[i].Value)
		}
	}
}

// find finds the slot that a row is about; nothing is guessed.
func (in *incoming) find(r countRow, p *fault.Problems) Slot {
	if r.Day.IsZero() || r.Title == "" {
		return Slot{} // said already
	}
	list := slices.Clone(in.byDay[r.Day.String()+" "+french.Fold(r.Title)])
	if len(list) == 0 {
		p.Add(colTitle, "Aucune séance de ce titre n’a lieu ce jour-là. Si elle manque, importez d’abord les séances de son projet, puis reprenez ce fichier.")
		return Slot{}
	}
	if r.Project != "" {
		list = slices.DeleteFunc(list, func(s Slot) bool {
			return french.Fold(s.Project.Title) != french.Fold(r.Project) && french.Fold(s.Project.ShortName) != french.Fold(r.Project)
		})
		p.Require(len(list) > 0, colProject, "Aucun projet de ce nom n’a de séance de ce titre ce jour-là.")
	}
	if r.Event != "" {
		list = slices.DeleteFunc(list, func(s Slot) bool {
			return french.Fold(s.Event.Name) != french.Fold(r.Event) && french.Fold(s.Event.SeriesName) != french.Fold(r.Event)
		})
		p.Require(len(list) > 0 || p.Any(), colEvent, "Aucun événement de ce nom n’a de séance de ce titre ce jour-là.")
	}
	if r.From >= 0 {
		list = slices.DeleteFunc(list, func(s Slot) bool { return s.From != r.From })
		p.Require(len(list) > 0 || p.Any(), colFrom, "Aucune séance de ce titre ne commence à cette heure-là.")
	}
	if p.Any() {
		return Slot{}
	}
	if len(list) > 1 {
		var hours []string
		for _, s := range list {
			hours = append(hours, slot.Clock(s.From)+" ("+s.Project.Short()+")")
		}
		p.Add(colFrom, "Plusieurs séances de ce titre ont lieu ce jour-là\u00a0: "+french.AndOthers(hours, 6)+". Dites laquelle par son heure, ou par son projet.")
		return Slot{}
	}
	if err := list[0].Project.Status.CheckOpen(); err != nil {
		p.Add(colTitle, fault.SentenceOf(err))
	}
	return list[0]
}

// once refuses a second row that says the same audience of the same slot.
func (in *incoming) once(number int, s Slot, r countRow, p *fault.Problems) {
	for _, a := range slices.Sorted(maps.Keys(r.Typed)) {
		key := fmt.Sprint(s.ID, ".", a)
		if first := in.taken[key]; first != 0 {
			p.Add(colTitle, "La ligne "+french.Number(first)+" compte déjà ce public à cette séance.")
			return
		}
		in.taken[key] = number
	}
}

// settle says what a row that goes in does.
func (in *incoming) settle(row *intake.Row, s Slot, r countRow) {
	row.Title = s.Title + ", " + s.Day.FrenchDay() + ", " + slot.Clock(s.From)
	kept, fresh := s.figures(), true
	for _, a := range slices.Sorted(maps.Keys(r.Typed)) {
		if n, known := kept[a]; known {
			fresh = false
			if n == r.Typed[a] {
				continue
			}
		}
		row.Changes = append(row.Changes, field.Change{Name: NumberField(a), Label: in.names[a], Before: kept.text(a), After: french.Number(r.Typed[a])})
	}
	if len(r.Typed) == 0 && r.Reason != "" && !s.Present.Known && s.Reason != r.Reason {
		fresh = s.Reason == ""
		row.Changes = append(row.Changes, field.Change{Name: colReason, Label: "Pourquoi non renseigné", Before: s.Reason.Label(), After: r.Reason.Label()})
	}
	switch {
	case len(row.Changes) == 0:
		row.Outcome = intake.Same
		return
	case !fresh:
		row.Outcome = intake.Changed
	}
	in.rows = append(in.rows, incomingCount{s, r.Typed, r.Reason})
}

// Apply implements imports.Read.
func (in *incoming) Apply(ctx context.Context, tx pgx.Tx, by account.By, past func(int)) error {
	did := by.Did(journal.Imported, journal.Subject{Kind: journal.Sheet}, imports.Counts(&in.report, "Séances comptées", "Séances corrigées")...)
	if err := journal.Write(ctx, tx, did); err != nil {
		return err
	}
	for i, row := range in.rows {
		if err := in.write(ctx, tx, by, row); err != nil {
			return err
		}
		past(i + 1)
	}
	return nil
}

func (in *incoming) write(ctx context.Context, tx pgx.Tx, by account.By, row incomingCount) error {
	kept := row.slot.figures()
	for _, a := range slices.Sorted(maps.Keys(row.typed)) {
		was, known := kept[a]
		if known && was == row.typed[a] {
			continue
		}
		t := Tap{Key: rand.Text(), Slot: row.slot.ID, Audience: a, Measure: Present, N: row.typed[a] - was, At: by.At}
		if a == 0 {
			t.Measure = Absent
		}
		if _, err := insertTap(ctx, tx, by, t); err != nil {
			return err
		}
	}
	if len(row.typed) == 0 && row.reason != "" && !row.slot.Present.Known {
		return writeReason(ctx, tx, by, row.slot.ID, row.reason)
	}
	return nil
}

// figures are the numbers of a slot that are known.
func (s Slot) figures() Figures {
	f := Figures{}
	for _, p := range s.Parts {
		f[p.Audience] = p.N
	}
	if s.Absent.Known {
		f[0] = s.Absent.N
	}
	return f
}
