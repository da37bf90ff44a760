package accountui

import (
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

func TestNextIsAPathOfThisSiteOrNothing(t *testing.T) {
	t.Parallel()
	for _, good := range []string{"/", "/projets/3/retroplanning", "/ma-liste?projet=3&categorie=budget", "/projets?q=%C3%A9t%C3%A9", "/projets/3#mai"} {
		if got := Next(good); got != good {
			t.Errorf("%q becomes %q", good, got)
		}
	}
	for _, bad := range []string{
		"", "projets", "https://example.org/", "//example.org", "///example.org", `/\example.org`, `\\example.org`, "/\t/example.org",
		"/\n/example.org", " //example.org", "javascript:alert(1)", "http:example.org", "/a\x00b", "/%zz", "/\xff", "/a\u0085b",
		"/connexion", "/connexion?suite=/", "/deconnexion", "/deconnexion-partout", "/mot-de-passe", "/" + strings.Repeat("a", 2000),
	} {
		if got := Next(bad); got != "" {
			t.Errorf("%q leads to %q", bad, got)
		}
	}
}

func TestAFormComesBackToThePageItWasOn(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ method, target, referer, htmx, want string }{
		"a page":                      {"GET", "/projets/3?mois=5", "", "", "/projets/3?mois=5"},
		"a form":                      {"POST", "/coches", "http://parvis.test/ma-liste", "", "/ma-liste"},
		"a form without referer":      {"POST", "/coches", "", "", ""},
		"a form from elsewhere":       {"POST", "/coches", "http://example.org/ma-liste", "", ""},
		"a part of a page":            {"GET", "/ma-liste/partie", "", "http://parvis.test/ma-liste", "/ma-liste"},
		"a part of a page of no site": {"GET", "/ma-liste/partie", "", "//example.org/", ""},
		"a referer that is not local": {"POST", "/x", "http://parvis.test//example.org", "", ""},
	} {
		r := httptest.NewRequest(c.method, "http://parvis.test"+c.target, nil)
		r.Header.Set("Referer", c.referer)
		if c.htmx != "" {
			r.Header.Set("HX-Current-URL", c.htmx)
		}
		if got := wanted(r); got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

// Whatever is asked for, a browser that follows it stays on this site.
func FuzzNext(f *testing.F) {
	for _, seed := range []string{"/", "//example.org", `/\example.org`, "/\t/example.org", "/a?b=c#d", "https://example.org", "/..//example.org", "/%2f/example.org"} {
		f.Add(seed)
	}
	base, err := url.Parse("https://parvis.test/connexion")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, asked string) {
		got := Next(asked)
		if got == "" {
			return
		}
		// What a browser does before it reads an address.
		asBrowser := strings.NewReplacer("\t", "", "\n", "", "\r", "", `\`, "/").Replace(strings.TrimSpace(got))
		u, err := base.Parse(asBrowser)
		if err != nil {
			t.Fatalf("%q cannot be followed: %v", got, err)
		}
		if u.Host != base.Host || u.Scheme != base.Scheme || strings.HasPrefix(asBrowser, "//") {
			t.Errorf("%q leads to %s", asked, u)
		}
	})
}
