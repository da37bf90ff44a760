package planui

import (
	"parvis/web/form"
	"parvis/web/serve"
)

// fieldReturn is the form field that says where an act was asked from.
const fieldReturn = serve.FieldReturn

// backTo is where the person acted, or else fallback.
func backTo(f *form.Form, fallback string) string { return serve.BackTo(f, fallback) }
