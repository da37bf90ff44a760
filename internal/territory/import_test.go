package territory_test

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/table"
	"parvis/internal/french"
	"parvis/internal/imports"
	"parvis/internal/territory"
)

// bring keeps a file and says what it would do.
func (h house) bring(room *imports.Room, data []byte) imports.Preview {
	h.t.Helper()
	id, err := room.Bring(h.t.Context(), h.team, "territoires", 0, "territoires.csv", data, "fichier", "")
	h.must(err)
	p, err := room.Look(h.t.Context(), h.team, id)
	h.must(err)
	return p
}

// run does it, and throws the file away.
func (h house) run(room *imports.Room, p imports.Preview) {
	h.t.Helper()
	over, err := room.Run(h.t.Context(), h.team, p.ID, p.Seen)
	h.must(err)
	<-over
	done, err := room.Look(h.t.Context(), h.team, p.ID)
	h.must(err)
	if done.State != imports.Done {
		h.t.Fatalf("%+v", done)
	}
	h.must(room.Forget(h.t.Context(), h.team, p.ID))
}

func national(t *testing.T) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/qpv-2024-extrait-92.csv")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestTheNationalListIsTakenAsItIs reads an extract of the list of the ANCT (data.gouv.fr, Licence Ouverte 2.0), row by row, twice.
func TestTheNationalListIsTakenAsItIs(t *testing.T) {
	t.Parallel()
	h := open(t)
	room := imports.New(h.db, h.Import())
	data := national(t)
	found := h.bring(room, data)
	if r := found.Report; r.Count(intake.Created) != 21 || r.Count(intake.Skipped) != 1 || len(r.Rows) != 22 || r.Noted() != 0 || !r.Ready() {
		t.Fatalf("%+v", r)
	}
	if said := french.PlainSpaces(strings.Join(found.Report.Notes, "\n")); !strings.Contains(said, "Ces villes viennent avec leurs quartiers : Antony (92002), ") {
		t.Error(said)
	}
	h.run(room, found)
	byCode := map[string]territory.Territory{}
	for _, one := range h.all() {
		byCode[one.Code] = one
	}
	for i, line := range strings.Split(strings.TrimSpace(string(data)), "\r\n")[1:] {
		cells := strings.Split(line, ";")
		got := byCode[cells[0]]
		towns, codes := cells[len(cells)-1], strings.Trim(cells[3], `="`)
		if strings.Contains(line, "QN09219N") {
			towns, codes = "Bagneux, Bourg-la-Reine, Fontenay-aux-Roses, Sceaux", "92007;92014;92032;92071"
		}
		if got.Kind != territory.District || got.Name != cells[1] || got.Towns != towns || got.Vintage() != 2024 || got.Predecessor != "" {
			t.Errorf("row %d: %+v, want %s in %s", i+2, got, cells[1], towns)
		}
		for j, code := range strings.Split(codes, ";") {
			if town := byCode[code]; town.Kind != territory.Town || town.Name != strings.Split(towns, ", ")[j] {
				t.Errorf("row %d: %s is %+v", i+2, code, town)
			}
		}
	}
	if n := len(byCode); n != 21+13 {
		t.Errorf("%d territories", n)
	}
	for town, want := range map[string]string{"92050": "QN09201M QN09202I QN09205I QN09206M QN09213M QN09218N", "92025": "QN09209I QN09212I QN09217M"} {
		list, err := h.List(t.Context(), h.intern, territory.Filter{Town: byCode[town].ID, Kind: territory.District})
		h.must(err)
		var codes []string
		for _, d := range list {
			codes = append(codes, d.Code)
		}
		slices.Sort(codes)
		if got := strings.Join(codes, " "); got != want {
			t.Errorf("%s has %s", town, got)
		}
	}
	before := h.all()
	again := h.bring(room, data)
	if again.Report.Count(intake.Same) != 21 || again.Report.Ready() || strings.Contains(strings.Join(again.Report.Notes, " "), "Ces villes") {
		t.Errorf("%+v", again.Report)
	}
	if after := h.all(); len(after) != len(before) {
		t.Errorf("%d, then %d", len(before), len(after))
	}
}

func TestAnImportSaysWhatItWouldChange(t *testing.T) {
	t.Parallel()
	h := open(t)
	room := imports.New(h.db, h.Import())
	nanterre, _ := h.make(territory.Draft{Kind: territory.Town, Name: "Nanterre"}), h.town("Saint-Denis", "93066")
	old := h.make(territory.Draft{Kind: territory.District, Name: "Petit Nanterre", Code: "QP092001", Towns: "Nanterre", Notes: "À garder"})
	h.make(territory.Draft{Kind: territory.District, Name: "Langevin", Towns: "Nanterre"})
	h.make(territory.Draft{Kind: territory.District, Name: "Le Parc", Code: "QN09206M", Towns: "Nanterre"})
	data := []byte("code_qp;lib_qp;insee_com;lib_com;code_qp_2014\n" +
		"QN09213M;Petit-Nanterre;92050;Nanterre;QP092001\n" + // 2: the one of the list before
		"QN9999;Mal écrit;92050;Nanterre;\n" + // 3: a bad code
		";LANGEVIN;92050;NANTERRE;\n" + // 4: the same, without a code
		"QN09206M;le parc;92050;Nanterre;\n" + // 5: the same, by its code
		"QN97401N;Le Parc;97411;Saint-Denis;\n" + // 6: a town whose name another one has
		"QN09299N;Langevin;92050;Nanterre;\n" + // 7: another of the same name
		"QN09206M;Encore;92050;Nanterre;\n" + // 8: twice
		"QN09298N;Nulle part;;Trifouillis;\n" + // 9: a town without a code
		"QN09297N;Deux;92007;Bagneux, Sceaux;\n" + // 10: two names, one code
		"QN09296N;Sans nom de ville;92099;;\n") // 11
	found := h.bring(room, data)
	for number, want := range map[int]struct {
		outcome intake.Outcome
		says    string
	}{2: {intake.Changed, ""}, 3: {intake.Waits, "« QN9999 » n’est pas le code d’un quartier prioritaire"}, 4: {intake.Same, ""}, 5: {intake.Same, ""}, 6: {intake.Created, ""},
		7: {intake.Created, "Un quartier du même nom, sans code, est déjà là, à Nanterre"}, 8: {intake.Waits, "La ligne 5 dit déjà ce territoire."},
		9: {intake.Waits, "« Trifouillis » n’est pas une ville connue"}, 10: {intake.Waits, "ne sont pas en même nombre : 2 et 1."}, 11: {intake.Waits, "La ville de code 92099 n’est pas connue"}} {
		row := found.Report.Row(number)
		var said []string
		for _, r := range row.Remarks {
			said = append(said, french.PlainSpaces(r.Text))
		}
		if text := strings.Join(said, " "); row.Outcome != want.outcome || !strings.Contains(text, want.says) || want.says == "" && text != "" {
			t.Errorf("row %d: %s, %q", number, row.Outcome, text)
		}
	}
	notes := french.PlainSpaces(strings.Join(found.Report.Notes, "\n"))
	if !strings.Contains(notes, "quartiers : Saint-Denis (97411).") || !strings.Contains(notes, "Ces villes, déjà là sans code, reçoivent le leur : Nanterre (92050).") {
		t.Error(notes)
	}
	h.must(room.Decide(t.Context(), h.team, found.ID, found.Version, intake.Choices{Out: []int{3, 8, 9, 10, 11}}))
	answered, err := room.Look(t.Context(), h.team, found.ID)
	h.must(err)
	h.run(room, answered)
	if got := h.find(old); got.Code != "QN09213M" || got.Predecessor != "QP092001" || got.Name != "Petit-Nanterre" || got.Notes != "À garder" {
		t.Errorf("%+v", got)
	}
	if got := h.find(nanterre); got.Code != "92050" || got.Version != 2 {
		t.Errorf("%+v", got)
	}
	if n := len(h.all()); n != 5+3 {
		t.Errorf("%d territories", n)
	}
	if got := h.history(old); !strings.HasPrefix(got, "Samir Benali a modifié le territoire | Nom: Petit Nanterre → Petit-Nanterre | Code: QP092001 → QN09213M | Code précédent:  → QP092001\n") {
		t.Error(got)
	}
}

func TestATownOfTheFileServesItsDistricts(t *testing.T) {
	t.Parallel()
	h := open(t)
	room := imports.New(h.db, h.Import())
	found := h.bring(room, []byte("Nature;Nom;Code;Villes\nQuartier;Le Parc;;Nanterre\nVille;Nanterre;92050;\nVille;NANTERRE;92051;\nHameau;X;;\n;Sans rien;;\n"))
	for number, want := range map[int]intake.Outcome{2: intake.Created, 3: intake.Created, 4: intake.Waits, 5: intake.Waits, 6: intake.Waits} {
		if row := found.Report.Row(number); row.Outcome != want {
			t.Errorf("row %d: %+v", number, row)
		}
	}
	h.must(room.Decide(t.Context(), h.team, found.ID, found.Version, intake.Choices{Out: []int{4, 5, 6}}))
	answered, err := room.Look(t.Context(), h.team, found.ID)
	h.must(err)
	h.run(room, answered)
	if got := h.drafts(); len(got) != 2 || got[0].Towns != "Nanterre" {
		t.Errorf("%+v", got)
	}
}

func written(t testing.TB, f table.Format, all []territory.Territory) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := territory.Table.Write(&out, f, territory.Lines(all, all)); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// aService draws some towns and districts of them that can be told apart, as they are kept.
func aService(rt *rapid.T) []territory.Draft {
	text := rapid.StringOfN(rapid.SampledFrom([]rune("aé Z9\"'=+-’\n«»œ|")), 0, 20, -1)
	var drafts []territory.Draft
	var names []string
	for i := range rapid.IntRange(1, 4).Draw(rt, "towns") {
		d := territory.Draft{Kind: territory.Town, Name: fmt.Sprintf("V%d", i) + text.Draw(rt, "name"), KnownAs: text.Draw(rt, "known as"), Notes: text.Draw(rt, "notes")}
		if rapid.Bool().Draw(rt, "coded") {
			d.Code = fmt.Sprintf("%s%03d", rapid.SampledFrom([]string{"01", "92", "2A", "2B"}).Draw(rt, "department"), i)
		}
		drafts, names = append(drafts, d.Tidy()), append(names, d.Tidy().Name)
	}
	for i := range rapid.IntRange(0, 5).Draw(rt, "districts") {
		d := territory.Draft{Kind: territory.District, Name: fmt.Sprintf("Q%d", i) + text.Draw(rt, "name"), KnownAs: text.Draw(rt, "known as"), Notes: text.Draw(rt, "notes"),
			Towns: territory.JoinTowns(rapid.SliceOfNDistinct(rapid.SampledFrom(names), 1, -1, rapid.ID).Draw(rt, "in"))}
		switch rapid.IntRange(0, 2).Draw(rt, "list") {
		case 1:
			d.Code = fmt.Sprintf("QP09%04d", i)
		case 2:
			d.Code, d.Predecessor = fmt.Sprintf("QN02A%02dM", i), fmt.Sprintf("QP09%04d", 100+i)
		}
		if rapid.Bool().Draw(rt, "placed") {
			d.Longitude, d.Latitude = float64(rapid.IntRange(1, 9_000_000).Draw(rt, "longitude"))/1e6, float64(rapid.IntRange(1, 60_000_000).Draw(rt, "latitude"))/1e6
		}
		drafts = append(drafts, d.Tidy())
	}
	return drafts
}

// TestWhatIsExportedIsImportedAgain sends files of any towns and districts into an empty house, then again.
func TestWhatIsExportedIsImportedAgain(t *testing.T) {
	t.Parallel()
	h := open(t)
	room := imports.New(h.db, h.Import())
	rapid.Check(t, func(rt *rapid.T) {
		empty := func() {
			_, err := h.db.Exec(t.Context(), `DELETE FROM territories`)
			h.must(err)
		}
		empty()
		drafts := aService(rt)
		for _, d := range drafts {
			h.make(d)
		}
		kept := h.drafts()
		data := written(t, rapid.SampledFrom(table.Formats).Draw(rt, "format"), h.all())
		again := h.bring(room, data)
		h.must(room.Forget(t.Context(), h.team, again.ID))
		if again.Report.Count(intake.Same) != len(drafts) || again.Report.Ready() {
			rt.Fatalf("%+v\n%q", again.Report, data)
		}
		empty()
		before := h.bring(room, data)
		if before.Report.Count(intake.Created) != len(drafts) || before.Report.Noted() != 0 || len(before.Report.Notes) != 0 || len(h.all()) != 0 {
			rt.Fatalf("%+v\n%q", before.Report, data)
		}
		h.run(room, before)
		if got := h.drafts(); !slices.Equal(got, kept) {
			rt.Fatalf("%+v\nwant %+v\n%q", got, kept, data)
		}
	})
}

func TestAnImportIsBounded(t *testing.T) {
	t.Parallel()
	h := open(t)
	var many strings.Builder
	many.WriteString("Nature;Nom\n")
	for i := range territory.MaxImported + 1 {
		fmt.Fprintf(&many, "ville;Ville %d\n", i)
	}
	found := h.bring(imports.New(h.db, h.Import()), []byte(many.String()))
	if row := found.Report.Row(territory.MaxImported + 2); found.Report.Count(intake.Waits) != 1 || row.Outcome != intake.Waits || !strings.Contains(french.PlainSpaces(row.Remarks[0].Text), "5 000") {
		t.Errorf("%+v", row)
	}
}
