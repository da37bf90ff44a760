package planui

import (
	"net/http"

	"parvis/web/ui"
)

// Left says what a task that was just done leaves open elsewhere, and asks about it; false: nothing. back is where its answer leads.
type Left func(r *http.Request, task int64, back string) (ui.Said, bool, error)

// Asking has a room above the plan asked, once a task is done, what that leaves open there.
func (h *Handlers) Asking(left Left) { h.left = left }

// From says what a task was made of in a room above the plan, and where that is read; "" for nothing.
type From func(r *http.Request, task int64) (label, to string, err error)

// From has a room above the plan asked what a task was made of.
func (h *Handlers) From(from From) { h.from = from }

// finished says that a task is done, with what that leaves open elsewhere.
func (h *Handlers) finished(r *http.Request, task int64, text, back string) (ui.Said, error) {
	said := ui.Said{Text: text}
	if h.left == nil {
		return said, nil
	}
	more, any, err := h.left(r, task, back)
	if err != nil || !any {
		return said, err
	}
	more.Text = text + " " + more.Text
	return more, nil
}
