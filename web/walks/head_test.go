package walks_test

import (
	"net/http"
	"testing"

	"parvis/internal/demo"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// HEAD answers what GET does, without its body, on every route; it takes nothing away from the next reading.
func TestHeadAnswersAsGetDoes(t *testing.T) {
	t.Parallel()
	h := webtest.Serve(t, service(t))
	for who, c := range map[string]*webtest.Client{"a visitor": h.Visitor(), "the head": h.Login(headEmail, demo.Password)} {
		pages := 0
		for _, r := range h.Routes() {
			if r.Method != http.MethodGet {
				continue
			}
			get := c.Get(r.At("1"))
			head := c.Do(http.MethodHead, r.At("1"), nil, nil)
			if head.Status != get.Status || head.Location != get.Location || head.Body != "" ||
				head.Header.Get("Content-Type") != get.Header.Get("Content-Type") || head.Header.Get("Content-Security-Policy") == "" {
				t.Errorf("%s: HEAD %s answers %d to %q (%d bytes of %s), GET %d to %q of %s", who, r.Pattern, head.Status, head.Location,
					len(head.Body), head.Header.Get("Content-Type"), get.Status, get.Location, get.Header.Get("Content-Type"))
			}
			if get.Status == http.StatusOK {
				pages++
			}
		}
		if who == "the head" && pages < 30 {
			t.Errorf("only %d pages are there", pages)
		}
		if a := c.Do(http.MethodHead, "/nulle-part", nil, nil); a.Status != http.StatusNotFound {
			t.Errorf("%s: HEAD of nothing answers %d", who, a.Status)
		}
	}
	c := h.Login(headEmail, demo.Password)
	c.Post(urls.Logout(), nil).Want(t, http.StatusSeeOther)
	c.Do(http.MethodHead, urls.Login(""), nil, nil)
	c.Get(urls.Login("")).Has(t, "Votre session est fermée.")
	if a := h.Login(headEmail, demo.Password).Do(http.MethodHead, urls.Logout(), nil, nil); a.Status != http.StatusNotFound {
		t.Errorf("HEAD of an act answers %d", a.Status)
	}
}
