package calendarui_test

import (
	"context"
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/internal/workcal"
	"parvis/web/webtest"
)

// newProject is a project of the team's with its own days, 13 to 15 June 2025.
func newProject(t *testing.T, h *webtest.House, kind programme.Kind) int64 {
	t.Helper()
	project, err := h.Programme.Create(t.Context(), h.Team.At(h.Now), "", programme.ProjectDraft{Kind: kind, Title: "Archéologie en fête",
		PilotID: h.Team.ID, First: workcal.Of(2025, time.June, 13), Last: workcal.Of(2025, time.June, 15)})
	if err != nil {
		t.Fatal(err)
	}
	return project
}

// planOf is the project's plan as its pilot sees it.
func planOf(t *testing.T, h *webtest.House, project int64) plan.View {
	t.Helper()
	v, err := h.Plans.Plan(context.Background(), h.Team.On(webtest.Today), project)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// hidden reads every value of a hidden field of a page.
func hidden(a webtest.Answer, name string) []string {
	var values []string
	for _, found := range regexp.MustCompile(`<input type="hidden" name="`+name+`" value="([^"]*)"`).FindAllStringSubmatch(a.Body, -1) {
		values = append(values, html.UnescapeString(found[1]))
	}
	return values
}

// plain is a page's text with ordinary spaces and without tags.
func plain(a webtest.Answer) string {
	text := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(a.Body, " ")
	return strings.Join(strings.Fields(html.UnescapeString(text)), " ")
}

func wantText(t *testing.T, a webtest.Answer, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(plain(a), part) {
			t.Errorf("no %q in\n%s", part, plain(a))
		}
	}
}

// wantTo checks a redirect.
func wantTo(t *testing.T, a webtest.Answer, to string) {
	t.Helper()
	if a.Want(t, http.StatusSeeOther); a.Location != to {
		t.Errorf("sent to %q, want %q", a.Location, to)
	}
}
