package crew

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/postgres"
	"parvis/internal/trash"
)

// Stored is a row of Queue: see Members.
type Stored struct {
	Hand       Hand
	Name       string
	Kind       Kind
	Role       access.Role
	Phone      Phone
	Email      string
	Active     bool
	Gone       bool
	SkillIDs   []int64
	SkillNames []string
}

const handsSQL = `SELECT h.hand, h.name, h.kind, h.role, h.phone, h.email, h.active, h.gone, COALESCE(k.ids, '{}') AS skill_ids, COALESCE(k.names, '{}') AS skill_names
	FROM (SELECT id AS hand, name, '' AS kind, role, '' AS phone, '' AS email, active, false AS gone FROM people_named
		UNION ALL SELECT -id, name, kind, '', phone, email, active AND deleted_at IS NULL, deleted_at IS NOT NULL FROM outsiders) h
	LEFT JOIN (SELECT l.hand, array_agg(s.id ORDER BY s.name COLLATE "fr-x-icu", s.id) AS ids, array_agg(s.name ORDER BY s.name COLLATE "fr-x-icu", s.id) AS names
		FROM skill_holders l JOIN skills s ON s.id = l.skill_id AND s.deleted_at IS NULL GROUP BY l.hand) k ON k.hand = h.hand
	ORDER BY h.name COLLATE "fr-x-icu", h.hand`

// Queue reads in a batch every hand there is, with its skills, by name: those whose account is disabled and those in the trash too, whom
// slots of before may name. It asks no access: who calls it asked her own.
func Queue(b *pgx.Batch, into *[]Stored) { postgres.Queue(b, into, handsSQL, nil) }

// Members gives the rows of Queue as people.
func Members(rows []Stored) []Member {
	list := make([]Member, len(rows))
	for i, r := range rows {
		list[i] = Member{Hand: r.Hand, Name: r.Name, Kind: r.Kind, Role: r.Role, Phone: r.Phone, Email: r.Email, Active: r.Active, Gone: r.Gone}
		for n, id := range r.SkillIDs {
			list[i].Skills = append(list[i].Skills, Skill{ID: id, Name: r.SkillNames[n]})
		}
	}
	return list
}

func list(ctx context.Context, q postgres.Querier) ([]Stored, error) {
	return postgres.List[Stored](ctx, q, handsSQL, nil)
}

// lockHands keeps whoever else locks one of these hands waiting, then keeps the rows that are there from going.
func lockHands(ctx context.Context, tx pgx.Tx, hands []Hand) error {
	numbers, people, outsiders := make([]int64, len(hands)), []int64{}, []int64{}
	for i, h := range hands {
		numbers[i] = int64(h)
		if h.Person() != 0 {
			people = append(people, h.Person())
		} else {
			outsiders = append(outsiders, h.Outsider())
		}
	}
	args := postgres.Named(pgx.NamedArgs{"hands": numbers, "people": people, "outsiders": outsiders})
	for _, sql := range []string{
		`SELECT count(pg_advisory_xact_lock(hashtext('crew hand'), hashint8(hand))) FROM unnest(@hands::bigint[]) hand`,
		`SELECT id FROM people_named WHERE id = ANY(@people) ORDER BY id FOR SHARE`,
		`SELECT id FROM outsiders WHERE id = ANY(@outsiders) ORDER BY id FOR NO KEY UPDATE`,
	} {
		if _, err := tx.Exec(ctx, sql, args); err != nil {
			return postgres.Translate(err)
		}
	}
	return nil
}

const columns = `o.id, o.name, o.kind, o.phone, o.email, o.notes, o.active, '' AS skills,
	ARRAY(SELECT s.id FROM skill_holders l JOIN skills s ON s.id = l.skill_id AND s.deleted_at IS NULL WHERE l.outsider_id = o.id ORDER BY s.id) AS skill_ids,
	ARRAY(SELECT s.name FROM skill_holders l JOIN skills s ON s.id = l.skill_id AND s.deleted_at IS NULL WHERE l.outsider_id = o.id ORDER BY s.id) AS skill_names,
	o.updated_at, o.deleted_at, o.version`

func find(ctx context.Context, q postgres.Querier, id int64, deletedToo bool) (Outsider, error) {
	o, err := postgres.One[Outsider](ctx, q, `SELECT `+columns+` FROM outsiders o WHERE o.id = @id AND (o.deleted_at IS NULL OR @deleted)`,
		pgx.NamedArgs{"id": id, "deleted": deletedToo})
	o.Skills = JoinSkills(o.SkillNames)
	return o, err
}

// lock finds an outsider, deleted or not, and holds her until the transaction ends.
func lock(ctx context.Context, tx pgx.Tx, id int64, deleted bool) (Outsider, error) {
	o, err := postgres.One[Outsider](ctx, tx, `SELECT `+columns+` FROM outsiders o WHERE o.id = @id AND (o.deleted_at IS NOT NULL) = @deleted FOR NO KEY UPDATE OF o`,
		pgx.NamedArgs{"id": id, "deleted": deleted})
	o.Skills = JoinSkills(o.SkillNames)
	return o, err
}

func lives(ctx context.Context, q postgres.Querier, id int64) (bool, error) {
	return postgres.Scalar[bool](ctx, q, `SELECT EXISTS (SELECT FROM outsiders WHERE id = @id AND deleted_at IS NULL)`, pgx.NamedArgs{"id": id})
}

func args(by account.By, id int64, d Draft) pgx.NamedArgs {
	return pgx.NamedArgs{"id": id, "by": by.ID, "now": by.At, "name": d.Name, "kind": d.Kind, "phone": d.Phone, "email": d.Email, "notes": d.Notes, "active": d.Active}
}

func insert(ctx context.Context, tx pgx.Tx, by account.By, d Draft) (int64, error) {
	id, err := postgres.Scalar[int64](ctx, tx, `INSERT INTO outsiders (name, kind, phone, email, notes, active, created_by, created_at, updated_at)
		VALUES (@name, @kind, @phone, @email, @notes, @active, @by, @now, @now) RETURNING id`, args(by, 0, d))
	return id, Refusals.Translate(err)
}

func update(ctx context.Context, tx pgx.Tx, by account.By, id int64, d Draft) error {
	_, err := tx.Exec(ctx, `UPDATE outsiders SET name = @name, kind = @kind, phone = @phone, email = @email, notes = @notes, active = @active,
			updated_at = @now, version = version + 1
		WHERE id = @id`, args(by, id, d))
	return Refusals.Translate(err)
}

func markDeleted(ctx context.Context, tx pgx.Tx, by account.By, id int64, at *time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE outsiders SET deleted_at = @at, updated_at = @now, version = version + 1 WHERE id = @id`,
		pgx.NamedArgs{"id": id, "at": at, "now": by.At})
	return Refusals.Translate(err)
}

// trashed lists what this person can still restore.
func (r *Room) trashed(ctx context.Context, by account.By) ([]trash.Item, error) {
	if !by.Can(MayDelete, access.Tie{}) {
		return nil, nil
	}
	return postgres.List[trash.Item](ctx, r.db, `SELECT id, name, 0::bigint AS project_id, '' AS project, deleted_at, true AS may FROM outsiders
		WHERE deleted_at >= @since ORDER BY deleted_at DESC, id`, pgx.NamedArgs{"since": trash.Since(by.At)})
}

func (r *Room) purge(ctx context.Context, before time.Time) error {
	_, err := r.db.Exec(ctx, `DELETE FROM outsiders WHERE deleted_at < @before`, pgx.NamedArgs{"before": before})
	return postgres.Translate(err)
}
