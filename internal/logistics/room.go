package logistics

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/agreement"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/logistics/next"
	"parvis/internal/notice"
	"parvis/internal/partner"
	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/retroplan"
	"parvis/internal/trash"
	"parvis/internal/workcal"
)

// Room is the files of the projects: every operation is one of its methods.
type Room struct {
	db    *pgxpool.Pool
	plans *plan.Room // on whose tasks pieces hang
	kept  *postgres.Kept[File]
	sent  *postgres.Kept[Deliveries]
	homes *postgres.Kept[int64] // the projects of pieces
}

// What is kept at most: some megabytes of files, and the projects of the pieces that people are at.
const (
	mostKept  = 32
	mostHomes = 1_000
)

// New opens the files kept in a database; their pieces are due with tasks of the plans.
func New(db *pgxpool.Pool, plans *plan.Room) *Room {
	return &Room{db: db, plans: plans, kept: postgres.Keep[File](mostKept), sent: postgres.Keep[Deliveries](mostKept), homes: postgres.Keep[int64](mostHomes)}
}

// Topics are the kinds of things of this room that people talk about and attach files to.
var Topics = []notice.Topic{{Kind: journal.Piece, MayRead: MayRead, SQL: topicSQL}, {Kind: journal.Delivery, MayRead: MayRead, SQL: deliveryTopicSQL}}

// Rights is what a person may do with the file of a project as it stands, for the pages that show it.
type Rights struct{ Edit, Exchange, Remind, Amounts bool }

func tieOf(member bool) access.Tie { return access.Tie{Member: member} }

func rights(by account.By, p plan.Project) Rights {
	tie := tieOf(p.Member)
	return Rights{Edit: p.Open() && by.Can(MayEdit, tie), Exchange: by.Can(MayExchange, tie), Remind: p.Open() && by.Can(MayRemind, tie), Amounts: by.Can(account.MaySeeAmounts, access.Tie{})}
}

// visible refuses whoever may not read the files, as if there were none.
func visible(by account.By) error {
	if !by.Can(MayRead, access.Tie{}) {
		return fault.Missing(nil)
	}
	return programme.Visible(by)
}

// File is the file of a project as one person sees it on a day.
type File struct {
	Project plan.Project
	Pieces  []Piece // by part, then by day, then by title
	First   []Piece // the three things to do first
	Today   workcal.Date
	May     Rights
}

// Of gives the file of a project: its plan, which is kept, and one query, or nothing while nothing changed.
func (r *Room) Of(ctx context.Context, by account.By, project int64) (File, error) {
	if err := visible(by); err != nil {
		return File{}, err
	}
	f, err := r.kept.Of(by.Changes, fmt.Sprint(project, by.ID, by.Today()), func() (File, error) { return r.of(ctx, by, project) })
	f.Pieces = slices.Clone(f.Pieces)
	return f, err
}

func (r *Room) of(ctx context.Context, by account.By, project int64) (File, error) {
	v, err := r.plans.Plan(ctx, by, project)
	if err != nil {
		return File{}, err
	}
	rows, err := listPieces(ctx, r.db, by, project)
	if err != nil {
		return File{}, err
	}
	f := File{Project: v.Project, Today: by.Today(), May: rights(by, v.Project), Pieces: make([]Piece, len(rows))}
	for i, row := range rows {
		f.Pieces[i] = row.piece(f.Today)
	}
	f.settle(v)
	if !f.May.Amounts {
		for i := range f.Pieces {
			f.Pieces[i].Amount = agreement.Amount{}
		}
	}
	return f, nil
}

// settle works out what the pieces are to the plan and to each other, and puts them in the order of the file.
func (f *File) settle(v plan.View) {
	tasks := make(map[int64]*plan.Row, len(v.Rows))
	for i := range v.Rows {
		tasks[v.Rows[i].ID] = &v.Rows[i]
	}
	called := make(map[string]int, len(f.Pieces))
	things, names, open := make([]next.Thing, len(f.Pieces)), make(map[int64]string, len(f.Pieces)), map[int64]int{}
	for i := range f.Pieces {
		p := &f.Pieces[i]
		if task := tasks[p.Task.ID]; task != nil {
			p.Due, p.TaskTick = dueWith(task), task.CanTick
			p.Statutory = p.Statutory || task.Statutory
		}
		called[french.Fold(p.Title)]++
		if p.State.Open() && p.Task.ID != 0 {
			open[p.Task.ID]++
		}
		things[i], names[p.ID] = next.Thing{ID: p.ID, Due: p.Due, Done: !p.State.Open(), Needs: numbers(p.Needs)}, p.Title
	}
	order := next.Of(things)
	at := make(map[int64]Piece, len(f.Pieces))
	ranks := make(map[string]int, len(f.Pieces))
	for i := range f.Pieces {
		p := &f.Pieces[i]
		p.Namesake = called[french.Fold(p.Title)] > 1
		ranks[french.Fold(p.Title)]++
		p.Rank = ranks[french.Fold(p.Title)]
		p.Holds, p.OnlyOf = order.Blocks(p.ID), open[p.Task.ID] == 1
		for _, id := range order.Blocking(p.ID) {
			p.Blocking = append(p.Blocking, partner.Ref{ID: id, Name: names[id]})
		}
		at[p.ID] = *p
	}
	for _, id := range order.First(3) {
		f.First = append(f.First, at[id])
	}
	slices.SortStableFunc(f.Pieces, func(a, b Piece) int {
		return cmp.Or(cmp.Compare(slices.Index(Parts, a.Part), slices.Index(Parts, b.Part)), byState(a, b), byDay(a.Due, b.Due))
	})
}

// byState puts what is left to do before what is done.
func byState(a, b Piece) int {
	if a.State.Open() == b.State.Open() {
		return 0
	}
	return map[bool]int{true: -1, false: 1}[a.State.Open()]
}

// byDay orders days, with what has none after what has one.
func byDay(a, b workcal.Date) int {
	if a.IsZero() != b.IsZero() {
		return map[bool]int{true: 1, false: -1}[a.IsZero()]
	}
	return cmp.Compare(a, b)
}

// dueWith is by when what hangs on a task is due: when the task has to be done, or was.
func dueWith(task *plan.Row) workcal.Date {
	if task.State == retroplan.Dropped {
		return 0
	}
	if !task.LatestFinish.IsZero() {
		return task.LatestFinish
	}
	return task.PlannedFinish
}

// Counts tells how many pieces of each slice a file has.
func (f File) Counts() map[Slice]int {
	n := map[Slice]int{}
	for _, p := range f.Pieces {
		if p.State == Void {
			continue
		}
		n[Whole]++
		n[p.Slice(f.Today)]++
	}
	return n
}

// In gives the pieces of a slice; of the whole, those that are not needed after all too.
func (f File) In(s Slice) []Piece {
	if s == Whole {
		return f.Pieces
	}
	var list []Piece
	for _, p := range f.Pieces {
		if p.Slice(f.Today) == s && (s != Kept || p.State != Void) {
			list = append(list, p)
		}
	}
	return list
}

// Sheet is one piece as one person sees it.
type Sheet struct {
	Piece
	Of      plan.Project
	Waiting []partner.Ref // the open pieces that wait for it directly
	May     Rights
	Restore bool
}

// Piece gives a piece. Whoever may restore it also finds a deleted one; one whose project is in the trash is there for nobody.
func (r *Room) Piece(ctx context.Context, by account.By, id int64) (Sheet, error) {
	if err := visible(by); err != nil {
		return Sheet{}, err
	}
	project, err := r.homes.Of(by.Changes, fmt.Sprint(id), func() (int64, error) { return projectOf(ctx, r.db, id) })
	if err != nil {
		return Sheet{}, err
	}
	f, err := r.Of(ctx, by, project)
	if err != nil {
		return Sheet{}, err
	}
	s := Sheet{Of: f.Project, May: f.May}
	for _, p := range f.Pieces {
		if p.ID == id {
			s.Piece = p
		}
		if p.State.Open() && slices.ContainsFunc(p.Needs, func(n partner.Ref) bool { return n.ID == id }) {
			s.Waiting = append(s.Waiting, partner.Ref{ID: p.ID, Name: p.Title})
		}
	}
	if s.ID != 0 {
		return s, nil
	}
	if !f.May.Edit {
		return Sheet{}, fault.Missing(nil)
	}
	row, err := find(ctx, r.db, by, id)
	if err != nil || row.DeletedAt == nil {
		return Sheet{}, cmp.Or(err, error(fault.Missing(nil)))
	}
	s.Piece, s.Restore, s.Waiting = row.piece(by.Today()), f.May.Edit, nil
	s.May.Edit, s.May.Remind = false, false
	if !s.May.Amounts {
		s.Amount = agreement.Amount{}
	}
	return s, nil
}

// History gives a page, from 1, of what was done to a piece, newest first.
func (r *Room) History(ctx context.Context, by account.By, id int64, page int) (journal.Page, error) {
	if _, err := r.Piece(ctx, by, id); err != nil {
		return journal.Page{}, err
	}
	return journal.Of(ctx, r.db, by.Sight(), journal.Piece, id, page)
}

// ToWrite gives what the form of a piece needs, for whoever may add one to a project (id 0) or edit that one.
func (r *Room) ToWrite(ctx context.Context, by account.By, project, id int64, d Draft) (plan.Project, Choices, error) {
	if err := visible(by); err != nil {
		return plan.Project{}, Choices{}, err
	}
	v, err := r.plans.Plan(ctx, by, project)
	if err != nil {
		return plan.Project{}, Choices{}, err
	}
	if err := cmp.Or(by.Check(MayEdit, tieOf(v.Project.Member)), v.Project.Status.CheckOpen()); err != nil {
		return v.Project, Choices{}, err
	}
	c, err := readChoices(ctx, r.db, by, project, id, d)
	c.Tasks = v.Rows
	c.People = givable(by, c.People, d.Person.ID)
	return v.Project, c, err
}

// givable keeps the people to whom somebody may give a piece: herself, and whoever has it, where she may give tasks to nobody else.
func givable(by account.By, people []Person, has int64) []Person {
	all := by.Can(plan.MayGiveTask, access.Tie{})
	return slices.DeleteFunc(people, func(p Person) bool { return !all && p.ID != by.ID && p.ID != has })
}

// Bins are where pieces and deliveries are thrown away.
func (r *Room) Bins() []trash.Bin {
	return []trash.Bin{
		{Key: "livraisons", Label: "Livraisons", Done: "La livraison est rétablie.", List: r.trashedDeliveries, Restore: r.RestoreDelivery, Purge: r.purgeDeliveries},
		{Key: "habituelles", Label: "Pièces habituelles", Done: "La ligne est rétablie dans la liste des pièces habituelles.", List: r.trashedEntries, Restore: r.RestoreEntry, Purge: r.purgeEntries},
		{Key: "pieces", Label: "Pièces des dossiers", Done: "La pièce est rétablie dans le dossier.", List: r.trashedPieces, Restore: r.Restore, Purge: r.purgePieces},
	}
}

// OpenPieces are pieces that are left to do.
type OpenPieces []Piece

// Refs names them.
func (l OpenPieces) Refs() []partner.Ref {
	refs := make([]partner.Ref, len(l))
	for i, p := range l {
		refs[i] = partner.Ref{ID: p.ID, Name: p.Title}
	}
	return refs
}

// OpenOf gives the open pieces that hang on a task, without their amounts, to whoever may note how far they are; nothing to anybody else.
func (r *Room) OpenOf(ctx context.Context, by account.By, task int64) (OpenPieces, error) {
	if err := visible(by); err != nil {
		return nil, err
	}
	rows, err := listOfTask(ctx, r.db, by, task)
	var open OpenPieces
	for _, row := range rows {
		if p := row.piece(by.Today()); p.State.Open() && by.Can(MayEdit, tieOf(row.Member)) {
			p.Amount = agreement.Amount{}
			open = append(open, p)
		}
	}
	return open, err
}
