package countui_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"parvis/internal/activity"
	"parvis/internal/attendance"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/slot"
	"parvis/internal/workcal"
	"parvis/web"
	"parvis/web/serve"
	"parvis/web/urls"
	"parvis/web/webtest"
)

var (
	saturday = workcal.Of(2025, 6, 14)
	clock    = time.Date(2025, 6, 14, 18, 0, 0, 0, postgres.Paris)
)

// house is a site on a Saturday evening: a paid visit and a free workshop were held, one of whose slots nobody counted, and another is to come.
type house struct {
	*webtest.House
	t                  *testing.T
	head, team, intern *webtest.Client
	project            int64
	paid, free         int64 // slots that are over; free's was not counted
	coming             int64
}

func open(t *testing.T) house {
	t.Helper()
	h := house{House: webtest.New(t, func(c *web.Config) { c.Clock = func() time.Time { return clock } }), t: t}
	h.head, h.team, h.intern = h.As(h.Head), h.As(h.Team), h.As(h.Intern)
	ctx, by := t.Context(), h.Team.At(clock)
	var err error
	h.project, err = h.Programme.Create(ctx, by, "", programme.ProjectDraft{Title: "Archéologie <2025>", ShortName: "JEA", Kind: programme.EventProgramme, PilotID: h.Team.ID, First: saturday, Last: saturday.AddDays(1)})
	h.must(err)
	add := func(title string, d activity.Draft, day workcal.Date) int64 {
		t.Helper()
		d.Title, d.Kind = title, activity.Visit
		of, err := h.Activities.Create(ctx, by, "", h.project, d)
		h.must(err)
		id, _, err := h.Slots.Create(ctx, by, "", h.project, slot.Draft{ActivityID: of, Times: slot.Times{Day: day, From: 600, To: 660}, Capacity: 20, Status: slot.Planned}, true)
		h.must(err)
		return id
	}
	h.paid = add("Fouille <pour> tous", activity.Draft{Price: 500}, saturday)
	h.free = add("Atelier", activity.Draft{Free: true}, saturday)
	h.coming = add("Conférence", activity.Draft{}, saturday.AddDays(1))
	h.tap(h.paid, 1, 5)
	h.tap(h.paid, 6, 7)
	return h
}

func (h house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h house) tap(at, audience int64, n int) {
	h.t.Helper()
	_, err := h.Attendance.Add(h.t.Context(), h.Intern.At(clock), attendance.Tap{Key: serve.NewKey(), Slot: at, Audience: audience, Measure: attendance.Present, N: n, At: clock})
	h.must(err)
}

func (h house) count(at int64) attendance.Count {
	h.t.Helper()
	sums, err := h.Attendance.Sums(h.t.Context(), h.Head.At(clock), []int64{at})
	h.must(err)
	return sums[at]
}

func TestTheListSaysFourNumbersAndWhatItMisses(t *testing.T) {
	t.Parallel()
	h := open(t)
	for _, c := range []*webtest.Client{h.head, h.team, h.intern} {
		for _, path := range []string{urls.Attendance(nil), urls.ProjectAttendance(h.project, nil), urls.AttendancePrint(nil), urls.ProjectAttendancePrint(h.project, nil)} {
			page := c.Get(path).Want(t, http.StatusOK)
			page.Has(t, "12\u00a0présents, sur 1\u00a0séance comptée\u00a0; 1\u00a0séance n’est pas renseignée", "1\u00a0séance à venir", "Fouille &lt;pour&gt; tous", "non renseigné", "à venir", "manque 1\u00a0séance")
		}
	}
	h.must(h.Attendance.SetReason(t.Context(), h.Team.At(clock), h.free, attendance.Closed))
	page := h.team.Get(urls.ProjectAttendance(h.project, nil))
	page.Has(t, "non renseigné (fermé)", "(fermé\u00a0: 1)", "Compter cette séance", "Corriger", urls.SlotAttendance(h.paid), urls.ProjectDoors(h.project), "Scolaires, élémentaire")
	h.intern.Get(urls.ProjectAttendance(h.project, nil)).Lacks(t, urls.ProjectDoors(h.project), "Télécharger")
	h.team.Get(urls.ProjectAttendance(99_999, nil)).Want(t, http.StatusNotFound)
}

func TestTheListIsNarrowedAndSorted(t *testing.T) {
	t.Parallel()
	h := open(t)
	for query, want := range map[string]struct {
		has, lacks string
	}{
		"annee=2024":           {"Aucune séance", "Fouille"},
		"annee=toutes":         {"Fouille", ""},
		"parmi=a-renseigner":   {"Atelier", "Fouille"},
		"parmi=comptees":       {"Fouille", ">Atelier<"},
		"parmi=a-venir":        {"Conférence", "Fouille"},
		"public=1":             {"5\u00a0présents", "12\u00a0présents"},
		"projet=99999":         {"ne répond à ces critères", "Fouille"},
		"evenement=sans":       {"Fouille", ""},
		"evenement=jea":        {"ne répond", "Fouille"},
		"territoire=sans":      {"Fouille", ""},
		"territoire=plusieurs": {"ne répond", "Fouille"},
		"texte=ATELIER":        {"Atelier", "Fouille"},
		"annee=x&page=-3":      {"Fouille", ""},
	} {
		page := h.intern.Get("/frequentation?"+query).Want(t, http.StatusOK).Has(t, want.has)
		if list := page.Body[strings.Index(page.Body, `id="liste"`):]; want.lacks != "" && strings.Contains(list, want.lacks) {
			t.Errorf("%s: the list holds %q", query, want.lacks)
		}
	}
	order := func(query string) string {
		body := h.intern.Get("/frequentation?" + query).Body
		var at []string
		for _, m := range regexp.MustCompile(`href="/seances/([0-9]+)"`).FindAllStringSubmatch(body, -1) {
			at = append(at, m[1])
		}
		return strings.Join(at, " ")
	}
	id := func(n int64) string { return strconv.FormatInt(n, 10) }
	if got, want := order("tri=presents&sens=decroissant"), id(h.paid)+" "+id(h.coming)+" "+id(h.free); got != want {
		t.Errorf("by those who came: %s, want %s", got, want)
	}
	if got, want := order("tri=activite"), id(h.free)+" "+id(h.coming)+" "+id(h.paid); got != want {
		t.Errorf("by activity: %s, want %s", got, want)
	}
}

func TestTheMinistrysTableSaysWhatItMisses(t *testing.T) {
	t.Parallel()
	h := open(t)
	page := h.intern.Get(urls.AttendanceYear(nil)).Want(t, http.StatusOK)
	page.Has(t, "Tableau du ministère 2025", "<td>12</td><td>0</td><td>0</td><td>12</td><td>5</td><td>7</td><td>0</td><td>0</td><td>0</td>", "1\u00a0séance passée n’est pas renseignée", "Total 2025", "sans 1\u00a0séance")
	h.tap(h.coming, 4, 3) // counted before its end; its activity has no price
	h.intern.Get(urls.AttendanceYear(nil)).Has(t, "<td>12</td><td>0</td><td>3</td><td>15</td><td>5</td><td>7</td><td>0</td><td>0</td><td>3</td>", "dont le tarif n’est pas renseigné")
	h.intern.Get("/frequentation/ministere?annee=2024").Want(t, http.StatusOK).Has(t, "Aucune séance passée en 2024")
	h.intern.Get(urls.AttendanceYearExport(nil)).Want(t, http.StatusForbidden)
	file := h.team.Get("/frequentation/ministere/export?format=csv").Want(t, http.StatusOK)
	if !strings.Contains(file.Body, "Archéologie <2025>;12;0;3;15;5;7;0;0;3;3;1") {
		t.Errorf("the file holds\n%s", file.Body)
	}
}

func TestTheFileLeavesUnknownCellsEmpty(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.intern.Get(urls.AttendanceExport(nil)).Want(t, http.StatusForbidden)
	file := h.team.Get(urls.ProjectAttendanceExport(h.project, url.Values{"format": {"csv"}})).Want(t, http.StatusOK)
	for _, row := range []string{"Atelier;lieu à préciser;gratuit;20;0;;;", "Fouille <pour> tous;lieu à préciser;payant;20;0;12;;"} {
		if !strings.Contains(file.Body, row) {
			t.Errorf("the file holds\n%s", file.Body)
		}
	}
	h.team.Get(urls.AttendanceExport(nil)).Want(t, http.StatusOK)
}

var key = regexp.MustCompile(`name="cle" value="([^"]+)"`)

func TestACountIsCorrectedAndTakenBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	at := urls.SlotAttendance(h.paid)
	send := func(c *webtest.Client, page webtest.Answer, form url.Values) webtest.Answer {
		form.Set("cle", key.FindStringSubmatch(page.Body)[1])
		for name, values := range hidden(page.Body) {
			if form.Get(name) == "" {
				form[name] = values
			}
		}
		return c.Post(at, form)
	}
	page := h.intern.Get(at).Want(t, http.StatusOK).Has(t, "Compté par", "Historique du compte", `name="vu_1" value="5"`)
	h.tap(h.paid, 2, 4) // families come meanwhile: she does not touch them
	sent := url.Values{"public_1": {"8"}, "public_6": {"7"}, "public_0": {"2"}}
	if a := send(h.intern, page, sent).Want(t, http.StatusSeeOther); a.Location != at {
		t.Errorf("leads to %q", a.Location)
	}
	said := h.intern.Get(at).Has(t, "La fréquentation est corrigée\u00a0: Absents, de non renseigné à 2\u00a0; Adultes, de 5 à 8.", "Annuler cette correction")
	if c := h.count(h.paid); c.Of(1) != 8 || c.Of(2) != 4 || c.Absent.N != 2 {
		t.Errorf("%+v", c)
	}
	if a := send(h.intern, page, sent); a.Status != http.StatusSeeOther || h.count(h.paid).Of(1) != 8 {
		t.Errorf("sent twice: %d, %+v", a.Status, h.count(h.paid))
	}
	keys := regexp.MustCompile(`name="cles" value="([^"]+,[^"]+)"`).FindStringSubmatch(said.Body)
	if keys == nil {
		t.Fatal("nothing to take the correction back with")
	}
	for range 2 {
		h.intern.Post(urls.SlotAttendanceBack(h.paid), url.Values{"cles": {keys[1]}}).Want(t, http.StatusSeeOther)
	}
	if c := h.count(h.paid); c.Of(1) != 5 || c.Of(2) != 4 || c.Absent.Known {
		t.Errorf("taken back: %+v", c)
	}
	page = h.team.Get(at)
	h.tap(h.paid, 1, 1)
	clash := send(h.team, page, url.Values{"public_1": {"9"}, "public_2": {"4"}, "public_6": {"7"}}).Want(t, http.StatusConflict)
	clash.Has(t, "Adultes", "<td", ">9<", ">6<", "Rien n’a été écrasé")
	again := url.Values{}
	for name, values := range hidden(clash.Body) {
		again[name] = values
	}
	h.team.Post(at, again).Want(t, http.StatusSeeOther)
	if c := h.count(h.paid); c.Of(1) != 9 {
		t.Errorf("hers over the other's: %+v", c)
	}
	page = h.team.Get(at)
	send(h.team, page, url.Values{"public_1": {"beaucoup"}, "public_2": {"4"}, "public_6": {"7"}}).Want(t, http.StatusUnprocessableEntity).Has(t, "nombre entier", "beaucoup")
	h.team.Post(at, url.Values{"public_2": {"4"}, "vu_1": {"9"}, "version": {"1"}}).Want(t, http.StatusUnprocessableEntity).Has(t, "écrivez 0")
	h.team.Post(urls.SlotAttendanceReason(h.free), url.Values{"raison": {"untold"}}).Want(t, http.StatusSeeOther)
	h.team.Get(urls.SlotAttendance(h.free)).Has(t, "Non renseigné (non communiqué)", "Personne n’a encore compté")
}

// hidden are the hidden fields of a page.
func hidden(body string) url.Values {
	of := url.Values{}
	for _, m := range regexp.MustCompile(`type="hidden" name="([^"]+)" value="([^"]*)"`).FindAllStringSubmatch(body, -1) {
		of[m[1]] = []string{m[2]}
	}
	return of
}

func TestPagesOfCountsAskAsMuchHoweverManySlots(t *testing.T) {
	t.Parallel()
	h := open(t)
	paths := []string{urls.Attendance(nil), urls.ProjectAttendance(h.project, nil), urls.AttendanceYear(nil), urls.AttendancePrint(nil), urls.SlotAttendance(h.paid)}
	before := map[string]int64{}
	for _, path := range paths {
		before[path] = h.Queries(h.Head, path)
	}
	ctx, by := t.Context(), h.Team.At(clock)
	of, err := h.Activities.Create(ctx, by, "", h.project, activity.Draft{Kind: activity.Talk, Title: "Autre"})
	h.must(err)
	for i := range 30 {
		id, _, err := h.Slots.Create(ctx, by, "", h.project, slot.Draft{ActivityID: of, Times: slot.Times{Day: saturday, From: 480 + i, To: 540 + i}, Status: slot.Planned}, true)
		h.must(err)
		h.tap(id, 1, i)
		h.tap(h.paid, 1, 1)
	}
	for _, path := range paths {
		if now := h.Queries(h.Head, path); now != before[path] {
			t.Errorf("%s asks %d queries, then %d", path, before[path], now)
		}
	}
}
