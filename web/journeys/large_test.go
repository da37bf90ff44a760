package journeys

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
	"parvis/web/browsertest"
	"parvis/web/urls"
)

// large makes a project of 500 tasks, the first hundred done.
func (s *story) large() (project int64) {
	s.t.Helper()
	by := s.people[head].At(s.Now)
	target := workcal.Of(2025, time.September, 20)
	project, err := s.Programme.Create(s.t.Context(), by, "", programme.ProjectDraft{Kind: programme.EventProgramme, Title: "Une grande saison", PilotID: s.people[head].ID, First: target, Last: target})
	s.must(err)
	for k := range 5 {
		drafts := make([]plan.Draft, 100)
		for i := range drafts {
			n := k*len(drafts) + i
			drafts[i] = plan.Draft{Title: fmt.Sprintf("Préparer la visite numéro %d", n+1), Category: plan.Categories[n%len(plan.Categories)], Duration: 1 + n%5,
				ResponsibleID: &by.ID, Offset: retroplan.Offset{Side: retroplan.BeforeEvent, Count: 220 - n*2/5}}
		}
		ids, err := s.Plans.AddTasks(s.t.Context(), by, project, plan.Added{Drafts: drafts}, "")
		s.must(err)
		if k == 0 {
			for _, id := range ids {
				s.must(s.Plans.TickTask(s.t.Context(), by, id))
			}
		}
	}
	return project
}

// BenchmarkALargePlanInTheBrowser measures how soon a plan of 500 tasks answers what is done in it, by the browser's
// own account: the slowest of several times.
func BenchmarkALargePlanInTheBrowser(b *testing.B) {
	s := newStory(b)
	v := s.enter(b, head, browsertest.Options{Height: 900})
	project := s.large()
	rows := s.plan(project).Rows
	open := rows[len(rows)/2]
	var typing, choosing, unfolding time.Duration
	slowest := func(into *time.Duration) {
		for _, took := range v.Answered() {
			*into = max(*into, took)
		}
	}
	for b.Loop() {
		v.open(urls.Plan(project))
		v.Answered()

		v.Click(cell(open, "5"))
		v.WaitFor("#edition #titre")
		v.Focus("#edition #titre")
		v.Answered() // opening waits for the server
		for _, key := range "Relire avant" {
			v.Press(string(key))
		}
		if held := v.Value("#edition #titre"); !strings.Contains(held, "Relire avant") {
			b.Fatalf("the title holds %q", held)
		}
		slowest(&typing)
		time.Sleep(400 * time.Millisecond) // what it comes to is shown
		slowest(&typing)
		v.Press("Escape")
		v.WaitGone("#edition")

		v.Click(rowOf(open.ID) + " input[name='t[]']")
		v.WaitFor("[data-choose=all]")
		v.Answered()
		v.Click("[data-choose=all]")
		slowest(&choosing)
		if n := v.Count("#liste input[name='t[]']:checked"); n < 400 {
			b.Fatalf("%d are chosen", n)
		}

		v.Click(".month-fold > summary")
		slowest(&unfolding)
	}
	for name, took := range map[string]time.Duration{"typing-ms": typing, "choosing-all-ms": choosing, "unfolding-ms": unfolding} {
		b.ReportMetric(float64(took.Milliseconds()), name)
	}
}
