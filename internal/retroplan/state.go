package retroplan

import (
	"fmt"
	"slices"
	"strings"
)

// State is how far a task is.
type State int8

// The states of a task. Done and dropped tasks are frozen: their dates never move.
const (
	ToDo State = iota
	InProgress
	Blocked
	Done
	Dropped
)

var (
	stateCodes  = []string{"todo", "in_progress", "blocked", "done", "dropped"}
	stateLabels = []string{"À faire", "En cours", "Bloquée", "Faite", "Abandonnée"}
)

// String gives the code of the state, as stored: "todo", "in_progress", "blocked", "done", "dropped".
func (s State) String() string { return named(s, stateCodes, "unknown") }

// Label names the state of a task ("À faire", "Faite"…).
func (s State) Label() string { return named(s, stateLabels, "Inconnu") }

// French is Label within a sentence.
func (s State) French() string { return strings.ToLower(s.Label()) }

// Open reports whether there is still something to do: not done, not dropped.
func (s State) Open() bool { return s != Done && s != Dropped }

// Scan reads a stored code.
func (s *State) Scan(src any) error { return scan(s, src, stateCodes) }

// named gives what stands at the place of a value.
func named[T ~int8](at T, names []string, unknown string) string {
	if at < 0 || int(at) >= len(names) {
		return unknown
	}
	return names[at]
}

// scan finds the value whose code a column holds; NULL has the empty code.
func scan[T ~int8](to *T, src any, codes []string) error {
	code, _ := src.(string)
	at := slices.Index(codes, code)
	if at < 0 {
		return fmt.Errorf("%.40q is none of %q", src, codes)
	}
	*to = T(at)
	return nil
}
