package planui

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/urls"
)

// pages gives the two ways a route is listed: read with GET, act with POST.
func pages(r chi.Router) (page, post func(pattern string, h serve.Handler)) {
	page = func(pattern string, h serve.Handler) { r.Get(pattern, serve.Handle(h)) }
	post = func(pattern string, h serve.Handler) { r.Post(pattern, serve.Handle(h)) }
	return page, post
}

// fieldReturn is the form field that says where an act was asked from.
const fieldReturn = "retour"

// goBack sends the person back to where she acted, or else to fallback.
func goBack(w http.ResponseWriter, r *http.Request, f *form.Form, fallback string) error {
	if target := f.Text(fieldReturn); urls.Local(target) {
		return serve.Redirect(w, r, target)
	}
	return serve.Redirect(w, r, fallback)
}
