package workbook

import (
	"bytes"
	"strings"

	"parvis/internal/exchange/sheet"
)

const instead = " Dans votre tableur, enregistrez le tableau au format «\u00a0Classeur Excel (.xlsx)\u00a0» ou «\u00a0CSV UTF-8\u00a0», puis recommencez."

func refused(what string) *sheet.Problem { return &sheet.Problem{Text: what + instead} }

// Is reports whether the bytes of a file are those of a workbook, or of another archive.
func Is(data []byte) bool {
	return bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.HasPrefix(data, []byte("PK\x05\x06"))
}

// beginning is how a kind of file begins.
type beginning struct{ text, what string }

// binary are the first bytes of files that are neither a workbook nor a table as text, and marked
// the first words, in small letters, of texts that are none.
var (
	binary = []beginning{
		{"%PDF", "Ce fichier est un PDF, pas un tableau."}, {"{\\rtf", "Ce fichier est un texte mis en forme (RTF), pas un tableau."},
		{"\x89PNG", photo}, {"\xff\xd8\xff", photo}, {"GIF8", photo}, {"RIFF", photo}, {"II*\x00", photo}, {"MM\x00*", photo},
		{"7z\xbc\xaf\x27\x1c", packed}, {"Rar!", packed}, {"\x1f\x8b", packed},
	}
	marked = []beginning{{"<?xml", page}, {"<!doctype html", page}, {"<html", page}, {"<table", page}, {"mime-version:", page}}
)

const (
	photo  = "Ce fichier est une image, pas un tableau."
	packed = "Ce fichier est une archive compressée, pas un tableau."
	page   = "Ce fichier est une page web ou un document XML, même si son nom finit par «\u00a0.xls\u00a0», pas un tableau."
)

const ole = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

// Foreign says what a file is that is neither a workbook nor a table as text, and what to send
// instead; nil when it may be such a table.
func Foreign(data []byte) *sheet.Problem {
	if bytes.HasPrefix(data, []byte(ole)) {
		return oldFile(data)
	}
	if len(data) >= 12 && string(data[4:8]) == "ftyp" {
		return refused(photo) // HEIC, as telephones make them
	}
	for _, b := range binary {
		if bytes.HasPrefix(data, []byte(b.text)) {
			return refused(b.what)
		}
	}
	first := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(data[:min(len(data), 200)], []byte("\ufeff")), " \t\r\n"))
	for _, m := range marked {
		if bytes.HasPrefix(first, []byte(m.text)) {
			return refused(m.what)
		}
	}
	return nil
}

// oldFile tells apart what programs of Microsoft keep in the container that they used before XLSX.
func oldFile(data []byte) *sheet.Problem {
	switch {
	case bytes.Contains(data, wide("EncryptedPackage")):
		return &sheet.Problem{Text: "Ce classeur est protégé par un mot de passe. Dans votre tableur, enregistrez-en une copie sans mot de passe à l’ouverture, puis recommencez."}
	case bytes.Contains(data, wide("Workbook")), bytes.Contains(data, wide("Book")):
		return refused("Ce classeur est à l’ancien format d’Excel (.xls).")
	}
	return refused("Ce fichier n’est pas un tableau.")
}

// wide writes a name as these containers do, two bytes a letter.
func wide(name string) []byte {
	var out []byte
	for i := range len(name) {
		out = append(out, name[i], 0)
	}
	return out
}

// foreign refuses an archive that is no workbook; one without a known content is refused later,
// where its parts are missing.
func (a *archive) foreign() error {
	within := func(prefix string) bool {
		for name := range a.parts {
			if strings.HasPrefix(name, prefix) {
				return true
			}
		}
		return false
	}
	switch {
	case a.has("xl/workbook.bin"):
		return refused("Ce classeur est au format binaire d’Excel (.xlsb).")
	case a.has("_rels/.rels") && !within("word/") && !within("ppt/"), a.has("xl/workbook.xml"):
		return nil
	case a.has("mimetype") && a.has("content.xml"):
		return refused("Ce fichier est un document LibreOffice (.ods).")
	case within("index/") || a.has("index.zip"):
		return refused("Ce fichier est un document Numbers.")
	case within("word/"), within("ppt/"):
		return refused("Ce fichier est un texte ou une présentation, pas un tableau.")
	}
	return refused(packed)
}
