package account

import (
	"net/mail"
	"strings"
	"unicode"
	"unicode/utf8"

	"parvis/internal/access"
	"parvis/internal/fault"
)

// Identity is what a head of service writes about a person.
type Identity struct {
	Name  string
	Email string
	Role  access.Role
}

// Longest accepted texts, in characters. 254 is RFC 5321's limit for an address.
const (
	MaxName  = 120
	MaxEmail = 254
)

// The names of the fields that problems are about.
const (
	FieldName    = "name"
	FieldEmail   = "email"
	FieldRole    = "role"
	FieldCurrent = "current"
	FieldNew     = "new"
)

// NormalEmail gives an address as it is stored and compared: without spaces around it, in lower case.
func NormalEmail(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

// ValidEmail tells whether a normal address is one that a mail can be sent to: plain ASCII, no
// quoted part, a domain with a dot.
func ValidEmail(s string) bool {
	if len(s) > MaxEmail {
		return false
	}
	parsed, err := mail.ParseAddress(s)
	if err != nil || parsed.Address != s || parsed.Name != "" {
		return false
	}
	local, domain, _ := strings.Cut(s, "@")
	if len(local) > 64 || !strings.Contains(domain, ".") {
		return false
	}
	for _, label := range strings.Split(domain, ".") {
		if label == "" || strings.HasPrefix(label, "-") || strings.HasSuffix(label, "-") {
			return false
		}
	}
	return !strings.ContainsFunc(domain, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' || r == '.')
	}) && !strings.ContainsFunc(local, func(r rune) bool { return r > unicode.MaxASCII || r <= ' ' || r == 0x7f })
}

// normal gives the identity as it is stored, and what must be mended in it.
func (i Identity) normal() (Identity, fault.Problems) {
	var p fault.Problems
	i.Name = strings.Join(strings.Fields(i.Name), " ")
	i.Email = NormalEmail(i.Email)
	switch {
	case i.Name == "":
		p.Add(FieldName, "Indiquez le prénom et le nom.")
	case utf8.RuneCountInString(i.Name) > MaxName:
		p.Add(FieldName, "Le nom est trop long : 120 caractères au plus.")
	case !printable(i.Name):
		p.Add(FieldName, "Le nom contient un caractère qui ne peut pas être enregistré.")
	}
	switch {
	case i.Email == "":
		p.Add(FieldEmail, "Indiquez l’adresse électronique.")
	case !ValidEmail(i.Email):
		p.Add(FieldEmail, "Écrivez une adresse complète et sans accent, par exemple prenom.nom@musee.fr.")
	}
	p.Require(i.Role.Valid(), FieldRole, "Choisissez un rôle dans la liste.")
	return i, p
}

func printable(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) })
}
