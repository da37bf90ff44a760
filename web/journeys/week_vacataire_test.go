package journeys

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parvis/internal/crew"
	"parvis/internal/slot"
	"parvis/internal/staff"
	"parvis/web"
	"parvis/web/browsertest"
	"parvis/web/urls"
)

// outsider finds somebody without an account by her name.
func (s *story) outsider(t *testing.T, name string) int64 {
	t.Helper()
	list, err := s.Crew.Members(t.Context(), s.by(team))
	s.must(err)
	for _, m := range list {
		if m.Name == name {
			return -int64(m.Hand)
		}
	}
	t.Fatalf("%s is not there", name)
	return 0
}

// answered counts what somebody without an account said of what is given to her.
func (s *story) answered(t *testing.T, outsider int64) map[staff.Answer]int {
	t.Helper()
	list, err := s.Staff.OfOutsider(t.Context(), outsider, theDay)
	s.must(err)
	said := map[staff.Answer]int{}
	for _, p := range list {
		said[p.Answer]++
	}
	return said
}

// wantOutside checks what every page that is read through a link has: the head and the foot of the house, one title, nothing that leads into it.
func (v visitor) wantOutside(t *testing.T) {
	t.Helper()
	for selector, want := range map[string]int{".masthead .wordmark": 1, ".colophon": 1, "h1": 1, "a[href^='" + urls.Login("") + "'], a.wordmark, .main-nav, .thumb-nav": 0} {
		if n := v.Count(selector); n != want {
			t.Errorf("%s: %d of %s, want %d", v.path(), n, selector, want)
		}
	}
	v.look(t)
}

// TestAWeekOfSomebodyWithoutAnAccount has Nadia open her link on a telephone, say yes to all at once and no to one, find one called off while she answered,
// print her sheet, and read why the link opens nothing in the end.
func TestAWeekOfSomebodyWithoutAnAccount(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]browsertest.Options{"with a script": {Width: 390, Height: 844, Touch: true}, "without JavaScript": {Width: 390, Height: 844, Touch: true, NoScript: true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStory(t, func(c *web.Config) { c.Clock = func() time.Time { return tenOnFriday } })
			nadia := s.outsider(t, "Nadia Rahmani")
			s.must(s.Daybook.SetPhone(t.Context(), s.by(team), crew.Phone("+33199000032")))
			made, err := s.Links.ShareSlots(t.Context(), s.by(team), nadia, "", theDay.AddDays(7))
			s.must(err)
			page := urls.SharedSlots(made.Token)
			v := s.visit(t, o)
			v.Allow("409")
			v.Allow("404")
			v.open(page)
			v.wantText(t, "main", "Vos séances, Nadia Rahmani", "appelez Samir Benali au 01 99 00 00 32", "jusqu’au 20 juin 2025")
			if got := v.Attribute(`main a[href^="tel:"]`, "href"); got != "tel:+33199000032" {
				t.Errorf("one calls %q", got)
			}
			if !o.NoScript {
				v.wantOutside(t)
			}
			all := s.answered(t, nadia)[""]
			if all < 3 {
				t.Fatalf("only %d wait", all)
			}
			v.Follow(`button[value="tout"]`) // the first tap
			if said := s.answered(t, nadia); said[staff.Yes] != all || v.Exists(`button[value="tout"]`) {
				t.Errorf("after one tap: %v", said)
			}
			v.Follow(`li:nth-child(3) button[value="no"]`) // the second
			if said := s.answered(t, nadia); said[staff.No] != 1 {
				t.Errorf("after the second: %v", said)
			}
			if _, fragment, _ := strings.Cut(v.path(), "#"); !v.Exists("li#" + fragment) {
				t.Errorf("she is at %s, not where she was", v.path())
			}
			v.wantText(t, "main", "Vous avez dit non")

			// One is called off while she reads.
			list, err := s.Staff.OfOutsider(t.Context(), nadia, theDay)
			s.must(err)
			_, err = s.Slots.SetStatus(t.Context(), s.by(team), list[0].ProjectID, []int64{list[0].SlotID}, slot.Cancelled, "Pluie", true)
			s.must(err)
			v.Follow(`li:nth-child(1) button[value="no"]`)
			v.wantText(t, "[role=alert]", "n’a pas été gardée")
			if v.Status() != 409 || v.Count(".shared-slots li") != len(list)-1 {
				t.Errorf("answered %d; one that is called off is still among %d", v.Status(), v.Count(".shared-slots li"))
			}

			if !o.NoScript {
				v.open(page)
				v.TabTo(`button[value="yes"]`)
				v.PressAndFollow("Enter")
				if said := s.answered(t, nadia); said[staff.No] != 0 {
					t.Errorf("with the keyboard alone: %v", said)
				}
				v.open(page)
				if sheets := v.PDF(filepath.Join(t.ArtifactDir(), "slots.pdf")); len(sheets.Pages) != 1 || !strings.Contains(plain(sheets.Pages[0].Text), "Nadia Rahmani") || strings.Contains(sheets.Pages[0].Text, "Oui, j") {
					t.Errorf("%d sheets: %.300s", len(sheets.Pages), sheets.Pages[0].Text)
				}
			}

			_, err = s.Links.End(t.Context(), s.by(team), made.ID)
			s.must(err)
			v.open(page)
			v.wantText(t, "main", "Ce lien n’ouvre plus rien", "a été arrêté")
			v.open(urls.SharedSlots(strings.Repeat("A", 26)))
			v.wantText(t, "main", "Ce lien n’ouvre rien", "Vérifiez l’adresse")
			if !o.NoScript {
				v.wantOutside(t)
			}
		})
	}
}

// TestWrongCodesAreToldWhereTheyAreTyped types five wrong codes at a door, then the right one, and counts; after too many, it is told on the page that asks.
func TestWrongCodesAreToldWhereTheyAreTyped(t *testing.T) {
	t.Parallel()
	s, project, at := friday(t)
	made := s.door(t, project, at)
	before := s.counted(t, at)
	v := s.visit(t, browsertest.Options{Width: 390, Height: 844, Touch: true, NoScript: true})
	v.Allow("422")
	v.Allow("429")
	try := func(code string) {
		v.open(urls.Door(made.Token))
		v.Set("#code", code)
		v.Follow("main form .button.primary")
	}
	wrong := "000000"
	if made.Code == wrong {
		wrong = "000001"
	}
	for range 5 {
		try(wrong)
		v.wantText(t, "main", "Ce n’est pas le bon code")
	}
	try(" " + made.Code[:3] + " " + made.Code[3:])
	v.wantText(t, "main", "Pour toute question, appelez Samir Benali")
	v.Follow(`button[name="plus"][value="1"]`)
	if n := s.counted(t, at) - before; n != 1 {
		t.Errorf("%d are counted", n)
	}
	w := s.visit(t, browsertest.Options{Width: 390, Height: 844, NoScript: true})
	w.Allow("422")
	w.Allow("429")
	v = w
	for range 4 {
		try(wrong)
	}
	v.wantText(t, "main", "Trop de codes ont été essayés")
	if v.Status() != 429 || !v.Exists("#code") {
		t.Errorf("answered %d; one cannot try again", v.Status())
	}
}
