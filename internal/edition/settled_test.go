package edition_test

import (
	"fmt"
	"strings"
	"testing"

	"parvis/internal/calendar"
	"parvis/internal/edition"
	"parvis/internal/fault"
	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/internal/slot"
	"parvis/internal/space"
	"parvis/internal/workcal"
)

func TestWhatIsNotSettledIsRefusedAndThenFollowed(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	h.slot(h.visit, friday, 600)
	h.slot(h.visit, friday, 700)
	h.slot(h.visit, friday.AddDays(1), 600)
	h.finish()
	saturday := friday2025.AddDays(1)
	_, err := h.Calendar.AddClosure(ctx, h.head, calendar.Closure{First: saturday, Last: saturday, Label: "Travaux"}, "")
	h.must(err)
	c := h.choice(saturday, 2)
	p := h.see(&c)
	if len(p.Items) != 1 || p.Items[0].Near != saturday || len(p.Items[0].Slots) != 2 || p.Open() != 1 || len(p.Closed) != 1 || p.Closed[0].Why != "Travaux" {
		t.Fatalf("%+v", p.Items)
	}
	_, _, err = h.Editions.Prepare(ctx, h.team, "", h.project, c)
	h.broken(p.Items[0].AnswerField(), err)
	for _, answer := range []edition.Answer{{Fate: edition.Typed}, {Fate: edition.Typed, Day: workcal.Of(1999, 1, 1)}} {
		c.Answers[p.Items[0].Key] = answer
		_, _, err = h.Editions.Prepare(ctx, h.team, "", h.project, c)
		h.broken(p.Items[0].DayField(), err)
	}
	monday := friday2025.AddDays(3)
	for answer, want := range map[edition.Answer]workcal.Date{{Fate: edition.Nearest}: saturday, {Fate: edition.Typed, Day: monday}: monday, {Fate: edition.LeftOut}: 0} {
		c.Answers[p.Items[0].Key] = answer
		id, out, err := h.Editions.Prepare(ctx, h.team, "", h.project, c)
		h.must(err)
		slots, err := h.Slots.OfProject(ctx, h.team, id)
		h.must(err)
		n := 0
		for _, s := range slots.Slots {
			if s.Day == want {
				n++
			}
		}
		switch {
		case want.IsZero():
			if out.Slots != 1 || out.Left != 2 {
				t.Errorf("%+v", out)
			}
		case want == saturday && n != 3, want == monday && n != 2:
			t.Errorf("%v: %d", want, n)
		}
	}
}

// TestAnHourThatDoesNotExistIsSettled: the night of the 29th of March 2025 clocks go from 2 to 3.
func TestAnHourThatDoesNotExistIsSettled(t *testing.T) {
	t.Parallel()
	h := open(t)
	at := h.slot(h.visit, workcal.Of(2024, 6, 15), 24*60-30, func(d *slot.Draft) { d.To = 24*60 + 150 })
	h.finish()
	c := h.choice(workcal.Of(2025, 3, 28), 3)
	p := h.see(&c)
	if len(p.Items) != 1 || p.Items[0].Why != edition.NoHour {
		t.Fatalf("%+v", p.Items)
	}
	_, _, err := h.Editions.Prepare(t.Context(), h.team, "", h.project, c)
	h.broken(fmt.Sprint("suite_s", at), err)
	c.Answers[fmt.Sprint("s", at)] = edition.Answer{Fate: edition.Typed, Day: workcal.Of(2025, 3, 29)}
	_, _, err = h.Editions.Prepare(t.Context(), h.team, "", h.project, c)
	h.broken(fmt.Sprint("jour_s", at), err)
	c.Answers[fmt.Sprint("s", at)] = edition.Answer{Fate: edition.Nearest}
	_, out, err := h.Editions.Prepare(t.Context(), h.team, "", h.project, c)
	h.must(err)
	if out.Slots != 1 {
		t.Errorf("%+v", out)
	}
}

func TestWhatChangedSinceItWasSeenIsRefusedAndNamed(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	id := h.slot(h.visit, friday, 600)
	h.to(programme.Preparing, programme.Confirmed, programme.Running)
	c := h.choice(friday2025, 3)
	for part, change := range map[string]func(){
		"les séances":   func() { h.must(h.Slots.Delete(ctx, h.head, id)) },
		"les activités": func() { h.activity("Une autre") },
		"le rétroplanning": func() {
			_, err := h.Plans.CreateTask(ctx, h.team, h.project, plan.Draft{Title: "Neuve", Category: plan.Budget}, "")
			h.must(err)
		},
		"les espaces": func() {
			_, err := h.Spaces.Create(ctx, h.head, "", space.Draft{Name: "Cour", Active: true})
			h.must(err)
		},
		"les jours de fermeture": func() {
			_, err := h.Calendar.AddClosure(ctx, h.head, calendar.Closure{First: friday2025, Last: friday2025, Label: "Pont"}, "")
			h.must(err)
		},
		"le projet": func() { h.to(programme.Finished) },
	} {
		h.see(&c)
		change()
		_, _, err := h.Editions.Prepare(ctx, h.team, "", h.project, c)
		p, _ := fault.ProblemsOf(err)
		if len(p) != 1 || !strings.Contains(p[0].Sentence, part+". La voici") {
			t.Errorf("%s: %v", part, p)
		}
	}
	c.Seen = ""
	if _, _, err := h.Editions.Prepare(ctx, h.team, "", h.project, c); !fault.Is(err, fault.Invalid) {
		t.Errorf("not seen at all: %v", err)
	}
}

func TestAnEventThatMovedOrWentIsSeen(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	h.finish()
	event, err := h.Programme.CreateEvent(ctx, h.head, "", programme.EventDraft{Name: "Fête du quartier", First: friday2025, Last: friday2025.AddDays(2)})
	h.must(err)
	c := h.choice(0, 1)
	c.First, c.Last, c.EventID = 0, 0, event
	p := h.see(&c)
	if p.To.First != friday2025 || p.Event == nil {
		t.Fatalf("%+v", p.To)
	}
	e, err := h.Programme.Event(ctx, h.head, event)
	h.must(err)
	d := e.Draft()
	d.First = d.First.AddDays(1)
	h.must(h.Programme.EditEvent(ctx, h.head, event, e.Version, d))
	if _, _, err := h.Editions.Prepare(ctx, h.team, "", h.project, c); !fault.Is(err, fault.Invalid) {
		t.Errorf("an event that moved: %v", err)
	}
	h.see(&c)
	h.must(h.Programme.DeleteEvent(ctx, h.head, event))
	_, _, err = h.Editions.Prepare(ctx, h.team, "", h.project, c)
	h.broken(edition.FieldEvent, err)
	if p := h.see(&c); p.Dated() {
		t.Errorf("%+v", p.To)
	}
}

func TestWhatCannotBeIsRefusedBesideItsField(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.finish()
	for field, change := range map[string]func(*edition.Choice){
		"titre": func(c *edition.Choice) { c.Title = " " }, "nom_court": func(c *edition.Choice) { c.ShortName = strings.Repeat("x", 60) }, "pilote": func(c *edition.Choice) { c.PilotID = 99_999 },
		"evenement": func(c *edition.Choice) { c.First, c.Last = 0, 0 }, "fin": func(c *edition.Choice) { c.Last = c.First.AddDays(400) }, "debut": func(c *edition.Choice) { c.First, c.Last = workcal.Of(2300, 1, 1), workcal.Of(2300, 1, 1) },
	} {
		c := h.choice(friday2025, 3)
		change(&c)
		h.see(&c)
		_, _, err := h.Editions.Prepare(t.Context(), h.team, "", h.project, c)
		h.broken(field, err)
	}
}
