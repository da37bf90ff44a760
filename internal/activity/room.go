package activity

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/notice"
	"parvis/internal/partner"
	"parvis/internal/postgres"
	"parvis/internal/programme"
)

// Room is the activities: every operation is one of its methods.
type Room struct {
	db   *pgxpool.Pool
	kept *postgres.Kept[listed]
}

// New opens the activities kept in a database.
func New(db *pgxpool.Pool) *Room { return &Room{db: db, kept: postgres.Keep[listed](mostKept)} }

// Topics are the kinds of things of this room that people talk about and attach files to.
var Topics = []notice.Topic{{Kind: journal.Activity, MayRead: MayRead, SQL: topicSQL}}

// Allowed is what a person may do with the activities of all projects: her pages that are of none.
func Allowed(by account.By) Rights { return Rights{Exchange: by.Can(MayExchange, access.Tie{})} }

// visible refuses whoever may not read the activities, as if there were none.
func visible(by account.By) error {
	if !by.Can(MayRead, access.Tie{}) {
		return fault.Missing(nil)
	}
	return programme.Visible(by)
}

// listed is the living activities of a project, or of all of them, as one person sees them.
type listed struct {
	projects   []projectRow // none, of all of them
	activities []Activity   // by title
}

// mostKept is some megabytes of the libraries of ten years.
const mostKept = 6

// all gives the living activities of a project, 0 for all of them, as they are kept, or reads them in one round trip. What is kept is read only.
func (r *Room) all(ctx context.Context, by account.By, project int64) (listed, error) {
	return r.kept.Of(by.Changes, fmt.Sprint(by.ID, project), func() (listed, error) {
		var l listed
		var rows []row
		b := &pgx.Batch{}
		if project != 0 {
			queueProject(b, &l.projects, by, project)
		}
		queueList(b, &rows, by, project)
		err := postgres.Translate(r.db.SendBatch(ctx, b).Close())
		l.activities = activities(rows)
		return l, err
	})
}

// List gives the activities of every project that stands, those that pass a filter and in its order, and counts what the filter would
// take were it of no state and of no lack. One query.
func (r *Room) List(ctx context.Context, by account.By, f Filter) ([]Activity, Counts, error) {
	if err := visible(by); err != nil {
		return nil, Counts{}, err
	}
	l, err := r.all(ctx, by, f.Project)
	if err != nil {
		return nil, Counts{}, err
	}
	list, counts := f.counted(l.activities)
	return list, counts, nil
}

// counted is Of, with the counts of what the filter takes whatever its state and what lacks.
func (f Filter) counted(list []Activity) ([]Activity, Counts) {
	wide := f
	wide.State, wide.Lack = "", ""
	return f.Of(list), Count(wide.passing(list))
}

// Programme is the activities of a project as one person sees them.
type Programme struct {
	Project    Project
	Activities []Activity // that pass the filter
	Counts     Counts
	May        Rights
}

// OfProject gives the activities of a project that pass a filter, in its order. One round trip.
func (r *Room) OfProject(ctx context.Context, by account.By, project int64, f Filter) (Programme, error) {
	if err := visible(by); err != nil {
		return Programme{}, err
	}
	l, err := r.all(ctx, by, project)
	if err != nil {
		return Programme{}, err
	}
	if len(l.projects) == 0 {
		return Programme{}, fault.Missing(nil)
	}
	p := Programme{Project: l.projects[0].named()}
	p.May = p.Project.rights(by)
	f.Project = project
	p.Activities, p.Counts = f.counted(l.activities)
	return p, nil
}

// Project gives a project to whoever may add activities to it.
func (r *Room) Project(ctx context.Context, by account.By, project int64) (Project, error) {
	if err := visible(by); err != nil {
		return Project{}, err
	}
	var found []projectRow
	b := &pgx.Batch{}
	queueProject(b, &found, by, project)
	if err := r.db.SendBatch(ctx, b).Close(); err != nil {
		return Project{}, postgres.Translate(err)
	}
	if len(found) == 0 {
		return Project{}, fault.Missing(nil)
	}
	p := found[0].named()
	return p, cmp.Or(by.Check(MayPropose, p.tie()), p.Status.CheckOpen())
}

// Projects gives the projects that stand, the last first.
func (r *Room) Projects(ctx context.Context, by account.By) ([]Project, error) {
	if err := visible(by); err != nil {
		return nil, err
	}
	return listProjects(ctx, r.db, by)
}

// Activity gives an activity with what it was copied from and what was copied from it, in one round trip. Whoever may restore it also
// finds a deleted one; one whose project is in the trash is there for nobody.
func (r *Room) Activity(ctx context.Context, by account.By, id int64) (Sheet, error) {
	if err := visible(by); err != nil {
		return Sheet{}, err
	}
	var rows, from []row
	s := Sheet{}
	b := &pgx.Batch{}
	queueOne(b, &rows, by, id)
	queueAround(b, &from, &s.Taken, by, id)
	if err := r.db.SendBatch(ctx, b).Close(); err != nil {
		return Sheet{}, postgres.Translate(err)
	}
	if len(rows) == 0 {
		return Sheet{}, fault.Missing(nil)
	}
	s.Activity = rows[0].activity()
	s.May = s.rights(by)
	if s.DeletedAt != nil && !by.Can(MayDelete, s.Project.tie()) {
		return Sheet{}, fault.Missing(nil)
	}
	if len(from) == 1 {
		source := from[0].activity()
		s.From = &source
	}
	return s, nil
}

// History gives a page, from 1, of what was done to an activity, newest first.
func (r *Room) History(ctx context.Context, by account.By, id int64, page int) (journal.Page, error) {
	if _, err := r.Activity(ctx, by, id); err != nil {
		return journal.Page{}, err
	}
	return journal.Of(ctx, r.db, by.Sight(), journal.Activity, id, page)
}

// Organisations names organisations of the directory by their numbers, as far as they stand: for the form.
func (r *Room) Organisations(ctx context.Context, by account.By, list []partner.Ref) ([]partner.Ref, error) {
	if err := visible(by); err != nil || len(list) == 0 {
		return nil, err
	}
	return standing(ctx, r.db, numbers(list))
}

// Addable gives the projects to which a person may add activities, but one, the last first.
func (r *Room) Addable(ctx context.Context, by account.By, but int64) ([]Project, error) {
	list, err := r.Projects(ctx, by)
	return slices.DeleteFunc(list, func(p Project) bool { return p.ID == but || !p.rights(by).Add }), err
}

// CheckEdit tells why a person may not edit an activity as it stands.
func (a Activity) CheckEdit(by account.By) error {
	return cmp.Or(by.Check(toEdit(a.State), a.Project.tie()), a.Project.Status.CheckOpen())
}

// CheckDelete tells why a person may not delete an activity.
func (a Activity) CheckDelete(by account.By) error {
	return cmp.Or(by.Check(MayDelete, a.Project.tie()), a.Project.Status.CheckOpen())
}
