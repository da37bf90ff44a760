package journeys

import (
	"net/http"
	"testing"

	"parvis/web/browsertest"
	"parvis/web/urls"
)

// TestTableOfSpacesIsImported sends a table, with and without JavaScript, reads what it would change, goes back on one and
// confirms the other. The pages that answer a file are looked at as the others are.
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
		v.Upload("#fichier", "espaces.csv", []byte("Nom;Capacité assise;Truc\n"+name+";40;x\nCour;beaucoup;\n"))
		v.Follow("main form .button.primary")
		v.wantText(t, "main", "Rien n’est encore enregistré", "Ce qui est à corriger", "beaucoup", name)
		v.look(t)
		v.Follow("main form .button.primary")
		v.wantPath(t, urls.Spaces())
		v.wantText(t, "main", name)
	}
}
