package walks_test

import (
	"fmt"
	"html"
	"net/http"
	"strings"
	"testing"
	"unicode"

	"parvis/internal/postgres"
)

// TestAFullDiskGivesBackWhatWasTyped sends every form that writes to a database whose disk is full: a sentence says so,
// and all that was typed is on the page, to be sent again.
func TestAFullDiskGivesBackWhatWasTyped(t *testing.T) {
	t.Parallel()
	w := enter(t)
	h, all := w.h, w.filled()
	if _, err := h.DB.Exec(t.Context(), `CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
		BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$`); err != nil {
		t.Fatal(err)
	}
	tables, err := postgres.Scalars[string](t.Context(), h.DB, `SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('sessions', 'schema_migrations')`, nil)
	if err != nil || len(tables) < 15 {
		t.Fatalf("%d tables, %v", len(tables), err)
	}
	for _, table := range tables {
		if _, err := h.DB.Exec(t.Context(), fmt.Sprintf(`CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE OR DELETE ON %q FOR EACH ROW EXECUTE FUNCTION full_disk()`, table)); err != nil {
			t.Fatal(err)
		}
	}
	refused, texts := 0, 0
	for _, f := range all {
		if f.pattern == "/deconnexion" || f.pattern == "/deconnexion-partout" || strings.HasSuffix(f.pattern, "/mot-de-passe") {
			continue // they end what the others need, or hold nothing that goes back to a page
		}
		a := w.client.Post(f.Action, f.Values)
		if a.Status != http.StatusServiceUnavailable {
			if a.Status >= 500 {
				t.Errorf("%s: %d", f.pattern, a.Status)
			}
			continue // something in it is to mend, or it changes nothing
		}
		refused++
		a.Has(t, "La base de données n’a plus de place")
		for name, values := range f.Values {
			for _, text := range values {
				if name == "cle" || name == "retour" || !strings.ContainsFunc(text, unicode.IsLetter) {
					continue
				}
				texts++
				if !strings.Contains(a.Body, html.EscapeString(text)) {
					t.Errorf("%s: « %s » of %s is lost", f.pattern, text, name)
				}
			}
		}
	}
	if refused < 30 || texts < 20 {
		t.Errorf("only %d forms met the full disk, with %d texts", refused, texts)
	}
}
