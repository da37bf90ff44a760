package programme_test

import (
	"strings"
	"testing"

	"parvis/internal/programme"
)

// TestAShortNameHas24LettersAsPeopleCount holds the bound, with accents written apart, and what stands in for no name.
func TestAShortNameHas24LettersAsPeopleCount(t *testing.T) {
	t.Parallel()
	for name, ok := range map[string]bool{
		"": true, strings.Repeat("e\u0301", 24): true, strings.Repeat("e", 24): true, strings.Repeat("e", 25): false, "bon\x00": false,
	} {
		d := programme.ProjectDraft{Kind: programme.EAC, Title: "T", PilotID: 1, Undated: true, ShortName: name}
		if problems := d.Check(); (problems.For("nom_court") == "") != ok {
			t.Errorf("%q: %q", name, problems.For("nom_court"))
		}
	}
	if got := programme.Short("", "Jumelage avec les quartiers de Nanterre"); got != "Jumelage avec les…" {
		t.Errorf("a title is shortened to %q", got)
	}
	if got := programme.Short("Jumelage", "Jumelage avec les quartiers de Nanterre"); got != "Jumelage" {
		t.Errorf("the short name is %q", got)
	}
}

// TestAShortNameIsKeptAndTold changes one: the project bears it, its history tells it, a search finds it.
func TestAShortNameIsKeptAndTold(t *testing.T) {
	t.Parallel()
	h := open(t)
	p := h.project(func(d *programme.ProjectDraft) { d.ShortName = " Petits  archéos " })
	if p.Short() != "Petits archéos" {
		t.Errorf("the project is called %q", p.Short())
	}
	draft := p.Draft()
	draft.ShortName = "Fouille CM2"
	h.Must(h.Edit(t.Context(), h.Team.At(now), p.ID, p.Version, draft))
	if got := strings.Join(h.journal(p.ID), "\n"); !strings.Contains(got, "Nom court") || !strings.Contains(got, "Fouille CM2") {
		t.Errorf("the history tells %s", got)
	}
	found, err := h.List(t.Context(), h.Head.At(now), programme.Filter{Text: "fouille cm2"})
	h.Must(err)
	if len(found) != 1 || found[0].Short() != "Fouille CM2" {
		t.Errorf("the search finds %d projects", len(found))
	}
}
