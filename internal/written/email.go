package written

import (
	"regexp"
	"strings"
	"unicode"

	"parvis/internal/french"
)

var emails = kind{name: "L’adresse électronique", tooLong: "trop longue", example: "écrivez par exemple contact@exemple.fr."}

var (
	emailLocal   = regexp.MustCompile("^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$")
	emailDomain  = regexp.MustCompile(`^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$`)
	emailNamed   = regexp.MustCompile(`^[^<>]*<([^<>]+)>$`)
	severalMails = regexp.MustCompile(`[;,|\n]|/| (?i:ou|et) | +`)
)

// Email reads one address: "Contact@Exemple.fr", "mailto:contact@exemple.fr", "Zoé <zoe@exemple.fr>". It is
// in lower case, as people's own addresses are. It is a Problem that it is none: without a full
// domain, with a comma for a dot, with an accent.
func Email(text string) (string, error) {
	if _, err := emails.plain(text); err != nil {
		return "", err
	}
	s := strings.ToLower(strings.TrimSpace(french.PlainSpaces(french.OneLine(text))))
	if m := emailNamed.FindStringSubmatch(s); m != nil {
		s = strings.TrimSpace(m[1])
	}
	s = strings.TrimPrefix(s, "mailto:")
	s, _, _ = strings.Cut(s, "?") // « mailto:…?subject= »
	s = strings.Trim(s, " <>.;,")
	local, domain, found := strings.Cut(s, "@")
	switch {
	case !found || local == "" || domain == "" || strings.Contains(domain, "@"):
		return "", notAnEmail(text, "il faut un seul signe @ entre un nom et un domaine, par exemple contact@exemple.fr.")
	case strings.Contains(s, " "):
		return "", notAnEmail(text, "elle n’a pas d’espace.")
	case strings.Contains(domain, ","):
		return "", notAnEmail(text, "son domaine a une virgule à la place d’un point.")
	case strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII }):
		return "", notAnEmail(text, "elle n’a ni accent ni signe particulier.")
	case !strings.Contains(domain, "."):
		return "", notAnEmail(text, "son domaine n’est pas complet, comme dans contact@exemple.fr.")
	case len(s) > 254 || len(local) > 64 || !emailLocal.MatchString(local) || !emailDomain.MatchString(domain):
		return "", notAnEmail(text, emails.example)
	}
	return s, nil
}

func notAnEmail(text, why string) error {
	return Problem(quoted(text) + " n’est pas une adresse électronique" + colon + why)
}

// LikelyEmail gives the address that a text most likely means where Email refuses it: with a dot where
// a comma stands. It is a proposal to confirm, never a reading.
func LikelyEmail(text string) (string, bool) {
	local, domain, found := strings.Cut(strings.TrimSpace(text), "@")
	if !found || !strings.Contains(domain, ",") {
		return "", false
	}
	s, err := Email(local + "@" + strings.ReplaceAll(domain, ",", "."))
	return s, err == nil
}

// Emails reads the addresses of a cell that may hold several, parted by a semicolon, a comma, a slash, a
// space or a line end, in their order, each once.
func Emails(text string) (list []string, err error) {
	parts := []string{text}
	if _, err := Email(text); err != nil {
		if pieces := split(strings.TrimSpace(french.PlainSpaces(text)), severalMails); strings.Count(text, "@") > 1 {
			parts = pieces
		} else {
			return nil, err
		}
	}
	if len(parts) > MostPhones {
		return nil, Problem("Il y a trop d’adresses dans " + quoted(text) + colon + "dix au plus.")
	}
	seen := map[string]bool{}
	for _, part := range parts {
		one, err := Email(part)
		if err != nil {
			return nil, err
		}
		if !seen[one] {
			seen[one] = true
			list = append(list, one)
		}
	}
	return list, nil
}

// LooksLikeEmail tells a text that somebody meant for an address, be it a wrong one.
func LooksLikeEmail(text string) bool {
	at := strings.IndexByte(text, '@')
	return at > 0 && at < len(text)-1 && len(text) <= 4*mostRunes
}
