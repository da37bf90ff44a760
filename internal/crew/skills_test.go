package crew_test

import (
	"strings"
	"testing"

	"parvis/internal/crew"
	"parvis/internal/fault"
	"parvis/internal/journal"
)

// skills tells every skill with how many have it.
func (h house) skills() string {
	h.t.Helper()
	list, err := h.Skills(h.t.Context(), h.intern)
	h.must(err)
	var said []string
	for _, s := range list {
		said = append(said, s.Name+strings.Repeat("+", s.Holders))
	}
	return strings.Join(said, " ")
}

func (h house) skill(name string) crew.KeptSkill {
	h.t.Helper()
	list, err := h.Skills(h.t.Context(), h.intern)
	h.must(err)
	for _, s := range list {
		if s.Name == name {
			return s
		}
	}
	h.t.Fatalf("no skill %q", name)
	return crew.KeptSkill{}
}

func TestSkillsAreNamedOnceAndRenamedForAll(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	id := h.make(nadia)
	for _, name := range []string{"lsf", " ÀNGLAIS "} {
		_, err := h.CreateSkill(ctx, h.team, "", crew.SkillDraft{Name: name})
		if p, _ := fault.ProblemsOf(err); p.For("nom") == "" {
			t.Errorf("%q: %v", name, err)
		}
	}
	for _, name := range []string{"", "a, b", strings.Repeat("a", crew.MaxSkillName+1)} {
		_, err := h.CreateSkill(ctx, h.team, "", crew.SkillDraft{Name: name})
		renamed := h.RenameSkill(ctx, h.team, h.skill("LSF").ID, 1, crew.SkillDraft{Name: name})
		if p, _ := fault.ProblemsOf(err); p.For("nom") == "" || !fault.Is(renamed, fault.Invalid) {
			t.Errorf("%q: %v, %v", name, err, renamed)
		}
	}
	lsf := h.skill("LSF")
	h.must(h.RenameSkill(ctx, h.team, lsf.ID, 1, crew.SkillDraft{Name: "Langue des signes"}))
	h.must(h.RenameSkill(ctx, h.team, lsf.ID, 2, crew.SkillDraft{Name: "Langue des signes"}))
	if got := h.find(id).Skills; got != "anglais, Langue des signes" {
		t.Errorf("%q", got)
	}
	if err := h.RenameSkill(ctx, h.team, lsf.ID, 2, crew.SkillDraft{Name: "Anglais"}); !fault.Is(err, fault.Invalid) {
		t.Errorf("another one's name: %v", err)
	}
	if _, ok := fault.StaleOf(h.RenameSkill(ctx, h.head, lsf.ID, 1, crew.SkillDraft{Name: "X"})); !ok {
		t.Error("over what somebody else wrote")
	}
}

func TestSkillsOfSomebodyOfTheService(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	h.must(h.SetSkills(ctx, h.team, h.intern.ID, nil, []string{"LSF", "conte", "lsf"}))
	p, err := h.Person(ctx, h.intern, h.intern.ID)
	if h.must(err); strings.Join(p.SkillNames(), ", ") != "conte, LSF" || p.May.Edit || p.What() != "Stagiaire" || p.Phone != "" || p.Email != "" {
		t.Errorf("%+v", p)
	}
	shown := []int64{h.skill("LSF").ID, h.skill("conte").ID}
	h.must(h.SetSkills(ctx, h.head, h.intern.ID, shown, []string{"LSF", "conte", "anglais"}))
	h.must(h.SetSkills(ctx, h.team, h.intern.ID, shown, []string{"LSF"})) // what the head gave meanwhile stays
	h.must(h.SetSkills(ctx, h.team, h.intern.ID, shown, []string{"LSF"})) // nothing differs
	page, err := h.PersonHistory(ctx, h.intern, h.intern.ID, 1)
	h.must(err)
	if got, want := told(page, journal.Subject{}), "Samir Benali a modifié les compétences notées pour Zoé Petit | Compétences: anglais, conte, LSF → anglais, LSF\n"+
		"Claire Fontaine a modifié les compétences notées pour Zoé Petit | Compétences: conte, LSF → anglais, conte, LSF\nSamir Benali a modifié les compétences notées pour Zoé Petit | Compétences:  → conte, LSF"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	var many []string
	for i := range crew.MaxSkills {
		many = append(many, "x"+strings.Repeat("a", i))
	}
	if err := h.SetSkills(ctx, h.team, h.intern.ID, nil, many); !fault.Is(err, fault.Invalid) {
		t.Errorf("with those she has, too many: %v", err)
	}
	h.exec(`UPDATE people SET disabled_at = now() WHERE id = $1`, h.intern.ID)
	if err := h.SetSkills(ctx, h.team, h.intern.ID, nil, []string{"conte"}); !fault.Is(err, fault.Conflict) {
		t.Errorf("a disabled account: %v", err)
	}
	if _, err := h.Person(ctx, h.head, 999); !fault.Is(err, fault.NotFound) {
		t.Errorf("nobody: %v", err)
	}
}

func TestSkillsAreSplitAndJoined(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"": "", " , ;\n": "", "LSF, anglais ; lsf\n conte  ancien": "anglais, conte ancien, LSF", "Été,ete,École": "École, Été"} {
		if got := crew.JoinSkills(crew.SplitSkills(text)); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
