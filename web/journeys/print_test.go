package journeys

import (
	"fmt"
	"image"
	_ "image/png" // poppler's pictures
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"parvis/internal/plan"
	"parvis/web/browsertest"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// print opens a page made for paper and prints it as the browser's own command would.
func (v visitor) print(t testing.TB, path string) *browsertest.PDF {
	t.Helper()
	v.open(path)
	return v.PDF(filepath.Join(t.TempDir(), "print.pdf"))
}

// sheets are the two formats of the museum's printer, in millimetres.
var (
	a4Portrait  = [2]float64{210, 297}
	a3Landscape = [2]float64{420, 297}
)

// wantSheets checks what every printed document owes its reader.
func wantSheets(t *testing.T, pdf *browsertest.PDF, size [2]float64, atLeast int) {
	t.Helper()
	if len(pdf.Pages) < atLeast {
		t.Fatalf("%d sheets, want at least %d", len(pdf.Pages), atLeast)
	}
	for i, p := range pdf.Pages {
		if diff := max(p.Width-size[0], size[0]-p.Width, p.Height-size[1], size[1]-p.Height); diff > 1 {
			t.Errorf("sheet %d is %.0f × %.0f mm, want %.0f × %.0f", i+1, p.Width, p.Height, size[0], size[1])
		}
		if number := fmt.Sprintf("page %d/%d", i+1, len(pdf.Pages)); !strings.Contains(p.Text, number) {
			t.Errorf("sheet %d does not say %q", i+1, number)
		}
		if !strings.Contains(plain(p.Text), "Imprimé le 7 avril 2025") {
			t.Errorf("sheet %d does not say when it was printed", i+1)
		}
		if strings.Contains(p.Text, "Se déconnecter") || strings.Contains(p.Text, "Revenir") {
			t.Errorf("sheet %d prints what is for the screen only", i+1)
		}
		wantInk(t, pdf.Draw(i+1, 40), i+1)
	}
	if len(pdf.Fonts) == 0 {
		t.Error("no font is used")
	}
	for _, f := range pdf.Fonts {
		if !f.Embedded {
			t.Errorf("the font %s is not embedded", f.Name)
		}
	}
}

// wantInk checks on a photocopy that a sheet has black text on white paper, and more than a line.
func wantInk(t *testing.T, picture string, sheet int) {
	t.Helper()
	file, err := os.Open(picture)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	drawn, _, err := image.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	dark, white, all := 0, 0, drawn.Bounds().Dx()*drawn.Bounds().Dy()
	for y := drawn.Bounds().Min.Y; y < drawn.Bounds().Max.Y; y++ {
		for x := drawn.Bounds().Min.X; x < drawn.Bounds().Max.X; x++ {
			switch grey, _, _, _ := drawn.At(x, y).RGBA(); {
			case grey < 0x6000:
				dark++
			case grey > 0xf000:
				white++
			}
		}
	}
	if dark*1000 < all || white*2 < all {
		t.Errorf("sheet %d in black and white: %d dark and %d white of %d points", sheet, dark, white, all)
	}
}

// wantWhole checks that a row is on one sheet from its first word to its last: where it begins, as
// first tells, the next lines hold every word of its text. height is how many lines a row may take.
func wantWhole(t *testing.T, pdf *browsertest.PDF, first *regexp.Regexp, text string, height int) {
	t.Helper()
	begun := ""
	for _, p := range pdf.Pages {
		lines := strings.Split(p.Text, "\n")
		for i, line := range lines {
			if !first.MatchString(plain(line)) {
				continue
			}
			begun = plain(strings.Join(lines[i:min(i+height, len(lines))], " "))
			if holds(begun, text) {
				return
			}
		}
	}
	t.Errorf("%q is not printed whole on one sheet; where it begins:\n%s", text, begun)
}

// holds tells whether every word of a text stands in another, in whatever order its columns give.
func holds(in, text string) bool {
	in = " " + in + " "
	for _, word := range strings.Fields(plain(text)) {
		if !strings.Contains(in, " "+word+" ") {
			return false
		}
	}
	return true
}

func TestPlanPrintsOnA4WithBoxesAndWholeRows(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	jea := s.project("JEA 2025")
	pdf := s.enter(t, head, browsertest.Options{}).print(t, urls.PlanPrint(jea))
	wantSheets(t, pdf, a4Portrait, 3)
	for i, p := range pdf.Pages {
		for _, heading := range []string{"Tâche", "Responsable", "Quand", "Au plus tard, et pourquoi", "13–15 juin 2025"} {
			if !strings.Contains(plain(p.Text), heading) {
				t.Errorf("sheet %d does not repeat the heading %q", i+1, heading)
			}
		}
	}
	for _, r := range s.plan(jea).Rows {
		begins := regexp.MustCompile(`(^|\s)` + strconv.Itoa(r.Number) + `\. ` + regexp.QuoteMeta(strings.Fields(r.Title)[0]))
		wantWhole(t, pdf, begins, r.Title, 5)
	}
	// Late, critical and blocked are told in words, for a black-and-white printer.
	all := ""
	for _, p := range pdf.Pages {
		all += " " + plain(p.Text)
	}
	for _, word := range []string{"en retard de 7 j", "critique", "bloquée", "obligation légale"} {
		if !strings.Contains(all, word) {
			t.Errorf("nothing says %q", word)
		}
	}
}

func TestGanttPrintsOnA3WithItsScaleOnEverySheet(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	jea := s.project("JEA 2025")
	v := s.enter(t, head, browsertest.Options{})
	pdf := v.print(t, urls.GanttPrint(jea))
	wantSheets(t, pdf, a3Landscape, 2)
	drawn := 0
	for i, p := range pdf.Pages {
		text := plain(p.Text)
		for _, repeated := range []string{"JEA 2025", "décembre 2024", "juin 2025", "juillet 2025", "Aujourd’hui", "Jour J", "critique", "vacances scolaires"} {
			if !strings.Contains(text, repeated) {
				t.Errorf("sheet %d does not repeat %q", i+1, repeated)
			}
		}
		for _, r := range s.plan(jea).Rows {
			if r.State != plan.Dropped && regexp.MustCompile(`(^|\s)`+strconv.Itoa(r.Number)+`\. `+regexp.QuoteMeta(strings.Fields(r.Title)[0])).MatchString(text) {
				drawn++
			}
		}
	}
	if want := len(s.plan(jea).Rows); drawn != want {
		t.Errorf("%d rows are drawn over all sheets, want each of the %d once", drawn, want)
	}
	if n := v.Count("section.sheet"); n != len(pdf.Pages) {
		t.Errorf("%d drawings make %d sheets: one was cut in two", n, len(pdf.Pages))
	}
}

func TestLongPlanIsCutAtMonthBoundaries(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	twinning := s.project("Jumelage")
	v := s.enter(t, team, browsertest.Options{})
	pdf := v.print(t, urls.GanttPrint(twinning))
	wantSheets(t, pdf, a3Landscape, 1)
	month := regexp.MustCompile(`(janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre) 20\d\d`)
	seen := map[string]bool{}
	for i, p := range pdf.Pages {
		months := month.FindAllString(plain(p.Text), -1)
		if len(months) == 0 {
			t.Errorf("sheet %d has no scale", i+1)
		}
		for _, m := range months {
			seen[m] = true
		}
	}
	rows := s.plan(twinning).Rows
	for _, r := range rows {
		if !seen[r.PlannedFinish.FrenchMonthYear()] {
			t.Errorf("%s (%s) is on no sheet", r.PlannedFinish.FrenchMonthYear(), r.Title)
		}
	}
}

func TestMyListPrintsOnA4WithItsItems(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	v := s.enter(t, intern, browsertest.Options{})
	pdf := v.print(t, urls.MyListPrint())
	wantSheets(t, pdf, a4Portrait, 1)
	list, err := s.Plans.MyList(t.Context(), s.people[intern], webtest.Today, plan.Filter{})
	s.must(err)
	for i, p := range pdf.Pages {
		for _, heading := range []string{"Tâche et points à cocher", "Projet", "Au plus tard", "Inès Carpentier"} {
			if !strings.Contains(plain(p.Text), heading) {
				t.Errorf("sheet %d does not repeat the heading %q", i+1, heading)
			}
		}
	}
	for _, section := range list.Sections {
		if section.When == plan.WhenDone {
			continue
		}
		for _, r := range section.Rows {
			words := strings.Fields(r.Title)
			begins := regexp.MustCompile(`^(\W+ )?` + regexp.QuoteMeta(strings.Join(words[:min(2, len(words))], " ")))
			wantWhole(t, pdf, begins, r.Title, 6+2*len(r.Checklist))
			for _, item := range r.Checklist {
				wantWhole(t, pdf, regexp.MustCompile(regexp.QuoteMeta(strings.Fields(item.Label)[0])), item.Label, 3)
			}
		}
	}
}
