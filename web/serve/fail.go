package serve

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"

	"parvis/internal/fault"
	"parvis/web/form"
	"parvis/web/ui"
	"parvis/web/urls"
)

// answer is how a kind of failure is shown.
type answer struct {
	status int
	title  string
	level  slog.Level
}

var answers = map[fault.Kind]answer{
	fault.Internal:    {http.StatusInternalServerError, "Une erreur est survenue", slog.LevelError},
	fault.Unknown:     {http.StatusUnauthorized, "Connexion nécessaire", slog.LevelInfo},
	fault.Forbidden:   {http.StatusForbidden, "Action non autorisée", slog.LevelInfo},
	fault.NotFound:    {http.StatusNotFound, "Page introuvable", slog.LevelInfo},
	fault.Conflict:    {http.StatusConflict, "Pas possible maintenant", slog.LevelInfo},
	fault.TooLarge:    {http.StatusRequestEntityTooLarge, "Envoi trop volumineux", slog.LevelWarn},
	fault.Invalid:     {http.StatusUnprocessableEntity, "Saisie à corriger", slog.LevelInfo},
	fault.TooMany:     {http.StatusTooManyRequests, "Trop de tentatives", slog.LevelWarn},
	fault.Unavailable: {http.StatusServiceUnavailable, "Service momentanément indisponible", slog.LevelError},
}

// retryAfter is when to ask again, in seconds, once something did not answer.
const retryAfter = "10"

// Fail answers a request that failed: a French page with its sentence, and a log line with its cause.
func Fail(w http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, context.Canceled) && r.Context().Err() != nil {
		return // the person left; nobody reads the answer
	}
	kind := fault.KindOf(err)
	how, ok := answers[kind]
	if !ok {
		how = answers[fault.Internal]
	}
	logFailure(r, how.level, err)
	if kind == fault.Unavailable {
		w.Header().Set("Retry-After", retryAfter)
	}
	problems, _ := fault.ProblemsOf(err)
	failure := ui.Failure{Title: how.title, Sentence: fault.SentenceOf(err), Problems: problems,
		Request: RequestID(r), LoggedIn: LoggedIn(r), Outside: outside(r), ShowRequest: how.status >= 500, Back: back(r), Typed: typed(r, kind)}
	if kind == fault.NotFound && urls.ByLink(r.URL.Path) {
		failure.Title, failure.Sentence = opensNothing(failure.Sentence)
	}
	page := ui.FailurePage(failure)
	if err := Status(w, r, how.status, page); err != nil {
		slog.Error("cannot render the failure page", "cause", err)
		http.Error(w, how.title, how.status)
	}
}

// outside tells whether a page is for whoever has a link: one has no account there, or the site has none at all.
func outside(r *http.Request) bool {
	v := visitOf(r)
	return urls.ByLink(r.URL.Path) || v.site != nil && v.site.Sessions == nil
}

// opensNothing is what whoever followed a link that opens nothing reads, for what is said of it.
func opensNothing(sentence string) (title, said string) {
	if sentence != fault.SentenceOf(fault.Missing(nil)) {
		return "Ce lien n’ouvre plus rien", sentence
	}
	return "Ce lien n’ouvre rien", "Vérifiez l’adresse\u00a0: elle doit être entière, du début à la fin. Si elle l’est, demandez un autre lien à la personne du musée qui vous l’avait donné."
}

// back is the page to go back to: what was asked for is not a page, or cannot be shown.
func back(r *http.Request) string {
	at := Before(r)
	if path, _, _ := strings.Cut(at, "?"); r.Method == http.MethodGet && path == r.URL.Path {
		return ""
	}
	return at
}

// typed is what was typed in the form that failed: it goes back to the page, from where it can be sent
// again unless that would fail for ever.
func typed(r *http.Request, kind fault.Kind) ui.Typed {
	if r.Method != http.MethodPost {
		return ui.Typed{}
	}
	values, _ := form.Posted(r) // the beginning of what is too long, nothing of what is no form
	if kind == fault.TooLarge {
		Drop(r)
	}
	again := form.AgainOf(values)
	if !again.Any() {
		return ui.Typed{}
	}
	return ui.Typed{URL: r.URL.Path, Texts: again.Typed, Hidden: again.Hidden, Again: kind != fault.Forbidden && kind != fault.NotFound}
}
