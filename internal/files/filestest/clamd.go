package filestest

import (
	"context"
	_ "embed"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"parvis/internal/debs"
	"parvis/internal/files"
)

// Virus is what the signature of the tests finds, and Signature how clamd calls it: a signature that ClamAV's makers did not sign
// is UNOFFICIAL.
const (
	Virus     = "PARVIS-VIRUS-POUR-LES-ESSAIS"
	Signature = "Parvis.Essai.UNOFFICIAL"
)

// signatures is the only database that clamd has here: it starts in some milliseconds, and nothing is downloaded.
//
//go:embed testdata/parvis.ndb
var signatures []byte

// Clamd is ClamAV's daemon, with a signature of our own. It ends with the test.
type Clamd struct {
	Setting string // PARVIS_CLAMAV

	t       testing.TB
	program string
	library string
	dir     string
	running *exec.Cmd
}

// NewClamd starts it over a Unix socket; more are lines of its configuration, over TCP where one says TCPSocket.
func NewClamd(t testing.TB, more ...string) *Clamd {
	t.Helper()
	program, library := daemon(t)
	dir, err := os.MkdirTemp("", "clamd-") // a socket's path is short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	c := &Clamd{t: t, program: program, library: library, dir: dir, Setting: "unix://" + filepath.Join(dir, "clamd.ctl")}
	lines := []string{"DatabaseDirectory " + filepath.Join(dir, "db"), "Foreground yes", "TemporaryDirectory " + dir, "ConcurrentDatabaseReload no"}
	if address := tcp(t, more); address != "" {
		c.Setting = "tcp://" + address
	} else {
		lines = append(lines, "LocalSocket "+filepath.Join(dir, "clamd.ctl"))
	}
	for i, line := range more {
		if strings.HasPrefix(line, "TCPSocket") {
			_, port, _ := strings.Cut(strings.TrimPrefix(c.Setting, "tcp://"), ":")
			more[i] = "TCPAddr 127.0.0.1\nTCPSocket " + port
		}
	}
	for name, text := range map[string]string{"db/parvis.ndb": string(signatures), "clamd.conf": strings.Join(append(lines, more...), "\n") + "\n"} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(dir, 0o755); err != nil { // clamd, started as root, may become another account
		t.Fatal(err)
	}
	c.Start()
	t.Cleanup(c.Stop)
	return c
}

// tcp is a free address where the configuration wants TCP.
func tcp(t testing.TB, lines []string) string {
	for _, line := range lines {
		if strings.HasPrefix(line, "TCPSocket") {
			return freeAddress(t)
		}
	}
	return ""
}

// Client is clamd as Parvis reads it from its settings.
func (c *Clamd) Client() *files.Clamd {
	c.t.Helper()
	client, err := files.ReadClamd(c.Setting)
	if err != nil {
		c.t.Fatal(err)
	}
	return client
}

// Start starts it and waits until it answers.
func (c *Clamd) Start() {
	c.t.Helper()
	_ = os.Remove(filepath.Join(c.dir, "clamd.ctl"))
	command := exec.Command(c.program, "--config-file="+filepath.Join(c.dir, "clamd.conf"))
	command.Env = append(os.Environ(), "LD_LIBRARY_PATH="+c.library)
	c.running = start(c.t, command)
	network, address, _ := strings.Cut(c.Setting, "://")
	answers(c.t, "clamd", func() error { return knock(c.t, network, address) })
}

// Stop ends it.
func (c *Clamd) Stop() {
	if c.running != nil {
		_ = c.running.Process.Kill()
		_ = c.running.Wait()
		c.running = nil
	}
}

// daemon finds clamd: the machine's own, or Debian's, unpacked below var/, since an installed one would start a service.
func daemon(t testing.TB) (program, library string) {
	t.Helper()
	found, err := unpacked()
	if err != nil {
		t.Fatal(err)
	}
	return found[0], found[1]
}

var unpacked = sync.OnceValues(func() (found [2]string, err error) {
	folder := filepath.Join(root(), "var", "programs", "antivirus")
	present := func(ctx context.Context) bool {
		for _, base := range []string{"/", folder} {
			found = [2]string{filepath.Join(base, "usr/sbin/clamd"), ""}
			if base == folder {
				found[1] = debs.Libraries(folder)
			}
			command := exec.CommandContext(ctx, found[0], "--config-file=/dev/null", "--version")
			command.Env = append(os.Environ(), "LD_LIBRARY_PATH="+found[1])
			if command.Run() == nil {
				return true
			}
		}
		return false
	}
	ctx := context.Background()
	err = debs.Get(ctx, debs.Wanted{Packages: []string{"clamav-daemon"}, Folder: folder, Present: present, Unpack: true, Keep: keep.MatchString,
		Log: slog.New(slog.NewTextHandler(os.Stderr, nil))})
	if err == nil && !present(ctx) {
		err = fmt.Errorf("clamd is in %s and does not run", folder)
	}
	if err != nil {
		err = fmt.Errorf("the tests want the antivirus ClamAV, which could not be had. Under Debian: sudo apt-get install --no-install-recommends clamav-daemon (%w)", err)
	}
	return found, err
})

// keep picks the daemon and its libraries.
var keep = regexp.MustCompile(`^(clamav-daemon|lib)`)

// Silent is the setting of an antivirus that takes connections, and says nothing.
func Silent(t testing.TB) string {
	t.Helper()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			line, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				_, _ = io.Copy(io.Discard, line)
				_ = line.Close()
			}()
		}
	}()
	return "tcp://" + l.Addr().String()
}
