package files

import (
	"cmp"
	"context"
	"io"

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
	"parvis/internal/trash"
)

// Room is the files of every thing: every operation is one of its methods.
type Room struct {
	db      *pgxpool.Pool
	topics  notice.Topics
	bytes   Bytes
	drawing chan struct{} // one picture is decoded at a time
}

// New opens the files kept in a database, of the kinds of things that other rooms own.
func New(db *pgxpool.Pool, topics ...notice.Topic) *Room {
	return &Room{db: db, topics: topics, bytes: chunks{db}, drawing: make(chan struct{}, 1)}
}

// Of gives the files of a thing that a person may see. One batch.
func (r *Room) Of(ctx context.Context, by account.By, kind journal.Kind, id int64) (Shelf, error) {
	p, list, err := r.read(ctx, by, kind, id)
	if err != nil {
		return Shelf{}, err
	}
	s := Shelf{About: journal.Subject{Kind: kind, ID: id, Name: p.Name}, Project: p.Project, Files: list, Closed: !p.Open,
		MayAdd: p.Open && by.Can(MayAdd, p.tie()), MayMark: by.Can(MaySeeAmounts, access.Tie{})}
	for i := range s.Files {
		s.Files[i].MayRemove = p.Open && by.Can(MayRemove, s.Files[i].tie(by))
	}
	return s, nil
}

// tie is how a person stands to a file.
func (f File) tie(by account.By) access.Tie { return access.Tie{Mine: f.AddedByID == by.ID} }

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
	if err := checkArrived(arrived); err != nil {
		return 0, err
	}
	return postgres.Create(ctx, r.db, key, func(tx pgx.Tx) (int64, error) {
		p, err := r.place(ctx, tx, by, kind, id)
		if err = cmp.Or(err, by.Check(MayAdd, p.tie()), checkOpen(p.Open)); err != nil {
			return 0, err
		}
		if amounts {
			if err := by.Check(MaySeeAmounts, access.Tie{}); err != nil {
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
			first = cmp.Or(first, made)
		}
		return first, record(ctx, tx, by, journal.Attached, File{ID: first, About: about}, p, len(arrived))
	})
}

func checkArrived(arrived []*Arrived) error {
	total := int64(0)
	for _, a := range arrived {
		total += a.Size
	}
	switch {
	case len(arrived) == 0:
		return refused("Veuillez choisir un fichier.")
	case len(arrived) > MostAtOnce:
		return refused("Veuillez ajouter au plus " + french.Number(MostAtOnce) + "\u00a0fichiers à la fois.")
	case total > MostSentAtOnce:
		return refused("Ces fichiers dépassent ensemble " + french.FileSize(MostSentAtOnce) + ". Veuillez les ajouter en plusieurs fois.")
	}
	return nil
}

func (r *Room) keep(ctx context.Context, tx pgx.Tx, by account.By, about journal.Subject, a *Arrived, amounts bool) (int64, error) {
	id, err := insert(ctx, tx, by, about, a, amounts)
	if err != nil {
		return 0, err
	}
	if err := r.bytes.Keep(ctx, tx, id, a.reader()); err != nil {
		return 0, err
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
	return f, err
}

// Content reads a file, from any place in it. No connection to the database is held between two readings.
func (r *Room) Content(ctx context.Context, f File) io.ReadSeeker {
	return r.bytes.Open(ctx, f.ID, f.Size)
}

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
		return record(ctx, tx, by, journal.Removed, f, p, 1)
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
		return record(ctx, tx, by, journal.Restored, f, p, 1)
	})
}

// record notes what was done to files in the history of what they are attached to.
func record(ctx context.Context, tx pgx.Tx, by account.By, verb journal.Verb, f File, p place, n int) error {
	var told []field.Change
	if n > 1 {
		told = append(told, field.Change{Name: FieldFiles, Label: "Fichiers ajoutés ensemble", After: french.Number(n)})
	}
	did := by.Did(verb, f.Subject(), told...)
	did.Within = journal.Subject{Kind: f.About.Kind, ID: f.About.ID, Name: p.Name}
	if p.ProjectID != 0 {
		did.Projects = []int64{p.ProjectID}
	}
	return journal.Write(ctx, tx, did)
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
