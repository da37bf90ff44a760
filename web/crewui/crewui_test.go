package crewui_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"parvis/internal/crew"
	"parvis/web/urls"
	"parvis/web/webtest"
)

func create(t *testing.T, c *webtest.Client, values url.Values) int64 {
	t.Helper()
	made := c.Post(urls.Crew(), values).Want(t, http.StatusSeeOther)
	id, err := strconv.ParseInt(made.Location[strings.LastIndex(made.Location, "/")+1:], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func nadia() url.Values {
	return url.Values{"nom": {"Nadia <Rahmani>"}, "nature": {"temporary"}, "telephone": {"01.99.00.00.21 (le soir)"}, "courriel": {"Nadia@Example.org"}, "competences": {"LSF, anglais"}, "notes": {"Une ligne"}, "actif": {"oui"}}
}

func stored(t *testing.T, h *webtest.House, id int64) crew.Sheet {
	t.Helper()
	o, err := h.Crew.Outsider(t.Context(), h.Head.At(h.Now), id)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func skill(t *testing.T, h *webtest.House, name string) crew.KeptSkill {
	t.Helper()
	list, err := h.Crew.Skills(t.Context(), h.Head.At(h.Now))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range list {
		if s.Name == name {
			return s
		}
	}
	t.Fatalf("no skill %q in %+v", name, list)
	return crew.KeptSkill{}
}

func box(s crew.KeptSkill) string { return "sait-" + strconv.FormatInt(s.ID, 10) }

func TestEveryFieldComesBackFromItsForm(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	team := h.As(h.Team)
	id := create(t, team, nadia())
	want := crew.Draft{Name: "Nadia <Rahmani>", Kind: crew.Temporary, Phone: "+33199000021 le soir", Email: stored(t, h, id).Email, Skills: "anglais, LSF", Notes: "Une ligne", Active: true}
	if got := stored(t, h, id).Draft; got != want || !strings.EqualFold(got.Email, "nadia@example.org") {
		t.Errorf("%+v", got)
	}
	h.As(h.Intern).Get(urls.Outsider(id)).Want(t, http.StatusOK).Has(t, "Nadia &lt;Rahmani&gt;", `href="tel:+33199000021"`, "le soir", "mailto:", "anglais, LSF", "Une ligne", "peut en recevoir").Lacks(t, "Modifier", "Supprimer")
	lsf := skill(t, h, "LSF")
	page := team.Get(urls.OutsiderEdit(id)).Want(t, http.StatusOK).Has(t, "Nadia &lt;Rahmani&gt;", "(le soir)", `name="`+box(lsf)+`" value="oui" checked`)
	page.Lacks(t, `value="anglais, LSF"`)
	edit := url.Values{"version": {"1"}, "nom": {"Nadia R."}, "nature": {"other"}, box(lsf): {"oui"}, "competences": {"conte"}}
	team.Post(urls.Outsider(id), edit).Want(t, http.StatusSeeOther)
	if got, want := stored(t, h, id).Draft, (crew.Draft{Name: "Nadia R.", Kind: crew.Other, Skills: "conte, LSF"}); got != want {
		t.Errorf("%+v", got)
	}
	team.Get(urls.OutsiderHistory(id)).Want(t, http.StatusOK).Has(t, "a modifié la personne sans compte", "anglais, LSF", "conte, LSF")
}

func TestWhatIsWrongComesBackAsItWasTyped(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	team := h.As(h.Team)
	team.Post(urls.Crew(), url.Values{"nom": {""}, "telephone": {"rien du tout"}, "courriel": {"pas une adresse"}, "competences": {strings.Repeat("a", crew.MaxSkillName+1)}}).Want(t, http.StatusUnprocessableEntity).
		Has(t, "Veuillez donner un nom.", "Veuillez choisir une nature", "rien du tout", "pas une adresse", strings.Repeat("a", crew.MaxSkillName+1))
	id := create(t, team, nadia())
	lsf := skill(t, h, "LSF")
	team.Post(urls.Outsider(id), url.Values{"version": {"1"}, "nom": {""}, "nature": {"agent"}, box(lsf): {"oui"}}).Want(t, http.StatusUnprocessableEntity).Has(t, `name="`+box(lsf)+`" value="oui" checked`)
	h.As(h.Head).Post(urls.SkillDelete(lsf.ID), nil).Want(t, http.StatusSeeOther)
	form := nadia()
	form.Set("version", "1")
	form.Set(box(lsf), "oui")
	team.Post(urls.Outsider(id), form).Want(t, http.StatusUnprocessableEntity).Has(t, "vient d’être supprimée")
	team.Post(urls.Skills(), url.Values{"nom": {"ANGLAIS"}}).Want(t, http.StatusUnprocessableEntity).Has(t, "porte déjà ce nom", "ANGLAIS")
	team.Post(urls.Skill(skill(t, h, "anglais").ID), url.Values{"version": {"1"}, "nom": {"a, b"}}).Want(t, http.StatusUnprocessableEntity).Has(t, "ni virgule", "a, b")
	team.Post(urls.CrewPerson(h.Intern.ID), url.Values{"competences": {strings.Repeat("b", crew.MaxSkillName+1)}}).Want(t, http.StatusUnprocessableEntity).Has(t, strings.Repeat("b", crew.MaxSkillName+1))
}

func TestAClashShowsBothTexts(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	team := h.As(h.Team)
	id := create(t, team, nadia())
	theirs := nadia()
	theirs.Set("nom", "Le nom de Lucie")
	theirs.Set("version", "1")
	h.As(h.Other).Post(urls.Outsider(id), theirs).Want(t, http.StatusSeeOther)
	mine := nadia()
	mine.Set("notes", "Mes notes")
	mine.Set("version", "1")
	team.Post(urls.Outsider(id), mine).Want(t, http.StatusConflict).Has(t, "Le nom de Lucie", "Mes notes", "par Lucie Morel")
	lsf := skill(t, h, "LSF")
	team.Post(urls.Skill(lsf.ID), url.Values{"version": {"1"}, "nom": {"Langue des signes"}}).Want(t, http.StatusSeeOther)
	team.Post(urls.Skill(lsf.ID), url.Values{"version": {"1"}, "nom": {"Signes"}}).Want(t, http.StatusConflict).Has(t, "Langue des signes", "Signes")
}

func TestRolesOnThePages(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	id := create(t, h.As(h.Team), nadia())
	lsf := skill(t, h, "LSF")
	for _, c := range []struct {
		client             *webtest.Client
		edit, delete, list int
	}{{h.As(h.Head), 200, 200, 200}, {h.As(h.Team), 200, 403, 200}, {h.As(h.Intern), 403, 403, 200}} {
		for _, path := range []string{urls.NewOutsider(), urls.OutsiderEdit(id), urls.Skill(lsf.ID)} {
			c.client.Get(path).Want(t, c.edit)
		}
		for _, path := range []string{urls.OutsiderDelete(id), urls.SkillDelete(lsf.ID)} {
			c.client.Get(path).Want(t, c.delete)
		}
		for _, path := range []string{urls.Crew(), urls.CrewPrint(nil), urls.Outsider(id), urls.OutsiderHistory(id), urls.Skills(), urls.CrewPerson(h.Team.ID), urls.CrewPersonHistory(h.Team.ID)} {
			c.client.Get(path).Want(t, c.list)
		}
	}
	intern := h.As(h.Intern)
	intern.Post(urls.Crew(), nadia()).Want(t, http.StatusForbidden).Has(t, "La cheffe de service ou un membre de l’équipe")
	intern.Post(urls.Outsider(id), nadia()).Want(t, http.StatusForbidden)
	intern.Post(urls.Skills(), url.Values{"nom": {"X"}}).Want(t, http.StatusForbidden)
	intern.Post(urls.Skill(lsf.ID), url.Values{"nom": {"X"}}).Want(t, http.StatusForbidden)
	intern.Post(urls.CrewPerson(h.Intern.ID), url.Values{"competences": {"X"}}).Want(t, http.StatusForbidden)
	h.As(h.Team).Post(urls.OutsiderDelete(id), nil).Want(t, http.StatusForbidden)
	h.As(h.Team).Post(urls.SkillDelete(lsf.ID), nil).Want(t, http.StatusForbidden)
	for _, path := range []string{urls.Outsider(999), urls.OutsiderEdit(999), urls.OutsiderHistory(999), urls.CrewPerson(999), urls.CrewPersonHistory(999), urls.Skill(999), "/equipe/x", "/equipe/personnes/0"} {
		h.As(h.Head).Get(path).Want(t, http.StatusNotFound)
	}
}

func TestTheTrashAndTheWayBack(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	head := h.As(h.Head)
	id := create(t, h.As(h.Team), nadia())
	head.Post(urls.OutsiderDelete(id), nil).Want(t, http.StatusSeeOther)
	h.As(h.Team).Get(urls.Outsider(id)).Want(t, http.StatusNotFound)
	head.Get(urls.Outsider(id)).Want(t, http.StatusOK).Has(t, "Cette fiche est à la corbeille").Lacks(t, ">Modifier<")
	head.Get(urls.OutsiderEdit(id)).Want(t, http.StatusNotFound)
	head.Get(urls.Trash()).Want(t, http.StatusOK).Has(t, "Personnes sans compte", "Nadia &lt;Rahmani&gt;")
	lsf := skill(t, h, "LSF")
	head.Post(urls.SkillDelete(lsf.ID), nil).Want(t, http.StatusSeeOther)
	head.Get(urls.Trash()).Want(t, http.StatusOK).Has(t, "Compétences", "LSF")
	head.Get(urls.Skill(lsf.ID)).Want(t, http.StatusNotFound)
}

func TestTheListIsFilteredInItsAddress(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	team := h.As(h.Team)
	create(t, team, nadia())
	create(t, team, url.Values{"nom": {"Marc Delaunay"}, "nature": {"agent"}, "competences": {"SST"}})
	lsf := strconv.FormatInt(skill(t, h, "LSF").ID, 10)
	team.Get(urls.Crew()).Want(t, http.StatusOK).Has(t, "Nadia", h.Team.Name, "Vacataire", "Stagiaire").Lacks(t, "Marc Delaunay", h.Team.Email)
	for _, path := range []string{urls.CrewOf(url.Values{"competence": {lsf}}), urls.CrewPrint(url.Values{"competence": {lsf}})} {
		team.Get(path).Want(t, http.StatusOK).Has(t, "Nadia", "sachant", "1\u00a0personne").Lacks(t, "Marc Delaunay", "<td>Stagiaire</td>")
	}
	team.Get(urls.CrewOf(url.Values{"nature": {"agent"}, "qui": {"non"}})).Want(t, http.StatusOK).Has(t, "Marc Delaunay", "plus de séances", "/equipe/impression?").Lacks(t, "Nadia")
	team.Get(urls.CrewOf(url.Values{"texte": {"introuvable"}})).Want(t, http.StatusOK).Has(t, "Personne ne répond à ces critères")
	team.Get(urls.CrewPrint(url.Values{"texte": {"introuvable"}})).Want(t, http.StatusOK).Has(t, "Personne ne répond à ces critères")
	team.Get(urls.CrewOf(url.Values{"competence": {"x"}, "nature": {"x"}, "qui": {"x"}})).Want(t, http.StatusOK).Has(t, "Nadia")
}

func TestManySkillsStandUnderTheirLetters(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	by := h.Team.At(h.Now)
	for i := range 16 {
		if _, err := h.Crew.CreateSkill(t.Context(), by, "", crew.SkillDraft{Name: string(rune('a'+i)) + " métier"}); err != nil {
			t.Fatal(err)
		}
	}
	h.As(h.Team).Get(urls.Crew()).Want(t, http.StatusOK).Has(t, `<optgroup label="A">`, `<optgroup label="P">`)
}

func TestSkillsOfSomebodyOfTheService(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	team := h.As(h.Team)
	team.Get(urls.CrewPerson(h.Intern.ID)).Want(t, http.StatusOK).Has(t, "Stagiaire", "Enregistrer les compétences").Lacks(t, h.Intern.Email)
	made := team.Post(urls.CrewPerson(h.Intern.ID), url.Values{"montrees": {""}, "competences": {"LSF, conte"}}).Want(t, http.StatusSeeOther)
	if made.Location != urls.CrewPerson(h.Intern.ID) {
		t.Error(made.Location)
	}
	lsf, tale := skill(t, h, "LSF"), skill(t, h, "conte")
	ids := strconv.FormatInt(tale.ID, 10) + "," + strconv.FormatInt(lsf.ID, 10)
	team.Get(urls.CrewPerson(h.Intern.ID)).Want(t, http.StatusOK).Has(t, `name="montrees" value="`+ids+`"`, `name="`+box(lsf)+`" value="oui" checked`)
	h.As(h.Intern).Get(urls.CrewPerson(h.Intern.ID)).Want(t, http.StatusOK).Has(t, "conte, LSF").Lacks(t, "Enregistrer les compétences")
	team.Post(urls.CrewPerson(h.Intern.ID), url.Values{"montrees": {ids}, box(tale): {"oui"}}).Want(t, http.StatusSeeOther)
	h.As(h.Intern).Get(urls.CrewPersonHistory(h.Intern.ID)).Want(t, http.StatusOK).Has(t, "conte, LSF", "a modifié les compétences notées")
	team.Get(urls.Skills()).Want(t, http.StatusOK).Has(t, urls.CrewOf(url.Values{"competence": {strconv.FormatInt(tale.ID, 10)}}), "1\u00a0personne", "Renommer <span").Lacks(t, "ou supprimer")
	h.As(h.Head).Get(urls.Skills()).Want(t, http.StatusOK).Has(t, "Renommer ou supprimer")
	h.As(h.Intern).Get(urls.Skills()).Want(t, http.StatusOK).Has(t, "LSF").Lacks(t, "Renommer", "Ajouter la compétence")
}

func TestAnOutsiderIsSubjectOfPersonalData(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	head := h.As(h.Head)
	form := nadia()
	form.Set("nom", "Nadia Rahmani")
	id := create(t, head, form)
	head.Post(urls.PrivacySearch(), url.Values{"qui": {"nadia rahmani"}}).Want(t, http.StatusOK).Has(t, urls.PrivacyOutsider(id))
	head.Get(urls.PrivacyOutsider(id)).Want(t, http.StatusOK).Has(t, "Fiche de l’équipe des séances", "anglais, LSF", "vacataire")
	head.Get(urls.PrivacyExport(urls.PrivacyOutsider(id))).Want(t, http.StatusOK).Has(t, "anglais, LSF")
	head.Get(urls.PrivacyRegister()).Want(t, http.StatusOK).Has(t, "Équipe des séances", "Vacataires et bénévoles", "24\u00a0mois")
	h.As(h.Team).Get(urls.PrivacyOutsider(id)).Want(t, http.StatusForbidden)
	head.Post(urls.PrivacyErase(urls.PrivacyOutsider(id)), url.Values{}).Want(t, http.StatusSeeOther)
	head.Get(urls.Outsider(id)).Want(t, http.StatusNotFound)
	head.Get(urls.PrivacyOutsider(id)).Want(t, http.StatusNotFound)
}
