package imports

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/exchange/intake"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/postgres"
)

// Room is the files that are imported: every operation is one of its methods.
type Room struct {
	db    *pgxpool.Pool
	kinds map[string]Kind
}

// New opens the room over what the others take from sheets.
func New(db *pgxpool.Pool, kinds ...Kind) *Room {
	r := &Room{db: db, kinds: map[string]Kind{}}
	for _, k := range kinds {
		r.kinds[k.Name()] = k
	}
	return r
}

// How many files somebody may have waiting, how many bytes in all, and what is kept for how long.
const (
	mostFiles   = 20
	mostKept    = 50 << 20
	keptFiles   = 8 * 24 * time.Hour // what a file did can be taken back for seven days
	keptColumns = 2 * 365 * 24 * time.Hour
)

// Into asks whether somebody may import such a file into a thing, and gives how that is called.
func (r *Room) Into(ctx context.Context, by account.By, kind string, subject int64) (journal.Subject, error) {
	k, ok := r.kinds[kind]
	if !ok {
		return journal.Subject{}, fault.Missing(nil)
	}
	return k.Check(ctx, r.db, by, subject)
}

// Bring keeps a file that somebody would import into a thing, and gives its id. The same submission key keeps it once. A file that
// cannot be read at all, whatever would be chosen, is not kept: it is a fault.Invalid whose problem is of the field.
func (r *Room) Bring(ctx context.Context, by account.By, kind string, subject int64, name string, data []byte, field, key string) (int64, error) {
	if _, err := r.Into(ctx, by, kind, subject); err != nil {
		return 0, err
	}
	read, err := r.kinds[kind].Read(ctx, r.db, by, subject, data, intake.Choices{})
	if fault.Is(err, fault.Invalid) {
		var p fault.Problems
		p.Add(field, fault.SentenceOf(err))
		return 0, p.Err()
	}
	if err != nil {
		return 0, err
	}
	i := Import{Kind: kind, SubjectID: subject, Name: shorten(name)}
	if i.Choices, err = choicesOf(ctx, r.db, by.ID, i, data); err != nil {
		return 0, err
	}
	if i.Choices.Columns == nil {
		i.Choices.Columns, err = columnsOf(ctx, r.db, kind, headings(read.Report()))
	}
	if err != nil {
		return 0, err
	}
	return postgres.Create(ctx, r.db, key, func(tx pgx.Tx) (int64, error) {
		n, bytes, err := countOpen(ctx, tx, by.ID)
		if err != nil {
			return 0, err
		}
		if n >= mostFiles || bytes+int64(len(data)) > mostKept {
			return 0, fault.Problems{{Field: field, Sentence: "Vous gardez déjà " + french.Count(n, "fichier", "fichiers") + " d’import\u00a0: retirez-en d’abord, sur la page «\u00a0Mes imports\u00a0»."}}.Err()
		}
		return insert(ctx, tx, by, i, data)
	})
}

// shorten cuts a file's name to what is kept of it.
func shorten(name string) string {
	const most = 200
	if utf8.RuneCountInString(name) > most {
		name = string([]rune(name)[:most])
	}
	return name
}

// headings is a digest of the headings of a file, in their order.
func headings(r *intake.Report) []byte {
	sum := sha256.New()
	for _, c := range r.Columns {
		_, _ = sum.Write([]byte(french.Fold(c.Heading) + "\x00"))
	}
	return sum.Sum(nil)
}

// own finds an import of somebody's own.
func (r *Room) own(ctx context.Context, q postgres.Querier, by account.By, id int64) (Import, Kind, error) {
	i, err := find(ctx, q, id)
	if err != nil {
		return i, nil, err
	}
	k, known := r.kinds[i.Kind]
	if !known || !by.Can(MayOpen, access.Tie{Mine: i.PersonID == by.ID}) {
		return i, nil, fault.Missing(nil)
	}
	return i, k, nil
}

// Look says what an import would do now, or how far it is, or what it did. It writes nothing.
func (r *Room) Look(ctx context.Context, by account.By, id int64) (Preview, error) {
	i, k, err := r.own(ctx, r.db, by, id)
	if err != nil {
		return Preview{}, err
	}
	p := Preview{Import: i}
	if p.Into, err = k.Check(ctx, r.db, by, i.SubjectID); err != nil {
		return p, err
	}
	switch {
	case i.State == Done:
		p.Undone, err = journal.IsUndone(ctx, r.db, i.Act)
		return p, err
	case i.Running():
		return p, nil
	}
	read, err := r.read(ctx, r.db, by, k, i)
	if fault.Is(err, fault.Invalid) {
		p.Unread = fault.SentenceOf(err)
		return p, nil
	}
	if err != nil {
		return p, err
	}
	p.Report, p.Seen = read.Report(), seen(i, read)
	p.Remembered = i.Version == 1 && len(i.Choices.Columns) > 0
	return p, nil
}

// seen stands for all that a preview was made from: the answers, and what the rows were compared with.
func seen(i Import, read Read) string {
	sum := sha256.Sum256([]byte(strconv.Itoa(i.Version) + " " + read.Seen()))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

func (r *Room) read(ctx context.Context, q postgres.Querier, by account.By, k Kind, i Import) (Read, error) {
	data, err := dataOf(ctx, q, i.ID)
	if err != nil {
		return nil, err
	}
	return k.Read(ctx, q, by, i.SubjectID, data, i.Choices)
}

// The bounds of what is decided about a file.
const (
	mostCells   = 20_000
	MaxCell     = 2000 // characters of a correction
	MaxAnswer   = 200  // and of an answer
	mostOutRows = 20_000
)

// Decide keeps how a file is read, what is corrected in it and what is left out, if it is still at this version.
func (r *Room) Decide(ctx context.Context, by account.By, id int64, version int, c intake.Choices) error {
	if err := check(c); err != nil {
		return err
	}
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		i, k, err := r.own(ctx, tx, by, id)
		if err != nil {
			return err
		}
		done, err := decide(ctx, tx, by, id, version, c)
		if err == nil && done && len(c.Columns) > 0 { // the next such table is read so too
			i.Choices = c
			if read, unread := r.read(ctx, tx, by, k, i); unread == nil {
				err = keepColumns(ctx, tx, by, i.Kind, headings(read.Report()), c.Columns)
			}
		}
		if err == nil && !done {
			err = fault.New(fault.Conflict, "Cet import a changé depuis que la page a été ouverte (une autre fenêtre, sans doute)\u00a0: rien n’a été enregistré. La voici telle qu’elle est maintenant.", nil)
		}
		return err
	})
}

// check bounds choices.
func check(c intake.Choices) error {
	long := len(c.Cells) > mostCells || len(c.Out) > mostOutRows || len(c.Columns) > 1000 || len(c.Answers) > 100
	for _, text := range c.Cells {
		long = long || utf8.RuneCountInString(text) > MaxCell
	}
	for _, text := range c.Answers {
		long = long || utf8.RuneCountInString(text) > MaxAnswer
	}
	if long {
		return fault.New(fault.TooLarge, "Il y a trop de corrections pour cette page\u00a0: corrigez plutôt le fichier dans votre tableur, puis envoyez-le de nouveau.", nil)
	}
	return nil
}

// Reopen makes an import whose act was taken back one that can be run again.
func (r *Room) Reopen(ctx context.Context, by account.By, id int64) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		i, _, err := r.own(ctx, tx, by, id)
		if err != nil || i.State != Done {
			return err
		}
		undone, err := journal.IsUndone(ctx, tx, i.Act)
		if err == nil && !undone {
			err = fault.New(fault.Conflict, "Cet import est fait. Annulez-le d’abord, si vous voulez le reprendre.", nil)
		}
		if err != nil {
			return err
		}
		return reopen(ctx, tx, by, id)
	})
}

// Forget throws a file away; what it did stays.
func (r *Room) Forget(ctx context.Context, by account.By, id int64) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		if _, _, err := r.own(ctx, tx, by, id); err != nil {
			return err
		}
		done, err := forget(ctx, tx, id)
		if err == nil && !done {
			err = fault.New(fault.Conflict, "Cet import est en cours\u00a0: attendez qu’il soit fini.", nil)
		}
		return err
	})
}

// Mine lists the files of somebody, the latest first.
func (r *Room) Mine(ctx context.Context, by account.By) ([]Import, error) {
	if !by.Can(MayOpen, access.Tie{Mine: true}) {
		return nil, fault.Missing(nil)
	}
	return listOf(ctx, r.db, by.ID)
}

// Kinds are the names of what can be imported, sorted.
func (r *Room) Kinds() []string {
	var names []string
	for name := range r.kinds {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Purge deletes the files that cannot be taken back any more, and what was remembered of tables that came no more.
func (r *Room) Purge(ctx context.Context, now time.Time) error {
	return deleteBefore(ctx, r.db, now.Add(-keptFiles), now.Add(-keptColumns))
}
