package rooms_test

import (
	"slices"
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
// for the team and the intern, the ties under which they may; the head is plain.
func TestEveryCellOfTheDecisionTable(t *testing.T) {
	t.Parallel()
	all := []string{"stranger", "mine", "member", "member-mine", "member-free", "free"}
	want := map[*access.Action]struct {
		head         bool
		team, intern []string
	}{
		programme.MayRead:       {true, all, all},
		programme.MayEdit:       {true, all, nil},
		programme.MayExchange:   {true, all, nil},
		programme.MayArchive:    {true, nil, nil},
		programme.MayConfirm:    {true, nil, nil},
		plan.MayAddTask:         {true, all, []string{"member", "member-mine", "member-free"}},
		plan.MayEditTask:        {true, all, []string{"member-mine", "member-free"}},
		plan.MayGiveTask:        {true, all, nil},
		plan.MayApplyTemplate:   {true, all, nil},
		programme.MayMoveDate:   {true, all, nil},
		plan.MayTick:            {true, all, []string{"mine", "member-mine", "member-free"}},
		calendar.MayRead:        {true, all, all},
		calendar.MayEdit:        {true, nil, nil},
		calendar.MayEditOwn:     {true, []string{"mine", "member-mine"}, []string{"mine", "member-mine"}},
		space.MayRead:           {true, all, all},
		space.MayEdit:           {true, all, nil},
		space.MayExchange:       {true, all, nil},
		space.MayDelete:         {true, nil, nil},
		account.MayManagePeople: {true, nil, nil},
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
			allowed := map[access.Role]bool{access.Head: line.head,
				access.Team: slices.Contains(line.team, name), access.Intern: slices.Contains(line.intern, name)}
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
