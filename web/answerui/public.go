package answerui

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"parvis/internal/fault"
	"parvis/internal/response"
	"parvis/internal/survey/question"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/urls"
)

// plain has failures told on a page of the public's own: nothing of the service, no way into it, and one sentence.
func (h *Handlers) plain(do serve.Handler) serve.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		if h.full(w, r, h.pages) {
			return refuse(w, r, tooMany())
		}
		err := do(w, r)
		if err == nil {
			return nil
		}
		return refuse(w, r, err)
	}
}

// refuse answers with the plain page of a failure. What is the program's own fault is told as everywhere.
func refuse(w http.ResponseWriter, r *http.Request, err error) error {
	p := plainPage{Lang: question.French, Sentence: fault.SentenceOf(err)}
	status := http.StatusUnprocessableEntity
	switch fault.KindOf(err) {
	case fault.NotFound:
		status, p.Title, p.Sentence = http.StatusNotFound, "Questionnaire introuvable", "Cette adresse ne mène à aucun questionnaire\u00a0: vérifiez-la, ou demandez-la à l’accueil. (No questionnaire at this address, please check it.)"
	case fault.Conflict:
		status, p.Title = http.StatusConflict, "Réponse non gardée"
	case fault.TooLarge:
		status, p.Title = http.StatusRequestEntityTooLarge, "Réponse trop longue"
		p.Sentence = "Votre réponse est trop longue pour être gardée. Revenez à la page précédente et raccourcissez-la."
		serve.Drop(r)
	case fault.TooMany:
		status, p.Title = http.StatusTooManyRequests, "Un instant"
		w.Header().Set("Retry-After", "60")
	case fault.Invalid:
		p.Title = "Réponse illisible"
	default:
		return err
	}
	return serve.Status(w, r, status, PlainPage(p))
}

// opening finds the form of the request, and the language that its reader would rather read.
func (h *Handlers) opening(r *http.Request) (response.Opening, question.Lang, error) {
	o, err := h.open.of(r.Context(), h.room, r.PathValue("token"))
	if err != nil {
		return o, question.French, err
	}
	l := question.Lang(form.Query(r).Text(fieldLang))
	if !slices.Contains(o.Form.Form.Langs, l) {
		l = preferred(r.Header.Get("Accept-Language"), o.Form.Form.Langs)
	}
	return o, l, nil
}

// preferred is the first language of a browser's list that a form has, else French. Weights are as good as in order.
func preferred(header string, has []question.Lang) question.Lang {
	if len(header) > 200 {
		return question.French
	}
	for one := range strings.SplitSeq(header, ",") {
		tag, _, _ := strings.Cut(strings.TrimSpace(one), ";")
		tag, _, _ = strings.Cut(strings.ToLower(tag), "-")
		if l := question.Lang(tag); slices.Contains(has, l) {
			return l
		}
	}
	return question.French
}

// shut answers for a form that takes no answers now; false where it does.
func shut(w http.ResponseWriter, r *http.Request, o response.Opening, l question.Lang) (bool, error) {
	switch o.Standing(serve.Today(r)) {
	case response.Closed:
		return true, serve.Status(w, r, http.StatusGone, PlainPage(plainPage{Lang: l, Title: closed.in(l), Window: window(closed.in(l), o), Sentence: noMore.in(l)}))
	case response.Early:
		return true, serve.Status(w, r, http.StatusConflict, PlainPage(plainPage{Lang: l, Title: early.in(l), Window: window(early.in(l), o), Sentence: comeBack.in(l)}))
	}
	return false, nil
}

// window is the title of the window of a public page: one form asked twice has two, told apart by their collections' names.
func window(title string, o response.Opening) string { return title + " · " + o.Label }

// public dresses a walk for whoever has the address.
func public(k walk, o response.Opening) walk {
	k.Action, k.Title = urls.Asked(o.Token), k.Version.Form.Title.In(k.Lang)
	k.Window = window(k.Title, o)
	return k
}

func (h *Handlers) showAsked(w http.ResponseWriter, r *http.Request) error {
	o, l, err := h.opening(r)
	if err != nil {
		return err
	}
	if done, err := shut(w, r, o, l); done {
		return err
	}
	return serve.Page(w, r, WalkPage(public(begin(o.Form, o.Context(), l, serve.NewKey()), o)))
}

// version finds which version of the form a page answers: one that was published later takes nothing from it.
func (h *Handlers) version(r *http.Request, o response.Opening, f *form.Form) (response.Opening, error) {
	number := f.Int(fieldForm)
	if number > o.Published { // of a moment ago
		now, err := h.room.ByToken(r.Context(), o.Token)
		if err == nil {
			o = now
		}
	}
	v, err := h.room.Version(r.Context(), o.Collection, number)
	if fault.Is(err, fault.NotFound) {
		err = fault.New(fault.Invalid, "Cette page n’est pas de ce questionnaire\u00a0: rouvrez son adresse, et recommencez.", err)
	}
	o.Form = v
	return o, err
}

// answer goes one page on, or back, or to another language; after the last page, it keeps the answers.
func (h *Handlers) answer(w http.ResponseWriter, r *http.Request) error {
	o, l, err := h.opening(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	if o, err = h.version(r, o, f); err != nil {
		return err
	}
	k := public(read(f, o.Form, o.Context()), o)
	if done, err := shut(w, r, o, l); done {
		return err
	}
	if !k.move(f.Text(fieldGo)) {
		return serve.Status(w, r, k.status(), WalkPage(public(k, o)))
	}
	if h.full(w, r, h.answers) {
		return tooMany()
	}
	if err := h.room.Give(r.Context(), o, serve.By(r).At, k.given(response.ByLink)); err != nil {
		return err
	}
	return serve.Redirect(w, r, urls.AskedThanks(o.Token, url.Values{fieldLang: {string(k.Lang)}}))
}

func (h *Handlers) showThanks(w http.ResponseWriter, r *http.Request) error {
	o, l, err := h.opening(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, ThanksPage(o, l))
}

// taken is what a tablet is told of one answer that it kept: only an answer that names the key takes it off the tablet.
type taken struct {
	Key    string `json:"cle"`
	Done   bool   `json:"fait,omitempty"`
	Refuse string `json:"refus,omitempty"`
	Wait   bool   `json:"attendre,omitempty"`
}

// take keeps one answer that a tablet kept. What cannot be read of it is left out: whoever gave it is no longer there to be asked again.
func (h *Handlers) take(w http.ResponseWriter, r *http.Request) error {
	key, err := h.taking(w, r)
	said := taken{Key: key, Done: err == nil}
	status := http.StatusOK
	if err != nil {
		switch fault.KindOf(err) {
		case fault.Conflict, fault.Invalid, fault.TooLarge:
			said.Refuse, status = fault.SentenceOf(err), http.StatusUnprocessableEntity
		case fault.TooMany:
			said.Wait, status = true, http.StatusTooManyRequests
		case fault.NotFound: // a link in the trash may come back: what belongs to it waits
			said.Wait, status = true, http.StatusNotFound
		default:
			slog.Error("an answer of a tablet could not be kept", "request", serve.RequestID(r), "cause", err)
			said.Wait, status = true, http.StatusServiceUnavailable
		}
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	return json.NewEncoder(w).Encode(said)
}

func (h *Handlers) taking(w http.ResponseWriter, r *http.Request) (string, error) {
	f, err := form.Read(r)
	if err != nil {
		return "", err
	}
	key := f.Text(fieldKey)
	if len(key) > 64 {
		key = ""
	}
	if h.full(w, r, h.answers) {
		return key, tooMany()
	}
	o, err := h.room.ByToken(r.Context(), r.PathValue("token"))
	if err != nil {
		return key, err
	}
	if o, err = h.version(r, o, f); err != nil {
		return key, err
	}
	k := read(f, o.Form, o.Context())
	g := k.given(response.ByKiosk)
	if day, err := workcal.Parse(f.Text("jour")); err == nil {
		g.Day = day
	}
	return key, h.room.Give(r.Context(), o, serve.By(r).At, g)
}
