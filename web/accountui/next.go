package accountui

import (
	"net/http"
	"net/url"

	"parvis/web/serve"
	"parvis/web/urls"
)

// Next gives the path of this site that a login goes on to, or "" when what was asked for is not
// one: another site, however written, or a page that would come back here.
func Next(asked string) string {
	if !urls.Local(asked) {
		return ""
	}
	u, err := url.Parse(asked)
	if err != nil {
		return ""
	}
	switch u.Path {
	case urls.Login(""), urls.Logout(), urls.LogoutEverywhere(), urls.Password():
		return ""
	}
	return asked
}

// wanted is the page to come back to once logged in: the one asked for, or for a form the page it was on.
func wanted(r *http.Request) string {
	asking := r.Method == http.MethodGet || r.Method == http.MethodHead
	if r.Header.Get("HX-Current-URL") == "" && asking {
		return Next(r.URL.RequestURI())
	}
	return Next(serve.Before(r))
}
