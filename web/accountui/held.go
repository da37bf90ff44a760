package accountui

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/web/form"
	"parvis/web/urls"
)

// A form that was sent after its session had ended is held for whoever's session it was: in the session
// itself, on the server, until the same person logs in in the same browser. Anybody else who logs in there
// drops it unseen. A session that is over is remembered for this only; it opens nothing.
const (
	// remembered is how long after its end: over a long weekend.
	remembered = 72 * time.Hour
	mostHeld   = 4                 // forms of one session, the last ones
	mostBytes  = form.Most + 1<<16 // of one form, encoded
)

const (
	wasKey  = "was"  // whose the session was that is over
	heldKey = "held" // the forms, as JSON
)

// closedSentence is why a form comes back to be sent by hand.
const closedSentence = "Votre session s’était fermée\u00a0: vérifiez et enregistrez."

// held is a form that waits for its author.
type held struct {
	Key  string
	Path string
	Body string // as browsers encode forms, without secrets
}

// holdBack keeps a form that somebody sent after her session, and gives the page that will show it to
// her, "" when there is nothing to keep.
func (h *Handlers) holdBack(r *http.Request) string {
	if r.Method != http.MethodPost || h.sessions.GetInt64(r.Context(), wasKey) == 0 {
		return ""
	}
	values, err := form.Posted(r)
	if err != nil || !form.AgainOf(values).Any() {
		return ""
	}
	one := held{Key: rand.Text(), Path: r.URL.RequestURI(), Body: form.Keepable(values).Encode()}
	if len(one.Body) > mostBytes {
		return ""
	}
	list := append(h.heldIn(r.Context()), one)
	h.hold(r.Context(), list[max(0, len(list)-mostHeld):])
	return urls.Held(one.Key)
}

func (h *Handlers) heldIn(ctx context.Context) []held {
	var list []held
	if data := h.sessions.GetBytes(ctx, heldKey); data != nil {
		_ = json.Unmarshal(data, &list) // what an older program wrote is dropped
	}
	return list
}

func (h *Handlers) hold(ctx context.Context, list []held) {
	data, err := json.Marshal(list)
	if err != nil || len(list) == 0 {
		return // strings always have a JSON form
	}
	h.sessions.Put(ctx, heldKey, data)
}

// close ends a session and remembers whose it was.
func (h *Handlers) close(ctx context.Context, id int64) {
	for _, key := range []string{personKey, epochKey, endKey, untilKey} {
		h.sessions.Remove(ctx, key)
	}
	h.sessions.Put(ctx, wasKey, id)
	h.sessions.SetDeadline(ctx, time.Now().Add(remembered).UTC())
}

// showHeld shows a form that was held, as if it had just been sent with something to mend: it is read by
// its own page, in a trial that keeps nothing.
func (h *Handlers) showHeld(w http.ResponseWriter, r *http.Request) error {
	list := h.heldIn(r.Context())
	i := slices.IndexFunc(list, func(one held) bool { return one.Key == chi.URLParam(r, "key") })
	site, ok := chi.RouteContext(r.Context()).Routes.(http.Handler)
	if i < 0 || !ok {
		return fault.Missing(nil)
	}
	target, err := url.ParseRequestURI(list[i].Path)
	if err != nil {
		return fault.Missing(err)
	}
	ctx := fault.Trial(context.WithValue(r.Context(), chi.RouteCtxKey, nil), fault.New(fault.Invalid, closedSentence, nil))
	again, err := http.NewRequestWithContext(ctx, http.MethodPost, target.RequestURI(), strings.NewReader(list[i].Body))
	if err != nil {
		return err
	}
	again.Host, again.RemoteAddr, again.RequestURI = r.Host, r.RemoteAddr, target.RequestURI()
	again.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	site.ServeHTTP(w, again)
	return nil
}

// keepFor carries the forms of before over to a session that somebody opens, if they are hers.
func (h *Handlers) keepFor(ctx context.Context, p account.Person) []held {
	if h.sessions.GetInt64(ctx, wasKey) != p.ID {
		return nil
	}
	return h.heldIn(ctx)
}
