package askedui

import "parvis/internal/survey/shipped"

// picture is a drawing that Parvis comes with, as SVG; "" for a name that none bears. What it shows is said by the words beside it.
func picture(name string) string {
	svg, _, _ := shipped.Picture(name)
	return string(svg)
}
