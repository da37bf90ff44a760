package mailui_test

import (
	"net/http"
	"regexp"
	"testing"

	"parvis/internal/outbox"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// TestTheHeadTriesAnewWhatDidNotLeaveOrGivesItUp has one message refused and one given up.
func TestTheHeadTriesAnewWhatDidNotLeaveOrGivesItUp(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	head := h.As(h.Head)
	head.Get(urls.Messages()).Want(t, http.StatusOK).Has(t, "Aucun message n’attend de partir.", "Parvis n’envoie pas de courriel ici")
	ctx := t.Context()
	must(outbox.Queue(ctx, h.DB, outbox.Letter{Kind: outbox.Notices, PersonID: h.Team.ID, Period: "p", At: h.Now}, outbox.Letter{Kind: outbox.Week, PersonID: h.Other.ID, Period: "p", At: h.Now}))
	leased, err := outbox.Lease(ctx, h.DB, h.Now, 2)
	must(err)
	must(outbox.Fail(ctx, h.DB, leased[0], outbox.Refused, 550, h.Now))
	must(outbox.Postpone(ctx, h.DB, leased[1], outbox.Delayed, 451, h.Now))
	page := head.Get(urls.Messages()).Want(t, http.StatusOK).Has(t, h.Team.Name, "réponse 550", "N’est plus essayé", h.Other.Name, "réponse 451", "Sera essayé de nouveau")
	page.Lacks(t, h.Team.Email)
	if n := len(regexp.MustCompile(`Essayer de nouveau`).FindAllString(page.Body, -1)); n != 1 {
		t.Errorf("%d may be tried anew", n)
	}
	for _, other := range []*webtest.Client{h.As(h.Team), h.As(h.Intern)} {
		other.Get(urls.Messages()).Want(t, http.StatusForbidden)
		other.Post(urls.MessageRetry(leased[0].ID), nil).Want(t, http.StatusForbidden)
		other.Post(urls.MessageDrop(leased[0].ID), nil).Want(t, http.StatusForbidden)
	}
	head.Post(urls.MessageRetry(leased[0].ID), nil).Want(t, http.StatusSeeOther)
	head.Post(urls.MessageRetry(leased[0].ID), nil).Want(t, http.StatusNotFound)
	head.Post(urls.MessageDrop(leased[1].ID), nil).Want(t, http.StatusSeeOther)
	head.Post(urls.MessageDrop(leased[1].ID), nil).Want(t, http.StatusNotFound)
	again, err := outbox.Lease(ctx, h.DB, h.Now, 2)
	must(err)
	if len(again) != 1 || again[0].ID != leased[0].ID || again[0].MessageID != leased[0].MessageID {
		t.Errorf("%+v are due", again)
	}
	head.Get(urls.Messages()).Want(t, http.StatusOK).Lacks(t, "réponse 550", "réponse 451")
}
