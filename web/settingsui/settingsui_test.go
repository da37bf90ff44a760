package settingsui_test

import (
	"net/http"
	"strings"
	"testing"

	"parvis/internal/calendar"
	"parvis/internal/workcal"
	"parvis/web/serve"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// TestTheSettingsSayHowTheyAre reads the page of the head before and after a closure is added; others are refused with a sentence.
func TestTheSettingsSayHowTheyAre(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	says := func(parts ...string) {
		t.Helper()
		body := strings.ReplaceAll(h.As(h.Head).Get(urls.Settings()).Want(t, http.StatusOK).Body, "\u00a0", " ")
		for _, part := range parts {
			if !strings.Contains(body, part) {
				t.Errorf("the settings do not say %q", part)
			}
		}
	}
	says("4 personnes se connectent : 1 cheffe de service, 2 personnes de l’équipe et 1 stagiaire.", "Jours travaillés : lundi", "Rien n’attend d’être rétabli.", urls.Team(), urls.Calendar(), urls.Trash())
	day := workcal.FromTime(h.Now).AddDays(40)
	if _, err := h.Calendar.AddClosure(t.Context(), h.Head.At(h.Now), calendar.Closure{First: day, Last: day, Label: "Inventaire"}, serve.NewKey()); err != nil {
		t.Fatal(err)
	}
	says("1 fermeture à venir.")
	h.As(h.Team).Get(urls.Settings()).Want(t, http.StatusForbidden)
	h.As(h.Intern).Get(urls.Settings()).Want(t, http.StatusForbidden)
}
