package shipped

import (
	"embed"

	"parvis/internal/survey/question"
)

// drawing is a picture that options bear, always beside their words. Each has an outline of its own: in black and white, three centimetres wide, none is taken for another.
type drawing struct {
	name string
	alt  question.Wording
}

//go:embed drawings/*.svg
var files embed.FS

var drawings = []drawing{
	{"visage-pas-bien", both("Visage carré, bouche vers le bas", "Square face, mouth turned down")},
	{"visage-moyen", both("Visage en losange, bouche droite", "Diamond-shaped face, straight mouth")},
	{"visage-bien", both("Visage rond, grand sourire", "Round face, broad smile")},
	{"soleil", both("Soleil", "Sun")},
	{"nuages", both("Nuages", "Clouds")},
	{"pluie", both("Nuage et gouttes de pluie", "Cloud and drops of rain")},
	{"duree-courte", both("Cadran rempli au quart", "Dial filled to a quarter")},
	{"duree-bien", both("Cadran rempli à moitié", "Dial filled to a half")},
	{"duree-longue", both("Cadran entièrement rempli", "Dial filled entirely")},
	{"oui", both("Coche dans un rond", "Tick in a circle")},
	{"non", both("Croix dans un carré", "Cross in a square")},
}

// Pictures names the drawings, in the order in which they are offered.
func Pictures() []string {
	names := make([]string, len(drawings))
	for i, d := range drawings {
		names[i] = d.name
	}
	return names
}

// Picture is a drawing and what it shows; ok is false when there is none of this name.
func Picture(name string) (svg []byte, alt question.Wording, ok bool) {
	for _, d := range drawings {
		if d.name == name {
			data, err := files.ReadFile("drawings/" + name + ".svg")
			return data, d.alt, err == nil
		}
	}
	return nil, nil, false
}
