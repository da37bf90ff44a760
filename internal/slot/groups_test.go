package slot_test

import (
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/fault"
	"parvis/internal/partner"
	"parvis/internal/postgres"
	"parvis/internal/slot"
)

// places makes a slot with so many places.
func (h house) places(n int) int64 {
	h.t.Helper()
	d := h.on(600, 660, 0)
	d.Capacity = n
	return h.add(h.team, d)
}

func TestGroupsComeOrWait(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.places(30)
	school := h.organisation("École Voltaire")
	a, err := h.Register(t.Context(), h.intern, "", id, slot.Group{Organisation: school, People: 24, Companions: 3, Needs: "2 fauteuils"}, false)
	h.must(err)
	s := h.sheet(id)
	if len(s.Groups) != 1 || s.Groups[0].Name != "École Voltaire" || s.Groups[0].Needs != "2 fauteuils" || s.Taken != 24 || s.Companions != 3 || s.PlacesText() != "24 sur 30" || s.Left() != 6 {
		t.Errorf("%+v", s)
	}
	_, err = h.Register(t.Context(), h.team, "", id, slot.Group{Name: "CM1", People: 10}, false)
	h.broken(slot.FieldPeople, err)
	b, err := h.Register(t.Context(), h.team, "", id, slot.Group{Name: "CM1", People: 10}, true)
	h.must(err)
	small, err := h.Register(t.Context(), h.team, "", id, slot.Group{Name: "Famille", People: 6}, true)
	h.must(err)
	if s = h.sheet(id); s.Taken != 24 || s.Waiting != 16 || s.Groups[1].Fits || !s.Groups[2].Fits {
		t.Errorf("%+v", s.Groups)
	}
	_, err = h.LetIn(t.Context(), h.team, b) // whole groups only
	h.broken(slot.FieldPeople, err)
	_, err = h.LetIn(t.Context(), h.team, small)
	if h.must(err); !h.sheet(id).Full() {
		t.Error("not full")
	}
	_, err = h.RemoveGroup(postgres.Acting(t.Context()), h.team, a)
	h.must(err)
	if s = h.sheet(id); s.Full() || !s.Groups[1].Fits {
		t.Errorf("%+v", s.Groups)
	}
	_, err = h.LetIn(t.Context(), h.team, b)
	h.must(err)
	// Taking back the leaving of twenty-four would not leave places enough: it is refused, and from the trash they wait.
	if _, err := h.back.Undo(postgres.Acting(t.Context()), h.team, h.actOf("delete")); !fault.Is(err, fault.Conflict) {
		t.Errorf("taken back: %v", err)
	}
	h.must(h.RestoreGroup(t.Context(), h.team, a))
	if s = h.sheet(id); s.Taken != 16 || s.Waiting != 24 {
		t.Errorf("%+v", s.Groups)
	}
}

// actOf is the last act of a verb.
func (h house) actOf(verb string) string {
	h.t.Helper()
	id, err := postgres.Scalar[string](h.t.Context(), h.db, `SELECT act::text FROM journal WHERE verb = @verb ORDER BY id DESC LIMIT 1`, pgx.NamedArgs{"verb": verb})
	h.must(err)
	return id
}

func TestGroupsAreEdited(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.places(30)
	a, err := h.Register(t.Context(), h.team, "", id, slot.Group{Name: "CE2", People: 24}, false)
	h.must(err)
	h.must(h.EditGroup(t.Context(), h.team, a, 1, slot.Group{Name: "CE2 B", People: 30}, false))
	h.broken(slot.FieldPeople, h.EditGroup(t.Context(), h.team, a, 2, slot.Group{Name: "CE2 B", People: 31}, false))
	if _, ok := fault.StaleOf(h.EditGroup(t.Context(), h.team, a, 1, slot.Group{Name: "CE1", People: 3}, false)); !ok {
		t.Error("not stale")
	}
	h.must(h.EditGroup(t.Context(), h.team, a, 2, slot.Group{Name: "CE2 B", People: 45}, true))
	if s := h.sheet(id); s.Taken != 0 || s.Waiting != 45 {
		t.Errorf("%+v", s.Slot)
	}
	h.want(fault.Forbidden, h.EditGroup(t.Context(), h.stranger, a, 3, slot.Group{Name: "CE1", People: 3}, true))
	for field, g := range map[string]slot.Group{
		slot.FieldName: {People: 3}, slot.FieldPeople: {Name: "A"}, "accompagnateurs": {Name: "A", People: 1, Companions: -1},
		"besoins": {Name: "A", People: 1, Needs: strings.Repeat("a", slot.MaxNotes+1)}, "structures": {Name: "A", People: 1, Organisation: partner.Ref{ID: 12345}}} {
		_, err := h.Register(t.Context(), h.team, "", id, g, false)
		h.broken(field, err)
	}
	_, err = h.SetStatus(t.Context(), h.team, h.project, []int64{id}, slot.Cancelled, "Pluie", false)
	h.must(err)
	_, err = h.Register(t.Context(), h.team, "", id, slot.Group{Name: "A", People: 1}, true)
	h.want(fault.Conflict, err)
}

// register enters two hundred groups of one at once for the last twenty places, and gives how many came in.
func register(t *testing.T, h house, id int64, enter func(n int) error) int {
	t.Helper()
	var wait sync.WaitGroup
	var in atomic.Int64
	gate := make(chan struct{})
	for n := range 200 {
		wait.Go(func() {
			<-gate
			switch err := enter(n); {
			case err == nil:
				in.Add(1)
			case !fault.Is(err, fault.Invalid) && !fault.Is(err, fault.Unavailable):
				t.Errorf("%d: %v", n, err)
			}
		})
	}
	close(gate)
	wait.Wait()
	if s := h.sheet(id); s.Taken != int(in.Load()) {
		t.Errorf("%d came in, and the slot says %d", in.Load(), s.Taken)
	}
	return int(in.Load())
}

func TestTwoHundredGroupsForTwentyPlaces(t *testing.T) {
	t.Parallel()
	h := open(t)
	people := h.person("Une autre", access.Team)
	id := h.places(20)
	if in := register(t, h, id, func(n int) error {
		by := h.team
		if n%2 == 0 {
			by = people
		}
		_, err := h.Register(t.Context(), by, "", id, slot.Group{Name: fmt.Sprint("Groupe ", n), People: 1}, false)
		return err
	}); in != 20 {
		t.Errorf("%d came in for 20 places", in)
	}
}

// TestWithoutItsLockMoreComeIn is the same with an entry that counts the places and does not hold the slot: it shows that the one above can fail.
func TestWithoutItsLockMoreComeIn(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.places(20)
	if in := register(t, h, id, func(n int) error {
		return pgx.BeginFunc(t.Context(), h.db, func(tx pgx.Tx) error {
			taken, err := postgres.Scalar[int](t.Context(), tx, `SELECT COALESCE(sum(headcount), 0)::int FROM registrations WHERE slot_id = @id AND NOT waiting`, pgx.NamedArgs{"id": id})
			if err != nil || taken >= 20 {
				return fault.New(fault.Invalid, "complète", err)
			}
			if _, err := tx.Exec(t.Context(), `SELECT pg_sleep(0.02)`); err != nil { // as long as somebody needs to write a name
				return err
			}
			_, err = tx.Exec(t.Context(), `INSERT INTO registrations (slot_id, name, headcount, created_by, created_at, updated_at) VALUES (@id, 'x', 1, @by, now(), now())`, pgx.NamedArgs{"id": id, "by": h.team.ID})
			return err
		})
	}); in <= 20 {
		t.Errorf("%d came in without the lock: the race is not seen", in)
	}
}

// TestAnActAboutASlotReadsItAlone has a form of one slot sent: the programme around it is left to the pages that show it.
func TestAnActAboutASlotReadsItAlone(t *testing.T) {
	t.Parallel()
	h := open(t)
	id, _, err := h.Create(t.Context(), h.team, "", h.project, slot.Draft{ActivityID: h.visit, Times: slot.Times{Day: friday, From: 600, To: 660}}, true)
	h.must(err)
	ctx, n := postgres.CountQueries(t.Context())
	s, err := h.Plain(ctx, h.intern, id)
	if err != nil || n.Load() != 1 || s.ID != id || !s.Project.Member || !s.May.Register || s.Beside != nil || s.Conflicts != nil {
		t.Errorf("%d queries: %+v %v", n.Load(), s, err)
	}
	if s, err = h.Plain(t.Context(), h.stranger, id); err != nil || s.Project.Member {
		t.Errorf("a stranger is a member: %+v %v", s, err)
	}
	h.must(h.Delete(t.Context(), h.head, id))
	_, err = h.Living(t.Context(), h.head, id)
	h.want(fault.NotFound, err)
	_, err = h.Plain(t.Context(), h.stranger, id)
	h.want(fault.NotFound, err)
}
