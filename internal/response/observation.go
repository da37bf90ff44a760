package response

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/slot"
	"parvis/internal/survey"
	"parvis/internal/survey/question"
	"parvis/internal/workcal"
)

// Observed is one filled observation grid.
type Observed struct {
	ID       int64
	Form     Ref
	Number   int // of the version
	Slot     Ref
	StartsAt time.Time // of the slot; zero where the slot is gone
	Project  slot.Project
	Day      workcal.Date
	By       string
	Answers  question.Answers
	Version  survey.Version
}

// Observations are the grids that were filled at the slots of a project.
type Observations struct {
	Project slot.Project
	List    []Observed // the last slot first
	Grids   []Ref      // that may be filled
	Slots   []Ref      // that were held, or are being held
	May     bool
}

// Observations gives the grids that were filled at the slots of a project.
func (r *Room) Observations(ctx context.Context, by account.By, project int64) (Observations, error) {
	if err := visible(by); err != nil {
		return Observations{}, err
	}
	o, err := observations(ctx, r.db, by, project)
	o.May = err == nil && CheckEnter(by, o.Project) == nil
	return o, err
}

// Observing is a slot as whoever observes it needs it.
type Observing struct {
	Slot  slot.Slot
	Grids []Ref // that may be filled
	Done  []Observed
}

// Observing gives a slot to whoever may observe it, with the grids that are published and those that were filled.
func (r *Room) Observing(ctx context.Context, by account.By, at int64) (Observing, error) {
	if err := visible(by); err != nil {
		return Observing{}, err
	}
	s, err := held(ctx, r.db, by, at)
	if err != nil {
		return Observing{}, err
	}
	o := Observing{Slot: s}
	b := &pgx.Batch{}
	queueGrids(b, &o.Grids, s.Project.ID)
	var rows []observedRow
	queueObserved(b, &rows, by, `r.slot_id = @of`, at)
	if err := r.db.SendBatch(ctx, b).Close(); err != nil {
		return Observing{}, postgres.Translate(err)
	}
	o.Done = observedOf(rows)
	return o, CheckEnter(by, s.Project)
}

func held(ctx context.Context, q postgres.Querier, by account.By, at int64) (slot.Slot, error) {
	list, err := slot.Found(ctx, q, by, []int64{at})
	if err == nil && (len(list) == 0 || list[0].DeletedAt != nil) {
		err = fault.Missing(nil)
	}
	if err != nil {
		return slot.Slot{}, err
	}
	return list[0], nil
}

// Grid gives a version of a grid that is published: the last one for 0.
func (r *Room) Grid(ctx context.Context, form int64, number int) (survey.Version, error) {
	v, err := survey.Published(ctx, r.db, form)
	if err == nil && (v.Purpose != survey.Observation || number < 0 || number > v.Number) {
		err = fault.Missing(nil)
	}
	if err != nil || number == 0 || number == v.Number {
		return v, err
	}
	return r.versions.of(ctx, r.db, form, number)
}

// Observe keeps a grid that somebody of the service filled at a slot, once for its key, and gives its number. The first grid of a form in a project opens
// the collection of its observations.
func (r *Room) Observe(ctx context.Context, by account.By, at int64, v survey.Version, g Given) (id int64, err error) {
	g.Channel = ByObserver
	if g.Day > by.Today() {
		return 0, fault.Problems{{Field: "jour", Sentence: "Ce jour est à venir\u00a0: une observation se note le jour même ou après."}}.Err()
	}
	if g.Day.IsZero() {
		g.Day = by.Today()
	}
	if v.Purpose != survey.Observation {
		return 0, fault.Missing(nil)
	}
	if err := g.check(v); err != nil {
		return 0, err
	}
	err = postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		if err := visible(by); err != nil {
			return err
		}
		s, err := held(ctx, tx, by, at)
		if err != nil {
			return err
		}
		if err := CheckEnter(by, s.Project); err != nil {
			return err
		}
		if known, err := findKeyed(ctx, tx, g.Key); err != nil || len(known) > 0 { // before the lock: nothing is written twice
			if err == nil {
				id, err = keep(ctx, tx, Collection{ID: known[0].CollectionID, Project: s.Project, Draft: Draft{Slot: Ref{ID: at}}}, v, g, by.ID)
			}
			return err
		}
		if _, _, err := programme.Locked(ctx, tx, by, s.Project.ID); err != nil {
			return err
		}
		c, err := ofGrid(ctx, tx, by, s.Project, v)
		if err != nil {
			return err
		}
		c.Slot = Ref{ID: at}
		if id, err = keep(ctx, tx, c, v, g, by.ID); err != nil {
			return err
		}
		entry := by.Did(journal.Observed, s.Subject())
		entry.Projects = []int64{s.Project.ID}
		return journal.Write(ctx, tx, entry)
	})
	return id, err
}

// Observation gives one filled grid.
func (r *Room) Observation(ctx context.Context, by account.By, id int64) (Observed, error) {
	if err := visible(by); err != nil {
		return Observed{}, err
	}
	b := &pgx.Batch{}
	var rows []observedRow
	queueObserved(b, &rows, by, `r.id = @of`, id)
	var texts []question.Said
	queueTexts(b, &texts, id)
	if err := r.db.SendBatch(ctx, b).Close(); err != nil {
		return Observed{}, postgres.Translate(err)
	}
	if len(rows) == 0 {
		return Observed{}, fault.Missing(nil)
	}
	o := rows[0].observed()
	var err error
	if o.Version, err = r.versions.of(ctx, r.db, o.Form.ID, o.Number); err != nil {
		return Observed{}, err
	}
	o.Answers = o.Version.Form.Back(rows[0].Choices, texts)
	return o, nil
}
