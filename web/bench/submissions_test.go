package bench_test

import (
	"bytes"
	"crypto/rand"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/response"
	"parvis/internal/survey"
	"parvis/internal/survey/question"
	"parvis/internal/workcal"
	"parvis/web"
	"parvis/web/bench"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// lasting is how long forms are sent on each side of BenchmarkSubmissions: -submissions=60s for a figure to be told.
var lasting = flag.Duration("submissions", 2*time.Second, "how long forms are sent, on each side")

// What a submission may cost beside a bare one, and at worst.
const (
	leastOfBare = 0.40
	mostAt99    = 100 * time.Millisecond
)

// onePage is the form for everybody on one page: what is measured is a page and an answer.
func onePage(b *testing.B) (survey.Settings, []question.Question) {
	b.Helper()
	ready, found := survey.ReadyForm("tout-public")
	if !found {
		b.Fatal("the form for everybody is not ready")
	}
	var questions []question.Question
	for _, q := range ready.Form.Questions {
		if q.Kind != question.Section && q.When == nil {
			questions = append(questions, q)
		}
	}
	return survey.SettingsOf(ready.Form, ready.Purpose), questions
}

// bareForm is a form as the standard library, pgx and templ would serve it: drawn, read, one row written.
func bareForm(db *pgxpool.Pool, questions []question.Question) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet {
			_ = bench.BareForm(questions, rand.Text()).Render(r.Context(), w)
			return
		}
		if err := r.ParseForm(); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		var kept bytes.Buffer
		for _, q := range questions {
			fmt.Fprintf(&kept, "%s=%s&", q.Key, strings.Join(r.PostForm["q."+q.Key], "+"))
		}
		if _, err := db.Exec(r.Context(), `INSERT INTO bare_answers (key, choices) VALUES ($1, $2)`, r.PostForm.Get("cle"), kept.String()); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		http.Redirect(w, r, "/", http.StatusSeeOther)
	}
}

// formAnswered is what one visitor sends of a page that she was shown.
func formAnswered(page []byte, questions []question.Question) (url.Values, error) {
	sent := url.Values{}
	for rest := page; ; {
		at := bytes.Index(rest, []byte(`type="hidden" name="`))
		if at < 0 {
			break
		}
		rest = rest[at+len(`type="hidden" name="`):]
		name, after, _ := bytes.Cut(rest, []byte(`" value="`))
		value, _, found := bytes.Cut(after, []byte(`"`))
		if !found {
			return nil, fmt.Errorf("the page ends in a field")
		}
		sent.Set(string(name), string(value))
	}
	if sent.Get("cle") == "" {
		return nil, fmt.Errorf("the page has no key: %.200s", page)
	}
	for _, q := range questions {
		switch {
		case q.Kind == question.Matrix:
			for _, row := range q.Rows {
				sent.Set("q."+q.Key+"."+row.Key, q.Options[len(q.Options)-1].Key)
			}
		case len(q.Choices()) > 0:
			sent.Set("q."+q.Key, q.Choices()[1].Key)
		case q.Key == "marque":
			sent.Set("q."+q.Key, "Tenir un vrai tesson dans la main.")
		}
	}
	return sent, nil
}

// flow has so many visitors ask for a form and send it, one after the other, for a time. It gives how many were sent and how long each took, its page and its answer.
func flow(client *http.Client, address string, questions []question.Question, atOnce int, during time.Duration) (sent int, took []time.Duration, err error) {
	var mu sync.Mutex
	var group sync.WaitGroup
	end := time.Now().Add(during)
	for range atOnce {
		group.Go(func() {
			for time.Now().Before(end) {
				begin := time.Now()
				failure := one(client, address, questions)
				mu.Lock()
				if failure != nil {
					err = failure
				} else {
					sent, took = sent+1, append(took, time.Since(begin))
				}
				mu.Unlock()
				if failure != nil {
					return
				}
			}
		})
	}
	group.Wait()
	return sent, took, err
}

func one(client *http.Client, address string, questions []question.Question) error {
	shown, err := client.Get(address)
	if err != nil {
		return err
	}
	page, err := io.ReadAll(shown.Body)
	_ = shown.Body.Close()
	if err != nil || shown.StatusCode != http.StatusOK {
		return fmt.Errorf("the page is answered %d, %w", shown.StatusCode, err)
	}
	form, err := formAnswered(page, questions)
	if err != nil {
		return err
	}
	kept, err := client.PostForm(address, form)
	if err != nil {
		return err
	}
	_, _ = io.Copy(io.Discard, kept.Body)
	_ = kept.Body.Close()
	if kept.StatusCode != http.StatusSeeOther {
		return fmt.Errorf("an answer is answered %d", kept.StatusCode)
	}
	return nil
}

// BenchmarkSubmissions has visitors answer a form, one at a time and eight at once, beside a bare form with the same questions in the same run. None is lost, none
// counts twice.
func BenchmarkSubmissions(b *testing.B) {
	h := webtest.New(b)
	public := httptest.NewServer(web.NewPublic(web.Config{Clock: func() time.Time { return h.Now }, Answers: 10_000_000}, h.Rooms)) // what an installation shows to everybody
	defer public.Close()
	ctx, team := b.Context(), h.Team.At(h.Now)
	must := func(err error) {
		b.Helper()
		if err != nil {
			b.Fatal(err)
		}
	}
	settings, questions := onePage(b)
	form, err := h.Surveys.Create(ctx, team, "", settings, questions)
	must(err)
	sheet, err := h.Surveys.Form(ctx, team, form)
	must(err)
	_, err = h.Surveys.Publish(ctx, team, form, sheet.Seen())
	must(err)
	day := workcal.Of(2025, time.June, 14)
	project, err := h.Programme.Create(ctx, team, "", programme.ProjectDraft{Title: "JEA", Kind: programme.EventProgramme, PilotID: team.ID, First: day, Last: day})
	must(err)
	id, err := h.Responses.Create(ctx, team, "", project, response.Draft{Form: response.Ref{ID: form}, Label: "Sortie"})
	must(err)
	c, err := h.Responses.Collection(ctx, team, id)
	must(err)
	_, err = h.DB.Exec(ctx, `CREATE TABLE bare_answers (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, key text NOT NULL UNIQUE, choices text NOT NULL)`)
	must(err)
	bare := httptest.NewServer(bareForm(h.DB, questions))
	defer bare.Close()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 8, DisableCompression: true}, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	all := 0
	for _, atOnce := range []int{1, 8} {
		b.Run(fmt.Sprintf("à %d", atOnce), func(b *testing.B) {
			const rounds = 4 // in alternation: the machine is not the same from one minute to the next
			var ours, theirs int
			var took []time.Duration
			for range rounds {
				n, times, err := flow(client, public.URL+urls.Asked(c.Token), questions, atOnce, *lasting/rounds)
				must(err)
				ours, took = ours+n, append(took, times...)
				n, _, err = flow(client, bare.URL, questions, atOnce, *lasting/rounds)
				must(err)
				theirs += n
			}
			all += ours
			slices.Sort(took)
			at99, ratio := took[len(took)*99/100], float64(ours)/float64(theirs)
			b.ReportMetric(float64(ours)/lasting.Seconds(), "réponses/s")
			b.ReportMetric(ratio, "×nu")
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
			b.ReportMetric(float64(at99.Microseconds())/1000, "p99-ms")
			fmt.Fprintf(os.Stdout, "à %d : %d réponses, %d nues, %.2f × nu, p50 %v, p99 %v\n", atOnce, ours, theirs, ratio, took[len(took)/2].Round(10*time.Microsecond), at99.Round(10*time.Microsecond))
			if ratio < leastOfBare {
				b.Errorf("%.2f of a bare form, less than %.2f", ratio, leastOfBare)
			}
			if at99 > mostAt99 {
				b.Errorf("one in a hundred takes %v, more than %v", at99, mostAt99)
			}
		})
	}
	kept, err := postgres.Scalar[int](ctx, h.DB, `SELECT count(DISTINCT key)::int FROM responses`, nil)
	must(err)
	if again, _ := postgres.Scalar[int](ctx, h.DB, `SELECT count(*)::int FROM responses`, nil); kept != all || again != all {
		b.Errorf("%d were sent, %d are kept under %d keys", all, again, kept)
	}
}
