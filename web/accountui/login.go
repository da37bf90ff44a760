package accountui

import (
	"net/http"
	"time"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/web/serve"
	"parvis/web/urls"
)

// LoginForm is what was typed to log in; the password is never given back.
type LoginForm struct {
	Email    string
	Next     string // the local path to go on to
	Problems fault.Problems
}

func (h *Handlers) showLogin(w http.ResponseWriter, r *http.Request) error {
	next := Next(r.URL.Query().Get("suite"))
	if serve.LoggedIn(r) {
		return serve.Redirect(w, r, orHome(next))
	}
	return serve.Page(w, r, LoginPage(LoginForm{Next: next}))
}

func (h *Handlers) logIn(w http.ResponseWriter, r *http.Request) error {
	values, err := serve.Form(r)
	if err != nil {
		return err
	}
	form := LoginForm{Email: values.Get("email"), Next: Next(values.Get("suite"))}
	password := values.Get("password")
	form.Problems.Require(form.Email != "", "email", "Indiquez votre adresse électronique.")
	form.Problems.Require(password != "", "password", "Indiquez votre mot de passe.")
	if form.Problems.Any() {
		return serve.Invalid(w, r, LoginPage(form))
	}
	p, err := h.accounts.LogIn(r.Context(), form.Email, password, h.address(r), serve.Now(r))
	switch fault.KindOf(err) {
	case fault.Unknown:
		form.Problems.Add("password", fault.SentenceOf(err))
		return serve.Invalid(w, r, LoginPage(form))
	case fault.TooMany:
		form.Problems.Add("password", fault.SentenceOf(err))
		return serve.Status(w, r, http.StatusTooManyRequests, LoginPage(form))
	}
	if err != nil {
		return err
	}
	if err := h.open(r, p); err != nil {
		return err
	}
	return serve.Redirect(w, r, orHome(form.Next))
}

// tooManyLogins answers an address that sends more forms than a whole service would.
func (h *Handlers) tooManyLogins(w http.ResponseWriter, r *http.Request) error {
	values, err := serve.Form(r)
	if err != nil {
		return err
	}
	form := LoginForm{Email: values.Get("email"), Next: Next(values.Get("suite"))}
	form.Problems.Add("password", fault.SentenceOf(account.TooMany(time.Minute)))
	return serve.Status(w, r, http.StatusTooManyRequests, LoginPage(form))
}

func (h *Handlers) logOut(w http.ResponseWriter, r *http.Request) error {
	return h.leave(w, r, "Votre session est fermée. À bientôt !")
}

func (h *Handlers) logOutEverywhere(w http.ResponseWriter, r *http.Request) error {
	if err := h.accounts.LogOutEverywhere(r.Context(), serve.Person(r)); err != nil {
		return err
	}
	return h.leave(w, r, "Toutes vos sessions sont fermées, sur tous vos appareils.")
}

// leave ends this session and says so on the login page.
func (h *Handlers) leave(w http.ResponseWriter, r *http.Request, sentence string) error {
	if err := h.sessions.Destroy(r.Context()); err != nil {
		return err
	}
	serve.Flash(r, sentence)
	return serve.Redirect(w, r, urls.Login(""))
}

func orHome(next string) string {
	if next == "" {
		return urls.Home()
	}
	return next
}
