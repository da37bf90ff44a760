package accountui_test

import (
	"bytes"
	"context"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"parvis/internal/access"
)

// TestAFormSentAfterItsSessionComesBack sends a form once its session is over, whatever ended it.
func TestAFormSentAfterItsSessionComesBack(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(*site, *browser){
		"by time":            func(s *site, _ *browser) { s.lived(6e12, 4.1*3.6e12) },
		"in another window":  func(_ *site, b *browser) { b.post("/deconnexion", nil) },
		"on another machine": func(s *site, _ *browser) { s.loggedIn("claire@musee.test", password).post("/deconnexion-partout", nil) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t)
			b := s.loggedIn("claire@musee.test", password)
			end(s, b)
			answer := b.post("/reglages/equipe/ajout", memberForm("Nadia Roux", "nadia@musee.test", "team"))
			if answer.status != http.StatusSeeOther || !strings.HasPrefix(answer.to(), "/connexion?suite=%2Freprise%2F") || strings.Contains(answer.to(), "Nadia") {
				t.Fatalf("answered %d to %s", answer.status, answer.to())
			}
			next := b.get(answer.to()).hidden(t, "suite")
			if people, err := s.accounts.People(context.Background(), s.head.At(monday)); err != nil || len(people) != 1 {
				t.Fatalf("%d people before logging in, %v", len(people), err)
			}
			wantTo(t, b.post("/connexion", url.Values{"email": {"claire@musee.test"}, "password": {password}, "suite": {next}}), next)
			page := b.get(next)
			want(t, page, http.StatusUnprocessableEntity, "Votre session s’était fermée", "vérifiez et enregistrez", `value="Nadia Roux"`, `value="nadia@musee.test"`)
			if people, err := s.accounts.People(context.Background(), s.head.At(monday)); err != nil || len(people) != 1 {
				t.Errorf("%d people before it is sent again, %v", len(people), err)
			}
		})
	}
}

// TestAFormThatWaitsIsItsAuthorsAlone logs somebody else in where a form waits.
func TestAFormThatWaitsIsItsAuthorsAlone(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.seed("zoe@musee.test", "Zoé Blanc", access.Head)
	b := s.loggedIn("claire@musee.test", password)
	b.post("/deconnexion", nil)
	waits := b.get(b.post("/reglages/equipe/ajout", memberForm("Nadia Roux", "nadia@musee.test", "team")).to()).hidden(t, "suite")
	if again := b.get(waits); again.status == http.StatusOK || strings.Contains(again.body, "Nadia") {
		t.Errorf("without logging in: %d", again.status)
	}
	wantTo(t, b.post("/connexion", url.Values{"email": {"zoe@musee.test"}, "password": {password}, "suite": {waits}}), waits)
	if page := b.get(waits); page.status != http.StatusNotFound || strings.Contains(page.body, "Nadia") {
		t.Errorf("somebody else sees %d", page.status)
	}
}

// TestPasswordsAreNeverHeld sends the form of a password after its session.
func TestPasswordsAreNeverHeld(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.loggedIn("claire@musee.test", password)
	b.post("/deconnexion", nil)
	answer := b.post("/mot-de-passe", url.Values{"current": {password}, "new": {"le musée des nuits"}, "again": {"le musée des nuits"}})
	if strings.Contains(answer.to(), "reprise") {
		t.Errorf("kept at %s", answer.to())
	}
	var found bool
	if err := s.db.QueryRow(context.Background(), `SELECT bool_or(position(convert_to('nuits', 'UTF8') IN data) > 0) FROM sessions`).Scan(&found); err != nil || found {
		t.Errorf("a password is in the session: %v, %v", found, err)
	}
}

// sendsFile sends a table of spaces, as a browser does.
func (b *browser) sendsFile(table string) reply {
	b.s.t.Helper()
	var body bytes.Buffer
	parts := multipart.NewWriter(&body)
	file, err := parts.CreateFormFile("fichier", "espaces.csv")
	if err == nil {
		_, err = file.Write([]byte(table))
	}
	if err == nil {
		err = parts.Close()
	}
	if err != nil {
		b.s.t.Fatal(err)
	}
	return b.send(http.MethodPost, "/imports/nouveau/espaces/0", &body, http.Header{"Content-Type": {parts.FormDataContentType()}})
}

// sends sends a form that may hold a file, without one.
func (b *browser) sends(to string, fields map[string]string) reply {
	b.s.t.Helper()
	var body bytes.Buffer
	parts := multipart.NewWriter(&body)
	for name, value := range fields {
		if err := parts.WriteField(name, value); err != nil {
			b.s.t.Fatal(err)
		}
	}
	if err := parts.Close(); err != nil {
		b.s.t.Fatal(err)
	}
	return b.send(http.MethodPost, to, &body, http.Header{"Content-Type": {parts.FormDataContentType()}})
}

// logsInAgain logs in from the page that an answer leads to, and goes on to what was kept.
func (b *browser) logsInAgain(answer reply) reply {
	b.s.t.Helper()
	next := b.get(answer.to()).hidden(b.s.t, "suite")
	wantTo(b.s.t, b.post("/connexion", url.Values{"email": {"claire@musee.test"}, "password": {password}, "suite": {next}}), next)
	return b.get(next)
}

// TestAFileSentAfterItsSessionIsKept sends a file, and then what confirms it, each after the session: what it would
// change is shown, and is done once it is confirmed.
func TestAFileSentAfterItsSessionIsKept(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.loggedIn("claire@musee.test", password)
	b.post("/deconnexion", nil)
	long := "Nom;Remarques\nSalle des étoiles;" + strings.Repeat("Près de la cour. ", 200) + "\n" + strings.Repeat("\n", 600_000)
	page := b.logsInAgain(b.sendsFile(long))
	want(t, page, http.StatusUnprocessableEntity, "Votre session s’était fermée", "Rien n’est enregistré", "espaces.csv")
	brought := b.sends("/imports/nouveau/espaces/0", map[string]string{"cle": page.hidden(t, "cle"), "contenu": page.hidden(t, "contenu"), "nom": page.hidden(t, "nom")})
	wantTo(t, brought, "/imports/1")
	seen := b.get("/imports/1")
	want(t, seen, http.StatusOK, "Salle des étoiles", "Importer 1")

	confirmed := url.Values{"vu": {seen.hidden(t, "vu")}}
	b.post("/deconnexion", nil)
	page = b.logsInAgain(b.post("/imports/1/enregistrement", confirmed))
	want(t, page, http.StatusUnprocessableEntity, "Votre session s’était fermée", "Salle des étoiles")
	confirmed = url.Values{"vu": {page.hidden(t, "vu")}}
	if page := b.get("/espaces"); strings.Contains(page.body, "Salle des étoiles") {
		t.Error("it was imported before anybody confirmed it")
	}
	wantTo(t, b.post("/imports/1/enregistrement", confirmed), "/espaces")
	want(t, b.get("/espaces"), http.StatusOK, "Salle des étoiles")
}

// TestWhatIsTooLongToBeKeptIsSaid sends more than a session holds after it ended: a file is to be chosen again, a text
// is given back.
func TestWhatIsTooLongToBeKeptIsSaid(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.loggedIn("claire@musee.test", password)
	b.post("/deconnexion", nil)
	answer := b.sendsFile(strings.Repeat("Nom;\n", 1<<20))
	if !strings.HasPrefix(answer.to(), "/connexion") || strings.Contains(answer.to(), "reprise") {
		t.Errorf("a file of five megabytes is answered %d to %s", answer.status, answer.to())
	}
	want(t, b.get(answer.to()), http.StatusOK, "choisissez le fichier de nouveau")
	text := b.post("/evenements", url.Values{"nom": {"Fête du quartier"}, "remarques": {strings.Repeat("Les mots. ", 400_000)}})
	want(t, text, http.StatusRequestEntityTooLarge, "Fête du quartier", "Les mots. Les mots.")
}

// TestWhatWasTypedBesideALargeFileIsKept sends a message with a file of three megabytes after the session: the message comes back.
func TestWhatWasTypedBesideALargeFileIsKept(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.loggedIn("claire@musee.test", password)
	made := b.post("/evenements", url.Values{"nom": {"Fête du quartier"}, "annee": {"2025"}, "debut": {"04/10/2025"}, "fin": {"04/10/2025"}})
	event := strings.TrimPrefix(made.to(), "/evenements/")
	b.post("/deconnexion", nil)
	var body bytes.Buffer
	parts := multipart.NewWriter(&body)
	for _, field := range [][2]string{{"cle", strings.Repeat("K", 20)}, {"retour", "/evenements/" + event}, {"message", "Le plan est joint."}} {
		if err := parts.WriteField(field[0], field[1]); err != nil {
			t.Fatal(err)
		}
	}
	file, err := parts.CreateFormFile("pieces", "plan.pdf")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = file.Write(bytes.Repeat([]byte("x"), 3<<20))
	if err := parts.Close(); err != nil {
		t.Fatal(err)
	}
	page := b.logsInAgain(b.send(http.MethodPost, "/fil/evenements/"+event, &body, http.Header{"Content-Type": {parts.FormDataContentType()}}))
	want(t, page, http.StatusUnprocessableEntity, "Votre session s’était fermée", "Le plan est joint.")
}

// TestWhatWaitsIsBounded sends more forms than a session holds.
func TestWhatWaitsIsBounded(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.loggedIn("claire@musee.test", password)
	b.post("/deconnexion", nil)
	long := strings.Repeat("é", 100_000)
	for range 8 {
		b.post("/reglages/equipe/ajout", memberForm(long, "nadia@musee.test", "team"))
	}
	var size int
	if err := s.db.QueryRow(context.Background(), `SELECT max(length(data)) FROM sessions`).Scan(&size); err != nil || size < 1<<20 || size > 3<<20 {
		t.Errorf("a session of %d bytes, %v", size, err)
	}
}
