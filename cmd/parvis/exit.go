package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

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

// misuse is the failure for a command or a file that cannot be read as it is.
func misuse(format string, args ...any) error {
	return &exitError{code: exitUsage, text: fmt.Sprintf(format, args...)}
}

// badFlag tells what is wrong with an option, in French.
func badFlag(c *cobra.Command, err error) error {
	help := " « " + c.CommandPath() + " --help » les explique toutes."
	if unknown, ok := errors.AsType[*pflag.NotExistError](err); ok {
		return misuse("L’option --%s n’existe pas.%s", unknown.GetSpecifiedName(), help)
	}
	if missing, ok := errors.AsType[*pflag.ValueRequiredError](err); ok {
		return misuse("L’option --%s demande une valeur.%s", missing.GetSpecifiedName(), help)
	}
	return misuse("Une option n’a pas pu être lue.%s", help)
}
