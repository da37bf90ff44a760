package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"parvis/internal/postgres/pgtest"
	"parvis/web"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// TestAProxyOffItsPortIsToldOfByPARVIS_URL sends what a browser sends over http or without Sec-Fetch-Site,
// through a proxy that passes the name on without its port.
func TestAProxyOffItsPortIsToldOfByPARVIS_URL(t *testing.T) {
	t.Parallel()
	post := func(h *webtest.House, from string) webtest.Answer {
		return h.Visitor().Do(http.MethodPost, urls.Login(""), strings.NewReader(url.Values{"email": {"a@b.fr"}, "password": {"faux"}}.Encode()),
			http.Header{"Content-Type": {"application/x-www-form-urlencoded"}, "Origin": {from}})
	}
	bare := webtest.Serve(t, pgtest.New(t))
	u, err := url.Parse(bare.URL)
	if err != nil {
		t.Fatal(err)
	}
	outside := "https://" + u.Hostname() + ":8443"
	post(bare, outside).Want(t, http.StatusForbidden).Has(t, "PARVIS_URL", outside)
	post(bare, "https://ailleurs.example").Want(t, http.StatusForbidden).Lacks(t, "PARVIS_URL")
	told := webtest.Serve(t, pgtest.New(t), func(c *web.Config) { c.Origin = outside })
	post(told, outside).Want(t, http.StatusUnprocessableEntity)
	post(told, "https://ailleurs.example").Want(t, http.StatusForbidden)
}
