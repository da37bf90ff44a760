package crew_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/crew"
	"parvis/internal/fault"
	"parvis/internal/postgres"
)

func TestHandsAreWrittenAndRead(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]crew.Hand{"": 0, "12": crew.OfPerson(12), "-5": crew.OfOutsider(5)} {
		got, err := crew.ParseHand(text)
		if err != nil || got != want || got.String() != text {
			t.Errorf("%q: %d, %v", text, got, err)
		}
	}
	for _, text := range []string{"0", "-0", "+5", "05", " 5", "5.0", "x", "99999999999999999999", "-9223372036854775808", "5-"} {
		if got, err := crew.ParseHand(text); !fault.Is(err, fault.Invalid) {
			t.Errorf("%q is %d, %v", text, got, err)
		}
	}
	if h := crew.OfOutsider(5); h.Person() != 0 || h.Outsider() != 5 || crew.OfPerson(12).Person() != 12 || crew.OfPerson(12).Outsider() != 0 {
		t.Error("a hand is of one or of the other")
	}
}

// TestWhoLocksAHandIsAlone has two transactions lock the same hands in other orders: the second waits for the first, and nobody waits for ever.
func TestWhoLocksAHandIsAlone(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	out := crew.OfOutsider(h.make(nadia))
	gone := h.make(crew.Draft{Name: "Partie", Kind: crew.Other, Active: true})
	h.must(h.Delete(ctx, h.head, gone))
	hands := []crew.Hand{out, crew.OfPerson(h.team.ID), crew.OfOutsider(gone), crew.OfPerson(h.head.ID), 0, out, crew.OfPerson(999)}
	backwards := slices.Clone(hands)
	slices.Reverse(backwards)
	order := make(chan string, 2)
	var second chan error
	h.must(postgres.InTx(ctx, h.db, func(tx pgx.Tx) error {
		list, err := crew.Lock(ctx, tx, hands)
		if err != nil {
			return err
		}
		var names []string
		for _, m := range list {
			names = append(names, m.Name)
		}
		if got := strings.Join(names, ", "); got != "Claire Fontaine, Nadia Rahmani, Samir Benali" {
			t.Errorf("there are %s", got)
		}
		second = make(chan error, 1)
		go func() {
			second <- postgres.InTx(ctx, h.db, func(tx pgx.Tx) error {
				_, err := crew.Lock(ctx, tx, backwards)
				order <- "second"
				return err
			})
		}()
		time.Sleep(200 * time.Millisecond)
		if len(order) != 0 {
			t.Error("the second did not wait")
		}
		// What every transaction of a person locks of her own as it commits is not kept from her.
		_, err = h.db.Exec(ctx, `SELECT id FROM people WHERE id = $1 FOR SHARE NOWAIT`, h.team.ID)
		if err != nil {
			t.Errorf("she waits to commit: %v", err)
		}
		_, err = h.db.Exec(ctx, `SELECT id FROM people WHERE id = $1 FOR NO KEY UPDATE NOWAIT`, h.team.ID)
		if err == nil {
			t.Error("her account can be disabled meanwhile")
		}
		_, err = h.db.Exec(ctx, `SELECT id FROM outsiders WHERE id = $1 FOR NO KEY UPDATE NOWAIT`, out.Outsider())
		if err == nil {
			t.Error("the outsider can be deleted meanwhile")
		}
		order <- "first"
		return nil
	}))
	h.must(<-second)
	if first := <-order; first != "first" {
		t.Error("the second went first")
	}
	h.must(postgres.InTx(ctx, h.db, func(tx pgx.Tx) error {
		list, err := crew.Lock(ctx, tx, nil)
		if len(list) != 0 {
			t.Errorf("nobody is %v", list)
		}
		return err
	}))
}

// TestAHigherRoomReadsEverybodyInItsOwnRoundTrip queues the reading beside another.
func TestAHigherRoomReadsEverybodyInItsOwnRoundTrip(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.make(nadia)
	gone := h.make(crew.Draft{Name: "Partie", Kind: crew.Other, Active: true})
	h.must(h.Delete(t.Context(), h.head, gone))
	var rows []crew.Stored
	b := &pgx.Batch{}
	crew.Queue(b, &rows)
	h.must(h.db.SendBatch(t.Context(), b).Close())
	members := crew.Members(rows)
	if len(members) != 5 {
		t.Fatalf("%+v", members)
	}
	for _, m := range members {
		if m.Gone != (m.Hand == crew.OfOutsider(gone)) || m.Active == m.Gone {
			t.Errorf("%+v", m)
		}
		if m.Name == "Nadia Rahmani" && (!m.Can(h.skill("LSF").ID) || m.Phone.Text() != "01\u00a099\u00a000\u00a000\u00a021 (le soir)" || m.Email != "nadia@example.org" || m.What() != "Vacataire") {
			t.Errorf("%+v", m)
		}
	}
}
