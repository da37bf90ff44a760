package staff_test

import (
	"fmt"
	"strings"
	"testing"

	"parvis/internal/crew"
	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/slot"
	"parvis/internal/staff"

	"github.com/jackc/pgx/v5"
)

func TestNeedsAreReadAsPeopleTypeThem(t *testing.T) {
	t.Parallel()
	skills := []crew.Skill{{ID: 1, Name: "LSF"}, {ID: 2, Name: "anglais"}, {ID: 3, Name: "LSF débutante"}}
	for text, want := range map[string]string{
		"1 médiatrice LSF":                  "1 médiatrice LSF [1]",
		"2 accueils":                        "2 accueil [0]",
		"2 x accueils cour\n\n médiatrice;": "2 accueil cour [0]; 1 médiatrice [0]",
		"2x accueils":                       "2 accueil [0]",
		"conteuse (Anglais)":                "1 conteuse [2]",
		"accueil (cour)":                    "1 accueil (cour) [0]",
		"médiatrice lsf débutante":          "1 médiatrice lsf débutante [3]",
		"3 accès":                           "3 accè [0]",
		"2 SST":                             "2 SST [0]",
		"pulsfon":                           "1 pulsfon [0]",
		"":                                  "",
	} {
		list, p := staff.ReadNeeds(text, skills)
		var said []string
		for _, w := range list {
			said = append(said, fmt.Sprintf("%d %s [%d]", w.Count, w.Label, w.Skill.ID))
		}
		if got := strings.Join(said, "; "); got != want || p.Any() {
			t.Errorf("%q: %q, want %q (%v)", text, got, want, p)
		}
		again, _ := staff.ReadNeeds(staff.Needs{Wants: list}.Text(), skills)
		if fmt.Sprint(again) != fmt.Sprint(list) {
			t.Errorf("%q comes back as %v, was %v", text, again, list)
		}
	}
	for _, text := range []string{"0 accueil", "100 accueils", "2", "12345678901234567890 accueils", strings.Repeat("a", staff.MaxLabel+1), strings.Repeat("accueil\n", staff.MaxNeeds+1)} {
		if _, p := staff.ReadNeeds(text, skills); p.For(staff.FieldNeeds) == "" {
			t.Errorf("%.20q passes", text)
		}
	}
}

func TestNeedsAreSaidChangedAndTakenBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.slot(10, 12)
	ids := h.needs(id, "1 médiatrice LSF\n2 accueils")
	h.give(ids[1], h.marc)
	if got := h.told(id); got != "1 médiatrice LSF manque 1 médiatrice LSF | 2 accueils Marc manque 1 accueil" {
		t.Errorf("%s", got)
	}
	// A line keeps who is on it, wherever it goes; a line that is called otherwise too.
	h.needs(id, "3 accueils\n1 guide")
	if got := h.told(id); got != "3 accueils Marc manque 2 accueils | 1 guide manque 1 guide" {
		t.Errorf("%s", got)
	}
	h.needs(id, "1 guide")
	if got := h.told(id); got != "1 guide manque 1 guide" || h.firm() != "" {
		t.Errorf("%s, %s", got, h.firm())
	}
	h.must(h.undo(h.team))
	if got := h.told(id); got != "3 accueils Marc manque 2 accueils | 1 guide manque 1 guide" || h.firm() != fmt.Sprintf("%d:%d", id, h.marc) {
		t.Errorf("%s, %s", got, h.firm())
	}
	h.needs(id, "")
	list, err := h.Bins()[0].List(t.Context(), h.team)
	h.must(err)
	if len(list) != 2 || !list[0].May {
		t.Errorf("%+v", list)
	}
	h.must(h.RestoreNeed(t.Context(), h.team, ids[1]))
	if got := h.told(id); got != "3 accueils Marc manque 2 accueils" {
		t.Errorf("%s", got)
	}
	h.want(fault.NotFound, h.RestoreNeed(t.Context(), h.team, ids[1]))
	h.want(fault.Forbidden, h.RestoreNeed(t.Context(), h.intern, ids[0]))
	if got := h.history(id); !strings.HasPrefix(got, "Samir Benali a changé les postes de la séance | Besoins:  → 3 accueils\nSamir Benali a changé les postes de la séance | Besoins: 3 accueils\n1 guide → \n") {
		t.Errorf("%s", got)
	}
	if err := h.SetNeeds(t.Context(), h.team, id, 2, "2 accueils"); err == nil {
		t.Error("a stale version passes")
	} else if stale, ok := fault.StaleOf(err); !ok || stale.By != "Samir Benali" || len(stale.Texts) != 1 {
		t.Errorf("%+v", err)
	}
	h.must(h.Bins()[0].Purge(t.Context(), now.AddDate(0, 1, 0)))
}

// TestASlotThatIsEditedMeanwhileIsNotMet holds that who is on a slot is no part of its text.
func TestASlotThatIsStaffedMeanwhileIsNotMet(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.slot(10, 12)
	h.give(h.needs(id, "1 accueil")[0], h.marc)
	s, err := h.slots.Slot(t.Context(), h.head, id)
	h.must(err)
	d := s.Draft
	d.Notes = "Apporter les casques."
	_, err = h.slots.Edit(t.Context(), h.head, id, s.Version, d, true)
	h.must(err)
	_, err = h.slots.Edit(t.Context(), h.team, id, s.Version, slot.Draft{Times: d.Times}, true)
	if stale, ok := fault.StaleOf(err); !ok || stale.By != "Claire Fontaine" {
		t.Errorf("%v", err)
	}
}

func TestWhoMaySayWhatASlotNeeds(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	proposed := h.slotOf(h.intern, h.project, h.visit, 10, 12, h.hall)
	planned := h.slot(14, 16)
	h.must(h.SetNeeds(ctx, h.intern, proposed, 1, "1 accueil"))
	h.want(fault.Forbidden, h.SetNeeds(ctx, h.intern, planned, 1, "1 accueil"))
	h.want(fault.Forbidden, h.SetNeeds(ctx, h.stranger, proposed, 2, "2 accueils"))
	h.must(h.SetNeeds(ctx, h.head, planned, 1, "1 accueil"))
	h.want(fault.NotFound, h.SetNeeds(ctx, h.head, 9999, 1, "1 accueil"))
	h.broken(staff.FieldNeeds, "entre 1 et 99", h.SetNeeds(ctx, h.head, planned, 2, "100 accueils"))
	need := h.of(proposed).Needs[0].ID
	_, refused := h.Give(ctx, h.intern, need, h.marc, true)
	h.want(fault.Forbidden, refused)
	if s, err := h.OfSlot(ctx, h.intern, proposed); err != nil || !s.MayNeed || s.MayStaff {
		t.Errorf("%+v, %v", s, err)
	}
	if s, err := h.OfSlot(ctx, h.stranger, planned); err != nil || s.MayNeed || s.MayStaff {
		t.Errorf("%+v, %v", s, err)
	}
	h.must(h.projects.Archive(ctx, h.head, h.project, h.projectVersion()))
	h.want(fault.Forbidden, h.SetNeeds(ctx, h.head, planned, 2, "2 accueils"))
	_, err := h.Give(ctx, h.head, need, h.marc, true)
	h.want(fault.Forbidden, err)
}

func (h house) projectVersion() int {
	h.t.Helper()
	p, err := h.projects.Project(h.t.Context(), h.head, h.project)
	h.must(err)
	return p.Version
}

func TestWhatARepeatedSlotNeedsIsCopied(t *testing.T) {
	t.Parallel()
	h := open(t)
	id, to := h.slot(10, 12), []int64{h.slot(14, 15), h.slot(16, 17)}
	h.give(h.needs(id, "1 médiatrice LSF\n2 accueils")[0], h.nadia)
	h.must(postgres.InTx(t.Context(), h.db, func(tx pgx.Tx) error { return staff.CopyNeeds(t.Context(), tx, h.team, id, to) }))
	h.must(postgres.InTx(t.Context(), h.db, func(tx pgx.Tx) error { return staff.CopyNeeds(t.Context(), tx, h.team, id, nil) }))
	for _, one := range to {
		if got := h.told(one); got != "1 médiatrice LSF manque 1 médiatrice LSF | 2 accueils manque 2 accueils" {
			t.Errorf("%s", got)
		}
	}
}
