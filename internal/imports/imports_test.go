package imports_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/exchange/intake"
	"parvis/internal/fault"
	"parvis/internal/imports"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/programme"
	"parvis/internal/rooms"
	"parvis/internal/space"
	"parvis/internal/workcal"
)

var now = time.Date(2025, 4, 7, 9, 30, 0, 0, postgres.Paris)

// house is a service that imports.
type house struct {
	rooms.Rooms
	t                  *testing.T
	db                 *pgxpool.Pool
	head, team, intern account.By
}

func open(t *testing.T) house {
	t.Helper()
	db := pgtest.New(t)
	h := house{t: t, db: db, Rooms: rooms.ForTests(db)}
	for by, i := range map[*account.By]account.Identity{&h.head: {Name: "Claire Vasseur", Email: "c@musee.test", Role: access.Head},
		&h.team: {Name: "Samir Benali", Email: "s@musee.test", Role: access.Team}, &h.intern: {Name: "Inès Carpentier", Email: "i@musee.test", Role: access.Intern}} {
		p, err := h.Accounts.Seed(t.Context(), i, "un mot de passe long")
		h.must(err)
		*by = p.At(now)
	}
	return h
}

func (h house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h house) bring(by account.By, kind, data string) int64 {
	h.t.Helper()
	return h.bringInto(by, kind, 0, data)
}

func (h house) bringInto(by account.By, kind string, subject int64, data string) int64 {
	h.t.Helper()
	id, err := h.Imports.Bring(h.t.Context(), by, kind, subject, "tableau.csv", []byte(data), "fichier", "")
	h.must(err)
	return id
}

func (h house) look(by account.By, id int64) imports.Preview {
	h.t.Helper()
	p, err := h.Imports.Look(h.t.Context(), by, id)
	h.must(err)
	return p
}

// run does an import as it is, to its end.
func (h house) run(by account.By, id int64) imports.Preview {
	h.t.Helper()
	over, err := h.Imports.Run(account.Gesture(h.t.Context()), by, id, h.look(by, id).Seen)
	h.must(err)
	<-over
	return h.look(by, id)
}

func (h house) spaces() []space.Space {
	h.t.Helper()
	list, err := h.Spaces.List(h.t.Context(), h.head, space.Filter{})
	h.must(err)
	return list
}

func (h house) count(sql string) int {
	h.t.Helper()
	n, err := postgres.Scalar[int](h.t.Context(), h.db, sql, nil)
	h.must(err)
	return n
}

const halls = "Nom;Capacité assise\nHall;40\nCour;60\n"

// TestAnImportIsLookedAtDoneAndTakenBackAsOne follows a file from its coming to its undoing, and once more.
func TestAnImportIsLookedAtDoneAndTakenBackAsOne(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.bring(h.team, "espaces", halls)
	p := h.look(h.team, id)
	if p.Report.Count(intake.Created) != 2 || !p.Report.Ready() || p.State != imports.Open || len(h.spaces()) != 0 {
		t.Fatalf("%+v", p)
	}
	p = h.run(h.team, id)
	if p.State != imports.Done || p.Created != 2 || p.Act == "" || p.Undone || len(h.spaces()) != 2 {
		t.Fatalf("%+v", p)
	}
	if _, err := h.Imports.Run(t.Context(), h.team, id, "1."); !fault.Is(err, fault.Conflict) {
		t.Errorf("done twice: %v", err)
	}
	if err := h.Imports.Reopen(t.Context(), h.team, id); !fault.Is(err, fault.Conflict) {
		t.Errorf("opened again while it stands: %v", err)
	}
	out, err := h.Undo.Undo(account.Gesture(t.Context()), h.team, p.Act)
	h.must(err)
	if out.Rows != 2 || len(h.spaces()) != 0 || out.Said != "Samir Benali a importé un tableau, et 2 autres choses du même geste" && !strings.HasPrefix(out.Said, "Samir Benali a importé un tableau") {
		t.Errorf("%+v", out)
	}
	if p = h.look(h.team, id); !p.Undone {
		t.Errorf("%+v", p)
	}
	h.must(h.Imports.Reopen(t.Context(), h.team, id))
	if p = h.run(h.team, id); p.State != imports.Done || len(h.spaces()) != 2 {
		t.Errorf("once more: %+v, %+v", p, h.spaces())
	}
}

// TestWhatChangedSinceItWasSeenIsNotImported: a space that somebody makes meanwhile, before the run and in its very beginning.
func TestWhatChangedSinceItWasSeenIsNotImported(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.bring(h.team, "espaces", halls)
	seen := h.look(h.team, id).Seen
	_, err := h.Spaces.Create(t.Context(), h.head, "", space.Draft{Name: "Hall", Active: true})
	h.must(err)
	if _, err := h.Imports.Run(t.Context(), h.team, id, seen); !fault.Is(err, fault.Conflict) || len(h.spaces()) != 1 {
		t.Fatalf("%v, %+v", err, h.spaces())
	}
	p := h.look(h.team, id)
	if p.Report.Count(intake.Changed) != 1 || p.Report.Count(intake.Created) != 1 {
		t.Errorf("%+v", p.Report)
	}
	// Other answers are another import too.
	h.must(h.Imports.Decide(t.Context(), h.team, id, p.Version, intake.Choices{Out: []int{3}}))
	if _, err := h.Imports.Run(t.Context(), h.team, id, p.Seen); !fault.Is(err, fault.Conflict) {
		t.Errorf("run with other answers than were seen: %v", err)
	}
	if err := h.Imports.Decide(t.Context(), h.team, id, p.Version, intake.Choices{}); !fault.Is(err, fault.Conflict) {
		t.Errorf("answers over others: %v", err)
	}
}

// TestNothingIsImportedWhileALineWaits, and the person's answers let it go.
func TestNothingIsImportedWhileALineWaits(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.bring(h.team, "espaces", "Nom;Capacité assise\nHall;douze\nCour;60\nPorche;cent\n")
	p := h.look(h.team, id)
	if p.Report.Count(intake.Waits) != 2 || p.Report.Ready() {
		t.Fatalf("%+v", p.Report)
	}
	if _, err := h.Imports.Run(t.Context(), h.team, id, p.Seen); !fault.Is(err, fault.Conflict) || len(h.spaces()) != 0 {
		t.Fatalf("%v", err)
	}
	h.must(h.Imports.Decide(t.Context(), h.team, id, p.Version, intake.Choices{Cells: map[string]string{intake.At(2, 2): "12"}, Out: []int{4}}))
	if p = h.run(h.team, id); p.State != imports.Done || p.Created != 2 || p.Skipped != 2 || len(h.spaces()) != 2 {
		t.Errorf("%+v, %+v", p, h.spaces())
	}
}

// TestAFileIsItsBringersOwn: nobody else sees it, the head neither, and who may not import brings none.
func TestAFileIsItsBringersOwn(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	if _, err := h.Imports.Bring(ctx, h.intern, "espaces", 0, "e.csv", []byte(halls), "fichier", ""); !fault.Is(err, fault.Forbidden) {
		t.Errorf("the intern: %v", err)
	}
	if _, err := h.Imports.Bring(ctx, h.team, "fermetures", 0, "f.csv", []byte(halls), "fichier", ""); !fault.Is(err, fault.Forbidden) {
		t.Errorf("the team closes the service: %v", err)
	}
	if _, err := h.Imports.Bring(ctx, h.team, "prix", 0, "f.csv", []byte(halls), "fichier", ""); !fault.Is(err, fault.NotFound) {
		t.Errorf("a kind that is none: %v", err)
	}
	id := h.bring(h.team, "espaces", halls)
	seen := h.look(h.team, id).Seen
	for _, by := range []account.By{h.head, h.intern, account.Person{}.At(now)} {
		_, look := h.Imports.Look(ctx, by, id)
		_, run := h.Imports.Run(ctx, by, id, seen)
		for what, err := range map[string]error{"look": look, "run": run, "decide": h.Imports.Decide(ctx, by, id, 1, intake.Choices{}), "forget": h.Imports.Forget(ctx, by, id), "reopen": h.Imports.Reopen(ctx, by, id)} {
			if !fault.Is(err, fault.NotFound) {
				t.Errorf("%s by %q: %v", what, by.Name, err)
			}
		}
	}
	if list, err := h.Imports.Mine(ctx, h.head); err != nil || len(list) != 0 {
		t.Errorf("%+v, %v", list, err)
	}
	h.must(h.Imports.Forget(ctx, h.team, id))
	if _, err := h.Imports.Look(ctx, h.team, id); !fault.Is(err, fault.NotFound) {
		t.Errorf("thrown away, and there: %v", err)
	}
}

// TestOneOfTwoRunsDoesIt: two windows, or a window and another instance of the program.
func TestOneOfTwoRunsDoesIt(t *testing.T) {
	t.Parallel()
	h := open(t)
	other := rooms.ForTests(h.db)
	id := h.bring(h.team, "espaces", halls)
	seen := h.look(h.team, id).Seen
	var began [8]error
	var all sync.WaitGroup
	for i := range began {
		room := h.Imports
		if i%2 == 1 {
			room = other.Imports
		}
		all.Go(func() {
			over, err := room.Run(account.Gesture(t.Context()), h.team, id, seen)
			if began[i] = err; err == nil {
				<-over
			}
		})
	}
	all.Wait()
	n := 0
	for _, err := range began {
		if err == nil {
			n++
		} else if !fault.Is(err, fault.Conflict) {
			t.Error(err)
		}
	}
	if n != 1 || len(h.spaces()) != 2 {
		t.Errorf("%d runs, %+v", n, h.spaces())
	}
}

// slow is a kind that does half of its work and then waits.
type slow struct {
	imports.Kind
	half chan struct{}
	wait chan struct{}
}

func (s slow) Read(ctx context.Context, q postgres.Querier, by account.By, subject int64, data []byte, c intake.Choices) (imports.Read, error) {
	read, err := s.Kind.Read(ctx, q, by, subject, data, c)
	return slowRead{read, s}, err
}

type slowRead struct {
	imports.Read
	slow
}

func (s slowRead) Apply(ctx context.Context, tx pgx.Tx, by account.By, past func(int)) error {
	if err := s.Read.Apply(ctx, tx, by, past); err != nil {
		return err
	}
	close(s.half)
	<-s.wait
	_, err := tx.Exec(ctx, `SELECT 1`)
	return err
}

const relays = "Structure;Ville;Téléphone;Contact;Dernier contact;Observations\nLe Phare;Colombes;01 99 00 00 02;Ousmane Diop;12/03/2025;a rappelé\nLa Maison bleue;Nanterre;01 99 00 00 03;Anne Petit;14/03/2025;intéressée\n"

// ofService is what an import that is of no thing goes into.
func ofService(house) int64 { return 0 }

func (h house) newProject() int64 {
	h.t.Helper()
	id, err := h.Programme.Create(h.t.Context(), h.head, "", programme.ProjectDraft{Kind: programme.EventProgramme, Title: "JEA", PilotID: h.team.ID, First: workcal.Of(2025, 6, 13), Last: workcal.Of(2025, 6, 15)})
	h.must(err)
	return id
}

// TestARunThatStopsInTheMiddleLeavesNothing takes the connection of a run away once it wrote its rows, whatever it brings in; and finds one whose
// process is gone, which nobody can tell, by its silence.
func TestARunThatStopsInTheMiddleLeavesNothing(t *testing.T) {
	t.Parallel()
	for kind, of := range map[string]struct {
		file string
		kind func(house) imports.Kind
		into func(house) int64
		rows string // how many there are of what the file brings
		want int
	}{
		"espaces":   {halls, func(h house) imports.Kind { return h.Spaces.Import() }, ofService, `SELECT count(*)::int FROM spaces`, 2},
		"activites": {"Titre\nVisite\nConte\n", func(h house) imports.Kind { return h.Activities.Import() }, house.newProject, `SELECT count(*)::int FROM activities`, 2},
		"seances": {"Date;Activité;Horaire;Lieu\n13/06/2025;Visite;10h-11h;Hall\n;;11h-12h;Hall\n;Conte;14h-15h;\n", func(h house) imports.Kind { return h.Slots.Import() }, func(h house) int64 {
			_, err := h.Spaces.Create(h.t.Context(), h.head, "", space.Draft{Name: "Hall", Active: true})
			h.must(err)
			return h.newProject()
		}, `SELECT ((SELECT count(*) FROM slots) + (SELECT count(*) FROM activities) + (SELECT count(*) FROM reservations))::int`, 7},
		"structures": {relays, func(h house) imports.Kind { return h.Partners.Import() }, ofService,
			`SELECT ((SELECT count(*) FROM organisations) + (SELECT count(*) FROM organisation_index) + (SELECT count(*) FROM contacts) + (SELECT count(*) FROM posts) + (SELECT count(*) FROM interactions))::int`, 10},
	} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			h := open(t)
			s := slow{of.kind(h), make(chan struct{}), make(chan struct{})}
			room := imports.New(h.db, s)
			id := h.bringInto(h.team, kind, of.into(h), of.file)
			const entries = `SELECT count(*)::int FROM journal WHERE verb IN ('import', 'from_sheet', 'created')`
			before := h.count(entries)
			seen := h.look(h.team, id).Seen
			over, err := room.Run(account.Gesture(t.Context()), h.team, id, seen)
			h.must(err)
			<-s.half
			if p := h.look(h.team, id); !p.Running() || p.Report != nil {
				t.Errorf("%+v", p)
			}
			for what, err := range map[string]error{"forget": h.Imports.Forget(t.Context(), h.team, id), "decide": h.Imports.Decide(t.Context(), h.team, id, 1, intake.Choices{})} {
				if !fault.Is(err, fault.Conflict) {
					t.Errorf("%s while it runs: %v", what, err)
				}
			}
			if n := h.count(`WITH its AS MATERIALIZED (SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction')
				SELECT count(*)::int FROM its WHERE pg_terminate_backend(pid)`); n != 1 {
				t.Fatalf("%d transactions", n)
			}
			close(s.wait)
			<-over
			p := h.look(h.team, id)
			if p.State != imports.Open || p.Failure == "" || h.count(of.rows) != 0 || h.count(entries) != before {
				t.Fatalf("%+v, %d rows", p, h.count(of.rows))
			}
			// Its process was killed: it still passes for running, and says nothing more.
			_, err = h.db.Exec(t.Context(), `UPDATE imports SET state = 'running', attempt = 7, beat_at = now() - interval '1 hour', failure = ''`)
			h.must(err)
			if p = h.look(h.team, id); !p.Interrupted() || p.Report == nil {
				t.Fatalf("%+v", p)
			}
			if p = h.run(h.team, id); p.State != imports.Done || h.count(of.rows) != of.want {
				t.Errorf("%+v, %d rows", p, h.count(of.rows))
			}
		})
	}
}

// TestWhoWasDisabledMeanwhileImportsNothing: the run goes on without its page, not without its person.
func TestWhoWasDisabledMeanwhileImportsNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	s := slow{h.Spaces.Import(), make(chan struct{}), make(chan struct{})}
	room := imports.New(h.db, s)
	id := h.bring(h.team, "espaces", halls)
	ctx, leave := context.WithCancel(account.Acting(account.Gesture(t.Context()), h.team.Person))
	over, err := room.Run(ctx, h.team, id, h.look(h.team, id).Seen)
	h.must(err)
	<-s.half
	leave() // the page is closed
	h.must(h.Accounts.Disable(t.Context(), h.head, h.team.ID))
	close(s.wait)
	<-over
	if len(h.spaces()) != 0 {
		t.Errorf("%+v", h.spaces())
	}
}

// TestColumnsAreReadAsTheLastTime: what a person said of a table is proposed for the next one that has its headings, and for no other.
func TestColumnsAreReadAsTheLastTime(t *testing.T) {
	t.Parallel()
	h := open(t)
	odd := "Nom;Jauge;Truc\nHall;40;12\n"
	id := h.bring(h.team, "espaces", odd)
	p := h.look(h.team, id)
	if p.Remembered || p.Report.Columns[1].Role != intake.Aside {
		t.Fatalf("%+v", p.Report.Columns)
	}
	h.must(h.Imports.Decide(t.Context(), h.team, id, p.Version, intake.Choices{Columns: map[int]string{2: "assises"}}))
	if p = h.run(h.team, id); p.State != imports.Done || h.spaces()[0].Seated != 40 {
		t.Fatalf("%+v", p)
	}
	again := h.look(h.team, h.bring(h.team, "espaces", "Nom;Jauge;Truc\nCour;60;13\n"))
	if !again.Remembered || again.Report.Columns[1].Role != "assises" {
		t.Errorf("%+v", again.Report.Columns)
	}
	if other := h.look(h.team, h.bring(h.team, "espaces", "Nom;Truc;Jauge\nCour;60;13\n")); other.Remembered || other.Report.Columns[2].Role != intake.Aside {
		t.Errorf("%+v", other.Report.Columns)
	}
}

// TestFilesAreKeptAWeekAndBounded: they may hold names.
func TestFilesAreKeptAWeekAndBounded(t *testing.T) {
	t.Parallel()
	h := open(t)
	var last error
	for range 25 {
		if _, last = h.Imports.Bring(t.Context(), h.team, "espaces", 0, "e.csv", []byte(halls), "fichier", ""); last != nil {
			break
		}
	}
	if list, err := h.Imports.Mine(t.Context(), h.team); !fault.Is(last, fault.Invalid) || err != nil || len(list) != 20 {
		t.Errorf("%v, %d", last, len(list))
	}
	h.must(h.Imports.Purge(t.Context(), now.AddDate(0, 0, 7)))
	if n := h.count(`SELECT count(*)::int FROM imports`); n != 20 {
		t.Errorf("%d after a week", n)
	}
	h.must(h.Imports.Purge(t.Context(), now.AddDate(0, 0, 9)))
	if n := h.count(`SELECT count(*)::int FROM imports`); n != 0 {
		t.Errorf("%d are kept", n)
	}
	if _, err := h.Imports.Bring(t.Context(), h.team, "espaces", 0, "e.csv", []byte("\x89PNG\r\n\x1a\n"), "fichier", ""); !fault.Is(err, fault.Invalid) {
		t.Errorf("a picture: %v", err)
	}
}

// TestTwentyThousandRowsAreImportedAndTakenBack says how far it is meanwhile.
func TestTwentyThousandRowsAreImportedAndTakenBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	var b strings.Builder
	b.WriteString("Fermeture;Premier jour\n")
	day := time.Date(2001, 1, 1, 12, 0, 0, 0, time.UTC)
	for i := range 20_000 {
		fmt.Fprintf(&b, "Jour %d;%s\n", i+1, day.AddDate(0, 0, i).Format("02/01/2006"))
	}
	began := time.Now()
	id := h.bring(h.head, "fermetures", b.String())
	p := h.look(h.head, id)
	if p.Report.Count(intake.Created) != 20_000 {
		t.Fatalf("%d, %+v", p.Report.Count(intake.Created), p.Report.Rows[:3])
	}
	previewed := time.Since(began)
	ctx, leave := context.WithCancel(account.Gesture(t.Context()))
	over, err := h.Imports.Run(ctx, h.head, id, p.Seen)
	h.must(err)
	leave()
	far := 0
	for done := false; !done; {
		select {
		case <-over:
			done = true
		case <-time.After(50 * time.Millisecond):
			if p = h.look(h.head, id); p.Running() {
				far = max(far, p.RowsDone)
			}
		}
	}
	applied := time.Since(began) - previewed
	if p = h.look(h.head, id); p.State != imports.Done || p.Created != 20_000 || h.count(`SELECT count(*)::int FROM closures`) != 20_000 {
		t.Fatalf("%+v", p)
	}
	if n := h.count(`SELECT count(*)::int FROM journal`); n != 1 {
		t.Errorf("%d entries", n)
	}
	out, err := h.Undo.Undo(account.Gesture(t.Context()), h.head, p.Act)
	h.must(err)
	if out.Rows != 20_000 || h.count(`SELECT count(*)::int FROM closures`) != 0 {
		t.Errorf("%d rows went back", out.Rows)
	}
	t.Logf("seen in %v, done in %v (said to be at %d on the way), taken back in %v", previewed, applied, far, time.Since(began)-previewed-applied)
}
