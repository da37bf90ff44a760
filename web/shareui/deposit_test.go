package shareui_test

import (
	"bytes"
	"context"
	"errors"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"parvis/internal/journal"
	"parvis/internal/logistics"
	"parvis/internal/mail"
	"parvis/internal/partner"
	"parvis/internal/partner/kinds"
	"parvis/web"
	"parvis/web/serve"
	"parvis/web/urls"
	"parvis/web/webtest"
)

var dropAt = regexp.MustCompile(`https://parvis\.test(/depot/[A-Z2-7]+)`)

// drop sends a file as the page of a link does.
func drop(t *testing.T, c *webtest.Client, path, key, name, content string) webtest.Answer {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	if err := w.WriteField("cle", key); err != nil {
		t.Fatal(err)
	}
	part, err := w.CreateFormFile("fichiers", name)
	if err == nil {
		_, err = part.Write([]byte(content))
	}
	if err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	return c.Do(http.MethodPost, path, &body, http.Header{"Content-Type": {w.FormDataContentType()}, "Sec-Fetch-Site": {"same-origin"}})
}

// TestAPieceIsDroppedByWhoeverHasItsLink follows a reminder from its writing to the end of its link.
func TestAPieceIsDroppedByWhoeverHasItsLink(t *testing.T) {
	t.Parallel()
	h := webtest.New(t, func(c *web.Config) { c.Links = "https://parvis.test" })
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	ctx, team := t.Context(), h.Team.At(h.Now)
	project, _ := shared(t, h)
	must(h.Programme.AddMember(ctx, team, project, h.Intern.ID))
	firm, err := h.Partners.Create(ctx, team, "", partner.OrganisationDraft{Name: "Son Clair", Kind: kinds.Fournisseur, Emails: []string{"son@example.org"}})
	must(err)
	piece, err := h.Logistics.Create(ctx, team, "", project, logistics.Draft{Title: "Devis <du> son", Kind: logistics.Quote, Part: logistics.Suppliers, Direction: logistics.Obtain,
		Organisation: partner.Ref{ID: firm}, Person: partner.Ref{ID: h.Intern.ID}, DueOn: webtest.Today.AddDays(3), Notes: "Entre nous."})
	must(err)
	intern, visitor := h.As(h.Intern), h.Visitor()
	intern.Get(urls.PieceRemind(piece)).Want(t, http.StatusOK).Has(t, "Son Clair", "son@example.org", "Personne n’a encore reçu de lien")
	intern.Post(urls.PieceRemind(piece), url.Values{"cle": {serve.NewKey()}, "fin": {""}}).Want(t, http.StatusUnprocessableEntity)
	made := intern.Post(urls.PieceRemind(piece), url.Values{"cle": {serve.NewKey()}, "fin": {"30/04/2025"}}).Want(t, http.StatusOK).Has(t, "mailto:son@example.org?subject=Devis%20%3Cdu%3E", "jeudi 10 avril 2025")
	at := dropAt.FindStringSubmatch(made.Body)
	if at == nil {
		t.Fatal("no address is shown")
	}
	visitor.Get(at[1]).Want(t, http.StatusOK).Has(t, "Devis &lt;du&gt; son", "Déposer").Lacks(t, "Entre nous.", "Son Clair", h.Intern.Name)
	visitor.Get(urls.Deposit(strings.Repeat("A", 26))).Want(t, http.StatusNotFound)
	drop(t, visitor, at[1], serve.NewKey(), "programme.exe", "MZ\x90\x00\x03").Want(t, http.StatusUnprocessableEntity)

	key := serve.NewKey()
	a := drop(t, visitor, at[1], key, "devis.pdf", "%PDF-1.7\n1 840 euros").Want(t, http.StatusSeeOther)
	visitor.Get(a.Location).Want(t, http.StatusOK).Has(t, "votre fichier est bien reçu")
	drop(t, visitor, at[1], key, "devis.pdf", "%PDF-1.7\n1 840 euros").Want(t, http.StatusSeeOther) // pressed twice
	kept, err := h.Files.Of(ctx, team, journal.Piece, piece)
	must(err)
	if len(kept.Files) != 1 || !kept.Files[0].Amounts {
		t.Errorf("%d files, which tell amounts: %+v", len(kept.Files), kept.Files)
	}
	// The intern knows that it came, and does not read what it costs.
	intern.Get(urls.Piece(piece)).Want(t, http.StatusOK).Has(t, "Reçue, à vérifier").Lacks(t, "devis.pdf")
	intern.Get(urls.Notices()).Want(t, http.StatusOK).Has(t, "est déposée par un lien", "Devis &lt;du&gt; son")
	h.As(h.Team).Get(urls.Piece(piece)).Want(t, http.StatusOK).Has(t, "devis.pdf", "Reçue, à vérifier")
	h.As(h.Team).Get(urls.PieceHistory(piece)).Want(t, http.StatusOK).Has(t, "Son Clair (par un lien) a déposé")

	// Once it is done, nothing more is dropped; once the link is ended, it opens nothing.
	_, err = h.Logistics.SetState(ctx, team, piece, logistics.Done, 0)
	must(err)
	visitor.Get(at[1]).Want(t, http.StatusOK).Has(t, "n’est plus attendue").Lacks(t, `type="file"`)
	drop(t, visitor, at[1], serve.NewKey(), "devis.pdf", "%PDF-1.7\n").Want(t, http.StatusConflict)
	intern.Get(urls.PieceRemind(piece)).Want(t, http.StatusConflict)
	links, err := h.Links.OfPiece(ctx, team, piece)
	must(err)
	intern.Post(urls.LinkEnd(links[0].ID), nil).Want(t, http.StatusSeeOther)
	visitor.Get(at[1]).Want(t, http.StatusNotFound).Has(t, "Ce lien a été arrêté.")
}

// lost is a mail server of which the first answer was lost: it took the message all the same.
type lost struct{ taken []mail.Message }

func (l *lost) Open(context.Context) (mail.Line, error) { return l, nil }
func (l *lost) Close()                                  {}
func (l *lost) Carry(_ context.Context, m mail.Message) error {
	if l.taken = append(l.taken, m); len(l.taken) == 1 {
		return errors.New("no answer")
	}
	return nil
}

// TestParvisAsksForAPieceByMail has the intern press one button: the message leaves in her name, once, with a link that opens that piece alone; what was sent twice opens by
// both addresses.
func TestParvisAsksForAPieceByMail(t *testing.T) {
	t.Parallel()
	h := webtest.New(t, func(c *web.Config) { c.Links, c.Mail = "https://parvis.test", true })
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	ctx, team := t.Context(), h.Team.At(h.Now)
	project, _ := shared(t, h)
	must(h.Programme.AddMember(ctx, team, project, h.Intern.ID))
	firm, err := h.Partners.Create(ctx, team, "", partner.OrganisationDraft{Name: "Son Clair", Kind: kinds.Fournisseur, Emails: []string{"son@example.org"}})
	must(err)
	ask := func(title string, of int64) int64 {
		id, err := h.Logistics.Create(ctx, team, "", project, logistics.Draft{Title: title, Kind: logistics.Quote, Part: logistics.Suppliers, Direction: logistics.Obtain,
			Organisation: partner.Ref{ID: of}, Person: partner.Ref{ID: h.Intern.ID}, DueOn: webtest.Today.AddDays(3), Notes: "Entre nous."})
		must(err)
		return id
	}
	piece, nobody := ask("Devis <du> son", firm), ask("Assurance", 0)
	intern, visitor := h.As(h.Intern), h.Visitor()
	intern.Get(urls.PieceRemind(nobody)).Want(t, http.StatusOK).Lacks(t, "Envoyer le message").Has(t, "Aucune adresse électronique")
	intern.Get(urls.PieceRemind(piece)).Want(t, http.StatusOK).Has(t, "Envoyer le message", "Devis &lt;du&gt; son", h.Intern.Email).Lacks(t, "Entre nous.")

	sent := url.Values{"cle": {serve.NewKey()}, "fin": {"30/04/2025"}, "envoi": {"parvis"}}
	for range 2 { // pressed twice
		intern.Post(urls.PieceRemind(piece), sent).Want(t, http.StatusSeeOther)
	}
	intern.Get(urls.PieceRemind(piece)).Has(t, "message en attente de départ")
	intern.Get(urls.Piece(piece)).Has(t, "Demandée")
	intern.Post(urls.PieceRemind(piece), url.Values{"cle": {serve.NewKey()}, "fin": {"30/04/2025"}, "envoi": {"parvis"}}).Want(t, http.StatusConflict).Has(t, "déjà parti aujourd’hui")

	server, now := &lost{}, h.Now
	post := &mail.Post{Room: h.Mail, Carrier: server, Clock: func() time.Time { return now }, Links: mail.Links{Host: "parvis.test", Deposit: func(token string) string { return "https://parvis.test" + urls.Deposit(token) }}}
	for range 2 {
		_, err = post.Work(ctx)
		must(err)
		now = now.Add(5 * time.Minute)
	}
	if _, err = post.Work(ctx); err != nil || len(server.taken) != 2 || server.taken[0].ID != server.taken[1].ID {
		t.Fatalf("%d messages left, want one twice: %v", len(server.taken), err)
	}
	for _, m := range server.taken {
		if m.Address != "son@example.org" || m.ReplyTo.Email != h.Intern.Email || !strings.Contains(m.Text(), "jeudi 10 avril 2025") || strings.Contains(m.Text(), "Entre nous.") || !strings.HasSuffix(strings.TrimSpace(m.Text()), h.Intern.Name) {
			t.Errorf("what left to %s, answered to %s:\n%s", m.Address, m.ReplyTo.Email, m.Text())
		}
		visitor.Get(dropAt.FindStringSubmatch(m.Text())[1]).Want(t, http.StatusOK).Has(t, "Devis &lt;du&gt; son")
	}
	intern.Get(urls.PieceRemind(piece)).Has(t, "message envoyé par Parvis")

	// A link that is ended before its message leaves stops it.
	other := ask("Fiche technique", firm)
	intern.Post(urls.PieceRemind(other), url.Values{"cle": {serve.NewKey()}, "fin": {"30/04/2025"}, "envoi": {"parvis"}}).Want(t, http.StatusSeeOther)
	links, err := h.Links.OfPiece(ctx, team, other)
	must(err)
	intern.Post(urls.LinkEnd(links[0].ID), nil).Want(t, http.StatusSeeOther)
	if _, err = post.Work(ctx); err != nil || len(server.taken) != 2 {
		t.Errorf("%d messages left though a link was ended: %v", len(server.taken), err)
	}
}
