package docx

import "strconv"

// across is how many badges stand beside each other.
const across = 2

// badges writes letters as a table of cards with dotted lines to cut along. Rows have a height of their own, so that five fill a page whatever they
// hold.
func badges(out *made, letters []Letter) {
	out.string(`<w:tbl><w:tblPr><w:tblW w:w="` + strconv.Itoa(across*badgeWidth) + `" w:type="dxa"/><w:tblBorders>`)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		out.string(`<w:` + side + ` w:val="dotted" w:sz="4" w:space="0" w:color="7F7F7F"/>`)
	}
	out.string(`</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>`)
	for range across {
		out.string(`<w:gridCol w:w="` + strconv.Itoa(badgeWidth) + `"/>`)
	}
	out.string(`</w:tblGrid>`)
	for first := 0; first < len(letters) && out.err == nil; first += across {
		out.string(`<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="` + strconv.Itoa(badgeHeight) + `" w:hRule="exact"/></w:trPr>`)
		for i := first; i < first+across; i++ {
			out.string(`<w:tc><w:tcPr><w:tcW w:w="` + strconv.Itoa(badgeWidth) + `" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>`)
			if i < len(letters) {
				badge(out, letters[i])
			} else {
				out.string(`<w:p/>`)
			}
			out.string(`</w:tc>`)
		}
		out.string(`</w:tr>`)
	}
	out.string(`</w:tbl>` + gap(false, false) + badgeSection)
}

// badge writes the lines of one. A table in it is lines too: a card has no room for its frame.
func badge(out *made, l Letter) {
	lines := 0
	for _, b := range l.Blocks {
		style := "Badge"
		switch b.Kind {
		case PageBreak:
			continue
		case Title, Heading:
			style = "BadgeTitre"
		}
		if b.Kind != Table {
			styled(out, style, "", b.Words, false)
			lines++
		}
		for _, row := range b.Rows {
			var words []Words
			for i, cell := range row {
				if i > 0 {
					words = append(words, Words{Text: " "})
				}
				words = append(words, cell...)
			}
			styled(out, style, "", words, false)
			lines++
		}
	}
	if lines == 0 { // a cell holds a paragraph
		out.string(`<w:p/>`)
	}
}
