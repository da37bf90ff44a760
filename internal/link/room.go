// Package link lets somebody without an account read one thing for one purpose: a partner the plan of a project, a calendar
// program the dates of a person's tasks. Whoever holds the token of a link reads, until it is ended or its last day has passed.
//
// A token is made here, shown once and not kept: only its hash is, so that what a database gives away opens nothing.
package link

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/logistics"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/workcal"
)

// Room is the links: every operation is one of its methods.
type Room struct{ db *pgxpool.Pool }

// New opens the links kept in a database.
func New(db *pgxpool.Pool) *Room { return &Room{db: db} }

// Made is a link that was just made, with its token: nobody can be shown it again. A form that is sent twice makes one link,
// whose token is "" the second time.
type Made struct {
	Link
	Token string
}

// most bounds how many links one thing has that were not ended.
const most = 50

// ShareProject makes a link to a project that somebody works on.
func (r *Room) ShareProject(ctx context.Context, by account.By, project int64, key string, d Draft) (Made, error) {
	var made Made
	err := postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		p, _, err := programme.Locked(ctx, tx, by, project)
		if err != nil {
			return err
		}
		if err := by.Check(MayShare, access.Tie{}); err != nil {
			return err
		}
		made, err = create(ctx, tx, by, p.Subject(), key, d)
		return err
	})
	return made, err
}

// FeedOfMine makes a feed of one's own tasks.
func (r *Room) FeedOfMine(ctx context.Context, by account.By, key, label string) (Made, error) {
	if err := by.Check(MayFeed, access.Tie{}); err != nil {
		return Made{}, err
	}
	var made Made
	err := postgres.InTx(ctx, r.db, func(tx pgx.Tx) (err error) {
		made, err = create(ctx, tx, by, by.Subject(), key, Draft{Purpose: Feed, Label: label})
		return err
	})
	return made, err
}

// ShareSlots makes a link to the slots that somebody without an account is given. It bears her name.
func (r *Room) ShareSlots(ctx context.Context, by account.By, outsider int64, key string, last workcal.Date) (Made, error) {
	if err := by.Check(MayShare, access.Tie{}); err != nil {
		return Made{}, err
	}
	var made Made
	err := postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		name, err := outsiderName(ctx, tx, outsider)
		if err != nil {
			return err
		}
		made, err = create(ctx, tx, by, journal.Subject{Kind: journal.Outsider, ID: outsider, Name: name}, key, Draft{Purpose: Slots, Label: french.Shorten(name, MaxLabel), LastDay: last})
		return err
	})
	return made, err
}

// ShareDeposit makes a link by which whoever has to send a piece of a file drops it. Its label says for whom it is.
func (r *Room) ShareDeposit(ctx context.Context, by account.By, piece int64, key, label string, last workcal.Date) (Made, error) {
	var made Made
	err := postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		p, err := logistics.HoldToRemind(ctx, tx, by, piece)
		if err != nil {
			return err
		}
		made, err = create(ctx, tx, by, p.Subject(), key, Draft{Purpose: Deposit, Label: french.Shorten(label, MaxLabel), LastDay: last})
		return err
	})
	return made, err
}

// OfPiece gives the links of a piece, the last one first, to whoever may ask for it.
func (r *Room) OfPiece(ctx context.Context, by account.By, piece int64) ([]Link, error) {
	if err := logistics.ToRemind(ctx, r.db, by, piece); err != nil {
		return nil, err
	}
	links, err := list(ctx, r.db, of{journal.Piece, piece})
	if err == nil {
		err = fates(ctx, r.db, links)
	}
	return links, err
}

// OfOutsider gives the links of somebody without an account, the last one first, and her name, to whoever may share them.
func (r *Room) OfOutsider(ctx context.Context, by account.By, outsider int64) (string, []Link, error) {
	if err := by.Check(MayShare, access.Tie{}); err != nil {
		return "", nil, err
	}
	name, err := outsiderName(ctx, r.db, outsider)
	if err != nil {
		return "", nil, err
	}
	links, err := list(ctx, r.db, of{journal.Outsider, outsider})
	return name, links, err
}

// create keeps a link, once for a key.
func create(ctx context.Context, tx pgx.Tx, by account.By, of journal.Subject, key string, d Draft) (Made, error) {
	d, problems := d.check(of.Kind, by.Today())
	if problems.Any() {
		return Made{}, problems.Err()
	}
	token := rand.Text()
	made := Made{}
	id, err := postgres.Once(ctx, tx, key, func() (int64, error) {
		n, err := countOpen(ctx, tx, of)
		if err != nil {
			return 0, err
		}
		if n >= most {
			return 0, fault.New(fault.Conflict, "Il y a déjà trop de liens ici. Arrêtez-en d’abord un qui ne sert plus.", nil)
		}
		made.Token = token
		id, err := insert(ctx, tx, by, of, hash(token), nil, d)
		if err != nil {
			return 0, err
		}
		return id, journal.Write(ctx, tx, told(by.Did(journal.Created, journal.Subject{Kind: journal.Link, ID: id, Name: d.Label}, Fields.Changes(Draft{}, d)...), of))
	})
	if again, ok := fault.TwiceOf(err); err != nil && !(ok && again.Same) {
		return Made{}, err
	}
	made.Link, err = find(ctx, tx, id)
	return made, err
}

// told is an entry as the histories of what it is of tell it.
func told(e journal.Entry, of journal.Subject) journal.Entry {
	e.Within = of
	if of.Kind == journal.Project {
		e.Projects = []int64{of.ID}
	}
	return e
}

func hash(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}

// OfProject gives the links of a project, the last one first, those that ended too, to whoever may share it.
func (r *Room) OfProject(ctx context.Context, by account.By, project int64) ([]Link, error) {
	if err := programme.Visible(by); err != nil {
		return nil, err
	}
	if err := by.Check(MayShare, access.Tie{}); err != nil {
		return nil, err
	}
	return list(ctx, r.db, of{journal.Project, project})
}

// Mine gives one's own feeds, in the same order.
func (r *Room) Mine(ctx context.Context, by account.By) ([]Link, error) {
	if err := by.Check(MayFeed, access.Tie{}); err != nil {
		return nil, err
	}
	return list(ctx, r.db, of{journal.Person, by.ID})
}

// All gives every link of the service that is not ended, and those that ended lately.
func (r *Room) All(ctx context.Context, by account.By) ([]Link, error) {
	if err := by.Check(MayReadAll, access.Tie{}); err != nil {
		return nil, err
	}
	return listAll(ctx, r.db, by.At.Add(-shownEnded))
}

// shownEnded is how long an ended link stays in the head's list.
const shownEnded = 30 * 24 * time.Hour

// End makes a link open nothing any more; Resume has it open again what it did. Who may not is refused, or does not find it where
// it is somebody's own.
func (r *Room) End(ctx context.Context, by account.By, id int64) (Link, error) {
	return r.change(ctx, by, id, journal.Removed, &by.At)
}

// Resume is the contrary of End.
func (r *Room) Resume(ctx context.Context, by account.By, id int64) (Link, error) {
	return r.change(ctx, by, id, journal.Restored, nil)
}

// change ends a link at a moment, or resumes it for none. One that is so already stays so.
func (r *Room) change(ctx context.Context, by account.By, id int64, verb journal.Verb, at *time.Time) (Link, error) {
	var link Link
	err := postgres.InTx(ctx, r.db, func(tx pgx.Tx) (err error) {
		if link, err = lock(ctx, tx, id); err != nil {
			return err
		}
		hers := link.SubjectKind == journal.Person && link.SubjectID == by.ID
		switch {
		case hers || by.Can(MayReadAll, access.Tie{}):
		case link.SubjectKind == journal.Person:
			return fault.Missing(nil)
		case link.SubjectKind == journal.Piece:
			if err := logistics.ToRemind(ctx, tx, by, link.SubjectID); err != nil {
				return err
			}
		default:
			if err := by.Check(MayShare, access.Tie{}); err != nil {
				return err
			}
		}
		if (link.EndedAt == nil) == (at == nil) {
			return nil
		}
		if err := end(ctx, tx, by, id, at); err != nil {
			return err
		}
		subject, of := journal.Subject{Kind: journal.Link, ID: id, Name: link.Label}, journal.Subject{Kind: link.SubjectKind, ID: link.SubjectID, Name: link.Subject}
		if link.SubjectKind == journal.Door {
			of = journal.Subject{Kind: journal.Project, ID: link.ProjectID}
		}
		return journal.Write(ctx, tx, told(by.Did(verb, subject), of))
	})
	return link, err
}

// usedEvery is how often it is noted that a link is read.
const usedEvery = time.Hour

// Read finds what a token opens for a purpose at a moment, and notes that it was read. A token that nobody was given is not
// found; one that no longer opens anything is not found either, with a sentence for whoever it was given to.
func (r *Room) Read(ctx context.Context, purpose Purpose, token string, by account.By) (Link, error) {
	if len(token) != len(rand.Text()) {
		return Link{}, fault.Missing(nil)
	}
	link, err := findByHash(ctx, r.db, purpose, hash(token))
	if err != nil {
		return Link{}, err
	}
	switch link.On(by.Today()) {
	case Ended:
		return Link{}, fault.New(fault.NotFound, "Ce lien a été arrêté. Demandez-en un autre à la personne du musée qui vous l’avait donné.", nil)
	case Expired:
		return Link{}, fault.New(fault.NotFound, "Ce lien n’est plus valable depuis le "+link.LastDay.AddDays(1).FrenchDay()+". Demandez-en un autre à la personne du musée qui vous l’avait donné.", nil)
	}
	if link.UsedAt == nil || by.At.Sub(*link.UsedAt) >= usedEvery {
		if err := noteUse(ctx, r.db, link.ID, by.At); err != nil {
			return Link{}, err
		}
	}
	return link, nil
}

// kept is how long a link that opens nothing any more is kept.
const kept = 366 * 24 * time.Hour

// Purge removes the links that ended, or whose last day passed, long ago, and those of what is gone.
func (r *Room) Purge(ctx context.Context, now time.Time) error {
	return purge(ctx, r.db, now.Add(-kept))
}
