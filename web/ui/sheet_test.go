package ui_test

import (
	"os"
	"strings"
	"testing"

	"parvis/web/ui"
)

func TestEveryPaperHasItsPage(t *testing.T) {
	t.Parallel()
	css, err := os.ReadFile("../static/paper.css")
	if err != nil {
		t.Fatal(err)
	}
	for paper, size := range map[ui.Paper]string{ui.A4: "A4 portrait", ui.A4Landscape: "A4 landscape", ui.A3Landscape: "A3 landscape"} {
		for _, rule := range []string{"." + string(paper) + " { page: " + string(paper) + ";", "@page " + string(paper) + " { size: " + size + ";"} {
			if !strings.Contains(string(css), rule) {
				t.Errorf("paper.css has no %s", rule)
			}
		}
	}
}
