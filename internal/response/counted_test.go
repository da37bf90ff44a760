package response_test

import (
	"fmt"
	"sync"
	"testing"
)

// TestResponsesAreCountedAsTheyComeAndGo compares what is kept of how many there are with those that there are.
func TestResponsesAreCountedAsTheyComeAndGo(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.collect(h.draft())
	o := h.collect(h.draft())
	same := func(after string) {
		t.Helper()
		if n := h.count(`(SELECT collection_id, form_id, project_id, channel, sum(n) AS n FROM response_counts GROUP BY 1, 2, 3, 4 HAVING sum(n) <> 0) c
			FULL JOIN (SELECT collection_id, form_id, project_id, channel, count(*) AS n FROM responses GROUP BY 1, 2, 3, 4) r USING (collection_id, form_id, project_id, channel, n) WHERE c.n IS NULL OR r.n IS NULL`); n != 0 {
			t.Errorf("after %s, %d counts are not those of the responses", after, n)
		}
	}
	var group sync.WaitGroup
	for i := range 60 {
		group.Go(func() {
			if err := h.Give(t.Context(), o, now, given(fmt.Sprint(i/2), "oui")); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	same("thirty answers, each twice at once")
	for _, sql := range []string{
		`INSERT INTO responses (key, digest, form_id, number, collection_id, project_id, day, channel, language, choices, entered_by)
			SELECT 'une-autre-reponse-' || c.id || '-' || n, sha256('x'), c.form_id, 1, c.id, c.project_id, '2025-06-14', (ARRAY['paper', 'interview'])[1 + n % 2], 'fr', 'note=oui', c.created_by FROM collections c CROSS JOIN generate_series(1, 2000) n`,
		`DELETE FROM responses WHERE id % 3 = 0`,
		`INSERT INTO responses (key, digest, form_id, number, collection_id, project_id, day, channel, language, choices) SELECT key, digest, form_id, number, collection_id, project_id, day, 'link', language, choices FROM responses ON CONFLICT DO NOTHING`,
		`DELETE FROM collections WHERE id = (SELECT min(id) FROM collections)`,
	} {
		_, err := h.db.Exec(t.Context(), sql)
		h.must(err)
		same(sql)
	}
	if n := h.count("response_counts"); n == 0 {
		t.Error("nothing is left to count")
	}
}
