package ui_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"parvis/internal/programme"
	"parvis/web/ui"
)

func drawing(t *testing.T, c templ.Component) string {
	t.Helper()
	var out strings.Builder
	if err := c.Render(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestEveryKindHasAMarkOfItsOwn walks the kinds of projects: each has its letter, its shape and its name as
// the pages say it, once; on an event, its programme has no mark.
func TestEveryKindHasAMarkOfItsOwn(t *testing.T) {
	t.Parallel()
	drawn := map[string]programme.Kind{}
	for _, kind := range programme.Kinds {
		mark := drawing(t, ui.KindMark(string(kind), "Un titre"))
		if name := fmt.Sprintf("<span class=\"sr-only\">%s\u00a0:</span>", kind.Label()); !strings.Contains(mark, name) || !strings.Contains(mark, `title="`+kind.Label()+`"`) {
			t.Errorf("the mark of %s does not say %q: %s", kind, kind.Label(), mark)
		}
		_, letter, _ := strings.Cut(mark, `<span aria-hidden="true">`)
		letter, _, _ = strings.Cut(letter, "<")
		_, class, _ := strings.Cut(mark, `class="kind `)
		class, _, _ = strings.Cut(class, `"`)
		for _, own := range []string{letter, class} {
			if other, taken := drawn[own]; taken || own == "" {
				t.Errorf("%s and %s are both drawn %q", kind, other, own)
			}
			drawn[own] = kind
		}
		if said := drawing(t, ui.KindMark(string(kind), kind.Label()+" de Nanterre")); strings.Contains(said, "sr-only") {
			t.Errorf("before a title that begins with its name, the mark of %s says it again: %s", kind, said)
		}
		if on := drawing(t, ui.KindOnEvent(string(kind), "Un titre")); (on == "") != (kind == programme.EventProgramme) {
			t.Errorf("on an event, %s is drawn %q", kind, on)
		}
	}
}

// TestChoicesStandInTheirGroups draws a list of two groups and a choice outside of them.
func TestChoicesStandInTheirGroups(t *testing.T) {
	t.Parallel()
	html := drawing(t, ui.Select(ui.Field{Name: "tache", Label: "Tâche", Options: []ui.Option{{Label: "Aucune"},
		{Value: "1", Label: "Un", Group: "Mai"}, {Value: "2", Label: "Deux", Group: "Mai"}, {Value: "3", Label: "Trois", Group: "Juin"}}}))
	html = strings.Join(strings.Fields(html), " ")
	want := `<option value="">Aucune</option><optgroup label="Mai"><option value="1">Un</option><option value="2">Deux</option></optgroup><optgroup label="Juin"><option value="3">Trois</option></optgroup>`
	if got := strings.ReplaceAll(strings.ReplaceAll(html, "> <", "><"), " >", ">"); !strings.Contains(got, want) {
		t.Errorf("the list is %s", got)
	}
}
