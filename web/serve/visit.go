package serve

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/programme"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/ui"
	"parvis/web/urls"
)

// Site is what holds for every request.
type Site struct {
	Sessions *scs.SessionManager
	Clock    func() time.Time // the service's clock, in Europe/Paris
	Demo     bool             // the clock is stopped on the demonstration's day
	Own      *url.URL         // the address that people type; nil when nobody said
	// MayUndo tells which acts somebody may take back now; nil where none can be.
	MayUndo func(ctx context.Context, by account.By, acts ...string) (map[string]bool, error)
	// Waiting counts what a person was told and did not look at, and reads whether she is on duty with it, as both are kept under a stamp that Stamp reads
	// with her. nil counts nothing.
	Waiting func(ctx context.Context, by account.By, stamp, day string, onDuty func(*bool) []account.Also) (unread int, is bool, err error)
	Stamp   func(person int64, into *string) account.Also
	// OnDuty tells whether she has something to hold on the day of a moment.
	OnDuty func(person int64, at time.Time, into *bool) account.Also
}

type visitKey struct{}

// visit is one request: its clock, its person, its id.
type visit struct {
	site   *Site
	now    time.Time
	id     string
	person account.Person
	told   *told               // what was counted of her when the request began; nil: nothing was, or it was looked at since
	body   io.ReadCloser       // without a limit, for Taking
	taken  int64               // how much of it this route takes, in bytes; 0: as any other
	answer http.ResponseWriter // the connection's own: it is closed when a body is too long

	effects func(context.Context) ([]ui.Effect, error) // what was done since the request began; nil: nobody looks
}

func visitIn(ctx context.Context) *visit {
	if v, ok := ctx.Value(visitKey{}).(*visit); ok {
		return v
	}
	return &visit{site: &Site{}}
}

func visitOf(r *http.Request) *visit { return visitIn(r.Context()) }

// RequestID names the request in the log and on failure pages.
func RequestID(r *http.Request) string { return visitOf(r).id }

// Begin opens every request: it gets an id, the time, a limit on its body, and a page if it panics.
func (s *Site) Begin(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v := &visit{site: s, now: s.Clock(), id: rand.Text()[:12], body: r.Body, answer: w}
		r = r.WithContext(account.Gesture(context.WithValue(r.Context(), visitKey{}, v)))
		r.Body = http.MaxBytesReader(w, r.Body, form.Most)
		defer func() {
			if p := recover(); p != nil {
				if p == http.ErrAbortHandler {
					panic(p)
				}
				slog.Error("panic", "request", v.id, "path", urls.Logged(r.URL.Path), "panic", p, "stack", string(debug.Stack()))
				Fail(w, r, fault.New(fault.Internal, "", nil))
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// Taking lets one route read longer bodies than form.Most, up to most bytes: it takes a file.
//
//	r.With(serve.Taking(form.MostSent)).Post(urls.SpacesImport(), serve.Handle(h.importSpaces))
func Taking(most int64) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			Take(r, most)
			next.ServeHTTP(w, r)
		})
	}
}

// Take is Taking for one request, of which nothing was read yet.
func Take(r *http.Request, most int64) {
	if v := visitOf(r); v.body != nil {
		v.taken = most
		r.Body = http.MaxBytesReader(v.answer, v.body, most)
	}
}

// dropped is how much more than a route takes Drop reads, in bytes.
const dropped = 60 << 20

// Drop reads what is left of a body and forgets it: a browser reads no answer while it still sends.
func Drop(r *http.Request) {
	if v := visitOf(r); v.body != nil {
		_, _ = io.CopyN(io.Discard, v.body, v.taken+dropped)
	}
}

const flashKey = "flash"

// UntilKey is when a session ends unless it is used, in seconds since 1970, by the machine's clock.
const UntilKey = "until"

// Flash keeps a sentence for the next page shown to this person, followed by what was assumed when
// her form was read.
func Flash(r *http.Request, sentence string, notes ...string) {
	Say(r, ui.Said{Text: strings.Join(append([]string{sentence}, notes...), " ")})
}

// Watching gives a request of which it is told, with what it did, what that changed besides: effects compares.
func Watching(r *http.Request, effects func(context.Context) ([]ui.Effect, error)) *http.Request {
	v := *visitOf(r)
	v.effects = effects
	return r.WithContext(context.WithValue(r.Context(), visitKey{}, &v))
}

// MayUndo tells which acts whoever asks may take back now.
func MayUndo(r *http.Request, acts ...string) (map[string]bool, error) {
	may := visitOf(r).site.MayUndo
	if may == nil || len(acts) == 0 {
		return nil, nil
	}
	return may(r.Context(), By(r), acts...)
}

// followed adds to what is said what the request's act changed besides, and offers to take it back. What was done is said
// whatever happens to that.
func followed(r *http.Request, said *ui.Said) {
	v := visitOf(r)
	if v.effects == nil {
		return
	}
	act := account.ActOf(r.Context())
	may, err := MayUndo(r, act)
	if err == nil && may[act] && len(said.Acts) == 0 {
		said.Undo = act
	}
	if err == nil {
		var more []ui.Effect
		more, err = v.effects(r.Context())
		said.Effects = append(said.Effects, more...) // after what the room itself says
	}
	if err != nil {
		logFailure(r, slog.LevelWarn, err)
	}
}

// Say is Flash with what may be done about it, or a question with its answers. What the act changed besides is told with it.
func Say(r *http.Request, said ui.Said) {
	s := visitOf(r).site.Sessions
	if s == nil {
		return
	}
	followed(r, &said)
	text, err := json.Marshal(said)
	if err != nil {
		panic(err) // texts are always written
	}
	s.Put(r.Context(), flashKey, string(text))
}

// popSaid takes what waits for the next page; what another version of the program left there is nothing.
func popSaid(ctx context.Context, s *scs.SessionManager) (said ui.Said) {
	if err := json.Unmarshal([]byte(s.PopString(ctx, flashKey)), &said); err != nil {
		return ui.Said{}
	}
	return said
}

// flashing tells whether a sentence waits for the next page.
func flashing(r *http.Request) bool {
	s := visitOf(r).site.Sessions
	return s != nil && hasSession(r) && s.Exists(r.Context(), flashKey)
}

// Counting reads, with the person whose session it is, under what her pages are kept: a page is mostly what a GET answers, and others read what they show.
func Counting(r *http.Request, person int64) (*told, []account.Also) {
	if v := visitOf(r); v.site.Stamp != nil && r.Method == http.MethodGet {
		t := &told{}
		return t, []account.Also{v.site.Stamp(person, &t.stamp), account.Counted(&t.changes)}
	}
	return nil, nil
}

func (v *visit) onDuty(into *bool) []account.Also {
	if v.site.OnDuty == nil {
		return nil
	}
	return []account.Also{v.site.OnDuty(v.person.ID, v.now, into)}
}

// told is what Counting reads.
type told struct {
	stamp   string // of what she was told and did not look at
	changes int64  // see account.By
}

// Recount has the header count again: something was looked at since the request began.
func Recount(r *http.Request) { visitOf(r).told = nil }

// waits is how much a person was told and did not look at, and whether she is on duty today. A page is not lost for want of
// either, and a failure asks a database that may be down for nothing.
func (v *visit) waits(r *http.Request, status int) (unread int, onDuty bool) {
	if v.site.Waiting == nil || v.person.MustChangePassword || status >= http.StatusInternalServerError {
		return 0, false
	}
	by, stamp := v.person.At(v.now), ""
	if v.told != nil {
		by.Changes, stamp = v.told.changes, v.told.stamp
	}
	unread, onDuty, err := v.site.Waiting(r.Context(), by, stamp, by.Today().String(), v.onDuty)
	if err != nil {
		slog.Warn("the notices could not be counted", "request", v.id, "cause", err)
	}
	return unread, onDuty
}

// frame is what the layout shows around a page.
func (v *visit) frame(r *http.Request, status int) ui.Frame {
	f := ui.Frame{Path: r.URL.Path, Address: r.URL.RequestURI()}
	if !v.now.IsZero() {
		f.Today = workcal.FromTime(v.now)
	}
	f.Demo = v.site.Demo
	if p := v.person; p.ID != 0 {
		f.Name, f.Role, f.Person = p.Name, p.Role.Label(), p.ID
		f.Settings = p.Can(account.MayManagePeople, access.Tie{})
		f.Creates = p.Can(programme.MayEdit, access.Tie{})
		f.Locked = p.MustChangePassword
		f.Unread, f.OnDuty = v.waits(r, status)
	}
	if s := v.site.Sessions; s != nil && hasSession(r) && r.Method != http.MethodHead {
		if r.Header.Get("Parvis-Aside") == "" { // what is said there, nobody reads
			f.Said = popSaid(r.Context(), s)
		}
		if f.Name != "" {
			f.Closes = max(0, int(s.GetInt64(r.Context(), UntilKey)-time.Now().Unix()))
		}
	}
	return f
}
