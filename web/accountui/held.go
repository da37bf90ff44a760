package accountui

import (
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"encoding/gob"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/urls"
)

// A form that was sent after its session had ended is held for whoever's session it was: in the session
// itself, on the server, until the same person logs in in the same browser. Anybody else who logs in there
// drops it unseen. A session that is over is remembered for this only; it opens nothing.
const (
	// remembered is how long after its end: over a long weekend.
	remembered = 72 * time.Hour
	mostHeld   = 4       // forms of one session, the last ones
	mostBytes  = 2 << 20 // of one form as it was sent, with the file in it
	mostInAll  = 4 << 20 // of all that one session holds
)

const (
	wasKey  = "was"  // whose the session was that is over
	heldKey = "held" // the forms
)

const (
	// closedSentence is why a form comes back to be sent by hand.
	closedSentence = "Votre session s’était fermée\u00a0: vérifiez et enregistrez."
	lostSentence   = "Votre session s’était fermée, et ce que vous avez envoyé est trop volumineux pour être gardé. " +
		"Connectez-vous, puis choisissez le fichier de nouveau."
)

// held is a form that waits for its author.
type held struct {
	Key  string
	Path string
	Type string // of a form with a file, with its boundary; "" for one without
	Body []byte // as browsers encode forms, without secrets
}

// holdBack keeps a form that somebody sent after her session, and gives the page that will show it to
// her, "" when there is nothing to keep: a tick holds no text. What is too long to be kept is a failure, whose page gives it back; a file
// that is too long cannot be given back, and a sentence says so: what was typed beside it is.
func (h *Handlers) holdBack(r *http.Request) (page string, err error) {
	if r.Method != http.MethodPost || r.URL.Path == urls.Ticks() || h.sessions.GetInt64(r.Context(), wasKey) == 0 {
		return "", nil
	}
	serve.Take(r, mostBytes)
	one := held{Key: rand.Text(), Path: r.URL.RequestURI()}
	if sent := r.Header.Get("Content-Type"); strings.HasPrefix(sent, "multipart/form-data") {
		one.Type = sent
		if one.Body, err = io.ReadAll(r.Body); err != nil {
			serve.Drop(r)
			serve.Flash(r, lostSentence)
			values := form.Before(sent, one.Body)
			if len(form.AgainOf(values).Typed) == 0 {
				return "", nil
			}
			one.Type, one.Body = "", []byte(form.Keepable(values).Encode()) // what was typed with the file
		}
	} else {
		values, err := form.Posted(r)
		if fault.Is(err, fault.TooLarge) {
			return "", err
		}
		if err != nil || !form.AgainOf(values).Any() {
			return "", nil
		}
		one.Body = []byte(form.Keepable(values).Encode())
	}
	list := append(h.heldIn(r.Context()), one)
	for size, i := 0, len(list)-1; i >= 0; i-- {
		if size += len(list[i].Body); size > mostInAll || len(list)-i > mostHeld {
			list = list[i+1:]
			break
		}
	}
	h.hold(r.Context(), list)
	return urls.Held(one.Key), nil
}

func (h *Handlers) heldIn(ctx context.Context) []held {
	var list []held
	if data := h.sessions.GetBytes(ctx, heldKey); data != nil {
		if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&list); err != nil {
			return nil // what an older program wrote is dropped
		}
	}
	return list
}

func (h *Handlers) hold(ctx context.Context, list []held) {
	var data bytes.Buffer // not JSON: a file would grow by a third
	if err := gob.NewEncoder(&data).Encode(list); err != nil || len(list) == 0 {
		return
	}
	h.sessions.Put(ctx, heldKey, data.Bytes())
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
	again, err := http.NewRequestWithContext(ctx, http.MethodPost, target.RequestURI(), bytes.NewReader(list[i].Body))
	if err != nil {
		return err
	}
	again.Host, again.RemoteAddr, again.RequestURI = r.Host, r.RemoteAddr, target.RequestURI()
	again.Header.Set("Content-Type", cmp.Or(list[i].Type, "application/x-www-form-urlencoded"))
	if list[i].Type != "" {
		serve.Flash(r, closedSentence) // where a file only shows what it would change, its page has nothing to mend
	}
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
