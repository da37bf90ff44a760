package embedded

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

const (
	superuser  = "parvis"
	service    = "parvis_service" // the role of the application: it owns its databases, and nothing else
	port       = "5432"           // only part of the socket's name: nothing listens on the network
	socketName = ".s.PGSQL." + port
	patience   = 30 * time.Second // for crash recovery and for a dying predecessor
)

// cluster is one private PostgreSQL: where it lives, who runs it, with what.
type cluster struct {
	home     string
	socket   string
	account  account
	bin      binaries
	settings []string
	log      *slog.Logger
}

func (c *cluster) url(role, database string) string {
	u := url.URL{Scheme: "postgres", User: url.User(role), Path: "/" + database}
	// A space is %20: not every reader of such an address takes a plus sign for one.
	u.RawQuery = strings.ReplaceAll(url.Values{"host": {c.socket}, "port": {port}, "sslmode": {"disable"}}.Encode(), "+", "%20")
	return u.String()
}

func (c *cluster) connect(ctx context.Context, database string) (*pgx.Conn, error) {
	return pgx.Connect(ctx, c.url(superuser, database))
}

// answers tells whether the server takes connections. absent is true when
// nothing listens on the socket, as opposed to a server which is still
// recovering or shutting down. Only connecting tells the truth: a process
// number may belong to a zombie or to somebody else.
func (c *cluster) answers(ctx context.Context) (ok, absent bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	conn, err := c.connect(ctx, "postgres")
	if err == nil {
		return true, false, conn.Close(ctx)
	}
	if _, ok := errors.AsType[*pgconn.PgError](err); ok {
		return false, false, err
	}
	absent = errors.Is(err, syscall.ECONNREFUSED) || errors.Is(err, fs.ErrNotExist)
	return false, absent, err
}

// ensureRunning finds a running server or starts one, and returns when it
// answers. The start lock must be held.
func (c *cluster) ensureRunning(ctx context.Context) (started bool, err error) {
	deadline := time.Now().Add(patience)
	var child *postmaster
	for failures := 0; ; {
		ok, absent, connErr := c.answers(ctx)
		if ok {
			return started, nil
		}
		if absent && child == nil {
			if child, err = c.launch(); err != nil {
				return false, err
			}
			started = true
		}
		pause := 10 * time.Millisecond
		if exitErr, ended := child.ended(); ended {
			// A predecessor killed a moment ago may still be letting go of its
			// memory; the next attempt will find it gone.
			child, pause = nil, 500*time.Millisecond
			connErr = fmt.Errorf("postgres ended: %w", exitErr)
			if !c.predecessorRemains() {
				failures++
			}
		}
		if failures == 3 || time.Now().After(deadline) || shut(connErr) {
			if !recovering(connErr) {
				child.end() // what this start began, it ends
			}
			return false, c.silent(connErr)
		}
		select {
		case <-ctx.Done():
			child.end()
			return false, fmt.Errorf("embedded: wait for postgres: %w", ctx.Err())
		case <-time.After(pause):
		}
	}
}

// silent is the refusal of a server that was started and does not answer. One
// that still recovers is left at it: the next start will find it.
func (c *cluster) silent(cause error) error {
	if recovering(cause) {
		return refuse(Broken, cause, "PostgreSQL remet encore sa base en ordre dans « %s » après un arrêt brutal. Attendez une minute, puis relancez Parvis.", c.home)
	}
	return refuse(Broken, cause, "PostgreSQL ne répond pas dans « %s ». Son journal dit : %s", c.home, c.lastWords())
}

// recovering tells a server that puts its data in order and takes no connection yet.
func recovering(err error) bool {
	pgErr, ok := errors.AsType[*pgconn.PgError](err)
	return ok && pgErr.Code == "57P03"
}

// shut tells a server that runs and lets us in for no waiting: its pg_hba.conf or its roles were changed.
func shut(err error) bool {
	pgErr, ok := errors.AsType[*pgconn.PgError](err)
	return ok && strings.HasPrefix(pgErr.Code, "28")
}

// postmaster is a server this process launched.
type postmaster struct {
	cmd  *exec.Cmd
	done chan struct{}
	err  error // how it ended, once done is closed
}

// launch starts the server. It goes on when Parvis is killed.
func (c *cluster) launch() (*postmaster, error) {
	log, err := os.OpenFile(c.startupLogPath(), os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	defer log.Close()
	args := []string{"-D", filepath.Join(c.home, dataName), "-p", port}
	for _, setting := range c.allSettings() {
		args = append(args, "-c", setting)
	}
	cmd := c.account.command(context.Background(), c.bin, "postgres", args...)
	cmd.Env = append(cmd.Env, ignoreStalePID(filepath.Join(c.home, dataName))...)
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Start(); err != nil {
		return nil, refuse(Broken, err, "PostgreSQL n’a pas pu être lancé depuis « %s ».", c.bin.dir)
	}
	c.log.Debug("postgres launched", "pid", cmd.Process.Pid, "home", c.home)
	p := &postmaster{cmd: cmd, done: make(chan struct{})}
	go func() {
		if p.err = cmd.Wait(); p.err == nil {
			p.err = errors.New("exit status 0")
		}
		close(p.done)
	}()
	return p, nil
}

func (p *postmaster) ended() (error, bool) {
	if p == nil {
		return nil, false
	}
	select {
	case <-p.done:
		return p.err, true
	default:
		return nil, false
	}
}

// end takes a launch back.
func (p *postmaster) end() {
	if p == nil {
		return
	}
	_ = p.cmd.Process.Signal(syscall.SIGQUIT) // it may have ended already
	select {
	case <-p.done:
	case <-time.After(patience):
	}
}

func (c *cluster) allSettings() []string {
	settings := []string{
		"listen_addresses=",
		"unix_socket_directories=" + quoteList(c.socket),
		"unix_socket_permissions=0700",
		"lc_messages=C",
		"timezone=UTC",
		"log_timezone=UTC",
	}
	if c.bin.root != "" {
		settings = append(settings, "jit=off")
	}
	if c.settings != nil {
		return append(settings, c.settings...)
	}
	// One log file per day of the week, so that logs never fill the disk.
	return append(settings,
		"logging_collector=on",
		"log_directory="+filepath.Join(c.home, logName),
		"log_filename=postgresql-%a.log",
		"log_truncate_on_rotation=on",
		"log_rotation_age=1440",
		"log_rotation_size=0",
	)
}

// quoteList writes one element of PostgreSQL's comma-separated list settings.
func quoteList(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

func (c *cluster) startupLogPath() string { return filepath.Join(c.home, logName, "startup.log") }

// predecessorRemains tells whether the server gave up because a killed one has
// not let go of the data yet, which passes.
func (c *cluster) predecessorRemains() bool {
	text, err := os.ReadFile(c.startupLogPath())
	return err == nil && (strings.Contains(string(text), "shared memory block") || strings.Contains(string(text), "lock file"))
}

// lastWords returns the last lines of the newest log.
func (c *cluster) lastWords() string {
	logs, _ := filepath.Glob(filepath.Join(c.home, logName, "*.log"))
	newest, since := "", time.Time{}
	for _, path := range logs {
		info, err := os.Stat(path)
		if err == nil && info.Size() > 0 && info.ModTime().After(since) {
			newest, since = path, info.ModTime()
		}
	}
	text, err := os.ReadFile(newest)
	if err != nil {
		return "(rien)"
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	return strings.Join(lines[max(0, len(lines)-5):], " / ")
}

// shutdown stops the server in fast mode and waits until it has gone. A
// server that still runs after half a minute is told to stop at once; it will
// recover at its next start.
func (c *cluster) shutdown(ctx context.Context) error {
	pid, err := c.postmasterPID(ctx)
	if err != nil {
		return err
	}
	if pid == 0 {
		return nil
	}
	signal := syscall.SIGINT
	for range 2 {
		if err := syscall.Kill(pid, signal); err != nil && !errors.Is(err, syscall.ESRCH) {
			return fmt.Errorf("stop postgres: %w", err)
		}
		if c.gone(ctx, patience) {
			return c.clearSocketDir()
		}
		signal = syscall.SIGQUIT
	}
	return refuse(Broken, ctx.Err(), "PostgreSQL ne s’arrête pas dans « %s ».", c.home)
}

// postmasterPID asks the server itself for its process number: the file may be
// stale. It returns 0 when no server listens.
func (c *cluster) postmasterPID(ctx context.Context) (int, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for {
		conn, err := c.connect(ctx, "postgres")
		if err == nil {
			defer conn.Close(ctx)
			var text string
			if err := conn.QueryRow(ctx, `SELECT pg_read_file('postmaster.pid')`).Scan(&text); err != nil {
				return 0, fmt.Errorf("stop postgres: %w", err)
			}
			first, _, _ := strings.Cut(text, "\n")
			return strconv.Atoi(strings.TrimSpace(first))
		}
		if _, absent, _ := c.answers(ctx); absent {
			return 0, nil
		}
		select {
		case <-ctx.Done():
			return 0, fmt.Errorf("stop postgres: %w", err)
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// clearSocketDir removes the directory made for a short socket name.
func (c *cluster) clearSocketDir() error {
	if filepath.Dir(c.socket) == c.home {
		return nil
	}
	if err := os.Remove(c.socket); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("stop postgres: %w", err)
	}
	return nil
}

// gone waits until nothing listens and the server has removed its pid file,
// which is the last thing it does.
func (c *cluster) gone(ctx context.Context, within time.Duration) bool {
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	for ctx.Err() == nil {
		_, err := os.Stat(filepath.Join(c.home, dataName, "postmaster.pid"))
		if errors.Is(err, fs.ErrNotExist) {
			if _, absent, _ := c.answers(ctx); absent {
				return true
			}
		}
		time.Sleep(10 * time.Millisecond)
	}
	return false
}
