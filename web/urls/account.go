package urls

import (
	"net/url"
	"slices"
	"strings"
)

// Login is the login page; next is the local path to go on to, or "".
func Login(next string) string { return with("/connexion", url.Values{"suite": {next}}) }

// LoginKept is where a login leads whose browser had sent no cookie before: it goes on to next, or says that none came back.
func LoginKept(next string) string {
	return with("/connexion", url.Values{"suite": {next}, "temoin": {"attendu"}})
}

// Logout ends this session (POST).
func Logout() string { return "/deconnexion" }

// LogoutEverywhere ends all of the person's sessions (POST).
func LogoutEverywhere() string { return "/deconnexion-partout" }

// MyAccount is the person's own page.
func MyAccount() string { return "/mon-compte" }

// Forgotten asks (GET) and sends a link to choose a password (POST).
func Forgotten() string { return "/mot-de-passe-oublie" }

// AnyToken is what Choose names, for the router.
const AnyToken = "{token}"

// Choose is what a link of a message opens: the choice of a password (GET), which POST keeps.
func Choose(token string) string { return Forgotten() + "/" + token }

// Logged is a path as the log may hold it, without the token of a link: whoever reads the log could open it, or choose
// somebody's password.
func Logged(path string) string {
	for _, open := range append([]func(token string) string{Choose}, byLink...) {
		if begin, _, _ := strings.Cut(open(AnyToken), AnyToken); strings.HasPrefix(path, begin) {
			return open(AnyToken)
		}
	}
	return path
}

// byLink are the pages that people without an account open by a link.
var byLink = []func(token string) string{SharedPlan, SharedFeed, SharedSlots, Deposit, Asked, Door}

// ByLink tells whether a path is of a page that people without an account open by a link.
func ByLink(path string) bool {
	return slices.ContainsFunc(byLink, func(open func(token string) string) bool {
		begin, _, _ := strings.Cut(open(AnyToken), AnyToken)
		return strings.HasPrefix(path, begin)
	})
}

// MemberInvite sends another invitation to a person (POST).
func MemberInvite(id int64) string { return Member(id) + "/invitation" }

// Messages is how the messages that Parvis sends stand.
func Messages() string { return Settings() + "/messages" }

// MessageRetry lets a message that failed be tried anew (POST).
func MessageRetry(id int64) string { return path(Messages(), "/", id, "/reprise") }

// MessageDrop gives a message up (POST).
func MessageDrop(id int64) string { return path(Messages(), "/", id, "/abandon") }

// DemoMessages is what the demonstration would have sent.
func DemoMessages() string { return "/messages-de-la-demonstration" }

// Password is where a person changes her own password.
func Password() string { return "/mot-de-passe" }

// Settings are what the service sets, on one page.
func Settings() string { return "/reglages" }

// Team is the list of people and roles.
func Team() string { return Settings() + "/equipe" }

// NewMember is the form for one more person; POST adds her.
func NewMember() string { return Team() + "/ajout" }

// Member is one person of the service; POST edits her.
func Member(id int64) string { return path(Team(), "/", id) }

// MemberPassword asks (GET) and gives a provisional password (POST).
func MemberPassword(id int64) string { return Member(id) + "/mot-de-passe" }

// MemberDisable asks (GET) and ends a person's access (POST).
func MemberDisable(id int64) string { return Member(id) + "/desactivation" }

// MemberHistory is what was done to a person's account, and when.
func MemberHistory(id int64) string { return Member(id) + "/historique" }

// MemberErase asks (GET) and takes a person's name out of every history (POST).
func MemberErase(id int64) string { return Member(id) + "/effacement" }

// MemberEnable gives a person her access back (POST).
func MemberEnable(id int64) string { return MemberDisable(id) + "/supprimer" }

// AnyHeld is what Held names, for the router.
const AnyHeld = "{key}"

// Held is a form that was sent after its session, shown again to whoever sent it.
func Held(key string) string { return "/reprise/" + key }
