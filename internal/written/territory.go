package written

import (
	"regexp"
	"strings"

	"parvis/internal/french"
)

var (
	codesOfTowns     = kind{name: "Le code INSEE", tooLong: "trop long", example: "écrivez par exemple 92050."}
	codesOfDistricts = kind{name: "Le code du quartier", tooLong: "trop long", example: "écrivez par exemple QN09201M."}

	// The codes of INSEE, and those of the two national lists of priority districts (ANCT, 2024 and 2014). Those of Corsica have letters.
	codeOfTown       = regexp.MustCompile(`^(?:\d{2}|2a|2b)\d{3}$`)
	codeOf2024       = regexp.MustCompile(`^qn(?:\d{3}|02[ab])\d{2}[a-z]$`)
	codeOf2014       = regexp.MustCompile(`^qp\d{6}$`)
	spreadsheetSigns = strings.NewReplacer(" ", "", `"`, "", "=", "", "'", "")
	betweenCodes     = regexp.MustCompile(`[;,|/\s]+`)
)

// TownCode reads the INSEE code of a town, five digits or those of Corsica: "92050", "2A247". The signs with which a spreadsheet keeps a
// code as a text are taken away, `="92050"`, and the zero that it took from the beginning is put back.
func TownCode(text string) (string, error) {
	s, err := codesOfTowns.plain(text)
	if err != nil {
		return "", err
	}
	if s = spreadsheetSigns.Replace(s); len(s) == 4 && numberAlone.MatchString(s) {
		s = "0" + s
	}
	if !codeOfTown.MatchString(s) || strings.HasPrefix(s, "00") {
		return "", Problem(quoted(text) + " n’est pas un code INSEE" + colon + codesOfTowns.example)
	}
	return strings.ToUpper(s), nil
}

// DistrictCode reads the code of a priority district and the year of the list that gave it: "QN09201M" is of 2024, "QP092001" of 2014.
func DistrictCode(text string) (code string, year int, err error) {
	s, err := codesOfDistricts.plain(text)
	if err != nil {
		return "", 0, err
	}
	switch s = spreadsheetSigns.Replace(s); {
	case codeOf2024.MatchString(s):
		return strings.ToUpper(s), 2024, nil
	case codeOf2014.MatchString(s):
		return strings.ToUpper(s), 2014, nil
	}
	return "", 0, Problem(quoted(text) + " n’est pas le code d’un quartier prioritaire" + colon + codesOfDistricts.example)
}

// TownCodes reads the INSEE codes of a cell that may hold several, "92007;92014" or `="92007;92014"`, in their order.
func TownCodes(text string) ([]string, error) {
	const most = 100
	if tooLong(text, 10*most) {
		return nil, Problem(quoted(text) + " est un texte trop long pour des codes INSEE.")
	}
	var codes []string
	for _, one := range betweenCodes.Split(spreadsheetSigns.Replace(french.Fold(betweenCodes.ReplaceAllString(text, ";"))), -1) {
		if one == "" {
			continue
		}
		code, err := TownCode(one)
		if err != nil {
			return nil, err
		}
		codes = append(codes, code)
	}
	if len(codes) == 0 {
		return nil, Problem("Le code INSEE manque" + colon + codesOfTowns.example)
	}
	return codes, nil
}
