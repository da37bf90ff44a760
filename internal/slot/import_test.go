package slot_test

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/text/encoding/charmap"
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
	"parvis/internal/slot"
	"parvis/internal/space"
)

// importing is a house that imports into a project of its own, without activities.
type importing struct {
	house
	room *imports.Room
}

func openImports(t *testing.T) importing {
	t.Helper()
	h := open(t)
	h.project = h.newProject("Journées de l’archéologie")
	for name, seated := range map[string]int{"Réserves": 0, "Salle 1": 0, "Salle 2": 0, "Hall": 0, "Parc": 0} {
		h.newSpace(name, seated)
	}
	h.must(space.New(h.db).Edit(t.Context(), h.team, h.hall, 1, space.Draft{Name: "Auditorium", Seated: 80, Active: true}))
	return importing{h, imports.New(h.db, h.Import())}
}

func (h importing) bring(data []byte) imports.Preview {
	h.t.Helper()
	id, err := h.room.Bring(h.t.Context(), h.team, "seances", h.project, "seances.csv", data, "fichier", "")
	h.must(err)
	return h.look(id)
}

func (h importing) look(id int64) imports.Preview {
	h.t.Helper()
	p, err := h.room.Look(h.t.Context(), h.team, id)
	h.must(err)
	if p.Unread != "" {
		h.t.Fatal(p.Unread)
	}
	return p
}

func (h importing) decide(p imports.Preview, c intake.Choices) imports.Preview {
	h.t.Helper()
	h.must(h.room.Decide(h.t.Context(), h.team, p.ID, p.Version, c))
	return h.look(p.ID)
}

// run does an import and gives it done.
func (h importing) run(p imports.Preview) imports.Preview {
	h.t.Helper()
	over, err := h.room.Run(account.Gesture(h.t.Context()), h.team, p.ID, p.Seen)
	h.must(err)
	h.must(<-over)
	return h.look(p.ID)
}

// slotsSaid are the slots of the project, a line each.
func (h importing) slotsSaid() string {
	h.t.Helper()
	var said []string
	for _, s := range h.programme().Slots {
		line := fmt.Sprintf("%s | %s | %s–%s | %s | %d | %s", s.Day, s.Activity.Title, s.Start().Format("02 15:04"), s.End().Format("02 15:04"), s.Place(), s.Capacity, s.Status.Label())
		if s.Notes != "" {
			line += " | " + strings.ReplaceAll(s.Notes, "\n", "/")
		}
		said = append(said, line)
	}
	return strings.Join(said, "\n")
}

// told writes what becomes of the rows.
func told(p imports.Preview) string {
	var b strings.Builder
	for _, row := range p.Report.Rows {
		fmt.Fprintf(&b, "%d %s %s\n", row.Number, row.Outcome, row.Title)
		for _, m := range row.Remarks {
			fmt.Fprintf(&b, "   %s: %s\n", m.Heading, m.Text)
		}
		for _, c := range row.Changes {
			fmt.Fprintf(&b, "   %s: %q -> %q\n", c.Label, c.Before, c.After)
		}
	}
	for _, a := range p.Report.Asks {
		fmt.Fprintf(&b, "? %s %s %v [%s] (%s)\n", a.Name, a.Label, a.Rows, a.Answer, a.Hint)
	}
	return french.PlainSpaces(b.String())
}

func sheetOf(t *testing.T) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/seances.csv")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestAProgrammeAsPeopleKeepItIsReadRowByRow, in Windows-1252 and in UTF-8 alike, and nothing is written before all is answered.
func TestAProgrammeAsPeopleKeepItIsReadRowByRow(t *testing.T) {
	t.Parallel()
	h := openImports(t)
	data := sheetOf(t)
	p := h.bring(data)
	text, err := charmap.Windows1252.NewDecoder().Bytes(data)
	h.must(err)
	other := h.bring(append([]byte("\ufeff"), text...))
	if told(other) != told(p) || p.Report.Encoding == other.Report.Encoding {
		t.Errorf("in UTF-8:\n%s\nin %s:\n%s", told(other), p.Report.Encoding, told(p))
	}
	type want struct {
		outcome intake.Outcome
		says    string // in its remarks; "" for none at all
	}
	for number, w := range map[int]want{1: {intake.Skipped, "sépare"}, 2: {intake.Skipped, "précède"}, 4: {intake.Skipped, "en-têtes"}, 20: {intake.Skipped, "total"},
		5: {intake.Created, ""}, 6: {intake.Created, ""}, 7: {intake.Created, ""}, 8: {intake.Created, ""}, 9: {intake.Created, ""}, 10: {intake.Created, ""}, 11: {intake.Created, ""}, 13: {intake.Created, ""},
		12: {intake.Created, "2025 est retenue"}, 14: {intake.Waits, "la même séance que la ligne 13"}, 15: {intake.Waits, "vient avant le début"}, 16: {intake.Waits, "n’existe pas"},
		17: {intake.Waits, "n’est pas un nombre de personnes"}, 18: {intake.Created, "en dehors de l’événement"}, 19: {intake.Created, "annulée"}} {
		row := p.Report.Row(number)
		if row == nil || row.Outcome != w.outcome {
			t.Errorf("row %d: %+v, want %s", number, row, w.outcome)
			continue
		}
		var said []string
		for _, m := range row.Remarks {
			said = append(said, m.Text)
		}
		if all := strings.Join(said, " "); w.says == "" && all != "" || !strings.Contains(all, w.says) {
			t.Errorf("row %d says %q, want %q", number, all, w.says)
		}
	}
	if n := len(p.Report.Rows); n != 19 || len(p.Report.Asks) != 2 || p.Report.Ready() {
		t.Errorf("%d rows\n%s", n, told(p))
	}
	if _, err := h.room.Run(t.Context(), h.team, p.ID, p.Seen); !fault.Is(err, fault.Conflict) || h.slotsSaid() != "" {
		t.Errorf("with nothing corrected: %v\n%s", err, h.slotsSaid())
	}
	p = h.decide(p, intake.Choices{Out: []int{14, 15, 16, 17}})
	if !p.Report.Ready() || p.Report.Count(intake.Created) != 11 || !strings.HasPrefix(p.Report.Summary, "11\u00a0séances nouvelles de 9\u00a0activités, dont 9\u00a0nouvelles\u00a0; 1\u00a0est annulée.") {
		t.Fatalf("%s\n%s", p.Report.Summary, told(p))
	}
	p = h.run(p)
	want11 := `2025-06-13 | Visite des réserves | 13 09:30–13 10:30 | Réserves | 12 | prévue
2025-06-13 | Visite des réserves | 13 10:45–13 11:45 | Réserves | 12 | prévue
2025-06-13 | Atelier « Taille de silex » | 13 14:00–13 15:30 | Cour | 15 | prévue | Prévoir bâche/si pluie ; 2 tables
2025-06-14 | Conférence : l’archéologie préventive | 14 18:00–14 19:15 | Auditorium | 80 | prévue
2025-06-14 | Projection en plein air | 14 22:30–15 00:00 | Cour | 120 | prévue | tarif global
2025-06-14 | Nocturne aux flambeaux | 14 22:30–15 00:15 | Parc | 0 | prévue
2025-06-15 | Stand des métiers | 15 10:00–15 18:00 | Hall | 0 | prévue
2025-06-15 | Visite LSF | 15 11:00–15 12:00 | Salle 2 | 15 | prévue
2025-06-15 | Atelier « Taille de silex » | 15 14:00–15 15:30 | Cour | 15 | prévue
2025-06-15 | Balade contée | 15 16:00–15 17:00 | Parc du Test | 25 | annulée
2025-06-16 | Démontage public | 16 09:00–16 10:00 | Cour | 0 | prévue`
	if got := h.slotsSaid(); p.State != imports.Done || got != want11 {
		t.Errorf("%+v\n%s", p.State, got)
	}
	list, err := h.activities.OfProject(t.Context(), h.head, h.project, activity.Filter{})
	h.must(err)
	said := map[string]activity.Draft{}
	for _, a := range list.Activities {
		said[a.Title] = a.Draft
		if a.State != activity.Retained {
			t.Errorf("%s is %s", a.Title, a.State)
		}
	}
	visit, flint, night := said["Visite des réserves"], said["Atelier « Taille de silex »"], said["Nocturne aux flambeaux"]
	if len(said) != 9 || visit.Kind != activity.Visit || visit.Booking != activity.ByPhone || visit.BookingText != "01 99 00 08 01" || !visit.Free || visit.Audiences != "Scolaires (cycle 3)" {
		t.Errorf("%d, %+v", len(said), visit)
	}
	if flint.Price != 300 || flint.Audiences != "Familles" || flint.Booking != activity.ByMail || flint.Kind != activity.Workshop {
		t.Errorf("%+v", flint)
	}
	if night.AgeFrom != 8 || night.Audiences != "" || night.Price != 550 || night.Booking != activity.OnSite || said["Projection en plein air"].Price != 120_000 || said["Balade contée"].Kind != activity.OffSite ||
		said["Conférence : l’archéologie préventive"].Booking != activity.NoBooking || said["Démontage public"].Kind != activity.Other {
		t.Errorf("%+v", said)
	}
	if h.must(h.undo(h.team)); h.slotsSaid() != "" {
		t.Errorf("taken back:\n%s", h.slotsSaid())
	}
	if list, err = h.activities.OfProject(t.Context(), h.head, h.project, activity.Filter{}); err != nil || len(list.Activities) != 0 {
		t.Errorf("taken back: %+v, %v", list.Activities, err)
	}
}

// TestWhatAFileAsksIsAnswered: where a place is, and what becomes of a row that is there twice.
func TestWhatAFileAsksIsAnswered(t *testing.T) {
	t.Parallel()
	h := openImports(t)
	data := []byte("Date;Activité;Début;Fin;Lieu\n13/06/2025;Visite;10h;11h;Salle 12 bis\n13/06/2025;Visite;11h;12h;salle 12 BIS\n13/06/2025;Balade;10h;11h;Gare de Nanterre\n13/06/2025;Balade;12h;13h;Tente\n" +
		"13/06/2025;Balade;10h;11h;gare de nanterre\n")
	p := h.bring(data)
	if p.Report.Count(intake.Waits) != 5 || len(p.Report.Asks) != 4 {
		t.Fatal(told(p))
	}
	answers := map[string]string{}
	for _, a := range p.Report.Asks {
		switch {
		case strings.Contains(a.Label, "12 bis"):
			if !slices.Equal(a.Rows, []int{2, 3}) {
				t.Errorf("%v", a.Rows)
			}
			for _, o := range a.Options {
				if o.Label == "Salle 1" {
					answers[a.Name] = o.Name
				}
			}
		case strings.Contains(a.Label, "Gare"):
			answers[a.Name] = "ailleurs"
		case strings.Contains(a.Label, "Tente"):
			answers[a.Name] = "plus-tard"
		default:
			answers[a.Name] = "garder"
		}
	}
	wrong := h.decide(p, intake.Choices{Answers: map[string]string{p.Report.Asks[0].Name: "espace.999"}})
	if a := wrong.Report.Asks[0]; a.Problem == "" || wrong.Report.Row(2).Outcome != intake.Waits {
		t.Errorf("%+v", a)
	}
	p = h.decide(wrong, intake.Choices{Answers: answers})
	if !p.Report.Ready() {
		t.Fatal(told(p))
	}
	h.run(p)
	if got := h.slotsSaid(); strings.Count(got, "Gare de Nanterre")+strings.Count(got, "gare de nanterre") != 2 || strings.Count(got, "Salle 1 |") != 2 || !strings.Contains(got, "lieu à préciser") {
		t.Error(got)
	}
	p = h.decide(h.bring(data), intake.Choices{Answers: map[string]string{}})
	for name := range answers {
		answers[name] = map[bool]string{true: "laisser", false: answers[name]}[strings.HasPrefix(name, "double.")]
	}
	if p = h.decide(p, intake.Choices{Answers: answers}); p.Report.Count(intake.Same) != 5 {
		t.Errorf("brought again:\n%s", told(p))
	}
}

// TestWhatIsExportedIsImportedAgain sends files of any slots into an empty project, then again.
func TestWhatIsExportedIsImportedAgain(t *testing.T) {
	t.Parallel()
	h := openImports(t)
	text := rapid.StringOfN(rapid.SampledFrom([]rune("aé Z9\"'=+-’\n«»œ|;,")), 0, 20, -1)
	rapid.Check(t, func(rt *rapid.T) {
		_, err := h.db.Exec(t.Context(), `DELETE FROM activities`)
		h.must(err)
		type key struct {
			slot.Times
			Place, Title string
		}
		titles := []string{"Visite « A »", "Atelier ; b"}
		lines := rapid.SliceOfNDistinct(rapid.Custom(func(rt *rapid.T) slot.Slot {
			from := rapid.IntRange(0, slot.Day-1).Draw(rt, "from")
			s := slot.Slot{Activity: slot.Activity{Title: rapid.SampledFrom(titles).Draw(rt, "title"), Kind: activity.Visit}, Taken: 3, Draft: slot.Draft{
				Times: slot.Times{Day: friday.AddDays(rapid.IntRange(0, 2).Draw(rt, "day")), From: from, To: from + rapid.IntRange(1, slot.Day).Draw(rt, "lasts")},
				SetUp: rapid.IntRange(0, 600).Draw(rt, "set up"), Tidy: rapid.IntRange(0, 600).Draw(rt, "tidy"), Capacity: rapid.IntRange(0, 200).Draw(rt, "capacity"), Filled: rapid.Bool().Draw(rt, "filled"), Notes: text.Draw(rt, "notes")}}
			switch rapid.IntRange(0, 2).Draw(rt, "where") {
			case 0:
				s.Space = partner.Ref{ID: h.hall, Name: "Auditorium"}
			case 1:
				s.Elsewhere = "B" + text.Draw(rt, "elsewhere")
			}
			s.Draft = s.In(rapid.SampledFrom(slot.Statuses).Draw(rt, "status"), text.Draw(rt, "because")).Tidied()
			return s
		}), 1, 6, func(s slot.Slot) key {
			return key{slot.Times{Day: s.Day, From: s.From}, french.Fold(s.Place()), s.Activity.Title}
		}).Draw(rt, "slots")
		var out bytes.Buffer
		h.must(slot.Table.Write(&out, rapid.SampledFrom(table.Formats).Draw(rt, "format"), slot.Lines(lines)))
		p := h.bring(out.Bytes())
		if p.Report.Count(intake.Created) != len(lines) {
			rt.Fatalf("%s\n%q", told(p), out.Bytes())
		}
		h.run(p)
		h.must(h.room.Forget(t.Context(), h.team, p.ID))
		got, err := h.Export(t.Context(), h.team, h.project)
		h.must(err)
		order := func(a, b slot.Line) int {
			return strings.Compare(a.Start().Format("02 15:04 ")+a.End().Format("02 15:04 ")+a.Title+a.Place(), b.Start().Format("02 15:04 ")+b.End().Format("02 15:04 ")+b.Title+b.Place())
		}
		slices.SortFunc(got, order)
		want := slot.Lines(lines)
		slices.SortFunc(want, order)
		for i := range got {
			g, w := got[i].Draft, want[i].Draft
			g.ActivityID = 0
			if g != w || got[i].Title != want[i].Title || got[i].Kind != activity.Visit {
				rt.Fatalf("%+v\nwant %+v", got[i], want[i])
			}
		}
		again := h.bring(out.Bytes())
		h.must(h.room.Forget(t.Context(), h.team, again.ID))
		if again.Report.Count(intake.Same) != len(lines) || again.Report.Ready() {
			rt.Fatal(told(again))
		}
	})
}

// TestOfTwoWhoImportTheSameProgrammeOneDoes: what the other one saw has changed.
func TestOfTwoWhoImportTheSameProgrammeOneDoes(t *testing.T) {
	t.Parallel()
	h := openImports(t)
	var all sync.WaitGroup
	var failed [2]error
	out := intake.Choices{Out: []int{14, 15, 16, 17}}
	for i, by := range []account.By{h.team, h.head} {
		id, err := h.room.Bring(t.Context(), by, "seances", h.project, "s.csv", sheetOf(t), "fichier", "")
		h.must(err)
		h.must(h.room.Decide(t.Context(), by, id, 1, out))
		p, err := h.room.Look(t.Context(), by, id)
		h.must(err)
		all.Go(func() {
			over, err := h.room.Run(account.Gesture(t.Context()), by, id, p.Seen)
			if err == nil {
				err = <-over
			}
			failed[i] = err
		})
	}
	all.Wait()
	if n := strings.Count(h.slotsSaid(), "\n") + 1; n != 11 || (failed[0] == nil) == (failed[1] == nil) {
		t.Errorf("%d slots, %v", n, failed)
	}
	for _, err := range failed {
		if err != nil && !fault.Is(err, fault.Conflict) {
			t.Error(err)
		}
	}
}

func TestWhoBringsSlotsInAndTakesThemOut(t *testing.T) {
	t.Parallel()
	h := openImports(t)
	data := []byte("Date;Activité;Horaire\n13/06/2025;Visite;10h-11h\n")
	for _, by := range []account.By{h.intern, h.stranger} {
		_, err := h.room.Bring(t.Context(), by, "seances", h.project, "s.csv", data, "fichier", "")
		h.want(fault.Forbidden, err)
		_, err = h.Export(t.Context(), by, h.project)
		h.want(fault.Forbidden, err)
	}
	for _, by := range []account.By{{}, h.head} {
		_, err := h.room.Bring(t.Context(), by, "seances", 999, "s.csv", data, "fichier", "")
		h.want(fault.NotFound, err)
		_, err = h.Export(t.Context(), by, 999)
		h.want(fault.NotFound, err)
	}
	p := h.bring(data)
	h.must(h.projects.Delete(t.Context(), h.head, h.project))
	if _, err := h.room.Run(postgres.Acting(t.Context()), h.team, p.ID, p.Seen); !fault.Is(err, fault.NotFound) {
		t.Errorf("into a project that is in the trash: %v", err)
	}
}
