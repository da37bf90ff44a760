package calendar_test

import (
	"strings"
	"testing"

	"parvis/internal/calendar"
	"parvis/internal/exchange/intake"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/imports"
	"parvis/internal/workcal"
)

// TestAnImportTellsOfAClosureWhatElseIsThere: a new name, days in common with another one, a public holiday.
func TestAnImportTellsOfAClosureWhatElseIsThere(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx, by := t.Context(), h.Head.At(now)
	for _, c := range []calendar.Closure{{First: workcal.Of(2025, 5, 30), Label: "Pont"}, {First: workcal.Of(2025, 8, 4), Last: workcal.Of(2025, 8, 15), Label: "Été"}} {
		_, err := h.AddClosure(ctx, by, c, "")
		h.Must(err)
	}
	sheets := imports.New(h.DB, h.Import())
	id, err := sheets.Bring(ctx, by, "fermetures", 0, "f.csv", []byte("Quoi;Du;Au\nPont de l’Ascension;30/05/2025;\nCongés;11/08/2025;20/08/2025\nGrand ménage;20/08/2025;22/08/2025\nFête;01/05/2025;\nPrintemps;02/05/2025;03/05/2025\n"), "fichier", "")
	h.Must(err)
	p, err := sheets.Look(ctx, by, id)
	h.Must(err)
	for number, want := range map[int]struct {
		outcome intake.Outcome
		says    string
	}{
		2: {intake.Changed, ""},
		3: {intake.Created, "Cette fermeture a des jours en commun avec « Été » (4–15 août 2025), qui est déjà là."},
		4: {intake.Created, "Cette fermeture a des jours en commun avec « Congés » (11–20 août 2025), à la ligne 3."},
		5: {intake.Created, "Ce jour est férié (Fête du Travail) : le service y est fermé de toute façon."},
		6: {intake.Created, ""},
	} {
		row := p.Report.Row(number)
		var said []string
		for _, m := range row.Remarks {
			said = append(said, french.PlainSpaces(m.Text))
		}
		if got := strings.Join(said, " "); row.Outcome != want.outcome || got != want.says {
			t.Errorf("row %d: %s, %s", number, row.Outcome, got)
		}
	}
	if c := p.Report.Row(2).Changes; len(c) != 1 || c[0] != (field.Change{Name: calendar.FieldClosureLabel, Label: "Fermeture", Before: "Pont", After: "Pont de l’Ascension"}) {
		t.Errorf("%+v", c)
	}
}
