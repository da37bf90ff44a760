package written

import (
	"regexp"
	"strings"

	"parvis/internal/french"
)

var phones = kind{name: "Le numéro de téléphone", tooLong: "trop long", example: "écrivez par exemple 01 99 00 00 01."}

var (
	phoneRun     = regexp.MustCompile(`(?:\+ ?|\(\+)?\d(?:[ .,/()\-·]{0,3}\d)*`)
	phonePoint   = regexp.MustCompile(`^(\d+)[.,]0$`) // a number that a program wrote with a decimal
	phoneLost    = regexp.MustCompile(`^\d[.,]?\d*e\+?\d+$`)
	phoneLeading = regexp.MustCompile(`(?i)^(?:t[ée]l(?:[ée]ph(?:one)?)?|phone)(?:[ .:]+|$)`)
	shortPhone   = regexp.MustCompile(`^(?:3\d{3}|10\d{2}|11[68]\d{3})$`)
)

// Phone reads one telephone number as people write it: "01.99.00.00.01", "199000001" where a spreadsheet
// took the zero away, "+33 (0)1 99 00 00 01", "0033 1…", "+32 2 555 12 12". The number is in one form,
// "+33199000001" (E.164), or the digits of a short one ("3949"). label is what is written around it, as
// people wrote it: "(secrétariat)" gives "secrétariat". It is a Problem that all digits are zeros, that
// there are too few or too many, or that a spreadsheet lost some ("1,99E+08").
func Phone(text string) (number, label, note string, err error) {
	folded, err := phones.plain(text)
	if err != nil {
		return "", "", "", err
	}
	if phoneLost.MatchString(folded) {
		return "", "", "", Problem(quoted(text) + " n’est plus un numéro de téléphone" + colon + "le tableur en a perdu des chiffres. Écrivez-le de nouveau.")
	}
	line := plainLine(text)
	if m := phonePoint.FindStringSubmatch(line); m != nil && len(m[1]) >= 9 {
		line = m[1]
	}
	from, to, ok := phoneIn(line)
	if !ok {
		return "", "", "", notAPhone(text)
	}
	number, note, ok = canonicalPhone(line[from:to])
	switch {
	case !ok && strings.Trim(digitsOf(line[from:to]), "0") == "":
		return "", "", "", Problem("Le numéro " + quoted(text) + " n’a que des zéros" + colon + "laissez la case vide tant qu’il n’est pas connu.")
	case !ok:
		return "", "", "", notAPhone(text)
	}
	if note != "" {
		note = quoted(text) + " est lu comme le " + PhoneText(number) + colon + note
	}
	return number, phoneLabel(line[:from], line[to:]), note, nil
}

// plainLine is a text on one line with plain spaces and dashes.
func plainLine(text string) string {
	return strings.Map(func(r rune) rune {
		if french.IsDash(r) {
			return '-'
		}
		return r
	}, french.PlainSpaces(french.OneLine(text)))
}

func notAPhone(text string) error {
	return Problem(quoted(text) + " n’est pas un numéro de téléphone" + colon + phones.example)
}

// phoneIn finds the one run of digits that is long enough for a number. A second one of its size is
// another number, and not ok.
func phoneIn(s string) (from, to int, ok bool) {
	for _, at := range phoneRun.FindAllStringIndex(s, -1) {
		switch n := len(digitsOf(s[at[0]:at[1]])); {
		case n < 4, ok && n < 9:
		case ok && len(digitsOf(s[from:to])) >= 9:
			return 0, 0, false
		default:
			from, to, ok = at[0], at[1], true
		}
	}
	return from, to, ok
}

// canonicalPhone gives the one form of a number.
func canonicalPhone(s string) (number, note string, ok bool) {
	foreign := strings.HasPrefix(strings.TrimPrefix(s, "("), "+")
	digits := digitsOf(s)
	if !foreign && strings.HasPrefix(digits, "00") {
		foreign, digits = true, digits[2:]
	}
	switch {
	case strings.Trim(digits, "0") == "":
		return "", "", false
	case foreign && strings.HasPrefix(digits, "33"):
		digits = "0" + strings.TrimPrefix(digits[2:], "0")
	case foreign:
		if strings.Contains(s, "(0)") { // "+44 (0)20 …"
			digits = digitsOf(strings.Replace(s, "(0)", "", 1))
			digits = strings.TrimPrefix(digits, "00")
		}
		return "+" + digits, "", len(digits) >= 7 && len(digits) <= 15 && digits[0] != '0'
	case shortPhone.MatchString(digits):
		return digits, "", true
	case len(digits) == 9 && digits[0] != '0':
		digits, note = "0"+digits, "le zéro de tête manquait."
	case (len(digits) == 11 || len(digits) == 12) && strings.HasPrefix(digits, "33"):
		digits, note = "0"+strings.TrimPrefix(digits[2:], "0"), "le signe + manquait."
	}
	if len(digits) != 10 || digits[0] != '0' || digits[1] == '0' {
		return "", "", false
	}
	return "+" + overseas(digits) + digits[1:], note, true
}

// overseas gives the country code of a French number of ten digits: the overseas departments have theirs.
func overseas(digits string) string {
	switch digits[:4] {
	case "0590", "0690", "0691":
		return "590"
	case "0594", "0694":
		return "594"
	case "0596", "0696", "0697":
		return "596"
	case "0262", "0263", "0269", "0639", "0692", "0693":
		return "262"
	}
	return "33"
}

// phoneLabel gives what stands before and after a number, without what only says that it is one.
func phoneLabel(before, after string) string {
	const signs = " (),:;.-–"
	before = strings.Trim(phoneLeading.ReplaceAllString(strings.Trim(before, signs), ""), signs)
	return french.OneLine(strings.TrimSpace(before + " " + strings.Trim(after, signs)))
}

func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// MostPhones is how many numbers one cell holds at most.
const MostPhones = 10

// Tel is a telephone number as Phone reads it, with what is written around it.
type Tel struct{ Number, Label string }

var severalPhones = regexp.MustCompile(`[;\n/|]|,(?: |$)| [-–] | (?i:ou|et) `)

// Phones reads the numbers of a cell that may hold several, parted by a semicolon, a slash, a line end,
// "ou" or "et", in their order.
func Phones(text string) (list []Tel, notes []string, err error) {
	parts := []string{text}
	if _, _, _, err := Phone(text); err != nil {
		parts = split(text, severalPhones)
	}
	if len(parts) > MostPhones {
		return nil, nil, Problem("Il y a trop de numéros dans " + quoted(text) + colon + "dix au plus.")
	}
	for _, part := range parts {
		number, label, note, err := Phone(part)
		if err != nil {
			return nil, nil, err
		}
		list = append(list, Tel{number, label})
		if note != "" {
			notes = append(notes, note)
		}
	}
	return list, notes, nil
}

// split parts a text, without what is blank; the whole text where nothing parts it.
func split(text string, by *regexp.Regexp) []string {
	if len(text) > 4*mostRunes*MostPhones {
		return []string{text}
	}
	var parts []string
	for _, part := range by.Split(text, -1) {
		if strings.TrimSpace(part) != "" {
			parts = append(parts, strings.TrimSpace(part))
		}
	}
	if len(parts) == 0 {
		return []string{text}
	}
	return parts
}

// threeDigitCode tells the country codes of three digits; those of 1 and 7 have one, others two.
var threeDigitCode = regexp.MustCompile(`^(?:2[1-46-9]|3[578]|42|5[09]|6[789]|8[05789]|9[679])\d`)

// PhoneText writes a number that Phone gives as people read it, with no-break spaces: "01 99 00 00 01",
// "39 49", "+32 255 51 21 21".
func PhoneText(number string) string {
	digits, foreign := strings.CutPrefix(number, "+")
	if !foreign {
		return inPairs(number)
	}
	if national, ok := strings.CutPrefix(digits, "33"); ok && len(national) == 9 {
		return inPairs("0" + national)
	}
	for _, code := range []string{"262", "590", "594", "596"} {
		if national, ok := strings.CutPrefix(digits, code); ok && len(national) == 9 && overseas("0"+national) == code {
			return inPairs("0" + national)
		}
	}
	code := 2
	switch {
	case strings.HasPrefix(digits, "1"), strings.HasPrefix(digits, "7"):
		code = 1
	case threeDigitCode.MatchString(digits):
		code = 3
	}
	if len(digits) <= code {
		return number
	}
	return "+" + digits[:code] + "\u00a0" + inPairs(digits[code:])
}

// inPairs parts digits by twos from the end; an odd number of them begins with three.
func inPairs(digits string) string {
	var b strings.Builder
	for i := range len(digits) {
		if left := len(digits) - i; i > 0 && left%2 == 0 && (i > 1) {
			b.WriteString("\u00a0")
		}
		b.WriteByte(digits[i])
	}
	return b.String()
}
