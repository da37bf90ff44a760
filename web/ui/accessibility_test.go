package ui_test

import (
	"strings"
	"testing"

	"parvis/web/ui"
)

func drawn(t *testing.T, d ui.Declaration) string {
	t.Helper()
	var out strings.Builder
	if err := ui.AccessibilityPage(d, false).Render(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestTheDeclarationHoldsWhatTheModelAsks(t *testing.T) {
	t.Parallel()
	bare := drawn(t, ui.Declaration{})
	for _, part := range []string{"État de conformité", "Résultats des tests", "Contenus non accessibles", "29 novembre 2026", "Technologies utilisées", "Environnement de test",
		"Outils utilisés", "Pages vérifiées", "schéma pluriannuel", "Retour d’information et contact", "Défenseur des droits", "personne responsable du service"} {
		if !strings.Contains(bare, part) {
			t.Errorf("the declaration lacks %q", part)
		}
	}
	own := drawn(t, ui.Declaration{Contact: "acces@musee.example", Plan: "https://musee.example/schema"})
	for _, part := range []string{`href="mailto:acces@musee.example"`, `href="https://musee.example/schema"`} {
		if !strings.Contains(own, part) {
			t.Errorf("the service's own declaration lacks %s", part)
		}
	}
	if !strings.Contains(drawn(t, ui.Declaration{Contact: "https://musee.example/contact"}), `<a href="https://musee.example/contact">formulaire`) {
		t.Error("a form is no contact")
	}
}

func TestTheDeclarationsSettingsAreChecked(t *testing.T) {
	t.Parallel()
	for _, d := range []ui.Declaration{{}, {Contact: "acces@musee.example"}, {Contact: "https://musee.example/contact", Plan: "http://musee.example/"}} {
		if err := d.Check(); err != nil {
			t.Errorf("%+v: %v", d, err)
		}
	}
	for setting, d := range map[string]ui.Declaration{"PARVIS_ACCESSIBILITY_CONTACT": {Contact: "javascript:alert(1)"}, "PARVIS_ACCESSIBILITY_PLAN": {Plan: "schema.pdf"}} {
		if err := d.Check(); err == nil || !strings.Contains(err.Error(), setting) {
			t.Errorf("%+v: %v, want a sentence that names %s", d, err, setting)
		}
	}
}

// TestAFieldSaysWhenItIsCompulsory draws one field of each kind.
func TestAFieldSaysWhenItIsCompulsory(t *testing.T) {
	t.Parallel()
	for says, f := range map[string]ui.Field{"(facultatif)": {}, "(si la date est propre au projet)": {When: "si la date est propre au projet"}, "(obligatoire)": {Required: true, Alone: true}, "": {Required: true}} {
		f.Name, f.Label, f.Options = "champ", "Question", []ui.Option{{Value: "a", Label: "A"}, {Value: "b", Label: "B"}}
		f.Problem = "Veuillez choisir."
		var out strings.Builder
		if err := ui.Radios(f).Render(t.Context(), &out); err != nil {
			t.Fatal(err)
		}
		html := out.String()
		if says != "" && !strings.Contains(html, says) || says == "" && strings.Contains(html, `class="optional"`) {
			t.Errorf("%+v does not say %q: %s", f, says, html)
		}
		if want := map[bool]int{true: 2, false: 0}[f.Required]; strings.Count(html, " required") != want {
			t.Errorf("%d buttons are required, want %d", strings.Count(html, " required"), want)
		}
		if !strings.Contains(html, `aria-describedby="champ-problem"`) || strings.Count(html, `aria-invalid="true"`) != 2 || !strings.Contains(html, `type="radio" id="champ"`) {
			t.Errorf("the group is not tied to its problem: %s", html)
		}
	}
}
