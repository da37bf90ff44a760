package web_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// within opens a database of a test's own with few connections.
func within(t *testing.T, address string, conns int32, b postgres.Bounds) *pgxpool.Pool {
	t.Helper()
	b.Conns = conns
	pool, err := postgres.OpenWithin(t.Context(), pgtest.WithoutPool(t, address), b)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	return pool
}

// drop takes a database away under those who use it.
func drop(t *testing.T, address string) {
	t.Helper()
	u, err := url.Parse(pgtest.WithoutPool(t, address))
	if err != nil {
		t.Fatal(err)
	}
	name := pgx.Identifier{u.Path[1:]}.Sanitize()
	u.Path = "/postgres"
	pgtest.Administer(t, u.String()).Run(`DROP DATABASE ` + name + ` WITH (FORCE)`)
}

func space(name string) url.Values {
	return url.Values{"nom": {name}, "acces": {"unknown"}, "surface": {""}, "assises": {""}, "debout": {""}, "actif": {"1"}}
}

// TestStatementsThatWaitForALockDoNotStopTheSite holds a table that forms write to, and sends many of them.
func TestStatementsThatWaitForALockDoNotStopTheSite(t *testing.T) {
	t.Parallel()
	address := pgtest.URL(t)
	bounds := postgres.ForRequests()
	bounds.Wait, bounds.Lock = 4*time.Second, time.Second
	h := webtest.Over(t, within(t, address, 4, bounds))
	writer, reader := h.As(h.Team), h.As(h.Head)
	holder := pgtest.Administer(t, address)
	holder.Run(`BEGIN; LOCK TABLE spaces IN EXCLUSIVE MODE`)

	var refused, running atomic.Int64
	var writers sync.WaitGroup
	for range 12 {
		running.Add(1)
		writers.Go(func() {
			defer running.Add(-1)
			a := writer.Post(urls.Spaces(), space("Salle"))
			if a.Status == http.StatusServiceUnavailable && a.Header.Get("Retry-After") != "" && strings.Contains(a.Body, "Veuillez réessayer") {
				refused.Add(1)
			} else {
				t.Errorf("a form that waits for a lock: %d %q", a.Status, a.Header.Get("Retry-After"))
			}
		})
	}
	read := 0
	for running.Load() > 0 {
		reader.Get(urls.Spaces()).Want(t, http.StatusOK)
		reader.Get(urls.Health()).Want(t, http.StatusOK)
		read++
	}
	writers.Wait()
	if refused.Load() != 12 || read == 0 {
		t.Errorf("%d forms refused, %d pages read meanwhile", refused.Load(), read)
	}
	holder.Run(`ROLLBACK`)
	writer.Post(urls.Spaces(), space("Salle")).Want(t, http.StatusSeeOther)
}

// TestHealthAnswersWhenNoConnectionIsLeft takes every connection of the pool.
func TestHealthAnswersWhenNoConnectionIsLeft(t *testing.T) {
	t.Parallel()
	bounds := postgres.ForRequests()
	bounds.Wait = 3 * time.Second
	h := webtest.Over(t, within(t, pgtest.URL(t), 2, bounds))
	c := h.As(h.Team)
	for range 2 {
		conn, err := h.DB.Acquire(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Release()
	}
	c.Get(urls.Health()).Want(t, http.StatusOK).Has(t, "ok")
	c.Get(urls.Spaces()).Want(t, http.StatusServiceUnavailable).Has(t, "Veuillez réessayer dans un instant.")
}

// TestADatabaseTurnedReadOnlyIsReadAndSaysSo turns it so while the site runs, and back.
func TestADatabaseTurnedReadOnlyIsReadAndSaysSo(t *testing.T) {
	t.Parallel()
	address := pgtest.URL(t)
	h := webtest.Over(t, within(t, address, 8, postgres.ForRequests()))
	c := h.As(h.Team)
	c.Get(urls.Health()).Want(t, http.StatusOK)
	admin := pgtest.Administer(t, address)
	name := pgx.Identifier{admin.Config().Database}.Sanitize()

	admin.Run(`ALTER DATABASE ` + name + ` SET default_transaction_read_only = on`)
	h.DB.Reset() // time passes: only the connections opened from now on know
	c.Get(urls.Health()).Want(t, http.StatusServiceUnavailable).Has(t, "database read-only")
	for range 3 {
		c.Post(urls.Spaces(), space("Salle")).Want(t, http.StatusServiceUnavailable).Has(t, "vous pouvez consulter, mais rien ne peut être enregistré")
		c.Get(urls.Spaces()).Want(t, http.StatusOK)
		c.Get("/").Want(t, http.StatusOK)
	}
	h.Visitor().Post(urls.Login(""), url.Values{"email": {h.Head.Email}, "password": {webtest.Password}}).Want(t, http.StatusServiceUnavailable)

	admin.Run(`ALTER DATABASE ` + name + ` RESET default_transaction_read_only`)
	for i := range 6 { // however many connections were opened meanwhile
		c.Post(urls.Spaces(), space("Salle "+strconv.Itoa(i))).Want(t, http.StatusSeeOther)
	}
	c.Get(urls.Health()).Want(t, http.StatusOK)
}

func TestAFullDiskIsToldAsSuch(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	_, err := h.DB.Exec(t.Context(), `CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
			BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
		CREATE TRIGGER full_disk BEFORE INSERT ON spaces EXECUTE FUNCTION full_disk()`)
	if err != nil {
		t.Fatal(err)
	}
	a := h.As(h.Team).Post(urls.Spaces(), space("Salle")).Want(t, http.StatusServiceUnavailable)
	a.Has(t, "La base de données n’a plus de place", "rien n’a été enregistré")
}
