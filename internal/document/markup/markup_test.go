package markup_test

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"parvis/internal/document/markup"
	"parvis/internal/exchange/docx"
)

var values = docx.Values{
	Texts: map[string]string{"structure.nom": "Le **Phare**", "objet": "{{lieu}}\n# titre"},
	Lists: map[string][]map[string]string{"contacts": {{"nom": "Zoé", "tel": "01"}, {"nom": "Léo"}}, "vide": nil},
}

// drawn writes blocks as lines, the bold between < and >.
func drawn(blocks []docx.Block) string {
	var lines []string
	for _, b := range blocks {
		line := map[docx.BlockKind]string{docx.Title: "T ", docx.Heading: "H ", docx.Item: "I ", docx.PageBreak: "P"}[b.Kind]
		for _, w := range b.Words {
			if w.Bold {
				line += "<" + w.Text + ">"
			} else {
				line += w.Text
			}
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "|")
}

func TestATextIsReadAsItsMarksSay(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"# Lettre\n\nBonjour,\nà vous\n\nAu revoir": "T Lettre|Bonjour,\nà vous|Au revoir",
		"## Deux\n- un\n- **deux** trois":           "H Deux|I un|I <deux> trois",
		"avant\n---\naprès":                         "avant|P|après",
		"-- pas une page\n-sans espace\n#pareil":    "-- pas une page\n-sans espace\n#pareil",
		"une * étoile ** et plus":                   "une * étoile ** et plus",
		"**a {{ Structure.Nom }} b**":               "<a ><Le **Phare**>< b>",
		"{{objet}}":                                 "{{lieu}}\n# titre",
		"{{absent}} {{ pas fini":                    docx.Blank + " {{ pas fini",
		"avec {{contacts.nom}}, {{contacts.tel}}":   "avec Zoé, Léo, 01",
		"- {{contacts.nom}} : {{contacts.tel}}":     "I Zoé : 01|I Léo : ",
		"- {{vide.nom}}\nfin":                       "fin",
		"{{Élève}} {{123}} {{}}":                    docx.Blank + " {{123}} {{}}",
		"":                                          "",
	} {
		if got := drawn(markup.Parse(text).Fill(values)); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestFieldsAreNamedOnceInTheirOrder(t *testing.T) {
	t.Parallel()
	if got := strings.Join(markup.Parse("{{Lieu}} {{structure.nom}}\n- {{contacts.tel}}, {{ lieu }}").Fields(), " "); got != "lieu structure.nom contacts.tel" {
		t.Error(got)
	}
}

// FuzzParse reads anything: nothing is lost but its marks, and what comes of it is a document.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"# Titre\n\n**gras** {{structure.nom}}\n- {{contacts.nom}}\n---\nfin", "**", "{{", "- - -", "{{a}}}}", "\x00\xff", "***gras***"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		read := markup.Parse(text)
		blocks := read.Fill(values)
		if len(read.Fields()) > 0 != strings.Contains(text, "{{") && len(read.Fields()) > 0 {
			t.Errorf("fields without braces: %q", read.Fields())
		}
		if len(blocks) > 3000*200 {
			t.Errorf("%d blocks", len(blocks))
		}
		for _, b := range blocks {
			for _, w := range b.Words {
				if utf8.ValidString(text) && !utf8.ValidString(w.Text) {
					t.Errorf("%q is no text", w.Text)
				}
			}
		}
		if len(text) < 2000 {
			var out bytes.Buffer
			if err := docx.Write(&out, docx.Text{Letters: []docx.Letter{{Blocks: blocks}}}); err != nil {
				t.Fatal(err)
			}
			if _, err := docx.Open(out.Bytes()); err != nil {
				t.Errorf("%q makes a document that does not open: %v", text, err)
			}
		}
	})
}
