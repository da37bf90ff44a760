package accountui_test

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"parvis/internal/account"
	"parvis/internal/mail"
	"parvis/internal/outbox"
	"parvis/internal/postgres/pgtest"
	"parvis/web"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// posted is the whole site where messages leave: they are kept, as in the demonstration.
type posted struct {
	*webtest.House
	t *testing.T
}

func newPosted(t *testing.T) posted {
	t.Helper()
	h := webtest.Serve(t, pgtest.New(t), func(c *web.Config) { c.Mail, c.Demo = true, true })
	p := posted{House: h, t: t}
	for who, i := range map[*account.Person]account.Identity{
		&h.Head:   {Name: "Claire Martin", Email: "claire@musee.test", Role: "head"},
		&h.Intern: {Name: "Zoé Petit", Email: "zoe@musee.test", Role: "intern"},
	} {
		var err error
		*who, err = h.Accounts.Seed(t.Context(), i, webtest.Password)
		if err != nil {
			t.Fatal(err)
		}
	}
	return p
}

// messages are what left, the last first.
func (p posted) messages() []outbox.Kept {
	p.t.Helper()
	post := &mail.Post{Room: p.Mail, Carrier: mail.Keeper{Room: p.Mail}, Clock: func() time.Time { return p.Now },
		Links: mail.Links{Host: "parvis.test", Choose: func(token string) string { return "https://parvis.test" + urls.Choose(token) }}}
	if _, err := post.Work(p.t.Context()); err != nil {
		p.t.Fatal(err)
	}
	list, err := p.Mail.Kept(p.t.Context())
	if err != nil {
		p.t.Fatal(err)
	}
	return list
}

var chosen = regexp.MustCompile(`https://parvis\.test(/mot-de-passe-oublie/\S+)`)

// link is where the last message leads.
func (p posted) link() string {
	p.t.Helper()
	list := p.messages()
	if len(list) == 0 {
		p.t.Fatal("no message left")
	}
	return chosen.FindStringSubmatch(list[0].Body)[1]
}

const other = "quatre chevaux sous la pluie"

func both(password string) url.Values {
	return url.Values{account.FieldNew: {password}, "again": {password}}
}

func TestAForgottenPasswordIsReplacedByTheLinkOfAMessage(t *testing.T) {
	t.Parallel()
	p := newPosted(t)
	elsewhere := p.As(p.Intern)
	visitor := p.Visitor()
	visitor.Get(urls.Login("")).Want(t, http.StatusOK).Has(t, `href="/mot-de-passe-oublie"`)
	visitor.Get(urls.Forgotten()).Want(t, http.StatusOK)
	visitor.Post(urls.Forgotten(), url.Values{"email": {"pas une adresse"}}).Want(t, http.StatusUnprocessableEntity).Has(t, "adresse complète")
	// Somebody's address and nobody's are answered the same.
	var answers []string
	for _, email := range []string{"Zoe@musee.test", "personne@musee.test"} {
		v := p.Visitor()
		a := v.Post(urls.Forgotten(), url.Values{"email": {email}}).Want(t, http.StatusSeeOther)
		answers = append(answers, a.Location+v.Get(a.Location).Want(t, http.StatusOK).Has(t, "Si un compte a cette adresse").Body)
	}
	if answers[0] != answers[1] {
		t.Errorf("the answers differ:\n%s\n%s", answers[0], answers[1])
	}
	link := p.link()
	if n := len(p.messages()); n != 1 {
		t.Fatalf("%d messages left", n)
	}
	for range 3 { // as programs do that look at messages, in a browser or not, with HEAD too
		p.Visitor().Get(link).Want(t, http.StatusOK).Has(t, "Enregistrer le mot de passe", "zoe@musee.test")
		p.Visitor().Do(http.MethodHead, link, nil, nil).Want(t, http.StatusOK)
	}
	elsewhere.Get(urls.MyAccount()).Want(t, http.StatusOK) // still logged in
	visitor.Post(link, url.Values{account.FieldNew: {other}, "again": {"autre"}}).Want(t, http.StatusUnprocessableEntity).Has(t, "ne sont pas identiques")
	visitor.Post(link, both("court")).Want(t, http.StatusUnprocessableEntity).Has(t, "trop court")
	if a := visitor.Post(link, both(other)).Want(t, http.StatusSeeOther); a.Location != urls.Login("") {
		t.Errorf("it leads to %s", a.Location)
	}
	if a := elsewhere.Get(urls.MyAccount()); a.Status != http.StatusSeeOther {
		t.Errorf("the other session goes on: %d", a.Status)
	}
	p.Login("zoe@musee.test", other).Get(urls.Home()).Want(t, http.StatusOK)
	for _, a := range []webtest.Answer{visitor.Get(link), visitor.Post(link, both("une tout autre phrase")), visitor.Get(urls.Choose("inconnu"))} {
		a.Want(t, http.StatusNotFound).Has(t, "Ce lien ne sert plus", "Demander un autre lien")
	}
}

func TestALinkThatIsOverOrOfSomebodyWhoLeftOpensNothing(t *testing.T) {
	t.Parallel()
	p := newPosted(t)
	p.Visitor().Post(urls.Forgotten(), url.Values{"email": {"zoe@musee.test"}}).Want(t, http.StatusSeeOther)
	link := p.link()
	p.Now = p.Now.Add(account.ForgottenLasts)
	p.Visitor().Get(link).Want(t, http.StatusNotFound)
	p.Visitor().Post(link, both(other)).Want(t, http.StatusNotFound)
	p.Visitor().Post(urls.Forgotten(), url.Values{"email": {"zoe@musee.test"}}).Want(t, http.StatusSeeOther)
	link = p.link()
	if err := p.Accounts.Disable(t.Context(), p.Head.At(p.Now), p.Intern.ID); err != nil {
		t.Fatal(err)
	}
	p.Visitor().Get(link).Want(t, http.StatusNotFound)
	p.Visitor().Post(link, both(other)).Want(t, http.StatusNotFound)
}

func TestWhereMessagesLeaveANewPersonIsInvited(t *testing.T) {
	t.Parallel()
	p := newPosted(t)
	head := p.As(p.Head)
	page := head.Get(urls.NewMember()).Want(t, http.StatusOK).Has(t, "Parvis lui enverra un message").Lacks(t, "mot de passe provisoire")
	key := regexp.MustCompile(`name="cle" value="([^"]+)"`).FindStringSubmatch(page.Body)[1]
	form := memberForm("Léa Roux", "lea@musee.test", "team", "cle", key)
	a := head.Post(urls.NewMember(), form).Want(t, http.StatusSeeOther)
	if again := head.Post(urls.NewMember(), form).Want(t, http.StatusSeeOther); again.Location != a.Location {
		t.Errorf("sent twice, it leads to %s and %s", a.Location, again.Location)
	}
	head.Get(a.Location).Want(t, http.StatusOK).Has(t, "Envoyer une nouvelle invitation", "Jamais connecté")
	first := p.link()
	p.Now = p.Now.Add(time.Hour)
	var id int64
	if _, err := fmt.Sscanf(a.Location, urls.Team()+"/%d", &id); err != nil {
		t.Fatal(err)
	}
	head.Post(urls.MemberInvite(id), nil).Want(t, http.StatusSeeOther)
	second := p.link()
	if n := len(p.messages()); n != 2 || first == second {
		t.Fatalf("%d messages left", n)
	}
	p.Now = p.Now.Add(71*time.Hour + 30*time.Minute)
	p.Visitor().Get(first).Want(t, http.StatusNotFound)
	p.Visitor().Post(second, both(other)).Want(t, http.StatusSeeOther)
	p.Login("lea@musee.test", other).Get(urls.Home()).Want(t, http.StatusOK)
	p.As(p.Head).Post(urls.MemberInvite(id), nil).Want(t, http.StatusUnprocessableEntity).Has(t, "a déjà choisi")
	p.As(p.Intern).Post(urls.MemberInvite(id), nil).Want(t, http.StatusForbidden)
}

func TestWithoutMailNothingIsOffered(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	h.Visitor().Get(urls.Login("")).Want(t, http.StatusOK).Lacks(t, "/mot-de-passe-oublie")
	h.Visitor().Get(urls.Forgotten()).Want(t, http.StatusOK).Has(t, "Votre cheffe de service peut vous donner un nouveau mot de passe").Lacks(t, `name="email"`)
	h.Visitor().Post(urls.Forgotten(), url.Values{"email": {h.Team.Email}}).Want(t, http.StatusNotFound)
	h.As(h.Head).Post(urls.MemberInvite(h.Team.ID), nil).Want(t, http.StatusNotFound)
	h.As(h.Team).Get(urls.Notices()).Want(t, http.StatusOK).Lacks(t, "Par courriel")
	h.Visitor().Get(urls.DemoMessages()).Want(t, http.StatusNotFound) // no page of a real service
	h.As(h.Head).Get(urls.DemoMessages()).Want(t, http.StatusNotFound)
}

func TestWhatIsWrittenByMailIsSwitchedOffWithTheNotices(t *testing.T) {
	t.Parallel()
	p := newPosted(t)
	zoe := p.As(p.Intern)
	zoe.Get(urls.Notices()).Want(t, http.StatusOK).Has(t, "Par courriel", "Ma semaine, le lundi matin")
	zoe.Post(urls.NoticesChosen(), url.Values{"mentions": {"oui"}, "semaine": {"oui"}}).Want(t, http.StatusSeeOther)
	for kind, want := range map[string]bool{"courriel": false, "semaine": true} {
		box := regexp.MustCompile(`<input[^>]*name="` + kind + `"[^>]*>`).FindString(zoe.Get(urls.Notices()).Body)
		if box == "" || strings.Contains(box, "checked") != want {
			t.Errorf("%s: %s", kind, box)
		}
	}
}

func TestTheMessagesOfTheDemonstrationAreForEverybodyThere(t *testing.T) {
	t.Parallel()
	p := newPosted(t)
	p.Visitor().Get(urls.DemoMessages()).Want(t, http.StatusOK).Has(t, "Aucun message")
	p.Visitor().Post(urls.Forgotten(), url.Values{"email": {"zoe@musee.test"}}).Want(t, http.StatusSeeOther)
	link := p.link()
	for _, c := range []*webtest.Client{p.Visitor(), p.As(p.Intern), p.As(p.Head)} {
		c.Get(urls.DemoMessages()).Want(t, http.StatusOK).Has(t, "Choisir un nouveau mot de passe", `href="`+link+`"`, "Zoé Petit")
	}
}
