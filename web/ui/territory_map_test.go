package ui

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// nanterre are the priority districts of a town, where they are.
var nanterre = []TerritoryMark{
	{Label: "Université I", Longitude: 2.2179, Latitude: 48.8998, URL: "/territoires/1", Counts: []int{0, 0}, Tally: "0/0", Shape: Diamond}, {Label: "Université II", Longitude: 2.2102, Latitude: 48.8973, URL: "/territoires/2", Counts: []int{2, 2}, Tally: "2/2"},
	{Label: "Langevin", Detail: "assimilé, sans code", URL: "/territoires/3", Counts: []int{0, 4}}, {Label: "Petit Nanterre", Longitude: 2.2207, Latitude: 48.9113, URL: "/territoires/4", Here: true, Counts: []int{0, 0}, Shape: Diamond},
	{Label: "Chemin de l’Île", Longitude: 2.1914, Latitude: 48.8976, URL: "/territoires/5", Counts: []int{1, 3}, Tally: "1/3", Shape: Square},
}

func TestAMapIsDrawnFromTwoPlacesOn(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]bool{0: false, 1: false, 2: true, 3: true, 5: true} { // the third has no place
		if got := (TerritoryMarks{Marks: nanterre[:n]}).Drawn(); got != want {
			t.Errorf("%d marks: %t", n, got)
		}
	}
	if (TerritoryMarks{Marks: nanterre[1:3]}).Drawn() {
		t.Error("one place alone is drawn")
	}
	many := make([]TerritoryMark, MostMarks+1)
	for i := range many {
		many[i] = nanterre[0]
	}
	if (TerritoryMarks{Marks: many}).Drawn() {
		t.Error("more marks than can be told apart are drawn")
	}
}

func TestAMapKeepsNorthUpAndNumbersWhatItShows(t *testing.T) {
	t.Parallel()
	d := TerritoryMarks{Marks: nanterre}.draw()
	if len(d.spots) != 4 || d.spots[2].Label != "Petit Nanterre" || d.spots[2].Number != 3 {
		t.Fatalf("%+v", d.spots)
	}
	north, west := d.spots[2], d.spots[3]
	for _, s := range d.spots {
		if s.Y < north.Y || s.X < west.X {
			t.Errorf("%s is further north or west: %+v", s.Label, s)
		}
		if s.label == nil {
			t.Errorf("%s has no label", s.Label)
		}
	}
	var page strings.Builder
	if err := TerritoryMap(TerritoryMarks{ID: "carte", Title: "Carte de Nanterre", What: "Quartier", Detail: "Code", Counting: []string{"Relais engagés", "Structures"}, Legend: "Carré : aucun.", Marks: nanterre}).Render(t.Context(), &page); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`role="img"`, "4\u00a0repères numérotés", "et dit ce que chacun compte", "sans lieu", ">Langevin</a>", `href="/territoires/5"`, `>3</td>`, "(cette page)", `class="is-here"`, "Carré : aucun.", `data-label="Relais engagés">1</td>`, `data-label="Structures">4</td>`} {
		if !strings.Contains(page.String(), want) {
			t.Errorf("%q is not in %s", want, page.String())
		}
	}
	for shape, want := range map[string]int{"<circle": 1, "<rect": 1, "<path": 2} {
		if got := strings.Count(page.String(), shape); got != want {
			t.Errorf("%d of %s, want %d", got, shape, want)
		}
	}
	if label := d.spots[1].label; label == nil || label.Text != "Université II (2/2)" {
		t.Errorf("%+v", label)
	}
	if strings.Contains(page.String(), `href="/territoires/4"`) {
		t.Error("the page links to itself")
	}
}

// TestATableStandsWithoutADrawing where a page asks for it: what has no place is still told.
func TestATableStandsWithoutADrawing(t *testing.T) {
	t.Parallel()
	drawn := func(m TerritoryMarks) string {
		t.Helper()
		var page strings.Builder
		if err := TerritoryMap(m).Render(t.Context(), &page); err != nil {
			t.Fatal(err)
		}
		return page.String()
	}
	m := TerritoryMarks{ID: "carte", Title: "Carte", What: "Quartier", Detail: "Ville", Marks: []TerritoryMark{{Label: "Langevin"}}}
	if got := drawn(m); got != "" {
		t.Errorf("%s", got)
	}
	m.Always = true
	if got := drawn(m); strings.Contains(got, "<svg") || !strings.Contains(got, "Langevin") || !strings.Contains(got, "à partir de deux repères") || strings.Contains(got, "<a ") {
		t.Errorf("%s", got)
	}
	for range MostMarks {
		m.Marks = append(m.Marks, nanterre[0])
	}
	if got := drawn(m); strings.Contains(got, "<svg") || !strings.Contains(got, "trop de repères") {
		t.Errorf("%.300s", got)
	}
}

// TestMarksStayOnTheMapAndApart draws any places: no mark leaves the map, and a few do not cover each other.
func TestMarksStayOnTheMapAndApart(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		marks := rapid.SliceOfN(rapid.Custom(func(rt *rapid.T) TerritoryMark {
			return TerritoryMark{Label: rapid.StringMatching(`[A-Z][a-zé’ ]{0,30}`).Draw(rt, "label"), Longitude: rapid.SampledFrom([]float64{2.2, 2.2001, 2.25, -61.5, 179.9}).Draw(rt, "longitude"),
				Latitude: rapid.SampledFrom([]float64{48.9, 48.9, 48.95, -21.1, 89}).Draw(rt, "latitude"), Shape: rapid.SampledFrom([]MarkShape{Round, Square, Diamond}).Draw(rt, "shape"), Tally: rapid.SampledFrom([]string{"", "1/12"}).Draw(rt, "tally")}
		}), 2, MostMarks).Draw(rt, "marks")
		d := TerritoryMarks{Marks: marks}.draw()
		if d.height > mapHeight+1 {
			rt.Fatalf("%f high", d.height)
		}
		for i, s := range d.spots {
			if math.IsNaN(s.X) || s.X < mapRadius || s.X > mapWidth-mapRadius || s.Y < mapRadius || s.Y > d.height-mapRadius {
				rt.Fatalf("mark %d is at %f, %f", s.Number, s.X, s.Y)
			}
			for _, o := range d.spots[:i] {
				if far := math.Hypot(s.X-o.X, s.Y-o.Y); len(d.spots) <= 4 && far < 2*mapRadius-4 {
					rt.Fatalf("marks %d and %d are %f apart", o.Number, s.Number, far)
				}
			}
		}
	})
}
