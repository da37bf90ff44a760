package slot

import (
	"cmp"
	"context"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/notice"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/trash"
	"parvis/internal/workcal"
)

// Room is the slots: every operation is one of its methods.
type Room struct {
	db   *pgxpool.Pool
	kept kept
	hooks
}

// New opens the slots kept in a database.
func New(db *pgxpool.Pool) *Room { return &Room{db: db, kept: keep()} }

// Topics are the kinds of things of this room that people talk about and attach files to.
var Topics = []notice.Topic{{Kind: journal.Slot, MayRead: MayRead, SQL: topicSQL}}

// visible refuses whoever may not read the slots, as if there were none.
func visible(by account.By) error {
	if !by.Can(MayRead, access.Tie{}) {
		return fault.Missing(nil)
	}
	return programme.Visible(by)
}

// Programme is the slots of a project as one person sees them.
type Programme struct {
	Project    Project
	Slots      []Slot // in the order of their times
	Activities []Activity
	Spaces     []Space // of the museum, in use
	Conflicts  []Conflict
	May        Rights
}

// OfProject gives the slots of a project, with what does not hold among them. A few round trips, however many there are; none where they are kept.
func (r *Room) OfProject(ctx context.Context, by account.By, project int64) (Programme, error) {
	if err := visible(by); err != nil {
		return Programme{}, err
	}
	v, err := r.look(ctx, by, project)
	if err != nil {
		return Programme{}, err
	}
	return v.as(by), nil
}

// Days are the days of the event, and those of slots that are on others, in order.
func (p Programme) Days() []workcal.Date {
	var days []workcal.Date
	if !p.Project.First.IsZero() && p.Project.Last.Sub(p.Project.First) < 31 {
		for d := p.Project.First; d <= p.Project.Last; d = d.AddDays(1) {
			days = append(days, d)
		}
	}
	for _, s := range p.Slots {
		days = append(days, s.Day)
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// On gives the slots that begin on a day.
func (p Programme) On(day workcal.Date) []Slot {
	var list []Slot
	for _, s := range p.Slots {
		if s.Day == day {
			list = append(list, s)
		}
	}
	return list
}

// ConflictsOf gives the conflicts of each slot, by its number.
func (p Programme) ConflictsOf() map[int64][]Conflict {
	of := map[int64][]Conflict{}
	for _, c := range p.Conflicts {
		for _, id := range []int64{c.Conflict.Slot, c.Conflict.Other} {
			if id != 0 {
				of[id] = append(of[id], c)
			}
		}
	}
	return of
}

// Between gives the slots of every project that begin from a day to another one, both included.
func (r *Room) Between(ctx context.Context, by account.By, from, to workcal.Date) ([]Slot, error) {
	if err := visible(by); err != nil {
		return nil, err
	}
	list, err := r.between(ctx, by, from, to)
	return slices.DeleteFunc(list, func(s Slot) bool { return s.Day < from }), err
}

// Slot gives a slot with its groups, what does not hold about it and the others of its activity. Whoever may restore it also finds a
// deleted one; one whose activity or project is in the trash is there for nobody.
func (r *Room) Slot(ctx context.Context, by account.By, id int64) (Sheet, error) {
	s, err := r.Plain(ctx, by, id)
	if err != nil {
		return s, err
	}
	v, err := r.look(ctx, by, s.Project.ID)
	if err != nil {
		return s, err
	}
	s.Beside = v.ofActivity(s.Slot)
	if s.DeletedAt == nil {
		s.Conflicts = v.about(id)
	}
	return s, nil
}

// Plain is Slot without what takes reading the whole programme: what does not hold about it, and the others of its activity.
func (r *Room) Plain(ctx context.Context, by account.By, id int64) (Sheet, error) {
	if err := visible(by); err != nil {
		return Sheet{}, err
	}
	v, err := r.one(ctx, by, id)
	if err != nil {
		return Sheet{}, err
	}
	s := Sheet{Slot: v.slot, Groups: slices.Clone(v.groups)}
	s.Project.Member = slices.Contains(v.members, by.ID)
	s.May = s.rights(by)
	if s.DeletedAt != nil && !by.Can(MayDelete, s.Project.tie()) {
		return Sheet{}, fault.Missing(nil)
	}
	return s, nil
}

// Living gives a slot that is not in the trash, and no more about it.
func (r *Room) Living(ctx context.Context, by account.By, id int64) (Slot, error) {
	s, err := r.Plain(ctx, by, id)
	if err == nil && s.DeletedAt != nil {
		err = fault.Missing(nil)
	}
	return s.Slot, err
}

// fits tells whether there are places for a whole group.
func (s Slot) fits(people int) bool {
	left := s.Left()
	return left < 0 || people <= left
}

// History gives a page, from 1, of what was done to a slot, newest first.
func (r *Room) History(ctx context.Context, by account.By, id int64, page int) (journal.Page, error) {
	if err := visible(by); err != nil {
		return journal.Page{}, err
	}
	list, err := found(ctx, r.db, by, []int64{id})
	if err != nil {
		return journal.Page{}, err
	}
	if len(list) == 0 || list[0].DeletedAt != nil && !by.Can(MayDelete, list[0].Project.tie()) {
		return journal.Page{}, fault.Missing(nil)
	}
	return journal.Of(ctx, r.db, by.Sight(), journal.Slot, id, page)
}

// Adding is what the form of a slot needs to be filled.
type Adding struct {
	Project    Project
	Activities []Activity // that were not put aside
	Spaces     []Space
}

// Adding gives a project to whoever may add slots to it, with its activities and the places there are.
func (r *Room) Adding(ctx context.Context, by account.By, project int64) (Adding, error) {
	a, err := r.choices(ctx, by, project)
	if err != nil {
		return a, err
	}
	return a, cmp.Or(by.Check(MayPropose, a.Project.tie()), a.Project.Status.CheckOpen())
}

// Editing is Adding for a slot, for whoever may edit it as it stands.
func (r *Room) Editing(ctx context.Context, by account.By, s Slot) (Adding, error) {
	if err := s.CheckEdit(by); err != nil {
		return Adding{}, err
	}
	return r.choices(ctx, by, s.Project.ID)
}

func (r *Room) choices(ctx context.Context, by account.By, project int64) (Adding, error) {
	if err := visible(by); err != nil {
		return Adding{}, err
	}
	var projects []ProjectRow
	a := Adding{}
	b := &pgx.Batch{}
	queueProject(b, &projects, by, project)
	queueActivities(b, &a.Activities, project)
	queueSpaces(b, &a.Spaces)
	if err := r.db.SendBatch(ctx, b).Close(); err != nil {
		return a, postgres.Translate(err)
	}
	if len(projects) == 0 {
		return a, fault.Missing(nil)
	}
	a.Project = projects[0].Named()
	return a, nil
}

// CheckEdit tells why a person may not edit a slot as it stands.
func (s Slot) CheckEdit(by account.By) error {
	return cmp.Or(by.Check(toEdit(s.Status), s.Project.tie()), s.Project.Status.CheckOpen())
}

// CheckPlan tells why a person may not plan, postpone or cancel a slot.
func (s Slot) CheckPlan(by account.By) error {
	return cmp.Or(by.Check(MayPlan, s.Project.tie()), s.Project.Status.CheckOpen())
}

// CheckRegister tells why a person may not enter groups.
func (s Slot) CheckRegister(by account.By) error {
	return cmp.Or(by.Check(MayRegister, s.Project.tie()), s.Project.Status.CheckOpen())
}

// CheckDelete tells why a person may not delete a slot.
func (s Slot) CheckDelete(by account.By) error {
	return cmp.Or(by.Check(MayDelete, s.Project.tie()), s.Project.Status.CheckOpen())
}

// Bins are where slots and groups are thrown away.
func (r *Room) Bins() []trash.Bin {
	return []trash.Bin{
		{Key: "groupes", Label: "Groupes inscrits", Done: "Le groupe est rétabli.", List: r.trashedGroups, Restore: r.RestoreGroup, Purge: r.purgeGroups},
		{Key: "seances", Label: "Séances", Done: "La séance est rétablie.", List: r.trashed, Restore: r.Restore, Purge: r.purge},
	}
}
