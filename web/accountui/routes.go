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
	mail     bool // messages leave
}

// New gives the handlers; trusted are the proxies whose X-Forwarded-For is believed. Where messages leave (mail), people are
// written a link to choose their password.
func New(accounts *account.Accounts, sessions *scs.SessionManager, trusted []netip.Prefix, mail bool) *Handlers {
	return &Handlers{accounts: accounts, sessions: sessions, trusted: trusted, mail: mail}
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
	r.Get(urls.Forgotten(), serve.Handle(h.showForgotten))
	r.With(limited).Post(urls.Forgotten(), serve.Handle(h.forget))
	r.Get(urls.Choose(urls.AnyToken), serve.Handle(h.showChoice))
	r.With(limited).Post(urls.Choose(urls.AnyToken), serve.Handle(h.choose))
}

// Routes are for people who are logged in.
func (h *Handlers) Routes(r chi.Router) {
	page, post := serve.Routes(r)
	post(urls.Logout(), h.logOut)
	post(urls.LogoutEverywhere(), h.logOutEverywhere)
	page(urls.Held(urls.AnyHeld), h.showHeld)
	page(urls.MyAccount(), h.showMine)
	page(urls.Password(), h.showPassword)
	post(urls.Password(), h.changePassword)

	page(urls.Team(), h.showTeam)
	page(urls.NewMember(), h.showAdd)
	post(urls.NewMember(), h.add)
	page(urls.Member(urls.AnyPerson), h.showMember)
	post(urls.Member(urls.AnyPerson), h.edit)
	page(urls.MemberHistory(urls.AnyPerson), h.showHistory)
	page(urls.MemberPassword(urls.AnyPerson), h.askReset)
	post(urls.MemberPassword(urls.AnyPerson), h.reset)
	post(urls.MemberInvite(urls.AnyPerson), h.invite)
	page(urls.MemberDisable(urls.AnyPerson), h.askDisable)
	post(urls.MemberDisable(urls.AnyPerson), h.disable)
	post(urls.MemberEnable(urls.AnyPerson), h.enable)
	page(urls.MemberErase(urls.AnyPerson), h.askErase)
	post(urls.MemberErase(urls.AnyPerson), h.erase)
}

func (h *Handlers) address(r *http.Request) netip.Addr { return serve.ClientAddress(r, h.trusted) }
