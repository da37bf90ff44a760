package slot

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/activity"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/partner"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/workcal"
)

// topicSQL: what is said of a slot, and what is attached to it. See notice.Topic.
const topicSQL = `SELECT s.id, a.title || ', ' || to_char(s.starts_at AT TIME ZONE 'Europe/Paris', 'DD/MM/YYYY, FMHH24" h "MI') AS name, COALESCE(p.id, 0) AS project_id, COALESCE(p.title, '') AS project,
	s.deleted_at IS NULL AND a.living AS living, COALESCE(p.status <> 'archived', false) AS open
	FROM slots s JOIN activities_named a ON a.id = s.activity_id LEFT JOIN project_anchors p ON p.id = a.project_id`

// mostListed bounds a list: the largest event of a service has some hundreds of slots.
const mostListed = 5_000

// row is a slot as the database gives it.
type row struct {
	ID, ActivityID                     int64
	Title                              string
	ActivityKind                       activity.Kind
	State                              activity.State
	PerStaff, Most, Duration           int
	StartsAt, EndsAt                   time.Time
	SpaceID                            int64
	Space, Elsewhere                   string
	SetUp, Tidy, Capacity              int
	Filled                             bool
	Notes                              string
	Status                             Status
	Because                            string
	Taken, Companions, Groups, Waiting int
	Author                             int64
	AuthorIs                           string
	UpdatedAt                          time.Time
	DeletedAt                          *time.Time
	Version                            int
	ProjectRow
}

// ProjectRow is a project as the database gives ProjectColumns of it, to this room and to those above it.
type ProjectRow struct {
	ProjectID          int64
	Project, ShortName string
	ProjectKind        programme.Kind
	ProjectStatus      programme.Status
	First, Last        *workcal.Date
	Member             bool
}

// Named is it as pages need it.
func (r ProjectRow) Named() Project {
	p := Project{ID: r.ProjectID, Title: r.Project, ShortName: r.ShortName, Kind: r.ProjectKind, Status: r.ProjectStatus, Member: r.Member}
	if r.First != nil && r.Last != nil {
		p.First, p.Last = *r.First, *r.Last
	}
	return p
}

func (r row) slot() Slot {
	return Slot{ID: r.ID, Project: r.Named(), Taken: r.Taken, Companions: r.Companions, Groups: r.Groups, Waiting: r.Waiting, Author: r.Author, AuthorIs: r.AuthorIs,
		UpdatedAt: r.UpdatedAt, DeletedAt: r.DeletedAt, Version: r.Version,
		Activity: Activity{ID: r.ActivityID, Title: r.Title, Kind: r.ActivityKind, State: r.State, PerStaff: r.PerStaff, Most: r.Most, Duration: r.Duration},
		Draft: Draft{Times: timesOf(r.StartsAt, r.EndsAt), ActivityID: r.ActivityID, Space: partner.Ref{ID: r.SpaceID, Name: r.Space}, Elsewhere: r.Elsewhere, SetUp: r.SetUp, Tidy: r.Tidy,
			Capacity: r.Capacity, Filled: r.Filled, Notes: r.Notes, Status: r.Status, Because: r.Because}}
}

// plain are the slots of rows, in their order.
func plain(rows []row) []Slot {
	list := make([]Slot, len(rows))
	for i, one := range rows {
		list[i] = one.slot()
	}
	return list
}

// slots are those of rows, which are in the order of their times: of those at the same hours, in that of their titles. The database is not asked for
// that, since comparing titles as French does takes it as long as all the rest.
func slots(rows []row) []Slot {
	list := plain(rows)
	for from := 0; from < len(list); {
		to := from + 1
		for to < len(list) && list[to].Times == list[from].Times {
			to++
		}
		slices.SortStableFunc(list[from:to], func(a, b Slot) int {
			return strings.Compare(french.Fold(a.Activity.Title), french.Fold(b.Activity.Title))
		})
		from = to
	}
	return list
}

// ProjectColumns are those of a row p of project_anchors as @person sees it, for ProjectRow.
const ProjectColumns = `p.id AS project_id, p.title AS project, p.short_name, p.kind AS project_kind, p.status AS project_status, p.first, p.last,
	EXISTS (SELECT FROM members_named m WHERE m.project_id = p.id AND m.person_id = @person) AS member`

// columns are those of a slot s whose activity and project are not in the trash.
const columns = `s.id, s.activity_id, a.title, a.kind AS activity_kind, a.state, a.per_staff, a.group_most AS most, a.duration, s.starts_at, s.ends_at,
	COALESCE(s.space_id, 0) AS space_id, COALESCE(sp.name, '') AS space, s.elsewhere, s.set_up, s.tidy, s.capacity, s.filled, s.notes, s.status, s.because,
	g.taken, g.companions, g.groups, g.waiting, s.created_by AS author, who.name AS author_is, s.updated_at, s.deleted_at, s.version, ` + ProjectColumns + `
	FROM slots s JOIN activities_named a ON a.id = s.activity_id AND a.living JOIN project_anchors p ON p.id = a.project_id
		JOIN people_named who ON who.id = s.created_by LEFT JOIN spaces_named sp ON sp.id = s.space_id
		CROSS JOIN LATERAL (SELECT COALESCE(sum(headcount) FILTER (WHERE NOT waiting), 0)::int AS taken, COALESCE(sum(companions) FILTER (WHERE NOT waiting), 0)::int AS companions,
			count(*) FILTER (WHERE NOT waiting)::int AS groups, COALESCE(sum(headcount) FILTER (WHERE waiting), 0)::int AS waiting
			FROM registrations WHERE slot_id = s.id AND deleted_at IS NULL) g `

const inTime = ` ORDER BY s.starts_at, s.ends_at, s.id LIMIT @most`

// queueProjectSlots reads the living slots of a project.
func queueProjectSlots(b *pgx.Batch, into *[]row, by account.By, project int64) {
	postgres.Queue(b, into, `SELECT `+columns+`WHERE s.deleted_at IS NULL AND a.project_id = @project`+inTime, pgx.NamedArgs{"project": project, "person": by.ID, "most": mostListed})
}

// queueDaySlots reads the living slots of a project that begin on a day.
func queueDaySlots(b *pgx.Batch, into *[]row, by account.By, project int64, day workcal.Date) {
	postgres.Queue(b, into, `SELECT `+columns+`WHERE s.deleted_at IS NULL AND a.project_id = @project AND s.starts_at >= @from AND s.starts_at < @to`+inTime,
		pgx.NamedArgs{"project": project, "person": by.ID, "from": moment(day, 0), "to": moment(day.AddDays(1), 0), "most": mostListed})
}

// betweenRows reads the living slots of all projects that are held from a day to another one.
func betweenRows(ctx context.Context, q postgres.Querier, by account.By, from, to workcal.Date) ([]row, error) {
	return postgres.List[row](ctx, q, `SELECT `+columns+`WHERE s.deleted_at IS NULL AND s.starts_at < @to AND s.starts_at > @from::timestamptz - interval '2 days' AND s.ends_at > @from`+inTime,
		pgx.NamedArgs{"from": moment(from, 0), "to": moment(to.AddDays(1), 0), "person": by.ID, "most": mostListed})
}

// queueMembers reads who works on a project.
func queueMembers(b *pgx.Batch, into *[]int64, project int64) {
	b.Queue(`SELECT person_id FROM members_named WHERE project_id = @project`, pgx.NamedArgs{"project": project}).
		Query(func(rows pgx.Rows) (err error) { *into, err = pgx.CollectRows(rows, pgx.RowTo[int64]); return err })
}

// queueMembersAt reads who works on the project of a slot.
func queueMembersAt(b *pgx.Batch, into *[]int64, slot int64) {
	b.Queue(`SELECT m.person_id FROM slots s JOIN activities_named a ON a.id = s.activity_id JOIN members_named m ON m.project_id = a.project_id WHERE s.id = @slot`, pgx.NamedArgs{"slot": slot}).
		Query(func(rows pgx.Rows) (err error) { *into, err = pgx.CollectRows(rows, pgx.RowTo[int64]); return err })
}

// queueOpening reads when the museum is open, usually and while the event of a project lasts.
func queueOpening(b *pgx.Batch, into *opening, project int64) {
	b.Queue(`SELECT COALESCE((SELECT opening FROM opening_named), ''), COALESCE((SELECT opening FROM project_openings WHERE project_id = @project), '')`, pgx.NamedArgs{"project": project}).
		QueryRow(func(row pgx.Row) error { return row.Scan(&into.usual, &into.event) })
}

func queueOne(b *pgx.Batch, into *[]row, by account.By, id int64) {
	postgres.Queue(b, into, `SELECT `+columns+`WHERE s.id = @id`, pgx.NamedArgs{"id": id, "person": by.ID})
}

func queueProject(b *pgx.Batch, into *[]ProjectRow, by account.By, project int64) {
	postgres.Queue(b, into, `SELECT `+ProjectColumns+` FROM project_anchors p WHERE p.id = @project`, pgx.NamedArgs{"project": project, "person": by.ID})
}

// queueActivities reads the living activities of a project that were not put aside.
func queueActivities(b *pgx.Batch, into *[]Activity, project int64) {
	postgres.Queue(b, into, `SELECT id, title, kind, state, per_staff, group_most AS most, duration FROM activities_named
		WHERE project_id = @project AND living ORDER BY title COLLATE "fr-x-icu", id`, pgx.NamedArgs{"project": project})
}

// queueSpaces reads the places of the museum that are in use.
func queueSpaces(b *pgx.Batch, into *[]Space) {
	postgres.Queue(b, into, `SELECT id, name, capacity, set_up FROM spaces_named WHERE living AND active ORDER BY name COLLATE "fr-x-icu", id`, nil)
}

// found reads slots by their numbers, in the trash or not, in the order of their numbers.
func found(ctx context.Context, q postgres.Querier, by account.By, ids []int64) ([]Slot, error) {
	rows, err := postgres.List[row](ctx, q, `SELECT `+columns+`WHERE s.id = ANY(@ids) ORDER BY s.id`, pgx.NamedArgs{"ids": ids, "person": by.ID})
	return plain(rows), err
}

// projectOf gives the project of a slot, living or in the trash.
func projectOf(ctx context.Context, q postgres.Querier, id int64) (int64, error) {
	return postgres.Scalar[int64](ctx, q, `SELECT a.project_id FROM slots s JOIN activities_named a ON a.id = s.activity_id WHERE s.id = @id`, pgx.NamedArgs{"id": id})
}

// lock keeps slots from changing until the transaction ends, in the order of their numbers, and reads them as they stand then.
func lock(ctx context.Context, tx pgx.Tx, by account.By, ids []int64) ([]Slot, error) {
	if _, err := tx.Exec(ctx, `SELECT id FROM slots WHERE id = ANY(@ids) ORDER BY id FOR NO KEY UPDATE`, pgx.NamedArgs{"ids": ids}); err != nil {
		return nil, postgres.Translate(err)
	}
	return found(ctx, tx, by, ids)
}

// lockOne is lock for one that must be there.
func lockOne(ctx context.Context, tx pgx.Tx, by account.By, id int64) (Slot, error) {
	list, err := lock(ctx, tx, by, []int64{id})
	if err != nil || len(list) == 1 {
		return first(list), err
	}
	return Slot{}, fault.Missing(nil)
}

func first(list []Slot) Slot {
	if len(list) == 0 {
		return Slot{}
	}
	return list[0]
}

// queueGroups reads the groups of a slot, those who wait last, each in the order in which they came.
func queueGroups(b *pgx.Batch, into *[]groupRow, slot int64) {
	postgres.Queue(b, into, `SELECT `+groupColumns+`WHERE g.slot_id = @slot AND g.deleted_at IS NULL ORDER BY g.waiting, g.created_at, g.id`, pgx.NamedArgs{"slot": slot})
}

// groupRow is a group as the database gives it.
type groupRow struct {
	ID, SlotID              int64
	Name                    string
	OrganisationID          int64
	Organisation            string
	People, Companions      int
	Needs, Contact, Remarks string
	Waiting                 bool
	CreatedAt               time.Time
	DeletedAt               *time.Time
	Version                 int
}

const groupColumns = `g.id, g.slot_id, g.name, COALESCE(g.organisation_id, 0) AS organisation_id, COALESCE(o.name, '') AS organisation, g.headcount AS people, g.companions, g.needs, g.contact, g.notes AS remarks,
	g.waiting, g.created_at, g.deleted_at, g.version
	FROM registrations g LEFT JOIN organisations_named o ON o.id = g.organisation_id `

func (r groupRow) registration() Registration {
	return Registration{ID: r.ID, SlotID: r.SlotID, Waiting: r.Waiting, CreatedAt: r.CreatedAt, DeletedAt: r.DeletedAt, Version: r.Version,
		Group: Group{Name: r.Name, Organisation: partner.Ref{ID: r.OrganisationID, Name: r.Organisation}, People: r.People, Companions: r.Companions, Needs: r.Needs, Contact: r.Contact, Notes: r.Remarks}}
}

// group reads a group, in the trash or not.
func group(ctx context.Context, q postgres.Querier, id int64) (Registration, error) {
	r, err := postgres.One[groupRow](ctx, q, `SELECT `+groupColumns+`WHERE g.id = @id`, pgx.NamedArgs{"id": id})
	return r.registration(), err
}

// organisationNamed finds an organisation of the directory that stands.
func organisationNamed(ctx context.Context, q postgres.Querier, id int64) ([]partner.Ref, error) {
	return postgres.List[partner.Ref](ctx, q, `SELECT id, name FROM organisations_named WHERE id = @id AND living`, pgx.NamedArgs{"id": id})
}

// spaceNamed finds a place of the museum that is in use.
func spaceNamed(ctx context.Context, q postgres.Querier, id int64) ([]Space, error) {
	return postgres.List[Space](ctx, q, `SELECT id, name, capacity, set_up FROM spaces_named WHERE id = @id AND living AND active`, pgx.NamedArgs{"id": id})
}

// activityNamed finds a living activity of a project.
func activityNamed(ctx context.Context, q postgres.Querier, project, id int64) ([]Activity, error) {
	return postgres.List[Activity](ctx, q, `SELECT id, title, kind, state, per_staff, group_most AS most, duration FROM activities_named WHERE id = @id AND project_id = @project AND living`,
		pgx.NamedArgs{"id": id, "project": project})
}

// stands tells whether a slot still does, for a form that is sent again.
func stands(ctx context.Context) func(pgx.Tx, int64) (bool, error) {
	return func(tx pgx.Tx, id int64) (bool, error) {
		return postgres.Scalar[bool](ctx, tx, `SELECT EXISTS (SELECT FROM slots s JOIN activities_named a ON a.id = s.activity_id WHERE s.id = @id AND s.deleted_at IS NULL AND a.living)`, pgx.NamedArgs{"id": id})
	}
}

// groupStands is stands for a group.
func groupStands(ctx context.Context) func(pgx.Tx, int64) (bool, error) {
	return func(tx pgx.Tx, id int64) (bool, error) {
		return postgres.Scalar[bool](ctx, tx, `SELECT EXISTS (SELECT FROM registrations WHERE id = @id AND deleted_at IS NULL)`, pgx.NamedArgs{"id": id})
	}
}

// queueBeside reads the slots of other projects that take a space of the museum during a time.
func queueBeside(b *pgx.Batch, into *[]row, by account.By, project int64, from, to time.Time) {
	postgres.Queue(b, into, `SELECT `+columns+`JOIN reservations r ON r.slot_id = s.id WHERE r.during && tstzrange(@from, @to) AND a.project_id <> @project`+inTime,
		pgx.NamedArgs{"project": project, "from": from, "to": to, "person": by.ID, "most": mostListed})
}
