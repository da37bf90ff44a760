package rooms_test

import (
	"strings"
	"testing"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/calendar"
	"parvis/internal/fault"
	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/internal/rooms"
	"parvis/internal/space"
)

// ties names the ways the table tells people apart.
var ties = map[string]access.Tie{
	"stranger":    {},
	"mine":        {Mine: true},
	"member":      {Member: true},
	"member-mine": {Member: true, Mine: true},
	"member-free": {Member: true, Unassigned: true},
	"free":        {Unassigned: true},
}

// TestEveryCellOfTheDecisionTable spells the table out a second time, as the service reads it:
// for the intern, the ties under which she may; the head and the team are plain.
func TestEveryCellOfTheDecisionTable(t *testing.T) {
	t.Parallel()
	all := []string{"stranger", "mine", "member", "member-mine", "member-free", "free"}
	want := map[*access.Action]struct {
		head, team bool
		intern     []string
	}{
		programme.MayRead:       {true, true, all},
		programme.MayEdit:       {true, true, nil},
		programme.MayArchive:    {true, false, nil},
		programme.MayConfirm:    {true, false, nil},
		plan.MayAddTask:         {true, true, []string{"member", "member-mine", "member-free"}},
		plan.MayEditTask:        {true, true, []string{"member-mine", "member-free"}},
		plan.MayGiveTask:        {true, true, nil},
		plan.MayApplyTemplate:   {true, true, nil},
		programme.MayMoveDate:   {true, true, nil},
		plan.MayTick:            {true, true, []string{"mine", "member-mine", "member-free"}},
		calendar.MayRead:        {true, true, all},
		calendar.MayEdit:        {true, false, nil},
		space.MayRead:           {true, true, all},
		space.MayEdit:           {true, true, nil},
		space.MayExchange:       {true, true, nil},
		space.MayDelete:         {true, false, nil},
		account.MayManagePeople: {true, false, nil},
	}
	if len(want) != len(rooms.Actions()) {
		t.Fatalf("%d actions are spelled out here, %d exist", len(want), len(rooms.Actions()))
	}
	for _, action := range rooms.Actions() {
		line, ok := want[action]
		if !ok {
			t.Errorf("%s: no line in this test", action.Name)
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
				if got := action.Can(role, tie); got != allowed[role] {
					t.Errorf("%s, %s, %s: Can = %v, want %v", role, action.Name, name, got, allowed[role])
				}
				err := action.Check(role, tie)
				if (err == nil) != allowed[role] {
					t.Errorf("%s, %s, %s: Check = %v", role, action.Name, name, err)
				}
				if err != nil && !fault.Is(err, fault.Forbidden) {
					t.Errorf("%s, %s: a refusal of kind %v", role, action.Name, fault.KindOf(err))
				}
			}
		}
	}
}

func TestUnknownRolesMayNothingAndRefusalsSayWhoMay(t *testing.T) {
	t.Parallel()
	everything := access.Tie{Member: true, Mine: true, Unassigned: true}
	for _, action := range rooms.Actions() {
		if action.Can("visitor", everything) {
			t.Errorf("%s: an unknown role may", action.Name)
		}
		if action.Name == "" || action.Who == "" || !strings.HasSuffix(fault.SentenceOf(action.Check("", everything)), " peut faire cela.") {
			t.Errorf("%q is refused with %q", action.Name, fault.SentenceOf(action.Check("", everything)))
		}
	}
}
