package embedded

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"parvis/internal/debs"
)

// unpackDir is where PostgreSQL's packages are unpacked for an ordinary user; "" when there is no place.
func unpackDir() string {
	if varDir() == "" {
		return ""
	}
	return filepath.Join(varDir(), "programs", "postgresql")
}

// Install gets the PostgreSQL programs, where there are none, from the machine's own Debian or Ubuntu
// packages: installed as root or through sudo, else unpacked below Parvis's
// own directory. The error is an *Error of kind Missing.
func Install(ctx context.Context, log *slog.Logger) error {
	if unpackDir() == "" && os.Geteuid() != 0 && len(installed()) == 0 {
		return missing(nil)
	}
	err := debs.Get(ctx, debs.Wanted{
		Packages: []string{"postgresql"},
		Folder:   unpackDir(),
		Present:  func(context.Context) bool { return len(installed()) > 0 },
		Keep:     keep,
		Log:      log,
	})
	if ctx.Err() != nil {
		return fmt.Errorf("embedded: get PostgreSQL: %w", ctx.Err())
	}
	if err != nil {
		return missing(err)
	}
	return nil
}

var server = regexp.MustCompile(`^postgresql-(client-)?[0-9]+$`)

// keep picks the server, its client programs and their libraries. LLVM, most of
// the download, only serves the just-in-time compiler, which stays off.
func keep(name string) bool {
	return server.MatchString(name) ||
		strings.HasPrefix(name, "lib") && !strings.HasPrefix(name, "libllvm") && !strings.Contains(name, "perl")
}
