package slot

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/activity"
	"parvis/internal/exchange/intake"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/imports"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/space"
)

// MaxImported is how many slots a file may hold.
const MaxImported = 1000

// Import is how the slots of a project come from a spreadsheet: a row is a slot, with its activity where the project has none of that title. One
// that is there already (its activity, day, beginning and place) is changed as the row says, and a cell that is empty changes nothing. Conflicts are
// not asked about: the programme tells them afterwards.
func (r *Room) Import() imports.Kind { return importer{} }

type importer struct{}

// Name implements imports.Kind.
func (importer) Name() string { return "seances" }

// Check implements imports.Kind.
func (importer) Check(ctx context.Context, q postgres.Querier, by account.By, project int64) (journal.Subject, error) {
	p, err := projectIn(ctx, q, by, project)
	if err != nil {
		return journal.Subject{}, err
	}
	s := journal.Subject{Kind: journal.Project, ID: p.ID, Name: p.Title}
	if err := by.Check(MayExchange, p.tie()); err != nil {
		return s, err
	}
	return s, p.Status.CheckOpen()
}

func projectIn(ctx context.Context, q postgres.Querier, by account.By, project int64) (Project, error) {
	if err := visible(by); err != nil {
		return Project{}, err
	}
	var found []ProjectRow
	b := &pgx.Batch{}
	queueProject(b, &found, by, project)
	if err := q.SendBatch(ctx, b).Close(); err != nil {
		return Project{}, postgres.Translate(err)
	}
	if len(found) == 0 {
		return Project{}, fault.Missing(nil)
	}
	return found[0].Named(), nil
}

// Hold implements imports.Kind: the project, as for every change of its slots and of its activities.
func (importer) Hold(ctx context.Context, tx pgx.Tx, by account.By, project int64) error {
	_, err := hold(ctx, tx, by, project, MayExchange)
	return err
}

// Read implements imports.Kind.
func (importer) Read(ctx context.Context, q postgres.Querier, by account.By, project int64, data []byte, c intake.Choices) (imports.Read, error) {
	p, err := projectIn(ctx, q, by, project)
	if err != nil {
		return nil, err
	}
	in := &incoming{project: p, may: by.Can(MayPlan, p.tie()), choices: c, fresh: map[string]*freshActivity{}, titled: map[string][]int{}}
	var rows []row
	b := &pgx.Batch{}
	queueProjectSlots(b, &rows, by, project)
	queueSpaces(b, &in.spaces)
	if err := q.SendBatch(ctx, b).Close(); err != nil {
		return nil, postgres.Translate(err)
	}
	in.slots = slots(rows)
	if in.activities, err = activity.In(ctx, q, by, project); err != nil {
		return nil, err
	}
	for i, a := range in.activities {
		in.titled[french.Fold(a.Title)] = append(in.titled[french.Fold(a.Title)], i)
	}
	read, err := reading(p.First).ReadWith(data, c)
	if err != nil {
		return nil, err
	}
	in.judge(read)
	return in, nil
}

// incoming is a file of slots beside those that are there.
type incoming struct {
	project    Project
	may        bool // whoever asks may plan
	choices    intake.Choices
	slots      []Slot
	spaces     []Space
	activities []activity.Activity
	titled     map[string][]int // places of activities, by folded title

	report  intake.Report
	fresh   map[string]*freshActivity // by folded title
	created []*freshActivity          // in the order of the file
	rows    []*incomingSlot           // those that change something, in the order of the file
	asked   int                       // questions about rows that are there twice
	places  []string                  // questions about places, by name
}

// freshActivity is an activity that the file makes.
type freshActivity struct {
	draft activity.Draft
	row   int // the first that is of it
	id    int64
}

// incomingSlot is a row that changes something.
type incomingSlot struct {
	before Slot // zero for a new one
	draft  Draft
	fresh  *freshActivity // nil: its activity was there
}

// Report implements imports.Read.
func (in *incoming) Report() *intake.Report { return &in.report }

// Seen implements imports.Read: the slots, the activities and the spaces that rows were compared with, as they stood, and when the event is.
func (in *incoming) Seen() string {
	var b strings.Builder
	fmt.Fprint(&b, in.project.First, "-", in.project.Last, " ")
	for _, s := range in.slots {
		fmt.Fprint(&b, s.ID, ".", s.Version, " ")
	}
	for _, a := range in.activities {
		fmt.Fprint(&b, "a", a.ID, ".", a.Version, " ")
	}
	for _, s := range in.spaces {
		fmt.Fprint(&b, "e", s.ID, ".", s.Name, " ")
	}
	return b.String()
}

// written together: what one batch takes, so that it can be told how far the file is.
const atOnce = 100

// Apply implements imports.Read.
func (in *incoming) Apply(ctx context.Context, tx pgx.Tx, by account.By, past func(int)) error {
	counts := imports.Counts(&in.report, "Séances créées", "Séances modifiées")
	entry := by.Did(journal.Imported, journal.Subject{Kind: journal.Sheet}, counts...)
	entry.Projects = []int64{in.project.ID}
	if err := journal.Write(ctx, tx, entry); err != nil {
		return err
	}
	for _, a := range in.created {
		var err error
		if a.id, err = activity.AddIn(ctx, tx, by, in.project.ID, a.draft); err != nil {
			return err
		}
	}
	if err := in.holdAll(ctx, tx); err != nil {
		return err
	}
	for from := 0; from < len(in.rows); from += atOnce {
		some := in.rows[from:min(from+atOnce, len(in.rows))]
		if err := in.write(ctx, tx, by, some); err != nil {
			return err
		}
		past(from + len(some))
	}
	return nil
}

// holdAll locks the slots that change, then the spaces that slots leave and take, each of them at once.
func (in *incoming) holdAll(ctx context.Context, tx pgx.Tx) error {
	var slots, spaces []int64
	for _, one := range in.rows {
		if one.before.ID != 0 {
			slots = append(slots, one.before.ID)
		}
		for _, id := range []int64{one.before.Space.ID, one.draft.Space.ID} {
			if id != 0 {
				spaces = append(spaces, id)
			}
		}
	}
	if err := holdSlots(ctx, tx, unique(slots)); err != nil {
		return err
	}
	return space.Hold(ctx, tx, unique(spaces))
}

// write keeps what some rows say.
func (in *incoming) write(ctx context.Context, tx pgx.Tx, by account.By, some []*incomingSlot) error {
	var added []Draft
	b := &pgx.Batch{}
	for _, one := range some {
		if one.fresh != nil {
			one.draft.ActivityID = one.fresh.id
		}
		if one.before.ID == 0 {
			added = append(added, one.draft)
			continue
		}
		after := one.before
		after.Draft = one.draft
		queueUpdate(b, by, one.before.ID, one.draft)
		journal.Queue(b, did(by, journal.Edited, after, append(Fields.Changes(one.before.Draft, one.draft), Standing.Changes(one.before.Draft, one.draft)...)...))
	}
	titles := in.titles()
	ids, err := insert(ctx, tx, by, added)
	if err != nil {
		return err
	}
	for i, d := range added {
		journal.Queue(b, did(by, journal.Created, Slot{ID: ids[i], Project: in.project, Activity: Activity{ID: d.ActivityID, Title: titles[d.ActivityID]}, Draft: d}))
	}
	return postgres.Translate(tx.SendBatch(ctx, b).Close())
}

// titles are those of the activities of the project and of the file, by number.
func (in *incoming) titles() map[int64]string {
	of := make(map[int64]string, len(in.activities)+len(in.created))
	for _, a := range in.activities {
		of[a.ID] = a.Title
	}
	for _, a := range in.created {
		of[a.id] = a.draft.Title
	}
	return of
}
