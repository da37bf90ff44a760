package ui

import (
	"context"
	"io"

	"github.com/a-h/templ"

	"parvis/internal/french"
)

// Cells are cells of a table that hold a text each, in their order. They are written without a template: a long list
// holds thousands of them, and each value a template writes is formatted and copied first (ADR 30).
type Cells []string

// Render writes the cells, their texts escaped.
func (c Cells) Render(_ context.Context, w io.Writer) error {
	for _, text := range c {
		if err := write(w, "<td>", templ.EscapeString(text), "</td>"); err != nil {
			return err
		}
	}
	return nil
}

// Strings is HTML in pieces, written as they are: what comes from outside is escaped before. See Cells for why.
type Strings []string

// Render writes the pieces.
func (s Strings) Render(_ context.Context, w io.Writer) error { return write(w, s...) }

func write(w io.Writer, texts ...string) error {
	for _, text := range texts {
		if _, err := io.WriteString(w, text); err != nil {
			return err
		}
	}
	return nil
}

// Nth names a line of a list by its rank, the first being 0: what tells apart two of one name, for whoever does not see
// where they stand. The number of a thing in the database tells nobody anything, and is never said.
func Nth(i int) string { return "ligne\u00a0" + french.Number(i+1) }
