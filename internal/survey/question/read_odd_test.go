package question

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func readOne(q Question, field string, values ...string) (Answer, bool) {
	so := Answers{}
	p := ReadPage([]Question{q}, Context{}, French, so, func(f string) []string {
		if f == field {
			return values
		}
		return nil
	})
	return so[q.Key], len(p) == 0
}

// Browsers end lines in two characters; people count them as one.
func TestALongTextEndsItsLinesOnce(t *testing.T) {
	t.Parallel()
	text := strings.TrimSuffix(strings.Repeat("abcd\r\n", MaxLong/5), "\r\n") // with \n alone, one less than the bound
	a, ok := readOne(Question{Key: "q", Kind: Long}, "q.q", text)
	if !ok || strings.Contains(a.Text, "\r") || utf8.RuneCountInString(a.Text) != MaxLong-1 {
		t.Errorf("%d characters, refused: %v", utf8.RuneCountInString(a.Text), !ok)
	}
}

// What is no text of a database is none of an answer.
func TestWhatIsNoTextIsNotKept(t *testing.T) {
	t.Parallel()
	for _, kind := range []Kind{Text, Long} {
		for _, sent := range []string{"a\x00b", "\x00", "a\xffb", "\xff"} {
			a, _ := readOne(Question{Key: "q", Kind: kind}, "q.q", sent)
			if strings.ContainsRune(a.Text, 0) || !utf8.ValidString(a.Text) {
				t.Errorf("%s: %q is kept as %q", kind, sent, a.Text)
			}
		}
	}
	so := Answers{}
	q := Question{Key: "q", Kind: Single, Other: true, Options: someOptions(2)}
	ReadPage([]Question{q}, Context{}, French, so, func(f string) []string {
		return map[string][]string{"q.q": {OtherKey}, "q.q.autre": {"a\x00\xff"}}[f]
	})
	if said := so["q"].Text; strings.ContainsRune(said, 0) || !utf8.ValidString(said) {
		t.Errorf("« Autre » is kept as %q", said)
	}
}

func TestNoNumberIsLessThanNothing(t *testing.T) {
	t.Parallel()
	for _, sent := range []string{"-0", "-0,0", "0"} {
		if a, ok := readOne(Question{Key: "q", Kind: Number, Decimals: true}, "q.q", sent); !ok || a.Text != "0" {
			t.Errorf("%s is read %q", sent, a.Text)
		}
	}
}
