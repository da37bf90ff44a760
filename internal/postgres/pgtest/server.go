package pgtest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/postgres"
	"parvis/internal/postgres/embedded"
	"parvis/migrations"
)

// server is the PostgreSQL this test process creates its databases on.
type server struct {
	url   *url.URL
	admin *pgxpool.Pool // on the maintenance database

	migrated func() (template string, err error) // once per process
}

// shared is the process's server, found or started at the first call.
var shared = sync.OnceValues(func() (*server, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	u, err := external()
	if err != nil {
		return nil, err
	}
	if u == nil {
		if u, err = startCluster(ctx); err != nil {
			return nil, err
		}
	}
	admin, err := pgxpool.New(ctx, u.String())
	if err != nil {
		return nil, err
	}
	s := &server{url: u, admin: admin}
	s.migrated = sync.OnceValues(s.template)
	return s, admin.Ping(ctx)
})

// volatile trades every guarantee for speed: the cluster holds nothing that a
// test does not make again.
var volatile = []string{
	"fsync=off", "synchronous_commit=off", "full_page_writes=off",
	"wal_level=minimal", "max_wal_senders=0", "autovacuum=off",
	"max_wal_size=256MB", "min_wal_size=32MB", "checkpoint_timeout=1h",
	"shared_buffers=64MB", "max_connections=300", "jit=off",
	"log_min_messages=fatal", "log_checkpoints=off", "shared_preload_libraries=plpgsql",
}

// startCluster joins the account's throw-away cluster, or starts it.
func startCluster(ctx context.Context) (*url.URL, error) {
	base, err := basePlace()
	if err != nil {
		return nil, err
	}
	lock, err := join(ctx, base)
	if err != nil {
		return nil, err
	}
	options := embedded.Options{
		DataDir:  clusterDir(base),
		Install:  true,
		Settings: volatile,
		Log:      slog.New(slog.NewTextHandler(os.Stderr, nil)),
	}
	cluster, err := embedded.Start(ctx, options)
	if spoilt(err) && discard(lock, options.DataDir) {
		cluster, err = embedded.Start(ctx, options)
	}
	if err != nil {
		return nil, err
	}
	return url.Parse(cluster.URL("postgres"))
}

// spoilt tells a cluster that a power cut damaged (it syncs nothing), or that
// an older PostgreSQL left.
func spoilt(err error) bool {
	told, ok := errors.AsType[*embedded.Error](err)
	return ok && (told.Kind == embedded.Broken || told.Kind == embedded.Version)
}

// discard removes the cluster if no other test process uses it.
func discard(lock int, dir string) bool {
	alone, err := tryLock(lock, syscall.LOCK_EX)
	if err != nil || !alone {
		return false
	}
	return errors.Join(os.RemoveAll(dir), syscall.Flock(lock, syscall.LOCK_SH)) == nil
}

// template returns the name of the migrated database that tests clone,
// making it when these migrations have none yet.
func (s *server) template() (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	sum, err := hashMigrations()
	if err != nil {
		return "", err
	}
	name := templatePrefix + sum
	conn, err := s.admin.Acquire(ctx)
	if err != nil {
		return "", err
	}
	defer conn.Release()
	// One process at a time; the lock ends with the connection at worst.
	if _, err := conn.Exec(ctx, `SELECT pg_advisory_lock(hashtext(@name))`, pgx.NamedArgs{"name": name}); err != nil {
		return "", err
	}
	defer conn.Exec(ctx, `SELECT pg_advisory_unlock(hashtext(@name))`, pgx.NamedArgs{"name": name})

	// Being marked a template is the last step: without the mark a database of
	// that name is what an interrupted run left.
	var ready bool
	err = conn.QueryRow(ctx, `SELECT EXISTS (SELECT FROM pg_database WHERE datname = @name AND datistemplate)`,
		pgx.NamedArgs{"name": name}).Scan(&ready)
	if err != nil || ready {
		return name, err
	}
	if err := sweep(ctx, conn); err != nil {
		return "", err
	}
	quoted := pgx.Identifier{name}.Sanitize()
	for _, sql := range []string{
		`DROP DATABASE IF EXISTS ` + quoted + ` WITH (FORCE)`,
		`CREATE DATABASE ` + quoted + ` ` + emptyDatabase,
	} {
		if _, err := conn.Exec(ctx, sql); err != nil {
			return "", fmt.Errorf("prepare the template database: %w", err)
		}
	}
	u := *s.url
	u.Path = "/" + name
	if err := postgres.Migrate(ctx, u.String()); err != nil {
		return "", fmt.Errorf("migrate the template database: %w", err)
	}
	_, err = conn.Exec(ctx, `ALTER DATABASE `+quoted+` WITH IS_TEMPLATE true ALLOW_CONNECTIONS false`)
	return name, err
}

// sweep drops test databases more than an hour old that nobody is connected
// to: a crashed run could not.
func sweep(ctx context.Context, conn *pgxpool.Conn) error {
	rows, err := conn.Query(ctx, `SELECT datname FROM pg_database d
		WHERE starts_with(datname, @prefix)
		  AND NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.datid = d.oid)`,
		pgx.NamedArgs{"prefix": databasePrefix})
	if err != nil {
		return err
	}
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return err
	}
	for _, name := range names {
		second, _, _ := strings.Cut(strings.TrimPrefix(name, databasePrefix), "_")
		made, err := strconv.ParseInt(second, 10, 64)
		if err != nil || time.Since(time.Unix(made, 0)) < time.Hour {
			continue
		}
		if _, err := conn.Exec(ctx, `DROP DATABASE IF EXISTS `+pgx.Identifier{name}.Sanitize()); err != nil {
			return fmt.Errorf("drop a database left by a crashed run: %w", err)
		}
	}
	return nil
}

// hashMigrations names the state that the migrations lead to.
func hashMigrations() (string, error) {
	names, err := fs.Glob(migrations.Files, "*.sql")
	if err != nil {
		return "", err
	}
	h := sha256.New()
	for _, name := range names {
		text, err := fs.ReadFile(migrations.Files, name)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(h, "%s %d\n%s", name, len(text), text)
	}
	return hex.EncodeToString(h.Sum(nil)[:8]), nil
}
