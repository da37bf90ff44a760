package thread_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/account/accounttest"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/notice"
	"parvis/internal/postgres"
	"parvis/internal/thread"
)

var now = time.Date(2025, 4, 7, 11, 0, 0, 0, postgres.Paris)

type rules = map[access.Role]access.Rule

var (
	everybody = &access.Action{Name: "read", Who: "Toute personne", May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.Always}}
	staff     = &access.Action{Name: "read", Who: "L’équipe", May: rules{access.Head: access.Always, access.Team: access.Always}}
)

// Everybody reads tasks, of which 8 is closed and 9 in the trash; interns read no events.
var topics = []notice.Topic{{Kind: journal.Task, MayRead: everybody, SQL: things}, {Kind: journal.Event, MayRead: staff, SQL: things}}

const things = `SELECT id::bigint AS id, 'Louer' AS name, 4::bigint AS project_id, 'Fouilles' AS project, id <> 9 AS living, id <> 8 AS open FROM generate_series(1, 9) AS id`

// house is a database with the people of a service: Claire Fontaine, the head, Inès Marchand and Paul Renaud of the team, Zoé
// Petit, an intern.
type house struct {
	*thread.Room
	notices *notice.Room
	accounttest.Service
}

func open(t *testing.T) house {
	t.Helper()
	s := accounttest.Open(t)
	return house{Room: thread.New(s.DB, topics...), notices: notice.New(s.DB, topics...), Service: s}
}

func (h house) write(by account.Person, text string) thread.Written {
	h.T.Helper()
	w, err := h.Write(h.T.Context(), by.At(now), journal.Task, 1, "", text)
	h.Must(err)
	return w
}

// told is how many times somebody was told that she is named, in all.
func (h house) told(p account.Person) int {
	h.T.Helper()
	return accounttest.Scalar[int](h.Service, `SELECT COALESCE(sum(times), 0)::int FROM notices WHERE person_id = @p AND what = 'named'`, pgx.NamedArgs{"p": p.ID})
}

func (h house) wantTold(times int, people ...account.Person) {
	h.T.Helper()
	for _, p := range people {
		if got := h.told(p); got != times {
			h.T.Errorf("%s was told %d times, want %d", p.Name, got, times)
		}
	}
}

func (h house) texts(by account.Person) string {
	h.T.Helper()
	found, err := h.Thread(h.T.Context(), by.At(now), journal.Task, 1, 1)
	h.Must(err)
	var said []string
	for _, t := range found.Texts {
		said = append(said, t.Author+": "+t.Typed())
	}
	return strings.Join(said, "\n")
}

func TestAThreadReadsFromTheOldestText(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(h.Head, "Un\u200b\r\n\r\ndeux  ")
	h.write(h.Intern, "@Claire, oui")
	if got, want := h.texts(h.Team), "Claire Fontaine: Un\n\ndeux\nZoé Petit: @Claire Fontaine, oui"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	for range thread.PageSize {
		h.write(h.Team, "Encore")
	}
	first, err := h.Thread(t.Context(), h.Team.At(now), journal.Task, 1, 1)
	h.Must(err)
	second, err := h.Thread(t.Context(), h.Team.At(now), journal.Task, 1, 2)
	if h.Must(err); len(first.Texts) != thread.PageSize || first.Total != thread.PageSize+2 || first.Pages() != 2 || len(second.Texts) != 2 || second.Texts[0].Typed() != "Un\n\ndeux" {
		t.Errorf("pages of %d and %d of %d", len(first.Texts), len(second.Texts), first.Total)
	}
}

func TestWhoIsNamedIsTold(t *testing.T) {
	t.Parallel()
	h := open(t)
	w := h.write(h.Team, "@Zoé @Paul @Zoé Petit @Inès @Nadia")
	h.wantTold(1, h.Intern, h.Other)
	h.wantTold(0, h.Team, h.Head) // the author names herself
	if !slices.Equal(w.Named, []string{"Paul Renaud", "Zoé Petit"}) && !slices.Equal(w.Named, []string{"Zoé Petit", "Paul Renaud"}) || !slices.Equal(w.Unknown, []string{"@Nadia"}) {
		t.Errorf("%+v", w)
	}
}

// An edit tells only those whom the text never named before, whatever it said meanwhile; who was not named any more before she
// looked was never told.
func TestAnEditNeverMentionsTwice(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.write(h.Team, "@Zoé vient").ID
	for version, text := range []string{"@Zoé viendra", "Personne", "@Zoé et @Paul", "@Paul et @Zoé Petit"} {
		w, err := h.Edit(t.Context(), h.Team.At(now.Add(time.Hour)), id, version+1, text)
		h.Must(err)
		if len(w.Named) != map[int]int{2: 2}[version] {
			t.Errorf("%q names %v", text, w.Named)
		}
	}
	h.wantTold(1, h.Intern, h.Other)
	h.Must(h.notices.See(t.Context(), h.Intern.At(now), journal.Task, 1))
	h.Must(h.Remove(t.Context(), h.Team.At(now), id))
	h.wantTold(0, h.Other) // what she was told of is not there
	h.wantTold(1, h.Intern)
	h.Must(h.Restore(t.Context(), h.Team.At(now), id))
	h.wantTold(1, h.Intern, h.Other)
	if n, err := h.notices.Unread(t.Context(), h.Intern.At(now)); err != nil || n != 0 {
		t.Errorf("who had looked is told %d times again, %v", n, err)
	}
	found, err := h.Thread(t.Context(), h.Head.At(now), journal.Task, 1, 1)
	if h.Must(err); found.Texts[0].EditedAt == nil || found.Texts[0].Typed() != "@Paul Renaud et @Zoé Petit" {
		t.Errorf("%+v", found.Texts[0])
	}
}

func TestNamesFollowThePeople(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.write(h.Team, "@Zoé vient").ID
	accounts := account.New(h.DB, account.Options{})
	_, err := accounts.Edit(t.Context(), h.Head.At(now), h.Intern.ID, account.Identity{Name: "Zoé Grand", Email: h.Intern.Email, Role: access.Intern}, 1)
	h.Must(err)
	if got := h.texts(h.Head); got != "Inès Marchand: @Zoé Grand vient" {
		t.Errorf("%q", got)
	}
	// Once disabled, she keeps her place in the texts that name her, and is told nothing of others.
	h.Must(accounts.Disable(t.Context(), h.Head.At(now), h.Intern.ID))
	_, err = h.Edit(t.Context(), h.Team.At(now), id, 1, "@Zoé Grand est venue")
	h.Must(err)
	if got := h.texts(h.Head); got != "Inès Marchand: @Zoé Grand est venue" {
		t.Errorf("%q", got)
	}
	if w := h.write(h.Team, "@Zoé"); !slices.Equal(w.Unknown, []string{"@Zoé"}) {
		t.Errorf("a disabled person is named: %+v", w)
	}
	h.wantTold(1, h.Intern)
}

func TestNobodyIsToldOfWhatSheMayNotRead(t *testing.T) {
	t.Parallel()
	h := open(t)
	w, err := h.Write(t.Context(), h.Team.At(now), journal.Event, 1, "", "@Zoé @Paul")
	if h.Must(err); !slices.Equal(w.Named, []string{"Paul Renaud"}) || !slices.Equal(w.Unknown, []string{"@Zoé"}) {
		t.Errorf("%+v", w)
	}
	h.wantTold(0, h.Intern)
	for what, try := range map[string]func(account.By) error{
		"read":    func(by account.By) error { _, err := h.Thread(t.Context(), by, journal.Event, 1, 1); return err },
		"written": func(by account.By) error { _, err := h.Write(t.Context(), by, journal.Event, 1, "", "Oui"); return err },
		"found":   func(by account.By) error { _, err := h.Where(t.Context(), by, w.ID); return err },
		"edited":  func(by account.By) error { _, err := h.Edit(t.Context(), by, w.ID, 1, "Non"); return err },
		"removed": func(by account.By) error { return h.Remove(t.Context(), by, w.ID) },
		"of no such thing": func(account.By) error {
			_, err := h.Thread(t.Context(), h.Head.At(now), journal.Task, 77, 1)
			return err
		},
		"of what is in the trash": func(account.By) error {
			_, err := h.Write(t.Context(), h.Head.At(now), journal.Task, 9, "", "Oui")
			return err
		},
		"of no such kind": func(account.By) error {
			_, err := h.Thread(t.Context(), h.Head.At(now), journal.Space, 1, 1)
			return err
		},
	} {
		if err := try(h.Intern.At(now)); !fault.Is(err, fault.NotFound) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestWhoMayEditRemoveAndPutBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	for _, c := range []struct {
		author, by   account.Person
		edit, remove bool
	}{
		{h.Intern, h.Intern, true, true}, {h.Intern, h.Team, false, false}, {h.Intern, h.Head, false, true},
		{h.Team, h.Team, true, true}, {h.Team, h.Other, false, false}, {h.Team, h.Intern, false, false}, {h.Team, h.Head, false, true},
		{h.Head, h.Head, true, true}, {h.Head, h.Team, false, false}, {h.Head, h.Intern, false, false},
	} {
		id := h.write(c.author, "Oui").ID
		by := c.by.At(now)
		found, err := h.Thread(t.Context(), by, journal.Task, 1, 1)
		h.Must(err)
		may := found.Texts[len(found.Texts)-1].May
		_, edited := h.Edit(t.Context(), by, id, 1, "Non")
		removed := h.Remove(t.Context(), by, id)
		if may.Edit != c.edit || may.Remove != c.remove || (edited == nil) != c.edit || (removed == nil) != c.remove ||
			edited != nil && !fault.Is(edited, fault.Forbidden) || removed != nil && !fault.Is(removed, fault.Forbidden) {
			t.Errorf("%s of %s: %+v, %v, %v", c.by.Role, c.author.Role, may, edited, removed)
		}
		if !c.remove {
			continue
		}
		// Who removed it puts it back, and the head; an author does not put back what the head removed.
		for _, p := range []account.Person{h.Head, h.Team, h.Other, h.Intern} {
			if p.ID == c.by.ID || p.ID == h.Head.ID {
				continue
			}
			if err := h.Restore(t.Context(), p.At(now), id); !fault.Is(err, fault.NotFound) {
				t.Errorf("%s puts back what %s removed: %v", p.Name, c.by.Name, err)
			}
		}
		if err := h.Restore(t.Context(), by, id); err != nil {
			t.Errorf("%s puts back her own removal: %v", c.by.Name, err)
		}
	}
}

func TestWhatIsRemovedWaitsThirtyDays(t *testing.T) {
	t.Parallel()
	h := open(t)
	id, bin := h.write(h.Team, "Une erreur de @Zoé").ID, h.Bins()[0]
	h.Must(h.Remove(t.Context(), h.Team.At(now), id))
	if got := h.texts(h.Head); got != "" {
		t.Errorf("%q still stands", got)
	}
	for p, want := range map[*account.Person]int{&h.Head: 1, &h.Team: 1, &h.Other: 0, &h.Intern: 0} {
		items, err := bin.List(t.Context(), p.At(now))
		if h.Must(err); len(items) != want || want > 0 && (items[0].Name != "Inès Marchand\u00a0: Une erreur de @Zoé Petit" || items[0].ProjectID != 4) {
			t.Errorf("%s sees %+v", p.Name, items)
		}
	}
	if err := h.Restore(t.Context(), h.Team.At(now.AddDate(0, 0, 31)), id); !fault.Is(err, fault.NotFound) {
		t.Errorf("put back too late: %v", err)
	}
	h.Must(bin.Purge(t.Context(), now.AddDate(0, 0, -1)))
	h.Must(bin.Restore(t.Context(), h.Team.At(now), id))
	h.Must(h.Remove(t.Context(), h.Team.At(now), id))
	h.write(h.Team, "Reste")
	_, err := h.DB.Exec(t.Context(), `UPDATE thread_texts SET subject_id = 77 WHERE id <> $1 AND body <> 'Reste'`, id)
	h.Must(err)
	h.Must(bin.Purge(t.Context(), now.Add(time.Hour)))
	if n := accounttest.Scalar[int](h.Service, `SELECT count(*) FROM thread_texts`, nil); n != 1 {
		t.Errorf("%d texts are left", n)
	}
}

func TestAClosedThingIsReadOnly(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.write(h.Team, "Avant").ID
	_, err := h.DB.Exec(t.Context(), `UPDATE thread_texts SET subject_id = 8`)
	h.Must(err)
	found, err := h.Thread(t.Context(), h.Team.At(now), journal.Task, 8, 1)
	if h.Must(err); found.MayWrite || !found.Closed || found.Texts[0].May.Edit {
		t.Errorf("%+v", found)
	}
	_, written := h.Write(t.Context(), h.Head.At(now), journal.Task, 8, "", "Après")
	_, edited := h.Edit(t.Context(), h.Team.At(now), id, 1, "Après")
	for _, err := range []error{written, edited} {
		if !fault.Is(err, fault.Forbidden) {
			t.Errorf("%v", err)
		}
	}
}

func TestWhatIsTypedIsChecked(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Person("Zoé Blanc", access.Team)
	for text, ok := range map[string]bool{"": false, " \u200b ": false, strings.Repeat("é", thread.MaxText): true, strings.Repeat("é", thread.MaxText+1): false, "\xff": false, "@Zoé": false, "@Zoé Blanc": true} {
		_, err := h.Write(t.Context(), h.Team.At(now), journal.Task, 1, "", text)
		if problems, invalid := fault.ProblemsOf(err); (err == nil) != ok || !ok && (!invalid || problems.For(thread.FieldText) == "") {
			t.Errorf("%.20q: %v", text, err)
		}
	}
	h.wantTold(0, h.Intern)
}

func TestTwoEditsShowBothTexts(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.write(h.Team, "Un").ID
	_, err := h.Edit(t.Context(), h.Team.At(now), id, 1, "Deux @Zoé")
	h.Must(err)
	_, err = h.Edit(t.Context(), h.Team.At(now), id, 1, "Trois @Paul")
	met := h.Met(err)
	if got := accounttest.Said(met.Texts); !slices.Equal(got, []string{"Message: Deux @Zoé Petit → Trois @Paul"}) || met.By != "Inès Marchand" || met.Version != 2 {
		t.Errorf("%q by %s at %d", got, met.By, met.Version)
	}
	h.wantTold(0, h.Other)
}

func TestASubmissionWritesOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	const key = "a-fresh-submission-key"
	first, err := h.Write(t.Context(), h.Team.At(now), journal.Task, 1, key, "@Zoé")
	h.Must(err)
	again, err := h.Write(t.Context(), h.Team.At(now), journal.Task, 1, key, "@Zoé")
	if h.Must(err); again.ID != first.ID || len(again.Named) != 0 {
		t.Errorf("%+v, then %+v", first, again)
	}
	h.wantTold(1, h.Intern)
}

// refusing is a guard that lets nothing be committed: the act fails once all is done in it.
type refusing struct{}

func (refusing) Allow(context.Context, pgx.Tx) error { return errors.New("refused") }

func TestANoticeIsWrittenWithItsTextOrNotAtAll(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.write(h.Team, "Un").ID
	ctx := postgres.Guarded(t.Context(), refusing{})
	_, written := h.Write(ctx, h.Team.At(now), journal.Task, 1, "", "@Zoé")
	_, edited := h.Edit(ctx, h.Team.At(now), id, 1, "@Zoé")
	if written == nil || edited == nil || h.texts(h.Head) != "Inès Marchand: Un" {
		t.Errorf("%v, %v, %q", written, edited, h.texts(h.Head))
	}
	h.wantTold(0, h.Intern)
	_, err := h.Edit(t.Context(), h.Team.At(now), id, 1, "@Zoé")
	h.Must(err)
	h.wantTold(1, h.Intern)
}

// The history says who did what, not what was written: it is kept when a text is gone.
func TestTheHistoryDoesNotSayWhatWasWritten(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.write(h.Intern, "Un secret de @Paul").ID
	_, err := h.Edit(t.Context(), h.Intern.At(now), id, 1, "Un autre secret")
	h.Must(err)
	h.Must(h.Remove(t.Context(), h.Head.At(now), id))
	h.Must(h.Restore(t.Context(), h.Head.At(now), id))
	page, err := journal.OfProject(t.Context(), h.DB, journal.Sight{All: true}, 4, 1)
	h.Must(err)
	var said []string
	for _, e := range page.Entries {
		said = append(said, e.Sentence(journal.Subject{})+fmt.Sprint(e.Changes))
	}
	want := []string{"Claire Fontaine a rétabli", "Claire Fontaine a retiré", "Zoé Petit a modifié", "Zoé Petit a écrit"}
	if len(said) != len(want) {
		t.Fatalf("%q", said)
	}
	for i, s := range said {
		if s != want[i]+" un message dans le fil de la tâche «\u00a0Louer\u00a0»[]" {
			t.Errorf("%q", s)
		}
	}
}

func TestQueriesDoNotGrowWithTexts(t *testing.T) {
	t.Parallel()
	h := open(t)
	var before int64
	for n := range 3 {
		for range 5 {
			h.write(h.Team, "@Zoé @Paul @Claire")
		}
		ctx, count := postgres.CountQueries(t.Context())
		_, err := h.Thread(ctx, h.Intern.At(now), journal.Task, 1, 1)
		h.Must(err)
		if n > 0 && count.Load() != before {
			t.Errorf("%d queries, then %d", before, count.Load())
		}
		before = count.Load()
	}
}
