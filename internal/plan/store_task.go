package plan

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/postgres"
	"parvis/internal/retroplan"
)

// lockTask reads a task and holds it until the transaction ends.
func lockTask(ctx context.Context, tx pgx.Tx, id int64) (Task, error) {
	return postgres.One[Task](ctx, tx, `SELECT `+taskColumns+taskFrom+
		`WHERE t.id = @id AND t.deleted_at IS NULL FOR UPDATE OF t`, pgx.NamedArgs{"id": id})
}

// titledTask names a task.
type titledTask struct {
	ID    int64
	Title string
}

// queueGone adds to a batch those among some tasks of a project that are deleted, in their order by hand.
func queueGone(b *pgx.Batch, gone *[]titledTask, projectID int64, ids []int64) {
	postgres.Queue(b, gone, `SELECT id, title FROM tasks WHERE id = ANY(@ids) AND project_id = @project AND deleted_at IS NOT NULL
		ORDER BY position, id`, pgx.NamedArgs{"project": projectID, "ids": ids})
}

// lockTasks reads those among some tasks of a project that are there and holds them, in the order of their ids, and names those
// that are deleted.
func lockTasks(ctx context.Context, tx pgx.Tx, projectID int64, ids []int64) (tasks []Task, gone []titledTask, err error) {
	b := &pgx.Batch{}
	postgres.Queue(b, &tasks, `SELECT `+taskColumns+taskFrom+
		`WHERE t.id = ANY(@ids) AND t.project_id = @project AND t.deleted_at IS NULL ORDER BY t.id FOR UPDATE OF t`,
		pgx.NamedArgs{"project": projectID, "ids": ids})
	queueGone(b, &gone, projectID, ids)
	return tasks, gone, postgres.Translate(tx.SendBatch(ctx, b).Close())
}

func insertTask(ctx context.Context, tx pgx.Tx, by account.By, projectID int64, d Draft) (int64, error) {
	number, err := takeNumbers(ctx, tx, projectID, 1)
	if err != nil {
		return 0, err
	}
	args := d.args()
	args["project"], args["number"], args["by"], args["now"] = projectID, number, by.ID, by.At
	return postgres.Scalar[int64](ctx, tx, `INSERT INTO tasks (project_id, number, position, title, category, responsible_id,
			duration, calendar_days, effort_half_days, min_duration, offset_side, offset_count, offset_unit, deadline, not_before,
			pinned_start, pinned_finish, statutory, optional, internal, source, notes, created_by, created_at, updated_at)
		VALUES (@project, @number, (SELECT COALESCE(max(position), 0) + 1 FROM tasks WHERE project_id = @project), @title, @category,
			@responsible, @duration, @calendar_days, @effort, @min_duration, @offset_side, @offset_count, @offset_unit, @deadline,
			@not_before, @pinned_start, @pinned_finish, @statutory, @optional, @internal, @source, @notes, @by, @now, @now)
		RETURNING id`, args)
}

// takeNumbers gives the first of the next n numbers of a project's tasks: they are taken for good, whatever
// becomes of the tasks.
func takeNumbers(ctx context.Context, tx pgx.Tx, projectID int64, n int) (first int, err error) {
	return postgres.Scalar[int](ctx, tx, `INSERT INTO task_numbers (project_id, last) VALUES (@project, @n)
		ON CONFLICT (project_id) DO UPDATE SET last = task_numbers.last + excluded.last RETURNING last - @n + 1`,
		pgx.NamedArgs{"project": projectID, "n": n})
}

func updateTask(ctx context.Context, tx pgx.Tx, id int64, d Draft, now time.Time) error {
	return exec(ctx, tx, updateTaskSQL, d.updateArgs(id, now))
}

// queueTask is updateTask in a batch.
func queueTask(b *pgx.Batch, id int64, d Draft, now time.Time) {
	b.Queue(updateTaskSQL, d.updateArgs(id, now))
}

func (d Draft) updateArgs(id int64, now time.Time) pgx.NamedArgs {
	args := d.args()
	args["id"], args["now"] = id, now
	return args
}

const updateTaskSQL = `UPDATE tasks SET title = @title, category = @category, responsible_id = @responsible,
			duration = @duration, calendar_days = @calendar_days, effort_half_days = @effort, min_duration = @min_duration,
			offset_side = @offset_side, offset_count = @offset_count, offset_unit = @offset_unit,
			deadline = @deadline, not_before = @not_before, pinned_start = @pinned_start, pinned_finish = @pinned_finish,
			statutory = @statutory, optional = @optional, internal = @internal, source = @source, notes = @notes,
			updated_at = @now, version = version + 1
		WHERE id = @id`

func (d Draft) args() pgx.NamedArgs {
	side, count, unit := offsetColumns(d.Offset)
	return pgx.NamedArgs{"title": d.Title, "category": string(d.Category), "responsible": d.ResponsibleID,
		"duration": d.Duration, "calendar_days": d.CalendarDays, "effort": d.Effort, "min_duration": d.MinDuration,
		"offset_side": side, "offset_count": count, "offset_unit": unit,
		"deadline": d.Deadline, "not_before": d.NotBefore, "pinned_start": d.PinnedStart, "pinned_finish": d.PinnedFinish,
		"statutory": d.Statutory, "optional": d.Optional, "internal": d.Internal, "source": d.Source, "notes": d.Notes}
}

// offsetColumns gives an offset as it is stored; side and count are NULL when there is none.
func offsetColumns(o retroplan.Offset) (side, count any, unit string) {
	if o.IsZero() {
		return nil, nil, retroplan.Days.String()
	}
	return o.Side.String(), o.Count, o.Unit.String()
}

// updateState stores what the rules of state.go change. The version stays: nobody's text changed.
func updateState(ctx context.Context, tx pgx.Tx, t Task, now time.Time) error {
	return exec(ctx, tx, updateStateSQL, t.stateArgs(now))
}

// queueState is updateState in a batch.
func queueState(b *pgx.Batch, t Task, now time.Time) { b.Queue(updateStateSQL, t.stateArgs(now)) }

const updateStateSQL = `UPDATE tasks SET state = @state, actual_start = @start, actual_finish = @finish,
			blocked_because = @because, updated_at = @now WHERE id = @id`

func (t Task) stateArgs(now time.Time) pgx.NamedArgs {
	return pgx.NamedArgs{"id": t.ID, "state": t.State.String(), "start": t.ActualStart, "finish": t.ActualFinish,
		"because": t.BlockedBecause, "now": now}
}

func updateResponsible(ctx context.Context, tx pgx.Tx, id int64, personID *int64, now time.Time) error {
	return exec(ctx, tx, `UPDATE tasks SET responsible_id = @person, updated_at = @now, version = version + 1 WHERE id = @id`,
		pgx.NamedArgs{"id": id, "person": personID, "now": now})
}

func markDeleted(ctx context.Context, tx pgx.Tx, id int64, at *time.Time, now time.Time) error {
	return exec(ctx, tx, markDeletedSQL, pgx.NamedArgs{"id": id, "at": at, "now": now})
}

// queueDeleted is markDeleted in a batch.
func queueDeleted(b *pgx.Batch, id int64, now time.Time) {
	b.Queue(markDeletedSQL, pgx.NamedArgs{"id": id, "at": now, "now": now})
}

const markDeletedSQL = `UPDATE tasks SET deleted_at = @at, updated_at = @now WHERE id = @id`

// trashed is a deleted task that can still be restored.
type trashed struct {
	ProjectID     int64
	Title         string
	ResponsibleID *int64
}

func trashedTask(ctx context.Context, tx pgx.Tx, id int64, since time.Time) (trashed, error) {
	return postgres.One[trashed](ctx, tx, `SELECT t.project_id, t.title, t.responsible_id FROM tasks t JOIN project_anchors p ON p.id = t.project_id
		WHERE t.id = @id AND t.deleted_at >= @since`, pgx.NamedArgs{"id": id, "since": since})
}

// setPositions makes the manual order of a project that of ids.
func setPositions(ctx context.Context, tx pgx.Tx, projectID int64, ids []int64) error {
	return exec(ctx, tx, `UPDATE tasks t SET position = wanted.place
		FROM unnest(@ids::bigint[]) WITH ORDINALITY AS wanted (id, place)
		WHERE t.id = wanted.id AND t.project_id = @project AND t.position <> wanted.place`,
		pgx.NamedArgs{"project": projectID, "ids": ids})
}

// orderOf gives the tasks of a project in manual order.
func orderOf(ctx context.Context, tx pgx.Tx, projectID int64) ([]int64, error) {
	return postgres.Scalars[int64](ctx, tx, `SELECT id FROM tasks WHERE project_id = @project AND deleted_at IS NULL
		ORDER BY position, id`, pgx.NamedArgs{"project": projectID})
}

// needsOf gives the dependencies between the tasks of a project that are not deleted; with also,
// those of that task too.
func needsOf(ctx context.Context, tx pgx.Tx, projectID, also int64) ([]storedNeed, error) {
	return postgres.List[storedNeed](ctx, tx, `SELECT n.task_id, n.need_id, n.lag FROM task_needs n
		JOIN tasks t ON t.id = n.task_id JOIN tasks need ON need.id = n.need_id
		WHERE n.project_id = @project
		AND (t.deleted_at IS NULL OR t.id = @also) AND (need.deleted_at IS NULL OR need.id = @also)`,
		pgx.NamedArgs{"project": projectID, "also": also})
}

// titledTasks names the tasks of a project that are there.
func titledTasks(ctx context.Context, tx pgx.Tx, projectID int64) (map[int64]string, error) {
	rows, err := postgres.List[titledTask](ctx, tx, `SELECT id, title FROM tasks WHERE project_id = @project AND deleted_at IS NULL`,
		pgx.NamedArgs{"project": projectID})
	titles := make(map[int64]string, len(rows))
	for _, t := range rows {
		titles[t.ID] = t.Title
	}
	return titles, err
}

func titlesOf(ctx context.Context, tx pgx.Tx, ids []int64) (func(int64) string, error) {
	rows, err := postgres.List[titledTask](ctx, tx, `SELECT id, title FROM tasks WHERE id = ANY(@ids)`, pgx.NamedArgs{"ids": ids})
	titles := make(map[int64]string, len(rows))
	for _, t := range rows {
		titles[t.ID] = t.Title
	}
	return func(id int64) string { return titles[id] }, err
}

// upsertNeed tells whether anything is new.
func upsertNeed(ctx context.Context, tx pgx.Tx, projectID int64, n storedNeed) (bool, error) {
	tag, err := tx.Exec(ctx, upsertNeedSQL, n.args(projectID))
	return tag.RowsAffected() == 1, postgres.Translate(err)
}

// queueNeed is upsertNeed in a batch.
func queueNeed(b *pgx.Batch, projectID int64, n storedNeed) {
	b.Queue(upsertNeedSQL, n.args(projectID))
}

const upsertNeedSQL = `INSERT INTO task_needs (project_id, task_id, need_id, lag) VALUES (@project, @task, @need, @lag)
		ON CONFLICT (project_id, task_id, need_id) DO UPDATE SET lag = excluded.lag WHERE task_needs.lag <> excluded.lag`

func (n storedNeed) args(projectID int64) pgx.NamedArgs {
	return pgx.NamedArgs{"project": projectID, "task": n.TaskID, "need": n.NeedID, "lag": n.Lag}
}

// deleteNeed tells whether there was such a dependency.
func deleteNeed(ctx context.Context, tx pgx.Tx, projectID, taskID, needID int64) (bool, error) {
	tag, err := tx.Exec(ctx, `DELETE FROM task_needs WHERE project_id = @project AND task_id = @task AND need_id = @need`,
		pgx.NamedArgs{"project": projectID, "task": taskID, "need": needID})
	return tag.RowsAffected() == 1, postgres.Translate(err)
}

func exec(ctx context.Context, tx pgx.Tx, sql string, args pgx.NamedArgs) error {
	_, err := tx.Exec(ctx, sql, args)
	return postgres.Translate(err)
}

func purge(ctx context.Context, db postgres.Querier, before time.Time) error {
	args := pgx.NamedArgs{"before": before}
	if _, err := db.Exec(ctx, `DELETE FROM tasks WHERE deleted_at < @before`, args); err != nil {
		return err
	}
	_, err := db.Exec(ctx, `DELETE FROM checklist_items WHERE removed_at < @before`, args)
	return err
}

// taskLives tells whether a task is there, and not in the trash.
func taskLives(ctx context.Context, tx pgx.Tx, id int64) (bool, error) {
	return postgres.Scalar[bool](ctx, tx, `SELECT EXISTS (SELECT FROM tasks WHERE id = @id AND deleted_at IS NULL)`, pgx.NamedArgs{"id": id})
}
