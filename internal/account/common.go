package account

import (
	_ "embed"
	"strings"
	"unicode"

	"parvis/internal/french"
)

//go:embed common_passwords.txt
var commonPasswords string

// shortestListed is the shortest entry that counts, in bytes: a few letters among random signs are no password.
const shortestListed = 4

// listed holds the entries of common_passwords.txt, and their letters.
var listed = func() map[string]bool {
	all := map[string]bool{}
	for line := range strings.Lines(commonPasswords) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		for _, entry := range []string{line, letters(line)} {
			if len(entry) >= shortestListed {
				all[entry] = true
			}
		}
	}
	return all
}()

// signs are what people write for a letter.
var signs = strings.NewReplacer("0", "o", "1", "i", "!", "i", "3", "e", "4", "a", "@", "a", "5", "s", "$", "s", "7", "t", "€", "e")

// isListed tells whether a password is one of the list, or two of it in a row, whatever its capitals and
// accents, its signs for letters (P@ssw0rd), and the figures and signs that stand around or between.
func isListed(password string) bool {
	folded := strings.ReplaceAll(french.Fold(password), " ", "")
	core := strings.TrimLeftFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) })
	signed := signs.Replace(strings.TrimRight(folded, "0123456789!?.,;:-_*+#/"))
	for _, text := range []string{folded, core, signs.Replace(core), letters(core), letters(signed)} {
		for i := shortestListed; i <= len(text); i++ {
			if rest := text[i:]; listed[text[:i]] && (listed[rest] || !strings.ContainsFunc(rest, unicode.IsLetter)) {
				return true
			}
		}
	}
	return false
}
