// Package mailui draws how the messages that Parvis sends stand, for the head of service, and those that the demonstration
// keeps instead.
package mailui

import (
	"context"
	"net/http"
	"regexp"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"

	"parvis/internal/account"
	"parvis/internal/french"
	"parvis/internal/mail"
	"parvis/internal/outbox"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// Handlers answers the pages of messages.
type Handlers struct {
	room   *mail.Room
	leaves bool // messages leave, or are kept by the demonstration
}

// New gives the handlers.
func New(room *mail.Room, leaves bool) *Handlers { return &Handlers{room: room, leaves: leaves} }

// Routes lists the head of service's page and its acts.
func (h *Handlers) Routes(r chi.Router) {
	page, post := serve.Routes(r)
	page(urls.Messages(), h.show)
	post(urls.MessageRetry(urls.AnyThing), h.retry)
	post(urls.MessageDrop(urls.AnyThing), h.drop)
}

// DemoRoutes lists the page of the demonstration, open to everybody who is there.
func (h *Handlers) DemoRoutes(r chi.Router) {
	r.Get(urls.DemoMessages(), serve.Handle(h.showKept))
}

// stateView is how the messages stand.
type stateView struct {
	mail.State
	Leaves bool
	Today  workcal.Date
}

func (h *Handlers) show(w http.ResponseWriter, r *http.Request) error {
	by := serve.By(r)
	state, err := h.room.State(r.Context(), by)
	if err != nil {
		return err
	}
	return serve.Page(w, r, MessagesPage(stateView{State: state, Leaves: h.leaves, Today: by.Today()}))
}

func (h *Handlers) retry(w http.ResponseWriter, r *http.Request) error {
	return h.on(w, r, h.room.Retry, "Le message part de nouveau dans l’instant.")
}

func (h *Handlers) drop(w http.ResponseWriter, r *http.Request) error {
	return h.on(w, r, h.room.Drop, "Le message est abandonné.")
}

func (h *Handlers) on(w http.ResponseWriter, r *http.Request, do func(context.Context, account.By, int64) error, said string) error {
	if _, err := form.Read(r); err != nil {
		return err
	}
	return serve.Act(w, r, "thing", do, said, urls.Messages())
}

func (h *Handlers) showKept(w http.ResponseWriter, r *http.Request) error {
	list, err := h.room.Kept(r.Context())
	if err != nil {
		return err
	}
	return serve.Page(w, r, DemoPage(list, serve.By(r).Today(), serve.LoggedIn(r)))
}

// kindWords say what each kind of message is.
var kindWords = map[outbox.Kind]string{
	outbox.Password:   "Mot de passe oublié",
	outbox.Invitation: "Invitation",
	outbox.Notices:    "Avis à lire",
	outbox.Week:       "Ma semaine",
	outbox.Deposit:    "Pièce à déposer",
}

// why says why a message did not leave.
func why(f mail.Failure) string {
	switch f.Reason {
	case outbox.Refused:
		return "Le serveur de courrier l’a refusé (réponse " + strconv.Itoa(f.Code) + ")\u00a0: l’adresse n’existe sans doute plus."
	case outbox.Delayed:
		return "Le serveur de courrier le veut plus tard (réponse " + strconv.Itoa(f.Code) + ")."
	case outbox.Silent:
		return "Le serveur de courrier ne répond pas."
	case outbox.Address:
		return "Il n’y a pas d’adresse complète à laquelle l’envoyer."
	case outbox.Late:
		return "Son lien n’aurait plus servi."
	case outbox.Weary:
		return "Il a été essayé pendant trois jours."
	}
	return "Il n’a pas pu être écrit."
}

// next says what becomes of a message that did not leave.
func next(f mail.Failure, today workcal.Date) string {
	if f.Failed {
		return "N’est plus essayé"
	}
	return "Sera essayé de nouveau " + ui.When(f.DueAt, today)
}

// figures counts what waits and what left.
func (v stateView) figures() string {
	text := french.Count(v.Waiting, "message attend", "messages attendent") + " de partir."
	if v.Waiting == 0 {
		text = "Aucun message n’attend de partir."
	}
	if v.LastSent != nil {
		text += " Le dernier est parti " + ui.When(*v.LastSent, v.Today) + "."
	}
	return text
}

var link = regexp.MustCompile(`^https?://[^/\s]+(/\S*)$`)

// bodyLine is a line of a kept message; Path is where it leads on this site, if it is a link.
type bodyLine struct{ Text, Path string }

// linesOf gives the lines of a message. A link leads to this site, whatever the address that messages are told.
func linesOf(k outbox.Kept) (lines []bodyLine) {
	for text := range strings.SplitSeq(strings.TrimSpace(k.Body), "\n") {
		line := bodyLine{Text: text}
		if found := link.FindStringSubmatch(text); found != nil && urls.Local(found[1]) {
			line.Path = found[1]
		}
		lines = append(lines, line)
	}
	return lines
}
