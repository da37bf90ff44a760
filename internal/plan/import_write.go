package plan

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/exchange/intake"
	"parvis/internal/imports"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/programme"
)

// Apply implements imports.Read. What is created has the entry of the import alone; what is changed has one each, which says what was
// there before.
func (in *incoming) Apply(ctx context.Context, tx pgx.Tx, by account.By, past func(int)) error {
	project, tie, err := programme.Locked(ctx, tx, by, in.project.ID)
	if err != nil {
		return err
	}
	h := held{tx: tx, by: by, project: project, tie: tie}
	did := by.Did(journal.FromSheet, journal.Subject{Kind: journal.Project, ID: project.ID, Name: project.Title}, imports.Counts(in.Report(), "Tâches créées", "Tâches modifiées")...)
	if err := h.changed(ctx, did); err != nil {
		return err
	}
	ids, err := in.create(ctx, h)
	if err != nil {
		return err
	}
	past(len(in.tasks) / 2)
	if err := in.change(ctx, h); err != nil {
		return err
	}
	past(len(in.tasks))
	return in.link(ctx, h, ids)
}

// create stores the new tasks with their checklists, and gives the ids that they took by those that they had.
func (in *incoming) create(ctx context.Context, h held) (map[int64]int64, error) {
	ids := map[int64]int64{}
	var list []Task
	var items [][]newItem
	for _, one := range in.tasks {
		if one.was == nil {
			list, items = append(list, one.task), append(items, one.items)
		}
	}
	if len(list) == 0 {
		return ids, nil
	}
	if err := h.roomForTasks(ctx, len(list)); err != nil {
		return nil, err
	}
	_, position, err := lastPosition(ctx, h.tx, h.project.ID)
	if err != nil {
		return nil, err
	}
	number, err := takeNumbers(ctx, h.tx, h.project.ID, len(list))
	if err != nil {
		return nil, err
	}
	before, numbers := make([]int64, len(list)), in.numbers(list, number)
	if more := slices.Max(numbers) - number + 1 - len(list); more > 0 {
		if _, err := takeNumbers(ctx, h.tx, h.project.ID, more); err != nil {
			return nil, err
		}
	}
	for i := range list {
		before[i] = list[i].ID
		list[i].Number, list[i].Position = numbers[i], position+i+1
	}
	if err := insertAll(ctx, h.tx, h.by, list, nil, items); err != nil {
		return nil, err
	}
	for i := range list {
		ids[before[i]] = list[i].ID
	}
	return ids, h.tell(ctx, givenOf(list))
}

// mostNumber is the highest number that is kept of a file.
const mostNumber = 9999

// numbers gives new tasks their numbers, the first of which is free: in a project that never had any, those of the file, where they are
// numbers, each another one.
func (in *incoming) numbers(list []Task, first int) []int {
	numbers, taken := make([]int, len(list)), map[int]bool{}
	refs := make(map[int64]string, len(in.tasks))
	for _, one := range in.tasks {
		refs[one.task.ID] = strings.TrimSpace(one.from.Task.Ref)
	}
	for i := range list {
		n, err := strconv.Atoi(refs[list[i].ID])
		if first == 1 && err == nil && n > 0 && n <= mostNumber && !taken[n] {
			numbers[i], taken[n] = n, true
		}
	}
	next := first
	for i := range numbers {
		for ; numbers[i] == 0; next++ {
			if !taken[next] {
				numbers[i], taken[next] = next, true
			}
		}
	}
	return numbers
}

// change stores what the rows say of the tasks that were there.
func (in *incoming) change(ctx context.Context, h held) error {
	b := &pgx.Batch{}
	var given []Task
	for _, one := range in.tasks {
		if one.was == nil || one.row.Outcome != intake.Changed {
			continue
		}
		changes := append(taskFields(in.names).Changes(one.was.Draft(), one.task.Draft()), progressFields.Changes(*one.was, one.task)...)
		if len(changes) > 0 {
			queueTask(b, one.task.ID, one.task.Draft(), h.by.At)
			queueState(b, one.task, h.by.At)
			did := h.by.Did(journal.Edited, one.task.Subject(), changes...)
			did.Projects = []int64{h.project.ID}
			journal.Queue(b, did)
		}
		queueItems(b, one.task.ID, one.items, h.by)
		if !same(one.was.ResponsibleID, one.task.ResponsibleID) {
			given = append(given, one.task)
		}
	}
	if err := postgres.Translate(h.tx.SendBatch(ctx, b).Close()); err != nil {
		return err
	}
	return h.tell(ctx, givenOf(given))
}

// link stores the dependencies; ids are those that new tasks took.
func (in *incoming) link(ctx context.Context, h held, ids map[int64]int64) error {
	b := &pgx.Batch{}
	for _, n := range in.links() {
		if id, isNew := ids[n.TaskID]; isNew {
			n.TaskID = id
		}
		if id, isNew := ids[n.NeedID]; isNew {
			n.NeedID = id
		}
		queueNeed(b, h.project.ID, n)
	}
	if b.Len() == 0 {
		return nil
	}
	return postgres.Translate(h.tx.SendBatch(ctx, b).Close())
}
