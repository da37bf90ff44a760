package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"parvis/internal/account"
	"parvis/internal/postgres"
	"parvis/internal/postgres/embedded"
	"parvis/internal/rooms"
	"parvis/web"
)

// App is the house with its rooms open.
type App struct {
	rooms.Rooms
	Config Config
	URL    string // of the database
}

// Databases of the private server: the demonstration never touches real data.
const (
	realDatabase = "parvis"
	demoDatabase = "parvis_demo"
)

// Database finds or starts the database and gives its URL; stop ends what was started.
func Database(ctx context.Context, c Config) (url string, stop func(), err error) {
	if c.DatabaseURL != "" {
		return c.DatabaseURL, func() {}, nil
	}
	server, err := embedded.Start(ctx, embedded.Options{Log: slog.Default(), Install: true})
	if err != nil {
		return "", nil, err
	}
	stop = func() {
		ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
		defer cancel()
		if err := server.Stop(ctx); err != nil {
			slog.Error("stop the private PostgreSQL", "cause", err)
		}
	}
	name := realDatabase
	if c.Demo {
		name = demoDatabase
	}
	if err := server.EnsureDatabase(ctx, name); err != nil {
		stop()
		return "", nil, err
	}
	return server.URL(name), stop, nil
}

// Open brings the database up to date and opens every room. Close the app at the end.
func Open(ctx context.Context, c Config) (a *App, closeAll func(), err error) {
	url, stop, err := Database(ctx, c)
	if err != nil {
		return nil, nil, err
	}
	if err := postgres.Migrate(ctx, url); err != nil {
		stop()
		return nil, nil, err
	}
	db, err := postgres.Open(ctx, url)
	if err != nil {
		stop()
		return nil, nil, err
	}
	closeAll = func() { db.Close(); stop() }
	a = &App{Rooms: rooms.Open(db, account.Options{}), Config: c, URL: url}
	if err := a.Seed(ctx); err != nil {
		closeAll()
		return nil, nil, err
	}
	return a, closeAll, nil
}

// Handler is the whole site.
func (a *App) Handler() http.Handler {
	return web.New(web.Config{Clock: a.Config.Clock(), Demo: a.Config.Demo, Secure: a.Config.Secure,
		TrustedProxies: a.Config.TrustedProxies, Declaration: a.Config.Accessibility}, a.Rooms)
}

// Serve answers requests until ctx ends, then lets the running ones finish. ready is called once
// the address answers, with that address.
func (a *App) Serve(ctx context.Context, ready func(addr string)) error {
	collectLess()
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", a.Config.Addr)
	if err != nil {
		return fmt.Errorf("l’adresse %s est déjà prise ou interdite ; choisissez-en une autre avec PARVIS_ADDR : %w", a.Config.Addr, err)
	}
	server := &http.Server{Handler: returnMemory(a.Handler(), freeAll), ReadHeaderTimeout: 10 * time.Second, ReadTimeout: time.Minute,
		WriteTimeout: 2 * time.Minute, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10,
		ErrorLog: slog.NewLogLogger(slog.Default().Handler(), slog.LevelWarn)}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	go a.sweep(ctx)
	ready(listener.Addr().String())
	select {
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	if err := server.Shutdown(grace); err != nil && !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("shut down: %w", err)
	}
	return nil
}

// sweep removes what has expired, once an hour: sessions, login failures, submission keys, and what
// was in the trash for longer than it can be restored, on the service's clock.
func (a *App) sweep(ctx context.Context) {
	tick := time.NewTicker(time.Hour)
	defer tick.Stop()
	now := a.Config.Clock()
	for {
		if err := a.Purge(ctx, now()); err != nil && ctx.Err() == nil {
			slog.Error("sweep", "cause", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}
