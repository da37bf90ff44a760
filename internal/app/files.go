package app

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"parvis/internal/files"
)

// reachStore looks at the store of files until it answers, for as long as the configuration is patient: a service that cannot
// keep what is sent to it does not open. Files that are in a store which is not configured any more are told, and the service
// opens without them.
func (a *App) reachStore(ctx context.Context) error {
	store := a.Config.Files.Store
	if store == nil {
		n, err := a.Upkeep.Files.Lost(ctx)
		if n > 0 {
			slog.Warn("Des fichiers sont dans un magasin S3 auquel Parvis n’est plus relié\u00a0: ils ne s’ouvriront pas. Indiquez de nouveau PARVIS_S3_ENDPOINT et la suite.", "fichiers", n)
		}
		return err
	}
	deadline := time.Now().Add(a.Config.Patience)
	for {
		err := store.Check(ctx)
		if !errors.Is(err, files.ErrStoreSilent) || time.Now().Add(pause).After(deadline) {
			return err
		}
		slog.Warn("Le magasin des fichiers ne répond pas encore. Parvis l’attend.", "cause", err)
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
}

// askAntivirus compares once what the antivirus takes with what people may send. It is said and no more: what is not looked
// at is told beside each file.
func (a *App) askAntivirus(ctx context.Context) {
	antivirus := a.Config.Files.Antivirus
	if antivirus == nil {
		return
	}
	switch err := antivirus.Check(ctx, a.Config.Files.Limits().One); {
	case ctx.Err() != nil:
	case err != nil:
		slog.Warn(err.Error())
	default:
		slog.Info("L’antivirus regarde les fichiers.", "clamd", antivirus.Where())
	}
}
