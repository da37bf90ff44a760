package crew

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/french"
	"parvis/internal/postgres"
	"parvis/internal/trash"
)

// Refusals are the constraints that what is typed here can meet.
var Refusals = postgres.Refusals{
	"skills_name_key": {Field: "nom", Sentence: "Une autre compétence porte déjà ce nom\u00a0: veuillez en choisir un autre, ou modifier celle qui existe."},
}

const skillColumns = `s.id, s.name, s.updated_at, s.deleted_at, s.version, (SELECT count(*)::int FROM skill_holders l LEFT JOIN people_named who ON who.id = l.person_id
	LEFT JOIN outsiders o ON o.id = l.outsider_id WHERE l.skill_id = s.id AND (who.active OR o.active AND o.deleted_at IS NULL)) AS holders`

func listSkills(ctx context.Context, q postgres.Querier) ([]KeptSkill, error) {
	return postgres.List[KeptSkill](ctx, q, `SELECT `+skillColumns+` FROM skills s WHERE s.deleted_at IS NULL ORDER BY s.name COLLATE "fr-x-icu", s.id`, nil)
}

func findSkill(ctx context.Context, q postgres.Querier, id int64) (KeptSkill, error) {
	return postgres.One[KeptSkill](ctx, q, `SELECT `+skillColumns+` FROM skills s WHERE s.id = @id AND s.deleted_at IS NULL`, pgx.NamedArgs{"id": id})
}

// lockSkill finds a skill, deleted or not, and holds it until the transaction ends.
func lockSkill(ctx context.Context, tx pgx.Tx, id int64, deleted bool) (KeptSkill, error) {
	return postgres.One[KeptSkill](ctx, tx, `SELECT `+skillColumns+` FROM skills s WHERE s.id = @id AND (s.deleted_at IS NOT NULL) = @deleted FOR NO KEY UPDATE OF s`,
		pgx.NamedArgs{"id": id, "deleted": deleted})
}

// lockNamed finds the living skills of these names, and keeps them until the transaction ends.
func lockNamed(ctx context.Context, tx pgx.Tx, names []string) ([]Skill, error) {
	folded := make([]string, len(names))
	for i, one := range names {
		folded[i] = french.Fold(one)
	}
	return postgres.List[Skill](ctx, tx, `SELECT id, name FROM skills WHERE deleted_at IS NULL AND name_folded = ANY(@folded) ORDER BY id FOR SHARE`, pgx.NamedArgs{"folded": folded})
}

func skillArgs(by account.By, id int64, d SkillDraft) pgx.NamedArgs {
	return pgx.NamedArgs{"id": id, "by": by.ID, "now": by.At, "name": d.Name, "folded": french.Fold(d.Name)}
}

func insertSkill(ctx context.Context, tx pgx.Tx, by account.By, d SkillDraft) (int64, error) {
	id, err := postgres.Scalar[int64](ctx, tx, `INSERT INTO skills (name, name_folded, created_by, created_at, updated_at) VALUES (@name, @folded, @by, @now, @now) RETURNING id`, skillArgs(by, 0, d))
	return id, Refusals.Translate(err)
}

// insertNew is insertSkill of what may come at this moment from somebody else: 0 then, once hers is there.
func insertNew(ctx context.Context, tx pgx.Tx, by account.By, name string) (int64, error) {
	ids, err := postgres.Scalars[int64](ctx, tx, `INSERT INTO skills (name, name_folded, created_by, created_at, updated_at) VALUES (@name, @folded, @by, @now, @now)
		ON CONFLICT (name_folded) WHERE deleted_at IS NULL DO NOTHING RETURNING id`, skillArgs(by, 0, SkillDraft{Name: name}))
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	return ids[0], nil
}

func updateSkill(ctx context.Context, tx pgx.Tx, by account.By, id int64, d SkillDraft) error {
	_, err := tx.Exec(ctx, `UPDATE skills SET name = @name, name_folded = @folded, updated_at = @now, version = version + 1 WHERE id = @id`, skillArgs(by, id, d))
	return Refusals.Translate(err)
}

func markSkillDeleted(ctx context.Context, tx pgx.Tx, by account.By, id int64, at *time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE skills SET deleted_at = @at, updated_at = @now, version = version + 1 WHERE id = @id`,
		pgx.NamedArgs{"id": id, "at": at, "now": by.At})
	return Refusals.Translate(err)
}

// addSkills gives somebody skills that she may have already.
func addSkills(ctx context.Context, tx pgx.Tx, h Hand, ids []int64) error {
	_, err := tx.Exec(ctx, `INSERT INTO skill_holders (skill_id, hand, person_id, outsider_id) SELECT unnest(@ids::bigint[]), @hand::bigint, NULLIF(@person::bigint, 0), NULLIF(@outsider::bigint, 0)
		ON CONFLICT DO NOTHING`, pgx.NamedArgs{"ids": ids, "hand": int64(h), "person": h.Person(), "outsider": h.Outsider()})
	return postgres.Translate(err)
}

// dropSkills takes from somebody those of some skills that are not among others. Those in the trash stay, for when they come back.
func dropSkills(ctx context.Context, tx pgx.Tx, h Hand, of, but []int64) error {
	_, err := tx.Exec(ctx, `DELETE FROM skill_holders l USING skills s WHERE l.hand = @hand AND s.id = l.skill_id AND s.deleted_at IS NULL
		AND l.skill_id = ANY(@of::bigint[]) AND NOT l.skill_id = ANY(@but::bigint[])`, pgx.NamedArgs{"hand": int64(h), "of": append([]int64{}, of...), "but": append([]int64{}, but...)})
	return postgres.Translate(err)
}

func (r *Room) trashedSkills(ctx context.Context, by account.By) ([]trash.Item, error) {
	if !by.Can(MayDelete, access.Tie{}) {
		return nil, nil
	}
	return postgres.List[trash.Item](ctx, r.db, `SELECT id, name, 0::bigint AS project_id, '' AS project, deleted_at, true AS may FROM skills
		WHERE deleted_at >= @since ORDER BY deleted_at DESC, id`, pgx.NamedArgs{"since": trash.Since(by.At)})
}

func (r *Room) purgeSkills(ctx context.Context, before time.Time) error {
	_, err := r.db.Exec(ctx, `DELETE FROM skills WHERE deleted_at < @before`, pgx.NamedArgs{"before": before})
	return postgres.Translate(err)
}
