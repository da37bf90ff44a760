package crew_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/crew"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/trash"
	"parvis/internal/undo"
)

var now = time.Date(2025, 4, 7, 11, 0, 0, 0, postgres.Paris)

// house is a database with the people of a service.
type house struct {
	*crew.Room
	t                  *testing.T
	db                 *pgxpool.Pool
	back               *undo.Room
	head, team, intern account.By
}

func open(t *testing.T) house {
	t.Helper()
	h := house{t: t, db: pgtest.New(t)}
	h.Room, h.back = crew.New(h.db), undo.New(h.db, crew.Undoable{})
	h.head, h.team, h.intern = h.person("Claire Fontaine", access.Head), h.person("Samir Benali", access.Team), h.person("Zoé Petit", access.Intern)
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

func (h house) make(d crew.Draft) int64 {
	h.t.Helper()
	id, err := h.Create(h.t.Context(), h.team, "", d)
	h.must(err)
	return id
}

func (h house) find(id int64) crew.Sheet {
	h.t.Helper()
	o, err := h.Outsider(h.t.Context(), h.head, id)
	h.must(err)
	return o
}

// names tells who a filter takes, each with her skills.
func (h house) names(f crew.Filter) string {
	h.t.Helper()
	list, err := h.List(h.t.Context(), h.intern, f)
	h.must(err)
	var said []string
	for _, m := range list {
		said = append(said, strings.TrimSuffix(m.Name+" ("+strings.Join(m.SkillNames(), ", ")+")", " ()"))
	}
	return strings.Join(said, " | ")
}

func (h house) exec(sql string, args ...any) {
	h.t.Helper()
	_, err := h.db.Exec(h.t.Context(), sql, args...)
	h.must(err)
}

func told(page journal.Page, of journal.Subject) string {
	var lines []string
	for _, e := range page.Entries {
		line := e.Sentence(of)
		for _, c := range e.Changes {
			line += " | " + c.Label + ": " + c.Before + " → " + c.After
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

var nadia = crew.Draft{Name: "Nadia Rahmani", Kind: crew.Temporary, Phone: "+33199000021 le soir", Email: "nadia@example.org", Skills: "anglais, LSF", Notes: "Une ligne\nune autre", Active: true}

func TestAnOutsiderIsCreatedEditedAndRemembered(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.make(nadia)
	if got := h.find(id); got.Draft != nadia || got.Version != 1 || !got.UpdatedAt.Equal(now) || !got.May.Edit || got.May.Restore || got.Hand() != crew.Hand(-id) {
		t.Errorf("%+v", got)
	}
	if got := h.skills(); got != "anglais+ LSF+" {
		t.Errorf("the skills that nobody had: %s", got)
	}
	edited := nadia
	edited.Name, edited.Kind, edited.Phone, edited.Skills, edited.Active = "Nadia R.", crew.Other, "", "conte, lsf", false
	h.must(h.Edit(t.Context(), h.head, id, 1, edited))
	h.must(h.Edit(t.Context(), h.head, id, 2, edited)) // nothing differs
	edited.Skills = "conte, LSF"                       // as it is written already
	if got := h.find(id); got.Draft != edited || got.Version != 2 {
		t.Errorf("%+v", got)
	}
	if got := h.skills(); got != "anglais conte LSF" {
		t.Errorf("those of whoever is not active are not counted: %s", got)
	}
	page, err := h.History(t.Context(), h.intern, id, 1)
	h.must(err)
	if got, want := told(page, h.find(id).Subject()), "Claire Fontaine a modifié la personne sans compte | Nom: Nadia Rahmani → Nadia R. | Nature: vacataire → autre | Téléphone: 01\u00a099\u00a000\u00a000\u00a021 (le soir) →  | "+
		"Compétences: anglais, LSF → conte, LSF | Peut recevoir des séances: oui → non\nSamir Benali a créé la personne sans compte"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	var stale fault.Stale
	err = h.Edit(t.Context(), h.team, id, 1, nadia)
	if stale, _ = fault.StaleOf(err); stale.By != "Claire Fontaine" || stale.Version != 2 || len(stale.Texts) == 0 {
		t.Errorf("%+v, %v", stale, err)
	}
}

func TestWhatIsTypedOfAnOutsiderIsRefusedWhereItMustBe(t *testing.T) {
	t.Parallel()
	h := open(t)
	for field, d := range map[string]crew.Draft{
		"nom":         {Kind: crew.Agent},
		"nature":      {Name: "X", Kind: "friend"},
		"courriel":    {Name: "X", Kind: crew.Agent, Email: strings.Repeat("a", crew.MaxEmail+1)},
		"telephone":   {Name: "X", Kind: crew.Agent, Phone: crew.Phone("+33199000001 " + strings.Repeat("a", crew.MaxPhone))},
		"competences": {Name: "X", Kind: crew.Agent, Skills: strings.Repeat("a", crew.MaxSkillName+1)},
		"notes":       {Name: "X", Kind: crew.Agent, Notes: strings.Repeat("a", crew.MaxNotes+1)},
	} {
		_, err := h.Create(t.Context(), h.team, "", d)
		if p, _ := fault.ProblemsOf(err); len(p) != 1 || p[0].Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	var many []string
	for i := range crew.MaxSkills + 1 {
		many = append(many, "x"+strings.Repeat("a", i))
	}
	_, err := h.Create(t.Context(), h.team, "", crew.Draft{Name: "X", Kind: crew.Agent, Skills: strings.Join(many, ",")})
	if p, _ := fault.ProblemsOf(err); len(p) != 1 || p[0].Field != "competences" {
		t.Errorf("too many skills: %v", err)
	}
	if got := h.skills(); got != "" {
		t.Errorf("a refusal left skills: %s", got)
	}
}

func TestTheSameOutsiderUnderAnotherKeyIsAskedAbout(t *testing.T) {
	t.Parallel()
	h := open(t)
	key := strings.Repeat("a", 20)
	one, err := h.Create(t.Context(), h.team, key, nadia)
	h.must(err)
	if again, err := h.Create(t.Context(), h.team, key, nadia); again != one || err != nil && !isTwice(err) {
		t.Errorf("%d, %v", again, err)
	}
	if got := h.names(crew.Filter{Group: crew.Group(crew.Temporary)}); got != "Nadia Rahmani (anglais, LSF)" {
		t.Errorf("%s", got)
	}
}

func isTwice(err error) bool { _, ok := fault.TwiceOf(err); return ok }

func TestWhoMayWhat(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	id := h.make(nadia)
	skill := h.skill("LSF").ID
	_, created := h.Create(ctx, h.intern, "", nadia)
	_, added := h.CreateSkill(ctx, h.intern, "", crew.SkillDraft{Name: "SST"})
	for what, err := range map[string]error{"create": created, "add a skill": added, "edit": h.Edit(ctx, h.intern, id, 1, nadia), "rename": h.RenameSkill(ctx, h.intern, skill, 1, crew.SkillDraft{Name: "X"}),
		"set her own skills": h.SetSkills(ctx, h.intern, h.intern.ID, nil, []string{"LSF"}), "delete, intern": h.Delete(ctx, h.intern, id), "delete, team": h.Delete(ctx, h.team, id),
		"delete a skill, intern": h.DeleteSkill(ctx, h.intern, skill), "delete a skill, team": h.DeleteSkill(ctx, h.team, skill)} {
		if !fault.Is(err, fault.Forbidden) {
			t.Errorf("%s: %v", what, err)
		}
	}
	h.must(h.Delete(ctx, h.head, id))
	h.must(h.DeleteSkill(ctx, h.head, skill))
	_, seen := h.Outsider(ctx, h.team, id)
	_, gone := h.Skill(ctx, h.head, skill)
	for what, err := range map[string]error{"restore, team": h.Restore(ctx, h.team, id), "restore a skill, team": h.RestoreSkill(ctx, h.team, skill), "see in the trash, team": seen, "a skill in the trash": gone,
		"edit in the trash": h.Edit(ctx, h.head, id, 2, nadia), "delete twice": h.Delete(ctx, h.head, id), "rename in the trash": h.RenameSkill(ctx, h.head, skill, 2, crew.SkillDraft{Name: "X"}),
		"somebody who is not": h.SetSkills(ctx, h.head, 999, nil, nil), "nobody": h.SetSkills(ctx, h.head, -id, nil, nil)} {
		if !fault.Is(err, fault.NotFound) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if may := h.find(id).May; may.Edit || may.Delete || !may.Restore {
		t.Errorf("%+v", may)
	}
}

func TestTheTrashGivesBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	id := h.make(nadia)
	lsf := h.skill("LSF")
	h.must(h.DeleteSkill(ctx, h.head, lsf.ID))
	if got := h.find(id); got.Skills != "anglais" || h.skills() != "anglais+" {
		t.Errorf("%q, %s", got.Skills, h.skills())
	}
	edited := h.find(id)
	edited.Draft.Notes = "Autre chose"
	h.must(h.Edit(ctx, h.team, id, edited.Version, edited.Draft)) // what is in the trash stays hers
	h.must(h.RestoreSkill(ctx, h.head, lsf.ID))
	if got := h.find(id).Skills; got != "anglais, LSF" {
		t.Errorf("%q", got)
	}
	h.must(h.DeleteSkill(ctx, h.head, lsf.ID))
	_, err := h.CreateSkill(ctx, h.team, "", crew.SkillDraft{Name: "lsf"})
	h.must(err)
	if err := h.RestoreSkill(ctx, h.head, lsf.ID); !fault.Is(err, fault.Conflict) || !strings.Contains(fault.SentenceOf(err), "LSF") {
		t.Errorf("%v", err)
	}
	h.must(h.Delete(ctx, h.head, id))
	if got := h.names(crew.Filter{Which: crew.Whoever}); strings.Contains(got, "Nadia") {
		t.Error(got)
	}
	bins := h.Bins()
	for i, want := range []string{"Nadia Rahmani", "LSF"} {
		items, err := bins[i].List(ctx, h.head)
		h.must(err)
		none, err := bins[i].List(ctx, h.team)
		if h.must(err); len(items) != 1 || items[0].Name != want || len(none) != 0 {
			t.Errorf("%+v, %+v", items, none)
		}
	}
	h.must(h.Restore(ctx, h.head, id))
	if got := h.find(id); got.DeletedAt != nil || got.Skills != "anglais" {
		t.Errorf("%+v", got)
	}
	h.must(h.Delete(ctx, h.head, id))
	late := h.head
	late.At = now.AddDate(0, 0, trash.Days+1)
	if err := h.Restore(ctx, late, id); !fault.Is(err, fault.NotFound) {
		t.Errorf("too late: %v", err)
	}
	for _, bin := range bins {
		h.must(bin.Purge(ctx, trash.Since(late.At)))
	}
	left, err := postgres.Scalar[int](ctx, h.db, `SELECT ((SELECT count(*) FROM outsiders) + (SELECT count(*) FROM skills WHERE deleted_at IS NOT NULL) + (SELECT count(*) FROM skill_holders))::int`, nil)
	if h.must(err); left != 0 {
		t.Errorf("%d rows are left", left)
	}
}

func TestTheListIsFiltered(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.make(nadia)
	h.make(crew.Draft{Name: "Élise Fontaine", Kind: crew.Temporary, Skills: "LSF", Active: true})
	h.make(crew.Draft{Name: "Marc Delaunay", Kind: crew.Agent, Skills: "SST"})
	h.must(h.SetSkills(t.Context(), h.head, h.team.ID, nil, []string{"SST"}))
	h.person("Ancienne Collègue", access.Team)
	h.exec(`UPDATE people SET disabled_at = now() WHERE name = 'Ancienne Collègue'`)
	for _, c := range []struct {
		crew.Filter
		want string
	}{
		{crew.Filter{}, "Claire Fontaine | Élise Fontaine (LSF) | Nadia Rahmani (anglais, LSF) | Samir Benali (SST) | Zoé Petit"},
		{crew.Filter{Text: "FONTAINE"}, "Claire Fontaine | Élise Fontaine (LSF)"},
		{crew.Filter{Text: "angl"}, "Nadia Rahmani (anglais, LSF)"},
		{crew.Filter{Group: crew.OfService}, "Claire Fontaine | Samir Benali (SST) | Zoé Petit"},
		{crew.Filter{Group: crew.Group(crew.Temporary)}, "Élise Fontaine (LSF) | Nadia Rahmani (anglais, LSF)"},
		{crew.Filter{Group: crew.Group(crew.Agent)}, ""},
		{crew.Filter{Skill: h.skill("SST").ID}, "Samir Benali (SST)"},
		{crew.Filter{Skill: h.skill("SST").ID, Which: crew.Whoever}, "Marc Delaunay (SST) | Samir Benali (SST)"},
		{crew.Filter{Which: crew.Inactive}, "Ancienne Collègue | Marc Delaunay (SST)"},
	} {
		if got := h.names(c.Filter); got != c.want {
			t.Errorf("%+v: %s, want %s", c.Filter, got, c.want)
		}
	}
	ctx, n := postgres.CountQueries(t.Context())
	_, err := h.Members(ctx, h.intern)
	if h.must(err); n.Load() != 1 {
		t.Errorf("%d queries", n.Load())
	}
}

func TestActsAreTakenBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	undone := func(by account.By, do func(ctx context.Context) error) {
		t.Helper()
		ctx := account.Gesture(t.Context())
		h.must(do(ctx))
		_, err := h.back.Undo(account.Gesture(t.Context()), by, account.ActOf(ctx))
		h.must(err)
	}
	id := h.make(nadia)
	edited := nadia
	edited.Name, edited.Skills = "Autre nom", "SST"
	undone(h.team, func(ctx context.Context) error { return h.Edit(ctx, h.team, id, 1, edited) })
	if got := h.find(id).Draft; got != nadia {
		t.Errorf("%+v", got)
	}
	if got := h.skills(); got != "anglais+ LSF+" {
		t.Errorf("the skill that came with it: %s", got)
	}
	undone(h.head, func(ctx context.Context) error { return h.Delete(ctx, h.head, id) })
	undone(h.head, func(ctx context.Context) error { return h.DeleteSkill(ctx, h.head, h.skill("LSF").ID) })
	undone(h.team, func(ctx context.Context) error {
		return h.RenameSkill(ctx, h.team, h.skill("LSF").ID, h.skill("LSF").Version, crew.SkillDraft{Name: "X"})
	})
	undone(h.team, func(ctx context.Context) error {
		return h.SetSkills(ctx, h.team, h.intern.ID, nil, []string{"LSF", "conte"})
	})
	undone(h.team, func(ctx context.Context) error {
		_, err := h.Create(ctx, h.team, "", crew.Draft{Name: "Pour rien", Kind: crew.Other, Skills: "LSF, jonglage", Active: true})
		return err
	})
	if got, want := h.names(crew.Filter{Which: crew.Whoever})+" / "+h.skills(), "Claire Fontaine | Nadia Rahmani (anglais, LSF) | Samir Benali | Zoé Petit / anglais+ LSF+"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestPhonesAreReadAndWritten(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"": "", "01.99.00.00.21 (le soir)": "+33199000021 le soir", "+33 1 99 00 00 21": "+33199000021"} {
		got, err := crew.ReadPhone(text)
		if err != nil || string(got) != want {
			t.Errorf("%q: %q, %v", text, got, err)
		}
		if again, err := crew.ReadPhone(got.Text()); err != nil || again != got {
			t.Errorf("%q comes back as %q, %v", got, again, err)
		}
	}
	if _, err := crew.ReadPhone("rien"); err == nil {
		t.Error("a word is a number")
	}
}
