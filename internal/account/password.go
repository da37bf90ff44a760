package account

import (
	"crypto/rand"
	"strings"
	"unicode"
	"unicode/utf8"

	"parvis/internal/french"
)

// The accepted lengths of a password, in characters.
const (
	MinPassword = 12
	MaxPassword = 256
)

// provisionalAlphabet has no vowel, so that chance writes no word, and nothing that is misread
// for something else (no l, 1, 0).
const provisionalAlphabet = "bcdfghjkmnpqrstvwxz23456789"

// newProvisional makes a password to read aloud or copy once, such as « k7mp-3xwt-hn9c »: 57 bits.
func newProvisional() string {
	var text []byte
	for random := make([]byte, 1); len(text) < len("k7mp-3xwt-hn9c"); {
		if len(text)%5 == 4 {
			text = append(text, '-')
			continue
		}
		_, _ = rand.Read(random) // never fails: crypto/rand ends the program rather than give less
		n := len(provisionalAlphabet)
		if even := 256 / n * n; int(random[0]) < even { // every letter as likely as another
			text = append(text, provisionalAlphabet[int(random[0])%n])
		}
	}
	return string(text)
}

// commonWords are the most chosen ones, French and English, in lower case and without what
// people put around them to reach the length (digits, punctuation, spaces). A password that is
// one of them, or any row of them, is guessed first.
var commonWords = []string{
	"azerty", "azertyuiop", "qsdfghjklm", "wxcvbn", "qwerty", "qwertyuiop", "asdfghjkl", "zxcvbnm",
	"motdepasse", "monmotdepasse", "mdp", "password", "passwort", "passw", "pass", "passe", "secret", "admin",
	"administrateur", "administrator", "root", "user", "utilisateur", "login", "connexion", "bienvenue", "welcome",
	"bonjour", "bonsoir", "soleil", "doudou", "loulou", "chouchou", "coucou", "jetaime", "iloveyou", "amour",
	"princesse", "princess", "chocolat", "marseille", "paris", "france", "nanterre", "colombes", "football",
	"nicolas", "julien", "camille", "thomas", "marine", "sunshine", "dragon", "monkey", "letmein", "trustno",
	"abcdef", "abcdefgh", "abcdefghijkl", "musee", "museum", "archeologie", "patrimoine", "culture", "public",
	"publics", "parvis", "stagiaire", "equipe", "cheffe", "service", "mediation", "mediatrice", "changezmoi",
	"changeme", "provisoire", "test", "demo", "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet",
	"aout", "septembre", "octobre", "novembre", "decembre", "printemps", "automne", "hiver",
}

// passwordProblem says why a new password is refused for this person, or "".
func passwordProblem(password string, p Person) string {
	password = canonical(password)
	length := utf8.RuneCountInString(password)
	switch {
	case password == "":
		return "Choisissez un nouveau mot de passe."
	case length < MinPassword:
		return "Le mot de passe est trop court : il faut au moins 12 caractères. Une suite de mots facile à retenir convient très bien."
	case length > MaxPassword:
		return "Le mot de passe est trop long : 256 caractères au plus."
	case !utf8.ValidString(password) || strings.ContainsRune(password, 0):
		return "Le mot de passe contient un caractère qui ne peut pas être enregistré."
	case resemblesPerson(password, p):
		return "Le mot de passe ressemble trop à votre nom ou à votre adresse électronique."
	case tooCommon(password):
		return "Ce mot de passe est trop courant : il serait essayé parmi les premiers. Préférez plusieurs mots sans lien entre eux."
	}
	return ""
}

// letters keeps the letters of a password, folded.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, french.Fold(s))
}

// resemblesPerson tells whether the password's letters are made of nothing but the person's own words.
func resemblesPerson(password string, p Person) bool {
	if p.Email != "" && strings.Contains(strings.ToLower(password), p.Email) {
		return true
	}
	var words []string
	split := func(r rune) bool { return !unicode.IsLetter(r) }
	for _, word := range append(strings.FieldsFunc(p.Name, split), strings.FieldsFunc(p.Email, split)...) {
		if word = letters(word); len(word) >= 3 {
			words = append(words, word)
		}
	}
	rest := letters(password)
	return rest != "" && madeOf(rest, words)
}

// tooCommon tells whether the password is a common one, a row of common ones, a number (a date, a
// telephone), or fewer than five different characters.
func tooCommon(password string) bool {
	different := map[rune]bool{}
	for _, r := range strings.ToLower(password) {
		different[r] = true
	}
	rest := letters(password)
	return len(different) < 5 || strings.Trim(password, "0123456789 -./_!?,;:*+#") == "" ||
		rest != "" && madeOf(rest, commonWords) || isListed(password)
}

// madeOf tells whether s is some of the words put end to end.
func madeOf(s string, words []string) bool {
	reached := make([]bool, len(s)+1)
	reached[0] = true
	for i := range s {
		if !reached[i] {
			continue
		}
		for _, word := range words {
			if strings.HasPrefix(s[i:], word) {
				reached[i+len(word)] = true
			}
		}
	}
	return reached[len(s)]
}
