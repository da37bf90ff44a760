package files

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/notice"
	"parvis/internal/postgres"
	"parvis/internal/trash"
)

// Which files: those that are attached, or those that were removed.
const (
	stands  = ` AND f.deleted_at IS NULL`
	removed = ` AND f.deleted_at IS NOT NULL`
)

// visible are the files that somebody finds: those that tell amounts are not there for everybody.
const visible = ` AND (@amounts OR NOT f.amounts)`

const fileColumns = `f.id, f.subject_kind, f.subject_id, f.name, f.type, f.size, f.sha256, f.width, f.height, f.thumbnail, f.amounts, f.object, who.name AS added_by,
	f.created_by AS added_by_id, f.created_at, f.deleted_at, COALESCE(scan.state, '') AS scan, COALESCE(scan.found, '') AS scan_found`

const fileFrom = ` FROM files f JOIN people_named who ON who.id = f.created_by LEFT JOIN file_scans scan ON scan.file_id = f.id `

// isMember tells whether somebody is of the team of the project that a thing is in, or is.
const isMember = `EXISTS (SELECT FROM members_named m WHERE m.project_id = s.project_id AND m.person_id = @person)`

// stored is a file as it is kept.
type stored struct {
	ID                 int64
	SubjectKind        journal.Kind
	SubjectID          int64
	Name               string
	Type               Type
	Size               int64
	SHA256             []byte
	Width, Height      int
	Thumbnail, Amounts bool
	Object             string
	Scan               State
	ScanFound          string
	AddedBy            string
	AddedByID          int64
	CreatedAt          time.Time
	DeletedAt          *time.Time
}

func (s stored) file() File {
	return File{ID: s.ID, About: journal.Subject{Kind: s.SubjectKind, ID: s.SubjectID}, Name: s.Name, Type: s.Type, Size: s.Size, SHA256: s.SHA256,
		Width: s.Width, Height: s.Height, Thumbnail: s.Thumbnail, Amounts: s.Amounts, AddedBy: s.AddedBy, AddedByID: s.AddedByID, At: s.CreatedAt, DeletedAt: s.DeletedAt,
		Scan: Scan{State: s.Scan, Found: s.ScanFound}, object: s.Object}
}

// place is a thing with how somebody stands to it.
type place struct {
	notice.Found
	Member bool
}

func (p place) tie() access.Tie { return access.Tie{Member: p.Member} }

func placeSQL(topics notice.Topics) string {
	return `SELECT s.*, ` + isMember + ` AS member FROM LATERAL ` + topics.Found("@kind::text", "@id::bigint") + ` s`
}

func (r *Room) args(by account.By, kind journal.Kind, id int64) pgx.NamedArgs {
	return pgx.NamedArgs{"kind": string(kind), "id": id, "person": by.ID, "amounts": by.Can(account.MaySeeAmounts, access.Tie{})}
}

// place finds a living thing that a person may read.
func (r *Room) place(ctx context.Context, q postgres.Querier, by account.By, kind journal.Kind, id int64) (place, error) {
	p, err := postgres.One[place](ctx, q, placeSQL(r.topics.For(by)), r.args(by, kind, id))
	if err == nil && !p.Living {
		return p, fault.Missing(nil)
	}
	return p, err
}

// read gives a thing with its files, in one batch.
func (r *Room) read(ctx context.Context, by account.By, kind journal.Kind, id int64) (place, []File, error) {
	var (
		found []place
		rows  []stored
		args  = r.args(by, kind, id)
		b     = &pgx.Batch{}
	)
	postgres.Queue(b, &found, placeSQL(r.topics.For(by)), args)
	r.queue(b, &rows, by, kind, id)
	if err := r.db.SendBatch(ctx, b).Close(); err != nil {
		return place{}, nil, postgres.Translate(err)
	}
	if len(found) == 0 || !found[0].Living {
		return place{}, nil, fault.Missing(nil)
	}
	return found[0], listOf(rows), nil
}

// queue reads the files of a thing that a person may see.
func (r *Room) queue(b *pgx.Batch, into *[]stored, by account.By, kind journal.Kind, id int64) {
	postgres.Queue(b, into, `SELECT `+fileColumns+fileFrom+`WHERE f.subject_kind = @kind AND f.subject_id = @id`+stands+visible+` ORDER BY f.id DESC LIMIT 1000`, r.args(by, kind, id))
}

func listOf(rows []stored) []File {
	list := make([]File, len(rows))
	for i, row := range rows {
		list[i] = row.file()
	}
	return list
}

// storedOf is a file with whether what it is attached to may be changed.
type storedOf struct {
	stored
	Open bool
}

// readMany gives the files of some things of a kind, in the order in which they were added.
func (r *Room) readMany(ctx context.Context, by account.By, kind journal.Kind, ids []int64) ([]storedOf, error) {
	args := r.args(by, kind, 0)
	args["ids"] = ids
	return postgres.List[storedOf](ctx, r.db, `SELECT `+fileColumns+`, s.open`+fileFrom+`
		JOIN LATERAL `+r.topics.For(by).Found("f.subject_kind", "f.subject_id")+` s ON s.living
		WHERE f.subject_kind = @kind AND f.subject_id = ANY(@ids)`+stands+visible+` ORDER BY f.id LIMIT 1000`, args)
}

// countMany tells how many files some things of a kind have.
func (r *Room) countMany(ctx context.Context, by account.By, kind journal.Kind, ids []int64) (map[int64]int, error) {
	args := r.args(by, kind, 0)
	args["ids"] = ids
	rows, err := postgres.List[struct {
		SubjectID int64
		N         int
	}](ctx, r.db, `SELECT f.subject_id, count(*)::int AS n FROM files f WHERE f.subject_kind = @kind AND f.subject_id = ANY(@ids)`+stands+visible+` GROUP BY f.subject_id`, args)
	found := make(map[int64]int, len(rows))
	for _, one := range rows {
		found[one.SubjectID] = one.N
	}
	return found, err
}

// find gives a file that a person may see, of a living thing.
func (r *Room) find(ctx context.Context, q postgres.Querier, by account.By, id int64, which string) (File, place, error) {
	row, err := postgres.One[stored](ctx, q, `SELECT `+fileColumns+fileFrom+`WHERE f.id = @id`+visible+which, r.args(by, "", id))
	if err != nil {
		return File{}, place{}, err
	}
	p, err := r.place(ctx, q, by, row.SubjectKind, row.SubjectID)
	return row.file(), p, err
}

// hold is find for a transaction that will change the file.
func (r *Room) hold(ctx context.Context, tx pgx.Tx, by account.By, id int64, which string) (File, place, error) {
	return r.find(ctx, tx, by, id, which+` FOR UPDATE OF f`)
}

func count(ctx context.Context, tx pgx.Tx, about journal.Subject) (int, error) {
	return postgres.Scalar[int](ctx, tx, `SELECT count(*)::int FROM files WHERE subject_kind = @kind AND subject_id = @id AND deleted_at IS NULL`,
		pgx.NamedArgs{"kind": string(about.Kind), "id": about.ID})
}

func insert(ctx context.Context, tx pgx.Tx, by account.By, about journal.Subject, a *Arrived, amounts bool) (int64, error) {
	return postgres.Scalar[int64](ctx, tx, `INSERT INTO files (subject_kind, subject_id, name, type, size, sha256, width, height, thumbnail, amounts, object, created_by, created_at)
		VALUES (@kind, @id, @name, @type, @size, @sha256, @width, @height, @thumbnail, @amounts, @object, @by, @now) RETURNING id`,
		pgx.NamedArgs{"kind": string(about.Kind), "id": about.ID, "name": a.Name, "type": string(a.Type), "size": a.Size, "sha256": a.SHA256, "width": a.Width,
			"height": a.Height, "thumbnail": len(a.thumbnail) > 0, "amounts": amounts, "object": a.object, "by": by.ID, "now": by.At})
}

func insertThumbnail(ctx context.Context, tx pgx.Tx, file int64, data []byte) error {
	_, err := tx.Exec(ctx, `INSERT INTO file_thumbnails (file_id, data) VALUES (@file, @data)`, pgx.NamedArgs{"file": file, "data": data})
	return postgres.Translate(err)
}

func thumbnailOf(ctx context.Context, q postgres.Querier, file int64) ([]byte, error) {
	return postgres.Scalar[[]byte](ctx, q, `SELECT data FROM file_thumbnails WHERE file_id = @file`, pgx.NamedArgs{"file": file})
}

func markRemoved(ctx context.Context, tx pgx.Tx, by account.By, id int64, gone bool) error {
	_, err := tx.Exec(ctx, `UPDATE files SET deleted_at = CASE WHEN @gone THEN @now::timestamptz END, version = version + 1 WHERE id = @id`,
		pgx.NamedArgs{"id": id, "gone": gone, "now": by.At})
	return postgres.Translate(err)
}

func markAmounts(ctx context.Context, tx pgx.Tx, id int64, amounts bool) error {
	_, err := tx.Exec(ctx, `UPDATE files SET amounts = @amounts, version = version + 1 WHERE id = @id`, pgx.NamedArgs{"id": id, "amounts": amounts})
	return postgres.Translate(err)
}

// keepAsMarked keeps what was done to files from those who do not see amounts, or gives it back to them, as the files are now.
func keepAsMarked(ctx context.Context, tx pgx.Tx, ids []int64) error {
	for _, amounts := range []bool{true, false} {
		of, err := postgres.Scalars[int64](ctx, tx, `SELECT id FROM files WHERE id = ANY(@ids) AND amounts = @amounts`, pgx.NamedArgs{"ids": ids, "amounts": amounts})
		if err != nil {
			return err
		}
		if err := journal.Keep(ctx, tx, journal.File, of, amounts); err != nil {
			return err
		}
	}
	return nil
}

// noteScan notes what the antivirus said of a file; of one that is gone meanwhile, nothing.
func noteScan(ctx context.Context, q postgres.Querier, file int64, state State, found string, now time.Time) error {
	_, err := q.Exec(ctx, `INSERT INTO file_scans (file_id, state, found, at) SELECT f.id, @state, @found, @now FROM files f WHERE f.id = @file
		ON CONFLICT (file_id) DO UPDATE SET state = EXCLUDED.state, found = EXCLUDED.found, at = EXCLUDED.at`,
		pgx.NamedArgs{"file": file, "state": string(state), "found": found, "now": now})
	return postgres.Translate(err)
}

// listUnscanned gives files that stand and that the antivirus said nothing of, those that were not tried for longest first.
func listUnscanned(ctx context.Context, q postgres.Querier, most int) ([]Content, error) {
	return postgres.List[Content](ctx, q, `SELECT f.id AS file, f.object, f.size FROM files f LEFT JOIN file_scans scan ON scan.file_id = f.id
		WHERE f.deleted_at IS NULL AND COALESCE(scan.state, 'tried') = 'tried' ORDER BY scan.at NULLS FIRST, f.id LIMIT @most`, pgx.NamedArgs{"most": most})
}

// storedInTrash is a removed file with what it was attached to.
type storedInTrash struct {
	stored
	About, Project string
	ProjectID      int64
	Open           bool
}

// trashed lists the removed files of things that stand which a person may put back.
func (r *Room) trashed(ctx context.Context, by account.By) ([]trash.Item, error) {
	args := r.args(by, "", 0)
	args["since"], args["all"] = trash.Since(by.At), by.Can(MayRemove, access.Tie{})
	rows, err := postgres.List[storedInTrash](ctx, r.db, `SELECT `+fileColumns+`, s.name AS about, s.project, s.project_id, s.open`+fileFrom+`
		JOIN LATERAL `+r.topics.For(by).Found("f.subject_kind", "f.subject_id")+` s ON s.living
		WHERE f.deleted_at >= @since`+visible+` AND (f.created_by = @person OR @all) ORDER BY f.deleted_at DESC, f.id LIMIT 500`, args)
	items := make([]trash.Item, 0, len(rows))
	for _, row := range rows {
		where := row.About
		if row.Project != "" {
			where += ", " + row.Project
		}
		items = append(items, trash.Item{ID: row.ID, Name: row.Name, ProjectID: row.ProjectID, Project: where, DeletedAt: *row.DeletedAt, May: row.Open})
	}
	return items, err
}

// purge removes for good the files that were removed before a moment, and those of what is gone; their bytes go with them. One
// whose bytes cannot be reached stays until they can.
func (r *Room) purge(ctx context.Context, before time.Time) error {
	gone, err := postgres.List[Content](ctx, r.db, `SELECT f.id AS file, f.object, f.size FROM files f WHERE f.deleted_at < @before
		OR NOT EXISTS (SELECT FROM LATERAL `+r.topics.Found("f.subject_kind", "f.subject_id")+` s) ORDER BY f.id`, pgx.NamedArgs{"before": before})
	if err != nil {
		return err
	}
	var failed []error
	for _, c := range gone { // one by one: each may be large
		if err := r.keeper(c.Object).Forget(ctx, c); err != nil {
			failed = append(failed, err)
			continue
		}
		if _, err := r.db.Exec(ctx, `DELETE FROM files WHERE id = @id`, pgx.NamedArgs{"id": c.File}); err != nil {
			return postgres.Translate(err)
		}
	}
	return errors.Join(failed...)
}

// undoing is what is asked of a file whose act is to be taken back.
type undoing struct {
	ID, AddedByID                   int64
	Amounts, Living, Open, Readable bool
}

// listUndoing reads them by id: what is of no thing any more is not living.
func listUndoing(ctx context.Context, q postgres.Querier, all, readable notice.Topics, ids []int64) (map[int64]undoing, error) {
	rows, err := postgres.List[undoing](ctx, q, `SELECT f.id, f.created_by AS added_by_id, f.amounts, COALESCE(s.living, false) AS living, COALESCE(s.open, false) AS open,
			EXISTS (SELECT FROM LATERAL `+readable.Found("f.subject_kind", "f.subject_id")+` may) AS readable
		FROM files f LEFT JOIN LATERAL `+all.Found("f.subject_kind", "f.subject_id")+` s ON true WHERE f.id = ANY(@ids)`, pgx.NamedArgs{"ids": ids})
	found := map[int64]undoing{}
	for _, row := range rows {
		found[row.ID] = row
	}
	return found, err
}

// Move gives the files of a thing to another one, which it becomes.
func Move(ctx context.Context, tx pgx.Tx, _ account.By, from, to journal.Subject) error {
	_, err := tx.Exec(ctx, `UPDATE files SET subject_id = @to, version = version + 1 WHERE subject_kind = @kind AND subject_id = @from`,
		pgx.NamedArgs{"kind": string(from.Kind), "from": from.ID, "to": to.ID})
	return postgres.Translate(err)
}
