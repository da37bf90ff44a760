package attendance_test

import (
	"strings"
	"testing"

	"parvis/internal/account"
	"parvis/internal/attendance"
	"parvis/internal/exchange/intake"
	"parvis/internal/fault"
	"parvis/internal/imports"
	"parvis/internal/postgres"

	"github.com/jackc/pgx/v5"
)

// brought reads a file, and brings what goes in.
func (h house) brought(by account.By, text string) *intake.Report {
	h.t.Helper()
	kind := h.Import()
	var read imports.Read
	h.must(postgres.InTx(h.t.Context(), h.db, func(tx pgx.Tx) (err error) {
		if err = kind.Hold(h.t.Context(), tx, by, 0); err != nil {
			return err
		}
		if read, err = kind.Read(h.t.Context(), tx, by, 0, []byte(text), intake.Choices{}); err != nil {
			return err
		}
		return read.Apply(h.t.Context(), tx, by, func(int) {})
	}))
	return read.Report()
}

// outcomes are what became of the rows, and what is said of those that wait.
func outcomes(r *intake.Report) (list []string) {
	for _, row := range r.Rows {
		if row.Number == r.Heading {
			continue
		}
		said := string(row.Outcome)
		for _, m := range row.Remarks {
			if m.Waits {
				said += ": " + m.Text
			}
		}
		list = append(list, said)
	}
	return list
}

func TestCountsComeFromASheetWithAColumnForEachAudience(t *testing.T) {
	t.Parallel()
	h := open(t)
	file := "Date;Activité;Début;Projet;Adultes;Familles;Absents;Présents;Pourquoi non renseigné\n" +
		"14/06/2025;fouille;14 h;JEA 2025;12;NC;;12;\n" +
		"14/06/2025;Fouille;15 h;;;-;;;fermé\n"
	if got := outcomes(h.brought(h.team, file)); len(got) != 2 || got[0] != "created" || got[1] != "created" {
		t.Fatalf("%q", got)
	}
	check := func() {
		t.Helper()
		sums, err := h.Sums(t.Context(), h.head, []int64{h.at, h.other})
		h.must(err)
		if c := sums[h.at]; c.Of(h.adults) != 12 || len(c.Lines) != 1 || c.Absent.Known {
			t.Errorf("unknown is not zero: %+v", c)
		}
		if c := sums[h.other]; c.Present.Known || c.Reason != attendance.Closed {
			t.Errorf("%+v", c)
		}
	}
	check()
	if got := outcomes(h.brought(h.team, file)); got[0] != "same" || got[1] != "same" {
		t.Errorf("brought twice: %q", got)
	}
	check()
	if got := outcomes(h.brought(h.team, strings.Replace(file, ";12;NC;;12;", ";14;3;1;17;", 1))); got[0] != "changed" {
		t.Errorf("%q", got)
	}
	sums, err := h.Sums(t.Context(), h.head, []int64{h.at})
	h.must(err)
	if c := sums[h.at]; c.Present.N != 17 || c.Absent.N != 1 {
		t.Errorf("%+v", c)
	}
}

func TestCountsComeWithARowForEachAudience(t *testing.T) {
	t.Parallel()
	h := open(t)
	file := "Date;Activité;Heure;Public;Nombre\n14/06/2025;Fouille;14 h;Adultes;5\n;;14 h;familles;7\n14/06/2025;Fouille;14 h;Adultes;6\n14/06/2025;Fouille;14 h;18-25 ans;NC\n14/06/2025;Fouille;14 h;;9\n14/06/2025;Fouille;14 h;Martiens;9\n"
	got := outcomes(h.brought(h.team, file))
	want := []string{"created", "created", "waits: La ligne 2 compte déjà", "same", "waits: Cette ligne donne un nombre sans", "waits: Ce public n’est pas dans la liste"}
	if len(got) != len(want) {
		t.Fatalf("%q", got)
	}
	for i := range want {
		if !strings.HasPrefix(got[i], want[i]) {
			t.Errorf("row %d: %q, want %q", i+2, got[i], want[i])
		}
	}
	sums, err := h.Sums(t.Context(), h.head, []int64{h.at})
	h.must(err)
	if c := sums[h.at]; c.Of(h.adults) != 5 || c.Of(h.families) != 7 || len(c.Lines) != 2 {
		t.Errorf("%+v", c)
	}
}

func TestNothingIsGuessedOfASlot(t *testing.T) {
	t.Parallel()
	h := open(t)
	for row, want := range map[string]string{
		"14/06/2025;Fouille;;;3":          "Plusieurs séances de ce titre ont lieu ce jour-là",
		"14/06/2025;Visite;;;3":           "importez d’abord les séances",
		"13/06/2025;Fouille;;;3":          "importez d’abord les séances",
		"14/06/2025;Fouille;9 h;;3":       "ne commence à cette heure-là",
		"14/06/2025;Fouille;14 h;Autre;3": "Aucun projet de ce nom",
		"14/06/2025;Fouille;14 h;;-3":     "entre 0 et 10",
		"14/06/2025;Fouille;14 h;;peu":    "dites pourquoi il n’est pas connu",
	} {
		got := outcomes(h.brought(h.team, "Date;Activité;Début;Projet;Adultes\n"+row+"\n"))
		if len(got) != 1 || !strings.HasPrefix(got[0], "waits") || !strings.Contains(got[0], want) {
			t.Errorf("%s: %q", row, got)
		}
	}
	got := outcomes(h.brought(h.team, "Date;Activité;Début;Présents\n14/06/2025;Fouille;14 h;40\n"))
	if !strings.Contains(got[0], "sans dire quels publics") {
		t.Errorf("a total alone: %q", got)
	}
	got = outcomes(h.brought(h.team, "Date;Activité;Début;Adultes;Présents\n14/06/2025;Fouille;14 h;4;40\n"))
	if !strings.Contains(got[0], "font 4 en tout") {
		t.Errorf("a wrong total: %q", got)
	}
	sheet, err := h.projects.Project(t.Context(), h.head, h.project)
	h.must(err)
	h.must(h.projects.Archive(t.Context(), h.head, h.project, sheet.Version))
	if got := outcomes(h.brought(h.team, "Date;Activité;Début;Adultes\n14/06/2025;Fouille;14 h;4\n")); !strings.HasPrefix(got[0], "waits") {
		t.Errorf("of an archived project: %q", got)
	}
	if _, err := h.Import().Check(t.Context(), h.db, h.intern, 0); !fault.Is(err, fault.Forbidden) {
		t.Error(err)
	}
}
