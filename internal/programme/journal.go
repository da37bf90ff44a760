package programme

import (
	"context"
	"fmt"
	"strings"
	"time"

	"parvis/internal/account"
	"parvis/internal/workcal"
)

// Entry is a line of a project's journal.
type Entry struct {
	ID         int64
	PersonID   int64  // 0: nobody in particular
	PersonName string // "": nobody in particular
	What       string // a French sentence without its subject
	At         time.Time
}

// JournalPage is a page of a journal, newest line first.
type JournalPage struct {
	Entries []Entry
	Page    int // from 1
	More    bool
}

// JournalSize is how many lines a page of the journal holds.
const JournalSize = 50

// maxPage bounds what a hand-written page number can ask for.
const maxPage = 100_000

// Journal gives a page (from 1) of a project's journal, newest line first.
func (r *Room) Journal(ctx context.Context, by account.By, id int64, page int) (JournalPage, error) {
	if _, err := r.Project(ctx, by, id); err != nil {
		return JournalPage{}, err
	}
	page = max(1, min(page, maxPage))
	entries, err := listJournal(ctx, r.db, id, (page-1)*JournalSize, JournalSize+1)
	if err != nil {
		return JournalPage{}, fmt.Errorf("read the journal: %w", err)
	}
	more := len(entries) > JournalSize
	return JournalPage{Entries: entries[:min(len(entries), JournalSize)], Page: page, More: more}, nil
}

// changedFields names, for the journal, what differs between two drafts.
func changedFields(before, after ProjectDraft) string {
	var names []string
	note := func(changed bool, name string) {
		if changed {
			names = append(names, name)
		}
	}
	note(before.Kind != after.Kind, "type")
	note(before.Title != after.Title, "titre")
	note(before.PilotID != after.PilotID, "pilote")
	note(before.Objectives != after.Objectives, "objectifs")
	note(before.Audiences != after.Audiences, "publics")
	note(before.SafetyMargin != after.SafetyMargin, "marge de sécurité")
	return strings.Join(names, ", ")
}

// moved says in the journal's words that target days changed.
func moved(what string, oldFirst, oldLast, first, last workcal.Date) string {
	return fmt.Sprintf("a déplacé %s : %s au lieu de %s", what, workcal.FrenchRange(first, last), workcal.FrenchRange(oldFirst, oldLast))
}
