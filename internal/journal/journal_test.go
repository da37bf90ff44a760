package journal_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/field"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
)

var noon = time.Date(2025, 4, 7, 12, 0, 0, 0, time.UTC)

func write(t *testing.T, db *pgxpool.Pool, entries ...journal.Entry) {
	t.Helper()
	err := postgres.InTx(t.Context(), db, func(tx pgx.Tx) error {
		for _, e := range entries {
			if err := journal.Write(t.Context(), tx, e); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func somebody(t *testing.T, db *pgxpool.Pool, name string) int64 {
	t.Helper()
	id, err := postgres.Scalar[int64](t.Context(), db, `INSERT INTO people (email, name, role, password_hash)
		VALUES (@name || '@musee.fr', @name, 'team', '') RETURNING id`, pgx.NamedArgs{"name": name})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// TestEveryVerbOfEveryKindIsASentence walks the whole vocabulary: nothing is left unsaid or half said.
func TestEveryVerbOfEveryKindIsASentence(t *testing.T) {
	t.Parallel()
	for _, verb := range journal.Verbs() {
		for _, kind := range journal.Kinds() {
			e := journal.Entry{Person: "Amina", Verb: verb, Subject: journal.Subject{Kind: kind, ID: 1, Name: "Nom"}}
			for _, of := range []journal.Subject{{}, e.Subject} {
				s := e.Sentence(of)
				if !strings.HasPrefix(s, "Amina a ") || strings.Contains(s, "%") || strings.Contains(s, "  ") || strings.HasSuffix(s, " ") {
					t.Errorf("%s of %s: %q", verb, kind, s)
				}
			}
		}
	}
}

func TestSentencesNameWhatThePageIsNotAbout(t *testing.T) {
	t.Parallel()
	project := journal.Subject{Kind: journal.Project, ID: 1, Name: "JEA 2025"}
	task := journal.Subject{Kind: journal.Task, ID: 2, Name: "Imprimer"}
	item := journal.Subject{Kind: journal.Item, ID: 3, Name: "Bon à tirer"}
	for _, c := range []struct {
		e    journal.Entry
		of   journal.Subject
		want string
	}{
		{journal.Entry{Person: "Amina", Verb: journal.Archived, Subject: project}, project, "Amina a archivé le projet"},
		{journal.Entry{Person: "Amina", Verb: journal.Archived, Subject: project}, journal.Subject{}, "Amina a archivé le projet «\u00a0JEA 2025\u00a0»"},
		{journal.Entry{Person: "Amina", Verb: journal.Prepared, Subject: project}, project, "Amina a commencé la préparation du projet"},
		{journal.Entry{Person: "Amina", Verb: journal.Ticked, Subject: item, Within: task}, project,
			"Amina a coché le point «\u00a0Bon à tirer\u00a0» de la tâche «\u00a0Imprimer\u00a0»"},
		{journal.Entry{Person: "Amina", Verb: journal.Ticked, Subject: item, Within: task}, task, "Amina a coché le point «\u00a0Bon à tirer\u00a0»"},
		{journal.Entry{Verb: "said", Said: "a déplacé la date visée"}, project, "Parvis a déplacé la date visée"},
	} {
		if got := c.e.Sentence(c.of); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestAnEntryIsReadAsItWasWritten(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	amina := somebody(t, db, "Amina")
	task := journal.Subject{Kind: journal.Task, ID: 7, Name: "Imprimer"}
	want := journal.Entry{At: noon, PersonID: amina, Person: "Amina", Verb: journal.Edited,
		Subject: journal.Subject{Kind: journal.Item, ID: 9, Name: "Bon à tirer"}, Within: task,
		Changes: []field.Change{{Name: "point", Label: "Point", Before: "BAT", After: "Bon à tirer"}}}
	e := want
	e.Projects = []int64{1, 2}
	write(t, db, e, journal.Entry{At: noon, Verb: journal.Created, Subject: journal.Subject{Kind: journal.Event, ID: 9, Name: "Autre"}})
	for what, read := range map[string]func() (journal.Page, error){
		"project 1": func() (journal.Page, error) {
			return journal.OfProject(t.Context(), db, journal.Sight{All: true}, 1, 1)
		},
		"project 2": func() (journal.Page, error) {
			return journal.OfProject(t.Context(), db, journal.Sight{All: true}, 2, 1)
		},
		"the item": func() (journal.Page, error) {
			return journal.Of(t.Context(), db, journal.Sight{All: true}, journal.Item, 9, 1)
		},
		"the task": func() (journal.Page, error) {
			return journal.Of(t.Context(), db, journal.Sight{All: true}, journal.Task, 7, 1)
		},
		"items": func() (journal.Page, error) { return journal.OfKinds(t.Context(), db, 1, journal.Item, journal.Space) },
	} {
		page, err := read()
		if err != nil || len(page.Entries) != 1 {
			t.Errorf("%s: %d entries, %v", what, len(page.Entries), err)
			continue
		}
		got := page.Entries[0]
		if got.Act == "" {
			t.Errorf("%s: no act", what)
		}
		got.ID, got.At, got.Act = 0, got.At.UTC(), ""
		if fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want) {
			t.Errorf("%s: %+v\nwant %+v", what, got, want)
		}
	}
	if page, err := journal.OfProject(t.Context(), db, journal.Sight{All: true}, 3, 1); err != nil || len(page.Entries) != 0 {
		t.Errorf("a project that nothing was done to: %v, %v", page, err)
	}
	if who, err := journal.LastBy(t.Context(), db, journal.Item, 9); who != "Amina" || err != nil {
		t.Errorf("last by %q, %v", who, err)
	}
	write(t, db, journal.Entry{At: noon.Add(time.Hour), Person: "Karim", Verb: journal.Ticked, Subject: want.Subject, Within: task})
	if who, err := journal.LastBy(t.Context(), db, journal.Item, 9); who != "Amina" || err != nil {
		t.Errorf("who ticks writes no text: last by %q, %v", who, err)
	}
	if who, err := journal.LastBy(t.Context(), db, journal.Item, 10); who != "" || err != nil {
		t.Errorf("nobody did anything: %q, %v", who, err)
	}
}

func TestAHistoryIsPagedNewestFirst(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	var entries []journal.Entry
	for i := range journal.PageSize + 5 {
		entries = append(entries, journal.Entry{At: noon.Add(time.Duration(i) * time.Minute), Verb: journal.Edited,
			Subject: journal.Subject{Kind: journal.Space, ID: 1, Name: fmt.Sprint(i)}})
	}
	write(t, db, entries...)
	first, err := journal.Of(t.Context(), db, journal.Sight{All: true}, journal.Space, 1, -3)
	if err != nil || first.Number != 1 || len(first.Entries) != journal.PageSize || !first.More || first.Entries[0].Subject.Name != "54" {
		t.Errorf("page %d, %d entries, more %v, %v", first.Number, len(first.Entries), first.More, err)
	}
	second, err := journal.Of(t.Context(), db, journal.Sight{All: true}, journal.Space, 1, 2)
	if err != nil || len(second.Entries) != 5 || second.More || second.Entries[4].Subject.Name != "0" {
		t.Errorf("second page: %d entries, %v", len(second.Entries), err)
	}
	if far, err := journal.Of(t.Context(), db, journal.Sight{All: true}, journal.Space, 1, 1<<30); err != nil || len(far.Entries) != 0 {
		t.Errorf("a page that does not exist: %v", err)
	}
}

// TestAnErasedNameIsNowhere looks for a name in everything that the journal stores.
func TestAnErasedNameIsNowhere(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	const name = `Léa Roux "Lou"`
	lea, karim := somebody(t, db, name), somebody(t, db, "Karim")
	write(t, db,
		journal.Entry{At: noon, PersonID: lea, Person: name, Verb: journal.Finished, Subject: journal.Subject{Kind: journal.Task, ID: 50, Name: "Imprimer"}},
		journal.Entry{At: noon, PersonID: karim, Person: "Karim", Verb: journal.Assigned, Subject: journal.Subject{Kind: journal.Task, ID: 51, Name: "Imprimer"},
			Changes: []field.Change{{Name: "responsable", Label: "Responsable", Before: "Karim", After: name, From: "2", To: "1"}}},
		journal.Entry{At: noon, PersonID: karim, Person: "Karim", Verb: journal.Edited, Subject: journal.Subject{Kind: journal.Person, ID: lea, Name: name},
			Changes: []field.Change{{Name: "email", Label: "Adresse", Before: "lea@musee.fr", After: "roux@musee.fr"}}},
		journal.Entry{At: noon, PersonID: karim, Person: "Karim", Verb: journal.Removed, Subject: journal.Subject{Kind: journal.Leave, ID: lea, Name: name}},
		// She was called otherwise once.
		journal.Entry{At: noon, PersonID: lea, Person: "Lou Martin", Verb: journal.Started, Subject: journal.Subject{Kind: journal.Task, ID: 50, Name: "Imprimer"}},
		journal.Entry{At: noon, PersonID: karim, Person: "Karim", Verb: journal.MemberAdded, Subject: journal.Subject{Kind: journal.Project, ID: 1, Name: "JEA"},
			Changes: []field.Change{{Name: "membre", Label: "Membre", After: "Lou Martin"}, {Name: "pilote", Label: "Pilote", After: "Line Dupont"}}},
		journal.Entry{At: noon, PersonID: karim, Person: "Karim", Verb: journal.Created, Subject: journal.Subject{Kind: journal.OwnWeek, ID: lea, Name: "Line Dupont"}},
	)
	if _, err := db.Exec(t.Context(), `INSERT INTO journal (at, verb, subject_kind, subject_id, said) VALUES (now(), 'said', 'project', 1, 'a ajouté `+name+` aux membres')`); err != nil {
		t.Fatal(err)
	}
	err := postgres.InTx(t.Context(), db, func(tx pgx.Tx) error { return journal.Erase(t.Context(), tx, lea, name) })
	if err != nil {
		t.Fatal(err)
	}
	stored, err := postgres.List[struct{ Line string }](t.Context(), db, `SELECT j::text AS line FROM journal j ORDER BY id`, nil)
	if err != nil || len(stored) != 8 {
		t.Fatalf("%d entries, %v", len(stored), err)
	}
	for _, s := range stored {
		for _, part := range []string{"Léa", "Lou", "Roux", "roux@", "lea@", "Martin", "Line"} {
			if strings.Contains(s.Line, part) {
				t.Errorf("%q is still in %s", part, s.Line)
			}
		}
	}
	page, err := journal.Of(t.Context(), db, journal.Sight{All: true}, journal.Task, 51, 1)
	if err != nil || len(page.Entries) != 1 || page.Entries[0].Person != "Karim" || page.Entries[0].Changes[0].After != journal.Nameless {
		t.Errorf("what others did stays: %+v, %v", page.Entries, err)
	}
}

func TestEntriesAreKeptTenYears(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	space := journal.Subject{Kind: journal.Space, ID: 1, Name: "Atelier"}
	write(t, db, journal.Entry{At: noon.AddDate(-10, 0, -1), Verb: journal.Created, Subject: space, Projects: []int64{4}},
		journal.Entry{At: noon.AddDate(-10, 0, 1), Verb: journal.Edited, Subject: space, Projects: []int64{4}})
	if err := journal.Purge(context.Background(), db, noon); err != nil {
		t.Fatal(err)
	}
	page, err := journal.OfProject(t.Context(), db, journal.Sight{All: true}, 4, 1)
	if err != nil || !slices.ContainsFunc(page.Entries, func(e journal.Entry) bool { return e.Verb == journal.Edited }) || len(page.Entries) != 1 {
		t.Errorf("left: %+v, %v", page.Entries, err)
	}
}
