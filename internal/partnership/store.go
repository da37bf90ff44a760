package partnership

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/french"
	"parvis/internal/partner"
	"parvis/internal/partner/kinds"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/trash"
	"parvis/internal/undo"
	"parvis/internal/workcal"
)

// Refusals are the constraints that what is typed here can meet.
var Refusals = postgres.Refusals{
	"project_partners_once_key": {Field: "structure", Sentence: "Cette structure est déjà partenaire du projet."},
}

// row is a partner as the database gives it.
type row struct {
	ID, ProjectID  int64
	OrganisationID int64
	Organisation   string
	Kind           kinds.Code
	Town           string
	TerritoryID    int64
	Territory      string
	Phones         []partner.Phone
	Emails         []string
	Gone           bool
	Role           Role
	Stage          Stage
	ContactID      int64
	Contact        string
	ContactPhones  []partner.Phone
	ContactEmails  []string
	NotToContact   bool
	FollowerID     int64
	Follower       string
	CallID         int64
	CallWho        string
	CallDone       bool
	Notes          string
	LastID         int64
	LastChannel    partner.Channel
	LastDay        workcal.Date
	LastMonthOnly  bool
	NextStep       string
	NextDay        workcal.Date
	DeletedAt      *time.Time
	Version        int
}

func (r row) partner() Partner {
	p := Partner{ID: r.ID, Project: r.ProjectID, Kind: r.Kind, Town: r.Town, Territory: partner.Ref{ID: r.TerritoryID, Name: r.Territory}, Phones: r.Phones, Emails: r.Emails, Gone: r.Gone,
		ContactPhones: r.ContactPhones, ContactEmails: r.ContactEmails, NotToContact: r.NotToContact, Call: Call{ID: r.CallID, Who: r.CallWho, Done: r.CallDone},
		Last:      Exchange{ID: r.LastID, Channel: r.LastChannel, Day: r.LastDay, MonthOnly: r.LastMonthOnly, Next: r.NextStep, NextDay: r.NextDay},
		DeletedAt: r.DeletedAt, Version: r.Version}
	p.Draft = Draft{Organisation: partner.Ref{ID: r.OrganisationID, Name: r.Organisation}, Role: r.Role, Stage: r.Stage, Contact: partner.Ref{ID: r.ContactID, Name: r.Contact},
		Follower: partner.Ref{ID: r.FollowerID, Name: r.Follower}, Notes: r.Notes}
	return p
}

func partners(rows []row) []Partner {
	list := make([]Partner, len(rows))
	ranks := make(map[string]int, len(rows))
	called := make(map[string]int, len(rows))
	for i, r := range rows {
		list[i] = r.partner()
		called[french.Fold(r.Organisation)]++
	}
	for i := range list {
		list[i].Namesake = called[french.Fold(list[i].Organisation.Name)] > 1
		ranks[french.Fold(list[i].Organisation.Name)]++
		list[i].Rank = ranks[french.Fold(list[i].Organisation.Name)]
	}
	return list
}

const partnerColumns = `p.id, p.project_id, p.organisation_id, o.name AS organisation, o.kind, o.town, COALESCE(t.id, 0) AS territory_id, COALESCE(t.name, '') AS territory,
	o.phones, o.emails, NOT o.living AS gone, p.role, p.stage, COALESCE(c.id, 0) AS contact_id, COALESCE(c.name, '') AS contact,
	COALESCE(c.phones, '{}') AS contact_phones, COALESCE(c.emails, '{}') AS contact_emails, COALESCE(c.consent = 'refused', false) AS not_to_contact,
	COALESCE(p.follower_id, 0) AS follower_id, COALESCE(w.name, '') AS follower, COALESCE(k.id, 0) AS call_id, COALESCE(who.name, '') AS call_who,
	COALESCE(k.state IN ('done', 'dropped'), false) AS call_done, p.notes, COALESCE(x.interaction_id, 0) AS last_id, COALESCE(x.channel, '') AS last_channel, x.day AS last_day,
	COALESCE(x.month_only, false) AS last_month_only, CASE WHEN x.step_done THEN '' ELSE COALESCE(x.next_step, '') END AS next_step,
	CASE WHEN NOT x.step_done THEN x.next_day END AS next_day, p.deleted_at, p.version`

const partnerTables = ` FROM project_partners p JOIN organisations_named o ON o.id = p.organisation_id LEFT JOIN territories_named t ON t.id = o.territory_id
	LEFT JOIN contacts_named c ON c.id = p.contact_id AND c.living LEFT JOIN people_named w ON w.id = p.follower_id
	LEFT JOIN tasks_named k ON k.id = p.task_id AND k.living LEFT JOIN people_named who ON who.id = k.responsible_id `

const partnerFrom = partnerTables + `LEFT JOIN LATERAL (SELECT * FROM exchanges_with e WHERE e.organisation_id = p.organisation_id AND e.project_id = p.project_id
		ORDER BY e.day DESC, e.interaction_id DESC LIMIT 1) x ON true `

// partnersFrom is partnerFrom for every partner of a project: its exchanges are read once.
const partnersFrom = partnerTables + `LEFT JOIN (SELECT DISTINCT ON (e.organisation_id) e.* FROM exchanges_with e WHERE e.project_id = @project
		ORDER BY e.organisation_id, e.day DESC, e.interaction_id DESC) x ON x.organisation_id = p.organisation_id `

func queueOf(b *pgx.Batch, into *[]row, project int64) {
	postgres.Queue(b, into, `SELECT `+partnerColumns+partnersFrom+`WHERE p.project_id = @project AND p.deleted_at IS NULL ORDER BY o.name COLLATE "fr-x-icu", p.id`,
		pgx.NamedArgs{"project": project})
}

// recipientRow is a partner as it may be written to, as the database gives it.
type recipientRow struct {
	OrganisationID int64
	Organisation   string
	Role           Role
	ContactID      int64
}

func queueRecipients(b *pgx.Batch, into *[]recipientRow, project int64) {
	postgres.Queue(b, into, `SELECT p.organisation_id, o.name AS organisation, p.role, COALESCE(p.contact_id, 0) AS contact_id FROM project_partners p JOIN organisations_named o ON o.id = p.organisation_id
		WHERE p.project_id = @project AND p.deleted_at IS NULL AND o.living AND p.stage <> @declined ORDER BY o.name COLLATE "fr-x-icu", p.id`,
		pgx.NamedArgs{"project": project, "declined": Declined})
}

func queueOne(b *pgx.Batch, into *[]row, id int64) {
	postgres.Queue(b, into, `SELECT `+partnerColumns+partnerFrom+`WHERE p.id = @id`, pgx.NamedArgs{"id": id})
}

// placeRow is a district and a town it lies in, as the database gives them.
type placeRow struct {
	DistrictID, TownID   int64
	District, Town, Code string
}

// placesSQL reads the districts of some towns.
const placesSQL = `SELECT d.id AS district_id, d.name AS district, d.code, w.id AS town_id, w.name AS town FROM territory_places l
		JOIN territories_named d ON d.id = l.district_id JOIN territories_named w ON w.id = l.town_id
	WHERE l.town_id IN (SELECT id FROM towns) ORDER BY w.name COLLATE "fr-x-icu", w.id, d.name COLLATE "fr-x-icu", d.id`

// queuePlaces reads the districts of the towns that the partners of a project are in.
func queuePlaces(b *pgx.Batch, into *[]placeRow, project int64) {
	postgres.Queue(b, into, `WITH here AS (SELECT DISTINCT o.territory_id AS id FROM project_partners p JOIN organisations_named o ON o.id = p.organisation_id
			WHERE p.project_id = @project AND p.deleted_at IS NULL AND p.stage <> '' AND o.territory_id IS NOT NULL),
		towns AS (SELECT town_id AS id FROM territory_places WHERE district_id IN (SELECT id FROM here) UNION SELECT id FROM here)
		`+placesSQL, pgx.NamedArgs{"project": project})
}

func places(rows []placeRow) []Place {
	list := make([]Place, len(rows))
	for i, r := range rows {
		list[i] = Place{District: partner.Ref{ID: r.DistrictID, Name: r.District}, Town: partner.Ref{ID: r.TownID, Name: r.Town}, Code: r.Code}
	}
	return list
}

func queueProject(b *pgx.Batch, into *[]Project, project, who int64) {
	postgres.Queue(b, into, `SELECT a.id, a.title, a.short_name, a.kind, a.status,
			EXISTS (SELECT FROM members_named m WHERE m.project_id = a.id AND m.person_id = @person) AS member
		FROM project_anchors a WHERE a.id = @project`, pgx.NamedArgs{"project": project, "person": who})
}

// projectOf gives the project of a partner, living or taken off.
func projectOf(ctx context.Context, q postgres.Querier, id int64) (int64, error) {
	return postgres.Scalar[int64](ctx, q, `SELECT project_id FROM project_partners WHERE id = @id`, pgx.NamedArgs{"id": id})
}

// queueContacts reads the people of a partner's organisation.
func queueContacts(b *pgx.Batch, into *[]partner.Ref, id int64, today workcal.Date) {
	postgres.Queue(b, into, `SELECT c.id, c.name FROM contacts_of l JOIN contacts_named c ON c.id = l.contact_id JOIN project_partners p ON p.organisation_id = l.organisation_id
		WHERE p.id = @id AND c.living AND (l.until IS NULL OR l.until >= @today) ORDER BY c.name COLLATE "fr-x-icu", c.id LIMIT 200`, pgx.NamedArgs{"id": id, "today": today})
}

// queuePeople reads who may follow a partner of a project: its members first.
func queuePeople(b *pgx.Batch, into *[]Person, project int64) {
	postgres.Queue(b, into, `SELECT w.id, w.name, m.person_id IS NOT NULL AS member FROM people_named w LEFT JOIN members_named m ON m.person_id = w.id AND m.project_id = @project
		WHERE w.active AND (m.person_id IS NOT NULL OR w.role <> 'intern') ORDER BY m.person_id IS NULL, w.name COLLATE "fr-x-icu", w.id`, pgx.NamedArgs{"project": project})
}

// known are the things that a draft points to, as far as they stand.
type known struct{ organisation, contact, follower []partner.Ref }

func findKnown(ctx context.Context, q postgres.Querier, project int64, d Draft) (known, error) {
	var k known
	var people []Person
	b := &pgx.Batch{}
	postgres.Queue(b, &k.organisation, `SELECT id, name FROM organisations_named WHERE id = @id AND living`, pgx.NamedArgs{"id": d.Organisation.ID})
	postgres.Queue(b, &k.contact, `SELECT c.id, c.name FROM contacts_of l JOIN contacts_named c ON c.id = l.contact_id WHERE l.organisation_id = @organisation AND c.id = @id AND c.living LIMIT 1`,
		pgx.NamedArgs{"organisation": d.Organisation.ID, "id": d.Contact.ID})
	queuePeople(b, &people, project)
	if err := q.SendBatch(ctx, b).Close(); err != nil {
		return k, postgres.Translate(err)
	}
	for _, p := range people {
		if p.ID == d.Follower.ID {
			k.follower = append(k.follower, p.Ref)
		}
	}
	return k, nil
}

// lock finds some partners of a project and holds them until the transaction ends, in the order of their numbers.
func lock(ctx context.Context, tx pgx.Tx, project int64, ids []int64) ([]Partner, error) {
	return locked(ctx, tx, `p.project_id = @project AND p.id = ANY(@ids)`, pgx.NamedArgs{"project": project, "ids": ids})
}

// lockSpotted holds those of some organisations that are only spotted in a project.
func lockSpotted(ctx context.Context, tx pgx.Tx, project int64, organisations []int64) ([]Partner, error) {
	return locked(ctx, tx, `p.project_id = @project AND p.organisation_id = ANY(@organisations) AND p.deleted_at IS NULL AND p.stage = 'spotted'`,
		pgx.NamedArgs{"project": project, "organisations": organisations})
}

func locked(ctx context.Context, tx pgx.Tx, which string, args pgx.NamedArgs) ([]Partner, error) {
	rows, err := postgres.List[row](ctx, tx, `SELECT `+partnerColumns+partnerFrom+`WHERE `+which+` ORDER BY p.id FOR NO KEY UPDATE OF p`, args)
	return partners(rows), err
}

func countOf(ctx context.Context, q postgres.Querier, project int64) (int, error) {
	return postgres.Scalar[int](ctx, q, `SELECT count(*)::int FROM project_partners WHERE project_id = @project AND deleted_at IS NULL`, pgx.NamedArgs{"project": project})
}

// insert keeps partners of a project and gives their ids in order; calls are their first calls, nil for none.
func insert(ctx context.Context, tx pgx.Tx, by account.By, project int64, drafts []Draft, calls []int64) ([]int64, error) {
	ids := make([]int64, len(drafts))
	b := &pgx.Batch{}
	for i, d := range drafts {
		args := d.args(by, 0)
		args["project"], args["organisation"], args["task"] = project, d.Organisation.ID, int64(0)
		if calls != nil {
			args["task"] = calls[i]
		}
		b.Queue(`INSERT INTO project_partners (project_id, organisation_id, role, stage, contact_id, follower_id, task_id, notes, created_by, created_at, updated_at)
			VALUES (@project, @organisation, @role, @stage, NULLIF(@contact::bigint, 0), NULLIF(@follower::bigint, 0), NULLIF(@task::bigint, 0), @notes, @by, @now, @now) RETURNING id`, args).
			QueryRow(func(found pgx.Row) error { return found.Scan(&ids[i]) })
	}
	return ids, Refusals.Translate(tx.SendBatch(ctx, b).Close())
}

func (d Draft) args(by account.By, id int64) pgx.NamedArgs {
	return pgx.NamedArgs{"id": id, "by": by.ID, "now": by.At, "role": string(d.Role), "stage": string(d.Stage), "contact": d.Contact.ID, "follower": d.Follower.ID, "notes": d.Notes}
}

func update(ctx context.Context, tx pgx.Tx, by account.By, id int64, d Draft) error {
	_, err := tx.Exec(ctx, `UPDATE project_partners SET role = @role, stage = @stage, contact_id = NULLIF(@contact::bigint, 0), follower_id = NULLIF(@follower::bigint, 0), notes = @notes,
		updated_at = @now, version = version + 1 WHERE id = @id`, d.args(by, id))
	return Refusals.Translate(err)
}

func setStage(ctx context.Context, tx pgx.Tx, by account.By, ids []int64, stage Stage) error {
	_, err := tx.Exec(ctx, `UPDATE project_partners SET stage = @stage, updated_at = @now, version = version + 1 WHERE id = ANY(@ids)`,
		pgx.NamedArgs{"ids": ids, "stage": string(stage), "now": by.At})
	return postgres.Translate(err)
}

func markDeleted(ctx context.Context, tx pgx.Tx, by account.By, id int64, at *time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE project_partners SET deleted_at = @at, updated_at = @now, version = version + 1 WHERE id = @id`,
		pgx.NamedArgs{"id": id, "at": at, "now": by.At})
	return Refusals.Translate(err)
}

// trashed lists the partners that were taken off the projects that stand; whoever may edit a project's partners may put them back.
func (r *Room) trashed(ctx context.Context, by account.By) ([]trash.Item, error) {
	if err := visible(by); err != nil {
		return nil, err
	}
	rows, err := postgres.List[struct {
		trash.Item
		Member bool
		Status programme.Status
	}](ctx, r.db, `SELECT p.id, o.name, a.id AS project_id, a.title AS project, p.deleted_at, false AS may, a.status,
			EXISTS (SELECT FROM members_named m WHERE m.project_id = a.id AND m.person_id = @person) AS member
		FROM project_partners p JOIN organisations_named o ON o.id = p.organisation_id JOIN project_anchors a ON a.id = p.project_id
		WHERE p.deleted_at >= @since ORDER BY p.deleted_at DESC, p.id`, pgx.NamedArgs{"since": trash.Since(by.At), "person": by.ID})
	items := make([]trash.Item, len(rows))
	for i, row := range rows {
		items[i] = row.Item
		items[i].May = by.Can(MayEdit, Project{Member: row.Member}.tie()) && row.Status.Open()
	}
	return items, err
}

func (r *Room) purge(ctx context.Context, before time.Time) error {
	_, err := r.db.Exec(ctx, `DELETE FROM project_partners WHERE deleted_at < @before`, pgx.NamedArgs{"before": before})
	return postgres.Translate(err)
}

// placesOf finds the projects of the partners that rows are of, by partner; one whose row went was in the project that the row tells.
func placesOf(ctx context.Context, q postgres.Querier, rows []undo.Row, person int64) (map[int64]place, error) {
	var ids, projects []int64
	for _, row := range undo.Of(rows, "project_partners") {
		ids, projects = append(ids, row.ID("id")), append(projects, row.ID("project_id"))
	}
	list, err := postgres.List[place](ctx, q, `SELECT x.id, COALESCE(p.project_id, x.project, 0) AS project_id, a.status,
			EXISTS (SELECT FROM members_named m WHERE m.project_id = COALESCE(p.project_id, x.project) AND m.person_id = @person) AS member
		FROM unnest(@ids::bigint[], @projects::bigint[]) x(id, project) LEFT JOIN project_partners p ON p.id = x.id LEFT JOIN project_anchors a ON a.id = COALESCE(p.project_id, x.project)`,
		pgx.NamedArgs{"ids": ids, "projects": projects, "person": person})
	found := make(map[int64]place, len(list))
	for _, p := range list {
		found[p.ID] = p
	}
	return found, err
}
