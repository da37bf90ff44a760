// Package demo fills an empty database with a museum's service on Monday 7 April 2025: four people,
// the national events of the year, and what they prepare. Everything is written through the rooms'
// own operations, so that the rules and the journals hold as in a real service.
package demo

import (
	"context"
	"fmt"
	"time"
	_ "time/tzdata" // the story happens in Paris, wherever it is told

	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/rooms"
	"parvis/internal/workcal"
)

// Day is the day that the demonstration lives on, Monday 7 April 2025. The story's dates are
// fixed: on another day only the clock differs.
var Day = workcal.Of(2025, time.April, 7)

// Password opens every account of the demonstration.
const Password = "parvis-demo"

// Logins are the accounts to try, with what each is.
var Logins = []struct{ Email, What string }{
	{headEmail, "cheffe de service"},
	{samirEmail, "équipe"},
	{internEmail, "stagiaire"},
}

// Fill tells the story in a database that has nobody yet; one that holds it whole is left as it is,
// and one that was interrupted half-way begins again. A database with other people is refused with
// a Conflict fault.
func Fill(ctx context.Context, r rooms.Rooms) error {
	return alone(ctx, r.DB, func() error {
		held, err := holds(ctx, r.DB)
		if err != nil {
			return err
		}
		switch held {
		case whole:
			return nil
		case somebodyElse:
			return notOurs("la démonstration ne s’y installe pas. Utilisez une base vide")
		case half:
			if err := empty(ctx, r.DB); err != nil {
				return err
			}
		}
		return fill(ctx, r)
	})
}

func fill(ctx context.Context, r rooms.Rooms) error {
	if err := begin(ctx, r.DB); err != nil {
		return err
	}
	if err := r.Seed(ctx); err != nil { // an erased database lacks what the rooms come with
		return fmt.Errorf("demo: %w", err)
	}
	if err := tell(ctx, r); err != nil {
		return fmt.Errorf("demo: %w", err)
	}
	if err := r.Notices.Purge(ctx, Day.Time()); err != nil { // as every night of the story would have
		return fmt.Errorf("demo: %w", err)
	}
	return end(ctx, r.DB)
}

// Erase empties a database that holds the demonstration, and what was tried in it, back to the
// state of a new one. A database with other people is refused with a Conflict fault.
func Erase(ctx context.Context, db *pgxpool.Pool) error {
	return alone(ctx, db, func() error {
		held, err := holds(ctx, db)
		if err != nil {
			return err
		}
		switch held {
		case nothing:
			return nil
		case somebodyElse:
			return notOurs("elle ne sera pas effacée")
		}
		return empty(ctx, db)
	})
}

func notOurs(consequence string) error {
	return fault.New(fault.Conflict, "Cette base contient les données d’un vrai service\u00a0: "+consequence+".", nil)
}

// empty takes the migrations back and plays them again: the official events return as they were.
func empty(ctx context.Context, db *pgxpool.Pool) error {
	url := db.Config().ConnString()
	if err := begin(ctx, db); err != nil { // interrupted from here on, it is half a story
		return err
	}
	if err := postgres.MigrateDown(ctx, url); err != nil {
		return fmt.Errorf("demo: empty: %w", err)
	}
	if err := postgres.Migrate(ctx, url); err != nil {
		return fmt.Errorf("demo: empty: %w", err)
	}
	db.Reset() // connections remember the tables that are gone
	return forget(ctx, db)
}
