package written

import (
	"regexp"
	"strings"

	"parvis/internal/french"
)

var (
	sirets      = kind{name: "Le SIRET", tooLong: "trop long", example: "écrivez ses 14 chiffres, par exemple 999\u00a0000\u00a0003\u00a000015."}
	uais        = kind{name: "Le code UAI", tooLong: "trop long", example: "écrivez ses sept chiffres et sa lettre, par exemple 0921234S."}
	postalCodes = kind{name: "Le code postal", tooLong: "trop long", example: "écrivez par exemple 92000."}
	towns       = kind{name: "La ville", tooLong: "trop longue", example: "écrivez par exemple Nanterre."}
	inseeCodes  = kind{name: "Le code INSEE", tooLong: "trop long", example: "écrivez par exemple 92050."}
	districts   = kind{name: "Le code du quartier", tooLong: "trop long", example: "écrivez par exemple QN09201M."}
)

var (
	scientific  = regexp.MustCompile(`^\d+(?:[.,]\d+)?e\+?\d+$`)
	asFormula   = regexp.MustCompile(`^="+([^"]*)"+$`)
	uaiShape    = regexp.MustCompile(`^(\d{7})([a-z])$`)
	inseeShape  = regexp.MustCompile(`^(?:\d{5}|2[ab]\d{3})$`)
	qpv2024     = regexp.MustCompile(`^QN(?:\d{3}|02[AB])\d{2}[A-Z]$`)
	qpv2014     = regexp.MustCompile(`^QP\d{6}$`)
	codeSigns   = strings.NewReplacer(" ", "", ".", "", "-", "", "_", "")
	severalCode = regexp.MustCompile(`[;,|/\n]`)
)

// Code takes away what spreadsheets need to keep a code as a text, `="92050"` or `"=""92050"""` and the
// apostrophe before it, and the spaces around it.
func Code(text string) string {
	s := strings.TrimSpace(french.PlainSpaces(text))
	s = strings.TrimSpace(strings.TrimPrefix(s, "'"))
	if len(s) > 1 && s[0] == '"' && s[len(s)-1] == '"' && strings.HasPrefix(s[1:], `=`) {
		s = strings.ReplaceAll(s[1:len(s)-1], `""`, `"`)
	}
	if m := asFormula.FindStringSubmatch(s); m != nil {
		return strings.TrimSpace(m[1])
	}
	return s
}

// Codes parts the codes of a cell that may hold several, `="92007;92014"`, in their order.
func Codes(text string) []string {
	if Code(text) == "" {
		return nil
	}
	return split(Code(text), severalCode)
}

// laPoste is the company whose establishments have a sum of digits of five, and not always Luhn's.
const laPoste = "356000000"

// SIRET reads the number of an establishment: 14 digits, spaces and points allowed, whose last one checks
// the others (Luhn; of La Poste, the digits may also sum to a multiple of five). It is a Problem that it is the
// nine digits of a SIREN, or that a spreadsheet lost some of them ("9,99E+13"): nothing is guessed.
func SIRET(text string) (string, error) {
	s, err := sirets.plain(Code(text))
	if err != nil {
		return "", err
	}
	if scientific.MatchString(s) {
		return "", Problem(quoted(text) + " n’est plus un SIRET" + colon + "le tableur en a perdu des chiffres, qui ne se devinent pas. Reprenez-le à sa source.")
	}
	s = codeSigns.Replace(strings.TrimSpace(strings.TrimPrefix(s, "siret")))
	switch {
	case digitsOf(s) != s || s == "":
		return "", notA(text, "un SIRET", sirets.example)
	case len(s) == 9:
		return "", notA(text, "un SIRET", "ses neuf chiffres sont ceux d’un SIREN. Il en faut cinq de plus, ceux de l’établissement.")
	case len(s) == 13:
		return "", notA(text, "un SIRET", "il a 13 chiffres au lieu de 14. Un tableur retire le zéro du début.")
	case len(s) != 14:
		return "", notA(text, "un SIRET", sirets.example)
	case strings.Trim(s, "0") == "":
		return "", notA(text, "un SIRET", "il n’a que des zéros.")
	case !luhn(s) && !(strings.HasPrefix(s, laPoste) && sumOf(s)%5 == 0):
		return "", notA(text, "un SIRET", "sa clé ne va pas avec ses chiffres. Vérifiez-les.")
	}
	return s, nil
}

func notA(text, what, why string) error {
	return Problem(quoted(text) + " n’est pas " + what + colon + why)
}

// SIRETText writes a SIRET as people read it, with no-break spaces: "999 000 003 00015".
func SIRETText(siret string) string {
	if len(siret) != 14 {
		return siret
	}
	return siret[:3] + "\u00a0" + siret[3:6] + "\u00a0" + siret[6:9] + "\u00a0" + siret[9:]
}

// luhn tells whether the last of some digits checks the others.
func luhn(digits string) bool {
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

func sumOf(digits string) (sum int) {
	for _, d := range digits {
		sum += int(d - '0')
	}
	return sum
}

// uaiLetters are the letters that check a UAI, by the remainder of its number by 23.
const uaiLetters = "ABCDEFGHJKLMNPRSTUVWXYZ"

// UAI reads the code of a school: seven digits and the letter that checks them. It is a Problem that the
// letter is another one.
func UAI(text string) (string, error) {
	s, err := uais.plain(Code(text))
	if err != nil {
		return "", err
	}
	s = codeSigns.Replace(s)
	m := uaiShape.FindStringSubmatch(s)
	if m == nil {
		return "", notA(text, "un code UAI", uais.example)
	}
	letter := uaiLetters[digits(m[1])%len(uaiLetters)]
	if strings.ToUpper(m[2])[0] != letter {
		return "", notA(text, "un code UAI", "sa lettre ne va pas avec ses chiffres. Vérifiez-les.")
	}
	return m[1] + string(letter), nil
}

// PostalCode reads a French postal code, five digits: "92 000", "F-92000". "1000" is 01000, and the note says
// so. It is a Problem that no department begins so.
func PostalCode(text string) (code, note string, err error) {
	s, err := postalCodes.plain(Code(text))
	if err != nil {
		return "", "", err
	}
	s = codeSigns.Replace(s)
	s = strings.TrimSuffix(strings.TrimSuffix(s, ",0"), "cedex")
	s = strings.TrimPrefix(strings.TrimPrefix(s, "fr"), "f")
	if digitsOf(s) == s && len(s) == 4 {
		s = "0" + s
		note = quoted(text) + " est lu comme le code postal " + s + colon + "un tableur retire le zéro du début."
	}
	if digitsOf(s) != s || len(s) != 5 || s < "01000" || s > "98999" || s[:2] == "96" {
		return "", "", notA(text, "un code postal", postalCodes.example)
	}
	return s, note, nil
}

// INSEE reads the code of a town: five signs, of which Corsica has a letter: "92050", "2A247". A zero that
// a spreadsheet took away is put back.
func INSEE(text string) (string, error) {
	s, err := inseeCodes.plain(Code(text))
	if err != nil {
		return "", err
	}
	if s = codeSigns.Replace(s); digitsOf(s) == s && len(s) == 4 {
		s = "0" + s
	}
	if !inseeShape.MatchString(s) || s < "01" {
		return "", notA(text, "un code INSEE", inseeCodes.example)
	}
	return strings.ToUpper(s), nil
}

// INSEECodes reads the codes of a cell that may hold those of several towns, in their order: "92007;92014", `="92007;92014"`.
func INSEECodes(text string) ([]string, error) {
	const most = 100
	if tooLong(text, 10*most) {
		return nil, Problem(quoted(text) + " est un texte trop long pour des codes INSEE.")
	}
	var codes []string
	for _, one := range Codes(text) {
		code, err := INSEE(one)
		if err != nil {
			return nil, err
		}
		codes = append(codes, code)
	}
	if len(codes) == 0 {
		return nil, Problem("Le code INSEE manque" + colon + inseeCodes.example)
	}
	return codes, nil
}

// District reads the code of a priority district and the year of its list: "QN09201M" is of 2024,
// "QP092001" of 2014.
func District(text string) (code string, vintage int, err error) {
	s, err := districts.plain(Code(text))
	if err != nil {
		return "", 0, err
	}
	s = strings.ToUpper(codeSigns.Replace(s))
	switch {
	case qpv2024.MatchString(s):
		return s, 2024, nil
	case qpv2014.MatchString(s):
		return s, 2014, nil
	}
	return "", 0, notA(text, "le code d’un quartier prioritaire", districts.example)
}
