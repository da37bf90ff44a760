package space_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"pgregory.net/rapid"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/table"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/imports"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/space"
	"parvis/internal/trash"
)

var now = time.Date(2025, 4, 7, 11, 0, 0, 0, postgres.Paris)

// house is a database with the people of a service.
type house struct {
	*space.Room
	t                  *testing.T
	db                 *pgxpool.Pool
	head, team, intern account.By
}

func open(t *testing.T) house {
	t.Helper()
	h := house{t: t, db: pgtest.New(t)}
	h.Room = space.New(h.db)
	h.head, h.team, h.intern = h.person("Claire Fontaine", access.Head), h.person("Samir Benali", access.Team), h.person("Zoé Petit", access.Intern)
	return h
}

func (h house) person(name string, role access.Role) account.By {
	h.t.Helper()
	id, err := postgres.Scalar[int64](h.t.Context(), h.db, `INSERT INTO people (email, name, role, password_hash) VALUES (@name || '@parvis.test', @name, @role, 'x') RETURNING id`,
		pgx.NamedArgs{"name": name, "role": string(role)})
	h.must(err)
	return account.Person{ID: id, Name: name, Role: role, Version: 1}.At(now)
}

func (h house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h house) make(d space.Draft) int64 {
	h.t.Helper()
	id, err := h.Create(h.t.Context(), h.team, "", d)
	h.must(err)
	return id
}

func (h house) find(id int64) space.Sheet {
	h.t.Helper()
	s, err := h.Space(h.t.Context(), h.head, id)
	h.must(err)
	return s
}

func (h house) drafts() []space.Draft {
	h.t.Helper()
	list, err := h.List(h.t.Context(), h.intern, space.Filter{})
	h.must(err)
	var drafts []space.Draft
	for _, s := range list {
		drafts = append(drafts, s.Draft)
	}
	return drafts
}

// history tells a space's entries, newest first, and under each its changes.
func (h house) history(id int64) string {
	h.t.Helper()
	page, err := h.History(h.t.Context(), h.intern, id, 1)
	h.must(err)
	var lines []string
	for _, e := range page.Entries {
		line := e.Sentence(journal.Subject{Kind: journal.Space, ID: id})
		for _, c := range e.Changes {
			line += " | " + c.Label + ": " + c.Before + " → " + c.After
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

var whole = space.Draft{Name: "Salle « haute »", Floor: "2e étage", Surface: 120.5, Seated: 80, Standing: 100, Access: space.AccessHelped, SetUp: 90, Notes: "Une ligne\nune autre", Active: true}

func TestASpaceIsCreatedEditedAndRemembered(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.make(whole)
	if got := h.find(id); got.Draft != whole || got.Version != 1 || !got.UpdatedAt.Equal(now) || !got.May.Edit || got.May.Restore {
		t.Errorf("%+v", got)
	}
	by, err := postgres.Scalar[int64](t.Context(), h.db, `SELECT created_by FROM spaces`, nil)
	if h.must(err); by != h.team.ID {
		t.Errorf("created by %d", by)
	}
	edited := whole
	edited.Name, edited.Surface, edited.Active = "Salle basse", 0, false
	h.must(h.Edit(t.Context(), h.head, id, 1, edited))
	h.must(h.Edit(t.Context(), h.head, id, 2, edited)) // nothing differs
	if got := h.find(id); got.Draft != edited || got.Version != 2 {
		t.Errorf("%+v", got)
	}
	want := "Claire Fontaine a modifié l’espace | Nom: Salle « haute » → Salle basse | Surface (m²): 120,5 →  | En service: oui → non\nSamir Benali a créé l’espace"
	if got := h.history(id); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

func TestAnEditThatMeetsAnotherWritesNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.make(whole)
	hers, his := whole, whole
	hers.Floor, his.Floor = "Sous-sol", "Toit"
	h.must(h.Edit(t.Context(), h.head, id, 1, hers))
	met, ok := fault.StaleOf(h.Edit(t.Context(), h.team, id, 1, his))
	if !ok || met.By != "Claire Fontaine" || met.Version != 2 || !slices.ContainsFunc(met.Texts, journalSays("Sous-sol", "Toit")) {
		t.Errorf("%+v", met)
	}
	if got := h.find(id).Draft; got != hers {
		t.Errorf("%+v", got)
	}
}

// journalSays tells whether a field went from one text to another.
func journalSays(before, after string) func(field.Change) bool {
	return func(c field.Change) bool { return c.Before == before && c.After == after }
}

func folded(d space.Draft) string { return french.Fold(d.Name) }

func TestNamesAreUniqueAmongTheLiving(t *testing.T) {
	t.Parallel()
	h := open(t)
	id, other := h.make(space.Draft{Name: "Écurie"}), h.make(space.Draft{Name: "Cour"})
	refused := func(what string, err error) {
		t.Helper()
		if problems, ok := fault.ProblemsOf(err); !ok || problems.For("nom") == "" {
			t.Errorf("%s: %v", what, err)
		}
	}
	_, err := h.Create(t.Context(), h.team, "", space.Draft{Name: "  ECURIE"})
	refused("created", err)
	refused("renamed", h.Edit(t.Context(), h.team, other, 1, space.Draft{Name: "écurie"}))
	h.must(h.Delete(t.Context(), h.head, id))
	again := h.make(space.Draft{Name: "Ecurie"})
	if err := h.Restore(t.Context(), h.head, id); !fault.Is(err, fault.Conflict) || !strings.Contains(fault.SentenceOf(err), "Écurie") {
		t.Errorf("restored beside its namesake: %v", err)
	}
	h.must(h.Delete(t.Context(), h.head, again))
	h.must(h.Restore(t.Context(), h.head, id))
}

func TestASpaceGoesToTheTrashAndComesBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	id, bin := h.make(whole), h.Bins()[0]
	h.must(h.Delete(t.Context(), h.head, id))
	if _, err := h.Space(t.Context(), h.intern, id); !fault.Is(err, fault.NotFound) || len(h.drafts()) != 0 {
		t.Errorf("the intern still finds it: %v", err)
	}
	if got := h.find(id); got.DeletedAt == nil || got.May.Edit || !got.May.Restore {
		t.Errorf("%+v", got)
	}
	for who, want := range map[*account.By]int{&h.head: 1, &h.team: 0, &h.intern: 0} {
		items, err := bin.List(t.Context(), *who)
		if h.must(err); len(items) != want || want > 0 && items[0].Name != whole.Name {
			t.Errorf("%s sees %+v", who.Role, items)
		}
	}
	if err := h.Delete(t.Context(), h.team, h.make(space.Draft{Name: "Cour"})); !fault.Is(err, fault.Forbidden) {
		t.Errorf("the team deletes: %v", err)
	}
	late := h.head
	late.At = now.AddDate(0, 0, trash.Days+1)
	for what, err := range map[string]error{"edited": h.Edit(t.Context(), h.team, id, 1, whole), "deleted again": h.Delete(t.Context(), h.head, id),
		"restored by the intern": bin.Restore(t.Context(), h.intern, id), "restored by the team": bin.Restore(t.Context(), h.team, id), "restored too late": bin.Restore(t.Context(), late, id)} {
		if !fault.Is(err, fault.NotFound) {
			t.Errorf("%s: %v", what, err)
		}
	}
	h.must(bin.Restore(t.Context(), h.head, id))
	if got := h.find(id); got.DeletedAt != nil || got.Draft != whole {
		t.Errorf("%+v", got)
	}
	if got, want := h.history(id), "Claire Fontaine a rétabli l’espace\nClaire Fontaine a mis à la corbeille l’espace\nSamir Benali a créé l’espace"; got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

func TestInternsReadAndChangeNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.make(whole)
	if got, err := h.Space(t.Context(), h.intern, id); err != nil || got.May != (space.Rights{}) {
		t.Errorf("%+v, %v", got, err)
	}
	_, create := h.Create(t.Context(), h.intern, "", space.Draft{Name: "Hall"})
	_, brought := imports.New(h.db, h.Import()).Bring(t.Context(), h.intern, "espaces", 0, "e.csv", []byte("Nom\nHall\n"), "fichier", "")
	for what, err := range map[string]error{"create": create, "edit": h.Edit(t.Context(), h.intern, id, 1, whole), "delete": h.Delete(t.Context(), h.intern, id),
		"import": brought} {
		if !fault.Is(err, fault.Forbidden) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := h.List(t.Context(), account.Person{Role: "visitor"}.At(now), space.Filter{}); !fault.Is(err, fault.NotFound) {
		t.Errorf("a stranger lists: %v", err)
	}
}

func TestQueriesDoNotGrowWithRows(t *testing.T) {
	t.Parallel()
	h := open(t)
	for range 3 {
		for range 4 {
			d := whole
			d.Name = rapid.StringMatching(`[a-z]{20}`).Example()
			h.make(d)
		}
		ctx, count := postgres.CountQueries(t.Context())
		if _, err := h.List(ctx, h.intern, space.Filter{Text: "a"}); err != nil || count.Load() != 1 {
			t.Fatalf("%d queries, %v", count.Load(), err)
		}
	}
}

func written(t testing.TB, f table.Format, drafts []space.Draft) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := space.Table.Write(&out, f, drafts); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// bring keeps a file and says what it would do.
func (h house) bring(room *imports.Room, data []byte) imports.Preview {
	h.t.Helper()
	id, err := room.Bring(h.t.Context(), h.team, "espaces", 0, "espaces.csv", data, "fichier", "")
	h.must(err)
	p, err := room.Look(h.t.Context(), h.team, id)
	h.must(err)
	return p
}

// run does it, and throws the file away.
func (h house) run(room *imports.Room, p imports.Preview) error {
	h.t.Helper()
	over, err := room.Run(h.t.Context(), h.team, p.ID, p.Seen)
	if err != nil {
		return err
	}
	<-over
	done, err := room.Look(h.t.Context(), h.team, p.ID)
	h.must(err)
	if done.State != imports.Done {
		h.t.Fatalf("%+v", done)
	}
	h.must(room.Forget(h.t.Context(), h.team, p.ID))
	return nil
}

// TestWhatIsExportedIsImportedAgain sends files of any spaces into an empty house, then again.
func TestWhatIsExportedIsImportedAgain(t *testing.T) {
	t.Parallel()
	h := open(t)
	room := imports.New(h.db, h.Import())
	text := rapid.StringOfN(rapid.SampledFrom([]rune("aé Z9;\"'=+-’\n«»œ|,")), 0, 30, -1)
	rapid.Check(t, func(rt *rapid.T) {
		_, err := h.db.Exec(t.Context(), `DELETE FROM spaces`)
		h.must(err)
		drafts := rapid.SliceOfNDistinct(rapid.Custom(func(rt *rapid.T) space.Draft {
			return space.Draft{Name: "S" + text.Draw(rt, "name"), Floor: text.Draw(rt, "floor"), Surface: float64(rapid.IntRange(0, 10_000_000).Draw(rt, "surface")) / 100,
				Seated: rapid.IntRange(0, space.MaxCapacity).Draw(rt, "seated"), Standing: rapid.IntRange(0, 500).Draw(rt, "standing"), Access: rapid.SampledFrom(space.Accesses).Draw(rt, "access"),
				SetUp: rapid.IntRange(0, space.MaxSetUp).Draw(rt, "set-up"), Notes: text.Draw(rt, "notes"), Active: rapid.Bool().Draw(rt, "active")}.Tidy()
		}), 1, 8, folded).Draw(rt, "drafts")
		data := written(t, rapid.SampledFrom(table.Formats).Draw(rt, "format"), drafts)
		before := h.bring(room, data)
		if before.Report.Count(intake.Created) != len(drafts) || before.Report.Count(intake.Skipped) != 1 || len(before.Report.Rows) != len(drafts)+1 || len(before.Report.Notes) != 0 {
			rt.Fatalf("%+v\n%q", before.Report, data)
		}
		if after := h.drafts(); len(after) != 0 {
			rt.Fatalf("the preview wrote %+v", after)
		}
		h.must(h.run(room, before))
		byName := func(a, b space.Draft) int { return strings.Compare(a.Name, b.Name) }
		got := h.drafts()
		slices.SortFunc(got, byName)
		slices.SortFunc(drafts, byName)
		if !slices.Equal(got, drafts) {
			rt.Fatalf("%+v\nwant %+v", got, drafts)
		}
		again := h.bring(room, data)
		h.must(room.Forget(t.Context(), h.team, again.ID))
		if again.Report.Count(intake.Same) != len(drafts) || again.Report.Ready() {
			rt.Fatalf("%+v", again.Report)
		}
	})
}

func TestAnImportSaysWhatItWouldChange(t *testing.T) {
	t.Parallel()
	h := open(t)
	room := imports.New(h.db, h.Import())
	id, _ := h.make(whole), h.make(space.Draft{Name: "Cour", Active: true})
	data := []byte("Nom;Places assises;Couleur;Notes\nSALLE « HAUTE »;90;bleu;\nCour;;;\nHall;douze;;\nPorche;;;\nporche;;;\nJardin;60;;Ouvert\n")
	found := h.bring(room, data)
	want := map[int]intake.Outcome{1: intake.Skipped, 2: intake.Changed, 3: intake.Same, 4: intake.Waits, 5: intake.Created, 6: intake.Waits, 7: intake.Created}
	for number, outcome := range want {
		if row := found.Report.Row(number); row == nil || row.Outcome != outcome {
			t.Errorf("row %d: %+v, want %s", number, row, outcome)
		}
	}
	var changes []string
	for _, c := range found.Report.Row(2).Changes {
		changes = append(changes, c.Label)
	}
	if got := strings.Join(changes, ", "); got != "Nom, Capacité assise" {
		t.Errorf("an empty cell, or a column that is not there, changed something: %s", got)
	}
	if said := strings.Join(found.Report.Notes, " "); !strings.Contains(said, "Couleur") {
		t.Errorf("the unknown heading is not said: %s", said)
	}
	h.must(room.Decide(t.Context(), h.team, found.ID, found.Version, intake.Choices{Cells: map[string]string{intake.At(4, 2): "12"}, Out: []int{6}}))
	answered, err := room.Look(t.Context(), h.team, found.ID)
	h.must(err)
	// Somebody changes the hall meanwhile: nothing is overwritten.
	meanwhile := whole
	meanwhile.Floor = "Toit"
	h.must(h.Edit(t.Context(), h.head, id, 1, meanwhile))
	if err := h.run(room, answered); !fault.Is(err, fault.Conflict) || len(h.drafts()) != 2 {
		t.Fatalf("%v, %+v", err, h.drafts())
	}
	answered, err = room.Look(t.Context(), h.team, found.ID)
	h.must(err)
	if err := h.run(room, answered); err != nil || len(h.drafts()) != 5 {
		t.Fatalf("%v, %+v", err, h.drafts())
	}
	if got := h.history(id); !strings.HasPrefix(got, "Samir Benali a modifié l’espace | Nom: Salle « haute » → SALLE « HAUTE » | Capacité assise: 80 → 90\n") {
		t.Error(got)
	}
}

func TestAnImportIsBounded(t *testing.T) {
	t.Parallel()
	h := open(t)
	var many strings.Builder
	many.WriteString("Nom\n")
	for i := range space.MaxImported + 1 {
		fmt.Fprintf(&many, "Hall %d\n", i)
	}
	found := h.bring(imports.New(h.db, h.Import()), []byte(many.String()))
	if row := found.Report.Row(space.MaxImported + 2); found.Report.Count(intake.Waits) != 1 || row.Outcome != intake.Waits || !strings.Contains(row.Remarks[0].Text, "500") {
		t.Errorf("%+v", row)
	}
}
