package accountui

import (
	"net/http"
	"time"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/urls"
)

func (h *Handlers) showLogin(w http.ResponseWriter, r *http.Request) error {
	next := Next(form.Query(r).Text("suite"))
	if serve.LoggedIn(r) {
		return serve.Redirect(w, r, orHome(next))
	}
	f := form.Of(nil)
	if form.Query(r).Text("temoin") != "" {
		f.Add("", h.noCookie())
	}
	h.try(w, r)
	return serve.Page(w, r, LoginPage(f, next, h.mail))
}

// tried is the cookie that tells whether a browser keeps any, before a session counts on it.
func tried(r *http.Request) string { return "essai-" + serve.SessionCookie(r) }

// try gives it to a browser that does not have it.
func (h *Handlers) try(w http.ResponseWriter, r *http.Request) {
	if _, err := r.Cookie(tried(r)); err != nil {
		http.SetCookie(w, &http.Cookie{Name: tried(r), Value: "1", Path: urls.Login(""), HttpOnly: true,
			Secure: h.sessions.Cookie.Secure, SameSite: http.SameSiteLaxMode})
	}
}

// sentCookie tells whether a browser sent a cookie that it got here.
func sentCookie(r *http.Request) bool {
	_, session := r.Cookie(serve.SessionCookie(r))
	_, trial := r.Cookie(tried(r))
	return session == nil || trial == nil
}

// noCookie says why somebody who just logged in is not.
func (h *Handlers) noCookie() string {
	if h.sessions.Cookie.Secure {
		return "Votre mot de passe est juste, mais votre navigateur n’a pas gardé la session. Ouvrez Parvis par une adresse qui commence par https://, " +
			"et autorisez les cookies de ce site. Si l’adresse ne peut pas commencer ainsi, la personne qui a installé Parvis doit retirer le réglage PARVIS_SECURE."
	}
	return "Votre mot de passe est juste, mais votre navigateur n’a pas gardé la session. Autorisez les cookies de ce site, puis connectez-vous de nouveau."
}

func (h *Handlers) logIn(w http.ResponseWriter, r *http.Request) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	email, password, next := f.Text("email"), f.Text("password"), Next(f.Text("suite"))
	f.Require(email != "", "email", "Indiquez votre adresse électronique.")
	f.Require(password != "", "password", "Indiquez votre mot de passe.")
	if !f.Valid() {
		return serve.Invalid(w, r, LoginPage(f, next, h.mail))
	}
	p, err := h.accounts.LogIn(r.Context(), email, password, h.address(r), serve.By(r).At)
	switch fault.KindOf(err) {
	case fault.Unknown:
		f.Add("password", fault.SentenceOf(err))
		return serve.Invalid(w, r, LoginPage(f, next, h.mail))
	case fault.TooMany:
		f.Add("password", fault.SentenceOf(err))
		return serve.Status(w, r, http.StatusTooManyRequests, LoginPage(f, next, h.mail))
	}
	if err != nil {
		return err
	}
	if err := h.open(r, p); err != nil {
		return err
	}
	if !sentCookie(r) {
		return serve.Redirect(w, r, urls.LoginKept(next))
	}
	return serve.Redirect(w, r, orHome(next))
}

// tooManyLogins answers an address that sends more forms than a whole service would.
func (h *Handlers) tooManyLogins(w http.ResponseWriter, r *http.Request) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	f.Add("password", fault.SentenceOf(account.TooMany(time.Minute)))
	return serve.Status(w, r, http.StatusTooManyRequests, LoginPage(f, Next(f.Text("suite")), h.mail))
}

func (h *Handlers) logOut(w http.ResponseWriter, r *http.Request) error {
	return h.leave(w, r, "Votre session est fermée. À bientôt !")
}

func (h *Handlers) logOutEverywhere(w http.ResponseWriter, r *http.Request) error {
	if err := h.accounts.LogOutEverywhere(r.Context(), serve.By(r)); err != nil {
		return err
	}
	return h.leave(w, r, "Toutes vos sessions sont fermées, sur tous vos appareils.")
}

// leave ends this session and says so on the login page.
func (h *Handlers) leave(w http.ResponseWriter, r *http.Request, sentence string) error {
	was := serve.By(r).ID
	if err := h.sessions.Destroy(r.Context()); err != nil {
		return err
	}
	h.close(r.Context(), was) // another window may still hold a form of hers
	serve.Flash(r, sentence)
	return serve.Redirect(w, r, urls.Login(""))
}

func orHome(next string) string {
	if next == "" {
		return urls.Home()
	}
	return next
}
