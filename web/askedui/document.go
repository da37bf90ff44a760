package askedui

import (
	"cmp"
	"strings"

	"github.com/a-h/templ"

	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/survey/question"
)

// Document is a whole page for whoever answers, without the frame of the service: nothing of it, and no way into it.
type Document struct {
	Title   string // the heading
	Window  string // the title of the window; "": the heading
	Lang    question.Lang
	Easy    bool
	Silent  bool   // the heading is for those who do not see the page
	Device  string // "phone" or "tablet": as wide as one, for a preview; "": as wide as the window
	Paper   bool   // made for paper
	Invalid bool   // it gives a form back, with what is to mend

	Languages []Choice        // in which it may be read; fewer than two: none are shown
	Above     templ.Component // before the heading, in French: what whoever tries a form reads; nil: nothing
	Back      string          // of a page made for paper: where it was asked for
	Scripts   []string        // of static; the page works without them
}

// Choice is a language in which a page may be read.
type Choice struct {
	Lang question.Lang
	URL  string
}

func (d Document) class() string {
	class := "asked-document"
	if d.Easy {
		class += " asked-easy"
	}
	if d.Device != "" {
		class += " asked-" + d.Device
	}
	if d.Paper {
		class += " asked-sheet"
	}
	return class
}

// titled is the title of the window: that of a page to mend says so first.
func (d Document) titled() string {
	title := cmp.Or(d.Window, d.Title)
	if d.Invalid {
		return toMend.in(d.Lang) + "\u00a0: " + title
	}
	return title
}

// About is what is to mend, after the question that it is about: a page may say the same of several.
func (p Page) About(f fault.Problem) string {
	for _, q := range p.Questions {
		if id := question.Field(q.Key, ""); f.Field == id || strings.HasPrefix(f.Field, id+".") {
			return french.Shorten(q.Label.In(p.Lang), 80) + "\u00a0: " + f.Sentence
		}
	}
	return f.Sentence
}
