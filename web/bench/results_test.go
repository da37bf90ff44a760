package bench_test

import (
	"fmt"
	"net/url"
	"os"
	"strconv"
	"strings"
	"testing"
	"text/tabwriter"

	"github.com/jackc/pgx/v5"

	"parvis/web/urls"
)

// answered is a house in which a form of twelve answers was answered so often, in two projects.
func answered(t testing.TB, responses int) (*service, int64) {
	t.Helper()
	n := small(1)
	n.large = 100 // the bare page shows as many rows as results do
	s := fill(t, n)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	answers, err := os.ReadFile("../../internal/results/testdata/answers.sql")
	must(err)
	var other, form int64
	must(s.DB.QueryRow(t.Context(), `SELECT min(id) FROM projects WHERE id <> $1`, s.largest).Scan(&other))
	_, err = s.DB.Exec(t.Context(), strings.NewReplacer(":person", strconv.FormatInt(s.Head.ID, 10), ":project", strconv.FormatInt(s.largest, 10), ":other", strconv.FormatInt(other, 10), ":slot", "NULL", ":audience", "1").Replace(string(answers)))
	must(err)
	must(s.DB.QueryRow(t.Context(), `SELECT id FROM forms`).Scan(&form))
	_, err = s.DB.Exec(t.Context(), `WITH r AS (INSERT INTO responses (key, digest, form_id, number, collection_id, project_id, slot_id, audience_id, day, channel, language, easy, help, choices, entered_by)
			SELECT 'une-autre-reponse-' || r.id || '-' || n, r.digest, r.form_id, r.number, r.collection_id, r.project_id, r.slot_id, r.audience_id, r.day + n % 30, r.channel, r.language, r.easy, r.help, r.choices, r.entered_by
			FROM generate_series(1, @each) n, responses r LIMIT @most - 140 RETURNING id, choices)
		INSERT INTO response_texts (response_id, question, body, body_folded) SELECT id, 'mieux', 'Trop d’attente', 'trop d''attente' FROM r WHERE choices LIKE '%mieux=1'`, pgx.NamedArgs{"each": responses/140 + 1, "most": responses})
	must(err)
	for _, sql := range []string{`TRUNCATE row_changes`, `VACUUM ANALYZE`} {
		_, err = s.DB.Exec(t.Context(), sql)
		must(err)
	}
	return s, form
}

// BenchmarkResults asks the pages of results over TCP, of forms that were answered ten thousand and a hundred thousand times, and prints a table.
func BenchmarkResults(b *testing.B) {
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(out, "\nPage\tKio\tlignes\trequêtes\tp50 (ms)\tp95\tau mieux\t× nu\tau mieux\t")
	for _, responses := range []int{10_000, 100_000} {
		s, form := answered(b, responses)
		v := serve(b, s)
		reader := v.visitor(s.Head)
		get := func(name, url string) page {
			return page{name: fmt.Sprintf("%s (%d réponses)", name, responses), who: s.Head, urls: []string{url}, grows: true}
		}
		for _, p := range []page{get("résultats", urls.FormResults(form, nil)), get("résultats d’un projet, sur papier", urls.FormResults(form, url.Values{"projet": {strconv.FormatInt(s.largest, 10)}, "recueil": {"paper"}})),
			get("verbatims", urls.FormVerbatims(form, nil)), get("verbatims cherchés", urls.FormVerbatims(form, url.Values{"texte": {"attente"}})), get("réponses", urls.FormResponses(form, nil)), get("deux éditions", urls.FormCompare(form, nil)), get("liste", urls.Forms())} {
			shown := reader.ask(b, p, 0)
			b.Run(p.name, func(b *testing.B) {
				f := v.measure(b, reader, p, shown.rows, loads[0])
				fmt.Fprintf(out, "%s\t%d\t%d\t%d\t%.2f\t%.2f\t%.2f\t%.1f\t%.1f\t\n", p.name, shown.bytes/1024, shown.rows, shown.queries, ms(f.p50), ms(f.p95), ms(f.least), f.ratio, f.best)
			})
		}
	}
	_ = out.Flush()
}
