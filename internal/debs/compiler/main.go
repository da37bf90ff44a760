// Command compiler sees to it that the race detector finds the C compiler that it needs to link with.
package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"

	"parvis/internal/debs"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	err := debs.Get(ctx, debs.Wanted{
		Packages: []string{"gcc", "libc6-dev"},
		Folder:   filepath.Join("var", "programs", "compiler"),
		Present:  func(ctx context.Context) bool { return compiles(ctx) == nil },
		// A compiler that is only unpacked finds neither its headers nor its libraries.
		Keep:   func(string) bool { return false },
		Finish: func(string) error { return fmt.Errorf("a C compiler has to be installed, as root") },
		Log:    slog.New(slog.NewTextHandler(os.Stderr, nil)),
	})
	if err == nil {
		err = compiles(ctx)
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "La recherche d’accès concurrents demande un compilateur C, qui n’a pas pu être installé. "+
			"Sous Debian, tapez\u00a0: sudo apt-get install --no-install-recommends gcc libc6-dev\n(%v)\n", err)
		os.Exit(1)
	}
}

// compiles says why a program that uses the C library cannot be built and run.
func compiles(ctx context.Context) error {
	dir, err := os.MkdirTemp("", "parvis-compiler")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	source, program := filepath.Join(dir, "a.c"), filepath.Join(dir, "a")
	if err := os.WriteFile(source, []byte("#include <pthread.h>\nint main(void) { return pthread_self() == 0; }\n"), 0o600); err != nil {
		return err
	}
	if out, err := exec.CommandContext(ctx, "gcc", "-pthread", "-o", program, source).CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	return exec.CommandContext(ctx, program).Run()
}
