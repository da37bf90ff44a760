package journeys

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parvis/internal/partner"
	"parvis/internal/partner/kinds"
	"parvis/internal/partnership"
	"parvis/web/browsertest"
	"parvis/web/urls"
)

// mission is organisations that an intern is asked to identify for the twinning, and how she looks for them.
type mission struct {
	search func(h *hand, s *story) // on the page of the search
	kinds  []kinds.Code            // of what she finds
	least  int                     // how many there are to find
	called string                  // whom she calls
	asked  string                  // what she prints to ask
}

// TestTheInternIdentifiesRelays lives the mission « identification des relais » in a town.
func TestTheInternIdentifiesRelays(t *testing.T) {
	t.Parallel()
	mission{
		search: func(h *hand, s *story) { h.choose("#territoire", fmt.Sprint(s.town("Colombes"))) },
		kinds:  relays(), least: 10,
		called: "Tiers-lieu La Grande Table",
		asked:  "Combien de jeunes de 16 à 25 ans accompagnez-vous ?",
	}.live(t)
}

// TestTheInternIdentifiesCulturalArtisticAndScientificStructures lives the mission « identification des structures culturelles,
// artistiques et scientifiques », wherever they are.
func TestTheInternIdentifiesCulturalArtisticAndScientificStructures(t *testing.T) {
	t.Parallel()
	mission{
		search: func(h *hand, _ *story) {
			h.click("#type_culture")
			h.click("#type_relais")
		},
		kinds: []kinds.Code{kinds.Culturelle, kinds.Artistique, kinds.Scientifique}, least: 9,
		called: "Compagnie du Sas",
		asked:  "Pouvez-vous recevoir douze jeunes en mai ?",
	}.live(t)
}

func relays() []kinds.Code {
	var list []kinds.Code
	for _, k := range kinds.All {
		if k.Relay {
			list = append(list, k.Code)
		}
	}
	return list
}

// town is the number of a town of the twinning.
func (s *story) town(name string) int64 {
	s.t.Helper()
	choices, err := s.Territories.Choices(s.t.Context(), s.people[head].At(s.Now))
	s.must(err)
	for _, c := range choices {
		if c.Name == name {
			return c.ID
		}
	}
	s.t.Fatalf("no town %q", name)
	return 0
}

// partnerOf finds a partner of a project by its name.
func (s *story) partnerOf(project int64, name string) partnership.Partner {
	s.t.Helper()
	l, err := s.Partnerships.List(s.t.Context(), s.people[head].At(s.Now), project)
	s.must(err)
	for _, p := range l.Partners {
		if p.Organisation.Name == name {
			return p
		}
	}
	s.t.Fatalf("%q takes no part in the project", name)
	return partnership.Partner{}
}

// moreStructures puts in the directory the structures that Colombes needs for ten to be left to find.
func (s *story) moreStructures(n int) {
	s.t.Helper()
	for i := range n {
		_, err := s.Partners.Create(s.t.Context(), s.people[team].At(s.Now), "", partner.OrganisationDraft{Name: fmt.Sprintf("Maison de quartier d’essai %d", i+1), Kind: kinds.MaisonQuartier,
			Town: "Colombes", Territory: partner.Ref{ID: s.town("Colombes")}, Phones: []partner.Phone{partner.Phone(fmt.Sprintf("+3319900090%d", i))}})
		s.must(err)
	}
}

// live goes through a mission, with and without JavaScript.
func (m mission) live(t *testing.T) {
	for name, script := range map[string]bool{"with JavaScript": true, "without JavaScript": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStory(t)
			s.moreStructures(6)
			project := s.project("Jumelage")
			h := hand{visitor: s.enter(t, intern, browsertest.Options{NoScript: !script})}
			m.spots(t, &h, project)
			m.prints(t, &h, project)
			phone := hand{visitor: s.enter(t, intern, browsertest.Options{Width: 390, Height: 844, Touch: true, NoScript: !script})}
			m.calls(t, &phone, project)
			m.moves(t, h.visitor, project)
			h.open(urls.MyList())
			h.wantText(t, "main", "Envoyer le dossier à "+m.called)
		})
	}
}

// spots goes from the intern's first page to the search, and shares what it finds out to herself.
func (m mission) spots(t *testing.T, h *hand, project int64) {
	h.wantText(t, "section[aria-labelledby=appeler]", "Association Tremplin", "Rappeler l’association Tremplin", "Jumelage Nanterre")
	h.Follow(fmt.Sprintf("section[aria-labelledby=appeler] a[href=%q]", urls.ProjectPartners(project)))
	h.wantText(t, "main", "aucun relais engagé")
	h.Follow(fmt.Sprintf("main a[href=%q]", urls.Spot(project)))
	h.clicks = 0
	m.search(h, h.s)
	h.follow(".filters button[type=submit]")
	found, rows := h.All(`main tbody input[name="s[]"]`), h.Text("main tbody")
	if len(found) < m.least || !strings.Contains(plain(rows), m.called) {
		t.Fatalf("%d structures are found, want %d at least, %s among them:\n%s", len(found), m.least, m.called, rows)
	}
	h.follow(`main a[href*="tout=oui"]`)
	h.follow(`form[aria-label="Répartir les appels"] .button.primary`)
	h.wantAtMost(t, fmt.Sprintf("spot %d structures and share out their calls", len(found)), 5)
	h.wantPath(t, urls.ProjectPartners(project))
	h.wantText(t, "#annonce", fmt.Sprintf("%d structures sont sur le tableau", len(found)))
	p := h.s.partnerOf(project, m.called)
	if p.Stage != partnership.Spotted || p.Follower.ID != h.s.people[intern].ID || !p.Call.Open() || p.Call.Who != "Inès Carpentier" || !slices.Contains(m.kinds, p.Kind) {
		t.Errorf("%+v", p)
	}
}

// prints puts the calls on paper with what is to be asked.
func (m mission) prints(t *testing.T, h *hand, project int64) {
	h.Follow(fmt.Sprintf("#annonce a[href=%q]", urls.CallSheet(project)))
	h.Type("#demande", m.asked)
	h.Follow(".paper-choice form .button")
	if high := h.Height("td.room-to-write"); high < 40 {
		t.Errorf("the room for notes is %v px high", high)
	}
	pdf := h.PDF(filepath.Join(t.ArtifactDir(), "appels.pdf"))
	sheets := ""
	for _, page := range pdf.Pages {
		sheets += plain(page.Text) + "\n"
	}
	p := h.s.partnerOf(project, m.called)
	for _, text := range append(strings.Fields(m.called), p.Phones[0].Text(), "À demander", m.asked, "Notes", "Liste d’appels") {
		if !strings.Contains(sheets, plain(text)) {
			t.Errorf("the list of calls does not say %q:\n%.2000s", text, sheets)
		}
	}
}

// calls notes a call on a telephone: what is usually right is filled, and all that a call needs stands in the first screen.
func (m mission) calls(t *testing.T, h *hand, project int64) {
	p := h.s.partnerOf(project, m.called)
	h.open(urls.ProjectPartners(project))
	h.clicks = 0
	h.Click(fmt.Sprintf(`#tableau li:has(#p%d) a[href^=%q]`, p.ID, urls.NewExchange(nil)))
	h.WaitFor(".exchange-form")
	h.wantOneScreen(t, 844)
	h.click(`.exchange-form [name=resultat][value=reached]`)
	h.write("#resume", "Intéressés, ils veulent recevoir le dossier.")
	h.write("#suite", "Envoyer le dossier à "+m.called)
	h.write("#suite_le", "demain")
	h.follow(".exchange-form .button.primary")
	h.wantText(t, "#annonce", "L’échange est noté, "+m.called+" passe à « contacté », le premier appel est fait, et sa suite est une tâche du projet.")
	if h.wantAtMost(t, "note a call on a phone", 2); h.texts > 3 {
		t.Errorf("noting a call takes %d texts", h.texts)
	}
}

// moves brings whom was called to the next stage with the keyboard alone.
func (m mission) moves(t *testing.T, v visitor, project int64) {
	card := fmt.Sprintf("#p%d", v.s.partnerOf(project, m.called).ID)
	v.open(urls.ProjectPartners(project))
	v.WaitFor(`td[data-stage=contacted] ` + card)
	v.wantClear(t, v.TabTo(card))
	v.Press("Space")
	v.wantClear(t, v.TabTo("#etape"))
	v.Press("I")
	v.wantClear(t, v.TabTo(".chosen button[type=submit]"))
	v.PressAndFollow("Enter")
	v.wantText(t, "#annonce", "est maintenant à l’étape « intéressé »")
	v.WaitFor(`td[data-stage=interested] ` + card)
}
