package embedded_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"parvis/internal/postgres/embedded"
)

func TestForeignDirectoryIsRefusedUntouched(t *testing.T) {
	t.Parallel()
	for name, content := range map[string]map[string]string{
		"photographs":              {"vacances.jpg": "…"},
		"somebody's postgres":      {"PG_VERSION": "15\n", "postgresql.conf": "", "base/1/112": ""},
		"a lock and something":     {"start.lock": "", "notes.txt": "à garder"},
		"only a hidden file":       {".gitkeep": ""},
		"a directory called data":  {"data/PG_VERSION": "15\n"},
		"a file with a known name": {"run": ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			home := filepath.Join(place(t), "postgres")
			fill(t, home, content)
			refusedUntouched(t, home, embedded.Foreign)
		})
	}
}

func TestClusterOfAnotherMajorVersionIsRefusedUntouched(t *testing.T) {
	t.Parallel()
	for _, major := range []string{"9", "14", "99"} {
		t.Run(major, func(t *testing.T) {
			t.Parallel()
			home := filepath.Join(place(t), "postgres")
			fill(t, home, map[string]string{"PARVIS": "", "data/PG_VERSION": major + "\n", "data/base/1/112": "rows"})
			if err := refusedUntouched(t, home, embedded.Version); !strings.Contains(err.Text, major) {
				t.Errorf("the sentence does not name version %s: %s", major, err.Text)
			}
		})
	}
}

func TestBrokenClusterIsRefusedWithItsLog(t *testing.T) {
	t.Parallel()
	home := made(t)
	control := filepath.Join(home, "data", "global", "pg_control")
	if err := os.Rename(control, control+".lost"); err != nil {
		t.Fatal(err)
	}
	_, err := embedded.Start(t.Context(), embedded.Options{DataDir: home, Settings: quick})
	told, ok := errors.AsType[*embedded.Error](err)
	if !ok || told.Kind != embedded.Broken || !strings.Contains(told.Text, "pg_control") {
		t.Errorf("got %v, want a refusal that quotes PostgreSQL's log", err)
	}
}

func TestDirectoryOfAnotherProgramIsNoPostgreSQL(t *testing.T) {
	t.Parallel()
	_, err := embedded.Start(t.Context(), embedded.Options{DataDir: filepath.Join(place(t), "postgres"), Bin: "/bin"})
	if told, ok := errors.AsType[*embedded.Error](err); !ok || told.Kind != embedded.Missing {
		t.Errorf("got %v, want Missing", err)
	}
}

func TestCancelledStartLeavesNothingRunning(t *testing.T) {
	t.Parallel()
	home := made(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := embedded.Start(ctx, embedded.Options{DataDir: home, Settings: quick}); err == nil {
		t.Fatal("started although cancelled")
	}
	if _, err := os.Stat(filepath.Join(home, "data", "postmaster.pid")); err == nil {
		t.Error("a server was left running")
	}
}

func refusedUntouched(t *testing.T, home string, kind embedded.Kind) *embedded.Error {
	t.Helper()
	before := listing(t, home)
	_, err := embedded.Start(t.Context(), embedded.Options{DataDir: home})
	told, ok := errors.AsType[*embedded.Error](err)
	if !ok || told.Kind != kind {
		t.Fatalf("got %v, want a refusal of kind %s", err, kind)
	}
	if !strings.Contains(told.Text, "Rien n’a été modifié") || !strings.Contains(told.Text, home) {
		t.Errorf("the sentence does not reassure or does not name the directory: %s", told.Text)
	}
	if after := listing(t, home); after != before {
		t.Errorf("the directory was touched:\nbefore:\n%safter:\n%s", before, after)
	}
	return told
}

func fill(t *testing.T, dir string, content map[string]string) {
	t.Helper()
	for name, text := range content {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// listing describes everything about a tree that a careless start could change.
func listing(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		st := info.Sys().(*syscall.Stat_t)
		fmt.Fprintln(&b, path, info.Mode(), info.Size(), info.ModTime().UnixNano(), st.Uid, st.Gid)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}
