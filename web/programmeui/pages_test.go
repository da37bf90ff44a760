package programmeui_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/internal/workcal"
	"parvis/web/urls"
	"parvis/web/webtest"
)

func day(s string) workcal.Date {
	d, err := workcal.Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// jea is the official edition of 2025, in every new database.
func jea(t *testing.T, h *webtest.House) programme.EventSummary {
	t.Helper()
	return national(t, h, 2025, "jea")
}

// national is a year's edition of a national event.
func national(t *testing.T, h *webtest.House, year int, series string) programme.EventSummary {
	t.Helper()
	list, err := h.Programme.Events(context.Background(), h.Head.At(h.Now), year)
	must(t, err)
	for _, e := range list {
		if e.SeriesKey == series {
			return e
		}
	}
	t.Fatalf("no edition of %s in %d", series, year)
	return programme.EventSummary{}
}

func project(t *testing.T, h *webtest.House, title string) programme.ProjectSheet {
	t.Helper()
	id, err := h.Programme.Create(context.Background(), h.Team.At(h.Now), "", programme.ProjectDraft{Kind: programme.Twinning, Title: title,
		PilotID: h.Team.ID, First: day("2025-10-04"), Last: day("2025-10-04"), Objectives: "Se rencontrer"})
	must(t, err)
	p, err := h.Programme.Project(context.Background(), h.Head.At(h.Now), id)
	must(t, err)
	return p
}

func projectForm(h *webtest.House, change ...string) url.Values {
	form := url.Values{"cle": {"abcdefghijklmnopqrst"}, "type": {"eac"}, "titre": {"Fouilles à l’école"}, "pilote": {fmt.Sprint(h.Team.ID)},
		"jour_j": {"propre"}, "debut": {"2025-06-05"}, "fin": {""}, "marge": {"2"}, "objectifs": {"Fouiller"}, "publics": {"CM2"}}
	for i := 0; i+1 < len(change); i += 2 {
		form.Set(change[i], change[i+1])
	}
	return form
}

// trashButton is what the pages of events and projects offer to whoever may restore them.
var trashButton = `class="button quiet" href="` + urls.Trash() + `"`

func TestEventsOfTheYearAreShownComingFirst(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	page := h.As(h.Intern).Get(urls.Events()).Want(t, http.StatusOK)
	page.Has(t, "Journées européennes de l’archéologie 2025", "J-67", "13–15 juin 2025", "J-40", "Intelligence(s)", "42e édition").
		Lacks(t, urls.NewEvent(), trashButton, "à confirmer")
	if strings.Index(page.Body, "J-40") > strings.Index(page.Body, "J-67") {
		t.Error("the nearest event is not first")
	}
	h.As(h.Intern).Get(urls.EventsOf(2026)).Want(t, http.StatusOK).Has(t, "à confirmer", "19–20 septembre 2026")
	past := h.As(h.Team).Get(urls.EventsOf(2024)).Want(t, http.StatusOK)
	past.Has(t, "Déjà passés", "Nuit européenne des musées 2024", "20e édition", "14–16 juin 2024", "E+175").Lacks(t, "J-", "pour l’instant")
	over := h.As(h.Team).Get(urls.Event(national(t, h, 2024, "jep").ID)).Want(t, http.StatusOK)
	over.Has(t, "Cet événement est passé", "Le vendredi est réservé aux scolaires.").Lacks(t, "Préparer un projet")
	h.As(h.Team).Get(urls.NewProject()).Want(t, http.StatusOK).Has(t, "2024 (20–22 septembre 2024, passé)", "2025 (13–15 juin 2025)")
	h.As(h.Head).Get(urls.Events()).Want(t, http.StatusOK).Has(t, trashButton)
	h.As(h.Team).Get(urls.EventsOf(2031)).Want(t, http.StatusOK).Has(t, "Aucun événement en 2031", urls.NewEvent())
	for _, odd := range []string{"abc", "-1", "99999999999999999999", "%00"} {
		h.As(h.Team).Get(urls.Events()+"?annee="+odd).Want(t, http.StatusOK).Has(t, "Événements 2025")
	}
}

func TestEventsOfTheYearGoOutAsAFileAndOnPaper(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	team := h.As(h.Team)
	list := team.Get(urls.EventsOf(2024)).Want(t, http.StatusOK).Has(t, "Imprimer cette liste", "Télécharger en XLSX", "Télécharger en CSV")
	csv := team.Get(urls.EventsExport(2024, "csv")).Want(t, http.StatusOK)
	lines := strings.Split(strings.TrimSpace(csv.Body), "\r\n")
	if !strings.HasPrefix(lines[0], "\ufeffÉvénement national;Nom;Premier jour;Dernier jour;Dates à confirmer;Année;Édition;") ||
		!strings.HasPrefix(lines[1], "Nuit européenne des musées;Nuit européenne des musées 2024;18/05/2024;18/05/2024;non;2024;20;") || len(lines) != 1+strings.Count(list.Body, `class="card"`) {
		t.Errorf("%q", lines)
	}
	if name := csv.Header.Get("Content-Disposition"); name != `attachment; filename=evenements-2024.csv` {
		t.Errorf("kept as %q", name)
	}
	if xlsx := team.Get(urls.EventsExport(0, "")).Want(t, http.StatusOK); !strings.HasPrefix(xlsx.Body, "PK") || !strings.Contains(xlsx.Header.Get("Content-Disposition"), "evenements-2025.xlsx") {
		t.Errorf("%.20q kept as %q", xlsx.Body, xlsx.Header.Get("Content-Disposition"))
	}
	intern := h.As(h.Intern)
	intern.Get(urls.EventsExport(0, "")).Want(t, http.StatusForbidden).Has(t, "peut faire cela.")
	intern.Get(urls.EventsOf(2024)).Want(t, http.StatusOK).Has(t, "Imprimer cette liste").Lacks(t, "Télécharger")
	paper := intern.Get(urls.EventsPrint(0)).Want(t, http.StatusOK).Has(t, "Journées européennes de l’archéologie 2025", "13–15 juin 2025", "Imprimé le 7 avril 2025 par "+h.Intern.Name)
	if strings.Index(paper.Body, "Nuit européenne") > strings.Index(paper.Body, "Journées européennes de l’archéologie") {
		t.Error("the events are not by day")
	}
	intern.Get(urls.EventsPrint(2031)).Want(t, http.StatusOK).Has(t, "Aucun événement")
}

func TestTeamCreatesAnEventAndSeesItsFacts(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	team := h.As(h.Team)
	key := regexp.MustCompile(`name="cle" value="([^"]+)"`).FindStringSubmatch(team.Get(urls.NewEvent()).Want(t, http.StatusOK).Body)
	if len(key) != 2 {
		t.Fatal("the form has no submission key")
	}
	form := url.Values{"cle": {key[1]}, "serie": {""}, "nom": {"Fête du musée"}, "annee": {"2025"}, "debut": {"28/06/2025"}, "fin": {""},
		"a_confirmer": {"oui"}, "theme": {"Le fer"}, "source": {"La direction"}, "verifie": {"2025-04-01"}, "notes": {"Jardin\nouvert"}}
	first := team.Post(urls.Events(), form).Want(t, http.StatusSeeOther)
	second := team.Post(urls.Events(), form).Want(t, http.StatusSeeOther)
	if first.Location != second.Location {
		t.Errorf("sending the form twice made %s and %s", first.Location, second.Location)
	}
	team.Get(first.Location).Want(t, http.StatusOK).Has(t, "Fête du musée", "samedi 28 juin 2025", "J-82", "à confirmer", "Le fer", "La direction",
		"1er avril 2025", "Événement propre au musée", "Préparer un projet")
}

func TestDaysAreTypedAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	team := h.As(h.Team)
	event := url.Values{"serie": {""}, "nom": {"Fête du musée"}, "annee": {"2025"}, "debut": {"samedi 28 juin"}, "fin": {"29/06"}, "verifie": {"1er avril"}}
	made := team.Post(urls.Events(), event).Want(t, http.StatusSeeOther)
	team.Get(made.Location).Want(t, http.StatusOK).Has(t, "samedi 28 juin", "dimanche 29 juin 2025", "1er avril 2025",
		"L’année manque dans «\u00a0samedi 28 juin\u00a0»\u00a0: 2025 est retenue.")
	team.Get(made.Location+"/modifier").Want(t, http.StatusOK).Has(t, `value="28/06/2025"`, `value="29/06/2025"`, `value="01/04/2025"`).Lacks(t, `type="date"`)
	event.Set("debut", "dimanche 28 juin 2025")
	team.Post(urls.Events(), event).Want(t, http.StatusUnprocessableEntity).Has(t, `value="dimanche 28 juin 2025"`, "le 28 juin 2025 est un samedi")

	made = team.Post(urls.Projects(), projectForm(h, "debut", "20 déc. 2025", "fin", "3/1")).Want(t, http.StatusSeeOther)
	team.Get(made.Location).Want(t, http.StatusOK).Has(t, "3 janvier 2026", "2026 est retenue")
	team.Get(made.Location+"/modifier").Want(t, http.StatusOK).Has(t, `value="20/12/2025"`, `value="03/01/2026"`)
}

func TestInvalidEventComesBackWithEverythingTyped(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	page := h.As(h.Team).Post(urls.Events(), url.Values{"cle": {"abcdefghijklmnopqrst"}, "serie": {"jea"}, "nom": {"JEA encore"}, "annee": {"2025"},
		"debut": {"2025-02-30"}, "edition": {"beaucoup"}, "theme": {"Le thème <b>"}})
	page.Want(t, http.StatusUnprocessableEntity).Has(t, `href="#debut"`, `id="debut-problem"`, `href="#edition"`, `value="2025-02-30"`, `value="beaucoup"`,
		`value="Le thème &lt;b&gt;"`, `value="JEA encore"`, `name="cle" value="abcdefghijklmnopqrst"`, `<option value="jea" selected`)
	// What only the database knows comes back beside its field too.
	h.As(h.Team).Post(urls.Events(), url.Values{"serie": {"jea"}, "nom": {"JEA encore"}, "annee": {"2025"}, "debut": {"2025-06-20"}}).
		Want(t, http.StatusUnprocessableEntity).Has(t, `id="annee-problem"`, "existe déjà", `value="2025-06-20"`)
}

func TestSecondEditorOfAnEventSeesBothTexts(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	e := jea(t, h)
	form := url.Values{"serie": {"jea"}, "nom": {e.Name}, "annee": {"2025"}, "debut": {"2025-06-13"}, "fin": {"2025-06-15"}, "version": {"1"}, "theme": {"Le feu"}}
	h.As(h.Other).Post(urls.Event(e.ID), form).Want(t, http.StatusSeeOther)
	form.Set("theme", "L’eau")
	clash := h.As(h.Team).Post(urls.Event(e.ID), form).Want(t, http.StatusConflict)
	clash.Has(t, "Le feu", "L’eau", "différent", `name="version" value="2"`)
	form.Set("version", "2")
	h.As(h.Team).Post(urls.Event(e.ID), form).Want(t, http.StatusSeeOther)
	h.As(h.Team).Get(urls.Event(e.ID)).Has(t, "L’eau").Lacks(t, "Le feu")
}

func TestInternReadsButIsRefusedWithASentence(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	e, p := jea(t, h), project(t, h, "Jumelage")
	intern := h.As(h.Intern)
	for _, path := range []string{urls.NewEvent(), urls.EventEdit(e.ID), urls.EventDelete(e.ID), urls.NewProject(), urls.ProjectEdit(p.ID),
		urls.ProjectArchive(p.ID), urls.ProjectDelete(p.ID)} {
		intern.Get(path).Want(t, http.StatusForbidden).Has(t, "heffe de service")
	}
	for _, path := range []string{urls.Events(), urls.Event(e.ID), urls.EventDelete(e.ID), urls.Projects(), urls.Project(p.ID), urls.ProjectStatus(p.ID),
		urls.ProjectMembers(p.ID), urls.ProjectMemberDelete(p.ID, h.Team.ID), urls.ProjectArchive(p.ID), urls.ProjectUnarchive(p.ID), urls.ProjectDelete(p.ID)} {
		intern.Post(path, projectForm(h, "version", "1", "statut", "preparing", "membre", fmt.Sprint(h.Intern.ID))).Want(t, http.StatusForbidden)
	}
	intern.Get(urls.Project(p.ID)).Want(t, http.StatusOK).Has(t, "Jumelage", "Se rencontrer").
		Lacks(t, urls.ProjectEdit(p.ID), urls.ProjectStatus(p.ID), urls.ProjectMembers(p.ID), urls.ProjectDelete(p.ID), urls.ProjectArchive(p.ID))
	intern.Get(urls.Projects()).Want(t, http.StatusOK).Lacks(t, urls.NewProject(), trashButton)
	intern.Get(urls.ProjectMembers(p.ID)).Want(t, http.StatusOK).Lacks(t, "Ajouter", "Retirer")
}

func TestTeamIsNotOfferedWhatOnlyTheHeadMayDo(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	p := project(t, h, "Jumelage")
	err := h.Programme.SetStatus(context.Background(), h.Team.At(h.Now), p.ID, 1, programme.Preparing)
	must(t, err)
	h.As(h.Team).Get(urls.Project(p.ID)).Want(t, http.StatusOK).Has(t, urls.ProjectEdit(p.ID), `value="cancelled"`).
		Lacks(t, `value="confirmed"`, urls.ProjectDelete(p.ID), urls.ProjectArchive(p.ID))
	h.As(h.Head).Get(urls.Project(p.ID)).Want(t, http.StatusOK).Has(t, `value="confirmed"`, urls.ProjectDelete(p.ID))
	h.As(h.Team).Post(urls.ProjectStatus(p.ID), url.Values{"version": {"2"}, "statut": {"confirmed"}}).Want(t, http.StatusForbidden)
}

func TestProjectIsCreatedOnceAndShown(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	team := h.As(h.Team)
	team.Get(urls.NewProject()).Want(t, http.StatusOK).Has(t, "Éducation artistique et culturelle", "Un partenariat long", `name="cle"`)
	first := team.Post(urls.Projects(), projectForm(h)).Want(t, http.StatusSeeOther)
	second := team.Post(urls.Projects(), projectForm(h)).Want(t, http.StatusSeeOther)
	if first.Location != second.Location {
		t.Errorf("sending the form twice made %s and %s", first.Location, second.Location)
	}
	team.Get(first.Location).Want(t, http.StatusOK).Has(t, "Fouilles à l’école", "jeudi 5 juin 2025", "J-59", "Projet EAC", "Idée", "2\u00a0jours ouvrés",
		"Samir Benali a créé le projet", "Rétroplanning", "Construire le rétroplanning")
}

func TestProjectOfAnEventStartsFromItsPage(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	e := jea(t, h)
	team := h.As(h.Team)
	team.Get(urls.Event(e.ID)).Want(t, http.StatusOK).Has(t, urls.NewProjectFor(e.ID))
	team.Get(urls.NewProjectFor(e.ID)).Want(t, http.StatusOK).Has(t, fmt.Sprintf(`<option value="%d" selected`, e.ID))
	// The days typed before choosing the event do not count, nor stand in the way.
	made := team.Post(urls.Projects(), projectForm(h, "jour_j", "evenement", "evenement", fmt.Sprint(e.ID))).Want(t, http.StatusSeeOther)
	team.Get(made.Location).Want(t, http.StatusOK).Has(t, e.Name, "du vendredi 13 juin 2025 au dimanche 15 juin 2025", "J-67")
	h.As(h.Intern).Get(urls.Event(e.ID)).Want(t, http.StatusOK).Has(t, "Fouilles à l’école", "Samir Benali")
}

func TestInvalidProjectComesBackWithEverythingTyped(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	team := h.As(h.Team)
	for name, c := range map[string]struct {
		change []string
		field  string
	}{
		"no title":              {[]string{"titre", ""}, "titre"},
		"an unknown kind":       {[]string{"type", "cirque"}, "type"},
		"an impossible date":    {[]string{"debut", "2025-02-30"}, "debut"},
		"a date that is a word": {[]string{"debut", "demain"}, "debut"},
		"no date":               {[]string{"debut", ""}, "debut"},
		"the year 25":           {[]string{"debut", "0025-06-05"}, "debut"},
		"days in reverse":       {[]string{"fin", "2025-06-01"}, "fin"},
		"no event chosen":       {[]string{"jour_j", "evenement", "evenement", ""}, "evenement"},
		"an event of nowhere":   {[]string{"jour_j", "evenement", "evenement", "999999"}, "evenement"},
		"an event that is text": {[]string{"jour_j", "evenement", "evenement", "x'--"}, "evenement"},
		"no place for the day":  {[]string{"jour_j", ""}, "jour_j"},
		"an unknown pilot":      {[]string{"pilote", "999999"}, "pilote"},
		"a pilot that is text":  {[]string{"pilote", "moi"}, "pilote"},
		"a margin in words":     {[]string{"marge", "deux"}, "marge"},
		"a margin of a year":    {[]string{"marge", "365"}, "marge"},
		"too long a title":      {[]string{"titre", strings.Repeat("é", 201)}, "titre"},
		"too long a text":       {[]string{"objectifs", strings.Repeat("é", 10_001)}, "objectifs"},
	} {
		form := projectForm(h, append([]string{"publics", "Mon public à moi"}, c.change...)...)
		page := team.Post(urls.Projects(), form)
		if page.Status != http.StatusUnprocessableEntity {
			t.Errorf("%s: answered %d", name, page.Status)
			continue
		}
		page.Has(t, `href="#`+c.field+`"`, `id="`+c.field+`-problem"`, "Mon public à moi", "Un point est à corriger")
	}
	if list, err := h.Programme.List(context.Background(), h.Head.At(h.Now), programme.Filter{}); err != nil || len(list) != 0 {
		t.Errorf("%d projects were kept, %v", len(list), err)
	}
}

func TestHostileInputIsAnsweredInFrenchAndNeverA500(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	p := project(t, h, "Jumelage")
	team := h.As(h.Team)
	for _, path := range []string{urls.Projects(), urls.Project(p.ID), urls.Events(), urls.ProjectStatus(p.ID), urls.ProjectMembers(p.ID)} {
		for _, form := range []url.Values{projectForm(h, "titre", "a\x00b"), projectForm(h, "titre", "\xff\xfe", "version", "x")} {
			team.Post(path, form).Want(t, http.StatusUnprocessableEntity).Lacks(t, "SQLSTATE")
		}
		team.Post(path, projectForm(h, "titre", strings.Repeat("x", 10<<20))).Want(t, http.StatusRequestEntityTooLarge)
	}
	for _, path := range []string{"/projets/0", "/projets/-4", "/projets/abc", "/projets/99999999999999999999", "/projets/424242", "/evenements/x", "/evenements/424242",
		"/projets/424242/historique", "/evenements/424242/historique", "/projets/424242/modifier", "/projets/424242/membres", "/projets/424242/suppression", "/evenements/424242/modifier"} {
		h.As(h.Head).Get(path).Want(t, http.StatusNotFound)
	}
	for _, query := range []string{"?texte=%00", "?pilote=x&annee=%FF", "?type=cirque&statut=perdu", "?texte=" + strings.Repeat("a", 5000)} {
		team.Get(urls.Projects()+query).Want(t, http.StatusOK)
	}
	team.Get(urls.ProjectHistory(p.ID)+"?page=99999999999999").Want(t, http.StatusOK)
	// A tampered key does not break the creation either.
	if status := team.Post(urls.Projects(), projectForm(h, "cle", "x")).Status; status >= 500 {
		t.Errorf("a short key answered %d", status)
	}
}

func TestSecondEditorOfAProjectSeesBothTextsAndMayKeepHers(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	p := project(t, h, "Jumelage")
	form := projectForm(h, "version", "1", "objectifs", "Le texte de Lucie")
	h.As(h.Other).Post(urls.Project(p.ID), form).Want(t, http.StatusSeeOther)
	team := h.As(h.Team)
	mine := projectForm(h, "version", "1", "objectifs", "Le texte de Samir")
	clash := team.Post(urls.Project(p.ID), mine).Want(t, http.StatusConflict)
	clash.Has(t, "Le texte de Lucie", "Le texte de Samir", "par Lucie Morel", "différent")
	resent := url.Values{}
	for _, m := range regexp.MustCompile(`type="hidden" name="([^"]+)" value="([^"]*)"`).FindAllStringSubmatch(clash.Body, -1) {
		resent.Set(m[1], m[2])
	}
	if resent.Get("version") != "2" || resent.Get("objectifs") != "Le texte de Samir" {
		t.Fatalf("what is carried on: %v", resent)
	}
	team.Get(urls.Project(p.ID)).Has(t, `<p class="pre">Le texte de Lucie</p>`).Lacks(t, "Le texte de Samir")
	team.Post(urls.Project(p.ID), resent).Want(t, http.StatusSeeOther)
	team.Get(urls.Project(p.ID)).Has(t, `<p class="pre">Le texte de Samir</p>`, "<del>Le texte de Lucie</del>").Lacks(t, `<p class="pre">Le texte de Lucie</p>`)
}

func TestStatusOfAChangedProjectIsNotTouchedAndThePageSaysSo(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	p := project(t, h, "Jumelage")
	h.As(h.Other).Post(urls.Project(p.ID), projectForm(h, "version", "1")).Want(t, http.StatusSeeOther)
	h.As(h.Team).Post(urls.ProjectStatus(p.ID), url.Values{"version": {"1"}, "statut": {"preparing"}}).
		Want(t, http.StatusConflict).Has(t, "Rien n’a été fait", "Fouilles à l’école", "Idée")
	h.As(h.Team).Post(urls.ProjectStatus(p.ID), url.Values{"version": {"2"}, "statut": {"finished"}}).
		Want(t, http.StatusUnprocessableEntity).Has(t, "ne passe pas directement")
	h.As(h.Team).Post(urls.ProjectStatus(p.ID), url.Values{"version": {"2"}, "statut": {"preparing"}}).Want(t, http.StatusSeeOther)
	h.As(h.Team).Get(urls.Project(p.ID)).Has(t, "En préparation", "a commencé la préparation")
}

func TestArchiveAsksAndCanBeTakenBack(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	p := project(t, h, "Jumelage")
	head := h.As(h.Head)
	head.Get(urls.ProjectArchive(p.ID)).Want(t, http.StatusOK).Has(t, "Archiver le projet", `name="version" value="1"`)
	head.Post(urls.ProjectArchive(p.ID), url.Values{"version": {"1"}}).Want(t, http.StatusSeeOther)
	head.Get(urls.Project(p.ID)).Want(t, http.StatusOK).Has(t, "Archivé le 7 avril 2025", "Désarchiver").Lacks(t, urls.ProjectEdit(p.ID))
	h.As(h.Team).Get(urls.ProjectEdit(p.ID)).Want(t, http.StatusForbidden).Has(t, "archivé")
	h.As(h.Team).Get(urls.Projects()).Lacks(t, urls.Project(p.ID)+`"`)
	h.As(h.Team).Get(urls.Projects()+"?archives=oui").Has(t, urls.Project(p.ID)+`"`)
	head.Post(urls.ProjectUnarchive(p.ID), nil).Want(t, http.StatusSeeOther)
	head.Get(urls.Project(p.ID)).Has(t, "Idée", urls.ProjectEdit(p.ID))
}

func TestDeletedProjectIsRestoredFromTheTrash(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	p := project(t, h, "Jumelage")
	head, team := h.As(h.Head), h.As(h.Team)
	head.Get(urls.ProjectDelete(p.ID)).Want(t, http.StatusOK).Has(t, "Mettre à la corbeille", "30\u00a0jours")
	if a := head.Post(urls.ProjectDelete(p.ID), nil).Want(t, http.StatusSeeOther); a.Location != urls.Projects() {
		t.Errorf("went on to %s", a.Location)
	}
	head.Get(urls.Projects()).Want(t, http.StatusOK).Has(t, "Le projet est à la corbeille", urls.Restore("projets", p.ID), `name="retour" value="`+urls.Projects()+`"`).Lacks(t, urls.Project(p.ID)+`"`)
	head.Get(urls.Trash()).Want(t, http.StatusOK).Has(t, "Jumelage", urls.Restore("projets", p.ID), "à rétablir jusqu’au 7 mai 2025")
	head.Get(urls.Project(p.ID)).Want(t, http.StatusOK).Has(t, "Ce projet est à la corbeille", urls.Restore("projets", p.ID)).Lacks(t, urls.ProjectEdit(p.ID))
	team.Get(urls.Project(p.ID)).Want(t, http.StatusNotFound)
	team.Get(urls.ProjectEdit(p.ID)).Want(t, http.StatusNotFound)
	team.Post(urls.Restore("projets", p.ID), nil).Want(t, http.StatusNotFound)
	back := head.Post(urls.Restore("projets", p.ID), nil).Want(t, http.StatusSeeOther)
	head.Get(back.Location).Want(t, http.StatusOK).Has(t, "Jumelage", "Le projet est rétabli.")
	team.Get(urls.Project(p.ID)).Want(t, http.StatusOK)
}

func TestEventWithProjectsExplainsWhyItStays(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	e := jea(t, h)
	head := h.As(h.Head)
	head.Post(urls.Projects(), projectForm(h, "jour_j", "evenement", "evenement", fmt.Sprint(e.ID))).Want(t, http.StatusSeeOther)
	head.Get(urls.Event(e.ID)).Want(t, http.StatusOK).Lacks(t, urls.EventDelete(e.ID))
	head.Get(urls.EventDelete(e.ID)).Want(t, http.StatusOK).Has(t, "ne peut pas être supprimé", "Fouilles à l’école").Lacks(t, "Mettre à la corbeille")
	head.Post(urls.EventDelete(e.ID), nil).Want(t, http.StatusConflict).Has(t, "Un projet prépare")
}

func TestDeletedEventIsRestoredFromTheTrash(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	e := jea(t, h)
	head := h.As(h.Head)
	if a := head.Post(urls.EventDelete(e.ID), nil).Want(t, http.StatusSeeOther); a.Location != urls.EventsOf(e.Year) {
		t.Errorf("went on to %s", a.Location)
	}
	head.Get(urls.EventsOf(e.Year)).Want(t, http.StatusOK).Has(t, "L’événement est à la corbeille", urls.Restore("evenements", e.ID), `name="retour" value="`+urls.EventsOf(e.Year)+`"`)
	head.Get(urls.Trash()).Want(t, http.StatusOK).Has(t, e.Name, urls.Restore("evenements", e.ID))
	h.As(h.Team).Get(urls.Event(e.ID)).Want(t, http.StatusNotFound)
	head.Get(urls.Event(e.ID)).Want(t, http.StatusOK).Has(t, "Cet événement est à la corbeille").Lacks(t, urls.EventEdit(e.ID))
	head.Post(urls.Restore("evenements", e.ID), nil).Want(t, http.StatusSeeOther)
	h.As(h.Team).Get(urls.Event(e.ID)).Want(t, http.StatusOK)
}

func TestMembersAreAddedAndRemovedButThePilotStays(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	p := project(t, h, "Jumelage")
	team := h.As(h.Team)
	team.Get(urls.ProjectMembers(p.ID)).Want(t, http.StatusOK).Has(t, "Inès Carpentier").Lacks(t, urls.ProjectMemberDelete(p.ID, h.Team.ID))
	team.Post(urls.ProjectMembers(p.ID), url.Values{"membre": {fmt.Sprint(h.Intern.ID)}}).Want(t, http.StatusSeeOther)
	team.Get(urls.ProjectMembers(p.ID)).Has(t, urls.ProjectMemberDelete(p.ID, h.Intern.ID))
	team.Post(urls.ProjectMembers(p.ID), url.Values{"membre": {""}}).Want(t, http.StatusUnprocessableEntity).Has(t, `id="membre-problem"`)
	team.Post(urls.ProjectMemberDelete(p.ID, h.Team.ID), nil).Want(t, http.StatusUnprocessableEntity).Has(t, "en est toujours membre")
	team.Post(urls.ProjectMemberDelete(p.ID, h.Intern.ID), nil).Want(t, http.StatusSeeOther)
	team.Get(urls.ProjectHistory(p.ID)).Want(t, http.StatusOK).Has(t, "lundi 7 avril 2025", "9\u00a0h\u00a030", "a retiré un membre de l’équipe", "<del>Inès Carpentier</del>", "a ajouté un membre à l’équipe", "<ins>Inès Carpentier</ins>")
}

func TestFilterNarrowsTheListWithoutJavaScript(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	a, b := project(t, h, "Béton sensible"), project(t, h, "Sous le tilleul")
	team := h.As(h.Team)
	team.Get(urls.Projects()).Want(t, http.StatusOK).Has(t, "2\u00a0projets", "Béton sensible", "Sous le tilleul", "J-180", "4 octobre 2025")
	team.Get(urls.Projects()+"?texte=beton").Has(t, "1\u00a0projet", `value="beton"`, urls.Project(a.ID)+`"`).Lacks(t, urls.Project(b.ID)+`"`)
	team.Get(urls.Projects()+"?statut=cancelled").Has(t, "Aucun projet ne répond", "Tout afficher", `<option value="cancelled" selected`)
	h.As(h.Intern).Get(urls.Projects()+"?miens=oui").Has(t, "Aucun projet")
}

func TestOverviewNamesTheTasksToDoNext(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	p := project(t, h, "Jumelage")
	for i := range 7 {
		_, err := h.Plans.CreateTask(context.Background(), h.Team.At(h.Now), p.ID, plan.Draft{Title: fmt.Sprintf("Tâche numéro %d", i), Category: "communication", Duration: 1,
			ResponsibleID: &h.Intern.ID}, "")
		must(t, err)
	}
	page := h.As(h.Intern).Get(urls.Project(p.ID)).Want(t, http.StatusOK)
	page.Has(t, "Prochaines tâches", "Tâche numéro 0", "Inès Carpentier", "0 tâche faite sur 7", "Tout le rétroplanning").Lacks(t, "Construire le rétroplanning")
	if shown := strings.Count(page.Body, `href="/taches/`); shown != 5 {
		t.Errorf("%d tasks shown, want the first 5", shown)
	}
}
