package web_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"parvis/web/webtest"
)

// literal is a path with a parameter, or the parameter alone, written out where a route is listed.
var literal = regexp.MustCompile(`"([^"\n]*\{[a-z]+\}[^"\n]*)"`)

// unnamed is what a pattern holds where a name has no rendering.
var unnamed = regexp.MustCompile(`/-\d`)

// spelled are those that no function of web/urls gives: the bin of the trash, which is a word rather
// than an id, and addresses of before.
var spelled = map[string]string{
	"{bin}":                      "/corbeille/{bin}/{thing}/retablir",
	"/projets/{project}/journal": "/projets/{project}/journal",
	"/projets/{project}/retroplanning/corbeille": "/projets/{project}/retroplanning/corbeille",
}

// TestPathsWithParametersAreDeclaredOnce reads where routes are listed: their paths come from web/urls,
// as those of links do, so that the two cannot part.
func TestPathsWithParametersAreDeclaredOnce(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("*ui/*.go")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	found := map[string]bool{}
	for _, file := range append(files, "server.go") {
		if strings.HasSuffix(file, "_test.go") || strings.HasSuffix(file, "_templ.go") {
			continue
		}
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range literal.FindAllStringSubmatch(string(source), -1) {
			if found[m[1]] = true; spelled[m[1]] == "" {
				t.Errorf("%s writes %q out: web/urls gives the paths", file, m[1])
			}
		}
	}
	patterns := map[string]bool{}
	for _, r := range webtest.New(t).Routes() {
		if patterns[r.Pattern] = true; unnamed.MatchString(r.Pattern) {
			t.Errorf("the pattern %s names nothing: a name is missing in web/urls", r.Pattern)
		}
	}
	for written, pattern := range spelled {
		if !found[written] || !patterns[pattern] {
			t.Errorf("%q is excused, and not written any more, or %s is no route", written, pattern)
		}
	}
}
