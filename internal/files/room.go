package files

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/notice"
	"parvis/internal/postgres"
	"parvis/internal/thread"
	"parvis/internal/trash"
)

// Room is the files of every thing: every operation is one of its methods.
type Room struct {
	db        *pgxpool.Pool
	topics    notice.Topics
	limits    Limits
	base      Bytes // the database, which always keeps some
	store     Bytes // the store, or what is said where there is none
	fresh     Bytes // where new contents go: one of those
	antivirus *Clamd
	patience  time.Duration // with the antivirus
	drawing   chan struct{} // one picture is decoded at a time
	kept      *postgres.Kept[place]
}

// mostKept is the things that people are at, by who looks at them.
const mostKept = 500

// New opens the files kept in a database, of the kinds of things that other rooms own.
func New(db *pgxpool.Pool, o Options, topics ...notice.Topic) *Room {
	r := &Room{db: db, topics: topics, limits: o.Limits(), base: chunks{db}, store: lost{}, antivirus: o.Antivirus, patience: cmp.Or(o.Patience, scanPatience), drawing: make(chan struct{}, 1),
		kept: postgres.Keep[place](mostKept)}
	r.fresh = r.base
	if o.Store != nil {
		r.store = objects{db, o.Store}
		r.fresh = r.store
	}
	return r
}

// Limits is how much may be sent here.
func (r *Room) Limits() Limits { return r.limits }

// keeper is what keeps the content that is called so.
func (r *Room) keeper(object string) Bytes {
	if object == "" {
		return r.base
	}
	return r.store
}

// Sweep removes what is left in the store of files that never came to be; it does nothing where there is none.
func (r *Room) Sweep(ctx context.Context, now time.Time) error {
	if o, there := r.store.(objects); there {
		return o.sweep(ctx, now)
	}
	return nil
}

// Lost counts the contents that are in a store which this installation was not told of.
func (r *Room) Lost(ctx context.Context) (int, error) {
	if _, there := r.store.(objects); there {
		return 0, nil
	}
	return elsewhere(ctx, r.db)
}

// Of gives the files of a thing that a person may see.
func (r *Room) Of(ctx context.Context, by account.By, kind journal.Kind, id int64) (Shelf, error) {
	p, list, err := r.read(ctx, by, kind, id)
	if err != nil {
		return Shelf{}, err
	}
	return r.shelf(by, kind, id, p, list), nil
}

// With is Of in the batch of whoever shows the thing: it gives the files once the batch was read.
func (r *Room) With(ctx context.Context, by account.By, kind journal.Kind, id int64) (account.Also, func() (Shelf, error)) {
	var rows []stored
	return func(b *pgx.Batch) { r.queue(b, &rows, by, kind, id) }, func() (Shelf, error) {
		p, err := r.keptPlace(ctx, by, kind, id)
		if err != nil {
			return Shelf{}, err
		}
		return r.shelf(by, kind, id, p, listOf(rows)), nil
	}
}

// keptPlace is place as it is kept until something is counted: a text, which nothing counts, is read.
func (r *Room) keptPlace(ctx context.Context, by account.By, kind journal.Kind, id int64) (place, error) {
	if kind == journal.Text {
		by.Changes = 0
	}
	return r.kept.Of(by.Changes, fmt.Sprint(by.ID, " ", kind, id), func() (place, error) { return r.place(ctx, r.db, by, kind, id) })
}

func (r *Room) shelf(by account.By, kind journal.Kind, id int64, p place, list []File) Shelf {
	s := Shelf{About: journal.Subject{Kind: kind, ID: id, Name: p.Name}, Project: p.Project, Files: list, Closed: !p.Open,
		MayAdd: p.Open && by.Can(MayAdd, p.tie()), MayMark: by.Can(account.MaySeeAmounts, access.Tie{})}
	for i := range s.Files {
		r.allow(&s.Files[i], by, p)
	}
	return s
}

// allow says what a person may do with a file of a thing.
func (r *Room) allow(f *File, by account.By, p place) {
	f.MayRemove = p.Open && by.Can(MayRemove, f.tie(by))
	f.MayMark = f.MayRemove && by.Can(account.MaySeeAmounts, access.Tie{})
	f.Scan.Wants = r.antivirus != nil
}

// tie is how a person stands to a file.
func (f File) tie(by account.By) access.Tie { return access.Tie{Mine: f.AddedByID == by.ID} }

// OfMany gives the files of some things of a kind that a person may see, by the ids of the things. One query.
func (r *Room) OfMany(ctx context.Context, by account.By, kind journal.Kind, ids []int64) (map[int64][]File, error) {
	list, err := r.readMany(ctx, by, kind, ids)
	found := map[int64][]File{}
	for _, row := range list {
		f := row.file()
		r.allow(&f, by, place{Found: notice.Found{Open: row.Open}})
		found[f.About.ID] = append(found[f.About.ID], f)
	}
	return found, err
}

// Counts tells how many files some things of a kind have that a person may see: the things themselves, she was shown. One query.
func (r *Room) Counts(ctx context.Context, by account.By, kind journal.Kind, ids []int64) (map[int64]int, error) {
	return r.countMany(ctx, by, kind, ids)
}

// MayAdd tells whether a person may attach files to a thing that she reads.
func (r *Room) MayAdd(ctx context.Context, by account.By, kind journal.Kind, id int64) (bool, error) {
	if by.Can(MayAdd, access.Tie{}) {
		return true, nil
	}
	p, err := r.place(ctx, r.db, by, kind, id)
	return by.Can(MayAdd, p.tie()), err
}

// Beside attaches what arrived to a text, in the transaction that makes it. It is stowed here and now, and closed once the text is
// kept.
func (r *Room) Beside(ctx context.Context, by account.By, amounts bool, arrived []*Arrived) (thread.Beside, error) {
	if err := r.Stow(ctx, arrived); err != nil {
		return nil, err
	}
	return func(ctx context.Context, tx pgx.Tx, text int64) error {
		_, err := r.Attach(ctx, tx, by, journal.Text, text, amounts, arrived)
		return err
	}, nil
}

// ToAdd gives the files of a thing to who may add some; anybody else is refused.
func (r *Room) ToAdd(ctx context.Context, by account.By, kind journal.Kind, id int64) (Shelf, error) {
	s, err := r.Of(ctx, by, kind, id)
	if err != nil {
		return s, err
	}
	if s.MayAdd {
		return s, nil
	}
	return s, cmp.Or(checkOpen(!s.Closed), by.Check(MayAdd, access.Tie{})) // who may not is no member
}

// Add attaches what arrived to a thing, all of it or nothing, and gives the first file's id. The same submission key adds once.
func (r *Room) Add(ctx context.Context, by account.By, kind journal.Kind, id int64, key string, amounts bool, arrived []*Arrived) (int64, error) {
	if err := r.Stow(ctx, arrived); err != nil {
		return 0, err
	}
	return postgres.Create(ctx, r.db, key, func(tx pgx.Tx) (int64, error) { return r.Attach(ctx, tx, by, kind, id, amounts, arrived) })
}

// Stow puts what arrived where it will be kept, as far as that is no work of the transaction that Attach belongs to: it is
// called before that begins. Close takes away again what was not attached.
func (r *Room) Stow(ctx context.Context, arrived []*Arrived) error {
	if err := r.checkArrived(arrived); err != nil {
		return err
	}
	for _, a := range arrived {
		if a.stowed {
			continue
		}
		object, err := r.fresh.Put(ctx, a.content, a.Size)
		if err != nil {
			return err
		}
		a.stowed, a.object = true, object
		if object != "" {
			a.forget = func() { r.takeBack(ctx, object) }
		}
	}
	return nil
}

// takeBack removes an object that no row names. Where the store does not answer, it is swept later.
func (r *Room) takeBack(ctx context.Context, object string) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), knockPatience)
	defer cancel()
	if err := r.store.Forget(ctx, Content{Object: object}); err != nil {
		slog.Warn("an object stays until it is swept", "cause", err)
	}
}

// Attach is Add in a transaction that makes something else too. What arrived was stowed before it began.
func (r *Room) Attach(ctx context.Context, tx pgx.Tx, by account.By, kind journal.Kind, id int64, amounts bool, arrived []*Arrived) (int64, error) {
	p, err := r.place(ctx, tx, by, kind, id)
	if err = cmp.Or(err, by.Check(MayAdd, p.tie()), checkOpen(p.Open)); err != nil {
		return 0, err
	}
	if amounts {
		if err := by.Check(account.MaySeeAmounts, access.Tie{}); err != nil {
			return 0, err
		}
	}
	about := journal.Subject{Kind: kind, ID: id, Name: p.Name}
	n, err := count(ctx, tx, about)
	if err != nil {
		return 0, err
	}
	if n+len(arrived) > MostOfOne {
		return 0, refused("Il y aurait ici plus de " + french.Number(MostOfOne) + "\u00a0fichiers. Veuillez d’abord en retirer.")
	}
	var first int64
	for _, a := range arrived {
		made, err := r.keep(ctx, tx, by, about, a, amounts)
		if err != nil {
			return 0, err
		}
		// One entry a file: each can be kept from some by itself, and a number would tell of those that are.
		if err := record(ctx, tx, by, journal.Attached, File{ID: made, About: about, Amounts: amounts}, p); err != nil {
			return 0, err
		}
		first = cmp.Or(first, made)
	}
	// From here on the transaction is committed, or nobody knows whether it was: only the sweep may take objects away.
	for _, a := range arrived {
		a.forget = nil
	}
	return first, nil
}

// Attaching stows what arrived, and gives what attaches it to a thing of a kind in the transaction of another room.
func (r *Room) Attaching(ctx context.Context, kind journal.Kind, arrived []*Arrived) (func(tx pgx.Tx, by account.By, id int64, amounts bool) error, error) {
	if err := r.Stow(ctx, arrived); err != nil {
		return nil, err
	}
	return func(tx pgx.Tx, by account.By, id int64, amounts bool) error {
		_, err := r.Attach(ctx, tx, by, kind, id, amounts, arrived)
		return err
	}, nil
}

func (r *Room) checkArrived(arrived []*Arrived) error {
	total := int64(0)
	for _, a := range arrived {
		total += a.Size
	}
	switch {
	case len(arrived) == 0:
		return refused("Veuillez choisir un fichier.")
	case len(arrived) > MostAtOnce:
		return refused("Veuillez ajouter au plus " + french.Number(MostAtOnce) + "\u00a0fichiers à la fois.")
	case total > r.limits.Together:
		return refused("Ces fichiers dépassent ensemble " + french.FileSize(r.limits.Together) + ". Veuillez les ajouter en plusieurs fois.")
	}
	return nil
}

func (r *Room) keep(ctx context.Context, tx pgx.Tx, by account.By, about journal.Subject, a *Arrived, amounts bool) (int64, error) {
	id, err := insert(ctx, tx, by, about, a, amounts)
	if err != nil {
		return 0, err
	}
	if err := r.keeper(a.object).Keep(ctx, tx, id, a.reader()); err != nil {
		return 0, err
	}
	if a.scanned != "" {
		if err := noteScan(ctx, tx, id, a.scanned, "", by.At); err != nil {
			return 0, err
		}
	}
	if len(a.thumbnail) > 0 {
		err = insertThumbnail(ctx, tx, id, a.thumbnail)
	}
	return id, err
}

// File finds a file that a person may see.
func (r *Room) File(ctx context.Context, by account.By, id int64) (File, error) {
	f, p, err := r.find(ctx, r.db, by, id, stands)
	f.About.Name = p.Name
	r.allow(&f, by, p)
	return f, err
}

// Content reads a file, from any place in it. No connection to the database is held between two readings. That what keeps
// it does not answer is found out first; a file in which something was found is not given.
func (r *Room) Content(ctx context.Context, f File) (io.ReadSeeker, error) {
	if err := f.checkFound(); err != nil {
		return nil, err
	}
	content := r.keeper(f.object).Open(ctx, f.content())
	if _, err := content.Read(make([]byte, 1)); err != nil {
		return nil, err
	}
	_, err := content.Seek(0, io.SeekStart)
	return content, err
}

// content says which content is the file's.
func (f File) content() Content { return Content{File: f.ID, Object: f.object, Size: f.Size} }

// ThumbnailOf gives a file's thumbnail, a JPEG; NotFound where it has none.
func (r *Room) ThumbnailOf(ctx context.Context, f File) ([]byte, error) {
	if !f.Thumbnail {
		return nil, fault.Missing(nil)
	}
	return thumbnailOf(ctx, r.db, f.ID)
}

// Where tells what a file is attached to, whether it was removed or not: where its page is.
func (r *Room) Where(ctx context.Context, by account.By, id int64) (journal.Subject, error) {
	f, _, err := r.find(ctx, r.db, by, id, "")
	return f.About, err
}

// Remove takes a file off what it is attached to; Restore puts it back.
func (r *Room) Remove(ctx context.Context, by account.By, id int64) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		f, p, err := r.hold(ctx, tx, by, id, stands)
		if err = cmp.Or(err, by.Check(MayRemove, f.tie(by)), checkOpen(p.Open)); err != nil {
			return err
		}
		if err := markRemoved(ctx, tx, by, id, true); err != nil {
			return err
		}
		return record(ctx, tx, by, journal.Removed, f, p)
	})
}

// Restore puts a file back, by whoever might remove it; NotFound once it is too late.
func (r *Room) Restore(ctx context.Context, by account.By, id int64) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		f, p, err := r.hold(ctx, tx, by, id, removed)
		if err = cmp.Or(err, by.Check(MayRemove, f.tie(by)), checkOpen(p.Open)); err != nil {
			return err
		}
		if err := trash.Check(f.DeletedAt, by.At); err != nil {
			return err
		}
		if err := markRemoved(ctx, tx, by, id, false); err != nil {
			return err
		}
		return record(ctx, tx, by, journal.Restored, f, p)
	})
}

// Mark says that a file tells amounts, or that it does not: whoever may remove it and sees amounts decides, as often as needed.
func (r *Room) Mark(ctx context.Context, by account.By, id int64, amounts bool) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		f, p, err := r.hold(ctx, tx, by, id, stands)
		if err = cmp.Or(err, by.Check(account.MaySeeAmounts, access.Tie{}), by.Check(MayRemove, f.tie(by)), checkOpen(p.Open)); err != nil || f.Amounts == amounts {
			return err
		}
		if err := markAmounts(ctx, tx, id, amounts); err != nil {
			return err
		}
		marked := f
		marked.Amounts = amounts
		return record(ctx, tx, by, journal.Edited, marked, p, field.Change{Name: FieldAmounts, Label: "Dit des montants", Before: field.YesNo(f.Amounts), After: field.YesNo(amounts)})
	})
}

// record notes what was done to a file in the history of what it is attached to; of one that tells amounts, only for those who
// see amounts.
func record(ctx context.Context, tx pgx.Tx, by account.By, verb journal.Verb, f File, p place, told ...field.Change) error {
	did := by.Did(verb, f.Subject(), told...)
	did.Within = journal.Subject{Kind: f.About.Kind, ID: f.About.ID, Name: p.Name}
	if p.ProjectID != 0 {
		did.Projects = []int64{p.ProjectID}
	}
	if err := journal.Write(ctx, tx, did); err != nil {
		return err
	}
	return journal.Keep(ctx, tx, journal.File, []int64{f.ID}, f.Amounts)
}

// checkOpen refuses to change the files of what is closed.
func checkOpen(open bool) error {
	if open {
		return nil
	}
	return fault.New(fault.Forbidden, "Ce projet est archivé\u00a0: ses fichiers se lisent, et ne changent plus.", nil)
}

// Bins are where files are thrown away.
func (r *Room) Bins() []trash.Bin {
	return []trash.Bin{{Key: "fichiers", Label: "Fichiers", Done: "Le fichier est rétabli.", List: r.trashed, Restore: r.Restore, Purge: r.purge}}
}
