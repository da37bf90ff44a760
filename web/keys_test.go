package web_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A handler that gave a room the key alone would create once, and say nothing.
func TestWhatIsSentGoesWithItsKey(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("*ui/*.go")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	sent := 0
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") || strings.HasSuffix(file, "_templ.go") {
			continue
		}
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		sent += strings.Count(string(source), ".Sending()")
		if strings.Contains(string(source), ".Key()") || strings.Contains(string(source), `Text("cle")`) {
			t.Errorf("%s reads a form's key: give the room f.Sending()", file)
		}
	}
	if sent < 9 {
		t.Errorf("%d forms create", sent)
	}
}
