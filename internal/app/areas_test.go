package app_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// unwarned are the texts of several lines in which nobody writes what is known of a person: lists of one kind of thing, models, and
// those whose question is put together in Go, which is said there.
var unwarned = map[string]string{
	"telephones":  "numbers, one a line",
	"courriels":   "addresses, one a line",
	"adresse":     "a street",
	"signataires": "names, one a line",
	"texte":       "the text of a model, or of an activity, which everybody reads",
	"accroche":    "the short text of an activity, which the public reads",
	"materiel":    "what an activity needs",
	"libelle":     "what a form asks", "aide": "what a form asks", "reponses": "what a form offers", "lignes": "what a form asks", "intro": "what whoever answers a form reads", "merci": "what whoever answers a form reads",
	"in":                        "what a form asks, in another language",
	"plan.FieldTitle":           "titles of tasks, one a line",
	"equipment.FieldWhat":       "things of the catalogue, one a line",
	"asking(f, field, c)":       "names of organisations, one a line",
	"field(v.Form, v.People, v": "a message: threadui warns",
	"v.field(a)":                "what a document asks for, which is not kept",
}

var (
	areaCall  = regexp.MustCompile(`ui\.Area\((.*)\)`)
	fieldName = regexp.MustCompile(`Name: ("([^"]+)"|[\w.]+)`)
)

// TestATextInWhichPeopleMayBeWrittenOfWarns reads the templates: a text of several lines either warns of what is not to be written of a
// person (ui.Field.Personal), or is one of those that need not.
func TestATextInWhichPeopleMayBeWrittenOfWarns(t *testing.T) {
	t.Parallel()
	warned, met := 0, map[string]bool{}
	err := filepath.WalkDir(filepath.Join(root, "web"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".templ") {
			return err
		}
		data, err := os.ReadFile(path) //nolint:gosec // a path of the source tree
		if err != nil {
			return err
		}
		for n, line := range strings.Split(string(data), "\n") {
			call := areaCall.FindStringSubmatch(line)
			if call == nil {
				continue
			}
			if strings.Contains(call[1], "Personal: true") {
				warned++
				continue
			}
			name := call[1]
			if m := fieldName.FindStringSubmatch(call[1]); m != nil {
				name = strings.Trim(m[1], `"`)
			}
			known := ""
			for one := range unwarned {
				if name == one || strings.HasPrefix(name, one) && strings.Contains(one, "(") {
					known = one
				}
			}
			if known == "" {
				t.Errorf("%s:%d: the text %s does not warn of what is not to be written of a person", strings.TrimPrefix(path, root), n+1, name)
			}
			met[known] = true
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if warned < 10 {
		t.Errorf("only %d texts warn: the walk misses some", warned)
	}
	for one := range unwarned {
		if !met[one] {
			t.Errorf("%s is no text any more", one)
		}
	}
}
