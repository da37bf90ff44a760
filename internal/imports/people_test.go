package imports_test

import (
	"net/netip"
	"strings"
	"testing"

	"parvis/internal/account"
	"parvis/internal/exchange/intake"
	"parvis/internal/fault"
	"parvis/internal/imports"
)

// people gives who is known, by address, with her role, and a dash before those who are disabled.
func (h house) people() string {
	h.t.Helper()
	list, err := h.Accounts.People(h.t.Context(), h.head)
	h.must(err)
	var said []string
	for _, m := range list {
		mark := ""
		if !m.Active() {
			mark = "-"
		}
		said = append(said, mark+m.Email+" "+string(m.Role))
	}
	return strings.Join(said, ", ")
}

const team = "Nom;Courriel;Rôle\nLucie Morel;L.Morel@musee.test;Membre de l’équipe\nSamir Ben Ali;s@musee.test;Membre de l’équipe\nClaire Vasseur;c@musee.test;Cheffe de service\nZoé;z;stagiaire\nLucie M.;l.morel@musee.test;stagiaire\n"

// TestPeopleAreImportedAndTakenBack: who comes has no password, who is known changes, and who came is disabled when it is taken back.
func TestPeopleAreImportedAndTakenBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.bring(h.head, "personnes", team)
	p := h.look(h.head, id)
	for number, outcome := range map[int]intake.Outcome{1: intake.Skipped, 2: intake.Created, 3: intake.Changed, 4: intake.Same, 5: intake.Waits, 6: intake.Waits} {
		if row := p.Report.Row(number); row == nil || row.Outcome != outcome {
			t.Errorf("row %d is %+v, want %s", number, row, outcome)
		}
	}
	h.must(h.Imports.Decide(t.Context(), h.head, id, p.Version, intake.Choices{Out: []int{5, 6}}))
	before := h.people()
	if p = h.run(h.head, id); p.State != imports.Done || p.Created != 1 || p.Changed != 1 {
		t.Fatalf("%+v", p)
	}
	if got := h.people(); !strings.Contains(got, "l.morel@musee.test team") || strings.Contains(got, "-l.morel") {
		t.Errorf("%s", got)
	}
	if n := h.count(`SELECT count(*)::int FROM row_changes WHERE before::text LIKE '%argon2%' OR after::text LIKE '%argon2%' OR after ? 'password_hash'`); n != 0 {
		t.Errorf("%d notes hold a password", n)
	}
	if _, err := h.Accounts.LogIn(t.Context(), "l.morel@musee.test", "", netip.MustParseAddr("198.51.100.1"), now); err == nil {
		t.Error("she logs in without a password")
	}
	_, err := h.Undo.Undo(account.Gesture(t.Context()), h.head, p.Act)
	h.must(err)
	if got := strings.ReplaceAll(h.people(), ", -l.morel@musee.test team", ""); got != before {
		t.Errorf("taken back:\n%s\nwant\n%s", got, before)
	}
	h.must(h.Imports.Reopen(t.Context(), h.head, id))
	if p = h.look(h.head, id); p.Report.Row(2).Outcome != intake.Changed || p.Report.Row(2).Changes[0].After != "actif" {
		t.Errorf("%+v", p.Report.Row(2))
	}
	if p = h.run(h.head, id); p.State != imports.Done || strings.Contains(h.people(), "-l.morel") {
		t.Errorf("once more: %+v, %s", p, h.people())
	}
}

// TestAnImportLeavesTheServiceItsHead, and only a head imports people.
func TestAnImportLeavesTheServiceItsHead(t *testing.T) {
	t.Parallel()
	h := open(t)
	if _, err := h.Imports.Bring(t.Context(), h.team, "personnes", 0, "p.csv", []byte(team), "fichier", ""); !fault.Is(err, fault.Forbidden) {
		t.Errorf("the team: %v", err)
	}
	id := h.bring(h.head, "personnes", "Nom;Courriel;Rôle\nClaire Vasseur;c@musee.test;Membre de l’équipe\n")
	if p := h.look(h.head, id); p.Report.Row(2).Outcome != intake.Waits {
		t.Errorf("%+v", p.Report.Row(2))
	}
	// A second head comes, the first goes: taking the import back would leave nobody.
	id = h.bring(h.head, "personnes", "Nom;Courriel;Rôle\nAnne Roy;a@musee.test;Cheffe de service\n")
	p := h.run(h.head, id)
	list, err := h.Accounts.People(t.Context(), h.head)
	h.must(err)
	var anne account.By
	for _, m := range list {
		if m.Email == "a@musee.test" {
			anne = m.Person.At(now)
		}
	}
	if _, err := h.Undo.Undo(account.Gesture(t.Context()), anne, p.Act); !fault.Is(err, fault.Conflict) && !fault.Is(err, fault.Forbidden) {
		t.Errorf("she takes herself back: %v", err)
	}
	h.must(h.Accounts.Disable(t.Context(), anne, h.head.ID))
	if _, err := h.Undo.Undo(account.Gesture(t.Context()), h.head, p.Act); err == nil || !strings.Contains(h.people(), "a@musee.test head") || strings.Contains(h.people(), "-a@musee.test") {
		t.Errorf("nobody is left: %v, %s", err, h.people())
	}
}

// TestNamesOfPeopleWhoAreKnownAreNotShortened, and who bears the same name is said.
func TestNamesOfPeopleWhoAreKnownAreNotShortened(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.bring(h.head, "personnes", "NOM;Prénom;Courriel;Rôle\nBENALI;;s@musee.test;Membre de l’équipe\nCARPENTIER;Inès;i@musee.test;Stagiaire\n"+
		"CARPENTIER;Inès;ines@musee.test;Stagiaire\nMOREL;Lucie;l@musee.test;Stagiaire\nMOREL;Lucie;lucie@musee.test;Stagiaire\n")
	p := h.look(h.head, id)
	for number, outcome := range map[int]intake.Outcome{2: intake.Waits, 3: intake.Same, 4: intake.Created, 5: intake.Created, 6: intake.Created} {
		if row := p.Report.Row(number); row.Outcome != outcome {
			t.Errorf("row %d: %+v", number, row)
		}
	}
	if m := p.Report.Row(2).Remarks[0]; m.Column != 1 || m.Proposal != "Samir Benali" || !strings.Contains(m.Text, "n’est qu’une partie du nom") {
		t.Errorf("%+v", m)
	}
	if r := p.Report.Row(5).Remarks; len(r) > 0 {
		t.Errorf("%+v", r)
	}
	for number, says := range map[int]string{4: "Une personne déjà connue porte le même nom, avec l’adresse i@musee.test", 6: "La personne de la ligne 5 porte le même nom, avec l’adresse l@musee.test"} {
		if r := p.Report.Row(number).Remarks; len(r) != 1 || r[0].Waits || !strings.Contains(r[0].Text, says) {
			t.Errorf("row %d: %+v", number, r)
		}
	}
	h.must(h.Imports.Decide(t.Context(), h.head, id, p.Version, intake.Choices{Cells: map[string]string{intake.At(2, 1): "Samir Benali"}}))
	if p = h.look(h.head, id); p.Report.Row(2).Outcome != intake.Same || !p.Report.Ready() {
		t.Errorf("%+v", p.Report.Row(2))
	}
}
