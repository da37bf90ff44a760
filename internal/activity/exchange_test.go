package activity_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parvis/internal/account"
	"parvis/internal/activity"
	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/table"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/imports"
	"parvis/internal/partner"
	"parvis/internal/postgres"
	"parvis/internal/undo"
)

func (h house) bring(room *imports.Room, by account.By, name string, data []byte) (imports.Preview, error) {
	h.t.Helper()
	id, err := room.Bring(h.t.Context(), by, "activites", h.project, name, data, "fichier", "")
	if err != nil {
		return imports.Preview{}, err
	}
	return room.Look(h.t.Context(), by, id)
}

// run does it, and gives the act.
func (h house) run(room *imports.Room, p imports.Preview) string {
	h.t.Helper()
	over, err := room.Run(postgres.Acting(h.t.Context()), h.team, p.ID, p.Seen)
	h.must(err)
	<-over
	done, err := room.Look(h.t.Context(), h.team, p.ID)
	h.must(err)
	if done.State != imports.Done {
		h.t.Fatalf("%+v", done)
	}
	h.must(room.Forget(h.t.Context(), h.team, p.ID))
	return done.Act
}

func (h house) drafts() []activity.Draft {
	h.t.Helper()
	list, _, err := h.List(h.t.Context(), h.team, activity.Filter{})
	h.must(err)
	drafts := make([]activity.Draft, len(list))
	for i, a := range list {
		drafts[i] = a.Draft
	}
	return drafts
}

// TestWhatIsExportedIsImportedAgain sends files of any activities into an empty project, then again.
func TestWhatIsExportedIsImportedAgain(t *testing.T) {
	t.Parallel()
	h := open(t)
	room := imports.New(h.db, h.Import())
	organisations := []partner.Ref{h.organisation("Archives"), h.organisation("Médiathèque ; section jeunesse")}
	text := rapid.StringOfN(rapid.SampledFrom([]rune("aé Z9\"'=+-’\n«»œ|")), 0, 20, -1)
	rapid.Check(t, func(rt *rapid.T) {
		_, err := h.db.Exec(t.Context(), `DELETE FROM activities`)
		h.must(err)
		drafts := rapid.SliceOfNDistinct(rapid.Custom(func(rt *rapid.T) activity.Draft {
			d := activity.Draft{Kind: rapid.SampledFrom(activity.Kinds).Draw(rt, "kind"), Title: "A" + text.Draw(rt, "title"), Summary: text.Draw(rt, "summary"), Text: text.Draw(rt, "text"),
				Audiences: text.Draw(rt, "audiences"), AgeFrom: rapid.IntRange(0, 12).Draw(rt, "from"), AgeTo: rapid.IntRange(12, 99).Draw(rt, "to"), Duration: rapid.IntRange(0, 600).Draw(rt, "duration"),
				Languages: text.Draw(rt, "languages"), Booking: rapid.SampledFrom(append(activity.Bookings, "")).Draw(rt, "booking"), BookingText: text.Draw(rt, "book"), GroupMost: rapid.IntRange(0, 90).Draw(rt, "most"),
				PerStaff: rapid.IntRange(0, 30).Draw(rt, "staff"), Speakers: text.Draw(rt, "speakers"), Materials: text.Draw(rt, "materials"), Credits: text.Draw(rt, "credits"), Notes: text.Draw(rt, "notes"),
				Organisations: organisations[:rapid.IntRange(0, 2).Draw(rt, "organisations")], State: rapid.SampledFrom(activity.States).Draw(rt, "state"), Free: rapid.Bool().Draw(rt, "free")}
			for i := range d.Access {
				d.Access[i] = rapid.SampledFrom([]activity.Answer{"", activity.Accessible, activity.NotAccessible}).Draw(rt, "access")
				d.Offers[i] = rapid.Bool().Draw(rt, "offer")
			}
			if !d.Free {
				d.Price = int64(rapid.IntRange(0, 5000).Draw(rt, "price"))
			}
			return d.In(d.State, "Trop cher").Tidy()
		}), 1, 6, func(d activity.Draft) string { return french.Fold(d.Title) }).Draw(rt, "drafts")
		var out bytes.Buffer
		format := rapid.SampledFrom(table.Formats).Draw(rt, "format")
		h.must(activity.Table.Write(&out, format, drafts))
		before, err := h.bring(room, h.team, "activites."+string(format), out.Bytes())
		h.must(err)
		if before.Report.Count(intake.Created) != len(drafts) || len(before.Report.Notes) != 0 {
			rt.Fatalf("%+v\n%q", before.Report, out.Bytes())
		}
		if len(h.drafts()) != 0 {
			rt.Fatal("the preview wrote")
		}
		h.run(room, before)
		order := func(a, b activity.Draft) int { return strings.Compare(french.Fold(a.Title), french.Fold(b.Title)) }
		got := h.drafts()
		slices.SortFunc(got, order)
		slices.SortFunc(drafts, order)
		if !slices.EqualFunc(got, drafts, same) {
			rt.Fatalf("%+v\nwant %+v", got, drafts)
		}
		again, err := h.bring(room, h.team, "activites."+string(format), out.Bytes())
		h.must(err)
		h.must(room.Forget(t.Context(), h.team, again.ID))
		if again.Report.Count(intake.Same) != len(drafts) || again.Report.Ready() {
			rt.Fatalf("%+v", again.Report)
		}
	})
}

func TestAnImportSaysWhatItWouldChangeAndIsTakenBackAsOne(t *testing.T) {
	t.Parallel()
	h := open(t)
	room := imports.New(h.db, h.Import())
	d := whole()
	d.Organisations = []partner.Ref{h.organisation("Archives")}
	id := h.make(h.intern, d)
	data := []byte("Titre;Durée;Couleur;Structures;État;Prix\nFOUILLE POUR TOUS;2 h;bleu;;proposée;\nVisite;longtemps;;;;\nVeillée;;;Nulle part;;\nveillée;;;;;\nBalade;45;;Archives;;gratuit\n")
	found, err := h.bring(room, h.team, "a.csv", data)
	h.must(err)
	for number, want := range map[int]intake.Outcome{2: intake.Changed, 3: intake.Waits, 4: intake.Waits, 5: intake.Waits, 6: intake.Created} {
		if row := found.Report.Row(number); row == nil || row.Outcome != want {
			t.Errorf("row %d: %+v, want %s", number, row, want)
		}
	}
	if said := strings.Join(found.Report.Notes, " "); !strings.Contains(said, "Couleur") {
		t.Errorf("the unknown heading is not said: %s", said)
	}
	h.must(room.Decide(t.Context(), h.team, found.ID, found.Version, intake.Choices{Out: []int{3, 4, 5}}))
	found, err = room.Look(t.Context(), h.team, found.ID)
	h.must(err)
	act := h.run(room, found)
	if got := h.sheet(h.head, id); got.Duration != 120 || got.State != activity.Proposed || got.Notes != d.Notes || len(got.Organisations) != 1 {
		t.Errorf("%+v", got)
	}
	list := h.drafts()
	if len(list) != 2 || !list[0].Free || list[0].Duration != 45 || list[0].State != activity.Idea || activity.Names(list[0].Organisations) != "Archives" {
		t.Errorf("%+v", list)
	}
	back := undo.New(h.db, activity.Undoable{})
	if _, err := back.Undo(t.Context(), h.team, act); err != nil {
		t.Fatal(err)
	}
	if got := h.drafts(); len(got) != 1 || !same(got[0], d) {
		t.Errorf("taken back: %+v", got)
	}
}

func TestWhoImportsActivities(t *testing.T) {
	t.Parallel()
	h := open(t)
	room := imports.New(h.db, h.Import())
	for who, want := range map[*account.By]fault.Kind{&h.intern: fault.Forbidden, &h.stranger: fault.Forbidden} {
		if _, err := h.bring(room, *who, "a.csv", []byte("Titre\nVisite\n")); !fault.Is(err, want) {
			t.Errorf("%s: %v", who.Name, err)
		}
	}
	h.project = 999
	if _, err := h.bring(room, h.team, "a.csv", []byte("Titre\nVisite\n")); !fault.Is(err, fault.NotFound) {
		t.Errorf("into nothing: %v", err)
	}
}

func TestTakingUpCopiesAndRemembers(t *testing.T) {
	t.Parallel()
	h := open(t)
	next := h.newProject("JEA 2026")
	d := whole()
	d.Organisations = []partner.Ref{h.organisation("Archives")}
	id := h.make(h.team, d)
	h.must(h.set(h.team, id, activity.Announced))
	if _, err := h.TakeUp(t.Context(), h.intern, "", id, next); !fault.Is(err, fault.Forbidden) {
		t.Errorf("an intern takes up for a project that is not hers: %v", err)
	}
	for _, where := range []int64{0, h.project, 999} {
		if problems, ok := fault.ProblemsOf(func() error { _, err := h.TakeUp(t.Context(), h.team, "", id, where); return err }()); !ok || problems.For("projet") == "" {
			t.Errorf("for %d: %v", where, problems)
		}
	}
	copied, err := h.TakeUp(postgres.Acting(t.Context()), h.team, "", id, next)
	h.must(err)
	got := h.sheet(h.head, copied)
	want := d
	want.Notes = ""
	if !same(got.Draft, want) || got.Project.ID != next || got.From == nil || got.From.ID != id || len(got.Changed()) != 0 {
		t.Errorf("%+v", got)
	}
	if source := h.sheet(h.head, id); len(source.Taken) != 1 || source.Taken[0].ID != copied || source.Taken[0].Project != "JEA 2026" || source.State != activity.Announced {
		t.Errorf("%+v", source.Taken)
	}
	edited := got.Draft
	edited.Title, edited.Duration = "Fouille 2026", 60
	h.must(h.Edit(t.Context(), h.team, copied, 1, edited))
	var changed []string
	for _, c := range h.sheet(h.head, copied).Changed() {
		changed = append(changed, c.Label+"\u00a0: "+c.Before+" → "+c.After)
	}
	if text := strings.Join(changed, "\n"); text != "Titre\u00a0: Fouille pour tous → Fouille 2026\nDurée\u00a0: 1\u00a0h\u00a030 → 1\u00a0h" {
		t.Error(text)
	}
	other, err := h.TakeUp(postgres.Acting(t.Context()), h.team, "", id, next)
	h.must(err)
	page, err := h.History(t.Context(), h.head, other, 1)
	h.must(err)
	if _, err := h.back.Undo(t.Context(), h.team, page.Entries[0].Act); err != nil {
		t.Fatal(err)
	}
	if left := h.sheet(h.head, id); len(left.Taken) != 1 {
		t.Errorf("taken back: %+v", left.Taken)
	}
	again, err := h.TakeUp(t.Context(), h.team, "", id, next)
	h.must(err)
	h.must(h.Delete(t.Context(), h.head, id))
	if got := h.sheet(h.head, again); got.From != nil || got.TakenFrom != id || got.Changed() != nil {
		t.Errorf("its source is in the trash: %+v", got)
	}
	h.must(h.Bins()[0].Purge(t.Context(), now.AddDate(0, 0, 1)))
	if got := h.sheet(h.head, again); got.TakenFrom != 0 {
		t.Errorf("its source is gone: %+v", got)
	}
}
