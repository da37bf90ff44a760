package postgres

import (
	"context"
	"crypto/rand"
	"fmt"

	"github.com/jackc/pgx/v5"
)

type actKey struct{}

// Acting gives a context whose transactions are one act, whose id it makes: what one gesture of a person writes, to be told
// and taken back as one. Each transaction of any other context is an act of its own.
func Acting(ctx context.Context) context.Context { return context.WithValue(ctx, actKey{}, newAct()) }

// ActOf gives the act that a context's transactions are, "" when each is one of its own.
func ActOf(ctx context.Context) string {
	act, _ := ctx.Value(actKey{}).(string)
	return act
}

// newAct makes the id of an act, a random UUID.
func newAct() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// beginner is a pool, which can be told how a transaction begins.
type beginner interface {
	BeginTx(ctx context.Context, o pgx.TxOptions) (pgx.Tx, error)
}

// begin runs do in a transaction that names its act to the database, in the same round trip as it begins. A savepoint is
// of the act of its transaction.
func begin(ctx context.Context, db Beginner, do func(pgx.Tx) error) error {
	pool, ok := db.(beginner)
	if !ok {
		return pgx.BeginFunc(ctx, db, do)
	}
	act := ActOf(ctx)
	if act == "" {
		act = newAct()
	}
	return pgx.BeginTxFunc(ctx, pool, pgx.TxOptions{BeginQuery: "begin; set local parvis.act = '" + act + "'"}, do)
}

// Rehearse gives a context whose transactions are only tried: once everything is done in one, look sees what would be there,
// and it is rolled back with Rehearsed as its failure.
func Rehearse(ctx context.Context, look func(context.Context, pgx.Tx) error) context.Context {
	return context.WithValue(ctx, rehearsalKey{}, look)
}

type rehearsalKey struct{}

type rehearsed struct{}

func (rehearsed) Error() string { return "only tried" }

// Rehearsed is the failure of what was only tried.
var Rehearsed error = rehearsed{}

// rehearse runs what looks at a transaction that is only tried, and then ends it; nothing in any other.
func rehearse(ctx context.Context, tx pgx.Tx) error {
	look, ok := ctx.Value(rehearsalKey{}).(func(context.Context, pgx.Tx) error)
	if !ok {
		return nil
	}
	if err := look(ctx, tx); err != nil {
		return err
	}
	return Rehearsed
}
