package journeys

import (
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"parvis/internal/account"
	"parvis/internal/plan"
	"parvis/web"
	"parvis/web/browsertest"
	"parvis/web/urls"
)

// mistake is a form sent as nobody should.
type mistake struct {
	path   string
	send   string      // selector of the button
	typed  [][2]string // fields and what goes into them
	hidden []string    // fields whose text must not come back
}

// TestInvalidFormComesBackWithEverythingTyped sends each form with a mistake: it answers 422, the
// summary at the top has the focus and leads to the fields, and nothing typed is lost.
func TestInvalidFormComesBackWithEverythingTyped(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	jea := s.project("JEA")
	task := s.row(jea, "Signalétique").ID
	museumNight := s.event("Nuit européenne")
	member := s.people[team].ID
	secret := []string{"#" + account.FieldCurrent, "#" + account.FieldNew, "#again"}
	const form = "main form.form .button.primary"
	visitor := mistake{urls.Login(""), form, [][2]string{{"#email", "cheffe@parvis.test"}, {"#password", "oublié"}}, []string{"#password"}}
	mistakes := []mistake{
		{urls.NewTask(jea), form, [][2]string{{"#titre", ""}, {"#duree", "4"}, {"#notes", "Prévoir une échelle.\nEt un casque."}}, nil},
		{urls.TaskEdit(task), form, [][2]string{{"#titre", "Signalétique du parvis"}, {"#duree", "2 mois"}, {"#pour", "bientôt"}}, nil},
		{urls.NewEvent(), form, [][2]string{{"#nom", "Fête du musée"}, {"#theme", "L’argile"}}, nil},
		{urls.EventEdit(museumNight), form, [][2]string{{"#debut", "17/05/2025"}, {"#fin", "1er mai 2025"}}, nil},
		{urls.NewProject(), form, [][2]string{{"#titre", "Une visite"}, {"#objectifs", "Faire venir les voisins."}}, nil},
		{urls.ProjectEdit(jea), form, [][2]string{{"#marge", "999"}, {"#publics", "Les voisins"}}, nil},
		{urls.Password(), form, [][2]string{{"#current", "parvis-demo"}, {"#new", "un nouveau secret bien long"}, {"#again", "un autre"}}, secret},
		{urls.NewMember(), form, [][2]string{{"#name", "Nadia Roux"}, {"#email", "pas une adresse"}}, nil},
		{urls.Member(member), form, [][2]string{{"#name", ""}, {"#email", "equipe@parvis.test"}}, nil},
		{urls.Calendar(), `form[action$="fermetures"] button`, [][2]string{{"#fermeture_libelle", "Pont"}, {"#fermeture_debut", "2025-05-30"}, {"#fermeture_dernier", "2025-05-01"}}, nil},
		{urls.Calendar(), `form.add-days[action*="absences"] button`, [][2]string{{"#absence_personne", strconv.FormatInt(member, 10)}, {"#absence_debut", "2025-05-30"}, {"#absence_dernier", "2025-05-01"}}, nil},
		{urls.MyAbsences(), `form.add-days[action*="absences"] button`, [][2]string{{"#absence_debut", "2025-05-30"}, {"#absence_dernier", "2025-05-01"}}, nil},
		{urls.Task(task), `form.need-form button`, [][2]string{{"#" + plan.FieldNeed, strconv.FormatInt(s.row(jea, "Montage").ID, 10)}, {"#" + plan.FieldLag, "deux jours"}}, nil},
	}
	s.visit(t, browsertest.Options{}).wantMended(t, visitor)
	v := s.enter(t, head, browsertest.Options{})
	for _, m := range mistakes {
		v.wantMended(t, m)
	}
}

var summaryLink = regexp.MustCompile(`<li><a href="#([\w-]+)">`)

func (v visitor) wantMended(t *testing.T, m mistake) {
	t.Helper()
	v.open(m.path)
	for _, field := range m.typed {
		v.Set(field[0], field[1])
	}
	v.Follow(m.send)
	if v.Status() != http.StatusUnprocessableEntity {
		t.Errorf("%s: the form is answered %d", m.path, v.Status())
		return
	}
	v.WaitFor(`.summary[role="alert"]:focus`)
	for _, field := range m.typed {
		if got := v.Value(field[0]); got != field[1] && !slices.Contains(m.hidden, field[0]) {
			t.Errorf("%s: %s comes back as %q", m.path, field[0], got)
		}
	}
	for _, field := range m.hidden {
		if v.Value(field) != "" {
			t.Errorf("%s: the password in %s comes back", m.path, field)
		}
	}
	links := summaryLink.FindAllStringSubmatch(v.Source(), -1)
	if len(links) == 0 {
		t.Errorf("%s: the summary leads to no field", m.path)
	}
	for _, link := range links {
		if v.Count("#"+link[1]) != 1 || v.Count("#"+link[1]+"-problem, fieldset .problem") == 0 {
			t.Errorf("%s: the field %s or the message beside it is missing", m.path, link[1])
		}
	}
	v.look(t)
	v.Click(".summary a")
	v.WaitFor("fieldset:target, :target:focus") // a group of choices takes no focus itself
}

// TestMissingAndForbiddenPagesSayWhatToDo opens what does not exist and what is not for one's eyes.
func TestMissingAndForbiddenPagesSayWhatToDo(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	v := s.enter(t, intern, browsertest.Options{})
	for path, want := range map[string]struct {
		status int
		text   string
	}{
		"/nulle-part":                   {http.StatusNotFound, "Page introuvable"},
		urls.Project(987654321):         {http.StatusNotFound, "Page introuvable"},
		urls.Project(1) + "x":           {http.StatusNotFound, "Page introuvable"},
		"/taches/0":                     {http.StatusNotFound, "Page introuvable"},
		urls.Team():                     {http.StatusForbidden, "Seule la cheffe de service peut faire cela."},
		urls.NewProject():               {http.StatusForbidden, "La cheffe de service ou un membre de l’équipe peut faire cela."},
		urls.ApplyTemplate(1):           {http.StatusForbidden, "La cheffe de service ou un membre de l’équipe peut faire cela."},
		urls.TaskEdit(1 << 40):          {http.StatusNotFound, "Page introuvable"},
		urls.ProjectDelete(1):           {http.StatusForbidden, "Seule la cheffe de service peut faire cela."},
		urls.EventEdit(s.event("Nuit")): {http.StatusForbidden, "La cheffe de service ou un membre de l’équipe peut faire cela."},
	} {
		v.open(path)
		if v.Status() != want.status {
			t.Errorf("%s answers %d", path, v.Status())
		}
		v.wantText(t, "main", want.text, "Revenir au tableau de bord")
	}
	v.look(t)
	out := s.visit(t, browsertest.Options{})
	out.open("/nulle-part")
	out.wantText(t, "main", "Page introuvable", "Se connecter")
	out.look(t)
}

// TestProvisionalPasswordMustBeChangedFirst follows somebody whose password was given by another, as where no message leaves.
func TestProvisionalPasswordMustBeChangedFirst(t *testing.T) {
	t.Parallel()
	s := newStory(t, func(c *web.Config) { c.Mail = false })
	chief := s.enter(t, head, browsertest.Options{})
	chief.open(urls.NewMember())
	chief.Set("#name", "Nadia Roux")
	chief.Set("#email", "nadia@parvis.test")
	chief.Click(`input[name="role"][value="team"]`)
	chief.Follow("main form.form .button.primary")
	chief.look(t)
	provisional := chief.Text(".secret")

	v := s.visit(t, browsertest.Options{})
	v.open(urls.Plan(s.project("JEA")))
	v.wantText(t, "main", "Connectez-vous pour ouvrir la page demandée.")
	v.Type("#email", "nadia@parvis.test")
	v.Type("#password", provisional)
	v.PressAndFollow("Enter")
	for _, path := range []string{urls.Home(), urls.Projects(), urls.Task(1)} {
		v.open(path)
		v.wantPath(t, urls.Password())
	}
	v.wantText(t, "h1", "Choisissez votre mot de passe")
	if v.Exists(".main-nav") {
		t.Error("the rest of the site is offered before the password is changed")
	}
	v.look(t)
	v.Type("#current", provisional)
	v.Type("#new", "cinq mots sans aucun lien")
	v.Type("#again", "cinq mots sans aucun lien")
	v.Follow("main form.form .button.primary")
	v.wantPath(t, urls.Home())
	v.wantText(t, "#annonce", "Votre mot de passe est changé.")
	v.wantText(t, "h1", "Bonjour Nadia")
}
