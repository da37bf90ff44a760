package link

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/workcal"
)

const columns = `l.id, l.purpose, l.subject_kind, l.subject_id, COALESCE(p.title, who.name, x.name, q.title, d.name, '') AS subject, COALESCE(d.project_id, 0) AS project_id, l.label, l.created_at,
	COALESCE(l.created_by, 0) AS created_by_id, COALESCE(made.name, '') AS created_by, l.last_day, l.used_at, l.ended_at, COALESCE(stopped.name, '') AS ended_by, l.by_mail`

const from = ` FROM links l
	LEFT JOIN project_anchors p ON l.subject_kind = 'project' AND p.id = l.subject_id
	LEFT JOIN people_named who ON l.subject_kind = 'person' AND who.id = l.subject_id
	LEFT JOIN outsiders_named x ON l.subject_kind = 'outsider' AND x.id = l.subject_id
	LEFT JOIN pieces_named q ON l.subject_kind = 'piece' AND q.id = l.subject_id
	LEFT JOIN project_anchors qp ON qp.id = q.project_id
	LEFT JOIN count_doors_named d ON l.subject_kind = 'door' AND d.id = l.subject_id
	LEFT JOIN people_named made ON made.id = l.created_by
	LEFT JOIN people_named stopped ON stopped.id = l.ended_by `

// living is a link to what is still there; a person has to be active, and who has no account not in the trash.
const living = `(p.id IS NOT NULL OR who.active OR x.living OR q.living AND qp.id IS NOT NULL OR d.living)`

const lastFirst = ` ORDER BY l.created_at DESC, l.id DESC`

// of is what links are to.
type of struct {
	kind journal.Kind
	id   int64
}

func list(ctx context.Context, q postgres.Querier, what of) ([]Link, error) {
	return postgres.List[Link](ctx, q, `SELECT `+columns+from+`WHERE l.subject_kind = @kind AND l.subject_id = @id AND `+living+lastFirst,
		pgx.NamedArgs{"kind": string(what.kind), "id": what.id})
}

func listAll(ctx context.Context, q postgres.Querier, ended time.Time) ([]Link, error) {
	return postgres.List[Link](ctx, q, `SELECT `+columns+from+`WHERE (l.ended_at IS NULL OR l.ended_at >= @ended) AND `+living+lastFirst+` LIMIT 1000`,
		pgx.NamedArgs{"ended": ended})
}

func find(ctx context.Context, q postgres.Querier, id int64) (Link, error) {
	return postgres.One[Link](ctx, q, `SELECT `+columns+from+`WHERE l.id = @id`, pgx.NamedArgs{"id": id})
}

func lock(ctx context.Context, tx pgx.Tx, id int64) (Link, error) {
	return postgres.One[Link](ctx, tx, `SELECT `+columns+from+`WHERE l.id = @id AND `+living+` FOR NO KEY UPDATE OF l`, pgx.NamedArgs{"id": id})
}

func findByHash(ctx context.Context, q postgres.Querier, purpose Purpose, hash []byte) (Link, error) {
	return postgres.One[Link](ctx, q, `SELECT `+columns+from+`WHERE (l.hash = @hash OR l.former_hash = @hash) AND l.purpose = @purpose AND `+living,
		pgx.NamedArgs{"hash": hash, "purpose": string(purpose)})
}

// listDoors gives the links to the doors of a project, the last one first.
func listDoors(ctx context.Context, q postgres.Querier, project int64) ([]Link, error) {
	return postgres.List[Link](ctx, q, `SELECT `+columns+from+`WHERE d.project_id = @project AND `+living+lastFirst+` LIMIT @most`, pgx.NamedArgs{"project": project, "most": mostDoors})
}

func countOpenDoors(ctx context.Context, tx pgx.Tx, project int64, today workcal.Date) (int, error) {
	return postgres.Scalar[int](ctx, tx, `SELECT count(*)::int FROM links l JOIN count_doors_named d ON l.subject_kind = 'door' AND d.id = l.subject_id WHERE d.project_id = @project AND l.ended_at IS NULL AND l.last_day >= @today`,
		pgx.NamedArgs{"project": project, "today": today})
}

// doorLink is a link to a door as the database gives it, also where that is gone.
type doorLink struct {
	Link
	Lock   []byte
	Living bool
}

func findDoor(ctx context.Context, q postgres.Querier, hash []byte) (doorLink, error) {
	return postgres.One[doorLink](ctx, q, `SELECT `+columns+`, l.lock, COALESCE(d.living, false) AS living`+from+`WHERE l.hash = @hash AND l.purpose = 'door'`, pgx.NamedArgs{"hash": hash})
}

// outsiderName names somebody without an account who is not in the trash.
func outsiderName(ctx context.Context, q postgres.Querier, id int64) (string, error) {
	return postgres.Scalar[string](ctx, q, `SELECT name FROM outsiders_named WHERE id = @id AND living`, pgx.NamedArgs{"id": id})
}

func countOpen(ctx context.Context, tx pgx.Tx, what journal.Subject) (int, error) {
	return postgres.Scalar[int](ctx, tx, `SELECT count(*)::int FROM links WHERE subject_kind = @kind AND subject_id = @id AND ended_at IS NULL`,
		pgx.NamedArgs{"kind": string(what.Kind), "id": what.ID})
}

func insert(ctx context.Context, tx pgx.Tx, by account.By, what journal.Subject, hash, lock []byte, d Draft) (int64, error) {
	return postgres.Scalar[int64](ctx, tx, `INSERT INTO links (hash, lock, purpose, subject_kind, subject_id, label, created_at, created_by, last_day)
		VALUES (@hash, @lock, @purpose, @kind, @id, @label, @at, @by, @last) RETURNING id`,
		pgx.NamedArgs{"hash": hash, "lock": lock, "purpose": string(d.Purpose), "kind": string(what.Kind), "id": what.ID, "label": d.Label,
			"at": by.At, "by": by.ID, "last": d.LastDay})
}

func end(ctx context.Context, tx pgx.Tx, by account.By, id int64, at *time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE links SET ended_at = @at, ended_by = CASE WHEN @at::timestamptz IS NOT NULL THEN @by::bigint END WHERE id = @id`,
		pgx.NamedArgs{"id": id, "at": at, "by": by.ID})
	return postgres.Translate(err)
}

func noteUse(ctx context.Context, q postgres.Querier, id int64, at time.Time) error {
	_, err := q.Exec(ctx, `UPDATE links SET used_at = @at WHERE id = @id AND (used_at IS NULL OR used_at < @at)`, pgx.NamedArgs{"id": id, "at": at})
	return postgres.Translate(err)
}

func purge(ctx context.Context, q postgres.Querier, before time.Time) error {
	_, err := q.Exec(ctx, `DELETE FROM links WHERE ended_at < @before OR last_day < @before::date`, pgx.NamedArgs{"before": before})
	return postgres.Translate(err)
}

// mailedOn counts the messages that Parvis wrote for a piece on a day.
func mailedOn(ctx context.Context, tx pgx.Tx, piece int64, day workcal.Date) (int, error) {
	return postgres.Scalar[int](ctx, tx, `SELECT count(*)::int FROM links WHERE subject_kind = 'piece' AND subject_id = @id AND by_mail AND created_at >= @day::date::timestamp AT TIME ZONE 'Europe/Paris'`,
		pgx.NamedArgs{"id": piece, "day": day})
}

func noteMailed(ctx context.Context, tx pgx.Tx, id int64) error {
	_, err := tx.Exec(ctx, `UPDATE links SET by_mail = true WHERE id = @id`, pgx.NamedArgs{"id": id})
	return postgres.Translate(err)
}

// renew gives a link another token; the one that it had last opens as well.
func renew(ctx context.Context, tx pgx.Tx, id int64, hash []byte) error {
	_, err := tx.Exec(ctx, `UPDATE links SET former_hash = hash, hash = @hash WHERE id = @id`, pgx.NamedArgs{"id": id, "hash": hash})
	return postgres.Translate(err)
}
