package embedded_test

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"parvis/internal/postgres"
	"parvis/internal/postgres/embedded"
)

// TestAnyPathHoldsACluster starts one in directories with the characters that addresses and shells cut at.
func TestAnyPathHoldsACluster(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"a b", "a,b", `a'b"c`, "a%20b+c", "Données & $HOME; a=b", `a\b:c?d#e@f`} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t, embedded.Options{DataDir: filepath.Join(place(t), name, "postgres"), Settings: quick})
			if err := s.EnsureDatabase(t.Context(), "parvis"); err != nil {
				t.Fatal(err)
			}
			if got := ask(t, s.ServiceURL("parvis"), `SELECT current_database()::text`); got != "parvis" {
				t.Errorf("connected to %q", got)
			}
			db, err := postgres.Open(t.Context(), s.ServiceURL("parvis"))
			if err != nil {
				t.Fatal(err)
			}
			db.Close()
			stop(t, s)
		})
	}
}

// TestAServerThatLetsNobodyInIsStoppedAgain starts one whose rules were changed by hand.
func TestAServerThatLetsNobodyInIsStoppedAgain(t *testing.T) {
	t.Parallel()
	home := made(t)
	rules := filepath.Join(home, "data", "pg_hba.conf")
	if err := os.WriteFile(rules, []byte("local all all reject\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	_, err := embedded.Start(t.Context(), embedded.Options{DataDir: home, Settings: quick})
	if told, ok := errors.AsType[*embedded.Error](err); !ok || told.Kind != embedded.Broken {
		t.Errorf("got %v, want a refusal", err)
	}
	if took := time.Since(began); took > 20*time.Second {
		t.Errorf("refused after %v", took)
	}
	pid, err := os.ReadFile(filepath.Join(home, "data", "postmaster.pid"))
	if err == nil {
		t.Errorf("the server it started still runs: %.12q", pid)
	}
}

// TestTheApplicationNeedsNoSuperuser asks what its role may, in a new cluster and in one of before, whose
// first role made everything.
func TestTheApplicationNeedsNoSuperuser(t *testing.T) {
	t.Parallel()
	s := start(t, embedded.Options{DataDir: filepath.Join(place(t), "postgres"), Settings: quick})
	run(t, s.URL("postgres"), `CREATE DATABASE parvis TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'fr-FR'`)
	if err := postgres.Migrate(t.Context(), s.URL("parvis")); err != nil {
		t.Fatal(err)
	}
	for _, database := range []string{"parvis", "parvis_demo", "parvis"} {
		if err := s.EnsureDatabase(t.Context(), database); err != nil {
			t.Fatal(err)
		}
	}
	for _, database := range []string{"parvis", "parvis_demo"} {
		url := s.ServiceURL(database)
		if may := ask(t, url, `SELECT (rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls)::text FROM pg_roles WHERE rolname = current_user`); may != "false" {
			t.Errorf("%s: the application's role may more than it needs", database)
		}
		for range 2 { // what it finds, and what it makes
			if err := postgres.MigrateDown(t.Context(), url); err != nil {
				t.Fatalf("%s: %v", database, err)
			}
			if err := postgres.Migrate(t.Context(), url); err != nil {
				t.Fatalf("%s: %v", database, err)
			}
		}
		if left := ask(t, url, `SELECT count(*)::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relowner <> current_user::regrole`); left != "0" {
			t.Errorf("%s: %s relations belong to somebody else", database, left)
		}
	}
}

// TestAStandbyIsReadOnlyUntilItIsPromoted starts a server that repeats another, which is away.
func TestAStandbyIsReadOnlyUntilItIsPromoted(t *testing.T) {
	t.Parallel()
	home := made(t)
	if err := os.WriteFile(filepath.Join(home, "data", "standby.signal"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	s := start(t, embedded.Options{DataDir: home, Settings: []string{"fsync=off"}}) // its primary had more connections than quick
	state, err := postgres.Look(t.Context(), s.URL("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	if refusal, ok := errors.AsType[*postgres.Refusal](state.Writable()); !ok || refusal.Word != "read-only" {
		t.Errorf("a standby: %+v", state)
	}
	run(t, s.URL("postgres"), `SELECT pg_promote()`)
	if state, err = postgres.Look(t.Context(), s.URL("postgres")); err != nil || state.Writable() != nil {
		t.Errorf("once promoted: %+v %v", state, err)
	}
}

// TestWithoutAHomeNothingIsKept starts another Parvis, of an ordinary account, that is told no place.
func TestWithoutAHomeNothingIsKept(t *testing.T) {
	t.Parallel()
	dir, err := os.MkdirTemp("", "parvis-homeless-") // memory may not let programs run
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o711); err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(filepath.Join(dir, "parvis"))
	copyProgram(t, self, cmd.Path)
	bin, err := embedded.FindBinaries()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Dir = dir
	cmd.Env = append(slices.DeleteFunc(os.Environ(), func(kv string) bool {
		return strings.HasPrefix(kv, "HOME=") || strings.HasPrefix(kv, "XDG_DATA_HOME=")
	}), helperVariable+"="+byDefault, binVariable+"="+bin)
	asOrdinary(t, cmd)
	out, err := cmd.Output()
	if err == nil || !strings.Contains(string(out), "XDG_DATA_HOME") || !strings.Contains(string(out), "DATABASE_URL") {
		t.Errorf("%v: %s", err, out)
	}
}

func copyProgram(t *testing.T, from, to string) {
	t.Helper()
	in, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY, 0o755)
	if err == nil {
		_, err = io.Copy(out, in)
		err = errors.Join(err, out.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
}

// asOrdinary runs a program as an account that is not root.
func asOrdinary(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	if os.Geteuid() != 0 {
		return
	}
	u, err := user.Lookup("nobody")
	if err != nil {
		t.Fatal(err)
	}
	uid, err1 := strconv.ParseUint(u.Uid, 10, 32)
	gid, err2 := strconv.ParseUint(u.Gid, 10, 32)
	if err := errors.Join(err1, err2); err != nil {
		t.Fatal(err)
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
}
