package programme_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/account/accounttest"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/programme"
)

func TestProjectIsKeptAsTypedAndItsPilotIsAMember(t *testing.T) {
	t.Parallel()
	h := open(t)
	p := h.project()
	if p.Title != "Les petits archéologues" || p.Kind != programme.EAC || p.Status != programme.Idea || p.PilotName != h.Team.Name ||
		p.First != day("2025-06-13") || p.Last != day("2025-06-15") || p.SafetyMargin != 2 || !p.OwnDays() || p.Version != 1 ||
		p.Objectives != "Découvrir la fouille" || p.Audiences != "Une classe de CM2" || !p.CreatedAt.Equal(now) {
		t.Errorf("got %+v", p.Project)
	}
	if len(p.Members) != 1 || p.Members[0].PersonID != h.Team.ID || !p.Members[0].Pilot {
		t.Errorf("members: %+v", p.Members)
	}
	if got := h.journal(p.ID); !slices.Equal(got, []string{"Inès Marchand a créé le projet"}) {
		t.Errorf("journal: %q", got)
	}
}

func TestProjectOfAnEventTakesItsDays(t *testing.T) {
	t.Parallel()
	h := open(t)
	e := h.event()
	p := h.project(func(d *programme.ProjectDraft) { d.EventID, d.First, d.Last = e.ID, 0, 0 })
	first, last := p.Anchor()
	if first != e.First || last != e.Last || p.EventName != e.Name || p.OwnDays() {
		t.Errorf("got %s–%s of %q", first, last, p.EventName)
	}
}

func TestInternCannotCreateEditNorChangeMembers(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), context.Background()
	p := h.project()
	h.Must(h.AddMember(ctx, h.Team.At(now), p.ID, h.Intern.ID))
	_, err := h.Create(ctx, h.Intern.At(now), "", h.draft())
	h.Refused(err, fault.Forbidden, "")
	err = h.Edit(ctx, h.Intern.At(now), p.ID, 1, h.draft())
	h.Refused(err, fault.Forbidden, "")
	err = h.SetStatus(ctx, h.Intern.At(now), p.ID, 1, programme.Preparing)
	h.Refused(err, fault.Forbidden, "")
	h.Refused(h.AddMember(ctx, h.Intern.At(now), p.ID, h.Other.ID), fault.Forbidden, "")
	h.Refused(h.RemoveMember(ctx, h.Intern.At(now), p.ID, h.Intern.ID), fault.Forbidden, "")
	h.Refused(h.Delete(ctx, h.Intern.At(now), p.ID), fault.Forbidden, "")
	_, err = h.CreateEvent(ctx, h.Intern.At(now), "", goodEvent())
	h.Refused(err, fault.Forbidden, "")
	if n := len(h.journal(p.ID)); n != 2 {
		t.Errorf("the refusals left %d lines in the journal, want 2", n)
	}
}

func TestDisabledPersonSeesNothing(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), context.Background()
	p := h.project()
	gone := h.Team
	gone.DisabledAt = &now
	_, err := h.Project(ctx, gone.At(now), p.ID)
	h.Refused(err, fault.NotFound, "")
	_, err = h.List(ctx, gone.At(now), programme.Filter{})
	h.Refused(err, fault.NotFound, "")
	_, err = h.Events(ctx, gone.At(now), 2025)
	h.Refused(err, fault.NotFound, "")
}

func TestUnknownPilotOrEventIsAProblemBesideItsField(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), context.Background()
	d := h.draft()
	d.PilotID = 1 << 40
	_, err := h.Create(ctx, h.Team.At(now), "", d)
	h.Refused(err, fault.Invalid, "pilote")
	d = h.draft()
	d.EventID, d.First, d.Last = 1<<40, 0, 0
	_, err = h.Create(ctx, h.Team.At(now), "", d)
	h.Refused(err, fault.Invalid, "evenement")
	for _, nasty := range []string{"a\x00b", "\xff", strings.Repeat("x", 10<<20)} {
		d = h.draft()
		d.Title = nasty
		_, err = h.Create(ctx, h.Team.At(now), "", d)
		h.Refused(err, fault.Invalid, "titre")
	}
}

func TestPilotWhoLeftMayStayButNotBeChosen(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), context.Background()
	p := h.project()
	_, err := h.DB.Exec(ctx, `UPDATE people SET disabled_at = now() WHERE id = @id`, pgx.NamedArgs{"id": h.Team.ID})
	h.Must(err)
	d := h.draft()
	d.Title = "Un autre titre"
	err = h.Edit(ctx, h.Other.At(now), p.ID, p.Version, d)
	h.Must(err)
	_, err = h.Create(ctx, h.Other.At(now), "", d)
	h.Refused(err, fault.Invalid, "pilote")
	h.Refused(h.AddMember(ctx, h.Head.At(now), h.project(func(d *programme.ProjectDraft) { d.PilotID = h.Other.ID }).ID, h.Team.ID), fault.Invalid, "membre")
}

func TestSameSubmissionCreatesOneProject(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), context.Background()
	const key = "abcdefghijklmnopqrst"
	ids, errs := make([]int64, 6), make([]error, 6)
	var all sync.WaitGroup
	for i := range ids {
		all.Go(func() { ids[i], errs[i] = h.Create(ctx, h.Team.At(now), key, h.draft()) })
	}
	all.Wait()
	for i := range ids {
		if errs[i] != nil || ids[i] != ids[0] || ids[i] == 0 {
			t.Errorf("sending %d: %d, %v", i, ids[i], errs[i])
		}
	}
	if n := scalar[int](h, `SELECT count(*) FROM projects WHERE created_by = @team`, pgx.NamedArgs{"team": h.Team.ID}); n != 1 {
		t.Errorf("%d projects", n)
	}
}

func TestSecondEditorGetsBothTextsAndOverwritesNothing(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), context.Background()
	p := h.project()
	mine, theirs := h.draft(), h.draft()
	theirs.Title, mine.Title = "Le titre de Paul", "Le titre d’Inès"
	err := h.Edit(ctx, h.Other.At(now), p.ID, p.Version, theirs)
	h.Must(err)
	met := h.Met(h.Edit(ctx, h.Team.At(now), p.ID, p.Version, mine))
	if met.By != h.Other.Name || met.Version != p.Version+1 {
		t.Errorf("met %q, version %d", met.By, met.Version)
	}
	want := []string{"Titre: Le titre de Paul → Le titre d’Inès", "Type: Projet EAC → Projet EAC", "Pilote: Inès Marchand → Inès Marchand",
		"Jour J: une date propre au projet → une date propre au projet", "Premier jour: 13 juin 2025 → 13 juin 2025",
		"Dernier jour: 15 juin 2025 → 15 juin 2025", "Marge de sécurité: 2\u00a0jours ouvrés → 2\u00a0jours ouvrés",
		"Objectifs: Découvrir la fouille → Découvrir la fouille", "Publics: Une classe de CM2 → Une classe de CM2"}
	if got := accounttest.Said(met.Texts); !slices.Equal(got, want) {
		t.Errorf("texts: %q", got)
	}
	if got := h.find(p.ID); got.Title != theirs.Title {
		t.Errorf("overwritten: %q", got.Title)
	}
	// Having seen both, she keeps hers.
	err = h.Edit(ctx, h.Team.At(now), p.ID, met.Version, mine)
	h.Must(err)
	if got := h.find(p.ID); got.Title != mine.Title {
		t.Errorf("her choice is lost: %q", got.Title)
	}
}

func TestSimultaneousEditsLetExactlyOneThrough(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), context.Background()
	p := h.project()
	errs := make([]error, 5)
	var all sync.WaitGroup
	for i := range errs {
		all.Go(func() {
			d := h.draft()
			d.Title = fmt.Sprintf("Titre %d", i)
			errs[i] = h.Edit(ctx, h.Team.At(now), p.ID, p.Version, d)
		})
	}
	all.Wait()
	passed := 0
	for _, err := range errs {
		if err == nil {
			passed++
		} else {
			h.Refused(err, fault.Conflict, "")
		}
	}
	if passed != 1 || h.find(p.ID).Version != 2 {
		t.Errorf("%d edits passed, version %d", passed, h.find(p.ID).Version)
	}
}

func TestEditSaysInTheJournalWhatChanged(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), context.Background()
	e := h.event()
	p := h.project()
	d := h.draft()
	d.EventID, d.First, d.Last, d.PilotID, d.SafetyMargin = e.ID, 0, 0, h.Other.ID, 5
	err := h.Edit(ctx, h.Team.At(now.Add(time.Hour)), p.ID, 1, d)
	h.Must(err)
	got := h.journal(p.ID)
	want := []string{
		"Inès Marchand a rattaché le projet à un événement | Pilote: Inès Marchand → Paul Renaud" +
			" | Jour J: une date propre au projet → celui d’un événement | Événement:  → Nuit des étoiles (1er–3 août 2025)" +
			" | Premier jour: 13 juin 2025 →  | Dernier jour: 15 juin 2025 →  | Marge de sécurité: 2\u00a0jours ouvrés → 5\u00a0jours ouvrés",
		"Inès Marchand a créé le projet",
	}
	if !slices.Equal(got, want) {
		t.Errorf("journal:\n%s", strings.Join(got, "\n"))
	}
	after := h.find(p.ID)
	if after.PilotID != h.Other.ID || len(after.Members) != 2 || !after.Members[0].Pilot || after.Members[0].PersonID != h.Other.ID {
		t.Errorf("the new pilot is not a member first: %+v", after.Members)
	}
	// The same text again says nothing.
	err = h.Edit(ctx, h.Team.At(now), p.ID, after.Version, d)
	h.Must(err)
	if n := len(h.journal(p.ID)); n != len(want) {
		t.Errorf("%d lines after an edit that changes nothing", n)
	}
}

func TestMembersComeAndGoButThePilotStays(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), context.Background()
	p := h.project()
	h.Must(h.AddMember(ctx, h.Team.At(now), p.ID, h.Intern.ID))
	h.Must(h.AddMember(ctx, h.Team.At(now), p.ID, h.Intern.ID))
	h.Refused(h.AddMember(ctx, h.Team.At(now), p.ID, 1<<40), fault.Invalid, "membre")
	h.Refused(h.RemoveMember(ctx, h.Head.At(now), p.ID, h.Team.ID), fault.Invalid, "membre")
	if got := h.find(p.ID); len(got.Members) != 2 {
		t.Errorf("%d members", len(got.Members))
	}
	sheet, err := h.Project(ctx, h.Intern.At(now), p.ID)
	h.Must(err)
	if !sheet.Tie.Member {
		t.Error("the new member is not tied to her project")
	}
	h.Must(h.RemoveMember(ctx, h.Team.At(now), p.ID, h.Intern.ID))
	h.Must(h.RemoveMember(ctx, h.Team.At(now), p.ID, h.Intern.ID))
	want := []string{"Inès Marchand a retiré un membre de l’équipe du projet | Membre: Zoé Petit → ",
		"Inès Marchand a ajouté un membre à l’équipe du projet | Membre:  → Zoé Petit", "Inès Marchand a créé le projet"}
	if got := h.journal(p.ID); !slices.Equal(got, want) {
		t.Errorf("journal: %q", got)
	}
}

func TestLockedGivesTheProjectAndTheTieInOneQuery(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), context.Background()
	p := h.project()
	for person, member := range map[*account.Person]bool{&h.Team: true, &h.Other: false, &h.Intern: false} {
		counted, n := postgres.CountQueries(ctx)
		h.Must(postgres.InTx(ctx, h.DB, func(tx pgx.Tx) error {
			got, tie, err := programme.Locked(counted, tx, person.At(now), p.ID)
			if got.ID != p.ID || tie.Member != member {
				t.Errorf("%s: project %d, tie %+v", person.Name, got.ID, tie)
			}
			return err
		}))
		if n.Load() != 1 {
			t.Errorf("%d queries", n.Load())
		}
	}
	h.Refused(h.locks(h.Head, 1<<40), fault.NotFound, "")
}

func TestJournalIsPagedNewestFirst(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), context.Background()
	p := h.project()
	h.Must(postgres.InTx(ctx, h.DB, func(tx pgx.Tx) error {
		for i := range journal.PageSize {
			did := account.Person{}.At(now.Add(time.Duration(i)*time.Minute)).Did(journal.Edited, journal.Subject{Kind: journal.Task, ID: 1, Name: fmt.Sprintf("ligne %d", i)})
			did.Projects = []int64{p.ID}
			if err := journal.Write(ctx, tx, did); err != nil {
				return err
			}
		}
		return nil
	}))
	first, err := h.History(ctx, h.Intern.At(now), p.ID, 1)
	h.Must(err)
	second, err := h.History(ctx, h.Intern.At(now), p.ID, 2)
	h.Must(err)
	if len(first.Entries) != journal.PageSize || !first.More || first.Number != 1 || first.Entries[0].Subject.Name != "ligne 49" || first.Entries[0].Person != "" {
		t.Errorf("first page: %d lines, more %v, %+v", len(first.Entries), first.More, first.Entries[0])
	}
	if len(second.Entries) != 1 || second.More || second.Number != 2 || second.Entries[0].Verb != journal.Created {
		t.Errorf("second page: %+v", second)
	}
	for _, page := range []int{-5, 0, 1 << 40} {
		if _, err := h.History(ctx, h.Intern.At(now), p.ID, page); err != nil {
			t.Errorf("page %d: %v", page, err)
		}
	}
	_, err = h.History(ctx, h.Intern.At(now), 1<<40, 1)
	h.Refused(err, fault.NotFound, "")
}
