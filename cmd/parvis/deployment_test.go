package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"parvis/internal/postgres/embedded"
)

// awkward is a password with what shells and addresses cut at.
const awkward = `a&b;c$HOME d#e'f%g"h@i`

// machine is a computer where somebody follows the deployment page: its programs, its files below one
// directory, and an ordinary account.
type machine struct {
	t   *testing.T
	dir string
	env []string
	as  *syscall.Credential // nil: the account of the tests
}

// stubs stand for programs that the page names. sudo becomes no other account: everything on this machine
// belongs to one. docker runs what it would run in the container of the database.
var stubs = map[string]string{
	"sudo": `who=root
while [ "$1" = -u ]; do who=$2; shift 2; done
if [ "$who" = postgres ]; then export PGHOST="$OWN_SERVER" PGPORT=5433 PGUSER=postgres; fi
exec "$@"`,
	"docker": `[ "$1 $2 $3 $4" = "compose exec -T db" ] || exit 0
shift 4
export PGHOST="$OWN_SERVER" PGPORT=5433
exec "$@"`,
	"systemctl": `exit 0`,
}

func newMachine(t *testing.T) *machine {
	t.Helper()
	if err := embedded.Install(t.Context(), slog.Default()); err != nil {
		t.Fatal(err)
	}
	dir, err := os.MkdirTemp("", "parvis-machine-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	m := &machine{t: t, dir: dir}
	for _, sub := range []string{"bin", "var", "var/lib", "own"} {
		if err := os.Mkdir(filepath.Join(dir, sub), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range stubs {
		m.write("bin/"+name, "#!/bin/sh\n"+text+"\n", 0o755)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.ReadFile(self)
	if err != nil {
		t.Fatal(err)
	}
	m.write("bin/parvis", string(program), 0o755)
	tool, err := embedded.Program(t.Context(), "psql")
	if err != nil {
		t.Fatal(err)
	}
	m.env = append(slices.DeleteFunc(tool.Env, func(kv string) bool {
		name, _, _ := strings.Cut(kv, "=")
		return strings.HasPrefix(name, "PG") || strings.HasPrefix(name, "PARVIS_") || slices.Contains([]string{"DATABASE_URL", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "HOME", "PATH"}, name)
	}), "HOME="+filepath.Join(dir, "own"), "OWN_SERVER="+filepath.Join(dir, "own"),
		"PATH="+filepath.Join(dir, "bin")+":"+filepath.Dir(tool.Path)+":/usr/bin:/bin")
	if os.Geteuid() == 0 {
		m.as = nobody(t)
		if err := filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
			return errors.Join(err, os.Chown(path, int(m.as.Uid), int(m.as.Gid)))
		}); err != nil {
			t.Fatal(err)
		}
	}
	return m
}

// nobody is the account for programs that refuse root.
func nobody(t *testing.T) *syscall.Credential {
	t.Helper()
	u, err := user.Lookup("nobody")
	if err != nil {
		t.Fatal(err)
	}
	uid, err1 := strconv.ParseUint(u.Uid, 10, 32)
	gid, err2 := strconv.ParseUint(u.Gid, 10, 32)
	if err := errors.Join(err1, err2); err != nil {
		t.Fatal(err)
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
}

func (m *machine) write(path, text string, mode os.FileMode) string {
	m.t.Helper()
	path = filepath.Join(m.dir, path)
	if err := os.WriteFile(path, []byte(text), mode); err != nil {
		m.t.Fatal(err)
	}
	return path
}

// command prepares a program of this machine, in its directory.
func (m *machine) command(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env, cmd.Dir = m.env, m.dir
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: m.as}
	return cmd
}

// sh runs lines of the page as they are written, but for the places of its files, and gives all they print.
func (m *machine) sh(lines string) string {
	m.t.Helper()
	lines = strings.NewReplacer("/etc/parvis.env", filepath.Join(m.dir, "parvis.env"), "XDG_DATA_HOME=/var/lib", "XDG_DATA_HOME="+filepath.Join(m.dir, "var", "lib")).Replace(lines)
	cmd := m.command(m.t.Context(), "/bin/sh", "-eu", "-c", lines)
	out, err := cmd.CombinedOutput()
	if err != nil {
		m.t.Fatalf("%s\n%v: %s", lines, err, out)
	}
	return string(out)
}

// startOwn makes and starts the service's own PostgreSQL, where the role parvis needs its password.
func (m *machine) startOwn() {
	m.t.Helper()
	m.sh(`initdb --pgdata="$OWN_SERVER/data" --username=postgres --auth=trust --encoding=UTF8 --locale=C --no-sync >/dev/null
		printf 'local all parvis scram-sha-256\nlocal all all trust\n' > "$OWN_SERVER/data/pg_hba.conf"`)
	tool, err := embedded.Program(m.t.Context(), "postgres")
	if err != nil {
		m.t.Fatal(err)
	}
	own := filepath.Join(m.dir, "own")
	server := m.command(context.Background(), tool.Path, "-D", filepath.Join(own, "data"), "-p", "5433", "-c", "listen_addresses=", "-c", "unix_socket_directories="+own, "-c", "fsync=off")
	var log bytes.Buffer
	server.Stderr = &log
	if err := server.Start(); err != nil {
		m.t.Fatal(err)
	}
	m.t.Cleanup(func() {
		_ = server.Process.Signal(syscall.SIGINT)
		_ = server.Wait()
		if m.t.Failed() {
			_, _ = io.Copy(os.Stderr, &log)
		}
	})
	ready := m.command(m.t.Context(), "/bin/sh", "-c", `for i in $(seq 600); do sudo -u postgres psql --command='' postgres && exit; sleep 0.05; done; exit 1`)
	if out, err := ready.CombinedOutput(); err != nil {
		m.t.Fatalf("%v: %s", err, out)
	}
}

// page is the text of the deployment page.
var page = sync.OnceValue(func() string {
	text, err := os.ReadFile("../../docs/deployment.md")
	if err != nil {
		panic(err)
	}
	return string(text)
})

// block is the page's block of code that holds a text.
func block(t *testing.T, language, holds string) string {
	t.Helper()
	for _, m := range regexp.MustCompile("(?ms)^```"+language+"\n(.*?)^```").FindAllStringSubmatch(page(), -1) {
		if strings.Contains(m[1], holds) {
			return m[1]
		}
	}
	t.Fatalf("docs/deployment.md has no block with %q", holds)
	return ""
}

// part is what stands in a block under a comment that begins so.
func part(t *testing.T, block, title string) string {
	t.Helper()
	_, rest, found := strings.Cut(block, "# "+title)
	if !found {
		t.Fatalf("no part %q in %s", title, block)
	}
	_, rest, _ = strings.Cut(rest, "\n")
	lines, _, _ := strings.Cut(rest, "\n# ")
	return lines + "\n"
}

// TestTheDeploymentPageIsFollowedAsWritten installs Parvis on a PostgreSQL of its own with the page's file and
// commands, whose password has what shells cut at, and saves and restores it in the page's words.
func TestTheDeploymentPageIsFollowedAsWritten(t *testing.T) {
	t.Parallel()
	m := newMachine(t)
	m.startOwn()
	m.sh(`sudo -u postgres createdb parvis`)
	script, err := filepath.Abs("../../internal/tools/compose-role.sh")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(script)
	if err != nil {
		t.Fatal(err)
	}
	m.write("role.sh", string(text), 0o755)
	m.env = append(m.env, "POSTGRES_USER=postgres", "POSTGRES_DB=parvis", "POSTGRES_PASSWORD="+awkward)
	m.sh(`docker compose exec -T db sh role.sh`)
	if may := m.sh(`sudo -u postgres psql --no-align --tuples-only --command="SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = 'parvis'" parvis`); may != "f|f|f\n" {
		t.Errorf("the role of compose may: %q", may)
	}

	environment := block(t, "sh", "PGPASSWORD=…")
	for before, after := range map[string]string{
		"DATABASE_URL=postgres://parvis@db.example/parvis?sslmode=verify-full": "DATABASE_URL=postgres://parvis@/parvis?host=" + filepath.Join(m.dir, "own") + "&port=5433&sslmode=disable",
		"PGPASSWORD=…": "PGPASSWORD=" + strings.ReplaceAll(awkward, `\`, `\\`),
	} {
		if !strings.Contains(environment, before) {
			t.Fatalf("the page's file does not say %q", before)
		}
		environment = strings.Replace(environment, before, after, 1)
	}
	m.write("parvis.env", environment, 0o644)

	said := m.sh(block(t, "sh", "systemctl enable"))
	for _, want := range []string{"Compte créé\u00a0: Claire Martin", "«\u00a0parvis\u00a0» sur " + filepath.Join(m.dir, "own"), "rôle «\u00a0parvis\u00a0»"} {
		if !strings.Contains(said, want) {
			t.Errorf("user add says %q, want %q", said, want)
		}
	}
	if _, err := os.Stat(filepath.Join(m.dir, "var", "lib", "parvis")); err == nil {
		t.Error("a private cluster was made beside the service's database")
	}
	for _, which := range []string{"your own PostgreSQL", "Docker"} {
		m.saveAndRestore(which, "sudo parvis --env-file /etc/parvis.env")
	}
}

// TestThePrivateClusterIsSavedAndRestoredAsWritten does so for the database that Parvis runs itself.
func TestThePrivateClusterIsSavedAndRestoredAsWritten(t *testing.T) {
	t.Parallel()
	m := newMachine(t)
	parvis := "sudo -u parvis env XDG_DATA_HOME=/var/lib parvis"
	if said := m.sh(parvis + ` user add claire@musee.example --name "Claire Martin" --role cheffe`); !strings.Contains(said, "la base privée de Parvis") {
		t.Errorf("user add does not say which database it writes: %q", said)
	}
	m.saveAndRestore("the private PostgreSQL", parvis)
}

// saveAndRestore dumps a database that holds one person, adds another, and restores it.
func (m *machine) saveAndRestore(which, parvis string) {
	m.t.Helper()
	saved, restored := block(m.t, "sh", "pg_dump"), block(m.t, "sh", "pg_restore")
	m.sh(part(m.t, saved, which) + "mv parvis-20*.dump parvis-2025-04-07.dump\ntest -s parvis-2025-04-07.dump")
	m.sh(parvis + ` user add noe@musee.example --name "Noé Après" --role equipe`)
	m.sh(part(m.t, restored, which))
	list := m.sh(parvis + " user list")
	if !strings.Contains(list, "Claire Martin") || strings.Contains(list, "Noé Après") {
		m.t.Errorf("%s: after restoring: %s", which, list)
	}
	m.sh("rm parvis-2025-04-07.dump")
}

// TestServeWaitsForItsDatabase starts it before the server that it needs.
func TestServeWaitsForItsDatabase(t *testing.T) {
	t.Parallel()
	m := newMachine(t)
	own := filepath.Join(m.dir, "own")
	m.env = append(m.env, "DATABASE_URL=postgres://postgres@/postgres?host="+own+"&port=5433&sslmode=disable", "PARVIS_ADDR=127.0.0.1:0")
	serve := m.command(context.Background(), filepath.Join(m.dir, "bin", "parvis"), "serve")
	out, err := serve.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	serve.Stderr = &log
	if err := serve.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(500 * time.Millisecond) // whoever does not wait has ended by now
	m.startOwn()
	var first [200]byte
	n, err := out.Read(first[:])
	if err != nil || !strings.Contains(string(first[:n]), "Parvis est ouvert") {
		t.Errorf("%v: %s", err, first[:n])
	}
	if err := serve.Process.Signal(syscall.SIGTERM); err != nil {
		t.Error(err)
	}
	_, _ = io.Copy(io.Discard, out)
	if err := serve.Wait(); err != nil || !strings.Contains(log.String(), "Parvis l’attend") {
		t.Errorf("%v: %s", err, log.String())
	}
}

// TestTheUnitNeverGivesUp reads the page's unit of systemd.
func TestTheUnitNeverGivesUp(t *testing.T) {
	t.Parallel()
	unit := block(t, "ini", "ExecStart")
	header, service, _ := strings.Cut(unit, "[Service]")
	if !strings.Contains(header, "\nStartLimitIntervalSec=0\n") {
		t.Errorf("[Unit] does not say StartLimitIntervalSec=0: %s", header)
	}
	for _, want := range []string{"RestartSec=", "Restart=on-failure", "EnvironmentFile=/etc/parvis.env"} {
		if !strings.Contains(service, "\n"+want) {
			t.Errorf("[Service] does not say %s: %s", want, service)
		}
	}
	if strings.Contains(page(), ". /etc/parvis.env") {
		t.Error("the page has a shell read the environment file")
	}
}
