package activity

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/table"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/imports"
	"parvis/internal/journal"
	"parvis/internal/partner"
	"parvis/internal/postgres"
)

// MaxImported is how many activities a file may hold.
const MaxImported = 500

// Import is how the activities of a project come from a spreadsheet. A row is the activity of the project that has its title, whatever
// its capitals and accents, or a new one; a cell that is empty changes nothing.
func (r *Room) Import() imports.Kind { return importer{r} }

type importer struct{ room *Room }

// Name implements imports.Kind.
func (importer) Name() string { return "activites" }

// Check implements imports.Kind.
func (i importer) Check(ctx context.Context, q postgres.Querier, by account.By, project int64) (journal.Subject, error) {
	if err := visible(by); err != nil {
		return journal.Subject{}, err
	}
	var found []projectRow
	b := &pgx.Batch{}
	queueProject(b, &found, by, project)
	if err := q.SendBatch(ctx, b).Close(); err != nil {
		return journal.Subject{}, postgres.Translate(err)
	}
	if len(found) == 0 {
		return journal.Subject{}, fault.Missing(nil)
	}
	p := found[0].named()
	s := journal.Subject{Kind: journal.Project, ID: p.ID, Name: p.Title}
	if err := by.Check(MayExchange, p.tie()); err != nil {
		return s, err
	}
	return s, p.Status.CheckOpen()
}

// Hold implements imports.Kind: the project, as for every change of its activities.
func (importer) Hold(ctx context.Context, tx pgx.Tx, by account.By, project int64) error {
	_, err := hold(ctx, tx, by, project, MayExchange)
	return err
}

// Read implements imports.Kind.
func (importer) Read(ctx context.Context, q postgres.Querier, by account.By, project int64, data []byte, c intake.Choices) (imports.Read, error) {
	var rows []row
	b := &pgx.Batch{}
	queueList(b, &rows, by, project)
	if err := q.SendBatch(ctx, b).Close(); err != nil {
		return nil, postgres.Translate(err)
	}
	read, err := Table.ReadWith(data, c)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, one := range read.Rows {
		for _, o := range one.Value.Organisations {
			names = append(names, o.Name)
		}
	}
	known, err := called(ctx, q, names)
	if err != nil {
		return nil, err
	}
	in := &incoming{project: project}
	in.judge(read, activities(rows), known)
	return in, nil
}

// incoming is a file of activities beside those that are there.
type incoming struct {
	project int64
	report  intake.Report
	seen    strings.Builder
	rows    []incomingActivity
}

// incomingActivity is a row that changes something.
type incomingActivity struct {
	before Activity // zero for a new one
	draft  Draft
}

// Report implements imports.Read.
func (in *incoming) Report() *intake.Report { return &in.report }

// Seen implements imports.Read.
func (in *incoming) Seen() string { return in.seen.String() }

// judge compares the rows with the living activities of the project, and names the organisations.
func (in *incoming) judge(read *table.Reading[Draft], living []Activity, known []partner.Ref) {
	kept, rowOf := make(map[string][]Activity, len(living)), map[string]int{}
	for _, a := range living {
		kept[french.Fold(a.Title)] = append(kept[french.Fold(a.Title)], a)
		fmt.Fprint(&in.seen, a.ID, ".", a.Version, " ")
	}
	numbersOf := map[string][]partner.Ref{}
	for _, o := range known {
		numbersOf[o.Name] = append(numbersOf[o.Name], o)
		fmt.Fprint(&in.seen, "s", o.ID, " ")
	}
	all := make([]incomingActivity, len(read.Rows))
	for i := range read.Rows {
		row := &read.Rows[i]
		key := french.Fold(row.Value.Title)
		here := kept[key]
		all[i].draft = row.Value
		if len(here) == 1 {
			all[i].before = here[0]
			all[i].draft = Table.Over(here[0].Draft, *row)
			if all[i].draft.State != SetAside { // a reason that the file leaves out goes with its state
				all[i].draft.Because = row.Value.Because
			}
		}
		all[i].draft = all[i].draft.Tidy()
		broken := named(&all[i].draft, all[i].before.Organisations, numbersOf)
		broken.Merge(all[i].draft.Check())
		if first, twice := rowOf[key]; twice && key != "" {
			broken.Add(FieldTitle, "La ligne "+strconv.Itoa(first)+" porte déjà ce titre.")
		}
		if len(here) > 1 {
			broken.Add(FieldTitle, "Plusieurs activités du projet portent ce titre\u00a0: donnez-leur d’abord des titres différents, ou laissez cette ligne de côté.")
		}
		if i >= MaxImported {
			broken.Add(FieldTitle, "Un fichier compte au plus "+french.Number(MaxImported)+"\u00a0activités\u00a0: importez les autres ensuite.")
		}
		rowOf[key] = row.Number
		read.Refuse(i, broken)
	}
	in.report = read.Report()
	for i, one := range all {
		if row := in.report.Row(read.Rows[i].Number); row.Outcome == intake.Created {
			in.settle(row, one)
		}
	}
}

// named gives the organisations of a draft their numbers, and says which are not in the directory. Those that the activity has already
// keep theirs, whatever became of them.
func named(d *Draft, had []partner.Ref, known map[string][]partner.Ref) (p fault.Problems) {
	list := make([]partner.Ref, 0, len(d.Organisations))
	for _, o := range d.Organisations {
		found := known[o.Name]
		if i := slices.IndexFunc(had, func(r partner.Ref) bool { return r.Name == o.Name }); i >= 0 {
			found = had[i : i+1]
		}
		switch {
		case o.ID != 0:
			list = append(list, o)
		case len(found) == 1:
			list = append(list, found[0])
		case len(found) > 1:
			p.Add(FieldOrganisations, "Plusieurs structures de l’annuaire s’appellent "+quotedName(o.Name)+"\u00a0: laissez cette case vide, et choisissez-la sur la fiche.")
		default:
			p.Add(FieldOrganisations, "Aucune structure de l’annuaire ne s’appelle "+quotedName(o.Name)+"\u00a0: vérifiez le nom, un par ligne de la case, ou ajoutez-la d’abord.")
		}
	}
	d.Organisations = list
	return p
}

func quotedName(name string) string { return french.Quote(french.Shorten(name, 80)) }

// settle says what a row that goes in does.
func (in *incoming) settle(row *intake.Row, one incomingActivity) {
	row.Changes = append(Fields.Changes(one.before.Draft, one.draft), Standing.Changes(one.before.Draft, one.draft)...)
	switch {
	case one.before.ID == 0:
		row.Changes = Fields.Changes(Draft{Title: one.draft.Title}, one.draft)
	case len(row.Changes) > 0:
		row.Outcome = intake.Changed
	default:
		row.Outcome = intake.Same
		return
	}
	in.rows = append(in.rows, one)
}

// Apply implements imports.Read.
func (in *incoming) Apply(ctx context.Context, tx pgx.Tx, by account.By, past func(int)) error {
	did := by.Did(journal.Imported, journal.Subject{Kind: journal.Sheet}, imports.Counts(&in.report, "Activités créées", "Activités modifiées")...)
	did.Projects = []int64{in.project}
	if err := journal.Write(ctx, tx, did); err != nil {
		return err
	}
	for i, row := range in.rows {
		var err error
		if row.before.ID == 0 {
			_, err = create(ctx, tx, by, in.project, row.draft)
		} else {
			err = replace(ctx, tx, by, row.before, row.draft)
		}
		if err != nil {
			return err
		}
		past(i + 1)
	}
	return nil
}
