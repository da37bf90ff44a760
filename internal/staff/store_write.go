package staff

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/crew"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/slot"
	"parvis/internal/trash"
	"parvis/internal/undo"
)

func queueNeed(b *pgx.Batch, by account.By, slot int64, w Want, position int) {
	b.Queue(`INSERT INTO slot_needs (slot_id, label, skill_id, wanted, position, created_by, created_at, updated_at)
		VALUES (@id, @label, NULLIF(@skill::bigint, 0), @wanted, @position, @by, @now, @now)`, w.args(by, slot, position))
}

func queueRewrite(b *pgx.Batch, by account.By, id int64, w Want, position int) {
	b.Queue(`UPDATE slot_needs SET label = @label, skill_id = NULLIF(@skill::bigint, 0), wanted = @wanted, position = @position, updated_at = @now, version = version + 1 WHERE id = @id`, w.args(by, id, position))
}

func queueThrow(b *pgx.Batch, by account.By, id int64) {
	b.Queue(`UPDATE slot_needs SET deleted_at = @now, updated_at = @now, version = version + 1 WHERE id = @id`, pgx.NamedArgs{"id": id, "now": by.At})
}

func putBack(ctx context.Context, tx pgx.Tx, by account.By, id int64) error {
	_, err := tx.Exec(ctx, `UPDATE slot_needs SET deleted_at = NULL, updated_at = @now, version = version + 1,
			position = (SELECT COALESCE(max(position), 0) + 1 FROM slot_needs o WHERE o.slot_id = slot_needs.slot_id AND o.deleted_at IS NULL) WHERE id = @id`, pgx.NamedArgs{"id": id, "now": by.At})
	return postgres.Translate(err)
}

func copyNeeds(ctx context.Context, tx pgx.Tx, by account.By, from int64, to []int64) error {
	_, err := tx.Exec(ctx, `INSERT INTO slot_needs (slot_id, label, skill_id, wanted, position, created_by, created_at, updated_at)
		SELECT t.id, n.label, n.skill_id, n.wanted, n.position, @by, @now, @now FROM unnest(@to::bigint[]) t (id), slot_needs n WHERE n.slot_id = @from AND n.deleted_at IS NULL
		ORDER BY t.id, n.position, n.id`, pgx.NamedArgs{"from": from, "to": to, "by": by.ID, "now": by.At})
	return postgres.Translate(err)
}

// queueGive keeps that somebody is given a need; where she was taken off it, and not told yet, that is forgotten.
func queueGive(b *pgx.Batch, by account.By, n Need, hand crew.Hand) {
	args := pgx.NamedArgs{"need": n.ID, "slot": n.SlotID, "hand": int64(hand), "person": hand.Person(), "outsider": hand.Outsider(), "by": by.ID, "now": by.At}
	b.Queue(`WITH back AS (UPDATE postings SET ended_at = NULL, answer = '', answered_at = NULL, created_by = @by, updated_at = @now, version = version + 1
			WHERE id = (SELECT max(id) FROM postings WHERE need_id = @need AND hand = @hand AND ended_at IS NOT NULL) RETURNING id)
		INSERT INTO postings (need_id, slot_id, hand, person_id, outsider_id, created_by, created_at, updated_at)
		SELECT @need, @slot, @hand, NULLIF(@person::bigint, 0), NULLIF(@outsider::bigint, 0), @by, @now, @now WHERE NOT EXISTS (SELECT FROM back)`, args)
}

// queueAskAgain asks somebody anew who answered no.
func queueAskAgain(b *pgx.Batch, by account.By, id int64) {
	b.Queue(`UPDATE postings SET answer = '', answered_at = NULL, told_at = NULL, told_starts = NULL, told_ends = NULL, told_place = '', created_by = @by, updated_at = @now, version = version + 1 WHERE id = @id`,
		pgx.NamedArgs{"id": id, "by": by.ID, "now": by.At})
}

// end takes somebody off what she is given: what she was told of stays until she is told that it is over.
func end(ctx context.Context, tx pgx.Tx, by account.By, p Post) error {
	sql := `DELETE FROM postings WHERE id = @id`
	if p.Told.GivenBefore {
		sql = `UPDATE postings SET ended_at = @now, updated_at = @now, version = version + 1 WHERE id = @id`
	}
	_, err := tx.Exec(ctx, sql, pgx.NamedArgs{"id": p.ID, "now": by.At})
	return postgres.Translate(err)
}

func setAnswer(ctx context.Context, tx pgx.Tx, by account.By, id int64, answer Answer) error {
	_, err := tx.Exec(ctx, `UPDATE postings SET answer = @answer, answered_at = @now, updated_at = @now, version = version + 1 WHERE id = @id`,
		pgx.NamedArgs{"id": id, "answer": string(answer), "now": by.At})
	return postgres.Translate(err)
}

// queueTold notes what somebody was told as it stands; what she said of other times or another place is asked again.
func queueTold(b *pgx.Batch, by account.By, p Post) {
	args := pgx.NamedArgs{"id": p.ID, "now": by.At, "starts": nil, "ends": nil, "place": "", "again": p.Since() == ToldOther}
	if p.Stands() {
		args["starts"], args["ends"], args["place"] = p.Start(), p.End(), p.Place
	}
	b.Queue(`UPDATE postings SET told_at = @now, told_starts = @starts::timestamptz, told_ends = @ends::timestamptz, told_place = @place,
			answer = CASE WHEN @again::boolean THEN '' ELSE answer END, answered_at = CASE WHEN @again::boolean THEN NULL ELSE answered_at END, updated_at = @now, version = version + 1 WHERE id = @id`, args)
}

// trashed lists the needs that this person can still put back.
func (r *Room) trashed(ctx context.Context, by account.By) ([]trash.Item, error) {
	if visible(by) != nil {
		return nil, nil
	}
	rows, err := postgres.List[struct {
		trash.Item
		Status programme.Status
		Now    slot.Status
		Member bool
	}](ctx, r.db, `SELECT n.id, n.label || ', ' || s.title AS name, p.id AS project_id, p.title AS project, n.deleted_at, false AS may, p.status, s.status AS now,
			EXISTS (SELECT FROM members_named m WHERE m.project_id = p.id AND m.person_id = @person) AS member
		FROM slot_needs n JOIN slots_named s ON s.id = n.slot_id AND s.living JOIN project_anchors p ON p.id = s.project_id
		WHERE n.deleted_at >= @since ORDER BY n.deleted_at DESC, n.id`, pgx.NamedArgs{"since": trash.Since(by.At), "person": by.ID})
	var items []trash.Item
	for _, one := range rows {
		if !by.Can(toSay(slot.Slot{Draft: slot.Draft{Status: one.Now}}), tieOf(one.Member)) {
			continue
		}
		one.Item.May = one.Status.Open()
		items = append(items, one.Item)
	}
	return items, err
}

func (r *Room) purge(ctx context.Context, before time.Time) error {
	b := &pgx.Batch{}
	b.Queue(`DELETE FROM slot_needs WHERE deleted_at < @before`, pgx.NamedArgs{"before": before})
	b.Queue(`DELETE FROM postings WHERE ended_at < @before`, pgx.NamedArgs{"before": before})
	return postgres.Translate(r.db.SendBatch(ctx, b).Close())
}

// placesOf finds the slots that rows are of, as they stand; what went is of the slot that its row tells.
func placesOf(ctx context.Context, q postgres.Querier, rows []undo.Row, person int64) (map[at]place, error) {
	var posts []bool
	var ids, slots []int64
	for _, row := range rows {
		posts, ids, slots = append(posts, atOf(row).OfPost), append(ids, row.ID("id")), append(slots, row.ID("slot_id"))
	}
	list, err := postgres.List[struct {
		OfPost bool
		ID     int64
		place
	}](ctx, q, `SELECT x.of_post, x.id, COALESCE(s.id, 0) AS slot_id, COALESCE(o.hand, 0) AS hand, COALESCE(s.status, '') AS now, COALESCE(s.living, false) AS living, p.status,
			EXISTS (SELECT FROM members_named m WHERE m.project_id = s.project_id AND m.person_id = @person) AS member
		FROM (SELECT of_post, id, max(slot) AS slot FROM unnest(@posts::boolean[], @ids::bigint[], @slots::bigint[]) u(of_post, id, slot) GROUP BY of_post, id) x
			LEFT JOIN slot_needs n ON NOT x.of_post AND n.id = x.id LEFT JOIN postings o ON x.of_post AND o.id = x.id
			LEFT JOIN slots_named s ON s.id = COALESCE(n.slot_id, o.slot_id, x.slot) LEFT JOIN project_anchors p ON p.id = s.project_id`,
		pgx.NamedArgs{"posts": posts, "ids": ids, "slots": slots, "person": person})
	found := make(map[at]place, len(list))
	for _, p := range list {
		found[at{p.OfPost, p.ID}] = p.place
	}
	return found, err
}
