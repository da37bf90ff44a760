package document_test

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/document"
	"parvis/internal/document/shipped"
	"parvis/internal/exchange/docx"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/partner"
	"parvis/internal/partner/kinds"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/programme"
	"parvis/internal/rooms"
	"parvis/internal/workcal"
)

var day = workcal.Of(2025, 4, 7)

// house is a service with a project, of which the intern is a member.
type house struct {
	rooms.Rooms
	t                  *testing.T
	head, team, intern account.By
	project, other     int64
}

func open(t *testing.T) house {
	t.Helper()
	h := house{Rooms: rooms.ForTests(pgtest.New(t)), t: t}
	h.must(h.Seed(t.Context()))
	person := func(name string, role access.Role) account.By {
		p, err := h.Accounts.Seed(t.Context(), account.Identity{Name: name, Email: string(role) + "@musee.test", Role: role}, "une phrase de passe")
		h.must(err)
		return p.On(day)
	}
	h.head, h.team, h.intern = person("Claire Vasseur", access.Head), person("Samir Benali", access.Team), person("Zoé Petit", access.Intern)
	make := func(title string) int64 {
		id, err := h.Programme.Create(t.Context(), h.head, "", programme.ProjectDraft{Kind: programme.EAC, Title: title, PilotID: h.team.ID, First: day.AddDays(60), Last: day.AddDays(61), Audiences: "18-25 ans"})
		h.must(err)
		return id
	}
	h.project, h.other = make("Nuit des musées"), make("Autre")
	h.must(h.Programme.AddMember(t.Context(), h.head, h.project, h.intern.ID))
	return h
}

func (h house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h house) organisation(d partner.OrganisationDraft) int64 {
	h.t.Helper()
	d.Kind = kinds.Bibliotheque
	id, err := h.Partners.Create(h.t.Context(), h.team, "", d)
	h.must(err)
	return id
}

func (h house) contact(in int64, last string, consent partner.Consent) int64 {
	h.t.Helper()
	id, err := h.Partners.CreateContact(h.t.Context(), h.team, "", partner.ContactDraft{LastName: last, Civility: "Mme", Consent: consent, Phones: []partner.Phone{"+33199000001"}}, in, partner.PostDraft{Role: "relais"})
	h.must(err)
	return id
}

func (h house) model(d document.Draft, data []byte) int64 {
	h.t.Helper()
	id, err := h.Documents.Create(h.t.Context(), h.team, "", d, data)
	h.must(err)
	return id
}

func (h house) text(body string) int64 {
	h.t.Helper()
	return h.model(document.Draft{Name: "Modèle", Kind: shipped.Letter, Format: document.Written, Body: body}, nil)
}

func (h house) prepare(o document.Order) document.Prepared {
	h.t.Helper()
	p, err := h.Documents.Prepare(h.t.Context(), h.team, o)
	h.must(err)
	return p
}

// missing tells what lacks: « SIRET: Le Phare ».
func missing(p document.Prepared) string {
	var lines []string
	for _, m := range p.Missing {
		lines = append(lines, m.Label+": "+strings.Join(m.Of, ", "))
	}
	return strings.Join(lines, "; ")
}

// read is what a document says, letters apart.
func read(t *testing.T, sheets [][]docx.Block) string {
	t.Helper()
	var pages []string
	for _, s := range sheets {
		var lines []string
		for _, b := range s {
			line := ""
			for _, w := range b.Words {
				line += w.Text
			}
			lines = append(lines, line)
		}
		pages = append(pages, strings.Join(lines, "\n"))
	}
	return strings.Join(pages, " | ")
}

func TestTheShippedModelsComeOnceAndKeepWhatTheServiceChanged(t *testing.T) {
	t.Parallel()
	h := open(t)
	list, err := h.Documents.List(t.Context(), h.intern)
	if h.must(err); len(list) != 3 {
		t.Fatalf("%d models", len(list))
	}
	edited := list[0].Draft
	edited.Body = "Nous"
	h.must(h.Documents.Edit(t.Context(), h.team, list[0].ID, 1, edited))
	h.must(h.Documents.Delete(t.Context(), h.team, list[1].ID))
	h.must(h.Purge(t.Context(), h.head.At.AddDate(0, 0, 90)))
	h.must(h.Seed(t.Context()))
	again, err := h.Documents.List(t.Context(), h.head)
	if h.must(err); len(again) != 2 || again[0].Body != "Nous" {
		t.Errorf("%d models, %q", len(again), again[0].Body)
	}
}

func TestAModelIsEditedThrownAwayAndRestored(t *testing.T) {
	t.Parallel()
	h := open(t)
	d := document.Draft{Name: "Lettre", Kind: shipped.Letter, Format: document.Written, Body: "Bonjour {{lieu}}"}
	id := h.model(d, nil)
	hers := d
	hers.Body = "Au revoir"
	h.must(h.Documents.Edit(t.Context(), h.head, id, 1, hers))
	if met, ok := fault.StaleOf(h.Documents.Edit(t.Context(), h.team, id, 1, d)); !ok || met.By != "Claire Vasseur" {
		t.Errorf("%+v", met)
	}
	_, err := h.Documents.Create(t.Context(), h.team, "", d, nil)
	if problems, ok := fault.ProblemsOf(err); !ok || problems.For("nom") == "" {
		t.Errorf("a second of that name: %v", err)
	}
	h.must(h.Documents.Delete(t.Context(), h.team, id))
	if _, err := h.Documents.Model(t.Context(), h.intern, id); !fault.Is(err, fault.NotFound) {
		t.Errorf("the intern still finds it: %v", err)
	}
	other := h.model(d, nil)
	if err := h.Documents.Restore(t.Context(), h.team, id); !fault.Is(err, fault.Conflict) {
		t.Errorf("restored beside its namesake: %v", err)
	}
	h.must(h.Documents.Delete(t.Context(), h.team, other))
	h.must(h.Documents.Restore(t.Context(), h.team, id))
	for what, err := range map[string]error{"edit": h.Documents.Edit(t.Context(), h.intern, id, 4, d), "delete": h.Documents.Delete(t.Context(), h.intern, id)} {
		if !fault.Is(err, fault.Forbidden) {
			t.Errorf("the intern: %s: %v", what, err)
		}
	}
}

func TestAFileThatIsNoModelIsRefusedWithItsSentence(t *testing.T) {
	t.Parallel()
	h := open(t)
	for said, data := range map[string]string{"est un PDF": "%PDF-1.7", "n’est pas un document Word": "bonjour", "est vide": "", "dépasse": strings.Repeat("x", document.MostFile+1)} {
		_, err := h.Documents.Create(t.Context(), h.team, "", document.Draft{Name: "Lettre", Kind: shipped.Letter, Format: document.Word, File: "l.docx"}, []byte(data))
		if problems, ok := fault.ProblemsOf(err); !ok || !strings.Contains(problems.For("fichier"), said) {
			t.Errorf("%s: %v", said, err)
		}
	}
}

func TestWhatIsKnownIsFoundAndWhatLacksIsNamedBefore(t *testing.T) {
	t.Parallel()
	h := open(t)
	whole := h.organisation(partner.OrganisationDraft{Name: "La Rive", SIRET: "99900000300015", Town: "Nanterre"})
	bare := h.organisation(partner.OrganisationDraft{Name: "Le Phare"})
	h.contact(whole, "Duval", partner.ConsentGiven)
	model := h.text("{{structure.nom}} {{organisation.siret}} {{contact.nom_complet}} {{projet.titre}} {{projet.publics}} {{projet.objectifs}} {{lieu}} {{date}}\n- {{contacts.nom}} {{contacts.tel}}")
	o := document.Order{Model: model, Project: h.project, Organisations: []int64{bare, whole, 999_999}, Typed: map[string]string{"lieu": "Nanterre"}}
	p := h.prepare(o)
	if got, want := missing(p), "SIRET: Le Phare; contact: Le Phare"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got := strings.Join(p.Blank, ", "); got != "Objectifs du projet" || p.Gone != 1 {
		t.Errorf("left blank: %s; %d gone", got, p.Gone)
	}
	var asked []string
	for _, a := range p.Asked {
		asked = append(asked, a.Name+"="+a.Value)
	}
	if got, want := strings.Join(asked, " "), "projet.objectifs= lieu=Nanterre date="+day.FrenchDay(); got != want {
		t.Errorf("asked %s, want %s", got, want)
	}
	want := "La Rive 999 000 003 00015 Mme Duval Nuit des musées 18-25 ans ……… Nanterre " + day.FrenchDay() + "\nDuval 01 99 00 00 01 | Le Phare ……… ……… Nuit des musées 18-25 ans ……… Nanterre " + day.FrenchDay()
	if got := french.PlainSpaces(read(t, p.Sheets())); got != french.PlainSpaces(want) {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	if got := h.prepare(document.Order{Model: model, Project: h.project}); len(got.Letters) != 1 || len(got.Asked) != 6 {
		t.Errorf("for nobody: %+v", got.Asked)
	}
}

func TestWhoRefusedToBeContactedIsLeftOutUnlessChosenAgain(t *testing.T) {
	t.Parallel()
	h := open(t)
	one := h.organisation(partner.OrganisationDraft{Name: "La Rive"})
	refused := h.contact(one, "Refus", partner.ConsentRefused)
	h.contact(one, "Duval", partner.ConsentUnknown)
	o := document.Order{Model: h.text("{{contact.nom}}: {{contacts.nom}}"), Organisations: []int64{one}}
	p := h.prepare(o)
	if got := read(t, p.Sheets()); got != "Duval: Duval" || len(p.LeftOut) != 1 || p.LeftOut[0].Name != "Refus" {
		t.Errorf("%s, left out %+v", got, p.LeftOut)
	}
	o.Contacts = []int64{refused}
	if got := read(t, h.prepare(o).Sheets()); got != "Duval: Duval" {
		t.Errorf("chosen once: %s", got)
	}
	o.Despite = []int64{refused}
	if got := read(t, h.prepare(o).Sheets()); got != "Refus: Refus, Duval" {
		t.Errorf("chosen again: %s", got)
	}
}

func TestABadgeIsForEachPerson(t *testing.T) {
	t.Parallel()
	h := open(t)
	one := h.organisation(partner.OrganisationDraft{Name: "La Rive"})
	h.contact(one, "Duval", partner.ConsentUnknown)
	h.contact(one, "Petit", partner.ConsentUnknown)
	model := h.model(document.Draft{Name: "Badge", Kind: shipped.Badge, Format: document.Written, Body: "# {{contact.nom}}"}, nil)
	if got := read(t, h.prepare(document.Order{Model: model, Organisations: []int64{one}}).Sheets()); got != "Duval | Petit" {
		t.Error(got)
	}
}

// TestALetterOfWordIsFilledForAListOfForty fills the model of a word processor, its row repeated for each contact.
func TestALetterOfWordIsFilledForAListOfForty(t *testing.T) {
	t.Parallel()
	h := open(t)
	data, err := os.ReadFile("../exchange/docx/testdata/lettre.docx")
	h.must(err)
	model := h.model(document.Draft{Name: "Lettre", Kind: shipped.Letter, Format: document.Word, File: "lettre.docx"}, data)
	sheet, err := h.Documents.Model(t.Context(), h.intern, model)
	if h.must(err); !strings.Contains(strings.Join(sheet.Fields, " "), "contacts.tel") {
		t.Errorf("%v", sheet.Fields)
	}
	var ids []int64
	for i := range 40 {
		id := h.organisation(partner.OrganisationDraft{Name: fmt.Sprintf("Structure nº %02d", i)})
		for n := range i % 3 {
			h.contact(id, fmt.Sprintf("Nom%02d%c", i, 'a'+n), partner.ConsentUnknown)
		}
		ids = append(ids, id)
	}
	o := document.Order{Model: model, Project: h.project, Organisations: ids, Typed: map[string]string{"lieu": "Nanterre"}}
	p := h.prepare(o)
	if p.Sheets() != nil || !strings.Contains(strings.Join(p.Blank, ", "), "Siret") {
		t.Errorf("%v", p.Blank)
	}
	made, err := h.Documents.Make(t.Context(), h.team, o)
	h.must(err)
	if _, err := docx.Open(made.Data); err != nil {
		t.Fatal(err)
	}
	text := body(t, made.Data)
	for i := range 40 {
		if got := strings.Count(text, fmt.Sprintf("Structure nº %02d", i)); got == 0 {
			t.Errorf("nº %d is not there", i)
		}
		if got := strings.Count(text, fmt.Sprintf("Nom%02d", i)); got != i%3 {
			t.Errorf("nº %d has %d rows, want %d", i, got, i%3)
		}
	}
	if !bytes.Contains(part(t, made.Data, "word/header1.xml"), []byte("Nuit des musées")) {
		t.Error("the header does not name the project")
	}
	too := o
	for i := range document.MostLetters {
		too.Organisations = append(too.Organisations, int64(i+100_000))
	}
	if _, err := h.Documents.Prepare(t.Context(), h.team, too); !fault.Is(err, fault.Invalid) {
		t.Errorf("too many: %v", err)
	}
}

func TestWhoMayFillWhatAndADocumentIsKeptOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	model := h.text("Bonjour {{lieu}}")
	for _, c := range []struct {
		by      account.By
		project int64
		may     bool
	}{{h.head, 0, true}, {h.team, 0, true}, {h.intern, 0, false}, {h.head, h.other, true}, {h.team, h.other, true}, {h.intern, h.other, false}, {h.intern, h.project, true}} {
		_, err := h.Documents.Make(t.Context(), c.by, document.Order{Model: model, Project: c.project})
		if (err == nil) != c.may || err != nil && !fault.Is(err, fault.Forbidden) {
			t.Errorf("%s on %d: %v", c.by.Name, c.project, err)
		}
	}
	o := document.Order{Model: model, Project: h.project}
	if _, err := h.Documents.Keep(t.Context(), h.intern, "", o, true); !fault.Is(err, fault.Forbidden) {
		t.Errorf("the intern says that it tells amounts: %v", err)
	}
	kept, err := h.Documents.Keep(t.Context(), h.intern, "abcdefghijklmnopqrst", o, false)
	h.must(err)
	if again, err := h.Documents.Keep(t.Context(), h.intern, "abcdefghijklmnopqrst", o, false); err != nil || again != kept {
		t.Errorf("kept twice: %d and %d, %v", kept, again, err)
	}
	_, err = h.Documents.Keep(t.Context(), h.team, "", o, true)
	h.must(err)
	shelf, err := h.Files.Of(t.Context(), h.intern, journal.Project, h.project)
	if h.must(err); len(shelf.Files) != 1 || !strings.HasPrefix(shelf.Files[0].Name, "Modèle - Nuit des musées") || shelf.Files[0].Type != "docx" {
		t.Errorf("%+v", shelf.Files)
	}
	h.must(h.Programme.Delete(t.Context(), h.head, h.other))
	if _, err := h.Documents.Prepare(t.Context(), h.head, document.Order{Model: model, Project: h.other}); !fault.Is(err, fault.NotFound) {
		t.Errorf("of a project in the trash: %v", err)
	}
}

// body is the text of a document's main part.
func body(t *testing.T, data []byte) string {
	t.Helper()
	return strings.Join(texts(t, data), "")
}

func texts(t *testing.T, data []byte) []string {
	t.Helper()
	var list []string
	for _, piece := range bytes.Split(part(t, data, "word/document.xml"), []byte("<w:t")) {
		if _, after, ok := bytes.Cut(piece, []byte(">")); ok && (piece[0] == '>' || piece[0] == ' ') {
			text, _, _ := bytes.Cut(after, []byte("</w:t>"))
			list = append(list, string(text))
		}
	}
	return list
}
