// Package notice keeps what somebody has to know: that a text names her, that a task was given to her, that a
// confirmation is asked or given, that dates moved. There is one notice per person and subject, however often
// things happen to it: it says each thing once, with how many times.
//
// A notice is written in the transaction of its act (Tell, Queue), or not at all. Nobody is told of what she
// did herself, of what she may not read, nor of what she switched off; an account that is disabled is told
// nothing. What a notice is about is found again each time it is read: a thing that was thrown away takes its
// notices out of sight, and brings them back.
package notice

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/postgres"
)

// What is what happened.
type What string

// What can happen, as stored.
const (
	Named       What = "named"       // a text names her
	Given       What = "given"       // tasks were given to her
	Asked       What = "asked"       // a confirmation is asked of her
	Confirmed   What = "confirmed"   // a project was confirmed
	Unconfirmed What = "unconfirmed" // its confirmation was taken back
	Moved       What = "moved"       // the dates of a project or an event are others
	Retained    What = "retained"    // an activity that she thought of was retained
	PutAside    What = "put_aside"   // or put aside
	SlotGiven   What = "slot_given"  // a slot is hers
	SlotMoved   What = "slot_moved"  // it is at another time, or elsewhere, than she was told
	SlotOff     What = "slot_off"    // it is not hers any more, or not held
	Dropped     What = "dropped"     // a piece that she sees to was dropped by a link
	Declined    What = "declined"    // somebody whom she gave a slot answered no
	DayMessage  What = "day_message" // a message to everybody on duty that day
)

// Kind is what can be switched off.
type Kind string

// The kinds, as stored and as forms send them.
const (
	Mentions    Kind = "mentions"
	Tasks       Kind = "taches"
	Requests    Kind = "demandes"
	Validations Kind = "confirmations"
	Dates       Kind = "dates"
	Slots       Kind = "seances"
)

// What is written by mail, as stored and as forms send it: it is switched off as kinds are.
const (
	ByMail Kind = "courriel" // what she did not look at
	Week   Kind = "semaine"  // her week, on Mondays
)

// Letters lists what is written by mail, in the order of the settings.
var Letters = []Kind{ByMail, Week}

// Kinds lists the kinds of what is told, in the order of the settings.
var Kinds = []Kind{Mentions, Tasks, Slots, Dates, Validations, Requests}

var kinds = map[What]Kind{Named: Mentions, Given: Tasks, Asked: Requests, Confirmed: Validations, Unconfirmed: Validations, Moved: Dates, Retained: Validations, PutAside: Validations,
	SlotGiven: Slots, SlotMoved: Slots, SlotOff: Slots, Declined: Slots, Dropped: Tasks, DayMessage: Slots}

// Kind is what it is switched off with.
func (w What) Kind() Kind { return kinds[w] }

// Line is one thing that happened to a subject.
type Line struct {
	What    What
	Times   int    // since its reader last looked
	By      string // who did it last; "": nobody in particular
	FirstAt time.Time
	LastAt  time.Time
	ReadAt  *time.Time
}

// Notice is what a person has to know about one subject.
type Notice struct {
	About   journal.Subject
	Project string // the project that it is in; "" for what is in none, or is one
	Lines   []Line // last first
}

// Last is when something last happened to the subject.
func (n Notice) Last() time.Time { return n.Lines[0].LastAt }

// Sheet is a person's notices, last first.
type Sheet struct {
	Unread []Notice
	Read   []Notice
	More   bool   // there are older ones than are shown
	Off    []Kind // what she switched off
}

// most is how many things a sheet tells at once.
const (
	most     = 200
	mostRead = 20 // of the subjects that she looked at
)

// Room is the notices of everybody: every operation is one of its methods.
type Room struct {
	db      *pgxpool.Pool
	topics  Topics
	waiting *postgres.Kept[waiting] // what the header of every page tells, by who reads it
}

// waiting is how much somebody was told and did not look at, and what is read beside it.
type waiting struct {
	unread int
	beside bool
}

// mostKept is a service at work.
const mostKept = 500

// New opens the notices kept in a database, about the kinds of things that other rooms own.
func New(db *pgxpool.Pool, topics ...Topic) *Room {
	return &Room{db: db, topics: topics, waiting: postgres.Keep[waiting](mostKept)}
}

// Unread counts the subjects of which a person was told something that she did not look at; MostCounted stands
// for it and any more. One query, with what else is asked.
func (r *Room) Unread(ctx context.Context, by account.By, also ...account.Also) (int, error) {
	return countUnread(ctx, r.db, r.topics, by.ID, also)
}

// Stamp reads what changes with what a person was told and did not look at, in the query that reads her: see Waiting.
func Stamp(person int64, into *string) account.Also {
	return func(b *pgx.Batch) { queueStamp(b, into, person) }
}

// Waiting is Unread with what is read beside it, as they are kept under a stamp of hers and a name of what is beside: both change with nothing that is not counted,
// but for what she is told.
func (r *Room) Waiting(ctx context.Context, by account.By, stamp, name string, beside func(*bool) []account.Also) (unread int, is bool, err error) {
	w, err := r.waiting.Of(by.Changes, fmt.Sprint(by.ID, " ", stamp, " ", name), func() (w waiting, err error) {
		w.unread, err = r.Unread(ctx, by, beside(&w.beside)...)
		return w, err
	})
	return w.unread, w.beside, err
}

// Mentions adds to a batch the reading of the texts that name somebody and that she did not look at, the oldest first.
func (r *Room) Mentions(list *[]Notice, by account.By) account.Also {
	return func(b *pgx.Batch) { queueMentions(b, list, r.topics.For(by), by.ID) }
}

// MostCounted is where Unread stops counting.
const MostCounted = 100

// Sheet gives a person's own notices. One batch.
func (r *Room) Sheet(ctx context.Context, by account.By) (Sheet, error) {
	rows, off, err := readSheet(ctx, r.db, r.topics.For(by), by.ID)
	if err != nil {
		return Sheet{}, err
	}
	s := Sheet{Off: off, More: len(rows) > most}
	rows = rows[:min(len(rows), most)]
	waiting := slices.IndexFunc(rows, func(s storedLine) bool { return s.ReadAt != nil })
	if waiting < 0 {
		waiting = len(rows)
	}
	s.Unread = gather(rows[:waiting], nil)
	s.Read = gather(rows[waiting:], s.Unread)
	s.Read = s.Read[:min(len(s.Read), mostRead)]
	return s, nil
}

// gather makes one notice of what is told of one subject, in the order of the first line of each. What is said of
// a subject elsewhere is not said again.
func gather(rows []storedLine, elsewhere []Notice) []Notice {
	var list []Notice
	about := func(s storedLine) func(Notice) bool {
		return func(n Notice) bool { return n.About.Kind == s.SubjectKind && n.About.ID == s.SubjectID }
	}
	for _, row := range rows {
		if slices.ContainsFunc(elsewhere, about(row)) {
			continue
		}
		i := slices.IndexFunc(list, about(row))
		if i < 0 {
			i = len(list)
			list = append(list, Notice{About: journal.Subject{Kind: row.SubjectKind, ID: row.SubjectID, Name: row.Name}, Project: row.Project})
		}
		list[i].Lines = append(list[i].Lines, row.Line)
	}
	return list
}

// See notes that a person looked at a subject: its notices are read.
func (r *Room) See(ctx context.Context, by account.By, kind journal.Kind, id int64) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error { return markRead(ctx, tx, by, kind, id) })
}

// ReadAll notes that a person looked at everything that she was told until this moment.
func (r *Room) ReadAll(ctx context.Context, by account.By) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error { return markRead(ctx, tx, by, "", 0) })
}

// Choose keeps, among some kinds, which of them a person wants to be told.
func (r *Room) Choose(ctx context.Context, by account.By, among, wanted []Kind) error {
	for _, k := range slices.Concat(among, wanted) {
		if !slices.Contains(Kinds, k) && !slices.Contains(Letters, k) {
			return fault.New(fault.Invalid, "Veuillez choisir parmi les avis de la liste.", nil)
		}
	}
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error { return setOff(ctx, tx, by.ID, among, wanted) })
}

// How long a notice is kept once it was read, and while nobody does.
const (
	keptRead   = 30 // days
	keptUnread = 365
)

// Purge removes the notices that are kept no longer, and those of what is gone for good.
func (r *Room) Purge(ctx context.Context, now time.Time) error {
	return purge(ctx, r.db, r.topics, now.AddDate(0, 0, -keptRead), now.AddDate(0, 0, -keptUnread))
}
