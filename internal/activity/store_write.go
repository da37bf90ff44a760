package activity

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/postgres"
)

func (d Draft) args(by account.By, id int64) pgx.NamedArgs {
	return pgx.NamedArgs{"id": id, "by": by.ID, "now": by.At, "kind": string(d.Kind), "title": d.Title, "summary": d.Summary, "body": d.Text, "audiences": d.Audiences, "age_from": d.AgeFrom, "age_to": d.AgeTo,
		"duration": d.Duration, "languages": d.Languages, "motor": string(d.Access[Motor]), "visual": string(d.Access[Visual]), "hearing": string(d.Access[Hearing]), "mental": string(d.Access[Mental]),
		"psychic": string(d.Access[Psychic]), "signs": d.Offers[0], "loop": d.Offers[1], "told": d.Offers[2], "easy": d.Offers[3], "rest": d.Offers[4], "free": d.Free, "price": d.Price,
		"booking": string(d.Booking), "booking_text": d.BookingText, "group_most": d.GroupMost, "per_staff": d.PerStaff, "speakers": d.Speakers, "materials": d.Materials, "credits": d.Credits,
		"notes": d.Notes, "state": string(d.State), "because": d.Because, "organisations": numbers(d.Organisations)}
}

// insert keeps a new activity of a project; from is the one that it is copied from, 0 for none.
func insert(ctx context.Context, tx pgx.Tx, by account.By, project, from int64, d Draft) (int64, error) {
	args := d.args(by, 0)
	args["project"], args["from"] = project, from
	id, err := postgres.Scalar[int64](ctx, tx, `INSERT INTO activities (project_id, kind, title, summary, body, audiences, age_from, age_to, duration, languages,
			access_motor, access_visual, access_hearing, access_mental, access_psychic, offers_signs, offers_loop, offers_told, offers_easy, offers_rest, free, price, booking, booking_text,
			group_most, per_staff, speakers, materials, credits, notes, state, because, taken_from, created_by, created_at, updated_at)
		VALUES (@project, @kind, @title, @summary, @body, @audiences, @age_from, @age_to, @duration, @languages,
			@motor, @visual, @hearing, @mental, @psychic, @signs, @loop, @told, @easy, @rest, @free, @price, @booking, @booking_text,
			@group_most, @per_staff, @speakers, @materials, @credits, @notes, @state, @because, NULLIF(@from::bigint, 0), @by, @now, @now) RETURNING id`, args)
	if err != nil {
		return 0, err
	}
	return id, tie(ctx, tx, by, id, d)
}

func update(ctx context.Context, tx pgx.Tx, by account.By, id int64, d Draft) error {
	_, err := tx.Exec(ctx, `UPDATE activities SET kind = @kind, title = @title, summary = @summary, body = @body, audiences = @audiences, age_from = @age_from, age_to = @age_to, duration = @duration,
			languages = @languages, access_motor = @motor, access_visual = @visual, access_hearing = @hearing, access_mental = @mental, access_psychic = @psychic,
			offers_signs = @signs, offers_loop = @loop, offers_told = @told, offers_easy = @easy, offers_rest = @rest, free = @free, price = @price, booking = @booking, booking_text = @booking_text,
			group_most = @group_most, per_staff = @per_staff, speakers = @speakers, materials = @materials, credits = @credits, notes = @notes, state = @state, because = @because,
			updated_at = @now, version = version + 1
		WHERE id = @id`, d.args(by, id))
	if err != nil {
		return postgres.Translate(err)
	}
	return tie(ctx, tx, by, id, d)
}

// tie writes with which organisations an activity is: only what differs is touched.
func tie(ctx context.Context, tx pgx.Tx, by account.By, id int64, d Draft) error {
	args := d.args(by, id)
	b := &pgx.Batch{}
	b.Queue(`DELETE FROM activity_organisations WHERE activity_id = @id AND organisation_id <> ALL(@organisations)`, args)
	b.Queue(`INSERT INTO activity_organisations (activity_id, organisation_id) SELECT @id, unnest(@organisations::bigint[]) ON CONFLICT DO NOTHING`, args)
	return postgres.Translate(tx.SendBatch(ctx, b).Close())
}

func markDeleted(ctx context.Context, tx pgx.Tx, by account.By, id int64, at *time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE activities SET deleted_at = @at, updated_at = @now, version = version + 1 WHERE id = @id`, pgx.NamedArgs{"id": id, "at": at, "now": by.At})
	return postgres.Translate(err)
}
