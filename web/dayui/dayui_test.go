package dayui_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"parvis/internal/account"
	"parvis/internal/activity"
	"parvis/internal/crew"
	"parvis/internal/daybook"
	"parvis/internal/equipment"
	"parvis/internal/outing"
	"parvis/internal/partner"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/slot"
	"parvis/internal/space"
	"parvis/internal/workcal"
	"parvis/web"
	"parvis/web/serve"
	"parvis/web/urls"
	"parvis/web/webtest"
)

var (
	saturday = workcal.Of(2025, 6, 14)
	clock    = time.Date(2025, 6, 14, 14, 12, 0, 0, postgres.Paris)
)

// house is a site on a Saturday at 14:12, with a project whose slot runs; Nadia, who has no account, holds it.
type house struct {
	*webtest.House
	t                  *testing.T
	head, team, intern *webtest.Client
	project, hall, at  int64
	visit              int64
}

func open(t *testing.T) house {
	t.Helper()
	h := house{House: webtest.New(t, func(c *web.Config) { c.Clock = func() time.Time { return clock } }), t: t}
	h.head, h.team, h.intern = h.As(h.Head), h.As(h.Team), h.As(h.Intern)
	ctx, by := t.Context(), h.by(h.Team)
	var err error
	h.project, err = h.Programme.Create(ctx, by, "", programme.ProjectDraft{Title: "Archéologie <2025>", ShortName: "JEA", Kind: programme.EventProgramme, PilotID: h.Team.ID, First: saturday, Last: saturday.AddDays(1)})
	h.must(err)
	h.must(h.Programme.AddMember(ctx, by, h.project, h.Intern.ID))
	h.visit, err = h.Activities.Create(ctx, by, "", h.project, activity.Draft{Kind: activity.Visit, Title: "Fouille <pour> tous"})
	h.must(err)
	h.hall, err = h.Spaces.Create(ctx, by, "", space.Draft{Name: "Cour & jardin", Active: true})
	h.must(err)
	outsider, err := h.Crew.Create(ctx, by, "", crew.Draft{Name: "Nadia Rahmani", Kind: crew.Temporary, Phone: "+33199000041", Active: true})
	h.must(err)
	h.at = h.slot(840, 900)
	h.must(h.Staff.SetNeeds(ctx, by, h.at, 0, "2 accueils"))
	s, err := h.Staff.OfSlot(ctx, by, h.at)
	h.must(err)
	_, err = h.Staff.Give(ctx, by, s.Needs[0].ID, crew.OfOutsider(outsider), true)
	h.must(err)
	return h
}

func (h house) slot(from, to int) int64 {
	h.t.Helper()
	id, _, err := h.Slots.Create(h.t.Context(), h.by(h.Team), "", h.project, slot.Draft{ActivityID: h.visit, Times: slot.Times{Day: saturday, From: from, To: to}, Space: partner.Ref{ID: h.hall}, SetUp: 30, Tidy: 15, Capacity: 16, Status: slot.Planned}, true)
	h.must(err)
	return id
}

// outing is something that is done away from the museum that day, of which all is said.
func (h house) outing() int64 {
	h.t.Helper()
	host, err := h.Partners.Create(h.t.Context(), h.by(h.Team), "", partner.OrganisationDraft{Name: "Centre <social>", Kind: "ASSO"})
	h.must(err)
	d := outing.Blank
	d.Title, d.Day, d.Hours, d.Host = "Fouille & Phare", saturday, "9 h - 12 h", partner.Ref{ID: host}
	d.Contact, d.Address, d.Travel, d.Driver, d.Permit, d.Fallback = "Mme Petit, 01 99 00 00 43", "12, rue de la Gare", "Par le pont", "Samir, utilitaire", outing.Granted, "La salle du rez-de-chaussée"
	d.Emergency += "\nGardien : 01 99 00 00 44"
	id, err := h.Outings.Create(h.t.Context(), h.by(h.Team), "", h.project, d)
	h.must(err)
	return id
}

func (h house) by(p account.Person) account.By { return p.At(clock) }

func (h house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// kept sends one thing as a telephone that kept it does, and gives what it is answered.
func (h house) kept(c *webtest.Client, status int, of map[string]any) map[string]any {
	h.t.Helper()
	body := map[string]any{"cle": serve.NewKey(), "personne": h.Intern.ID, "projet": h.project, "jour": "2025-06-14", "quand": clock.UnixMilli()}
	maps.Copy(body, of)
	data, err := json.Marshal(body)
	h.must(err)
	a := c.Do(http.MethodPost, urls.DaySent(), bytes.NewReader(data), http.Header{"Content-Type": {"application/json"}}).Want(h.t, status)
	var said map[string]any
	h.must(json.Unmarshal([]byte(a.Body), &said))
	if said["cle"] != body["cle"] {
		h.t.Errorf("%v is answered under %v", body, said["cle"])
	}
	return said
}

func (h house) count(of int64) (n int) {
	h.t.Helper()
	sums, err := h.Attendance.Sums(h.t.Context(), h.by(h.Head), []int64{of})
	h.must(err)
	return sums[of].Present.N
}

func TestTheDayOfTodayOpensByItself(t *testing.T) {
	t.Parallel()
	h := open(t)
	if a := h.intern.Get(urls.Days()); a.Location != urls.Day(h.project, saturday) {
		t.Errorf("leads to %q", a.Location)
	}
	for _, c := range []*webtest.Client{h.head, h.team, h.intern} {
		page := c.Get(urls.Day(h.project, saturday)).Want(t, http.StatusOK)
		page.Has(t, "14\u00a0h\u00a012", "Samedi 14 juin", "Cour &amp; jardin", "Fouille &lt;pour&gt; tous, 14\u00a0h", "Il manque 1\u00a0accueil", "montage à cocher", `href="tel:+33199000041"`, "Appeler Nadia",
			urls.DayCount(h.project, h.at, saturday), `data-person="`+strconv.FormatInt(h.personOf(c), 10)+`"`)
	}
	h.intern.Get(urls.Day(h.project, 0)).Has(t, "Samedi 14 juin")
	h.intern.Get(urls.Day(h.project, saturday.AddDays(1))).Has(t, "Aucune séance ce jour-là", "Samedi 14 juin")
	h.intern.Get("/jour/projet/"+strconv.FormatInt(h.project, 10)+"?jour=demain").Want(t, http.StatusOK)
	h.intern.Get(urls.Day(99_999, saturday)).Want(t, http.StatusNotFound)
	if a := h.Visitor().Get(urls.Day(h.project, saturday)); !strings.HasPrefix(a.Location, "/connexion") {
		t.Errorf("a visitor is led to %q", a.Location)
	}
}

func (h house) personOf(c *webtest.Client) int64 {
	return map[*webtest.Client]int64{h.head: h.Head.ID, h.team: h.Team.ID, h.intern: h.Intern.ID}[c]
}

func TestSeveralDaysAreChosenFrom(t *testing.T) {
	t.Parallel()
	h := open(t)
	other, err := h.Programme.Create(t.Context(), h.by(h.Team), "", programme.ProjectDraft{Title: "Atelier", Kind: programme.EventProgramme, PilotID: h.Team.ID, First: saturday, Last: saturday})
	h.must(err)
	work, err := h.Activities.Create(t.Context(), h.by(h.Team), "", other, activity.Draft{Kind: activity.Workshop, Title: "Atelier"})
	h.must(err)
	_, _, err = h.Slots.Create(t.Context(), h.by(h.Team), "", other, slot.Draft{ActivityID: work, Times: slot.Times{Day: saturday, From: 600, To: 660}, Status: slot.Planned}, false)
	h.must(err)
	h.intern.Get(urls.Days()).Want(t, http.StatusOK).Has(t, urls.Day(h.project, saturday), urls.Day(other, saturday), "aujourd’hui")
}

func TestOneCountsWithoutAScript(t *testing.T) {
	t.Parallel()
	h := open(t)
	path := urls.DayCount(h.project, h.at, saturday)
	press := func(name, value string) webtest.Answer {
		t.Helper()
		for _, f := range webtest.ReadPage(t, path, h.intern.Get(path).Body).Forms {
			if f.Values.Has("seance") && f.Values.Has("de") {
				f.Values.Del("plus")
				f.Values.Del("moins")
				f.Values.Del("annuler")
				f.Values.Set(name, value)
				return h.intern.Post(f.Action, f.Values).Want(t, http.StatusSeeOther)
			}
		}
		t.Fatal("there is no counter")
		return webtest.Answer{}
	}
	press("plus", "1")
	press("plus", "1")
	press("plus", "4")
	press("moins", "1")
	if n := h.count(h.at); n != 2 {
		t.Errorf("%d are counted", n)
	}
	page := h.intern.Get(path).Has(t, "2\u00a0présents", "Compté par "+h.Intern.Name, "Annuler le dernier")
	last := regexp.MustCompile(`name="annuler" value="([^"]+)"`).FindStringSubmatch(page.Body)[1]
	press("annuler", last)
	if n := h.count(h.at); n != 3 {
		t.Errorf("%d are counted once the last one is taken back", n)
	}
	press("plus", "absent")
	h.intern.Get(path).Has(t, `data-public="absent" data-base="1"`)
	h.intern.Get(urls.DayCounts(h.project, saturday)).Has(t, "3\u00a0présents", "data-garder")
}

func TestANumberIsEnteredAtOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	send := func(n string) webtest.Answer {
		return h.intern.Post(urls.DaySent(), url.Values{"genre": {"compte"}, "projet": {strconv.FormatInt(h.project, 10)}, "jour": {"2025-06-14"}, "cle": {serve.NewKey()}, "seance": {strconv.FormatInt(h.at, 10)}, "public": {"1"}, "nombre": {n}, "retour": {urls.DayCount(h.project, h.at, saturday)}})
	}
	send("24").Want(t, http.StatusSeeOther)
	send("−3").Want(t, http.StatusSeeOther)
	send("0").Want(t, http.StatusSeeOther)
	if n := h.count(h.at); n != 21 {
		t.Errorf("%d are counted", n)
	}
	for _, bad := range []string{"", "douze", "1,5", "10001", "99999999999999999999"} {
		send(bad).Want(t, http.StatusUnprocessableEntity)
	}
	if n := h.count(h.at); n != 21 {
		t.Errorf("%d are counted after bad numbers", n)
	}
}

func TestWhyNothingIsKnown(t *testing.T) {
	t.Parallel()
	h := open(t)
	path := urls.DayCount(h.project, h.at, saturday)
	h.intern.Get(path).Has(t, "Non renseigné")
	h.intern.Post(urls.DayReason(h.project, h.at), url.Values{"raison": {"closed"}}).Want(t, http.StatusSeeOther)
	h.intern.Get(path).Has(t, "Fermé", "La fréquentation n’est pas renseignée")
	h.intern.Post(urls.DayReason(h.project, h.at), url.Values{"raison": {"autre"}}).Want(t, http.StatusSeeOther)
	h.intern.Get(path).Has(t, "Non renseigné")
	h.intern.Post(urls.DayReason(h.project, 99_999), url.Values{"raison": {"closed"}}).Want(t, http.StatusNotFound)
}

func TestALineIsEditedClosedAndThrownAway(t *testing.T) {
	t.Parallel()
	h := open(t)
	id, err := h.Daybook.Note(t.Context(), h.by(h.Team), serve.NewKey(), h.project, saturday, clock, daybook.Draft{Kind: daybook.Incident, Body: "Ascenseur en panne", Slot: h.at})
	h.must(err)
	h.intern.Get(urls.DayEntryEdit(id)).Want(t, http.StatusForbidden).Has(t, "Qui l’a noté")
	h.intern.Get(urls.DayEntry(id)).Lacks(t, urls.DayEntryEdit(id)).Has(t, "Clore l’incident")
	changed := url.Values{"version": {"1"}, "type": {"incident"}, "texte": {"Ascenseur réparé"}, "seance": {strconv.FormatInt(h.at, 10)}, "lieu": {"Hall"}, "minutes": {""}, "conduite": {"Appelé le technicien"}}
	h.team.Post(urls.DayEntryEdit(id), changed).Want(t, http.StatusSeeOther)
	h.team.Get(urls.DayEntry(id)).Has(t, "Ascenseur réparé", "Hall", "Appelé le technicien", "Annuler")
	h.team.Post(urls.DayEntryEdit(id), changed).Want(t, http.StatusConflict)
	changed.Set("texte", "")
	changed.Set("version", "2")
	h.team.Post(urls.DayEntryEdit(id), changed).Want(t, http.StatusUnprocessableEntity).Has(t, "Veuillez écrire ce qui se passe.", "Appelé le technicien")
	h.intern.Post(urls.DayEntryClose(id), url.Values{"version": {"2"}, "conduite": {"Réparé à 15 h"}}).Want(t, http.StatusSeeOther)
	h.intern.Get(urls.DayEntry(id)).Has(t, "incident clos", "Réparé à 15 h", h.Intern.Name)
	h.team.Get(urls.DayEntryDelete(id)).Want(t, http.StatusForbidden)
	h.team.Post(urls.DayEntryDelete(id), nil).Want(t, http.StatusForbidden)
	h.head.Get(urls.DayEntryDelete(id)).Want(t, http.StatusOK)
	h.head.Post(urls.DayEntryDelete(id), nil).Want(t, http.StatusSeeOther)
	h.team.Get(urls.DayEntry(id)).Want(t, http.StatusNotFound)
	h.head.Get(urls.DayEntry(id)).Has(t, "à la corbeille")
	h.head.Post(urls.Restore("maincourante", id), nil).Want(t, http.StatusSeeOther)
	h.team.Get(urls.DayEntryHistory(id)).Has(t, "a clos", "a modifié")
}

func TestOnesOwnNumber(t *testing.T) {
	t.Parallel()
	h := open(t)
	path := urls.DayCalls(h.project, saturday)
	h.intern.Get(path).Has(t, "Nadia Rahmani", "01\u00a099\u00a000\u00a000\u00a041", `href="tel:112"`)
	h.intern.Post(path, url.Values{"telephone": {"douze"}}).Want(t, http.StatusUnprocessableEntity).Has(t, `value="douze"`)
	h.intern.Post(path, url.Values{"telephone": {"01 99 00 00 34"}}).Want(t, http.StatusSeeOther)
	h.intern.Get(path).Has(t, `value="01`)
	h.team.Get(path).Lacks(t, `value="01`)
}

func TestTheAccountOfTheDayOnPaper(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.kept(h.intern, http.StatusOK, map[string]any{"genre": "compte", "seance": h.at, "public": 1, "mesure": "present", "nombre": 12})
	h.kept(h.intern, http.StatusOK, map[string]any{"genre": "note", "type": "delay", "seance": h.at, "minutes": 10, "texte": "Le car"})
	h.slot(960, 1020)
	h.team.Get(urls.DayAccount(h.project, saturday)).Want(t, http.StatusOK).Has(t, "Compte rendu de la journée", "12\u00a0présents comptés", "1\u00a0séance n’est pas renseignée", "10\u00a0minutes de retard\u00a0: Le car", "non renseigné", "Lignes qui n’ont pas été cochées")
}

func TestOnlyTheHeadSetsThePublics(t *testing.T) {
	t.Parallel()
	h := open(t)
	for _, path := range []string{urls.Audiences(), urls.NewAudience(), urls.Audience(1), urls.AudiencesHistory()} {
		h.team.Get(path).Want(t, http.StatusForbidden)
		h.head.Get(path).Want(t, http.StatusOK)
	}
	draft := url.Values{"nom": {"Seniors"}, "colonne": {"individual"}, "place": {"45"}, "courant": {"oui"}, "actif": {"oui"}, "cle": {serve.NewKey()}}
	h.team.Post(urls.Audiences(), draft).Want(t, http.StatusForbidden)
	h.head.Post(urls.Audiences(), draft).Want(t, http.StatusSeeOther)
	h.intern.Get(urls.DayCount(h.project, h.at, saturday)).Has(t, "Ajouter une personne, Seniors")
	draft.Set("place", "mille")
	draft.Set("cle", serve.NewKey())
	h.head.Post(urls.Audiences(), draft).Want(t, http.StatusUnprocessableEntity).Has(t, `value="Seniors"`)
}

// Whoever has something to do today has the day among the keys of a narrow page, that day, on every page, for no query more.
func TestWhoIsOnDutyHasTheDayUnderHerThumb(t *testing.T) {
	t.Parallel()
	h := open(t)
	has := func(c *webtest.Client, want bool) {
		t.Helper()
		refused := c.Post(urls.MyList(), url.Values{"titre": {""}}).Want(t, http.StatusUnprocessableEntity)
		for _, a := range []webtest.Answer{c.Get(urls.SiteMap()), c.Get(urls.MyList()), refused} {
			_, keys, _ := strings.Cut(a.Body, `aria-label="Raccourcis"`)
			keys, _, _ = strings.Cut(keys, "</nav>")
			if strings.Contains(keys, `href="`+urls.Days()+`"`) != want || strings.Contains(keys, `href="`+urls.Notices()+`"`) == want {
				t.Errorf("on duty: %v, and the keys are %s", want, keys)
			}
		}
	}
	h.intern.Get(urls.SiteMap()) // so that what every page asks is kept
	before := h.Queries(h.Intern, urls.SiteMap())
	has(h.intern, false)
	has(h.team, true) // he leads the project
	has(h.head, false)
	s, err := h.Staff.OfSlot(t.Context(), h.by(h.Team), h.at)
	h.must(err)
	_, err = h.Staff.Give(t.Context(), h.by(h.Team), s.Needs[0].ID, crew.OfPerson(h.Intern.ID), true)
	h.must(err)
	has(h.intern, true)
	h.intern.Get(urls.SiteMap())
	if after := h.Queries(h.Intern, urls.SiteMap()); after != before {
		t.Errorf("the key costs %d queries", after-before)
	}
	_, err = h.Slots.Move(t.Context(), h.by(h.Team), h.project, []int64{h.at}, slot.Moving{Days: 1}, true)
	h.must(err)
	has(h.intern, false)
	has(h.team, false)
}

// What is done away from the museum that day is at hand: where, whom to call, what to take along, what may go wrong.
func TestWhatIsDoneElsewhereIsAtHand(t *testing.T) {
	t.Parallel()
	h := open(t)
	day := urls.Day(h.project, saturday)
	h.intern.Get(day).Want(t, http.StatusOK).Lacks(t, "Hors les murs")
	out := h.outing()
	sheet := urls.DayOuting(h.project, out, saturday)
	h.intern.Get(day).Want(t, http.StatusOK).Has(t, "Hors les murs", `href="`+sheet+`"`, "data-fiche", "chez Centre &lt;social&gt;", `href="geo:0,0?q=12%2C+rue+de+la+Gare"`, `href="tel:+33199000043"`, "conduite\u00a0: Samir, utilitaire")
	h.intern.Get(urls.Day(h.project, saturday.AddDays(1))).Want(t, http.StatusOK).Lacks(t, "Fouille &amp; Phare")
	h.intern.Get(urls.DayCalls(h.project, saturday)).Want(t, http.StatusOK).Has(t, `href="tel:+33199000043"`, `href="tel:+33199000044"`, `href="tel:18"`, "Sur place", "Gardien")
	h.intern.Get(sheet).Want(t, http.StatusOK).Has(t, "Par le pont", "Samir, utilitaire", "La salle du rez-de-chaussée", "Électricité", "112", "Aucun matériel").Lacks(t, "Reste à préciser")

	_, err := h.Equipment.Create(t.Context(), h.by(h.Team), "", equipment.Draft{Name: "Barnum", Category: equipment.Other, Quantity: 2, Storage: "Réserve", Active: true})
	h.must(err)
	_, err = h.Equipment.SetSlot(t.Context(), h.by(h.Team), h.at, 0, "1 barnum", false)
	h.must(err)
	h.intern.Get(sheet).Has(t, "Barnum", "Réserve · à charger").Lacks(t, "Aucun matériel")
	lists := h.intern.Get(urls.DayLists(h.project, saturday)).Body
	line := regexp.MustCompile(`data-ligne="(sortie:[^"]+)"`).FindStringSubmatch(lists)[1]
	h.kept(h.intern, http.StatusOK, map[string]any{"genre": "coche", "ligne": line, "fait": true})
	h.intern.Get(sheet).Has(t, "chargé à 14")

	for _, path := range []string{urls.DayOuting(h.project+1, out, saturday), urls.DayOuting(h.project, out+1, saturday)} {
		h.intern.Get(path).Want(t, http.StatusNotFound)
	}
	h.intern.Get(day)
	before := h.Queries(h.Intern, day)
	for range 3 {
		_, err = h.Outings.Create(t.Context(), h.by(h.Team), "", h.project, outing.Draft{Title: "Encore une", Day: saturday, Permit: outing.ToAsk})
		h.must(err)
	}
	h.intern.Get(day).Has(t, "Reste à préciser\u00a0: la structure qui accueille")
	if after := h.Queries(h.Intern, day); after != before {
		t.Errorf("three more cost %d queries", after-before)
	}
	_, err = h.Outings.Delete(t.Context(), h.by(h.Team), out)
	h.must(err)
	h.intern.Get(sheet).Want(t, http.StatusNotFound)
	h.intern.Get(day).Lacks(t, "Fouille &amp; Phare")
}

// From her desk the head sees what lacks and fills it; an intern is not offered what she would be refused. The account goes on as a text.
func TestTheDayIsLedFromADesk(t *testing.T) {
	t.Parallel()
	h := open(t)
	_, err := h.Equipment.Create(t.Context(), h.by(h.Team), "", equipment.Draft{Name: "Barnum", Category: equipment.Other, Quantity: 1, Active: true})
	h.must(err)
	_, err = h.Equipment.SetSlot(t.Context(), h.by(h.Team), h.at, 0, "3 barnums", true)
	h.must(err)
	s, err := h.Staff.OfSlot(t.Context(), h.by(h.Team), h.at)
	h.must(err)
	day := urls.Day(h.project, saturday)
	give := urls.SlotNeedFrom(s.Needs[0].ID, day)
	h.head.Get(day).Want(t, http.StatusOK).Has(t, "Pourvoir\u00a0: accueil", `href="`+give+`"`, "Matériel qui manque", "Il en manque 2", "Barnum")
	h.intern.Get(day).Want(t, http.StatusOK).Has(t, "Matériel qui manque").Lacks(t, "Pourvoir")
	h.head.Get(urls.Day(h.project, saturday.AddDays(1))).Want(t, http.StatusOK).Lacks(t, "Matériel qui manque")
	h.head.Get(give).Want(t, http.StatusOK).Has(t, `name="retour" value="`+day+`"`)
	h.head.Get(urls.SlotNeedFrom(s.Needs[0].ID, "https://ailleurs.test/")).Want(t, http.StatusOK).Lacks(t, "ailleurs")
	if a := h.head.Post(urls.SlotNeed(s.Needs[0].ID), url.Values{"personne": {crew.OfPerson(h.Team.ID).String()}, "retour": {day}}).Want(t, http.StatusSeeOther); a.Location != day {
		t.Errorf("giving leads to %s", a.Location)
	}
	h.head.Get(day).Lacks(t, "Pourvoir")

	_, err = h.Daybook.Note(t.Context(), h.by(h.Intern), serve.NewKey(), h.project, saturday, clock, daybook.Draft{Kind: daybook.Incident, Slot: h.at, Body: "Un bac <fendu>", Done: "Changé & rangé"})
	h.must(err)
	home := h.head.Get(urls.Home()).Want(t, http.StatusOK)
	home.Has(t, "Aujourd’hui", `href="`+day+`"`, "1\u00a0incident ouvert, 1\u00a0article qui manque")
	h.intern.Get(urls.Home()).Has(t, "Aujourd’hui")
	h.head.Get(urls.DayAccount(h.project, saturday)).Want(t, http.StatusOK).Has(t, urls.DayAccountWord(h.project, saturday), "· ouvert")
	a := h.intern.Get(urls.DayAccountWord(h.project, saturday)).Want(t, http.StatusOK)
	z, err := zip.NewReader(strings.NewReader(a.Body), int64(len(a.Body)))
	h.must(err)
	file, err := z.Open("word/document.xml")
	h.must(err)
	text, err := io.ReadAll(file)
	h.must(err)
	for _, want := range []string{"Compte rendu du samedi 14 juin 2025", "Un bac &lt;fendu&gt;", "Fait\u00a0: Changé &amp; rangé", "Ce qui a bien marché", "Fouille &lt;pour&gt; tous", "non renseigné"} {
		if !bytes.Contains(text, []byte(want)) {
			t.Errorf("the text lacks %q", want)
		}
	}
	if got := a.Header.Get("Content-Disposition"); !strings.Contains(got, "compte-rendu-2025-06-14.docx") {
		t.Errorf("it comes as %s", got)
	}
}
