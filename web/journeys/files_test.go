package journeys

import (
	"bytes"
	"strings"
	"testing"

	"parvis/web/browsertest"
	"parvis/web/urls"
)

// TestAFileIsAddedSeenAndTakenBack lives a file in a browser: chosen on the page of a task, seen there, refused with a sentence
// when it is no document, removed and put back; in light and in dark, on a narrow page too.
func TestAFileIsAddedSeenAndTakenBack(t *testing.T) {
	t.Parallel()
	f := newFurnished(t)
	s := f.story
	v := s.enter(t, team, browsertest.Options{Width: 320, Height: 700})
	read := func() {
		t.Helper()
		for _, fault := range v.Reading() {
			t.Error(fault)
		}
	}
	v.open(urls.Files("taches", f.task))
	v.Check()
	read()
	v.Upload("#fichiers", "page.pdf", []byte("<!DOCTYPE html><script>alert(1)</script>"))
	v.Allow("Response Status Error Code 422")
	v.Click(".talk-box button.primary")
	v.WaitFor("#fichiers-problem")
	if v.Exists(".sending") || v.Exists("button:disabled") {
		t.Error("what was refused cannot be sent again")
	}
	v.Check()
	v.Upload("#fichiers", "Plan de salle.pdf", []byte("%PDF-1.7\n"))
	v.Follow(".talk-box button.primary")
	const first = ".files .file:first-child a"
	if got := v.Text(first); got != "Plan de salle.pdf" {
		t.Errorf("the first file is %q", got)
	}
	v.open(urls.Task(f.task))
	v.Dark(true)
	v.Check()
	read()
	v.Click(".files .file:first-child form[action*=suppression] button")
	v.WaitFor("#annonce button")
	if got := v.Text(first); got == "Plan de salle.pdf" {
		t.Error("the file is still there")
	}
	v.Click("#annonce button")
	if !v.Await(func() bool { return v.Text(first) == "Plan de salle.pdf" }) {
		t.Error("the file does not come back")
	}
	v.Paste("Photo.txt", "Bonjour")
	v.Paste("Note.txt", "à tous")
	v.wantText(t, "#annonce", "À envoyer : 2 fichiers, 1 Ko.")
	v.Unfold()
	v.Type("#message", "Ce que j’écris.") // is not lost for it
	v.Click("#fichiers-joints form.talk-box button.primary")
	v.WaitFor("#annonce .flash")
	v.wantText(t, ".files", "Photo.txt", "Note.txt", "Plan de salle.pdf")
	if got := v.Value("#message"); got != "Ce que j’écris." {
		t.Errorf("what was being written reads %q", got)
	}
	v.open(urls.Project(f.wide)) // by its own line, a name of one long word
	v.Check()
	read()
	v.open(urls.Event(f.museum))
	v.Check()
	read()
}

// TestHowMuchOfAFileHasArrivedIsDrawnAndSaid sends a file to a server that takes its time, and a message with one.
func TestHowMuchOfAFileHasArrivedIsDrawnAndSaid(t *testing.T) {
	t.Parallel()
	f := newFurnished(t)
	s := f.story
	b := s.behind(t)
	s.URL = b.URL
	v := s.enter(t, team, browsertest.Options{Width: 320, Height: 700})
	large := append([]byte("%PDF-1.7\n"), bytes.Repeat([]byte("x"), 6<<20)...)
	send := func(field, form string) {
		t.Helper()
		v.Unfold()
		v.Upload(field, "Grand plan.pdf", large)
		v.wantText(t, "#annonce", "À envoyer : 1 fichier, 6,3 Mo.")
		b.says.Store("slow")
		v.Click(form + " button.primary")
		waits := <-b.turns
		v.WaitFor(form + " .sending progress[aria-label]")
		if v.Exists(form+" button.primary:not(:disabled)") || v.Exists(".alarm") {
			t.Error("what is being sent can be sent again, or something else is said of it")
		}
		if !v.Await(func() bool { return strings.Contains(v.Text(form+" .sending p"), "sur 6,3\u00a0Mo") }) {
			t.Errorf("what has arrived reads « %s »", v.Text(form+" .sending p"))
		}
		v.Check()
		b.says.Store("")
		close(waits.pass)
		v.WaitGone(".sending")
	}
	v.open(urls.Task(f.task))
	send("#fichiers", "#fichiers-joints form.talk-box")
	v.WaitFor("#annonce .flash")
	v.wantText(t, "#fichiers-joints .files", "Grand plan.pdf")

	v.Fill("#message", "Le plan est là.")
	send("#pieces", "section[aria-labelledby=fil] form.talk-box")
	v.WaitFor("#annonce .flash")
	v.wantText(t, ".texts .text:last-child", "Le plan est là.", "Grand plan.pdf")
	if got := v.Value("#message"); got != "" {
		t.Errorf("the box still holds %q", got)
	}
}
