package static

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
)

// The scripts of a page share one global scope: in a script that is not strict, a function within a block takes the
// place of another script's function of the same name.
func TestScriptsAreStrict(t *testing.T) {
	t.Parallel()
	names, err := fs.Glob(files, "*.js")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	strict := regexp.MustCompile(`\A(//.*\n)*"use strict";\n`)
	global := map[string]string{}
	for _, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !strict.Match(text) {
			t.Errorf("%s does not begin with \"use strict\"", name)
		}
		for _, line := range strings.Split(string(text), "\n") {
			function, ok := strings.CutPrefix(line, "function ")
			if !ok {
				continue
			}
			function, _, _ = strings.Cut(function, "(")
			if other := global[function]; other != "" {
				t.Errorf("%s and %s both have a function %s", name, other, function)
			}
			global[function] = name
		}
	}
}
