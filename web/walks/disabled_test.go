package walks_test

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/postgres"
	"parvis/web/webtest"
)

// everything is what the database holds, but for sessions and people, whom the test disables itself.
func everything(t *testing.T, h *webtest.House) string {
	t.Helper()
	tables, err := postgres.Scalars[string](t.Context(), h.DB, `SELECT tablename::text FROM pg_tables
		WHERE schemaname = 'public' AND tablename NOT IN ('sessions', 'people') ORDER BY tablename`, nil)
	if err != nil || len(tables) < 15 {
		t.Fatalf("tables %v, %v", tables, err)
	}
	var parts []string
	for _, table := range tables {
		sum, err := postgres.Scalar[string](t.Context(), h.DB, `SELECT coalesce(md5(string_agg(x::text, '|' ORDER BY x::text)), '')
			FROM `+pgx.Identifier{table}.Sanitize()+` AS x`, nil)
		if err != nil {
			t.Fatal(err)
		}
		parts = append(parts, table+" "+sum)
	}
	return strings.Join(parts, "\n")
}

// mostTold is how long the walk waits for a request to be answered or to wait.
const mostTold = 20 * time.Second

// An act that was begun is not written once its author was disabled, whatever the act. The walk sends every form
// that the pages of a service show, holds each at the journal, where acts end, disables its author, and lets it go.
func TestWhatWasBegunIsNotWrittenOnceItsAuthorWasDisabled(t *testing.T) {
	t.Parallel()
	w := enter(t)
	h, all := w.h, w.filled()
	ctx := context.Background()
	exec := func(sql string) {
		t.Helper()
		if _, err := h.DB.Exec(ctx, sql); err != nil {
			t.Fatal(err)
		}
	}
	held := map[string]bool{}
	for _, f := range all {
		if strings.HasPrefix(f.pattern, "/deconnexion") || f.pattern == "/mot-de-passe" {
			continue // they end sessions
		}
		before := everything(t, h)
		lock, err := h.DB.Begin(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := lock.Exec(ctx, `LOCK TABLE journal IN EXCLUSIVE MODE`); err != nil {
			t.Fatal(err)
		}
		answer := make(chan webtest.Answer, 1)
		go func() { answer <- w.client.Post(f.Action, f.Values) }()
		var got webtest.Answer
		answered := false
		for end := time.Now().Add(mostTold); !answered; {
			select {
			case got = <-answer:
				answered = true // it writes nothing, or no journal
			case <-time.After(2 * time.Millisecond):
			}
			waiting, err := postgres.Scalar[bool](ctx, h.DB, `SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted
				AND relation = 'journal'::regclass)`, nil)
			if err != nil {
				t.Fatal(err)
			}
			if waiting {
				break
			}
			if time.Now().After(end) {
				t.Fatalf("%s neither answers nor waits", f.pattern)
			}
		}
		disabled := false
		if !answered {
			// An act on people holds their rows already: whoever disables her waits for it.
			err := postgres.InTx(ctx, h.DB, func(tx pgx.Tx) error {
				_, err := tx.Exec(ctx, `SET LOCAL lock_timeout = '200ms'; UPDATE people SET disabled_at = now(),
					session_epoch = session_epoch + 1 WHERE email = 'cheffe@parvis.test'`)
				return err
			})
			if disabled = err == nil; !disabled && !strings.HasPrefix(f.pattern, "/reglages/equipe") {
				t.Errorf("%s holds its author's row before its end: %v", f.pattern, err)
			}
		}
		if err := lock.Rollback(ctx); err != nil {
			t.Fatal(err)
		}
		if !answered {
			got = <-answer
		}
		if disabled {
			held[f.pattern] = true
			if got.Status != http.StatusUnauthorized {
				t.Errorf("%s answers %d to somebody who was disabled, want 401", f.pattern, got.Status)
			}
			got.Has(t, "Votre session est terminée")
			if everything(t, h) != before {
				t.Errorf("%s is written though its author was disabled", f.pattern)
			}
			exec(`UPDATE people SET disabled_at = NULL, session_epoch = session_epoch - 1 WHERE email = 'cheffe@parvis.test'`)
		}
	}
	if len(held) < 30 {
		t.Errorf("only %d acts were held: %v", len(held), held)
	}
}
