package journeys

import (
	"testing"

	"parvis/web/browsertest"
	"parvis/web/urls"
)

// TestAFileIsAddedSeenAndTakenBack lives a file in a browser: chosen on the page of a task, seen there, refused with a sentence
// when it is no document, removed and put back; in light and in dark, on a narrow page too.
func TestAFileIsAddedSeenAndTakenBack(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	f := s.furnish()
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
	v.Follow(".talk-box button.primary")
	if !v.Exists("#fichiers-problem") {
		t.Error("what is no document is taken")
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
	v.Click(".files .file:first-child button")
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
	v.Follow("#fichiers-joints form.talk-box button.primary")
	v.wantText(t, ".files", "Photo.txt", "Note.txt", "Plan de salle.pdf")
	v.open(urls.Project(f.wide)) // by its own line, a name of one long word
	v.Check()
	read()
	v.open(urls.Event(f.museum))
	v.Check()
	read()
}
