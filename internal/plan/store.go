package plan

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/calendar"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/workcal"
)

const taskColumns = `t.id, t.project_id, t.position, t.title, t.category, t.responsible_id,
	COALESCE(who.name, '') AS responsible, t.suggested_role, t.duration, t.calendar_days, t.min_duration,
	CASE WHEN t.offset_side IS NOT NULL THEN ROW(t.offset_side, t.offset_count, t.offset_unit) END AS "offset",
	t.deadline, t.not_before, t.pinned_start, t.pinned_finish, t.statutory, t.optional, t.state,
	t.actual_start, t.actual_finish, t.blocked_because, t.source, t.notes, t.version`

const taskFrom = ` FROM tasks t LEFT JOIN people_named who ON who.id = t.responsible_id `

const projectColumns = `p.id, p.title, p.kind, p.status, p.pilot_id, p.pilot, COALESCE(p.event_id, 0) AS event_id, p.event_name,
	p.first, p.last, p.safety_margin, EXISTS (SELECT FROM members_named m WHERE m.project_id = p.id AND m.person_id = @person) AS member`

// storedNeed is one dependency; storedCount is how far a checklist has come.
type storedNeed struct {
	TaskID int64
	NeedID int64
	Lag    int
}

type storedCount struct {
	TaskID int64
	Items  int
	Ticked int
}

// stock is all that scheduling some projects takes.
type stock struct {
	projects  []Project // by first day, title
	tasks     []Task    // by project, then by hand
	needs     []storedNeed
	counts    []storedCount // only when asked for
	items     []Item        // only when asked for
	calendars calendar.Calendars
}

// sinceSQL is the day from which plans need days off: a year before today and before anything that people
// fixed or noted in them. Durations reach further back from there, by worked days of calendars that
// SQL cannot count: a year holds what usual plans add up, and over says what happens to the others.
const sinceSQL = `SELECT LEAST(@today::date, min(p.first), min(fact.first)) - 366
	FROM project_anchors p LEFT JOIN LATERAL (SELECT min(LEAST(t.actual_start, t.actual_finish, t.not_before, t.pinned_start, t.pinned_finish, t.deadline)) AS first
		FROM tasks t WHERE t.project_id = p.id AND t.deleted_at IS NULL) fact ON true
	WHERE p.id = ANY(@ids)`

// more queues further queries on the batch of a stock.
type more func(*pgx.Batch, *stock)

// loadStock reads whole projects in one batch; a deleted project is not found.
func loadStock(ctx context.Context, q postgres.Querier, by account.By, ids []int64, extra ...more) (stock, error) {
	var s stock
	args := pgx.NamedArgs{"ids": ids, "person": by.ID}
	b := &pgx.Batch{}
	postgres.Queue(b, &s.projects, `SELECT `+projectColumns+`
		FROM project_anchors p WHERE p.id = ANY(@ids) ORDER BY p.first, p.title, p.id`, args)
	postgres.Queue(b, &s.tasks, `SELECT `+taskColumns+taskFrom+
		`WHERE t.project_id = ANY(@ids) AND t.deleted_at IS NULL ORDER BY t.project_id, t.position, t.id`, args)
	postgres.Queue(b, &s.needs, `SELECT n.task_id, n.need_id, n.lag FROM task_needs n JOIN tasks t ON t.id = n.task_id
		WHERE n.project_id = ANY(@ids) AND t.project_id = ANY(@ids) AND t.deleted_at IS NULL ORDER BY n.task_id, n.need_id`, args)
	reading := calendar.Queue(b, sinceSQL, pgx.NamedArgs{"ids": ids, "today": by.Today()})
	for _, add := range extra {
		add(b, &s)
	}
	if err := q.SendBatch(ctx, b).Close(); err != nil {
		return stock{}, postgres.Translate(err)
	}
	s.calendars = reading.Build()
	return s, nil
}

const itemColumns = `i.id, i.task_id, i.position, i.label, i.ticked_at, COALESCE(by.name, '') AS ticked_by`

const itemFrom = ` FROM checklist_items i LEFT JOIN people_named by ON by.id = i.ticked_by `

// projectOf finds the project of a task that is there to be seen, or NotFound.
func projectOf(ctx context.Context, q postgres.Querier, taskID int64) (int64, error) {
	return postgres.Scalar[int64](ctx, q, `SELECT t.project_id FROM tasks t JOIN project_anchors p ON p.id = t.project_id
		WHERE t.id = @id AND t.deleted_at IS NULL`, pgx.NamedArgs{"id": taskID})
}

// withDetail adds to a stock's batch what only a task's own page shows: of the items taken off its
// checklist, those that went since then.
func withDetail(d *Detail, projectID, taskID int64, since time.Time) more {
	return func(b *pgx.Batch, _ *stock) {
		args := pgx.NamedArgs{"task": taskID, "project": projectID, "since": since}
		postgres.Queue(b, &d.Items, `SELECT `+itemColumns+itemFrom+`WHERE i.task_id = @task AND i.removed_at IS NULL ORDER BY i.position, i.id`, args)
		postgres.Queue(b, &d.Removed, `SELECT `+itemColumns+itemFrom+`WHERE i.task_id = @task AND i.removed_at >= @since ORDER BY i.removed_at DESC, i.id`, args)
		postgres.Queue(b, &d.People, assigneesSQL, args)
		journal.QueueOf(b, &d.History, journal.Task, taskID, 10)
	}
}

// Members first, then whoever else may log in.
const assigneesSQL = `SELECT who.id, who.name, who.role, m.person_id IS NOT NULL AS member
	FROM people_named who LEFT JOIN members_named m ON m.person_id = who.id AND m.project_id = @project
	WHERE who.active ORDER BY member DESC, who.name, who.id`

func listAssignees(ctx context.Context, q postgres.Querier, projectID int64) ([]Assignee, error) {
	return postgres.List[Assignee](ctx, q, assigneesSQL, pgx.NamedArgs{"project": projectID})
}

func oneProject(ctx context.Context, q postgres.Querier, by account.By, id int64) (Project, error) {
	return postgres.One[Project](ctx, q, `SELECT `+projectColumns+` FROM project_anchors p WHERE p.id = @id`,
		pgx.NamedArgs{"id": id, "person": by.ID})
}

// listedProjects gives the live projects that have a task for somebody's list: hers, or nobody's
// where she is a member, to do or done since a day. OFFSET 0 keeps the planner from reading the
// tasks of every project there ever was.
func listedProjects(ctx context.Context, q postgres.Querier, by account.By, since workcal.Date) ([]int64, error) {
	return postgres.Scalars[int64](ctx, q, `SELECT p.id FROM project_anchors p
		LEFT JOIN members_named m ON m.project_id = p.id AND m.person_id = @person
		WHERE p.status NOT IN ('archived', 'cancelled')
		AND EXISTS (SELECT FROM tasks t WHERE t.project_id = p.id AND t.deleted_at IS NULL
			AND (t.responsible_id = @person OR t.responsible_id IS NULL AND m.person_id IS NOT NULL)
			AND (t.state NOT IN ('done', 'dropped') OR t.actual_finish >= @since) OFFSET 0)`,
		pgx.NamedArgs{"person": by.ID, "since": since})
}

// withCounts adds how far the checklists of a project have come.
func withCounts(project int64) more {
	return func(b *pgx.Batch, s *stock) {
		postgres.Queue(b, &s.counts, `SELECT t.id AS task_id, i.items, i.ticked FROM tasks t
			CROSS JOIN LATERAL (SELECT count(*) AS items, count(one.ticked_at) AS ticked FROM checklist_items one
				WHERE one.task_id = t.id AND one.removed_at IS NULL) i
			WHERE t.project_id = @project AND t.deleted_at IS NULL AND i.items > 0`, pgx.NamedArgs{"project": project})
	}
}

// withItemsOf adds the checklists of somebody's and of nobody's tasks.
func withItemsOf(by account.By, ids []int64) more {
	return func(b *pgx.Batch, s *stock) {
		postgres.Queue(b, &s.items, `SELECT `+itemColumns+` FROM tasks t
			CROSS JOIN LATERAL (SELECT * FROM checklist_items one WHERE one.task_id = t.id AND one.removed_at IS NULL OFFSET 0) i
			LEFT JOIN people_named by ON by.id = i.ticked_by
			WHERE t.project_id = ANY(@ids) AND t.deleted_at IS NULL
			AND (t.responsible_id = @person OR t.responsible_id IS NULL)
			ORDER BY i.task_id, i.position, i.id`, pgx.NamedArgs{"ids": ids, "person": by.ID})
	}
}

// liveProjects gives the projects whose tasks ask for work, among ids when there are any. Without
// ids, a finished project is left out when nothing in it is to do, or was done since a day.
func liveProjects(ctx context.Context, q postgres.Querier, ids []int64, since workcal.Date) ([]int64, error) {
	return postgres.Scalars[int64](ctx, q, `SELECT p.id FROM project_anchors p
		WHERE p.status NOT IN ('archived', 'cancelled')
		AND (p.id = ANY(@ids) OR @every AND (p.status <> 'finished'
			OR EXISTS (SELECT FROM tasks t WHERE t.project_id = p.id AND t.deleted_at IS NULL
				AND (t.state NOT IN ('done', 'dropped') OR t.actual_finish >= @since) OFFSET 0)))`,
		pgx.NamedArgs{"ids": ids, "every": len(ids) == 0, "since": since})
}

const trashSQL = `SELECT t.id, t.title AS name, p.id AS project_id, p.title AS project, t.deleted_at, false AS may, p.status, t.responsible_id,
		EXISTS (SELECT FROM members_named m WHERE m.project_id = p.id AND m.person_id = @person) AS member
	FROM tasks t JOIN project_anchors p ON p.id = t.project_id
	WHERE t.deleted_at >= @since ORDER BY t.deleted_at DESC, t.id LIMIT 500`

// storedProgress is how far the tasks of one project have come.
type storedProgress struct {
	ProjectID int64
	Progress
}

func countTasks(ctx context.Context, q postgres.Querier, ids []int64) ([]storedProgress, error) {
	return postgres.List[storedProgress](ctx, q, `SELECT project_id, count(*) AS total, count(*) FILTER (WHERE state = 'done') AS done
		FROM tasks WHERE project_id = ANY(@ids) AND deleted_at IS NULL AND state <> 'dropped' GROUP BY project_id`,
		pgx.NamedArgs{"ids": ids})
}
