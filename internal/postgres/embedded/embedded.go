// Package embedded runs Parvis's own private PostgreSQL where nobody has set
// one up: a durable cluster reached over a Unix socket only, made from the
// PostgreSQL programs found on the machine. It works as root, by dropping to
// the postgres account, and as an ordinary user; it survives the sudden death
// of Parvis and of PostgreSQL; and it never wipes a directory.
package embedded

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"syscall"
)

// Options says where the cluster lives and with what it runs. The zero value
// is right for `parvis serve` and `parvis demo`.
type Options struct {
	// DataDir is the cluster's directory: absent, empty, or one of ours.
	// Default: var/postgres of the checkout, else postgres in the user's data
	// directory, else, when the account PostgreSQL runs as cannot reach that,
	// a directory under /var/lib/parvis.
	DataDir string
	// Bin is the directory of initdb and postgres. Default: the cluster's own
	// version, else the newest found.
	Bin string
	// Log hears, in French, what the person who runs Parvis should know.
	// Default: nothing is said.
	Log *slog.Logger
	// Install allows the PostgreSQL programs to be fetched when they are
	// missing.
	Install bool
	// Settings ("name=value") make the cluster a throw-away one for tests:
	// they replace the durable settings and the log files.
	Settings []string
}

// Server is a running private cluster. Several processes may hold one on the
// same directory; the last to stop stops PostgreSQL.
type Server struct {
	c     *cluster
	users *os.File

	stop      context.CancelFunc // ends the supervisor
	stopped   chan struct{}
	closeOnce sync.Once
	closeErr  error
}

// Start finds or starts the private cluster and returns when it answers. Errors
// a person can act upon are *Error.
func Start(ctx context.Context, o Options) (*Server, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	c, err := prepare(ctx, o)
	if err != nil {
		return nil, err
	}
	if err := c.account.makeHome(c.home); err != nil {
		return nil, placeError(err, c.home)
	}
	lock, err := lockFile(ctx, filepath.Join(c.home, startLock), syscall.LOCK_EX)
	if err != nil {
		return nil, placeError(err, c.home)
	}
	defer lock.Close()

	if err := c.furnish(); err != nil {
		return nil, placeError(err, c.home)
	}
	if err := c.initialise(ctx, o.Settings == nil); err != nil {
		return nil, err
	}
	started, err := c.ensureRunning(ctx)
	if err != nil {
		return nil, err
	}
	users, err := lockFile(ctx, filepath.Join(c.home, usersLock), syscall.LOCK_SH)
	if err != nil {
		if started {
			err = errors.Join(err, c.shutdown(context.WithoutCancel(ctx)))
		}
		return nil, fmt.Errorf("embedded: mark the cluster as used: %w", err)
	}
	o.Log.Debug("private postgres ready", "home", c.home, "started", started)
	s := &Server{c: c, users: users, stopped: make(chan struct{})}
	watch, cancel := context.WithCancel(context.Background())
	s.stop = cancel
	go s.supervise(watch)
	return s, nil
}

// prepare settles where, who and with what, and refuses what must not be
// touched before anything is.
func prepare(ctx context.Context, o Options) (*cluster, error) {
	home, moved := o.DataDir, false
	if home == "" {
		var err error
		if home, moved, err = defaultHome(ctx); err != nil {
			return nil, err
		}
	}
	home, err := filepath.Abs(home)
	if err != nil {
		return nil, fmt.Errorf("embedded: %w", err)
	}
	if err := checkHome(home); err != nil {
		return nil, err
	}
	if o.Install && o.Bin == "" {
		if err := Install(ctx, o.Log); err != nil {
			return nil, err
		}
	}
	a, err := accountFor(home)
	if err != nil {
		return nil, err
	}
	if !a.reaches(ctx, home) {
		return nil, refuse(Place, nil,
			"Le compte « %s », qui fait fonctionner PostgreSQL, n’a pas accès au dossier « %s ». Indiquez un dossier qu’il peut atteindre, par exemple /var/lib/parvis/postgres.", a.name, home)
	}
	bin, err := choose(ctx, o.Bin, home, a)
	if err != nil {
		return nil, err
	}
	if moved {
		o.Log.Info("Le compte qui fait fonctionner PostgreSQL n’a pas accès au dossier du projet. Les données sont ailleurs.", "compte", a.name, "dossier", home)
	}
	return &cluster{home: home, account: a, bin: bin, settings: o.Settings, log: o.Log}, nil
}

// furnish puts the marker, the log directory and the socket's directory in
// place. The start lock must be held.
func (c *cluster) furnish() error {
	if err := checkHome(c.home); err != nil {
		return err
	}
	marker := filepath.Join(c.home, markerName)
	if _, err := os.Stat(marker); errors.Is(err, fs.ErrNotExist) {
		if err := os.WriteFile(marker, []byte(markerText), 0o600); err != nil {
			return err
		}
	}
	if err := c.account.makePrivate(filepath.Join(c.home, logName)); err != nil {
		return err
	}
	var err error
	c.socket, err = socketDir(c.home, c.account)
	return err
}

func placeError(err error, home string) error {
	if _, ok := errors.AsType[*Error](err); ok || errors.Is(err, context.Canceled) {
		return err
	}
	return refuse(Place, err, "Le dossier « %s » ne peut pas accueillir les données de Parvis.", home)
}

// BinDir is the directory of the PostgreSQL programs in use (pg_dump …).
func (s *Server) BinDir() string { return s.c.bin.dir }

// Environ is the environment in which the programs of BinDir run.
func (s *Server) Environ() []string { return s.c.bin.environ() }

// URL is the connection string of a database for who looks after the cluster, over the Unix socket.
func (s *Server) URL(database string) string { return s.c.url(superuser, database) }

// ServiceURL is the connection string of a database that EnsureDatabase made, for the application: its role
// owns that database and may nothing else.
func (s *Server) ServiceURL(database string) string { return s.c.url(service, database) }

// Stop lets go of the cluster, and stops PostgreSQL (fast mode) when no other
// process uses it.
func (s *Server) Stop(ctx context.Context) error {
	s.closeOnce.Do(func() { s.closeErr = s.close(ctx) })
	return s.closeErr
}

func (s *Server) close(ctx context.Context) error {
	s.stop()
	<-s.stopped
	defer s.users.Close()
	lock, err := lockFile(ctx, filepath.Join(s.c.home, startLock), syscall.LOCK_EX)
	if err != nil {
		return fmt.Errorf("embedded: stop: %w", err)
	}
	defer lock.Close()
	err = syscall.Flock(int(s.users.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("embedded: stop: %w", err)
	}
	return s.c.shutdown(ctx)
}
