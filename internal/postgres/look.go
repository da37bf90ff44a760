package postgres

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/migrations"
)

// State is what one look at a database tells.
type State struct {
	Database, Role string
	Encoding       string // the server's
	Isolation      string // of transactions, by default
	Schema         string // where tables are made; "" when the search path leads to none
	MayCreate      bool   // tables in it
	ReadOnly       bool   // nothing can be written: by default, or because the server repeats another
	French         bool   // texts can be sorted as French does, whatever the database's own collation
	Pooler         bool   // something stands between, and may hand each transaction to another connection
	Migration      uint   // the newest one applied; 0 for none
	Dirty          bool   // it failed half-way
}

// lookQuery asks for everything at once.
const lookQuery = `SELECT current_database(), current_user::text, current_setting('server_encoding'),
	current_setting('default_transaction_isolation'), COALESCE(current_schema()::text, ''),
	COALESCE(has_schema_privilege(current_schema()::text, 'CREATE'), false), current_setting('transaction_read_only') = 'on',
	to_regcollation('"fr-x-icu"') IS NOT NULL, pg_backend_pid(), to_regclass('schema_migrations') IS NOT NULL`

// Look connects to a database, asks how it stands, and leaves. Its failure is a *Refusal.
func Look(ctx context.Context, url string) (State, error) {
	config, err := parse(url)
	if err != nil {
		return State{}, err
	}
	return visit(ctx, config.ConnConfig)
}

// visit looks by a connection of its own.
func visit(ctx context.Context, config *pgx.ConnConfig) (State, error) {
	conn, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		return State{}, explain(err)
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }()
	return look(ctx, conn)
}

func look(ctx context.Context, conn *pgx.Conn) (s State, err error) {
	var pid uint32
	var migrated bool
	// Sent without a name: a pooler may not know the statements that are prepared.
	err = conn.QueryRow(ctx, lookQuery, pgx.QueryExecModeExec).Scan(&s.Database, &s.Role, &s.Encoding, &s.Isolation, &s.Schema,
		&s.MayCreate, &s.ReadOnly, &s.French, &pid, &migrated)
	if err != nil {
		return s, explain(err)
	}
	s.Pooler = pid != conn.PgConn().PID() // the server's process is not the one that greeted us
	if !migrated {
		return s, nil
	}
	var version int64
	err = conn.QueryRow(ctx, `SELECT version, dirty FROM schema_migrations LIMIT 1`, pgx.QueryExecModeExec).Scan(&version, &s.Dirty)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return s, explain(err)
	}
	s.Migration = uint(max(0, version))
	return s, nil
}

// Refusal says in French what Parvis cannot work with, and which setting to change; nil when it can.
func (s State) Refusal() error {
	switch {
	case s.Encoding != "UTF8":
		return refuse("encoding", nil, "La base de données «\u00a0%s\u00a0» est encodée en %s\u00a0: les lettres accentuées y seraient perdues. "+
			"Créez-en une autre avec ENCODING 'UTF8' et indiquez-la dans DATABASE_URL. Rien n’a été modifié.", s.Database, s.Encoding)
	case !s.French:
		return refuse("collation", nil, "La base de données «\u00a0%s\u00a0» n’a pas le tri français d’ICU (\"fr-x-icu\"). Installez un PostgreSQL compilé avec ICU, "+
			"ou ajoutez ce tri\u00a0: SELECT pg_import_system_collations('pg_catalog').", s.Database)
	case s.Schema == "":
		return refuse("schema", nil, "La base de données «\u00a0%s\u00a0» n’a aucun schéma où le rôle «\u00a0%s\u00a0» puisse travailler\u00a0: créez-le "+
			"(CREATE SCHEMA public AUTHORIZATION %s), accordez-le (GRANT USAGE, CREATE ON SCHEMA public TO %s) ou corrigez search_path.",
			s.Database, s.Role, pgx.Identifier{s.Role}.Sanitize(), pgx.Identifier{s.Role}.Sanitize())
	case s.Pooler && s.Isolation != "read committed":
		return refuse("isolation", nil, "Les transactions sont en «\u00a0%s\u00a0» par défaut, et un intermédiaire (pgbouncer) empêche Parvis d’en changer\u00a0: "+
			"ALTER ROLE %s SET default_transaction_isolation = 'read committed'.", s.Isolation, pgx.Identifier{s.Role}.Sanitize())
	case s.Migration > Newest():
		return refuse("newer", nil, "La base de données «\u00a0%s\u00a0» a été mise à jour par un Parvis plus récent (migration %d\u00a0; celui-ci s’arrête à la %d). "+
			"Installez ce Parvis-là, ou reprenez la sauvegarde faite avant la mise à jour. Rien n’a été modifié.", s.Database, s.Migration, Newest())
	}
	return nil
}

// Writable is the refusal of a database where nothing can be written; nil for others.
func (s State) Writable() error {
	if !s.ReadOnly {
		return nil
	}
	return refuse("read-only", nil, "La base de données «\u00a0%s\u00a0» est en lecture seule\u00a0: default_transaction_read_only y est activé, ou ce serveur en répète un autre. "+
		"Retirez ce réglage, ou indiquez le serveur principal dans DATABASE_URL.", s.Database)
}

// mayMigrate is the refusal of a database that needs migrations which this role may not make; nil for others.
func (s State) mayMigrate() error {
	if err := s.Writable(); err != nil {
		return err
	}
	if s.MayCreate {
		return nil
	}
	role, schema := pgx.Identifier{s.Role}.Sanitize(), pgx.Identifier{s.Schema}.Sanitize()
	return refuse("rights", nil, "Le rôle «\u00a0%s\u00a0» n’a pas le droit de créer des tables dans le schéma «\u00a0%s\u00a0» de la base «\u00a0%s\u00a0». "+
		"Donnez-lui la base (ALTER DATABASE %s OWNER TO %s) ou ce droit (GRANT USAGE, CREATE ON SCHEMA %s TO %s).",
		s.Role, s.Schema, s.Database, pgx.Identifier{s.Database}.Sanitize(), role, schema, role)
}

// Newest is the number of the newest migration that this program knows.
func Newest() uint {
	names, err := fs.Glob(migrations.Files, "*.up.sql")
	if err != nil || len(names) == 0 {
		panic(fmt.Sprint("no migration: ", err)) // they are embedded
	}
	number, _, _ := strings.Cut(names[len(names)-1], "_")
	n, err := strconv.ParseUint(number, 10, 32)
	if err != nil {
		panic(err)
	}
	return uint(n)
}

// Probe looks at a database by a connection of its own, whatever a pool is at.
type Probe struct {
	pool *pgxpool.Pool
	turn chan struct{} // one look at a time, however many ask
}

// NewProbe makes a probe of the database of a pool.
func NewProbe(pool *pgxpool.Pool) *Probe { return &Probe{pool: pool, turn: make(chan struct{}, 1)} }

// Check tells why the database cannot do all that Parvis needs now, as a *Refusal; nil when it can.
// It connects anew each time: an older connection does not learn that the database was made read-only.
func (p *Probe) Check(ctx context.Context) error {
	select {
	case p.turn <- struct{}{}:
		defer func() { <-p.turn }()
	case <-ctx.Done():
		return explain(ctx.Err())
	}
	config := p.pool.Config().ConnConfig
	config.Tracer = nil
	s, err := visit(ctx, config)
	if err == nil {
		err = s.Refusal()
	}
	if err == nil {
		err = s.Writable()
	}
	return err
}
