package files

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"parvis/internal/fault"
	"parvis/internal/french"
)

// State is what an antivirus said of a content.
type State string

// The states. The zero one is that none looked at it.
const (
	Clean State = "clean" // it found nothing
	Found State = "found" // it found something, after the file was kept
	Tried State = "tried" // it could not be asked, or could not look: it will be asked again
)

// Scan is what is known of a content from an antivirus.
type Scan struct {
	State State
	Found string // the name of what was found
	Wants bool   // an antivirus looks at files here, so that one it did not look at is to be told
}

// Unscanned tells whether a file should have been looked at, and was not.
func (s Scan) Unscanned() bool { return s.Wants && s.State != Clean && s.State != Found }

// scan asks the antivirus about what arrived, where there is one: what it finds something in is refused, what it says nothing
// of is kept and told.
func (a *Arrived) scan(ctx context.Context, r *Room) error {
	if r.antivirus == nil {
		return nil
	}
	limited, cancel := context.WithTimeout(ctx, r.patience)
	defer cancel()
	found, err := r.antivirus.Scan(limited, a.reader())
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		a.scanned = Tried
		slog.Warn("a file is kept without having been looked at by the antivirus", "cause", err)
	case found != "":
		slog.Warn("the antivirus refused a file", "found", found)
		return refused("L’antivirus a trouvé un programme malveillant (" + found + ") dans " + french.Quote(a.Name) +
			"\u00a0: rien n’en est gardé. Prévenez la personne qui vous l’a donné.")
	default:
		a.scanned = Clean
	}
	return nil
}

// checkFound refuses to give a content in which something was found after it was kept.
func (f File) checkFound() error {
	if f.Scan.State != Found {
		return nil
	}
	return fault.New(fault.Forbidden, "L’antivirus a trouvé un programme malveillant dans ce fichier ("+f.Scan.Found+"), après qu’il a été ajouté\u00a0: il ne s’ouvre plus. Retirez-le.", nil)
}

// scannedAtOnce is how many files are looked at by one round.
const scannedAtOnce = 200

// ScanLater asks the antivirus about the files that it did not look at when they came, those that were not tried for longest
// first; it does nothing where there is none. What it is not reached for waits for the next round.
func (r *Room) ScanLater(ctx context.Context, now time.Time) error {
	if r.antivirus == nil {
		return nil
	}
	list, err := listUnscanned(ctx, r.db, scannedAtOnce)
	if err != nil {
		return err
	}
	for _, c := range list {
		if err := r.scanOne(ctx, c, now); err != nil {
			return err
		}
	}
	return nil
}

// scanOne looks at one file; its failure is that clamd, or what keeps the content, does not answer.
func (r *Room) scanOne(ctx context.Context, c Content, now time.Time) error {
	ctx, cancel := context.WithTimeout(ctx, laterPatience)
	defer cancel()
	found, err := r.antivirus.Scan(ctx, r.keeper(c.Object).Open(ctx, c))
	switch {
	case errors.Is(err, ErrScanTooLarge) || errors.Is(err, ErrScanFailed) || errors.Is(err, ErrUnread):
		slog.Warn("the antivirus could not look at a file", "file", c.File, "cause", err)
		return noteScan(ctx, r.db, c.File, Tried, "", now)
	case err != nil:
		// The next round begins with others.
		return errors.Join(fmt.Errorf("look at file %d: %w", c.File, err), noteScan(context.WithoutCancel(ctx), r.db, c.File, Tried, "", now))
	case found != "":
		slog.Warn("the antivirus found something in a file that was kept", "file", c.File, "found", found)
		return noteScan(ctx, r.db, c.File, Found, found, now)
	}
	return noteScan(ctx, r.db, c.File, Clean, "", now)
}
