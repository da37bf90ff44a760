package journeys

import (
	"fmt"
	"image/png"
	"math"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"parvis/internal/demo"
	"parvis/internal/plan"
	"parvis/web/browsertest"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// printed is a page on paper.
func (v visitor) printed(t *testing.T, path string, width, height float64) *browsertest.PDF {
	t.Helper()
	v.open(path)
	pdf := v.PDF(filepath.Join(t.ArtifactDir(), "sheets.pdf"))
	for n, sheet := range pdf.Pages {
		if math.Abs(sheet.Width-width) > 0.5 || math.Abs(sheet.Height-height) > 0.5 {
			t.Errorf("%s, sheet %d: %.1f × %.1f mm", path, n+1, sheet.Width, sheet.Height)
		}
		wantOnSheet(t, pdf, n, fmt.Sprintf("page %d/%d", n+1, len(pdf.Pages)))
	}
	if n := strings.Count(plain(pdf.Pages[0].Text), "Imprimé le"); n > 1 {
		t.Errorf("%s: the first sheet says %d times when it was printed", path, n)
	}
	if len(pdf.Fonts) == 0 {
		t.Errorf("%s: no font", path)
	}
	for _, font := range pdf.Fonts {
		if !font.Embedded {
			t.Errorf("%s: the font %s is not in the file", path, font.Name)
		}
	}
	wantBlackOnWhite(t, pdf)
	return pdf
}

func wantOnSheet(t *testing.T, pdf *browsertest.PDF, n int, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(plain(pdf.Pages[n].Text), plain(text)) {
			t.Errorf("sheet %d does not say %q", n+1, text)
		}
	}
}

// wantBlackOnWhite draws the first sheet as a photocopier does: the paper is white, the ink black.
func wantBlackOnWhite(t *testing.T, pdf *browsertest.PDF) {
	t.Helper()
	file, err := os.Open(pdf.Draw(1, 60))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	sheet, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	black, white, all := 0, 0, sheet.Bounds().Dx()*sheet.Bounds().Dy()
	for y := range sheet.Bounds().Dy() {
		for x := range sheet.Bounds().Dx() {
			switch grey, _, _, _ := sheet.At(x, y).RGBA(); {
			case grey < 0x5000:
				black++
			case grey > 0xf800:
				white++
			}
		}
	}
	if black*500 < all || white*3 < all*2 {
		t.Errorf("of %d points, %d are black and %d white", all, black, white)
	}
}

var (
	numbered = regexp.MustCompile(`(?m)^\s*(\d+)\. (\S+)`)
	paging   = regexp.MustCompile(`^\s*page \d+/\d+\s*$`)
)

// TestRetroplanningPrintsOnA4 holds the list: every task on one sheet and whole, the heading of the
// table on each, and what is late or critical said in words.
func TestRetroplanningPrintsOnA4(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	jea := s.project("JEA")
	v := s.enter(t, intern, browsertest.Options{})
	pdf := v.printed(t, urls.PlanPrint(jea), 210, 297)
	view := s.plan(jea)
	var months []string
	for _, m := range view.Months() {
		months = append(months, strings.ToLower(m.Label))
	}
	for n := range pdf.Pages {
		wantOnSheet(t, pdf, n, view.Project.Title, "13–15 juin 2025", "Imprimé le 7 avril 2025", "Responsable", "Au plus tard, et pourquoi")
		lines := rowLines(pdf.Pages[n].Text, "Tâche")
		first, last := lines[0], lines[len(lines)-1]
		if !numbered.MatchString(first) && !slices.Contains(months, strings.ToLower(first)) {
			t.Errorf("sheet %d begins in the middle of a row: %q", n+1, first)
		}
		if slices.Contains(months, strings.ToLower(last)) {
			t.Errorf("sheet %d ends with the name of a month: %q", n+1, last)
		}
	}
	wantEveryRow(t, pdf, view.Rows)
	for _, word := range []string{"en retard de 7 j", "critique", "bloquée", "faite", "en cours", "obligation légale"} {
		if !slices.ContainsFunc(pdf.Pages, func(p browsertest.PDFPage) bool { return strings.Contains(plain(p.Text), word) }) {
			t.Errorf("nothing is said to be %q", word)
		}
	}
}

// rowLines are the lines between the heading of the table and the number of the sheet.
func rowLines(text, heading string) []string {
	var lines []string
	begun := false
	for line := range strings.Lines(text) {
		switch line = strings.TrimSpace(strings.Trim(line, "\f\n")); {
		case strings.HasPrefix(line, heading):
			begun = true
		case begun && line != "" && !paging.MatchString(line):
			lines = append(lines, line)
		}
	}
	return append(lines, "")[:max(1, len(lines))]
}

// wantEveryRow checks that each task stands once, in the order of the plan.
func wantEveryRow(t *testing.T, pdf *browsertest.PDF, rows []plan.Row) {
	t.Helper()
	next := 0
	for n, sheet := range pdf.Pages {
		for _, m := range numbered.FindAllStringSubmatch(sheet.Text, -1) {
			if next == len(rows) || m[1] != strconv.Itoa(rows[next].Number) || m[2] != strings.Fields(rows[next].Title)[0] {
				t.Fatalf("sheet %d: after %d tasks comes %q", n+1, next, m[0])
			}
			next++
		}
	}
	if next != len(rows) {
		t.Errorf("%d of %d tasks are printed", next, len(rows))
	}
}

// TestGanttPrintsOnA3 holds the chart: its scale and its legend on each sheet, every task once.
func TestGanttPrintsOnA3(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	jea := s.project("JEA")
	v := s.enter(t, head, browsertest.Options{})
	pdf := v.printed(t, urls.GanttPrint(jea), 420, 297)
	if len(pdf.Pages) != 1 {
		t.Errorf("its 77 tasks take %d sheets", len(pdf.Pages))
	}
	for n := range pdf.Pages {
		wantOnSheet(t, pdf, n, "Responsable", "Après", "Inès Carpentier", "la suivante attend")
		wantOnSheet(t, pdf, n, s.plan(jea).Project.Title, "Imprimé le 7 avril 2025", "avril 2025", "juin 2025", "Aujourd’hui", "Jour J",
			"critique : sans marge", "en retard", "jalon")
	}
	wantEveryRow(t, pdf, s.plan(jea).Rows)
	v.OnPaper(true)
	if bars := v.bars(t, ".sheet"); len(bars) != len(s.plan(jea).Rows) {
		t.Errorf("%d bars are drawn for %d tasks", len(bars), len(s.plan(jea).Rows))
	}
	for n := range v.Count(".sheet .legend > li") {
		if sign := v.Where(fmt.Sprintf(".sheet .legend > li:nth-child(%d) svg > :not(defs)", n+1)); sign.Width == 0 && sign.Height == 0 {
			t.Errorf("sign %d of the legend is not drawn", n+1)
		}
	}
	v.OnPaper(false)
	for _, sign := range []string{"retard 7 j", "critique", "bloquée", "✓"} {
		if !slices.ContainsFunc(pdf.Pages, func(p browsertest.PDFPage) bool { return strings.Contains(plain(p.Text), sign) }) {
			t.Errorf("no bar is marked %q", sign)
		}
	}
}

// TestMyListPrintsWithBoxes holds one's own list on A4, each task with its items on one sheet.
func TestMyListPrintsWithBoxes(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	v := s.enter(t, intern, browsertest.Options{})
	pdf := v.printed(t, urls.MyListPrint()+"?horizon=tout", 210, 297)
	list, err := s.Plans.MyList(t.Context(), s.people[intern].On(webtest.Today), plan.Filter{})
	s.must(err)
	var starts []string
	for _, section := range list.Sections {
		starts = append(starts, section.When.Label())
		for _, row := range section.Rows {
			starts = append(starts, strings.Join(strings.Fields(row.Title)[:min(2, len(strings.Fields(row.Title)))], " "))
			if section.When != plan.WhenDone && !onOneSheet(pdf, row) {
				t.Errorf("« %s » and its items are not on one sheet", row.Title)
			}
		}
	}
	for n, sheet := range pdf.Pages {
		wantOnSheet(t, pdf, n, "Liste d’Inès Carpentier", "Imprimé le 7 avril 2025", "Tâche et points à cocher", "Au plus tard")
		first := rowLines(sheet.Text, "Tâche")[0]
		if !slices.ContainsFunc(starts, func(start string) bool { return strings.HasPrefix(plain(first), plain(start)) }) {
			t.Errorf("sheet %d begins in the middle of a row: %q", n+1, first)
		}
	}
}

// onOneSheet tells whether some sheet has the beginning of a task and of each of its items.
func onOneSheet(pdf *browsertest.PDF, row plan.ListRow) bool {
	return slices.ContainsFunc(pdf.Pages, func(p browsertest.PDFPage) bool {
		text := plain(p.Text)
		for _, label := range append([]string{row.Title}, labels(row.Checklist)...) {
			words := strings.Fields(label)
			if !strings.Contains(text, strings.Join(words[:min(2, len(words))], " ")) {
				return false
			}
		}
		return true
	})
}

func labels(items []plan.Item) []string {
	var out []string
	for _, i := range items {
		out = append(out, i.Label)
	}
	return out
}

// TestEveryPageHasAPrintSheet prints pages made for the screen: what only a screen can use is gone.
func TestEveryPageHasAPrintSheet(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	v := s.enter(t, head, browsertest.Options{})
	for path, text := range map[string]string{urls.Home(): "Bonjour Claire", urls.Project(s.project("JEA")): "Objectifs", urls.Events(): "Événements 2025"} {
		pdf := v.printed(t, path, 210, 297)
		wantOnSheet(t, pdf, 0, text)
		for n, sheet := range pdf.Pages {
			for _, absent := range []string{"Se déconnecter", "Tableau de bord", "Aller au contenu", "Démonstration"} {
				if strings.Contains(plain(sheet.Text), absent) {
					t.Errorf("%s, sheet %d prints « %s »", path, n+1, absent)
				}
			}
		}
	}
}

// TestEverySheetHasAButtonThatPrintsAndAWayBack walks the pages made for paper.
func TestEverySheetHasAButtonThatPrintsAndAWayBack(t *testing.T) {
	t.Parallel()
	f := newFurnished(t)
	s := f.story
	client := s.Login(head, demo.Password)
	v, plainV := s.enter(t, head, browsertest.Options{}), s.enter(t, head, browsertest.Options{NoScript: true})
	sheets := 0
	for _, p := range f.pages() { // everyRouteIsListed holds that none is missing
		path, _, _ := strings.Cut(p.path, "?")
		if !strings.HasSuffix(path, "/impression") {
			continue
		}
		sheets++
		back := wayBack.FindStringSubmatch(client.Get(p.path).Want(t, http.StatusOK).Body)
		if back == nil || back[1] == p.path || client.Get(back[1]).Status != http.StatusOK {
			t.Errorf("%s offers no way back: %q", p.path, back)
		}
		v.open(p.path)
		v.wantText(t, ".paper-bar", "Revenir à la page", "Imprimer", "Le format de la feuille est déjà choisi.")
		if strings.Contains(v.Text(".paper-bar"), "menu du navigateur") || !v.AsksToPrint("#imprimer") {
			t.Errorf("%s: the button does not print", p.path)
		}
		plainV.open(p.path)
		if got := plain(plainV.Text(".paper-bar")); got != plain("Revenir à la page Pour imprimer : menu du navigateur, « Imprimer » (Ctrl+P). Le format de la feuille est déjà choisi.") {
			t.Errorf("%s without JavaScript says %q", p.path, got)
		}
	}
	if sheets < 5 {
		t.Errorf("only %d sheets", sheets)
	}
	v.wantClear(t, v.TabTo("#imprimer"))
}

var wayBack = regexp.MustCompile(`<nav class="paper-bar"[^>]*>\s*<a class="button" href="([^"]+)">`)
