package logistics

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/agreement"
	"parvis/internal/partner"
	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/retroplan"
	"parvis/internal/trash"
	"parvis/internal/workcal"
)

// topicSQL: what is said of a piece, and what is attached to it. See notice.Topic.
const topicSQL = `SELECT p.id, p.title AS name, COALESCE(a.id, 0) AS project_id, COALESCE(a.title, '') AS project, p.deleted_at IS NULL AND a.id IS NOT NULL AS living,
	COALESCE(a.status <> 'archived', false) AS open FROM pieces p LEFT JOIN project_anchors a ON a.id = p.project_id`

// deliveryTopicSQL: what is said of a delivery, and the photographs of its slip.
const deliveryTopicSQL = `SELECT d.id, d.title AS name, COALESCE(a.id, 0) AS project_id, COALESCE(a.title, '') AS project, d.deleted_at IS NULL AND a.id IS NOT NULL AS living,
	COALESCE(a.status <> 'archived', false) AS open FROM deliveries d LEFT JOIN project_anchors a ON a.id = d.project_id`

// row is a piece as the database gives it.
type row struct {
	ID, ProjectID, EntryID        int64
	Title                         string
	Kind                          Kind
	Part                          Part
	Direction                     Direction
	State                         State
	StateOn                       workcal.Date
	TaskID                        int64
	Task                          string
	TaskState                     *string // nil: none that stands
	TaskResponsible               int64
	Offset                        retroplan.Offset
	DueOn                         workcal.Date
	Statutory                     bool
	Source                        string
	PersonID, OrganisationID      int64
	Person, Organisation          string
	ContactID                     int64
	Contact                       string
	AgreementID                   int64
	Agreement                     string
	AgreementState                string
	AgreementLast                 workcal.Date
	SentOn, SignedOn, DenouncedOn workcal.Date
	Reference                     string
	Amount                        *int64
	Needs                         []partner.Ref
	Notes                         string
	UpdatedAt                     time.Time
	DeletedAt                     *time.Time
	Version                       int
	First, Last                   workcal.Date
	Member                        bool
}

func (r row) piece(today workcal.Date) Piece {
	p := Piece{ID: r.ID, Project: r.ProjectID, EntryID: r.EntryID, State: r.State, StateOn: r.StateOn, UpdatedAt: r.UpdatedAt, DeletedAt: r.DeletedAt, Version: r.Version,
		Draft: Draft{Title: r.Title, Kind: r.Kind, Part: r.Part, Direction: r.Direction, Offset: r.Offset, DueOn: r.DueOn, Statutory: r.Statutory, Source: r.Source,
			Person: partner.Ref{ID: r.PersonID, Name: r.Person}, Organisation: partner.Ref{ID: r.OrganisationID, Name: r.Organisation}, Contact: partner.Ref{ID: r.ContactID, Name: r.Contact},
			Reference: r.Reference, Needs: r.Needs, Notes: r.Notes}}
	if r.Amount != nil {
		p.Amount = agreement.Amount{Said: true, Cents: *r.Amount}
	}
	if r.TaskState != nil {
		p.Task, p.TaskOpen = partner.Ref{ID: r.TaskID, Name: r.Task}, *r.TaskState != retroplan.Done.String() && *r.TaskState != retroplan.Dropped.String()
	}
	if r.AgreementID != 0 {
		p.Agreement = partner.Ref{ID: r.AgreementID, Name: r.Agreement}
		p.State, p.StateOn, p.Follows = taken(agreement.Draft{State: agreement.State(r.AgreementState), Last: r.AgreementLast, SentOn: r.SentOn, SignedOn: r.SignedOn, DenouncedOn: r.DenouncedOn}, today)
	}
	p.Due = r.DueOn
	if p.Due.IsZero() {
		p.Due = dueBy(r.Offset, r.First, r.Last)
	}
	return p
}

const columns = `p.id, p.project_id, COALESCE(p.entry_id, 0) AS entry_id, p.title, p.kind, p.part, p.direction, p.state, p.state_on,
	COALESCE(k.id, 0) AS task_id, COALESCE(k.title, '') AS task, k.state AS task_state, COALESCE(k.responsible_id, 0) AS task_responsible,
	CASE WHEN p.offset_side IS NOT NULL THEN ROW(p.offset_side, p.offset_count, 'day'::text) END AS "offset", p.due_on, p.statutory, p.source,
	COALESCE(p.person_id, 0) AS person_id, COALESCE(w.name, '') AS person, COALESCE(o.id, 0) AS organisation_id, COALESCE(o.name, '') AS organisation,
	COALESCE(c.id, 0) AS contact_id, COALESCE(c.name, '') AS contact,
	COALESCE(g.id, 0) AS agreement_id, COALESCE(g.title, '') AS agreement, COALESCE(g.state, '') AS agreement_state, g.last_day AS agreement_last, g.sent_on, g.signed_on, g.denounced_on,
	p.reference, p.amount, p.notes, p.updated_at, p.deleted_at, p.version, a.first, a.last,
	COALESCE((SELECT jsonb_agg(jsonb_build_object('ID', q.id, 'Name', q.title) ORDER BY q.id) FROM piece_needs l JOIN pieces q ON q.id = l.need_id WHERE l.piece_id = p.id AND q.deleted_at IS NULL), '[]') AS needs,
	EXISTS (SELECT FROM members_named m WHERE m.project_id = p.project_id AND m.person_id = @person) AS member
	FROM pieces p LEFT JOIN project_anchors a ON a.id = p.project_id LEFT JOIN tasks_named k ON k.id = p.task_id AND k.living LEFT JOIN people_named w ON w.id = p.person_id
	LEFT JOIN organisations_named o ON o.id = p.organisation_id LEFT JOIN contacts_named c ON c.id = p.contact_id AND c.living LEFT JOIN agreements_stated g ON g.id = p.agreement_id AND g.living `

// listPieces gives the living pieces of a project, in the order of their titles.
func listPieces(ctx context.Context, q postgres.Querier, by account.By, project int64) ([]row, error) {
	return postgres.List[row](ctx, q, `SELECT `+columns+`WHERE p.project_id = @project AND p.deleted_at IS NULL ORDER BY p.title COLLATE "fr-x-icu", p.id LIMIT @most`,
		pgx.NamedArgs{"project": project, "person": by.ID, "most": 2 * MostOf})
}

// listOfTask gives the living pieces that hang on a task of an open project.
func listOfTask(ctx context.Context, q postgres.Querier, by account.By, task int64) ([]row, error) {
	return postgres.List[row](ctx, q, `SELECT `+columns+`WHERE p.task_id = @task AND p.deleted_at IS NULL AND a.status <> 'archived' ORDER BY p.title COLLATE "fr-x-icu", p.id LIMIT @most`,
		pgx.NamedArgs{"task": task, "person": by.ID, "most": MostOf})
}

// projectOf gives the project of a piece, living or in the trash.
func projectOf(ctx context.Context, q postgres.Querier, id int64) (int64, error) {
	return postgres.Scalar[int64](ctx, q, `SELECT project_id FROM pieces WHERE id = @id`, pgx.NamedArgs{"id": id})
}

func find(ctx context.Context, q postgres.Querier, by account.By, id int64) (row, error) {
	return postgres.One[row](ctx, q, `SELECT `+columns+`WHERE p.id = @id`, pgx.NamedArgs{"id": id, "person": by.ID})
}

// lock keeps a piece from changing until the transaction ends, and reads it as it stands then.
func lock(ctx context.Context, tx pgx.Tx, by account.By, id int64) (row, error) {
	if _, err := postgres.Scalar[int64](ctx, tx, `SELECT id FROM pieces WHERE id = @id FOR NO KEY UPDATE`, pgx.NamedArgs{"id": id}); err != nil {
		return row{}, err
	}
	return find(ctx, tx, by, id)
}

// Choices are what the form of a piece offers.
type Choices struct {
	Tasks      []plan.Row // that stand, by their dates; done ones too
	People     []Person
	Contacts   []partner.Ref // of the organisation that was chosen
	Agreements []partner.Ref // of the project
	Pieces     []partner.Ref // that it may wait for
}

// Person is somebody who may see to a piece.
type Person struct {
	partner.Ref
	Member bool // of the project
}

// readChoices reads what the form of a piece offers but for the tasks.
func readChoices(ctx context.Context, q postgres.Querier, by account.By, project, id int64, d Draft) (Choices, error) {
	var c Choices
	args := pgx.NamedArgs{"project": project, "id": id, "organisation": d.Organisation.ID, "agreement": d.Agreement.ID, "today": by.Today()}
	b := &pgx.Batch{}
	queuePeople(b, &c.People, project)
	postgres.Queue(b, &c.Contacts, `SELECT c.id, c.name FROM contacts_of l JOIN contacts_named c ON c.id = l.contact_id
		WHERE l.organisation_id = @organisation AND c.living AND (l.until IS NULL OR l.until >= @today) ORDER BY c.name COLLATE "fr-x-icu", c.id LIMIT 200`, args)
	postgres.Queue(b, &c.Agreements, `SELECT g.id, g.title AS name FROM agreements_stated g WHERE g.living AND (g.project_id = @project OR g.id = @agreement) ORDER BY g.title COLLATE "fr-x-icu", g.id LIMIT 200`, args)
	postgres.Queue(b, &c.Pieces, `SELECT p.id, p.title AS name FROM pieces p WHERE p.project_id = @project AND p.deleted_at IS NULL AND p.id <> @id ORDER BY p.title COLLATE "fr-x-icu", p.id LIMIT 500`, args)
	return c, postgres.Translate(q.SendBatch(ctx, b).Close())
}

// queuePeople reads who may see to something of a project: its members first.
func queuePeople(b *pgx.Batch, into *[]Person, project int64) {
	postgres.Queue(b, into, `SELECT w.id, w.name, m.person_id IS NOT NULL AS member FROM people_named w LEFT JOIN members_named m ON m.person_id = w.id AND m.project_id = @project
		WHERE w.active AND (m.person_id IS NOT NULL OR w.role <> 'intern') ORDER BY m.person_id IS NULL, w.name COLLATE "fr-x-icu", w.id`, pgx.NamedArgs{"project": project})
}

// addressesOf gives where to write about a piece: to its contact, unless she asked not to be, then to its organisation.
func addressesOf(ctx context.Context, q postgres.Querier, d Draft) ([]string, error) {
	return postgres.Scalars[string](ctx, q, `SELECT x.email FROM (
			SELECT 1 AS first, unnest(c.emails) AS email FROM contacts_named c WHERE c.id = @contact AND c.living AND c.consent <> 'refused'
			UNION ALL SELECT 2, unnest(o.emails) FROM organisations_named o WHERE o.id = @organisation AND o.living) x ORDER BY x.first LIMIT 3`,
		pgx.NamedArgs{"contact": d.Contact.ID, "organisation": d.Organisation.ID})
}

// queueFilesOf reads the live projects that somebody is a member of and whose file has something left to do, soonest first.
func queueFilesOf(b *pgx.Batch, into *[]int64, by account.By) {
	b.Queue(`SELECT a.id FROM project_anchors a JOIN members_named m ON m.project_id = a.id AND m.person_id = @person
		WHERE a.status NOT IN ('archived', 'cancelled') AND EXISTS (SELECT FROM pieces p WHERE p.project_id = a.id AND p.deleted_at IS NULL AND p.state NOT IN ('done', 'void'))
		ORDER BY a.last < @today, a.first, a.id LIMIT @most`, pgx.NamedArgs{"person": by.ID, "today": by.Today(), "most": mostFiles}).Query(func(rows pgx.Rows) (err error) {
		*into, err = pgx.CollectRows(rows, pgx.RowTo[int64])
		return err
	})
}

// queueDue reads the open pieces of the live projects that somebody follows.
func queueDue(b *pgx.Batch, by account.By, read func([]dueRow)) {
	b.Queue(`SELECT p.id, p.project_id, p.title, COALESCE(NULLIF(a.short_name, ''), a.title) AS project, CASE WHEN p.offset_side IS NOT NULL THEN ROW(p.offset_side, p.offset_count, 'day'::text) END AS "offset", p.due_on, a.first, a.last,
			COALESCE(g.id, 0) AS agreement_id, COALESCE(g.state, '') AS agreement_state, g.last_day AS agreement_last, g.sent_on, g.signed_on, g.denounced_on
		FROM pieces p JOIN project_anchors a ON a.id = p.project_id LEFT JOIN agreements_stated g ON g.id = p.agreement_id AND g.living
		WHERE p.deleted_at IS NULL AND p.state NOT IN ('done', 'void') AND (p.due_on IS NOT NULL OR p.offset_side IS NOT NULL) AND a.status IN ('idea', 'preparing', 'confirmed', 'running')
			AND (@all OR EXISTS (SELECT FROM members_named m WHERE m.project_id = p.project_id AND m.person_id = @person))
		ORDER BY p.id LIMIT @most`, pgx.NamedArgs{"all": by.Role == access.Head, "person": by.ID, "most": mostDue}).Query(func(rows pgx.Rows) error {
		list, err := pgx.CollectRows(rows, pgx.RowToStructByName[dueRow])
		read(list)
		return err
	})
}

// mostDue bounds the open pieces that are read for what is due soon.
const mostDue = 5_000

// known are the things that a draft points to, as far as they stand.
type known struct {
	task, organisation, contact, agreement, needs []partner.Ref
	people                                        []Person
}

func findKnown(ctx context.Context, q postgres.Querier, project int64, d Draft) (known, error) {
	var k known
	args := pgx.NamedArgs{"project": project, "task": d.Task.ID, "organisation": d.Organisation.ID, "contact": d.Contact.ID, "agreement": d.Agreement.ID, "needs": numbers(d.Needs)}
	b := &pgx.Batch{}
	postgres.Queue(b, &k.task, `SELECT k.id, k.title AS name FROM tasks_named k WHERE k.id = @task AND k.project_id = @project AND k.living`, args)
	postgres.Queue(b, &k.organisation, `SELECT id, name FROM organisations_named WHERE id = @organisation AND living`, args)
	postgres.Queue(b, &k.contact, `SELECT c.id, c.name FROM contacts_of l JOIN contacts_named c ON c.id = l.contact_id WHERE l.organisation_id = @organisation AND c.id = @contact AND c.living LIMIT 1`, args)
	postgres.Queue(b, &k.agreement, `SELECT g.id, g.title AS name FROM agreements_stated g WHERE g.id = @agreement AND g.living`, args)
	postgres.Queue(b, &k.needs, `SELECT p.id, p.title AS name FROM pieces p WHERE p.id = ANY(@needs) AND p.project_id = @project AND p.deleted_at IS NULL ORDER BY p.id`, args)
	queuePeople(b, &k.people, project)
	return k, postgres.Translate(q.SendBatch(ctx, b).Close())
}

// waiting is what pieces of a project wait for, to see that none waits for itself.
type waiting struct {
	ID    int64
	Needs []int64
}

func listWaiting(ctx context.Context, q postgres.Querier, project int64) ([]waiting, error) {
	return postgres.List[waiting](ctx, q, `SELECT p.id, COALESCE(array_agg(l.need_id ORDER BY l.need_id) FILTER (WHERE l.need_id IS NOT NULL), '{}') AS needs FROM pieces p
		LEFT JOIN piece_needs l ON l.piece_id = p.id WHERE p.project_id = @project GROUP BY p.id ORDER BY p.id`, pgx.NamedArgs{"project": project})
}

func countOf(ctx context.Context, q postgres.Querier, project int64) (int, error) {
	return postgres.Scalar[int](ctx, q, `SELECT count(*)::int FROM pieces WHERE project_id = @project AND deleted_at IS NULL`, pgx.NamedArgs{"project": project})
}

func (d Draft) args(by account.By, id int64) pgx.NamedArgs {
	args := pgx.NamedArgs{"id": id, "by": by.ID, "now": by.At, "title": d.Title, "kind": string(d.Kind), "part": string(d.Part), "direction": string(d.Direction), "task": d.Task.ID,
		"side": nil, "count": nil, "due": d.DueOn, "statutory": d.Statutory, "source": d.Source, "person": d.Person.ID, "organisation": d.Organisation.ID, "contact": d.Contact.ID,
		"agreement": d.Agreement.ID, "reference": d.Reference, "amount": nil, "notes": d.Notes, "needs": numbers(d.Needs)}
	if !d.Offset.IsZero() {
		args["side"], args["count"] = d.Offset.Side.String(), d.Offset.Count
	}
	if d.Amount.Said {
		args["amount"] = d.Amount.Cents
	}
	return args
}

const insertSQL = `INSERT INTO pieces (project_id, entry_id, title, kind, part, direction, state, state_on, task_id, offset_side, offset_count, due_on, statutory, source, person_id, organisation_id, contact_id,
		agreement_id, reference, amount, notes, created_by, created_at, updated_at)
	VALUES (@project, NULLIF(@entry::bigint, 0), @title, @kind, @part, @direction, 'to_do', NULL, NULLIF(@task::bigint, 0), @side, @count, @due, @statutory, @source, NULLIF(@person::bigint, 0),
		NULLIF(@organisation::bigint, 0), NULLIF(@contact::bigint, 0), NULLIF(@agreement::bigint, 0), @reference, @amount, @notes, @by, @now, @now) RETURNING id`

// insert keeps a piece; entry is what proposed it, 0 for nothing.
func insert(ctx context.Context, tx pgx.Tx, by account.By, project, entry int64, d Draft) (int64, error) {
	args := d.args(by, 0)
	args["project"], args["entry"] = project, entry
	id, err := postgres.Scalar[int64](ctx, tx, insertSQL, args)
	if err != nil {
		return 0, err
	}
	return id, tie(ctx, tx, by, id, d)
}

func update(ctx context.Context, tx pgx.Tx, by account.By, id int64, d Draft) error {
	_, err := tx.Exec(ctx, `UPDATE pieces SET title = @title, kind = @kind, part = @part, direction = @direction, task_id = NULLIF(@task::bigint, 0), offset_side = @side, offset_count = @count,
			due_on = @due, statutory = @statutory, source = @source, person_id = NULLIF(@person::bigint, 0), organisation_id = NULLIF(@organisation::bigint, 0),
			contact_id = NULLIF(@contact::bigint, 0), agreement_id = NULLIF(@agreement::bigint, 0), reference = @reference, amount = @amount, notes = @notes,
			updated_at = @now, version = version + 1 WHERE id = @id`, d.args(by, id))
	if err != nil {
		return postgres.Translate(err)
	}
	return tie(ctx, tx, by, id, d)
}

// tie writes what a piece waits for: only what differs is touched.
func tie(ctx context.Context, tx pgx.Tx, by account.By, id int64, d Draft) error {
	args := d.args(by, id)
	b := &pgx.Batch{}
	b.Queue(`DELETE FROM piece_needs WHERE piece_id = @id AND need_id <> ALL(@needs) AND need_id IN (SELECT q.id FROM pieces q WHERE q.deleted_at IS NULL)`, args)
	b.Queue(`INSERT INTO piece_needs (piece_id, need_id) SELECT @id, unnest(@needs::bigint[]) ON CONFLICT DO NOTHING`, args)
	return postgres.Translate(tx.SendBatch(ctx, b).Close())
}

func setState(ctx context.Context, tx pgx.Tx, by account.By, id int64, to State, on workcal.Date) error {
	_, err := tx.Exec(ctx, `UPDATE pieces SET state = @state, state_on = @on, updated_at = @now, version = version + 1 WHERE id = @id`,
		pgx.NamedArgs{"id": id, "state": string(to), "on": on, "now": by.At})
	return postgres.Translate(err)
}

func markDeleted(ctx context.Context, tx pgx.Tx, by account.By, id int64, at *time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE pieces SET deleted_at = @at, updated_at = @now, version = version + 1 WHERE id = @id`, pgx.NamedArgs{"id": id, "at": at, "now": by.At})
	return postgres.Translate(err)
}

// binned is what waits in the trash with how its reader stands to its project.
type binned struct {
	trash.Item
	Member bool
	Status programme.Status
}

// items says what of the bins somebody may restore.
func items(by account.By, rows []binned) []trash.Item {
	list := make([]trash.Item, len(rows))
	for i, row := range rows {
		list[i] = row.Item
		list[i].May = by.Can(MayEdit, tieOf(row.Member)) && row.Status.Open()
	}
	return list
}

// trashedPieces lists the pieces thrown away from the projects that stand.
func (r *Room) trashedPieces(ctx context.Context, by account.By) ([]trash.Item, error) {
	if err := visible(by); err != nil {
		return nil, err
	}
	rows, err := postgres.List[binned](ctx, r.db, `SELECT p.id, p.title AS name, a.id AS project_id, a.title AS project, p.deleted_at, false AS may, a.status,
			EXISTS (SELECT FROM members_named m WHERE m.project_id = a.id AND m.person_id = @person) AS member
		FROM pieces p JOIN project_anchors a ON a.id = p.project_id WHERE p.deleted_at >= @since ORDER BY p.deleted_at DESC, p.id`, pgx.NamedArgs{"since": trash.Since(by.At), "person": by.ID})
	return items(by, rows), err
}

func (r *Room) purgePieces(ctx context.Context, before time.Time) error {
	_, err := r.db.Exec(ctx, `DELETE FROM pieces WHERE deleted_at < @before`, pgx.NamedArgs{"before": before})
	return postgres.Translate(err)
}

// stands tells whether a piece still does, for a form that is sent again.
func stands(ctx context.Context) func(pgx.Tx, int64) (bool, error) {
	return func(tx pgx.Tx, id int64) (bool, error) {
		return postgres.Scalar[bool](ctx, tx, `SELECT EXISTS (SELECT FROM pieces WHERE id = @id AND deleted_at IS NULL)`, pgx.NamedArgs{"id": id})
	}
}
