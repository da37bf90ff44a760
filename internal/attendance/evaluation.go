package attendance

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/slot"
	"parvis/internal/territory"
	"parvis/internal/workcal"
)

// Evaluated is what is known of who came to some slots, in the order of their times.
type Evaluated struct {
	Slots       []Slot
	Audiences   []Audience        // every one, in the order of the lists
	Territories []TerritoryNamed  // every one that stands
	First, Last int               // the first and the last year that has slots; 0: there are none
	Cut         bool              // there are more slots than can be shown
	Series      map[string]string // the national events of the slots, by their keys
	Projects    []Project         // of the slots
	Whole       Summary           // of all the slots, at the moment that was asked about
}

// OfYear gives the slots of every project that begin in a year; 0 is every year. One batch, however many there are.
func (r *Room) OfYear(ctx context.Context, by account.By, year int) (Evaluated, error) {
	if err := visible(by); err != nil {
		return Evaluated{}, err
	}
	condition, args := "", pgx.NamedArgs{}
	if year != 0 {
		condition = `AND s.starts_at >= @from AND s.starts_at < @to`
		args["from"], args["to"] = slot.Times{Day: workcal.Of(year, 1, 1)}.Start(), slot.Times{Day: workcal.Of(year+1, 1, 1)}.Start()
	}
	return r.look(ctx, by, fmt.Sprint("year ", year), condition, args)
}

// OfProject gives a project with its slots.
func (r *Room) OfProject(ctx context.Context, by account.By, project int64) (Project, Evaluated, error) {
	if err := visible(by); err != nil {
		return Project{}, Evaluated{}, err
	}
	p, err := r.kept.projects.Of(by.Changes, fmt.Sprint(project), func() (Project, error) {
		list, err := projects(ctx, r.db, project)
		if err == nil && len(list) == 0 {
			err = fault.Missing(nil)
		}
		if err != nil {
			return Project{}, err
		}
		return list[0], nil
	})
	if err != nil {
		return Project{}, Evaluated{}, err
	}
	e, err := r.look(ctx, by, fmt.Sprint("project ", project), `AND s.project_id = @project`, pgx.NamedArgs{"project": project})
	return p, e, err
}

// Visitors is how many people came to some slots, as far as they were counted: what answers are compared with.
type Visitors struct {
	Counted Sum // with how many slots it misses, those that are to come too
	Slots   int // that were asked about
}

// VisitorsOf gives the visitors of slots, those of a project, or those of every project of an event: of one of them that is said. One query, whatever
// it is of. Slots that are neither held nor counted are none of them.
func VisitorsOf(ctx context.Context, q postgres.Querier, of Scope) (Visitors, error) {
	v, err := visitors(ctx, q, of)
	if err != nil {
		return Visitors{}, err
	}
	return Visitors{Slots: v.Slots, Counted: Sum{N: v.Sum, Of: v.Counted, Missing: v.Slots - v.Counted}}, nil
}

// Scope says of which slots something is asked: of these, of a project's, or of an event's.
type Scope struct {
	Slots   []int64
	Project int64
	Event   int64
}

// Visitors is VisitorsOf for whoever may read the counts.
func (r *Room) Visitors(ctx context.Context, by account.By, of Scope) (Visitors, error) {
	if err := visible(by); err != nil {
		return Visitors{}, err
	}
	return VisitorsOf(ctx, r.db, of)
}

// look is evaluate over what is kept under a name: the slots until something is counted, their sums until somebody counts too, and what these add up to
// for a minute, as slots end on the minute. It is read only.
func (r *Room) look(ctx context.Context, by account.By, name, condition string, args pgx.NamedArgs) (Evaluated, error) {
	var number int64
	if by.Changes > 0 {
		var err error
		if number, err = countedSoFar(ctx, r.db); err != nil {
			return Evaluated{}, err
		}
	}
	as := fmt.Sprint(name, ", ", number)
	e, err := r.kept.counted.Of(by.Changes, as, func() (Evaluated, error) {
		e, err := r.kept.slots.Of(by.Changes, name, func() (Evaluated, error) { return programmeOf(ctx, r.db, condition, args) })
		if err != nil {
			return e, err
		}
		return counted(ctx, r.db, e, condition, args)
	})
	if err != nil {
		return e, err
	}
	e.Whole, err = r.kept.sums.Of(by.Changes, fmt.Sprint(as, ", ", by.At.Unix()/60), func() (Summary, error) { return e.SummaryOf(e.Slots, by.At), nil })
	return e, err
}

// evaluate reads the slots that a condition takes, with their counts.
func evaluate(ctx context.Context, q postgres.Querier, condition string, args pgx.NamedArgs) (Evaluated, error) {
	e, err := programmeOf(ctx, q, condition, args)
	if err != nil {
		return e, err
	}
	return counted(ctx, q, e, condition, args)
}

// programmeOf reads slots without their counts.
func programmeOf(ctx context.Context, q postgres.Querier, condition string, args pgx.NamedArgs) (Evaluated, error) {
	var rows evaluatedRows
	b := &pgx.Batch{}
	rows.queue(b, condition, args)
	rows.queueYears(b)
	if err := q.SendBatch(ctx, b).Close(); err != nil {
		return Evaluated{}, postgres.Translate(err)
	}
	e := Evaluated{Slots: make([]Slot, len(rows.slots)), Territories: rows.territories, First: rows.years.First, Last: rows.years.Last, Cut: len(rows.slots) >= MostEvaluated}
	for i, row := range rows.slots {
		e.Slots[i] = row.slot()
	}
	return e, nil
}

// counted reads the counts of slots.
func counted(ctx context.Context, q postgres.Querier, e Evaluated, condition string, args pgx.NamedArgs) (Evaluated, error) {
	var rows countRows
	b := &pgx.Batch{}
	rows.queue(b, condition, args)
	queueEvery(b, &e.Audiences)
	if err := q.SendBatch(ctx, b).Close(); err != nil {
		return e, postgres.Translate(err)
	}
	e.Slots = rows.over(e.Slots)
	e.choices()
	return e, nil
}

// Label names a territory, with the code of a district and the year of the list that gave it: « Parc Sud (QPV QN09217M, 2024) ».
func (t TerritoryNamed) Label() string {
	d := territory.Draft{Kind: territory.Kind(t.Kind), Code: t.Code}
	if d.Kind != territory.District || t.Code == "" {
		return t.Name
	}
	label := t.Name + " (QPV " + t.Code
	if year := d.Vintage(); year != 0 {
		label += ", " + workcal.Of(year, 1, 1).String()[:4]
	}
	return label + ")"
}
