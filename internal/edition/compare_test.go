package edition_test

import (
	"testing"

	"parvis/internal/account"
	"parvis/internal/activity"
	"parvis/internal/edition"
	"parvis/internal/fault"
	"parvis/internal/programme"
	"parvis/internal/slot"
)

func TestThisEditionStandsBesideTheLast(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	h.activity("Seulement l’an dernier")
	one := h.slot(h.visit, friday, 600)
	h.slot(h.visit, friday, 700)
	off := h.slot(h.visit, friday, 800)
	_, err := h.Slots.SetStatus(ctx, h.team, h.project, []int64{off}, slot.Cancelled, "Pluie", true)
	h.must(err)
	_, err = h.Slots.Register(ctx, h.team, "", one, slot.Group{Name: "CE2 B", People: 12, Companions: 2}, false)
	h.must(err)
	h.finish()
	if c, err := h.Editions.Compare(ctx, h.intern, h.project); err != nil || c.Before != nil || c.MaySay || c.MayPrepare {
		t.Errorf("%+v, %v", c, err)
	}
	c := h.choice(friday2025, 3)
	h.see(&c)
	id, _, err := h.Editions.Prepare(ctx, h.team, "", h.project, c)
	h.must(err)
	_, err = h.Activities.Create(ctx, h.team, "", id, activity.Draft{Kind: activity.Talk, Title: "Nouvelle"})
	h.must(err)
	list, _, err := h.Activities.List(ctx, h.team, activity.Filter{Project: id})
	h.must(err)
	for _, a := range list {
		switch a.Title {
		case "Seulement l’an dernier":
			h.must(h.Activities.Delete(ctx, h.head, a.ID))
		case "Visite": // its name is another one: what it was taken from tells
			d := a.Draft
			d.Title = "Visite guidée"
			h.must(h.Activities.Edit(ctx, h.team, a.ID, a.Version, d))
		}
	}
	v, err := h.Editions.Compare(ctx, h.intern, id)
	h.must(err)
	if len(v.Both) != 1 || len(v.Gone) != 2 || len(v.New) != 1 || v.New[0].Title() != "Nouvelle" || v.Both[0].Title() != "Visite guidée" {
		t.Fatalf("%+v", v)
	}
	last, this := v.Both[0].Last, v.Both[0].This
	if last.Slots != 2 || last.Off != 1 || last.Places != 40 || last.People != 12 || last.Groups != 1 || this.Slots != 2 || this.People != 0 || this.Places != 40 {
		t.Errorf("%+v, %+v", last, this)
	}
	if (v.LastTotal != edition.Totals{Activities: 3, Slots: 2, Places: 40, Groups: 1, People: 12}) || v.Total.Activities != 2 {
		t.Errorf("%+v, %+v", v.LastTotal, v.Total)
	}
}

func TestWhichEditionWasBeforeIsSaidAndTakenBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	make := func(title string) int64 {
		id, err := h.Programme.Create(ctx, h.team, "", programme.ProjectDraft{Title: title, Kind: programme.EventProgramme, PilotID: h.team.ID, First: friday2025, Last: friday2025})
		h.must(err)
		return id
	}
	next, last := make("JEA 2025"), make("JEA 2026")
	gesture := account.Gesture(ctx)
	h.must(h.Editions.SetBefore(gesture, h.team, next, 1, h.project))
	h.must(h.Editions.SetBefore(ctx, h.team, last, 1, next))
	h.broken(programme.FieldEditionOf, h.Editions.SetBefore(ctx, h.team, h.project, 1, last))
	h.broken(programme.FieldEditionOf, h.Editions.SetBefore(ctx, h.team, next, 2, next))
	h.broken(programme.FieldEditionOf, h.Editions.SetBefore(ctx, h.team, next, 2, 99_999))
	if err := h.Editions.SetBefore(ctx, h.intern, next, 2, 0); !fault.Is(err, fault.Forbidden) {
		t.Errorf("an intern: %v", err)
	}
	if _, stale := fault.StaleOf(h.Editions.SetBefore(ctx, h.team, next, 1, 0)); !stale {
		t.Error("an old version")
	}
	page, err := h.Programme.History(ctx, h.team, next, 1)
	h.must(err)
	if c := page.Entries[0].Changes; len(c) != 1 || c[0].Label != "Édition précédente" || c[0].After != "JEA 2024" {
		t.Errorf("%+v", c)
	}
	_, err = h.Undo.Undo(account.Gesture(ctx), h.team, page.Entries[0].Act)
	h.must(err)
	if around, err := h.Programme.Editions(ctx, h.team, next); err != nil || around.Before != nil || len(around.After) != 1 {
		t.Errorf("%+v, %v", around, err)
	}
}
