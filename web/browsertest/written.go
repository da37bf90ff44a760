package browsertest

import _ "embed"

//go:embed assets/written.js
var writtenSource string

// Written is a text as it is drawn: who wants to read it needs it large, dark on light, and where lines begin.
type Written struct {
	Text      string  `json:"text"`
	Tag       string  `json:"tag"`       // of the element that it stands in
	Size      float64 `json:"size"`      // CSS pixels
	Spacing   float64 `json:"spacing"`   // from line to line, in sizes
	Contrast  float64 `json:"contrast"`  // with what is behind it, as the WCAG reckon it
	Dark      bool    `json:"dark"`      // it is darker than what is behind it
	Align     string  `json:"align"`     // "start": where its language begins
	Italic    bool    `json:"italic"`    //
	Capitals  bool    `json:"capitals"`  // the style makes capitals of it
	Underline bool    `json:"underline"` //
	Act       bool    `json:"act"`       // it is a button’s or a link’s
	Family    string  `json:"family"`
}

// Texts are the texts within a selector that can be seen now, as their computed styles have them.
func (p *Page) Texts(selector string) []Written {
	p.t.Helper()
	return script[[]Written](p, "reading "+selector, writtenSource+"\n;written("+quoted(selector)+")")
}
