package docx

import (
	"bytes"

	"parvis/internal/fault"
)

func macros() error {
	return fault.New(fault.Invalid, "Ce document contient des macros (.docm), que Parvis ne prend pas."+saveAgain, nil)
}

// foreign says what a file is that is no archive.
func foreign(data []byte, cause error) error {
	is := func(start string) bool { return bytes.HasPrefix(data, []byte(start)) }
	switch {
	case is("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
		return fault.New(fault.Invalid, "Ce document est protégé par un mot de passe, ou au format d’un ancien Word (.doc)."+saveAgain, cause)
	case is("%PDF"):
		return fault.New(fault.Invalid, "Ce fichier est un PDF, dont le texte ne se complète pas."+saveAgain, cause)
	case is(`{\rtf`):
		return fault.New(fault.Invalid, "Ce document est au format RTF."+saveAgain, cause)
	case is("PK"):
		return damaged(cause)
	}
	return fault.New(fault.Invalid, "Ce fichier n’est pas un document Word (.docx)."+saveAgain, cause)
}

// otherwise says what an archive is that is no document of Word.
func (a *archive) otherwise() error {
	for _, known := range []struct{ part, text string }{
		{"content.xml", "Ce document est au format OpenDocument (.odt)."},
		{"xl/workbook.xml", "Ce fichier est un classeur Excel, et non un document Word."},
		{"ppt/presentation.xml", "Ce fichier est une présentation, et non un document Word."},
	} {
		if a.parts[known.part] != nil {
			return fault.New(fault.Invalid, known.text+saveAgain, nil)
		}
	}
	return fault.New(fault.Invalid, "Ce fichier n’est pas un document Word (.docx)."+saveAgain, nil)
}
