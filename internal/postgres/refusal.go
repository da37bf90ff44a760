package postgres

import (
	"context"
	"errors"
	"fmt"
	neturl "net/url"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Refusal is why a database cannot be used. Text is for the person who runs Parvis.
type Refusal struct {
	Word string // for /healthz and the log: unavailable, read-only, encoding, collation, schema, rights, isolation, newer, address, access, half-way
	Text string // French sentences that name the setting to change
	Err  error  // the cause, or nil; it never holds a password
}

// Error is the French text, and the cause in brackets.
func (r *Refusal) Error() string {
	if r.Err == nil {
		return r.Text
	}
	return r.Text + " (" + r.Err.Error() + ")"
}

// Unwrap gives the cause.
func (r *Refusal) Unwrap() error { return r.Err }

func refuse(word string, cause error, format string, args ...any) error {
	return &Refusal{Word: word, Text: fmt.Sprintf(format, args...), Err: cause}
}

// Passes tells whether a failure is one that waiting may mend: a server that starts, or is not there yet.
func Passes(err error) bool {
	r, ok := errors.AsType[*Refusal](err)
	return ok && r.Word == "unavailable"
}

// explain says in French why a database cannot be reached or used.
func explain(err error) error {
	if err == nil {
		return nil
	}
	if _, ok := errors.AsType[*Refusal](err); ok {
		return err
	}
	if pg, ok := errors.AsType[*pgconn.PgError](err); ok {
		return explainCode(pg, err)
	}
	if lost(err) || errors.Is(err, context.DeadlineExceeded) {
		return refuse("unavailable", err, "La base de données ne répond pas. Vérifiez qu’elle est en marche, et l’adresse donnée dans DATABASE_URL.")
	}
	return err
}

func explainCode(pg *pgconn.PgError, err error) error {
	switch pg.Code {
	case "28P01", "28000":
		return refuse("access", err, "La base de données refuse ce rôle ou son mot de passe. Vérifiez DATABASE_URL, et PGPASSWORD où se met le mot de passe.")
	case "3D000":
		return refuse("access", err, "Cette base de données n’existe pas sur ce serveur. Créez-la (CREATE DATABASE), ou corrigez le nom donné dans DATABASE_URL.")
	case "42501":
		return refuse("rights", err, "Le rôle de DATABASE_URL n’a pas les droits qu’il faut dans la base de données. "+
			"Donnez-lui la base (ALTER DATABASE … OWNER TO …) et ce qu’elle contient (ALTER TABLE … OWNER TO …).")
	case "3F000":
		return refuse("schema", err, "La base de données n’a pas de schéma où créer les tables. Créez-le (CREATE SCHEMA public) ou corrigez search_path.")
	case "42704":
		return refuse("address", err, "DATABASE_URL demande au serveur une option qu’il ne connaît pas. Retirez-la de l’adresse.")
	case codeReadOnly:
		return refuse("read-only", err, "La base de données est en lecture seule. Retirez default_transaction_read_only, ou indiquez le serveur principal dans DATABASE_URL.")
	case "42P05", "26000", "08P01":
		return refuse("pooler", err, "Un intermédiaire (pgbouncer) ne transmet pas ce que Parvis demande. "+
			"Ajoutez default_query_exec_mode=cache_describe aux options de DATABASE_URL, ou indiquez le serveur PostgreSQL lui-même.")
	}
	switch pg.Code[:min(2, len(pg.Code))] {
	case "08", "53", "57", "58":
		return refuse("unavailable", err, "La base de données ne répond pas\u00a0: elle démarre, s’arrête, ou n’a plus de connexion libre (max_connections).")
	}
	return err
}

// parse reads a database's address, with a pool's settings in it. Whatever the role's own setting is,
// texts go to and fro in UTF-8. What the standard reader says of a bad address may quote it, and its
// password: that is kept out of logs.
func parse(url string) (*pgxpool.Config, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil || misread(url) {
		return nil, refuse("address", nil, "DATABASE_URL ne se lit pas. Écrivez postgres://rôle@serveur:5432/base\u00a0; "+
			"un mot de passe s’y met avec %%40 pour @, %%3A pour «\u00a0:\u00a0», %%2F pour /, %%3F pour «\u00a0?\u00a0», %%23 pour # et %%25 pour %%, ou tel quel dans PGPASSWORD.")
	}
	if mode := config.ConnConfig.DefaultQueryExecMode; mode == pgx.QueryExecModeExec || mode == pgx.QueryExecModeSimpleProtocol {
		return nil, refuse("address", nil, "DATABASE_URL demande default_query_exec_mode=%s, qui ne transmet pas tout ce que Parvis enregistre. "+
			"Retirez cette option\u00a0: derrière pgbouncer, Parvis choisit de lui-même ce qui convient (cache_describe).", mode)
	}
	config.ConnConfig.RuntimeParams["client_encoding"] = "UTF8"
	return config, nil
}

// misread tells an address that reads as another than was meant: a password with @, /, ? or # in it. Its
// end would be taken for the server's name, and told in logs.
func misread(url string) bool {
	if !strings.HasPrefix(url, "postgres://") && !strings.HasPrefix(url, "postgresql://") {
		return false
	}
	u, err := neturl.Parse(url)
	return err != nil || u.Fragment != "" || strings.Count(url, "@") > 1 || u.User == nil && strings.Contains(url, "@")
}
