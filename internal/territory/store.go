package territory

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

const columns = `t.id, t.kind, t.name, t.known_as, t.code, t.predecessor, COALESCE(t.longitude, 0) AS longitude, COALESCE(t.latitude, 0) AS latitude, t.notes,
	ARRAY(SELECT town.id FROM territory_towns s JOIN territories town ON town.id = s.town_id AND town.deleted_at IS NULL WHERE s.district_id = t.id ORDER BY town.id) AS town_ids,
	ARRAY(SELECT town.name FROM territory_towns s JOIN territories town ON town.id = s.town_id AND town.deleted_at IS NULL WHERE s.district_id = t.id ORDER BY town.id) AS town_names,
	t.updated_at, t.deleted_at, t.version`

func list(ctx context.Context, q postgres.Querier) ([]Territory, error) {
	all, err := postgres.List[Territory](ctx, q, `SELECT `+columns+` FROM territories t WHERE t.deleted_at IS NULL ORDER BY t.name COLLATE "fr-x-icu", t.id`, nil)
	for i := range all {
		all[i].Towns = JoinTowns(all[i].TownNames)
	}
	return all, err
}

// lockAll keeps anybody else from writing territories until the transaction ends.
func lockAll(ctx context.Context, tx pgx.Tx) error {
	_, err := tx.Exec(ctx, `LOCK TABLE territories, territory_towns IN SHARE ROW EXCLUSIVE MODE`)
	return postgres.Translate(err)
}

func find(ctx context.Context, q postgres.Querier, id int64, deletedToo bool) (Territory, error) {
	t, err := postgres.One[Territory](ctx, q, `SELECT `+columns+` FROM territories t WHERE t.id = @id AND (t.deleted_at IS NULL OR @deleted)`,
		pgx.NamedArgs{"id": id, "deleted": deletedToo})
	t.Towns = JoinTowns(t.TownNames)
	return t, err
}

// lock finds a territory, deleted or not, and holds it until the transaction ends.
func lock(ctx context.Context, tx pgx.Tx, id int64, deleted bool) (Territory, error) {
	t, err := postgres.One[Territory](ctx, tx, `SELECT `+columns+` FROM territories t WHERE t.id = @id AND (t.deleted_at IS NOT NULL) = @deleted FOR NO KEY UPDATE OF t`,
		pgx.NamedArgs{"id": id, "deleted": deleted})
	t.Towns = JoinTowns(t.TownNames)
	return t, err
}

// named is a town as a district refers to it.
type named struct {
	ID         int64
	Name, Code string
}

// lockTowns finds the living towns that have these names or INSEE codes, and keeps them until the transaction ends.
func lockTowns(ctx context.Context, tx pgx.Tx, typed []string) ([]named, error) {
	folded, codes := make([]string, len(typed)), make([]string, len(typed))
	for i, one := range typed {
		folded[i], codes[i] = french.Fold(one), tidyCode(one)
	}
	return postgres.List[named](ctx, tx, `SELECT id, name, code FROM territories
		WHERE kind = 'town' AND deleted_at IS NULL AND (name_folded = ANY(@folded) OR code <> '' AND code = ANY(@codes)) ORDER BY id FOR SHARE`,
		pgx.NamedArgs{"folded": folded, "codes": codes})
}

// Refusals are the constraints that what is typed here can meet.
var Refusals = postgres.Refusals{
	"territories_code_key": {Field: "code", Sentence: "Un autre territoire porte déjà ce code\u00a0: veuillez le vérifier, ou modifier celui qui existe."},
	"territories_town_key": {Field: "nom", Sentence: "Une autre ville porte déjà ce nom\u00a0: veuillez modifier celle qui existe, ou préciser, par exemple «\u00a0Saint-Denis (974)\u00a0»."},
}

func args(by account.By, id int64, d Draft) pgx.NamedArgs {
	a := pgx.NamedArgs{"id": id, "by": by.ID, "now": by.At, "kind": d.Kind, "name": d.Name, "folded": french.Fold(d.Name), "known_as": d.KnownAs, "code": d.Code,
		"vintage": d.Vintage(), "predecessor": d.Predecessor, "longitude": nil, "latitude": nil, "notes": d.Notes}
	if d.Placed() {
		a["longitude"], a["latitude"] = d.Longitude, d.Latitude
	}
	return a
}

func insert(ctx context.Context, tx pgx.Tx, by account.By, d Draft) (int64, error) {
	id, err := postgres.Scalar[int64](ctx, tx, `INSERT INTO territories (kind, name, name_folded, known_as, code, vintage, predecessor, longitude, latitude, notes,
			created_by, created_at, updated_at)
		VALUES (@kind, @name, @folded, @known_as, @code, @vintage, @predecessor, @longitude::double precision, @latitude::double precision, @notes, @by, @now, @now)
		RETURNING id`, args(by, 0, d))
	return id, Refusals.Translate(err)
}

func update(ctx context.Context, tx pgx.Tx, by account.By, id int64, d Draft) error {
	_, err := tx.Exec(ctx, `UPDATE territories SET name = @name, name_folded = @folded, known_as = @known_as, code = @code, vintage = @vintage,
			predecessor = @predecessor, longitude = @longitude::double precision, latitude = @latitude::double precision, notes = @notes, updated_at = @now, version = version + 1
		WHERE id = @id`, args(by, id, d))
	return Refusals.Translate(err)
}

// link puts a district in towns.
func link(ctx context.Context, tx pgx.Tx, district int64, towns []int64) error {
	_, err := tx.Exec(ctx, `INSERT INTO territory_towns (district_id, town_id) SELECT @district, unnest(@towns::bigint[]) ON CONFLICT DO NOTHING`,
		pgx.NamedArgs{"district": district, "towns": towns})
	return postgres.Translate(err)
}

// unlink takes a district out of all other living towns: those in the trash keep it for when they come back.
func unlink(ctx context.Context, tx pgx.Tx, district int64, but []int64) error {
	_, err := tx.Exec(ctx, `DELETE FROM territory_towns s USING territories town
		WHERE s.district_id = @district AND town.id = s.town_id AND town.deleted_at IS NULL AND NOT town.id = ANY(@but::bigint[])`,
		pgx.NamedArgs{"district": district, "but": but})
	return postgres.Translate(err)
}

func lives(ctx context.Context, q postgres.Querier, id int64) (bool, error) {
	return postgres.Scalar[bool](ctx, q, `SELECT EXISTS (SELECT FROM territories WHERE id = @id AND deleted_at IS NULL)`, pgx.NamedArgs{"id": id})
}

// districtsOf counts the living districts of a town.
func districtsOf(ctx context.Context, q postgres.Querier, town int64) (int, error) {
	return postgres.Scalar[int](ctx, q, `SELECT count(*)::int FROM territory_towns s JOIN territories d ON d.id = s.district_id AND d.deleted_at IS NULL
		WHERE s.town_id = @town`, pgx.NamedArgs{"town": town})
}

func markDeleted(ctx context.Context, tx pgx.Tx, by account.By, id int64, at *time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE territories SET deleted_at = @at, updated_at = @now, version = version + 1 WHERE id = @id`,
		pgx.NamedArgs{"id": id, "at": at, "now": by.At})
	return Refusals.Translate(err)
}

// trashed lists what this person can still restore.
func (r *Room) trashed(ctx context.Context, by account.By) ([]trash.Item, error) {
	if !by.Can(MayDelete, access.Tie{}) {
		return nil, nil
	}
	return postgres.List[trash.Item](ctx, r.db, `SELECT id, name, 0::bigint AS project_id, '' AS project, deleted_at, true AS may FROM territories
		WHERE deleted_at >= @since ORDER BY deleted_at DESC, id`, pgx.NamedArgs{"since": trash.Since(by.At)})
}

func (r *Room) purge(ctx context.Context, before time.Time) error {
	_, err := r.db.Exec(ctx, `DELETE FROM territories WHERE deleted_at < @before`, pgx.NamedArgs{"before": before})
	return postgres.Translate(err)
}
