package main

import (
	"slices"
	"strings"
	"testing"
)

// TestAnEnvironmentFileIsReadAsSystemdDoes has the lines of systemd.exec(5), and those that a shell cuts.
func TestAnEnvironmentFileIsReadAsSystemdDoes(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"A=a&b;c$d#e|f>g`h`":         "a&b;c$d#e|f>g`h`",
		"A=postgres://p@h/d?x=1&y=2": "postgres://p@h/d?x=1&y=2",
		"A=un deux  trois \t ":       "un deux  trois",
		"  A  =  serré":              "serré",
		`A="un deux "`:               "un deux ",
		`A='l$a "b" \n'`:             `l$a "b" \n`,
		`A="a\"b\\c\$d\ne"`:          `a"b\c$d\ne`,
		`A="a" 'b'c`:                 "abc",
		`A=a"b"'c'`:                  `a"b"'c'`,
		`A=a\ b\`:                    "a b",
		"A=long\\\nsuite":            "longsuite",
		"A=\"deux\nlignes\"":         "deux\nlignes",
		"A=":                         "",
		"# B=non\\\nB=non plus\n;B=non\n\nA=oui\r\n": "oui",
		"A=oui\n":  "oui",
		"A=é’œ":    "é’œ",
		"A=a = b=": "a = b=",
	} {
		got, err := parseEnvironment(text)
		if err != nil || len(got) != 1 || got[0] != (variable{"A", want}) {
			t.Errorf("%q: %q %v, want %q", text, got, err, want)
		}
	}
	several, err := parseEnvironment("A=1\nB=2 \n\n#\nC='3'")
	if err != nil || !slices.Equal(several, []variable{{"A", "1"}, {"B", "2"}, {"C", "3"}}) {
		t.Errorf("%v %v", several, err)
	}
}

func TestALineThatCannotBeReadIsNamed(t *testing.T) {
	t.Parallel()
	for text, said := range map[string]string{
		"A=1\nrien":       "ligne 2",
		"A=1\nexport B=2": "ligne 2",
		"1A=2":            "ligne 1",
		"A=1\nB=\"2\n3":   "ouvert à la ligne 2",
		"=x":              "ligne 1",
	} {
		if got, err := parseEnvironment(text); err == nil || !strings.Contains(err.Error(), said) {
			t.Errorf("%q: %q %v, want %q", text, got, err, said)
		}
	}
}
