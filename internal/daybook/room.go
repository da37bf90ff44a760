package daybook

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/attendance"
	"parvis/internal/crew"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/notice"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/slot"
	"parvis/internal/trash"
	"parvis/internal/workcal"
)

// Room is the day: every operation is one of its methods.
type Room struct {
	db      *pgxpool.Pool
	slots   *slot.Room
	counts  *attendance.Room
	kept    kept
	lists   []Lister          // of other rooms
	keepers map[string]Keeper // by how the keys of their lines begin
}

// New opens the day kept in a database, over its slots and its counts. Its own lists say what is set up and tidied for the slots.
func New(db *pgxpool.Pool, slots *slot.Room, counts *attendance.Room) *Room {
	return &Room{db: db, slots: slots, counts: counts, kept: keep(), keepers: map[string]Keeper{}}
}

// Topics are the kinds of things of this room that people are told of and attach files to.
var Topics = []notice.Topic{{Kind: journal.DayEntry, MayRead: MayRead, SQL: topicSQL}}

// visible refuses whoever may not read the day, as if there were none.
func visible(by account.By) error {
	if !by.Can(MayRead, access.Tie{}) {
		return fault.Missing(nil)
	}
	return programme.Visible(by)
}

// Project is a project as the pages of its day need it.
type Project struct {
	ID          int64
	Title       string
	ShortName   string
	Status      programme.Status
	First, Last workcal.Date
}

// Short is what the project is called where there is little room.
func (p Project) Short() string { return programme.Short(p.ShortName, p.Title) }

// Running is a day of a project on which slots are held.
type Running struct {
	Project Project
	Day     workcal.Date
	Slots   int
	Mine    int // that whoever asks holds
}

// Coming gives the days from today on, of every project, on which slots are held: the first few.
func (r *Room) Coming(ctx context.Context, by account.By) ([]Running, error) {
	if err := visible(by); err != nil {
		return nil, err
	}
	return coming(ctx, r.db, by)
}

// project finds a project.
func project(ctx context.Context, q postgres.Querier, id int64) (Project, error) {
	return postgres.One[Project](ctx, q, projectSQL+` WHERE id = @id`, pgx.NamedArgs{"id": id})
}

// open finds a project whose day can be written.
func open(ctx context.Context, q postgres.Querier, by account.By, id int64, action *access.Action) (Project, error) {
	if err := visible(by); err != nil {
		return Project{}, err
	}
	p, err := project(ctx, q, id)
	return p, cmp.Or(err, by.Check(action, access.Tie{}), p.Status.CheckOpen())
}

// Receipt is what became of one thing that a telephone sent.
type Receipt struct {
	Count attendance.Count // of the slot of a tap, as it is then
	Entry int64            // the line of a note
}

// Receive takes one thing that a telephone sent, from whoever did it and nobody else. The same under its key is done already; anything else under it
// is a Conflict.
func (r *Room) Receive(ctx context.Context, by account.By, s Sent) (Receipt, error) {
	if s.Link != 0 || s.Person != by.ID {
		return Receipt{}, Anothers()
	}
	switch s.Sort {
	case SentTap:
		c, err := r.counts.Add(ctx, by, s.Tap)
		return Receipt{Count: c}, err
	case SentGrid: // another room keeps it
		return Receipt{}, unreadable(errors.New("a grid"))
	case SentTick:
		return Receipt{}, r.Tick(ctx, by, s.Key, s.Project, s.Day, s.Line, s.Done, s.At)
	}
	id, err := r.Note(ctx, by, s.Key, s.Project, s.Day, s.At, s.Draft)
	return Receipt{Entry: id}, err
}

// errAnothers is why what somebody typed is not taken from somebody else.
var errAnothers = errors.New("it is another person's")

// Anothers is the failure of sending what another person did: it waits for her session.
func Anothers() error {
	return fault.New(fault.Forbidden, "Cette saisie est celle d’une autre personne\u00a0: elle attend sa session.", errAnothers)
}

// IsAnothers tells whether a failure is that one.
func IsAnothers(err error) bool { return errors.Is(err, errAnothers) }

// bounded is a moment that somebody tells, never after the one at which it is told.
func bounded(at time.Time, by account.By) time.Time {
	if at.IsZero() || at.After(by.At) {
		return by.At
	}
	return at
}

// badKey is that something comes without a key of ours.
func badKey() error {
	return fault.New(fault.Invalid, "Ce formulaire ne peut plus être envoyé. Veuillez rouvrir la page et recommencer.", nil)
}

// used is what a key that is known already is answered.
func used(same bool) error {
	if same {
		return nil
	}
	return fault.New(fault.Conflict, "Une autre saisie a déjà été reçue sous la même clé\u00a0: celle-ci n’a pas été enregistrée.", nil)
}

// Note keeps what happens, once under its key, and gives its number. A message is told to everybody who is on duty that day.
func (r *Room) Note(ctx context.Context, by account.By, key string, of int64, day workcal.Date, at time.Time, d Draft) (id int64, err error) {
	d = d.Tidy()
	if !goodKey(key) {
		return 0, badKey()
	}
	err = postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		id, err = r.note(ctx, tx, by, key, of, day, bounded(at, by), d)
		return err
	})
	return id, err
}

func (r *Room) note(ctx context.Context, tx pgx.Tx, by account.By, key string, of int64, day workcal.Date, at time.Time, d Draft) (int64, error) {
	digest := d.digest(by.ID, of, day)
	id, same, err := noted(ctx, tx, key, digest)
	if err != nil || id != 0 {
		return id, cmp.Or(err, used(same))
	}
	p, err := open(ctx, tx, by, of, MayNote)
	if err := cmp.Or(err, d.Check().Err()); err != nil {
		return 0, err
	}
	if err := r.checkSlot(ctx, tx, by, of, d.Slot); err != nil {
		return 0, err
	}
	id, err = insertEntry(ctx, tx, by, Entry{Draft: d, Project: p, Day: day, At: at}, key, digest)
	if err != nil {
		return 0, err
	}
	if id == 0 { // it came twice at once
		id, same, err = noted(ctx, tx, key, digest)
		return id, cmp.Or(err, used(same))
	}
	e := Entry{ID: id, Draft: d, Project: p}
	entry := by.Did(journal.Noted, e.Subject())
	entry.Projects = []int64{of}
	if err := journal.Write(ctx, tx, entry); err != nil || d.Kind != Message {
		return id, err
	}
	people, err := onDuty(ctx, tx, of, day)
	if err != nil {
		return 0, err
	}
	return id, notice.Tell(ctx, tx, by, notice.News{What: notice.DayMessage, About: e.Subject(), MayRead: MayRead, To: people})
}

// Noted gives the line that somebody noted under a key; NotFound where there is none of hers.
func (r *Room) Noted(ctx context.Context, by account.By, key string) (int64, error) {
	if err := visible(by); err != nil {
		return 0, err
	}
	return notedBy(ctx, r.db, by, key)
}

// checkSlot refuses a slot that is not one of the project's, living or in the trash: what was noted of one that went since is kept.
func (r *Room) checkSlot(ctx context.Context, q postgres.Querier, by account.By, of, id int64) error {
	if id == 0 {
		return nil
	}
	list, err := slot.Found(ctx, q, by, []int64{id})
	if err == nil && (len(list) == 0 || list[0].Project.ID != of) {
		var p fault.Problems
		p.Add("seance", "Cette séance n’est pas de ce projet\u00a0: veuillez la choisir de nouveau.")
		err = p.Err()
	}
	return err
}

// Tick notes that a line of a list is done, or not, at a moment: the last one counts. Once under its key.
func (r *Room) Tick(ctx context.Context, by account.By, key string, of int64, day workcal.Date, line string, done bool, at time.Time) error {
	if !goodKey(key) {
		return badKey()
	}
	t := tick{Key: key, Project: of, Day: day, Line: line, Done: done, At: bounded(at, by)}
	known, same, err := ticked(ctx, r.db, by, t)
	if err != nil || known {
		return cmp.Or(err, used(same))
	}
	if err := r.keep(ctx, by, line, done, t.At); err != nil { // before it is kept here: should that fail, the same is sent again, and changes nothing there
		return err
	}
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		known, same, err := ticked(ctx, tx, by, t)
		if err != nil || known {
			return cmp.Or(err, used(same))
		}
		if _, err := open(ctx, tx, by, of, MayNote); err != nil {
			return err
		}
		if err := checkLine(line); err != nil {
			return err
		}
		kept, err := insertTick(ctx, tx, by, t)
		if err != nil || kept {
			return err
		}
		_, same, err = ticked(ctx, tx, by, t) // it came twice at once
		return cmp.Or(err, used(same))
	})
}

// Entry gives a line of the daybook. Whoever may restore it also finds a deleted one.
func (r *Room) Entry(ctx context.Context, by account.By, id int64) (Entry, error) {
	if err := visible(by); err != nil {
		return Entry{}, err
	}
	e, err := entry(ctx, r.db, id, "")
	if err == nil && e.DeletedAt != nil && !by.Can(MayDelete, access.Tie{}) {
		err = fault.Missing(nil)
	}
	e.May = e.rights(by)
	return e, err
}

func (e Entry) rights(by account.By) Rights {
	open, living, tie := e.Project.Status.Open(), e.DeletedAt == nil, access.Tie{Mine: e.AuthorID == by.ID}
	return Rights{Edit: open && living && by.Can(MayEdit, tie), Close: open && living && e.Open() && by.Can(MayClose, tie), Delete: open && living && by.Can(MayDelete, tie), Restore: open && !living && by.Can(MayDelete, tie)}
}

// CheckEdit tells why a person may not edit a line as it stands; CheckDelete why she may not delete it.
func (r *Room) CheckEdit(by account.By, e Entry) error {
	return cmp.Or(by.Check(MayEdit, access.Tie{Mine: e.AuthorID == by.ID}), e.Project.Status.CheckOpen(), gone(e))
}

// CheckDelete tells why a person may not put a line in the trash.
func (r *Room) CheckDelete(by account.By, e Entry) error {
	return cmp.Or(by.Check(MayDelete, access.Tie{}), e.Project.Status.CheckOpen(), gone(e))
}

// gone refuses what is in the trash.
func gone(e Entry) error {
	if e.DeletedAt != nil {
		return fault.Missing(nil)
	}
	return nil
}

// History gives a page, from 1, of what was done to a line, newest first.
func (r *Room) History(ctx context.Context, by account.By, id int64, page int) (journal.Page, error) {
	if _, err := r.Entry(ctx, by, id); err != nil {
		return journal.Page{}, err
	}
	return journal.Of(ctx, r.db, by.Sight(), journal.DayEntry, id, page)
}

// hold finds a line, living or in the trash, keeps it from changing until the transaction ends, and asks access for the action.
func hold(ctx context.Context, tx pgx.Tx, by account.By, id int64, trashed bool, action *access.Action) (Entry, error) {
	if err := visible(by); err != nil || trashed && !by.Can(MayDelete, access.Tie{}) {
		return Entry{}, fault.Missing(err)
	}
	e, err := entry(ctx, tx, id, " FOR NO KEY UPDATE OF e")
	if err == nil && (e.DeletedAt != nil) != trashed {
		err = fault.Missing(nil)
	}
	return e, cmp.Or(err, by.Check(action, access.Tie{Mine: e.AuthorID == by.ID}), e.Project.Status.CheckOpen())
}

// Edit replaces what was typed, if it is still at this version: otherwise nothing is written, and the failure carries both texts (fault.StaleOf).
func (r *Room) Edit(ctx context.Context, by account.By, id int64, version int, d Draft) error {
	return r.change(ctx, by, id, version, MayEdit, journal.Edited, func(before Draft) Draft {
		d.Kind = cmp.Or(d.Kind, before.Kind)
		return d.Tidy()
	})
}

// Close says of an incident what was done about it, and that nothing more is to be done. Without words, what was said of it stays.
func (r *Room) Close(ctx context.Context, by account.By, id int64, version int, done string) error {
	return r.change(ctx, by, id, version, MayClose, journal.Closed, func(d Draft) Draft {
		d.Closed, d.Done = true, cmp.Or(done, d.Done)
		return d.Tidy()
	})
}

func (r *Room) change(ctx context.Context, by account.By, id int64, version int, action *access.Action, verb journal.Verb, to func(Draft) Draft) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		before, err := hold(ctx, tx, by, id, false, action)
		if err != nil {
			return err
		}
		d := to(before.Draft)
		if err := d.Check().Err(); err != nil {
			return err
		}
		if before.Version != version {
			return journal.Met(ctx, tx, "Cette ligne", before.Subject(), before.Version, Fields.Both(before.Draft, d))
		}
		if err := r.checkSlot(ctx, tx, by, before.Project.ID, d.Slot); err != nil {
			return err
		}
		changes := Fields.Changes(before.Draft, d)
		if len(changes) == 0 {
			return nil
		}
		if err := updateEntry(ctx, tx, by, id, d, before.Draft); err != nil {
			return err
		}
		return journal.Write(ctx, tx, did(by, verb, Entry{ID: id, Draft: d, Project: before.Project}, changes...))
	})
}

// Delete puts a line in the trash.
func (r *Room) Delete(ctx context.Context, by account.By, id int64) error {
	return r.throw(ctx, by, id, false, journal.Deleted)
}

// Restore takes a line out of the trash; NotFound once it is too late, or to whoever may not.
func (r *Room) Restore(ctx context.Context, by account.By, id int64) error {
	return r.throw(ctx, by, id, true, journal.Restored)
}

func (r *Room) throw(ctx context.Context, by account.By, id int64, back bool, verb journal.Verb) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		e, err := hold(ctx, tx, by, id, back, MayDelete)
		if err != nil {
			return err
		}
		at, err := trash.Mark(e.DeletedAt, by.At, back)
		if err != nil {
			return err
		}
		if err := markDeleted(ctx, tx, by, id, at); err != nil {
			return err
		}
		return journal.Write(ctx, tx, did(by, verb, e))
	})
}

// Bins are where lines are thrown away.
func (r *Room) Bins() []trash.Bin {
	return []trash.Bin{{Key: "maincourante", Label: "Main courante", Done: "La ligne de la main courante est rétablie.", List: r.trashed, Restore: r.Restore, Purge: r.purge}}
}

// Phone gives the number at which whoever asks is called on the day, "" for none.
func (r *Room) Phone(ctx context.Context, by account.By) (crew.Phone, error) {
	if err := visible(by); err != nil {
		return "", err
	}
	return r.kept.phones.Of(by.Changes, fmt.Sprint(by.ID), func() (crew.Phone, error) { return phoneOf(ctx, r.db, by.ID) })
}

// PhoneOf gives the number at which somebody who gave a link is called on the day, "" for none: whoever calls it holds that link.
func (r *Room) PhoneOf(ctx context.Context, person int64) (crew.Phone, error) {
	return phoneOf(ctx, r.db, person)
}

// SetPhone keeps the number at which whoever asks is called on the day; "" forgets it.
func (r *Room) SetPhone(ctx context.Context, by account.By, phone crew.Phone) error {
	if err := visible(by); err != nil {
		return err
	}
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error { return writePhone(ctx, tx, by, phone) })
}
