// Package accountui is the pages of the people of the service: logging in and out, one's own
// account, and the team as the head of service manages it.
package accountui

import (
	"net/http"
	"net/netip"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/go-chi/chi/v5"
	"github.com/go-chi/httprate"

	"parvis/internal/account"
	"parvis/web/serve"
	"parvis/web/urls"
)

// Handlers answer the requests of the room.
type Handlers struct {
	accounts *account.Accounts
	sessions *scs.SessionManager
	trusted  []netip.Prefix
}

// New gives the handlers; trusted are the proxies whose X-Forwarded-For is believed.
func New(accounts *account.Accounts, sessions *scs.SessionManager, trusted []netip.Prefix) *Handlers {
	return &Handlers{accounts: accounts, sessions: sessions, trusted: trusted}
}

// loginsAMinute bears a whole museum behind one address at nine o'clock. The room's own limits
// count failures; this one spares the machine the cost of comparing.
const loginsAMinute = 60

// PublicRoutes are open to everybody.
func (h *Handlers) PublicRoutes(r chi.Router) {
	limited := httprate.LimitBy(loginsAMinute, time.Minute,
		func(r *http.Request) (string, error) { return h.address(r).String(), nil },
		httprate.WithLimitHandler(serve.Handle(h.tooManyLogins)))
	r.Get(urls.Login(""), serve.Handle(h.showLogin))
	r.With(limited).Post(urls.Login(""), serve.Handle(h.logIn))
}

// Routes are for people who are logged in.
func (h *Handlers) Routes(r chi.Router) {
	r.Post(urls.Logout(), serve.Handle(h.logOut))
	r.Post(urls.LogoutEverywhere(), serve.Handle(h.logOutEverywhere))
	r.Get(urls.MyAccount(), serve.Handle(h.showMine))
	r.Get(urls.Password(), serve.Handle(h.showPassword))
	r.Post(urls.Password(), serve.Handle(h.changePassword))

	r.Get(urls.Team(), serve.Handle(h.showTeam))
	r.Get(urls.NewMember(), serve.Handle(h.showAdd))
	r.Post(urls.NewMember(), serve.Handle(h.add))
	r.Route(urls.Team()+"/{personne}", func(r chi.Router) {
		r.Get("/", serve.Handle(h.showMember))
		r.Post("/", serve.Handle(h.edit))
		r.Get("/mot-de-passe", serve.Handle(h.askReset))
		r.Post("/mot-de-passe", serve.Handle(h.reset))
		r.Get("/desactivation", serve.Handle(h.askDisable))
		r.Post("/desactivation", serve.Handle(h.disable))
		r.Post("/desactivation/supprimer", serve.Handle(h.enable))
	})
}

func (h *Handlers) address(r *http.Request) netip.Addr { return ClientAddress(r, h.trusted) }
