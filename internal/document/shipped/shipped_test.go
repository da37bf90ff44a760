package shipped_test

import (
	"bytes"
	"strings"
	"testing"

	"parvis/internal/document/markup"
	"parvis/internal/document/shipped"
	"parvis/internal/exchange/docx"
	"parvis/internal/exchange/docx/officetest"
)

func TestEachModelIsOfAKindAndNamesFields(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, m := range shipped.Models() {
		if m.Kind.Label() == "" || m.Name == "" || seen[m.Key] || len(markup.Parse(m.Body).Fields()) < 5 {
			t.Errorf("%+v", m)
		}
		seen[m.Key] = true
	}
	if len(seen) != 3 {
		t.Errorf("%d models", len(seen))
	}
}

// TestLibreOfficeOpensEveryModelOnceFilled asks a real word processor for what it reads, as saved for Word.
func TestLibreOfficeOpensEveryModelOnceFilled(t *testing.T) {
	t.Parallel()
	for _, m := range shipped.Models() {
		text := markup.Parse(m.Body)
		v := docx.Values{Texts: map[string]string{}, Lists: map[string][]map[string]string{"contacts": {{"nom": "Zoé", "role": "relais", "tel": "01"}, {"nom": "Léo"}}}}
		var words []string
		for _, name := range text.Fields() {
			if !strings.HasPrefix(name, "contacts.") {
				v.Texts[name] = "Valeur de " + name
				words = append(words, v.Texts[name])
			}
		}
		letters := []docx.Letter{{Blocks: text.Fill(v)}, {Blocks: text.Fill(v)}}
		var out bytes.Buffer
		if err := docx.Write(&out, docx.Text{Title: m.Name, Letters: letters}); err != nil {
			t.Fatal(err)
		}
		read := strings.Join(strings.Fields(string(officetest.Convert(t, out.Bytes(), "txt"))), " ")
		for _, word := range words {
			if strings.Count(read, word) < 2 {
				t.Errorf("%s: %q stands %d times in what LibreOffice reads", m.Key, word, strings.Count(read, word))
			}
		}
		if strings.Contains(read, "{{") || strings.Contains(read, "**") {
			t.Errorf("%s: marks are left", m.Key)
		}
	}
}
