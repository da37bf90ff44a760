package accountui

import (
	"net/http"
	"net/url"
	"strings"
	"unicode"

	"parvis/web/urls"
)

const maxNext = 2000

// Next gives the path of this site that a login goes on to, or "" when what was asked for is not
// one: another site, however written, or a page that would come back here.
func Next(asked string) string {
	if len(asked) > maxNext || !strings.HasPrefix(asked, "/") || strings.HasPrefix(asked, "//") {
		return ""
	}
	// Browsers read "\" as "/" and drop tabs and line ends, so that "/\t/example.org" leaves this site.
	if strings.ContainsFunc(asked, func(r rune) bool { return r == '\\' || unicode.IsControl(r) || r == unicode.ReplacementChar }) {
		return ""
	}
	u, err := url.Parse(asked)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil {
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
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		if current := r.Header.Get("HX-Current-URL"); current != "" {
			return local(current, r.Host)
		}
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
	return Next(u.RequestURI())
}
