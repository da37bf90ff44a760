package slot

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/trash"
	"parvis/internal/undo"
)

func (d Draft) args(by account.By, id int64) pgx.NamedArgs {
	return pgx.NamedArgs{"id": id, "by": by.ID, "now": by.At, "activity": d.ActivityID, "starts": d.Start(), "ends": d.End(), "space": d.Space.ID, "elsewhere": d.Elsewhere, "set_up": d.SetUp,
		"tidy": d.Tidy, "capacity": d.Capacity, "filled": d.Filled, "notes": d.Notes, "status": string(d.Status), "because": d.Because}
}

// insert keeps new slots and gives their numbers, in order.
func insert(ctx context.Context, tx pgx.Tx, by account.By, list []Draft) ([]int64, error) {
	b := &pgx.Batch{}
	made := make([][]int64, len(list))
	for i, d := range list {
		b.Queue(`INSERT INTO slots (activity_id, starts_at, ends_at, space_id, elsewhere, set_up, tidy, capacity, filled, notes, status, because, created_by, created_at, updated_at)
			VALUES (@activity, @starts, @ends, NULLIF(@space::bigint, 0), @elsewhere, @set_up, @tidy, @capacity, @filled, @notes, @status, @because, @by, @now, @now) RETURNING id`, d.args(by, 0)).
			Query(func(rows pgx.Rows) (err error) { made[i], err = pgx.CollectRows(rows, pgx.RowTo[int64]); return err })
	}
	if err := tx.SendBatch(ctx, b).Close(); err != nil {
		return nil, postgres.Translate(err)
	}
	ids := make([]int64, 0, len(list))
	for _, one := range made {
		ids = append(ids, one...)
	}
	return ids, nil
}

// queueUpdate writes what a slot is.
func queueUpdate(b *pgx.Batch, by account.By, id int64, d Draft) {
	b.Queue(`UPDATE slots SET starts_at = @starts, ends_at = @ends, space_id = NULLIF(@space::bigint, 0), elsewhere = @elsewhere, set_up = @set_up, tidy = @tidy, capacity = @capacity,
			filled = @filled, notes = @notes, status = @status, because = @because, updated_at = @now, version = version + 1 WHERE id = @id`, d.args(by, id))
}

func markDeleted(ctx context.Context, tx pgx.Tx, by account.By, id int64, at *time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE slots SET deleted_at = @at, updated_at = @now, version = version + 1 WHERE id = @id`, pgx.NamedArgs{"id": id, "at": at, "now": by.At})
	return postgres.Translate(err)
}

func (g Group) args(by account.By, id int64) pgx.NamedArgs {
	return pgx.NamedArgs{"id": id, "by": by.ID, "now": by.At, "name": g.Name, "organisation": g.Organisation.ID, "people": g.People, "companions": g.Companions, "needs": g.Needs, "contact": g.Contact, "notes": g.Notes}
}

func insertGroup(ctx context.Context, tx pgx.Tx, by account.By, slot int64, g Group, waiting bool) (int64, error) {
	args := g.args(by, 0)
	args["slot"], args["waiting"] = slot, waiting
	return postgres.Scalar[int64](ctx, tx, `INSERT INTO registrations (slot_id, organisation_id, name, headcount, companions, needs, contact, notes, waiting, created_by, created_at, updated_at)
		VALUES (@slot, NULLIF(@organisation::bigint, 0), @name, @people, @companions, @needs, @contact, @notes, @waiting, @by, @now, @now) RETURNING id`, args)
}

func updateGroup(ctx context.Context, tx pgx.Tx, by account.By, id int64, g Group, waiting bool) error {
	args := g.args(by, id)
	args["waiting"] = waiting
	_, err := tx.Exec(ctx, `UPDATE registrations SET organisation_id = NULLIF(@organisation::bigint, 0), name = @name, headcount = @people, companions = @companions, needs = @needs, contact = @contact,
			notes = @notes, waiting = @waiting, updated_at = @now, version = version + 1 WHERE id = @id`, args)
	return postgres.Translate(err)
}

func markGroupDeleted(ctx context.Context, tx pgx.Tx, by account.By, id int64, at *time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE registrations SET deleted_at = @at, updated_at = @now, version = version + 1 WHERE id = @id`, pgx.NamedArgs{"id": id, "at": at, "now": by.At})
	return postgres.Translate(err)
}

// trashed lists the slots that this person can still restore.
func (r *Room) trashed(ctx context.Context, by account.By) ([]trash.Item, error) {
	if visible(by) != nil || !by.Can(MayDelete, access.Tie{}) {
		return nil, nil
	}
	return r.bin(ctx, by, `SELECT s.id, a.title || ', ' || to_char(s.starts_at AT TIME ZONE 'Europe/Paris', 'DD/MM/YYYY, FMHH24" h "MI') AS name, p.id AS project_id, p.title AS project, s.deleted_at, false AS may, p.status
		FROM slots s JOIN activities_named a ON a.id = s.activity_id AND a.living JOIN project_anchors p ON p.id = a.project_id
		WHERE s.deleted_at >= @since ORDER BY s.deleted_at DESC, s.id`, access.Tie{})
}

// trashedGroups lists the groups that this person can still put back.
func (r *Room) trashedGroups(ctx context.Context, by account.By) ([]trash.Item, error) {
	if visible(by) != nil {
		return nil, nil
	}
	return r.bin(ctx, by, `SELECT g.id, g.name, p.id AS project_id, p.title AS project, g.deleted_at, EXISTS (SELECT FROM members_named m WHERE m.project_id = p.id AND m.person_id = @person) AS may, p.status
		FROM registrations g JOIN slots s ON s.id = g.slot_id AND s.deleted_at IS NULL JOIN activities_named a ON a.id = s.activity_id AND a.living JOIN project_anchors p ON p.id = a.project_id
		WHERE g.deleted_at >= @since ORDER BY g.deleted_at DESC, g.id`, access.Tie{Member: true})
}

// bin reads what is in the trash; a tie of a member is asked of each row, which says whether she is one.
func (r *Room) bin(ctx context.Context, by account.By, sql string, tie access.Tie) ([]trash.Item, error) {
	rows, err := postgres.List[struct {
		trash.Item
		Status programme.Status
	}](ctx, r.db, sql, pgx.NamedArgs{"since": trash.Since(by.At), "person": by.ID})
	items := make([]trash.Item, 0, len(rows))
	for _, one := range rows {
		may := !tie.Member || by.Can(MayRegister, access.Tie{Member: one.May})
		if !may {
			continue
		}
		one.Item.May = one.Status.Open()
		items = append(items, one.Item)
	}
	return items, err
}

func (r *Room) purge(ctx context.Context, before time.Time) error {
	_, err := r.db.Exec(ctx, `DELETE FROM slots WHERE deleted_at < @before`, pgx.NamedArgs{"before": before})
	return postgres.Translate(err)
}

func (r *Room) purgeGroups(ctx context.Context, before time.Time) error {
	_, err := r.db.Exec(ctx, `DELETE FROM registrations WHERE deleted_at < @before`, pgx.NamedArgs{"before": before})
	return postgres.Translate(err)
}

func holdSlots(ctx context.Context, tx pgx.Tx, ids []int64) error {
	_, err := tx.Exec(ctx, `SELECT id FROM slots WHERE id = ANY(@ids) ORDER BY id FOR NO KEY UPDATE`, pgx.NamedArgs{"ids": ids})
	return postgres.Translate(err)
}

// overbooked names one of these slots that more people are in than it has places for; "" where none is.
func overbooked(ctx context.Context, tx pgx.Tx, ids []int64) (string, error) {
	names, err := postgres.Scalars[string](ctx, tx, `SELECT a.title FROM slots s JOIN activities_named a ON a.id = s.activity_id
		WHERE s.id = ANY(@ids) AND s.capacity > 0 AND s.capacity < (SELECT COALESCE(sum(headcount), 0) FROM registrations WHERE slot_id = s.id AND deleted_at IS NULL AND NOT waiting)
		ORDER BY s.id LIMIT 1`, pgx.NamedArgs{"ids": ids})
	if err != nil || len(names) == 0 {
		return "", err
	}
	return names[0], nil
}

// placesOf finds the projects of the slots that rows are of; what went is of the slot, or of the activity, that its row tells.
func placesOf(ctx context.Context, q postgres.Querier, rows []undo.Row, person int64) (map[at]place, error) {
	var groups []bool
	var ids, slots, activities []int64
	for _, row := range rows {
		groups, ids, slots, activities = append(groups, atOf(row).OfGroup), append(ids, row.ID("id")), append(slots, row.ID("slot_id")), append(activities, row.ID("activity_id"))
	}
	list, err := postgres.List[struct {
		OfGroup bool
		ID      int64
		place
	}](ctx, q, `SELECT x.of_group, x.id, COALESCE(s.id, 0) AS slot_id, COALESCE(a.project_id, 0) AS project_id, COALESCE(s.status, '') AS now, p.status,
			EXISTS (SELECT FROM members_named m WHERE m.project_id = a.project_id AND m.person_id = @person) AS member
		FROM (SELECT of_group, id, max(slot) AS slot, max(activity) AS activity FROM unnest(@groups::boolean[], @ids::bigint[], @slots::bigint[], @activities::bigint[]) u(of_group, id, slot, activity)
				GROUP BY of_group, id) x
			LEFT JOIN registrations g ON x.of_group AND g.id = x.id
			LEFT JOIN slots s ON s.id = CASE WHEN x.of_group THEN COALESCE(g.slot_id, x.slot) ELSE x.id END
			LEFT JOIN activities_named a ON a.id = COALESCE(s.activity_id, x.activity) LEFT JOIN project_anchors p ON p.id = a.project_id`,
		pgx.NamedArgs{"groups": groups, "ids": ids, "slots": slots, "activities": activities, "person": person})
	found := make(map[at]place, len(list))
	for _, p := range list {
		found[at{p.OfGroup, p.ID}] = p.place
	}
	return found, err
}
