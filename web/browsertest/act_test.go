package browsertest_test

import (
	"fmt"
	"html"
	"image/png"
	"math"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parvis/web/browsertest"
)

// form is a page with a form that answers with what it was sent, and a cookie.
func form(t *testing.T) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /", func(w http.ResponseWriter, r *http.Request) {
		name := "personne"
		if c, err := r.Cookie("nom"); err == nil {
			name, _ = url.QueryUnescape(c.Value) // anything else fails the test
		}
		fmt.Fprint(w, document(`<p id="who">`+html.EscapeString(name)+`</p>
			<form method="post" action="/">
			<label>Nom <input name="nom" value="ancien"></label>
			<label>Jour <input name="jour" type="date"></label>
			<label>Lieu <select name="lieu"><option value="1">Cour</option><option value="2">Salle</option></select></label>
			<button type="submit">Envoyer</button></form>`))
	})
	mux.HandleFunc("GET /style.css", func(http.ResponseWriter, *http.Request) {})
	mux.HandleFunc("POST /", func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "nom", Value: url.QueryEscape(r.FormValue("nom")), Path: "/"})
		w.WriteHeader(http.StatusUnprocessableEntity)
		fmt.Fprint(w, document(fmt.Sprintf(`<p id="sent">%s %s %s</p>`,
			html.EscapeString(r.FormValue("nom")), r.FormValue("jour"), r.FormValue("lieu"))))
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

func TestFormIsFilledAndSentWithAndWithoutScripts(t *testing.T) {
	t.Parallel()
	address := form(t)
	for _, noScript := range []bool{false, true} {
		page := browsertest.NewPage(t, browsertest.Options{NoScript: noScript})
		page.Goto(address)
		page.Type(`[name="nom"]`, "Zoé")
		page.Set(`[name="jour"]`, "2026-02-03")
		page.Set(`[name="lieu"]`, "2")
		page.Follow("button")
		if got := page.Text("#sent"); got != "Zoé 2026-02-03 2" {
			t.Errorf("sent %q", got)
		}
		if page.Status() != http.StatusUnprocessableEntity || page.Loads() != 2 {
			t.Errorf("status %d of document %d", page.Status(), page.Loads())
		}
		if source := page.Source(); !strings.HasPrefix(source, "<!DOCTYPE html>\n") || !strings.Contains(source, "Zoé") {
			t.Errorf("source of the answer to the form: %q", source)
		}
		page.Goto(address)
		page.Type(`[name="nom"]`, "Max")
		page.PressAndFollow("Enter")
		if got := page.Text("#sent"); !strings.HasPrefix(got, "Max") {
			t.Errorf("sent with Enter: %q", got)
		}
	}
}

func TestPageHasGivenTheFocusWhenItIsOpen(t *testing.T) {
	t.Parallel()
	address := site(t, map[string]string{
		"/":       `<p><a href="/asks">Suite</a></p>`,
		"/asks":   `<div class="summary" tabindex="-1" autofocus>Un point est à corriger</div><p id="place" tabindex="-1">Ici</p>`,
		"/asks/2": `<p tabindex="-1" autofocus>Deux</p><p tabindex="-1" autofocus>Un de trop</p>`,
	})
	for _, noScript := range []bool{false, true} {
		page := browsertest.NewPage(t, browsertest.Options{NoScript: noScript})
		page.Goto(address)
		page.Follow("a")
		if !page.Exists(".summary:focus") {
			t.Errorf("NoScript %v: the link leads to a page without its focus", noScript)
		}
		page.Goto(address + "/asks/2")
		if page.Count(":focus") != 1 {
			t.Errorf("NoScript %v: %d elements have the focus", noScript, page.Count(":focus"))
		}
		page.Goto(address + "/asks#place") // the address says where to go: nothing else is waited for
	}
}

func TestWhatAScriptDoesLaterIsAwaited(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `<!DOCTYPE html><title>x</title><link rel="icon" href="data:,"><p id="p">avant</p>`+
			`<script>setTimeout(() => { document.getElementById("p").textContent = "après" }, 200)</script>`)
	}))
	t.Cleanup(server.Close)
	page := browsertest.NewPage(t, browsertest.Options{})
	page.Goto(server.URL)
	if !page.Await(func() bool { return page.Text("#p") == "après" }) {
		t.Errorf("the page says %q", page.Text("#p"))
	}
}

// TestChangesInAnElementAreCounted changes a text inside an element, changes it back, then puts another in its place.
func TestChangesInAnElementAreCounted(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `<!DOCTYPE html><title>x</title><link rel="icon" href="data:,"><p id="p">un</p>`+
			`<button id="same" onclick="p.firstChild.data = 'un'">x</button><button id="other" onclick="p.outerHTML = p.outerHTML">x</button>`)
	}))
	t.Cleanup(server.Close)
	page := browsertest.NewPage(t, browsertest.Options{})
	page.Goto(server.URL)
	page.Watch("#p")
	if n := page.Changes("#p"); n != 0 {
		t.Errorf("%d changes before any", n)
	}
	page.Click("#same")
	if n := page.Changes("#p"); n != 1 {
		t.Errorf("%d changes after one that leaves the same text", n)
	}
	page.Click("#other")
	if n := page.Changes("#p"); n != -1 {
		t.Errorf("%d changes in what took its place", n)
	}
}

// TestOutlinesOfAPathAreFoundOneByOne draws two squares in one path.
func TestOutlinesOfAPathAreFoundOneByOne(t *testing.T) {
	t.Parallel()
	page := browsertest.NewPage(t, browsertest.Options{})
	page.Goto(site(t, map[string]string{"/": `<svg width="100" height="100" viewBox="0 0 100 100" role="img" aria-label="Carrés"><path d="M10 20h10v10h-10zM50 60h20v20h-20z"/></svg>`}))
	frame, found := page.Where("svg"), page.Drawn("svg path")
	if len(found) != 2 {
		t.Fatalf("%d outlines", len(found))
	}
	left, top := frame.X-frame.Width/2, frame.Top
	for i, want := range []browsertest.Place{{X: 15, Y: 25, Top: 20, Width: 10, Height: 10}, {X: 60, Y: 70, Top: 60, Width: 20, Height: 20}} {
		got := found[i]
		got.X, got.Y, got.Top = got.X-left, got.Y-top, got.Top-top
		if got != want {
			t.Errorf("outline %d stands at %+v, want %+v", i+1, got, want)
		}
	}
	if n := page.Count("svg path"); n != 1 {
		t.Errorf("looking leaves %d paths", n)
	}
}

func TestPagesShareNoCookies(t *testing.T) {
	t.Parallel()
	address := form(t)
	one, two := browsertest.NewPage(t, browsertest.Options{}), browsertest.NewPage(t, browsertest.Options{})
	one.Goto(address)
	one.Type(`[name="nom"]`, "Ana")
	one.Follow("button")
	for page, want := range map[*browsertest.Page]string{one: "Ana", two: "personne"} {
		page.Goto(address)
		if got := page.Text("#who"); got != want {
			t.Errorf("want %q, got %q", want, got)
		}
	}
}

func TestScriptsDoNotRunWhenTurnedOff(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `<!DOCTYPE html><title>x</title><link rel="icon" href="data:,"><p id="p">sans</p>`+
			`<script>document.getElementById("p").textContent = "avec"</script>`)
	}))
	t.Cleanup(server.Close)
	for noScript, want := range map[bool]string{false: "avec", true: "sans"} {
		page := browsertest.NewPage(t, browsertest.Options{NoScript: noScript})
		page.Goto(server.URL)
		if got := page.Text("#p"); got != want {
			t.Errorf("NoScript %v: %q", noScript, got)
		}
		if got := strings.Contains(page.HTML(), ">avec<"); got == noScript {
			t.Errorf("NoScript %v: %s", noScript, page.HTML())
		}
	}
}

func TestDarkAndPrintAreSeen(t *testing.T) {
	t.Parallel()
	address := site(t, map[string]string{"/": `<p id="dark">sombre</p><p id="paper">papier</p>`})
	for _, options := range []browsertest.Options{{}, {Dark: true}, {Print: true}} {
		page := browsertest.NewPage(t, options)
		page.Goto(address)
		dark, paper := page.Text("#dark") != "", page.Text("#paper") != ""
		if dark != options.Dark || paper != options.Print {
			t.Errorf("%+v: dark %v, paper %v", options, dark, paper)
		}
		page.Dark(!options.Dark)
		if (page.Text("#dark") != "") == dark || (page.Text("#paper") != "") != paper {
			t.Errorf("%+v: changing colours shows %q", options, page.Text("body"))
		}
	}
}

func TestStepThatFailsNamesThePageAndKeepsAPicture(t *testing.T) {
	t.Parallel()
	address := form(t)
	failures := failuresOf(t, func(tb testing.TB) {
		page := browsertest.NewPage(tb, browsertest.Options{})
		page.Goto(address)
		page.Set(`[name="lieu"]`, "3")
		tb.Errorf("not reached")
	})
	wantOne(t, failures, `setting [name="lieu"]`, address, "page.png")
	_, path, _ := strings.Cut(failures[0], "picture: ")
	if size := pictureWidth(t, path); size != 1280 {
		t.Errorf("picture %d pixels wide", size)
	}
}

func pictureWidth(t *testing.T, path string) int {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	picture, err := png.DecodeConfig(file)
	if err != nil {
		t.Fatal(err)
	}
	return picture.Width
}

func TestTabKeyWalksInOrderAndSeesTheFocus(t *testing.T) {
	t.Parallel()
	address := site(t, map[string]string{
		"/": `<p><a href="#a">Un</a> <button type="button" id="b" tabindex="1">Deux</button></p>
			<label>Trois <input name="c"></label> <input name="d" disabled>
			<a href="#e" class="unseen">Quatre</a>`,
		"/covered": `<div class="cover">Bandeau</div><p><a href="#a">Dessous</a></p>`,
	})
	for _, noScript := range []bool{false, true} {
		page := browsertest.NewPage(t, browsertest.Options{NoScript: noScript})
		page.Goto(address)
		want := []browsertest.Stop{
			{Selector: "button#b", Name: "Deux", Visible: true},
			{Selector: `a[href="#a"]`, Name: "Un", Visible: true},
			{Selector: `input[name="c"]`, Name: "Trois", Visible: true},
			{Selector: `a[href="#e"]`, Name: "Quatre", Visible: false},
		}
		if got := page.TabOrder(20); !slices.Equal(got, want) {
			t.Errorf("NoScript %v: got %+v", noScript, got)
		}
		page.Goto(address)
		if got := page.TabOrder(2); !slices.Equal(got, want[:2]) {
			t.Errorf("first two: %+v", got)
		}
		page.Goto(address + "/covered")
		if got := page.TabOrder(20); len(got) != 1 || !got[0].Obscured {
			t.Errorf("want the link under the banner obscured, got %+v", got)
		}
	}
}

func TestPrintedSheetsHaveTheirSizesTextsAndFonts(t *testing.T) {
	t.Parallel()
	address := site(t, map[string]string{"/": `<p>Première feuille, été.</p><section class="poster"><h2>Affiche</h2></section>`})
	page := browsertest.NewPage(t, browsertest.Options{})
	page.Goto(address)
	pdf := page.PDF(filepath.Join(t.TempDir(), "sheets.pdf"))
	if len(pdf.Pages) != 2 {
		t.Fatalf("%d pages", len(pdf.Pages))
	}
	for n, want := range []struct {
		width, height float64
		text, not     string
	}{{210, 297, "Première feuille, été.", "Affiche"}, {420, 297, "Affiche", "Première"}} {
		got := pdf.Pages[n]
		if math.Abs(got.Width-want.width) > 0.5 || math.Abs(got.Height-want.height) > 0.5 {
			t.Errorf("page %d: %.1f × %.1f mm", n+1, got.Width, got.Height)
		}
		if !strings.Contains(got.Text, want.text) || strings.Contains(got.Text, want.not) {
			t.Errorf("page %d: %q", n+1, got.Text)
		}
	}
	if len(pdf.Fonts) == 0 {
		t.Error("no font")
	}
	for _, font := range pdf.Fonts {
		if !font.Embedded {
			t.Errorf("not embedded: %+v", font)
		}
	}
	if width := pictureWidth(t, pdf.Draw(2, 50)); math.Abs(float64(width)-420/25.4*50) > 2 {
		t.Errorf("page 2 drawn %d pixels wide", width)
	}
}
