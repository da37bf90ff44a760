package embedded

import "fmt"

// Kind says what kept the private cluster from starting.
type Kind string

const (
	// Missing: no PostgreSQL programs, and they could not be fetched.
	Missing Kind = "missing"
	// Foreign: the directory holds something Parvis did not put there.
	Foreign Kind = "foreign"
	// Version: the cluster was made by another major version.
	Version Kind = "version"
	// Place: the directory, or the one for the socket, belongs to another
	// account or cannot be reached by the account PostgreSQL runs as.
	Place Kind = "place"
	// Broken: PostgreSQL was started and did not answer.
	Broken Kind = "broken"
)

// Error is a reason not to start. Text is one or two French sentences for the
// person who runs Parvis; Err, when present, is the cause.
type Error struct {
	Kind Kind
	Text string
	Err  error
}

func (e *Error) Error() string {
	if e.Err == nil {
		return e.Text
	}
	return e.Text + " (" + e.Err.Error() + ")"
}

func (e *Error) Unwrap() error { return e.Err }

func refuse(kind Kind, cause error, format string, args ...any) error {
	return &Error{Kind: kind, Text: fmt.Sprintf(format, args...), Err: cause}
}
