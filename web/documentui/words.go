package documentui

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"parvis/internal/document"
	"parvis/internal/document/shipped"
	"parvis/internal/exchange/docx"
	"parvis/internal/french"
	"parvis/internal/partner"
	"parvis/web/ui"
)

const bodyHint = "«\u00a0#\u00a0» en début de ligne fait le titre, «\u00a0##\u00a0» un intertitre, «\u00a0-\u00a0» une liste, une ligne «\u00a0---\u00a0» une nouvelle page\u00a0; **deux étoiles** mettent en gras. " +
	"Une ligne de liste qui nomme {{contacts.nom}} se répète pour chaque contact."

func fileHint() string {
	return "Un fichier .docx de " + french.Size(document.MostFile) + " au plus, sans macros."
}

func formatText(f document.Format) string {
	if f == document.Word {
		return "dans Word"
	}
	return "dans Parvis"
}

func (v listView) count() string {
	return french.Capital(french.Count(len(v.Models), "modèle", "modèles")) + "\u00a0: lettres, conventions, attestations et autorisations."
}

func (v modelView) lead() string {
	return french.Capital(v.Kind.Label()) + ", " + map[document.Format]string{document.Word: "écrite ou dessinée dans Word.", document.Written: "modèle écrit dans Parvis."}[v.Format]
}

func kindOptions() []ui.Option {
	options := []ui.Option{{Label: "À choisir"}}
	for _, k := range document.Kinds {
		options = append(options, ui.Option{Value: string(k), Label: french.Capital(k.Label())})
	}
	return options
}

// fieldsOf are the fields that a model names, under the names that it gives them.
func fieldsOf(names []string) []document.Field {
	list := make([]document.Field, len(names))
	for i, name := range names {
		list[i] = document.Of(name)
		list[i].Name = name
	}
	return list
}

func modelQuery(id int64) url.Values { return url.Values{"modele": {strconv.FormatInt(id, 10)}} }

// part is a run of items, or another block, and how far below the highest heading it stands.
type part struct {
	Items []docx.Block
	Block docx.Block
	Below int
}

// parts gathers the items that follow each other.
func parts(list []docx.Block) []part {
	var all []part
	titled := false
	for _, b := range list {
		if b.Kind == docx.Item {
			if n := len(all); n > 0 && len(all[n-1].Items) > 0 {
				all[n-1].Items = append(all[n-1].Items, b)
			} else {
				all = append(all, part{Items: []docx.Block{b}})
			}
			continue
		}
		p := part{Block: b}
		if titled && b.Kind == docx.Heading {
			p.Below = 1
		}
		titled = titled || b.Kind == docx.Title
		all = append(all, p)
	}
	return all
}

// idsText lists ids as one value of an address.
func idsText(ids []int64) string {
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = strconv.FormatInt(id, 10)
	}
	return strings.Join(texts, ",")
}

// fieldName is a field's name in a form: names of fields have no dash.
func fieldName(name string) string { return "champ_" + strings.ReplaceAll(name, ".", "-") }

// letters says how many a document has.
func letters(n int, kind document.Kind) string {
	if string(kind) == "badge" {
		return french.Count(n, "badge", "badges")
	}
	return french.Count(n, "lettre", "lettres")
}

// mostNamed is how many names a line says.
const mostNamed = 12

// said writes « Sans SIRET : Le Phare, … ».
func said(m document.Missing) string {
	return "Sans " + lower(m.Label) + "\u00a0: " + french.AndOthers(m.Of, mostNamed) + "."
}

// lower writes a label within a sentence, but for what is written in capitals.
func lower(label string) string {
	if label == strings.ToUpper(label) {
		return label
	}
	first := []rune(label)
	return strings.ToLower(string(first[:1])) + string(first[1:])
}

const badge = shipped.Badge

// keeps tells whether what is made can be kept with a project.
func (v fillView) keeps() bool { return v.Project.ID != 0 && v.MayKeep }

func (v fillView) despite(id int64) bool { return slices.Contains(v.Order.Despite, id) }

// sheetLabel names a letter, for whoever hears it.
func (v fillView) sheetLabel(i int) string {
	label := "Lettre " + strconv.Itoa(i+1)
	if v.Letters[i] != "" {
		label += "\u00a0: " + v.Letters[i]
	}
	return label
}

func leftOutText(c document.LeftOut) string {
	if c.Organisation == "" {
		return c.Name
	}
	return c.Name + " (" + c.Organisation + ")"
}

func contactNames(list []partner.Ref) string {
	names := make([]string, len(list))
	for i, c := range list {
		names[i] = c.Name
	}
	return french.And(names)
}
