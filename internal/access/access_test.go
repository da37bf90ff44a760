package access_test

import (
	"testing"

	"parvis/internal/access"
	"parvis/internal/fault"
)

// ties names the four ways the table tells people apart.
var ties = map[string]access.Tie{
	"stranger":    {},
	"mine":        {Mine: true},
	"member":      {Member: true},
	"member-free": {Member: true, Unassigned: true},
	"free":        {Unassigned: true},
}

// TestEveryCellOfTheDecisionTable spells the table out a second time, as the service reads it:
// for the intern, the ties under which she may; the head and the team are plain.
func TestEveryCellOfTheDecisionTable(t *testing.T) {
	t.Parallel()
	all := []string{"stranger", "mine", "member", "member-free", "free"}
	want := map[access.Action]struct {
		head, team bool
		intern     []string
	}{
		access.ReadProgramme:  {true, true, all},
		access.EditProgramme:  {true, true, nil},
		access.ArchiveProject: {true, false, nil},
		access.ConfirmProject: {true, false, nil},
		access.EditTask:       {true, true, []string{"member", "member-free"}},
		access.ApplyTemplate:  {true, true, nil},
		access.MoveDate:       {true, true, nil},
		access.Tick:           {true, true, []string{"mine", "member-free"}},
		access.EditCalendar:   {true, false, nil},
		access.ManagePeople:   {true, false, nil},
	}
	if len(want) != len(access.Actions) {
		t.Fatalf("%d actions are spelled out here, %d exist", len(want), len(access.Actions))
	}
	for _, action := range access.Actions {
		line, ok := want[action]
		if !ok {
			t.Errorf("%s: no line in this test", action)
			continue
		}
		for name, tie := range ties {
			allowed := map[access.Role]bool{access.Head: line.head, access.Team: line.team}
			for _, n := range line.intern {
				if n == name {
					allowed[access.Intern] = true
				}
			}
			for _, role := range access.Roles {
				if got := access.Can(role, action, tie); got != allowed[role] {
					t.Errorf("%s, %s, %s: Can = %v, want %v", role, action, name, got, allowed[role])
				}
				err := access.Check(role, action, tie)
				if (err == nil) != allowed[role] {
					t.Errorf("%s, %s, %s: Check = %v", role, action, name, err)
				}
				if err != nil && !fault.Is(err, fault.Forbidden) {
					t.Errorf("%s, %s: a refusal of kind %v", role, action, fault.KindOf(err))
				}
			}
		}
	}
}

func TestUnknownRolesAndActionsMayNothing(t *testing.T) {
	t.Parallel()
	everything := access.Tie{Member: true, Mine: true, Unassigned: true}
	if access.Can("visitor", access.ReadProgramme, everything) {
		t.Error("an unknown role may read")
	}
	if access.Can(access.Head, "fly", everything) || access.Check(access.Head, "fly", everything) == nil {
		t.Error("an unknown action is allowed")
	}
}
