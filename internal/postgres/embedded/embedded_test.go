package embedded_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"parvis/internal/postgres/embedded"
)

func TestDataSurvivesAnOrdinaryRestart(t *testing.T) {
	t.Parallel()
	home := filepath.Join(place(t), "var", "postgres")
	began := time.Now()
	s := start(t, embedded.Options{DataDir: home})
	cold := time.Since(began)
	if err := s.EnsureDatabase(t.Context(), "parvis"); err != nil {
		t.Fatal(err)
	}
	run(t, s.URL("parvis"), `CREATE TABLE kept AS SELECT 'oui' AS word`)
	stop(t, s)
	if _, err := tryAsk(t.Context(), s.URL("parvis"), `SELECT word FROM kept`); err == nil {
		t.Error("the server still answers after Stop")
	}

	began = time.Now()
	s = start(t, embedded.Options{DataDir: home})
	t.Logf("cold start %v, warm start %v", cold, time.Since(began))
	if err := s.EnsureDatabase(t.Context(), "parvis"); err != nil {
		t.Fatal(err)
	}
	if word := ask(t, s.URL("parvis"), `SELECT word FROM kept`); word != "oui" {
		t.Errorf("kept row: %q", word)
	}
}

func TestDatabaseIsDurableFrenchAndPrivate(t *testing.T) {
	t.Parallel()
	home := filepath.Join(place(t), "postgres")
	s := start(t, embedded.Options{DataDir: home})
	if err := s.EnsureDatabase(t.Context(), "musée"); err != nil {
		t.Fatal(err)
	}
	url := s.URL("musée")
	for query, want := range map[string]string{
		`SHOW fsync`:              "on",
		`SHOW synchronous_commit`: "on",
		`SHOW full_page_writes`:   "on",
		`SHOW data_checksums`:     "on",
		`SHOW listen_addresses`:   "",
		`SHOW server_encoding`:    "UTF8",
		`SELECT lower('ÉTÉ')`:     "été",
		`SELECT string_agg(w, ' ' ORDER BY w) FROM unnest(ARRAY['zèbre','Été','eau','école']) w`: "eau école Été zèbre",
	} {
		if got := ask(t, url, query); got != want {
			t.Errorf("%s: %q, want %q", query, got, want)
		}
	}
	for _, dir := range []string{home, ask(t, url, `SHOW unix_socket_directories`)} {
		info, err := os.Stat(strings.Trim(dir, `"`))
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != 0o700 {
			t.Errorf("%s is open to others: %v", dir, info.Mode())
		}
	}
}

func TestKilledPostgresIsRestartedWithItsData(t *testing.T) {
	t.Parallel()
	s := start(t, embedded.Options{DataDir: made(t)})
	url := s.URL("postgres")
	run(t, url, `CREATE TABLE kept AS SELECT 'oui' AS word`)
	before := ask(t, url, startedAt)
	killPostmaster(t, url)
	began := time.Now()
	for eventually(t, url, startedAt) == before {
		time.Sleep(10 * time.Millisecond)
	}
	t.Logf("answering again after %v", time.Since(began))
	if word := eventually(t, url, `SELECT word FROM kept`); word != "oui" {
		t.Errorf("committed row after the crash: %q", word)
	}
}

func TestNextStartReusesTheServerOfAKilledParvis(t *testing.T) {
	t.Parallel()
	home := made(t)
	killed := startParvis(t, home)
	before := ask(t, killed.url(t), startedAt)
	killed.kill(t)

	began := time.Now()
	s := start(t, embedded.Options{DataDir: home})
	t.Logf("found again in %v", time.Since(began))
	if after := ask(t, s.URL("postgres"), startedAt); after != before {
		t.Errorf("the server started at %s, not reused from %s", after, before)
	}
	stop(t, s)
	if _, err := tryAsk(t.Context(), s.URL("postgres"), startedAt); err == nil {
		t.Error("the adopted server still runs after the last Parvis stopped")
	}
}

func TestNextStartRecoversWhenBothWereKilled(t *testing.T) {
	t.Parallel()
	home := made(t)
	killed := startParvis(t, home)
	url := killed.url(t)
	run(t, url, `CREATE TABLE kept AS SELECT 'oui' AS word`)
	killed.kill(t)
	killPostmaster(t, url)

	began := time.Now()
	s := start(t, embedded.Options{DataDir: home})
	t.Logf("recovered in %v", time.Since(began))
	if word := ask(t, s.URL("postgres"), `SELECT word FROM kept`); word != "oui" {
		t.Errorf("committed row after the crash: %q", word)
	}
}

func TestProcessNumberTakenBySomebodyElseDoesNotBlockTheStart(t *testing.T) {
	t.Parallel()
	home := made(t)
	killed := startParvis(t, home)
	url := killed.url(t)
	run(t, url, `CREATE TABLE kept AS SELECT 'oui' AS word`)
	killed.kill(t)
	killPostmaster(t, url)

	// After a restart of the machine the number in postmaster.pid belongs to
	// any program, here one of PostgreSQL's own account.
	pidFile := filepath.Join(home, "data", "postmaster.pid")
	owner, err := os.Stat(pidFile)
	if err != nil {
		t.Fatal(err)
	}
	stranger := exec.Command("sleep", "60")
	stranger.Dir = "/"
	if os.Geteuid() == 0 {
		st := owner.Sys().(*syscall.Stat_t)
		stranger.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: st.Uid, Gid: st.Gid}}
	}
	if err := stranger.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = stranger.Process.Kill(); _ = stranger.Wait() }()
	for _, path := range []string{pidFile, filepath.Join(home, "run", ".s.PGSQL.5432.lock")} {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		_, rest, _ := strings.Cut(string(text), "\n")
		text = []byte(strconv.Itoa(stranger.Process.Pid) + "\n" + rest)
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}

	s := start(t, embedded.Options{DataDir: home})
	if word := ask(t, s.URL("postgres"), `SELECT word FROM kept`); word != "oui" {
		t.Errorf("committed row after the crash: %q", word)
	}
}

func TestSeveralParvisShareOneServerAndTheLastStopsIt(t *testing.T) {
	t.Parallel()
	home := filepath.Join(place(t), "var", "postgres")
	others := []*parvis{startParvis(t, home), startParvis(t, home), startParvis(t, home)}
	seen := map[string]bool{}
	var url string
	for _, o := range others {
		url = o.url(t)
		seen[ask(t, url, startedAt)] = true
	}
	if len(seen) != 1 {
		t.Fatalf("started at once, they run %d servers", len(seen))
	}
	others[0].quit(t)
	others[1].quit(t)
	if !seen[ask(t, url, startedAt)] {
		t.Error("the server stopped, or was restarted, while a Parvis used it")
	}
	others[2].quit(t)
	if _, err := tryAsk(t.Context(), url, startedAt); err == nil {
		t.Error("the server still runs after the last Parvis")
	}
}

func TestStartsAtOnceInOneProcessShareTheServer(t *testing.T) {
	t.Parallel()
	home := filepath.Join(place(t), "postgres")
	var group sync.WaitGroup
	var mu sync.Mutex
	seen := map[string]bool{}
	for range 4 {
		group.Go(func() {
			s := start(t, embedded.Options{DataDir: home, Settings: quick})
			at := ask(t, s.URL("postgres"), startedAt)
			mu.Lock()
			defer mu.Unlock()
			seen[at] = true
		})
	}
	group.Wait()
	if len(seen) != 1 {
		t.Errorf("%d servers on one directory", len(seen))
	}
}

func TestLongPathGetsAShortSocket(t *testing.T) {
	t.Parallel()
	long := filepath.Join(place(t), strings.Repeat("musee-de-nanterre-", 8), "données du service", "postgres")
	s := start(t, embedded.Options{DataDir: long, Settings: quick})
	dir := strings.Trim(ask(t, s.URL("postgres"), `SHOW unix_socket_directories`), `"`)
	if len(dir) > 80 {
		t.Errorf("the socket is in %s", dir)
	}
	info, err := os.Stat(dir)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o700 {
		t.Errorf("%s is open to others: %v", dir, info.Mode())
	}
	stop(t, s)
	if _, err := os.Stat(dir); err == nil {
		t.Errorf("%s is left behind", dir)
	}
}

// As root PostgreSQL runs as another account, which a closed checkout keeps out.
func TestClusterLivesInTheCheckoutOrWhereItsAccountCanGo(t *testing.T) {
	t.Parallel()
	checkout := filepath.Join(place(t), "closed")
	if err := os.Mkdir(checkout, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(checkout, "go.mod"), []byte("module parvis\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	p := startParvisIn(t, checkout, byDefault)
	data := ask(t, p.url(t), `SHOW data_directory`)
	p.quit(t)
	want := filepath.Join(checkout, "var", "postgres")
	if os.Geteuid() == 0 {
		want = "/var/lib/parvis/"
		t.Cleanup(func() { _ = os.RemoveAll(filepath.Dir(data)) })
	}
	if !strings.HasPrefix(data, want) {
		t.Errorf("the data is in %s, want %s", data, want)
	}
}

func TestInterruptedInitdbIsTakenUpAgain(t *testing.T) {
	t.Parallel()
	home := made(t)
	half := filepath.Join(home, "data.new-4194304")
	if err := os.Rename(filepath.Join(home, "data"), half); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(half, "PG_VERSION")); err != nil {
		t.Fatal(err)
	}
	s := start(t, embedded.Options{DataDir: home, Settings: quick})
	ask(t, s.URL("postgres"), startedAt)
	if _, err := os.Stat(half); err == nil {
		t.Error("the half-made cluster is left behind")
	}
}

func killPostmaster(t *testing.T, url string) {
	t.Helper()
	pid, err := strconv.Atoi(ask(t, url, postmaster))
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
}
