package embedded_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/postgres/embedded"
)

// quick are settings under which a cluster starts fast and promises nothing.
var quick = []string{"fsync=off", "shared_buffers=16MB", "max_connections=20"}

const (
	helperVariable = "PARVIS_EMBEDDED_HELPER"
	binVariable    = "PARVIS_EMBEDDED_HELPER_BIN"
	byDefault      = "(default)" // no directory asked for
)

// TestMain lets the test binary play another Parvis: started with a directory
// in its environment it starts the cluster there, prints the URL, and stops
// when its input ends.
func TestMain(m *testing.M) {
	dir := os.Getenv(helperVariable)
	ctx := context.Background()
	if dir == "" {
		if err := embedded.Install(ctx, slog.Default()); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		code := m.Run()
		if original.dir != "" {
			_ = os.RemoveAll(original.dir)
		}
		os.Exit(code)
	}
	if dir == byDefault {
		dir = ""
	}
	s, err := embedded.Start(ctx, embedded.Options{DataDir: dir, Bin: os.Getenv(binVariable)})
	if err != nil {
		fmt.Println("error:", err)
		os.Exit(1)
	}
	fmt.Println(s.URL("postgres"))
	_, _ = io.Copy(io.Discard, os.Stdin)
	if err := s.Stop(ctx); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// parvis is another process that uses the cluster.
type parvis struct {
	cmd   *exec.Cmd
	input io.WriteCloser
	lines *bufio.Reader
}

func startParvis(t *testing.T, dir string) *parvis {
	t.Helper()
	return startParvisIn(t, "", dir)
}

// startParvisIn starts another Parvis in a working directory.
func startParvisIn(t *testing.T, cwd, dir string) *parvis {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	bin, err := embedded.FindBinaries()
	if err != nil {
		t.Fatal(err)
	}
	p := &parvis{cmd: exec.Command(self)}
	p.cmd.Env = append(os.Environ(), helperVariable+"="+dir, binVariable+"="+bin)
	p.cmd.Dir = cwd
	p.cmd.Stderr = os.Stderr
	if p.input, err = p.cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	p.lines = bufio.NewReader(out)
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.cmd.Process.Kill() })
	return p
}

func (p *parvis) url(t *testing.T) string {
	t.Helper()
	line, err := p.lines.ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return line[:len(line)-1]
}

func (p *parvis) kill(t *testing.T) {
	t.Helper()
	if err := p.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = p.cmd.Wait() // "signal: killed"
}

func (p *parvis) quit(t *testing.T) {
	t.Helper()
	if err := p.input.Close(); err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Wait(); err != nil {
		t.Errorf("the other Parvis ended badly: %v", err)
	}
}

// place is a temporary directory that the account PostgreSQL runs as can enter,
// which t.TempDir is not when the tests run as root.
func place(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp(memory(), "parvis-embedded-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	if err := os.Chmod(dir, 0o711); err != nil {
		t.Fatal(err)
	}
	return dir
}

// memory is a directory in memory with room for these clusters, or "": a killed
// server's files are the same there as on a disk, and four times as fast.
func memory() string {
	var st syscall.Statfs_t
	if err := syscall.Statfs("/dev/shm", &st); err != nil || st.Bavail*uint64(st.Bsize) < 2<<30 {
		return ""
	}
	return "/dev/shm"
}

// made is a home with a durable cluster in it, copied: making one takes long.
func made(t *testing.T) string {
	t.Helper()
	original.Do(func() {
		original.dir, original.err = os.MkdirTemp(memory(), "parvis-embedded-")
		if original.err != nil {
			return
		}
		var s *embedded.Server
		if original.err = os.Chmod(original.dir, 0o711); original.err == nil {
			s, original.err = embedded.Start(context.Background(), embedded.Options{DataDir: filepath.Join(original.dir, "postgres")})
		}
		if original.err == nil {
			original.err = s.Stop(context.Background())
		}
	})
	if original.err != nil {
		t.Fatal(original.err)
	}
	copied := filepath.Join(place(t), "postgres")
	if out, err := exec.Command("cp", "-Rp", filepath.Join(original.dir, "postgres"), copied).CombinedOutput(); err != nil {
		t.Fatalf("copy the cluster: %v: %s", err, out)
	}
	return copied
}

var original struct {
	sync.Once
	dir string
	err error
}

// start starts a cluster that is stopped with the test.
func start(t *testing.T, o embedded.Options) *embedded.Server {
	t.Helper()
	s, err := embedded.Start(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Stop(context.Background()); err != nil {
			t.Errorf("stop: %v", err)
		}
	})
	return s
}

func stop(t *testing.T, s *embedded.Server) {
	t.Helper()
	if err := s.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// run executes SQL on a connection of its own.
func run(t *testing.T, url, sql string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	if _, err := conn.Exec(t.Context(), sql); err != nil {
		t.Fatal(err)
	}
}

// ask returns the one text that a query gives.
func ask(t *testing.T, url, sql string) string {
	t.Helper()
	text, err := tryAsk(t.Context(), url, sql)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func tryAsk(ctx context.Context, url, sql string) (text string, err error) {
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return "", err
	}
	defer conn.Close(ctx)
	return text, conn.QueryRow(ctx, sql).Scan(&text)
}

// eventually asks until the answer comes, for at most the 35 seconds that
// restarting after a crash may take.
func eventually(t *testing.T, url, sql string) string {
	t.Helper()
	deadline := time.Now().Add(35 * time.Second)
	for {
		text, err := tryAsk(t.Context(), url, sql)
		if err == nil {
			return text
		}
		if time.Now().After(deadline) {
			t.Fatal(err)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

const (
	startedAt  = `SELECT pg_postmaster_start_time()::text`
	postmaster = `SELECT split_part(pg_read_file('postmaster.pid'), E'\n', 1)`
)
