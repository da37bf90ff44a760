package slot_test

import (
	"fmt"
	"strings"
	"testing"

	"parvis/internal/exchange/intake"
	"parvis/internal/postgres"
	"parvis/internal/slot"
)

// TestARowThatIsThereChangesWhatItSays, and leaves the rest as it was; what the file says otherwise of its activity is told.
func TestARowThatIsThereChangesWhatItSays(t *testing.T) {
	t.Parallel()
	h := openImports(t)
	h.visit = h.newActivity(h.project, "Visite des réserves")
	d := h.on(570, 630, h.hall)
	d.Notes, d.SetUp, d.Capacity = "Micro", 30, 10
	id := h.add(h.team, d)
	p := h.bring([]byte("Jour;Activité;Horaire;Jauge;Statut;Motif;Type;Tarif\nven. 13 juin;VISITE DES RESERVES;9h30 - 11h;illimitée;annulée;Grève;atelier;sur devis\n14 juin;visite des réserves;9h30 - 11h;12 pers;;;;\n"))
	if row := p.Report.Row(2); row.Outcome != intake.Changed || !strings.Contains(told(p), "garde ce qu’elle dit : visite") || !strings.Contains(told(p), "« sur devis » ne se lit pas, et n’est pas repris") {
		t.Fatal(told(p))
	}
	h.run(p)
	s := h.sheet(id)
	if s.To != 660 || s.Capacity != 0 || s.Status != slot.Cancelled || s.Because != "Grève" || s.Notes != "Micro" || s.SetUp != 30 || s.Space.ID != h.hall || s.Version != 2 || len(s.Beside) != 1 {
		t.Errorf("%+v", s)
	}
	if got := h.history(id); !strings.Contains(got, "a modifié la séance") {
		t.Error(got)
	}
	h.must(h.undo(h.team))
	if s = h.sheet(id); s.To != 630 || s.Capacity != 10 || s.Status != slot.Planned || len(s.Beside) != 0 || h.firm() != fmt.Sprint(id, ":true") {
		t.Errorf("taken back: %+v, %s", s, h.firm())
	}
	_, err := h.Register(t.Context(), h.team, "", id, slot.Group{Name: "CE2", People: 8}, false)
	h.must(err)
	p = h.bring([]byte("Jour;Activité;Horaire;Lieu;Statut\n13/06/2025;Visite des réserves;9h30-10h30;;complet\n13/06/2025;Visite des réserves;9h30-10h30;Cour;\n"))
	if row := p.Report.Row(3); row.Outcome != intake.Created || len(row.Remarks) != 1 || !strings.Contains(row.Remarks[0].Text, "(Auditorium)\u00a0: celle-ci s’y ajoute") {
		t.Error(told(p))
	}
	h.run(p)
	p = h.bring([]byte("Jour;Activité;Horaire;Lieu;Jauge\n13/06/2025;Visite des réserves;9h30-10h30;Auditorium;5\n"))
	if row := p.Report.Row(2); row.Outcome != intake.Changed || !strings.Contains(told(p), "8 personnes sont inscrites : c’est plus que la jauge") {
		t.Error(told(p))
	}
	if s = h.sheet(id); !s.Filled || s.Status != slot.Planned || len(s.Beside) != 1 {
		t.Errorf("%+v", s)
	}
}

// TestAFullFileIsReadWithAsManyQueriesAsAShortOne, and one slot more than that is refused.
func TestAFullFileIsReadWithAsManyQueriesAsAShortOne(t *testing.T) {
	t.Parallel()
	h := openImports(t)
	file := func(rows int) []byte {
		var b strings.Builder
		b.WriteString("Date;Activité;Horaire;Lieu\n")
		for i := range rows {
			fmt.Fprintf(&b, "13/06/2025;Activité %d;%d:%02d-24h00;Cour\n", i/4, 8+i%12, i%60)
		}
		return []byte(b.String())
	}
	counted := func(rows int) int64 {
		t.Helper()
		id, err := h.room.Bring(t.Context(), h.team, "seances", h.project, "s.csv", file(rows), "fichier", "")
		h.must(err)
		ctx, count := postgres.CountQueries(t.Context())
		p, err := h.room.Look(ctx, h.team, id)
		h.must(err)
		if p.Report.Count(intake.Created) != min(rows, slot.MaxImported) || p.Report.Count(intake.Waits) != max(0, rows-slot.MaxImported) {
			t.Error(p.Report.Summary)
		}
		return count.Load()
	}
	if few, many := counted(4), counted(slot.MaxImported+1); few != many {
		t.Errorf("%d queries, then %d", few, many)
	}
	h.run(h.bring(file(slot.MaxImported)))
	if n := len(h.programme().Slots); n != slot.MaxImported {
		t.Errorf("%d slots", n)
	}
}

// TestWhatIsLeftEmptyIsAsAbove, also below a row that is left out, and not below a mistake.
func TestWhatIsLeftEmptyIsAsAbove(t *testing.T) {
	t.Parallel()
	h := openImports(t)
	p := h.bring([]byte("Date;Activité;Horaire\n13/06/2025;Visite;9h-10h\nANNULÉ - 14/06/2025;Atelier;9h-10h\n;;11h-12h\n31/06/2025;Conte;9h-10h\n;;11h-12h\n"))
	if p.Report.Row(6).Outcome != intake.Waits {
		t.Error(told(p))
	}
	p = h.decide(p, intake.Choices{Out: []int{3, 5, 6}})
	row := p.Report.Row(4)
	if row.Outcome != intake.Created || !strings.HasPrefix(row.Title, "Atelier, 14 juin 2025") || len(row.Remarks) != 1 || !strings.Contains(row.Remarks[0].Text, "ne l’est pas pour autant") {
		t.Errorf("%+v", row)
	}
	h.run(p)
	if got := h.slotsSaid(); !strings.Contains(got, "2025-06-14 | Atelier | 14 11:00–14 12:00 | lieu à préciser | 0 | prévue") {
		t.Error(got)
	}
}

// TestADayMayHeadTheRowsBelowIt, as programmes are laid out.
func TestADayMayHeadTheRowsBelowIt(t *testing.T) {
	t.Parallel()
	h := openImports(t)
	p := h.bring([]byte("Date;Activité;Horaire;Jauge\nVendredi 13 juin;;;\n;Visite;9h-10h;12\n;Atelier;9h-10h;\nsamedi 14 juin;;;\n;Visite;9h-10h;12\n15 juin;;;12\n"))
	for number, want := range map[int]intake.Outcome{2: intake.Skipped, 3: intake.Created, 5: intake.Skipped, 6: intake.Created, 7: intake.Waits} {
		if row := p.Report.Row(number); row.Outcome != want {
			t.Errorf("row %d: %+v, want %s", number, row, want)
		}
	}
	h.run(h.decide(p, intake.Choices{Out: []int{7}}))
	if got := h.slotsSaid(); !strings.HasPrefix(got, "2025-06-13 | Atelier") || !strings.Contains(got, "2025-06-14 | Visite | 14 09:00") || strings.Count(got, "\n") != 2 {
		t.Error(got)
	}
}

// TestWhatNoSlotMayBeIsAskedAbout.
func TestWhatNoSlotMayBeIsAskedAbout(t *testing.T) {
	t.Parallel()
	h := openImports(t)
	h.newActivity(h.project, "Double")
	h.newActivity(h.project, "double")
	head := "Date;Activité;Début;Fin;Jauge;Statut;Motif;Adresse;Lieu;Montage;Durée;Complète\n"
	for row, says := range map[string]string{
		";Visite;10h;11h":                                     "Veuillez donner le jour",
		"13/06/2025;;10h;11h":                                 "Veuillez donner le titre",
		"13/06/2025;Visite;;11h":                              "Veuillez donner l’heure du début",
		"13/06/2025;Visite;10h;":                              "L’heure manque",
		"13/06/2025;Visite;10h-11h;12h":                       "gardez une seule des deux fins",
		"13/06/2025;Visite;10h;11h;0":                         "n’est pas un nombre de personnes",
		"13/06/2025;Visite;10h;11h;1000000":                   "Veuillez donner un nombre de personnes",
		"13/06/2025;Visite;10h;11h;;peut-être":                "n’est pas un statut connu",
		"13/06/2025;Visite;10h;11h;;prévue;Grève":             "ne va qu’avec une séance reportée ou annulée",
		"annulé 13/06/2025;Visite;10h;11h;;prévue":            "gardez l’un des deux",
		"reporté au 15/06/2025;Visite;10h;11h":                "ne dit pas quel jour",
		"13/06/2025;Visite;10h;11h;;;;Gare;Hall":              "mais pas les deux",
		"13/06/2025;Visite;10h;11h;;;;;;3 jours":              "n’est pas un nombre d’heures et de minutes",
		"30/03/2025;Visite;2h30;4h":                           "aucune heure n’existe",
		"13/06/2025;DOUBLE;10h;11h":                           "Plusieurs activités du projet portent ce titre",
		"13/06/2025;" + strings.Repeat("a", 201) + ";10h;11h": "le maximum est de 200",
		"13/06/2025;Visite;10h;11h;;;;;;;;peut-être":          "n’est ni oui ni non",
		"14/06/2025;Visite;24h;1h":                            "Veuillez donner l’heure du début",
	} {
		p := h.bring([]byte(head + row + "\n"))
		if got := p.Report.Row(2); got == nil || got.Outcome != intake.Waits || !strings.Contains(told(p), says) {
			t.Errorf("%q:\n%s", row, told(p))
		}
		h.must(h.room.Forget(t.Context(), h.team, p.ID))
	}
}
