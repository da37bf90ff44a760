package main

// Exit statuses: 1 is a failure or a refusal, 2 a command that was not written as it should be.
const (
	exitRefused = 1
	exitUsage   = 2
)

// exitError ends the program with a status of its own and, unless it is empty, a text on stderr.
type exitError struct {
	code int
	text string
}

func (e *exitError) Error() string { return e.text }
