package plan

import (
	"strings"
	"time"

	"parvis/internal/fault"
)

// Item is one thing to tick under a task.
type Item struct {
	ID       int64
	TaskID   int64
	Position int
	Label    string
	TickedAt *time.Time // nil: not ticked
	TickedBy string     // the name of who ticked it, or ""
}

// Ticked tells whether the item is done.
func (i Item) Ticked() bool { return i.TickedAt != nil }

// checkItem lists what must be mended in an item's text.
func checkItem(label string) fault.Problems {
	var p fault.Problems
	p.Require(strings.TrimSpace(label) != "", FieldItem, "Écrivez ce qu’il faut cocher.")
	p.CheckText(FieldItem, label, maxItem)
	return p
}
