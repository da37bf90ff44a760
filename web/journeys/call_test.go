package journeys

import (
	"fmt"
	"net/url"
	"testing"

	"parvis/internal/partner"
	"parvis/internal/partner/kinds"
	"parvis/web/browsertest"
	"parvis/web/urls"
)

// wantOneScreen asks that all that a call needs stands in a window of this height, above the button that keeps it.
func (v visitor) wantOneScreen(t *testing.T, height float64) {
	t.Helper()
	acts := v.Where(".exchange-form > .actions")
	save := v.Where(".exchange-form .button.primary")
	if bottom := save.Top + save.Height; save.Height < 40 || bottom > height {
		t.Errorf("« Enregistrer » is %.0f px high and ends at %.0f px, the screen at %.0f", save.Height, bottom, height)
	}
	for _, field := range []string{`.exchange-form .boxes`, `.exchange-form .radios:has([name=canal])`, `.exchange-form .radios:has([name=resultat])`, "#resume", "#suite", "#suite_le"} {
		if box := v.Where(field); box.Height < 30 || box.Top < 0 || box.Top+box.Height > acts.Top {
			t.Errorf("%s stands from %.0f to %.0f px, what keeps it begins at %.0f", field, box.Top, box.Top+box.Height, acts.Top)
		}
	}
}

// TestACallIsNotedOnOneScreen opens the form of a call to an organisation with a long name and several people, on a telephone and in a
// window: nothing is to be scrolled, what is rare is folded away, and the keyboard alone is enough.
func TestACallIsNotedOnOneScreen(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	by := s.people[team].At(s.Now)
	one, err := s.Partners.Create(t.Context(), by, "", partner.OrganisationDraft{Name: "Centre social et culturel de la Cité du Parc", Kind: kinds.CentreSocial})
	s.must(err)
	for _, name := range []string{"Dominique Abadie-Rousselin", "Frédérique Benhamou", "Marie-Christine Castelnau", "Jean Dol"} {
		_, err := s.Partners.CreateContact(t.Context(), by, "", partner.ContactDraft{LastName: name, Consent: partner.ConsentUnknown}, one, partner.PostDraft{})
		s.must(err)
	}
	asked := url.Values{"structure": {fmt.Sprint(one)}}
	for name, o := range map[string]browsertest.Options{"telephone": {Width: 390, Height: 844, Touch: true}, "telephone, no script": {Width: 390, Height: 844, Touch: true, NoScript: true}, "window": {Width: 1280, Height: 800}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v := s.enter(t, intern, o)
			v.open(urls.NewExchange(asked))
			v.wantOneScreen(t, float64(o.Height))
			if v.Exists("details.more[open]") {
				t.Error("what is rare is unfolded")
			}
			asked := url.Values{"structure": {fmt.Sprint(one)}, "projet": {fmt.Sprint(s.project("Jumelage"))}}
			v.open(urls.NewExchange(asked))
			v.wantOneScreen(t, float64(o.Height))
			if !v.Exists("details.more[open]") {
				t.Error("the project that the call is about is folded away")
			}
		})
	}
	t.Run("keyboard", func(t *testing.T) {
		t.Parallel()
		v := s.enter(t, intern, browsertest.Options{Width: 390, Height: 844})
		v.open(urls.NewExchange(asked))
		v.wantClear(t, v.TabTo(".exchange-form [name=contacts]"))
		v.Press("Space")
		v.wantClear(t, v.TabTo(".exchange-form [name=canal]"))
		v.Press("ArrowRight")
		v.WaitFor(".exchange-form [name=canal][value=email]:checked")
		v.wantClear(t, v.TabTo("#resume"))
		v.Type("#resume", "Ils demandent le programme.")
		v.wantClear(t, v.TabTo(".exchange-form .button.primary"))
		v.Check()
		v.wantClear(t, v.TabOrder(30))
		v.TabTo(".exchange-form .button.primary")
		v.PressAndFollow("Enter")
		v.wantText(t, "main", "Courriel", "avec ", "Ils demandent le programme.")
	})
}
