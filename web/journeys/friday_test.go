package journeys

import (
	"fmt"
	"html"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"parvis/internal/activity"
	"parvis/internal/programme"
	"parvis/internal/workcal"
	"parvis/web/browsertest"
	"parvis/web/urls"
)

// schoolDay is a Friday on which the museum holds nothing else.
var schoolDay = workcal.Of(2025, 6, 20)

// workshop is one of the three that classes come to on the Friday, four times each, and who holds it.
type workshop struct{ title, space, holder string }

var workshops = []workshop{
	{"Gâteau des couches", "Atelier pédagogique 1", "Lucie Morel"},
	{"Pots à remonter", "Atelier pédagogique 2", "Samir Benali"},
	{"Film de chantier", "Auditorium", "Inès Carpentier"},
}

// inSpreadsheet is what the same takes in a spreadsheet of slots, which nobody tells what does not hold: of twelve rows, three are typed (seven cells:
// date, begin, end, workshop, place, places, who), each copied three times (select, copy, select, paste), two hours of nine rows typed over; and a sheet
// a person is filtered and printed for each of three (three presses, two). A cell that is typed takes a text and a key.
const inSpreadsheet = 2*(3*7+9*2) + 3*4 + 3*5

// TestTwelveClassesArePlannedOnTheFriday adds, repeats, says who is needed, settles what does not hold and prints the sheets.
func TestTwelveClassesArePlannedOnTheFriday(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]browsertest.Options{"at 1280": {}, "at 390": {Width: 390, Height: 844, Touch: true}, "without JavaScript": {NoScript: true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStory(t)
			by := s.people[team].At(s.Now)
			project, err := s.Programme.Create(t.Context(), by, "", programme.ProjectDraft{Title: "Vendredi des classes", ShortName: "Vendredi", Kind: programme.EventProgramme, PilotID: by.ID, First: schoolDay, Last: schoolDay, Opening: "9 h – 18 h"})
			s.must(err)
			for _, w := range workshops {
				_, err := s.Activities.Create(t.Context(), by, "", project, activity.Draft{Kind: activity.Workshop, Title: w.title, Duration: 45})
				s.must(err)
			}
			h := hand{visitor: s.enter(t, team, o)}
			h.open(urls.ProjectGrid(project))
			for i, w := range workshops {
				h.addsAndRepeats(t, project, w, i == 1)
			}
			h.gives(t, project)
			h.follow(`main a[href="` + urls.ProjectConflicts(project) + `"], .views a[href="` + urls.ProjectConflicts(project) + `"]`)
			h.wantText(t, "main", "Rien à régler")
			h.sheets(t, project)
			t.Logf("twelve classes, %s: %d presses, %d keys, %d texts; in a spreadsheet, %d in all", name, h.clicks, h.keys, h.texts, inSpreadsheet)
			if all := h.clicks + h.keys + h.texts; all > inSpreadsheet {
				t.Errorf("%d gestures, and %d in a spreadsheet", all, inSpreadsheet)
			}
		})
	}
}

// addsAndRepeats adds a slot at nine, says whom it needs and repeats it every hour, four times. One is put in a space that is taken at first: that is told
// before it is saved, and another one is chosen.
func (h *hand) addsAndRepeats(t *testing.T, project int64, w workshop, inTheWay bool) {
	t.Helper()
	h.follow(fmt.Sprintf(`main a.primary[href^=%q]`, urls.NewSlot(project, nil)))
	h.choose("#activite", h.option("#activite", w.title))
	h.write("#debut", "9h")
	space := w.space
	if inTheWay {
		space = workshops[0].space
	}
	h.choose("#espace", h.option("#espace", space))
	h.write("#jauge", "24")
	h.follow("main form.form .button.primary")
	if inTheWay {
		h.wantText(t, ".summary", "au même endroit ("+space+")")
		h.choose("#espace", h.option("#espace", w.space))
		h.follow("main form.form .button.primary")
	}
	h.wantText(t, "#annonce", "La séance est ajoutée.")
	slot := h.path()
	h.follow(fmt.Sprintf(`main a[href="%s/besoins"]`, slot))
	h.write("#besoins", "1 médiatrice")
	h.follow("main form.form .button.primary")
	if h.path() != slot {
		h.open(slot)
	}
	h.follow(fmt.Sprintf(`main a[href="%s/repetition"]`, slot))
	h.write("#toutes", "1 h")
	h.write("#fois", "4")
	h.follow("main form.form .button.primary")
	h.wantText(t, "#annonce", "3 autres séances sont ajoutées.")
}

var choice = regexp.MustCompile(`<option value="([^"]+)"[^>]*>([^<]*)`)

// option is the value of the choice that begins with a text.
func (h *hand) option(field, text string) string {
	h.s.t.Helper()
	_, list, _ := strings.Cut(h.HTML(), `id="`+strings.TrimPrefix(field, "#")+`"`)
	list, _, _ = strings.Cut(list, "</select>")
	for _, one := range choice.FindAllStringSubmatch(list, -1) {
		if strings.HasPrefix(plain(html.UnescapeString(one[2])), text) {
			return one[1]
		}
	}
	h.s.t.Fatalf("%s offers no %q", field, text)
	return ""
}

// gives everybody her workshop on the board. The second is given to whoever holds the first, which is told: somebody else is chosen.
func (h *hand) gives(t *testing.T, project int64) {
	t.Helper()
	h.follow(fmt.Sprintf(`.views a[href=%q]`, urls.ProjectStaff(project)))
	h.wantText(t, "main .lead", "12 postes à pourvoir")
	for i, w := range workshops {
		for _, one := range h.All(`#postes-choisis input[name="b[]"]`) {
			if strings.Contains(one.Attributes["aria-label"], w.title) {
				h.tap(fmt.Sprintf(`#postes-choisis input[name="b[]"][value=%q]`, one.Attributes["value"]))
			}
		}
		if i == 1 {
			h.choose("#personne", h.option("#personne", workshops[0].holder))
			h.follow(`.chosen button[value=confier]`)
			h.wantText(t, ".summary", workshops[0].holder)
		}
		h.choose("#personne", h.option("#personne", w.holder))
		h.follow(`.chosen button[value=confier]`)
		h.wantText(t, "#annonce", "4 postes sont confiés à "+w.holder+".")
	}
	if h.Exists("main .lead .late") {
		t.Errorf("still to fill: %s", h.Text("main .lead"))
	}
}

// sheets prints who is where: a sheet a person, then one a place.
func (h *hand) sheets(t *testing.T, project int64) {
	t.Helper()
	for path, wanted := range map[string][]string{urls.StaffSheets(project, nil): {"Lucie Morel", "Samir Benali", "Inès Carpentier", "Gâteau des couches", "9 h"}, urls.StaffPlaces(project, nil): {"Auditorium", "Atelier pédagogique 1", "Film de chantier"},
		urls.StaffSigning(project, nil): {"Lucie Morel", "9 h"}, urls.ProjectGridPrint(project, nil): {"Auditorium", "Pots à remonter"}} {
		h.clicks++ // each has its link
		h.open(path)
		pdf := h.PDF(filepath.Join(t.ArtifactDir(), "feuille.pdf"))
		all := ""
		for _, page := range pdf.Pages {
			all += plain(page.Text) + "\n"
		}
		for _, text := range wanted {
			for _, word := range strings.Fields(text) {
				if !strings.Contains(all, word) {
					t.Errorf("%s does not print %q:\n%.1500s", path, text, all)
				}
			}
		}
	}
}
