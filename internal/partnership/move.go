package partnership

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/postgres"
)

// Moved is what moving partners did.
type Moved struct {
	Changed int
	Already int // were at this stage
	Gone    int // were taken off the project meanwhile
}

// Move brings some partners of a project to a stage, as one act; "" takes them off the board, and they stay partners. At most
// MaxAtOnce; numbers that are of no partner of this project are NotFound.
func (r *Room) Move(ctx context.Context, by account.By, project int64, ids []int64, stage Stage) (Moved, error) {
	ids = unique(ids)
	var p fault.Problems
	p.Require(len(ids) > 0, "", "Aucune structure n’est choisie.")
	p.Require(len(ids) <= MaxAtOnce, "", "Choisissez au plus "+french.Number(MaxAtOnce)+"\u00a0structures à la fois.")
	p.Require(stage.known(), "etape", "Veuillez choisir une étape de la liste.")
	var out Moved
	err := postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		out = Moved{}
		if err := hold(ctx, tx, by, project); err != nil {
			return err
		}
		if err := p.Err(); err != nil {
			return err
		}
		found, err := lock(ctx, tx, project, ids)
		if err != nil {
			return err
		}
		if len(found) < len(ids) {
			return fault.Missing(nil)
		}
		out, err = bring(ctx, tx, by, found, stage)
		return err
	})
	return out, err
}

// bring writes the stage of partners that are held.
func bring(ctx context.Context, tx pgx.Tx, by account.By, list []Partner, stage Stage) (out Moved, err error) {
	var moving []int64
	entries := &pgx.Batch{}
	for _, p := range list {
		switch {
		case p.DeletedAt != nil:
			out.Gone++
		case p.Stage == stage:
			out.Already++
		default:
			out.Changed++
			moving = append(moving, p.ID)
			journal.Queue(entries, did(by, journal.StageChanged, p, stageChange(p.Stage, stage)))
		}
	}
	if len(moving) == 0 {
		return out, nil
	}
	if err := setStage(ctx, tx, by, moving, stage); err != nil {
		return out, err
	}
	return out, postgres.Translate(tx.SendBatch(ctx, entries).Close())
}

// Stages gives how far some organisations are with a project: those that take part in it only.
func (r *Room) Stages(ctx context.Context, by account.By, project int64, organisations []int64) (map[int64]Stage, error) {
	if err := visible(by); err != nil {
		return nil, err
	}
	return stagesOf(ctx, r.db, project, organisations)
}

// Advance brings those of some organisations that are only spotted in a project to contacted, and gives how many: for whoever
// logs an exchange with them about it.
func (r *Room) Advance(ctx context.Context, by account.By, project int64, organisations []int64) (int, error) {
	n := 0
	err := postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		if err := hold(ctx, tx, by, project); err != nil {
			return err
		}
		found, err := lockSpotted(ctx, tx, project, organisations)
		if err != nil {
			return err
		}
		out, err := bring(ctx, tx, by, found, Contacted)
		n = out.Changed
		return err
	})
	return n, err
}

// unique gives numbers in order, each once.
func unique(ids []int64) []int64 {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	return slices.Compact(ids)
}
