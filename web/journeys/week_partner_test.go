package journeys

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parvis/internal/files"
	"parvis/internal/link"
	"parvis/internal/logistics"
	"parvis/web"
	"parvis/web/browsertest"
	"parvis/web/urls"
)

// TestAWeekOfAPartner has somebody of the town read a shared retroplanning on a telephone and at a desk, print it, subscribe to its days, drop a document
// that is waited for, and learn that both links ended.
func TestAWeekOfAPartner(t *testing.T) {
	t.Parallel()
	s := newStory(t, func(c *web.Config) { c.Clock = func() time.Time { return tenOnFriday } })
	ctx, jea := t.Context(), s.project("JEA")
	share := func(p link.Purpose) link.Made {
		made, err := s.Links.ShareProject(ctx, s.by(team), jea, "", link.Draft{Purpose: p, Label: "Ville de Nanterre", LastDay: theDay.AddDays(30)})
		s.must(err)
		return made
	}
	plan, feed := share(link.Plan), share(link.Feed)

	v := s.visit(t, browsertest.Options{Width: 390, Height: 844, Touch: true})
	v.Allow("404")
	v.open(urls.SharedPlan(plan.Token))
	v.wantText(t, "main", "Ce plan vous est communiqué", "Quand")
	v.wantOutside(t)
	if v.Style(".plan-sheet tbody td:nth-child(3)", "display") != "block" {
		t.Error("the rows do not fold on a telephone")
	}
	if strings.Contains(v.Text("main"), "Inès") {
		t.Error("a partner reads who does it")
	}
	v.Resize(1280, 900)
	if v.Style(".plan-sheet tbody td:nth-child(3)", "display") != "table-cell" {
		t.Error("at a desk it is no table")
	}
	sheets := v.PDF(filepath.Join(t.ArtifactDir(), "plan.pdf"))
	if n := len(sheets.Pages); n < 1 || n > 4 {
		t.Errorf("%d sheets", n)
	}
	if text := plain(sheets.Pages[0].Text); strings.Contains(text, "Pour imprimer") || !strings.Contains(text, "version pour les partenaires") {
		t.Errorf("the first sheet: %.300s", text)
	}

	days := browsertest.NewPage(t, browsertest.Options{}).Calendar(s.Visitor().Get(urls.SharedFeed(feed.Token)).Want(t, 200).Body)
	if len(days) < 10 {
		t.Errorf("%d days to subscribe to", len(days))
	}

	// A document that is waited for, dropped without JavaScript.
	var piece int64
	file, err := s.Logistics.Of(ctx, s.by(team), jea)
	s.must(err)
	for _, p := range file.Pieces {
		if p.State == logistics.ToDo {
			piece = p.ID
			break
		}
	}
	drop, err := s.Links.ShareDeposit(ctx, s.by(team), piece, "", "Ville de Nanterre", theDay.AddDays(10))
	s.must(err)
	w := s.visit(t, browsertest.Options{Width: 390, Height: 844, NoScript: true})
	w.Allow("422")
	w.Allow("404")
	w.open(urls.Deposit(drop.Token))
	w.Follow("main form .button.primary") // nothing chosen
	w.wantText(t, "main", "à corriger")
	w.Upload(`input[type=file]`, "convention.pdf", []byte("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"))
	w.Follow("main form .button.primary")
	w.wantText(t, "main", "votre fichier est bien reçu")
	if !w.Exists(`input[name="`+files.FieldFiles+`"]`) && !strings.Contains(w.Text("main"), "plus attendue") {
		t.Error("what comes next is not said")
	}

	for _, made := range []link.Made{plan, drop} {
		_, err := s.Links.End(ctx, s.by(team), made.ID)
		s.must(err)
	}
	w.open(urls.SharedPlan(plan.Token))
	w.wantText(t, "main", "Ce lien n’ouvre plus rien")
	w.open(urls.Deposit(drop.Token))
	w.wantText(t, "main", "Ce lien n’ouvre plus rien")
	w.open(urls.SharedPlan(strings.Repeat("A", 26)))
	w.wantText(t, "main", "Ce lien n’ouvre rien")
}
