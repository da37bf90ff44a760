package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/postgres"
	"parvis/internal/postgres/embedded"
	"parvis/internal/rooms"
	"parvis/web"
)

// App is the house with its rooms open.
type App struct {
	rooms.Rooms
	// Upkeep are the same rooms for work that nobody waits for: it takes the time it needs, on connections
	// of its own.
	Upkeep rooms.Rooms
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
	return server.ServiceURL(name), stop, nil
}

// Open brings the database up to date and opens every room. Close the app at the end. What the database
// lacks is a *postgres.Refusal; one that does not answer yet is waited for as long as the configuration says.
func Open(ctx context.Context, c Config) (a *App, closeAll func(), err error) {
	url, stop, err := Database(ctx, c)
	if err != nil {
		return nil, nil, err
	}
	closers := []func(){stop}
	all := func() {
		for _, end := range slices.Backward(closers) {
			end()
		}
	}
	defer func() {
		if err != nil {
			all()
		}
	}()
	if err := await(ctx, url, c.Patience); err != nil {
		return nil, nil, err
	}
	if err := postgres.Migrate(ctx, url); err != nil {
		return nil, nil, err
	}
	var pools [2]*pgxpool.Pool
	for i, bounds := range []postgres.Bounds{postgres.ForRequests(), postgres.ForUpkeep()} {
		if pools[i], err = postgres.OpenWithin(ctx, url, bounds); err != nil {
			return nil, nil, err
		}
		closers = append(closers, pools[i].Close)
	}
	if c.Demo { // whose files are in its own database, whatever the service's are
		c.Files.Store = nil
	}
	options := rooms.Options{Files: c.Files}
	a = &App{Rooms: rooms.Open(pools[0], options), Upkeep: rooms.Open(pools[1], options), Config: c, URL: url}
	if err := a.Upkeep.Seed(ctx); err != nil {
		return nil, nil, err
	}
	return a, all, nil
}

// Where names the database for people: role, server and name, and never a password.
func (a *App) Where() string {
	c := a.DB.Config().ConnConfig
	where := fmt.Sprintf("«\u00a0%s\u00a0» sur %s, port %d, rôle «\u00a0%s\u00a0»", c.Database, c.Host, c.Port, c.User)
	if a.Config.DatabaseURL == "" {
		where += ", la base privée de Parvis (DATABASE_URL n’est pas indiquée)"
	}
	return where
}

// pause is how long Parvis waits between two looks at a database that does not answer yet.
const pause = time.Second

// await looks at a database until it answers, for at most patience, and refuses one where nothing can be
// written: everything begins by writing.
func await(ctx context.Context, url string, patience time.Duration) error {
	deadline := time.Now().Add(patience)
	for said := false; ; said = true {
		state, err := postgres.Look(ctx, url)
		if err == nil {
			err = errors.Join(state.Refusal(), state.Writable())
		}
		if !postgres.Passes(err) || time.Now().Add(pause).After(deadline) {
			return err
		}
		if !said {
			slog.Warn("La base de données ne répond pas encore. Parvis l’attend.", "au plus", patience, "cause", err)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
}

// Handler is the whole site.
func (a *App) Handler() http.Handler { return web.New(a.site(), a.Rooms) }

// PublicHandler is what needs no account, and nothing else.
func (a *App) PublicHandler() http.Handler { return web.NewPublic(a.site(), a.Rooms) }

func (a *App) site() web.Config {
	return web.Config{Clock: a.Config.Clock(), Demo: a.Config.Demo, Secure: a.Config.Secure, Origin: a.Config.Origin, Links: a.Config.Links(),
		TrustedProxies: a.Config.TrustedProxies, Declaration: a.Config.Accessibility, Answers: a.Config.Answers, Mail: a.Post() != nil}
}

// Serve answers requests until ctx ends, then lets the running ones finish. ready is called once
// the address answers, with that address.
func (a *App) Serve(ctx context.Context, ready func(addr string)) error {
	collectLess()
	if err := a.reachStore(ctx); err != nil {
		return err
	}
	type site struct {
		setting, addr string
		handler       http.Handler
	}
	sites := []site{{"PARVIS_ADDR", a.Config.Addr, a.Handler()}}
	if a.Config.PublicAddr != "" {
		sites = append(sites, site{"PARVIS_PUBLIC_ADDR", a.Config.PublicAddr, a.PublicHandler()})
	}
	servers, failed := make([]*http.Server, len(sites)), make(chan error, len(sites))
	var listeners []net.Listener
	for i, s := range sites {
		listener, err := new(net.ListenConfig).Listen(ctx, "tcp", s.addr)
		if err != nil {
			for _, one := range listeners {
				_ = one.Close()
			}
			return fmt.Errorf("l’adresse %s est déjà prise ou interdite\u00a0; choisissez-en une autre avec %s\u00a0: %w", s.addr, s.setting, err)
		}
		listeners = append(listeners, listener)
		servers[i] = &http.Server{Handler: returnMemory(s.handler, freeAll), ReadHeaderTimeout: 10 * time.Second, ReadTimeout: time.Minute,
			WriteTimeout: 2 * time.Minute, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10,
			ErrorLog: slog.NewLogLogger(slog.Default().Handler(), slog.LevelWarn)}
	}
	for i, server := range servers {
		go func() { failed <- server.Serve(listeners[i]) }()
	}
	working, stop := context.WithCancel(ctx)
	defer stop()
	go a.sweep(working)
	go a.askAntivirus(working)
	posting := a.posting(working)
	ready(listeners[0].Addr().String())
	var err error
	select {
	case err = <-failed:
	case <-ctx.Done():
	}
	stop()
	grace, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	for _, server := range servers {
		if end := server.Shutdown(grace); err == nil && end != nil && !errors.Is(end, http.ErrServerClosed) {
			return fmt.Errorf("shut down: %w", end)
		}
	}
	select {
	case <-posting: // what left is noted before the connections close
	case <-grace.Done():
	}
	if err != nil {
		return fmt.Errorf("serve: %w", err)
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
		if err := a.Upkeep.Purge(ctx, now()); err != nil && ctx.Err() == nil {
			slog.Error("sweep", "cause", err)
		}
		if err := a.Upkeep.Files.ScanLater(ctx, now()); err != nil && ctx.Err() == nil {
			slog.Warn("files wait for the antivirus", "cause", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}
