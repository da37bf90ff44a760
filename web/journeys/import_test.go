package journeys

import (
	"net/http"
	"os"
	"strings"
	"testing"

	"parvis/internal/programme"
	"parvis/internal/workcal"
	"parvis/web/browsertest"
	"parvis/web/serve"
	"parvis/web/urls"
)

// TestTableOfSpacesIsImported sends a table, with and without JavaScript, reads what it would do, mends one row, leaves another out,
// and imports. The pages that answer a file are looked at as the others are.
func TestTableOfSpacesIsImported(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	for who, o := range map[string]browsertest.Options{head: {}, team: {NoScript: true}} {
		v := s.enter(t, who, o)
		v.open(urls.Spaces())
		v.Follow(`main a[href="` + urls.SpacesImport() + `"]`)
		v.Upload("#fichier", "photo.csv", []byte("\x89PNG\r\n\x1a\n"))
		v.Follow("main form .button.primary")
		if v.Status() != http.StatusUnprocessableEntity {
			t.Errorf("a picture is answered %d", v.Status())
		}
		v.look(t)
		name := "Salle de " + who
		v.Upload("#fichier", "espaces.csv", []byte("Nom;Capacité assise;Truc\n"+name+";40;x\nCour de "+who+";beaucoup;\nJardin;trop;\n"))
		v.Follow("main form .button.primary")
		v.wantText(t, "main", "L’import attend vos réponses", "2\u00a0lignes attendent", "beaucoup")
		v.look(t)
		v.Set("#c_3_2", "60")
		v.Click("#o_4")
		v.Follow("#reponses .button.primary")
		v.wantText(t, "main", "Importer 2\u00a0espaces", name)
		v.look(t)
		v.Follow("#reponses .button.primary")
		v.wantPath(t, urls.Spaces())
		v.wantText(t, "main", name, "Cour de "+who)
		v.wantText(t, "body", "L’import est fait")
	}
}

// TestARetroplanningIsImported is the way of a service's own table into a project: what it asks is answered, the plan stands, and one
// press takes it all back.
func TestARetroplanningIsImported(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	data, err := os.ReadFile("../../internal/exchange/plansheet/testdata/journees.csv")
	if err != nil {
		t.Fatal(err)
	}
	v := s.enter(t, head, browsertest.Options{})
	empty, err := s.Programme.Create(t.Context(), s.people[head].At(s.Now), serve.NewKey(), programme.ProjectDraft{Kind: programme.OffSite, Title: "Fouilles à l’école",
		PilotID: s.people[head].ID, First: workcal.Of(2025, 6, 13), Last: workcal.Of(2025, 6, 15)})
	s.must(err)
	v.open(urls.Plan(empty))
	v.Follow(`main a[href="` + urls.PlanImport(empty) + `"]`)
	v.Upload("#fichier", "retroplanning.csv", data)
	v.Follow("main form .button.primary")
	v.wantText(t, "main", "Ligne par ligne", "fin février", "s’attendent les unes les autres")
	v.look(t)
	for field, text := range map[string]string{"#r_duree": "3 j", "#c_11_1": "4b", "#c_16_5": "09/05/25", "#c_17_7": "", "#c_18_7": "9"} {
		v.Set(field, text)
	}
	v.Follow("#reponses .button.primary")
	if text := v.Text("main"); !strings.Contains(text, "Importer 14\u00a0tâches") {
		t.Fatalf("still asks: %s", text)
	}
	v.Follow("#reponses .button.primary")
	v.wantPath(t, urls.Plan(empty))
	v.wantText(t, "main", "Conventions partenaires", "Relecture FALC")
	v.wantText(t, "body", "L’import est fait")
	v.Click(`form[action^="/gestes/"] button`)
	v.WaitFor(`a[href="` + urls.PlanImport(empty) + `"].button`)
	v.wantText(t, "main", "Ce rétroplanning est vide")
}
