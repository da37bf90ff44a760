package fault

import (
	"errors"

	"parvis/internal/field"
)

// Stale is an edit that met another: somebody saved meanwhile, and nothing was written over it.
type Stale struct {
	Name    string         // of what was edited: « Nuit des musées »; "" for what has none
	By      string         // who saved; "" when nobody knows
	Version int            // that is stored now: an edit that names it replaces it
	Texts   []field.Change // Before is what is stored, After what was typed
}

// Met is the failure of an edit that met another: a Conflict that carries both texts. what opens its
// sentence: « Cet événement ».
func Met(what string, s Stale) error {
	return &Error{Kind: Conflict, stale: &s,
		Sentence: what + " a changé pendant que vous écriviez\u00a0: quelqu’un d’autre vient de l’enregistrer. Rien n’a été écrasé."}
}

// StaleOf finds the two texts that err carries, if it is the failure of an edit that met another.
func StaleOf(err error) (Stale, bool) {
	if e, ok := errors.AsType[*Error](err); ok && e.stale != nil {
		return *e.stale, true
	}
	return Stale{}, false
}
