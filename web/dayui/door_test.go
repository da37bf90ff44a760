package dayui_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"parvis/internal/attendance"
	"parvis/internal/link"
	"parvis/web"
	"parvis/web/serve"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// door is a link to a door, as whoever made it was shown it once.
func (h house) door(form url.Values) (token, code string) {
	h.t.Helper()
	form.Set("cle_envoi", "")
	page := h.team.Get(urls.ProjectDoors(h.project)).Want(h.t, http.StatusOK)
	if key := regexp.MustCompile(`name="cle_envoi" value="([^"]+)"`).FindStringSubmatch(page.Body); key != nil {
		form.Set("cle_envoi", key[1])
	}
	made := h.team.Post(urls.ProjectDoors(h.project), form).Want(h.t, http.StatusOK)
	address := regexp.MustCompile(`value="https://parvis.test/porte/([A-Z2-7]{26})"`).FindStringSubmatch(made.Body)
	spelt := regexp.MustCompile("class=\"code\">([0-9]{3})\u00a0([0-9]{3})<").FindStringSubmatch(made.Body)
	if address == nil || spelt == nil {
		h.t.Fatalf("no address, or no code:\n%s", made.Body)
	}
	return address[1], spelt[1] + spelt[2]
}

func (h house) ofSlot() url.Values {
	return url.Values{"seance": {strconv.FormatInt(h.at, 10)}, "nom": {"Porte <nord>"}}
}

// wrongCode is another code than this one.
func wrongCode(code string) string { return string('0'+('9'-code[0])%10) + code[1:] }

func (h house) links() []link.Link {
	h.t.Helper()
	list, err := h.Links.DoorsOf(h.t.Context(), h.by(h.Head), h.project)
	h.must(err)
	return list
}

// through sends one tap as a telephone that kept it does.
func (h house) through(c *webtest.Client, token string, status int, of map[string]any) map[string]any {
	h.t.Helper()
	body := map[string]any{"cle": serve.NewKey(), "projet": h.project, "jour": "2025-06-14", "quand": clock.UnixMilli(), "genre": "compte", "seance": h.at, "public": 1, "mesure": "present", "nombre": 1}
	maps.Copy(body, of)
	if body["lien"] == nil {
		body["lien"] = h.links()[0].ID
	}
	data, err := json.Marshal(body)
	h.must(err)
	a := c.Do(http.MethodPost, urls.DoorSent(token), bytes.NewReader(data), http.Header{"Content-Type": {"application/json"}}).Want(h.t, status)
	var said map[string]any
	h.must(json.Unmarshal([]byte(a.Body), &said))
	if said["cle"] != body["cle"] {
		h.t.Errorf("%v is answered under %v", body, said["cle"])
	}
	return said
}

func TestADoorOpensWithItsCodeAndNothingElse(t *testing.T) {
	t.Parallel()
	h := open(t)
	token, code := h.door(h.ofSlot())
	visitor := h.Visitor()
	at := urls.Door(token)
	visitor.Get(at).Want(t, http.StatusOK).Has(t, "Code").Lacks(t, "Fouille", "Archéologie", "Porte &lt;nord&gt;", "day.js", urls.Projects())
	visitor.Get(urls.DoorCount(token, h.at)).Has(t, "Code").Lacks(t, "Fouille")
	visitor.Post(at, url.Values{"code": {wrongCode(code)}}).Want(t, http.StatusUnprocessableEntity).Has(t, "Ce n’est pas le bon code")
	entered := visitor.Post(at, url.Values{"code": {code[:3] + " " + code[3:]}}).Want(t, http.StatusSeeOther)
	cookie := entered.Header.Get("Set-Cookie")
	for _, part := range []string{"porte=", "Path=" + at, "HttpOnly", "SameSite=Lax", "Max-Age=121680"} {
		if !strings.Contains(cookie, part) {
			t.Errorf("the cookie is %q", cookie)
		}
	}
	page := visitor.Get(at).Want(t, http.StatusOK)
	page.Has(t, "Fouille &lt;pour&gt; tous, 14\u00a0h", "Adultes", "Autres publics", "Annuler le dernier", "Personne n’est venu", "Absents", `data-lien="`).
		Lacks(t, "Nadia", urls.Projects(), urls.Home()+`"`, "data-person", "Plan du site")
	if page.Header.Get("Parvis-Jour") == "" {
		t.Error("a telephone would not keep the page")
	}
	other := h.slot(960, 1020)
	visitor.Get(urls.DoorCount(token, other)).Want(t, http.StatusNotFound)
	for _, path := range []string{urls.Home(), urls.Slot(h.at), urls.DayCount(h.project, h.at, saturday), urls.SlotAttendance(h.at), urls.ProjectDoors(h.project)} {
		if a := visitor.Get(path); a.Status != http.StatusSeeOther || !strings.HasPrefix(a.Location, urls.Login("")) {
			t.Errorf("%s answers %d to whoever has a door", path, a.Status)
		}
	}
	h.Visitor().Get(urls.Door(strings.Repeat("A", 26))).Want(t, http.StatusNotFound)
}

func TestADoorCountsWithoutAScriptToo(t *testing.T) {
	t.Parallel()
	h := open(t)
	token, code := h.door(url.Values{"jour": {"2025-06-14"}, "nom": {"Cour"}})
	c := h.Visitor()
	c.Post(urls.Door(token), url.Values{"code": {code}}).Want(t, http.StatusSeeOther)
	c.Get(urls.Door(token)).Want(t, http.StatusOK).Has(t, "En cours", urls.DoorCount(token, h.at))
	press := func(form url.Values) {
		t.Helper()
		form.Set("seance", strconv.FormatInt(h.at, 10))
		form.Set("cle", serve.NewKey())
		if a := c.Post(urls.DoorSent(token), form).Want(t, http.StatusSeeOther); a.Location != urls.DoorCount(token, h.at) {
			t.Errorf("leads to %q", a.Location)
		}
	}
	press(url.Values{"personne": {"1"}})
	h.attended(t, h.at, attendance.Number{Known: true})
	press(url.Values{"plus": {"1"}})
	press(url.Values{"plus": {"2"}})
	press(url.Values{"moins": {"2"}})
	press(url.Values{"plus": {"absent"}})
	h.attended(t, h.at, attendance.Number{Known: true, N: 1})
	page := c.Get(urls.DoorCount(token, h.at)).Want(t, http.StatusOK)
	last := regexp.MustCompile(`name="annuler" value="([^"]+)"`).FindStringSubmatch(page.Body)
	of := regexp.MustCompile(`name="de" value="([^"]+)"`).FindStringSubmatch(page.Body)
	if last == nil || of == nil || of[1] != "absent/1" {
		t.Fatalf("%v %v", last, of)
	}
	press(url.Values{"annuler": {last[1]}, "de": {of[1]}})
	sums, err := h.Attendance.Sums(t.Context(), h.by(h.Head), []int64{h.at})
	h.must(err)
	if c := sums[h.at]; c.Absent.Known || c.Present.N != 1 {
		t.Errorf("%+v", c)
	}
	h.intern.Get(urls.SlotAttendance(h.at)).Want(t, http.StatusOK).Has(t, "par le lien «\u00a0Cour\u00a0»")
}

func (h house) attended(t *testing.T, of int64, want attendance.Number) {
	t.Helper()
	sums, err := h.Attendance.Sums(t.Context(), h.by(h.Head), []int64{of})
	h.must(err)
	if sums[of].Present != want {
		t.Errorf("%+v, want %+v", sums[of].Present, want)
	}
}

func TestWhatATelephoneKeptAtADoorCountsOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	token, code := h.door(h.ofSlot())
	c := h.Visitor()
	if said := h.through(c, token, http.StatusUnauthorized, nil); said["code"] != true || said["refus"] != nil || said["fait"] != nil {
		t.Errorf("without the code: %v", said)
	}
	c.Post(urls.Door(token), url.Values{"code": {code}}).Want(t, http.StatusSeeOther)
	key := serve.NewKey()
	for range 3 {
		if said := h.through(c, token, http.StatusOK, map[string]any{"cle": key}); said["fait"] != true || said["comptes"].(map[string]any)["1"] != 1.0 {
			t.Errorf("%v", said)
		}
	}
	if h.count(h.at) != 1 {
		t.Errorf("%d came", h.count(h.at))
	}
	if said := h.through(c, token, http.StatusForbidden, map[string]any{"lien": h.links()[0].ID + 9}); said["autre"] != true {
		t.Errorf("another link's: %v", said)
	}
	other := h.slot(960, 1020)
	for _, of := range []map[string]any{{"seance": other}, {"cle": key, "nombre": 2}, {"genre": "coche", "ligne": "x"}, {"public": 99_999}} {
		status := http.StatusUnprocessableEntity
		switch {
		case of["seance"] != nil:
			status = http.StatusForbidden
		case of["nombre"] != nil:
			status = http.StatusConflict
		}
		if said := h.through(c, token, status, of); said["refus"] == nil {
			t.Errorf("%v: %v", of, said)
		}
	}
}

func TestALinkThatEndedSaysSoAndDropsNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	token, code := h.door(h.ofSlot())
	c := h.Visitor()
	c.Post(urls.Door(token), url.Values{"code": {code}}).Want(t, http.StatusSeeOther)
	id := h.links()[0].ID
	h.intern.Post(urls.LinkEnd(id), nil).Want(t, http.StatusForbidden)
	h.team.Post(urls.LinkEnd(id), nil).Want(t, http.StatusSeeOther)
	c.Get(urls.Door(token)).Want(t, http.StatusNotFound).Has(t, "Ce lien a été arrêté", `data-lien="`, "attente").Lacks(t, "Fouille")
	if said := h.through(c, token, http.StatusNotFound, nil); !strings.Contains(said["refus"].(string), "arrêté") {
		t.Errorf("%v", said)
	}
	h.team.Get(urls.ProjectDoors(h.project)).Has(t, "Rétablir", "arrêté le")
	h.team.Post(urls.LinkResume(id), nil).Want(t, http.StatusSeeOther)
	if said := h.through(c, token, http.StatusOK, nil); said["fait"] != true {
		t.Errorf("resumed: %v", said)
	}
	h.must(h.Slots.Delete(t.Context(), h.by(h.Head), h.at))
	c.Get(urls.Door(token)).Want(t, http.StatusNotFound).Has(t, "n’a plus lieu")
	if said := h.through(c, token, http.StatusNotFound, map[string]any{"lien": id}); said["refus"] == nil {
		t.Errorf("of a deleted slot: %v", said)
	}
}

func TestWrongCodesAreLimited(t *testing.T) {
	t.Parallel()
	now := clock
	h := open(t)
	token, code := h.door(h.ofSlot())
	inside := h.Visitor()
	inside.Post(urls.Door(token), url.Values{"code": {code}}).Want(t, http.StatusSeeOther)
	public := web.NewPublic(web.Config{Clock: func() time.Time { return now }, Links: "https://parvis.test"}, h.Rooms)
	try := func(from, code string) int {
		r := httptest.NewRequest(http.MethodPost, urls.Door(token), strings.NewReader(url.Values{"code": {code}}.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
		r.RemoteAddr = from + ":4000"
		w := httptest.NewRecorder()
		public.ServeHTTP(w, r)
		return w.Code
	}
	bad := wrongCode(code)
	for i := range 8 {
		if got := try("192.0.2.1", bad); got != http.StatusUnprocessableEntity {
			t.Fatalf("try %d: %d", i, got)
		}
	}
	if got := try("192.0.2.1", code); got != http.StatusTooManyRequests {
		t.Errorf("the right one after too many wrong ones: %d", got)
	}
	if got := try("192.0.2.2", code); got != http.StatusSeeOther {
		t.Errorf("from elsewhere: %d", got)
	}
	for i := range 60 {
		try("198.51.100."+strconv.Itoa(i), bad)
	}
	if got := try("203.0.113.9", code); got != http.StatusTooManyRequests {
		t.Errorf("after too many of all: %d", got)
	}
	inside.Get(urls.Door(token)).Want(t, http.StatusOK).Has(t, "Fouille") // who entered before goes on
	now = now.Add(10 * time.Minute)
	if got := try("192.0.2.1", code); got != http.StatusSeeOther {
		t.Errorf("ten minutes later: %d", got)
	}
}

func TestADoorOpensUntilTheEndOfTheDayAfter(t *testing.T) {
	t.Parallel()
	now := clock
	h := open(t)
	token, _ := h.door(h.ofSlot())
	public := web.NewPublic(web.Config{Clock: func() time.Time { return now }, Links: "https://parvis.test"}, h.Rooms)
	ask := func(path string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		public.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		return w
	}
	for _, path := range []string{urls.Home(), urls.Login(""), urls.Days(), urls.Attendance(nil), urls.SlotAttendance(h.at), urls.DaySent()} {
		if w := ask(path); w.Code != http.StatusNotFound {
			t.Errorf("the public listener answers %s with %d", path, w.Code)
		}
	}
	if w := ask(urls.DoorWorker()); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `base = "/porte"`) {
		t.Errorf("the worker: %d", w.Code)
	}
	now = clock.AddDate(0, 0, 1).Add(9 * time.Hour) // Sunday, 23:12
	if w := ask(urls.Door(token)); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "Code") {
		t.Errorf("the day after: %d", w.Code)
	}
	now = now.Add(time.Hour)
	if w := ask(urls.Door(token)); w.Code != http.StatusNotFound || !strings.Contains(w.Body.String(), "n’est plus valable depuis le 16 juin 2025") {
		t.Errorf("then: %d", w.Code)
	}
}

func TestOnlyTheHeadAndTheTeamMakeDoors(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.intern.Get(urls.ProjectDoors(h.project)).Want(t, http.StatusForbidden)
	h.intern.Post(urls.ProjectDoors(h.project), h.ofSlot()).Want(t, http.StatusForbidden)
	h.intern.Get(urls.SlotAttendance(h.at)).Want(t, http.StatusOK).Has(t, "Enregistrer la fréquentation").Lacks(t, urls.NewDoor(h.project, h.at))
	h.head.Get(urls.NewDoor(h.project, h.at)).Want(t, http.StatusOK).Has(t, "Fouille &lt;pour&gt; tous")
	for _, bad := range []url.Values{{"nom": {"Porte"}}, {"jour": {"2025-06-14"}}, {"jour": {"2025-06-10"}, "nom": {"Porte"}}, {"jour": {"x"}, "nom": {"Porte"}}} {
		h.team.Post(urls.ProjectDoors(h.project), bad).Want(t, http.StatusUnprocessableEntity)
	}
	h.team.Post(urls.ProjectDoors(h.project), url.Values{"seance": {"99999"}, "nom": {"Porte"}}).Want(t, http.StatusNotFound)
	if n := len(h.links()); n != 0 {
		t.Errorf("%d links were made", n)
	}
}
