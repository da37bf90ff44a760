package postgres

import (
	"context"
	"errors"
	"io"
	"net"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"parvis/internal/fault"
)

// What people read when the database cannot do its part now. Nothing was written in any of these cases.
const (
	silent   = "La base de données ne répond pas. Veuillez réessayer dans un instant."
	busy     = "Parvis est très occupé en ce moment\u00a0: votre demande a attendu trop longtemps. Veuillez réessayer dans un instant."
	locked   = "D’autres enregistrements sont en cours sur les mêmes données, et le vôtre a attendu trop longtemps. Rien n’a été enregistré. Veuillez réessayer dans un instant."
	readOnly = "La base de données n’accepte aucun enregistrement en ce moment\u00a0: vous pouvez consulter, mais rien ne peut être enregistré. Veuillez réessayer plus tard."
	full     = "La base de données n’a plus de place\u00a0: rien n’a été enregistré. Prévenez la personne qui s’occupe de Parvis, puis réessayez."
)

// Translate turns the database's own refusals into faults; other errors pass unchanged.
// pgx.ErrNoRows becomes NotFound; what the database cannot do now becomes Unavailable.
func Translate(err error) error {
	if err == nil {
		return nil
	}
	if _, ok := errors.AsType[*fault.Error](err); ok {
		return err
	}
	if errors.Is(err, pgx.ErrNoRows) {
		return fault.Missing(err)
	}
	if pg, ok := errors.AsType[*pgconn.PgError](err); ok {
		return translateCode(pg.Code, err)
	}
	if errors.Is(err, context.DeadlineExceeded) { // for a connection, or for an answer: see Bounds
		return unavailable(busy, err)
	}
	if lost(err) {
		return unavailable(silent, err)
	}
	return err
}

// translateCode tells what PostgreSQL refused by its code.
func translateCode(code string, err error) error {
	switch code {
	case "23505": // unique_violation
		return fault.New(fault.Conflict, "Cet enregistrement existe déjà.", err)
	case "23P01": // exclusion_violation
		return fault.New(fault.Conflict, "Quelqu’un d’autre vient de prendre la même chose aux mêmes heures. Veuillez vérifier, puis recommencer.", err)
	case "23503": // foreign_key_violation
		return fault.New(fault.Conflict, "Un élément lié n’existe plus, ou est encore utilisé ailleurs.", err)
	case "40001", "40P01": // serialization_failure, deadlock_detected
		return fault.New(fault.Conflict, "Quelqu’un d’autre enregistrait au même moment. Veuillez recommencer.", err)
	case "22021", "22P05": // a NUL byte or an impossible character
		return fault.New(fault.Invalid, "Le texte contient un caractère qui ne peut pas être enregistré.", err)
	case codeReadOnly:
		return unavailable(readOnly, err)
	case "55P03": // lock_not_available: lock_timeout
		return unavailable(locked, err)
	case "57014", "25P03", "25P04": // statement_timeout, idle_in_transaction_session_timeout, transaction_timeout
		return unavailable(busy, err)
	case "53100": // disk_full
		return unavailable(full, err)
	}
	switch code[:min(2, len(code))] {
	case "08", "53", "57", "58": // the connection, resources, an operator, the system
		return unavailable(silent, err)
	}
	return err
}

// codeReadOnly is read_only_sql_transaction.
const codeReadOnly = "25006"

// IsReadOnly tells whether the database refused to write anything at all.
func IsReadOnly(err error) bool {
	pg, ok := errors.AsType[*pgconn.PgError](err)
	return ok && pg.Code == codeReadOnly
}

// lost tells whether the connection could not be made, or ended before the answer.
func lost(err error) bool {
	if _, ok := errors.AsType[*pgconn.ConnectError](err); ok {
		return true
	}
	if _, ok := errors.AsType[net.Error](err); ok {
		return true
	}
	return errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) || errors.Is(err, net.ErrClosed)
}

func unavailable(sentence string, err error) error {
	return fault.New(fault.Unavailable, sentence, err)
}
