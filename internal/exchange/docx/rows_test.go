package docx_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"parvis/internal/exchange/docx"
)

func TestARowRepeatsForTheListThatItNames(t *testing.T) {
	t.Parallel()
	table := func(rows ...string) string { return `<w:tbl>` + strings.Join(rows, "") + `</w:tbl>` }
	v := docx.Values{
		Texts: map[string]string{"lieu": "L"},
		Lists: map[string][]map[string]string{"c": {{"n": "1", "t": "x"}, {"n": "2"}}, "d": {{"n": "A"}, {"n": "B"}}, "vide": {}},
	}
	for name, c := range map[string]struct{ body, reads string }{
		"a row":                        {table(row("Nom", "Tél"), row("{{c.n}}", "{{c.t}} {{lieu}}"), row("Fin", "")), "Nom¶Tél¶1¶x L¶2¶ L¶Fin¶¶"},
		"a row of one text":            {table(row("{{lieu}}")), "L¶"},
		"two rows of a list":           {table(row("{{c.n}}"), row("{{c.t}}!")), "1¶2¶x!¶!¶"},
		"two lists in a row":           {table(row("{{c.n}}", "{{d.n}}")), "1¶A, B¶2¶A, B¶"},
		"a list without a row":         {par("{{c.n}} ; {{c.t}}"), "1, 2 ; x¶"},
		"no item":                      {table(row("Nom"), row("{{vide.n}}", "reste")), "Nom¶"},
		"no item, and no other row":    {table(row("{{vide.n}}", "reste")), "¶reste¶"},
		"no item in any of two rows":   {table(row("{{vide.n}}"), row("{{vide.m}}")), "¶"},
		"no item without a row":        {par("[{{vide.n}}]"), "[]¶"},
		"a table in a row of a list":   {table(`<w:tr><w:tc>` + par("{{c.n}}") + table(row("{{d.n}}{{c.t}}")) + par("") + `</w:tc></w:tr>`), "1¶Ax¶Bx¶¶2¶A¶B¶¶"},
		"a list's row in another row":  {table(`<w:tr><w:tc>` + par("{{lieu}}") + table(row("{{d.n}}")) + par("") + `</w:tc></w:tr>`), "L¶A¶B¶¶"},
		"its own list in a row within": {table(`<w:tr><w:tc>` + par("{{c.n}}") + table(row("{{c.n}}")) + par("") + `</w:tc></w:tr>`), "1¶1¶¶2¶2¶¶"},
		"a text box in a row":          {table(`<w:tr><w:tc><w:p><w:r><w:pict><w:txbxContent>` + par("{{c", ".n}}") + `</w:txbxContent></w:pict></w:r></w:p></w:tc></w:tr>`), "1¶¶2¶¶"},
		"a row in a content control":   {table(`<w:sdt><w:sdtContent>` + row("{{c.n}}") + `</w:sdtContent></w:sdt>`), "1¶2¶"},
	} {
		data := packed(t, c.body)
		if missing := open(t, data).Missing(v); len(missing) > 0 {
			t.Errorf("%s: %q are missing", name, missing)
		}
		if got := document(t, fill(t, data, v)); got != c.reads {
			t.Errorf("%s: reads %q, want %q", name, got, c.reads)
		}
	}
}

// unique are marks and numbers that a document has once.
var unique = regexp.MustCompile(`w14:paraId="\w+"|w14:textId="\w+"|docPr id="\d+"|bookmarkStart w:id="\d+"|<w:id w:val="\d+"/>|commentReference w:id="\d+"`)

const numbered = `<w:p w14:paraId="00AA" w14:textId="00AB"><w:bookmarkStart w:id="4" w:name="ici"/><w:sdt><w:sdtPr><w:id w:val="77"/></w:sdtPr><w:sdtContent><w:r><w:t>{{c.n}}</w:t></w:r></w:sdtContent></w:sdt><w:bookmarkEnd w:id="4"/>` +
	`<w:r><w:commentReference w:id="9"/></w:r><w:r><w:drawing><wp:docPr id="3" name="T"/></w:drawing></w:r></w:p>`

func TestWhatADocumentHasOnceIsNotRepeated(t *testing.T) {
	t.Parallel()
	data := packed(t, `<w:tbl><w:tr w14:paraId="00AC"><w:tc>`+numbered+`</w:tc></w:tr></w:tbl>`)
	v := docx.Values{Lists: map[string][]map[string]string{"c": {{"n": "1"}, {"n": "2"}, {"n": "3"}}}}
	for name, filled := range map[string][]byte{"rows": fill(t, data, v), "letters": fillAll(t, data, v, v)} {
		text := part(t, filled, "word/document.xml")
		found := unique.FindAllString(text, -1)
		slices.Sort(found)
		if all := len(found); all < 8 || len(slices.Compact(found)) != all {
			t.Errorf("%s: %q", name, unique.FindAllString(text, -1))
		}
		if !strings.Contains(text, `w14:paraId="00AC"`) || !strings.Contains(text, `docPr id="3"`) {
			t.Errorf("%s: the first one changed: %s", name, text)
		}
	}
}
