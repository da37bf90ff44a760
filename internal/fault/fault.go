// Package fault gives every failure a kind and the French sentence a person may see.
//
// The sentence is safe to show; the cause is for the log only.
package fault

import (
	"errors"
	"fmt"
)

// Kind says how a failure is answered; web/serve maps it to an HTTP status.
type Kind int

// The kinds of failure, in the order of their HTTP statuses.
const (
	Internal    Kind = iota // 500: our mistake; the sentence is generic
	Unknown                 // 401: nobody is logged in
	Forbidden               // 403: visible but not permitted; the sentence says who can
	NotFound                // 404: absent, or invisible to this person
	Conflict                // 409: somebody else changed the same thing first
	TooLarge                // 413: more was sent than is accepted
	Invalid                 // 422: what was typed cannot be accepted as it is
	TooMany                 // 429: too many attempts
	Unavailable             // 503: the database or another part is not answering
)

// Error is a failure with a sentence for people and a cause for the log.
type Error struct {
	Kind     Kind
	Sentence string   // plain, courteous French, with its full stop
	Problems Problems // by field, for Invalid only
	cause    error
	stale    *Stale // both texts, where an edit met another
	twice    *Twice // what was created before, where a form was sent again
}

// New makes an Error; cause may be nil.
func New(kind Kind, sentence string, cause error) *Error {
	return &Error{Kind: kind, Sentence: sentence, cause: cause}
}

// Missing is the failure for what does not exist or may not be seen: both look the same.
func Missing(cause error) *Error {
	return New(NotFound, "Cette page n’existe pas, ou n’existe plus.", cause)
}

// Error describes the failure for the log.
func (e *Error) Error() string {
	if e.cause == nil {
		return e.Sentence
	}
	return fmt.Sprintf("%s: %v", e.Sentence, e.cause)
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.cause }

// KindOf finds the kind of err; anything that is not an *Error is Internal.
func KindOf(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return Internal
}

// Is tells whether err is a failure of this kind.
func Is(err error, kind Kind) bool { return err != nil && KindOf(err) == kind }

// SentenceOf gives what may be shown to a person about err.
func SentenceOf(err error) string {
	if e, ok := errors.AsType[*Error](err); ok && e.Sentence != "" {
		return e.Sentence
	}
	return "Une erreur est survenue. Elle a été notée ; rien de ce que vous aviez enregistré n’est perdu."
}
