package files

import (
	"path"
	"slices"
	"strings"

	"github.com/gabriel-vasile/mimetype"

	"parvis/internal/french"
)

// Type is what a file is, as stored.
type Type string

// The types of files that are taken.
const (
	PDF  Type = "pdf"
	JPEG Type = "jpeg"
	PNG  Type = "png"
	WebP Type = "webp"
	GIF  Type = "gif"
	ODT  Type = "odt"
	ODS  Type = "ods"
	ODP  Type = "odp"
	DOCX Type = "docx"
	XLSX Type = "xlsx"
	PPTX Type = "pptx"
	Txt  Type = "txt"
	CSV  Type = "csv"
	ICS  Type = "ics"
	VCF  Type = "vcf"
)

// known is what is known of a type.
type known struct {
	of         Type
	extensions []string
	media      string   // as it is served
	looks      []string // what its content may look like
	label      string
}

const (
	opened = "application/vnd.oasis.opendocument."
	office = "application/vnd.openxmlformats-officedocument."
)

// types are all that are taken. A type whose content may be a program for a browser or a system (HTML, SVG, a script,
// documents with macros) is not here, nor archives, in which nobody sees what there is.
var types = []known{
	{PDF, []string{".pdf"}, "application/pdf", []string{"application/pdf"}, "Document PDF"},
	{JPEG, []string{".jpg", ".jpeg", ".jpe"}, "image/jpeg", []string{"image/jpeg"}, "Image JPEG"},
	{PNG, []string{".png"}, "image/png", []string{"image/png", "image/vnd.mozilla.apng"}, "Image PNG"},
	{WebP, []string{".webp"}, "image/webp", []string{"image/webp"}, "Image WebP"},
	{GIF, []string{".gif"}, "image/gif", []string{"image/gif"}, "Image GIF"},
	{ODT, []string{".odt"}, opened + "text", []string{opened + "text"}, "Texte OpenDocument"},
	{ODS, []string{".ods"}, opened + "spreadsheet", []string{opened + "spreadsheet"}, "Tableau OpenDocument"},
	{ODP, []string{".odp"}, opened + "presentation", []string{opened + "presentation"}, "Présentation OpenDocument"},
	{DOCX, []string{".docx"}, office + "wordprocessingml.document", []string{office + "wordprocessingml.document"}, "Texte Word"},
	{XLSX, []string{".xlsx"}, office + "spreadsheetml.sheet", []string{office + "spreadsheetml.sheet"}, "Tableau Excel"},
	{PPTX, []string{".pptx"}, office + "presentationml.presentation", []string{office + "presentationml.presentation"}, "Présentation PowerPoint"},
	{Txt, []string{".txt"}, "text/plain", []string{"text/plain", "text/csv", "text/tab-separated-values"}, "Texte"},
	{CSV, []string{".csv"}, "text/csv", []string{"text/csv", "text/plain", "text/tab-separated-values"}, "Tableau CSV"},
	{ICS, []string{".ics"}, "text/calendar", []string{"text/calendar"}, "Agenda"},
	{VCF, []string{".vcf"}, "text/vcard", []string{"text/vcard"}, "Carte de visite"},
}

func (t Type) known() known {
	if i := slices.IndexFunc(types, func(k known) bool { return k.of == t }); i >= 0 {
		return types[i]
	}
	return known{media: "application/octet-stream", label: "Fichier"} // of a type that is taken no more
}

// Label is what people call the type.
func (t Type) Label() string { return t.known().label }

// Media is the media type that it is served as.
func (t Type) Media() string { return t.known().media }

// Picture tells whether it is a picture.
func (t Type) Picture() bool { return strings.HasPrefix(t.Media(), "image/") }

// Accepted lists the types for the chooser of a browser.
func Accepted() string {
	var list []string
	for _, k := range types {
		list = append(append(list, k.extensions...), k.media)
	}
	return strings.Join(list, ",")
}

// Allowed says which files are taken.
const Allowed = "PDF, images (JPEG, PNG, WebP, GIF), documents OpenDocument et Office (odt, ods, odp, docx, xlsx, pptx), txt, csv, ics et vcf"

// sniffed is how much of a content is looked at for its type, in bytes: office documents name their parts after some kilobytes.
const sniffed = 64 << 10

func init() { mimetype.SetLimit(sniffed) }

// instead says, of what is often sent and not taken, what to send instead.
var instead = map[string]string{
	".doc": "enregistrez-le en docx ou en PDF", ".xls": "enregistrez-le en xlsx ou en PDF", ".ppt": "enregistrez-le en pptx ou en PDF",
	".docm": "enregistrez-le en docx, sans macros", ".xlsm": "enregistrez-le en xlsx, sans macros", ".pptm": "enregistrez-le en pptx, sans macros",
	".zip": "ajoutez ses fichiers un par un", ".rar": "ajoutez ses fichiers un par un", ".7z": "ajoutez ses fichiers un par un",
	".svg": "enregistrez-le en PDF ou en PNG", ".html": "enregistrez-le en PDF", ".htm": "enregistrez-le en PDF",
	".heic": "enregistrez cette image en JPEG", ".heif": "enregistrez cette image en JPEG", ".tif": "enregistrez cette image en JPEG ou en PNG", ".tiff": "enregistrez cette image en JPEG ou en PNG",
}

// typeOf gives the type of a file, from its tidied name and the beginning of its content; what is not taken, or is not
// what its name says, gets a sentence instead.
func typeOf(name string, head []byte) (t Type, refused string) {
	extension := strings.ToLower(path.Ext(name))
	i := slices.IndexFunc(types, func(k known) bool { return slices.Contains(k.extensions, extension) })
	switch {
	case i < 0 && instead[extension] != "":
		return "", french.Quote(name) + " n’est pas d’un type accepté\u00a0: " + instead[extension] + "."
	case i < 0:
		return "", french.Quote(name) + " n’est pas d’un type accepté. Sont acceptés\u00a0: " + Allowed + "."
	}
	found := mimetype.Detect(head)
	if !slices.ContainsFunc(types[i].looks, found.Is) {
		return "", "Le contenu de " + french.Quote(name) + " n’est pas celui d’un fichier " + strings.TrimPrefix(extension, ".") +
			". Rouvrez-le, puis enregistrez-le dans un type accepté."
	}
	return types[i].of, ""
}
