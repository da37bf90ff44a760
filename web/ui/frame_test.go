package ui

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestNoFormIsSentToItsOwnPage holds the addresses of forms beside those of their pages.
func TestNoFormIsSentToItsOwnPage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ page, action, want string }{
		{"/equipe/ajout", "/equipe/ajout", "/equipe/ajout?envoi"},
		{"/equipe/ajout?envoi", "/equipe/ajout", "/equipe/ajout"}, // what a form to mend is answered on
		{"/taches/3/modifier", "/taches/3", "/taches/3"},
		{"/ma-liste?horizon=tout", "/ma-liste?horizon=tout", "/ma-liste?horizon=tout&envoi"},
		{"/ma-liste?horizon=tout&envoi", "/ma-liste?horizon=tout", "/ma-liste?horizon=tout"},
		{"/ma-liste?horizon=tout&projet=3", "/ma-liste?projet=3&horizon=tout", "/ma-liste?projet=3&horizon=tout&envoi"},
		{"/ma-liste", "/ma-liste?horizon=tout", "/ma-liste?horizon=tout"},
	} {
		if got := string(Sent(WithFrame(context.Background(), Frame{Address: c.page}), c.action)); got != c.want {
			t.Errorf("on %s, a form to %s is sent to %s, want %s", c.page, c.action, got, c.want)
		}
	}
}

var (
	formTag = regexp.MustCompile(`<form\b[^\n]*method="post"[^\n]*`)
	sent    = regexp.MustCompile(`action=\{ (ui\.)?Sent\(ctx, `)
)

// TestEveryFormSaysWhereItIsSentByOneWay reads the templates: no form is posted to an address of its own making.
func TestEveryFormSaysWhereItIsSentByOneWay(t *testing.T) {
	t.Parallel()
	forms := 0
	err := filepath.WalkDir("..", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".templ") || filepath.Base(path) == "login.templ" { // which keeps the place asked for
			return err
		}
		text, err := os.ReadFile(path)
		for _, tag := range formTag.FindAllString(string(text), -1) {
			if forms++; !sent.MatchString(tag) {
				t.Errorf("%s: %s", path, tag)
			}
		}
		return err
	})
	if err != nil || forms < 40 {
		t.Errorf("%d forms read: %v", forms, err)
	}
}

// bareUndo is « Annuler » with nothing after it, in a template: what takes the last act back is drawn by the layout alone.
var bareUndo = regexp.MustCompile(`>\s*Annuler\s*<|\{ "Annuler" \}`)

// TestOnlyTheLastActIsTakenBackByAnnulerAlone reads the templates: leaving a form is « Revenir sans enregistrer » (Leave),
// and cancelling bears the noun of what is cancelled.
func TestOnlyTheLastActIsTakenBackByAnnulerAlone(t *testing.T) {
	t.Parallel()
	templates, left := 0, 0
	err := filepath.WalkDir("..", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".templ") {
			return err
		}
		text, err := os.ReadFile(path)
		for _, bad := range bareUndo.FindAllString(string(text), -1) {
			t.Errorf("%s: %q", path, bad)
		}
		templates++
		left += strings.Count(string(text), "Leave(")
		return err
	})
	if err != nil || templates < 100 || left < 40 {
		t.Errorf("%d templates and %d forms that are left: the walk misses some, %v", templates, left, err)
	}
}
