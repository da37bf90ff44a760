package response_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"parvis/internal/account"
	"parvis/internal/attendance"
	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/response"
	"parvis/internal/undo"
)

func TestAClosedCollectionTakesNothingUntilItIsReopened(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	o := h.collect(h.draft())
	h.must(h.Close(ctx, h.team, o.ID))
	h.must(h.Close(ctx, h.team, o.ID)) // twice is once
	closed, err := h.ByToken(ctx, o.Token)
	h.must(err)
	if closed.Standing(saturday) != response.Closed {
		t.Error("it is not closed")
	}
	h.want(fault.Conflict, h.Give(ctx, closed, now, given("1", "oui")))
	kept := given("2", "oui")
	kept.Channel, kept.Day = response.ByKiosk, saturday
	h.must(h.Give(ctx, closed, now, kept))
	h.must(h.Reopen(ctx, h.team, o.ID))
	again, err := h.ByToken(ctx, o.Token)
	h.must(err)
	h.must(h.Give(ctx, again, now, given("1", "oui")))
	_, err = h.Delete(ctx, h.team, o.ID) // answers are never thrown away
	h.want(fault.Conflict, err)
	_, err = h.ByToken(ctx, strings.ToUpper(o.Token)) // as a poster was read
	h.must(err)
	blank := h.collect(h.draft())
	_, err = h.Delete(ctx, h.team, blank.ID)
	h.must(err)
	_, err = h.ByToken(ctx, blank.Token)
	h.want(fault.NotFound, err)
	h.must(h.Restore(ctx, h.head, blank.ID))
	_, err = h.ByToken(ctx, blank.Token)
	h.must(err)
	sheet, err := h.projects.Project(ctx, h.head, h.project)
	h.must(err)
	h.must(h.projects.Archive(ctx, h.head, h.project, sheet.Version))
	archived, err := h.ByToken(ctx, o.Token)
	h.must(err)
	h.want(fault.Conflict, h.Give(ctx, archived, now, given("3", "oui")))
}

func TestWhoMayAskAndEnter(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	_, err := h.Create(ctx, h.intern, "", h.project, h.draft())
	h.want(fault.Forbidden, err)
	o := h.collect(h.draft())
	h.want(fault.Forbidden, h.Close(ctx, h.intern, o.ID))
	h.want(fault.Forbidden, h.Edit(ctx, h.intern, o.ID, 1, h.draft()))
	_, err = h.Delete(ctx, h.intern, o.ID)
	h.want(fault.Forbidden, err)
	staff, err := h.ForStaff(ctx, h.intern, o.ID)
	h.must(err)
	g := given("1", "oui")
	g.Channel = response.OnPaper
	first, err := h.Enter(ctx, h.intern, staff, g)
	h.must(err)
	again, err := h.Enter(ctx, h.intern, staff, g)
	h.must(err)
	if again != first {
		t.Errorf("the same sheet is %d, then %d", first, again)
	}
	_, err = h.Enter(ctx, h.team, staff, g) // the same key by somebody else
	h.want(fault.Conflict, err)
	g.Channel = response.ByLink
	_, err = h.Enter(ctx, h.intern, staff, g)
	h.want(fault.Invalid, err)
	_, err = h.OfProject(ctx, account.Person{}.At(now), h.project)
	h.want(fault.NotFound, err)
	if n := h.count(fmt.Sprintf("responses WHERE entered_by = %d AND channel = 'paper'", h.intern.ID)); n != 1 {
		t.Errorf("%d sheets of the intern's", n)
	}
}

func TestACollectionIsEditedThrownAwayAndTakenBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	d := response.Draft{Form: response.Ref{ID: h.form}, Label: "  Sortie  ", Slot: response.Ref{ID: h.at}, Audience: response.Ref{ID: 1}, Wanted: 60, Asker: response.Ref{ID: h.intern.ID}, When: "Un visiteur sur cinq", Opens: saturday, Closes: saturday.AddDays(1)}
	id, err := h.Create(ctx, h.team, "", h.project, d)
	h.must(err)
	s, err := h.Collection(ctx, h.intern, id)
	h.must(err)
	if s.Label != "Sortie" || s.Form.Name != "Votre visite" || !strings.HasPrefix(s.Slot.Name, "Fouille, 14") || s.Audience.ID != 1 || s.Wanted != 60 || s.Asker.Name != "Inès Carpentier" || s.When != d.When || s.Opens != d.Opens || s.Closes != d.Closes || s.May.Edit {
		t.Errorf("%+v", s)
	}
	edited := s.Draft
	edited.Label, edited.Slot, edited.Audience, edited.Wanted, edited.Asker, edited.When, edited.Opens, edited.Closes = "Autre", response.Ref{}, response.Ref{}, 0, response.Ref{}, "", 0, 0
	edited.Form = response.Ref{ID: h.grid} // which stays
	act := account.Gesture(ctx)
	h.must(h.Edit(act, h.team, id, s.Version, edited))
	h.want(fault.Conflict, h.Edit(ctx, h.team, id, s.Version, d))
	after, err := h.Collection(ctx, h.team, id)
	h.must(err)
	if after.Label != "Autre" || after.Slot.ID != 0 || after.Wanted != 0 || !after.Opens.IsZero() || after.Form.ID != h.form {
		t.Errorf("%+v", after)
	}
	_, err = undo.New(h.db, response.Undoable{}).Undo(ctx, h.team, account.ActOf(act))
	h.must(err)
	back, err := h.Collection(ctx, h.team, id)
	h.must(err)
	if back.Label != "Sortie" || back.Slot.ID != h.at || back.Wanted != 60 {
		t.Errorf("taken back: %+v", back)
	}
	for name, spoil := range map[string]func(*response.Draft){
		response.FieldForm:   func(d *response.Draft) { d.Form.ID = h.grid },
		response.FieldSlot:   func(d *response.Draft) { d.Slot.ID = 99_999 },
		response.FieldPublic: func(d *response.Draft) { d.Audience.ID = 99_999 },
		response.FieldAsker:  func(d *response.Draft) { d.Asker.ID = 99_999 },
		response.FieldLabel:  func(d *response.Draft) { d.Label = " " },
		response.FieldWanted: func(d *response.Draft) { d.Wanted = -1 },
		response.FieldCloses: func(d *response.Draft) { d.Closes = saturday.AddDays(-1) },
		response.FieldWhen:   func(d *response.Draft) { d.When = strings.Repeat("a", response.MaxWhen+1) },
	} {
		bad := d
		spoil(&bad)
		_, err := h.Create(ctx, h.team, "", h.project, bad)
		problems, _ := fault.ProblemsOf(err)
		if problems.For(name) == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	history, err := h.History(ctx, h.team, id, 1)
	h.must(err)
	if len(history.Entries) != 3 {
		t.Errorf("%d entries", len(history.Entries))
	}
}

func TestTheRateIsOfThoseWhoWereCounted(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	o := h.collect(h.draft())
	for i := range 3 {
		h.must(h.Give(ctx, o, now, given(fmt.Sprint(i), "oui")))
	}
	l, err := h.OfProject(ctx, h.intern, h.project)
	h.must(err)
	if len(l.Collections) != 1 || l.Collections[0].Answers.All() != 3 || l.Collections[0].Rate.Known || l.Collections[0].Rate.Missing != 1 {
		t.Errorf("nobody counted: %+v", l.Collections)
	}
	_, err = h.counts.Add(ctx, h.intern, attendance.Tap{Key: "cle-de-telephone-1", Slot: h.at, Audience: 1, Measure: attendance.Present, N: 12, At: now})
	h.must(err)
	s, err := h.Collection(ctx, h.intern, o.ID)
	h.must(err)
	if s.Rate != (response.Rate{Known: true, Counted: 12, Percent: 25}) {
		t.Errorf("%+v", s.Rate)
	}
}

func TestQueriesDoNotGrowWithRows(t *testing.T) {
	t.Parallel()
	h := open(t)
	asked := func() int64 {
		ctx, n := postgres.CountQueries(context.WithoutCancel(t.Context()))
		_, err := h.OfProject(ctx, h.team, h.project)
		h.must(err)
		_, err = h.Observations(ctx, h.team, h.project)
		h.must(err)
		return n.Load()
	}
	h.collect(h.draft())
	before := asked()
	for i := range 5 {
		d := h.draft()
		d.Label = fmt.Sprint("Recueil ", i)
		h.must(h.Give(t.Context(), h.collect(d), now, given(fmt.Sprint(i), "oui")))
	}
	if after := asked(); after != before {
		t.Errorf("%d queries, then %d", before, after)
	}
}

// What was answered is never thrown away: neither by taking back the creation of its collection, nor by a purge of one that an answer reached at the last moment.
func TestAnswersOutliveTheirCollection(t *testing.T) {
	t.Parallel()
	h := open(t)
	act := account.Gesture(t.Context())
	id, err := h.Create(act, h.team, "", h.project, h.draft())
	h.must(err)
	o, err := h.ForStaff(t.Context(), h.team, id)
	h.must(err)
	open, err := h.ByToken(t.Context(), o.Token)
	h.must(err)
	h.must(h.Give(t.Context(), open, now, given("1", "oui")))
	_, err = undo.New(h.db, response.Undoable{}).Undo(t.Context(), h.team, account.ActOf(act))
	h.want(fault.Conflict, err)
	_, err = h.db.Exec(t.Context(), `UPDATE collections SET deleted_at = '2020-01-01'`)
	h.must(err)
	for _, bin := range h.Bins() {
		h.must(bin.Purge(t.Context(), now))
	}
	if n := h.count(`responses`); n != 1 {
		t.Errorf("%d answers are left, want 1", n)
	}
}
