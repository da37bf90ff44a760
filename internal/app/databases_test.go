package app_test

import (
	"errors"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/app"
	"parvis/internal/postgres"
	"parvis/internal/postgres/embedded"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/space"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// letters are a space's notes: what other encodings lack, two bytes and more, and what escaping may spoil.
const letters = "Journées européennes : œuvre, « cœur », 16 m², L’Haÿ, №, 展, 🎭, \\x41, 'a''b', $1, %s"

const utf8 = ` TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'fr-FR'`

// database is one that somebody could give Parvis.
type database struct {
	clause string                                         // of CREATE DATABASE, beside the owner
	adjust func(t *testing.T, role, name string) []string // SQL run in it by the server's administrator, before Parvis comes
	pooler bool
	word   string   // of the refusal; "" when Parvis starts
	names  []string // what its sentence names
}

var databases = map[string]database{
	"SQL_ASCII":                 {clause: ` TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LOCALE 'C'`, word: "encoding", names: []string{"SQL_ASCII", "ENCODING 'UTF8'"}},
	"LATIN1":                    {clause: ` TEMPLATE template0 ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C'`, word: "encoding", names: []string{"LATIN1", "ENCODING 'UTF8'"}},
	"UTF8 with the collation C": {clause: ` TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER libc LOCALE 'C'`},
	"client_encoding on the role": {clause: utf8, adjust: func(_ *testing.T, role, _ string) []string {
		return []string{`ALTER ROLE ` + role + ` SET client_encoding = 'LATIN1'`}
	}},
	"serializable by default": {clause: utf8, adjust: func(_ *testing.T, role, _ string) []string {
		return []string{`ALTER ROLE ` + role + ` SET default_transaction_isolation = 'serializable'`}
	}},
	"read-only": {clause: utf8, word: "read-only", names: []string{"default_transaction_read_only"}, adjust: func(_ *testing.T, _, name string) []string {
		return []string{`ALTER DATABASE ` + name + ` SET default_transaction_read_only = on`}
	}},
	"turned read-only while running": {clause: utf8},
	"no schema": {clause: utf8, word: "schema", names: []string{"CREATE SCHEMA", "search_path"}, adjust: func(*testing.T, string, string) []string {
		return []string{`DROP SCHEMA public CASCADE`}
	}},
	"no right": {clause: utf8, word: "rights", names: []string{"GRANT USAGE, CREATE ON SCHEMA", "ALTER DATABASE"}, adjust: func(_ *testing.T, _, name string) []string {
		return []string{`ALTER DATABASE ` + name + ` OWNER TO CURRENT_USER`}
	}},
	"pgbouncer in transaction mode": {clause: utf8, pooler: true},
}

// TestParvisStartsOrRefusesInFrench gives it every database, as a role that owns no more than that.
func TestParvisStartsOrRefusesInFrench(t *testing.T) {
	t.Parallel()
	for what, d := range databases {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			role := pgtest.Role(t)
			administered := pgtest.Created(t, `OWNER `+role+d.clause)
			config, err := pgx.ParseConfig(pgtest.WithoutPool(t, administered))
			if err != nil {
				t.Fatal(err)
			}
			if d.adjust != nil {
				for _, sql := range d.adjust(t, role, config.Database) {
					pgtest.Administer(t, administered).Run(sql)
				}
			}
			address := pgtest.WithoutPool(t, pgtest.As(t, administered, role))
			if d.pooler {
				address = pgtest.Pooler(t, address)
			}
			a, stop, err := app.Open(t.Context(), app.Config{DatabaseURL: address})
			if d.word != "" {
				wantRefused(t, err, d)
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(stop)
			lived := live(t, a)
			if what == "turned read-only while running" {
				turn(t, lived, administered, config.Database)
			}
			wantWholeDump(t, administered)
		})
	}
	if len(databases) < 10 {
		t.Errorf("only %d databases", len(databases))
	}
}

func wantRefused(t *testing.T, err error, d database) {
	t.Helper()
	refusal, ok := errors.AsType[*postgres.Refusal](err)
	if !ok || refusal.Word != d.word {
		t.Fatalf("got %v, want a refusal %q", err, d.word)
	}
	for _, name := range d.names {
		if !strings.Contains(refusal.Text, name) {
			t.Errorf("%q does not name %q", refusal.Text, name)
		}
	}
}

// live uses a site as a service does, many times each so that every connection serves.
func live(t *testing.T, a *app.App) *webtest.House {
	t.Helper()
	h := webtest.Over(t, a.DB)
	for i, name := range []string{"Zoé", "éric", "Ana", "Élodie"} {
		if _, err := h.Accounts.Seed(t.Context(), account.Identity{Name: name, Email: string(rune('a'+i)) + "@musee.test", Role: access.Team}, webtest.Password); err != nil {
			t.Fatal(err)
		}
	}
	people, err := a.Accounts.Active(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, p := range people {
		if !strings.Contains(p.Name, " ") {
			names = append(names, p.Name)
		}
	}
	if want := []string{"Ana", "Élodie", "éric", "Zoé"}; !slices.Equal(names, want) {
		t.Errorf("sorted %v, want %v", names, want)
	}
	c := h.As(h.Team)
	c.Get(urls.Health()).Want(t, http.StatusOK).Has(t, "ok")
	for _, name := range []string{"Grande halle", "Œuvre européenne", "Éperon"} {
		form := url.Values(space.Fields.Values(space.Draft{Name: name, Access: space.AccessUnknown, Notes: letters, Active: true}))
		c.Post(urls.Spaces(), form).Want(t, http.StatusSeeOther)
		c.Get(urls.Spaces()).Want(t, http.StatusOK).Has(t, name)
		for _, path := range []string{"/", urls.Projects(), urls.Events(), urls.SpacesOf(url.Values{"texte": {"œuvre"}})} {
			c.Get(path).Want(t, http.StatusOK)
		}
	}
	if err := a.Upkeep.Purge(t.Context(), h.Now); err != nil {
		t.Error(err)
	}
	return h
}

// turn makes the database read-only under a site that runs, and takes it back.
func turn(t *testing.T, h *webtest.House, address, name string) {
	t.Helper()
	c := h.As(h.Team)
	pgtest.Administer(t, address).Run(`ALTER DATABASE ` + name + ` SET default_transaction_read_only = on`)
	h.DB.Reset() // time passes: connections end after a while
	c.Get(urls.Health()).Want(t, http.StatusServiceUnavailable).Has(t, "database read-only")
	form := url.Values(space.Fields.Values(space.Draft{Name: "Salle", Access: space.AccessUnknown, Active: true}))
	c.Post(urls.Spaces(), form).Want(t, http.StatusServiceUnavailable).Has(t, "vous pouvez consulter")
	c.Get(urls.Spaces()).Want(t, http.StatusOK).Has(t, "Éperon")
	pgtest.Administer(t, address).Run(`ALTER DATABASE ` + name + ` RESET default_transaction_read_only`)
	c.Post(urls.Spaces(), form).Want(t, http.StatusSeeOther)
	c.Get(urls.Health()).Want(t, http.StatusOK)
}

// wantWholeDump restores a dump elsewhere and compares every letter.
func wantWholeDump(t *testing.T, address string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "parvis.dump")
	elsewhere := pgtest.Empty(t)
	for _, args := range [][]string{
		{"pg_dump", "--format=custom", "--file=" + file, pgtest.WithoutPool(t, address)},
		{"pg_restore", "--no-owner", "--exit-on-error", "--dbname=" + pgtest.WithoutPool(t, elsewhere), file},
	} {
		cmd, err := embedded.Program(t.Context(), args[0], args[1:]...)
		if err != nil {
			t.Fatal(err)
		}
		cmd.Stderr = os.Stderr
		if err := cmd.Run(); err != nil {
			t.Fatalf("%s: %v", args[0], err)
		}
	}
	db, err := postgres.Open(t.Context(), elsewhere)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	notes, err := postgres.Scalars[string](t.Context(), db, `SELECT notes FROM spaces`, nil)
	if err != nil || len(notes) < 3 {
		t.Fatalf("%d spaces, %v", len(notes), err)
	}
	if slices.ContainsFunc(notes, func(n string) bool { return n != letters && n != "" }) {
		t.Errorf("restored as %q", notes)
	}
	if names, err := postgres.Scalars[string](t.Context(), db, `SELECT name FROM spaces WHERE notes <> '' ORDER BY id`, nil); err != nil ||
		!slices.Equal(names, []string{"Grande halle", "Œuvre européenne", "Éperon"}) {
		t.Errorf("restored %q %v", names, err)
	}
}
