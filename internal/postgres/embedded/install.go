package embedded

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
)

func unpackDir() string { return filepath.Join(varDir(), "debian") }

// Install fetches the PostgreSQL programs.
func Install(ctx context.Context, log *slog.Logger) error { return errors.New("not yet") }
