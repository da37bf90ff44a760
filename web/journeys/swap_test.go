package journeys

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"parvis/internal/demo"
	"parvis/web/browsertest"
)

// sentByScript finds a page with something that a script sends.
var sentByScript = regexp.MustCompile(`hx-get="|<form[^>]* hx-boost="true"`)

// TestNoSwapMovesThePageOrLosesTheFocus walks over every act that a script sends, on every page: what is pressed is brought
// into the middle of the window and pressed once; after the answer has been swapped in, what stands beside it stands where it stood, and
// the focus is somewhere in the page.
func TestNoSwapMovesThePageOrLosesTheFocus(t *testing.T) {
	t.Parallel()
	f := newFurnished(t)
	s := f.story
	v := s.enter(t, head, browsertest.Options{Width: 1280, Height: 800})
	v.Allow("request failed") // a list that is read anew ends the reading under way
	client := s.Login(head, demo.Password)
	met, opened := &meeting{kinds: map[string]bool{}}, map[string]int{}
	for _, p := range f.pages() {
		kind, _, _ := strings.Cut(digits.ReplaceAllString(p.path, "#"), "?")
		if !slices.Contains(p.seen, head) || opened[kind] == 3 || !sentByScript.MatchString(client.Get(p.path).Body) {
			continue
		}
		opened[kind]++
		v.open(p.path)
		if n := v.Count("form[hx-boost=true]:not([hx-disinherit~=hx-boost]) a[href]"); n > 0 {
			t.Errorf("%s: %d links within a form that is sent in the background are swapped in too, and leave no address", p.path, n)
		}
		for v.Status() == 200 {
			pressed, _ := v.act(met)
			if pressed == "" {
				break
			}
			v.wantStill(t, pressed)
			v.open(p.path)
		}
	}
	t.Logf("%d acts", len(met.kinds))
	if len(met.kinds) < 20 {
		t.Errorf("the walk met only %v", met.kinds)
	}
}

// brought tells whether what was opened in place, and has the focus, would stand below the window had the page not moved by so
// much: it is brought into it.
func (v visitor) brought(moved float64) bool {
	if !v.Exists(".in-place :focus") {
		return false
	}
	field := v.Where(".in-place :focus")
	return moved > 0 && field.Top+field.Height+moved > 799
}

// wantStill does what a script sends, and checks that the page stands still and the focus stays in it.
func (v visitor) wantStill(t *testing.T, pressed string) {
	t.Helper()
	form := v.All(pressed)[0].Form["action"]
	for _, field := range v.All("#contenu :is(input, textarea)[required]") {
		if field.Form["action"] == form && v.Value(field.Selector) == "" {
			v.Type(field.Selector, "Essai")
		}
	}
	v.ScrollTo(pressed)
	around, loads, scrolled := v.Around(pressed), v.Loads(), v.Scrolled()
	what := v.path() + ": " + v.All(pressed)[0].Tag + " " + plain(v.Text(pressed))
	if len(what) > 120 {
		what = what[:120]
	}
	v.Mark("#contenu")
	v.do(pressed)
	v.WaitGone("[aria-busy], .htmx-request, .htmx-swapping, .htmx-settling")
	v.Settle()
	if v.Loads() != loads {
		t.Errorf("%s leaves the page", what)
		return
	}
	if !v.Exists(":focus") {
		t.Errorf("%s: nothing has the focus", what)
	}
	if v.Exists("[autofocus]") {
		t.Errorf("%s is refused", what)
	}
	for _, one := range around {
		if !v.Exists("#"+one.ID) || v.Where("#"+one.ID).Height == 0 {
			continue
		}
		if now := v.Where("#" + one.ID).Top; math.Abs(now-one.Top) > 2 && !(v.AtItsEnd() && now > one.Top) && !v.brought(one.Top-now) {
			t.Errorf("%s: #%s stood at %.0f and stands at %.0f; the page was scrolled by %.0f and is by %.0f", what, one.ID, one.Top, now, scrolled, v.Scrolled())
		}
		return
	}
	t.Errorf("%s: nothing that stood around is left", what)
}
