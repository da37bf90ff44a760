package main

import (
	"fmt"
	"os"
	"regexp"
	"strings"
)

// variable is one line of an environment file.
type variable struct{ name, value string }

// loadEnvironment sets what an environment file says, over what was set before.
func loadEnvironment(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("le fichier d’environnement ne peut pas être lu\u00a0: %w", err)
	}
	variables, err := parseEnvironment(string(text))
	if err != nil {
		return fmt.Errorf("le fichier d’environnement %s ne peut pas être lu\u00a0: %w", path, err)
	}
	for _, v := range variables {
		if err := os.Setenv(v.name, v.value); err != nil {
			return fmt.Errorf("le fichier d’environnement %s ne peut pas être lu\u00a0: %s\u00a0: %w", path, v.name, err)
		}
	}
	return nil
}

var variableName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// parseEnvironment reads NAME=VALUE lines as systemd's EnvironmentFile does, so that the service and the
// commands beside it read one file alike. A value is taken as it is: $, &, ; and # mean nothing in it, and a
// space ends it only at the end of its line. Quotation marks around a value keep spaces and line ends; a
// backslash takes the next character as it is (within double quotes only ", \, ` and $). Lines that begin
// with # or ; are comments. Unlike systemd, it refuses a line that it cannot read.
func parseEnvironment(text string) ([]variable, error) {
	r := environmentReader{rest: strings.ReplaceAll(text, "\r\n", "\n"), line: 1}
	var list []variable
	for {
		r.skipBlank()
		if r.rest == "" {
			return list, nil
		}
		if r.rest[0] == '#' || r.rest[0] == ';' {
			r.skipComment()
			continue
		}
		line := r.line
		name, found := r.name()
		if !found || !variableName.MatchString(name) {
			return nil, fmt.Errorf("la ligne %d n’est pas de la forme NOM=VALEUR", line)
		}
		value, closed := r.value()
		if !closed {
			return nil, fmt.Errorf("le guillemet ouvert à la ligne %d n’est pas fermé", line)
		}
		list = append(list, variable{name, value})
	}
}

// environmentReader goes through a file byte by byte.
type environmentReader struct {
	rest string
	line int // that rest begins on, from 1
}

func (r *environmentReader) next() byte {
	c := r.rest[0]
	r.rest = r.rest[1:]
	if c == '\n' {
		r.line++
	}
	return c
}

func (r *environmentReader) skipBlank() {
	for r.rest != "" && strings.IndexByte(" \t\r\n", r.rest[0]) >= 0 {
		r.next()
	}
}

// skipComment leaves out a line, and the next ones where a backslash ends it.
func (r *environmentReader) skipComment() {
	for r.rest != "" {
		switch r.next() {
		case '\\':
			if r.rest != "" {
				r.next()
			}
		case '\n':
			return
		}
	}
}

// name reads up to the equals sign; found is false when the line has none.
func (r *environmentReader) name() (name string, found bool) {
	line, _, _ := strings.Cut(r.rest, "\n")
	name, _, found = strings.Cut(line, "=")
	if found {
		r.rest = r.rest[len(name)+1:]
	}
	return strings.TrimRight(name, " \t"), found
}

// value reads the rest of the line, quoted parts and all; closed is false when a quotation mark is missing.
func (r *environmentReader) value() (value string, closed bool) {
	var b strings.Builder
	kept := 0      // how much of b stays, whatever spaces follow
	begun := false // an unquoted value takes quotation marks as they are
	for r.rest != "" {
		c := r.next()
		switch {
		case c == '\n':
			return b.String()[:kept], true
		case c == '\\':
			if r.rest != "" {
				if escaped := r.next(); escaped != '\n' {
					b.WriteByte(escaped)
				}
			}
			begun, kept = true, b.Len()
		case !begun && (c == '"' || c == '\''):
			if !r.quoted(&b, c) {
				return "", false
			}
			kept = b.Len()
		case c == ' ' || c == '\t' || c == '\r':
			if begun {
				b.WriteByte(c)
			}
		default:
			b.WriteByte(c)
			begun, kept = true, b.Len()
		}
	}
	return b.String()[:kept], true
}

// quoted reads up to the closing mark.
func (r *environmentReader) quoted(b *strings.Builder, mark byte) bool {
	for r.rest != "" {
		c := r.next()
		switch {
		case c == mark:
			return true
		case c == '\\' && mark == '"' && r.rest != "":
			escaped := r.next()
			if strings.IndexByte("\"\\`$", escaped) < 0 && escaped != '\n' {
				b.WriteByte('\\')
			}
			if escaped != '\n' {
				b.WriteByte(escaped)
			}
		default:
			b.WriteByte(c)
		}
	}
	return false
}
