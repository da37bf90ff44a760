package dayui_test

import (
	"bytes"
	"maps"
	"mime/multipart"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"parvis/internal/daybook"
	"parvis/internal/postgres"
	"parvis/web/serve"
	"parvis/web/urls"
	"parvis/web/webtest"
)

func TestWhatATelephoneKeptArrivesOnceAndNamesItsKey(t *testing.T) {
	t.Parallel()
	h := open(t)
	tap := map[string]any{"cle": "cle-de-telephone-1", "genre": "compte", "seance": h.at, "public": 1, "mesure": "present", "nombre": 1}
	for range 3 {
		said := h.kept(h.intern, http.StatusOK, tap)
		if said["fait"] != true || said["comptes"].(map[string]any)["1"] != 1.0 || said["maintenant"] == nil {
			t.Errorf("%v", said)
		}
	}
	other := maps.Clone(tap)
	other["nombre"] = 5
	if said := h.kept(h.intern, http.StatusConflict, other); said["refus"] == "" || said["fait"] != nil {
		t.Errorf("%v", said)
	}
	if said := h.kept(h.team, http.StatusForbidden, tap); said["autre"] != true || said["refus"] != nil || said["fait"] != nil {
		t.Errorf("in another person's session: %v", said)
	}
	if n := h.count(h.at); n != 1 {
		t.Errorf("%d are counted", n)
	}
	h.kept(h.intern, http.StatusNotFound, map[string]any{"genre": "compte", "seance": 99_999, "public": 1, "mesure": "present", "nombre": 1})
	h.kept(h.intern, http.StatusUnprocessableEntity, map[string]any{"genre": "compte", "seance": h.at, "public": 1, "mesure": "present", "nombre": 99_999})
	h.kept(h.intern, http.StatusUnprocessableEntity, map[string]any{"genre": "autre"})
	h.kept(h.intern, http.StatusRequestEntityTooLarge, map[string]any{"genre": "note", "type": "note", "texte": strings.Repeat("a", daybook.MostSent)})
	h.kept(h.intern, http.StatusOK, map[string]any{"genre": "coche", "ligne": "montage:" + strconv.FormatInt(h.at, 10), "fait": true})
	h.kept(h.intern, http.StatusOK, map[string]any{"genre": "note", "type": "incident", "texte": "Un bac <fendu>", "seance": h.at})
	h.intern.Get(urls.DayNotes(h.project, saturday, nil)).Has(t, "Un bac &lt;fendu&gt;", "incident ouvert")
	h.intern.Get(urls.DayLists(h.project, saturday)).Has(t, `aria-pressed="true"`, "fait par")
	// Once a session is over, the answer is the login, which names no key.
	a := h.Visitor().Do(http.MethodPost, urls.DaySent(), strings.NewReader(`{"cle":"x"}`), http.Header{"Content-Type": {"application/json"}})
	if a.Status != http.StatusSeeOther || strings.Contains(a.Body, `"cle"`) {
		t.Errorf("without a session: %d %s", a.Status, a.Body)
	}
	h.intern.Do(http.MethodPost, urls.DaySent(), strings.NewReader("\xff{"), http.Header{"Content-Type": {"application/json"}}).Want(t, http.StatusUnprocessableEntity)
}

// sendPhoto sends a form with a photograph.
func (h house) sendPhoto(path string, fields map[string]string) webtest.Answer {
	h.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for name, value := range fields {
		h.must(w.WriteField(name, value))
	}
	part, err := w.CreateFormFile("photo", "bac.txt")
	h.must(err)
	_, err = part.Write([]byte("une image"))
	h.must(err)
	h.must(w.Close())
	return h.intern.Do(http.MethodPost, path, &body, http.Header{"Content-Type": {w.FormDataContentType()}})
}

func TestAPhotographFollowsItsNote(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.kept(h.intern, http.StatusOK, map[string]any{"cle": "cle-de-la-note-1234", "genre": "note", "type": "incident", "texte": "Un bac fendu"})
	fields := map[string]string{"cle": "cle-de-la-photo-123", "personne": strconv.FormatInt(h.Intern.ID, 10), "note": "cle-de-la-note-1234"}
	for range 2 {
		h.sendPhoto(urls.DayPhoto(), fields).Want(t, http.StatusOK).Has(t, `"fait":true`, `"cle":"cle-de-la-photo-123"`)
	}
	id, err := h.Daybook.Noted(t.Context(), h.by(h.Intern), "cle-de-la-note-1234")
	h.must(err)
	h.intern.Get(urls.DayEntry(id)).Has(t, "bac.txt", "Un bac fendu", "Clore l’incident")
	if n, err := postgres.Scalar[int](t.Context(), h.DB, `SELECT count(*)::int FROM files`, nil); err != nil || n != 1 {
		t.Errorf("the photograph is there %d times, %v", n, err)
	}
	fields["cle"], fields["personne"] = "cle-de-la-photo-456", strconv.FormatInt(h.Team.ID, 10)
	h.sendPhoto(urls.DayPhoto(), fields).Want(t, http.StatusForbidden).Has(t, `"autre":true`)
	fields["personne"], fields["note"] = strconv.FormatInt(h.Intern.ID, 10), "aucune-note-de-cette-cle"
	h.sendPhoto(urls.DayPhoto(), fields).Want(t, http.StatusNotFound).Has(t, `"refus"`)

	// Without a script, both come in one form.
	form := map[string]string{"genre": "note", "projet": strconv.FormatInt(h.project, 10), "jour": "2025-06-14", "cle": serve.NewKey(), "type": "note", "texte": "Avec une photo", "seance": "", "minutes": ""}
	h.sendPhoto(urls.DaySent(), form).Want(t, http.StatusSeeOther)
	h.intern.Get(urls.DayNotes(h.project, saturday, nil)).Has(t, "Avec une photo")
	form["texte"], form["cle"] = "", serve.NewKey()
	h.sendPhoto(urls.DaySent(), form).Want(t, http.StatusUnprocessableEntity).Has(t, "Veuillez écrire ce qui se passe.")
}

// A telephone keeps what is below 300 KB in all, as it is sent: the pages of the keys, the sheet of what is done elsewhere, thirty counters, and what they are drawn with.
func TestWhatIsKeptWithoutNetworkIsSmall(t *testing.T) {
	t.Parallel()
	h := open(t)
	for i := range 40 {
		h.slot(540+10*i, 600+10*i)
	}
	size := func(path string) int {
		a := h.intern.Do(http.MethodGet, path, nil, http.Header{"Accept-Encoding": {"gzip"}}).Want(t, http.StatusOK)
		return len(a.Body)
	}
	out := h.outing()
	now := h.intern.Get(urls.Day(h.project, saturday)).Want(t, http.StatusOK).Body
	total, counters := 0, 0
	seen := map[string]bool{}
	add := func(path string) {
		if path = strings.ReplaceAll(path, "&amp;", "&"); !seen[path] {
			seen[path] = true
			total += size(path)
		}
	}
	for _, m := range regexp.MustCompile(`(?:href|src)="(/static/[^"]+)"`).FindAllStringSubmatch(now, -1) {
		add(m[1])
	}
	for path := range seen {
		if strings.HasSuffix(path, "app.css") {
			add(path[:strings.LastIndex(path, "/")] + "/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2")
			break
		}
	}
	for _, path := range []string{urls.Day(h.project, saturday), urls.DayCounts(h.project, saturday), urls.DayNotes(h.project, saturday, nil), urls.DayLists(h.project, saturday), urls.DayCalls(h.project, saturday), urls.DayOuting(h.project, out, saturday), urls.DayWorker()} {
		add(path)
	}
	for _, m := range regexp.MustCompile(`data-garder href="([^"]+)"`).FindAllStringSubmatch(h.intern.Get(urls.DayCounts(h.project, saturday)).Body, 30) {
		counters++
		add(m[1])
	}
	t.Logf("%d things, %d counters, %d bytes", len(seen), counters, total)
	if counters != 30 || len(seen) < 40 || total > 300_000 {
		t.Errorf("%d counters and all they need are %d bytes in %d answers", counters, total, len(seen))
	}
}

func TestPagesThatAreKeptSayWhoseTheyAre(t *testing.T) {
	t.Parallel()
	h := open(t)
	for _, path := range []string{urls.Day(h.project, saturday), urls.DayCounts(h.project, saturday), urls.DayCount(h.project, h.at, saturday), urls.DayNotes(h.project, saturday, nil), urls.DayLists(h.project, saturday), urls.DayCalls(h.project, saturday), urls.DayOuting(h.project, h.outing(), saturday)} {
		a := h.intern.Get(path).Want(t, http.StatusOK).Has(t, "day.js", "leave.js").Lacks(t, "htmx.min.js")
		if got := a.Header.Get("Parvis-Jour"); got != strconv.FormatInt(h.Intern.ID, 10) {
			t.Errorf("%s is kept for %q", path, got)
		}
	}
	if got := h.intern.Get(urls.DayAccount(h.project, saturday)).Header.Get("Parvis-Jour"); got != "" {
		t.Errorf("the account is kept for %q", got)
	}
	a := h.intern.Get(urls.DayWorker()).Want(t, http.StatusOK).Has(t, "const version = ")
	if a.Header.Get("Service-Worker-Allowed") != "/jour" || !strings.HasPrefix(a.Header.Get("Content-Type"), "text/javascript") {
		t.Errorf("the worker comes as %v", a.Header)
	}
}
