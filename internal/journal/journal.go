// Package journal keeps who did what to which thing, and when, with the fields before and after: the
// history that people read, and what an act can be taken back from.
//
// An act writes one entry, in its own transaction, from the row it locked. Names are kept as text
// beside ids, so that an entry still says what it was about once the thing is gone; Erase takes a
// person's name out again.
package journal

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/postgres"
)

// Subject is what an act was done to.
type Subject struct {
	Kind Kind
	ID   int64
	Name string // as it was called then
}

// Entry is one act.
type Entry struct {
	ID       int64
	At       time.Time
	PersonID int64  // 0: nobody in particular
	Person   string // as she was called then; "": nobody in particular
	Verb     Verb
	Subject  Subject
	Within   Subject        // what holds the subject, for instance the task of an item; zero: nothing
	Projects []int64        // whose history tells it; only written, an entry that was read has none
	Changes  []field.Change // what differs, field by field
	Undoes   string         // the act that it takes back; only written
	Said     string         // a whole sentence without its subject, for entries of before there were verbs
	Act      string         // what it was done by, with whatever else; "" for entries of before there were acts. Only read: a transaction has one
}

// PageSize is how many entries a page of a history holds.
const PageSize = 50

// maxPage bounds what a hand-written page number can ask for.
const maxPage = 100_000

// Sight is what a reader sees of a history: with All, also what is kept from some (Keep).
type Sight struct{ All bool }

// Recent is an entry with a live project that tells it.
type Recent struct {
	Entry
	ProjectID int64
	Project   string // its short name, or its title
}

// Page is a page of a history, newest entry first.
type Page struct {
	Entries []Entry
	Number  int // from 1
	More    bool
}

// OfProject gives a page, from 1, of what was done to a project and to what is in it.
func OfProject(ctx context.Context, q postgres.Querier, sight Sight, project int64, page int) (Page, error) {
	return list(ctx, q, `JOIN journal_projects p ON p.entry_id = j.id WHERE p.project_id = @project`+seen,
		pgx.NamedArgs{"project": project, "all": sight.All}, page)
}

// Of gives a page, from 1, of what was done to one thing and to what it holds.
func Of(ctx context.Context, q postgres.Querier, sight Sight, kind Kind, id int64, page int) (Page, error) {
	return list(ctx, q, ofSubject+seen, pgx.NamedArgs{"kind": string(kind), "id": id, "all": sight.All}, page)
}

// OfAny is Of for several things of one kind, as one history.
func OfAny(ctx context.Context, q postgres.Querier, sight Sight, kind Kind, ids []int64, page int) (Page, error) {
	return list(ctx, q, ofSubjects+seen, pgx.NamedArgs{"kind": string(kind), "ids": ids, "all": sight.All}, page)
}

// OfKinds gives a page, from 1, of what was done to anything of these kinds.
func OfKinds(ctx context.Context, q postgres.Querier, page int, kinds ...Kind) (Page, error) {
	return list(ctx, q, `WHERE j.subject_kind = ANY(@kinds)`, pgx.NamedArgs{"kinds": kinds}, page)
}

// Met is the failure of an edit that met another: both texts, and who saved meanwhile. what opens its
// sentence: « Cet événement ».
func Met(ctx context.Context, tx pgx.Tx, what string, on Subject, version int, texts []field.Change) error {
	who, err := LastBy(ctx, tx, on.Kind, on.ID)
	if err != nil {
		return err
	}
	return fault.Met(what, fault.Stale{Name: on.Name, By: who, Version: version, Texts: texts})
}
