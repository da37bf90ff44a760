package programme

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/postgres"
	"parvis/internal/trash"
)

const projectColumns = `p.id, p.kind, p.title, p.short_name, p.status, COALESCE(p.status_before_archive, '') AS status_before_archive,
	p.pilot_id, pilot.name AS pilot_name, COALESCE(p.event_id, 0) AS event_id, COALESCE(e.name, '') AS event_name,
	COALESCE(e.to_confirm, false) AS event_to_confirm,
	COALESCE(e.first_day, p.target_first) AS first, COALESCE(e.last_day, p.target_last) AS last,
	p.objectives, p.audiences, p.safety_margin, p.opening, p.created_at, p.updated_at, p.archived_at, p.deleted_at, p.version`

// What people are told of and talk about. A project that is archived is only read.
const (
	projectTopicSQL = `SELECT p.id, p.title AS name, p.id AS project_id, '' AS project, p.deleted_at IS NULL AS living, p.status <> 'archived' AS open FROM projects p`
	eventTopicSQL   = `SELECT e.id, e.name, 0::bigint AS project_id, '' AS project, e.deleted_at IS NULL AS living, true AS open FROM events e`
)

const isMember = `EXISTS (SELECT FROM project_members m WHERE m.project_id = p.id AND m.person_id = @person) AS is_member`

const projectFrom = ` FROM projects p
	JOIN people_named pilot ON pilot.id = p.pilot_id
	LEFT JOIN events e ON e.id = p.event_id `

// Locked finds a project that this person may see and work on, locks it until the transaction
// ends, and tells how she stands to it. A deleted project is NotFound for everybody.
func Locked(ctx context.Context, tx pgx.Tx, by account.By, id int64) (Project, access.Tie, error) {
	return locked(ctx, tx, by, id, `p.deleted_at IS NULL`)
}

// The lock lets journal lines and tasks of others still be written: they only need the row to stay.
func lockedDeleted(ctx context.Context, tx pgx.Tx, by account.By, id int64) (Project, error) {
	p, _, err := locked(ctx, tx, by, id, `p.deleted_at IS NOT NULL`)
	return p, err
}

func locked(ctx context.Context, tx pgx.Tx, by account.By, id int64, which string) (Project, access.Tie, error) {
	if err := Visible(by); err != nil {
		return Project{}, access.Tie{}, err
	}
	row, err := postgres.One[tiedProject](ctx, tx, `SELECT `+projectColumns+`, `+isMember+projectFrom+`WHERE p.id = @id AND `+which+` FOR NO KEY UPDATE OF p`,
		pgx.NamedArgs{"id": id, "person": by.ID})
	return row.Project, access.Tie{Member: row.IsMember}, err
}

// The projects of whose changes people are told: all that are under way, and those of which somebody is a member.
const (
	liveProjectsSQL = `SELECT a.id, a.title, a.short_name FROM project_anchors a WHERE a.status NOT IN ('archived', 'cancelled')`
	herProjectsSQL  = liveProjectsSQL + ` AND EXISTS (SELECT FROM members_named m WHERE m.project_id = a.id AND m.person_id = (SELECT @person::bigint))`
)

const listProjectsSQL = `SELECT ` + projectColumns + projectFrom + `
	WHERE p.deleted_at IS NULL
	AND (@kind = '' OR p.kind = @kind)
	AND (@status = '' OR p.status = @status)
	AND (@archived OR @status = 'archived' OR p.status <> 'archived')
	AND (@pilot = 0::bigint OR p.pilot_id = @pilot)
	AND (@event = 0::bigint OR p.event_id = @event)
	AND (@year = 0::int OR @year BETWEEN extract(year FROM COALESCE(e.first_day, p.target_first)) AND extract(year FROM COALESCE(e.last_day, p.target_last)))
	AND (NOT @mine OR p.pilot_id = @person OR EXISTS (SELECT FROM project_members m WHERE m.project_id = p.id AND m.person_id = @person))
	ORDER BY first, last, p.title COLLATE "fr-x-icu", p.id`

func listProjects(ctx context.Context, q postgres.Querier, by account.By, f Filter) ([]Project, error) {
	return postgres.List[Project](ctx, q, listProjectsSQL, pgx.NamedArgs{
		"kind": string(f.Kind), "status": string(f.Status), "archived": f.Archived, "pilot": f.Pilot, "event": f.Event,
		"year": f.Year, "mine": f.Mine, "person": by.ID})
}

// tiedProject is a project and whether the reader works on it.
type tiedProject struct {
	Project
	IsMember bool
}

func findSheet(ctx context.Context, q postgres.Querier, by account.By, id int64) (tiedProject, error) {
	return postgres.One[tiedProject](ctx, q, `SELECT `+projectColumns+`, `+isMember+projectFrom+
		`WHERE p.id = @id AND (p.deleted_at IS NULL OR @deleted)`,
		pgx.NamedArgs{"id": id, "person": by.ID, "deleted": seesDeleted(by)})
}

func listMembers(ctx context.Context, q postgres.Querier, project int64) ([]Member, error) {
	return postgres.List[Member](ctx, q, `SELECT m.person_id, m.name, m.role, p.pilot_id = m.person_id AS pilot, m.active
		FROM members_named m JOIN projects p ON p.id = m.project_id
		WHERE m.project_id = @project ORDER BY pilot DESC, m.name COLLATE "fr-x-icu", m.person_id`, pgx.NamedArgs{"project": project})
}

// shareEvent finds a living event and keeps it from moving or going until the transaction ends.
func shareEvent(ctx context.Context, tx pgx.Tx, id int64) (Event, error) {
	return postgres.One[Event](ctx, tx, `SELECT `+eventColumns+eventFrom+
		`WHERE e.id = @id AND e.deleted_at IS NULL FOR SHARE OF e`, pgx.NamedArgs{"id": id})
}

// listMemberIDs gives who is a member of any of these projects.
func listMemberIDs(ctx context.Context, tx pgx.Tx, projects []int64) ([]int64, error) {
	return postgres.Scalars[int64](ctx, tx, `SELECT DISTINCT person_id FROM project_members WHERE project_id = ANY(@projects)`,
		pgx.NamedArgs{"projects": projects})
}

// listConfirming gives who has one of the roles that may confirm a project.
func listConfirming(ctx context.Context, tx pgx.Tx, roles []string) ([]int64, error) {
	return postgres.Scalars[int64](ctx, tx, `SELECT id FROM people_named WHERE active AND role = ANY(@roles)`, pgx.NamedArgs{"roles": roles})
}

func insertProject(ctx context.Context, tx pgx.Tx, by account.By, d ProjectDraft) (int64, error) {
	args := projectArgs(d, by.At)
	args["by"] = by.ID
	return postgres.Scalar[int64](ctx, tx, `INSERT INTO projects (kind, title, short_name, pilot_id, event_id, target_first, target_last,
			objectives, audiences, safety_margin, opening, created_by, created_at, updated_at)
		VALUES (@kind, @title, @short, @pilot, NULLIF(@event, 0::bigint), @first, @last, @objectives, @audiences, @margin, @opening, @by, @now, @now)
		RETURNING id`, args)
}

func updateProject(ctx context.Context, tx pgx.Tx, id int64, d ProjectDraft, now time.Time) error {
	args := projectArgs(d, now)
	args["id"] = id
	return exec(ctx, tx, `UPDATE projects SET kind = @kind, title = @title, short_name = @short, pilot_id = @pilot, event_id = NULLIF(@event, 0::bigint),
			target_first = @first, target_last = @last, objectives = @objectives, audiences = @audiences,
			safety_margin = @margin, opening = @opening, updated_at = @now, version = version + 1
		WHERE id = @id`, args)
}

func projectArgs(d ProjectDraft, now time.Time) pgx.NamedArgs {
	return pgx.NamedArgs{"kind": string(d.Kind), "title": d.Title, "short": d.ShortName, "pilot": d.PilotID, "event": d.EventID, "first": d.First,
		"last": d.Last, "objectives": d.Objectives, "audiences": d.Audiences, "margin": d.SafetyMargin, "opening": d.Opening, "now": now}
}

func updateStatus(ctx context.Context, tx pgx.Tx, id int64, to, beforeArchive Status, archivedAt *time.Time, now time.Time) error {
	return exec(ctx, tx, `UPDATE projects SET status = @to, status_before_archive = NULLIF(@before, ''), archived_at = @archived,
			updated_at = @now, version = version + 1
		WHERE id = @id`, pgx.NamedArgs{"id": id, "to": string(to), "before": string(beforeArchive), "archived": archivedAt, "now": now})
}

func markProjectDeleted(ctx context.Context, tx pgx.Tx, id int64, at *time.Time, now time.Time) error {
	return exec(ctx, tx, `UPDATE projects SET deleted_at = @at, updated_at = @now, version = version + 1 WHERE id = @id`,
		pgx.NamedArgs{"id": id, "at": at, "now": now})
}

func insertMember(ctx context.Context, tx pgx.Tx, project, person int64) (added bool, err error) {
	tag, err := tx.Exec(ctx, `INSERT INTO project_members (project_id, person_id) VALUES (@project, @person) ON CONFLICT DO NOTHING`,
		pgx.NamedArgs{"project": project, "person": person})
	return tag.RowsAffected() == 1, postgres.Translate(err)
}

// deleteMember gives the name of whoever was taken off, or NotFound.
func deleteMember(ctx context.Context, tx pgx.Tx, project, person int64) (string, error) {
	return postgres.Scalar[string](ctx, tx, `WITH gone AS (
			DELETE FROM project_members WHERE project_id = @project AND person_id = @person RETURNING person_id)
		SELECT who.name FROM gone JOIN people_named who ON who.id = gone.person_id`,
		pgx.NamedArgs{"project": project, "person": person})
}

func trashedProjects(ctx context.Context, q postgres.Querier, since time.Time) ([]trash.Item, error) {
	return postgres.List[trash.Item](ctx, q, `SELECT id, title AS name, 0::bigint AS project_id, '' AS project, deleted_at, true AS may FROM projects
		WHERE deleted_at >= @since ORDER BY deleted_at DESC, id`, pgx.NamedArgs{"since": since})
}

func exec(ctx context.Context, tx pgx.Tx, sql string, args pgx.NamedArgs) error {
	_, err := tx.Exec(ctx, sql, args)
	return postgres.Translate(err)
}

func purgeProjects(ctx context.Context, q postgres.Querier, before time.Time) error {
	_, err := q.Exec(ctx, `DELETE FROM projects WHERE deleted_at < @before`, pgx.NamedArgs{"before": before})
	return postgres.Translate(err)
}

func purgeEvents(ctx context.Context, q postgres.Querier, before time.Time) error {
	_, err := q.Exec(ctx, `DELETE FROM events e WHERE e.deleted_at < @before
		AND NOT EXISTS (SELECT FROM projects p WHERE p.event_id = e.id)`, pgx.NamedArgs{"before": before})
	return postgres.Translate(err)
}

// projectLives tells whether a project is there, and not in the trash.
func projectLives(ctx context.Context, tx pgx.Tx, id int64) (bool, error) {
	return postgres.Scalar[bool](ctx, tx, `SELECT EXISTS (SELECT FROM projects WHERE id = @id AND deleted_at IS NULL)`, pgx.NamedArgs{"id": id})
}
