package pgtest

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/debs"
)

// bouncer is the program, found or fetched once per process.
var bouncer = sync.OnceValues(func() (program bouncerProgram, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	// It is run as PostgreSQL's account, and from a place where programs run.
	folder := filepath.Join(os.TempDir(), "parvis-pgbouncer-"+strconv.Itoa(os.Geteuid()))
	unpacked := bouncerProgram{path: filepath.Join(folder, "programs", "usr", "sbin", "pgbouncer"), folder: filepath.Join(folder, "programs")}
	find := func(ctx context.Context) bool {
		for _, program = range []bouncerProgram{{path: "/usr/sbin/pgbouncer"}, unpacked} {
			if program.command(ctx, "--version").Run() == nil {
				return true
			}
		}
		return false
	}
	err = debs.Get(ctx, debs.Wanted{Packages: []string{"pgbouncer"}, Folder: unpacked.folder, Present: find, Unpack: true,
		Keep: func(name string) bool { return name == "pgbouncer" || len(name) > 3 && name[:3] == "lib" }, Log: slog.New(slog.NewTextHandler(os.Stderr, nil))})
	if err == nil && !find(ctx) {
		err = errors.New("pgbouncer does not run")
	}
	return program, err
})

// bouncerProgram is an installed pgbouncer, or one unpacked into a folder with its libraries.
type bouncerProgram struct{ path, folder string }

func (b bouncerProgram) command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, b.path, args...)
	cmd.Env = os.Environ()
	if b.folder != "" {
		cmd.Env = append(cmd.Env, "LD_LIBRARY_PATH="+debs.Libraries(b.folder))
	}
	return cmd
}

// Pooler starts Debian's pgbouncer in transaction mode before the server of an address, and returns the
// address behind it. It ends with the test.
func Pooler(t testing.TB, address string) string {
	t.Helper()
	program, err := bouncer()
	if err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	config, err := pgx.ParseConfig(address)
	if err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	dir, err := os.MkdirTemp("", "parvis-pooler-")
	if err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	// Few connections, so that transactions change places.
	text := fmt.Sprintf("[databases]\n* = host=%s port=%d\n[pgbouncer]\nlisten_port = 6432\nunix_socket_dir = %s\n"+
		"auth_type = trust\nauth_file = %s\npool_mode = transaction\ndefault_pool_size = 3\nmax_client_conn = 100\n", config.Host, config.Port, dir, filepath.Join(dir, "users"))
	cmd := program.command(context.Background(), "-q", filepath.Join(dir, "pgbouncer.ini"))
	if err := errors.Join(os.WriteFile(filepath.Join(dir, "pgbouncer.ini"), []byte(text), 0o600),
		os.WriteFile(filepath.Join(dir, "users"), fmt.Appendf(nil, "%q %q\n", config.User, config.Password), 0o600),
		leave(cmd, dir, config.Host)); err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait() // "signal: killed"
	})
	u := url.URL{Scheme: "postgres", User: url.User(config.User), Path: "/" + config.Database,
		RawQuery: url.Values{"host": {dir}, "port": {"6432"}, "sslmode": {"disable"}}.Encode()}
	deadline := time.Now().Add(20 * time.Second)
	for {
		conn, err := pgx.Connect(context.Background(), u.String())
		if err == nil {
			_ = conn.Close(context.Background())
			return u.String()
		}
		if time.Now().After(deadline) {
			t.Fatalf("pgtest: pgbouncer does not answer: %v", err)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// leave makes a program run as the account that may use a socket's directory: pgbouncer refuses root.
func leave(cmd *exec.Cmd, dir, socket string) error {
	if os.Geteuid() != 0 {
		return nil
	}
	uid, gid := uint32(65534), uint32(65534)
	if info, err := os.Stat(socket); err == nil {
		if st, ok := info.Sys().(*syscall.Stat_t); ok && st.Uid != 0 {
			uid, gid = st.Uid, st.Gid
		}
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uid, Gid: gid}}
	var failed []error
	for _, path := range []string{dir, filepath.Join(dir, "pgbouncer.ini"), filepath.Join(dir, "users")} {
		failed = append(failed, os.Chown(path, int(uid), int(gid)))
	}
	return errors.Join(failed...)
}
