package imports

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/exchange/intake"
	"parvis/internal/fault"
	"parvis/internal/postgres"
)

// beats is how often a run says that it goes on.
const beats = time.Second

// run is an import that is being done.
type run struct {
	room    *Room
	kind    Kind
	by      account.By
	of      Import
	attempt int64
	wanted  string
	past    atomic.Int64   // rows
	report  *intake.Report // of what is written
}

// Run does an import, if it is still what was seen: otherwise nothing is written, and it is a fault.Conflict. It goes on when ctx ends,
// as the act and in the session of ctx. The channel gives how it ended, nil when all was written, and is closed; Look tells it to whoever comes later.
func (r *Room) Run(ctx context.Context, by account.By, id int64, wanted string) (<-chan error, error) {
	i, k, err := r.own(ctx, r.db, by, id)
	if err != nil {
		return nil, err
	}
	if _, err := k.Check(ctx, r.db, by, i.SubjectID); err != nil {
		return nil, err
	}
	if i.State == Done || i.Running() {
		return nil, already()
	}
	read, err := r.read(ctx, r.db, by, k, i)
	if err != nil {
		return nil, err
	}
	if err := asSeen(i, read, wanted); err != nil {
		return nil, err
	}
	one := &run{room: r, kind: k, by: by, of: i, wanted: wanted, attempt: rand.Int64()}
	err = postgres.InTx(ctx, r.db, func(tx pgx.Tx) (err error) {
		began, err := begin(ctx, tx, id, one.attempt, len(read.Report().Rows))
		if err == nil && !began {
			err = already()
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	over := make(chan error, 1)
	ctx = context.WithoutCancel(ctx)
	if postgres.ActOf(ctx) == "" {
		ctx = postgres.Acting(ctx)
	}
	go func() {
		over <- one.do(ctx)
		close(over)
	}()
	return over, nil
}

func already() error {
	return fault.New(fault.Conflict, "Cet import est déjà en cours, ou déjà fait.", nil)
}

// asSeen refuses what is not as it was shown, and what waits for an answer.
func asSeen(i Import, read Read, wanted string) error {
	switch {
	case seen(i, read) != wanted:
		return fault.New(fault.Conflict, "Quelque chose a changé depuis que cette page a été ouverte\u00a0: rien n’a été importé. Voici ce que le fichier ferait maintenant.", nil)
	case !read.Report().Ready():
		return fault.New(fault.Conflict, "Rien n’a été importé\u00a0: des lignes attendent encore une réponse.", nil)
	}
	return nil
}

// do runs the transaction, and says meanwhile how far it is.
func (r *run) do(ctx context.Context) error {
	silent := make(chan struct{})
	beating := make(chan struct{})
	go func() {
		defer close(beating)
		r.beat(ctx, silent)
	}()
	err := postgres.InTx(ctx, r.room.db, func(tx pgx.Tx) error {
		if err := r.write(ctx, tx); err != nil {
			return err
		}
		close(silent) // before the row of the import is held, which a beat would wait for
		<-beating
		silent = nil
		return r.end(ctx, tx)
	})
	if silent != nil {
		close(silent)
		<-beating
	}
	if err == nil {
		return nil
	}
	if fault.KindOf(err) == fault.Internal {
		slog.ErrorContext(ctx, "import failed", "import", r.of.ID, "cause", err)
	}
	why := fault.SentenceOf(err)
	if fault.Is(err, fault.Unknown) { // her session ended meanwhile: that says nothing of the file
		why = ""
	}
	if err := fail(ctx, r.room.db, r.of.ID, r.attempt, why); err != nil {
		slog.ErrorContext(ctx, "import stays marked as running until it passes for interrupted", "import", r.of.ID, "cause", err)
	}
	return err
}

func (r *run) beat(ctx context.Context, silent <-chan struct{}) {
	tick := time.NewTicker(beats)
	defer tick.Stop()
	for {
		select {
		case <-silent:
			return
		case <-tick.C:
			if err := beat(ctx, r.room.db, r.of.ID, r.attempt, int(r.past.Load())); err != nil {
				slog.WarnContext(ctx, "import could not say how far it is", "import", r.of.ID, "cause", err)
			}
		}
	}
}

// write does what the file says, under the locks, if it is still what was seen.
func (r *run) write(ctx context.Context, tx pgx.Tx) error {
	if err := r.kind.Hold(ctx, tx, r.by, r.of.SubjectID); err != nil {
		return err
	}
	read, err := r.room.read(ctx, tx, r.by, r.kind, r.of)
	if err != nil {
		return err
	}
	if err := asSeen(r.of, read, r.wanted); err != nil {
		return err
	}
	r.report = read.Report()
	return read.Apply(ctx, tx, r.by, func(rows int) { r.past.Store(int64(rows)) })
}

// end marks the import as done, in the transaction that did it, and remembers how its columns were read.
func (r *run) end(ctx context.Context, tx pgx.Tx) error {
	done, err := finish(ctx, tx, r.by, r.of.ID, r.attempt, postgres.ActOf(ctx), r.report)
	if err != nil {
		return err
	}
	if !done {
		return fault.New(fault.Conflict, "Cet import a été repris entre-temps\u00a0: rien n’a été écrit deux fois.", nil)
	}
	return nil
}
