package journeys

import (
	"bytes"
	"html"
	"image/png"
	"net/http"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"parvis/internal/demo"
	"parvis/web/browsertest"
	"parvis/web/urls"
)

var (
	printedTitle = regexp.MustCompile(`(?:class="paper-title"|class="bar-title[^"]*"[^>]*|<th scope="row")>([^<]+)<`)
	taskNumber   = regexp.MustCompile(`^\d+\. `)
)

// sheetTitles are what a sheet lists, by the first words of each, as a line of a narrow column holds them.
func sheetTitles(page string) []string {
	var titles []string
	for _, m := range printedTitle.FindAllStringSubmatch(page, -1) {
		words := strings.Fields(taskNumber.ReplaceAllString(plain(html.UnescapeString(m[1])), ""))
		if letters := []rune(words[0]); len(letters) > 25 { // no line holds it: it is cut anywhere
			words = []string{string(letters[:5])}
		}
		titles = append(titles, strings.TrimSuffix(strings.Join(words[:min(2, len(words))], " "), "…"))
	}
	return titles
}

// chromeWords are lines that only a screen can use.
var chromeWords = regexp.MustCompile(`(?m)^\s*(Imprimer|Imprimer avec des cases|Imprimer en A3|Imprimer cette liste|Modifier|Filtrer|Appliquer|Enregistrer|Se déconnecter|Aller au contenu|Télécharger.*|Tout afficher|Tout montrer|Diagramme de Gantt|Ajouter .*|Appliquer un modèle|Tableau de bord)[ ↑↓]*$`)

// TestCtrlPPrintsWhatTheSheetPrints walks every page that has a sheet: the browser's own print command, on the
// page, prints what the sheet lists, no blank sheet, and nothing that only a screen can use.
func TestCtrlPPrintsWhatTheSheetPrints(t *testing.T) {
	t.Parallel()
	f := newFurnished(t)
	s := f.story
	client, v := s.Login(head, demo.Password), s.enter(t, head, browsertest.Options{})
	seen := map[string]bool{}
	for _, p := range f.pages() {
		if path, _, _ := strings.Cut(p.path, "?"); !strings.HasSuffix(path, "/impression") {
			continue
		}
		sheet := client.Get(p.path).Want(t, http.StatusOK).Body
		back := html.UnescapeString(wayBack.FindStringSubmatch(sheet)[1])
		if seen[back] {
			continue
		}
		seen[back] = true
		if strings.HasSuffix(back, "/retroplanning") { // where what is done is folded, hence left out
			sheet = client.Get(back+"/impression?reste=oui").Want(t, http.StatusOK).Body
		}
		whole := client.Get(back).Want(t, http.StatusOK).Body
		v.open(back)
		pdf := v.PDF(filepath.Join(t.ArtifactDir(), "page-"+strconv.Itoa(len(seen))+".pdf"))
		all := ""
		for n, page := range pdf.Pages {
			text := plain(page.Text)
			all += text + "\n"
			if words := strings.Fields(text); len(words) < 8 {
				t.Errorf("%s: sheet %d is blank but for %q", back, n+1, words)
			}
			if word := chromeWords.FindString(page.Text); word != "" {
				t.Errorf("%s: sheet %d prints « %s »", back, n+1, word)
			}
		}
		if strings.Contains(sheet, `class="gantt"`) && pdf.Pages[0].Width < 400 {
			t.Errorf("%s: the chart is not on A3", back)
		}
		paged := strings.Contains(whole, "l’imprime tout entière")
		if paged && !strings.Contains(all, "l’imprime tout entière") {
			t.Errorf("%s does not say on paper that it is one page of a longer list", back)
		}
		for _, title := range sheetTitles(sheet) {
			if paged && !strings.Contains(plain(html.UnescapeString(whole)), title) {
				continue // on another page of the list
			}
			if !strings.Contains(all, title) {
				t.Errorf("%s does not print %q, which %s does", back, title, p.path)
			}
		}
		if !strings.Contains(all, "Imprimé le 7 avril 2025") {
			t.Errorf("%s does not say when it was printed", back)
		}
	}
	if len(seen) < 5 {
		t.Errorf("only %d pages", len(seen))
	}
}

// TestWhatIsTickedIsTickedOnPaper holds boxes to ink: browsers print no background.
func TestWhatIsTickedIsTickedOnPaper(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	v := s.enter(t, head, browsertest.Options{})
	v.open(urls.Plan(s.project("JEA")))
	v.Unfold()
	v.OnPaper(true)
	// On paper the cell draws the box; an empty one of a row that its edge says nothing of.
	ticked, empty := `main td:first-child:has(> button[aria-pressed="true"])`, `main tr:not([class]) > td:first-child:has(> button[aria-pressed="false"])`
	if ground := v.Style(ticked, "background-color"); ground != "rgba(0, 0, 0, 0)" && ground != "rgb(255, 255, 255)" {
		t.Errorf("what is ticked is told by a background, %s", ground)
	}
	if full, bare := ink(t, v.Picture(ticked)), ink(t, v.Picture(empty)); full <= bare || bare == 0 {
		t.Errorf("a ticked box has %d points of ink, an empty one %d", full, bare)
	}
}

// TestWhatRemainsOfOnePersonIsPrintedInThreeClicks goes from the plan to the print command.
func TestWhatRemainsOfOnePersonIsPrintedInThreeClicks(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	jea := s.project("JEA")
	v := s.enter(t, head, browsertest.Options{})
	v.open(urls.Plan(jea))
	v.Follow(`main a[href="` + urls.PlanPrint(jea) + `"]`)
	ines := s.people[intern].ID
	v.Follow(`.paper-choice nav a[href$="qui=` + strconv.FormatInt(ines, 10) + `&reste=oui"]`)
	v.wantText(t, ".paper-narrow", "Ce qui reste à faire, tâches d’Inès Carpentier")
	pdf := v.PDF(filepath.Join(t.ArtifactDir(), "sheets.pdf"))
	printed, want := 0, 0
	for _, sheet := range pdf.Pages {
		printed += len(numbered.FindAllString(sheet.Text, -1))
		if strings.Contains(plain(sheet.Text), "Samir Benali") {
			t.Error("somebody else's task is printed")
		}
	}
	for _, r := range s.plan(jea).Rows {
		if r.State.Open() && r.ResponsibleID != nil && *r.ResponsibleID == ines {
			want++
		}
	}
	if printed != want || want == 0 {
		t.Errorf("%d tasks are printed, %d remain", printed, want)
	}
	v.Check()
	if !v.AsksToPrint("#imprimer") {
		t.Error("the third click does not print")
	}
}

// TestAPartnersSheetsNameNobody prints the partners' version of both: it says that it is, and neither a name nor an
// internal task.
func TestAPartnersSheetsNameNobody(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	jea := s.project("JEA")
	v := s.enter(t, head, browsertest.Options{})
	rows := s.plan(jea).Rows
	left := 0
	for _, format := range []string{"", "&format=gantt"} {
		v.open(urls.PlanPrint(jea) + "?version=partenaires" + format)
		pdf := v.PDF(filepath.Join(t.ArtifactDir(), "sheets"+strconv.Itoa(len(format))+".pdf"))
		all := ""
		for _, sheet := range pdf.Pages {
			all += plain(sheet.Text) + "\n"
		}
		if !strings.Contains(strings.ToLower(all), "version pour les partenaires") {
			t.Errorf("%q: nothing says whose version it is", format)
		}
		for _, who := range s.people {
			if strings.Contains(all, who.Name) {
				t.Errorf("%q names %s", format, who.Name)
			}
		}
		for _, r := range rows {
			words := strings.Fields(r.Title)
			begins := strconv.Itoa(r.Number) + ". " + strings.Join(words[:min(2, len(words))], " ")
			if strings.Contains(all, plain(begins)) == r.Internal {
				t.Errorf("%q: « %s », internal %v, is or is not there", format, r.Title, r.Internal)
			}
			if r.Internal {
				left++
			}
		}
	}
	if left == 0 || left == 2*len(rows) {
		t.Errorf("of %d tasks, %d are internal", len(rows), left/2)
	}
}

// ink counts the dark points of a picture.
func ink(t *testing.T, picture []byte) int {
	t.Helper()
	drawn, err := png.Decode(bytes.NewReader(picture))
	if err != nil {
		t.Fatal(err)
	}
	dark := 0
	for y := drawn.Bounds().Min.Y; y < drawn.Bounds().Max.Y; y++ {
		for x := drawn.Bounds().Min.X; x < drawn.Bounds().Max.X; x++ {
			if r, g, b, _ := drawn.At(x, y).RGBA(); r+g+b < 3*0x6000 {
				dark++
			}
		}
	}
	return dark
}
