package accountui

import (
	"net/http"
	"net/url"

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
	if current := r.Header.Get("HX-Current-URL"); current != "" {
		return local(current, r.Host)
	}
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		return Next(r.URL.RequestURI())
	}
	return local(r.Referer(), r.Host)
}

// local gives the path of a whole address if it is on this host.
func local(whole, host string) string {
	u, err := url.Parse(whole)
	if err != nil || u.Host == "" || u.Host != host {
		return ""
	}
	at := u.RequestURI()
	if u.Fragment != "" {
		at += "#" + u.EscapedFragment()
	}
	return Next(at)
}
