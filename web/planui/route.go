package planui

import (
	"parvis/web/form"
	"parvis/web/urls"
)

// fieldReturn is the form field that says where an act was asked from.
const fieldReturn = "retour"

// backTo is where the person acted, or else fallback.
func backTo(f *form.Form, fallback string) string {
	if target := f.Text(fieldReturn); urls.Local(target) {
		return target
	}
	return fallback
}
