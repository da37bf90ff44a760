package ui

import (
	"context"
	"strings"

	"github.com/a-h/templ"
)

// Paper is the size of a sheet and the way it is held: a class of the page, for which paper.css has
// an @page rule.
type Paper string

// The papers.
const (
	A4          Paper = "a4"
	A4Landscape Paper = "a4-landscape"
	A3Landscape Paper = "a3"
)

// PrintSheet is a page made for paper.
type PrintSheet struct {
	Paper    Paper
	Window   string          // the title of the browser's window
	Title    string          // the heading
	Kind     string          // a project kind's code, for its mark beside the heading; "" for none
	Facts    templ.Component // paragraphs under the heading
	About    []string        // what the line that begins each sheet says before when it was printed; nil for no such line
	Back     string          // the path of the page that offered it; "": none did
	Choice   templ.Component // what may be chosen of it, on screen only; nil for nothing
	Unsigned bool            // it leaves the service: it does not say who printed it
	Outside  bool            // it is read through a link: it has the head and the foot of such pages, and its button stands under its facts
}

// Running is the line that a sheet begins with, however many there are: what it is about, then when it was
// printed and by whom.
func (s PrintSheet) Running(ctx context.Context, about ...string) string {
	printed := printedBy(ctx)
	if s.Unsigned {
		printed = printedOn(ctx)
	}
	return strings.Join(append(about, printed), " · ")
}

// printedBy says when a sheet was printed and by whom, for whoever finds it on a wall.
func printedBy(ctx context.Context) string { return printedOn(ctx) + " par " + frameOf(ctx).Name }

func printedOn(ctx context.Context) string { return "Imprimé le " + frameOf(ctx).Today.FrenchDay() }
