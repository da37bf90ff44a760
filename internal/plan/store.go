package plan

import (
	"context"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/calendar"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/workcal"
)

const taskColumns = `t.id, t.project_id, t.number, t.position, t.title, t.category, t.responsible_id,
	COALESCE(who.name, '') AS responsible, t.suggested_role, t.duration, t.calendar_days, t.effort_half_days AS effort, t.min_duration,
	CASE WHEN t.offset_side IS NOT NULL THEN ROW(t.offset_side, t.offset_count, t.offset_unit) END AS "offset",
	t.deadline, t.not_before, t.pinned_start, t.pinned_finish, t.statutory, t.optional, t.internal, t.state,
	t.actual_start, t.actual_finish, t.blocked_because, t.source, t.notes, t.version`

const taskFrom = ` FROM tasks t LEFT JOIN people_named who ON who.id = t.responsible_id `

// The arguments of what finds projects stand in a SELECT of their own: the query is then planned once for a
// connection, and not at each reading for its very arguments, which takes longer than running it.
const projectColumns = `p.id, p.title, p.short_name, p.kind, p.status, p.pilot_id, p.pilot, COALESCE(p.event_id, 0) AS event_id, p.event_name,
	p.first, p.last, p.safety_margin, p.version, EXISTS (SELECT FROM members_named m WHERE m.project_id = p.id AND m.person_id = (SELECT @person::bigint)) AS member`

// numberColumns count the changes to what a plan depends on besides its project's own facts.
var numberColumns = `, ` + postgres.Revision(room, "p.id") + ` AS plan_number, ` + postgres.Revision(lists, "p.id") + ` AS lists_number, ` + calendar.Revision + ` AS days_number, ` +
	account.Revision + ` AS people_number`

// changesOf is the SQL of how many changes there were to what is read of one project, with those numbers; id is SQL too.
func changesOf(id string) string {
	return strings.Join([]string{programme.Revision, postgres.Revision(room, id), postgres.Revision(lists, id), calendar.Revision, account.Revision}, ` + `)
}

// numbered is a project with those numbers, and how many changes there were, read in the same statement.
type numbered struct {
	Project
	PlanNumber   int64
	ListsNumber  int64
	DaysNumber   int64
	PeopleNumber int64
	Changes      int64
}

func (p numbered) key(today workcal.Date) key {
	return key{project: p.ID, plan: p.PlanNumber, days: p.DaysNumber, people: p.PeopleNumber,
		first: p.First, last: p.Last, today: today, margin: p.SafetyMargin}
}

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

// counts are those of a project's tasks, by task.
type counts map[int64]storedCount

func countsOf(list []storedCount) counts {
	c := make(counts, len(list))
	for _, one := range list {
		c[one.TaskID] = one
	}
	return c
}

// stock is all that working out the plans of some projects takes.
type stock struct {
	projects  []numbered // by first day, title
	tasks     []Task     // by project, then by hand
	needs     []storedNeed
	calendars calendar.Calendars
}

// sinceSQL is the day from which plans need days off: a year before today and before anything that people
// fixed or noted in them. Durations reach further back from there, by worked days of calendars that
// SQL cannot count: a year holds what usual plans add up, and workedOut says what happens to the others.
const sinceSQL = `SELECT LEAST(@today::date, min(p.first), min(fact.first)) - 366
	FROM project_anchors p LEFT JOIN LATERAL (SELECT min(LEAST(t.actual_start, t.actual_finish, t.not_before, t.pinned_start, t.pinned_finish, t.deadline)) AS first
		FROM tasks t WHERE t.project_id = p.id AND t.deleted_at IS NULL) fact ON true
	WHERE p.id = ANY(@ids)`

// which says in SQL which projects are read.
type which struct {
	sql  string
	args pgx.NamedArgs
	// One of these says that the same was mostly found before.
	since workcal.Date // of every live project
	one   int64        // of this project alone
}

// kept tells whether what is found is kept.
func (w which) kept() bool { return w.one != 0 || !w.since.IsZero() }

// changes is the SQL of how many changes there were to what is found.
func (w which) changes() string {
	if w.one != 0 {
		return changesOf(`(SELECT @id::bigint)`)
	}
	return postgres.Revisions
}

func whichProject(id int64) which {
	return which{sql: `p.id = (SELECT @id::bigint)`, args: pgx.NamedArgs{"id": id}, one: id}
}

func whichProjects(ids []int64) which {
	return which{sql: `p.id = ANY((SELECT @ids::bigint[])::bigint[])`, args: pgx.NamedArgs{"ids": ids}}
}

// whichOfTask is the project of a task that is there to be seen.
func whichOfTask(id int64) which {
	return which{sql: `p.id = (SELECT t.project_id FROM tasks t WHERE t.id = (SELECT @id::bigint) AND t.deleted_at IS NULL)`, args: pgx.NamedArgs{"id": id}}
}

// liveSQL is a project whose tasks may ask for work.
const liveSQL = `p.status NOT IN ('archived', 'cancelled')`

// askingSQL is one where something is to do, or was done since a day. OFFSET 0 keeps the planner from
// reading the tasks of every project there ever was.
const askingSQL = `(p.status <> 'finished'
	OR EXISTS (SELECT FROM tasks t WHERE t.project_id = p.id AND t.deleted_at IS NULL AND t.state NOT IN ('done', 'dropped') OFFSET 0)
	OR EXISTS (SELECT FROM tasks t WHERE t.project_id = p.id AND t.deleted_at IS NULL AND t.state = 'done'
		AND t.actual_finish >= (SELECT @since::date) OFFSET 0))`

// whichLive are those whose tasks ask for work, among ids when there are any. Without ids, a
// finished project is left out when nothing in it is to do, or was done since a day.
func whichLive(ids []int64, since workcal.Date) which {
	if len(ids) > 0 {
		return which{sql: liveSQL + ` AND p.id = ANY((SELECT @ids::bigint[])::bigint[])`, args: pgx.NamedArgs{"ids": ids}}
	}
	return which{sql: liveSQL + ` AND ` + askingSQL, args: pgx.NamedArgs{"since": since}, since: since}
}

// queueProjects reads projects that are not deleted, as somebody stands to them.
func queueProjects(b *pgx.Batch, list *[]numbered, by account.By, w which) {
	w.args["person"] = by.ID
	postgres.Queue(b, list, `SELECT `+projectColumns+numberColumns+`, `+w.changes()+` AS changes
		FROM project_anchors p WHERE `+w.sql+` ORDER BY p.first, p.title COLLATE "fr-x-icu", p.id`, w.args)
}

// queueChanges reads how many changes there were to what is found.
func queueChanges(b *pgx.Batch, changes *int64, w which) {
	b.Queue(`SELECT `+w.changes(), postgres.Named(w.args)).QueryRow(func(row pgx.Row) error { return row.Scan(changes) })
}

// load reads whole projects in one batch, which send runs; a deleted project is not found. since is SQL that
// says from when days off are read; without it the stock has no calendars.
func load(send func(*pgx.Batch) error, by account.By, ids []int64, since string) (stock, error) {
	var s stock
	args := pgx.NamedArgs{"ids": ids}
	b := &pgx.Batch{}
	queueProjects(b, &s.projects, by, whichProjects(ids))
	postgres.Queue(b, &s.tasks, `SELECT `+taskColumns+taskFrom+
		`WHERE t.project_id = ANY(@ids) AND t.deleted_at IS NULL ORDER BY t.project_id, t.position, t.id`, args)
	postgres.Queue(b, &s.needs, `SELECT n.task_id, n.need_id, n.lag FROM task_needs n JOIN tasks t ON t.id = n.task_id
		WHERE n.project_id = ANY(@ids) AND t.project_id = ANY(@ids) AND t.deleted_at IS NULL ORDER BY n.task_id, n.need_id`, args)
	var days *calendar.Reading
	if since != "" {
		days = calendar.Queue(b, since, pgx.NamedArgs{"ids": ids, "today": by.Today()})
	}
	if err := send(b); err != nil {
		return stock{}, err
	}
	if days != nil {
		s.calendars = days.Build()
	}
	return s, nil
}

const itemColumns = `i.id, i.task_id, i.position, i.label, i.ticked_at, COALESCE(by.name, '') AS ticked_by`

const itemFrom = ` FROM checklist_items i LEFT JOIN people_named by ON by.id = i.ticked_by `

// projectOf finds the project of a task that is there to be seen, or NotFound.
func projectOf(ctx context.Context, q postgres.Querier, taskID int64) (int64, error) {
	return postgres.Scalar[int64](ctx, q, `SELECT t.project_id FROM tasks t JOIN project_anchors p ON p.id = t.project_id
		WHERE t.id = @id AND t.deleted_at IS NULL`, pgx.NamedArgs{"id": taskID})
}

// more queues further queries on the batch that finds the projects.
type more = func(*pgx.Batch)

// withDetail adds what only a task's own page shows: of the items taken off its checklist, those that went
// since then.
func withDetail(d *Detail, by account.By, taskID int64, since time.Time) more {
	return func(b *pgx.Batch) {
		args := pgx.NamedArgs{"task": taskID, "since": since}
		postgres.Queue(b, &d.Items, `SELECT `+itemColumns+itemFrom+`WHERE i.task_id = @task AND i.removed_at IS NULL ORDER BY i.position, i.id`, args)
		postgres.Queue(b, &d.Removed, `SELECT `+itemColumns+itemFrom+`WHERE i.task_id = @task AND i.removed_at >= @since ORDER BY i.removed_at DESC, i.id`, args)
		postgres.Queue(b, &d.People, assigneesOf(`(SELECT project_id FROM tasks WHERE id = @task)`), args)
		journal.QueueOf(b, by.Sight(), &d.History, journal.Task, taskID, 10)
	}
}

// assigneesOf lists members first, then whoever else may log in; project is SQL.
func assigneesOf(project string) string {
	return `SELECT who.id, who.name, who.role, m.person_id IS NOT NULL AS member
		FROM people_named who LEFT JOIN members_named m ON m.person_id = who.id AND m.project_id = ` + project + `
		WHERE who.active ORDER BY member DESC, who.name COLLATE "fr-x-icu", who.id`
}

// withAssignees adds who may be made responsible for the tasks of a project.
func withAssignees(people *[]Assignee, project int64) more {
	return func(b *pgx.Batch) {
		postgres.Queue(b, people, assigneesOf(`(SELECT @project::bigint)`), pgx.NamedArgs{"project": project})
	}
}

func listAssignees(ctx context.Context, q postgres.Querier, projectID int64) ([]Assignee, error) {
	return postgres.List[Assignee](ctx, q, assigneesOf(`(SELECT @project::bigint)`), pgx.NamedArgs{"project": projectID})
}

// withCounts adds how far the checklists of a project have come.
func withCounts(list *[]storedCount, project int64) more {
	return func(b *pgx.Batch) {
		postgres.Queue(b, list, `SELECT t.id AS task_id, i.items, i.ticked FROM tasks t
			CROSS JOIN LATERAL (SELECT count(*) AS items, count(one.ticked_at) AS ticked FROM checklist_items one
				WHERE one.task_id = t.id AND one.removed_at IS NULL) i
			WHERE t.project_id = @project AND t.deleted_at IS NULL AND i.items > 0`, pgx.NamedArgs{"project": project})
	}
}

// itemCounts gives how far the checklists of some tasks have come, of those that have one.
func itemCounts(ctx context.Context, q postgres.Querier, tasks []int64) ([]storedCount, error) {
	return postgres.List[storedCount](ctx, q, `SELECT task_id, count(*) AS items, count(ticked_at) AS ticked FROM checklist_items
		WHERE task_id = ANY((SELECT @tasks::bigint[])::bigint[]) AND removed_at IS NULL GROUP BY task_id`, pgx.NamedArgs{"tasks": tasks})
}

// itemsOf gives the checklists of some tasks, those of a task together and in order.
func itemsOf(ctx context.Context, q postgres.Querier, tasks []int64) ([]Item, error) {
	return postgres.List[Item](ctx, q, `SELECT `+itemColumns+itemFrom+
		`WHERE i.task_id = ANY((SELECT @tasks::bigint[])::bigint[]) AND i.removed_at IS NULL ORDER BY i.task_id, i.position, i.id`, pgx.NamedArgs{"tasks": tasks})
}

// A task is there while it and its project are; what is said of it is told in its project's history.
const taskTopicSQL = `SELECT t.id, t.title AS name, t.project_id, COALESCE(p.title, '') AS project, t.deleted_at IS NULL AND p.id IS NOT NULL AS living,
		COALESCE(p.status <> 'archived', false) AS open FROM tasks t LEFT JOIN project_anchors p ON p.id = t.project_id`

func responsibles(ctx context.Context, tx pgx.Tx, projects []int64) ([]int64, error) {
	return postgres.Scalars[int64](ctx, tx, `SELECT DISTINCT responsible_id FROM tasks WHERE project_id = ANY(@projects) AND deleted_at IS NULL
		AND state NOT IN ('done', 'dropped') AND responsible_id IS NOT NULL`, pgx.NamedArgs{"projects": projects})
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
