package activity

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/partner"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/trash"
	"parvis/internal/undo"
)

// topicSQL: what is said of an activity, and what is attached to it. See notice.Topic.
const topicSQL = `SELECT a.id, a.title AS name, COALESCE(p.id, 0) AS project_id, COALESCE(p.title, '') AS project, a.deleted_at IS NULL AND p.id IS NOT NULL AS living,
	COALESCE(p.status <> 'archived', false) AS open FROM activities a LEFT JOIN project_anchors p ON p.id = a.project_id`

// mostListed bounds a list: a service offers some two hundred activities a year.
const mostListed = 10_000

// row is an activity as the database gives it.
type row struct {
	ID                                                          int64
	Kind                                                        Kind
	Title, Summary, Body, Audiences                             string
	AgeFrom, AgeTo, Duration                                    int
	Languages                                                   string
	AccessMotor, AccessVisual, AccessHearing                    Answer
	AccessMental, AccessPsychic                                 Answer
	OffersSigns, OffersLoop, OffersTold, OffersEasy, OffersRest bool
	Free                                                        bool
	Price                                                       int64
	Booking                                                     Booking
	BookingText                                                 string
	GroupMost, PerStaff                                         int
	Speakers, Materials, Credits, Notes                         string
	State                                                       State
	Because                                                     string
	TakenFrom, Author                                           int64
	AuthorIs                                                    string
	UpdatedAt                                                   time.Time
	DeletedAt                                                   *time.Time
	Version                                                     int
	Organisations                                               []partner.Ref
	ProjectID                                                   int64
	Project, ShortName                                          string
	ProjectKind                                                 programme.Kind
	Status                                                      programme.Status
	Year                                                        int
	Member                                                      bool
}

func (r row) activity() Activity {
	return Activity{ID: r.ID, TakenFrom: r.TakenFrom, Author: r.Author, AuthorIs: r.AuthorIs, UpdatedAt: r.UpdatedAt, DeletedAt: r.DeletedAt, Version: r.Version,
		Project: Project{ID: r.ProjectID, Title: r.Project, ShortName: r.ShortName, Kind: r.ProjectKind, Status: r.Status, Year: r.Year, Member: r.Member},
		Draft: Draft{Kind: r.Kind, Title: r.Title, Summary: r.Summary, Text: r.Body, Audiences: r.Audiences, AgeFrom: r.AgeFrom, AgeTo: r.AgeTo, Duration: r.Duration, Languages: r.Languages,
			Access: [5]Answer{r.AccessMotor, r.AccessVisual, r.AccessHearing, r.AccessMental, r.AccessPsychic},
			Offers: [5]bool{r.OffersSigns, r.OffersLoop, r.OffersTold, r.OffersEasy, r.OffersRest},
			Free:   r.Free, Price: r.Price, Booking: r.Booking, BookingText: r.BookingText, GroupMost: r.GroupMost, PerStaff: r.PerStaff, Speakers: r.Speakers, Organisations: r.Organisations,
			Materials: r.Materials, Credits: r.Credits, Notes: r.Notes, State: r.State, Because: r.Because}}
}

func activities(rows []row) []Activity {
	list := make([]Activity, len(rows))
	for i, one := range rows {
		list[i] = one.activity()
	}
	return list
}

// projectColumns are those of a project p as @person sees it, under the names of row.
const projectColumns = `p.id AS project_id, p.title AS project, p.short_name, p.kind AS project_kind, p.status, COALESCE(extract(year FROM p.first), 0)::int AS year,
	EXISTS (SELECT FROM members_named m WHERE m.project_id = p.id AND m.person_id = @person) AS member`

// columns are those of an activity a whose project p is not in the trash; an organisation that is in the trash keeps its name.
const columns = `a.id, a.kind, a.title, a.summary, a.body, a.audiences, a.age_from, a.age_to, a.duration, a.languages, a.access_motor, a.access_visual, a.access_hearing, a.access_mental, a.access_psychic,
	a.offers_signs, a.offers_loop, a.offers_told, a.offers_easy, a.offers_rest, a.free, a.price, a.booking, a.booking_text, a.group_most, a.per_staff, a.speakers, a.materials, a.credits, a.notes,
	a.state, a.because, COALESCE(a.taken_from, 0) AS taken_from, a.created_by AS author, who.name AS author_is, a.updated_at, a.deleted_at, a.version,
	COALESCE((SELECT jsonb_agg(jsonb_build_object('ID', o.id, 'Name', o.name) ORDER BY o.name COLLATE "fr-x-icu", o.id)
		FROM activity_organisations l JOIN organisations_named o ON o.id = l.organisation_id WHERE l.activity_id = a.id), '[]') AS organisations, ` + projectColumns + `
	FROM activities a JOIN project_anchors p ON p.id = a.project_id JOIN people_named who ON who.id = a.created_by `

// queueList reads the living activities of a project, 0 for all of them.
func queueList(b *pgx.Batch, into *[]row, by account.By, project int64) {
	postgres.Queue(b, into, `SELECT `+columns+`WHERE a.deleted_at IS NULL AND (@project::bigint = 0 OR a.project_id = @project)
		ORDER BY a.title COLLATE "fr-x-icu", a.id LIMIT @most`, pgx.NamedArgs{"project": project, "person": by.ID, "most": mostListed})
}

func queueOne(b *pgx.Batch, into *[]row, by account.By, id int64) {
	postgres.Queue(b, into, `SELECT `+columns+`WHERE a.id = @id`, pgx.NamedArgs{"id": id, "person": by.ID})
}

func find(ctx context.Context, q postgres.Querier, by account.By, id int64) (Activity, error) {
	found, err := postgres.One[row](ctx, q, `SELECT `+columns+`WHERE a.id = @id`, pgx.NamedArgs{"id": id, "person": by.ID})
	return found.activity(), err
}

// projectOf gives the project of an activity, living or in the trash.
func projectOf(ctx context.Context, q postgres.Querier, id int64) (int64, error) {
	return postgres.Scalar[int64](ctx, q, `SELECT project_id FROM activities WHERE id = @id`, pgx.NamedArgs{"id": id})
}

// lock keeps an activity from changing until the transaction ends, and reads it as it stands then.
func lock(ctx context.Context, tx pgx.Tx, by account.By, id int64) (Activity, error) {
	held, err := postgres.Scalars[int64](ctx, tx, `SELECT id FROM activities WHERE id = @id FOR NO KEY UPDATE`, pgx.NamedArgs{"id": id})
	if err != nil {
		return Activity{}, err
	}
	if len(held) == 0 {
		return Activity{}, fault.Missing(nil)
	}
	return find(ctx, tx, by, id)
}

// queueAround reads what an activity was copied from, and what was copied from it, as far as they stand.
func queueAround(b *pgx.Batch, from *[]row, taken *[]Link, by account.By, id int64) {
	args := pgx.NamedArgs{"id": id, "person": by.ID}
	postgres.Queue(b, from, `SELECT `+columns+`WHERE a.deleted_at IS NULL AND a.id = (SELECT taken_from FROM activities WHERE id = @id)`, args)
	postgres.Queue(b, taken, `SELECT a.id, a.title, a.state, p.id AS project_id, COALESCE(NULLIF(p.short_name, ''), p.title) AS project
		FROM activities a JOIN project_anchors p ON p.id = a.project_id WHERE a.taken_from = @id AND a.deleted_at IS NULL ORDER BY a.created_at DESC, a.id DESC LIMIT 50`, args)
}

type projectRow struct {
	ProjectID          int64
	Project, ShortName string
	ProjectKind        programme.Kind
	Status             programme.Status
	Year               int
	Member             bool
}

func (r projectRow) named() Project {
	return Project{ID: r.ProjectID, Title: r.Project, ShortName: r.ShortName, Kind: r.ProjectKind, Status: r.Status, Year: r.Year, Member: r.Member}
}

func queueProject(b *pgx.Batch, into *[]projectRow, by account.By, project int64) {
	postgres.Queue(b, into, `SELECT `+projectColumns+` FROM project_anchors p WHERE p.id = @project`, pgx.NamedArgs{"project": project, "person": by.ID})
}

// mostProjects bounds the projects to choose from.
const mostProjects = 1000

func listProjects(ctx context.Context, q postgres.Querier, by account.By) ([]Project, error) {
	rows, err := postgres.List[projectRow](ctx, q, `SELECT `+projectColumns+` FROM project_anchors p ORDER BY year DESC, p.title COLLATE "fr-x-icu", p.id LIMIT @most`,
		pgx.NamedArgs{"person": by.ID, "most": mostProjects})
	list := make([]Project, len(rows))
	for i, one := range rows {
		list[i] = one.named()
	}
	return list, err
}

// standing gives organisations of the directory by their numbers, as far as they stand.
func standing(ctx context.Context, q postgres.Querier, ids []int64) ([]partner.Ref, error) {
	return postgres.List[partner.Ref](ctx, q, `SELECT id, name FROM organisations_named WHERE id = ANY(@ids) AND living ORDER BY name COLLATE "fr-x-icu", id`, pgx.NamedArgs{"ids": ids})
}

// called gives organisations of the directory by their whole names.
func called(ctx context.Context, q postgres.Querier, names []string) ([]partner.Ref, error) {
	return postgres.List[partner.Ref](ctx, q, `SELECT id, name FROM organisations_named WHERE name = ANY(@names) AND living ORDER BY id`, pgx.NamedArgs{"names": names})
}

// queueWaiting counts what is proposed in the projects under way.
func queueWaiting(b *pgx.Batch, into *Waiting) {
	b.Queue(`SELECT count(*)::int, count(DISTINCT a.project_id)::int FROM activities a JOIN project_anchors p ON p.id = a.project_id
		WHERE a.state = 'proposed' AND a.deleted_at IS NULL AND p.status NOT IN ('archived', 'cancelled')`).QueryRow(func(row pgx.Row) error { return row.Scan(&into.Total, &into.Projects) })
}

// trashed lists what this person can still restore, of projects that stand.
func (r *Room) trashed(ctx context.Context, by account.By) ([]trash.Item, error) {
	if err := visible(by); err != nil || !by.Can(MayDelete, Project{}.tie()) {
		return nil, nil
	}
	rows, err := postgres.List[struct {
		trash.Item
		Status programme.Status
	}](ctx, r.db, `SELECT a.id, a.title AS name, p.id AS project_id, p.title AS project, a.deleted_at, false AS may, p.status
		FROM activities a JOIN project_anchors p ON p.id = a.project_id WHERE a.deleted_at >= @since ORDER BY a.deleted_at DESC, a.id`, pgx.NamedArgs{"since": trash.Since(by.At)})
	items := make([]trash.Item, len(rows))
	for i, one := range rows {
		items[i] = one.Item
		items[i].May = one.Status.Open()
	}
	return items, err
}

func (r *Room) purge(ctx context.Context, before time.Time) error {
	_, err := r.db.Exec(ctx, `DELETE FROM activities WHERE deleted_at < @before`, pgx.NamedArgs{"before": before})
	return postgres.Translate(err)
}

// stands tells whether an activity still does, for a form that is sent again.
func stands(ctx context.Context) func(pgx.Tx, int64) (bool, error) {
	return func(tx pgx.Tx, id int64) (bool, error) {
		return postgres.Scalar[bool](ctx, tx, `SELECT EXISTS (SELECT FROM activities a JOIN project_anchors p ON p.id = a.project_id WHERE a.id = @id AND a.deleted_at IS NULL)`, pgx.NamedArgs{"id": id})
	}
}

// placesOf finds the projects of the activities that rows are of, by activity; one whose row went was in the project that the row tells.
func placesOf(ctx context.Context, q postgres.Querier, rows []undo.Row, person int64) (map[int64]place, error) {
	var ids, projects []int64
	for _, row := range rows {
		ids, projects = append(ids, activityOf(row)), append(projects, row.ID("project_id"))
	}
	list, err := postgres.List[place](ctx, q, `SELECT x.id, COALESCE(a.project_id, x.project, 0) AS project_id, COALESCE(a.state, '') AS state, p.status,
			EXISTS (SELECT FROM members_named m WHERE m.project_id = COALESCE(a.project_id, x.project) AND m.person_id = @person) AS member
		FROM (SELECT id, max(project) AS project FROM unnest(@ids::bigint[], @projects::bigint[]) u(id, project) GROUP BY id) x
			LEFT JOIN activities a ON a.id = x.id LEFT JOIN project_anchors p ON p.id = COALESCE(a.project_id, x.project)`,
		pgx.NamedArgs{"ids": ids, "projects": projects, "person": person})
	found := make(map[int64]place, len(list))
	for _, p := range list {
		found[p.ID] = p
	}
	return found, err
}
