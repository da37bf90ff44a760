package journeys

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"parvis/internal/response"
	"parvis/internal/survey"
	"parvis/web/browsertest"
	"parvis/web/urls"
)

// Of what is easy to read, on a screen and on paper (1 pt is 4/3 px).
const (
	leastScreen   = 14.0
	leastPaper    = 14.0 * 4 / 3
	leastSpacing  = 1.5
	leastContrast = 7.0
)

// easyForm asks the demonstration's form that is easy to read about the JEA, and gives its collection and its address.
func (s *story) easyForm() (collection int64, token string) {
	s.t.Helper()
	by := s.people[head].At(s.Now)
	list, err := s.Surveys.List(s.t.Context(), by, survey.Filter{Purpose: survey.Easy})
	s.must(err)
	for _, one := range list {
		if one.Published == 0 || !one.Active {
			continue
		}
		collection, err = s.Responses.Create(s.t.Context(), by, "", s.project("JEA"), response.Draft{Form: response.Ref{ID: one.ID}, Label: "Version simplifiée"})
		s.must(err)
		c, err := s.Responses.Collection(s.t.Context(), by, collection)
		s.must(err)
		return collection, c.Token
	}
	s.t.Fatal("the demonstration has no form that is easy to read")
	return
}

// easily holds how the texts of a page stand: large, far apart, dark on light, in one upright family, with the beginnings of lines under each other.
func easily(t *testing.T, where string, texts []browsertest.Written, least float64) {
	t.Helper()
	if len(texts) < 3 {
		t.Errorf("%s: only %d texts are seen", where, len(texts))
	}
	for _, w := range texts {
		var wrong []string
		add := func(bad bool, format string, args ...any) {
			if bad {
				wrong = append(wrong, fmt.Sprintf(format, args...))
			}
		}
		add(w.Size < least-0.05, "%.1f px, at least %.1f", w.Size, least)
		add(w.Spacing < leastSpacing-0.01, "lines %.2f apart", w.Spacing)
		add(w.Contrast < leastContrast, "contrast %.1f", w.Contrast)
		add(!w.Dark && !w.Act, "light on dark")
		add(w.Align != "start" && !w.Act, "aligned %s", w.Align)
		add(w.Italic, "in italics")
		add(w.Capitals, "in capitals")
		add(w.Underline && !w.Act, "underlined, and no link")
		add(!strings.HasPrefix(w.Family, texts[0].Family), "in %s", w.Family)
		if len(wrong) > 0 {
			t.Errorf("%s: « %.60s » (%s): %s", where, w.Text, w.Tag, strings.Join(wrong, ", "))
		}
	}
}

// TestTheFormEasyToReadIsEasyToRead answers the demonstration's by the keyboard alone, at both widths, in light and in dark: each page asks one thing, in texts that stand as the State's reference for
// simplified language wants them, and whatever is drawn is said in words too.
func TestTheFormEasyToReadIsEasyToRead(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	collection, token := s.easyForm()
	v := s.visit(t, browsertest.Options{Width: 390, Height: 844})
	v.open(urls.Asked(token))
	pages := 0
	for ; v.Exists("main form"); pages++ {
		if pages > 12 {
			t.Fatal("the form has no end")
		}
		where := fmt.Sprintf("page %d, « %.40s »", pages+1, v.Text("main"))
		if n := v.Count(".asked-question"); n > 1 {
			t.Errorf("%s asks %d questions", where, n)
		}
		if !strings.Contains(v.Text(".asked-progress"), fmt.Sprintf("Page %d sur ", pages+1)) {
			t.Errorf("%s does not say which page it is: %q", where, v.Text(".asked-progress"))
		}
		for _, dark := range []bool{false, true} {
			v.Dark(dark)
			for _, width := range []int{390, 1280} {
				v.Resize(width, 844)
				easily(t, fmt.Sprintf("%s, dark %t, %d px", where, dark, width), v.Texts("body"), leastScreen)
			}
		}
		v.Dark(false)
		v.Check()
		if drawn, said := v.Count(".asked-drawing"), v.Count(".asked-drawing ~ .asked-word, .asked-box:has(.asked-drawing) .asked-word"); drawn > said {
			t.Errorf("%s: %d pictures, %d in words", where, drawn, said)
		}
		// By the keyboard alone: into the answers, the first one, and on.
		if v.Exists("main form .asked-question input[type=radio]:not(:checked)") && !v.Exists("main form .asked-question input[type=radio]:checked") {
			v.TabTo("main form .asked-question input[type=radio]")
			v.Press("Space")
			if !v.Exists("main form .asked-question input:checked") {
				t.Errorf("%s: the space bar answers nothing", where)
			}
		}
		v.TabTo("main form button.primary")
		v.PressAndFollow("Enter")
		if v.Exists(".summary") {
			t.Fatalf("%s cannot be answered by the keyboard alone: %s", where, v.Text(".summary"))
		}
	}
	if !strings.Contains(v.Text("h1"), "Merci") {
		t.Fatalf("the form ends with %q", v.Text("h1"))
	}
	easily(t, "the end", v.Texts("body"), leastScreen)
	v.Check()
	if pages < 3 || pages > 10 {
		t.Errorf("the form has %d pages", pages)
	}
	c, err := s.Responses.Collection(t.Context(), s.people[head].At(s.Now), collection)
	s.must(err)
	if c.Answers[response.ByLink] != 1 {
		t.Errorf("%v is kept", c.Answers)
	}
}

// TestTheFormEasyToReadIsEasyToReadOnPaper looks at its sheet as it is printed.
func TestTheFormEasyToReadIsEasyToReadOnPaper(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	collection, _ := s.easyForm()
	v := s.enter(t, team, browsertest.Options{Width: 794})
	v.open(urls.CollectionPaper(collection, nil))
	v.OnPaper(true)
	easily(t, "on paper", v.Texts("body"), leastPaper)
	v.OnPaper(false)
	pdf := v.PDF(filepath.Join(t.TempDir(), "sheet.pdf"))
	if len(pdf.Pages) == 0 {
		t.Fatal("nothing is printed")
	}
}
