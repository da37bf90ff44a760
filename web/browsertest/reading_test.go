package browsertest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"parvis/web/browsertest"
)

// TestReadingFindsWhatAPageOwes draws each fault once, and beside it what is right.
func TestReadingFindsWhatAPageOwes(t *testing.T) {
	t.Parallel()
	options := func(n int) string {
		var all strings.Builder
		for i := range n {
			fmt.Fprintf(&all, "<option>Choix %d</option>", i)
		}
		return all.String()
	}
	const foot = `<footer><a href="/plan-du-site">Plan du site</a></footer>`
	cases := []struct{ right, wrong, says string }{
		{`<ul><li><a href="/1">Lire</a> Un</li><li><a href="/2">Lire</a> Deux</li></ul>`, `<ul><li><a href="/1">Lire</a></li><li><a href="/2">Lire</a></li></ul>`, "two links are called « Lire »"},
		{`<a href="/">Suite</a>`, `<a href="/" target="_blank">Suite</a>`, "opens another window"},
		{`<form hx-boost="true" hx-disinherit="hx-boost"><a href="/">Suite</a></form>`, `<form hx-boost="true"><a href="/">Suite</a></form>`, "is followed by a script"},
		{`<a class="who-link" href="/compte"><span aria-hidden="true">IC</span> Mon compte : Inès</a>`, `<a class="who-link" href="/compte">Inès</a>`, "leads to the account"},
		{`<a href="/" hx-target="#p" aria-expanded="true">Modifier</a><div id="p"><p>Là</p></div>`, `<a href="/" hx-target="#p" aria-expanded="true">Modifier</a><div id="p"></div>`, "whether its form is open"},
		{`<nav class="tabs" aria-label="Pages"><a href="/" aria-current="page">Une</a></nav>`, `<nav class="tabs" aria-label="Pages"><a href="/">Une</a></nav>`, "not one is current"},
		{`<label>Choix <select>` + options(15) + `</select></label>`, `<label>Choix <select>` + options(16) + `</select></label>`, "stand in no groups"},
		{`<fieldset><legend>Lequel</legend><label><input type="radio" name="a">Un</label></fieldset>`, `<label><input type="radio" name="a">Un</label>`, "belongs to no group"},
		{`<p><span class="kind" title="Jumelage"><span class="sr-only">Jumelage :</span></span> Nanterre</p>`, `<p><span class="kind" title="Jumelage">J</span> Nanterre</p>`, "says no kind"},
		{`<p><span class="kind" title="Jumelage" aria-hidden="true">J</span> Jumelage de Nanterre</p>`, `<p><span class="kind" title="Jumelage" aria-hidden="true">J</span> Nanterre</p>`, "says no kind"},
		{`<p><span class="kind" title="Jumelage" aria-hidden="true">J</span> Jumelage de Nanterre</p>`, `<p><span class="kind" title="Jumelage"><span class="sr-only">Jumelage :</span></span> Jumelage de Nanterre</p>`, "said twice"},
		{`<table class="folding"><caption>A</caption><tbody><tr><th scope="row">B</th><td data-label="C">1</td></tr></tbody></table>`, `<table class="folding"><caption>A</caption><tbody><tr><th scope="row">B</th><td>1</td></tr></tbody></table>`, "a card that says nothing"},
		{`<strong>Vrai</strong>`, `<b>Faux</b>`, "drawn by its own HTML"},
		{`<a href="/">Suite</a>`, `<a class="plain" href="/">Suite</a>`, "is drawn as text"},
		{`<svg class="progress framed"><rect fill="#000"/></svg>`, `<svg class="progress"><rect fill="#000"/></svg>`, "no whole outline"},
		{`<svg class="progress framed"><rect fill="#000"/></svg>`, `<svg class="progress framed"><rect fill="#000" stroke="#000"/></svg>`, "where it is stretched"},
		{`<form><label for="a">Nom</label><input id="a"></form>`, `<form><label for="a">Nom</label><p class="tall"></p><input id="a"></form>`, "stands apart"},
		{`<form><label for="a">Secret</label><input id="a" type="password" autocomplete="current-password"></form>`, `<form><label for="a">Secret</label><input id="a" type="password"></form>`, "does not say what it asks for"},
	}
	bodies := map[string]string{}
	for i, c := range cases {
		bodies[fmt.Sprintf("/right-%d", i)], bodies[fmt.Sprintf("/wrong-%d", i)] = c.right+foot, c.wrong+foot
	}
	address := site(t, bodies)
	page := browsertest.NewPage(t, browsertest.Options{})
	for i, c := range cases {
		page.Goto(fmt.Sprintf("%s/right-%d", address, i))
		if faults := page.Reading(); len(faults) > 0 {
			t.Errorf("%s: %q", c.right, faults)
		}
		page.Goto(fmt.Sprintf("%s/wrong-%d", address, i))
		if faults := page.Reading(); !slices.ContainsFunc(faults, func(f string) bool { return strings.Contains(f, c.says) }) {
			t.Errorf("%s: %q, want %q", c.wrong, faults, c.says)
		}
	}
}

// TestReadingFindsWhatIsPressedOnPaper prints a box, which stays, and a button.
func TestReadingFindsWhatIsPressedOnPaper(t *testing.T) {
	t.Parallel()
	address := site(t, map[string]string{"/": `<button class="tick">Fait</button><button>Envoyer</button>`})
	page := browsertest.NewPage(t, browsertest.Options{Print: true})
	page.Goto(address)
	if faults := page.Reading(); !slices.Equal(faults, []string{"« Envoyer » is printed"}) {
		t.Errorf("%q", faults)
	}
}

// TestLettersAreSetApart widens a line and puts it back.
func TestLettersAreSetApart(t *testing.T) {
	t.Parallel()
	page := browsertest.NewPage(t, browsertest.Options{})
	page.Goto(site(t, map[string]string{"/": `<p><span id="line">Une ligne de texte</span></p>`}))
	before := page.Width("#line")
	page.Spaced(true)
	if apart := page.Width("#line"); apart < before*1.1 {
		t.Errorf("a line of %.0f px is %.0f px wide with its letters set apart", before, apart)
	}
	page.Spaced(false)
	if again := page.Width("#line"); again != before {
		t.Errorf("a line of %.0f px stays %.0f px wide", before, again)
	}
}
