// Package urls gives every path of the site as a function: French nouns that people can share.
package urls

import (
	"net/url"
	"strconv"
)

// Home is the dashboard.
func Home() string { return "/" }

// Health answers 200 when the database does.
func Health() string { return "/healthz" }

// Accessibility is the public declaration.
func Accessibility() string { return "/accessibilite" }

// path joins parts with ids: path("/projets/", 3, "/membres").
func path(parts ...any) string {
	out := ""
	for _, p := range parts {
		switch v := p.(type) {
		case string:
			out += v
		case int64:
			out += strconv.FormatInt(v, 10)
		}
	}
	return out
}

// with adds a query to a path, leaving out empty values.
func with(path string, query url.Values) string {
	for name, values := range query {
		if len(values) == 0 || values[0] == "" {
			query.Del(name)
		}
	}
	if len(query) == 0 {
		return path
	}
	return path + "?" + query.Encode()
}

// Local tells whether target is a path of this site, safe to send a browser to.
func Local(target string) bool {
	if len(target) == 0 || len(target) > 500 || target[0] != '/' {
		return false
	}
	for _, c := range []byte(target) {
		if c < 0x20 || c == '\\' || c == 0x7f {
			return false
		}
	}
	u, err := url.Parse(target)
	return err == nil && u.Scheme == "" && u.Host == "" && u.User == nil && (len(target) == 1 || target[1] != '/')
}
