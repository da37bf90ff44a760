package partner_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/exchange/intake"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/imports"
	"parvis/internal/partner"
	"parvis/internal/partner/kinds"
	"parvis/internal/postgres"
	"parvis/internal/territory"
)

// importing is a house that imports into its directory.
type importing struct {
	house
	room *imports.Room
}

func openImports(t *testing.T) importing {
	t.Helper()
	h := open(t)
	return importing{h, imports.New(h.db, h.Import())}
}

func (h importing) bring(data []byte) imports.Preview {
	h.t.Helper()
	id, err := h.room.Bring(h.t.Context(), h.team, "structures", 0, "annuaire.csv", data, "fichier", "")
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

// propose answers all that a file asks as it is proposed, and leaves out the rows that wait all the same, until nothing waits.
func (h importing) propose(p imports.Preview) imports.Preview {
	h.t.Helper()
	for range 5 {
		if p.Report.Count(intake.Waits) == 0 {
			return p
		}
		p = h.answer(p, func(a intake.Ask) string { return a.Proposal })
	}
	h.t.Fatalf("still waiting:\n%s", told(p))
	return p
}

func (h importing) answer(p imports.Preview, answer func(intake.Ask) string) imports.Preview {
	h.t.Helper()
	c := p.Choices
	c.Answers = map[string]string{}
	for name, text := range p.Choices.Answers {
		c.Answers[name] = text
	}
	asked := map[int]bool{}
	for _, a := range p.Report.Asks {
		if a.Answer == "" {
			c.Answers[a.Name] = answer(a)
		}
		for _, row := range a.Rows {
			asked[row] = true
		}
	}
	for _, row := range p.Report.Rows {
		if row.Outcome == intake.Waits && !asked[row.Number] {
			c.Out = append(slices.Clone(c.Out), row.Number)
		}
	}
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

// told writes what becomes of the rows.
func told(p imports.Preview) string {
	var b strings.Builder
	for _, row := range p.Report.Rows {
		fmt.Fprintf(&b, "%d %s %s\n", row.Number, row.Outcome, row.Title)
		for _, m := range row.Remarks {
			fmt.Fprintf(&b, "   %s\n", m.Text)
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

func (h importing) count(sql string) int {
	h.t.Helper()
	n, err := postgres.Scalar[int](h.t.Context(), h.db, sql, nil)
	h.must(err)
	return n
}

// lists is what the lists of the directory show.
func (h importing) lists() string {
	h.t.Helper()
	all, err := h.All(h.t.Context(), h.head, partner.Filter{})
	h.must(err)
	people, err := h.AllContacts(h.t.Context(), h.head, partner.ContactFilter{})
	h.must(err)
	var b strings.Builder
	for _, o := range all {
		fmt.Fprintf(&b, "%+v %s\n", o.OrganisationDraft, o.LastDay)
	}
	for _, c := range people {
		fmt.Fprintf(&b, "%+v", c.ContactDraft)
		for _, p := range c.Posts {
			fmt.Fprintf(&b, " %s %s", p.Role, p.Organisation.Name)
		}
		b.WriteString("\n")
	}
	return french.PlainSpaces(b.String())
}

func testdata(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile("../exchange/" + path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestADirectoryComesAsItsServiceKeptIt takes the directory of a service with its title, ruined codes, duplicate, test, total and foot:
// looked at, answered, done, taken back, done again, and brought again.
func TestADirectoryComesAsItsServiceKeptIt(t *testing.T) {
	t.Parallel()
	h := openImports(t)
	before := h.lists()
	p := h.propose(h.bring(testdata(t, "cardsheet/testdata/relais.csv")))
	r := p.Report
	if r.Count(intake.Created) != 8 || r.Count(intake.Changed) != 1 || r.Row(11).Outcome != intake.Skipped || r.Row(9).Outcome != intake.Changed {
		t.Fatal(told(p))
	}
	done := h.run(p)
	if done.Created != 8 || done.Changed != 1 {
		t.Errorf("%+v", done)
	}
	after := h.lists()
	for _, want := range []string{"Mission locale des Deux Rives", "PostalCode:92000 Town:Nanterre ", "99900000300015", "Association \"Les Amis du Gué\"", "+33199000006 secrétariat", `=HYPERLINK("http://example.org")`, "PostalCode:01000 Town:Bourg-Exemple ",
		"Hôtel de Ville - BP 99", "(préfère le mardi ; coût : 40 €)", "PETIT-Y", "LEBRUN-X", "2025-03-12", "2025-02-03", "2025-02-01", "2025-03-01"} {
		if !strings.Contains(after, want) {
			t.Errorf("%q is lost:\n%s", want, after)
		}
	}
	if n := h.count(`SELECT count(*)::int FROM interactions WHERE month_only`); n != 1 {
		t.Errorf("%d exchanges of a month", n)
	}
	h.undo(done.Act)
	if now := h.lists(); now != before {
		t.Errorf("taken back:\n%s", now)
	}
	h.must(h.room.Reopen(t.Context(), h.team, p.ID))
	if h.run(h.look(p.ID)); h.lists() != after {
		t.Errorf("once more:\n%s", h.lists())
	}
	again := h.propose(h.bring(testdata(t, "cardsheet/testdata/relais.csv")))
	if r := again.Report; r.Count(intake.Created)+r.Count(intake.Changed) != 0 || r.Count(intake.Same) != 9 {
		t.Errorf("brought again:\n%s", told(again))
	}
}

func (h importing) undo(act string) {
	h.t.Helper()
	_, err := h.back.Undo(account.Gesture(h.t.Context()), h.team, act)
	h.must(err)
}

// TestCardsOfAnAddressBookCome: five stand, the sixth is refused by its place; and again, they are there.
func TestCardsOfAnAddressBookCome(t *testing.T) {
	t.Parallel()
	h := openImports(t)
	before := h.lists()
	p := h.bring(testdata(t, "vcard/testdata/contacts.vcf"))
	if row := p.Report.Row(6); row.Outcome != intake.Waits || !strings.Contains(row.Remarks[0].Text, "END:VCARD") {
		t.Fatal(told(p))
	}
	p = h.propose(p)
	if r := p.Report; r.Count(intake.Created) != 4 || r.Row(3).Outcome != intake.Same || r.Count(intake.Skipped) != 1 {
		t.Fatal(told(p))
	}
	done := h.run(p)
	after := h.lists()
	if !strings.Contains(after, "Amélie Bérard-X") && !strings.Contains(after, "Bérard-X") || !strings.Contains(after, "Service : Pôle jeunesse") {
		t.Error(after)
	}
	again := h.propose(h.bring(testdata(t, "vcard/testdata/contacts.vcf")))
	if r := again.Report; r.Count(intake.Created)+r.Count(intake.Changed) != 0 {
		t.Errorf("brought again:\n%s", told(again))
	}
	h.undo(done.Act)
	if now := h.lists(); now != before {
		t.Errorf("taken back:\n%s", now)
	}
}

const named = "Structure;Ville;Tél;Contact;Fonction;Mail;Observations\n"

// TestWhatLooksLikeARecordIsAskedAbout, and each answer does what it says.
func TestWhatLooksLikeARecordIsAskedAbout(t *testing.T) {
	t.Parallel()
	h := openImports(t)
	phones, err := partner.ReadPhones("01 99 00 00 02")
	h.must(err)
	id := h.organisation(partner.OrganisationDraft{Name: "Centre socioculturel Le Phare", Kind: kinds.Socioculturel, Town: "Colombes", Phones: phones, Notes: "À garder."})
	h.contact("Ousmane", "Diop", id)
	p := h.bring([]byte(named + "CENTRE SOCIO-CULTUREL LE PHARE;Colombes;01 99 00 00 02;;;;Essai\nAutre lieu;Sèvres;;Anne Test-Roy;;\n"))
	if len(p.Report.Asks) != 1 || p.Report.Row(2).Outcome != intake.Waits || p.Report.Ready() {
		t.Fatal(told(p))
	}
	ask := p.Report.Asks[0]
	if said := french.PlainSpaces(ask.Hint); said != "Cette structure ressemble à « Centre socioculturel Le Phare » (Colombes) (même téléphone et nom proche), déjà dans l’annuaire." {
		t.Error(said)
	}
	for option, want := range map[int]struct {
		outcome intake.Outcome
		change  string
	}{0: {intake.Changed, "\\nEssai"}, 1: {intake.Created, ""}, 2: {intake.Skipped, ""}} {
		c := intake.Choices{Answers: map[string]string{ask.Name: ask.Options[option].Name}}
		p = h.look(p.ID)
		h.must(h.room.Decide(t.Context(), h.team, p.ID, p.Version, c))
		got := h.look(p.ID)
		if row := got.Report.Row(2); row.Outcome != want.outcome || !strings.Contains(told(got), want.change) {
			t.Errorf("%s: %s", ask.Options[option].Label, told(got))
		}
	}
	h.must(h.room.Decide(t.Context(), h.team, p.ID, h.look(p.ID).Version, intake.Choices{Answers: map[string]string{ask.Name: "n’importe quoi"}}))
	if got := h.look(p.ID); got.Report.Row(2).Outcome != intake.Waits || got.Report.Asks[0].Problem == "" {
		t.Error(told(got))
	}
}

// TestARecordIsCompletedAndNothingOfItIsReplaced: what is empty is filled, what is new is added, what differs is kept beside.
func TestARecordIsCompletedAndNothingOfItIsReplaced(t *testing.T) {
	t.Parallel()
	h := openImports(t)
	phones, err := partner.ReadPhones("01 99 00 00 02 (accueil)")
	h.must(err)
	id := h.organisation(partner.OrganisationDraft{Name: "Maison des jeunes", Kind: kinds.MJC, Town: "Nanterre", PostalCode: "92000", Address: "3 rue du Test", Phones: phones, Notes: "À garder.", Tags: []string{"jeunes"}})
	h.contact("Ousmane", "Diop", id)
	p := h.bring([]byte("Structure;Type;Adresse;CP;Ville;Tél structure;Mail structure;Étiquettes;Contact;Fonction;Tél;Observations\n" +
		"maison des jeunes;Bibliothèque;9 avenue Autre;92000;NANTERRE;01 99 00 00 08;mjc@example.org;Radio;DIOP Ousmane;Directeur;01 99 00 00 09;Ouvert le samedi\n"))
	if len(p.Report.Asks) != 0 || p.Report.Row(2).Outcome != intake.Changed {
		t.Fatal(told(p))
	}
	h.run(p)
	s := h.sheet(id)
	if got := french.PlainSpaces(fmt.Sprint(s.Name, "|", s.Kind, "|", s.Address, "|", s.Town, "|", s.Phones, "|", s.Emails, "|", s.Tags, "|", s.Notes)); got !=
		"Maison des jeunes|MJC|3 rue du Test|Nanterre|[+33199000002 accueil +33199000008]|[mjc@example.org]|[jeunes radio]|À garder.\nAutre type : Bibliothèque\nAutre adresse : 9 avenue Autre\nOuvert le samedi" {
		t.Error(got)
	}
	if len(s.Members) != 1 || s.Members[0].Post.Role != "Directeur" || fmt.Sprint(s.Members[0].Phones) != "[+33199000009]" {
		t.Errorf("%+v", s.Members)
	}
	page, err := h.History(t.Context(), h.head, id, 1)
	h.must(err)
	if len(page.Entries) != 2 {
		t.Errorf("%+v", page.Entries)
	}
}

// TestWhatOneOfTwoImportsDidIsSeenByTheOther: the second one is told that what it saw changed, and then finds it all there.
func TestWhatOneOfTwoImportsDidIsSeenByTheOther(t *testing.T) {
	t.Parallel()
	h := openImports(t)
	data := []byte(named + "Le Phare;Colombes;01 99 00 00 02;Ousmane Diop;;\n")
	one, two := h.bring(data), h.bring([]byte(named+"Le Phare;Colombes;01 99 00 00 02;Ousmane Diop;;\nUn autre lieu;Sèvres;;;;\n"))
	h.run(one)
	if _, err := h.room.Run(t.Context(), h.team, two.ID, two.Seen); !fault.Is(err, fault.Conflict) {
		t.Errorf("%v", err)
	}
	if p := h.look(two.ID); p.Report.Row(2).Outcome != intake.Same || p.Report.Row(3).Outcome != intake.Created {
		t.Error(told(p))
	}
	if n := h.count(`SELECT count(*)::int FROM organisations`); n != 1 {
		t.Error(n)
	}
}

// TestTwoPeopleImportTheSameDirectoryAtOnce: one of them does, and the other is told.
func TestTwoPeopleImportTheSameDirectoryAtOnce(t *testing.T) {
	t.Parallel()
	h := openImports(t)
	data := []byte(named + "Le Phare;Colombes;01 99 00 00 02;Ousmane Diop;;\nUn autre lieu;Sèvres;01 99 00 00 03;Anne Petit;;\n")
	var all sync.WaitGroup
	previews := []imports.Preview{h.bring(data), h.bring(data)}
	for _, p := range previews {
		all.Go(func() {
			over, err := h.room.Run(account.Gesture(t.Context()), h.team, p.ID, p.Seen)
			if err == nil {
				<-over
			} else if !fault.Is(err, fault.Conflict) {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n, people := h.count(`SELECT count(*)::int FROM organisations`), h.count(`SELECT count(*)::int FROM contacts`); n != 2 || people != 2 {
		t.Errorf("%d organisations, %d contacts", n, people)
	}
	done := 0
	for _, p := range previews {
		if p = h.look(p.ID); p.State == imports.Done {
			done++
		} else if p.Report.Row(2).Outcome != intake.Same {
			t.Error(told(p))
		}
	}
	if done != 1 {
		t.Errorf("%d were done", done)
	}
}

// TestWhoMayNotImportTheDirectory: an intern brings nothing.
func TestWhoMayNotImportTheDirectory(t *testing.T) {
	t.Parallel()
	h := openImports(t)
	if _, err := h.room.Bring(t.Context(), h.intern, "structures", 0, "a.csv", []byte(named+"Le Phare;;;;;\n"), "fichier", ""); !fault.Is(err, fault.Forbidden) {
		t.Error(err)
	}
}

// TestATerritoryIsThatOfACodeThenOfANameInItsTownThenOfItsTown.
func TestATerritoryIsThatOfACodeThenOfANameInItsTownThenOfItsTown(t *testing.T) {
	t.Parallel()
	h := openImports(t)
	places := territory.New(h.db)
	for _, d := range []territory.Draft{{Kind: territory.Town, Name: "Nanterre", Code: "92050"}, {Kind: territory.Town, Name: "Colombes", Code: "92025"}, {Kind: territory.District, Name: "Le Parc", Code: "QN09201M", Towns: "Nanterre"},
		{Kind: territory.District, Name: "Le Parc", Code: "QN09209I", Towns: "Colombes"}} {
		_, err := places.Create(t.Context(), h.team, "", d)
		h.must(err)
	}
	p := h.bring([]byte("Structure;Ville;Territoire\nPremière;Nanterre;QN09209I\nDeuxième;COLOMBES;le parc\nTroisième;;Le Parc\nQuatrième;NANTERRE CEDEX;\nCinquième;Colombes;Ailleurs\n"))
	h.run(p)
	all, err := h.All(t.Context(), h.head, partner.Filter{})
	h.must(err)
	got := map[string]string{}
	for _, o := range all {
		code, err := postgres.Scalars[string](t.Context(), h.db, fmt.Sprintf(`SELECT code FROM territories WHERE id = %d`, o.Territory.ID), nil)
		h.must(err)
		got[o.Name] = french.PlainSpaces(strings.Join(code, "") + " " + o.Notes)
	}
	want := map[string]string{"Première": "QN09209I ", "Deuxième": "QN09209I ", "Troisième": " Territoire : Le Parc", "Quatrième": "92050 Adresse postale : Nanterre Cedex", "Cinquième": "92025 Territoire : Ailleurs"}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%v, want %v\n%s", got, want, told(p))
	}
}

// TestALongDirectoryIsImportedInAFewQueries: they do not grow with the rows that are created.
func TestALongDirectoryIsImportedInAFewQueries(t *testing.T) {
	t.Parallel()
	var counts []int64
	for _, n := range []int{3, 300} {
		h := openImports(t)
		var b strings.Builder
		b.WriteString("Structure;Ville;Contact;Mail;Dernier contact\n")
		for i := range n {
			fmt.Fprintf(&b, "Lieu %s;Nanterre;Anne TESTROY%s;a%d@example.org;12/03/2025\n", letters(i), letters(i), i)
		}
		p := h.bring([]byte(b.String()))
		if p.Report.Count(intake.Created) != n {
			t.Fatal(told(p))
		}
		ctx, queries := postgres.CountQueries(t.Context())
		read, err := h.Import().Read(ctx, h.db, h.team, 0, []byte(b.String()), intake.Choices{})
		h.must(err)
		tx, err := h.db.Begin(account.Gesture(ctx))
		h.must(err)
		h.must(read.Apply(ctx, tx, h.team, func(int) {}))
		h.must(tx.Commit(ctx))
		counts = append(counts, queries.Load())
	}
	if counts[0] != counts[1] {
		t.Errorf("%v queries", counts)
	}
}

// letters tells a number as a word that is like no other's: what is near leaves out vowels and doubled letters.
func letters(n int) string {
	var b strings.Builder
	for i := range 4 {
		b.WriteByte([]string{"npqrstvwz", "bcdfgjklm"}[i%2][n%9])
		b.WriteByte('a')
		n /= 9
	}
	return b.String()
}

// TestNothingIsWrittenOverARecordThatChangedMeanwhile: what was edited between the reading and the writing stays as it is, and so does all else.
func TestNothingIsWrittenOverARecordThatChangedMeanwhile(t *testing.T) {
	t.Parallel()
	h := openImports(t)
	id := h.named("Le Phare")
	person := h.contact("Ousmane", "Diop", id)
	for what, edit := range map[string]func() error{
		"organisation": func() error {
			return h.Edit(t.Context(), h.head, id, h.sheet(id).Version, partner.OrganisationDraft{Name: "Le Phare", Kind: kinds.Association, Notes: "À garder."})
		},
		"contact": func() error {
			return h.EditContact(t.Context(), h.head, person, 1, partner.ContactDraft{FirstName: "Ousmane", LastName: "Diop", Notes: "À garder."})
		},
	} {
		read, err := h.Import().Read(t.Context(), h.db, h.team, 0, []byte("Structure;Contact;Mail\nLe Phare;DIOP Ousmane;o@example.org\nLieu neuf;;\n"), intake.Choices{})
		h.must(err)
		if read.Report().Count(intake.Changed) != 1 {
			t.Fatal(told(imports.Preview{Report: read.Report()}))
		}
		h.must(edit())
		err = postgres.InTx(t.Context(), h.db, func(tx pgx.Tx) error { return read.Apply(t.Context(), tx, h.team, func(int) {}) })
		if fault.Is(err, fault.Conflict) {
			continue
		}
		t.Errorf("%s: %v", what, err)
	}
	if n := h.count(`SELECT count(*)::int FROM organisations WHERE name = 'Lieu neuf'`); n != 0 {
		t.Errorf("%d are created", n)
	}
}
