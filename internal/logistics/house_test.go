package logistics_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/agreement"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/journal"
	"parvis/internal/logistics"
	"parvis/internal/partner"
	"parvis/internal/partner/kinds"
	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/programme"
	"parvis/internal/retroplan"
	"parvis/internal/undo"
	"parvis/internal/workcal"
)

var (
	now   = time.Date(2025, 4, 7, 11, 0, 0, 0, postgres.Paris)
	today = workcal.FromTime(now)
	event = workcal.Of(2025, 6, 13)
)

// house is a database with the people of a service and a project whose member the intern is.
type house struct {
	*logistics.Room
	t                               *testing.T
	db                              *pgxpool.Pool
	back                            *undo.Room
	plans                           *plan.Room
	head, team, intern, otherIntern account.By
	project                         int64
}

func open(t *testing.T) house {
	t.Helper()
	h := house{t: t, db: pgtest.New(t)}
	h.plans = plan.New(h.db)
	h.Room = logistics.New(h.db, h.plans)
	h.back = undo.New(h.db, programme.Undoable{}, plan.Undoable{}, partner.Undoable{}, agreement.Undoable{}, logistics.Undoable{})
	h.head, h.team, h.intern, h.otherIntern = h.person("Claire Fontaine", access.Head), h.person("Samir Benali", access.Team), h.person("Inès Petit", access.Intern), h.person("Zoé Autre", access.Intern)
	projects := programme.New(h.db)
	var err error
	h.project, err = projects.Create(t.Context(), h.team, "", programme.ProjectDraft{Title: "JEA 2025", Kind: programme.EventProgramme, PilotID: h.team.ID, First: event, Last: event.AddDays(2)})
	h.must(err)
	h.must(projects.AddMember(t.Context(), h.head, h.project, h.intern.ID))
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

// named is a piece to obtain, of the safety part, with what a function changes of it.
func named(title string, change ...func(*logistics.Draft)) logistics.Draft {
	d := logistics.Draft{Title: title, Kind: logistics.Safety, Part: logistics.SafetyPart, Direction: logistics.Obtain}
	for _, c := range change {
		c(&d)
	}
	return d
}

func (h house) piece(d logistics.Draft) int64 {
	h.t.Helper()
	id, err := h.Create(h.t.Context(), h.team, "", h.project, d)
	h.must(err)
	return id
}

func (h house) sheet(by account.By, id int64) logistics.Sheet {
	h.t.Helper()
	s, err := h.Piece(h.t.Context(), by, id)
	h.must(err)
	return s
}

func (h house) file(by account.By) logistics.File {
	h.t.Helper()
	f, err := h.Of(h.t.Context(), by, h.project)
	h.must(err)
	return f
}

func (h house) task(title string, o retroplan.Offset) int64 {
	h.t.Helper()
	id, err := h.plans.CreateTask(h.t.Context(), h.team, h.project, plan.Draft{Title: title, Category: plan.Administrative, Duration: 1, Offset: o}, "")
	h.must(err)
	return id
}

func (h house) organisation(name string) partner.Ref {
	h.t.Helper()
	id, err := partner.New(h.db).Create(h.t.Context(), h.team, "", partner.OrganisationDraft{Name: name, Kind: kinds.Association})
	h.must(err)
	return partner.Ref{ID: id, Name: name}
}

func before(days int) retroplan.Offset {
	return retroplan.Offset{Side: retroplan.BeforeEvent, Count: days}
}

func refused(t *testing.T, err error, kind fault.Kind) {
	t.Helper()
	if !fault.Is(err, kind) {
		t.Errorf("%v, want kind %v", err, kind)
	}
}

func TestEveryFieldOfAPieceIsKept(t *testing.T) {
	t.Parallel()
	h := open(t)
	supplier := h.organisation("Toiles et Cie")
	agreed, err := agreement.New(h.db).Create(t.Context(), h.team, "", agreement.Draft{Title: "Prêt des tentes", Kind: agreement.Loan, State: agreement.ToWrite, Organisations: []partner.Ref{supplier}, Project: partner.Ref{ID: h.project}})
	h.must(err)
	need := h.piece(named("Avenant d’assurance"))
	d := logistics.Draft{Title: "Convention du loueur", Kind: logistics.Contract, Part: logistics.Suppliers, Direction: logistics.Send, Offset: before(60), Statutory: true, Source: "Un texte", Person: partner.Ref{ID: h.intern.ID, Name: h.intern.Name},
		Organisation: supplier, Agreement: partner.Ref{ID: agreed, Name: "Prêt des tentes"}, Reference: "2025-14", Amount: agreement.Amount{Said: true, Cents: 120_050}, Needs: []partner.Ref{{ID: need, Name: "Avenant d’assurance"}}, Notes: "À relire."}
	id := h.piece(d)
	got := h.sheet(h.team, id)
	if changes := logistics.Fields.Changes(d, got.Draft); len(changes) != 0 {
		t.Errorf("%+v differs", changes)
	}
	if got.Due != event.AddDays(-60) || !got.Blocked() || got.Blocking[0].ID != need || got.Version != 1 {
		t.Errorf("due %v, waits for %v, version %d", got.Due, got.Blocking, got.Version)
	}
	d.Title, d.Amount, d.Needs, d.Agreement, d.Kind, d.Offset, d.DueOn = "Contrat", agreement.Amount{}, nil, partner.Ref{}, logistics.OtherKind, retroplan.Offset{}, today
	h.must(h.Edit(t.Context(), h.head, id, 1, d))
	if changes := logistics.Fields.Changes(d, h.sheet(h.team, id).Draft); len(changes) != 0 {
		t.Errorf("%+v differs", changes)
	}
	err = h.Edit(t.Context(), h.team, id, 1, named("Autre"))
	if stale, met := fault.StaleOf(err); !met || len(stale.Texts) == 0 {
		t.Errorf("%v carries no two texts", err)
	}
}

func TestAPieceIsDueWithItsTask(t *testing.T) {
	t.Parallel()
	h := open(t)
	task := h.task("Dossier de sécurité", before(60))
	id := h.piece(named("Plans des issues", func(d *logistics.Draft) { d.Task.ID = task }))
	v, err := h.plans.Plan(t.Context(), h.team, h.project)
	h.must(err)
	row, _ := v.Row(task)
	got := h.sheet(h.intern, id)
	if got.Due != row.LatestFinish || got.Due.IsZero() || got.Task.Name != "Dossier de sécurité" || !got.TaskOpen || !got.OnlyOf || !got.TaskTick {
		t.Errorf("%v with the task, %v: %+v", got.Due, row.LatestFinish, got.Piece)
	}
	h.must(h.plans.TickTask(t.Context(), h.team, task))
	if got = h.sheet(h.team, id); got.TaskOpen {
		t.Error("the task is still open")
	}
	h.must(h.plans.DeleteTask(t.Context(), h.team, task))
	if got = h.sheet(h.team, id); got.Task.ID != 0 || !got.Due.IsZero() {
		t.Errorf("it hangs on what is in the trash: %+v", got.Piece)
	}
}

func TestBadPiecesAreRefusedByTheirFields(t *testing.T) {
	t.Parallel()
	h := open(t)
	other := h.piece(named("Une pièce"))
	for field, change := range map[string]func(*logistics.Draft){
		logistics.FieldTitle:        func(d *logistics.Draft) { d.Title = " " },
		logistics.FieldKind:         func(d *logistics.Draft) { d.Kind = "circus" },
		logistics.FieldPart:         func(d *logistics.Draft) { d.Part = "circus" },
		logistics.FieldDirection:    func(d *logistics.Draft) { d.Direction = "" },
		logistics.FieldTask:         func(d *logistics.Draft) { d.Task.ID = 404 },
		logistics.FieldDue:          func(d *logistics.Draft) { d.Offset, d.DueOn = before(3), today },
		logistics.FieldPerson:       func(d *logistics.Draft) { d.Person.ID = h.otherIntern.ID },
		logistics.FieldOrganisation: func(d *logistics.Draft) { d.Organisation.ID = 404 },
		logistics.FieldContact:      func(d *logistics.Draft) { d.Contact.ID = 404 },
		logistics.FieldAgreement:    func(d *logistics.Draft) { d.Agreement.ID = 404 },
		logistics.FieldAmount:       func(d *logistics.Draft) { d.Amount = agreement.Amount{Said: true, Cents: -1} },
		logistics.FieldNeeds:        func(d *logistics.Draft) { d.Needs = []partner.Ref{{ID: other}, {ID: 404}} },
		"source":                    func(d *logistics.Draft) { d.Source = strings.Repeat("x", logistics.MaxSource+1) },
		"reference":                 func(d *logistics.Draft) { d.Reference = strings.Repeat("x", logistics.MaxReference+1) },
		"notes":                     func(d *logistics.Draft) { d.Notes = strings.Repeat("x", logistics.MaxNotes+1) },
	} {
		_, err := h.Create(t.Context(), h.head, "", h.project, named("Pièce", change))
		problems, ok := fault.ProblemsOf(err)
		if !ok || problems.For(field) == "" {
			t.Errorf("%s: %v", field, err)
		}
	}
	_, err := h.Create(t.Context(), h.head, "", h.project, named("Pièce", func(d *logistics.Draft) {
		d.Offset = retroplan.Offset{Side: retroplan.BeforeEvent, Count: 3, Unit: retroplan.WorkingDays}
	}))
	refused(t, err, fault.Invalid)
}

func TestNoPieceWaitsForItself(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	a := h.piece(named("A"))
	b := h.piece(named("B", func(d *logistics.Draft) { d.Needs = []partner.Ref{{ID: a}} }))
	c := h.piece(named("C", func(d *logistics.Draft) { d.Needs = []partner.Ref{{ID: b}} }))
	waits := func(id int64) func(*logistics.Draft) {
		return func(d *logistics.Draft) { d.Needs = []partner.Ref{{ID: id}} }
	}
	for _, id := range []int64{a, b, c} {
		problems, ok := fault.ProblemsOf(h.Edit(ctx, h.team, a, 1, named("A", waits(id))))
		if !ok || problems.For(logistics.FieldNeeds) == "" {
			t.Errorf("A waits for %d", id)
		}
	}
	// Taking back that A was free again, once B waits the other way round, would close the loop.
	h.must(h.Edit(ctx, h.team, b, 1, named("B")))
	h.must(h.Edit(ctx, h.team, a, 1, named("A", waits(c))))
	acting := postgres.Acting(ctx)
	h.must(h.Edit(acting, h.team, a, 2, named("A")))
	h.must(h.Edit(ctx, h.team, b, 2, named("B", waits(a))))
	_, err := h.back.Undo(ctx, h.team, postgres.ActOf(acting))
	refused(t, err, fault.Conflict)
}

func TestAConventionHasOneStateShownTwice(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx, agreements := t.Context(), agreement.New(h.db)
	agreed, err := agreements.Create(ctx, h.team, "", agreement.Draft{Title: "Prêt", Kind: agreement.Loan, State: agreement.ToWrite, Organisations: []partner.Ref{h.organisation("Toiles et Cie")}})
	h.must(err)
	id := h.piece(named("Convention", func(d *logistics.Draft) { d.Kind, d.Agreement.ID = logistics.Contract, agreed }))
	for i, one := range []struct {
		state agreement.State
		want  logistics.State
		text  string
	}{{agreement.ToWrite, logistics.ToDo, "à rédiger"}, {agreement.Sent, logistics.Asked, "envoyée"}, {agreement.Signed, logistics.Done, "signée"}, {agreement.Denounced, logistics.Void, "dénoncée"}} {
		if i > 0 {
			h.must(agreements.SetState(ctx, h.team, agreed, i, one.state, today))
		}
		if got := h.sheet(h.intern, id); got.State != one.want || got.StateText() != one.text || !got.Tied() {
			t.Errorf("%s: %s, %s", one.state, got.State, got.StateText())
		}
	}
	_, err = h.SetState(ctx, h.team, id, logistics.Done, 0)
	refused(t, err, fault.Conflict)
	h.must(agreements.Delete(ctx, h.head, agreed))
	if got := h.sheet(h.team, id); got.Tied() || got.State != logistics.ToDo {
		t.Errorf("it follows what is in the trash: %+v", got.Piece)
	}
}

func TestAStateIsNotedOnceAndTakenBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	id := h.piece(named("Avenant"))
	acting := postgres.Acting(ctx)
	_, err := h.SetState(acting, h.intern, id, logistics.Done, 0)
	h.must(err)
	got := h.sheet(h.team, id)
	if got.State != logistics.Done || got.StateOn != today || got.StateText() != "réunie" {
		t.Errorf("%+v", got.Piece)
	}
	_, err = h.SetState(ctx, h.team, id, logistics.Done, 0)
	h.must(err)
	if again := h.sheet(h.team, id); again.Version != got.Version {
		t.Error("pressed twice, it acted twice")
	}
	_, err = h.SetState(ctx, h.team, id, logistics.Asked, today.AddDays(1))
	refused(t, err, fault.Invalid)
	_, err = h.SetState(ctx, h.team, id, "circus", 0)
	refused(t, err, fault.Invalid)
	_, err = h.back.Undo(ctx, h.intern, postgres.ActOf(acting))
	h.must(err)
	if got = h.sheet(h.team, id); got.State != logistics.ToDo || !got.StateOn.IsZero() {
		t.Errorf("taken back, it is %s since %v", got.State, got.StateOn)
	}
	page, err := h.History(ctx, h.intern, id, 1)
	h.must(err)
	if !strings.Contains(page.Entries[1].Sentence(got.Subject()), "a changé l’état") {
		t.Error(page.Entries[1].Sentence(got.Subject()))
	}
}

func TestTheThreeNextThingsFollowWhatIsDone(t *testing.T) {
	t.Parallel()
	h := open(t)
	rider := h.piece(named("Avenant", func(d *logistics.Draft) { d.DueOn = today.AddDays(-3) }))
	h.piece(named("Convention du loueur", func(d *logistics.Draft) { d.DueOn, d.Needs = today.AddDays(-9), []partner.Ref{{ID: rider}} }))
	h.piece(named("Plans", func(d *logistics.Draft) { d.Offset = before(60) }))
	h.piece(named("Plus tard", func(d *logistics.Draft) { d.Offset = before(7) }))
	h.piece(named("Sans date"))
	titles := func() (list []string) {
		for _, p := range h.file(h.intern).First {
			list = append(list, p.Title)
		}
		return list
	}
	if got := titles(); !slices.Equal(got, []string{"Avenant", "Plans", "Plus tard"}) {
		t.Error(got)
	}
	n := h.file(h.intern).Counts()
	if n[logistics.Whole] != 5 || n[logistics.Missing] != 2 || n[logistics.Coming] != 1 || n[logistics.Later] != 2 || n[logistics.Kept] != 0 {
		t.Error(n)
	}
	_, err := h.SetState(t.Context(), h.intern, rider, logistics.Done, 0)
	h.must(err)
	if got := titles(); !slices.Equal(got, []string{"Convention du loueur", "Plans", "Plus tard"}) {
		t.Error(got)
	}
}

func TestWhatComesNextIsFoundAcrossHerProjects(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.piece(named("Avenant", func(d *logistics.Draft) { d.DueOn = today.AddDays(-3) }))
	for by, want := range map[*account.By]int{&h.intern: 1, &h.otherIntern: 0} {
		var projects []int64
		b := &pgx.Batch{}
		logistics.FilesOf(&projects, *by)(b)
		h.must(h.db.SendBatch(t.Context(), b).Close())
		list, err := h.NextOf(t.Context(), *by, projects)
		h.must(err)
		if len(list) != want || want == 1 && (list[0].Title != "Avenant" || list[0].InProject != "JEA 2025") {
			t.Errorf("%s: %+v", by.Name, list)
		}
	}
}

func TestWhoMayDoWhatWithAFile(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	id := h.piece(named("Devis", func(d *logistics.Draft) { d.Amount = agreement.Amount{Said: true, Cents: 123_456} }))
	if h.sheet(h.otherIntern, id).May.Edit || !h.sheet(h.intern, id).May.Edit || h.sheet(h.intern, id).Amount.Said || !h.sheet(h.head, id).Amount.Said {
		t.Error("rights or amounts are not what they should be")
	}
	_, err := h.Create(ctx, h.otherIntern, "", h.project, named("X"))
	refused(t, err, fault.Forbidden)
	refused(t, h.Edit(ctx, h.otherIntern, id, 1, named("X")), fault.Forbidden)
	_, err = h.SetState(ctx, h.otherIntern, id, logistics.Done, 0)
	refused(t, err, fault.Forbidden)
	refused(t, h.Delete(ctx, h.otherIntern, id), fault.Forbidden)
	// What the intern edits keeps the amount that she does not see.
	h.must(h.Edit(ctx, h.intern, id, 1, named("Devis du son", func(d *logistics.Draft) { d.Amount = agreement.Amount{Said: true, Cents: 1} })))
	if got := h.sheet(h.head, id); got.Amount.Cents != 123_456 || got.Title != "Devis du son" {
		t.Errorf("%+v", got.Draft)
	}
	h.must(h.Edit(ctx, h.head, id, 2, named("Devis du son", func(d *logistics.Draft) { d.Amount = agreement.Amount{Said: true, Cents: 654_321} })))
	for by, want := range map[*account.By]bool{&h.head: true, &h.team: true, &h.intern: false} {
		page, err := journal.OfProject(ctx, h.db, by.Sight(), h.project, 1)
		h.must(err)
		told := false
		for _, e := range page.Entries {
			for _, c := range e.Changes {
				told = told || c.Name == logistics.FieldAmount || strings.Contains(c.After, "6543") || strings.Contains(c.Before, "1234")
			}
		}
		if told != want {
			t.Errorf("%s is told of the amount: %v", by.Name, told)
		}
	}
	// A stale edit of the intern shows both texts without it.
	stale, _ := fault.StaleOf(h.Edit(ctx, h.intern, id, 1, named("Autre")))
	if len(stale.Texts) == 0 || slices.ContainsFunc(stale.Texts, func(c field.Change) bool { return c.Name == logistics.FieldAmount }) {
		t.Errorf("%+v", stale)
	}
	// Whoever may not see amounts takes no change of one back.
	acting := postgres.Acting(ctx)
	h.must(h.Edit(acting, h.head, id, 3, named("Devis du son")))
	may, err := h.back.Judge(ctx, h.intern, postgres.ActOf(acting))
	h.must(err)
	if may[postgres.ActOf(acting)] {
		t.Error("the intern may take an amount back")
	}
}

func TestAPieceGoesToTheTrashAndComesBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	need := h.piece(named("Avenant"))
	id := h.piece(named("Convention", func(d *logistics.Draft) { d.Needs = []partner.Ref{{ID: need}} }))
	h.must(h.Delete(ctx, h.intern, need))
	if h.sheet(h.team, id).Blocked() {
		t.Error("what is in the trash holds a piece back")
	}
	_, err := h.Piece(ctx, h.otherIntern, need)
	refused(t, err, fault.NotFound)
	if s := h.sheet(h.intern, need); s.DeletedAt == nil || !s.Restore || s.May.Edit {
		t.Errorf("%+v", s)
	}
	refused(t, h.Restore(ctx, h.otherIntern, need), fault.NotFound)
	h.must(h.Restore(ctx, h.intern, need))
	if !h.sheet(h.team, id).Blocked() {
		t.Error("what came back holds nothing back")
	}
}

func TestTwoOrganisationsThatBecomeOneKeepTheirPieces(t *testing.T) {
	t.Parallel()
	h := open(t)
	from, to := h.organisation("Toiles"), h.organisation("Toiles et Cie")
	id := h.piece(named("Devis", func(d *logistics.Draft) { d.Organisation = from }))
	delivery, err := h.CreateDelivery(t.Context(), h.team, "", h.project, logistics.DeliveryDraft{Title: "Tentes", State: logistics.Expected, Organisation: from})
	h.must(err)
	h.must(postgres.InTx(t.Context(), h.db, func(tx pgx.Tx) error {
		for _, m := range logistics.Movers {
			if m.Kind == journal.Organisation {
				return m.Move(t.Context(), tx, h.head, journal.Subject{ID: from.ID}, journal.Subject{ID: to.ID})
			}
		}
		return nil
	}))
	d, err := h.Delivery(t.Context(), h.team, delivery)
	h.must(err)
	if h.sheet(h.team, id).Organisation.ID != to.ID || d.Organisation.ID != to.ID {
		t.Error("they are with the one that is gone")
	}
}
