package partner

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/trash"
	"parvis/internal/workcal"
)

// refs are things that the database names as JSON.
type refs []Ref

// interactionRow is an exchange as the database gives it.
type interactionRow struct {
	ID                                int64
	Channel                           Channel
	Day                               workcal.Date
	MonthOnly                         bool
	Outcome                           Outcome
	Summary, NextStep                 string
	NextDay                           workcal.Date
	ByID                              int64
	ByName                            string
	TaskID, OwnID, OwnerID            int64
	StepTitle                         string
	StepDone                          bool
	Organisations, Contacts, Projects refs
	DeletedAt                         *time.Time
	Version                           int
}

func (r interactionRow) interaction() Interaction {
	i := Interaction{ID: r.ID, ByID: r.ByID, By: r.ByName, DeletedAt: r.DeletedAt, Version: r.Version,
		InteractionDraft: InteractionDraft{Channel: r.Channel, Day: r.Day, MonthOnly: r.MonthOnly, Outcome: r.Outcome, Summary: r.Summary, NextStep: r.NextStep, NextDay: r.NextDay,
			Organisations: r.Organisations, Contacts: r.Contacts, Projects: r.Projects}}
	if r.TaskID != 0 || r.OwnID != 0 {
		i.Step = &Step{Task: r.TaskID, Own: r.OwnID, OwnerID: r.OwnerID, Title: r.StepTitle, Done: r.StepDone}
	}
	return i
}

func interactions(rows []interactionRow) []Interaction {
	list := make([]Interaction, len(rows))
	for i, row := range rows {
		list[i] = row.interaction()
	}
	return list
}

// interactionColumns tell an exchange with whom it was, by names, also of what is gone; projects in the trash are left out.
const interactionColumns = `x.id, x.channel, x.day, x.month_only, x.outcome, x.summary, x.next_step, x.next_day, x.created_by AS by_id, who.name AS by_name,
	COALESCE(task.id, 0) AS task_id, COALESCE(own.id, 0) AS own_id, COALESCE(own.person_id, 0) AS owner_id, COALESCE(task.title, own.title, '') AS step_title,
	COALESCE(task.state = 'done', own.done_on IS NOT NULL, false) AS step_done,
	COALESCE((SELECT jsonb_agg(jsonb_build_object('ID', o.id, 'Name', o.name, 'Gone', o.deleted_at IS NOT NULL) ORDER BY o.name COLLATE "fr-x-icu", o.id) FROM interaction_organisations l
		JOIN organisations o ON o.id = l.organisation_id WHERE l.interaction_id = x.id), '[]') AS organisations,
	COALESCE((SELECT jsonb_agg(jsonb_build_object('ID', c.id, 'Name', concat_ws(' ', NULLIF(c.first_name, ''), NULLIF(c.last_name, '')), 'Gone', c.deleted_at IS NOT NULL) ORDER BY c.last_name COLLATE "fr-x-icu", c.id)
		FROM interaction_contacts l JOIN contacts c ON c.id = l.contact_id WHERE l.interaction_id = x.id), '[]') AS contacts,
	COALESCE((SELECT jsonb_agg(jsonb_build_object('ID', p.id, 'Name', p.title) ORDER BY p.title COLLATE "fr-x-icu", p.id) FROM interaction_projects l
		JOIN project_anchors p ON p.id = l.project_id WHERE l.interaction_id = x.id), '[]') AS projects,
	x.deleted_at, x.version`

const interactionFrom = ` FROM interactions x JOIN people_named who ON who.id = x.created_by LEFT JOIN tasks_named task ON task.id = x.task_id AND task.living
	LEFT JOIN own_tasks_named own ON own.id = x.own_task_id AND own.living `

// about are the ways to choose exchanges by one thing that they are with: SQL whose @of is its number.
var about = map[string]string{
	"organisation": `x.id IN (SELECT interaction_id FROM interaction_organisations WHERE organisation_id = @of)`,
	"contact":      `x.id IN (SELECT interaction_id FROM interaction_contacts WHERE contact_id = @of)`,
	"project":      `x.id IN (SELECT interaction_id FROM interaction_projects WHERE project_id = @of)`,
	"task":         `x.task_id = @of`,
	"own":          `x.own_task_id = @of`,
}

// queueInteractions reads a page of the exchanges with something, newest first, and one more where there are more.
func queueInteractions(b *pgx.Batch, into *[]interactionRow, which string, of int64, page int) {
	postgres.Queue(b, into, `SELECT `+interactionColumns+interactionFrom+`WHERE `+about[which]+` AND x.deleted_at IS NULL ORDER BY x.day DESC, x.id DESC LIMIT @most OFFSET @from`,
		pgx.NamedArgs{"of": of, "most": PerPage + 1, "from": PerPage * (max(1, page) - 1)})
}

func findInteraction(ctx context.Context, q postgres.Querier, id int64) (Interaction, error) {
	row, err := postgres.One[interactionRow](ctx, q, `SELECT `+interactionColumns+interactionFrom+`WHERE x.id = @id`, pgx.NamedArgs{"id": id})
	return row.interaction(), err
}

// holdInteraction keeps an exchange from changing until the transaction ends, and reads it as it stands then.
func holdInteraction(ctx context.Context, tx pgx.Tx, id int64) (Interaction, error) {
	held, err := postgres.Scalars[int64](ctx, tx, `SELECT id FROM interactions WHERE id = @id FOR NO KEY UPDATE`, pgx.NamedArgs{"id": id})
	if err != nil {
		return Interaction{}, err
	}
	if len(held) == 0 {
		return Interaction{}, fault.Missing(nil)
	}
	return findInteraction(ctx, tx, id)
}

func (d InteractionDraft) args(by account.By, id int64) pgx.NamedArgs {
	return pgx.NamedArgs{"id": id, "by": by.ID, "now": by.At, "channel": string(d.Channel), "day": d.Day, "month": d.MonthOnly, "outcome": string(d.Outcome), "summary": d.Summary,
		"next": d.NextStep, "next_day": d.NextDay, "organisations": numbers(d.Organisations), "contacts": numbers(d.Contacts), "projects": numbers(d.Projects)}
}

func numbers(list []Ref) []int64 {
	kept := make([]int64, len(list))
	for i, one := range list {
		kept[i] = one.ID
	}
	return kept
}

// insertInteraction keeps an exchange; task and own are its next step, 0 where it is none.
func insertInteraction(ctx context.Context, tx pgx.Tx, by account.By, d InteractionDraft, task, own int64) (int64, error) {
	args := d.args(by, 0)
	args["task"], args["own"] = task, own
	id, err := postgres.Scalar[int64](ctx, tx, `INSERT INTO interactions (channel, day, month_only, outcome, summary, next_step, next_day, task_id, own_task_id, created_by, created_at, updated_at)
		VALUES (@channel, @day, @month, @outcome, @summary, @next, @next_day, NULLIF(@task::bigint, 0), NULLIF(@own::bigint, 0), @by, @now, @now) RETURNING id`, args)
	if err != nil {
		return 0, err
	}
	return id, tieInteraction(ctx, tx, by, id, d)
}

func updateInteraction(ctx context.Context, tx pgx.Tx, by account.By, id int64, d InteractionDraft) error {
	_, err := tx.Exec(ctx, `UPDATE interactions SET channel = @channel, day = @day, month_only = @month, outcome = @outcome, summary = @summary, next_step = @next, next_day = @next_day,
		updated_at = @now, version = version + 1 WHERE id = @id`, d.args(by, id))
	if err != nil {
		return postgres.Translate(err)
	}
	return tieInteraction(ctx, tx, by, id, d)
}

// tieInteraction writes with whom an exchange was, in one batch: only what differs is touched.
func tieInteraction(ctx context.Context, tx pgx.Tx, by account.By, id int64, d InteractionDraft) error {
	b := &pgx.Batch{}
	args := d.args(by, id)
	b.Queue(`DELETE FROM interaction_organisations WHERE interaction_id = @id AND organisation_id <> ALL(@organisations)`, args)
	b.Queue(`DELETE FROM interaction_contacts WHERE interaction_id = @id AND contact_id <> ALL(@contacts)`, args)
	b.Queue(`DELETE FROM interaction_projects WHERE interaction_id = @id AND project_id <> ALL(@projects)`, args)
	b.Queue(`INSERT INTO interaction_organisations (interaction_id, organisation_id) SELECT @id, unnest(@organisations::bigint[]) ON CONFLICT DO NOTHING`, args)
	b.Queue(`INSERT INTO interaction_contacts (interaction_id, contact_id) SELECT @id, unnest(@contacts::bigint[]) ON CONFLICT DO NOTHING`, args)
	b.Queue(`INSERT INTO interaction_projects (interaction_id, project_id) SELECT @id, unnest(@projects::bigint[]) ON CONFLICT DO NOTHING`, args)
	return postgres.Translate(tx.SendBatch(ctx, b).Close())
}

func markInteractionDeleted(ctx context.Context, tx pgx.Tx, by account.By, id int64, at *time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE interactions SET deleted_at = @at, updated_at = @now, version = version + 1 WHERE id = @id`, pgx.NamedArgs{"id": id, "at": at, "now": by.At})
	return postgres.Translate(err)
}

// known are the things that an exchange is said to be with, by their numbers, as far as they stand.
type known struct{ organisations, contacts, projects []Ref }

func findTied(ctx context.Context, q postgres.Querier, d InteractionDraft) (known, error) {
	var k known
	b := &pgx.Batch{}
	postgres.Queue(b, &k.organisations, `SELECT id, name FROM organisations_named WHERE id = ANY(@ids) AND living ORDER BY name COLLATE "fr-x-icu", id`, pgx.NamedArgs{"ids": numbers(d.Organisations)})
	postgres.Queue(b, &k.contacts, `SELECT id, name FROM contacts_named WHERE id = ANY(@ids) AND living ORDER BY name COLLATE "fr-x-icu", id`, pgx.NamedArgs{"ids": numbers(d.Contacts)})
	postgres.Queue(b, &k.projects, `SELECT id, title AS name FROM project_anchors WHERE id = ANY(@ids) ORDER BY title COLLATE "fr-x-icu", id`, pgx.NamedArgs{"ids": numbers(d.Projects)})
	return k, postgres.Translate(q.SendBatch(ctx, b).Close())
}

// trashedInteractions lists what this person can still restore: whoever may edit one.
func (r *Room) trashedInteractions(ctx context.Context, by account.By) ([]trash.Item, error) {
	return postgres.List[trash.Item](ctx, r.db, `SELECT x.id, COALESCE((SELECT 'Échange avec ' || string_agg(o.name, ', ' ORDER BY o.name COLLATE "fr-x-icu") FROM interaction_organisations l
			JOIN organisations o ON o.id = l.organisation_id WHERE l.interaction_id = x.id), 'Échange') AS name, 0::bigint AS project_id, '' AS project, x.deleted_at, true AS may
		FROM interactions x WHERE x.deleted_at >= @since AND (@all OR x.created_by = @person) ORDER BY x.deleted_at DESC, x.id`,
		pgx.NamedArgs{"since": trash.Since(by.At), "all": mayEditAll(by), "person": by.ID})
}

func (r *Room) purgeInteractions(ctx context.Context, before time.Time) error {
	_, err := r.db.Exec(ctx, `DELETE FROM interactions WHERE deleted_at < @before`, pgx.NamedArgs{"before": before})
	return postgres.Translate(err)
}

// authorsOf gives who logged exchanges, by their numbers.
func authorsOf(ctx context.Context, q postgres.Querier, ids []int64) (map[int64]int64, error) {
	rows, err := postgres.List[struct{ ID, CreatedBy int64 }](ctx, q, `SELECT id, created_by FROM interactions WHERE id = ANY(@ids)`, pgx.NamedArgs{"ids": ids})
	authors := make(map[int64]int64, len(rows))
	for _, row := range rows {
		authors[row.ID] = row.CreatedBy
	}
	return authors, err
}

func organisationsOf(ctx context.Context, q postgres.Querier, exchanges []int64) ([]int64, error) {
	return postgres.Scalars[int64](ctx, q, `SELECT DISTINCT organisation_id FROM interaction_organisations WHERE interaction_id = ANY(@ids) ORDER BY 1`, pgx.NamedArgs{"ids": exchanges})
}
