package bench_test

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"parvis/internal/postgres"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// untilIdle is how long a server is left alone before it counts as idle.
const untilIdle = 45 * time.Second

// BenchmarkIdleMemory builds the program, serves ten years of data with it, looks at some pages and
// reads what it holds of the machine's memory: once open, after the pages, left alone, and left alone after
// every plan there ever was, which is more than the program keeps.
// PostgreSQL is another process and is not counted. It reads /proc, which Linux has.
func BenchmarkIdleMemory(b *testing.B) {
	s := fill(b, tenYears)
	for b.Loop() {
		p := start(b, s.DB.Config().ConnString())
		opened := p.resident(b)
		browser := p.login(b, s)
		browser.look(b, slices.Repeat([]string{urls.Home(), urls.Plan(s.project), urls.MyList(), urls.Events()}, 3)...)
		looked := p.resident(b)
		time.Sleep(untilIdle)
		idle := p.resident(b)
		ids, err := postgres.Scalars[int64](b.Context(), s.DB, `SELECT id FROM projects ORDER BY id`, nil)
		if err != nil {
			b.Fatal(err)
		}
		for _, id := range ids {
			browser.look(b, urls.Plan(id))
		}
		browser.look(b, urls.Home())
		time.Sleep(untilIdle)
		full := p.resident(b)
		b.ReportMetric(opened, "opened-MB")
		b.ReportMetric(looked, "looked-MB")
		b.ReportMetric(idle, "idle-MB")
		b.ReportMetric(full, "full-MB")
		fmt.Printf("\nMémoire du programme (Mo) : %.0f à l’ouverture, %.0f après une connexion et douze pages, %.0f au repos, %.0f au repos après tous les rétroplannings.\n",
			opened, looked, idle, full)
		p.stop(b)
	}
}

// process is a running `parvis serve`.
type process struct {
	*exec.Cmd
	url string
}

func start(b *testing.B, database string) process {
	b.Helper()
	program := filepath.Join(b.TempDir(), "parvis")
	if out, err := exec.CommandContext(b.Context(), "go", "build", "-trimpath", "-o", program, "parvis/cmd/parvis").CombinedOutput(); err != nil {
		b.Fatalf("build: %v\n%s", err, out)
	}
	p := process{Cmd: exec.CommandContext(b.Context(), program, "serve")}
	p.Env = append(os.Environ(), "DATABASE_URL="+database, "PARVIS_ADDR=127.0.0.1:0")
	out, err := p.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := p.Start(); err != nil {
		b.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		b.Fatalf("the program says %q: %v", line, err)
	}
	_, address, _ := strings.Cut(strings.TrimSpace(line), "http://")
	p.url = "http://" + address
	return p
}

// browser is somebody logged in.
type browser struct {
	http.Client
	url string
}

func (p process) login(b *testing.B, s *service) *browser {
	b.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		b.Fatal(err)
	}
	br := &browser{Client: http.Client{Jar: jar}, url: p.url}
	form := strings.NewReader(url.Values{"email": {s.Head.Email}, "password": {webtest.Password}}.Encode())
	br.ask(b, http.MethodPost, urls.Login(""), form)
	return br
}

// look reads pages.
func (br *browser) look(b *testing.B, pages ...string) {
	b.Helper()
	for _, page := range pages {
		br.ask(b, http.MethodGet, page, http.NoBody)
	}
}

// ask reads an answer whole.
func (br *browser) ask(b *testing.B, method, path string, sent io.Reader) {
	b.Helper()
	r, err := http.NewRequestWithContext(b.Context(), method, br.url+path, sent)
	if err != nil {
		b.Fatal(err)
	}
	r.Header.Set("Accept-Encoding", "gzip, deflate, br, zstd") // as browsers do
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	answer, err := br.Do(r)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, answer.Body); err != nil || answer.StatusCode != http.StatusOK || answer.Body.Close() != nil {
		b.Fatalf("%s answered %d, %v", path, answer.StatusCode, err)
	}
}

// resident is what the process holds, in megabytes.
func (p process) resident(b *testing.B) float64 {
	b.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.Process.Pid))
	if err != nil {
		b.Fatalf("only Linux says what a process holds: %v", err)
	}
	for line := range strings.Lines(string(status)) {
		if fields := strings.Fields(line); len(fields) == 3 && fields[0] == "VmRSS:" {
			kib, err := strconv.Atoi(fields[1])
			if err != nil {
				b.Fatal(err)
			}
			return float64(kib) / 1024
		}
	}
	b.Fatalf("no VmRSS in\n%s", status)
	return 0
}

// stop asks the program to end and waits for it.
func (p process) stop(b *testing.B) {
	b.Helper()
	if err := p.Process.Signal(syscall.SIGTERM); err != nil {
		b.Fatal(err)
	}
	if err := p.Wait(); err != nil {
		b.Fatalf("the program ended with %v", err)
	}
}
