package docx_test

import (
	"bytes"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parvis/internal/exchange/docx"
)

func write(t testing.TB, text docx.Text) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := docx.Write(&out, text); err != nil {
		t.Fatal(err)
	}
	open(t, out.Bytes())
	return out.Bytes()
}

func cells(texts ...string) []docx.Cell {
	var row []docx.Cell
	for _, text := range texts {
		row = append(row, docx.Plain(text))
	}
	return row
}

func TestATextIsWrittenBlockByBlock(t *testing.T) {
	t.Parallel()
	table := docx.Block{Kind: docx.Table, Rows: [][]docx.Cell{cells("Nom", "Rôle"), cells("Zoé"), cells("Léo", "relais")}}
	data := write(t, paragraphs(
		docx.Block{Kind: docx.Title, Words: docx.Plain("Attestation")},
		docx.Block{Words: []docx.Words{{Text: "Je soussignée "}, {Text: "Zoé & Cie", Bold: true}, {Text: ",\n\tcertifie"}}},
		docx.Block{Kind: docx.Heading, Level: 9, Words: docx.Plain("Petit titre")},
		docx.Block{Kind: docx.Item, Words: docx.Plain("un")},
		table, table,
		docx.Block{Kind: docx.PageBreak}, docx.Block{Kind: docx.PageBreak}, table,
		docx.Block{Kind: docx.PageBreak}, docx.Block{Words: docx.Plain("Fin {{lieu}}")},
		docx.Block{Kind: docx.Table}, docx.Block{Kind: docx.PageBreak},
	))
	const drawn = "Nom¶Rôle¶Zoé¶¶Léo¶relais¶"
	if got, want := document(t, data), "Attestation¶Je soussignée Zoé & Cie,\n\tcertifie¶Petit titre¶un¶"+drawn+"¶"+drawn+"¶"+drawn+"Fin {{lieu}}¶¶"; got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	text := part(t, data, "word/document.xml")
	for what, n := range map[string]int{`<w:pageBreakBefore/>`: 2, `"Titre"`: 1, `"Titre3"`: 1, `"Listepuces"`: 1, `<w:tblHeader/>`: 3, `<w:sectPr>`: 1, `w:w="11906" w:h="16838"`: 1} {
		if got := strings.Count(text, what); got != n {
			t.Errorf("%d times %s, want %d", got, what, n)
		}
	}
	if styles := part(t, data, "word/styles.xml"); !strings.Contains(styles, `w:lang w:val="fr-FR"`) || !strings.Contains(styles, `w:ascii="Arial"`) {
		t.Error("neither French nor Arial")
	}
}

func TestTheSameTextIsTheSameToTheByte(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		text := docx.Text{Title: rapid.String().Draw(rt, "title"), Layout: rapid.SampledFrom([]docx.Layout{docx.OnPages, docx.OnBadges}).Draw(rt, "layout")}
		for range rapid.IntRange(1, 4).Draw(rt, "letters") {
			var l docx.Letter
			for range rapid.IntRange(0, 6).Draw(rt, "blocks") {
				b := docx.Block{Kind: docx.BlockKind(rapid.IntRange(0, 6).Draw(rt, "kind")), Level: rapid.IntRange(-1, 5).Draw(rt, "level")}
				words := []docx.Words{{Text: rapid.String().Draw(rt, "text"), Bold: rapid.Bool().Draw(rt, "bold")}}
				if b.Kind == docx.Table {
					for range rapid.IntRange(0, 3).Draw(rt, "rows") {
						b.Rows = append(b.Rows, make([]docx.Cell, rapid.IntRange(0, 3).Draw(rt, "cells")), []docx.Cell{words})
					}
				} else {
					b.Words = words
				}
				l.Blocks = append(l.Blocks, b)
			}
			text.Letters = append(text.Letters, l)
		}
		one := write(t, text)
		if !bytes.Equal(one, write(t, text)) {
			rt.Fatal("another document")
		}
		document(t, one) // is XML
		read(t, one, "docProps/core.xml")
	})
}

func TestBadgesAreCellsOfOneTable(t *testing.T) {
	t.Parallel()
	text := docx.Text{Title: "Badges", Layout: docx.OnBadges}
	for _, name := range []string{"Zoé", "Léo", ""} {
		text.Letters = append(text.Letters, docx.Letter{Blocks: []docx.Block{{Kind: docx.Title, Words: docx.Plain(name)}, {Kind: docx.PageBreak}, {Kind: docx.Table, Rows: [][]docx.Cell{cells("a", "b"), cells("c")}}}})
	}
	text.Letters = append(text.Letters, docx.Letter{}, docx.Letter{})
	data := write(t, text)
	if got := document(t, data); got != "Zoé¶a b¶c¶Léo¶a b¶c¶¶a b¶c¶¶¶¶¶" {
		t.Errorf("got %q", got)
	}
	if rows := strings.Count(part(t, data, "word/document.xml"), `w:hRule="exact"`); rows != 3 {
		t.Errorf("%d rows", rows)
	}
}
