package rooms_test

import (
	"slices"
	"strings"
	"testing"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/activity"
	"parvis/internal/agreement"
	"parvis/internal/attendance"
	"parvis/internal/calendar"
	"parvis/internal/crew"
	"parvis/internal/daybook"
	"parvis/internal/document"
	"parvis/internal/edition"
	"parvis/internal/equipment"
	"parvis/internal/fault"
	"parvis/internal/files"
	"parvis/internal/imports"
	"parvis/internal/link"
	"parvis/internal/logistics"
	"parvis/internal/mail"
	"parvis/internal/outing"
	"parvis/internal/partner"
	"parvis/internal/partnership"
	"parvis/internal/plan"
	"parvis/internal/privacy"
	"parvis/internal/programme"
	"parvis/internal/response"
	"parvis/internal/results"
	"parvis/internal/rooms"
	"parvis/internal/slot"
	"parvis/internal/space"
	"parvis/internal/staff"
	"parvis/internal/survey"
	"parvis/internal/territory"
	"parvis/internal/thread"
	"parvis/internal/undo"
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
// for each role, the ties under which it may.
func TestEveryCellOfTheDecisionTable(t *testing.T) {
	t.Parallel()
	all := []string{"stranger", "mine", "member", "member-mine", "member-free", "free"}
	want := map[*access.Action]struct {
		head, team, intern []string
	}{
		logistics.MayRead:       {all, all, all},
		logistics.MayEdit:       {all, all, []string{"member", "member-mine", "member-free"}},
		logistics.MayExchange:   {all, all, []string{"member", "member-mine", "member-free"}},
		logistics.MayRemind:     {all, all, []string{"member", "member-mine", "member-free"}},
		logistics.MaySeeList:    {all, all, nil},
		logistics.MayCorrect:    {all, nil, nil},
		programme.MayRead:       {all, all, all},
		programme.MayEdit:       {all, all, nil},
		programme.MayExchange:   {all, all, nil},
		programme.MayArchive:    {all, nil, nil},
		programme.MayConfirm:    {all, nil, nil},
		plan.MayAddTask:         {all, all, []string{"member", "member-mine", "member-free"}},
		plan.MayEditTask:        {all, all, []string{"member-mine", "member-free"}},
		plan.MayGiveTask:        {all, all, nil},
		plan.MayApplyTemplate:   {all, all, nil},
		programme.MayMoveDate:   {all, all, nil},
		plan.MayTick:            {all, all, []string{"mine", "member-mine", "member-free"}},
		calendar.MayRead:        {all, all, all},
		calendar.MayEdit:        {all, nil, nil},
		calendar.MayEditOwn:     {all, []string{"mine", "member-mine"}, []string{"mine", "member-mine"}},
		space.MayRead:           {all, all, all},
		imports.MayOpen:         {[]string{"mine", "member-mine"}, []string{"mine", "member-mine"}, []string{"mine", "member-mine"}},
		link.MayShare:           {all, all, nil},
		link.MayFeed:            {all, all, all},
		link.MayReadAll:         {all, nil, nil},
		space.MayEdit:           {all, all, nil},
		space.MayExchange:       {all, all, nil},
		space.MayDelete:         {all, nil, nil},
		territory.MayRead:       {all, all, all},
		territory.MayEdit:       {all, all, nil},
		territory.MayExchange:   {all, all, nil},
		territory.MayDelete:     {all, nil, nil},
		agreement.MayRead:       {all, all, all},
		agreement.MayEdit:       {all, all, nil},
		agreement.MayExchange:   {all, all, nil},
		agreement.MayDelete:     {all, nil, nil},
		crew.MayRead:            {all, all, all},
		crew.MayEdit:            {all, all, nil},
		crew.MayDelete:          {all, nil, nil},
		activity.MayRead:        {all, all, all},
		activity.MayPropose:     {all, all, []string{"member", "member-mine", "member-free"}},
		activity.MayRetain:      {all, all, nil},
		activity.MayExchange:    {all, all, nil},
		activity.MayDelete:      {all, nil, nil},
		edition.MayRead:         {all, all, all},
		edition.MayPrepare:      {all, all, nil},
		slot.MayRead:            {all, all, all},
		slot.MayPropose:         {all, all, []string{"member", "member-mine", "member-free"}},
		slot.MayPlan:            {all, all, nil},
		slot.MayRegister:        {all, all, []string{"member", "member-mine", "member-free"}},
		slot.MayExchange:        {all, all, nil},
		slot.MayDelete:          {all, nil, nil},
		staff.MayRead:           {all, all, all},
		staff.MayPropose:        {all, all, []string{"member", "member-mine", "member-free"}},
		staff.MayStaff:          {all, all, nil},
		staff.MayAnswer:         {all, all, []string{"mine", "member-mine"}},
		equipment.MayRead:       {all, all, all},
		equipment.MayEdit:       {all, all, nil},
		equipment.MayExchange:   {all, all, nil},
		equipment.MayDelete:     {all, nil, nil},
		survey.MayRead:          {all, all, all},
		survey.MayBuild:         {all, all, all},
		survey.MayPublish:       {all, all, nil},
		survey.MayDelete:        {all, all, nil},
		survey.MayBank:          {all, all, nil},
		outing.MayRead:          {all, all, all},
		outing.MayEdit:          {all, all, []string{"member", "member-mine", "member-free"}},
		equipment.MayBook:       {all, all, []string{"member", "member-mine", "member-free"}},
		plan.MayReadList:        {all, all, []string{"mine", "member-mine"}},
		plan.MayReadOwn:         {all, []string{"mine", "member-mine"}, []string{"mine", "member-mine"}},
		plan.MayEditOwn:         {[]string{"mine", "member-mine"}, []string{"mine", "member-mine"}, []string{"mine", "member-mine"}},
		thread.MayWrite:         {all, all, all},
		thread.MayEdit:          {[]string{"mine", "member-mine"}, []string{"mine", "member-mine"}, []string{"mine", "member-mine"}},
		thread.MayRemove:        {all, []string{"mine", "member-mine"}, []string{"mine", "member-mine"}},
		document.MayRead:        {all, all, all},
		document.MayEdit:        {all, all, nil},
		document.MayFill:        {all, all, []string{"member", "member-mine", "member-free"}},
		files.MayAdd:            {all, all, []string{"member", "member-mine", "member-free"}},
		files.MayRemove:         {all, all, []string{"mine", "member-mine"}},
		account.MaySeeAmounts:   {all, all, nil},
		account.MayManagePeople: {all, nil, nil},
		mail.MayManage:          {all, nil, nil},
		partner.MayRead:         {all, all, all},
		partner.MayEdit:         {all, all, all},
		partner.MayLog:          {all, all, all},
		partner.MayEditLog:      {all, all, []string{"mine", "member-mine"}},
		partner.MayMerge:        {all, all, nil},
		partner.MayExchange:     {all, all, nil},
		partner.MaySetTags:      {all, all, nil},
		partner.MayDelete:       {all, nil, nil},
		partnership.MayRead:     {all, all, all},
		partnership.MayEdit:     {all, all, []string{"member", "member-mine", "member-free"}},
		partnership.MayExchange: {all, all, nil},
		privacy.MayManage:       {all, nil, nil},
		attendance.MayRead:      {all, all, all},
		attendance.MayCount:     {all, all, all},
		attendance.MayExchange:  {all, all, nil},
		attendance.MaySet:       {all, nil, nil},
		response.MayRead:        {all, all, all},
		response.MayCollect:     {all, all, nil},
		response.MayEnter:       {all, all, all},
		response.MayCorrect:     {all, all, []string{"mine", "member-mine"}},
		results.MayRead:         {all, all, all},
		results.MaySetAside:     {all, all, nil},
		results.MayExport:       {all, all, nil},
		daybook.MayRead:         {all, all, all},
		daybook.MayNote:         {all, all, all},
		daybook.MayClose:        {all, all, all},
		daybook.MayEdit:         {all, all, []string{"mine", "member-mine"}},
		daybook.MayDelete:       {all, nil, nil},
		undo.MayUndoOthers:      {all, []string{"mine", "member-mine"}, []string{"mine", "member-mine"}},
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
			allowed := map[access.Role]bool{access.Head: slices.Contains(line.head, name),
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

// TestWhoMayAddTasksMayProposeActivitiesAndSlots holds what pages of a project offer to add to it, under one right.
func TestWhoMayAddTasksMayProposeActivitiesAndSlots(t *testing.T) {
	t.Parallel()
	for _, role := range access.Roles {
		for name, tie := range ties {
			if may := plan.MayAddTask.Can(role, tie); activity.MayPropose.Can(role, tie) != may || slot.MayPropose.Can(role, tie) != may {
				t.Errorf("%s, %s: not alike", role, name)
			}
		}
	}
}
