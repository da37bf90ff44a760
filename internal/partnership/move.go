package partnership

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/partner"
	"parvis/internal/postgres"
	"parvis/internal/programme"
)

// Moved is what moving partners did.
type Moved struct {
	Changed int
	Already int // were at this stage
	Gone    int // were taken off the project meanwhile
	// Elsewhere are those that another person brought to a third stage meanwhile: they stay there.
	Elsewhere []Partner
}

// Move brings some partners of a project to a stage, as one act; "" takes them off the board, and they stay partners. seen are the
// stages at which whoever asks saw them, as far as it is known: one that is at neither of both any more stays where it is. At most
// MaxAtOnce; numbers that are of no partner of this project are NotFound.
func (r *Room) Move(ctx context.Context, by account.By, project int64, ids []int64, seen map[int64]Stage, stage Stage) (Moved, error) {
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
		out, err = bring(ctx, tx, by, found, seen, stage)
		return err
	})
	return out, err
}

// bring writes the stage of partners that are held.
func bring(ctx context.Context, tx pgx.Tx, by account.By, list []Partner, seen map[int64]Stage, stage Stage) (out Moved, err error) {
	var moving []int64
	entries := &pgx.Batch{}
	for _, p := range list {
		was, known := seen[p.ID]
		switch {
		case p.DeletedAt != nil:
			out.Gone++
		case p.Stage == stage:
			out.Already++
		case known && p.Stage != was:
			out.Elsewhere = append(out.Elsewhere, p)
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

// Log keeps an exchange as the directory does (partner.Room.Log), gives its id, and in the same act brings to contacted those of its
// organisations that were only spotted in a project that it is about: it gives their names. Nothing moves where nobody answered, nor
// in a project that is archived or whose partners are not hers to edit. The same submission key keeps it once. Where somebody was reached, or it is not
// said, the first calls to them there that she may tick are done: see Logged.
func (r *Room) Log(ctx context.Context, by account.By, key string, d partner.InteractionDraft, next partner.Next) (int64, Logged, error) {
	var moved []string
	made := false
	id, err := postgres.CreateAlike(ctx, r.db, key, partner.LoggedStands(ctx), func(tx pgx.Tx) (int64, error) {
		moved, made = nil, true
		id, err := partner.LogIn(ctx, tx, by, d, next)
		if err != nil || d.Outcome == partner.NoAnswer {
			return id, err
		}
		for _, project := range unique(refIDs(d.Projects)) {
			names, err := advance(ctx, tx, by, project, refIDs(d.Organisations))
			if err != nil {
				return 0, err
			}
			moved = append(moved, names...)
		}
		slices.Sort(moved)
		moved = slices.Compact(moved)
		return id, nil
	})
	out := Logged{Moved: moved}
	if err == nil && made && (d.Outcome == "" || d.Outcome == partner.Reached) {
		out.Called, err = r.called(ctx, by, refIDs(d.Projects), refIDs(d.Organisations))
	}
	return id, out, err
}

// Logged is what logging an exchange did besides.
type Logged struct {
	Moved  []string // organisations that came to contacted
	Called []string // those whose first call is done
}

// called notes that the first calls to organisations in projects are done, those that somebody may tick, and names the organisations.
func (r *Room) called(ctx context.Context, by account.By, projects, organisations []int64) ([]string, error) {
	waiting, err := openCalls(ctx, r.db, projects, organisations)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, one := range waiting {
		switch err := r.plans.TickTask(ctx, by, one.Task); {
		case err == nil:
			names = append(names, one.Name)
		case fault.Is(err, fault.Forbidden), fault.Is(err, fault.Conflict), fault.Is(err, fault.NotFound), fault.Is(err, fault.Invalid): // somebody else's, blocked, or gone: it stays as it is
		default:
			return names, err
		}
	}
	return names, nil
}

// advance brings those of some organisations that are only spotted in a project to contacted, and names them.
func advance(ctx context.Context, tx pgx.Tx, by account.By, project int64, organisations []int64) ([]string, error) {
	p, tie, err := programme.Locked(ctx, tx, by, project)
	switch {
	case fault.Is(err, fault.NotFound): // thrown away meanwhile
		return nil, nil
	case err != nil:
		return nil, err
	case !by.Can(MayEdit, tie) || !p.Status.Open():
		return nil, nil
	}
	found, err := lockSpotted(ctx, tx, project, organisations)
	if err != nil {
		return nil, err
	}
	if _, err := bring(ctx, tx, by, found, nil, Contacted); err != nil {
		return nil, err
	}
	names := make([]string, len(found))
	for i, p := range found {
		names[i] = p.Organisation.Name
	}
	return names, nil
}

func refIDs(list []partner.Ref) []int64 {
	ids := make([]int64, len(list))
	for i, one := range list {
		ids[i] = one.ID
	}
	return ids
}

// unique gives numbers in order, each once.
func unique(ids []int64) []int64 {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	return slices.Compact(ids)
}
